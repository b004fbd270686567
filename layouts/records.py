"""The records of an LKIP, and findings about them: plain frozen values, no geometry.

A `Value` is one printed value with its place; `Indicator` and `Budget` are the table rows it belongs to, one per
year; a `Finding` is a statement about the document. Field names are the output contract's (docs/data-dictionary.md).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from extract.model import Box, Reading


class Trust(StrEnum):
    """How far a value can be trusted, field, year and label included."""

    VERIFIED = "verified"
    AGREED = "agreed"
    SINGLE = "single"
    DISPUTED = "disputed"


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Field(StrEnum):
    """What a printed value measures."""

    TARGET = "target"
    REALISASI = "realisasi"
    CAPAIAN = "capaian"
    PAGU = "pagu"
    REALISASI_ANGGARAN = "realisasi_anggaran"
    SISA = "sisa"
    PERSEN_ANGGARAN = "persen_anggaran"
    KEBUTUHAN_PENDANAAN = "kebutuhan_pendanaan"


INDICATOR_FIELDS = (Field.TARGET, Field.REALISASI, Field.CAPAIAN)
BUDGET_FIELDS = (
    Field.PAGU,
    Field.REALISASI_ANGGARAN,
    Field.SISA,
    Field.PERSEN_ANGGARAN,
    Field.KEBUTUHAN_PENDANAAN,
)
MONEY_FIELDS = frozenset(BUDGET_FIELDS) - {Field.PERSEN_ANGGARAN}


class TableKind(StrEnum):
    """The kinds of table that yield values."""

    RINGKASAN_EKSEKUTIF = "ringkasan_eksekutif"
    RENPROJA_TARGET = "renproja_target"
    RENPROJA_PENDANAAN = "renproja_pendanaan"
    RENCANA_KINERJA_TAHUNAN = "rencana_kinerja_tahunan"
    PERJANJIAN_KINERJA = "perjanjian_kinerja"
    CAPAIAN_KINERJA = "capaian_kinerja"
    CAPAIAN_INDIKATOR = "capaian_indikator"
    PERBANDINGAN_TAHUN = "perbandingan_tahun"
    KEMAJUAN_RENPROJA = "kemajuan_renproja"
    RINCIAN_SATKER = "rincian_satker"
    RINCIAN_NILAI = "rincian_nilai"
    ANGGARAN_JENIS_BELANJA = "anggaran_jenis_belanja"
    ANGGARAN_KEGIATAN = "anggaran_kegiatan"
    ANGGARAN_PERBANDINGAN_TAHUN = "anggaran_perbandingan_tahun"


class Baris(StrEnum):
    """What a budget row is."""

    ITEM = "item"
    SUBTOTAL = "subtotal"
    TOTAL = "total"


class TableStatus(StrEnum):
    """What became of a table."""

    MAPPED = "mapped"
    IGNORED = "ignored"
    UNMAPPED = "unmapped"


@dataclass(frozen=True, slots=True)
class Table:
    """A logical table and what became of it. `rows` counts data rows, `header` and `caption` are as printed."""

    table_id: str
    table_kind: TableKind | None
    profile: str
    status: TableStatus
    reason: str
    page_from: int
    page_to: int
    rows: int
    columns: int
    caption: str
    header: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another reading of a value's cell: its text and number. Only values whose readers disagree have some."""

    text: str
    value: Decimal
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Value:
    """One printed value. `value` is None where the text is no number, and `reason` says why.

    `row` counts the table's data rows from 1. `box` is in points on the page as a viewer shows it, origin
    top-left. `baris` and `sumber_dana` matter to budget rows only. `decimals` is how many digits were printed
    after the decimal mark (before any multiplication), for the checks' tolerances. `alternatives` are what other
    readers of a picture read, where they disagree. `label_sure` is False where the label may not be the row's own, or
    the row not of its table's kind: no arithmetic speaks for that.
    """

    value_id: str
    table_id: str
    table_kind: TableKind
    page: int
    row: int
    no: str
    kegiatan: str
    sasaran: str
    label: str
    kode: str
    tahun: int | None
    field: Field
    value_text: str
    value: Decimal | None
    satuan: str
    box: Box
    source: str
    confidence: float | None
    trust: Trust
    satker_baris: str = ""
    periode: str = "tahun"
    reason: str = ""
    indikator_konteks: str = ""
    baris: Baris = Baris.ITEM
    sumber_dana: str = ""
    decimals: int = 0
    alternatives: tuple[Alternative, ...] = ()
    label_sure: bool = True


