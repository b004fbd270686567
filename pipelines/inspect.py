"""What the program sees in a file, stage by stage, as text, JSON and pictures: for whoever adds a layout."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from pypdfium2 import PdfDocument

from extract.contact import contact_sheet
from extract.draw import Layer, Mark, draw_layers, flow_layers, render_page
from extract.errors import InputError, OutputError
from extract.model import Box, Page, PageKind, Region
from extract.ocr import Readers, load_readers
from extract.pdf import open_pdf, read_bytes
from extract.picture.flatten import flatten_page
from extract.picture.model import RuledSheet
from extract.picture.raster import Unread
from extract.scan import confidences_of
from layouts.layouts import load_layouts
from layouts.match import Claim, Match
from layouts.records import Finding, Table, Trust, Value
from layouts.roles import Column
from pipelines.document import DocumentTrace, no_readers, trace_document

# A cell or line longer than this is cut in the text form; JSON has it whole.
CELL_CHARACTERS = 28
LINE_CHARACTERS = 110
CLAIMS_SHOWN = 3
# What a contact sheet shows on the flattened sheet, where it is seen better.
DRAWN_FLAT = frozenset({"picture", "fill", "word", "rule"})
TRUST_COLOURS = {
    Trust.VERIFIED: (0, 140, 70),
    Trust.AGREED: (0, 150, 200),
    Trust.SINGLE: (240, 140, 0),
    Trust.DISPUTED: (220, 0, 0),
}

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class SeenTable:
    """A table with what matching saw in it; a list of results has no match."""

    table: Table
    match: Match | None
    values: tuple[Value, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything that the program sees in a file; `pages` and `tables` are those asked for."""

    path: Path
    data: bytes
    trace: DocumentTrace
    pages: tuple[Page, ...]
    tables: tuple[SeenTable, ...]
    readers: Callable[[], Readers] = no_readers


def inspect_file(path: Path, *, page_number: int | None = None, ocr: bool = True) -> Seen:
    """Run all stages over a file and keep what each gave.

    Args:
        path: The PDF.
        page_number: Keep this page and the tables on it, counted from 1; None keeps all.
        ocr: Read scanned pages.

    Raises:
        InputError: the file is no PDF that can be read, or has no such page.
    """
    data, _ = read_bytes(path)
    load = load_readers if ocr else no_readers
    try:
        # Before the work, which takes minutes where pages are scans.
        with open_pdf(data) as document:
            count = len(document)
        if page_number is not None and page_number > count:
            raise InputError(f"has no page {page_number}", hint=f"its pages are 1 to {count}")
        trace = trace_document(data, file=path.name, layouts=load_layouts(), load_readers=load)
    except InputError as error:
        error.where = str(path)
        raise
    pages = tuple(page for page in trace.flow.pages if page_number in (None, page.number))
    tables = (t for t in _tables(trace) if page_number is None or _is_on(t.table, page_number))
    return Seen(path, data, trace, pages, tuple(tables), load)


def render(seen: Seen) -> str:
    """What was seen, as text: the document, page by page its triage and the tables that begin there."""
    result = seen.trace.result
    document, office = result.document, result.document.office
    lines = [
        f"{seen.path}",
        f"document {document.document_id}: {document.status}{_because(document.reason)}",
        f"office: {office.satker or '?'} {office.kode_satker} {office.tingkat}, "
        f"{office.provinsi or 'provinsi ?'}, tahun anggaran {document.tahun_anggaran or '?'}",
        f"{document.pages} pages, {len(result.tables)} tables, {len(result.values)} values, "
        f"{len(result.findings)} findings",
    ]
    shown: set[str] = set()
    for page in seen.pages:
        lines += ["", *_page_lines(page, seen)]
        for table in seen.tables:
            if table.table.table_id not in shown and _is_on(table.table, page.number):
                shown.add(table.table.table_id)
                lines += ["", *_table_lines(table)]
    return "\n".join(lines)


def to_json(seen: Seen) -> str:
    """What was seen, as JSON: document, pages, tables with columns, cells, claims, values, findings."""
    content: Json = {
        "document": asdict(seen.trace.result.document),
        "pages": [asdict(page) for page in seen.pages],
        "tables": [_table_json(table) for table in seen.tables],
        "lines": [
            {"page": line.page_number, "box": asdict(line.box), "text": line.text}
            for line in seen.trace.flow.lines
            if any(line.page_number == page.number for page in seen.pages)
        ],
        "findings": [asdict(finding) for finding in seen.trace.result.findings],
    }
    return json.dumps(content, ensure_ascii=False, indent=1, default=str)


