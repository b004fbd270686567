"""The words under a header to rows: numbers and row numbers anchor them, white space or rules part them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import median

from extract.dated import begins_dated, join_dated
from extract.lines import words_to_lines
from extract.model import Box, Line, Word
from extract.wording import is_number

# "1", "1.", "a)", "IV.", "3247": what a column of row numbers holds.
_KEY = re.compile(r"^\(?(?:\d{1,4}(?:\.\d{1,3})*|[a-zA-Z]|[ivxIVX]{1,5}|[\d.]{3,}[A-Z]{1,3})[.)]{0,2}$")
# A cell's first line that begins with a number, or with the currency mark that goes before one.
_STARTS = re.compile(r"^(?:[(≥≤<>±+\-–]?\s*(?:rp\W{0,3})?\d[\d.,]*(?![\d:x])|rp\.?$|[-–—]$|n/?a\b)", re.I)
# A line of nothing but a currency mark: its amount follows on the next.
_MARK = re.compile(r"^(?:rp|idr)\W{0,2}$", re.I)
# "1. Desa Gumawang": a numbered list inside a cell.
_LISTED = re.compile(r"^\d{1,2}[.)]\s+\D")
# Share of the row borders that must be drawn for the others to be none.
_RULED_SHARE = 0.6
# Lines of one cell stand as far apart as the closest of the table do, give or take what tails and heights of letters
# make of it.
_SAME_PITCH = 1.2
# Lines of different cells of a row stand at most this many text heights apart: half a line pitch and some play.
_SAME_ROW = 1.0


class BarKind(StrEnum):
    """What a horizontal line is: a drawn rule, or the upper or lower edge of a painted box."""

    RULE = "rule"
    UPPER = "upper"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class Bar:
    """A horizontal line: height on the page, and from where to where."""

    y: float
    x0: float
    x1: float
    kind: BarKind = BarKind.RULE


@dataclass(frozen=True, slots=True)
class Cut:
    """A border between two rows at height `y`; `bars` are the drawn lines it follows, empty in white space."""

    y: float
    bars: tuple[Bar, ...] = ()


def is_key(text: str) -> bool:
    """Whether a text can be a row number: "1", "a.", "IV.", "3247"."""
    return _KEY.match(text) is not None


def is_key_column(lines: Sequence[Line]) -> bool:
    """Whether a column holds row numbers."""
    keys = sum(is_key(line.text) for line in lines)
    return keys > 0 and keys >= 0.6 * len(lines)


def is_value_column(lines: Sequence[Line]) -> bool:
    """Whether at least half of a column's lines begin with a number or a mark for none."""
    return sum(starts_number(line) for line in lines) >= 0.5 * len(lines) > 0


def starts_number(line: Line) -> bool:
    """Whether a column's line begins a number."""
    text = line.text.lstrip(": ")
    return is_number(text) or begins_dated(text) or (_STARTS.match(text) is not None and not _LISTED.match(text))


def starts_number_word(word: Word) -> bool:
    """Whether a word by itself begins a number."""
    return starts_number(Line(0, word.box, (word,), word.text))


def column_lines(words: Iterable[Word], edges: Sequence[float], page_number: int) -> list[tuple[Line, ...]]:
    """The lines of each column; a word belongs to the column that holds its centre.

    A cell with a value for each of several years is one line: its numbers mark one row.
    """
    columns: list[list[Word]] = [[] for _ in range(len(edges) - 1)]
    for word in words:
        inside = [i for i, (x0, x1) in enumerate(pairwise(edges)) if x0 <= word.box.x_mid < x1]
        if inside:
            columns[inside[0]].append(word)
    return [join_dated(words_to_lines(column, page_number)) for column in columns]


