"""The output contract as data: seven tables, their columns in order, and what each says in two languages.

Everything that names a column reads it here: the store (types and order), `datapackage.json`, the data
dictionary. Renaming or moving a column breaks every reader of the outputs; new ones go to the end of a table.
"""

from __future__ import annotations

from dataclasses import dataclass

from extract.model import TextSource
from layouts.records import DocumentStatus, Field, Severity, TableKind, TableStatus
from pipelines.columns import (
    BARIS,
    DOCUMENT_ID,
    FILE,
    KEGIATAN,
    KODE,
    KODE_SATKER,
    NO,
    OFFICE,
    PAGE,
    RECORD_FINDINGS,
    RECORD_TRUST,
    ROW,
    SASARAN,
    SATKER,
    SATKER_BARIS,
    SATUAN,
    SUMBER_DANA,
    TABLE_ID,
    TABLE_KIND,
    TAHUN,
    TAHUN_ANGGARAN,
    TRUST,
    Column,
    integer,
    number,
    text,
)


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One table of the contract. `key` names the column that identifies a row, if one column does."""

    name: str
    title_english: str
    title_indonesian: str
    row_english: str
    row_indonesian: str
    columns: tuple[Column, ...]
    key: str = ""

    @property
    def column_names(self) -> tuple[str, ...]:
        """The columns in contract order."""
        return tuple(column.name for column in self.columns)


DOCUMENTS = TableSpec(
    "documents",
    "Documents",
    "Dokumen",
    "input file",
    "berkas masukan",
    (
        DOCUMENT_ID,
        FILE,
        text("sha256", "SHA-256 of the file's bytes, hexadecimal", "SHA-256 isi berkas, heksadesimal"),
        text("status", "How far the document was read", "Sejauh mana dokumen terbaca", DocumentStatus),
        text("reason", "Why the status is not ok", "Alasan bila status bukan ok"),
        SATKER,
        KODE_SATKER,
        text("tingkat", "Level of the office: BNN, BNNP or BNNK", "Tingkat satuan kerja: BNN, BNNP atau BNNK"),
        text("provinsi", "Province of the office", "Provinsi satuan kerja"),
        TAHUN_ANGGARAN,
        integer("pages", "Pages in the file", "Jumlah halaman berkas"),
        integer("pages_text", "Pages read from their text layer", "Jumlah halaman yang dibaca dari lapisan teks"),
        integer("pages_scan", "Scanned pages", "Jumlah halaman hasil pindai"),
        integer(
            "tables",
            "Rows of this document in the table tables",
            "Jumlah baris dokumen ini pada tabel tables",
        ),
        integer(
            "values",
            "Rows of this document in the table values",
            "Jumlah baris dokumen ini pada tabel values",
        ),
        integer(
            "findings",
            "Rows of this document in the table findings",
            "Jumlah baris dokumen ini pada tabel findings",
        ),
        text(
            "duplicate_of",
            "The first file with the same bytes; its rows stand there, once",
            "Berkas pertama dengan isi yang sama persis; baris-barisnya hanya ditulis untuk berkas itu",
        ),
    ),
)

TABLES = TableSpec(
    "tables",
    "Tables",
    "Tabel",
    "logical table, stitched over its pages",
    "tabel utuh, disambung antarhalaman",
    (
        DOCUMENT_ID,
        TABLE_ID,
        text(
            "table_kind",
            "Kind of table; empty when not mapped",
            "Jenis tabel; kosong bila tidak dipetakan",
            TableKind,
        ),
        text(
            "profile",
            "Layout profile that claimed the table, or came nearest",
            "Profil tata letak yang cocok atau terdekat",
        ),
        text("status", "What became of the table", "Hasil pemetaan tabel", TableStatus),
        text("reason", "Why it was ignored or not mapped", "Alasan diabaikan atau tidak dipetakan"),
        integer("page_from", "First page", "Halaman pertama"),
        integer("page_to", "Last page", "Halaman terakhir"),
        integer("rows", "Data rows", "Jumlah baris data"),
        integer("columns", "Columns", "Jumlah kolom"),
        text(
            "caption",
            "Heading or sentence above the table, as printed",
            "Judul atau kalimat di atas tabel, seperti tercetak",
        ),
        text("header", "Header cells as printed", "Isi kepala tabel seperti tercetak"),
    ),
    key="table_id",
)

VALUES = TableSpec(
    "values",
    "Printed values",
    "Nilai tercetak",
    "printed value",
    "nilai tercetak",
    (
        DOCUMENT_ID,
        FILE,
        SATKER,
        TAHUN_ANGGARAN,
        TABLE_ID,
        TABLE_KIND,
        PAGE,
        ROW,
        NO,
        KEGIATAN,
        SASARAN,
        text("label", "The indicator or the budget line", "Indikator atau uraian anggaran"),
        KODE,
        TAHUN,
        text("field", "What the value measures", "Besaran yang dinyatakan nilai itu", Field),
        text(
            "value_text",
            "The text as printed, white space collapsed",
            "Teks seperti tercetak, spasi dirapatkan",
        ),
        number(
            "value",
            "The number; rupiah in full; empty where the text is no single number",
            "Angkanya; rupiah penuh; kosong bila teks bukan satu bilangan",
        ),
        SATUAN,
        number(
            "x0",
            "Left edge of the value's box: points from the left of the page",
            "Tepi kiri kotak nilai, dalam poin",
        ),
        number("top", "Upper edge: points from the top of the page", "Tepi atas kotak, poin dari atas halaman"),
        number("x1", "Right edge: points from the left of the page", "Tepi kanan kotak, poin dari kiri halaman"),
        number(
            "bottom",
            "Lower edge: points from the top of the page",
            "Tepi bawah kotak, poin dari atas halaman",
        ),
        text("source", "Where the text comes from", "Asal teks", TextSource),
        number(
            "confidence",
            "The reader's confidence, 0 to 1; empty for printed text",
            "Keyakinan pembaca OCR, 0 sampai 1",
        ),
        TRUST,
        text("value_id", "The value: table_id-rNNN-field-tahun-N", "Nilai: table_id-rNNN-field-tahun-N"),
        SATKER_BARIS,
        text(
            "periode",
            "Period: tahun, TW1-TW4 (quarters), S1-S2, B01-B12 (months) or kumulatif; only tahun goes into records",
            "Periode: tahun, TW1-TW4, S1-S2 (semester), B01-B12 (bulan), atau kumulatif; hanya tahun masuk tabel lain",
        ),
        text("reason", "Why value is empty, or in doubt", "Alasan value kosong atau meragukan"),
        text(
            "indikator_konteks",
            "Indicator named above a table whose rows are offices",
            "Indikator yang disebut di atas tabel yang barisnya satuan kerja",
        ),
        BARIS,
        SUMBER_DANA,
        integer(
            "decimals",
            "Digits printed after the decimal mark",
            "Banyak digit tercetak di belakang tanda desimal",
        ),
    ),
    key="value_id",
)

INDICATORS = TableSpec(
    "indicators",
    "Performance indicators",
    "Indikator kinerja",
    "indicator row of a table, and year",
    "baris indikator pada suatu tabel, per tahun",
    (
        *OFFICE,
        KEGIATAN,
        SASARAN,
        text("indikator", "The indicator as printed", "Indikator seperti tercetak"),
        KODE,
        TAHUN,
        number("target", "Target", "Target"),
        number("realisasi", "Achieved", "Realisasi"),
        number("capaian", "Achievement as printed, in percent", "Capaian seperti tercetak, dalam persen"),
        text(
            "satuan",
            "Unit of the target, else of the realisasi",
            "Satuan target, bila tidak ada satuan realisasi",
        ),
        RECORD_TRUST,
        RECORD_FINDINGS,
        TABLE_ID,
        ROW,
        SATKER_BARIS,
    ),
)

BUDGETS = TableSpec(
    "budgets",
    "Budget",
    "Anggaran",
    "budget row of a table, and year",
    "baris anggaran pada suatu tabel, per tahun",
    (
        *OFFICE,
        text("uraian", "The budget line as printed", "Uraian seperti tercetak"),
        BARIS,
        SUMBER_DANA,
        TAHUN,
        number("pagu", "Budget ceiling, rupiah", "Pagu, rupiah"),
        number("realisasi", "Spent, rupiah", "Realisasi anggaran, rupiah"),
        number("sisa", "Left over as printed, rupiah", "Sisa seperti tercetak, rupiah"),
        number("persen", "Share spent as printed, in percent", "Persentase penyerapan seperti tercetak"),
        RECORD_TRUST,
        RECORD_FINDINGS,
        number(
            "kebutuhan_pendanaan",
            "Funding need of a plan, rupiah",
            "Kebutuhan pendanaan pada rencana, rupiah",
        ),
        KEGIATAN,
        KODE,
        TABLE_ID,
        ROW,
        SATKER_BARIS,
    ),
)

FACTS = TableSpec(
    "facts",
    "Facts",
    "Fakta",
    "office, year, thing and measure: the consensus of every place it is printed",
    "satuan kerja, tahun, hal dan besaran: kesimpulan dari semua tempat nilai itu tercetak",
    (
        SATKER,
        KODE_SATKER,
        TAHUN,
        text("kind", "What the fact is about: indicator or budget", "Pokok fakta: indicator atau budget"),
        KODE,
        text("label", "The indicator or the budget line", "Indikator atau uraian anggaran"),
        text(
            "field",
            "What the value measures; target_renproja and capaian_renproja for multi-year plans",
            "Besaran yang dinyatakan; target_renproja dan capaian_renproja untuk rencana jangka menengah",
        ),
        number("value", "The consensus value", "Nilai kesimpulan"),
        SATUAN,
        integer("printed", "In how many places it is printed", "Di berapa tempat nilai itu tercetak"),
        integer("agreeing", "How many of these agree with value", "Berapa di antaranya yang sama dengan value"),
        TRUST,
        text(
            "documents",
            "document_ids that print it, joined by ';'",
            "Daftar document_id yang memuatnya, dipisah ';'",
        ),
    ),
)

FINDINGS = TableSpec(
    "findings",
    "Findings",
    "Temuan",
    "disagreement or doubt about a document",
    "ketidaksesuaian atau keraguan tentang suatu dokumen",
    (
        text("finding_id", "The finding: document_id-code-N", "Temuan: document_id-code-N"),
        DOCUMENT_ID,
        text(
            "code",
            "What kind of finding (docs/findings.md explains each)",
            "Kode jenis temuan (lihat docs/findings.md)",
        ),
        text("severity", "How much it matters", "Bobot temuan", Severity),
        PAGE,
        TABLE_ID,
        ROW,
        text("field", "The measure it is about", "Besaran yang dimaksud"),
        text("found", "What is printed", "Yang tercetak"),
        text("expected", "What would have agreed", "Yang seharusnya cocok"),
        text("message", "The finding in one sentence", "Isi temuan dalam satu kalimat"),
        text("explanation", "What would explain it", "Kemungkinan penyebab"),
        text("value_ids", "The values concerned, joined by ';'", "Daftar value_id terkait, dipisah ';'"),
    ),
    key="finding_id",
)

READINGS = TableSpec(
    "readings",
    "What the readers of pictures read",
    "Hasil setiap pembaca gambar",
    "reader, and line in a cell of a mapped table on a scanned page",
    "pembaca, untuk setiap baris cetak dalam sel tabel terpetakan pada halaman pindai",
    (
        DOCUMENT_ID,
        TABLE_ID,
        PAGE,
        ROW,
        integer(
            "column",
            "Column of the table, counted from 1; empty in a list",
            "Kolom tabel, mulai dari 1; kosong pada daftar",
        ),
        text(
            "value_id",
            "The value that the cell became; empty for numbers, units and labels of rows",
            "Nilai yang berasal dari sel itu; kosong untuk nomor, satuan, dan uraian baris",
        ),
        integer("line", "Line of print in the cell, counted from 1", "Baris cetak di dalam sel, mulai dari 1"),
        text(
            "engine",
            "The reader: tesseract-ind, tesseract-eng, rapidocr, or layer (OCR text found in the file)",
            "Pembaca: tesseract-ind, tesseract-eng, rapidocr, atau layer (teks OCR yang sudah ada dalam berkas)",
        ),
        text("version", "The reader's version", "Versi pembaca"),
        text(
            "variant",
            "How the crop was prepared for this reading; empty for the usual way",
            "Cara potongan gambar disiapkan; kosong untuk cara biasa",
        ),
        text("text", "What it read; empty where it saw nothing", "Yang terbaca; kosong bila tidak ada"),
        number("confidence", "How sure the reader is, 0 to 1", "Keyakinan pembaca, 0 sampai 1"),
        number("x0", "Left edge of the crop: points from the left of the page", "Tepi kiri potongan, dalam poin"),
        number("top", "Upper edge: points from the top of the page", "Tepi atas potongan, poin dari atas halaman"),
        number("x1", "Right edge: points from the left of the page", "Tepi kanan potongan, poin dari kiri halaman"),
        number("bottom", "Lower edge: points from the top of the page", "Tepi bawah potongan, poin dari atas halaman"),
    ),
)
"""Beside the contract: Parquet alone, for whoever doubts a number on a scanned page."""

CONTRACT = (DOCUMENTS, TABLES, VALUES, INDICATORS, BUDGETS, FACTS, FINDINGS)
STORED = (*CONTRACT, READINGS)
SPEC_OF = {spec.name: spec for spec in STORED}
PER_DOCUMENT = tuple(spec.name for spec in STORED if spec not in (DOCUMENTS, FACTS))
"""The tables whose rows belong to one document each."""
BY_YEAR = (VALUES, INDICATORS, BUDGETS)
"""The large tables that can be written as one Parquet file for each tahun_anggaran."""
