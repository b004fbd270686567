"""Lines of print that stand in two columns, as in a newspaper: each column is read to its end before the next.

Words of one height make one line, across the white between the columns. A list set so has its items on both sides,
begun by words and with numbers in them; a line of "Target" far from its number is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from extract.model import Line, Word, union_of

# White between two columns, in heights of the line; words of a justified line stand closer.
_WHITE = 1.5
# Left ends of one column's lines vary by less than this many heights; an indented line begins further right.
_LEVEL = 0.5
# Lines across the white, and numbers on each side, from which on they are columns.
_LEAST_LINES, _LEAST_NUMBERS = 4, 2


def columns_of(lines: Sequence[Line]) -> list[list[Line]]:
    """Cut lines, from the top, into stretches to be read one after the other.

    Returns:
        The lines as they are where no part of them is set in columns; else what stands above, the left column, the
        right one, and what stands below, page by page.
    """
    stretches: list[list[Line]] = [[]]
    for _, group in groupby(lines, key=lambda line: line.page_number):
        page = list(group)
        found = _columns(page)
        if found is None:
            stretches[-1] += page
            continue
        first, end, x = found
        sides = [_part(line, x) for line in page[first:end]]
        stretches[-1] += page[:first]
        stretches += [[a for a, _ in sides if a], [b for _, b in sides if b], page[end:]]
    return [stretch for stretch in stretches if stretch]


def _columns(page: Sequence[Line]) -> tuple[int, int, float] | None:
    """The lines (first, end) of a page that are set in two columns, and where the right one begins, in points."""
    starts = [start for line in page if (start := _second(line)) is not None]
    for x in sorted(starts, key=lambda s: -sum(abs(s - other) <= _LEVEL * page[0].box.height for other in starts)):
        split = [i for i, line in enumerate(page) if _parts_at(line, x)]
        if len(split) < _LEAST_LINES:
            return None
        first, end = _run(page, split, x)
        sides = [_part(line, x) for line in page[first:end]]
        if all(_holds_items([part for part in side if part]) for side in zip(*sides, strict=True)):
            return first, end, x
    return None


def _second(line: Line) -> float | None:
    """Where a second text begins in a line, behind one wide white."""
    gaps = [b.box.x0 for a, b in pairwise(line.words) if b.box.x0 - a.box.x1 >= _WHITE * line.box.height]
    return gaps[0] if len(gaps) == 1 else None


def _parts_at(line: Line, x: float) -> bool:
    second = _second(line)
    return second is not None and abs(second - x) <= _LEVEL * line.box.height


def _run(page: Sequence[Line], split: Sequence[int], x: float) -> tuple[int, int]:
    """From the first line with both columns on, the lines that keep to one of them or have both."""
    end = split[0]
    while end < len(page) and _keeps_clear(page[end], x):
        end += 1
    return split[0], end


def _keeps_clear(line: Line, x: float) -> bool:
    slack = _LEVEL * line.box.height
    return line.box.x1 < x - slack or line.box.x0 >= x - slack or _parts_at(line, x)


def _part(line: Line, x: float) -> tuple[Line | None, Line | None]:
    """A line's words left of `x` and from there on."""
    border = x - _LEVEL * line.box.height
    return _line_of(line, [w for w in line.words if w.box.x0 < border]), _line_of(
        line, [w for w in line.words if w.box.x0 >= border]
    )


def _line_of(line: Line, words: Sequence[Word]) -> Line | None:
    if not words:
        return None
    box = union_of(word.box for word in words)
    return Line(line.page_number, box, tuple(words), " ".join(word.text for word in words))


def _holds_items(side: Sequence[Line]) -> bool:
    """Whether one side is text with numbers in it: begun by words or the numbers of items, never by a value."""
    counted = sum(any(ch.isdigit() for ch in word.text) for line in side for word in line.words[1:])
    begun = sum(line.text[:1].isalpha() or len(line.words) > 2 for line in side)
    return counted >= _LEAST_NUMBERS and begun == len(side)
