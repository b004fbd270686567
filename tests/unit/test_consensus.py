"""What two readers must agree in, and what becomes of a line when they do not."""

from __future__ import annotations

import pytest

from extract.consensus import SettledWord, is_noise, needs_second_reader, number_key, numbers_in, settle
from extract.model import Agreement, Reading

AGREED, SINGLE, DISPUTED = Agreement.AGREED, Agreement.SINGLE, Agreement.DISPUTED


def ind(text: str, confidence: float = 0.97) -> Reading:
    return Reading("tesseract-ind", "5", text, confidence)


def eng(text: str, confidence: float = 0.9) -> Reading:
    return Reading("tesseract-eng", "5", text, confidence)


def rapid(text: str, confidence: float = 0.95, variant: str = "") -> Reading:
    return Reading("rapidocr", "3", text, confidence, variant)


def said(*readings: Reading) -> list[tuple[str, Agreement]]:
    return [(word.text, word.agreement) for word in settle(readings)]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("1.234,567", "1234567"),
        ("1. 234. 567", "1234567"),
        ("1.234.567,00", "1234567.00"),
        ("1,234,567.00", "1234567.00"),
        ("98,49", "98.49"),
        ("98.49", "98.49"),
        ("79,375", "79,375"),
        ("79.375", "79.375"),
        ("0,375", "0.375"),
        ("1500", "1500"),
        ("844.830.00", "844830.00"),
        ("3.8000.000", "3.8000.000"),
    ],
)
def test_a_number_stands_for_its_digits_and_the_mark_that_decides_its_value(text: str, key: str) -> None:
    assert number_key(text) == key


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Rp. 1.500.000,-", ["1500000"]),
        ("(24.811.142)", ["-24811142"]),
        ("-1.415.500", ["-1415500"]),
        ("\u22121.415.500", ["-1415500"]),
        ("103,03%", ["103.03"]),
        ("52,65 (103,03%)", ["52.65", "103.03"]),
        ("20 Kelompok (10 Kabupaten)", ["20", "10"]),
        ("P4GN di 3 desa", ["3"]),
        ("150.000 m3", ["150.000"]),
        ("844. 830.000", ["844830000"]),
        ("2019 2020", ["2019", "2020"]),
        ("tepat waktu90", ["90"]),
        ("Rp1.500.000", ["1500000"]),
        ("S1.500.000", []),
        ("tidak ada", []),
    ],
)
def test_numbers_of_a_line_are_found_with_their_signs(text: str, keys: list[str]) -> None:
    assert [number.key for number in numbers_in(text)] == keys


def test_two_engines_with_the_same_digits_agree_whatever_the_marks_of_thousands() -> None:
    assert said(ind("844.830.000"), rapid("844,830,000")) == [("844,830,000", AGREED)]


def test_one_engine_in_two_languages_does_not_agree_with_itself() -> None:
    assert said(ind("844.830.000"), eng("844.830.000")) == [("844.830.000", SINGLE)]


def test_a_second_crop_of_the_same_engine_is_no_second_engine() -> None:
    assert said(rapid("51,10"), rapid("51,10", variant="stretched")) == [("51,10", SINGLE)]


def test_engines_with_other_digits_dispute_and_the_other_reading_is_kept() -> None:
    [word] = settle([ind("844.890.000"), rapid("844.830.000")])
    assert word == SettledWord("844.830.000", 0.95, DISPUTED, ("844.890.000",), "rapidocr")


def test_a_third_reading_settles_a_dispute_of_engines() -> None:
    assert said(ind("844.890.000"), rapid("844.830.000"), eng("844.830.000")) == [("844.830.000", AGREED)]


@pytest.mark.parametrize(("one", "other"), [("79,375", "79.375"), ("1.250", "1,250")])
def test_a_single_group_with_another_mark_is_another_number(one: str, other: str) -> None:
    [word] = settle([ind(one), rapid(other)])
    assert word.agreement is DISPUTED
    assert word.others == (one,)


