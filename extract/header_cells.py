"""The cells of a header block: its levels, from the headings over several columns down to the columns' own."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from extract.headers import Header, Parent
from extract.model import Box

# Line pitches within one header differ by no more than rounding.
_ALIKE = 1.1

# First row, first column, rows, columns.
Shape = tuple[int, int, int, int]


def parent_depths(header: Header) -> list[tuple[Parent, int]]:
    """The headings over several columns with how many others stand over each; of two that cross only the upper."""
    found: list[tuple[Parent, int]] = []
    for parent in sorted(header.parents, key=lambda p: (p.phrase.box.top, p.first - p.last)):
        above = [(q, depth) for q, depth in found if q.first <= parent.last and parent.first <= q.last]
        lines = [
            (q, depth)
            for q, depth in above
            if is_alone(parent, q, header)
            and (is_next_line(q.phrase.box, parent.phrase.box) or is_set_alike(q, parent, header))
        ]
        if lines:
            # The second line of a heading; often shorter, and over fewer columns.
            upper, depth = lines[-1]
            found.append((replace(parent, first=upper.first, last=upper.last), depth))
        elif all(q.first <= parent.first and parent.last <= q.last for q, _ in above):
            found.append((parent, max((depth + 1 for _, depth in above), default=0)))
    return found


def is_next_line(above: Box, below: Box) -> bool:
    """Whether a phrase stands under another as close as lines of one heading do."""
    # The taller one: print without tails ends higher.
    return -0.5 * below.height <= below.top - above.bottom <= 0.9 * max(above.height, below.height)


def is_alone(lower: Parent, upper: Parent, header: Header) -> bool:
    """Whether no other heading stands beside one under the same heading: several are a level of their own."""
    top, near = lower.phrase.box.top, 0.5 * lower.phrase.box.height
    beside = [p for p in header.parents if p is not lower and abs(p.phrase.box.top - top) <= near]
    return not any(upper.first <= p.last and p.first <= upper.last for p in beside)


def is_set_alike(upper: Parent, lower: Parent, header: Header) -> bool:
    """Whether a heading stands centred under another, and as near as the lines of a column's heading do."""
    pairs = [pair for leaf in header.leaves for pair in pairwise(leaf.phrases)]
    pitch = min((b.box.top - a.box.top for a, b in pairs), default=0.0)
    above, below = upper.phrase.box, lower.phrase.box
    centred = abs(above.x_mid - below.x_mid) <= 0.5 * below.height
    return centred and 0.0 < below.top - above.top <= _ALIKE * pitch


def header_levels(header: Header | None) -> list[float]:
    """The heights that part a header's levels, from the top: below the headings of each depth."""
    parents = parent_depths(header) if header is not None else []
    levels: list[float] = []
    for level in range(max((depth for _, depth in parents), default=-1) + 1):
        here = [p for p, depth in parents if depth == level]
        lowest = max(p.phrase.box.bottom for p in here)
        deeper = [p for p, depth in parents if depth == level + 1]
        tops = [p.phrase.box.top for p in deeper]
        for i, leaf in enumerate(header.leaves if header is not None else ()):
            if any(p.first <= i <= p.last for p in here) and not any(p.first <= i <= p.last for p in deeper):
                tops.append(leaf.box.top)
        levels.append(max([(lowest + min(tops, default=lowest)) / 2, *levels]))
    return levels


def head_shapes(header: Header, rows: int) -> list[Shape]:
    """The cells of a header: headings over their columns, level by level, and below them the columns' own."""
    parents = parent_depths(header)
    shapes = sorted({(depth, p.first, 1, p.last - p.first + 1) for p, depth in parents})
    for i in range(len(header.leaves)):
        over = max((depth + 1 for p, depth in parents if p.first <= i <= p.last), default=0)
        shapes.append((over, i, rows - over, 1))
    return shapes