def find_anchors(columns: Sequence[Sequence[Line]], full_rows: Sequence[float], h: float) -> list[list[Box]]:
    """Group the boxes that mark rows, from the top: row numbers first, then numbers of the fullest column.

    Args:
        columns: Lines of each column below the header.
        full_rows: Heights of lines that run over several columns (totals, group names): rows of their own.
        h: Text height.
    """
    keys = [i for i, lines in enumerate(columns[:2]) if is_key_column(lines)][:1]
    values = [i for i, lines in enumerate(columns) if i not in keys and is_value_column(lines)]
    pitch = line_pitch(columns)
    wrapped = {i: wrapped_digits(columns[i], pitch, h) if i in values else set() for i in (*keys, *values)}
    # Amounts of two lines have three heights to meet a row's at; those of one line say where the rows are.
    values.sort(key=lambda i: (bool(wrapped[i]), -sum(starts_number(line) for line in columns[i])))
    rows: list[dict[int, Box]] = []
    for i in [*keys, *values]:
        for n, line in enumerate(columns[i]):
            if (i in keys and is_key(line.text)) or (i in values and starts_number(line) and n not in wrapped[i]):
                digits = columns[i][n + 1] if n + 1 in wrapped[i] else None
                place_anchor(rows, i, line.box, heights_of(line, digits, columns[i], h), h)
    if keys and len(rows) > 1:
        # A lone number between two numbered rows is one amount for both.
        rows = [row for row in rows if keys[0] in row or len(row) > 1 or not is_between(row, rows, keys[0])]
    for y in full_rows:
        if not any(abs(box.y_mid - y) <= 0.5 * h for row in rows for box in row.values()):
            rows.append({-1: Box(0.0, y - 0.5 * h, 0.0, y + 0.5 * h)})
    rows.sort(key=row_middle)
    if keys:
        rows = with_keys_joined(rows, keys[0], h)
    return [list(row.values()) for row in rows]


def line_pitch(columns: Sequence[Sequence[Line]]) -> float:
    """From one line of a cell to the next, in points: the least of any column; 0 without two lines."""
    pitches = [b.box.y_mid - a.box.y_mid for lines in columns for a, b in pairwise(lines)]
    return min((pitch for pitch in pitches if pitch > 0), default=0.0)


def is_next_line(above: Line, below: Line, pitch: float) -> bool:
    """Whether two lines stand as close as lines of one cell."""
    return below.box.y_mid - above.box.y_mid <= _SAME_PITCH * pitch


def wrapped_digits(column: Sequence[Line], pitch: float, h: float) -> set[int]:
    """The lines of a column whose amount begins with the currency mark at the end of the line above it."""
    return {
        i + 1
        for i, (line, following) in enumerate(pairwise(column))
        if _MARK.match(line.text)
        and following.text[0].isdigit()
        and (following.box.top - line.box.bottom <= 0.9 * h or is_next_line(line, following, pitch))
    }


def with_keys_joined(rows: Sequence[dict[int, Box]], key: int, h: float) -> list[dict[int, Box]]:
    """Join a row number that stands alone to the nearer neighbour that has numbers and none of its own."""
    joined = list(rows)
    for row in rows:
        near = [r for r in joined if key not in r and -1 not in r and abs(row_middle(r) - row_middle(row)) <= 4 * h]
        if list(row) == [key] and near:
            other = min(near, key=lambda r: abs(row_middle(r) - row_middle(row)))
            between = [r for r in joined if r is not row and r is not other and key in r]
            low, high = sorted((row_middle(row), row_middle(other)))
            if not any(low < row_middle(r) < high for r in between):
                joined[joined.index(other)] = {**other, **row}
                joined.remove(row)
    return joined


def row_middle(row: dict[int, Box]) -> float:
    """The height of a row's first anchor."""
    return next(iter(row.values())).y_mid


def is_between(row: dict[int, Box], rows: Sequence[dict[int, Box]], key: int) -> bool:
    """Whether a row of one number has numbered rows above and below that have none in its column."""
    numbered = sorted((r for r in rows if key in r), key=row_middle)
    above = [r for r in numbered if row_middle(r) < row_middle(row)]
    below = [r for r in numbered if row_middle(r) > row_middle(row)]
    column = next(iter(row))
    return bool(above and below) and column not in above[-1] and column not in below[0]


