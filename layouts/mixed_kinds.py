"""Tables that print indicators and budget lines under one header: the fewer of them measure nobody knows what."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from statistics import median

from layouts.records import Field, Finding, Severity, Value, as_probable
from layouts.values import SMALLEST_AMOUNT

# What budget lines are called; "Nilai Kinerja Anggaran" is an indicator.
_BUDGET_LINE = re.compile(r"^\W*(?:(?:jumlah|total|pagu|realisasi|alokasi)\s+)?(?:belanja|anggaran|pagu|dipa)\b", re.I)
# The measures that tell how large a row is; what is left of an amount may be a few rupiah.
_AMOUNTS = (Field.PAGU, Field.REALISASI_ANGGARAN, Field.KEBUTUHAN_PENDANAAN)
_COUNTS = (Field.TARGET, Field.REALISASI)
# The smallest line of a budget is a thousandth of its median one; counts are less.
_SHARE = Decimal("0.001")
# So many labels stand in the finding.
_SHOWN = 4

Rows = Mapping[int, Sequence[Value]]


def doubt_mixed_kinds(values: Sequence[Value]) -> tuple[tuple[Value, ...], tuple[Finding, ...]]:
    """Take the trust from rows that are of another kind than their table.

    Args:
        values: All values of a document, amounts multiplied out, before its checks.

    Returns:
        The same values in the same order, those of such rows single for good; and a finding for each such table. Such
        rows are counts among a budget's amounts, and budget lines with amounts among indicators' counts.
    """
    tables: dict[str, dict[int, list[Value]]] = defaultdict(lambda: defaultdict(list))
    for value in values:
        tables[value.table_id][value.row].append(value)
    odd = {table_id: (*_counts_in_budget(rows), *_lines_among_counts(rows)) for table_id, rows in tables.items()}
    doubted = tuple(as_probable(v) if v.row in odd[v.table_id] else v for v in values)
    return doubted, tuple(_finding([tables[table_id][row] for row in rows]) for table_id, rows in odd.items() if rows)


def _counts_in_budget(rows: Rows) -> tuple[int, ...]:
    sizes = _sizes(rows, _AMOUNTS)
    amounts = [size for size in sizes.values() if size >= SMALLEST_AMOUNT]
    if not amounts:
        return ()
    least = min(median(amounts) * _SHARE, Decimal(SMALLEST_AMOUNT))
    return tuple(number for number, size in sizes.items() if size < least)


def _lines_among_counts(rows: Rows) -> tuple[int, ...]:
    sizes = _sizes(rows, _COUNTS)
    lines = [n for n, size in sizes.items() if size >= SMALLEST_AMOUNT and _BUDGET_LINE.match(rows[n][0].label)]
    return tuple(lines) if any(size < SMALLEST_AMOUNT for size in sizes.values()) else ()


def _sizes(rows: Rows, fields: Collection[Field]) -> dict[int, Decimal]:
    """The largest number of each row in some fields, rows with none but zeros left out."""
    sizes = {
        number: max((abs(v.value) for v in row if v.field in fields and v.value is not None), default=Decimal(0))
        for number, row in rows.items()
    }
    return {number: size for number, size in sizes.items() if size}


def _finding(odd: Sequence[Sequence[Value]]) -> Finding:
    first = odd[0][0]
    labels = [row[0].label for row in odd]
    return Finding(
        code="mixed-kinds",
        severity=Severity.WARNING,
        message="The table prints indicators and budget lines under one header. These rows are of another kind than "
        "its other rows: what their numbers measure is not told.",
        page=first.page,
        table_id=first.table_id,
        row=first.row,
        found="; ".join(labels[:_SHOWN]) + ("; …" if len(labels) > _SHOWN else ""),
        value_ids=tuple(value.value_id for row in odd for value in row),
    )
