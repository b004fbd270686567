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
_ROW_GAP = 4.5
# Words of a phrase that only prose has.
_CELL_WORDS = 12
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


def stands_beneath(boxes: Sequence[Box], below: Sequence[Sequence[Phrase]], h: float) -> Beneath:
    """Count what the lines below a header hold under each of its columns, up to the first that no row can be.

    Args:
        boxes: Around the headings of the columns, from the left.
        below: The phrases of the lines below, from the top; only the first `ROWS_ASKED` are looked at.
        h: Text height.
    """
    numbers, texts = [0] * len(boxes), [0] * len(boxes)
    lines = crowded = 0
    bottom = max(box.bottom for box in boxes)
    for phrases in below[:ROWS_ASKED]:
        top = min(p.box.top for p in phrases)
        if top - bottom > _ROW_GAP * h or any(len(p.words) > _CELL_WORDS for p in phrases):
            break
        bottom = max(p.box.bottom for p in phrases)
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
