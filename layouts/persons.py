"""What a table's own columns say of persons and cases: such tables are ignored by name, and their words stay unread.

A caption ("Sumber Daya Manusia") is no evidence: tables of results stand under it, too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from layouts.person_names import has_service_number, is_known_name, is_name, is_titled
from layouts.person_words import person_words
from layouts.wordings import flatten

PERSONS, STAFF, CASES = "persons", "staff_columns", "case_columns"
# Of the cells under "Nama", or of a table's labels, the share that must look like names of persons.
_NAMED = 0.6
# Of a table's labels, the share that must be told by title, degree or given name; the others then are names as well.
_TOLD = 0.34


def person_traits(
    headings: Sequence[str], columns: Sequence[Sequence[str]], labels: Sequence[Sequence[str]] = (), above: str = ""
) -> frozenset[str]:
    """What a table's columns say of persons.

    Args:
        headings: The heading of each column as printed, all levels.
        columns: The texts of each column's cells, those of the header included.
        labels: The texts below the header of each column that rows are named after.
        above: The words above the table, flattened: under "Capaian kinerja individu" labels are persons sooner.

    Returns:
        "persons" where names or numbers of persons stand in it, "staff_columns" and "case_columns" where a heading
        counts staff or speaks of cases; empty for every other table.
    """
    words = person_words()
    individual = any(f" {word} " in f" {above} " for word in words.individual)
    known = [flatten(re.sub(r"[/.]", " ", heading)) for heading in headings]
    found = {
        STAFF: any(heading in words.staff for heading in known),
        CASES: any(heading in words.cases for heading in known),
        PERSONS: any(heading in words.alone for heading in known)
        or len({heading for heading in known if heading in words.together}) > 1
        or any(has_service_number(text) for texts in columns for text in texts)
        or any(heading in words.names and _hold_names(texts[1:]) for heading, texts in zip(known, columns, strict=True))
        or any(_hold_names(texts) and (individual or _are_told(texts)) for texts in labels),
    }
    return frozenset(trait for trait, present in found.items() if present)


def _hold_names(texts: Sequence[str]) -> bool:
    filled = [text for text in texts if text.strip()]
    return bool(filled) and sum(map(is_name, filled)) >= _NAMED * len(filled)


def _are_told(texts: Sequence[str]) -> bool:
    """Whether so many texts are names for sure that the others are; a single one needs a title or degree."""
    filled = [text for text in texts if text.strip()]
    if len(filled) < 2:
        return all(map(is_titled, filled))
    return sum(map(is_known_name, filled)) >= _TOLD * len(filled)