def heights_of(line: Line, digits: Line | None, column: Sequence[Line], h: float) -> tuple[float, ...]:
    """Where a number's cell can meet those of its row: the middle of its first line, of all, and of its last digits.

    Args:
        line: The line that the cell begins with.
        digits: The amount below it where it is a currency mark.
        column: All lines of the column; those close below that begin no number are its units.
        h: Text height.
    """
    bottom = (digits or line).box.bottom
    for other in column:
        if (
            other.box.top >= (digits or line).box.y_mid
            and not starts_number(other)
            and other.box.top - bottom <= 0.9 * h
        ):
            bottom = other.box.bottom
        elif other.box.top >= bottom:
            break
    heights = (line.box.y_mid, (line.box.top + bottom) / 2)
    return (*heights, digits.box.y_mid) if digits is not None else heights


def place_anchor(rows: list[dict[int, Box]], column: int, box: Box, heights: Sequence[float], h: float) -> None:
    """Give an anchor to the nearest row that has none of its column, or begin a row with it. Changes `rows`."""

    def distance(row: dict[int, Box]) -> float:
        return min(abs(row_middle(row) - y) for y in heights)

    near = [row for row in rows if column not in row and distance(row) <= _SAME_ROW * h]
    if near:
        min(near, key=distance)[column] = box
    else:
        rows.append({column: box})


def joined_in_rules(anchors: Sequence[Sequence[Box]], bars: Sequence[Bar]) -> list[list[Box]]:
    """Where rules part most rows, take together those that no rule parts: numbers that wrap inside their cells."""
    rules = [bar.y for bar in bars if bar.kind is BarKind.RULE]

    def is_parted(above: Sequence[Box], below: Sequence[Box]) -> bool:
        low, high = max(b.y_mid for b in above), min(b.y_mid for b in below)
        return any(low < y < high for y in rules)

    parted = [is_parted(a, b) for a, b in pairwise(anchors)]
    if not anchors or sum(parted) < _RULED_SHARE * len(parted):
        return [list(row) for row in anchors]
    joined: list[list[Box]] = []
    for row, own in zip(anchors, [True, *parted], strict=True):
        if own:
            joined.append(list(row))
        else:
            joined[-1] += row
    return joined


def with_cut_off_rows(
    anchors: Sequence[Sequence[Box]], columns: Sequence[Sequence[Line]], bars: Sequence[Bar], h: float
) -> list[list[Box]]:
    """Add the rows above the first anchor and below the last that a drawn line parts from it.

    They are the rest of a row of the page before, or the beginning of one that the next page ends.
    """
    if not anchors:
        return []
    boxes = [line.box for lines in columns for line in lines]
    rules = [bar.y for bar in bars if bar.kind is BarKind.RULE]
    high, low = min(b.y_mid for b in anchors[0]), max(b.y_mid for b in anchors[-1])
    first = [b for b in boxes if any(b.y_mid < y < high for y in rules)]
    last = [b for b in boxes if any(low < y < b.y_mid for y in rules)]
    whole = [list(anchor) for anchor in anchors]
    if first:
        whole.insert(0, [max(first, key=lambda b: b.y_mid)])
    if last:
        whole.append([min(last, key=lambda b: b.y_mid)])
    return whole


def with_rest_above(anchors: Sequence[Sequence[Box]], columns: Sequence[Sequence[Line]], h: float) -> list[list[Box]]:
    """Add the row above the first anchor at the top of a page: the rest of one that the page before begins.

    Told by cells that begin on the line of their row's number: in no row does a line stand above that line as close as
    lines of one cell, and some cell goes on below it.
    """
    whole = [list(anchor) for anchor in anchors]
    pitch = line_pitch(columns)
    lines = sorted((line for column in columns for line in column), key=lambda line: line.box.y_mid)
    heights = [row[0].y_mid for row in whole]

    def stands(line: Line) -> bool:
        return any(abs(line.box.y_mid - y) <= 0.3 * h for y in heights)

    pairs = [pair for column in columns for pair in pairwise(column)]
    close = [(a, b) for a, b in pairs if is_next_line(a, b, pitch)]
    above = [line for line in lines if heights and line.box.bottom <= min(heights) - 0.3 * h]
    if not above or any(stands(b) for _, b in close) or not any(stands(a) for a, _ in close):
        return whole
    return [[above[-1].box], *whole]


