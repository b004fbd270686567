"""Words without full rules to Grids: booktabs, zebra stripes, horizontal rules only, nothing but white space.

A header block (`extract.headers`) says what columns there are; the words below it say where one ends and the next
begins; numbers, row numbers and drawn lines say where the rows are (`extract.rows`). The table ends at running prose,
at a heading, at the next header or at a wide gap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from extract.amountlists import first_amounts, holds_money, is_amount
from extract.dated import is_dated
from extract.grid import fill_grid, numbers_of
from extract.group_lines import group_names
from extract.header_cells import Shape, head_shapes, header_levels
from extract.header_columns import header_over_rows
from extract.header_lines import closed_lines, level_below
from extract.headers import Header, find_header, holds_line, is_bold
from extract.label_columns import with_label_column
from extract.left_edges import SAME_EDGE, begins_on, cut_over_texts, lines_under, shared_edges
from extract.lines import letter_height
from extract.model import Box, Grid, GridHints, GridMethod, Line, Page, Word, union_of
from extract.number_sides import shared_out
from extract.phrases import Phrase, column_gap, cut_over_columns, phrases_of, word_space
from extract.rows import (
    Bar,
    BarKind,
    Cut,
    column_lines,
    cut_rows,
    find_anchors,
    is_key,
    is_key_column,
    joined_in_rules,
    runs_through,
    starts_number,
    starts_number_word,
    usual_row_gap,
    widen_centred,
    with_cut_off_rows,
    with_rest_above,
)
from extract.shared_columns import with_lanes
from extract.stripes import Striped, frames_of, is_as_wide, striped_tables
from extract.wording import is_number

# What an amount begins with.
_CURRENCY = re.compile(r"(?:rp|idr)\b", re.I)

# Lines of a group's name that runs over the columns in bold; lines of plain print that do are prose.
_GROUP_LINES = 3

# Between a header and the first painted strip below it there is room for a row of five lines, in text heights.
_NEAR = 8.0
# A word that stands over a drawn border by less than this many text heights on a side only touches it.
_ON_BORDER = 0.2
# Print of the rows' size differs by less: bold letters and brackets.
_LARGER = 1.15
# Line pitches within one cell differ by no more than rounding.
_ALIKE = 1.1


@dataclass(frozen=True, slots=True)
class Frame:
    """What is known of a table before its rows are: where its columns can part, in which lines it may go on.

    `drawn`: the borders are those of a header that is drawn, so a line keeps to them where no word stands on one.
    `starts`: the left edges of text columns where many lines begin, in points.
    """

    ranges: tuple[tuple[float, float], ...]
    x0: float
    x1: float
    first_value: int
    top: float
    print_height: float
    drawn: bool = False
    starts: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """The lines of a table below its header; `bridges` are those that run over a column border."""

    lines: tuple[Line, ...]
    bridges: tuple[Line, ...]
    stop: int


class Columned(NamedTuple):
    """The tables of a page whose columns white space parts, and those whose columns were not understood."""

    grids: list[Grid]
    unsound: list[Grid]


def find_columns(page: Page, lines: Sequence[Line], hints: GridHints, above: Grid | None = None) -> Columned:
    """Find the tables of a page whose rules do not show the columns, from the top.

    Args:
        page: Gives text height, rules and fills.
        lines: Its lines outside ruled tables and without running headers and footers, from the top.
        hints: Known header wordings.
        above: The table that the page before ends with, when a table without a header may go on from it.

    Returns:
        Grids of method WHITESPACE, FILLS or ROWS by what parts their rows; none for a page of prose. Unsound ones are
        no tables: their lines are free for others.
    """
    h = page.text_height
    if h <= 0 or not lines:
        return Columned([], [])
    space = word_space(lines, h)
    split = cut_over_columns([phrases_of(line, space, h) for line in lines], h)
    split = cut_over_texts(lines, split, hints.phrases, h)
    bars, painted = horizontal_bars(page), striped_tables(page)
    grids: list[Grid] = []
    unsound: list[Grid] = []
    start = 0
    if above is not None:
        grid, start = continued_table(page, lines, split, bars, above, hints, painted)
        grids += [grid] if grid is not None else []
    header = find_header(page, lines, split, start, hints, painted)
    while header is not None:
        header, stop = whole_header(page, lines, split, header, hints, painted)
        header = with_label_column(header, split[:stop], hints, h)
        grid, end = headed_table(page, lines[:stop], bars, header, hints, painted)
        if grid is not None and not is_sound(grid):
            unsound.append(grid)
            end = header.line_to + 1
        elif grid is not None:
            grids.append(grid)
        header = find_header(page, lines, split, max(end, header.line_to + 1), hints, painted)
    return Columned(grids, unsound)


def whole_header(
    page: Page,
    lines: Sequence[Line],
    split: Sequence[list[Phrase]],
    header: Header,
    hints: GridHints,
    painted: Sequence[Striped],
) -> tuple[Header, int]:
    """A header with all that its drawing closes in, where its rows tell its columns, and where the next begins."""
    closed = closed_lines(page, lines, split, header)
    closed += level_below(page, lines, split, closed, hints)
    for reach in (replace(header, line_to=closed[-1]), header) if closed else (header,):
        following = header_after(page, lines, split, reach, hints, painted)
        stop = following.line_from if following is not None else len(lines)
        inside = [i for i in closed if i < stop]
        whole = header_over_rows(page, lines[:stop], split[:stop], header, inside, hints)
        if whole is not header:
            break
    return whole, stop


def header_after(
    page: Page,
    lines: Sequence[Line],
    split: Sequence[list[Phrase]],
    header: Header,
    hints: GridHints,
    painted: Sequence[Striped],
) -> Header | None:
    """The next header block whose wordings are known: lines of a row between numbers pass for one where they are not.

    What begins right below a header and is less known is its first row between two rules.
    """
    following = find_header(page, lines, split, header.line_to + 1, hints, painted, by_numbers=False)
    while following is not None and following.line_from == header.line_to + 1 and following.known < header.known / 2:
        following = find_header(page, lines, split, following.line_to + 1, hints, painted, by_numbers=False)
    return following


def horizontal_bars(page: Page) -> list[Bar]:
    """The horizontal rules of a page and the upper and lower edges of its painted strips, from the top."""
    wide = 2 * page.text_height
    bars = [Bar(r.box.y_mid, r.box.x0, r.box.x1) for r in page.rules if r.horizontal and r.box.width >= wide]
    painted = [f.box for f in page.fills if f.grey < 0.97 and f.box.width >= wide and f.box.height >= page.text_height]
    bars += [Bar(box.top, box.x0, box.x1, BarKind.UPPER) for box in painted]
    bars += [Bar(box.bottom, box.x0, box.x1, BarKind.LOWER) for box in painted]
    return sorted(bars, key=lambda bar: (bar.y, bar.x0))


def headed_table(
    page: Page,
    lines: Sequence[Line],
    bars: Sequence[Bar],
    header: Header,
    hints: GridHints,
    painted: Sequence[Striped],
) -> tuple[Grid | None, int]:
    """The table under a header, from lines that end before the next header, and the index of the first line below it;
    None where no row follows."""
    frame = frame_of(header, bars, hints, page.text_height)
    frame = with_starts(frame, lines_under(lines, header.line_to + 1, page.text_height), page.text_height)
    table = next((t for t in painted if is_headed_by(t, header, frame, page.text_height)), None)
    body = body_of(page, lines, header.line_to + 1, frame, bars, table)
    if not body.lines:
        return None, body.stop
    head = lines[header.line_from : header.line_to + 1]
    edges = column_edges(frame, page, head, body)
    body = with_cut(body, edges, table, page.text_height)
    grid = grid_of(page, edges, frame.first_value, header, head, body, bars, table)
    if not is_sound(grid):
        within = [line for line in body.lines if line not in body.bridges]
        moved = with_lanes(edges, frame.ranges, frame.first_value, within, page.text_height)
        parted = grid_of(page, moved, frame.first_value, header, head, body, bars, table)
        grid = parted if is_sound(parted) else grid
    return grid, body.stop


def is_headed_by(table: Striped, header: Header, frame: Frame, h: float) -> bool:
    """Whether a header is a painted table's: on its first strip, or near above strips as wide that have none."""
    if table.head is not None:
        return table.head.holds_centre_of(header.box)
    first = table.rows[0]
    wide = abs(first.x0 - frame.x0) <= h and abs(first.x1 - frame.x1) <= h
    return wide and 0 <= first.top - header.box.bottom <= _NEAR * h


