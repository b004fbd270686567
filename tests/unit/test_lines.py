"""Words to lines, and lines to the text of a cell."""

from __future__ import annotations

import pytest

from extract.lines import letter_height, text_of, words_to_lines
from extract.model import Box, Line, Word


def word(text: str, x0: float, top: float, *, height: float = 8.0) -> Word:
    """A word with letters 5 points wide."""
    return Word(text, Box(x0, top, x0 + 5 * len(text), top + height))


def texts(lines: tuple[Line, ...]) -> list[str]:
    return [line.text for line in lines]


def cell_text(*printed: str) -> str:
    words = [
        word(token, 40.0 * column, 12.0 * row)
        for row, line in enumerate(printed)
        for column, token in enumerate(line.split())
    ]
    return text_of(words_to_lines(words, 1))


def test_words_on_one_baseline_are_a_line_from_left_to_right() -> None:
    lines = words_to_lines([word("86", 50, 10), word("Capaian", 0, 24), word("Target", 0, 10)], 3)
    assert texts(lines) == ["Target 86", "Capaian"]
    assert {line.page_number for line in lines} == {3}
    assert lines[0].box == Box(0, 10, 60, 18)


def test_ascenders_descenders_and_commas_do_not_part_a_line() -> None:
    """Tight boxes: "sama" is low, "Target" tall, a hyphen a dash in the middle, a comma at the foot."""
    words = [
        word("Target", 0, 10, height=9.4),
        word("sama", 40, 11.8, height=5.6),
        word("-", 70, 14, height=1),
        word(",", 80, 16, height=2.5),
    ]
    assert texts(words_to_lines(words, 1)) == ["Target sama - ,"]


def test_raised_print_joins_its_line() -> None:
    words = [word("m", 0, 10), word("3", 6, 8, height=5), word("air", 20, 10), word("bersih", 0, 22)]
    assert texts(words_to_lines(words, 1)) == ["m 3 air", "bersih"]


def test_large_print_beside_two_small_lines_does_not_glue_them() -> None:
    words = [word("atas", 40, 10, height=6), word("bawah", 40, 20, height=6), word("B", 0, 9, height=10)]
    assert texts(words_to_lines(words, 1)) == ["B atas", "bawah"]


def test_no_words_are_no_lines() -> None:
    assert words_to_lines([], 1) == ()
    assert text_of(()) == ""


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        (("penyalah-", "gunaan narkotika"), "penyalahgunaan narkotika"),
        (("Penyalah-", "gunaan"), "Penyalahgunaan"),
        (("berkas P-", "21"), "berkas P-21"),
        (("tahun 2019-", "2023"), "tahun 2019-2023"),
        (("undang-", "undang"), "undang-undang"),
        (("obat-", "obatan terlarang"), "obat-obatan terlarang"),
        (("sebaik-", "baiknya"), "sebaik-baiknya"),
        (("Rp.844.890.000,-", "Tahun"), "Rp.844.890.000,- Tahun"),
        (("-", "5"), "- 5"),
        (("Jumlah", "berkas"), "Jumlah berkas"),
        (("RAN-", "P4GN"), "RAN-P4GN"),
        (("Sub-", "Bagian Umum"), "Sub-Bagian Umum"),
        (("1.506.190.00", "0"), "1.506.190.00 0"),
    ],
)
def test_only_a_hyphen_that_cuts_a_word_at_a_line_end_goes(printed: tuple[str, ...], text: str) -> None:
    assert cell_text(*printed) == text


def test_tails_make_print_no_larger() -> None:
    # DejaVu 9.5 points: tight boxes around "1 2 3 4" and "Program Pencegahan".
    digits, name = letter_height(Box(0, 0, 9, 6.4), "1 2 3 4"), letter_height(Box(0, 0, 90, 8.2), "Program Pencegahan")
    assert abs(name - digits) < 0.05 * digits
