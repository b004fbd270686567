"""The white that runs down between the columns of a table's rows, whatever stands above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from extract.model import Word
from extract.phrases import Phrase
from extract.rows import is_key
from extract.wording import is_currency_mark, is_number

# Cells leave at least this white between them, in text heights; spaces between words are narrower or do not line up.
_NARROWEST = 0.35
# Share of the rows' lines whose text may run over a gutter: totals and names of groups do. Numbers never.
_ACROSS = 0.2


@dataclass(frozen=True, slots=True)
class Strip:
    """From where to where print stands between two gutters, in points.

    `marks`: it is nothing but currency marks; `numbers`: most of it is.
    """

    x0: float
    x1: float
    marks: bool = False
    numbers: bool = False


def strips_of_rows(rows: Sequence[Sequence[Phrase]], h: float) -> list[Strip]:
    """The strips of print that gutters part, from the left.

    Args:
        rows: The phrases of the lines of a table below its header.
        h: Text height.
    """
    own = [row for row in rows if len(row) > 1 or not _names_group(row[0], rows)]
    lines = [[word for phrase in row for word in phrase.words] for row in own]
    words = [word for line in lines for word in line]
    gutters = _gutters(lines, h)
    if not gutters:
        return []
    sides = [min(w.box.x0 for w in words), *(x for gutter in gutters for x in gutter), max(w.box.x1 for w in words)]
    spans = list(zip(sides[::2], sides[1::2], strict=True))
    held = [[w for w in words if x0 <= w.box.x_mid <= x1] for x0, x1 in spans]
    return [
        Strip(x0, x1, all(is_currency_mark(w.text) for w in own), 2 * sum(is_number(w.text) for w in own) > len(own))
        for (x0, x1), own in zip(spans, held, strict=True)
        if own
    ]


def _names_group(phrase: Phrase, rows: Sequence[Sequence[Phrase]]) -> bool:
    """Whether a line of one phrase stands over all columns: it is bold, or begins where row numbers stand."""
    lines = [[word for p in row for word in p.words] for row in rows if len(row) > 1]
    keyed = [line for line in lines if is_key(line[0].text)]
    if all(word.bold for word in phrase.words):
        return True
    if 2 * len(keyed) <= len(lines):
        return False
    # Labels of several lines may have none beside the row's number: what stands there is a value then.
    keys, begin = max(line[0].box.x1 for line in keyed), min(line[1].box.x0 for line in keyed)
    return phrase.box.x0 < min(begin - phrase.box.height / 2, keys)


def _gutters(lines: Sequence[Sequence[Word]], h: float) -> list[tuple[float, float]]:
    """(from, to) of the gutters between the leftmost and the rightmost word: where the fewest lines run over them."""
    stops = sorted({x for line in lines for word in line for x in (word.box.x0, word.box.x1)})
    most = int(_ACROSS * len(lines))
    crossed = [(span, _crossed(span, lines, most)) for span in pairwise(stops)]
    found = []
    for white, run in groupby(crossed, key=lambda c: c[1] <= most):
        own = list(run)
        if not white or own[-1][0][1] - own[0][0][0] < _NARROWEST * h:
            continue
        fewest = min(count for _, count in own)
        cores = [[span for span, _ in part] for least, part in groupby(own, key=lambda c: c[1] == fewest) if least]
        whites = [(core[0][0], core[-1][1]) for core in cores if core[-1][1] - core[0][0] >= _NARROWEST * h]
        # Print between two whites is a column's that few rows fill; where all is crossed there is one border.
        found += whites if fewest == 0 else sorted(whites, key=lambda x: x[0] - x[1])[:1]
    return found


def _crossed(span: tuple[float, float], lines: Sequence[Sequence[Word]], most: int) -> int:
    """How many lines have a word across an interval; more than `most` where one is a number."""
    across = [w for line in lines for w in line if w.box.x0 <= span[0] and w.box.x1 >= span[1]]
    return most + 1 if any(is_number(w.text) for w in across) else len(across)
