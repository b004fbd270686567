"""Rules, fills and words of one page to Grids: tables whose lines are drawn.

A chain of pure functions: `page_edges` → `merge_edges` → `connected_edges` → `snap_lines` → `spanning_groups` →
`build_grid`. Every tolerance is a multiple of the page's text height h, so that twice the scale gives the same grid.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.lines import text_of, words_to_lines
from extract.model import Box, Cell, Fill, Grid, GridMethod, Line, Page, Place, Rule, Word, union_of

# Lightness above which a fill cannot be told from paper: word processors paint white behind every line of text.
_PAPER_GREY = 0.97
# Share of a slot's border that must be drawn for the border to count as closed.
_CLOSED_SHARE = 0.5
# Share of a table's box that drawn borders must enclose; organisation charts and diagrams stay below it.
_ENCLOSED_SHARE = 0.6
# Share of the page above which a box with hardly any cells is a page frame.
_FRAME_SHARE = 0.6


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


def find_grids(page: Page) -> tuple[Grid, ...]:
    """Find the ruled tables of a page, top to bottom, left to right.

    Args:
        page: In the upright frame; not modified.

    Returns:
        One grid per connected set of rules and tiling fills that encloses text in at least two cells; empty for a
        page without any. Page frames, boxed headings, charts and nested boxes are left out. A grid of method FILLS,
        whose verticals are painted edges only, may be no more than the header or one stripe of a table.
    """
    h = page.text_height
    if h <= 0 or not page.words or not (page.rules or page.fills):
        return ()
    edges = merge_edges(page_edges(page.rules, page.fills, h, page_area=page.width * page.height), h)
    grids = [build_grid(page, part) for part in connected_edges(edges, h)]
    found = without_nested([grid for grid in grids if grid is not None and is_table(grid, page)])
    return tuple(sorted(found, key=lambda grid: (grid.box.top, grid.box.x0)))


def page_edges(rules: Iterable[Rule], fills: Iterable[Fill], h: float, *, page_area: float) -> list[Edge]:
    """Turn drawn rules and the borders of tiling fills into edges, in points."""
    edges = [rule_edge(rule) for rule in rules]
    painted = [f for f in fills if f.grey < _PAPER_GREY and f.box.area < 0.8 * page_area]
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
    across = (
        min(abs(first.x1 - second.x0), abs(second.x1 - first.x0)) <= near and first.y_overlap(second) > near
    )
    down = min(abs(first.bottom - second.top), abs(second.bottom - first.top)) <= near
    return across or (down and first.x_overlap(second) > near)


def tiling_boxes(boxes: Sequence[Box], h: float) -> list[Box]:
    """Keep the boxes at least as tall and wide as a glyph that stand edge to edge with another one of equal height.

    Equal height beside each other is what the filled cells of one table row look like; a highlighted word or a
    coloured panel stands alone.
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
    return [by_row[i] for i in sorted(kept)]


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
            joined[-1] = Edge(
                edge.horizontal, at, last.start, max(last.end, edge.end), last.drawn or edge.drawn
            )
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
    return [g for g in groups.values() if len(g) >= 3 and len({e.horizontal for e in g}) == 2]


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


def snap_lines(edges: Sequence[Edge], h: float) -> list[tuple[float, list[Edge]]]:
    """Gather parallel edges into the lines of a grid, ascending: position, and the edges that lie on it.

    Double and nested frames collapse here: between lines closer than `snap_of(h)` no text fits.
    """
    runs = runs_by_position(sorted(edges, key=lambda e: e.at), snap_of(h))
    return [(max(run, key=lambda e: e.length).at, run) for run in runs]


def is_closed(line: Sequence[Edge], start: float, end: float) -> bool:
    """Whether the edges of a line cover enough of the interval to be a border between two slots."""
    covered = sum(max(0.0, min(e.end, end) - max(e.start, start)) for e in line)
    return covered >= _CLOSED_SHARE * (end - start)


def spanning_groups(
    xs: Sequence[tuple[float, list[Edge]]], ys: Sequence[tuple[float, list[Edge]]]
) -> list[list[tuple[int, int]]]:
    """Group the (row, column) slots that no border separates: the merged cells of a table, row by row."""
    rows, columns = len(ys) - 1, len(xs) - 1
    parent = list(range(rows * columns))
    for r in range(rows):
        for c in range(columns):
            if c + 1 < columns and not is_closed(xs[c + 1][1], ys[r][0], ys[r + 1][0]):
                unite(parent, r * columns + c, r * columns + c + 1)
            if r + 1 < rows and not is_closed(ys[r + 1][1], xs[c][0], xs[c + 1][0]):
                unite(parent, r * columns + c, (r + 1) * columns + c)
    groups: dict[int, list[tuple[int, int]]] = {}
    for slot in range(rows * columns):
        groups.setdefault(root_of(parent, slot), []).append(divmod(slot, columns))
    return list(groups.values())


