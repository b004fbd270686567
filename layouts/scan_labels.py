"""Labels on scanned pages, where the columns or rows of a table are not drawn: told by white space alone.

A line of a label can go to the row above or below without any number looking odd. A label that another table or list
of the document prints too is whole; the others are only probable.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from layouts.records import Trust, Value


def doubt_labels(values: Sequence[Value], loose_tables: Collection[str]) -> tuple[Value, ...]:
    """Take back to single what stands under a label that may have lost or gained a line.

    Args:
        values: All values of a document, before its checks.
        loose_tables: The table_ids of tables that were read from pictures and whose cells are not drawn.

    Returns:
        The same values in the same order.
    """
    tables: dict[str, set[str]] = defaultdict(set)
    for value in values:
        tables[_letters(value.label)].add(value.table_id)
    return tuple(
        replace(value, trust=Trust.SINGLE)
        if value.trust is Trust.AGREED and value.table_id in loose_tables and len(tables[_letters(value.label)]) < 2
        else value
        for value in values
    )


def _letters(label: str) -> str:
    return re.sub(r"\W", "", label).lower()
