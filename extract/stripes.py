"""Painted strips of a page put together to tables: a header and, below it, every other row, all of one width."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from extract.edges import PAPER_GREY, root_of, unite
from extract.lines import words_to_lines
from extract.model import Box, Fill, Page, union_of
from extract.phrases import Phrase, is_count, is_named_year, phrases_of
from extract.wording import is_column_numbering

# Painted cells touch, or leave a white line between them, in text heights.
TOUCHING = 0.3
# A table is at least this many text heights wide.
_WIDEST_WORD = 8.0
# Share of the box around painted cells that they cover: merged cells beside them may stay white.
_COVERED = 0.5
# Two shades differ by more than rounding to eight bits does.
_SHADE = 0.004
# Rows of one table seldom are so much taller than the others: what white is higher holds more than a row.
_TALLEST = 3.0
# The white rows are usually no taller than this many painted ones.
_USUAL = 2.0
# The white row below a low header may have five lines, in text heights.
_FIVE_LINES = 8.0
# The usual white between two words, in text heights.
_SPACE = 0.3
# A row of headings has at least so many phrases in a line, a group's name is one.
_HEADINGS = 2
# Words that a number goes on with; a currency mark above an amount is none.
_WORDS = re.compile(r"[^\W\d]{3}")


@dataclass(frozen=True, slots=True)
class Strip:
    """Painted boxes of one shade that touch, whether they hold a number, and the phrases of their fullest line."""

    box: Box
    grey: float
    counted: bool
    phrases: int


@dataclass(frozen=True, slots=True)
class Striped:
    """A table told by its painted strips, from the top.

    `head` is the painted header, None where the table goes on from the page before; `rows` are its other strips;
    `frame` is the line drawn around all of it, the only one.
    """

    head: Box | None
    rows: tuple[Box, ...]
    frame: Box | None = None

    @property
    def body(self) -> Box | None:
        """From below its header to its last strip or the end of its frame; None of a header alone."""
        if not self.rows and self.frame is None:
            return None
        box = self.box
        return Box(box.x0, self.head.bottom if self.head is not None else box.top, box.x1, box.bottom)

    @property
    def box(self) -> Box:
        """Around all its strips, and its frame."""
        return union_of(box for box in (self.head, *self.rows, self.frame) if box is not None)

    @property
    def row_edges(self) -> tuple[float, ...]:
        """The heights of row borders from the header, or the first strip, down to the last strip's lower side.

        Empty where the strips are not every other row: then they do not tell where the white rows end.
        """
        whites = [b.top - a.bottom for a, b in pairwise((*((self.head,) if self.head else ()), *self.rows))]
        heights = [b.height for b in self.rows]
        if len(heights) < 2 or max(whites) > _TALLEST * max(heights) or median(whites) > _USUAL * median(heights):
            return ()
        first = (self.head.bottom,) if self.head is not None else ()
        return (*first, *(y for box in self.rows for y in (box.top, box.bottom)))


def striped_tables(page: Page) -> list[Striped]:
    """The tables of a page that painted strips of one width tell, from the top; single strips are headers alone."""
    h = page.text_height
    tables: list[list[Strip]] = []
    for strip in strips_of(page):
        home = next((table for table in reversed(tables) if goes_on(table, strip, h)), None)
        if home is not None:
            home.append(strip)
        else:
            tables.append([strip])
    found = [as_table(strips) for strips in tables]
    heads = [table.head for table in found if table.head is not None]
    frames = frames_of(page)
    return [replace(table, frame=frame_under(table.head, heads, frames, h)) for table in found]


def as_table(strips: Sequence[Strip]) -> Striped:
    """Strips of one table: the first is its header unless it holds numbers."""
    boxes = tuple(strip.box for strip in strips)
    return Striped(None, boxes) if strips[0].counted else Striped(boxes[0], boxes[1:])


def frame_under(head: Box | None, heads: Iterable[Box], frames: Iterable[Box], h: float) -> Box | None:
    """The part of a frame from a header as wide down to the next one in it, None where there is no such frame."""
    around = [f for f in frames if head is not None and is_as_wide(f, head, 0.5 * h) and f.holds_centre_of(head)]
    if head is None or not around:
        return None
    frame = around[0]
    lower = [other.top for other in heads if other.top > head.top and frame.holds_centre_of(other)]
    return replace(frame, top=head.top, bottom=min([frame.bottom, *lower]))


def is_as_wide(first: Box, second: Box, near: float) -> bool:
    """Whether two boxes begin and end at the same abscissae, in points."""
    return abs(first.x0 - second.x0) <= near and abs(first.x1 - second.x1) <= near


def frames_of(page: Page) -> list[Box]:
    """The boxes between two vertical rules of equal height, from the top, that no other vertical rule divides.

    A frame that a page break cuts has no line above or below.
    """
    h = page.text_height
    sides = sorted((r.box for r in page.rules if not r.horizontal and r.box.height >= 2 * h), key=lambda b: b.x0)
    frames = []
    for i, left in enumerate(sides):
        level = [b for b in sides[i + 1 :] if b.y_overlap(left) > 0.5 * min(b.height, left.height)]
        equal = abs(level[0].top - left.top) <= h and abs(level[0].bottom - left.bottom) <= h if level else False
        before = any(b.y_overlap(left) > 0.5 * left.height for b in sides[:i])
        if equal and not before and level[0].x_mid - left.x_mid >= _WIDEST_WORD * h and len(level) == 1:
            frames.append(Box(left.x_mid, left.top, level[0].x_mid, left.bottom))
    return sorted(frames, key=lambda box: box.top)


def goes_on(table: Sequence[Strip], strip: Strip, h: float) -> bool:
    """Whether a strip below a table is one of its rows: as wide, near, and no header of another one.

    A header has the shade of the first header, or none that a strip of the table has, and headings instead of numbers.
    """
    first, last = table[0], table[-1]
    wide = is_as_wide(first.box, strip.box, 0.5 * h)
    inside = first.box.x0 - 0.5 * h <= strip.box.x0 and strip.box.x1 <= first.box.x1 + 0.5 * h
    wide = wide or (inside and strip.box.width > 0.5 * first.box.width)
    highest = max(_FIVE_LINES * h, _TALLEST * max(other.box.height for other in table))
    if not wide or not -0.5 * h <= strip.box.top - last.box.bottom <= highest:
        return False
    if any(abs(strip.grey - other.grey) <= _SHADE for other in table[1:]):
        return strip.counted or abs(strip.grey - first.grey) > _SHADE or strip.phrases < _HEADINGS
    return strip.counted or (strip.phrases < _HEADINGS and abs(strip.grey - first.grey) > _SHADE)


def strips_of(page: Page) -> list[Strip]:
    """The painted strips of a page, from the top: cells of one shade side by side taken together."""
    h = page.text_height
    big = [f for f in page.fills if f.grey < PAPER_GREY and f.box.height >= 0.8 * h and f.box.width >= 0.8 * h]
    strips = []
    for fills in adjoining([f for f in big if f.box.area < 0.5 * page.width * page.height], h):
        box = union_of(f.box for f in fills)
        if box.width < _WIDEST_WORD * h or sum(f.box.area for f in fills) < _COVERED * box.area:
            continue
        words = [w for w in page.words if box.holds_centre_of(w.box)]
        lines = words_to_lines(words, page.number)
        split = [phrases_of(line, _SPACE * h, h) for line in lines]
        # A row that numbers the columns is painted with the header as often as not.
        numbering = [is_column_numbering(word.text for word in line.words) for line in lines]
        rows = [phrases for phrases, numbers in zip(split, numbering, strict=True) if not numbers]
        counted = holds_count([phrase for phrases in rows for phrase in phrases])
        strips.append(Strip(box, fills[0].grey, counted, max(map(len, split), default=0)))
    return sorted(strips, key=lambda strip: strip.box.top)


def holds_count(phrases: Sequence[Phrase]) -> bool:
    """Whether phrases in lines from the top hold a number that is no year, and no part of words ("per 31 Desember")."""
    above: list[Phrase] = []
    for phrase in phrases:
        words = any(_WORDS.search(p.text) and p.box.x_overlap(phrase.box) > 0 for p in above)
        if is_count(phrase.text) and not is_named_year(phrase.text) and not words:
            return True
        above.append(phrase)
    return False


def adjoining(fills: Iterable[Fill], h: float) -> list[list[Fill]]:
    """Group fills of one shade that share (part of) a side."""
    ordered = sorted(fills, key=lambda f: (f.box.top, f.box.x0))
    parent = list(range(len(ordered)))
    for i, first in enumerate(ordered):
        for j in range(i + 1, len(ordered)):
            second = ordered[j]
            if second.box.top > first.box.bottom + TOUCHING * h:
                break
            if abs(first.grey - second.grey) <= _SHADE and adjoin(first.box, second.box, TOUCHING * h):
                unite(parent, i, j)
    groups: dict[int, list[Fill]] = {}
    for i, fill in enumerate(ordered):
        groups.setdefault(root_of(parent, i), []).append(fill)
    return list(groups.values())


def adjoin(first: Box, second: Box, near: float) -> bool:
    """Whether two boxes share (part of) a side."""
    across = min(abs(first.x1 - second.x0), abs(second.x1 - first.x0)) <= near and first.y_overlap(second) > near
    down = min(abs(first.bottom - second.top), abs(second.bottom - first.top)) <= near
    return across or (down and first.x_overlap(second) > near)
