"""Words → lines in reading order → text with hyphenation at line ends undone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extract.model import Box, Line, Word, union_of

# Two words share a line when they overlap by this share of the lower one's height.
SAME_LINE = 0.5
# A word that a hyphen cuts at a line end, and what may follow it there.
_CUT = re.compile(r"(?P<stem>[^\W\d_]*[a-z])-$")
_REST = re.compile(r"[a-z]+")
# A hyphen between these belongs to the text: "P-" + "21", "2019-" + "2023", "RAN-" + "P4GN".
_COMPOUND = re.compile(r"\w-$")
# What hangs below the line that letters stand on, and how much taller than capitals and digits print with such is:
# 8.2 points beside 6.4 in a row of DejaVu.
_TAILS = re.compile(r"[gjpqy(),;]")
_WITH_TAILS = 1.3
# Letters that both halves share when the hyphen joins a doubled word ("undang-undang", "sebaik-baiknya").
DOUBLED_LETTERS = 3


def words_to_lines(words: Iterable[Word], page_number: int) -> tuple[Line, ...]:
    """Group words into lines by their overlap in y; lines from the top, words from the left.

    Raised and lowered small print joins the line that it overlaps most. Words are not torn between columns: a
    line runs over the whole of `words`, so pass the words of one cell or column.
    """
    rows: list[list[Word]] = []
    # A row is as high as its tallest word, its first.
    extents: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda w: (w.box.top - w.box.bottom, w.box.top, w.box.x0)):
        index = _best_row(extents, word)
        if index is None:
            rows.append([word])
            extents.append((word.box.top, word.box.bottom))
        else:
            rows[index].append(word)
    lines = [_line_of(row, page_number) for row in rows]
    return tuple(sorted(lines, key=lambda line: (line.box.y_mid, line.box.x0)))


def _best_row(extents: Sequence[tuple[float, float]], word: Word) -> int | None:
    """The index of the row that `word` overlaps most in y; None when it overlaps none enough."""
    word_top, word_bottom = word.box.top, word.box.bottom
    best, longest = None, -1.0
    for index, (top, bottom) in enumerate(extents):
        # Spelled out, as this is the innermost loop of a page: most rows lie wholly above or below.
        if bottom >= word_top and top <= word_bottom:
            overlap = min(bottom, word_bottom) - max(top, word_top)
            if overlap > longest:
                best, longest = index, overlap
    return best if longest >= SAME_LINE * (word_bottom - word_top) else None


def _line_of(words: Sequence[Word], page_number: int) -> Line:
    ordered = tuple(sorted(words, key=lambda w: (w.box.x0, w.box.top)))
    return Line(page_number, union_of(w.box for w in ordered), ordered, " ".join(w.text for w in ordered))


def text_of(lines: Sequence[Line]) -> str:
    """The text of lines in order, joined by spaces; a word cut by a hyphen at a line end is put together."""
    text = ""
    for line in lines:
        text = _continued(text, line.text)
    return text


def _continued(text: str, following: str) -> str:
    if not text or not following:
        return text or following
    cut, rest = _CUT.search(text), _REST.match(following)
    if cut and rest and not _is_doubled(cut["stem"].lower(), rest.group()):
        return text[:-1] + following
    if _COMPOUND.search(text) and following[0].isalnum():
        return text + following
    return f"{text} {following}"


def _is_doubled(stem: str, rest: str) -> bool:
    """Whether the end of one half begins the other, as when Indonesian says a word twice."""
    return any(stem.endswith(rest[:size]) for size in range(DOUBLED_LETTERS, len(rest) + 1))


def letter_height(box: Box, text: str) -> float:
    """The height of a print's capitals, in points: that of its tight box, less what tails of letters hang below."""
    return box.height / _WITH_TAILS if _TAILS.search(text) else box.height
