"""Where a table's header ends, and what stands over each column.

A header is one to four rows at the top whose cells are known wordings, years or titles; a row of column numbers
("(1) (2) (3)") may close it. The path of a column is the texts over it, outermost first.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from extract.model import Cell, Region
from layouts.values import counts_up, is_nothing, looks_numeric
from layouts.wordings import Heading, Role, Vocabulary, is_numbering, parse_heading

# More than four header rows were never seen; a title row, three levels and the column numbers make five.
MOST_HEADER_ROWS = 5
# A sheet's title names report, office, satker and year, a line each, and leaves a row empty.
_MOST_TITLE_ROWS = 5
# Words in a heading over numbers: "Persentase Capaian Realisasi terhadap Target Akhir Renstra 2024" has ten.
LONGEST_HEADING = 12
# Of a column's filled cells, so many are numbers where it is one of numbers: "WTP" and "n/a" stand among them.
_MOSTLY = 0.6
# Web tables head the column of row numbers with it.
_NUMBER_SIGN = "#"
# Numerals of quarters in headings, with the part of the year they mean; three of them are not there by chance.
QUARTERS = {"i": "TW1", "ii": "TW2", "iii": "TW3", "iv": "TW4"}
_MOST_QUARTERS = 3
_YEAR_ONLY = re.compile(r"^(?:tahun|ta\.?|thn?\.?|tahun\s+anggaran)?\s*(?:19|20)\d\d\s*$", re.I)

Slots = list[list[Cell | None]]


@dataclass(frozen=True, slots=True)
class ColumnHeading:
    """The headings over one column, outermost first, and the leaf's own cell text."""

    path: tuple[Heading, ...]

    @property
    def leaf(self) -> Heading | None:
        """The innermost heading, None for a column without one."""
        return self.path[-1] if self.path else None

    @property
    def text(self) -> str:
        """All levels as printed, joined by ' / '."""
        return " / ".join(heading.text for heading in self.path)


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a table: how many rows it takes (column numbers included), its title row, its columns.

    `numbering` is the row of column numbers, by column. `known` is how many columns have at least one heading that the
    vocabulary knows.
    """

    rows: int
    title: str
    columns: tuple[ColumnHeading, ...]
    numbering: Mapping[int, str]
    known: int

    @property
    def text(self) -> str:
        """The header as printed: the distinct texts over the columns, left to right."""
        return " | ".join(dict.fromkeys(c.text for c in self.columns if c.text))


def slots_of(region: Region) -> Slots:
    """The region's cells by (row, column) slot; a merged cell stands in every slot it covers."""
    slots: Slots = [[None] * region.column_count for _ in range(region.row_count)]
    for cell in region.cells:
        for row in range(cell.row, min(cell.row + cell.row_span, region.row_count)):
            for column in range(cell.column, min(cell.column + cell.column_span, region.column_count)):
                slots[row][column] = cell
    return slots


def anchored(slots: Slots, row: int) -> list[Cell]:
    """The cells that begin in a row and have text, left to right."""
    found: list[Cell] = []
    for column, cell in enumerate(slots[row]):
        if cell is not None and cell.row == row and cell.column == column and cell.text:
            found.append(cell)
    return found


def is_numbering_row(cells: list[Cell]) -> bool:
    """Whether a row is the columns' numbers: three or more, each a small number, ascending from 1 or 2.

    In brackets they may begin anywhere: the second half of a table that was cut by width.
    """
    if len(cells) < 3 or not all(is_numbering(cell.text) for cell in cells):
        return False
    numbers = [int(found.group()) for cell in cells if (found := re.search(r"\d+", cell.text))]
    bracketed = all(cell.text.strip().startswith("(") for cell in cells)
    return (
        (numbers[0] in (1, 2) or bracketed)
        and all(b - a in (0, 1, 2) for a, b in itertools.pairwise(numbers))
        and numbers[-1] > numbers[0]
    )


def read_header(region: Region, slots: Slots, vocabulary: Vocabulary) -> Header:
    """Find the header of a region; `rows` is 0 when its first row is already a record."""
    title_rows = _title_rows(slots, vocabulary)
    numbering: dict[int, str] = {}
    numbers = _number_columns(slots, title_rows + 1)
    rows = title_rows
    while rows < min(title_rows + MOST_HEADER_ROWS, region.row_count):
        cells = anchored(slots, rows)
        counted = rows > title_rows and is_numbering_row(cells)
        if counted and not _names_years(slots, rows + 1):
            numbering = {cell.column: cell.text for cell in cells}
            rows += 1
            break
        heads = is_header_row(slots, rows, title_rows, vocabulary) or _heads_numbers(slots, rows, title_rows, numbers)
        heads = heads or _is_above_numbering(slots, rows)
        if not heads and not counted and not (rows == title_rows and _heads_counts(slots, rows, vocabulary)):
            break
        rows += 1
    if rows == title_rows:
        return Header(0, "", tuple(ColumnHeading(()) for _ in range(region.column_count)), {}, 0)
    heading_rows = rows - 1 if numbering else rows
    columns = tuple(_heading_of(slots, c, range(title_rows, heading_rows)) for c in range(region.column_count))
    title = " ".join(cell.text for row in range(title_rows) for cell in anchored(slots, row))
    known = sum(any(_is_known(h, vocabulary) for h in column.path) for column in columns)
    return Header(rows, title, columns, numbering, known)


