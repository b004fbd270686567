"""On which side of the headings the numbers of a table stand, where borders in the widest white give one column two.

Headings are often set to the left of their columns and numbers to the right. In a table of one row the widest white
between two headings then lies before the first one's number: every number falls under the next heading, and the last
column gets two.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.model import Box, Line
from extract.rows import starts_number_word

# White between two numbers that are not one cell's, in text heights.
_APART = 1.0


def shared_out(
    borders: Sequence[float],
    ranges: Sequence[tuple[float, float]],
    lines: Sequence[Line],
    first_value: int,
    h: float,
) -> list[float]:
    """The borders, or those behind or before the numbers between two headings where they alone give each column one.

    Args:
        borders: The abscissae found so far, in points, one for each range.
        ranges: Where each border may lie: from one heading to the next.
        lines: The rows below the header.
        first_value: Index of the first column that may hold numbers; no other border moves.
        h: Text height, in points.

    Returns:
        As many borders. They change only where a row has two numbers in one column and none in another, and numbers
        that all stand to one side of their headings leave no such row; not where both sides would do.
    """
    rows = [numbers for line in lines if len(numbers := _numbers(line, h)) > 1]
    if not any(_is_crowded(row, borders, first_value) for row in rows):
        return list(borders)
    found = []
    for behind in (True, False):
        sides = [
            _beside(low, high, rows, behind=behind) if i >= first_value else border
            for i, (border, (low, high)) in enumerate(zip(borders, ranges, strict=True))
        ]
        ordered = all(a < b for a, b in pairwise(sides))
        cut = any(box.x0 < x < box.x1 for row in rows for box in row for x in sides)
        if ordered and not cut and not any(_is_crowded(row, sides, first_value) for row in rows):
            found.append(sides)
    return found[0] if len(found) == 1 else list(borders)


def _numbers(line: Line, h: float) -> list[Box]:
    """The numbers of a line that stand apart from each other, from the left."""
    found: list[Box] = []
    for word in line.words:
        if starts_number_word(word) and (not found or word.box.x0 - found[-1].x1 >= _APART * h):
            found.append(word.box)
    return found


def _is_crowded(row: Sequence[Box], borders: Sequence[float], first_value: int) -> bool:
    """Whether a column has two numbers of a row and another that may hold numbers has none."""
    held = [sum(box.x_mid > x for x in borders) for box in row]
    counts = [held.count(i) for i in range(first_value, len(borders) + 1)]
    return max(counts) > 1 and min(counts) == 0


def _beside(low: float, high: float, rows: Sequence[Sequence[Box]], *, behind: bool) -> float:
    """The border between two headings that leaves the numbers between them to the left one, or to the right."""
    if behind:
        return (max([low, *(box.x1 for row in rows for box in row if low < box.x1 <= high)]) + high) / 2
    return (low + min([high, *(box.x0 for row in rows for box in row if low <= box.x0 < high)])) / 2
