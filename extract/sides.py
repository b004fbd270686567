"""Two tables side by side: the lines of the one end where those of the other begin, and nothing crosses between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from extract.model import Box, Line, Page, Word, union_of

# White between two tables, in text heights, at least; cells and stripes of one table stand closer.
_APART = 1.0
# Drawn lines of one height, give or take so many text heights.
_LEVEL = 0.3
# Lines as wide as a heading over some columns are no table's: so many text heights.
_WIDE = 8.0
# The tables begin under a line of print, not under one of their own, that ends at most so many text heights above.
_ABOVE = 4.0


def gutters_of(page: Page) -> list[Box]:
    """The white between tables that stand side by side, from the top, as high as both together.

    Args:
        page: Gives text height, words, rules and fills.
    """
    h = page.text_height
    found: list[Box] = []
    for left, right in _runs(page, h):
        gutter = _down_from(page, left, right, h)
        if gutter is not None and all(other.bottom <= gutter.top for other in found):
            found.append(gutter)
    return found


def _runs(page: Page, h: float) -> list[list[Box]]:
    """Two drawn lines at one height, or two strips painted at one, that stand clear of each other; from the top."""
    drawn = [rule.box for rule in page.rules if rule.horizontal]
    painted = [Box(f.box.x0, f.box.top, f.box.x1, f.box.top) for f in page.fills if f.grey < 0.97]
    levels: list[list[Box]] = []
    for box in sorted([*drawn, *painted], key=lambda b: b.top):
        if levels and box.top - levels[-1][0].top <= _LEVEL * h:
            levels[-1].append(box)
        else:
            levels.append([box])
    return [pair for level in levels if len(pair := _merged(level, h)) == 2]


def _merged(level: Iterable[Box], h: float) -> list[Box]:
    """The drawn lines of one height, those that nearly touch taken together; short ones are left out."""
    merged: list[Box] = []
    for box in sorted(level, key=lambda b: b.x0):
        if merged and box.x0 - merged[-1].x1 < _APART * h:
            merged[-1] = union_of((merged[-1], box))
        else:
            merged.append(box)
    return [box for box in merged if box.width >= _WIDE * h]


def _down_from(page: Page, left: Box, right: Box, h: float) -> Box | None:
    """The white below two drawn lines as far down as nothing crosses it; None where a drawn line does."""
    third = (right.x0 - left.x1) / 3
    core = (left.x1 + third, right.x0 - third)
    top = min(left.top, right.top) - _LEVEL * h
    across = [w.box.top for w in page.words if w.box.top > top and w.box.x0 < core[1] and w.box.x1 > core[0]]
    bottom = min(across, default=page.height)
    bars = [r.box for r in page.rules if r.horizontal] + [f.box for f in page.fills if f.grey < 0.97]
    crossing = any(b.x0 < core[0] and b.x1 > core[1] and top - _ABOVE * h < b.y_mid < bottom for b in bars)
    inside = [w.box for w in page.words if top < w.box.y_mid < bottom]
    both = all(
        len({round(b.y_mid / h) for b in own}) > 1
        for own in ([b for b in inside if b.x_mid < core[0]], [b for b in inside if b.x_mid > core[1]])
    )
    return None if crossing or not both else Box(left.x1, top, right.x0, bottom)


def parted_words(words: Sequence[Word], gutters: Sequence[Box]) -> list[list[Word]]:
    """Words in groups of which no line may run over a gutter: those beside each, left and right, and the others."""
    groups: list[list[Word]] = [[]]
    left = list(words)
    for gutter in gutters:
        beside = [w for w in left if gutter.top < w.box.y_mid < gutter.bottom]
        left = [w for w in left if not gutter.top < w.box.y_mid < gutter.bottom]
        groups += [
            [w for w in beside if w.box.x_mid < gutter.x_mid],
            [w for w in beside if w.box.x_mid >= gutter.x_mid],
        ]
    groups[0] = left
    return groups


def parted_lines(lines: Sequence[Line], gutters: Sequence[Box]) -> list[list[Line]]:
    """Lines from the top in runs: above each gutter, left of it, right of it, and so on below."""
    walls = [float("-inf"), *(y for gutter in gutters for y in (gutter.top, gutter.bottom)), float("inf")]
    runs: list[list[Line]] = []
    for i, (a, b) in enumerate(pairwise(walls)):
        own = [line for line in lines if a < line.box.y_mid <= b]
        if i % 2:
            middle = gutters[i // 2].x_mid
            runs += [[x for x in own if x.box.x_mid < middle], [x for x in own if x.box.x_mid >= middle]]
        else:
            runs.append(own)
    return runs if gutters else [list(lines)]
