"""Tables too wide for a page, broken in two by width: the further columns stand elsewhere, in as many rows.

The second part stands below the first with nothing between, and prints number and label again, or nothing but further
columns; or it stands on the next page, as high as the first on its own. Read by itself it has no label or no caption,
and half of what tells a comparison from a plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extract.model import Cell, Region
from layouts.headers import Header, Slots, read_header, slots_of
from layouts.values import counts_up, is_nothing, looks_numeric
from layouts.wordings import Role, Vocabulary, parse_heading, role_named

_YEAR = re.compile(r"(?:19|20)\d\d")
# Rows of two pages stand at one height, give or take so many text heights.
_LEVEL = 0.3
# One row may stand where one of another table did; several do not by chance.
_ROWS = 2


@dataclass(frozen=True, slots=True)
class _Part:
    """A table as the joining sees it: its slots and header, and the heading and texts of each column."""

    region: Region
    slots: Slots
    header: Header
    columns: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def rows(self) -> int:
        """Rows below the header."""
        return self.region.row_count - self.header.rows


def widened(regions: Iterable[Region], vocabulary: Vocabulary) -> list[Region]:
    """The tables of a document, those that were broken in two by width put together.

    Args:
        regions: In reading order.
        vocabulary: Tells where headers end.

    Returns:
        In the same order; a part joined to one before it stands right of that, row by row.
    """
    found: list[Region] = []
    for region in regions:
        places = [i for i in range(len(found) - 1, -1, -1) if _is_near(found[i], region, last=i == len(found) - 1)]
        joined = ((i, whole) for i in places if (whole := _joined(found[i], region, vocabulary)) is not None)
        place = next(joined, None)
        if place is None:
            found.append(region)
        else:
            found[place[0]] = place[1]
    return found


def _is_near(above: Region, below: Region, *, last: bool) -> bool:
    """Whether a table stands where further columns of another, the one before it or not, would stand."""
    return (last and _is_right_below(above, below)) or _is_over_the_leaf(above, below)


def _is_right_below(above: Region, below: Region) -> bool:
    """Whether nothing stands between two tables: neither a line nor, beside the second, the first."""
    if below.caption or not 0 <= below.page_from - above.page_to <= 1:
        return False
    return below.page_from > above.page_to or below.parts[0].box.top >= above.parts[-1].box.y_mid


def _is_over_the_leaf(above: Region, below: Region) -> bool:
    """Whether a table's rows stand at the heights of another's on the page before, and no words of its own above it.

    A sheet too wide for the paper is printed so: what is right of the first page's edge, on the next one.
    """
    first, second = above.parts[-1], below.parts[0]
    if len(below.parts) > 1 or second.page_number != first.page_number + 1:
        return False
    if any(line.page_number == second.page_number for line in below.caption):
        return False
    return len(first.row_edges) == len(second.row_edges) and all(
        abs(a - b) <= _LEVEL * second.text_height for a, b in zip(first.row_edges, second.row_edges, strict=True)
    )


def _joined(above: Region, below: Region, vocabulary: Vocabulary) -> Region | None:
    first, second = _part_of(above, vocabulary), _part_of(below, vocabulary)
    if not first.header.rows or not second.header.rows or first.rows != second.rows or not first.rows:
        return None
    if bool(first.header.numbering) != bool(second.header.numbering):
        return None
    if _ends_in_remarks(first, vocabulary):
        return None
    again = _printed_again(first, second)
    return _beside(first, second, again) if _goes_on(first, second, again) else None


def _part_of(region: Region, vocabulary: Vocabulary) -> _Part:
    slots = slots_of(region)
    header = read_header(region, slots, vocabulary)
    # A year over all columns of a part heads them; another title is what a table of its own is about.
    title = f"{header.title} / " if parse_heading(header.title).is_bare else ""
    columns = tuple(
        (
            _plain(title + header.columns[index].text),
            tuple(_plain(cell.text) if (cell := row[index]) is not None else "" for row in slots[header.rows :]),
        )
        for index in range(region.column_count)
    )
    return _Part(region, slots, header, columns)


def _plain(text: str) -> str:
    return "".join(text.casefold().split())


def _printed_again(first: _Part, second: _Part) -> int:
    """How many columns at the left of the second part print a column of the first again, heading and rows."""
    count = 0
    while count < len(second.columns) and second.columns[count] in first.columns:
        count += 1
    return count


def _goes_on(first: _Part, second: _Part, again: int) -> bool:
    """Whether the columns after those printed again are further ones of the same table.

    All have headings, and none of these stands in the first part. Where no label is printed again, they are numbers
    under the same measures of another year, or under other measures of the same years.
    """
    further = second.columns[again:]
    before = {heading for heading, _ in first.columns}
    if not further or any(not heading or heading in before for heading, _ in further):
        return False
    if any(_is_words(texts) for _, texts in second.columns[:again]):
        return True
    if first.rows >= _ROWS and _is_over_the_leaf(first.region, second.region):
        return _begins_with_numbers([texts for _, texts in further])
    bare = all(looks_numeric(text) or is_nothing(text) for _, texts in further for text in texts)
    leaves = [{_plain(c.leaf.text) for c in p.header.columns if c.leaf is not None} for p in (first, second)]
    return bare and not again and bool(leaves[0] & leaves[1])


def _ends_in_remarks(part: _Part, vocabulary: Vocabulary) -> bool:
    """Whether the last column of a table holds its remarks, in words: nothing goes on right of them."""
    heading = part.header.columns[part.region.column_count - 1].text
    return role_named(heading, vocabulary) is Role.IGNORED and _is_words(part.columns[-1][1])


def _begins_with_numbers(columns: Sequence[Sequence[str]]) -> bool:
    """Whether columns are no table of their own: that begins with numbers, years or names of its rows.

    Remarks stand right of all numbers.
    """
    first, last = columns[0], max((i for i, texts in enumerate(columns) if any(map(looks_numeric, texts))), default=0)
    if not all(map(looks_numeric, first)) or counts_up(first) or all(map(_YEAR.fullmatch, first)):
        return False
    return not any(_is_words(texts) for texts in columns[:last])


def _is_words(texts: Iterable[str]) -> bool:
    """Whether a column's cells are texts, as labels are."""
    told = [text for text in texts if text]
    return bool(told) and not any(looks_numeric(text) or is_nothing(text) for text in told)