def test_digits_inside_a_word_are_sure_where_another_engine_has_that_very_word() -> None:
    read = dict(said(ind("relawan P4GN sebesar 115,094, yaitu"), rapid("relawan P4GN sebesar l15,0%, yaitu")))
    assert (read["relawan"], read["P4GN"], read["l15,0%,"]) == (AGREED, AGREED, SINGLE)


def test_a_majority_does_not_settle_what_the_mark_of_a_single_group_means() -> None:
    [word] = settle([ind("79.375"), rapid("79,375"), eng("79,375")])
    assert (word.text, word.agreement, word.others) == ("79,375", DISPUTED, ("79.375",))


def test_a_number_that_seems_cut_off_at_its_head_is_no_more_than_single() -> None:
    """Both readers see what the crop holds."""
    assert said(ind("00,0%"), rapid("00,0%")) == [("00,0%", SINGLE)]
    assert said(ind("0,25"), rapid("0,25")) == [("0,25", AGREED)]


def test_a_reading_that_its_engine_does_not_believe_bears_no_other_out() -> None:
    assert said(ind("12", 0.3), rapid("12", 0.9)) == [("12", DISPUTED)]


def test_a_space_that_one_reader_saw_inside_a_number_of_another_is_not_put_there() -> None:
    read = said(rapid("Orangdari 48 (capaian116,67%)"), eng("Orang dari 48 (capaian 1 16,67%)"))
    assert [text for text, _ in read] == ["Orang", "dari", "48", "(capaian", "116,67%)"]
    assert read[-1][1] is DISPUTED


def test_readers_that_differ_in_the_sign_dispute() -> None:
    assert said(ind("1.415.500"), rapid("-1.415.500"))[0][1] is DISPUTED
    assert said(ind("(1.415.500)"), rapid("1.415.500"))[0][1] is DISPUTED


def test_a_number_that_only_one_reader_saw_in_a_line_is_disputed() -> None:
    assert said(ind("Target"), rapid("Target 51"))[1] == ("51", DISPUTED)


def test_numbers_of_a_line_are_settled_each_for_itself() -> None:
    assert said(ind("52,65 (108,03%)"), rapid("52,65 (103,03%)")) == [("52,65", AGREED), ("(103,03%)", DISPUTED)]


@pytest.mark.parametrize("dash", ["-", "\u2013", "\u2014", "_", "~"])
def test_the_dash_of_an_empty_cell_is_a_dash_for_every_reader(dash: str) -> None:
    assert said(ind("", 0.0), rapid(dash)) == [("-", AGREED)]


def test_rests_of_rules_are_nothing() -> None:
    assert said(ind("|"), rapid("", 0.0)) == []
    assert said(ind("| 51,10 |"), rapid("51,10")) == [("51,10", AGREED)]


def test_letters_of_scripts_that_no_report_prints_are_dropped() -> None:
    assert said(ind("51,10"), rapid("51,10\u4e00")) == [("51,10", AGREED)]


def test_spaces_that_an_engine_lost_come_back_between_words_and_never_inside_numbers() -> None:
    read = said(ind("pengelolaan keuangan 1 250"), rapid("pengelolaankeuangan 1250"))
    assert [text for text, _ in read] == ["pengelolaan", "keuangan", "1250"]


def test_no_word_is_sure_in_a_line_that_no_reader_believes() -> None:
    assert said(ind("51,10", 0.3), rapid("51,10", 0.4)) == [("51,10", DISPUTED)]
    assert is_noise([ind("x", 0.3), rapid("", 0.0)])


def test_words_that_differ_are_no_more_than_single() -> None:
    assert {a for _, a in said(ind("Jumlah lembaga"), rapid("Ketahanan diri"))} == {SINGLE}


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("Jumlah lembaga", False),
        ("Meningkatnya pengelolaan", False),
        ("51,10", True),
        ("IO", True),
        ("OO", True),
        ("lembaga di", True),
        ("Yo", True),
        ("", True),
    ],
)
def test_only_long_words_need_no_second_reader(text: str, needed: bool) -> None:
    assert needs_second_reader(ind(text)) is needed


def test_words_that_their_reader_doubts_need_a_second_one() -> None:
    assert needs_second_reader(ind("Jumlah lembaga", 0.7))
