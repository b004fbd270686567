"""What amounts are multiplied by: "dalam ribuan rupiah" above a table, or "(juta)" over one of its columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from layouts.columns import Column
from layouts.records import MONEY_FIELDS, Finding, Severity, Value
from layouts.values import SMALLEST_AMOUNT, scale_of
from layouts.wordings import VALUE_ROLES

# No office has ten trillion rupiah in half its lines: such amounts are printed in full, whatever the caption says.
_TOO_LARGE = Decimal(10) ** 13


def said_scale(texts: Iterable[str]) -> int | None:
    """What the last of some texts that says so multiplies amounts by; None where none does."""
    said = [int(scale) for text in texts if (scale := scale_of(text)) is not None]
    return said[-1] if said else None


def column_scales(around: Sequence[str], columns: Sequence[Column]) -> tuple[int, ...]:
    """What the amounts of each column are multiplied by.

    Args:
        around: The lines above the table and its title, the nearest last.
        columns: The table's columns. A heading over words ("Uraian (dalam ribuan)") speaks for the table.

    Returns:
        By column what its own heading says, else what the words around the table say, else what another column's
        heading says if its numbers are too small for rupiah as they stand; else 1.
    """
    own = [said_scale(level.text for level in column.heading.path) for column in columns]
    of_words = [s for s, c in zip(own, columns, strict=True) if s is not None and c.role not in VALUE_ROLES]
    table = said_scale(around) if not of_words else of_words[-1]
    others = [s for s in own if s is not None]
    small = [c.stats.median is not None and c.stats.median < SMALLEST_AMOUNT for c in columns]
    return tuple(
        said or table or (others[-1] if others and is_small else 1) for said, is_small in zip(own, small, strict=True)
    )


def multiply_out(
    values: Sequence[Value], scales: Mapping[str, int], table_id: str
) -> tuple[list[Value], list[Finding]]:
    """Multiply the amounts of a table, unless they are printed in full all the same.

    Args:
        values: The table's values.
        scales: By value_id what its column's amounts are multiplied by.
        table_id: Its id.

    Returns:
        The values in their order, and one finding where any was multiplied.
    """
    money = [v for v in values if v.field in MONEY_FIELDS and v.value]
    right = {scale for scale in set(scales.values()) - {1} if _is_likely(scale, money, scales)}
    if not right:
        return list(values), []
    multiplied = [
        _times(v, scales[v.value_id])
        if v.field in MONEY_FIELDS and v.value is not None and v.reason != "scaled-word" and scales[v.value_id] in right
        else v
        for v in values
    ]
    units = " and ".join(str(scale) for scale in sorted(right))
    finding = Finding(
        code="scaled-amounts",
        severity=Severity.INFO,
        message=f"The table prints its amounts in units of {units} rupiah; values are multiplied out.",
        page=values[0].page,
        table_id=table_id,
        value_ids=(),
    )
    return multiplied, [finding]


def _is_likely(scale: int, money: Sequence[Value], scales: Mapping[str, int]) -> bool:
    amounts = sorted(abs(v.value) for v in money if v.value is not None and scales[v.value_id] == scale)
    return bool(amounts) and amounts[len(amounts) // 2] * scale < _TOO_LARGE


def _times(value: Value, scale: int) -> Value:
    others = tuple(replace(other, value=other.value * scale) for other in value.alternatives)
    return replace(value, value=(value.value or Decimal(0)) * scale, alternatives=others)
