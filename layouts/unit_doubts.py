"""Tables of amounts that may be printed in thousands like another table of the report, and do not say so.

And tables of a budget's kind whose numbers are no rupiah at all: indicators, or millions that nobody declared.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from statistics import median

from layouts.records import MONEY_FIELDS, Finding, Severity, Trust, Value

# Half of an office's budget lines below this many rupiah: its smallest kegiatan have five millions and more.
SMALL_LINES = 5_000_000
# Nor does any office print half its lines below this many: nothing costs so little.
NO_RUPIAH = 1_000
_NOT_SAID = (
    "The amounts are small for rupiah, and another table of the report prints its amounts in thousands or millions. "
    "This table does not say so: they were read as printed."
)
_NO_AMOUNTS = (
    "The numbers are no amounts of rupiah: the table may be one of indicators, or print millions and not say so. "
    "They were read as printed."
)


def doubt_units(values: Sequence[Value], scaled: frozenset[str]) -> tuple[tuple[Value, ...], tuple[Finding, ...]]:
    """Take the trust from amounts too small for rupiah in a report whose other tables print thousands or millions.

    Amounts that no report could mean as rupiah take it from all values of their table.

    Args:
        values: Of the whole document.
        scaled: The ids of tables that say in which unit they print, and were multiplied out.
    """
    medians = _medians(values)
    small = {table_id for table_id, middle in medians.items() if middle < SMALL_LINES} - scaled if scaled else set()
    none = {table_id for table_id, middle in medians.items() if middle < NO_RUPIAH}
    doubted = tuple(_doubted(v, small, none) for v in values)
    return doubted, tuple(_finding(table_id, values, none) for table_id in sorted(small | none))


def _doubted(value: Value, small: Collection[str], none: Collection[str]) -> Value:
    trust = Trust.SINGLE if value.trust is Trust.AGREED else value.trust
    if value.table_id in none:
        return replace(value, trust=trust, label_sure=False)
    return replace(value, trust=trust) if value.table_id in small and value.field in MONEY_FIELDS else value


def _medians(values: Sequence[Value]) -> dict[str, float]:
    """By table the middle one of its amounts of money, but for those that are zero."""
    amounts: dict[str, list[float]] = {}
    for value in values:
        if value.field in MONEY_FIELDS and value.value:
            amounts.setdefault(value.table_id, []).append(float(abs(value.value)))
    return {table_id: median(own) for table_id, own in amounts.items()}


def _finding(table_id: str, values: Sequence[Value], none: Collection[str]) -> Finding:
    own = [value for value in values if value.table_id == table_id]
    return Finding(
        code="unit-doubtful",
        severity=Severity.WARNING,
        message=_NO_AMOUNTS if table_id in none else _NOT_SAID,
        page=own[0].page,
        table_id=table_id,
        value_ids=tuple(value.value_id for value in own if value.field in MONEY_FIELDS),
    )
