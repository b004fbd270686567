"""Facts about facts: one consensus for every thing a batch prints, and none where there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from extract.model import Box
from layouts.facts import build_facts
from layouts.records import (
    Baris,
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

OFFICE = Office("BNN Kabupaten OKU Timur", "111079", "BNNK", "Sumatera Selatan")


def value(number: str | None, table: int = 1, **changes: object) -> Value:
    made = Value(
        value_id="",
        table_id=f"d1-t{table:03d}",
        table_kind=TableKind.CAPAIAN_KINERJA,
        page=1,
        row=1,
        no="",
        kegiatan="",
        sasaran="",
        label="Jumlah relawan anti narkoba",
        kode="",
        tahun=2021,
        field=Field.REALISASI,
        value_text=(number or "WTP").replace(".", ","),
        value=Decimal(number) if number else None,
        satuan="",
        box=Box(0, 0, 1, 1),
        source="text",
        confidence=None,
        trust=Trust.AGREED,
        decimals=len((number or "").partition(".")[2]),
    )
    made = replace(made, **changes)  # type: ignore[arg-type]  # names and types are Value's own
    return replace(made, value_id=f"{made.table_id}-r{made.row:03d}-{made.field}-{made.tahun}-{made.kegiatan}")


def result(values: Sequence[Value], document_id: str = "d1", office: Office = OFFICE) -> DocumentResult:
    own = tuple(
        replace(v, table_id=v.table_id.replace("d1", document_id), value_id=v.value_id.replace("d1", document_id))
        for v in values
    )
    document = Document(document_id, f"{document_id}.pdf", "", DocumentStatus.OK, office=office)
    return DocumentResult(document, values=own)


def facts(*values: Value) -> tuple[Fact, ...]:
    return build_facts([result(values)])


def test_fact_counts_its_prints_and_takes_the_most_printed_number() -> None:
    (fact,) = facts(value("52", 1), value("52", 2), value("25", 3, trust=Trust.DISPUTED))
    assert (fact.value, fact.printed, fact.agreeing, fact.trust) == (Decimal(52), 3, 2, Trust.AGREED)
    assert (fact.satker, fact.kode_satker, fact.tahun, fact.kind) == (
        OFFICE.satker,
        "111079",
        2021,
        "indicator",
    )


def test_coarser_print_agrees_with_the_finer_one_which_is_kept() -> None:
    (fact,) = facts(value("86", 1), value("86.11", 2))
    assert (fact.value, fact.agreeing) == (Decimal("86.11"), 2)


def test_verified_number_wins_a_tie() -> None:
    (fact,) = facts(value("52", 1, trust=Trust.VERIFIED), value("25", 2))
    assert (fact.value, fact.trust) == (Decimal(52), Trust.VERIFIED)


def test_number_that_nothing_disputes_wins_a_tie() -> None:
    (fact,) = facts(value("25", 1, trust=Trust.DISPUTED), value("52", 2))
    assert (fact.value, fact.agreeing) == (Decimal(52), 1)


def test_tie_without_a_winner_has_no_value_and_is_disputed() -> None:
    (fact,) = facts(value("52", 1), value("25", 2))
    assert (fact.value, fact.printed, fact.agreeing, fact.trust) == (None, 2, 0, Trust.DISPUTED)


def test_plans_and_progress_are_measures_of_their_own() -> None:
    plan = value("50", 1, field=Field.TARGET, table_kind=TableKind.RENPROJA_TARGET)
    later = value("50", 2, field=Field.TARGET, table_kind=TableKind.KEMAJUAN_RENPROJA)
    year = value("51", 3, field=Field.TARGET)
    progress = value("80", 2, field=Field.CAPAIAN, table_kind=TableKind.KEMAJUAN_RENPROJA)
    found = {fact.field: (fact.value, fact.printed) for fact in facts(plan, later, year, progress)}
    assert found == {
        "target_renproja": (Decimal(50), 2),
        "target": (Decimal(51), 1),
        "capaian_renproja": (Decimal(80), 1),
    }


def test_code_joins_different_wordings() -> None:
    (fact,) = facts(value("5", 1, kode="IKPA", label="IKPA"), value("5", 2, kode="IKPA", label="Nilai kinerja"))
    assert (fact.kode, fact.printed) == ("IKPA", 2)


def test_label_without_a_code_takes_that_of_its_like() -> None:
    (fact,) = facts(value("5", 1, kode="RELAWAN"), value("5", 2, label="Jumlah relawan anti-narkoba"))
    assert (fact.kode, fact.printed) == ("RELAWAN", 2)


def test_values_without_number_and_of_a_quarter_stay_out() -> None:
    assert facts(value(None), value("5", 2, periode="TW1")) == ()


def test_total_of_every_budget_table_is_one_fact() -> None:
    kinds = (
        TableKind.ANGGARAN_JENIS_BELANJA,
        TableKind.ANGGARAN_KEGIATAN,
        TableKind.ANGGARAN_PERBANDINGAN_TAHUN,
    )
    labels = ("TOTAL", "TOTAL", "")
    baris = (Baris.TOTAL, Baris.TOTAL, Baris.ITEM)
    values = [
        value("900", i, field=Field.PAGU, table_kind=kind, label=label, baris=level)
        for i, (kind, label, level) in enumerate(zip(kinds, labels, baris, strict=True), start=1)
    ]
    (fact,) = facts(*values)
    assert (fact.kind, fact.label, fact.value, fact.printed) == ("budget", "TOTAL", Decimal(900), 3)


def test_label_that_stands_twice_in_a_table_is_told_apart_by_its_kegiatan() -> None:
    place: dict[str, Any] = {
        "field": Field.PAGU,
        "table_kind": TableKind.ANGGARAN_KEGIATAN,
        "label": "Belanja Barang",
    }
    values = [value("1", kegiatan="Advokasi", **place), value("2", kegiatan="Rehabilitasi", row=2, **place)]
    assert [(fact.label, fact.value) for fact in facts(*values)] == [
        ("Advokasi / Belanja Barang", Decimal(1)),
        ("Rehabilitasi / Belanja Barang", Decimal(2)),
    ]


def test_rows_own_office_goes_before_the_documents() -> None:
    found = facts(value("1", satker_baris="BNNK OKU TIMUR"), value("2", 2, satker_baris="BNNK Muara Enim"))
    assert [(fact.satker, fact.kode_satker) for fact in found] == [
        ("BNN Kabupaten OKU Timur", "111079"),
        ("BNNK Muara Enim", ""),
    ]


def test_documents_of_one_office_meet_and_those_of_others_do_not() -> None:
    other = Office("BNN Kota Prabumulih", "689490", "BNNK", "Sumatera Selatan")
    results = [result([value("5")], "d2"), result([value("5")], "d1"), result([value("5")], "d3", other)]
    assert [(fact.satker, fact.documents) for fact in build_facts(results)] == [
        ("BNN Kabupaten OKU Timur", ("d1", "d2")),
        ("BNN Kota Prabumulih", ("d3",)),
    ]


def test_documents_whose_office_is_not_known_do_not_meet() -> None:
    """They may be of different offices: what they print alike says nothing."""
    results = [result([value("5")], name, Office()) for name in ("d1", "d2")]
    assert [(fact.satker, fact.printed, fact.documents) for fact in build_facts(results)] == [
        ("", 1, ("d1",)),
        ("", 1, ("d2",)),
    ]


def test_second_copy_of_a_file_adds_nothing() -> None:
    copy = DocumentResult(Document("d1", "copy.pdf", "", DocumentStatus.OK, duplicate_of="d1.pdf"))
    assert build_facts([result([value("5")]), copy]) == facts(value("5"))


def test_order_of_documents_and_values_changes_nothing() -> None:
    values = [value("52", 1), value("25", 2), value("7", 3, tahun=2020), value("9", 4, label="Indeks")]
    forward = build_facts([result(values, "d1"), result(values, "d2")])
    backward = build_facts([result(values[::-1], "d2"), result(values[::-1], "d1")])
    assert forward == backward
