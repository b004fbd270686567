"""Tables whose headings stand down the first column are read as if they were printed upright."""

from __future__ import annotations

import pytest

from extract.model import Region
from layouts.files import VOCABULARY
from layouts.header_files import load_vocabulary
from layouts.headers import slots_of
from layouts.turned import upright
from tests.tables import ABOVE, LEFT, region_of

VOCABULARY_ = load_vocabulary(VOCABULARY / "headers.toml")


def texts_of(region: Region) -> list[list[str]]:
    return [[cell.text if cell is not None else "" for cell in row] for row in slots_of(region)]


def turned(rows: list[list[str]]) -> list[list[str]]:
    return texts_of(upright(region_of(rows), VOCABULARY_))


def test_a_card_is_one_record() -> None:
    assert turned([["Indikator Kinerja", "Dektari"], ["Target", "51,10"], ["Realisasi", "52"], ["%", "101,76"]]) == [
        ["Indikator Kinerja", "Target", "Realisasi", "%"],
        ["Dektari", "51,10", "52", "101,76"],
    ]


def test_a_column_of_colons_is_no_record() -> None:
    card = [["Indikator Kinerja", ":", "Dektari"], ["Target", ":", "51,10"], ["Realisasi", ":", "52"]]
    assert turned(card)[1:] == [["Dektari", "51,10", "52"]]


def test_what_heads_the_measures_does_not_head_the_records() -> None:
    across = [["Keterangan", "Dektari", "Dektara"], ["Target", "51", "78"], ["Realisasi", "52", "79"]]
    assert turned(across) == [["", "Target", "Realisasi"], ["Dektari", "51", "52"], ["Dektara", "78", "79"]]


def test_a_title_stays_over_all_columns() -> None:
    years = [["Dektari", LEFT, LEFT], ["Uraian", "2021", "2022"], ["Target", "51", "53"], ["Realisasi", "52", "54"]]
    assert turned(years) == [["Dektari"] * 3, ["", "Target", "Realisasi"], ["2021", "51", "52"], ["2022", "53", "54"]]


def test_an_indicator_that_begins_as_a_heading_does_is_one_record_of_several() -> None:
    across = [
        ["Ukuran", "Dektari", "Dektara", "Nilai IKPA"],
        ["Target", "51", "78", "94"],
        ["Realisasi", "50", "80", "95"],
    ]
    assert turned(across)[1:] == [["Dektari", "51", "50"], ["Dektara", "78", "80"], ["Nilai IKPA", "94", "95"]]


def test_rows_of_years_under_indicators_are_columns_of_years() -> None:
    years = [["Tahun", "Dektari", "Dektara"], ["2020", "48,90", "75,40"], ["2021", "50,11", "78,02"]]
    assert turned(years) == [["", "2020", "2021"], ["Dektari", "48,90", "50,11"], ["Dektara", "75,40", "78,02"]]
    measures = [["Tahun", "Target", "Realisasi"], ["2020", "48,90", "75,40"], ["2021", "50,11", "78,02"]]
    assert turned(measures) == measures


def test_a_heading_over_all_the_years_does_not_hide_that_measures_stand_down_the_side() -> None:
    years = [["Uraian", "Tahun", LEFT], [ABOVE, "2021", "2022"], ["Target", "51", "53"], ["Realisasi", "52", "54"]]
    assert turned(years) == [["", "Target", "Realisasi"], ["2021", "51", "52"], ["2022", "53", "54"]]


def test_a_total_beside_budget_lines_is_a_record_of_its_own() -> None:
    across = [
        ["Uraian", "Belanja Barang", "Belanja Modal", "Jumlah"],
        ["Pagu", "700.000.000", "500.000.000", "1.200.000.000"],
        ["Realisasi", "600.000.000", "400.000.000", "1.000.000.000"],
    ]
    assert [row[0] for row in turned(across)] == ["", "Belanja Barang", "Belanja Modal", "Jumlah"]


def test_numbers_that_close_name_measures_nobody_listed() -> None:
    across = [["Rincian", "Dektari", "Dektara"], ["Yang Ditetapkan", "50", "80"], ["Realisasi", "40", "88"]]
    closed = [*across, ["Ukuran Sukses", "80", "110"]]
    assert turned(closed)[1] == ["Dektari", "50", "40", "80"]
    open_ = [*across, ["Ukuran Sukses", "81", "99"]]
    assert turned(open_) == open_


@pytest.mark.parametrize(
    "rows",
    [
        [["Uraian", "2021", "2022"], ["Pagu", "700.000.000", "800.000.000"], ["Realisasi", "600.000.000", "1"]],
        [["No", "Indikator", "Target"], ["1", "Dektari", "51"], ["2", "Dektara", "78"]],
        [["Komponen", "Nilai"], ["Realisasi", "90"], ["Target", "95"]],
    ],
)
def test_other_tables_stay_as_they_are(rows: list[list[str]]) -> None:
    """Budget measures over years, a table with its headings on top, and one whose values have their own heading."""
    assert turned(rows) == rows


def test_years_across_and_measures_in_words_nobody_listed_are_turned_where_every_year_closes() -> None:
    rows = [
        ["Uraian", "2020", "2021"],
        ["Yang diminta", "51,25", "51,75"],
        ["Yang didapat", "52,10", "50,00"],
        ["Rasio", "101,66", "96,62"],
    ]
    assert turned(rows)[1:] == [["2020", "51,25", "52,10", "101,66"], ["2021", "51,75", "50,00", "96,62"]]


def test_a_card_in_words_nobody_listed_is_turned_by_its_percentage_and_colons_are_left_out() -> None:
    card = [
        ["Parameter", ":", "Jumlah instansi"],
        ["Rencana akhir", ":", "21 Instansi"],
        ["Yang terlaksana", ":", "20 Instansi"],
        ["Prosen", ":", "95,24%"],
    ]
    assert turned(card) == [[row[0] for row in card], [row[2] for row in card]]
    bare = [[*row[:2], row[2].rstrip("%")] for row in card]
    assert turned(bare) == bare


BELANJA_ACROSS = [
    ["Keterangan", "Belanja Pegawai", "Belanja Barang", "Jumlah"],
    ["Dana", "124.822.000", "2.193.688.000", "2.318.510.000"],
    ["SP2D Keuangan", "117.042.915", "2.056.973.664", "2.174.016.579"],
    ["Belum Terserap", "7.779.085", "136.714.336", "144.493.421"],
    ["Rasio Keuangan", "93,77%", "93,77%", "93,77%"],
]


def test_money_that_leaves_a_rest_and_a_percentage_in_every_column_names_measures_nobody_listed() -> None:
    assert turned(BELANJA_ACROSS)[1] == ["Belanja Pegawai", "124.822.000", "117.042.915", "7.779.085", "93,77%"]


def test_a_sum_over_its_lines_is_no_budget_over_what_is_left_of_it() -> None:
    levels = [
        ["Keterangan", "Semula", "Menjadi"],
        *([label, *row[1:3]] for label, row in zip("ABC", BELANJA_ACROSS[1:4], strict=True)),
    ]
    assert turned(levels) == levels
