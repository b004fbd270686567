"""How the lines of a label cell fall into indicators: by bullets and the headings over them, by numbers, by gaps.

All measures are in points and scale with the height of a line.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from extract.model import Line, union_of


class Bullet(StrEnum):
    """How an item of a list begins; NONE for a line that begins none."""

    NONE = "none"
    DASH = "dash"
    LETTER = "letter"
    NUMBER = "number"
    OUTLINE = "outline"


_BULLETS = (
    (Bullet.DASH, re.compile(r"(?:[-–—*]\s+|[•▪➢·]\s*)\S")),
    (Bullet.LETTER, re.compile(r"\(?[a-zA-Z][.)]\s+\S")),
    (Bullet.OUTLINE, re.compile(r"\d{1,2}(?:\.\d{1,2})+[.)]?\s+\S")),
    (Bullet.NUMBER, re.compile(r"\(?\d{1,2}[.)]\s+\S")),
)
# A label's next line is at most this many usual line pitches below; 1.9 and more parts two indicators, 1.1 at most
# was seen within one.
_NEXT_LINE = 1.4
# A number is level with a line when their middles are at most this many heights apart.
_LEVEL = 0.7
# A number stands on a line when they are this near; half a line's pitch is 0.6 heights at least.
_SAME_LINE = 0.4


@dataclass(frozen=True, slots=True)
class Item:
    """One indicator of a label cell: its own lines, and those of the heading it is listed under."""

    lines: tuple[Line, ...]
    heading: tuple[Line, ...] = ()


def bullet_of(text: str) -> Bullet:
    """How a line begins."""
    return next((bullet for bullet, form in _BULLETS if form.match(text.lstrip())), Bullet.NONE)


def middle_of(lines: Sequence[Line]) -> float:
    """The height of a block's middle, its pages one below the other: a block on a later page is below all before."""
    first = lines[0].page_number
    return _depth(first, union_of(line.box for line in lines if line.page_number == first).y_mid)


def distance(lines: Sequence[Line], part: Sequence[Line]) -> float:
    """How far, in points, a part of another cell stands from the nearest of some lines, in height."""
    middle = middle_of(part)
    return min(abs(_depth(line.page_number, line.box.y_mid) - middle) for line in lines)


def is_beside(lines: Sequence[Line], part: Sequence[Line]) -> bool:
    """Whether a part of another cell stands level with one of some lines, or in the middle beside them."""
    first = part[0]
    spanned = lines[0].page_number == first.page_number and lines[0].box.top <= first.box.y_mid <= lines[-1].box.bottom
    return spanned or distance(lines, part) <= _LEVEL * first.box.height


def _depth(page_number: int, y: float) -> float:
    # No page is as high as this.
    return page_number * 100_000.0 + y


def cut_items(lines: Sequence[Line], values: Sequence[Sequence[Line]]) -> list[Item]:
    """Cut a label cell into one item for each number beside it; nothing where it does not fall so.

    Bullets tell first, also under headings that have no number of their own; then lines that begin level with a
    number; then the widest gaps, if they stand out; then all of these together.

    Args:
        lines: The label cell's, from the top.
        values: The lines of each number of the fullest column beside it, from the top.
    """
    wanted = len(values)
    if len(lines) < wanted or wanted < 2:
        return []
    bullets = [i for i, line in enumerate(lines) if bullet_of(line.text) is not Bullet.NONE]
    blocks = _cut(lines, sorted({0, *bullets, *_after_gaps(lines)}))
    if bullets:
        blocks = [part for block in blocks for part in _parted(block, values)]
    listed = _under_headings(blocks, values)
    if len(bullets) != wanted and any(item.heading for item in listed):
        return listed
    for starts in (bullets, _level_with(lines, values), _widest_gaps(lines, wanted)):
        if len(starts) == wanted and starts[0] == 0:
            return [Item(block) for block in _cut(lines, starts)]
    return listed


def _cut(lines: Sequence[Line], starts: Sequence[int]) -> list[tuple[Line, ...]]:
    return [tuple(lines[a:b]) for a, b in itertools.pairwise([*starts, len(lines)])]


def _level_with(lines: Sequence[Line], values: Sequence[Sequence[Line]]) -> list[int]:
    firsts = [value[0] for value in values]
    level = [
        i
        for i, line in enumerate(lines)
        if any(
            a.page_number == line.page_number and abs(a.box.bottom - line.box.bottom) < 0.5 * line.box.height
            for a in firsts
        )
    ]
    # Lines set solid are all level with something when every number has one line.
    return level if len(level) == len(values) else []


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
    return [list(block) for block in _cut(lines, starts)]


def cut_at_pitch(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    """Cut lines into blocks wherever one stands clearly farther below the one before than lines of one text do."""
    return _cut(lines, [0, *_after_gaps(lines)])


def _after_gaps(lines: Sequence[Line]) -> list[int]:
    """The lines that stand clearly farther below the one before than lines of one label do.

    Middles are compared and not white: on scans tails and heights of letters change the white by a quarter.
    """
    pitches = [
        b.box.y_mid - a.box.y_mid if a.page_number == b.page_number else 0.0 for a, b in itertools.pairwise(lines)
    ]
    usual = sorted(p for p in pitches if p > 0)
    if not usual:
        return []
    return [i + 1 for i, pitch in enumerate(pitches) if pitch > _NEXT_LINE * usual[len(usual) // 4]]


def _parted(block: tuple[Line, ...], values: Sequence[Sequence[Line]]) -> list[tuple[Line, ...]]:
    """A block, cut before each line level with a number when there are several: indicators of one line, set solid."""
    level = [
        i
        for i, line in enumerate(block)
        if not line.text[:1].islower()
        and any(distance([line], value) <= _SAME_LINE * line.box.height for value in values)
    ]
    return _cut(block, sorted({0, *level})) if len(level) > 1 else [block]


def _under_headings(blocks: Sequence[tuple[Line, ...]], values: Sequence[Sequence[Line]]) -> list[Item]:
    """The items among blocks: each number level with a block of its own, blocks without one heading the next ones.

    Nothing where two numbers share a block, or a number is level with none.
    """
    holders = [min(range(len(blocks)), key=lambda i: distance(blocks[i], value)) for value in values]
    level = all(is_beside(blocks[i], value) for i, value in zip(holders, values, strict=True))
    if not level or len(set(holders)) < len(holders):
        return []
    items: list[Item] = []
    heading: tuple[Line, ...] = ()
    listed = Bullet.NONE
    for i, block in enumerate(blocks):
        bullet = bullet_of(block[0].text)
        following = bullet_of(blocks[i + 1][0].text) if i + 1 < len(blocks) else Bullet.NONE
        if i not in holders and following not in (Bullet.NONE, bullet):
            heading, listed = block, following
        elif i in holders:
            items.append(Item(block, heading if bullet is listed else ()))
    return items
