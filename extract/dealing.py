"""Lines of print to rows when nothing is drawn between them: numbers say how many rows, texts are dealt to them.

A table sets the cells of a row on their first line, on their last or in the middle. Which of these it is shows in its
numbers: the right one puts the numbers of all columns on the fewest heights. The lines of a text column are then cut
into one block a row (or one for several rows, a merged cell), so that the blocks stand to their numbers as the table
sets its cells. All the costs are in text heights.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from extract.model import Box, Line, union_of
from extract.rows import is_key, is_next_line, starts_number

# What stands off its row's number by more than this is off, however far.
_FARTHEST_OFF = 3.0
# An empty cell, and a cell over one row more: as bad as a block that stands half a line off. Of numbers empty cells are
# the likelier, and two in one cell are two rows'.
_EMPTY, _MERGED, _MERGED_NUMBER, _TWO_NUMBERS = 0.8, 0.5, 1.0, 3.0
# Cutting where the white is no wider than between the lines of one cell, while elsewhere it is; and not cutting where
# it is wider.
_TIGHT_CUT, _WIDE_JOIN = 0.5, 0.7
# Numbers of one row stand on one height, give or take this share of the least distance of two rows.
_SAME_ROW = 0.4
# Commas and brackets reach below digits and above them: alignments are told apart by a quarter of the text height.
_SAME_HEIGHT = 0.25
# Share of the rows that may have numbers in common with the next one.
_FEW_MERGED = 0.25
# Merged cells of more rows are left to the rules.
_MOST_MERGED = 8
_CURRENCY = re.compile(r"(?:rp|idr)\.?:?", re.I)
# The unit under a number stands at most this many of its heights below.
_UNIT_BELOW = 0.9
# An amount whose last group of three goes on in the next line, and what may follow there.
_UNFINISHED = re.compile(r"\d{1,3}(?:([.,])\d{3})+\1(\d{1,2})$")
_REST = re.compile(r"(?:rp\W{0,2})?(\d{1,2})\b", re.I)
# What stands in brackets below a number says more of it: "(15 Kabupaten/Kota)"; "(15.000)" is a number of its own.
_ASIDE = re.compile(r"\((?!\s*(?:rp\W{0,2})?[\d.,]+-?\s*\)\s*$)", re.I)
# How an item of a list begins.
_ITEM = re.compile(r"(?:[-–—*]\s|[•▪➢·]|\(?(?:\d{1,2}|[a-zA-Z])[.)]\s)\s*\S")

Block = tuple[Line, ...]


class Alignment(StrEnum):
    """Where the cells of a row meet: on their first lines, in their middles, or on their last lines."""

    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


@dataclass(frozen=True, slots=True)
class Row:
    """What marks a row: the box of its number in each column that has one."""

    boxes: dict[int, Box]

    @property
    def box(self) -> Box:
        """The box around all of them."""
        return union_of(self.boxes.values())


@dataclass(frozen=True, slots=True)
class Span:
    """The lines of one cell, and the rows (first, end) it stands in."""

    first: int
    end: int
    lines: Block


def height_of(box: Box, alignment: Alignment) -> float:
    """The height that counts when cells are set so."""
    return {Alignment.TOP: box.top, Alignment.MIDDLE: box.y_mid, Alignment.BOTTOM: box.bottom}[alignment]


def number_blocks(lines: Sequence[Line], pitch: float) -> list[Block]:
    """The numbers of a column, each with its currency mark and the lines of its unit; from the top.

    Args:
        lines: The column's, from the top.
        pitch: From one line of a cell to the next, in points.
    """
    blocks: list[list[Line]] = []
    for line in lines:
        begins = starts_number(line) and not (blocks and _goes_on(blocks[-1], line))
        marked = bool(blocks) and _CURRENCY.fullmatch(blocks[-1][-1].text.strip()) is not None
        close = bool(blocks) and (
            is_next_line(blocks[-1][-1], line, pitch)
            or line.box.top - blocks[-1][-1].box.bottom <= _UNIT_BELOW * line.box.height
        )
        if marked or (blocks and not begins and close):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return [tuple(block) for block in blocks]


def _goes_on(block: Sequence[Line], line: Line) -> bool:
    """Whether a line that begins with a digit is the rest of the number above it, or an aside to it."""
    above, below = block[-1].text.strip(), line.text.strip()
    cut, rest = _UNFINISHED.search(above), _REST.match(below)
    return (cut is not None and rest is not None and len(cut[2]) + len(rest[1]) == 3) or (
        _ASIDE.match(below) is not None
    )


def text_blocks(lines: Sequence[Line]) -> list[Block]:
    """What is not to be cut of a column of text: the items of a list, else its lines."""
    starts = [i for i, line in enumerate(lines) if _ITEM.match(line.text)]
    if len(starts) < 2:
        return [(line,) for line in lines]
    cuts = [*({0} - {starts[0]}), *starts, len(lines)]
    return [tuple(lines[a:b]) for a, b in pairwise(cuts)]


def is_under_heading(lines: Sequence[Line]) -> bool:
    """Whether a line ends with a colon and an item of a list follows: the line belongs to every item."""
    return any(a.text.rstrip().endswith(":") and _ITEM.match(b.text) for a, b in pairwise(lines))


def key_blocks(lines: Sequence[Line]) -> list[Block]:
    """The row numbers of a column, one line each."""
    return [(line,) for line in lines if is_key(line.text)]


def rows_of_numbers(blocks: dict[int, list[Block]], h: float) -> tuple[list[Row], list[Alignment]]:
    """The rows that the numbers of all columns stand in, and how their cells may be set.

    Args:
        blocks: Column → its numbers, from the top.
        h: Text height.

    Returns:
        The rows of the alignments that give fewest, from the top, and those alignments: numbers of one line each do
        not tell them apart.
    """
    found = {alignment: _on_heights(blocks, alignment, h) for alignment in Alignment}
    fewest = min(len(rows) for rows in found.values())
    best = [alignment for alignment in Alignment if len(found[alignment]) == fewest]
    least = min(_unevenness(found[a], a) for a in best)
    kept = [a for a in best if _unevenness(found[a], a) <= least + _SAME_HEIGHT * h]
    return found[kept[0]], kept


def _on_heights(blocks: dict[int, list[Block]], alignment: Alignment, h: float) -> list[Row]:
    boxes = {column: [union_of(x.box for x in block) for block in own] for column, own in blocks.items()}
    steps = [height_of(b, alignment) - height_of(a, alignment) for own in boxes.values() for a, b in pairwise(own)]
    near = min(_SAME_ROW * min(steps, default=h), 1.5 * h)
    rows: list[dict[int, Box]] = []
    for column in sorted(boxes, key=lambda c: -len(boxes[c])):
        for box in boxes[column]:
            at = height_of(box, alignment)
            free = [r for r in rows if column not in r and abs(_mean(r, alignment) - at) <= near]
            if free:
                min(free, key=lambda r: abs(_mean(r, alignment) - at))[column] = box
            else:
                rows.append({column: box})
    rows.sort(key=lambda r: _mean(r, alignment))
    merged = [i for i in range(len(rows)) if _is_for_two(rows, i, alignment, h)]
    # Where every other row is one, row numbers and numbers stand on different heights.
    return [Row(r) for i, r in enumerate(rows) if i not in merged or len(merged) > _FEW_MERGED * len(rows)]


def _mean(boxes: dict[int, Box], alignment: Alignment) -> float:
    return sum(height_of(box, alignment) for box in boxes.values()) / len(boxes)


def _is_for_two(rows: Sequence[dict[int, Box]], i: int, alignment: Alignment, h: float) -> bool:
    """Whether numbers stand in the middle between two rows that have none in their columns: cells for both."""
    if not 0 < i < len(rows) - 1:
        return False
    above, below = rows[i - 1], rows[i + 1]
    high, low = _mean(above, alignment), _mean(below, alignment)
    # Rows of unequal heights have their common middle a little off the middle of theirs.
    near = max(0.5 * h, 0.1 * (low - high))
    apart = not rows[i].keys() & (above.keys() | below.keys())
    return apart and bool(above.keys() & below.keys()) and abs(_mean(rows[i], alignment) - (high + low) / 2) <= near


def _unevenness(rows: Sequence[Row], alignment: Alignment) -> float:
    """How far, in points and on average, the numbers of a row stand from one height."""
    off = [abs(height_of(box, alignment) - _mean(row.boxes, alignment)) for row in rows for box in row.boxes.values()]
    return sum(off) / len(off) if off else 0.0


def deal_lines(
    blocks: Sequence[Block], rows: Sequence[Row], alignment: Alignment, pitch: float, h: float, *, numbers: bool
) -> tuple[float, list[Span]]:
    """Deal a column's blocks to rows, from the top, each row getting some, none, or a share in a merged cell.

    Args:
        blocks: What is not to be cut: the lines of a text column one by one, or whole numbers.
        rows: The rows, from the top.
        alignment: How the table sets the cells of a row.
        pitch: From one line of a cell to the next, in points.
        h: Text height.
        numbers: Whether the blocks are numbers, not texts.

    Returns:
        What the cheapest way costs, in text heights, and its cells from the top, those without lines left out.
    """
    marks = [row.box.y_mid for row in rows]
    # What begins above a row's number does not stand under that row, what ends below it not over it.
    begun = [sum(block[0].box.top < mark for block in blocks) for mark in marks]
    ended = [sum(block[-1].box.bottom < mark for block in blocks) for mark in (*marks, float("inf"))]
    best: dict[tuple[int, int], tuple[float, tuple[int, int] | None]] = {(0, 0): (0.0, None)}
    for i in range(len(rows)):
        for k in sorted(k for row, k in best if row == i):
            so_far = best[i, k][0]
            for end in range(i + 1, min(i + _MOST_MERGED, len(rows)) + 1):
                for to in range(max(k, begun[end - 1]), ended[end] + 1):
                    if end > i + 1 and to == k:
                        continue
                    off = _cost(blocks, (k, to), rows[i:end], alignment, h)
                    cost = so_far + (off if not numbers or off > _SAME_HEIGHT else 0.0)
                    cost += (
                        _cost_of_numbers((k, to), end - i)
                        if numbers
                        else _cost_of_texts(blocks, (k, to), end - i, pitch)
                    )
                    if cost < best.get((end, to), (float("inf"), None))[0]:
                        best[end, to] = (cost, (i, k))
    return _traced(best, blocks, len(rows))


def _traced(
    best: dict[tuple[int, int], tuple[float, tuple[int, int] | None]], blocks: Sequence[Block], rows: int
) -> tuple[float, list[Span]]:
    """Follow the cheapest way back from its end."""
    state = (rows, len(blocks))
    if state not in best:
        return float("inf"), []
    total, spans = best[state][0], []
    before = best[state][1]
    while before is not None:
        lines = tuple(line for block in blocks[before[1] : state[1]] for line in block)
        spans += [Span(before[0], state[0], lines)] if lines else []
        state, before = before, best[before][1]
    return total, spans[::-1]


def _cost(
    blocks: Sequence[Block], taken: tuple[int, int], rows: Sequence[Row], alignment: Alignment, h: float
) -> float:
    """What it costs to put some blocks into the rows of one cell: how far off they stand."""
    first, end = taken
    if first == end:
        return _EMPTY
    block = union_of(line.box for lines in blocks[first:end] for line in lines)
    above, below = _mean(rows[0].boxes, alignment), _mean(rows[-1].boxes, alignment)
    mark = {Alignment.TOP: above, Alignment.MIDDLE: (above + below) / 2, Alignment.BOTTOM: below}[alignment]
    return min(abs(height_of(block, alignment) - mark) / h, _FARTHEST_OFF)


def _cost_of_numbers(taken: tuple[int, int], rows: int) -> float:
    return _MERGED_NUMBER * (rows - 1) + _TWO_NUMBERS * max(taken[1] - taken[0] - 1, 0)


def _cost_of_texts(blocks: Sequence[Block], taken: tuple[int, int], rows: int, pitch: float) -> float:
    end = taken[1]
    tight = taken[0] < end < len(blocks) and is_next_line(blocks[end - 1][-1], blocks[end][0], pitch)
    parted = tight and not all(is_next_line(a[-1], b[0], pitch) for a, b in pairwise(blocks))
    wide = sum(not is_next_line(a[-1], b[0], pitch) for a, b in pairwise(blocks[taken[0] : end]))
    return _MERGED * (rows - 1) + _WIDE_JOIN * wide + (_TIGHT_CUT if parted else 0.0)


def cut_between(spans: Sequence[Sequence[Span]], rows: Sequence[Row], below: int) -> float:
    """The height between two rows: between the lines of all cells that end above it and those that begin under it.

    Args:
        spans: The cells of each column.
        rows: The rows.
        below: Index of the lower row.
    """
    over = [span.lines[-1].box for own in spans for span in own if span.end == below]
    under = [span.lines[0].box for own in spans for span in own if span.first == below]
    bottom = max([box.bottom for box in over] + [rows[below - 1].box.bottom])
    top = min([box.top for box in under] + [rows[below].box.top])
    if bottom <= top:
        return (bottom + top) / 2
    # Lines set solid overlap a little; words go by their middles.
    low = max([box.y_mid for box in over] + [rows[below - 1].box.y_mid])
    high = min([box.y_mid for box in under] + [rows[below].box.y_mid])
    return (low + high) / 2
