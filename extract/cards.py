"""Cards: one record printed as pairs, the name of each measure on the left and what it is on the right.

"Indikator Kinerja : Jumlah kader", "Target : 40 orang", "Realisasi : 36 orang". No column has a heading; the names on
the left are the headings, and the numbers stand under one another on the right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.grid import fill_grid
from extract.headers import is_header_text
from extract.lines import text_of, words_to_lines
from extract.model import Box, Grid, GridHints, GridMethod, Line, Page, Word, union_of
from extract.phrases import phrases_of, word_space
from extract.rows import starts_number

# White between the lines of one pair, and between two pairs, in text heights, at most.
_IN_PAIR, _NEXT_PAIR = 0.5, 3.5
# Names begin at one abscissa, give or take so many text heights.
_ALIGNED = 0.6
# The indicator's name, and two of target, realisasi and capaian; with units, categories and remarks no more than this.
_FEWEST, _MOST = 3, 10
# So many of the pairs are numbers: of one alone nothing is compared, more are a table's.
_NUMBERS = range(2, 5)
# So many names must be known, unless colons stand in all pairs.
_KNOWN = 2


@dataclass(frozen=True, slots=True)
class _Pair:
    """The words of a name, those of what it is, and whether a colon stands between them."""

    name: tuple[Word, ...]
    value: tuple[Word, ...]
    colon: bool

    @property
    def box(self) -> Box:
        return union_of(word.box for word in (*self.name, *self.value))

    @property
    def name_text(self) -> str:
        return text_of(words_to_lines(self.name, 0)).rstrip(" :")

    @property
    def is_number(self) -> bool:
        return starts_number(words_to_lines(self.value, 0)[0])


def find_cards(page: Page, lines: Sequence[Line], hints: GridHints) -> list[Grid]:
    """Find the cards among lines that stand in no table.

    Args:
        page: Gives text height.
        lines: From the top.
        hints: Known header wordings.

    Returns:
        Grids of two columns, a pair a row; a colon stands with the name. Where the first name is printed again the
        next card begins, however near.
    """
    h = page.text_height
    space = word_space(lines, h)
    found: list[list[_Pair]] = [[]]
    for block in _blocks(lines, h):
        pair = _pair_of(block, space, h)
        if pair is None:
            found.append([])
        elif found[-1] and pair.name_text != found[-1][0].name_text and _goes_on(found[-1], pair, h):
            found[-1].append(pair)
        else:
            found.append([pair])
    return [_grid_of(page, pairs) for pairs in found if _is_card(pairs, hints)]


def _blocks(lines: Sequence[Line], h: float) -> list[list[Line]]:
    """Lines that stand as close as those of one cell, taken together."""
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and line.box.top - max(above.box.bottom for above in blocks[-1]) <= _IN_PAIR * h:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _pair_of(block: Sequence[Line], space: float, h: float) -> _Pair | None:
    """The name and the value of a block whose phrases stand in two columns; None where they do not."""
    phrases = [phrase for line in block for phrase in phrases_of(line, space, h)]
    said = [phrase for phrase in phrases if phrase.text != ":"]
    if len(said) < 2:
        return None
    left = min(phrase.box.x0 for phrase in said)
    names = [phrase for phrase in said if phrase.box.x0 - left <= _ALIGNED * h]
    values = [phrase for phrase in said if phrase not in names]
    if not values or max(p.box.x1 for p in names) >= min(p.box.x0 for p in values) or len(said) > 2 * len(block):
        return None
    colons = [phrase for phrase in phrases if phrase.text == ":"]
    name = tuple(word for phrase in (*names, *colons) for word in phrase.words)
    colon = bool(colons) or names[-1].text.endswith(":") or values[0].text.startswith(":")
    return _Pair(name, tuple(word for phrase in values for word in phrase.words), colon)


def _goes_on(pairs: Sequence[_Pair], pair: _Pair, h: float) -> bool:
    """Whether a pair stands below others: its name where theirs begin, its value right of them all."""
    above, below = pairs[-1].box, pair.box
    aligned = abs(below.x0 - pairs[0].box.x0) <= _ALIGNED * h
    together = (*pairs, pair)
    names = max(word.box.x1 for own in together for word in own.name)
    return (
        aligned
        and below.top - above.bottom <= _NEXT_PAIR * h
        and names < min(word.box.x0 for own in together for word in own.value)
    )


def _is_card(pairs: Sequence[_Pair], hints: GridHints) -> bool:
    """Whether pairs are one record: a text first, then numbers one after the other, under names that are headings.

    Two columns of a table differ: over the right one stands a heading.
    """
    if not _FEWEST <= len(pairs) <= _MOST:
        return False
    numbers = [i for i, pair in enumerate(pairs) if pair.is_number]
    following = all(b == a + 1 for a, b in pairwise(numbers))
    if len(numbers) not in _NUMBERS or numbers[0] == 0 or not following:
        return False
    known = [is_header_text(pair.name_text, hints.phrases) for pair in pairs]
    headed = is_header_text(" ".join(word.text for word in pairs[0].value), hints.phrases)
    return not headed and (sum(known) >= _KNOWN or all(pair.colon for pair in pairs))


def _grid_of(page: Page, pairs: Sequence[_Pair]) -> Grid:
    h = page.text_height
    box = union_of(pair.box for pair in pairs)
    right = max(word.box.x1 for pair in pairs for word in pair.name)
    left = min(word.box.x0 for pair in pairs for word in pair.value)
    edges = [box.x0 - 0.3 * h, (right + left) / 2, box.x1 + 0.3 * h]
    cuts = [(a.box.bottom + b.box.top) / 2 for a, b in pairwise(pairs)]
    ys = [box.top - 0.1 * h, *cuts, box.bottom + 0.1 * h]
    shapes = [(row, column, 1, 1) for row in range(len(pairs)) for column in (0, 1)]
    return fill_grid(page, edges, ys, shapes, GridMethod.WHITESPACE)
