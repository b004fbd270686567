"""Facts about reading one printed cell."""

from __future__ import annotations

import csv
import os
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest

from extract.errors import ProfileError
from layouts.number_words import read_number_words
from layouts.units import load_units
from layouts.values import (
    Nature,
    NumberStyle,
    ReadingKind,
    column_style,
    is_nothing,
    looks_numeric,
    nature_of,
    read_number,
    scale_of,
)

ROOT = Path(__file__).parents[2]
REAL = Path(os.environ.get("LKIP_REAL", ROOT.parent / "shared" / "real"))


@pytest.mark.parametrize(
    ("text", "value", "satuan"),
    [
        ("Rp. 1.544.257.000,-", "1544257000", "Rp"),
        ("Rp.   1.522.940.756,-", "1522940756", "Rp"),
        ("Rp1.234.000,00", "1234000.00", "Rp"),
        ("Rp. 105.370.538.000.", "105370538000", "Rp"),
        ("23.636.244.-", "23636244", ""),
        ("0.-", "0", ""),
        ("Rp. 0,-", "0", "Rp"),
        ("855,830,897,000", "855830897000", ""),
        ("23,665,554,229.00", "23665554229.00", ""),
        ("5969111613", "5969111613", ""),
        ("83.58%", "83.58", "%"),
        ("98,49.%", "98.49", "%"),
        ("96,12 %.", "96.12", "%"),
        ("102,7 persen", "102.7", "%"),
        ("100%/Tahun", "100", "%/Tahun"),
        ("100 (seratus) %", "100", "%"),
        ("51,10 Indeks", "51.10", "Indeks"),
        ("12.500 Orang", "12500", "Orang"),
        ("12.317.066 ton", "12317066", "ton"),
        ("4 Tahapan", "4", "Tahapan"),
        ("1 Berkas Perkara (P-21)", "1", "Berkas Perkara (P-21)"),
        ("20 Kelompok/Pelaku (10 Kabupaten/Kota)", "20", "Kelompok/Pelaku"),
        ("15 LKN", "15", "LKN"),
        ("11 (sebelas)", "11", ""),
        ("5 (lima) Orang", "5", "Orang"),
        ("B (65)", "65", ""),
        ("BB 72,50", "72.50", ""),
        ("3,18 (Mandiri)", "3.18", ""),
        ("Level 3", "3", ""),
        ("sebesar 51,10", "51.10", ""),
        ("0,315", "0.315", ""),
        ("= 51,10;", "51.10", ""),
        ("86*)", "86", ""),
    ],
)
def test_a_printed_form_is_its_number_and_unit(text: str, value: str, satuan: str) -> None:
    reading = read_number(text)
    assert (str(reading.value), reading.satuan, reading.ambiguous) == (value, satuan, False)


@pytest.mark.parametrize("text", ["", "-", "–", "Rp -", "Rp.,-", "- %", "n/a", "N.A.", "nihil", "...", "%"])
def test_a_dash_or_nihil_is_no_value_at_all(text: str) -> None:
    assert read_number(text).is_nothing
    assert is_nothing(text)


def test_a_printed_zero_is_a_value() -> None:
    assert [read_number(text).value for text in ("0", "0%", "0,00", "Rp. 0,-")] == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("70 s.d. 85", "range"),
        ("70 % s.d. 85 %", "range"),
        ("49,74 - 53,50", "range"),
        ("1,00 – 1,75", "range"),
        ("2020-2024", "range"),
        ("≥ 95", "bound"),
        ("89 ≤ Nilai IKPA < 95", "bound"),
        ("minimal 70", "bound"),
        ("WTP", "grade"),
        ("BB", "grade"),
        ("Sangat Tinggi", "grade"),
        ("P-21", "no-number"),
        ("Desa Gumawang", "no-number"),
        ("30 November 2022", "date"),
        ("B/4732/XII/DE/PC.00/2023/BNN", "code"),
        ("SP DIPA -066.01.2.111079/2023", "code"),
        ("SNI 8807:2022", "code"),
        ("066310", "code"),
        ("1:25", "ratio"),
        ("2 Dokumen 3 Laporan", "several-numbers"),
        ("1.000.000 2.000.000", "several-numbers"),
        ("1. 25 Orang", "several-numbers"),
        ("3.8000.000.000,00", "malformed-number"),
        ("12.345.67", "malformed-number"),
        ("1O Orang", "malformed-number"),
    ],
)
def test_what_is_no_single_number_says_why(text: str, reason: str) -> None:
    reading = read_number(text)
    assert (reading.value, reading.reason, reading.kind) == (None, reason, ReadingKind.TEXT)


