"""Labels on scanned pages that may not be what is printed there.

Where columns or rows of a table are not drawn, white space alone tells them: a label, or a line of one, can go to the
row above or below without any number looking odd. And a label that is nearly one of another table was probably misread,
or has lost or gained a word. Such labels are only probable: what stands under them is verified only where another table
prints the same number under the same label.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz, process

from extract.model import TextSource
from layouts.records import Trust, Value

# Labels so alike (of 100) that are not equal: "Lembaga Rehab Masyarakat" for "Lembaga Rehabilitasi Komponen Masyarakat"
# has 80.
NEARLY = 80.0


def doubt_labels(values: Sequence[Value], loose_tables: Collection[str]) -> tuple[Value, ...]:
    """Take back to single what stands under a label on a scan that is only probable.

    Args:
        values: All values of a document, before its checks.
        loose_tables: The table_ids of tables that were read from pictures and whose cells are not drawn.

    Returns:
        The same values in the same order.
    """
    tables: dict[str, set[str]] = defaultdict(set)
    for value in values:
        tables[_letters(value.label)].add(value.table_id)
    read = {_letters(value.label) for value in values if value.source != TextSource.TEXT}
    odd = {label for label in read if _is_no_label(label) or _is_nearly_another(label, tables)}
    return tuple(
        replace(value, trust=Trust.SINGLE)
        if value.trust is Trust.AGREED
        and value.source != TextSource.TEXT
        and (value.table_id in loose_tables or _letters(value.label) in odd)
        else value
        for value in values
    )


def _is_no_label(label: str) -> bool:
    """Whether nothing but digits was read that are no year: the rest of a label that was lost."""
    return label.isdigit() and not re.fullmatch(r"(?:19|20)\d\d", label)


def _is_nearly_another(label: str, tables: Mapping[str, Collection[str]]) -> bool:
    """Whether a label of one table alone is nearly one that stands in another."""
    own = tables[label]
    if len(own) > 1 or not label:
        return False
    others = [other for other, where in tables.items() if other != label and set(where) - set(own)]
    return process.extractOne(label, others, scorer=fuzz.ratio, score_cutoff=NEARLY) is not None


def _letters(label: str) -> str:
    return re.sub(r"\W", "", label).lower()
