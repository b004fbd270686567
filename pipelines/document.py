"""One document, from its bytes to its records. Read this first.

`trace_document` reads the pages and `trace_pages` runs the stages after that, in order, keeping what each of them gave
(`lkip inspect` shows it); `run_document` keeps what goes into the outputs. All are pure functions of the bytes and the
layouts. A batch reads scanned pages one by one, wherever there is a worker, and calls `trace_pages` with what came in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from extract.model import Flow, Grid, GridMethod, Page, PageKind
from extract.ocr import NO_READERS, Readers
from extract.read import is_unreadable, read_pages
from extract.regions import build_flow
from extract.scan import Reach, Tell, is_read, reach_of, read_scans, say_nothing, why_not_read
from layouts.assemble import build_records
from layouts.cell_readings import readings_of_list, readings_of_table
from layouts.checks import check_values
from layouts.column_doubts import doubt_columns
from layouts.copies import drop_copies
from layouts.decide import decide_readings
from layouts.empty_rows import rows_without_values
from layouts.label_doubts import doubt_printed_labels
from layouts.label_parts import words_of
from layouts.layouts import Layouts
from layouts.list_values import doubt_list_roles, read_list_values
from layouts.lists import ResultList, find_lists
from layouts.match import Match, match_regions
from layouts.mixed_kinds import doubt_mixed_kinds
from layouts.names_above import gather_names
from layouts.office import OfficeReading, identify_office
from layouts.person_names import without_names
from layouts.person_words import know_persons
from layouts.personal_rows import leave_out_persons
from layouts.persons import PERSONS
from layouts.records import (
    CellReading,
    Document,
    DocumentResult,
    DocumentStatus,
    Finding,
    Table,
    TableKind,
    TableStatus,
    Value,
)
from layouts.rows import TableContext, read_values
from layouts.scan_labels import doubt_labels
from layouts.unit_doubts import doubt_units
from layouts.unread_numbers import unread_numbers
from layouts.values import read_with
from layouts.wordings import Role
from pipelines.coverage import check_coverage, number_findings
from pipelines.wording_findings import propose_wordings

NOT_READ = Reach()
LIST = "list"
"""What stands as profile of a list of results."""


@dataclass(frozen=True, slots=True)
class DocumentTrace:
    """What every stage of a document gave, in the order of the stages."""

    flow: Flow
    office: OfficeReading
    matches: tuple[Match, ...]
    lists: tuple[ResultList, ...]
    result: DocumentResult


@dataclass(frozen=True, slots=True)
class ReadPages:
    """A document after the reading: the SHA-256 of its bytes, its pages, and how far scans among them were read."""

    sha256: str
    pages: tuple[Page, ...]
    reach: Reach = NOT_READ


def no_readers() -> Readers:
    """What reads scanned pages where they are to stay unread."""
    return NO_READERS


def run_document(
    data: bytes,
    *,
    file: str,
    layouts: Layouts,
    load_readers: Callable[[], Readers] = no_readers,
    tell: Tell = say_nothing,
) -> DocumentResult:
    """Turn one PDF into records and findings.

    Args:
        data: The file's bytes.
        file: Its name in the outputs, relative to the input it was found under.
        layouts: Profiles and vocabularies.
        load_readers: Gives the engines that read scanned pages; asked when there is one, for engines are slow to load.
        tell: Told how many scanned pages are read, and of how many.

    Raises:
        InputError: the bytes are no PDF that can be read.
    """
    return trace_document(data, file=file, layouts=layouts, load_readers=load_readers, tell=tell).result


def trace_document(
    data: bytes,
    *,
    file: str,
    layouts: Layouts,
    load_readers: Callable[[], Readers] = no_readers,
    tell: Tell = say_nothing,
) -> DocumentTrace:
    """Run all stages of a document and keep what each gave. See `run_document`."""
    pages = read_pages(data)
    readers = load_readers() if any(page.kind is PageKind.SCAN for page in pages) else NO_READERS
    read = ReadPages(hashlib.sha256(data).hexdigest(), read_scans(data, pages, readers, tell=tell), reach_of(readers))
    return trace_pages(read, file=file, layouts=layouts)


def trace_pages(read: ReadPages, *, file: str, layouts: Layouts) -> DocumentTrace:
    """Run the stages that follow the reading, and keep what each gave; no file is touched and no engine asked."""
    read_with(layouts.units)
    know_persons(layouts.persons)
    pages, sha256 = read.pages, read.sha256
    flow = build_flow(pages, layouts.vocabulary.hints())
    office = identify_office(flow.lines, layouts.offices)
    matches = match_regions(flow, layouts.vocabulary, layouts.profiles, year=office.tahun_anggaran)
    lists = find_lists(flow.lines, layouts.list_words)
    tables, values, doubts, readings = read_tables(
        matches, lists, pages, document_id=sha256[:16], office=office, layouts=layouts
    )
    values, odd_labels = doubt_printed_labels(
        values,
        undrawn_texts(flow, matches, tables),
        frozenset(words_of(name) for name in layouts.kodes.names()),
        headings_of_indicators(matches),
    )
    values = doubt_labels(values, loose_tables(matches, tables, pages))
    scaled = frozenset(f.table_id for f in doubts if f.code == "scaled-amounts")
    values, odd_units = doubt_units(values, scaled)
    values, mixed = doubt_mixed_kinds(values)
    tables, values, twice = drop_copies(tables, values, pages)
    kept = {table.table_id for table in tables if table.status is TableStatus.MAPPED}
    readings = tuple(reading for reading in readings if reading.table_id in kept)
    values, quarrels = decide_readings(values)
    values, disagreements = check_values(values)
    findings = number_findings(
        [
            *office.findings,
            *check_coverage(flow, matches, tables),
            *propose_wordings(matches, tables, layouts.vocabulary),
            *doubts,
            *odd_labels,
            *odd_units,
            *mixed,
            *twice,
            *quarrels,
            *disagreements,
        ],
        sha256[:16],
    )
    indicators, budgets = build_records(values, findings)
    document = describe(file, sha256, pages, office, has_values=bool(values), reach=read.reach)
    return DocumentTrace(
        flow, office, matches, lists, DocumentResult(document, tables, values, indicators, budgets, findings, readings)
    )


def read_tables(
    matches: Sequence[Match],
    lists: Sequence[ResultList],
    pages: Sequence[Page],
    *,
    document_id: str,
    office: OfficeReading,
    layouts: Layouts,
) -> tuple[tuple[Table, ...], tuple[Value, ...], tuple[Finding, ...], tuple[CellReading, ...]]:
    """Read the values of all tables and lists of a document, numbered in reading order, and what readers said."""
    by_number = {page.number: page for page in pages}
    found = _in_reading_order(matches, lists)
    names = gather_names(matches, lists)
    tables: list[Table] = []
    values: list[Value] = []
    findings: list[Finding] = []
    readings: list[CellReading] = []
    for number, item in enumerate(found, 1):
        table_id = f"{document_id}-t{number:03d}"
        if isinstance(item, ResultList):
            tables.append(_table_of_list(item, table_id))
            listed, personal = leave_out_persons(
                read_list_values(item, table_id, office.tahun_anggaran, pages=by_number, kodes=layouts.kodes), table_id
            )
            values += listed
            findings += personal
            findings += doubt_list_roles(item, table_id, listed)
            readings += readings_of_list(item, table_id, listed, by_number)
            continue
        tables.append(_table_of_match(item, table_id))
        if item.profile is not None and item.profile.kind:
            context = TableContext(
                table_id,
                office.tahun_anggaran,
                by_number,
                layouts.vocabulary,
                layouts.kodes,
                layouts.offices,
                office.office.satker,
                names,
            )
            read, doubts = read_values(item, context)
            doubts = (*doubts, *rows_without_values(item, table_id, read))
            read, personal = leave_out_persons(read, table_id)
            values += read
            findings += [
                *doubts,
                *personal,
                *doubt_columns(item, table_id),
                *unread_numbers(item, table_id, read, by_number),
            ]
            readings += readings_of_table(item, table_id, read, by_number)
    return tuple(tables), tuple(values), tuple(findings), tuple(readings)


def loose_tables(matches: Sequence[Match], tables: Sequence[Table], pages: Sequence[Page]) -> frozenset[str]:
    """The ids of tables that were read from pictures and whose columns are told by white space."""
    scans = {page.number for page in pages if page.kind is PageKind.SCAN}
    return frozenset(
        table.table_id
        for table, part in _parts(matches, tables)
        if part.method in (GridMethod.WHITESPACE, GridMethod.ROWS) and part.page_number in scans
    )


def undrawn_texts(flow: Flow, matches: Sequence[Match], tables: Sequence[Table]) -> dict[str, tuple[str, ...]]:
    """By id the texts of each table whose cells are not all drawn, the lines right below it too; of lists none."""
    found: dict[str, tuple[str, ...]] = {table.table_id: () for table in tables if table.profile == LIST}
    for table, part in _parts(matches, tables):
        if part.method is not GridMethod.RULES:
            below = [
                line.text
                for line in flow.lines
                if line.page_number == part.page_number and 0 < line.box.y_mid - part.box.bottom < 3 * part.text_height
            ]
            texts = (*(cell.text for cell in part.cells if cell.text), *below)
            found[table.table_id] = (*found.get(table.table_id, ()), *texts)
    return found


def headings_of_indicators(matches: Sequence[Match]) -> frozenset[str]:
    """What stands over the columns of targets, realisasi and capaian in all mapped tables, without its years."""
    columns = [c for match in matches if match.profile is not None and match.profile.kind for c in match.sight.columns]
    leaves = [c.heading.leaf for c in columns if c.role in (Role.TARGET, Role.REALISASI, Role.CAPAIAN)]
    return frozenset(leaf.phrase for leaf in leaves if leaf is not None and leaf.phrase)


def _parts(matches: Sequence[Match], tables: Sequence[Table]) -> Iterator[tuple[Table, Grid]]:
    of_matches = [table for table in tables if table.profile != LIST]
    for table, match in zip(of_matches, matches, strict=True):
        for part in match.sight.region.parts:
            yield table, part


def _in_reading_order(matches: Sequence[Match], lists: Sequence[ResultList]) -> list[Match | ResultList]:
    """The lists between the matches, which keep their order: of two side by side the left one is first."""
    found: list[Match | ResultList] = list(matches)
    for item in sorted(lists, key=_top_of):
        after = (i for i, other in enumerate(found) if isinstance(other, Match) and _top_of(other) > _top_of(item))
        found.insert(next(after, len(found)), item)
    return found


def _top_of(item: Match | ResultList) -> tuple[int, float]:
    if isinstance(item, ResultList):
        return item.page_from, item.top
    return item.sight.region.page_from, item.sight.region.parts[0].box.top


def _table_of_list(found: ResultList, table_id: str) -> Table:
    return Table(
        table_id=table_id,
        table_kind=TableKind.RINGKASAN_EKSEKUTIF,
        profile=LIST,
        status=TableStatus.MAPPED,
        reason="",
        page_from=found.page_from,
        page_to=found.page_to,
        rows=len(found.items),
        columns=0,
        caption=without_names(found.heading),
        header="",
    )


def _table_of_match(match: Match, table_id: str) -> Table:
    sight, profile = match.sight, match.profile
    if profile is None:
        status, reason = (
            TableStatus.UNMAPPED,
            f"nearest profile {match.nearest.profile.name}: {'; '.join(match.nearest.lacks)}",
        )
    elif profile.ignore:
        status, reason = TableStatus.IGNORED, profile.ignore
    else:
        status, reason = TableStatus.MAPPED, ""
    personal = PERSONS in sight.traits
    return Table(
        table_id=table_id,
        table_kind=TableKind(profile.kind) if profile is not None and profile.kind else None,
        profile=profile.name if profile is not None else "",
        status=status,
        reason=reason,
        page_from=sight.region.page_from,
        page_to=sight.region.page_to,
        rows=len(sight.records),
        columns=sight.region.column_count,
        # A name can stand in what was taken for the header.
        caption=without_names(sight.captions[-1]) if sight.captions and not personal else "",
        header="" if personal else without_names(sight.header.text),
    )


def describe(
    file: str,
    sha256: str,
    pages: Sequence[Page],
    office: OfficeReading,
    *,
    has_values: bool,
    reach: Reach = NOT_READ,
) -> Document:
    """The document's own row: who reports on what year, and how far it was read."""
    scans = [page for page in pages if page.kind is PageKind.SCAN]
    unread = [page.number for page in scans if not is_read(page)]
    broken = [page.number for page in pages if is_unreadable(page)]
    reasons = []
    if unread:
        reasons += _because(pages, unread, f"scanned and {why_not_read(reach)}")
    elif scans and reach.lost:
        reasons.append(f"{_pages([page.number for page in scans])} {reach.lost}")
    if broken:
        reasons += _because(pages, broken, "unreadable")
    if not has_values:
        reasons.append("no table or list of a known kind was found")
    return Document(
        document_id=sha256[:16],
        file=file,
        sha256=sha256,
        status=DocumentStatus.PARTIAL if unread or broken else DocumentStatus.OK,
        reason="; ".join(reasons),
        office=office.office,
        tahun_anggaran=office.tahun_anggaran,
        pages=len(pages),
        pages_text=sum(page.kind in (PageKind.TEXT, PageKind.MIXED) for page in pages),
        pages_scan=len(scans),
    )


def _because(pages: Sequence[Page], numbers: Sequence[int], what: str) -> list[str]:
    """What befell some pages, those together whose notes give the same cause: "page 3 is unreadable: …"."""
    by_cause: dict[str, list[int]] = {}
    for page in pages:
        if page.number in numbers:
            by_cause.setdefault("; ".join(note.text for note in page.notes), []).append(page.number)
    return [f"{_pages(same)} {what}{': ' if cause else ''}{cause}" for cause, same in by_cause.items()]


def _pages(numbers: Sequence[int]) -> str:
    """ "page 3", "pages 3, 7-9"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    texts = [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs]
    return ("page " if len(numbers) == 1 else "pages ") + ", ".join(texts) + (" is" if len(numbers) == 1 else " are")