def test_brackets_and_minus_are_negative() -> None:
    texts = ("(24.811.142.774,00)", "-1.415.500", "Rp (1.000.000)", "Rp -1.000.000", "−5,25")
    assert [str(read_number(text).value) for text in texts] == [
        "-24811142774.00",
        "-1415500",
        "-1000000",
        "-1000000",
        "-5.25",
    ]


def test_a_percentage_in_brackets_is_doubted() -> None:
    reading = read_number("(103,03%)")
    assert (reading.value, reading.reason, reading.ambiguous) == (
        Decimal("103.03"),
        "bracketed-percent",
        True,
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.506.190.00 0", 1506190000),
        ("23.284.140.0\n00", 23284140000),
        ("9.985.639. 757,-", 9985639757),
        ("48. 592.221.203,-", 48592221203),
        ("Rp. 1.566.577.\n000,-", 1566577000),
        ("1.544.25 7.000", 1544257000),
    ],
)
def test_digits_broken_in_a_narrow_cell_are_joined_by_their_groups(text: str, value: int) -> None:
    reading = read_number(text)
    assert (reading.value, reading.ambiguous) == (value, False)


def test_a_missing_mark_leaves_the_digits_readable_but_doubted() -> None:
    reading = read_number("227.199732,00")
    assert (reading.value, reading.reason, reading.ambiguous) == (227199732, "malformed-number", True)


def test_digits_and_words_that_disagree_are_reported_and_the_digits_kept() -> None:
    assert (read_number("1 (tiga)").value, read_number("1 (tiga)").reason) == (1, "digit-word-mismatch")
    assert read_number("Rp. 1.500.000,- (satu juta lima ratus ribu rupiah)").reason == ""


def test_number_words_are_read() -> None:
    said = "satu milyar lima ratus empat puluh empat juta dua ratus lima puluh tujuh ribu rupiah"
    assert read_number_words(said) == 1544257000
    assert [read_number_words(w) for w in ("sebelas", "dua belas", "seratus lima", "P-21")] == [
        11,
        12,
        105,
        None,
    ]


def test_miliar_behind_a_number_multiplies_it() -> None:
    for text in ("1,54 miliar", "Rp 1,54 M", "1,54 milyar rupiah"):
        reading = read_number(text)
        assert (reading.value, reading.reason, reading.decimals) == (1540000000, "scaled-word", 2)


def test_one_group_of_three_is_decided_by_what_is_counted() -> None:
    assert read_number("1.250", nature=Nature.COUNT).value == 1250
    assert read_number("79.375", nature=Nature.MEASURE).value == Decimal("79.375")
    assert read_number("79,375 Indeks").value == Decimal("79.375")
    assert read_number("138,887%").value == Decimal("138.887")
    assert read_number("Rp 388.000").value == 388000


def test_one_group_of_three_is_decided_by_its_column() -> None:
    indices = column_style(["51.00", "78.69", "90.982"])
    assert read_number("90.982", indices).value == Decimal("90.982")
    amounts = column_style(["1.541.010.000", "171.100.000", "925.500"])
    assert (read_number("925.500", amounts).value, read_number("925.500", amounts).ambiguous) == (
        925500,
        False,
    )
    mixed = column_style(["83.58%", "1.506.190.000", "925.500"])
    assert read_number("925.500", mixed).value == 925500
    english = column_style(["855,830,897,000", "388,000"])
    assert read_number("388,000", english).value == 388000


def test_one_group_of_three_without_any_evidence_is_ambiguous() -> None:
    assert (read_number("79,375").value, read_number("79,375").ambiguous) == (Decimal("79.375"), True)
    assert (read_number("12.500").value, read_number("12.500").ambiguous) == (12500, True)


def test_a_column_of_decimals_makes_a_lone_group_a_decimal_but_doubted() -> None:
    reading = read_number("79.375", column_style(["51,10", "88,31", "79.375"]))
    assert (reading.value, reading.ambiguous) == (Decimal("79.375"), True)


