"""Arithmetic as the third reader: which reading of a disputed number it chooses, and when it stays out of it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from layouts.decide import decide_readings
from layouts.records import Alternative, Baris, Field, Severity, Trust, Value
from tests.unit.test_checks import RA, C, P, R, S, T, budget, row, value


def quarrel(known: Value, text: str, *others: str) -> Value:
    """A value that its readers read as `text` and otherwise."""
    read = [value(known.field, other) for other in (text, *others)]
    alternatives = tuple(Alternative(v.value_text, v.value or Decimal(0), v.decimals) for v in read[1:])
    return replace(
        known,
        value=read[0].value,
        value_text=text,
        decimals=read[0].decimals,
        trust=Trust.DISPUTED,
        alternatives=alternatives,
    )


def of(values: tuple[Value, ...], field: Field) -> Value:
    return next(v for v in values if v.field is field)


def test_the_reading_that_closes_a_percentage_is_chosen_and_the_finding_says_which() -> None:
    target, realisasi, capaian = row("50,00", "52,65", "105,30%")
    values, [finding] = decide_readings([target, quarrel(realisasi, "62,65", "52,65"), capaian])
    chosen = of(values, R)
    assert (chosen.value_text, chosen.value, chosen.trust) == ("52,65", Decimal("52.65"), Trust.AGREED)
    assert (finding.code, finding.severity) == ("reading-decided", Severity.INFO)
    assert (finding.found, finding.expected) == ("62,65 | 52,65", "52,65")
    assert finding.value_ids == (chosen.value_id,)


def test_the_reading_that_stands_is_kept_when_it_closes() -> None:
    target, realisasi, capaian = row("50,00", "52,65", "105,30%")
    values, [finding] = decide_readings([target, quarrel(realisasi, "52,65", "62,65"), capaian])
    assert of(values, R).value_text == "52,65"
    assert of(values, R).trust is Trust.AGREED
    assert finding.code == "reading-decided"


def test_a_number_no_reading_of_which_closes_stays_disputed() -> None:
    target, realisasi, capaian = row("50,00", "52,65", "105,30%")
    values, [finding] = decide_readings([target, quarrel(realisasi, "62,65", "82,65"), capaian])
    assert of(values, R).trust is Trust.DISPUTED
    assert of(values, R).value_text == "62,65"
    assert (finding.code, finding.severity, finding.expected) == ("readings-differ", Severity.WARNING, "")


def test_a_number_two_readings_of_which_close_stays_disputed() -> None:
    """A coarse percentage closes with either."""
    pagu, realisasi = value(P, "844.830.000"), value(RA, "844.830.000")
    persen = value(Field.PERSEN_ANGGARAN, "100%")
    values, [finding] = decide_readings([quarrel(pagu, "844.890.000", "844.830.000"), realisasi, persen])
    assert of(values, P).trust is Trust.DISPUTED
    assert finding.code == "readings-differ"


def test_a_remainder_decides_every_digit_of_an_amount() -> None:
    pagu, realisasi, sisa = value(P, "844.830.000"), value(RA, "800.000.000"), value(S, "44.830.000")
    values, _ = decide_readings([quarrel(pagu, "844.890.000", "844.830.000"), realisasi, sisa])
    assert of(values, P).value == Decimal(844830000)


def test_a_total_decides_among_the_readings_of_one_part() -> None:
    values = budget(
        ("Belanja Pegawai", Baris.ITEM, "500.000.000", ""),
        ("Belanja Barang", Baris.ITEM, "300.000.000", ""),
        ("Jumlah", Baris.TOTAL, "800.000.000", ""),
    )
    read = [quarrel(values[0], "600.000.000", "500.000.000"), *values[1:]]
    decided, [finding] = decide_readings(read)
    assert decided[0].value == Decimal(500000000)
    assert finding.code == "reading-decided"


def test_two_disputed_members_of_one_identity_decide_nothing_for_each_other() -> None:
    target, realisasi, capaian = row("50,00", "52,65", "105,30%")
    values, findings = decide_readings(
        [target, quarrel(realisasi, "62,65", "52,65"), quarrel(capaian, "125,30%", "105,30%")]
    )
    assert {v.trust for v in values} == {Trust.AGREED, Trust.DISPUTED}
    assert of(values, R).trust is Trust.DISPUTED
    assert of(values, C).trust is Trust.DISPUTED
    assert {finding.code for finding in findings} == {"readings-differ"}


def test_a_decided_number_helps_to_decide_the_next() -> None:
    """The sum decides the amount, then the amount the remainder."""
    values = budget(
        ("Belanja Pegawai", Baris.ITEM, "500.000.000", "400.000.000"),
        ("Belanja Barang", Baris.ITEM, "300.000.000", "200.000.000"),
        ("Jumlah", Baris.TOTAL, "800.000.000", "600.000.000"),
    )
    rest = replace(value(S, "100.000.000"), table_kind=values[0].table_kind, table_id=values[0].table_id)
    rest = replace(rest, label=values[0].label, baris=values[0].baris, value_id="rest")
    read = [quarrel(values[0], "600.000.000", "500.000.000"), quarrel(rest, "700.000.000", "100.000.000"), *values[1:]]
    decided, findings = decide_readings(read)
    assert (decided[0].value, decided[1].value) == (Decimal(500000000), Decimal(100000000))
    assert {finding.code for finding in findings} == {"reading-decided"}


def test_values_whose_readers_agree_are_left_alone() -> None:
    values = row("50,00", "99,99", "105,30%")
    assert decide_readings(values) == (tuple(values), ())


def test_a_target_alone_is_nobodys_to_decide() -> None:
    values, [finding] = decide_readings([quarrel(value(T, "50,00"), "50,00", "60,00")])
    assert values[0].trust is Trust.DISPUTED
    assert finding.code == "readings-differ"
