"""Rows that are named after a person in tables that are not of persons: a signature below the last row, an official."""

from __future__ import annotations

from collections.abc import Sequence

from layouts.person_names import is_titled
from layouts.records import Finding, Severity, Value


def leave_out_persons(values: Sequence[Value], table_id: str) -> tuple[tuple[Value, ...], tuple[Finding, ...]]:
    """Take the values out that would write the name or number of a person, and say how many, and of which rows.

    Args:
        values: A table's values.
        table_id: Its id.

    Returns:
        The values without those of rows a text of which is a name with title or degree, or has a service number; and a
        finding where there were any, which names nobody.
    """
    printed = {text for v in values for text in (*_texts(v), v.value_text)}
    names = frozenset(text for text in printed if is_titled(text))
    rows = {v.row for v in values if not names.isdisjoint(_texts(v))}
    gone = [v for v in values if v.row in rows or v.value_text in names]
    if not gone:
        return tuple(values), ()
    numbers = ", ".join(map(str, sorted({v.row for v in gone})))
    finding = Finding(
        code="personal-data",
        severity=Severity.INFO,
        message=f"{len(gone)} values of rows that name a person are left out: row {numbers}.",
        page=gone[0].page,
        table_id=table_id,
        row=gone[0].row,
    )
    return tuple(v for v in values if v not in gone), (finding,)


def _texts(value: Value) -> tuple[str, ...]:
    return value.label, value.kegiatan, value.sasaran, value.satker_baris, value.indikator_konteks, value.no
