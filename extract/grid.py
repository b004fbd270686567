"""Rules, fills and words of one page to Grids: tables whose lines are drawn.

A chain of pure functions: `extract.edges` → `snap_lines` → `spanning_groups` →
`build_grid`. Every tolerance is a multiple of the page's text height h, so that twice the scale gives the same grid.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from extract.bands import part_bands
from extract.edges import (
    Edge,
    close_open_sides,
    connected_edges,
    edges_of,
    merge_edges,
    page_edges,
    root_of,
    runs_by_position,
    snap_of,
    unite,
)
from extract.lines import text_of, words_to_lines
from extract.model import Box, Cell, Grid, GridMethod, Line, Page, Place, Word
from extract.wording import is_currency_mark, is_leader

# Share of a slot's border that must be drawn for the border to count as closed.
_CLOSED_SHARE = 0.5
# Share of a table's box that drawn borders must enclose; organisation charts and diagrams stay below it.
_ENCLOSED_SHARE = 0.6
# How far, in text heights, a border may jump aside from one row to the next.
_JOG = 2.0
# Share of the page above which a box with hardly any cells is a page frame.
_FRAME_SHARE = 0.6

_BEGINS_NUMBER = re.compile(r"\d|(?:rp|idr)(?![a-z])", re.I)


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
    xs = with_jogs_joined(xs, [y for y, _ in ys], h)
    if len(xs) < 2 or len(ys) < 2 or len(xs) + len(ys) < 5:
        return None
    xs = through_bare_rows(xs, [y for y, _ in ys], page.words, h)
    if any(e.drawn for e in edges_of(edges, False)):
        ys = part_bands(xs, ys, page.words, h, page.number)
    groups = spanning_groups(xs, ys)
    if enclosed_share(groups, xs, ys) < _ENCLOSED_SHARE:
        return None
    rectangles = [rectangle for group in groups for rectangle in rectangles_of(group)]
    method = GridMethod.RULES if any(e.drawn for e in edges_of(edges, False)) else GridMethod.FILLS
    return fill_grid(page, [x for x, _ in xs], [y for y, _ in ys], rectangles, method)


def with_jogs_joined(
    xs: Sequence[tuple[float, list[Edge]]], ys: Sequence[float], h: float
) -> list[tuple[float, list[Edge]]]:
    """Join neighbouring vertical lines that are one border, drawn a little aside in some rows by a word processor.

    No row has both, they stand nearer than a short word is wide, and much nearer than the lines beside them.
    """
    joined = list(xs[:1])
    spans = list(pairwise(ys))
    for i in range(1, len(xs)):
        (before, last), (x, edges) = joined[-1], xs[i]
        inner = len(joined) > 1 and i + 1 < len(xs)
        beside = min(before - joined[-2][0], xs[i + 1][0] - x) if inner else 0.0
        both = any(is_closed(edges, *span) and is_closed(last, *span) for span in spans)
        if not both and x - before <= min(_JOG * h, 0.5 * beside):
            longer = max((before, last), (x, edges), key=lambda line: sum(e.length for e in line[1]))
            joined[-1] = (longer[0], [*last, *edges])
        else:
            joined.append((x, edges))
    return joined


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
        # A header's lines may be drawn, and only the stripes below it painted.
        painted = [i for i in closed if is_closed([e for e in edges if not e.drawn], *spans[i])]
        if painted:
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
    owner = {(r + i, c + k): n for n, (r, c, rs, cs) in enumerate(shapes) for i in range(rs) for k in range(cs)}
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
    ordered = tuple(word for line in words_to_lines(words, page_number) for word in line.words)
    # Dots that lead from a label to its number are drawn, not said.
    lines = words_to_lines([word for word in words if not is_leader(word.text)], page_number)
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
    whole = [c for c in grid.cells if c.column_span == columns and any(len(numbers_of(x)) >= 2 for x in c.lines)]
    return 2 * sum(c.row_span for c in whole) >= max(rows - 1, 1)


def numbers_of(line: Line) -> list[Word]:
    """The words of a line that begin numbers, amounts with their mark, with a wide gap before them, as in columns."""
    apart = [(a, b) for a, b in pairwise(line.words) if b.box.x0 - a.box.x1 >= 0.8 * line.box.height]
    return [b for a, b in apart if _BEGINS_NUMBER.match(b.text) and not is_currency_mark(a.text)]


def without_nested(grids: Sequence[Grid]) -> list[Grid]:
    """Of grids that lie inside one another keep one: the inner where the outer is a frame around it, else the outer."""
    dropped: set[int] = set()
    for i, outer in enumerate(grids):
        for j, inner in enumerate(grids):
            if i != j and i not in dropped and outer.box.area > inner.box.area and inside(inner.box, outer.box):
                inner_words = sum(len(cell.words) for cell in inner.cells)
                outer_words = sum(len(cell.words) for cell in outer.cells)
                frame = len(outer.cells) < len(inner.cells) and inner_words > 0.4 * outer_words
                dropped.add(i if frame else j)
    return [grid for i, grid in enumerate(grids) if i not in dropped]


def inside(inner: Box, outer: Box) -> bool:
    """Whether most of `inner` lies in `outer`."""
    return inner.x_overlap(outer) * inner.y_overlap(outer) >= 0.9 * inner.area