def test_percentages_say_nothing_of_the_dots_in_things_beside_them() -> None:
    style = column_style(["150.000 m3", "95.5%", "80.25%"])
    assert [read_number(text, style).value for text in ("150.000 m3", "95.5%")] == [150000, Decimal("95.5")]
    decimals = read_number("150.000 ton", column_style(["150.000 ton", "12.5 ton"]))
    assert (decimals.value, decimals.ambiguous) == (150, True)
    counts = ["9,150 Orang", "95.5%"]
    assert read_number(counts[0], column_style(counts)).value == 9150


@pytest.mark.parametrize("text", ["Rp 1.250.000 (95,2%)", "1.250.000 (95,2 persen)", "1.250.000 (Rp 500)"])
def test_a_measure_in_brackets_behind_a_number_is_told(text: str) -> None:
    reading = read_number(text)
    assert (reading.value, reading.reason, reading.ambiguous) == (1250000, "number-in-brackets", False)
    assert read_number("20 Kelompok (10 Kabupaten)").reason == ""


def test_the_document_decides_what_a_column_leaves_open() -> None:
    document = column_style(["1.541.010.000", "98,49%"])
    column = column_style(["8.000", "10"], fallback=document)
    assert (read_number("8.000", column).value, read_number("8.000", column).ambiguous) == (8000, False)


def test_a_lone_group_of_named_things_is_thousands_whatever_a_comma_means() -> None:
    style = column_style(["98,49", "13,300"])
    things = [
        read_number("13,300 Orang", style),
        read_number("13,300", style, nature=nature_of("", "Jumlah masyarakat")),
    ]
    assert [(reading.value, reading.ambiguous) for reading in things] == [(13300, False)] * 2
    assert read_number("13,300", style, nature=nature_of("", "Jumlah produksi")).ambiguous


def test_years_of_life_have_decimals() -> None:
    assert (read_number("72,90 Tahun").value, read_number("72,90 Tahun").ambiguous) == (Decimal("72.90"), False)
    assert read_number("72,90 Orang").ambiguous


def test_a_dot_that_parts_thousands_in_all_of_a_document_parts_them_in_areas() -> None:
    column = column_style(["1.850 Ha", "100 %"], fallback=column_style(["1.541.010.000", "98,49"]))
    assert (read_number("1.850 Ha", column).value, read_number("1.850 Ha", column).ambiguous) == (1850, False)


def test_three_decimals_of_what_is_no_measure_are_doubted_beside_two() -> None:
    reading = read_number("3,300 Ha", column_style(["98,49", "3,300 Ha"]))
    assert (reading.value, reading.ambiguous) == (Decimal("3.300"), True)


def test_nature_comes_from_the_satuan_column_before_the_label() -> None:
    assert nature_of("Orang", "Indeks Kemandirian") is Nature.THINGS
    assert nature_of("", "Jumlah relawan anti narkoba") is Nature.THINGS
    assert nature_of("", "Jumlah produksi padi") is Nature.COUNT
    assert nature_of("", "Indeks Ketahanan Diri Remaja") is Nature.MEASURE
    assert nature_of("", "Persentase tahanan") is Nature.PERCENT
    assert nature_of("ton", "Produksi padi") is None


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        ("(dalam ribuan rupiah)", 1000),
        ("dalam ribuan", 1000),
        ("Anggaran (Rp.000)", 1000),
        ("(Rp. 000.000)", 1000000),
        ("(dalam jutaan rupiah)", 1000000),
        ("Pagu (Rp Juta)", 1000000),
        ("dalam miliar rupiah", 1000000000),
        ("(dalam ribu rupiah)", 1000),
        ("Pagu ribu rupiah", 1000),
        ("Pagu Rp Juta", 1000000),
        ("Pagu Rp. Jt | Realisasi", 1000000),
        ("(Rp Jt)", 1000000),
        ("(000 Rp)", 1000),
        ("Jumlah (Rp. x 1.000)", 1000),
        ("Pagu (Rb)", 1000),
        ("Disajikan dalam rupiah", 1),
        ("Pagu (Rp)", None),
        ("Rp. 1.500.000", None),
        ("lima juta orang", None),
        ("sebesar 5 juta rupiah", None),
        ("dua ratus juta rupiah", None),
        ("Produksi (juta ton)", None),
    ],
)
def test_a_caption_says_what_its_amounts_are_multiplied_by(text: str, scale: int | None) -> None:
    assert scale_of(text) == scale


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,5 M", 1_500_000_000), ("250 jt", 250_000_000), ("2 juta", 2_000_000), ("1,5 Miliar", 1_500_000_000)],
)
def test_money_in_short_scales_is_multiplied_out(text: str, value: int) -> None:
    reading = read_number(text, nature=Nature.MONEY)
    assert (reading.value, reading.reason) == (value, "scaled-word")


