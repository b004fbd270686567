"""Labels on scanned pages, where the columns or rows of a table are not drawn: told by white space alone.

A label, or a line of one, can go to the row above or below without any number looking odd; and a label that stands
elsewhere in the document can be the neighbour's. Such labels are only probable: what stands under them is verified only
where another table prints the same number under the same label.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from layouts.records import Trust, Value


def doubt_labels(values: Sequence[Value], loose_tables: Collection[str]) -> tuple[Value, ...]:
    """Take back to single what stands under a label that may be another row's, or have lost or gained a line.

    Args:
        values: All values of a document, before its checks.
        loose_tables: The table_ids of tables that were read from pictures and whose cells are not drawn.

    Returns:
        The same values in the same order.
    """
    return tuple(
        replace(value, trust=Trust.SINGLE) if value.trust is Trust.AGREED and value.table_id in loose_tables else value
        for value in values
    )
