"""Findings on columns whose role is not certain: what else they could be, and what spoke for it."""

from __future__ import annotations

from layouts.columns import Column
from layouts.evidence import BEYOND
from layouts.match import Match
from layouts.records import Finding, Severity
from layouts.wordings import VALUE_ROLES


def doubt_columns(match: Match, table_id: str) -> tuple[Finding, ...]:
    """One finding for a mapped table in which a column of values could as well be another's; else none."""
    doubtful = [c for c in match.sight.columns if c.role in VALUE_ROLES and not c.sure and c.stats.filled]
    if match.profile is None or not match.profile.kind or not doubtful:
        return ()
    return (
        Finding(
            code="uncertain-column",
            severity=Severity.INFO,
            message="What these columns hold is only probable; none of their values is trusted more than single. "
            "Compare them with the page, or add the heading to the vocabulary.",
            page=match.sight.region.page_from,
            table_id=table_id,
            found="; ".join(_said_of(column) for column in doubtful),
        ),
    )


def _said_of(column: Column) -> str:
    heading = f"'{column.heading.text}'" if column.heading.text else f"column {column.index + 1}"
    rival = f", not {column.rival or 'nothing'}" if column.margin < BEYOND else ""
    return f"{heading} read as {column.role}{rival} (ahead by {column.margin:.1f})"
