"""What a table's own columns say of persons and cases: such tables are ignored by name, and their words stay unread.

A caption ("Sumber Daya Manusia") is no evidence: tables of results stand under it, too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from layouts.strict_toml import read_model
from layouts.units import units_in_use
from layouts.wordings import flatten

PERSONS_FILE = Path(__file__).with_name("vocabulary") / "persons.toml"
PERSONS, STAFF, CASES = "persons", "staff_columns", "case_columns"
# A civil servant's number: birth, entry, sex, serial (8 + 6 + 1 + 3 digits); an officer's has eight behind its word.
_SERVICE_NUMBER = re.compile(
    r"(?<!\d)(?:19|20)\d{2}[01]\d[0-3]\d ?(?:19|20)\d{2}[01]\d ?[12] ?\d{3}(?!\d)|\b(?:NIP|NRP|NIK)\b\W*\d"
)
_NAME = re.compile(r"(?:[A-Z][A-Za-z'’.]*,? ?){2,6}$")
# Of the cells under "Nama", the share that must look like names of persons.
_NAMED = 0.6


class PersonWords(BaseModel):
    """The words of `persons.toml`; strict."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    alone: list[str]
    together: list[str]
    names: list[str]
    staff: list[str]
    cases: list[str]
    not_names: list[str]


@cache
def person_words() -> PersonWords:
    """The vocabulary that comes with the program, read once."""
    return read_model(PERSONS_FILE, PersonWords)


def person_traits(headings: Sequence[str], columns: Sequence[Sequence[str]]) -> frozenset[str]:
    """What a table's columns say of persons.

    Args:
        headings: The heading of each column as printed, all levels.
        columns: The texts of each column's cells, those of the header included.

    Returns:
        "persons" where names or numbers of persons stand in it, "staff_columns" and "case_columns" where a heading
        counts staff or speaks of cases; empty for every other table.
    """
    words = person_words()
    known = [flatten(re.sub(r"[/.]", " ", heading)) for heading in headings]
    found = {
        STAFF: any(heading in words.staff for heading in known),
        CASES: any(heading in words.cases for heading in known),
        PERSONS: any(heading in words.alone for heading in known)
        or len({heading for heading in known if heading in words.together}) > 1
        or any(_SERVICE_NUMBER.search(text) for texts in columns for text in texts)
        or any(heading in words.names and _hold_names(texts) for heading, texts in zip(known, columns, strict=True)),
    }
    return frozenset(trait for trait, present in found.items() if present)


def _hold_names(texts: Sequence[str]) -> bool:
    filled = [text for text in texts[1:] if text.strip()]
    return bool(filled) and sum(_is_name(text) for text in filled) >= _NAMED * len(filled)


def _is_name(text: str) -> bool:
    """Whether a text can be a person's name: two to six capitalised words, none of which says what is counted."""
    words = flatten(text).split()
    other = {*person_words().not_names, *units_in_use().count}
    return _NAME.match(text.strip()) is not None and not other.intersection(words)