def enclosed_share(
    groups: Iterable[Sequence[tuple[int, int]]],
    xs: Sequence[tuple[float, list[Edge]]],
    ys: Sequence[tuple[float, list[Edge]]],
) -> float:
    """Share of the grid's box in groups of slots that no gap in the outer border opens to the page."""
    total = (xs[-1][0] - xs[0][0]) * (ys[-1][0] - ys[0][0])
    inside = 0.0
    for group in groups:
        if not any(is_open(slot, xs, ys) for slot in group):
            inside += sum((xs[c + 1][0] - xs[c][0]) * (ys[r + 1][0] - ys[r][0]) for r, c in group)
    return inside / total if total > 0 else 0.0


def is_open(
    slot: tuple[int, int], xs: Sequence[tuple[float, list[Edge]]], ys: Sequence[tuple[float, list[Edge]]]
) -> bool:
    """Whether a slot at the rim of the grid lacks its outer border."""
    r, c = slot
    across, down = (xs[c][0], xs[c + 1][0]), (ys[r][0], ys[r + 1][0])
    return (
        (r == 0 and not is_closed(ys[0][1], *across))
        or (r == len(ys) - 2 and not is_closed(ys[-1][1], *across))
        or (c == 0 and not is_closed(xs[0][1], *down))
        or (c == len(xs) - 2 and not is_closed(xs[-1][1], *down))
    )