def _is_known(heading: Heading, vocabulary: Vocabulary) -> bool:
    return heading.is_bare or vocabulary.guess_role(heading.phrase) is not None


def _title_rows(slots: Slots, vocabulary: Vocabulary) -> int:
    """How many rows at the top are titles: one cell over all columns, with a row of several cells below them.

    Sheets printed with their borders have lines of a title in the first column's cells too, and empty rows below them;
    these are a title where the next row is a header for sure.
    """
    width, rows = len(slots[0]), 0
    bare = False
    while rows < min(_MOST_TITLE_ROWS, len(slots) - 1):
        cells = anchored(slots, rows)
        if len(cells) > 1 or any(cell is not None and cell.row < rows for cell in slots[rows]):
            break
        if cells and cells[0].column_span < width and (cells[0].column > 0 or looks_numeric(cells[0].text)):
            return 0
        bare = bare or not cells or cells[0].column_span < width
        rows += 1
    if width < 2 or not rows or len(anchored(slots, rows)) < 2:
        return 0
    return rows if not bare or is_header_row(slots, rows, rows, vocabulary) else 0


def is_header_row(slots: Slots, row: int, first: int, vocabulary: Vocabulary) -> bool:
    """Whether a row's cells are known wordings, years or signs, as those of a header that begins in row `first` are."""
    cells = anchored(slots, row)
    if not cells:
        # A row that only continues cells from above belongs to them.
        return row > first and any(cell is not None and cell.row < row and cell.row >= first for cell in slots[row])
    strong = weak = values = 0
    quarters = row > first and counts_quarters(parse_heading(cell.text).phrase for cell in cells)
    for cell in cells:
        heading = parse_heading(cell.text)
        guess = vocabulary.guess_role(heading.phrase)
        if (
            _YEAR_ONLY.match(cell.text)
            or (heading.is_bare and (heading.percent or heading.rupiah) and not looks_numeric(cell.text))
            or (guess is not None and guess.likeness >= 0.8)
            or (quarters and heading.phrase in QUARTERS)
            or (row == first and cell.column == 0 and cell.text == _NUMBER_SIGN)
        ):
            strong += 1
        elif is_nothing(cell.text) or _is_value(cell.text):
            values += 1
        elif guess is not None or vocabulary.side_of(heading.phrase) or vocabulary.period_of(heading.phrase):
            weak += 1
    if values:
        return False
    if row == first:
        return (
            (strong >= 1 or weak >= 2)
            and strong + weak >= 0.5 * len(cells)
            and (len(cells) > 1 or cells[0].column_span > 1)
        )
    under = [slots[row - 1][cell.column] for cell in cells]
    hangs = any(above is not None and above.row >= first and above.column_span > 1 for above in under)
    return (strong >= 0.6 * len(cells) and not _only_label(cells, slots, vocabulary)) or (
        hangs and strong + weak >= 0.5 * len(cells)
    )


def counts_quarters(phrases: Iterable[str]) -> bool:
    """Whether three of the numerals I to IV stand in a table's headings: they count quarters, named so or not."""
    return len(set(phrases) & set(QUARTERS)) >= _MOST_QUARTERS


def _number_columns(slots: Slots, first: int) -> tuple[int, ...]:
    """The columns that hold numbers from a row on, whatever stands over them; rows' own numbers are none."""
    found = []
    for column in range(len(slots[0])):
        own = [
            cell.text
            for row in range(first, len(slots))
            if (cell := slots[row][column]) is not None and (cell.row, cell.column) == (row, column) and cell.text
        ]
        texts = [text for text in own if not is_nothing(text)]
        if texts and sum(looks_numeric(text) for text in texts) >= _MOSTLY * len(texts) and not counts_up(texts):
            found.append(column)
    return tuple(found)


