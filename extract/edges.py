"""Drawn rules and painted cells to the edges of tables: joined, and grouped by what they touch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.model import Box, Fill, Rule, union_of

# Lightness above which a fill cannot be told from paper: word processors paint white behind every line of text.
PAPER_GREY = 0.97


@dataclass(frozen=True, slots=True)
class Edge:
    """A straight border: at height (horizontal) or abscissa (vertical) `at`, from `start` to `end`, in points."""

    horizontal: bool
    at: float
    start: float
    end: float
    drawn: bool = True

    @property
    def length(self) -> float:
        """Extent along the edge, in points."""
        return self.end - self.start


def page_edges(rules: Iterable[Rule], fills: Iterable[Fill], h: float, *, page_area: float) -> list[Edge]:
    """Turn drawn rules and the borders of tiling fills into edges, in points."""
    edges = [rule_edge(rule) for rule in rules]
    painted = [f for f in fills if f.grey < PAPER_GREY and f.box.area < 0.8 * page_area]
    for box in tiling_boxes(whole_cells(painted, h), h):
        edges += box_edges(box)
    return edges


def rule_edge(rule: Rule) -> Edge:
    """The centre line of a drawn rule."""
    box = rule.box
    if rule.horizontal:
        return Edge(True, box.y_mid, box.x0, box.x1)
    return Edge(False, box.x_mid, box.top, box.bottom)


def box_edges(box: Box) -> list[Edge]:
    """The four borders of a painted box; they are not drawn lines."""
    return [
        Edge(True, box.top, box.x0, box.x1, drawn=False),
        Edge(True, box.bottom, box.x0, box.x1, drawn=False),
        Edge(False, box.x0, box.top, box.bottom, drawn=False),
        Edge(False, box.x1, box.top, box.bottom, drawn=False),
    ]


def whole_cells(fills: Sequence[Fill], h: float) -> list[Box]:
    """Put the strips that a word processor paints around a cell's paragraphs together with what they frame.

    Strips are narrower than a glyph and touch their neighbours exactly; two cells do not join unless a strip does.
    """
    ordered = sorted(fills, key=lambda f: (f.box.top, f.box.x0))
    parent = list(range(len(ordered)))
    for i, first in enumerate(ordered):
        for j in range(i + 1, len(ordered)):
            second = ordered[j]
            if second.box.top > first.box.bottom + 0.02 * h:
                break
            if first.grey == second.grey and is_strip(first, second, h) and touch(first.box, second.box, h):
                unite(parent, i, j)
    groups: dict[int, list[Box]] = {}
    for i, fill in enumerate(ordered):
        groups.setdefault(root_of(parent, i), []).append(fill.box)
    wholes = []
    for boxes in groups.values():
        whole = union_of(boxes)
        wholes += [whole] if sum(b.area for b in boxes) >= 0.9 * whole.area else boxes
    return wholes


def is_strip(first: Fill, second: Fill, h: float) -> bool:
    """Whether one of two fills is too narrow for a glyph."""
    return min(first.box.width, first.box.height, second.box.width, second.box.height) < 0.8 * h


def touch(first: Box, second: Box, h: float) -> bool:
    """Whether two boxes share (part of) a side, to a fiftieth of the text height."""
    near = 0.02 * h
    across = min(abs(first.x1 - second.x0), abs(second.x1 - first.x0)) <= near and first.y_overlap(second) > near
    down = min(abs(first.bottom - second.top), abs(second.bottom - first.top)) <= near
    return across or (down and first.x_overlap(second) > near)


def tiling_boxes(boxes: Sequence[Box], h: float) -> list[Box]:
    """Keep the boxes at least as tall and wide as a glyph that stand edge to edge with another one of equal height.

    Equal height beside each other is what the filled cells of one table row look like; a highlighted word or a
    coloured panel stands alone. A box level with such a row belongs to it too: a merged cell beside it is not painted.
    """
    snap, big = snap_of(h), [b for b in boxes if b.width >= 0.8 * h and b.height >= 0.8 * h]
    by_row = sorted(big, key=lambda b: (b.top, b.x0))
    kept = set()
    for i, box in enumerate(by_row):
        for j in range(i + 1, len(by_row)):
            other = by_row[j]
            if other.top - box.top > snap:
                break
            touching = min(abs(other.x0 - box.x1), abs(box.x0 - other.x1)) <= snap
            if touching and abs(other.bottom - box.bottom) <= snap:
                kept |= {i, j}
    rows = [by_row[i] for i in sorted(kept)]
    level = {
        i
        for i, box in enumerate(by_row)
        if any(abs(row.top - box.top) <= snap and abs(row.bottom - box.bottom) <= snap for row in rows)
    }
    return [by_row[i] for i in sorted(kept | level)]


def snap_of(h: float) -> float:
    """How far two lines may lie apart and still be one: half the text height, where no text fits between them."""
    return 0.5 * h


def reach_of(h: float) -> float:
    """How far a line may end before the line it meets, in points: drawing programs round to whole device pixels."""
    return max(2.0, h / 4)


def merge_edges(edges: Iterable[Edge], h: float) -> list[Edge]:
    """Join collinear edges that overlap or follow each other within `reach_of(h)`; drop those shorter than a glyph."""
    merged: list[Edge] = []
    for horizontal in (True, False):
        side = sorted((e for e in edges_of(edges, horizontal)), key=lambda e: (e.at, e.start))
        for group in runs_by_position(side, max(0.5, 0.15 * h)):
            merged += join_intervals(sorted(group, key=lambda e: e.start), reach_of(h))
    return [edge for edge in merged if edge.length >= 0.7 * h]


def edges_of(edges: Iterable[Edge], horizontal: bool) -> list[Edge]:
    """The horizontal or the vertical ones."""
    return [edge for edge in edges if edge.horizontal is horizontal]


def runs_by_position(edges: Sequence[Edge], tolerance: float) -> list[list[Edge]]:
    """Cut edges sorted by position into runs no wider than `tolerance`."""
    runs: list[list[Edge]] = []
    for edge in edges:
        if runs and edge.at - runs[-1][0].at <= tolerance:
            runs[-1].append(edge)
        else:
            runs.append([edge])
    return runs


def join_intervals(edges: Sequence[Edge], gap: float) -> list[Edge]:
    """Join edges of one line, sorted by start; the position of the longest one wins."""
    joined: list[Edge] = []
    longest: list[float] = []
    for edge in edges:
        if joined and edge.start <= joined[-1].end + gap:
            last = joined[-1]
            at = edge.at if edge.length > longest[-1] else last.at
            joined[-1] = Edge(edge.horizontal, at, last.start, max(last.end, edge.end), last.drawn or edge.drawn)
            longest[-1] = max(longest[-1], edge.length)
        else:
            joined.append(edge)
            longest.append(edge.length)
    return joined


def connected_edges(edges: Sequence[Edge], h: float) -> list[list[Edge]]:
    """Group edges that cross or touch within `reach_of(h)`; groups need both directions and three edges."""
    horizontals, verticals = edges_of(edges, True), edges_of(edges, False)
    verticals.sort(key=lambda e: e.at)
    everything, reach = horizontals + verticals, reach_of(h)
    parent = list(range(len(everything)))
    for i, across in enumerate(horizontals):
        for j, down in enumerate(verticals, len(horizontals)):
            if down.at > across.end + reach:
                break
            if down.at >= across.start - reach and down.start - reach <= across.at <= down.end + reach:
                unite(parent, i, j)
    groups: dict[int, list[Edge]] = {}
    for i, edge in enumerate(everything):
        groups.setdefault(root_of(parent, i), []).append(edge)
    tables = [g for g in groups.values() if len(g) >= 3 and len({e.horizontal for e in g}) == 2]
    loose = [e for g in groups.values() if len(g) == 1 for e in g if not e.horizontal and e.length >= 2 * h]
    return [with_hanging(table, loose) for table in tables]


def with_hanging(edges: Sequence[Edge], loose: Iterable[Edge]) -> list[Edge]:
    """A table's edges, and the vertical ones that hang between its sides and touch no border.

    Cells merged over all columns break the verticals off; rows without lines between them do not hold the rest.
    """
    left, right = min(e.at for e in edges_of(edges, False)), max(e.at for e in edges_of(edges, False))
    top, bottom = min(e.start for e in edges_of(edges, False)), max(e.end for e in edges_of(edges, False))
    return [*edges, *(e for e in loose if left < e.at < right and top <= e.start and e.end <= bottom)]


def root_of(parent: list[int], index: int) -> int:
    """The representative of a set in a union-find forest; shortens paths as it goes."""
    while parent[index] != index:
        parent[index] = parent[parent[index]]
        index = parent[index]
    return index


def unite(parent: list[int], first: int, second: int) -> None:
    """Join two sets; the lower index stays the representative, so that results do not depend on order."""
    a, b = root_of(parent, first), root_of(parent, second)
    parent[max(a, b)] = min(a, b)


def close_open_sides(edges: Sequence[Edge], h: float) -> list[Edge]:
    """Add the outer borders that a form leaves to the reader's eye, or that a page break cut off.

    Where at least two edges run on past the outermost one they cross by more than a glyph and end together, their
    common end is the table's side.
    """
    closed = list(edges)
    for horizontal in (True, False):
        running = edges_of(closed, horizontal)
        crossed = [e.at for e in edges_of(closed, not horizontal)]
        closed += missing_sides(running, min(crossed), max(crossed), h)
    return closed


def missing_sides(running: Sequence[Edge], low: float, high: float, h: float) -> list[Edge]:
    """The sides across `running` edges beyond the outermost crossing edges, at `low` and `high`."""
    starts = [e for e in running if e.start < low - h]
    ends = [e for e in running if e.end > high + h]
    sides = []
    if starts:
        at = min(e.start for e in starts)
        sides.append((at, [e.at for e in starts if e.start - at <= snap_of(h)]))
    if ends:
        at = max(e.end for e in ends)
        sides.append((at, [e.at for e in ends if at - e.end <= snap_of(h)]))
    across = not running[0].horizontal
    return [Edge(across, at, min(on), max(on), drawn=False) for at, on in sides if len(on) >= 2]
