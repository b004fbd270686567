"""The cells of a header from the columns of the rows below it.

Cells do not overlap. So each column of the rows has its own heading, the lowest print over it; a phrase above it is an
upper line of that heading, or heads several columns: then it stands over the middle of their cells, and these hang
low, as headings without anything above stand in the middle of the whole header.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from extract.gutters import Strip, strips_of_rows
from extract.header_lines import open_lines, open_strip, phrases_over, rows_under
from extract.header_strips import strip_around
from extract.headers import Header, Leaf, Parent, is_header_text, overlaps
from extract.model import Box, GridHints, Line, Page, union_of
from extract.phrases import Phrase, stands_beneath, word_space

# A heading over several columns stands this near to the middle of their cells, in heights of its print.
_CENTRED = 0.8
# How far a heading that begins with the first of its columns counts as off their middle; two texts begin at one
# abscissa within so much. Both in heights of its print.
_FLUSH, _SAME_EDGE = 0.4, 0.25
# A heading with this much more white above it than below, in heights of its print, hangs low.
_LOW = 1.0
# Lines of one heading stand as close as the closest of the header, give or take what tails of letters make of it; both
# in heights of its print.
_NEXT_LINE, _TAILS = 0.9, 0.5
# What speaks for a phrase over columns, in heights of print off their middle: each that hangs low and has nothing else
# over it speaks for it, each that does not speaks against it.
_HANGING, _STANDING = 1.0, 1.5
# What speaks against a phrase as an upper line of one heading: that it stands too far above its lower one.
_FAR_ABOVE = 0.5


@dataclass(slots=True)
class _Column:
    """A column of the rows: its print from `x0` to `x1`, its heading's lines from the top, and what is over them.

    `top` is the upper side of the highest print over the column so far; `over` that print, where it heads others too,
    and `below` the white that its cell has below it.
    """

    x0: float
    x1: float
    heading: list[Phrase]
    top: float
    over: Phrase | None = None
    below: float | None = None

    @property
    def ink(self) -> tuple[float, float]:
        """From where to where anything stands in the column, its heading included."""
        box = union_of(p.box for p in self.heading)
        return min(self.x0, box.x0), max(self.x1, box.x1)


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a header is set: the strip it fills, the height of its print, and the least white between two lines.

    `leading` is the most that parts lines of one heading.
    """

    box: Box
    h: float
    white: float

    @property
    def leading(self) -> float:
        """In points."""
        return max(_NEXT_LINE * self.h, self.white + _TAILS * self.h)


def header_over_rows(
    page: Page,
    lines: Sequence[Line],
    split: Sequence[list[Phrase]],
    header: Header,
    closed: Sequence[int],
    hints: GridHints,
) -> Header:
    """A header with the columns that the rows below it show, and what each of its phrases stands over.

    Args:
        page: Gives text height, rules and fills.
        lines: The lines of the page down to the next header.
        split: Their phrases.
        header: Found by its wordings; it may lack lines of the drawn strip it stands in.
        closed: The lines that its drawing closes in with it, of `closed_lines` and `level_below`.
        hints: Known wordings.

    Returns:
        The same header where the rows do not show all its columns.
    """
    if header.sides:
        return header
    strip = strip_around(page, header.box)
    tried = [(closed, union_of((strip, *(lines[i].box for i in closed))))] if strip is not None and closed else []
    if strip is None:
        tried = [(inside, open_strip(page, lines, split, inside)) for inside in open_lines(page, lines, split, header)]
    found = [whole for inside, box in tried if (whole := _over_rows(page, lines, split, header, inside, box, hints))]
    return next((whole for whole in found if not _stands_high(whole)), next(iter(found), header))


def _stands_high(header: Header) -> bool:
    """Whether a heading has more white below it than above it: a line is missing above the header's others."""
    boxes = [(leaf.box, leaf.phrases[0].box.height) for leaf in header.leaves]
    headed = {i for parent in header.parents for i in range(parent.first, parent.last + 1)}
    return any(
        i not in headed and (header.box.bottom - box.bottom) - (box.top - header.box.top) > _LOW * h
        for i, (box, h) in enumerate(boxes)
    )


