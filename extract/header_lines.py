"""Which lines a header has, and which rows below it show its columns: for headers whose cells are not drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from extract.gutters import Strip
from extract.header_strips import closed_strips, strip_around
from extract.headers import LEVEL_GAP, Header, holds_number, is_bold, is_header_text, may_head
from extract.model import Box, GridHints, Line, Page, Word, union_of
from extract.phrases import ROW_GAP, Phrase, columns_of, is_count, rows_below
from extract.wording import is_column_numbering, normalised

# Rows asked for their columns, in lines.
_LINES = 60
# White that parts phrases of one line, in heights of their print, and in spaces between words.
_APART, _SPACES = 0.65, 1.6
# The headings of a second level, and the share of them whose wording must be known: rows of words stand there too.
_LEVEL = 2
_KNOWN_SHARE = 0.6
# The least white, in spaces between words, that parts them where it lies over a gutter.
_SPACES_AT_GUTTER = 1.25


def open_lines(page: Page, lines: Sequence[Line], split: Sequence[list[Phrase]], header: Header) -> list[list[int]]:
    """The lines that a header without any drawing may have, the fewest first: bold ones close above it may be its own.

    Only where its rows are not bold.
    """
    own = list(range(header.line_from, header.line_to + 1))
    below = lines[own[-1] + 1 : own[-1] + 2]
    tried = [own]
    bold = all(is_bold(lines[i]) for i in own) and not any(is_bold(line) for line in below)
    while bold and tried[-1][0] > 0:
        above = tried[-1][0] - 1
        gap = lines[above + 1].box.top - lines[above].box.bottom
        if not is_bold(lines[above]) or gap > LEVEL_GAP * page.text_height or not may_head(split[above]):
            break
        tried.append([above, *tried[-1]])
    return tried


def open_strip(page: Page, lines: Sequence[Line], split: Sequence[list[Phrase]], inside: Sequence[int]) -> Box:
    """The box around the lines of a header that nothing closes in, as wide as its rows."""
    box = union_of(lines[i].box for i in inside)
    rows = [p.box for row in rows_below(split, inside[-1] + 1, box, page.text_height) if len(row) > 1 for p in row]
    return Box(min([box.x0, *(b.x0 for b in rows)]), box.top, max([box.x1, *(b.x1 for b in rows)]), box.bottom)


def closed_lines(page: Page, lines: Sequence[Line], split: Sequence[list[Phrase]], header: Header) -> list[int]:
    """The lines that a header's drawing closes in with it; none where nothing does.

    The row that numbers the columns ends them, or numbers do; one above other headings is part of a heading ("per 31
    Desember").
    """
    strip = strip_around(page, header.box)
    if strip is None:
        return []
    inside = [i for i, line in enumerate(lines) if strip.top <= line.box.y_mid <= strip.bottom]
    numbered = [i for i in inside if is_column_numbering(word.text for word in lines[i].words)]
    inside = [i for i in inside if i < min(numbered, default=len(lines))]
    while inside and holds_number(split[inside[-1]]):
        inside.pop()
    return inside if header.line_from in inside and header.line_to in inside else []


def level_below(
    page: Page, lines: Sequence[Line], split: Sequence[list[Phrase]], closed: Sequence[int], hints: GridHints
) -> list[int]:
    """The lines of a second level of headings that a rule of the table's width parts from the first; none where there
    is none.

    They stand between that rule and the next, print no number, and most of their wordings are known. At least two do
    not stand in the first level too: a table of one header a page repeats it.
    """
    if not closed:
        return []
    upper = union_of(lines[i].box for i in closed)
    strip = next((s for s in closed_strips(page) if s.top <= upper.y_mid <= s.bottom and s.x_overlap(upper) > 0), None)
    below = [s for s in closed_strips(page) if strip is not None and is_beneath(s, strip, page.text_height)]
    inside = [i for i in range(closed[-1] + 1, len(lines)) if below and lines[i].box.y_mid < below[0].bottom]
    phrases = [phrase for i in inside for phrase in split[i]]
    known = sum(is_header_text(phrase.text, hints.phrases) for phrase in phrases)
    if len(phrases) < _LEVEL or holds_number(phrases) or known < _KNOWN_SHARE * len(phrases):
        return []
    above = {normalised(phrase.text) for i in closed for phrase in split[i]}
    return inside if sum(normalised(phrase.text) not in above for phrase in phrases) >= _LEVEL else []


def is_beneath(strip: Box, upper: Box, h: float) -> bool:
    """Whether a strip between rules begins where another ends, and is as wide."""
    return abs(strip.top - upper.bottom) <= 0.5 * h and abs(strip.x0 - upper.x0) <= h and abs(strip.x1 - upper.x1) <= h


def rows_under(page: Page, split: Sequence[list[Phrase]], start: int, strip: Box) -> list[list[Phrase]]:
    """The lines of the rows below a header, without those that run over columns of numbers.

    Down to its last rule, to a gap that no row leaves, to the first line that stands out at a side, to the caption of
    the next table, or to running text: two lines one under the other that run over columns of numbers.
    """
    h = page.text_height
    end = max((y for y in _rules_of(page, strip) if y > strip.bottom + h), default=float("inf"))
    rows: list[list[Phrase]] = []
    bottom = strip.bottom
    for row in split[start : start + _LINES]:
        numbers = _numbers(rows)
        out = row[0].box.x0 < strip.x0 - h or row[-1].box.x1 > strip.x1 + h or row[0].box.y_mid > end
        far = min(p.box.top for p in row) - bottom > ROW_GAP * h
        bold = all(word.bold for word in row[0].words)
        prose = bool(rows) and not bold and _over(row, numbers) > 0 and _over(rows[-1], numbers) > 0
        if out or far or prose or (_over(row, numbers) > 1 and row[0].box.x0 > strip.x0 + 2 * h):
            break
        rows.append(row)
        bottom = max(bottom, *(p.box.bottom for p in row))
    numbers = _numbers(rows)
    return [row for row in rows if not _over(row, numbers)]


def _numbers(rows: Sequence[Sequence[Phrase]]) -> list[Box]:
    """The columns of numbers that some lines show; row numbers and those of columns aside."""
    told = [row for row in rows if not is_column_numbering(p.text for p in row)]
    return columns_of(p.box for row in told for p in row[1:] if is_count(p.text))


def _over(row: Sequence[Phrase], numbers: Sequence[Box]) -> int:
    """How many columns of numbers a line of one phrase runs over."""
    box = row[0].box
    return sum(box.x0 < column.x0 and box.x1 > column.x1 for column in numbers) if len(row) == 1 else 0


def _rules_of(page: Page, strip: Box) -> list[float]:
    """The heights of the rules that are as wide as a header's strip."""
    h = page.text_height
    near = [r.box for r in page.rules if r.horizontal]
    return [b.y_mid for b in near if abs(b.x0 - strip.x0) <= h and abs(b.x1 - strip.x1) <= h]


def phrases_over(
    lines: Sequence[Line], split: Iterable[Phrase], strips: Sequence[Strip], h: float, usual: float
) -> list[Phrase]:
    """The phrases of a header's lines, cut where cells leave white, or where a little lies over a gutter.

    Args:
        lines: The header's.
        split: Their phrases as numbers below them cut them; such a cut stands where it lies over a gutter.
        strips: The columns of the rows below.
        h: Height of the header's print.
        usual: The space between words of the page, in points, for a header of single words.
    """
    begun = {phrase.words[0] for phrase in split}
    gaps = sorted(b.box.x0 - a.box.x1 for x in lines for a, b in pairwise(x.words))
    spaces = [gap for gap in gaps if 0 < gap < _APART * h]
    space = spaces[len(spaces) // 2] if spaces else usual
    gutters = [(a.x1, b.x0) for a, b in pairwise(strips)]

    def parts(left: Word, right: Word) -> bool:
        gap = right.box.x0 - left.box.x1
        over = any(left.box.x1 <= high and right.box.x0 >= low for low, high in gutters)
        return gap >= max(_APART * h, _SPACES * space) or (
            over and (right in begun or gap >= _SPACES_AT_GUTTER * space)
        )

    runs: list[list[Word]] = []
    for line in lines:
        for i, word in enumerate(line.words):
            if i and not parts(line.words[i - 1], word):
                runs[-1].append(word)
            else:
                runs.append([word])
    return [Phrase(tuple(run), union_of(w.box for w in run), " ".join(w.text for w in run)) for run in runs]