def is_sound(grid: Grid) -> bool:
    """Whether hardly a cell holds several numbers side by side: else its columns were not understood."""
    told = [cell for cell in grid.cells if any(is_number(word.text) for word in cell.words)]
    mixed = [
        cell
        for cell in told
        if any(len(numbers_of(line)) + is_number(line.words[0].text) >= 2 and not is_dated(line) for line in cell.lines)
    ]
    return len(mixed) <= 0.2 * len(told)


def frame_of(header: Header, bars: Sequence[Bar], hints: GridHints, h: float) -> Frame:
    """Where the columns of a header may part: at its known sides, else between the wordings of neighbours."""
    boxes = [leaf.box for leaf in header.leaves]
    ranges = tuple((min(a.x1, b.x0), max(a.x1, b.x0)) for a, b in pairwise(boxes))
    near = [bar for bar in bars if abs(bar.y - header.box.y_mid) <= header.box.height / 2 + 2 * h]
    x0 = min([header.box.x0, *(bar.x0 for bar in near if bar.x1 > header.box.x0)])
    x1 = max([header.box.x1, *(bar.x1 for bar in near if bar.x0 < header.box.x1)])
    values = [i for i in range(len(boxes)) if i and header.holds_values(i, hints)]
    print_height = max(letter_height(p.box, p.text) for leaf in header.leaves for p in leaf.phrases)
    frame = Frame(ranges, x0, x1, min(values, default=len(boxes) - 1), header.box.bottom, print_height)
    if not header.sides:
        return frame
    exact = tuple((x - 0.5 * h, x + 0.5 * h) for x in header.sides[1:-1])
    return replace(frame, ranges=exact, x0=min(x0, header.sides[0]), x1=max(x1, header.sides[-1]), drawn=True)


