"""Lines of a page to phrases, cut at gaps as wide as columns leave, and what stands beneath a header's columns."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import median

from extract.model import Box, Line, Word, union_of
from extract.wording import is_number

# Lines below a header that are asked what its columns hold: two rows of the tallest cells seen.
ROWS_ASKED = 16
# White, in text heights, that no two lines of a table's beginning leave between them.
ROW_GAP = 4.5
# Words of a phrase, and its share of a header's width, from which on it runs over columns.
_RUNNING_WORDS = 6
_RUNNING_WIDTH = 0.6
# How far from a column's middle or ends a heading of it has its own, in text heights.
_ALIGNED = 0.6
# Years stand over columns as often as in them.
_YEAR = re.compile(r"(?:tahun |th\.? |ta )?(?:19|20)\d\d", re.I)
# Share of a column's lines that hold numbers where it is one of numbers: units wrap below them.
_NUMBER_SHARE = 0.5
# "5 Unit IBM", "2 (dua) Kelompok": a number and what it counts; not "1. Desa Gumawang".
_COUNTED = re.compile(r"^[(≥≤<>±+\-–]?\s*(?:rp\W{0,3})?\d[\d.,]*(?<![.)])\s+\D{1,40}$", re.I)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of one line without a column gap between them."""

    words: tuple[Word, ...]
    box: Box
    text: str


def word_space(lines: Iterable[Line], h: float) -> float:
    """The usual gap between two words of a page, in points."""
    gaps = [b.box.x0 - a.box.x1 for line in lines for a, b in zip(line.words, line.words[1:], strict=False)]
    near = [gap for gap in gaps if 0 < gap < 1.2 * h]
    return median(near) if near else 0.4 * h


def column_gap(space: float, h: float) -> float:
    """The smallest gap that parts two columns: wider than justified print stretches its spaces."""
    return max(0.65 * h, 1.6 * space)


def phrases_of(line: Line, space: float, h: float) -> list[Phrase]:
    """Cut a line at its column gaps."""
    runs: list[list[Word]] = []
    for word in line.words:
        if runs and word.box.x0 - runs[-1][-1].box.x1 < column_gap(space, h):
            runs[-1].append(word)
        else:
            runs.append([word])
    gaps = [b[0].box.x0 - a[-1].box.x1 for a, b in itertools.pairwise(runs)]
    if len(gaps) >= 3 and max(gaps) < 1.5 * h:
        runs = [list(line.words)]  # a justified line, not a row
    return [Phrase(tuple(run), union_of(w.box for w in run), " ".join(w.text for w in run)) for run in runs]


def cut_over_columns(split: Sequence[list[Phrase]], h: float) -> list[list[Phrase]]:
    """Cut phrases of headings that stand as close as words do, where each stands over a column of numbers of its own.

    "TW I TW II TW III TW IV" are four: pieces of a heading over all four would not stand over one column each.

    Args:
        split: The phrases of the lines of a page, from the top.
        h: Text height.

    Returns:
        The same lines, with some phrases cut.
    """
    counts = [[p.box for p in phrases if len(p.words) < 4 and is_count(p.text)] for phrases in split]
    found = [list(phrases) for phrases in split]
    # From below, as headings of the columns are cut before what stands over several of them.
    for i in reversed(range(len(split))):
        asked = range(i + 1, min(i + 1 + ROWS_ASKED, len(split)))
        numbered = [k for k in asked if len(counts[k]) > 1 and not all(is_named_year(p.text) for p in found[k])]
        if numbered and not counts[i]:
            below = [counts[k] for k in numbered]
            headings = [[p.box for p in line] for line in found[i + 1 : numbered[0]]]
            found[i] = [piece for p in split[i] for piece in pieces_of(p, below, headings, h)]
    return found


def pieces_of(
    phrase: Phrase, below: Sequence[Sequence[Box]], headings: Iterable[Sequence[Box]], h: float
) -> list[Phrase]:
    """A phrase cut to one piece a column of numbers beneath it.

    It stays whole where the pieces do not stand over them, and where lines of `headings` between it and the numbers
    give the columns headings of their own: then it is one over them all.
    """
    under = [[box for box in boxes if box.x_overlap(phrase.box) > 0] for boxes in below]
    columns = columns_of(box for boxes in under for box in boxes)
    # Numbers that never share a line are one column's, set unevenly.
    if not 2 <= len(columns) <= len(phrase.words) or max(map(len, under)) < len(columns):
        return [phrase]
    held = [[i for i, c in enumerate(columns) if c.x_overlap(box) > 0] for line in headings for box in line]
    if len({own[0] for own in held if len(own) == 1}) > 1:
        return [phrase]
    runs: list[list[Word]] = [[] for _ in columns]
    for word in phrase.words:
        nearest = min(range(len(columns)), key=lambda i: abs(columns[i].x_mid - word.box.x_mid))
        runs[nearest].append(word)
    pieces = [Phrase(tuple(run), union_of(w.box for w in run), " ".join(w.text for w in run)) for run in runs if run]
    over = len(pieces) == len(columns) and all(map(stands_over, pieces, columns, [_ALIGNED * h] * len(columns)))
    return pieces if over else [phrase]


