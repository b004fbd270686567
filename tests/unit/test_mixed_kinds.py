"""Indicators and budget lines under one header."""

from __future__ import annotations

from dataclasses import replace

from layouts.checks import check_values
from layouts.mixed_kinds import doubt_mixed_kinds
from layouts.records import Field, Trust, Value
from tests.unit.test_checks import value

FIELDS = (Field.PAGU, Field.REALISASI_ANGGARAN, Field.PERSEN_ANGGARAN)
COUNTS = (Field.TARGET, Field.REALISASI, Field.CAPAIAN)


def table(fields: tuple[Field, ...], *rows: tuple[str, str, str, str]) -> list[Value]:
    return [
        replace(value(field, text, row=number, label=label), value_id=f"{number}-{field}")
        for number, (label, *texts) in enumerate(rows, 1)
        for field, text in zip(fields, texts, strict=True)
    ]


def test_counts_among_the_amounts_of_a_budget_stay_single_whatever_their_sums_say() -> None:
    values = table(
        FIELDS,
        ("Jumlah relawan anti narkotika", "20", "25", "125"),
        ("Belanja Pegawai", "200.000.000", "150.000.000", "75"),
        ("Belanja Barang", "100.000.000", "90.000.000", "90"),
    )
    doubted, (finding,) = doubt_mixed_kinds(values)
    assert (finding.code, finding.row, len(finding.value_ids)) == ("mixed-kinds", 1, 3)
    checked, _ = check_values(doubted)
    assert {v.trust for v in checked if v.row == 1} == {Trust.SINGLE}
    assert Trust.VERIFIED in {v.trust for v in checked if v.row == 2}


def test_a_line_without_money_and_one_of_little_belong_to_their_budget() -> None:
    values = table(
        FIELDS,
        ("Belanja Modal", "0", "0", "0"),
        ("Belanja Perjalanan", "450.000", "450.000", "100"),
        ("Belanja Barang", "100.000.000", "90.000.000", "90"),
    )
    assert doubt_mixed_kinds(values) == (tuple(values), ())


def test_budget_lines_among_indicators_are_doubted_and_indicators_of_money_are_not() -> None:
    lines = table(
        COUNTS,
        ("Jumlah kawasan rawan", "20", "10", "50"),
        ("Belanja Barang", "200.000.000", "150.000.000", "75"),
    )
    money = table(
        COUNTS,
        ("Jumlah kawasan rawan", "20", "10", "50"),
        ("Jumlah investasi daerah", "200.000.000", "150.000.000", "75"),
    )
    doubted, (finding,) = doubt_mixed_kinds(lines)
    assert [v.label_sure for v in doubted] == [True] * 3 + [False] * 3
    assert finding.found == "Belanja Barang"
    assert doubt_mixed_kinds(money) == (tuple(money), ())