def _heads_numbers(slots: Slots, row: int, first: int, numbers: Sequence[int]) -> bool:
    """Whether a row heads columns of numbers in words that nobody listed: a short text over each of them, no number.

    One column is not enough: a mark ("WTP") may stand over other values. One text over several columns is enough where
    the next row heads them one by one.
    """
    over = [slots[row][column] for column in numbers]
    own = {cell.column: cell for cell in over if cell is not None and cell.row == row}
    if len(numbers) < 2 or not own or not _all_phrases(slots, row):
        return False
    if any(cell is None or cell.row < first for cell in over):
        return False
    if not all(cell is not None and (_is_phrase(cell.text) or _YEAR_ONLY.match(cell.text)) for cell in over):
        return False
    inside = all(set(range(cell.column, cell.column + cell.column_span)) <= set(numbers) for cell in own.values())
    split = len(own) == 1 < len(anchored(slots, row)) and row + 1 < len(slots)
    return inside and (len(own) >= 2 or (split and _heads_numbers(slots, row + 1, first, numbers)))


def _heads_counts(slots: Slots, row: int, vocabulary: Vocabulary) -> bool:
    """Whether a row stands over a column that counts the rows and says so ("No."), with a short text in each cell."""
    cell = slots[row][0]
    guess = vocabulary.guess_role(parse_heading(cell.text).phrase) if cell is not None and cell.row == row else None
    if guess is None or guess.role is not Role.NO or len(anchored(slots, row)) < 2 or not _all_phrases(slots, row):
        return False
    below = [c.text for r in range(row + 1, len(slots)) if (c := slots[r][0]) is not None and c.row == r and c.text]
    return counts_up(below)


def _names_years(slots: Slots, row: int) -> bool:
    """Whether all cells that begin in a row are years: "1 2 3" above it counts a plan's years, not the columns."""
    cells = anchored(slots, row) if row < len(slots) else []
    return len(cells) > 1 and all(_YEAR_ONLY.match(cell.text) for cell in cells)


def _all_phrases(slots: Slots, row: int) -> bool:
    """Whether a row's cells are words or years: "2011 | 2012 | 2013" under one heading are no record's numbers."""
    return all(_is_phrase(cell.text) or _YEAR_ONLY.match(cell.text) for cell in anchored(slots, row))


def _is_above_numbering(slots: Slots, row: int) -> bool:
    """Whether the columns' numbers stand right below a row of words: it is their heading, whatever it says."""
    if row + 1 >= len(slots) or len(anchored(slots, row)) < 2 or not _all_phrases(slots, row):
        return False
    below = anchored(slots, row + 1)
    return is_numbering_row(below) and not _names_years(slots, row + 2)


def _is_phrase(text: str) -> bool:
    return _is_heading(text) and not _is_value(text) and len(text.split()) <= LONGEST_HEADING


def _is_value(text: str) -> bool:
    """Whether a text is a number, a grade with one ("B (68,02)") too, and no heading that names a year."""
    return looks_numeric(text) and not (parse_heading(text).years and _is_heading(text))


def _is_heading(text: str) -> bool:
    """Whether a text says something without its years and signs ("Posisi s.d. 2019"), or is a sign ("%", "(Rp)")."""
    heading = parse_heading(text)
    letters, digits = (sum(map(test, heading.phrase)) for test in (str.isalpha, str.isdigit))
    # "P-21" is a word; "20 Kelompok" is a number with its unit.
    said = letters > 3 * digits
    sign = heading.is_bare and not heading.years and (heading.percent or heading.rupiah)
    return (said and not text[:1].isdigit()) or (sign and not any(ch.isdigit() for ch in text))


def _only_label(cells: list[Cell], slots: Slots, vocabulary: Vocabulary) -> bool:
    """Whether a row under a header holds nothing but the words of a label: a group row, not a second level."""
    roles = {guess.role for cell in cells if (guess := vocabulary.guess_role(parse_heading(cell.text).phrase))}
    years = any(_YEAR_ONLY.match(cell.text) for cell in cells)
    return not years and len(cells) < 2 and not roles & {Role.TARGET, Role.REALISASI, Role.PAGU}


def _heading_of(slots: Slots, column: int, rows: range) -> ColumnHeading:
    path: list[Heading] = []
    last: Cell | None = None
    for row in rows:
        cell = slots[row][column]
        if cell is not None and cell is not last and cell.text:
            heading = parse_heading(cell.text)
            if len(heading.years) == cell.column_span > 1:
                # "Target 2012 2013 2014" in one cell over three columns: a year each.
                heading = replace(heading, years=(heading.years[column - cell.column],))
            if heading.is_bare and not heading.years and path and last is not None and last.column_span == 1:
                # "(%)" below a heading of this column alone is its second line.
                path[-1] = parse_heading(f"{path[-1].text} {cell.text}")
            else:
                path.append(heading)
        last = cell
    return ColumnHeading(tuple(path))
