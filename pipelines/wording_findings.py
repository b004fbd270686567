"""Findings that propose a line for the vocabulary, one a heading that no vocabulary knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from layouts.match import Match
from layouts.records import Finding, Severity, Table, TableStatus
from layouts.wording_gaps import HEADERS_FILE, WordingGap, wording_gaps
from layouts.wordings import VALUE_ROLES, Vocabulary
from pipelines.coverage import of_regions


def propose_wordings(matches: Sequence[Match], tables: Sequence[Table], vocabulary: Vocabulary) -> Iterator[Finding]:
    """Say once for each unknown heading of a document what to add for it, and where.

    In mapped tables of the columns that something else than their heading named (numbers under a heading that nothing
    speaks for are `unmapped-column`); in unmapped tables of all with numbers; in ignored ones of none.
    """
    said: set[str] = set()
    for match, table in zip(matches, of_regions(tables), strict=True):
        if table.status is TableStatus.IGNORED:
            continue
        for gap in wording_gaps(match.sight.columns, vocabulary):
            numbers = gap.role is None or gap.role in VALUE_ROLES
            worth = numbers if table.status is TableStatus.UNMAPPED else gap.role is not None
            if worth and gap.phrase not in said:
                said.add(gap.phrase)
                yield _finding(gap, table)


def _finding(gap: WordingGap, table: Table) -> Finding:
    why = "; ".join(evidence.why for evidence in gap.column.evidence if evidence.points > 0)
    known = f"is read as {gap.role}: {why}" if gap.role else "holds numbers that are not read"
    choose = "" if gap.role else ", with the column's role for the question mark, 'ignored' among them"
    return Finding(
        code="unknown-wording",
        severity=Severity.INFO,
        message=f"Heading '{gap.column.heading.text}' is in no vocabulary; its column {known}.",
        page=table.page_from,
        table_id=table.table_id,
        found=gap.column.heading.text,
        explanation=f"In {HEADERS_FILE} of the folder given as --profiles: {gap.line}{choose}.",
    )
