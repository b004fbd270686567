"""Several records printed in one row of cells, without lines between them.

Offices stack indicators in a cell ("1. …", "2. …") with their numbers beside them, vertically offset. The label's
blocks are told by bullets, else by gaps; each number goes to the block whose middle is nearest. On 91 such values
this was always right; baselines alone 40 times, gaps alone 26.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from extract.lines import text_of
from extract.model import Cell, Line, Place, union_of
from layouts.label_blocks import Item, cut_at_gaps, cut_at_pitch, cut_items, distance
from layouts.values import is_nothing, looks_numeric, read_number

_INDICATOR = re.compile(
    r"^\W*(?:\(?\w{1,2}[.)]\s*)?(?:indeks|indek|jumlah|persentase|prosentase|nilai|tingkat|rasio|angka|skor|opini|predikat)\b",
    re.I,
)
# A currency mark on a line of its own belongs to the amount below it.
_CURRENCY = re.compile(r"(?:rp|idr)\.?:?", re.I)
# Full groups of three, one of their marks lost on a scan.
_GROUPED = re.compile(r"(?:rp\W{0,2})?\d{1,3}(?:[., ]\d{3})+", re.I)
# "(10 Kabupaten/Kota)" under "20 Kelompok".
_ASIDE = re.compile(r"\([^()]*[A-Za-z][^()]*\)")


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a cell that belongs to one record: its text and where it stands."""

    text: str
    places: tuple[Place, ...]


def reads_as_indicator(text: str) -> bool:
    """Whether a text begins as the name of an indikator does, numbering aside."""
    return bool(_INDICATOR.match(text))


def whole(cell: Cell) -> Piece:
    """All of a cell; its places are the words' boxes, or the cell's own where it has no words."""
    return Piece(cell.text, _places(cell.lines) or cell.places)


def _places(lines: Sequence[Line]) -> tuple[Place, ...]:
    pages = dict.fromkeys(line.page_number for line in lines)
    return tuple(Place(page, union_of(line.box for line in lines if line.page_number == page)) for page in pages)


def split_stack(
    cells: Mapping[int, Cell],
    label_columns: Sequence[int],
    value_columns: Sequence[int],
    parents: Collection[int] = (),
) -> list[dict[int, Piece]]:
    """Split a row's own cells into records, top-down; one record where nothing is stacked.

    Args:
        cells: The row's own cells by column index.
        label_columns: Columns of text, the label's own first.
        value_columns: Columns of numbers.
        parents: Those text columns that speak of several records together.
    """
    stacks = {c: parts for c in value_columns if c in cells and len(parts := stacked_values(cells[c])) >= 2}
    values = max(stacks.values(), key=len, default=[])
    if not any(_holds_two(parts) for parts in stacks.values()):
        return _split_labels(cells, label_columns)
    labels = next((c for c in label_columns if c in cells and cut_items(cells[c].lines, values)), None)
    if labels is None:
        return [{column: whole(cell) for column, cell in cells.items()}]
    items = cut_items(cells[labels].lines, values)
    records: list[dict[int, Piece]] = [{} for _ in items]
    for column, cell in cells.items():
        if column in stacks:
            _deal(records, column, stacks[column], items)
        elif column not in parents and (own := cut_items(cell.lines, values)):
            _deal(records, column, [(*item.heading, *item.lines) for item in own], items)
        elif column in value_columns or not cell.lines:
            records[_nearest(items, cell.lines) if cell.lines else 0][column] = whole(cell)
        else:
            _deal_texts(records, column, cell, items)
    return records


def _holds_two(parts: Sequence[Sequence[Line]]) -> bool:
    """Whether two of a stack's values are some: a dash below a number may be the rest of a stamp or rule on a scan."""
    return sum(not is_nothing(text_of(part)) for part in parts) >= 2


def _split_labels(cells: Mapping[int, Cell], label_columns: Sequence[int]) -> list[dict[int, Piece]]:
    """Split a row in which several indicators share one number: the number stands beside the first of them.

    Only where white parts the label into blocks that each begin as an indikator does.
    """
    whole_row = {column: whole(cell) for column, cell in cells.items()}
    label = next((c for c in label_columns if c in cells), None)
    blocks = cut_at_gaps(cells[label].lines) if label is not None else []
    if label is None or len(blocks) < 2 or not all(reads_as_indicator(block[0].text) for block in blocks):
        return [whole_row]
    records = [{label: Piece(text_of(block), _places(block))} for block in blocks]
    return [{**whole_row, **records[0]}, *records[1:]]


def _deal(records: list[dict[int, Piece]], column: int, parts: Sequence[Sequence[Line]], items: Sequence[Item]) -> None:
    """Give each part of a cell to its record: one each where they are as many, else the nearest."""
    for position, part in enumerate(parts):
        record = records[position if len(parts) == len(records) else _nearest(items, part)]
        held = record.get(column)
        piece = Piece(text_of(part), _places(part))
        record[column] = piece if held is None else Piece(f"{held.text} {piece.text}", held.places + piece.places)


def _deal_texts(records: list[dict[int, Piece]], column: int, cell: Cell, items: Sequence[Item]) -> None:
    """Give a parent's text to the records it stands beside, and to those below it that have none.

    A cell of one block speaks of all its records.
    """
    parts = cut_at_pitch(cell.lines)
    if len(parts) < 2:
        for record in records:
            record[column] = whole(cell)
        return
    _deal(records, column, parts, items)
    for above, record in itertools.pairwise(records):
        if column not in record and column in above:
            record[column] = above[column]


def _nearest(items: Sequence[Item], part: Sequence[Line]) -> int:
    return min(range(len(items)), key=lambda i: distance((*items[i].heading, *items[i].lines), part))


def stacked_values(cell: Cell) -> list[list[Line]]:
    """The lines of each value of a cell, top-down, when it holds several ("100 %" over "85 %"), else nothing.

    A number broken over lines, or a number over its unit, is one value; words in brackets belong to the number above.
    """
    lines = [line for line in cell.lines if line.text.strip()]
    values: list[list[Line]] = []
    for line in lines:
        if values and _ASIDE.fullmatch(line.text.strip()):
            values[-1].append(line)
        else:
            values.append([line])
    if len(values) < 2 or any(_CURRENCY.fullmatch(value[0].text.strip()) for value in values):
        return []
    return values if all(_is_value(text_of(value)) for value in values) else []


def _is_value(text: str) -> bool:
    return (looks_numeric(text) or is_nothing(text)) and _is_complete(text)


def _is_complete(text: str) -> bool:
    """Whether a line can be a value by itself: no half number whose last group goes on in the next line."""
    if is_nothing(text) or _GROUPED.fullmatch(text.strip()):
        return True
    reading = read_number(text)
    return reading.value is not None and not reading.reason and not text.rstrip().endswith((".", ","))
