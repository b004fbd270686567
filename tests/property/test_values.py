"""Laws of reading numbers: what any office prints in any style is read as the number it was."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from layouts.number_words import read_number_words
from layouts.values import Nature, column_style, read_number

AMOUNTS = st.integers(min_value=0, max_value=10**13)
MEASURES = st.decimals(min_value=0, max_value=999, places=3, allow_nan=False, allow_infinity=False)
PERCENTS = st.decimals(min_value=0, max_value=999, places=2, allow_nan=False, allow_infinity=False)

_SMALL = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]


def grouped(number: int, mark: str) -> str:
    """A whole number with a mark between its thousands."""
    return f"{number:,}".replace(",", mark)


def in_words(number: int) -> str:
    """A whole number below a billion in Indonesian words."""
    for size, name in ((10**6, "juta"), (1000, "ribu"), (100, "ratus"), (10, "puluh")):
        if number >= 20 and number >= size:
            count, rest = divmod(number, size)
            head = f"se{name}" if count == 1 and size < 10**6 else f"{in_words(count)} {name}"
            return f"{head} {in_words(rest)}" if rest else head
    if number >= 10:
        return {10: "sepuluh", 11: "sebelas"}.get(number, f"{_SMALL[number % 10]} belas")
    return _SMALL[number]


@given(AMOUNTS, st.sampled_from(".,"), st.sampled_from(["", ",-", ".-", ".", " ,-"]))
def test_an_amount_printed_in_any_style_is_the_same_amount(number: int, mark: str, ending: str) -> None:
    text = f"Rp. {grouped(number, mark)}{ending}"
    assert read_number(text, column_style([text, f"1{mark}234{mark}567"])).value == number


@given(AMOUNTS, st.sampled_from([(".", ","), (",", ".")]))
def test_an_amount_with_cents_is_the_same_amount(number: int, marks: tuple[str, str]) -> None:
    assert read_number(f"{grouped(number, marks[0])}{marks[1]}00", nature=Nature.MONEY).value == number


@given(AMOUNTS)
def test_an_amount_in_brackets_or_behind_a_minus_is_negative(number: int) -> None:
    style = column_style(["1.234.567"])
    for text in (f"({grouped(number, '.')},00)", f"-{grouped(number, '.')}", f"Rp. -{number}"):
        assert read_number(text, style, nature=Nature.MONEY).value == -number


@given(MEASURES, st.sampled_from(".,"))
def test_a_measure_with_three_decimals_never_becomes_thousands(number: Decimal, mark: str) -> None:
    text = str(number).replace(".", mark)
    assert read_number(f"{text} Indeks").value == number
    assert read_number(text, nature=Nature.MEASURE).value == number


@given(PERCENTS, st.sampled_from(".,"), st.sampled_from(["%", " %", ".%", " persen"]))
def test_a_percentage_is_read_with_either_mark(number: Decimal, mark: str, ending: str) -> None:
    reading = read_number(str(number).replace(".", mark) + ending)
    assert (reading.value, reading.decimals) == (number, 2)


@given(st.integers(0, 10**6), st.sampled_from(["Orang", "Lembaga", "Berkas Perkara (P-21)", "Unit"]))
def test_a_count_with_its_unit_is_whole(number: int, unit: str) -> None:
    reading = read_number(f"{grouped(number, '.')} {unit}")
    assert (reading.value, reading.satuan) == (number, unit)


@given(st.integers(10**6, 10**13), st.integers(1, 16))
def test_a_line_break_inside_an_amount_changes_nothing_or_is_noticed(number: int, place: int) -> None:
    text = grouped(number, ".")
    cut = min(place, len(text) - 1)
    reading = read_number(f"{text[:cut]}\n{text[cut:]}", nature=Nature.MONEY)
    assert reading.value in (number, None)


@given(st.integers(0, 999_999_999))
def test_a_number_in_words_agrees_with_its_digits(number: int) -> None:
    assert read_number_words(in_words(number)) == number
    assert read_number(f"{grouped(number, '.')} ({in_words(number)})", nature=Nature.COUNT).reason == ""


@given(st.text(max_size=40))
def test_no_text_raises_and_a_missing_value_has_a_reason(text: str) -> None:
    reading = read_number(text)
    assert reading.value is not None or reading.is_nothing or reading.reason
