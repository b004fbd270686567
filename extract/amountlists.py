"""Lists of amounts that no header stands over: "1. Peningkatan Produksi   Rp. 30.903.396.770,-", an item a row.

Performance agreements print them under the table of targets. Each amount begins with its currency mark, and the
amounts stand under one another; a label goes on below its first line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.grid import fill_grid
from extract.model import Grid, GridMethod, Line, Page

_CURRENCY = re.compile(r"(?:rp|idr)\b", re.I)
_BULLET = re.compile(r"\W?\d{1,2}[.)]\s*[A-Z]|[a-z][.)]\s|[-–•▪➢*]\s")
# Dots that lead from a label to its amount.
_LEADER = re.compile(r"[.·…_]{4,}")
# White before an amount that words of a line do not leave between them, in heights of the line.
_APART = 1.5
# Amounts stand under one another when either of their ends does, to within this many text heights.
_UNDER = 1.0
# A label's next line, and the next item, stand at most this many text heights below.
_NEXT = 2.5


@dataclass(frozen=True, slots=True)
class _Item:
    """An item: the lines of its label, the first with the amount; where the amount's words begin and end."""

    lines: tuple[Line, ...]
    first: int
    last: int

    @property
    def amount(self) -> tuple[float, float]:
        words = self.lines[0].words[self.first : self.last + 1]
        return words[0].box.x0, words[-1].box.x1


def find_amount_lists(page: Page, lines: Sequence[Line]) -> list[Grid]:
    """Find the lists of amounts among lines that stand in no table.

    Args:
        page: Gives text height.
        lines: From the top.

    Returns:
        Grids of two columns, label and amount, and a third where a remark follows the amounts; an item a row.
    """
    found: list[list[_Item]] = []
    for line in lines:
        item = _item_of(line)
        current = found[-1] if found else []
        above = current[-1].lines[-1] if current else None
        near = above is not None and line.box.top - above.box.bottom <= _NEXT * page.text_height
        if item is not None and near and _is_under(item, current[-1], page.text_height):
            current.append(item)
        elif item is not None:
            found.append([item])
        elif near and _goes_on(line, current[-1]):
            last = current[-1]
            current[-1] = _Item((*last.lines, line), last.first, last.last)
        elif current:
            found.append([])
    return [_grid_of(page, items) for items in found if len(items) >= 2]


def _item_of(line: Line) -> _Item | None:
    """A line as the first of an item: words, one currency mark, digits up to the end or to a remark without any.

    In a line that no bullet begins the amount stands clearly apart: justified prose ends in amounts too.
    """
    words = line.words
    marks = [i for i, word in enumerate(words) if _CURRENCY.match(word.text)]
    if len(marks) != 1 or not marks[0] or not any(c.isalpha() for word in words[: marks[0]] for c in word.text):
        return None
    counted = [i for i in range(marks[0], len(words)) if any(c.isdigit() for c in words[i].text)]
    if not counted or counted[-1] - marks[0] > len(counted):
        return None
    before = words[marks[0] - 1]
    apart = words[marks[0]].box.x0 - before.box.x1 >= _APART * line.box.height or _LEADER.fullmatch(before.text)
    return _Item((line,), marks[0], counted[-1]) if apart or _BULLET.match(line.text) else None


def _is_under(item: _Item, above: _Item, h: float) -> bool:
    (x0, x1), (over_x0, over_x1) = item.amount, above.amount
    return min(abs(x0 - over_x0), abs(x1 - over_x1)) <= _UNDER * h


def _goes_on(line: Line, item: _Item) -> bool:
    """Whether a line goes on with an item's label or remark: it keeps clear of the amount."""
    x0, x1 = item.amount
    start = item.lines[0].box.x0
    clear = all(word.box.x1 <= x0 or word.box.x0 >= x1 for word in line.words)
    return clear and line.box.x0 >= start - line.box.height and line.words[0].box.x0 < x0


def _grid_of(page: Page, items: Sequence[_Item]) -> Grid:
    h = page.text_height
    words = [word for item in items for line in item.lines for word in line.words]
    starts, ends = zip(*(item.amount for item in items), strict=True)
    labels = [w.box.x1 for item in items for line in item.lines for w in line.words if w.box.x_mid < min(starts)]
    remarks = [w.box.x0 for item in items for line in item.lines for w in line.words if w.box.x_mid > max(ends)]
    edges = [min(w.box.x0 for w in words), (min(max(labels), min(starts)) + min(starts)) / 2]
    edges += [(max(ends) + max(min(remarks), max(ends))) / 2] if remarks else []
    edges.append(max(w.box.x1 for w in words))
    tops = [item.lines[0].box.top for item in items]
    bottoms = [max(line.box.bottom for line in item.lines) for item in items]
    rows = [tops[0] - 0.1 * h, *((a + b) / 2 for a, b in zip(bottoms, tops[1:], strict=False)), bottoms[-1] + 0.1 * h]
    shapes = [(row, column, 1, 1) for row in range(len(items)) for column in range(len(edges) - 1)]
    return fill_grid(page, edges, rows, shapes, GridMethod.WHITESPACE)
