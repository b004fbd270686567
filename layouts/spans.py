"""Numbers of several rows that stand in one cell: the line between the rows is printed in the other columns only.

Offices spare lines, and faint ones are lost on scans. Each number goes to the row whose text it stands beside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.lines import text_of
from extract.model import Cell, Line
from layouts.headers import Slots
from layouts.label_blocks import distance, is_beside
from layouts.stacks import stacked_values
from layouts.values import looks_numeric


def deal_spanning(slots: Slots) -> Slots:
    """Give each of several numbers in a cell over several rows to its row; other cells stay as they are.

    Only where the rows' texts tell: every number stands beside the text of a row of its own.
    """
    dealt = [list(row) for row in slots]
    for row, cells in enumerate(slots):
        for column, cell in enumerate(cells):
            if cell is None or (cell.row, cell.column) != (row, column) or cell.row_span < 2 or cell.column_span > 1:
                continue
            for number, own in _dealt(cell, slots).items():
                dealt[number][column] = own
    return dealt


def _dealt(cell: Cell, slots: Slots) -> dict[int, Cell]:
    values = stacked_values(cell)
    rows = range(cell.row, min(cell.row + cell.row_span, len(slots)))
    texts = _texts_beside(cell, slots, rows) if len(values) >= 2 else None
    if texts is None:
        return {}
    nearest = [min(rows, key=lambda r: distance(texts[r - cell.row], value)) for value in values]
    level = all(is_beside(texts[r - cell.row], value) for r, value in zip(nearest, values, strict=True))
    if not level or len(set(nearest)) < len(values):
        return {}
    own = {row: _part(cell, row, ()) for row in rows}
    return own | {row: _part(cell, row, value) for row, value in zip(nearest, values, strict=True)}


def _texts_beside(cell: Cell, slots: Slots, rows: Sequence[int]) -> list[tuple[Line, ...]] | None:
    """The lines of the rows' own cells in the first column of texts that has one in each row; None without such."""
    for column in range(len(slots[cell.row])):
        found = [slots[row][column] for row in rows]
        own = [c for row, c in zip(rows, found, strict=True) if c is not None and c.row == row and c.row_span == 1]
        if len(own) == len(rows) and all(c.lines and not looks_numeric(c.text) for c in own):
            return [c.lines for c in own]
    return None


def _part(cell: Cell, row: int, lines: Sequence[Line]) -> Cell:
    words = tuple(word for line in lines for word in line.words)
    return replace(cell, row=row, row_span=1, lines=tuple(lines), words=words, text=text_of(lines))
