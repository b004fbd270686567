"""Several records printed in one row of cells, without lines between them.

Offices stack indicators in a cell ("1. …", "2. …") with their numbers beside them, vertically offset. The label's
blocks are told by bullets, else by gaps; each number goes to the block whose middle is nearest. On 91 such values
this was always right; baselines alone 40 times, gaps alone 26.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.lines import text_of
from extract.model import Cell, Line, Place, union_of
from layouts.values import is_nothing, looks_numeric, read_number

_INDICATOR = re.compile(
    r"^\W*(?:\(?\w{1,2}[.)]\s*)?(?:indeks|indek|jumlah|persentase|prosentase|nilai|tingkat|rasio|angka|skor|opini|predikat)\b",
    re.I,
)
# A currency mark on a line of its own belongs to the amount below it.
_CURRENCY = re.compile(r"(?:rp|idr)\.?:?", re.I)
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
    return tuple(Place(page, union_of(line.box for line in lines if line.page_number == page)) for page in pages)


def split_stack(
    cells: Mapping[int, Cell], label_columns: Sequence[int], value_columns: Sequence[int]
) -> list[dict[int, Piece]]:
    """Split a row's own cells into records, top-down; one record where nothing is stacked.

    Args:
        cells: The row's own cells by column index.
        label_columns: Columns of text, the label's own first.
        value_columns: Columns of numbers.
    """
    stacks = {c: lines for c in value_columns if c in cells and len(lines := stacked_lines(cells[c])) >= 2}
    anchors = max(stacks.values(), key=len, default=[])
    if not stacks:
        return _split_labels(cells, label_columns)
    blocks = next((b for c in label_columns if c in cells and (b := _blocks(cells[c].lines, anchors))), None)
    if blocks is None:
        return [{column: whole(cell) for column, cell in cells.items()}]
    middles = [_middle(block) for block in blocks]
    records: list[dict[int, Piece]] = [{} for _ in blocks]
    for column, cell in cells.items():
        parts = [[line] for line in stacks[column]] if column in stacks else _blocks(cell.lines, anchors)
        if column in stacks or parts:
            _deal(records, column, parts, middles)
        elif column in value_columns or not cell.lines:
            nearest = _nearest(middles, cell.lines) if cell.lines else 0
            records[nearest][column] = whole(cell)
        else:
            _deal_texts(records, column, cell, middles)
    return records


def _split_labels(cells: Mapping[int, Cell], label_columns: Sequence[int]) -> list[dict[int, Piece]]:
    """Split a row in which several indicators share one number: the number stands beside the first of them.

    Only where white parts the label into blocks that each begin as an indikator does.
    """
    whole_row = {column: whole(cell) for column, cell in cells.items()}
    label = next((c for c in label_columns if c in cells), None)
    blocks = cut_at_gaps(cells[label].lines) if label is not None else []
    if label is None or len(blocks) < 2 or not all(_INDICATOR.match(block[0].text) for block in blocks):
        return [whole_row]
    records = [{label: Piece(text_of(block), _places(block))} for block in blocks]
    return [{**whole_row, **records[0]}, *records[1:]]


def _deal(records: list[dict[int, Piece]], column: int, parts: list[list[Line]], middles: Sequence[float]) -> None:
    """Give each part of a cell to its record: one each where they are as many, else the nearest."""
    for position, part in enumerate(parts):
        record = records[position if len(parts) == len(records) else _nearest(middles, part)]
        held = record.get(column)
        piece = Piece(text_of(part), _places(part))
        record[column] = piece if held is None else Piece(f"{held.text} {piece.text}", held.places + piece.places)


def _deal_texts(records: list[dict[int, Piece]], column: int, cell: Cell, middles: Sequence[float]) -> None:
    """Give a parent's text to the records it stands beside, and to those below it that have none.

    A cell of one block speaks of all its records.
    """
    parts = cut_at_gaps(cell.lines)
    if len(parts) < 2:
        for record in records:
            record[column] = whole(cell)
        return
    _deal(records, column, parts, middles)
    for above, record in itertools.pairwise(records):
        if column not in record and column in above:
            record[column] = above[column]


def _nearest(middles: Sequence[float], lines: Sequence[Line]) -> int:
    return min(range(len(middles)), key=lambda i: abs(middles[i] - _middle(lines)))


def _middle(lines: Sequence[Line]) -> float:
    # Pages one below the other: a block on the next page is below every block of this one.
    first = lines[0].page_number
    box = union_of(line.box for line in lines if line.page_number == first)
    return first * 10_000.0 + box.y_mid


def stacked_lines(cell: Cell) -> list[Line]:
    """The cell's lines when each is a value of its own ("100 %" over "85 %"), else nothing.

    A number broken over lines, or a number over its unit, is one value.
    """
    lines = [line for line in cell.lines if line.text.strip()]
    if any(_CURRENCY.fullmatch(line.text.strip()) for line in lines):
        return []
    if len(lines) < 2 or not all(looks_numeric(line.text) or is_nothing(line.text) for line in lines):
        return []
    return lines if all(_is_complete(line.text) for line in lines) else []


def _is_complete(text: str) -> bool:
    """Whether a line can be a value by itself: no half number whose last group goes on in the next line."""
    if is_nothing(text):
        return True
    reading = read_number(text)
    return reading.value is not None and not reading.reason and not text.rstrip().endswith((".", ","))


def _blocks(lines: Sequence[Line], anchors: Sequence[Line]) -> list[list[Line]]:
    """Cut a label cell into as many blocks as there are numbers beside it; nothing where it does not fall so.

    Bullets tell first; then lines that begin level with a number; then the widest gaps, if they stand out.
    """
    wanted = len(anchors)
    if len(lines) < wanted or wanted < 2:
        return []
    bullets = [i for i, line in enumerate(lines) if _BULLET.match(line.text)]
    for starts in (bullets, _level_with(lines, anchors), _widest_gaps(lines, wanted)):
        if len(starts) == wanted and starts[0] == 0:
            return [list(lines[a:b]) for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
    return []


def _level_with(lines: Sequence[Line], anchors: Sequence[Line]) -> list[int]:
    level = [
        i
        for i, line in enumerate(lines)
        if any(
            a.page_number == line.page_number and abs(a.box.bottom - line.box.bottom) < 0.5 * line.box.height
            for a in anchors
        )
    ]
    # Lines set solid are all level with something when every number has one line.
    return level if len(level) == len(anchors) else []


def _gaps(lines: Sequence[Line]) -> list[float]:
    """White above each line but the first, in points; a page break is the widest."""
    return [
        b.box.top - a.box.bottom if a.page_number == b.page_number else float("inf")
        for a, b in itertools.pairwise(lines)
    ]


def _widest_gaps(lines: Sequence[Line], wanted: int) -> list[int]:
    """Starts of `wanted` blocks at the widest gaps; nothing where those are not clearly wider than the others."""
    gaps = _gaps(lines)
    order = sorted(range(len(gaps)), key=lambda i: -gaps[i])
    chosen, others = order[: wanted - 1], order[wanted - 1 :]
    # A quarter of a line is the least by which white between blocks was seen to exceed that between lines.
    clear = not others or gaps[chosen[-1]] - gaps[others[0]] > 0.25 * lines[0].box.height
    return [0, *sorted(i + 1 for i in chosen)] if clear else []


def cut_at_gaps(lines: Sequence[Line]) -> list[list[Line]]:
    """Cut lines into blocks wherever the white is clearly wider than the narrowest between two of them."""
    gaps = _gaps(lines)
    if not gaps:
        return [list(lines)]
    narrowest = min(gaps)
    starts = [0, *(i + 1 for i, gap in enumerate(gaps) if gap - narrowest > 0.25 * lines[0].box.height)]
    return [list(lines[a:b]) for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