def cut_rows(
    anchors: Sequence[Sequence[Box]], columns: Sequence[Sequence[Line]], bars: Sequence[Bar], h: float
) -> list[Cut]:
    """The borders between rows, from the top: the drawn lines between their anchors, else the widest white."""
    cuts: list[Cut] = []
    from_top = is_set_from_top(anchors, columns, h)
    for above, below in pairwise(anchors):
        low, high = max(b.y_mid for b in above), min(b.y_mid for b in below)
        between = [bar for bar in bars if low < bar.y < high]
        if between:
            heights = sorted({bar.y for bar in between})
            firsts = [y for i, y in enumerate(heights) if i == 0 or y - heights[i - 1] > 0.8 * h]
            cuts += [Cut(y, tuple(b for b in between if 0 <= b.y - y <= 0.8 * h)) for y in firsts]
        else:
            cuts.append(Cut(white_above(below, columns, h) if from_top else widest_white(above, below, columns, h)))
    return cuts


def is_set_from_top(anchors: Sequence[Sequence[Box]], columns: Sequence[Sequence[Line]], h: float) -> bool:
    """Whether cells begin on the line of their row's number: then each row ends where the next number's line begins.

    The first row tells: nothing stands above its anchors, and a cell of it goes on below them as closely as lines of
    one cell do.
    """
    if len(anchors) < 2:
        return False
    top, next_top = min(b.top for b in anchors[0]), min(b.top for b in anchors[1])
    above = any(line.box.bottom < top for lines in columns for line in lines)
    for lines in columns:
        for line, following in pairwise(line.box for line in lines):
            on_anchor = any(abs(line.y_mid - b.y_mid) <= 0.3 * h for b in anchors[0])
            if (
                on_anchor
                and not above
                and following.top - line.bottom <= 0.5 * h
                and following.bottom < next_top - 0.5 * h
            ):
                return True
    return False


def white_above(row: Sequence[Box], columns: Sequence[Sequence[Line]], h: float) -> float:
    """The middle of the white above the line that a row's anchors stand on."""
    boxes = [line.box for lines in columns for line in lines]
    first = [b for b in boxes if any(abs(b.y_mid - a.y_mid) <= 0.3 * h for a in row)]
    top = min([b.top for b in first] + [a.top for a in row])
    over = max((b.bottom for b in boxes if b.bottom <= top + 0.1 * h), default=top - 0.5 * h)
    return (over + top) / 2


def widest_white(above: Sequence[Box], below: Sequence[Box], columns: Sequence[Sequence[Line]], h: float) -> float:
    """The height between two rows that crosses fewest lines of text, and of those the one in the widest white."""
    low, high = max(b.y_mid for b in above), min(b.y_mid for b in below)
    spans = [
        [line.box for line in lines if line.box.bottom > low - 3 * h and line.box.top < high + 3 * h]
        for lines in columns
    ]
    across = [b for b in (*above, *below) if b.width == 0]
    edges = [y for boxes in spans for pair in pairwise(boxes) for y in ((pair[0].bottom + pair[1].top) / 2,)]
    edges += [y for box in across for y in whites_beside(box, [b for boxes in spans for b in boxes])]
    spans.append(across)
    floor, ceiling = max(b.bottom for b in above), min(b.top for b in below)
    middle = (max(floor, low) + max(ceiling, low)) / 2
    candidates = [y for y in edges if low < y < high] + [middle]
    return min(candidates, key=lambda y: (crossed(y, spans), -narrowest_gap(y, spans), abs(y - middle)))


def whites_beside(box: Box, lines: Sequence[Box]) -> tuple[float, float]:
    """The middles of the white above and below a line that runs over several columns."""
    over = max((b.bottom for b in lines if b.y_mid < box.top), default=box.top)
    under = min((b.top for b in lines if b.y_mid > box.bottom), default=box.bottom)
    return (over + box.top) / 2, (box.bottom + under) / 2


