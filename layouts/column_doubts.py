"""Findings on columns whose role is not certain: what else they could be, and what spoke for it."""

from __future__ import annotations

from collections.abc import Sequence

from layouts.columns import Column
from layouts.evidence import BEYOND
from layouts.match import Match
from layouts.records import Finding, Severity
from layouts.wordings import VALUE_ROLES


def doubt_columns(match: Match, table_id: str) -> tuple[Finding, ...]:
    """What is in doubt of a mapped table's columns of values, one finding a reason; else none.

    A column could as well be another's, or its heading and its numbers contradict each other.
    """
    if match.profile is None or not match.profile.kind:
        return ()
    values = [c for c in match.sight.columns if c.role in VALUE_ROLES and c.stats.filled]
    contradicted = [c for c in values if c.contradicted]
    doubtful = [c for c in values if not c.sure and not c.contradicted]
    page = match.sight.region.page_from
    found = _contradicted(contradicted, page, table_id) if contradicted else ()
    return (*found, *(_uncertain(doubtful, page, table_id) if doubtful else ()))


def _contradicted(columns: Sequence[Column], page: int, table_id: str) -> tuple[Finding, ...]:
    return (
        Finding(
            code="header-contradicted",
            severity=Severity.WARNING,
            message="The header says one thing and the numbers below it another; none of these columns is trusted more "
            "than single. Compare them with the page.",
            page=page,
            table_id=table_id,
            found="; ".join(f"'{c.heading.text}': {c.contradicted}" for c in columns),
        ),
    )


def _uncertain(doubtful: Sequence[Column], page: int, table_id: str) -> tuple[Finding, ...]:
    return (
        Finding(
            code="uncertain-column",
            severity=Severity.INFO,
            message="What these columns hold is only probable; none of their values is trusted more than single. "
            "Compare them with the page, or add the heading to the vocabulary.",
            page=page,
            table_id=table_id,
            found="; ".join(_said_of(column) for column in doubtful),
        ),
    )


def _said_of(column: Column) -> str:
    heading = f"'{column.heading.text}'" if column.heading.text else f"column {column.index + 1}"
    rival = f", not {column.rival or 'nothing'}" if column.margin < BEYOND else ""
    return f"{heading} read as {column.role}{rival} (ahead by {column.margin:.1f})"
