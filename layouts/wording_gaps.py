"""Headings that no vocabulary knows over columns that were read all the same: the lines a vocabulary lacks.

Arithmetic, values and place can name a column whose heading is new. The heading is then a wording that somebody may
add, so that the next table of its form, where the numbers may not speak, is read as surely.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from layouts.columns import Column
from layouts.wordings import Role, Vocabulary

HEADERS_FILE = "vocabulary/headers.toml"
# The longest wording known has five words; what is longer is a sentence, or the text of cells that were run together.
_MOST_WORDS = 8
# A column of words has fewer numbers among its cells, one of results more.
_NUMERIC = 0.5


@dataclass(frozen=True, slots=True)
class WordingGap:
    """A heading as vocabularies list it, the column under it, and its role (None: nothing speaks for one)."""

    phrase: str
    column: Column
    role: Role | None

    @property
    def line(self) -> str:
        """What to add to a file of header wordings, as one line."""
        role = self.role or "?"
        return f'[[role]] name = "{role}": add "{self.phrase}"'


def wording_gaps(columns: Sequence[Column], vocabulary: Vocabulary) -> Iterator[WordingGap]:
    """The columns whose headings no vocabulary knows at any level, but those of words without a role."""
    for column in columns:
        phrase = _unknown_phrase(column, vocabulary)
        if phrase and column.stats.filled and (column.role is not None or column.stats.numeric >= _NUMERIC):
            yield WordingGap(phrase, column, column.role if column.role is not Role.NILAI_TAHUN else None)


def _unknown_phrase(column: Column, vocabulary: Vocabulary) -> str:
    """The innermost heading that is words, where no level of the column's is known; else empty."""
    phrases = [level.phrase for level in column.heading.path if level.phrase]
    if not phrases or any(
        vocabulary.guess_role(p) or vocabulary.side_of(p) or vocabulary.period_of(p) for p in phrases
    ):
        return ""
    # A letter or two are a misreading, or a code whose meaning one table's numbers do not settle.
    fits = len(phrases[-1]) > 2 and len(phrases[-1].split()) <= _MOST_WORDS
    return phrases[-1] if fits and any(letter.isalpha() for letter in phrases[-1]) else ""
