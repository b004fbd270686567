"""What a text says about the cell that holds it."""

from __future__ import annotations

import pytest

from extract.wording import is_column_numbering, is_known, is_number, normalised

PHRASES = frozenset({"target", "realisasi", "indikator kinerja"})


@pytest.mark.parametrize(
    "text",
    ["51,10", "1.234.567", "Rp. 1.546.577.000,-", "Rp86.750.000", "98,47%", "2 Unit", "-", "(412.400)", "n/a", "0.-"],
)
def test_printed_numbers_are_numbers(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize("text", ["", "Target", "1. Desa Gumawang 2. Desa Kotabaru", "P-21", "tahun 2021"])
def test_words_are_no_numbers(text: str) -> None:
    assert not is_number(text)


@pytest.mark.parametrize("text", ["Target", "TARGET", "Realiasi", "T a r g e t", "Target (%)", "%"])
def test_header_wordings_are_known_as_offices_print_them(text: str) -> None:
    assert is_known(text, PHRASES)


@pytest.mark.parametrize("text", ["", "Tahun", "Realisasi kegiatan dilaksanakan oleh seksi pencegahan"])
def test_other_wordings_are_not(text: str) -> None:
    assert not is_known(text, PHRASES)


def test_wording_is_compared_without_case_marks_and_letter_spacing() -> None:
    assert normalised("  T a r g e t : (Rp.) ") == "target rp"


def test_rows_that_count_their_columns() -> None:
    assert is_column_numbering(["(1)", "(2)", "(3)"])
    assert is_column_numbering(["1", "2", "3", "4", "5", "6=5/4x100"])
    assert is_column_numbering(["1", "", "2", "3"])
    assert not is_column_numbering(["1", "Target", "3"])
    assert not is_column_numbering(["1", "1", "1"])
