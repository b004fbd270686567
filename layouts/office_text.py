"""A document's lines as `layouts/office.py` searches them: by page, cleaned, with the cover told apart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol

# A cover has a title, an office, a year and an address; a page with more words is none.
_MOST_COVER_WORDS = 80
# A line is letter-spaced when it has five tokens and most of them are single letters.
_FEWEST_LETTERS, _SHARE_OF_LETTERS = 5, 0.7
# With the spaces between letters those between words are lost: words that must be there are cut out again.
_COVER_WORDS = re.compile(
    r"(BADANNARKOTIKANASIONAL|BNN[PK]?|LAPORAN|KINERJA|KABUPATEN|PROVINSI|TAHUN|ANGGARAN|KOTA(?!B))", re.I
)


class PrintedLine(Protocol):
    """A line of text with its page, such as `extract.model.Line`."""

    @property
    def page_number(self) -> int:
        """Page, counted from 1."""

    @property
    def text(self) -> str:
        """The line's words, joined by single spaces."""


def pages_of(lines: Iterable[PrintedLine]) -> dict[int, list[str]]:
    """The cleaned lines of each page, pages and lines in the order given."""
    pages: dict[int, list[str]] = defaultdict(list)
    for line in lines:
        pages[line.page_number].append(_plain(line.text))
    return dict(pages)


def _plain(text: str) -> str:
    """A line without invisible characters; letter-spaced words ("B A D A N") put together."""
    text = " ".join(text.replace("\u00ad", "").replace("\ufffe", "-").split())
    tokens = text.split()
    letters = sum(len(token) == 1 for token in tokens)
    if len(tokens) < _FEWEST_LETTERS or letters < _SHARE_OF_LETTERS * len(tokens):
        return text
    return _COVER_WORDS.sub(r" \1 ", "".join(tokens)).strip()


def cover_of(pages: dict[int, list[str]]) -> int | None:
    """The number of the cover page: the first page with text, if it has few words."""
    first = next((number for number, texts in pages.items() if any(texts)), None)
    if first is None or sum(len(text.split()) for text in pages[first]) > _MOST_COVER_WORDS:
        return None
    return first


def join_lines(texts: Sequence[str]) -> str:
    """The lines of a page with line feeds between them, words cut by a hyphen put together."""
    return re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", "\n".join(texts))
