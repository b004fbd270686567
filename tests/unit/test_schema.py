"""The contract: columns, order and types; its words are explained; the dictionaries are current."""

from __future__ import annotations

import dataclasses

import pytest

from layouts.records import Fact
from pipelines.columns import ColumnType
from pipelines.datadict import DOCS, LANGUAGES, Language, render
from pipelines.schema import CONTRACT, SPEC_OF, STORED, TableSpec
from pipelines.tablefiles import arrow_schema
from pipelines.wordlists import WORD_LISTS

# The contract as agreed with those who read the outputs. New columns may follow; these stay where they are.
AGREED = {
    "documents": (
        "document_id file sha256 status reason satker kode_satker tingkat provinsi tahun_anggaran "
        "pages pages_text pages_scan tables values findings duplicate_of"
    ),
    "tables": ("document_id table_id table_kind profile status reason page_from page_to rows columns caption header"),
    "values": (
        "document_id file satker tahun_anggaran table_id table_kind page row no kegiatan sasaran "
        "label kode tahun field value_text value satuan x0 top x1 bottom source confidence trust "
        "value_id satker_baris periode reason indikator_konteks"
    ),
    "indicators": (
        "document_id satker kode_satker tahun_anggaran table_kind page no kegiatan sasaran indikator "
        "kode tahun target realisasi capaian satuan trust findings table_id row satker_baris"
    ),
    "budgets": (
        "document_id satker kode_satker tahun_anggaran table_kind page no uraian baris sumber_dana "
        "tahun pagu realisasi sisa persen trust findings kebutuhan_pendanaan kegiatan kode table_id "
        "row satker_baris"
    ),
    "facts": ("satker kode_satker tahun kind kode label field value satuan printed agreeing trust documents"),
    "findings": (
        "finding_id document_id code severity page table_id row field found expected message explanation value_ids"
    ),
}


def test_seven_tables_stand_in_the_agreed_order() -> None:
    assert [spec.name for spec in CONTRACT] == list(AGREED)


@pytest.mark.parametrize("spec", CONTRACT, ids=lambda spec: spec.name)
def test_agreed_columns_come_first_and_in_order(spec: TableSpec) -> None:
    agreed = AGREED[spec.name].split()
    assert list(spec.column_names[: len(agreed)]) == agreed


@pytest.mark.parametrize("spec", STORED, ids=lambda spec: spec.name)
def test_no_column_stands_twice_in_a_table(spec: TableSpec) -> None:
    assert len(set(spec.column_names)) == len(spec.column_names)


@pytest.mark.parametrize("spec", STORED, ids=lambda spec: spec.name)
def test_every_column_is_described_in_both_languages(spec: TableSpec) -> None:
    assert all(column.english.strip() and column.indonesian.strip() for column in spec.columns)


def test_codes_with_leading_zeros_are_text() -> None:
    types = {column.name: column.type for column in SPEC_OF["documents"].columns}
    assert types["kode_satker"] is ColumnType.TEXT


def test_parquet_numbers_are_doubles() -> None:
    schema = arrow_schema(SPEC_OF["values"])
    assert str(schema.field("value").type) == "double"
    assert str(schema.field("tahun").type) == "int64"


def test_facts_have_the_columns_of_a_fact() -> None:
    assert SPEC_OF["facts"].column_names == tuple(field.name for field in dataclasses.fields(Fact))


def test_every_word_of_every_enumerated_column_is_explained() -> None:
    explained = {
        column: tuple(meaning.word for meaning in word_list.meanings)
        for word_list in WORD_LISTS
        for column in word_list.columns
    }
    enumerated = {
        f"{spec.name}.{column.name}": column.words for spec in CONTRACT for column in spec.columns if column.words
    }
    assert explained == enumerated


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.file_name)
def test_data_dictionary_is_current(language: Language) -> None:
    """`python -m pipelines.datadict` renews it."""
    assert (DOCS / language.file_name).read_text(encoding="utf-8") == render(language)


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.file_name)
def test_data_dictionary_has_a_line_for_every_column(language: Language) -> None:
    lines = render(language).splitlines()
    assert sum(line.count("|") == 4 for line in lines) == sum(len(spec.columns) + 2 for spec in STORED)
