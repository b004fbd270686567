"""Rows that no drawn line parts: a band between two rules that holds several rows of print.

Two things tell the rows of such a band. Where vertical rules break off inside it, cells are merged from there on: a
row ends there. And numbers and row numbers stand once a row, at one height; the texts are dealt to them
(`extract.dealing`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.dated import holds_years
from extract.dealing import (
    Alignment,
    Block,
    Row,
    Span,
    cut_between,
    deal_lines,
    is_under_heading,
    key_blocks,
    number_blocks,
    rows_of_numbers,
    text_blocks,
)
from extract.edges import Edge, snap_of
from extract.model import Box, Line, Word
from extract.rows import column_lines, is_key, is_key_column, line_pitch, starts_number

# A band lower than this many text heights has no room for two lines.
_TWO_LINES = 2.0
# Share of an interval that edges must cover to be a border there.
_CLOSED_SHARE = 0.5
# Share of a column's lines that begin numbers, the others being their units and currency marks.
_NUMBERS = 0.34
# More words than this in a line are a text.
_LONGEST_UNIT = 4

Axis = tuple[float, list[Edge]]


def part_bands(xs: Sequence[Axis], ys: Sequence[Axis], words: Iterable[Word], h: float, page_number: int) -> list[Axis]:
    """Add to the lines of a grid the borders of rows that nothing is drawn between.

    Args:
        xs: The grid's vertical lines, ascending: position and the edges on each.
        ys: Its horizontal lines, likewise.
        words: The words of the page.
        h: Text height.
        page_number: The page's.

    Returns:
        The horizontal lines, ascending; what was added is not drawn.
    """
    inside = [w for w in words if ys[0][0] < w.box.y_mid < ys[-1][0] and xs[0][0] < w.box.x_mid < xs[-1][0]]
    lines = with_breaks(xs, ys, inside, h)
    walls = [i for i, line in enumerate(lines) if is_through(line, xs)]
    parted = lines[: walls[0] + 1] if walls else list(lines)
    for above, below in pairwise([*walls, len(lines) - 1] if walls else []):
        fixed, span = lines[above + 1 : below], (lines[above][0], lines[below][0])
        if span[1] - span[0] >= _TWO_LINES * h:
            band = [w for w in inside if span[0] < w.box.y_mid < span[1]]
            fixed = rows_in_band(xs, span, fixed, band, h, page_number)
        parted += [*fixed, *lines[below : below + 1]] if below > above else []
    return parted


def covered(edges: Iterable[Edge], start: float, end: float) -> float:
    """The share of an interval that edges of one line cover."""
    return sum(max(0.0, min(e.end, end) - max(e.start, start)) for e in edges) / (end - start)


def is_through(line: Axis, xs: Sequence[Axis]) -> bool:
    """Whether a horizontal line runs over all the columns of a grid."""
    return all(covered(line[1], a, b) >= _CLOSED_SHARE for (a, _), (b, _) in pairwise(xs))


@dataclass(frozen=True, slots=True)
class Break:
    """A height at which a vertical line (its index) begins or ends."""

    y: float
    line: int


def with_breaks(xs: Sequence[Axis], ys: Sequence[Axis], words: Sequence[Word], h: float) -> list[Axis]:
    """The horizontal lines, and those heights between them at which inner vertical lines break off.

    The border found so parts the columns beside the broken lines; not where a word stands across.
    """
    breaks = sorted((b for i in range(1, len(xs) - 1) for b in breaks_of(i, xs[i], ys, h)), key=lambda b: b.y)
    added: list[Axis] = []
    while breaks:
        level = [b for b in breaks if b.y - breaks[0].y <= snap_of(h)]
        breaks = breaks[len(level) :]
        y = level[0].y
        columns = sorted({c for b in level for c in (b.line - 1, b.line)})
        crossed = any(
            w.box.top + 0.2 * h < y < w.box.bottom - 0.2 * h and xs[c][0] < w.box.x_mid < xs[c + 1][0]
            for w in words
            for c in columns
        )
        if not crossed:
            added.append((y, [Edge(True, y, xs[c][0], xs[c + 1][0], drawn=False) for c in columns]))
    return sorted([*ys, *added], key=lambda line: line[0])


def breaks_of(index: int, line: Axis, ys: Sequence[Axis], h: float) -> list[Break]:
    """Where a vertical line begins or ends, away from the horizontal lines.

    A gap lower than a line of text is a flaw of the drawing.
    """
    runs: list[tuple[float, float]] = []
    for edge in sorted(line[1], key=lambda e: e.start):
        if runs and edge.start - runs[-1][1] < h:
            runs[-1] = (runs[-1][0], max(runs[-1][1], edge.end))
        else:
            runs.append((edge.start, edge.end))
    ends = [y for run in runs for y in run]
    inside = [y for y in ends if ys[0][0] < y < ys[-1][0] and all(abs(y - other) >= 0.8 * h for other, _ in ys)]
    return [Break(y, index) for y in inside]


def rows_in_band(
    xs: Sequence[Axis],
    band: tuple[float, float],
    fixed: Sequence[Axis],
    words: Sequence[Word],
    h: float,
    page_number: int,
) -> list[Axis]:
    """The borders of the rows in a band, from the top: `fixed` ones over some columns, and what its print tells.

    It tells when numbers stand in two rows or more, and a text or row number in each.
    """
    sides = [x for x, edges in xs if covered(edges, *band) >= _CLOSED_SHARE]
    columns = column_lines(words, sides, page_number) if len(sides) >= 2 else []
    pitch = line_pitch(columns)
    # Cut off from the items below it, a heading would be the first one's alone.
    if any(is_under_heading(lines) for lines in columns):
        return list(fixed)
    numbers = {c: found for c, lines in enumerate(columns) if (found := counted(c, lines, pitch))}
    marks = {c: [block for block in own if starts_row(block)] for c, own in numbers.items()}
    if max(map(len, marks.values()), default=0) < 2:
        return list(fixed)
    rows, alignments = rows_of_numbers(marks, h)
    rows = with_bare_rows(rows, [band[0], *(y for y, _ in fixed), band[1]], h)
    spans = deal_columns(columns, numbers, rows, alignments, pitch, h)
    if not are_told(columns, marks, rows, spans):
        return list(fixed)
    cuts = [cut_between(list(spans.values()), rows, i) for i in range(1, len(rows))]
    if any(b - a < 0.4 * h for a, b in pairwise((band[0], *cuts, band[1]))):
        return list(fixed)
    return with_fixed(cuts, fixed, [row.box.y_mid for row in rows], spans, sides)


def with_bare_rows(rows: Sequence[Row], borders: Sequence[float], h: float) -> list[Row]:
    """The rows and, for each two borders without a number between them, a row in their middle (column -1)."""
    marks = [row.box.y_mid for row in rows]
    bare = [
        Row({-1: Box(0.0, (a + b - h) / 2, 0.0, (a + b + h) / 2)})
        for a, b in pairwise(borders)
        if b - a >= h and not any(a < mark < b for mark in marks)
    ]
    return sorted([*rows, *bare], key=lambda row: row.box.y_mid)


def with_fixed(
    cuts: Sequence[float],
    fixed: Sequence[Axis],
    marks: Sequence[float],
    spans: dict[int, list[Span]],
    sides: Sequence[float],
) -> list[Axis]:
    """The borders between rows at `cuts`, put on those that are known already.

    Args:
        cuts: The heights that print gives the borders.
        fixed: Borders over some of the columns.
        marks: The middles of the rows.
        spans: Column → its cells.
        sides: The column edges.
    """
    placed: list[Axis] = []
    for i, y in enumerate(cuts, 1):
        known = [line for line in fixed if marks[i - 1] < line[0] < marks[i]]
        if len(known) > 1:
            continue
        drawn = any(e.drawn for _, edges in known for e in edges)
        at = known[0][0] if known else y
        placed.append((at, [*(e for _, edges in known for e in edges), *edges_at(at, i, spans, sides, both=drawn)]))
    used = {y for y, _ in placed}
    return sorted([*placed, *(line for line in fixed if line[0] not in used)], key=lambda line: line[0])


def starts_row(block: Block) -> bool:
    """Whether a block begins with a number or row number; others may be a unit, or a word in a number's place."""
    return starts_number(block[0]) or is_key(block[0].text)