def _over_rows(
    page: Page,
    lines: Sequence[Line],
    split: Sequence[list[Phrase]],
    header: Header,
    inside: Sequence[int],
    strip: Box,
    hints: GridHints,
) -> Header | None:
    """The header that the lines `inside` a strip are, over the columns of the rows below; None where they are none."""
    words = [word for i in inside for word in lines[i].words]
    box = union_of(w.box for w in words)
    if box.x0 < strip.x0 - page.text_height or box.x1 > strip.x1 + page.text_height:
        return None
    print_height = median(w.box.height for w in words)
    rows = rows_under(page, split, inside[-1] + 1, strip)
    strips = strips_of_rows(rows, print_height)
    own = [phrase for i in inside for phrase in split[i]]
    space = word_space(lines, page.text_height)
    phrases = phrases_over([lines[i] for i in inside], own, strips, print_height, space)
    columns = _columns(strips, phrases)
    parents = _parents(columns, phrases, _setting(phrases, strip, print_height)) if columns else None
    if not columns or parents is None or any(p.first == 0 and p.last == len(columns) - 1 for p in parents):
        return None
    leaves = tuple(Leaf(tuple(column.heading)) for column in columns)
    known = sum(is_header_text(leaf.text, hints.phrases) for leaf in leaves)
    sides = _sides(columns, strip)
    cells = [Box(a, box.top, b, box.bottom) for a, b in pairwise(sides)]
    return replace(
        header,
        leaves=leaves,
        parents=tuple(parents),
        box=box,
        line_from=inside[0],
        line_to=inside[-1],
        known=known,
        beneath=stands_beneath(cells, rows),
        sides=sides if strip_around(page, header.box) is not None else (),
    )


def _stands_over(phrase: Phrase, strip: Strip) -> bool:
    box = phrase.box
    shared = min(box.x1, strip.x1) - max(box.x0, strip.x0)
    return shared > 0.2 * min(box.width, strip.x1 - strip.x0) or (shared > 0 and strip.x0 <= box.x_mid <= strip.x1)


def _columns(strips: Sequence[Strip], phrases: Sequence[Phrase]) -> list[_Column]:
    """The columns, each with its own heading, the lowest print over it; none where a column has no heading.

    Strips under one heading are one column: a currency mark stands apart from its amount, words of labels may line up.
    """
    over = [[p for p in phrases if _stands_over(p, s)] for s in strips]
    lowest = [max(own, key=lambda p: p.box.y_mid, default=None) for own in over]
    first = next((i for i, own in enumerate(lowest) if own is not None), 0)
    if first and strips[first].numbers and not strips[0].numbers:
        return []  # labels without a heading, left of the first column that has one
    groups: list[list[int]] = []
    for i in range(len(strips)):
        heads = [p for p in lowest[max(i - 1, 0) : i + 1] if p is not None]
        shared = any(p in over[i - 1] and p in over[i] for p in heads)
        if i and (shared or strips[i - 1].marks or _is_bare(i, strips, lowest)):
            groups[-1].append(i)
        else:
            groups.append([i])
    columns = []
    for group in groups:
        own = [p for p in (lowest[i] for i in group) if p is not None]
        if not own:
            return []
        heading = max(own, key=lambda p: p.box.y_mid)
        columns.append(_Column(strips[group[0]].x0, strips[group[-1]].x1, [heading], heading.box.top))
    return columns


def _is_bare(i: int, strips: Sequence[Strip], lowest: Sequence[Phrase | None]) -> bool:
    """Whether a strip or the one left of it has no heading, and its other neighbour is no nearer."""
    gap = [strips[k].x0 - strips[k - 1].x1 if 0 < k < len(strips) else float("inf") for k in range(len(strips) + 1)]
    return (lowest[i] is None and gap[i] <= gap[i + 1]) or (lowest[i - 1] is None and gap[i] < gap[i - 1])


def _parents(columns: Sequence[_Column], phrases: Sequence[Phrase], setting: _Setting) -> list[Parent] | None:
    """The headings over several columns; the other phrases become upper lines of the columns' headings.

    None where a phrase fits nowhere. Changes `columns`.
    """
    own = [column.heading[0] for column in columns]
    rest = sorted((p for p in phrases if p not in own), key=lambda p: -p.box.y_mid)
    parents: list[Parent] = []
    while rest:
        level = [p for p in rest if rest[0].box.y_mid - p.box.y_mid <= 0.5 * setting.h]
        rest = rest[len(level) :]
        level.sort(key=lambda p: p.box.x0)
        runs = _dealt(level, rest, columns, setting)
        if runs is None:
            return None
        for phrase, (first, last) in zip(level, runs, strict=True):
            if first < last:
                parents.append(Parent(phrase, first, last))
            else:
                columns[first].heading.insert(0, phrase)
            under = columns[first : last + 1]
            white = min(column.top for column in under) - phrase.box.bottom
            for column in under:
                goes_on = column.over is not None and white <= setting.leading
                column.below = white if first < last and not goes_on else column.below
                column.top = phrase.box.top
                column.over = phrase if first < last else column.over
    return parents


def _setting(phrases: Sequence[Phrase], box: Box, h: float) -> _Setting:
    whites = [
        min(
            (q.box.top - p.box.bottom for q in phrases if q.box.y_mid > p.box.bottom and overlaps(p.box, q.box)),
            default=h,
        )
        for p in phrases
    ]
    return _Setting(box, h, min(whites, default=0.0))


