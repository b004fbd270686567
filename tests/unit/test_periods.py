"""Parts of a year as headings name them."""

from __future__ import annotations

import pytest

from layouts.periods import part_of_year


@pytest.mark.parametrize(
    ("phrase", "part"),
    [
        ("q4", "TW4"),
        ("triwulan ii", "TW2"),
        ("target trw 3", "TW3"),
        ("kuartal iv", "TW4"),
        ("jan mar", "TW1"),
        ("realisasi oktober desember", "TW4"),
        ("s d triwulan iii", "kumulatif"),
        ("januari september", "kumulatif"),
        ("s d juni", "kumulatif"),
        ("semester i", "S1"),
        ("jul des", "S2"),
        ("agustus", "B08"),
        ("bulan pebruari", "B02"),
    ],
)
def test_a_heading_names_a_part_of_the_year(phrase: str, part: str) -> None:
    assert part_of_year(phrase) == part


@pytest.mark.parametrize(
    "phrase",
    ["", "target", "realisasi s d 31 desember", "januari desember", "rapat bulan maret", "target per triwulan"],
)
def test_a_heading_of_the_whole_year_or_of_something_else_names_none(phrase: str) -> None:
    assert part_of_year(phrase) == ""
