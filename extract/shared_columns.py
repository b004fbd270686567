"""Columns whose numbers all fell to the column beside them: the border is moved to the white lane between the two.

Numbers set to one side of wide columns reach under the neighbour's heading, which stands in the middle of its own. The
widest white between the two headings is then not the one between the two numbers. Where nearly every line holds two
numbers on one side of a border and none on the other, each column has one of the two.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.model import Line, Word
from extract.wording import is_number

# Share of the lines with numbers that must tell a lane: a few cells are empty, and a line may number the columns.
_MOST = 0.8
# A lane is wider than the space between words, in text heights.
_LANE = 0.4


def with_lanes(
    edges: Sequence[float], ranges: Sequence[tuple[float, float]], first_value: int, lines: Sequence[Line], h: float
) -> tuple[float, ...]:
    """The borders of columns, each beside an empty column moved to the lane between the two numbers of the other.

    Args:
        edges: The abscissae of the borders, outer ones too.
        ranges: Where each inner border may stand: between the headings beside it, so no heading is cut.
        first_value: Index of the first column of values: texts before it are left alone.
        lines: The lines below the header that run over no border.
        h: Text height.
    """
    moved = list(edges)
    for k in range(first_value + 1, len(edges) - 1):
        low, border, high = moved[k - 1 : k + 2]
        rows = [[w for w in line.words if low < w.box.x_mid < high] for line in lines]
        rows = [row for row in rows if any(is_number(word.text) for word in row)]
        crowded = [row for row in rows if len({word.box.x_mid < border for word in row}) == 1]
        if rows and len(crowded) >= _MOST * len(rows):
            moved[k] = _lane_of(rows, ranges[k - 1], h) or border
    return tuple(moved)


def _lane_of(rows: Sequence[Sequence[Word]], between: tuple[float, float], h: float) -> float | None:
    """The middle of the widest white in all rows with a number on either side in most; None where there is none."""
    low, high = between
    boxes = sorted((word.box for row in rows for word in row), key=lambda box: box.x0)
    found, right = [], boxes[0].x1
    for box in boxes[1:]:
        found.append((max(low, right), min(high, box.x0)))
        right = max(right, box.x1)
    lanes = [(x0, x1) for x0, x1 in found if x1 - x0 > _LANE * h and _parts(rows, (x0 + x1) / 2)]
    x0, x1 = max(lanes, key=lambda lane: lane[1] - lane[0], default=(0.0, 0.0))
    return (x0 + x1) / 2 if lanes else None


def _parts(rows: Sequence[Sequence[Word]], x: float) -> bool:
    """Whether most rows have one number before `x` and begin with the other after it."""
    good = 0
    for row in rows:
        before = [word for word in row if word.box.x_mid < x]
        after = sorted((word for word in row if word.box.x_mid > x), key=lambda word: word.box.x0)
        good += bool(after) and is_number(after[0].text) and any(is_number(word.text) for word in before)
    return good >= _MOST * len(rows)