def _dealt(
    level: Sequence[Phrase], above: Sequence[Phrase], columns: Sequence[_Column], setting: _Setting
) -> list[tuple[int, int]] | None:
    """The runs (first, last) of columns that the phrases of a line stand over, with least against them in all."""
    best: dict[int, tuple[float, list[tuple[int, int]]]] = {-1: (0.0, [])}
    for phrase in level:
        found: dict[int, tuple[float, list[tuple[int, int]]]] = {}
        for first in range(len(columns)):
            for last in range(first, len(columns)):
                others = [p for p in (*level, *above) if p is not phrase]
                cost = _cost(phrase, others, columns, (first, last), setting)
                before = min((best[end] for end in best if end < first), key=lambda b: b[0], default=None)
                if cost is None or before is None:
                    continue
                total = (before[0] + cost, [*before[1], (first, last)])
                if last not in found or total[0] < found[last][0]:
                    found[last] = total
        best = found
    return min(best.values(), key=lambda b: b[0])[1] if best else None


def _cost(
    phrase: Phrase, others: Sequence[Phrase], columns: Sequence[_Column], run: tuple[int, int], setting: _Setting
) -> float | None:
    """What speaks against a phrase as the heading of the columns of a run; None where it cannot be.

    `others` are the phrases that stand beside it and above it.
    """
    box, (first, last) = phrase.box, run
    left = columns[first - 1].ink[1] if first else setting.box.x0
    right = columns[last + 1].ink[0] if last + 1 < len(columns) else setting.box.x1
    under = columns[first : last + 1]
    beside = [pair for pair in ((first - 1, first), (last, last + 1)) if pair[0] >= 0 and pair[1] < len(columns)]
    cut = any(columns[a].over is not None and columns[a].over is columns[b].over for a, b in beside)
    if cut or box.x0 < left or box.x1 > right or any(column.top < box.y_mid for column in under):
        return None
    hanging = sum(_hangs(column, others, setting) for column in under)
    if first == last:
        return None if under[0].over is not None else _off_line(box, under[0], setting) - _HANGING * hanging
    if any(column.top - box.bottom < 0.5 * setting.white for column in under):
        return None
    low = (min(left, under[0].ink[0]) + under[-1].ink[1]) / 2
    high = (under[0].ink[0] + max(right, under[-1].ink[1])) / 2
    off = max(low - box.x_mid, box.x_mid - high, 0.0) / setting.h
    if _begins_with(phrase, under, setting):
        off = min(off, _FLUSH)
    return off - _HANGING * hanging + _STANDING * (len(under) - hanging) if off <= _CENTRED else None


def _begins_with(phrase: Phrase, under: Sequence[_Column], setting: _Setting) -> bool:
    """Whether a heading begins where the first of its columns' does, and stands too high to be a line of it."""
    white = min(column.top for column in under) - phrase.box.bottom
    flush = abs(phrase.box.x0 - under[0].heading[0].box.x0) <= _SAME_EDGE * setting.h
    return flush and white > setting.leading


def _off_line(box: Box, column: _Column, setting: _Setting) -> float:
    """How ill, in heights of print, a phrase stands as the next line above those of a column's heading."""
    lower = column.heading[0].box
    off = min(abs(lower.x_mid - box.x_mid), abs(lower.x0 - box.x0), abs(lower.x1 - box.x1)) / setting.h
    return off + (_FAR_ABOVE if column.top - box.bottom > setting.leading else 0.0)


def _hangs(column: _Column, others: Sequence[Phrase], setting: _Setting) -> bool:
    """Whether there is more room above what stands over a column than below it, and no other phrase goes on there."""
    box = setting.box
    below = box.bottom - column.heading[-1].box.bottom if column.below is None else column.below
    low = column.top - box.top - below > _LOW * setting.h
    x0, x1 = column.ink
    return low and not any(
        column.top - p.box.bottom <= setting.leading
        and p.box.y_mid < column.top
        and min(p.box.x1, x1) - max(p.box.x0, x0) > 0.2 * min(p.box.width, x1 - x0)
        for p in others
    )


def _sides(columns: Sequence[_Column], frame: Box) -> tuple[float, ...]:
    """The borders of the columns: in the middle of the white that both their rows and their headings leave."""
    inner = []
    for left, right in pairwise(columns):
        (_, low), (high, _) = left.ink, right.ink
        inner.append((low + high) / 2 if low <= high else (left.x1 + right.x0) / 2)
    return (min(frame.x0, columns[0].ink[0]), *inner, max(frame.x1, columns[-1].ink[1]))