def rectangles_of(slots: Sequence[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """Cut a set of slots into rectangles (row, column, row span, column span): itself where it is one already.

    Otherwise, row by row, the widest run of slots and as many equal rows below it as there are.
    """
    left, found = set(slots), []
    while left:
        r, c = min(left)
        width = next(n for n in range(1, len(slots) + 1) if (r, c + n) not in left)
        height = 1
        while all((r + height, c + k) in left for k in range(width)):
            height += 1
        found.append((r, c, height, width))
        left -= {(r + i, c + k) for i in range(height) for k in range(width)}
    return found


def build_grid(page: Page, edges: Sequence[Edge]) -> Grid | None:
    """Build the grid of one connected set of edges, or None where they enclose no table."""
    h = page.text_height
    closed = close_open_sides(edges, h)
    xs, ys = used_lines(snap_lines(edges_of(closed, False), h), snap_lines(edges_of(closed, True), h))
    if len(xs) < 2 or len(ys) < 2 or len(xs) + len(ys) < 5:
        return None
    xs = through_bare_rows(xs, [y for y, _ in ys], page.words, h)
    groups = spanning_groups(xs, ys)
    if enclosed_share(groups, xs, ys) < _ENCLOSED_SHARE:
        return None
    rectangles = [rectangle for group in groups for rectangle in rectangles_of(group)]
    method = GridMethod.RULES if any(e.drawn for e in edges_of(edges, False)) else GridMethod.FILLS
    return fill_grid(page, [x for x, _ in xs], [y for y, _ in ys], rectangles, method)


def through_bare_rows(
    xs: Sequence[tuple[float, list[Edge]]], ys: Sequence[float], words: Iterable[Word], h: float
) -> list[tuple[float, list[Edge]]]:
    """Carry the sides of painted cells on through the rows below them that are not painted.

    Every other row of a striped table has no borders of its own; a column goes through it where no word stands in
    the way.
    """
    carried = []
    spans, inside = list(pairwise(ys)), [w.box for w in words if ys[0] <= w.box.y_mid <= ys[-1]]
    for x, edges in xs:
        closed = [i for i, span in enumerate(spans) if is_closed(edges, *span)]
        more: list[Edge] = []
        if not any(edge.drawn for edge in edges):
            cut = [b for b in inside if b.x0 + 0.35 * h < x < b.x1 - 0.35 * h]
            for i in range(closed[0], len(spans)):
                if i not in closed and not any(spans[i][0] <= b.y_mid <= spans[i][1] for b in cut):
                    more.append(Edge(False, x, *spans[i], drawn=False))
        carried.append((x, [*edges, *more]))
    return carried


def used_lines(
    xs: list[tuple[float, list[Edge]]], ys: list[tuple[float, list[Edge]]]
) -> tuple[list[tuple[float, list[Edge]]], list[tuple[float, list[Edge]]]]:
    """Drop the lines that close no slot border, such as underlines that happen to touch a vertical."""
    spans_x, spans_y = list(pairwise(x for x, _ in xs)), list(pairwise(y for y, _ in ys))
    return (
        [line for line in xs if any(is_closed(line[1], *span) for span in spans_y)],
        [line for line in ys if any(is_closed(line[1], *span) for span in spans_x)],
    )


def fill_grid(
    page: Page,
    xs: Sequence[float],
    ys: Sequence[float],
    rectangles: Iterable[tuple[int, int, int, int]],
    method: GridMethod,
) -> Grid:
    """Put each word into the cell that holds its centre.

    Args:
        page: Gives number, text height and words.
        xs: Column edges, ascending, in points.
        ys: Row edges, ascending, in points.
        rectangles: (row, column, row span, column span), covering every slot once.
        method: What the edges were drawn from.
    """
    box = Box(xs[0], ys[0], xs[-1], ys[-1])
    shapes = sorted(rectangles)
    owner = {
        (r + i, c + k): n for n, (r, c, rs, cs) in enumerate(shapes) for i in range(rs) for k in range(cs)
    }
    content: list[list[Word]] = [[] for _ in shapes]
    for word in page.words:
        if box.holds_centre_of(word.box):
            content[owner[(slot_of(ys, word.box.y_mid), slot_of(xs, word.box.x_mid))]].append(word)
    cells = tuple(
        make_cell(
            page.number,
            shape,
            Box(xs[shape[1]], ys[shape[0]], xs[shape[1] + shape[3]], ys[shape[0] + shape[2]]),
            w,
        )
        for shape, w in zip(shapes, content, strict=True)
    )
    return Grid(page.number, box, tuple(xs), tuple(ys), cells, method, page.text_height)


def slot_of(edges: Sequence[float], at: float) -> int:
    """Index of the interval of ascending `edges` that holds `at`; the outermost ones take what lies beyond."""
    index = sum(1 for edge in edges[1:-1] if edge < at)
    return index


def make_cell(page_number: int, shape: tuple[int, int, int, int], box: Box, words: Sequence[Word]) -> Cell:
    """A cell (row, column, row span, column span) on one page, its words in reading order."""
    lines = words_to_lines(words, page_number)
    ordered = tuple(word for line in lines for word in line.words)
    row, column, row_span, column_span = shape
    places = (Place(page_number, box),)
    return Cell(row, column, row_span, column_span, places, ordered, tuple(lines), text_of(lines))


def is_table(grid: Grid, page: Page) -> bool:
    """Whether a grid holds text in at least two cells and its borders tell its columns.

    Page frames and boxed headings are no tables; rows ruled above and below only are left to `extract.columns`.
    """
    told = [cell for cell in grid.cells if cell.words]
    if len(told) < 2 or len(grid.cells) < 3:
        return False
    framing = grid.box.area >= _FRAME_SHARE * page.width * page.height
    return not (framing and len(grid.cells) <= 4) and not has_open_rows(grid)


def has_open_rows(grid: Grid) -> bool:
    """Whether at least half of the rows are one cell of several numbers side by side: their columns are not drawn."""
    rows, columns = len(grid.row_edges) - 1, len(grid.column_edges) - 1
    whole = [
        c for c in grid.cells if c.column_span == columns and any(len(numbers_of(x)) >= 2 for x in c.lines)
    ]
    return 2 * sum(c.row_span for c in whole) >= max(rows - 1, 1)


def numbers_of(line: Line) -> list[Word]:
    """The words of a line that are numbers with a wide gap before them, as in columns."""
    pairs = pairwise(line.words)
    return [b for a, b in pairs if b.box.x0 - a.box.x1 >= 0.8 * line.box.height and b.text[0].isdigit()]


def without_nested(grids: Sequence[Grid]) -> list[Grid]:
    """Of grids that lie inside one another keep one: the inner where the outer is a frame around it, else the outer."""
    dropped: set[int] = set()
    for i, outer in enumerate(grids):
        for j, inner in enumerate(grids):
            if (
                i != j
                and i not in dropped
                and outer.box.area > inner.box.area
                and inside(inner.box, outer.box)
            ):
                inner_words = sum(len(cell.words) for cell in inner.cells)
                outer_words = sum(len(cell.words) for cell in outer.cells)
                frame = len(outer.cells) < len(inner.cells) and inner_words > 0.4 * outer_words
                dropped.add(i if frame else j)
    return [grid for i, grid in enumerate(grids) if i not in dropped]


def inside(inner: Box, outer: Box) -> bool:
    """Whether most of `inner` lies in `outer`."""
    return inner.x_overlap(outer) * inner.y_overlap(outer) >= 0.9 * inner.area