def _beside(first: _Part, second: _Part, again: int) -> Region:
    """The second part's further columns right of the first part, the rows below both headers side by side."""
    rows = max(first.header.rows, second.header.rows)
    shift = first.region.column_count - again
    left = [_lowered(cell, rows - first.header.rows) for cell in first.region.cells]
    right = [
        replace(lowered, column=lowered.column + shift)
        for cell in second.region.cells
        if (own := _right_of(cell, again)) is not None
        for lowered in [_lowered(own, rows - second.header.rows)]
    ]
    return replace(
        first.region,
        parts=(*first.region.parts, *second.region.parts),
        cells=tuple(sorted([*left, *right], key=lambda c: (c.row, c.column))),
        row_count=rows + first.rows,
        column_count=shift + second.region.column_count,
        notes=(*first.region.notes, *second.region.notes, "a part with further columns joined by its rows"),
        strays=(*first.region.strays, *second.region.strays),
    )


def _right_of(cell: Cell, column: int) -> Cell | None:
    """A cell, cut to what of it stands right of a column's edge."""
    end = cell.column + cell.column_span
    start = max(cell.column, column)
    return replace(cell, column=start, column_span=end - start) if start < end else None


def _lowered(cell: Cell, by: int) -> Cell:
    """A cell further down; those of the first row grow instead, so that none stands open at the top."""
    return replace(cell, row_span=cell.row_span + by) if cell.row == 0 else replace(cell, row=cell.row + by)