def counted(column: int, lines: Sequence[Line], pitch: float) -> list[Block]:
    """The row numbers or numbers of a column that holds such; nothing for a column of text."""
    if column < 2 and is_key_column(lines) and len(key_blocks(lines)) > 1:
        return key_blocks(lines)
    begun = sum(starts_number(line) for line in lines)
    short = all(len(line.words) <= _LONGEST_UNIT or holds_years(line) for line in lines)
    if not begun or begun < _NUMBERS * len(lines) or not short or not starts_number(lines[0]):
        return []
    return number_blocks(lines, pitch)


def deal_columns(
    columns: Sequence[Sequence[Line]],
    numbers: dict[int, list[Block]],
    rows: Sequence[Row],
    alignments: Sequence[Alignment],
    pitch: float,
    h: float,
) -> dict[int, list[Span]]:
    """Column → its cells, with the alignment that costs least over all columns."""
    texts = {c: text_blocks(lines) for c, lines in enumerate(columns) if c not in numbers and lines}
    tried = []
    for alignment in alignments:
        dealt = {
            c: deal_lines(own, rows, alignment, pitch, h, numbers=c in numbers) for c, own in (texts | numbers).items()
        }
        tried.append((sum(cost for cost, _ in dealt.values()), {c: spans for c, (_, spans) in dealt.items()}))
    return min(tried, key=lambda t: t[0])[1]


def are_told(
    columns: Sequence[Sequence[Line]],
    marks: dict[int, list[Block]],
    rows: Sequence[Row],
    spans: dict[int, list[Span]],
) -> bool:
    """Whether a band falls into rows: most columns of numbers say so, all is dealt, and each row has its own text.

    In place of the text its row number will do. Two lines in few of the columns are numbers broken in narrow cells.
    """
    stacked = sum(len(own) > 1 for own in marks.values())
    if len(rows) < 2 or 2 * stacked < len(marks) or any(not spans[c] for c in spans):
        return False
    texts = [c for c in spans if c not in marks]
    keyed = [c for c in marks if c < 2 and is_key_column(columns[c])]
    own = [{s.first for s in spans[c] if s.end == s.first + 1} for c in (*texts, *keyed)]
    bare = {i for i, row in enumerate(rows) if -1 in row.boxes}
    most = max(map(len, own), default=len(rows))
    return not own or (2 * most >= len(rows) and len(bare.union(*own)) == len(rows))


def edges_at(y: float, below: int, spans: dict[int, list[Span]], sides: Sequence[float], *, both: bool) -> list[Edge]:
    """The border above a row, over the columns that no cell spans across it.

    `both`: only where print stands on both sides of it, as where lines are drawn in other columns.
    """
    columns = set(range(len(sides) - 1)) - {c for c, own in spans.items() if any(s.first < below < s.end for s in own)}
    if both:
        ended = {c for c, own in spans.items() if any(s.end == below for s in own)}
        columns &= ended & {c for c, own in spans.items() if any(s.first == below for s in own)}
    return [Edge(True, y, sides[c], sides[c + 1], drawn=False) for c in sorted(columns)]