def as_probable(value: Value) -> Value:
    """The value where its label or kind is only probable: no repeated print makes it certain."""
    return replace(value, label_sure=False, trust=Trust.SINGLE if value.trust is Trust.AGREED else value.trust)


@dataclass(frozen=True, slots=True)
class CellReading:
    """What one reader made of a line in a cell of a mapped table that was read from a picture.

    `value_id` is that of the value which the cell became, else empty. `row` and `column` count from 1, the column left
    to right (None in a list); `line` numbers the cell's lines. `box` is the crop's, in points on the page as a viewer
    shows it.
    """

    table_id: str
    page: int
    row: int
    column: int | None
    value_id: str
    line: int
    box: Box
    reading: Reading


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator row of one table, for one year."""

    table_id: str
    table_kind: TableKind
    page: int
    row: int
    no: str
    kegiatan: str
    sasaran: str
    indikator: str
    kode: str
    tahun: int | None
    target: Decimal | None
    realisasi: Decimal | None
    capaian: Decimal | None
    satuan: str
    trust: Trust
    satker_baris: str = ""
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Budget:
    """One budget row of one table, for one year. Amounts in rupiah."""

    table_id: str
    table_kind: TableKind
    page: int
    row: int
    no: str
    uraian: str
    baris: Baris
    sumber_dana: str
    kegiatan: str
    kode: str
    tahun: int | None
    pagu: Decimal | None
    realisasi: Decimal | None
    sisa: Decimal | None
    persen: Decimal | None
    kebutuhan_pendanaan: Decimal | None
    trust: Trust
    satker_baris: str = ""
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A disagreement or doubt about the document. `finding_id` is given when a document's findings are complete."""

    code: str
    severity: Severity
    message: str
    page: int | None = None
    table_id: str = ""
    row: int | None = None
    field: str = ""
    found: str = ""
    expected: str = ""
    explanation: str = ""
    value_ids: tuple[str, ...] = ()
    finding_id: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """Who reports: names, code and level as identified from the document's own text (see `layouts/office.py`)."""

    satker: str = ""
    kode_satker: str = ""
    tingkat: str = ""
    provinsi: str = ""


class DocumentStatus(StrEnum):
    """How far a document was read."""

    OK = "ok"
    PARTIAL = "partial"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Document:
    """One input file. `file` is its path relative to the INPUT it was found under; `reason` explains the status."""

    document_id: str
    file: str
    sha256: str
    status: DocumentStatus
    reason: str = ""
    office: Office = Office()
    tahun_anggaran: int | None = None
    pages: int = 0
    pages_text: int = 0
    pages_scan: int = 0
    duplicate_of: str = ""


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """Everything that came out of one file. A duplicate carries only its `document`."""

    document: Document
    tables: tuple[Table, ...] = ()
    values: tuple[Value, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    budgets: tuple[Budget, ...] = ()
    findings: tuple[Finding, ...] = ()
    readings: tuple[CellReading, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """What all places that print a thing say of it: the consensus `value`, how many print it and how many agree."""

    satker: str
    kode_satker: str
    tahun: int | None
    kind: str
    kode: str
    label: str
    field: str
    value: Decimal | None
    satuan: str
    printed: int
    agreeing: int
    trust: Trust
    documents: tuple[str, ...] = ()
