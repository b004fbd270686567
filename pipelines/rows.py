"""Document results ↔ rows of the contract's tables, and the order rows of one document stand in.

A row is a plain dict, one cell per column of the table's spec. The way back gives the values of a document, so that
facts can be built over documents of earlier runs.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from decimal import Decimal

from extract.model import Box
from layouts.records import (
    Baris,
    CellReading,
    Document,
    DocumentResult,
    DocumentStatus,
    Fact,
    Field,
    Office,
    TableKind,
    Trust,
    Value,
)
from pipelines.columns import ColumnType
from pipelines.output_text import clean_path, clean_text
from pipelines.schema import SPEC_OF, TableSpec

CellValue = str | int | float | None
Row = dict[str, CellValue]

# Points to two decimals are a hundredth of a hair's width; the rest is noise of the arithmetic.
BOX_DECIMALS = 2
CONFIDENCE_DECIMALS = 4
PATH_COLUMNS = frozenset({"file", "duplicate_of"})
COUNTED = ("tables", "values", "findings")


def document_row(document: Document) -> Row:
    """A document's row of `documents`, its counts 0."""
    counts: dict[str, object] = dict.fromkeys(COUNTED, 0)
    office: dict[str, object] = {"tingkat": document.office.tingkat, "provinsi": document.office.provinsi}
    return _row(SPEC_OF["documents"], document, _shared(document) | office | counts)


def rows_of(result: DocumentResult) -> dict[str, list[Row]]:
    """The rows of all tables that belong to one document, each table in reading order."""
    shared = _shared(result.document)
    rows = {
        "tables": [_row(SPEC_OF["tables"], table, shared) for table in result.tables],
        "values": [
            _row(SPEC_OF["values"], value, shared | _place_of(value.box, value.confidence)) for value in result.values
        ],
        "indicators": [_row(SPEC_OF["indicators"], record, shared) for record in result.indicators],
        "budgets": [_row(SPEC_OF["budgets"], record, shared) for record in result.budgets],
        "findings": [_row(SPEC_OF["findings"], finding, shared) for finding in result.findings],
        "readings": [
            _row(SPEC_OF["readings"], one.reading, shared | _of_cell(one) | _place_of(one.box, one.reading.confidence))
            for one in result.readings
        ],
    }
    return {name: sorted(table, key=_reading_order) for name, table in rows.items()}


def fact_row(fact: Fact) -> Row:
    """A fact as a row of `facts`."""
    return _row(SPEC_OF["facts"], fact, {})


def document_of(row: Row) -> Document:
    """The document that a row of `documents` describes."""
    office = Office(*(_string(row, name) for name in ("satker", "kode_satker", "tingkat", "provinsi")))
    return Document(
        document_id=_string(row, "document_id"),
        file=_string(row, "file"),
        sha256=_string(row, "sha256"),
        status=DocumentStatus(_string(row, "status")),
        reason=_string(row, "reason"),
        office=office,
        tahun_anggaran=_year(row, "tahun_anggaran"),
        pages=_whole(row, "pages"),
        pages_text=_whole(row, "pages_text"),
        pages_scan=_whole(row, "pages_scan"),
        duplicate_of=_string(row, "duplicate_of"),
    )


def value_of(row: Row) -> Value:
    """The value that a row of `values` holds.

    Numbers come back with the digits of the double, without printed trailing zeros; `decimals` keeps how many there
    were.
    """
    return Value(
        value_id=_string(row, "value_id"),
        table_id=_string(row, "table_id"),
        table_kind=TableKind(_string(row, "table_kind")),
        page=_whole(row, "page"),
        row=_whole(row, "row"),
        no=_string(row, "no"),
        kegiatan=_string(row, "kegiatan"),
        sasaran=_string(row, "sasaran"),
        label=_string(row, "label"),
        kode=_string(row, "kode"),
        tahun=_year(row, "tahun"),
        field=Field(_string(row, "field")),
        value_text=_string(row, "value_text"),
        value=None if row["value"] is None else Decimal(repr(row["value"])),
        satuan=_string(row, "satuan"),
        box=Box(*(float(row[name] or 0) for name in ("x0", "top", "x1", "bottom"))),
        source=_string(row, "source"),
        confidence=None if row["confidence"] is None else float(row["confidence"]),
        trust=Trust(_string(row, "trust")),
        satker_baris=_string(row, "satker_baris"),
        periode=_string(row, "periode"),
        reason=_string(row, "reason"),
        indikator_konteks=_string(row, "indikator_konteks"),
        baris=Baris(_string(row, "baris")),
        sumber_dana=_string(row, "sumber_dana"),
        decimals=_whole(row, "decimals"),
    )


def _shared(document: Document) -> dict[str, object]:
    return {
        "document_id": document.document_id,
        "file": document.file,
        "satker": document.office.satker,
        "kode_satker": document.office.kode_satker,
        "tahun_anggaran": document.tahun_anggaran,
    }


def _of_cell(one: CellReading) -> dict[str, object]:
    return {name: getattr(one, name) for name in ("table_id", "page", "row", "column", "value_id", "line")}


def _place_of(box: Box, confidence: float | None) -> dict[str, object]:
    return {
        "x0": round(box.x0, BOX_DECIMALS),
        "top": round(box.top, BOX_DECIMALS),
        "x1": round(box.x1, BOX_DECIMALS),
        "bottom": round(box.bottom, BOX_DECIMALS),
        "confidence": None if confidence is None else round(confidence, CONFIDENCE_DECIMALS),
    }


def _row(spec: TableSpec, record: object, given: Mapping[str, object]) -> Row:
    """The record as a row: each column from `given`, else from the record's attribute of the same name."""
    row: Row = {}
    for column in spec.columns:
        cell = given[column.name] if column.name in given else getattr(record, column.name)
        row[column.name] = _cell(column.name, column.type, cell)
    return row


def _cell(name: str, kind: ColumnType, cell: object) -> CellValue:
    if cell is None:
        return None
    if kind is not ColumnType.TEXT and isinstance(cell, int | float | Decimal):
        # Adding 0.0 turns -0.0 into 0.0: one zero, one way to write it.
        return int(cell) if kind is ColumnType.INTEGER else float(cell) + 0.0
    text = ";".join(str(part) for part in cell) if isinstance(cell, tuple) else str(cell)
    return (clean_path(text) if name in PATH_COLUMNS else clean_text(text)) or None


def _reading_order(row: Row) -> tuple[float, ...]:
    """By page, table, row, place in it; what is missing comes first, as a document's own."""
    page = row["page_from"] if "page_from" in row else row["page"]
    places = (float(row.get(name) or 0) for name in ("row", "column", "line", "x0"))
    return (float(page or 0), _table_number(row["table_id"]), *places)


def _table_number(table_id: CellValue) -> int:
    """The NNN of document_id-tNNN, as a number: t1000 comes after t999."""
    found = re.search(r"-t(\d+)$", str(table_id or ""))
    return int(found.group(1)) if found else 0


def _string(row: Row, name: str) -> str:
    # Interned: labels, offices and units repeat from row to row.
    return sys.intern(str(row[name])) if row[name] is not None else ""


def _year(row: Row, name: str) -> int | None:
    return None if row[name] is None else _whole(row, name)


def _whole(row: Row, name: str) -> int:
    return int(row[name] or 0)