def is_named_year(text: str) -> bool:
    """Whether a phrase is a year, by itself or called one ("Th. 2021")."""
    return _YEAR.fullmatch(text) is not None


def columns_of(boxes: Iterable[Box]) -> list[Box]:
    """Boxes that share abscissae taken together, from the left."""
    columns: list[Box] = []
    for box in sorted(boxes, key=lambda b: b.x0):
        if columns and box.x0 < columns[-1].x1:
            columns[-1] = union_of((columns[-1], box))
        else:
            columns.append(box)
    return columns


def stands_over(phrase: Phrase, column: Box, near: float) -> bool:
    """Whether a phrase has its middle or an end where the column's numbers have theirs, in points."""
    box = phrase.box
    return min(abs(box.x_mid - column.x_mid), abs(box.x0 - column.x0), abs(box.x1 - column.x1)) <= near


@dataclass(frozen=True, slots=True)
class Beneath:
    """What stands beneath each column of a header: lines with a number, lines with words, and lines of the rows.

    `crowded` counts lines that have two numbers under one column, or one that stands under none.
    """

    numbers: tuple[int, ...]
    texts: tuple[int, ...]
    lines: int
    crowded: int

    def is_counted(self, column: int) -> bool:
        """Whether a column holds numbers, few words among them."""
        return 0 < self.numbers[column] >= _NUMBER_SHARE * (self.numbers[column] + self.texts[column])


def rows_below(split: Sequence[list[Phrase]], start: int, header: Box, h: float) -> list[list[Phrase]]:
    """The lines from `start` on below a header, up to prose or a gap that no row leaves; at most `ROWS_ASKED`.

    Two lines that run over most of the header's width are prose; one may name a group of rows.
    """
    rows: list[list[Phrase]] = []
    bottom, running = header.bottom, 0
    for phrases in split[start : start + ROWS_ASKED]:
        wide = any(len(p.words) >= _RUNNING_WORDS and p.box.width > _RUNNING_WIDTH * header.width for p in phrases)
        running = running + 1 if wide else 0
        if running > 1 or min(p.box.top for p in phrases) - bottom > ROW_GAP * h:
            break
        bottom = max(p.box.bottom for p in phrases)
        rows += [] if wide else [phrases]
    return rows


def stands_beneath(boxes: Sequence[Box], below: Iterable[Sequence[Phrase]]) -> Beneath:
    """Count what the lines of `rows_below` hold under each column of a header.

    Args:
        boxes: Around the headings of the columns, from the left.
        below: The phrases of the lines below that may be rows, from the top.
    """
    numbers, texts = [0] * len(boxes), [0] * len(boxes)
    lines = crowded = 0
    for phrases in below:
        held = [(column_of(p.box, boxes), is_count(p.text)) for p in phrases]
        counted = [i for i, number in held if number]
        for i in {i for i, _ in held if i is not None}:
            if i in counted:
                numbers[i] += 1
            else:
                texts[i] += 1
        lines += bool(counted)
        crowded += len(set(counted) - {None}) < len(counted)
    return Beneath(tuple(numbers), tuple(texts), lines, crowded)


def column_of(box: Box, boxes: Sequence[Box]) -> int | None:
    """The column that a box stands under: whose heading it overlaps most, else the nearest; None far outside all."""
    shared = [box.x_overlap(other) for other in boxes]
    if max(shared) > 0:
        return shared.index(max(shared))
    apart = [max(other.x0 - box.x1, box.x0 - other.x1) for other in boxes]
    nearest = min(range(len(boxes)), key=apart.__getitem__)
    inside = boxes[0].x0 - 3 * box.height < box.x_mid < boxes[-1].x1 + 6 * box.height
    return nearest if inside else None


@lru_cache(maxsize=16384)
def is_count(text: str) -> bool:
    """Whether a phrase is a number, by itself or with a few words of unit ("5 Unit IBM"), or a mark for none."""
    return is_number(text) or _COUNTED.match(text) is not None
