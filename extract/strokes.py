"""Strokes and patches in user space → the Rules and Fills that a reader of the upright page sees."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from extract.model import Box, Fill, Rule, Word
from extract.pageobject import WHITE
from extract.paths import RULE_THICKNESS, Patch, Stroke
from extract.userspace import Frame, UserBox

# Collinear pieces this far apart, in text heights, are one printed line: dots and dashes of borders leave
# gaps up to 3 pt under 10 pt text; cells of side-by-side tables stand further apart.
JOIN_GAP = 0.35
# Pieces belong to one line when their middles differ by at most this, in text heights.
SAME_LINE = 0.1
# What is left shorter than this, in text heights, bounds no row of text: a dot, a tick, a piece of a letter.
SHORTEST = 0.8
# A line inside a word's box, let out by this share of the text height, is drawn as a part of its letters.
IN_WORD = 0.15
# Text height to measure by on a page without text, in points: the usual tight height of 11 pt print.
USUAL_HEIGHT = 8.0
# A fill over this share of the page is its background.
BACKGROUND = 0.8
# Fills that differ by less, of 1, look alike; boxes that differ by less, in points, are drawn as one.
SAME_GREY = 0.01
ROUNDING = 0.5


def read_rules(
    strokes: Iterable[Stroke],
    patches: Sequence[Patch],
    frame: Frame,
    words: Sequence[Word],
    text_height: float,
) -> tuple[Rule, ...]:
    """The straight lines of a page, collinear pieces joined, from top to bottom and left to right.

    Args:
        strokes: In user space, as painted; doubled and overlapping ones are merged.
        patches: The page's filled shapes: white lines are seen where they run over one.
        frame: The upright frame to map them to.
        words: The page's words: strokes inside them are letters.
        text_height: Median height of the words in points; 0 for a page without words.
    """
    height = text_height or USUAL_HEIGHT
    turned = frame.turned_deg % 180 == 90
    inked = [patch for patch in patches if patch.grey < WHITE]
    shown = [stroke for stroke in strokes if stroke.grey < WHITE or _runs_over(stroke, inked)]
    boxes = [(frame.box(stroke.box), stroke.horizontal != turned) for stroke in shown]
    # A dot is as much a piece of an upright line as of a level one.
    specks = [box for box, _ in boxes if max(box.width, box.height) <= RULE_THICKNESS]
    level = [box for box, horizontal in boxes if horizontal] + specks
    upright = [_flipped(box) for box in [box for box, horizontal in boxes if not horizontal] + specks]
    rules = [Rule(box, True) for box in _joined(level, height)]
    rules += [Rule(_flipped(box), False) for box in _joined(upright, height)]
    page = Box(0.0, 0.0, frame.width, frame.height)
    kept = _outside_words([rule for rule in rules if _touches(rule.box, page)], words, height)
    return tuple(sorted(kept, key=lambda rule: (rule.box.top, rule.box.x0, rule.horizontal)))


def _runs_over(stroke: Stroke, inked: Iterable[Patch]) -> bool:
    """Whether most of a line runs over shapes painted before it."""
    left, bottom, right, top = stroke.box
    places = [(left + (right - left) * k / 4, bottom + (top - bottom) * k / 4) for k in (1, 2, 3)]
    below = [patch.box for patch in inked if patch.order < stroke.order]
    return sum(any(_holds(box, x, y) for box in below) for x, y in places) >= 2


def _holds(box: UserBox, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _flipped(box: Box) -> Box:
    return Box(box.top, box.x0, box.bottom, box.x1)


def _touches(box: Box, page: Box) -> bool:
    return box.x1 >= page.x0 and box.x0 <= page.x1 and box.bottom >= page.top and box.top <= page.bottom


def _joined(boxes: Sequence[Box], height: float) -> list[Box]:
    """Level lines, merged where they lie on each other or follow each other closely."""
    found: list[Box] = []
    for row in _rows(boxes, height):
        row.sort(key=lambda box: box.x0)
        current = row[0]
        for box in row[1:]:
            if box.x0 - current.x1 <= JOIN_GAP * height:
                top, bottom = min(current.top, box.top), max(current.bottom, box.bottom)
                current = Box(current.x0, top, max(current.x1, box.x1), bottom)
            else:
                found.append(current)
                current = box
        found.append(current)
    return [box for box in found if box.width >= SHORTEST * height]


def _rows(boxes: Sequence[Box], height: float) -> list[list[Box]]:
    """Group level lines whose middles stand at the same height."""
    rows: list[list[Box]] = []
    for box in sorted(boxes, key=lambda b: b.y_mid):
        if rows and box.y_mid - rows[-1][0].y_mid <= SAME_LINE * height:
            rows[-1].append(box)
        else:
            rows.append([box])
    return rows


def _outside_words(rules: Sequence[Rule], words: Sequence[Word], height: float) -> list[Rule]:
    """The lines that are not strokes of letters, as outlined headings and drawn shadows have them."""
    if not words:
        return list(rules)
    let_out = IN_WORD * height
    edges = np.array([(w.box.x0, w.box.top, w.box.x1, w.box.bottom) for w in words])
    x0, top, x1, bottom = (edges + np.array([-let_out, -let_out, let_out, let_out])).T
    return [
        rule
        for rule in rules
        if not np.any((x0 <= rule.box.x0) & (top <= rule.box.top) & (x1 >= rule.box.x1) & (bottom >= rule.box.bottom))
    ]


def read_fills(patches: Iterable[Patch], frame: Frame) -> tuple[Fill, ...]:
    """The painted rectangles of a page in paint order.

    Left out are the page's background, and rectangles painted on one of the same colour: they are not seen.
    """
    limit = BACKGROUND * frame.width * frame.height
    shapes = [(frame.box(patch.box), patch.grey) for patch in patches if patch.rectangular]
    fills = [Fill(box, grey) for box, grey in shapes if box.area <= limit]
    if not fills:
        return ()
    edges = np.array([(f.box.x0, f.box.top, f.box.x1, f.box.bottom) for f in fills])
    outer = edges + np.array([-ROUNDING, -ROUNDING, ROUNDING, ROUNDING])
    return tuple(fill for index, fill in enumerate(fills) if not _blends_in(index, fills, edges, outer))


def _blends_in(index: int, fills: Sequence[Fill], edges: np.ndarray, outer: np.ndarray) -> bool:
    """Whether the topmost rectangle that holds a later one has its colour."""
    inside = (outer[:index, :2] <= edges[index, :2]).all(axis=1) & (outer[:index, 2:] >= edges[index, 2:]).all(axis=1)
    below = np.nonzero(inside)[0]
    return below.size > 0 and abs(fills[below[-1]].grey - fills[index].grey) <= SAME_GREY