def with_starts(frame: Frame, lines: Sequence[Line], h: float) -> Frame:
    """A frame with the left edges of its text columns, as the lines below the header share them."""
    labels = frame.ranges[: frame.first_value - 1]
    return replace(frame, starts=tuple(x for low, high in labels for x in shared_edges(lines, low, high, h)))


def body_of(
    page: Page, lines: Sequence[Line], start: int, frame: Frame, bars: Sequence[Bar], table: Striped | None
) -> Body:
    """Take lines from `start` on as long as they fit the columns.

    A line that fits and holds something in two columns, or a number, is part of a row. Lines of text in one column, and
    lines that run over borders, are part of the table when such a line follows them closely; at the end only those that
    stand as close as lines of one cell. All lines of a painted or framed table are part of it; a list of amounts under
    a line of its own ends a table of no money.
    """
    h = page.text_height
    painted = table.body if table is not None else None
    taken: list[Line] = []
    bridges: list[Line] = []
    waiting: list[Line] = []
    previous, widest, stop = frame.top, 2.5 * h, start
    lists = first_amounts(lines[start:], h)
    for i in range(start, len(lines)):
        line = lines[i]
        gap, ruled = line.box.top - previous, has_bar_below(line, frame, bars, h)
        inside = painted is not None and holds_line(painted, line)
        striped = inside and table is not None and bool(table.rows)
        row = striped or is_row(line, frame, h)
        running = [w for w in (*waiting, line) if not is_row(w, frame, h) and broken_ranges(w, frame, h)]
        running = running if not all(map(is_bold, running)) or len(running) > _GROUP_LINES else running[-1:]
        if not inside and (
            gap > (4.5 * h if ruled or row else 2.2 * widest)
            or len(running) > 1
            or any(is_prose(w, frame, taken) for w in running)
            or (is_larger_heading(line, taken) and not any(is_row(w, frame, h) for w in lines[i + 1 : i + 2]))
            or has_amount_of_no_column(line, frame, taken)
            or (line in lists and waiting and not any(map(holds_money, taken)))
        ):
            break
        if row:
            bridges += [w for w in (*waiting, *(() if striped else (line,))) if broken_ranges(w, frame, h)]
            taken += [*waiting, line]
            waiting, stop = [], i + 1
            widest = max(widest, gap)
        else:
            waiting.append(line)
        previous = max(previous, line.box.bottom)
    held = [line for line in waiting if painted is not None and holds_line(painted, line)]
    bridges += [line for line in held if broken_ranges(line, frame, h)]
    taken, waiting, stop = [*taken, *held], waiting[len(held) :], stop + len(held)
    tail = tail_of(taken, waiting, frame, bars, h) if taken else []
    names = names_in(table, taken, frame, page) if table is not None else []
    whole = (*taken, *tail)
    names += group_names(whole, [is_row(line, frame, h) for line in whole], h)
    across = {*bridges, *names}
    return Body(whole, tuple(line for line in whole if line in across), stop + len(tail))


def names_in(table: Striped, lines: Sequence[Line], frame: Frame, page: Page) -> list[Line]:
    """The lines of a painted table's rows that are nothing but one phrase a line over column borders: groups' names."""
    space = word_space(lines, page.text_height)
    names: list[Line] = []
    for top, bottom in pairwise(table.row_edges):
        row = [line for line in lines if top <= line.box.y_mid < bottom]
        single = all(len(phrases_of(line, space, page.text_height)) == 1 for line in row)
        if single and any(broken_ranges(line, frame, page.text_height) for line in row):
            names += row
    return names


def is_row(line: Line, frame: Frame, h: float) -> bool:
    """Whether a line holds a value and keeps to the columns, but for a label left of all values."""
    return max(broken_ranges(line, frame, h), default=-1) < frame.first_value - 1 and has_value(line, frame, h)


def is_prose(line: Line, frame: Frame, taken: Sequence[Line]) -> bool:
    """Whether a line over several columns is running text: larger print than the rows, or begun outside the table."""
    size = letter_height(line.box, line.text)
    larger = bool(taken) and size > _LARGER * max(frame.print_height, *(letter_height(x.box, x.text) for x in taken))
    # A heading may stand centred over labels that begin far to its left.
    left = min([frame.x0, *(x.box.x0 for x in taken)])
    return larger or line.box.x0 < left - line.box.height or len(line.words) > 25


