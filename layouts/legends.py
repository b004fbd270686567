"""Legends beside a table: what the letters over its columns stand for ("Keterangan: T = target, P = prestasi")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from layouts.headers import ColumnHeading
from layouts.wordings import parse_heading

# Capitals, a mark, then words up to the next mark of punctuation or the next pair.
_PAIR = re.compile(r"(?<!\w)([A-Z]{1,4})\s*[=:]\s*([A-Za-z][\w /-]*?)\s*(?=[,;.)]|$|\b[A-Z]{1,4}\s*[=:])")
# One pair alone is as likely a formula, or a name with its title.
_FEWEST = 2


def legend_in(texts: Iterable[str]) -> dict[str, str]:
    """The meanings that lines of two pairs or more give to letters, by the letters in lower case.

    Letters that are given two meanings are left out.
    """
    meanings: dict[str, set[str]] = {}
    for text in texts:
        pairs = _PAIR.findall(text)
        if len(pairs) >= _FEWEST:
            for letters, words in pairs:
                meanings.setdefault(letters.lower(), set()).add(words)
    return {letters: next(iter(words)) for letters, words in meanings.items() if len(words) == 1}


def spell_out(columns: Sequence[ColumnHeading], legend: Mapping[str, str]) -> tuple[ColumnHeading, ...]:
    """The headings with the legend's words for its letters; the texts stay as they are printed."""
    return tuple(
        replace(
            column,
            path=tuple(
                replace(level, phrase=said.phrase, years=level.years or said.years)
                if (said := parse_heading(legend.get(level.phrase, ""))).text
                else level
                for level in column.path
            ),
        )
        for column in columns
    )