def test_a_capital_m_where_no_money_is_counted_is_doubted() -> None:
    reading = read_number("1,5 M")
    assert (reading.value, reading.reason, reading.ambiguous) == (Decimal("1.5"), "scale-or-unit", True)
    assert not read_number("150 m").ambiguous


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Rp 3.244.850 95.29%", "several-numbers"),
        ("12 / 15", "ratio"),
        ("3 dari 5", "ratio"),
        ("95%+", "bound"),
        ("~85", "bound"),
        ("IV", "no-number"),
    ],
)
def test_two_numbers_bounds_and_numerals_of_rome_have_no_value(text: str, reason: str) -> None:
    reading = read_number(text)
    assert (reading.value, reading.reason) == (None, reason)


def test_headings_are_not_numeric_and_ranges_are() -> None:
    assert [looks_numeric(t) for t in ("98,49%", "≥ 95", "Target", "Indikator 2023 x", "-")] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_a_broken_unit_file_names_the_key(tmp_path: Path) -> None:
    path = tmp_path / "units.toml"
    path.write_text('count = ["Orang"]\n', encoding="utf-8")
    with pytest.raises(ProfileError, match=r"units\.toml.*count.*lower case"):
        load_units(path)


def _nature(field: str, unit: str, label: str) -> Nature | None:
    if "capaian" in field or "persen" in field:
        return Nature.PERCENT
    if field in ("target", "realisasi"):
        return nature_of(unit, label)
    return Nature.MONEY


def _styles(cells: Iterable[tuple[tuple[str, ...], str]]) -> dict[tuple[str, ...], NumberStyle]:
    columns: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for key, text in cells:
        columns[key].append(text)
    document = column_style(text for texts in columns.values() for text in texts)
    return {key: column_style(texts, fallback=document) for key, texts in columns.items()}


@pytest.mark.parametrize("path", sorted((ROOT / "corpus" / "truth").glob("*.csv")), ids=lambda p: p.stem)
def test_every_value_of_the_corpus_is_read_right(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    styles = _styles(((r["table_no"], r["field"], r["tahun"]), r["value_text"]) for r in rows)
    for row in rows:
        style = styles[row["table_no"], row["field"], row["tahun"]]
        reading = read_number(row["value_text"], style, nature=_nature(row["field"], row["unit"], row["label"]))
        assert reading.value == Decimal(row["value"]), row
        assert reading.satuan in ("", row["unit"]), row


@pytest.mark.skipif(not REAL.is_dir(), reason="the real pages are not beside this checkout (set LKIP_REAL)")
def test_real_values_are_read_right_or_called_malformed() -> None:
    wrong = []
    for path in sorted((REAL / "truth").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        styles = _styles(((r["page"], r["table_no"], r["field"]), r["value_as_printed"]) for r in rows)
        for row in rows:
            style = styles[row["page"], row["table_no"], row["field"]]
            nature = _nature(row["field"], "", row["label"])
            reading = read_number(row["value_as_printed"], style, nature=nature)
            expected = Decimal(row["value_number"]) if row["value_number"] else None
            if reading.value != expected:
                wrong.append((row["value_as_printed"], reading.reason))
    assert wrong == [("3.8000.000.000,00", "malformed-number")]


@pytest.mark.parametrize("text", ["4 Desa", "3 Agen", "2 Marga", "5 Agenda", "12 Media"])
def test_a_unit_that_begins_like_a_month_is_no_date(text: str) -> None:
    assert read_number(text).value == Decimal(text.split()[0])


@pytest.mark.parametrize("text", ["851)", "1.250a"])
def test_a_number_with_a_footnote_mark_read_into_it_is_malformed(text: str) -> None:
    reading = read_number(text)
    assert (reading.value, reading.reason) == (None, "malformed-number")