def draw_pages(seen: Seen, folder: Path) -> Iterator[Path]:
    """Save one PNG a page, `NAME-pNNN.png`, with everything found on it in colours; yields the paths.

    Of a scanned page it is a contact sheet of all steps from its picture to its words.

    Raises:
        OutputError: the folder or a picture cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with open_pdf(seen.data) as document:
            for page in seen.pages:
                picture, px_per_point = render_page(document, page.number)
                path = folder / f"{seen.path.stem}-p{page.number:03d}.png"
                ruled = _flattened(document, page, seen.readers)
                if ruled is None:
                    drawn = draw_layers(picture, px_per_point, _layers(seen, page))
                else:
                    found = [layer for layer in _layers(seen, page) if layer.name not in DRAWN_FLAT]
                    drawn = contact_sheet(picture, px_per_point, ruled=ruled, read=page, found=found)
                drawn.save(path)
                yield path
    except OSError as error:
        raise OutputError(f"cannot write: {error.strerror or error}", str(folder), "choose another --draw") from error


def _flattened(document: PdfDocument, page: Page, readers: Callable[[], Readers]) -> RuledSheet | None:
    """The flattened sheet of a scanned page, made anew: reading keeps its words alone. None where there is none."""
    if page.kind is not PageKind.SCAN:
        return None
    flat = flatten_page(document, page.number, confidences=confidences_of(readers()))
    return None if isinstance(flat, Unread) else flat


def _layers(seen: Seen, page: Page) -> tuple[Layer, ...]:
    values = [value for value in seen.trace.result.values if value.page == page.number]
    by_trust = (
        Layer(f"value {trust}", colour, tuple(_value_mark(v) for v in values if v.trust is trust), width_px=3)
        for trust, colour in TRUST_COLOURS.items()
    )
    names = [table.table.table_id[-4:] for table in _tables(seen.trace) if table.match is not None]
    return (*flow_layers(seen.trace.flow, page, names), *by_trust)


def _value_mark(value: Value) -> Mark:
    return Mark(value.box, f"{value.field} {value.tahun or '?'}")


def _tables(trace: DocumentTrace) -> Iterator[SeenTable]:
    """Tables in reading order, each with its match. Lists have none and stand between them."""
    matches = iter(trace.matches)
    lists = {id(table) for table in trace.result.tables if table.profile == "list"}
    for table in trace.result.tables:
        yield SeenTable(
            table,
            None if id(table) in lists else next(matches),
            tuple(value for value in trace.result.values if value.table_id == table.table_id),
            tuple(finding for finding in trace.result.findings if finding.table_id == table.table_id),
        )


def _is_on(table: Table, page_number: int) -> bool:
    return table.page_from <= page_number <= table.page_to


def _page_lines(page: Page, seen: Seen) -> Iterator[str]:
    turned = f", turned by {page.turn_deg}°" if page.turn_deg else ""
    yield f"== page {page.number}: {page.kind}{_because(page.reason)}"
    yield (
        f"   {page.width:.0f} x {page.height:.0f} pt{turned}; {len(page.words)} words of height "
        f"{page.text_height:.1f}, {len(page.rules)} rules, {len(page.fills)} fills, {len(page.images)} images"
    )
    for left in page.left_out:
        yield f"   not read: {left.glyphs} glyphs ({left.reason}): {_cut(left.sample, LINE_CHARACTERS)}"
    free = [line.text for line in seen.trace.flow.lines if line.page_number == page.number]
    yield f"   {len(free)} lines outside tables"
    yield from (f"   · {_cut(text, LINE_CHARACTERS)}" for text in free)


def _table_lines(seen: SeenTable) -> Iterator[str]:
    table = seen.table
    kind = table.table_kind or "no kind"
    yield (
        f"-- table {table.table_id[-4:]}, pages {table.page_from}-{table.page_to}: {table.status} as {kind}"
        f" by profile {table.profile or '-'}{_because(table.reason)}"
    )
    if table.caption:
        yield f"   caption: {_cut(table.caption, LINE_CHARACTERS)}"
    if seen.match is not None:
        yield from _match_lines(seen.match)
    for value in seen.values:
        number = "-" if value.value is None else f"{value.value:f}"
        yield (
            f"   value row {value.row} {value.field} {value.tahun or '?'}: {value.value_text!r} = {number} "
            f"{value.satuan}  {value.trust}{_because(value.reason)}  [{_cut(value.label, CELL_CHARACTERS)}]  "
            f"page {value.page} {_corners(value.box)}"
        )
    for finding in seen.findings:
        yield f"   {finding.severity} {finding.code}: {finding.message}"


def _match_lines(match: Match) -> Iterator[str]:
    sight, region = match.sight, match.sight.region
    for part in region.parts:
        yield (
            f"   grid on page {part.page_number} from {part.method}: {len(part.row_edges) - 1} rows x "
            f"{len(part.column_edges) - 1} columns, {_corners(part.box)}, {len(part.strays)} words in no cell"
        )
    yield from (f"   stitching: {note}" for note in region.notes)
    traits = ", ".join(sorted(sight.traits)) or "none"
    yield f"   header: {sight.header.rows} rows, {sight.header.known} columns known; traits: {traits}"
    yield from (f"   column {column.index}: {_column_text(column)}" for column in sight.columns)
    yield from (f"   | {row}" for row in _rows(region))
    yield from (f"   {_claim_text(claim)}" for claim in match.claims[:CLAIMS_SHOWN])


def _column_text(column: Column) -> str:
    stats = column.stats
    role = f"{column.role or 'no role'}{'' if column.sure else ' (only probable)'}"
    year = f", {column.tahun}" if column.tahun else ""
    why = f"  because {'; '.join(column.evidence)}" if column.evidence else ""
    return (
        f"{_cut(column.heading.text, CELL_CHARACTERS * 2)!r} → {role}{year}, {column.periode}"
        f"  ({stats.filled} filled, {stats.numeric:.0%} numbers){why}"
    )


def _rows(region: Region) -> Iterator[str]:
    for row in range(region.row_count):
        cells = (region.cell_at(row, column) for column in range(region.column_count))
        yield " | ".join("" if cell is None or cell.row != row else _cut(cell.text, CELL_CHARACTERS) for cell in cells)


def _claim_text(claim: Claim) -> str:
    if claim.lacks:
        return f"profile {claim.profile.name} lacks: {'; '.join(claim.lacks)}"
    return f"profile {claim.profile.name} claims it with {claim.score}"


def _table_json(seen: SeenTable) -> Json:
    content: Json = {
        "table": asdict(seen.table),
        "values": [asdict(value) for value in seen.values],
        "findings": [asdict(finding) for finding in seen.findings],
    }
    if seen.match is not None:
        region = seen.match.sight.region
        content |= {
            "grids": [
                _grid_json(part.page_number, part.method, part.column_edges, part.row_edges) for part in region.parts
            ],
            "notes": list(region.notes),
            "caption": [line.text for line in region.caption],
            "traits": sorted(seen.match.sight.traits),
            "header_rows": seen.match.sight.header.rows,
            "columns": [_column_json(column) for column in seen.match.sight.columns],
            "cells": [
                {
                    "row": cell.row,
                    "column": cell.column,
                    "row_span": cell.row_span,
                    "column_span": cell.column_span,
                    "text": cell.text,
                    "places": [asdict(place) for place in cell.places],
                }
                for cell in region.cells
            ],
            "claims": [
                {"profile": claim.profile.name, "score": claim.score, "lacks": list(claim.lacks)}
                for claim in seen.match.claims
            ],
        }
    return content


def _grid_json(page: int, method: str, columns: Sequence[float], rows: Sequence[float]) -> Json:
    return {"page": page, "method": method, "column_edges": list(columns), "row_edges": list(rows)}


def _column_json(column: Column) -> Json:
    return {
        "index": column.index,
        "heading": column.heading.text,
        "role": column.role,
        "sure": column.sure,
        "tahun": column.tahun,
        "periode": column.periode,
        "evidence": list(column.evidence),
    }


def _because(reason: str) -> str:
    return f" ({reason})" if reason else ""


def _corners(box: Box) -> str:
    return f"({box.x0:.0f},{box.top:.0f})-({box.x1:.0f},{box.bottom:.0f})"


def _cut(text: str, length: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= length else f"{flat[: length - 1]}…"