def broken_ranges(line: Line, frame: Frame, h: float) -> list[int]:
    """The column borders that a line runs over: no gap as wide as a column's lies where the border may be.

    None where its words begin on the shared left edges of all columns that it would run into.
    """
    words = line.words
    if frame.drawn:
        borders = [(low + high) / 2 for low, high in frame.ranges]
        reach = _ON_BORDER * h
        return [i for i, x in enumerate(borders) if any(w.box.x0 < x - reach and w.box.x1 > x + reach for w in words)]
    inner = [(a.box.x1, b.box.x0) for a, b in pairwise(words)]
    usual = sorted(b - a for a, b in inner)[len(inner) // 4] if len(inner) >= 4 else 0.4 * h
    wide = column_gap(min(usual, h), h)
    gaps = [
        (float("-inf"), words[0].box.x0),
        *((a, b) for a, b in inner if b - a >= wide),
        (words[-1].box.x1, float("inf")),
    ]
    gaps += inner[:1] if is_key(words[0].text) else []
    gaps += [(a.box.x1, b.box.x0) for a, b in pairwise(words) if is_number(a.text) and is_number(b.text)]
    # A long label may reach up to the amount beside it, which begins with its currency mark.
    gaps += [(a.box.x1, b.box.x0) for a, b in pairwise(words) if _CURRENCY.match(b.text)]
    broken = [i for i, (low, high) in enumerate(frame.ranges) if not any(a < high and b > low for a, b in gaps)]
    edged = [(a.box.x1, b.box.x0) for a, b in pairwise(words) if broken and begins_on(b, frame.starts, h)]
    near = SAME_EDGE * h
    kept = [any(a < frame.ranges[i][1] + near and b > frame.ranges[i][0] for a, b in edged) for i in broken]
    return broken if not all(kept) else []


def has_value(line: Line, frame: Frame, h: float) -> bool:
    """Whether a line has a number in a column that may hold one, or something in two columns at least."""
    if has_number(line, frame):
        return True
    held = [sum(w.box.x_mid > (low + high) / 2 for low, high in frame.ranges) for w in line.words]
    inner = sorted(b.box.x0 - a.box.x1 for a, b in pairwise(line.words))
    wide = column_gap(min(inner[len(inner) // 4], h) if len(inner) >= 3 else 0.4 * h, h)
    # Words of a heading stand over a border by chance; those of two cells are apart as columns are.
    apart = any(
        a != b and right.box.x0 - left.box.x1 >= wide
        for (a, left), (b, right) in pairwise(zip(held, line.words, strict=True))
    )
    return apart and not broken_ranges(line, frame, h)


def has_number(line: Line, frame: Frame) -> bool:
    """Whether a line has a number in a column that may hold one."""
    left = frame.ranges[frame.first_value - 1][0]
    return any(
        starts_number_word(word) and word.box.x_mid > left and not is_within_words(i, line)
        for i, word in enumerate(line.words)
    )


def has_amount_of_no_column(line: Line, frame: Frame, taken: Sequence[Line]) -> bool:
    """Whether an amount with its currency mark stands under no heading of values and no number: a list's below."""
    sides = [*(x for low, high in frame.ranges for x in (low, high)), frame.x1]
    headings = list(zip(sides[1::2], sides[2::2], strict=True))[frame.first_value - 1 :]
    numbers = [(w.box.x0, w.box.x1) for above in taken for w in above.words if starts_number_word(w)]
    amounts = [b.box for a, b in pairwise(line.words) if _CURRENCY.match(a.text) and b.text[:1].isdigit()]
    return bool(numbers) and any(
        all(box.x1 < low or box.x0 > high for low, high in (*headings, *numbers)) and box.x1 < max(sides[:-1])
        for box in amounts
    )


def is_within_words(index: int, line: Line) -> bool:
    """Whether a number of a line stands among words as close as a sentence prints them, not in a cell of its own."""
    words = line.words
    gaps = [b.box.x0 - a.box.x1 for a, b in pairwise(words)]
    near = sorted(gaps)[len(gaps) // 2] * 1.5 if gaps else 0.0
    first = index
    while first and gaps[first - 1] <= near:
        first -= 1
    last = index
    while last + 1 < len(words) and gaps[last] <= near:
        last += 1
    before = [w for w in words[first:index] if not starts_number_word(w)]
    return len(before) >= 2 or (len(before) == 1 and last - index >= 2)


def has_bar_below(line: Line, frame: Frame, bars: Iterable[Bar], h: float) -> bool:
    """Whether a drawn line of the table's width closes off what stands above it, within a cell's height."""
    width = frame.x1 - frame.x0
    return any(
        bar.kind is not BarKind.UPPER
        and line.box.bottom - 0.3 * h <= bar.y <= line.box.bottom + 8 * h
        and min(bar.x1, frame.x1) - max(bar.x0, frame.x0) > 0.6 * width
        for bar in bars
    )


def tail_of(taken: Sequence[Line], waiting: Sequence[Line], frame: Frame, bars: Sequence[Bar], h: float) -> list[Line]:
    """The first of the waiting lines that end the last row: close, in one column, above its last drawn line."""
    tail: list[Line] = []
    last = max(line.box.bottom for line in taken)
    ends = [frame.top, *(line.box.bottom for line in taken)]
    whites = sorted(max(0.0, line.box.top - end) for end, line in zip(ends, taken, strict=False))
    # Lines of one cell stand no further apart than rows do; what does is the next heading, over its own drawn line.
    widest = 1.2 * whites[len(whites) // 2]
    # Where lines of one cell are set wide apart, those without a number tell how wide.
    inner = sorted(line.box.top - end for end, line in zip(ends, taken, strict=False) if not has_number(line, frame))
    near = max(0.9 * h, _ALIKE * inner[len(inner) // 2] if inner else 0.0)
    for line in waiting:
        passed = any(last - 0.3 * h <= bar.y <= line.box.top + 0.3 * h and bar.x1 > line.box.x0 for bar in bars)
        closed = has_bar_below(line, frame, bars, h) and not passed and line.box.top - last <= widest
        if broken_ranges(line, frame, h) or (line.box.top - last > near and not closed) or passed:
            break
        if is_heading_below(line, taken, last):
            break
        tail.append(line)
        last = max(last, line.box.bottom)
    return tail


def is_heading_below(line: Line, taken: Sequence[Line], last: float) -> bool:
    """Whether a line below the last row is a heading: set apart by white, and bold under rows that are not."""
    bolder = all(w.bold for w in line.words) and not all(w.bold for w in taken[-1].words)
    return bolder and line.box.top - last > 0.5 * taken[-1].box.height


def is_larger_heading(line: Line, taken: Sequence[Line]) -> bool:
    """Whether a line is bold, larger than all the rows above it, none of which is, and its own height below them."""
    size = letter_height(line.box, line.text)
    larger = bool(taken) and size > _LARGER * max(letter_height(x.box, x.text) for x in taken)
    apart = bool(taken) and line.box.top - taken[-1].box.bottom > line.box.height
    return larger and apart and is_bold(line) and not any(map(is_bold, taken))


def column_edges(frame: Frame, page: Page, head: Sequence[Line], body: Body) -> tuple[float, ...]:
    """The abscissae of the column borders: in the widest white within each range, never through a number."""
    h = page.text_height
    across = set(body.bridges)
    words = [w for line in (*head, *body.lines) if line not in across for w in line.words]
    everything = [w.box for line in (*head, *body.lines) for w in line.words]
    sides = painted_sides(page, head)
    inner = [
        best_border(low, high, words, sides, h, labels=i < frame.first_value)
        for i, (low, high) in enumerate(frame.ranges)
    ]
    inner = shared_out(inner, frame.ranges, body.lines, frame.first_value, h)
    x0 = min([frame.x0, *(b.x0 - 0.3 * h for b in everything)])
    x1 = max([frame.x1, *(b.x1 + 0.3 * h for b in everything)])
    return (x0, *inner, x1)


def with_cut(body: Body, edges: Sequence[float], table: Striped | None, h: float) -> Body:
    """A body whose lines on painted rows run over columns where a word of them stands across a border."""
    painted = table.body if table is not None else None
    if painted is None or table is None or not table.rows:
        return body
    reach = _ON_BORDER * h
    cut = [
        line
        for line in body.lines
        if painted.holds_centre_of(line.box)
        and line not in body.bridges
        and any(w.box.x0 < x - reach and w.box.x1 > x + reach for x in edges[1:-1] for w in line.words)
    ]
    return replace(body, bridges=tuple(sorted((*body.bridges, *cut), key=lambda line: line.box.top)))


def painted_sides(page: Page, head: Sequence[Line]) -> list[float]:
    """The sides of the painted boxes behind a header: its columns, where every cell is painted by itself."""
    box = union_of(line.box for line in head)
    boxes = [f.box for f in page.fills if f.box.y_overlap(box) > 0.5 * min(f.box.height, box.height)]
    return sorted({x for b in boxes for x in (b.x0, b.x1)}) if len(boxes) > 1 else []


def best_border(
    low: float, high: float, words: Sequence[Word], sides: Sequence[float], h: float, *, labels: bool = False
) -> float:
    """The abscissa between `low` and `high` that cuts fewest words, numbers above all, in the widest white.

    Amounts of money between a heading of `labels` and one of values belong to the values.
    """
    near = [w for w in words if w.box.x1 > low and w.box.x0 < high]
    # A colon between label and value goes with the label; one inside a label stands close to both its words.
    low = max(
        [low, *(w.box.x1 for w in near if w.text == ":" and w.box.x1 < high and not is_inside_label(w, words, h))]
    )
    stops = sorted({low, high, *(x for w in near for x in (w.box.x0, w.box.x1) if low < x < high)})

    def cost(span: tuple[float, float]) -> tuple[int, int, float]:
        x = (span[0] + span[1]) / 2
        cut = [w for w in near if w.box.x0 < x < w.box.x1]
        passed = [w for w in near if w.box.x1 <= x and w.box.x0 >= low and is_amount(w)] if labels else []
        return sum(100 if starts_number_word(w) else 1 for w in cut), len(passed), span[0] - span[1]

    best = min(pairwise(stops), key=cost) if len(stops) > 1 else (low, high)
    drawn = [x for x in sides if best[0] - 0.3 * h <= x <= best[1] + 0.3 * h]
    return drawn[0] if drawn else (best[0] + best[1]) / 2


def is_inside_label(colon: Word, words: Iterable[Word], h: float) -> bool:
    """Whether a text goes on right behind a colon and begins to the right of a wide white: all of it is one cell's."""
    level = [w for w in words if abs(w.box.y_mid - colon.box.y_mid) < 0.5 * h and w is not colon]
    before = max((w for w in level if w.box.x1 <= colon.box.x0), key=lambda w: w.box.x1, default=None)
    behind = min((w for w in level if w.box.x0 >= colon.box.x1), key=lambda w: w.box.x0, default=None)
    if before is None or behind is None or starts_number_word(behind):
        return False
    return behind.box.x0 - colon.box.x1 < h and colon.box.x0 - before.box.x1 < h


def continued_table(
    page: Page,
    lines: Sequence[Line],
    split: Sequence[list[Phrase]],
    bars: Sequence[Bar],
    above: Grid,
    hints: GridHints,
    painted: Sequence[Striped],
    *,
    under_header: bool = False,
) -> tuple[Grid | None, int]:
    """The rest of a table, where the first lines fit its columns and no header stands above them.

    Right `under_header` that is drawn its borders are exact, and only a header of known wordings ends the table: lines
    of a row's label between numbers would pass for one. So it is in a frame as wide as the table above, which ends with
    the frame.
    """
    h = page.text_height
    if len(above.column_edges) < 3:
        return None, 0  # one column has no values beside labels
    framed = framed_rest(page, lines[0], above)
    first = find_header(page, lines, split, 0, hints, painted, by_numbers=not (under_header or framed))
    if first is not None and first.line_from == 0:
        return None, 0
    inner = above.column_edges[1:-1]
    values = [
        i
        for i in range(1, len(inner) + 1)
        if any(starts_number(line) for c in above.cells if c.column == i for line in c.lines)
    ] or value_columns(lines, above.column_edges, page.number)
    frame = Frame(
        tuple((x - 0.5 * h, x + 0.5 * h) for x in inner),
        above.column_edges[0],
        above.column_edges[-1],
        min(values, default=len(inner)),
        lines[0].box.top - h,
        h,
        drawn=under_header,
    )
    stop = first.line_from if first is not None else len(lines)
    if framed is not None:
        stop = next((i for i, line in enumerate(lines) if line.box.y_mid > framed.box.bottom), len(lines))
    frame = with_starts(frame, lines_under(lines[:stop], 0, h), h)
    table = framed or next((t for t in painted if is_beneath(t, above, h)), None)
    body = body_of(page, lines[:stop], 0, frame, bars, table)
    numbers = any(
        starts_number_word(w) and w.box.x_mid > inner[frame.first_value - 1] for x in body.lines for w in x.words
    )
    if (
        not body.lines
        or not numbers
        or any(w.box.x0 < frame.x0 - h or w.box.x1 > frame.x1 + h for x in body.lines for w in x.words)
    ):
        return None, 0
    body = with_cut(body, above.column_edges, table, h)
    return grid_of(page, above.column_edges, frame.first_value, None, (), body, bars, table), body.stop


def framed_rest(page: Page, first: Line, above: Grid) -> Striped | None:
    """The frame around the first line of a page that is as wide as the table above it, as a table without a header."""
    frames = [f for f in frames_of(page) if is_as_wide(f, above.box, page.text_height) and holds_line(f, first)]
    return Striped(None, (), frames[0]) if frames else None


def is_beneath(table: Striped, above: Grid, h: float) -> bool:
    """Whether painted strips without a header are as wide as a grid."""
    box = table.box
    return table.head is None and abs(box.x0 - above.box.x0) <= h and abs(box.x1 - above.box.x1) <= h


def value_columns(lines: Sequence[Line], edges: Sequence[float], page_number: int) -> list[int]:
    """The columns in which most lines begin numbers, where no row above tells; the first is never one."""
    columns = column_lines((word for line in lines for word in line.words), edges, page_number)
    shares = [sum(map(starts_number, column)) / len(column) if column else 0.0 for column in columns]
    return [index for index, share in enumerate(shares) if index and share > 0.5]


def continue_below(page: Page, lines: Sequence[Line], header: Grid, hints: GridHints) -> Grid | None:
    """The rows in lines right below a drawn header that keep to its columns; None where the first line does not.

    Args:
        page: Gives text height, rules and fills.
        lines: From the top, the first right below the header.
        header: The header's grid, whose edges tell the columns.
        hints: Known header wordings; the next header ends the rows.
    """
    h = page.text_height
    space = word_space(lines, h)
    split = cut_over_columns([phrases_of(line, space, h) for line in lines], h)
    painted = striped_tables(page)
    grid, _ = continued_table(page, lines, split, horizontal_bars(page), header, hints, painted, under_header=True)
    return grid if grid is not None and is_sound(grid) else None


def grid_of(
    page: Page,
    edges: tuple[float, ...],
    first_value: int,
    header: Header | None,
    head: Sequence[Line],
    body: Body,
    bars: Sequence[Bar],
    table: Striped | None,
) -> Grid:
    """Put columns and rows together to a grid."""
    h = page.text_height
    across = set(body.bridges)
    columns = column_lines((w for line in body.lines if line not in across for w in line.words), edges, page.number)
    inside = [b for b in bars if min(b.x1, edges[-1]) - max(b.x0, edges[0]) > 0]
    anchors = find_anchors(columns, [box.y_mid for box in blocks_of(body.bridges)], h)
    anchors = with_cut_off_rows(joined_in_rules(anchors, inside), columns, inside, h)
    if not head:
        anchors = with_rest_above(anchors, columns, h)
    anchors = with_painted_rows(anchors, table.row_edges if table is not None else ())
    top, bottom = body_span(head, body, inside, h)
    cuts = ordered_cuts(cut_rows(anchors, columns, inside, h), top, bottom, h)
    highest = head_top(head, inside, h) if head else top
    levels = [min(max(y, highest), top) for y in header_levels(header)]
    heads = [highest, *levels] if head else []
    ys = [*heads, top, *(cut.y for cut in cuts), bottom]
    shapes = head_shapes(header, len(levels) + 1) if header is not None else []
    shapes += body_shapes(edges, cuts, columns, body, top, bottom, len(heads), first_value, h)
    drawn = [cut for cut in cuts if cut.bars]
    method = GridMethod.ROWS if drawn and page.rules else GridMethod.FILLS if drawn else GridMethod.WHITESPACE
    return fill_grid(page, edges, ys, shapes, method)


def with_painted_rows(anchors: Sequence[Sequence[Box]], edges: Sequence[float]) -> list[list[Box]]:
    """The rows of a body, where its painted strips tell them as these do: one between each two edges."""
    if not edges:
        return [list(row) for row in anchors]
    rows = [[Box(0.0, top, 0.0, bottom)] for top, bottom in pairwise(edges)]
    above = [list(row) for row in anchors if max(b.y_mid for b in row) < edges[0]]
    return [*above, *rows, *(list(row) for row in anchors if min(b.y_mid for b in row) > edges[-1])]


def blocks_of(lines: Iterable[Line]) -> list[Box]:
    """The boxes around lines that run over columns, from the top: lines of one name taken together."""
    blocks: list[Box] = []
    for line in lines:
        if blocks and line.box.top - blocks[-1].bottom <= 0.4 * line.box.height:
            blocks[-1] = union_of((blocks[-1], line.box))
        else:
            blocks.append(line.box)
    return blocks


def ordered_cuts(cuts: Iterable[Cut], top: float, bottom: float, h: float) -> list[Cut]:
    """The borders between rows from the top, without those that leave no room for a row."""
    kept: list[Cut] = []
    for cut in sorted(cuts, key=lambda cut: cut.y):
        if cut.y - (kept[-1].y if kept else top) >= 0.4 * h and bottom - cut.y >= 0.4 * h:
            kept.append(cut)
    return kept


def head_top(head: Sequence[Line], bars: Iterable[Bar], h: float) -> float:
    """The upper border of a header: the drawn line close above it, else a little white."""
    top = min(line.box.top for line in head)
    return max((bar.y for bar in bars if top - 2 * h <= bar.y <= top), default=top - 0.3 * h)


def body_span(head: Sequence[Line], body: Body, bars: Sequence[Bar], h: float) -> tuple[float, float]:
    """Upper and lower border of the rows below the header."""
    first, last = min(x.box.top for x in body.lines), max(x.box.bottom for x in body.lines)
    over = max((line.box.bottom for line in head), default=first - 0.6 * h)
    between = [bar.y for bar in bars if over - 0.2 * h <= bar.y <= first + 0.2 * h]
    below = [bar.y for bar in bars if last - 0.2 * h <= bar.y <= last + 2 * h]
    return between[0] if between else (over + first) / 2, below[0] if below else last + 0.3 * h


def body_shapes(
    edges: Sequence[float],
    cuts: Sequence[Cut],
    columns: Sequence[Sequence[Line]],
    body: Body,
    top: float,
    bottom: float,
    first_row: int,
    first_value: int,
    h: float,
) -> list[Shape]:
    """The cells below the header: tall ones where a column runs through a border, wide ones under bridging lines."""
    ys = [top, *(cut.y for cut in cuts), bottom]
    wide = wide_cells(edges, ys, body)
    shapes: list[Shape] = [(first_row + r, c, 1, span) for r, (c, span) in wide.items()]
    taken = {(r, c + k) for r, (c, span) in wide.items() for k in range(span)}
    row_gap = usual_row_gap(cuts, columns)
    rows = list(zip(ys, ys[1:], ys[2:], strict=False))
    keys = [c for c, lines in enumerate(columns[:2]) if is_key_column(lines)]
    numbered = [
        any(
            runs_through(cut, edges[c], edges[c + 1], columns[c], row_gap) and has_cells_beside(columns[c], row, h)
            for c in keys
        )
        for row, cut in zip(rows, cuts, strict=True)
    ]
    for c, lines in enumerate(columns):
        through = [
            runs_through(cut, edges[c], edges[c + 1], lines, row_gap)
            and not (cut.bars and own and has_cells_beside(lines, row, h))
            for row, own, cut in zip(rows, numbered, cuts, strict=True)
        ]
        shapes += [(first_row + r, c, 1, 1) for r in wide if (r, c) not in taken]
        for run in runs_of([r for r in range(len(ys) - 1) if r not in wide]):
            spans = spans_of(run, through)
            blocks = [block_of(lines, ys[r], ys[r + n]) for r, n in spans]
            if not any(bar.kind is BarKind.RULE for cut in cuts[run[0] : run[-1]] for bar in cut.bars):
                spans = widen_centred(spans, blocks, ys, h, parent=c < first_value - 1)
            shapes += [(first_row + r, c, n, 1) for r, n in spans]
    return shapes


def runs_of(rows: Sequence[int]) -> list[list[int]]:
    """Cut ascending row numbers into runs without gaps."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def spans_of(rows: Sequence[int], through: Sequence[bool]) -> list[tuple[int, int]]:
    """(first row, rows) of a column's cells in a run of rows; `through[r]`: a cell goes on below row r."""
    spans: list[tuple[int, int]] = []
    for row in rows:
        if spans and row != rows[0] and through[row - 1]:
            spans[-1] = (spans[-1][0], spans[-1][1] + 1)
        else:
            spans.append((row, 1))
    return spans


def block_of(lines: Sequence[Line], top: float, bottom: float) -> Box | None:
    """The box around a column's lines between two heights; None where there is none."""
    inside = [line.box for line in lines if top <= line.box.y_mid < bottom]
    return union_of(inside) if inside else None


def has_cells_beside(lines: Sequence[Line], row: tuple[float, float, float], h: float) -> bool:
    """Whether a column has text in both rows beside a border, further apart than lines of one cell stand.

    `row` is the upper side of the row above, the border, and the lower side of the row below.
    """
    top, border, bottom = row
    over, under = block_of(lines, top, border), block_of(lines, border, bottom)
    return over is not None and under is not None and under.top - over.bottom > 0.9 * h


def wide_cells(edges: Sequence[float], ys: Sequence[float], body: Body) -> dict[int, tuple[int, int]]:
    """Row → (column, column span) of names of groups, and of lines that run over column borders."""
    found: dict[int, tuple[int, int]] = {}
    for line in body.bridges:
        row = next(i for i, (y0, y1) in enumerate(pairwise(ys)) if line.box.y_mid < y1 or i == len(ys) - 2)
        crossed = [
            i
            for i, x in enumerate(edges[1:-1], 1)
            if any(w.box.x0 < x < w.box.x1 for w in line.words) or is_within(x, line)
        ]
        own = next((i for i, (x0, x1) in enumerate(pairwise(edges)) if x0 <= line.box.x_mid < x1), 0)
        low, high = (crossed[0] - 1, crossed[-1]) if crossed else (own, own)
        first, span = found.get(row, (low, 1))
        last = max(first + span - 1, high)
        first = min(first, low)
        found[row] = (first, last - first + 1)
    return found


def is_within(x: float, line: Line) -> bool:
    """Whether an abscissa falls into a word gap too narrow to part columns; the gap after a row number is not."""
    if len(line.words) < 2 or (is_key(line.words[0].text) and x <= line.words[1].box.x0):
        return False
    narrow = 0.8 * line.box.height
    pairs = [(a, b) for a, b in pairwise(line.words) if not (is_number(a.text) and is_number(b.text))]
    return any(a.box.x1 <= x <= b.box.x0 and b.box.x0 - a.box.x1 < narrow for a, b in pairs)
