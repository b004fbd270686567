"""Tables of amounts that may be printed in thousands like another table of the report, and do not say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from layouts.records import MONEY_FIELDS, Finding, Severity, Trust, Value

# Half of an office's budget lines below this many rupiah: its smallest kegiatan have five millions and more.
SMALL_LINES = 5_000_000


def doubt_units(values: Sequence[Value], scaled: frozenset[str]) -> tuple[tuple[Value, ...], tuple[Finding, ...]]:
    """Take the trust from amounts too small for rupiah in a report whose other tables print thousands or millions.

    Args:
        values: Of the whole document.
        scaled: The ids of tables that say in which unit they print, and were multiplied out.
    """
    small = _small_tables(values) - scaled if scaled else frozenset()
    doubted = tuple(replace(v, trust=Trust.SINGLE) if _is_doubtful(v, small) else v for v in values)
    return doubted, tuple(_finding(table_id, values) for table_id in sorted(small))


def _is_doubtful(value: Value, small: frozenset[str]) -> bool:
    return value.table_id in small and value.trust is Trust.AGREED and value.field in MONEY_FIELDS


def _small_tables(values: Sequence[Value]) -> frozenset[str]:
    amounts: dict[str, list[float]] = {}
    for value in values:
        if value.field in MONEY_FIELDS and value.value:
            amounts.setdefault(value.table_id, []).append(float(abs(value.value)))
    return frozenset(table_id for table_id, own in amounts.items() if median(own) < SMALL_LINES)


def _finding(table_id: str, values: Sequence[Value]) -> Finding:
    own = [value for value in values if value.table_id == table_id]
    return Finding(
        code="unit-doubtful",
        severity=Severity.WARNING,
        message="The amounts are small for rupiah, and another table of the report prints its amounts in thousands or "
        "millions. This table does not say so: they were read as printed.",
        page=own[0].page,
        table_id=table_id,
        value_ids=tuple(value.value_id for value in own if value.field in MONEY_FIELDS),
    )
