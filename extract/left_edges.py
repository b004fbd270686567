"""Text columns told by where their lines begin: many lines share one abscissa, whatever the ragged right ends do.

A table without vertical rules may leave no more than a word's space between two columns of text. What parts them then
is the left edge: line after line has a word that begins there, and hardly a word stands across it. In running text
words begin anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from extract.headers import is_header_text, words_of
from extract.model import Line, Word, union_of
from extract.phrases import ROW_GAP, ROWS_ASKED, Phrase
from extract.wording import normalised

# Words begin on one edge, give or take the white before their first letter, in text heights.
SAME_EDGE = 0.25
# So many lines begin on an edge: three in one place are a chance, and the rows of a table have more.
_LEAST = 4
# For each line that a word stands across the edge in, so many begin there. Running text has a word across an abscissa
# in three lines of four.
_MORE = 4


def shared_edges(lines: Sequence[Line], low: float, high: float, h: float) -> list[float]:
    """The abscissae between two others at which the lines of a text column begin, from the left.

    Args:
        lines: The rows of a table, from the top.
        low: Points; an edge lies at most `SAME_EDGE` text heights to the left of it.
        high: Points; likewise to the right.
        h: Text height, in points.

    Returns:
        The mean of the words' left sides on each edge, in points.
    """
    near = SAME_EDGE * h
    words = [w for line in lines for w in line.words]
    starts = sorted(w.box.x0 for w in words if low - near <= w.box.x0 <= high + near and _is_text(w))
    runs: list[list[float]] = []
    for x in starts:
        if runs and x - runs[-1][0] <= near:
            runs[-1].append(x)
        else:
            runs.append([x])
    edges = [(sum(run) / len(run), len(run)) for run in runs if len(run) >= _LEAST]
    return [x for x, count in edges if _MORE * _across(words, x, near) <= count]


def begins_on(word: Word, edges: Iterable[float], h: float) -> bool:
    """Whether a word begins on one of some edges."""
    return any(abs(word.box.x0 - x) <= SAME_EDGE * h for x in edges)


def lines_under(lines: Sequence[Line], start: int, h: float) -> list[Line]:
    """The lines from `start` on, up to a white that no row of a table leaves."""
    rows: list[Line] = []
    for line in lines[start:]:
        if rows and line.box.top - max(rows[-1].box.bottom, rows[0].box.bottom) > ROW_GAP * h:
            break
        rows.append(line)
    return rows


def cut_over_texts(
    lines: Sequence[Line], split: Sequence[list[Phrase]], phrases: frozenset[str], h: float
) -> list[list[Phrase]]:
    """Cut phrases of headings that stand as close as words do, where columns of text begin between their words below.

    "No. Kegiatan Indikator" are three where the lines below begin on edges in both gaps.

    Args:
        lines: Those of a page, from the top.
        split: The phrases of each.
        phrases: Known header wordings: most pieces are such, else the phrase stays whole.
        h: Text height, in points.

    Returns:
        The same lines, with some phrases cut.
    """
    found: list[list[Phrase]] = []
    for i, own in enumerate(split):
        below = lines_under(lines[: i + 1 + ROWS_ASKED], i + 1, h)
        found.append([piece for p in own for piece in _pieces(p, below, phrases, h)])
    return found


def _pieces(phrase: Phrase, below: Sequence[Line], phrases: frozenset[str], h: float) -> list[Phrase]:
    words = phrase.words
    if len(words) < 2 or not any(normalised(w.text) in words_of(phrases) for w in words):
        return [phrase]
    near = SAME_EDGE * h
    edges = shared_edges(below, words[0].box.x1, words[-1].box.x0, h)
    cuts = [i for i, (a, b) in enumerate(pairwise(words), 1) if any(a.box.x1 <= x <= b.box.x0 + near for x in edges)]
    if not cuts or len(cuts) < len(edges):
        return [phrase]
    runs = [words[a:b] for a, b in pairwise([0, *cuts, len(words)])]
    pieces = [Phrase(run, union_of(w.box for w in run), " ".join(w.text for w in run)) for run in runs]
    told = sum(is_header_text(p.text, phrases) for p in pieces)
    return pieces if 2 * told > len(pieces) else [phrase]


def _across(words: Iterable[Word], x: float, near: float) -> int:
    return sum(w.box.x0 < x - near and w.box.x1 > x + near for w in words)


def _is_text(word: Word) -> bool:
    return any(ch.isalpha() for ch in word.text)
