"""What was seen in a file, as text for a person and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace

from extract.contact import reading_notes
from extract.model import Box, LineReadings, Page, PageKind, Region
from layouts.columns import Column
from layouts.evidence import BEYOND
from layouts.match import Claim, Match
from pipelines.inspect import Seen, SeenTable, is_on

# A cell or line longer than this is cut in the text form; JSON has it whole.
CELL_CHARACTERS = 28
LINE_CHARACTERS = 110
CLAIMS_SHOWN = 3

Json = dict[str, object]


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
            if table.table.table_id not in shown and is_on(table.table, page.number):
                shown.add(table.table.table_id)
                lines += ["", *_table_lines(table)]
    return "\n".join(lines)


def to_json(seen: Seen) -> str:
    """What was seen, as JSON: document, pages, tables with columns, cells, claims, values, findings."""
    content: Json = {
        "document": asdict(seen.trace.result.document),
        # The way back to the page is code and pixels; boxes here are in the upright frame.
        "pages": [asdict(replace(page, view_map=None)) for page in seen.pages],
        "tables": [_table_json(table) for table in seen.tables],
        "lines": [
            {"page": line.page_number, "box": asdict(line.box), "text": line.text}
            for line in seen.trace.flow.lines
            if any(line.page_number == page.number for page in seen.pages)
        ],
        "findings": [asdict(finding) for finding in seen.trace.result.findings],
    }
    return json.dumps(content, ensure_ascii=False, indent=1, default=str)


def _page_lines(page: Page, seen: Seen) -> Iterator[str]:
    turned = f", turned by {page.turn_deg}°" if page.turn_deg else ""
    yield f"== page {page.number}: {page.kind}{_because(page.reason)}"
    yield (
        f"   {page.width:.0f} x {page.height:.0f} pt{turned}; {len(page.words)} words of height "
        f"{page.text_height:.1f}, {len(page.rules)} rules, {len(page.fills)} fills, {len(page.images)} images"
    )
    if page.kind is PageKind.SCAN:
        yield from (f"   {note}" for note in reading_notes(page))
        yield from (f"   · {_differing(line)}" for line in page.readings if len({r.text for r in line.readings}) > 1)
    for left in page.left_out:
        yield f"   not read: {left.glyphs} glyphs ({left.reason}): {_cut(left.sample, LINE_CHARACTERS)}"
    free = [line.text for line in seen.trace.flow.lines if line.page_number == page.number]
    yield f"   {len(free)} lines outside tables"
    yield from (f"   · {_cut(text, LINE_CHARACTERS)}" for text in free)


def _differing(line: LineReadings) -> str:
    """What the readers of a line read, where they differ."""
    texts = dict.fromkeys(f"{reading.engine} {reading.text!r}" for reading in line.readings)
    return f"{_corners(line.box)} {_cut(' | '.join(texts), LINE_CHARACTERS)}"


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
    why = f"  because {'; '.join(map(str, column.evidence))}" if column.evidence else ""
    rival = f", ahead of {column.rival or 'no role'} by {column.margin:.1f}" if column.margin < BEYOND else ""
    return (
        f"{_cut(column.heading.text, CELL_CHARACTERS * 2)!r} → {role}{year}, {column.periode}"
        f"  ({stats.filled} filled, {stats.numeric:.0%} numbers){rival}{why}"
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
        "evidence": [e._asdict() for e in column.evidence],
        "margin": column.margin,
        "rival": column.rival,
    }


def _because(reason: str) -> str:
    return f" ({reason})" if reason else ""


def _corners(box: Box) -> str:
    return f"({box.x0:.0f},{box.top:.0f})-({box.x1:.0f},{box.bottom:.0f})"


def _cut(text: str, length: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= length else f"{flat[: length - 1]}…"
