"""A header is read from the columns of the rows below it."""

from __future__ import annotations

from extract.gutters import Strip, strips_of_rows
from extract.lines import words_to_lines
from extract.model import Fill, GridHints
from extract.phrases import phrases_of, word_space
from extract.regions import build_flow
from tests.drawing import page_of, rows_of

VALUES = frozenset({"target", "realisasi", "capaian", "t", "r"})
HINTS = GridHints(VALUES | {"no", "indikator", "kegiatan"}, VALUES)


def table_of(drawing: str, fills: tuple[Fill, ...] = ()) -> list[list[str]]:
    (region,) = build_flow([page_of(drawing, fills=fills)], HINTS).regions
    return rows_of(region)


def strips_of(drawing: str) -> list[Strip]:
    page = page_of(drawing)
    lines = words_to_lines(page.words, page.number)
    space = word_space(lines, page.text_height)
    return strips_of_rows([phrases_of(line, space, page.text_height) for line in lines], page.text_height)


def test_years_over_pairs_of_short_headings_stand_over_both() -> None:
    table = table_of("""
        --------------------------------------------------------------------
        Indikator                    2021           2022           2023
                                 T       R      T       R      T       R
        --------------------------------------------------------------------
        Ketahanan remaja         51,00   51,22  51,75   52,80  52,30   54,17
        Ketahanan keluarga       78,00   77,40  78,67   80,40  79,10   84,53
        --------------------------------------------------------------------
        """)
    assert table[0] == ["Indikator", "2021", "2021", "2022", "2022", "2023", "2023"]
    assert table[1][1:] == ["T", "R"] * 3
    assert table[2] == ["Ketahanan remaja", "51,00", "51,22", "51,75", "52,80", "52,30", "54,17"]


def test_what_most_lines_leave_white_is_a_gutter_and_numbers_are_never_cut() -> None:
    strips = strips_of("""
        1   Jumlah kader          12   14
        2   Banyaknya relawan     15   16
        Keseluruhan yang ada      27   30
        3   Indeks lembaga         2    3
        4   Kawasan yang pulih     4    5
        5   Persentase berkas      7    9
        """)
    assert [strip.numbers for strip in strips] == [True, False, True, True]


def test_marks_that_stand_apart_from_their_amounts_are_a_strip_of_marks() -> None:
    strips = strips_of("""
        Advokasi        Rp    12.000.000
        Pemberdayaan    Rp   115.000.000
        """)
    assert [strip.marks for strip in strips] == [False, True, False]


def test_years_that_begin_with_their_first_column_stand_over_all_of_theirs() -> None:
    table = table_of("""
        ----------------------------------------------------------------------
                                     Tahun 2020   Tahun 2021
        Indikator
                                     Realisasi    Target    Realisasi  Capaian
        ----------------------------------------------------------------------
        Ketahanan remaja               51,22       51,75      52,80     102,03
        Ketahanan keluarga             77,40       78,67      80,40     102,20
        ----------------------------------------------------------------------
        """)
    assert table[0][2:] == ["Tahun 2021"] * 3
    assert table[1][2:] == ["Target", "Realisasi", "Capaian"]


def test_a_rule_between_two_levels_of_headings_does_not_end_the_header() -> None:
    table = table_of("""
        ------------------------------------------------------------
        No  Kegiatan                           Capaian 2024
        ------------------------------------------------------------
                                       Target    Realisasi  Capaian
        ------------------------------------------------------------
        1   Advokasi keluarga          12,00       11,50     95,83
        2   Layanan rehabilitasi       14,00       14,00    100,00
        ------------------------------------------------------------
        """)
    assert table[0][2:] == ["Capaian 2024"] * 3
    assert table[1][2:] == ["Target", "Realisasi", "Capaian"]
    assert table[2] == ["1", "Advokasi keluarga", "12,00", "11,50", "95,83"]


def test_rows_between_rules_are_no_second_level_of_headings() -> None:
    table = table_of("""
        ------------------------------------------------------------
        No  Kegiatan                   Target    Realisasi  Capaian
        ------------------------------------------------------------
        1   Indikator                  12,00       11,50     95,83
        ------------------------------------------------------------
        2   Realisasi kegiatan         14,00       14,00    100,00
        ------------------------------------------------------------
        """)
    assert table[0] == ["No", "Kegiatan", "Target", "Realisasi", "Capaian"]
    assert [row[0] for row in table[1:]] == ["1", "2"]


def test_labels_of_two_lines_around_their_numbers_are_a_column_of_the_rows() -> None:
    strips = strips_of("""
             Jumlah relawan yang
        1.                          35   38
             terbentuk
             Jumlah instansi yang
        2.                           5    6
             responsif
             Jumlah kawasan yang
        3.                          50   52
             pulih
        """)
    assert [strip.numbers for strip in strips] == [True, False, True, True]
