"""The data dictionary, in English and Indonesian, written from the contract.

`python -m pipelines.datadict` renews docs/data-dictionary.md and docs/kamus-data.md; a test asserts that
they are current.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipelines.columns import Column, ColumnType
from pipelines.schema import STORED, TableSpec
from pipelines.wordlists import WORD_LISTS, Meaning, WordList

DOCS = Path(__file__).resolve().parent.parent / "docs"


@dataclass(frozen=True, slots=True)
class Language:
    """The fixed sentences of the dictionary in one language, and which text of the contract it takes."""

    file_name: str
    indonesian: bool
    preface: str
    row_sentence: str
    column_heads: str
    type_names: tuple[str, str, str]
    words_title: str
    word_heads: str
    key_note: str

    def of(self, english: str, indonesian: str) -> str:
        """The one of two texts that is in this language."""
        return indonesian if self.indonesian else english


ENGLISH = Language(
    file_name="data-dictionary.md",
    indonesian=False,
    preface="""# Data dictionary

Written from the contract by `python -m pipelines.datadict`; do not edit by hand. Bahasa Indonesia:
[kamus-data.md](kamus-data.md).

Each table is `NAME.csv` and `NAME.parquet`, with the same columns, order and rows. `datapackage.json`
describes the CSV files for machines (Frictionless); `run.json` says what they were made with. `readings` is
Parquet alone.

- **CSV** is UTF-8 with commas, CRLF and a header (RFC 4180). Numbers are in fixed point with a dot: no
  exponent, no thousands separator, no trailing zeros. A missing value is an empty cell.
- **Parquet** is typed: string, int64, double; a missing value is null.
- Text is on one line: white space is collapsed. File names that are not UTF-8 show their odd bytes as
  `\\xff`.
- In CSV, text that a spreadsheet would run as a formula begins with an apostrophe (`'=1+1`); signed
  numbers (`-1.415.500`, `+62`) and `-` do not. Parquet never has the apostrophe.
- Lists in a cell are joined by `;`.
- Rows are sorted by file path (bytes), page, table, row, left to right; `facts` by office, year, thing and
  field.
- `(document_id, table_id, row, tahun)` names a record and joins it to its `values`, and so to places on
  pages.
- Boxes are in points (1/72 inch) on the page as a viewer shows it, from its upper left corner.
- `--excel-id` adds `NAME.excel.csv` for Excel with Indonesian settings: byte-order mark, semicolons,
  decimal comma.
- Of files with the same bytes the first path owns the rows; the others have only a row in `documents`.""",
    row_sentence="{}: one row per {}.",
    column_heads="| column | type | meaning |",
    type_names=("text", "integer", "number"),
    words_title="Words in cells",
    word_heads="| word | meaning |",
    key_note="key",
)

INDONESIAN = Language(
    file_name="kamus-data.md",
    indonesian=True,
    preface="""# Kamus data

Dibuat dari kontrak keluaran dengan `python -m pipelines.datadict`; jangan disunting langsung. English:
[data-dictionary.md](data-dictionary.md).

Setiap tabel ditulis sebagai `NAMA.csv` dan `NAMA.parquet` dengan kolom, urutan, dan baris yang sama.
`datapackage.json` menerangkan berkas CSV untuk mesin (Frictionless); `run.json` mencatat cara
pembuatannya. `readings` hanya berupa Parquet.

- **CSV**: UTF-8, pemisah koma, CRLF, dengan kepala kolom (RFC 4180). Angka memakai titik desimal, tanpa
  eksponen, tanpa pemisah ribuan, tanpa nol di belakang. Nilai yang tidak ada berupa sel kosong.
- **Parquet** bertipe: string, int64, double; nilai yang tidak ada berupa null.
- Teks ditulis dalam satu baris; spasi dirapatkan. Nama berkas yang bukan UTF-8 ditulis seperti `\\xff`.
- Pada CSV, teks yang akan dijalankan lembar kerja sebagai rumus diawali tanda petik (`'=1+1`); bilangan
  bertanda (`-1.415.500`, `+62`) dan `-` tidak. Pada Parquet tanda petik itu tidak ada.
- Daftar dalam satu sel dipisahkan `;`.
- Baris diurutkan menurut letak berkas (byte), halaman, tabel, baris, dari kiri ke kanan; `facts` menurut
  satuan kerja, tahun, hal, dan besaran.
- `(document_id, table_id, row, tahun)` menunjuk satu catatan dan menghubungkannya dengan `values`, jadi
  juga dengan tempatnya pada halaman.
- Kotak dinyatakan dalam poin (1/72 inci) dari sudut kiri atas halaman seperti yang tampil.
- `--excel-id` menambah `NAMA.excel.csv` untuk Excel berbahasa Indonesia: BOM, titik koma, koma desimal.
- Bila beberapa berkas isinya sama persis, barisnya ditulis untuk letak yang pertama; lainnya hanya ada
  di `documents`.""",
    row_sentence="{}: satu baris per {}.",
    column_heads="| kolom | tipe | arti |",
    type_names=("teks", "bilangan bulat", "bilangan"),
    words_title="Kata-kata dalam sel",
    word_heads="| kata | arti |",
    key_note="kunci",
)

LANGUAGES = (ENGLISH, INDONESIAN)


def render(language: Language) -> str:
    """The whole dictionary in one language, as Markdown."""
    tables = [_table_part(spec, language) for spec in STORED]
    words = [_words_part(word_list, language) for word_list in WORD_LISTS]
    return "\n\n".join([language.preface, *tables, f"## {language.words_title}", *words]) + "\n"


def write_docs(folder: Path = DOCS) -> None:
    """Write both dictionaries into `folder`."""
    for language in LANGUAGES:
        (folder / language.file_name).write_text(render(language), encoding="utf-8")


def _table_part(spec: TableSpec, language: Language) -> str:
    title = language.of(spec.title_english, spec.title_indonesian)
    sentence = language.row_sentence.format(title, language.of(spec.row_english, spec.row_indonesian))
    rows = [_column_row(column, spec, language) for column in spec.columns]
    return "\n".join([f"## {spec.name}", "", sentence, "", language.column_heads, "|---|---|---|", *rows])


def _column_row(column: Column, spec: TableSpec, language: Language) -> str:
    type_name = dict(zip(ColumnType, language.type_names, strict=True))[column.type]
    if column.name == spec.key:
        type_name = f"{type_name}, {language.key_note}"
    meaning = language.of(column.english, column.indonesian)
    return f"| {column.name} | {type_name} | {meaning} |"


def _words_part(word_list: WordList, language: Language) -> str:
    rows = [_word_row(meaning, language) for meaning in word_list.meanings]
    return "\n".join([f"### {', '.join(word_list.columns)}", "", language.word_heads, "|---|---|", *rows])


def _word_row(meaning: Meaning, language: Language) -> str:
    return f"| {meaning.word} | {language.of(meaning.english, meaning.indonesian)} |"


if __name__ == "__main__":
    write_docs()
