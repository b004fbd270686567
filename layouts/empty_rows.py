"""Rows of a mapped table that print no value: "nihil", "n/a" and dashes give nothing in the outputs but a finding."""

from __future__ import annotations

from collections.abc import Iterable

from layouts.match import Match
from layouts.record_rows import Record
from layouts.records import Finding, Severity, Value
from layouts.values import is_nothing
from layouts.wordings import TEXT_ROLES, VALUE_ROLES

# So many rows stand in the finding.
_SHOWN = 4


def rows_without_values(match: Match, table_id: str, values: Iterable[Value]) -> tuple[Finding, ...]:
    """One finding for a table with rows that print nothing but "nihil" and the like; nothing where there is none.

    Args:
        match: A mapped table.
        table_id: Its id.
        values: All values that were read from it.
    """
    valued = {value.row for value in values}
    empty = [r for r in match.sight.records if r.number not in valued and _printed(r, match)]
    if not empty:
        return ()
    shown = "; ".join(f"{_label(record, match)}: {' | '.join(_printed(record, match))}" for record in empty[:_SHOWN])
    return (
        Finding(
            code="rows-without-values",
            severity=Severity.INFO,
            message=f"{len(empty)} rows of this table print no value; they are in none of the outputs.",
            page=match.sight.region.page_from,
            table_id=table_id,
            row=empty[0].number,
            found=shown + ("; …" if len(empty) > _SHOWN else ""),
        ),
    )


def _printed(record: Record, match: Match) -> list[str]:
    """What stands in a row's cells of values, all of it nothing; empty where one of them says something."""
    texts = [p.text for c in match.sight.columns if c.role in VALUE_ROLES and (p := record.pieces.get(c.index))]
    return [text for text in texts if text.strip()] if all(map(is_nothing, texts)) else []


def _label(record: Record, match: Match) -> str:
    texts = [p.text for c in match.sight.columns if c.role in TEXT_ROLES and (p := record.pieces.get(c.index))]
    return texts[-1] if texts else f"row {record.number}"
