"""Cells that hold a value for each of several years: "2019: 40 orang" over "2020: 45 orang".

Each year becomes a column of its own below the heading, as other offices print it; a value keeps its own words. A
year stands before its value or behind it, alike in all cells of a column.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.dated import YearMark, cut_years, year_marks
from extract.lines import text_of, words_to_lines
from extract.model import Cell, Line, Place, Region, Word, union_of
from layouts.headers import Slots, read_header, slots_of
from layouts.values import is_nothing, looks_numeric
from layouts.wordings import Vocabulary

# What stands between the values of two years.
_BETWEEN = ";/|"
# Of a column's cells that hold a digit, so many are dated where it is one of dated cells; the others are misprints.
_MOSTLY = 0.6


@dataclass(frozen=True, slots=True)
class _Item:
    """One value of a cell: its year, the word that prints the year, and the value's own words, line by line."""

    year: int
    dated_by: Line
    lines: tuple[Line, ...]


def by_years(region: Region, vocabulary: Vocabulary) -> Region:
    """The region with a column for each year where the cells of a column hold values of several years."""
    slots = slots_of(region)
    dated = {c: found for c in range(region.column_count) if (found := _dated_column(slots, c))}
    if not dated:
        return region
    header = read_header(region, slots, vocabulary)
    first = min(row for cells in dated.values() for row in cells)
    row = min(first, header.rows - bool(header.numbering)) if header.rows else first
    return _unfolded(region, dated, row)


def _dated_column(slots: Slots, column: int) -> dict[int, tuple[_Item, ...]]:
    """The items of a column's dated cells by row; nothing where too few cells hold some."""
    cells = [
        cell
        for row, cells in enumerate(slots)
        if (cell := cells[column]) is not None and (cell.row, cell.column, cell.column_span) == (row, column, 1)
    ]
    for read in (_years_first, _years_last):
        found = {cell.row: items for cell in cells if (items := read(cell))}
        begun = [cell for cell in cells if found and cell.row >= min(found) and any(map(str.isdigit, cell.text))]
        years = {item.year for items in found.values() for item in items}
        if len(years) > 1 and len(found) >= _MOSTLY * len(begun) and any(len(items) > 1 for items in found.values()):
            return found
    return {}


def _years_first(cell: Cell) -> tuple[_Item, ...]:
    words = _words_of(cell)
    marks = [m for m in _marks_in(words) if m.named or _begins_line(words, m.first)]
    if not marks or marks[0].first > 0:
        return ()
    ends = [mark.first for mark in marks[1:]] + [len(words)]
    return _items(words, [(mark, mark.end, end) for mark, end in zip(marks, ends, strict=True)])


def _years_last(cell: Cell) -> tuple[_Item, ...]:
    words = _words_of(cell)
    marks = [mark for mark in _marks_in(words) if mark.named]
    if not marks or marks[-1].end < len(words):
        return ()
    starts = [0] + [mark.end for mark in marks[:-1]]
    return _items(words, [(mark, start, mark.first) for mark, start in zip(marks, starts, strict=True)])


def _words_of(cell: Cell) -> list[tuple[Word, Line]]:
    """The words of a cell with the lines they stand in."""
    return [(word, line) for line in cell.lines for word in cut_years(line.words)]


def _begins_line(words: Sequence[tuple[Word, Line]], index: int) -> bool:
    return index == 0 or words[index - 1][1] is not words[index][1]


def _marks_in(words: Sequence[tuple[Word, Line]]) -> list[YearMark]:
    return list(year_marks([word for word, _ in words]))


def _items(words: Sequence[tuple[Word, Line]], spans: Sequence[tuple[YearMark, int, int]]) -> tuple[_Item, ...]:
    """The items of a cell, nothing where one holds no value or the years do not follow each other."""
    years = [mark.year for mark, _, _ in spans]
    if any(a >= b for a, b in pairwise(years)) and any(a <= b for a, b in pairwise(years)):
        return ()
    items = [
        _Item(mark.year, _lines(words[mark.first : mark.end])[0], _lines(_without_end(words[a:b])))
        for mark, a, b in spans
    ]
    texts = [text_of(item.lines) for item in items]
    return tuple(items) if all(text and (looks_numeric(text) or is_nothing(text)) for text in texts) else ()


def _without_end(words: Sequence[tuple[Word, Line]]) -> list[tuple[Word, Line]]:
    """The words of a value without the sign that parts it from the next year's: "80 / 2022: 85", "80; 2022: 85"."""
    own = list(words)
    while own and (ended := own[-1][0].text.rstrip(_BETWEEN)) != own[-1][0].text:
        own[-1:] = [(replace(own[-1][0], text=ended), own[-1][1])] if ended else []
    return own


def _lines(words: Sequence[tuple[Word, Line]]) -> tuple[Line, ...]:
    """Words put back into the lines they stand in, those of a later page behind."""
    pages = dict.fromkeys(line.page_number for _, line in words)
    return tuple(
        line
        for page in pages
        for line in words_to_lines([word for word, line in words if line.page_number == page], page)
    )


def _unfolded(region: Region, dated: Mapping[int, Mapping[int, Sequence[_Item]]], row: int) -> Region:
    """The region with columns for years in place of the dated ones, and a row that names the years above row `row`."""
    years = {c: sorted({item.year for items in cells.values() for item in items}) for c, cells in dated.items()}
    starts = [0]
    for column in range(region.column_count):
        starts.append(starts[-1] + len(years.get(column, (0,))))
    cells: list[Cell] = []
    for cell in region.cells:
        end = cell.row + cell.row_span
        # Headings of other columns reach down beside the years.
        above = cell.row < row and (end > row or (end == row and cell.column not in dated))
        moved = replace(
            cell,
            row=cell.row + (cell.row >= row),
            row_span=cell.row_span + above,
            column=starts[cell.column],
            column_span=starts[cell.column + cell.column_span] - starts[cell.column],
        )
        items = dated.get(cell.column, {}).get(cell.row) if cell.column_span == 1 else None
        cells += [moved] if items is None else _cells_by_year(moved, items, years[cell.column])
    cells += [head for c, found in dated.items() for head in _year_heads(found, years[c], row, starts[c])]
    ordered = tuple(sorted(cells, key=lambda c: (c.row, c.column)))
    return replace(region, cells=ordered, row_count=region.row_count + 1, column_count=starts[-1])


def _cells_by_year(cell: Cell, items: Sequence[_Item], years: Sequence[int]) -> list[Cell]:
    lines = {item.year: item.lines for item in items}
    return [
        _cell_of(lines.get(year, ()), replace(cell, column=cell.column + i, column_span=1))
        for i, year in enumerate(years)
    ]


def _year_heads(
    cells: Mapping[int, Sequence[_Item]], years: Sequence[int], row: int, first_column: int
) -> Iterator[Cell]:
    """A heading for each year, of the words that print it first."""
    printed = {item.year: item.dated_by for items in reversed(list(cells.values())) for item in items}
    for index, year in enumerate(years):
        line = replace(printed[year], text=str(year))
        yield Cell(
            row, first_column + index, 1, 1, (Place(line.page_number, line.box),), line.words, (line,), line.text
        )


def _cell_of(lines: Sequence[Line], cell: Cell) -> Cell:
    """A cell of some of its lines; it stands where these do."""
    words = tuple(word for line in lines for word in line.words)
    pages = dict.fromkeys(line.page_number for line in lines)
    places = tuple(Place(p, union_of(line.box for line in lines if line.page_number == p)) for p in pages)
    return replace(cell, lines=tuple(lines), words=words, text=text_of(lines), places=places or cell.places)
