"""Truth of a report: the values its blocks print, as CSV lines and a JSON description."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .amounts import Num
from .model import FIELDS, Cell, Item, Report, Results, Row, Table, cell, place

COLUMNS = (
    "document",
    "table_no",
    "kind",
    "page_from",
    "page_to",
    "row_no",
    "no",
    "kegiatan",
    "sasaran",
    "label",
    "tahun",
    "field",
    "value_text",
    "value",
    "unit",
)
TEXT_ROLES = ("no", "kegiatan", "sasaran", "label", "satuan")
Pages = Mapping[tuple[int, int], tuple[int, int]]
"""First and last page of (table_no, row_no)."""


@dataclass(frozen=True, slots=True)
class Line:
    """One printed value inside its table."""

    row_no: int
    texts: Mapping[str, str]
    tahun: int
    field: str
    num: Num


def _text(one: Cell) -> str:
    return " ".join(one.text.split())


def _read_texts(table: Table, carried: Mapping[int, tuple[int, Cell]]) -> dict[str, str]:
    """Collect the row's texts by role; a cell over several columns speaks for the label if it covers it."""
    texts = dict.fromkeys(TEXT_ROLES, "")
    for column, (first, one) in carried.items():
        role = table.cols[column].role
        spread = one.cols > 1 and any(table.cols[c].role == "label" for c in range(first, first + one.cols))
        if role in TEXT_ROLES and one.num is None and (not spread or role == "label"):
            texts[role] = _text(one)
    if table.label is not None:
        texts["label"] = table.label
    return texts


def _row_lines(
    table: Table, row: Row, row_no: int, own: list[tuple[int, Cell]], texts: dict[str, str], year: int
) -> Iterator[Line]:
    for column, one in own:
        col = table.cols[column]
        field = row.field or col.role
        if one.num is None or field not in FIELDS:
            continue
        num = one.num
        if not num.unit and texts["satuan"] and field in ("target", "realisasi"):
            num = Num(num.text, num.value, texts["satuan"])
        yield Line(row_no, texts, row.tahun or col.tahun or year, field, num)


def table_lines(table: Table, year: int) -> list[Line]:
    """List the values a table prints, in reading order; ``row_no`` counts data rows from 1."""
    carried: dict[int, tuple[int, Cell]] = {}
    lines: list[Line] = []
    row_no = 0
    for row, own in zip(table.rows, place([r.cells for r in table.rows], len(table.cols)), strict=True):
        for first, one in own:
            for column in range(first, first + one.cols):
                carried[column] = (first, one)
        if row.sort != "data":
            continue
        row_no += 1
        lines += _row_lines(table, row, row_no, own, _read_texts(table, carried), year)
    return lines


def result_lines(results: Results, year: int) -> list[Line]:
    """List the values of a list of results."""
    items = [entry for entry in results.entries if isinstance(entry, Item)]
    return [
        Line(n, {"no": item.no, "label": item.label}, year, field, num)
        for n, item in enumerate(items, start=1)
        for field, num in item.nums
    ]


def block_lines(block: Table | Results, year: int) -> list[Line]:
    """List the values of a table or a list of results."""
    return table_lines(block, year) if isinstance(block, Table) else result_lines(block, year)


def valued(report: Report) -> list[Table | Results]:
    """List the blocks that carry truth, in document order."""
    return [b for b in report.blocks if isinstance(b, Results) or (isinstance(b, Table) and b.kind)]


def _merged(table: Table) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    row_no = 0
    for row in table.rows:
        row_no += row.sort == "data"
        tall = [c for c in map(cell, row.cells) if c.rows > 1 and c.num is not None]
        if tall:
            role = next(c.role for c in table.cols if c.role in FIELDS and c.role != "target")
            rows = list(range(row_no, row_no + tall[0].rows))
            texts = [c.text for c in tall]
            found.append({"rows": rows, "printed_in_row": row_no, "field": role, "value_texts": texts})
    return found


def _describe(block: Table | Results, number: int, count: int, pages: Pages) -> dict[str, Any]:
    rows = [pages[key] for key in sorted(pages) if key[0] == number]
    entry: dict[str, Any] = {
        "table_no": number,
        "kind": block.kind if isinstance(block, Table) else "ringkasan_eksekutif",
        "page_from": min(p for p, _ in rows),
        "page_to": max(p for _, p in rows),
        "n_rows": len(rows),
        "header_text": "Ringkasan Eksekutif",
        "on_scanned_page": False,
        "n_values": count,
    }
    if isinstance(block, Table):
        words = [_text(cell(c)) for line in block.head for c in line]
        entry["header_text"] = " ".join(w for w in words if w)
        if merged := _merged(block):
            entry["merged_cells"] = merged
        if block.note:
            entry["note"] = block.note
    entry["row_pages"] = [list(p) for p in rows]
    return entry


def _record(report: Report, entry: Mapping[str, Any], line: Line) -> list[str]:
    texts = line.texts
    return [
        report.document,
        str(entry["table_no"]),
        str(entry["kind"]),
        str(entry["page_from"]),
        str(entry["page_to"]),
        str(line.row_no),
        texts.get("no", ""),
        texts.get("kegiatan", ""),
        texts.get("sasaran", ""),
        texts.get("label", ""),
        str(line.tahun),
        line.field,
        " ".join(line.num.text.split()),
        f"{line.num.value:f}",
        line.num.unit,
    ]


def write_truth(report: Report, pages: Pages, page_count: int, folder: Path) -> tuple[int, int]:
    """Write ``<document>.csv`` and ``<document>.json`` into ``folder``.

    Args:
        report: The report as modelled.
        pages: Where its rows were printed.
        page_count: Number of pages of the PDF.
        folder: Destination.

    Returns:
        Number of tables (lists included) and of values.
    """
    tables: list[dict[str, Any]] = []
    records: list[list[str]] = []
    for number, block in enumerate(valued(report), start=1):
        lines = block_lines(block, report.fiscal_year)
        entry = _describe(block, number, len(lines), pages)
        tables.append(entry)
        records += [_record(report, entry, line) for line in lines]
    with (folder / f"{report.document}.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        writer.writerows(records)
    head = {
        "document": report.document,
        "file": f"{report.document}.pdf",
        "office": report.office,
        "level": report.level,
        "satker_code": report.satker_code,
        "fiscal_year": report.fiscal_year,
        "pages": page_count,
        "scanned_pages": [],
        "tables": tables,
        "inconsistencies": [
            {"description": c.description, "where": c.where, "strings": list(c.strings)} for c in report.clashes
        ],
    }
    path = folder / f"{report.document}.json"
    path.write_text(json.dumps(head, ensure_ascii=False, indent=1), encoding="utf-8")
    return len(tables), len(records)
