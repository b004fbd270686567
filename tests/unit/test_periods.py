"""Parts of a year as headings name them."""

from __future__ import annotations

import pytest

from layouts.periods import is_part_of_year, part_in_caption, part_of_year
from layouts.wordings import parse_heading


@pytest.mark.parametrize(
    ("phrase", "part"),
    [
        ("q4", "TW4"),
        ("triwulan ii", "TW2"),
        ("target trw 3", "TW3"),
        ("kuartal iv", "TW4"),
        ("jan mar", "TW1"),
        ("janmar", "TW1"),
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
    [
        "",
        "target",
        "realisasi s d 31 desember",
        "januari desember",
        "rapat bulan maret",
        "target per triwulan",
        "desa",
        "sepuluh",
    ],
)
def test_a_heading_of_the_whole_year_or_of_something_else_names_none(phrase: str) -> None:
    assert part_of_year(phrase) == ""


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("Tabel 6. Capaian Kinerja Triwulan III Tahun 2023", "TW3"),
        ("Realisasi Anggaran Semester I", "S1"),
        ("Capaian Kinerja Triwulan I - III", ""),
        ("Capaian Kinerja s.d. Triwulan III", ""),
        ("Capaian Kinerja Triwulan I dan Triwulan II", ""),
        ("capaian pada triwulan III disajikan berikut.", ""),
        ("Capaian Kinerja per Triwulan", ""),
    ],
)
def test_a_caption_names_one_part_of_the_year(line: str, part: str) -> None:
    assert part_in_caption(line, parse_heading(line).phrase) == part


def test_a_text_is_a_part_of_the_year_only_where_it_says_nothing_else() -> None:
    texts = ["TW I", "Triwulan 2", "Semester II", "Maret", "Laporan Triwulan I", "Target"]
    assert [is_part_of_year(parse_heading(text).phrase) for text in texts] == [True] * 4 + [False] * 2
