"""Measures that stand down a column of their own, over and over: "Target", "Realisasi" under each other for each label.

Such a table is spread: each measure becomes a group of columns, and the rows of one label become one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.model import Cell, Region
from layouts.headers import Slots, slots_of
from layouts.wordings import VALUE_ROLES, Role, Vocabulary, role_named

_Row = Sequence[Cell | None]


def spread(region: Region, vocabulary: Vocabulary) -> Region:
    """Spread a table whose measures repeat down a column right of its labels; any other is returned as it is.

    Rows that are no measure's (groups over all columns) stay rows.
    """
    slots = slots_of(region)
    for column in range(1, region.column_count - 1):
        roles = [_role_of(row, column, vocabulary) for row in slots]
        first = _first_row(slots, next((r for r, role in enumerate(roles) if role is not None), 0))
        size = _cycle([role for role in roles if role is not None])
        if size and first and _is_spread(slots, column, first, roles, vocabulary):
            blocks = _blocks(roles, first, size)
            return _spread(region, slots, column, first, blocks) if blocks else region
    return region


def _role_of(row: _Row, column: int, vocabulary: Vocabulary) -> Role | None:
    cell = row[column]
    if cell is None or cell.column != column or cell.column_span > 1 or not cell.text:
        return None
    return _measure_of(cell, vocabulary)


def _measure_of(cell: Cell, vocabulary: Vocabulary) -> Role | None:
    role = role_named(cell.text, vocabulary)
    return role if role in VALUE_ROLES else None


def _cycle(roles: Sequence[Role]) -> int:
    """How many measures are repeated, two times or more; 0 where they are not."""
    size = next((i for i in range(1, len(roles)) if roles[i] is roles[0]), 0)
    repeated = size >= 2 and len(roles) % size == 0 and all(roles[i] is roles[i % size] for i in range(len(roles)))
    return size if repeated and len(set(roles[:size])) == size else 0


def _is_spread(slots: Slots, column: int, first: int, roles: Sequence[Role | None], vocabulary: Vocabulary) -> bool:
    """Whether no heading right of the measures is one itself, and each row that is no measure's is a group's."""
    heads = [cell for row in slots[:first] for cell in row[column + 1 :] if cell is not None]
    if any(_measure_of(cell, vocabulary) not in (None, Role.NILAI) for cell in heads):
        return False
    others = [row for row, role in zip(slots[first:], roles[first:], strict=True) if role is None]
    return all(map(_is_group, others))


def _is_group(row: _Row) -> bool:
    return row[0] is not None and row[0].column_span == len(row)


def _first_row(slots: Slots, row: int) -> int:
    """The first row below the header, where a measure first stands in `row` and groups may stand above it."""
    while row > 1 and _is_group(slots[row - 1]):
        row -= 1
    return row


def _blocks(roles: Sequence[Role | None], first: int, size: int) -> list[range]:
    """The rows of each label; none where a group begins in the middle of one."""
    blocks: list[range] = []
    row = first
    while row < len(roles):
        count = size if roles[row] is not None else 1
        if count == size and (row + size > len(roles) or None in roles[row : row + size]):
            return []
        blocks.append(range(row, row + count))
        row += count
    return blocks


def _spread(region: Region, slots: Slots, column: int, first: int, blocks: Sequence[range]) -> Region:
    size = max(len(block) for block in blocks)
    width = region.column_count - column - 1
    total = column + size * width
    cells = [*_header(slots, column, first, next(b for b in blocks if len(b) == size), width)]
    for row, block in enumerate(blocks, 2):
        if len(block) < size:
            cells += [
                replace(c, row=row, row_span=1, column_span=total) for c in (slots[block[0]][0],) if c is not None
            ]
            continue
        labels = [c for i, c in enumerate(slots[block[0]][:column]) if c is not None and c.column == i]
        cells += [_label(c, slots, block, row) for c in labels]
        for k, source in enumerate(block):
            here = [c for c in slots[source][column + 1 :] if c is not None and c.row == source]
            cells += [replace(c, row=row, row_span=1, column=c.column - 1 + k * width) for c in here]
    ordered = tuple(sorted(cells, key=lambda c: (c.row, c.column)))
    return replace(region, cells=ordered, row_count=2 + len(blocks), column_count=total)


def _header(slots: Slots, column: int, first: int, block: range, width: int) -> list[Cell]:
    """Two levels: each measure, and below it what heads the columns; labels keep their lowest heading."""
    lowest = slots[first - 1]
    left = [c for i, c in enumerate(lowest[:column]) if c is not None and c.column == i]
    cells = [replace(c, row=0, row_span=2) for c in left]
    for k, row in enumerate(block):
        measure = slots[row][column]
        if measure is not None:
            cells.append(replace(measure, row=0, row_span=1, column=column + k * width, column_span=width))
        heads = [c for i, c in enumerate(lowest[column + 1 :], column + 1) if c is not None and c.column == i]
        cells += [replace(c, row=1, row_span=1, column=c.column - 1 + k * width) for c in heads]
    return cells


def _label(first: Cell, slots: Slots, block: range, row: int) -> Cell:
    """The cell of a label, of all its lines where it was cut at its measures."""
    below = [c for r in block[1:] if (c := slots[r][first.column]) is not None and c.row == r and c.text]
    cells = [first, *below]
    return replace(
        first,
        row=row,
        row_span=1,
        places=tuple(place for c in cells for place in c.places),
        words=tuple(word for c in cells for word in c.words),
        lines=tuple(line for c in cells for line in c.lines),
        text=" ".join(c.text for c in cells if c.text),
    )