def crossed(y: float, columns: Iterable[Sequence[Box]]) -> int:
    """How many columns have a line of text at a height."""
    return sum(any(b.top + 0.1 * b.height < y < b.bottom - 0.1 * b.height for b in boxes) for boxes in columns)


def narrowest_gap(y: float, columns: Iterable[Sequence[Box]]) -> float:
    """The smallest white gap around a height, over the columns that have lines on both sides of it."""
    gaps = []
    for boxes in columns:
        over = [b.bottom for b in boxes if b.y_mid < y]
        under = [b.top for b in boxes if b.y_mid >= y]
        if over and under:
            gaps.append(min(under) - max(over))
    return min(gaps, default=0.0)


def runs_through(cut: Cut, x0: float, x1: float, lines: Sequence[Line], row_gap: float) -> bool:
    """Whether a column's cell goes on through a border between rows.

    Where rules draw the border, it does where they spare the column. Elsewhere it does where a line of text stands
    across, or where the lines above and below are closer than rows of this table stand (`row_gap`, in points).
    """
    rules = [b for b in cut.bars if b.kind is BarKind.RULE]
    if rules:
        return sum(max(0.0, min(b.x1, x1) - max(b.x0, x0)) for b in rules) < 0.5 * (x1 - x0)
    boxes = [line.box for line in lines]
    if crossed(cut.y, [boxes]):
        return True
    over, under = [b.bottom for b in boxes if b.y_mid < cut.y], [b.top for b in boxes if b.y_mid >= cut.y]
    if not over or not under or any(starts_number(line) for line in lines):
        return False
    return min(under) - max(over) <= min(0.6 * row_gap, line_gap(lines) * 1.2)


def line_gap(lines: Sequence[Line]) -> float:
    """The usual white between two lines of one cell of a column: the lower quartile of its gaps."""
    gaps = sorted(b.box.top - a.box.bottom for a, b in pairwise(lines))
    return max(gaps[len(gaps) // 4], 0.0) if gaps else 0.0


def usual_row_gap(cuts: Sequence[Cut], columns: Sequence[Sequence[Line]]) -> float:
    """The white that usually parts two rows: the median over the borders of the narrowest gap that a column leaves."""
    spans = [[line.box for line in lines] for lines in columns]
    return median(narrowest_gap(cut.y, spans) for cut in cuts) if cuts else 0.0


def widen_centred(
    spans: Sequence[tuple[int, int]],
    blocks: Sequence[Box | None],
    ys: Sequence[float],
    h: float,
    *,
    parent: bool,
) -> list[tuple[int, int]]:
    """Let a cell that stands off the middle of its rows take in the empty rows beside it that bring it there.

    Args:
        spans: (first row, rows) of the cells of one column, from the top, without gaps.
        blocks: The box around the text of each, None where it is empty.
        ys: Row edges.
        h: Text height; a cell within about half of it is in the middle.
        parent: Whether the column heads groups of rows: then no row beside a cell stays empty if it can help it.

    Returns:
        New spans of the same column.
    """
    taken = list(spans)
    for i, block in enumerate(blocks):
        if block is None:
            continue
        above = next((k for k in range(i) if all(b is None for b in blocks[k:i])), i)
        below = next((k for k in range(len(blocks) - 1, i, -1) if all(b is None for b in blocks[i + 1 : k + 1])), i)
        choices = [
            (a, b)
            for a in range(i, above - 1, -1)
            for b in range(i, below + 1)
            if all(taken[k] == spans[k] for k in range(a, b + 1))
        ]

        def off(choice: tuple[int, int], middle: float = block.y_mid) -> float:
            first, last = spans[choice[0]], spans[choice[1]]
            return abs((ys[first[0]] + ys[last[0] + last[1]]) / 2 - middle)

        if not choices or (off((i, i)) <= 0.6 * h and not parent):
            continue
        a, b = min(choices, key=lambda c: (off(c) > 0.6 * h, c[0] - c[1] if parent else off(c), off(c)))
        if off((a, b)) <= 0.6 * h:
            whole = (spans[a][0], spans[b][0] + spans[b][1] - spans[a][0])
            taken[a : b + 1] = [whole] * (b + 1 - a)
    return sorted(set(taken))
