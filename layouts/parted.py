"""Grids that hold several tables: a second header in the middle rules the rows below it, and blocks stand side by side.

Read as one, the rows below such a header have the fields of the first one, and a left block the labels of the right
one. Cut apart, each is read as the table it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.model import Box, Cell, Grid, Region
from layouts.headers import Header, Slots, anchored, is_header_row, read_header, slots_of
from layouts.values import looks_numeric
from layouts.wordings import TEXT_ROLES, VALUE_ROLES, Role, Vocabulary, parse_heading
from layouts.year_groups import repeated_groups

# How like a known wording a text must be to be a heading; below, single words of a label are.
_LIKE = 0.8
# A header in the middle of a table names so many measures; a row of words may name one.
_MEASURES = 2


def parted(region: Region, vocabulary: Vocabulary) -> tuple[Region, ...]:
    """The tables that a region holds, top-down and left to right; the region itself where it holds one."""
    header = read_header(region, slots_of(region), vocabulary)
    if not header.rows:
        return (region,)
    rows = [0, *_second_headers(region, header, vocabulary), region.row_count]
    below = [_cut_rows(region, a, b) for a, b in pairwise(rows)] if len(rows) > 2 else [region]
    return tuple(block for table in below for block in _beside(table, vocabulary))


def _second_headers(region: Region, header: Header, vocabulary: Vocabulary) -> Iterator[int]:
    """The rows below which other headings rule: several measures, over numbers, in other words than those above."""
    slots = slots_of(region)
    row = header.rows + 1
    while row < len(slots) - 1:
        begun = all(cell is None or cell.row >= row for cell in slots[row])
        # Where a cell from above goes on beside a row, no line parts the two.
        if begun and len(anchored(slots, row)) > 1 and is_header_row(slots, row, row, vocabulary):
            below = _cut_rows(region, row, region.row_count)
            found = read_header(below, slots_of(below), vocabulary)
            if _heads_measures(found, slots_of(below), vocabulary) and found.text != header.text:
                yield row
                header = found
            row += max(found.rows, 1)
        else:
            row += 1


def _heads_measures(header: Header, slots: Slots, vocabulary: Vocabulary) -> bool:
    measures = [
        index
        for index, column in enumerate(header.columns)
        if column.leaf is not None and _role_of(column.leaf.phrase, vocabulary) in VALUE_ROLES
    ]
    under = [slots[row][index] for index in measures for row in range(header.rows, len(slots))]
    numbers = sum(cell is not None and looks_numeric(cell.text) for cell in under)
    return len(measures) >= _MEASURES and numbers >= len(measures)


def _role_of(text: str, vocabulary: Vocabulary) -> Role | None:
    guess = vocabulary.guess_role(parse_heading(text).phrase)
    return guess.role if guess is not None and guess.likeness >= _LIKE else None


def _beside(region: Region, vocabulary: Vocabulary) -> tuple[Region, ...]:
    """The blocks of a table whose headings, one of them a label's, are printed several times from left to right."""
    header = read_header(region, slots_of(region), vocabulary)
    headed = [index for index, column in enumerate(header.columns) if column.leaf is not None and column.leaf.phrase]
    found = repeated_groups([header.columns[index] for index in headed])
    if found is None:
        return (region,)
    first, size, count = found
    group = [header.columns[index].leaf for index in headed[first : first + size]]
    roles = {_role_of(leaf.phrase, vocabulary) for leaf in group if leaf is not None}
    if first + size * count < len(headed) or not roles & TEXT_ROLES or not roles & VALUE_ROLES:
        return (region,)
    if any(_role_of(header.columns[i].text, vocabulary) is not Role.NO for i in headed[:first]):
        return (region,)
    edges = [0, *(headed[first + size * k] for k in range(1, count)), region.column_count]
    return tuple(_cut_columns(region, a, b, header.rows) for a, b in pairwise(edges))


def _cut_rows(region: Region, first: int, end: int) -> Region:
    cells = tuple(
        replace(cell, row=cell.row - first, row_span=min(cell.row + cell.row_span, end) - cell.row)
        for cell in region.cells
        if first <= cell.row < end
    )
    return _of_cells(replace(region, row_count=end - first), cells)


def _cut_columns(region: Region, first: int, end: int, header_rows: int) -> Region:
    """The columns of a region; a title over all of them stands over each block, other cells where they begin."""
    cells = []
    for cell in region.cells:
        last = cell.column + cell.column_span
        titled = cell.row < header_rows and cell.column_span == region.column_count
        if last <= first or cell.column >= end:
            continue
        own = cell if titled or first <= cell.column else replace(cell, words=(), lines=(), text="")
        start = max(cell.column, first)
        cells.append(replace(own, column=start - first, column_span=min(last, end) - start))
    return _of_cells(replace(region, column_count=end - first), tuple(cells))


def _of_cells(region: Region, cells: tuple[Cell, ...]) -> Region:
    """A region of some of its cells: its parts where these stand, and the words in no cell where it begins."""
    parts = tuple(part for part in (_part_of(part, cells) for part in region.parts) if part is not None)
    strays = tuple(s for s in region.strays if any(_on(part, s.page_number, s.box) for part in parts))
    return replace(region, cells=cells, parts=parts, strays=strays)


def _on(part: Grid, page_number: int, box: Box) -> bool:
    return part.page_number == page_number and part.box.holds_centre_of(box)


def _part_of(part: Grid, cells: Sequence[Cell]) -> Grid | None:
    boxes = [place.box for cell in cells for place in cell.places if _on(part, place.page_number, place.box)]
    if not boxes:
        return None
    box = Box(
        min(b.x0 for b in boxes), min(b.top for b in boxes), max(b.x1 for b in boxes), max(b.bottom for b in boxes)
    )
    inside = tuple(c for c in part.cells if any(box.holds_centre_of(place.box) for place in c.places))
    columns = tuple(x for x in part.column_edges if box.x0 <= x <= box.x1)
    rows = tuple(y for y in part.row_edges if box.top <= y <= box.bottom)
    return replace(part, box=box, cells=inside, column_edges=columns, row_edges=rows)
