"""What a document's tables leave to be said: unmapped tables and columns, text that found no cell, glyphs lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.model import Flow, Grid, NoteKind
from layouts.match import Match
from layouts.person_names import without_names
from layouts.records import Finding, Severity, Table, TableStatus
from layouts.values import looks_numeric
from layouts.wordings import VALUE_ROLES

# A table of running text or names has few numbers; one of results has at least this share of numeric columns.
_NUMERIC = 0.5


def of_regions(tables: Sequence[Table]) -> list[Table]:
    """The tables that are regions, as the matches are; lists stand between them."""
    return [table for table in tables if table.profile != "list"]


def check_coverage(flow: Flow, matches: Sequence[Match], tables: Sequence[Table]) -> list[Finding]:
    """Findings about what was seen and is not in the records."""
    findings: list[Finding] = []
    for match, table in zip(matches, of_regions(tables), strict=True):
        if table.status is TableStatus.UNMAPPED:
            findings.append(_unmapped(match, table))
        elif table.status is TableStatus.MAPPED:
            findings += _in_mapped(match, table)
    return [*findings, *map(_not_understood, flow.unsound), *_page_findings(flow), *_lost_glyphs(flow)]


def _not_understood(grid: Grid) -> Finding:
    numbers = sum(looks_numeric(word.text) for cell in grid.cells for word in cell.words)
    return Finding(
        code="table-not-read",
        severity=Severity.WARNING,
        message="A table without drawn columns could not be parted into its columns; "
        f"{numbers} numbers of it are in no value.",
        page=grid.page_number,
        explanation="See it with 'lkip inspect FILE --page N --draw DIR'.",
    )


def _unmapped(match: Match, table: Table) -> Finding:
    numeric = [
        c for c in match.sight.columns if c.stats.filled and c.stats.numeric >= _NUMERIC and c.role in VALUE_ROLES
    ]
    return Finding(
        code="unmapped-table",
        severity=Severity.WARNING if numeric else Severity.INFO,
        message=f"No profile claims this table; {table.reason}.",
        page=table.page_from,
        table_id=table.table_id,
        found=table.header,
        explanation="See it with 'lkip inspect FILE --page N --draw DIR'; then see docs/add-a-layout.md.",
    )


def _in_mapped(match: Match, table: Table) -> Iterable[Finding]:
    if not match.sight.records:
        below = match.sight.region.row_count > match.sight.header.rows
        yield Finding(
            code="empty-table",
            severity=Severity.WARNING if below else Severity.INFO,
            message="No row of this table holds a value." if below else "A header of a known kind has no row below it.",
            page=table.page_from,
            table_id=table.table_id,
            found=table.header,
        )
    if match.tied_with:
        yield Finding(
            code="ambiguous-profile",
            severity=Severity.WARNING,
            message=f"Two profiles claim this table equally: {table.profile} (taken) and {match.tied_with}.",
            page=table.page_from,
            table_id=table.table_id,
        )
    if match.untold:
        yield Finding(
            code="ambiguous-profile",
            severity=Severity.INFO,
            message=f"No words above this table say what it is: {table.profile} was taken, {match.untold} fits as "
            "well. Its values are single.",
            page=table.page_from,
            table_id=table.table_id,
        )
    if match.misnamed:
        yield Finding(
            code="ambiguous-profile",
            severity=Severity.INFO,
            message=f"The line above calls this table another kind ('{match.misnamed}') than its columns do: "
            f"{table.profile} was taken. Its values are single.",
            page=table.page_from,
            table_id=table.table_id,
        )
    for column in match.sight.columns:
        if (
            column.role is None
            and column.stats.filled
            and column.stats.numeric >= _NUMERIC
            and column.stats.filled >= len(match.sight.records) / 2
        ):
            yield Finding(
                code="unmapped-column",
                severity=Severity.WARNING,
                message=f"Column {column.index + 1} holds numbers and its heading is unknown.",
                page=table.page_from,
                table_id=table.table_id,
                found=column.heading.text,
                explanation="Add the heading to vocabulary/headers.toml of the folder given as --profiles, under its "
                "role or under 'ignored'; see docs/add-a-layout.md.",
            )
    if match.sight.region.strays:
        yield Finding(
            code="stray-words",
            severity=Severity.WARNING,
            message=f"{len(match.sight.region.strays)} words inside the table's box stand in no cell.",
            page=match.sight.region.strays[0].page_number,
            table_id=table.table_id,
        )


_PAGE_SAYS = {
    NoteKind.UNREAD: (Severity.WARNING, "The page could not be read: {}."),
    NoteKind.NO_PRINT: (Severity.INFO, "Nothing on the page can be read: {}."),
    NoteKind.REDUCED: (Severity.INFO, "The page's picture was made smaller: {}."),
    NoteKind.DOUBTFUL: (Severity.WARNING, "The page could not be made flat for sure, its values are single: {}."),
}


def _page_findings(flow: Flow) -> Iterable[Finding]:
    for page in flow.pages:
        for note in page.notes:
            severity, message = _PAGE_SAYS[note.kind]
            yield Finding(code=note.kind, severity=severity, message=message.format(note.text), page=page.number)


def _lost_glyphs(flow: Flow) -> Iterable[Finding]:
    for page in flow.pages:
        for out in page.left_out:
            if out.reason == "no-unicode":
                yield Finding(
                    code="no-unicode",
                    severity=Severity.WARNING,
                    message=f"{out.glyphs} glyphs of this page have no Unicode mapping and could not be read as text.",
                    page=page.number,
                    found=out.sample,
                )


def number_findings(findings: Sequence[Finding], document_id: str) -> tuple[Finding, ...]:
    """Give each finding its id: the document, the code, and a number within the code."""
    counts: dict[str, int] = {}
    numbered: list[Finding] = []
    for finding in findings:
        counts[finding.code] = counts.get(finding.code, 0) + 1
        # What a finding quotes may stand outside of all tables, and name a person.
        clean = replace(finding, message=without_names(finding.message), found=without_names(finding.found))
        numbered.append(replace(clean, finding_id=f"{document_id}-{finding.code}-{counts[finding.code]}"))
    return tuple(numbered)
