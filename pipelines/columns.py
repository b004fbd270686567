"""What a column of the output contract is, and the columns that several tables share."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from layouts.records import Baris, TableKind, Trust


class ColumnType(StrEnum):
    """What a cell holds. The words are those of a Frictionless Table Schema."""

    TEXT = "string"
    INTEGER = "integer"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: name, type, meaning in English and Indonesian, and its allowed words if it has a list."""

    name: str
    type: ColumnType
    english: str
    indonesian: str
    words: tuple[str, ...] = ()


def text(name: str, english: str, indonesian: str, words: type[StrEnum] | None = None) -> Column:
    """A column of text, or of the words of an enumeration."""
    allowed = tuple(word.value for word in words) if words else ()
    return Column(name, ColumnType.TEXT, english, indonesian, allowed)


def integer(name: str, english: str, indonesian: str) -> Column:
    """A column of whole numbers."""
    return Column(name, ColumnType.INTEGER, english, indonesian)


def number(name: str, english: str, indonesian: str) -> Column:
    """A column of decimal numbers."""
    return Column(name, ColumnType.NUMBER, english, indonesian)


DOCUMENT_ID = text(
    "document_id",
    "The document: first 16 hexadecimal digits of the file's SHA-256",
    "Dokumen: 16 digit heksadesimal pertama dari SHA-256 berkas",
)
FILE = text(
    "file",
    "Path of the file, relative to the INPUT it was found under",
    "Letak berkas, relatif terhadap INPUT",
)
SATKER = text(
    "satker",
    "The office that reports; canonical name where it is known, else as printed on the cover",
    "Satuan kerja pelapor; nama baku bila dikenal, selain itu seperti tercetak pada sampul",
)
KODE_SATKER = text(
    "kode_satker",
    "Six-digit code of the office, as text",
    "Kode satuan kerja enam digit, disimpan sebagai teks",
)
TAHUN_ANGGARAN = integer("tahun_anggaran", "Fiscal year of the report", "Tahun anggaran laporan")
TABLE_ID = text(
    "table_id",
    "The table: document_id-tNNN, numbered in reading order",
    "Tabel: document_id-tNNN, bernomor menurut urutan baca",
)
TABLE_KIND = text("table_kind", "Kind of table", "Jenis tabel", TableKind)
PAGE = integer(
    "page",
    "Page of the file, counted from 1; of a record: of its first value",
    "Halaman berkas, mulai dari 1",
)
ROW = integer(
    "row",
    "Row of the table, counted from 1: data, subtotal, TOTAL and all-dash rows; no headers or group rows",
    "Baris tabel, mulai dari 1: termasuk subtotal, TOTAL, dan baris berisi '-'; tanpa kepala dan baris grup",
)
NO = text("no", "Number of the row as printed", "Nomor baris seperti tercetak")
KEGIATAN = text("kegiatan", "Activity (kegiatan) the row belongs to", "Kegiatan yang memuat baris itu")
SASARAN = text("sasaran", "Objective (sasaran) the row belongs to", "Sasaran yang memuat baris itu")
KODE = text(
    "kode",
    "Canonical code of the indicator or budget line; empty when not known",
    "Kode baku indikator atau baris anggaran; kosong bila tidak dikenal",
)
TAHUN = integer(
    "tahun",
    "Year the value speaks of (2021 in a year-comparison column), not the report's year",
    "Tahun yang dimaksud nilai itu (misalnya 2021 pada kolom perbandingan), bukan tahun laporan",
)
SATUAN = text("satuan", "Unit, as printed in the cell or in the row's Satuan column", "Satuan seperti tercetak")
TRUST = text("trust", "How far the value can be trusted", "Tingkat kepercayaan terhadap nilai", Trust)
RECORD_TRUST = text(
    "trust",
    "Trust of the record: that of its weakest value",
    "Tingkat kepercayaan: nilai yang terlemah",
    Trust,
)
RECORD_FINDINGS = text(
    "findings", "finding_ids about this record, joined by ';'", "Daftar finding_id baris ini, dipisah ';'"
)
SATKER_BARIS = text(
    "satker_baris",
    "The office the row speaks of, in tables of many offices",
    "Satuan kerja yang dimaksud baris, pada tabel yang memuat banyak satuan kerja",
)
BARIS = text("baris", "What the budget row is", "Jenis baris anggaran", Baris)
SUMBER_DANA = text("sumber_dana", "Source of funds as printed (RM, PNBP, hibah)", "Sumber dana seperti tercetak")
OFFICE = (DOCUMENT_ID, SATKER, KODE_SATKER, TAHUN_ANGGARAN, TABLE_KIND, PAGE, NO)
