"""Cells that hold a value for each of several years are read as columns, one a year."""

from __future__ import annotations

import pytest

from extract.model import Flow
from layouts.dated import by_years
from layouts.files import PROFILES, VOCABULARY
from layouts.header_files import load_vocabulary
from layouts.match import match_regions
from layouts.profile import load_profiles
from tests.drawing import rows_of
from tests.tables import ABOVE, LEFT, region_of

VOCABULARY_ = load_vocabulary(VOCABULARY / "headers.toml")
HEADER = ["No", "Indikator Kinerja", "Target", "Realisasi"]


def read(rows: list[list[str]]) -> list[list[str]]:
    return rows_of(by_years(region_of(rows), VOCABULARY_))


@pytest.mark.parametrize(
    "form", ["{0}: {1}", "{0} : {1}", "Th. {0} = {1}", "{0}={1}", "Tahun {0} {1}", "{1} ({0})", "{0}\n{1}", "{0} {1}"]
)
def test_a_year_before_its_value_or_behind_it_makes_a_column_of_its_own(form: str) -> None:
    def stacked(*values: str) -> str:
        return "\n".join(form.format(year, value) for year, value in zip((2020, 2021), values, strict=True))

    table = read([HEADER, ["1", "Jumlah kader", stacked("1.250 orang", "40"), stacked("7,5 %", "36")]])
    assert table == [
        ["No", "Indikator Kinerja", "Target", "Target", "Realisasi", "Realisasi"],
        ["No", "Indikator Kinerja", "2020", "2021", "2020", "2021"],
        ["1", "Jumlah kader", "1.250 orang", "40", "7,5 %", "36"],
    ]


def test_a_year_without_a_value_leaves_its_column_empty() -> None:
    rows = [["1", "Jumlah kader", "2020: 4\n2021: 5", "2020: 3"], ["2", "Jumlah desa", "2021: 6", "2020: 7\n2021: 8"]]
    assert [row[2:] for row in read([HEADER, *rows])[2:]] == [["4", "5", "3", ""], ["", "6", "7", "8"]]


@pytest.mark.parametrize("sign", [" / ", "; ", " | ", "\n"])
def test_values_of_years_in_one_line_are_parted_and_a_dash_is_the_year_s_own(sign: str) -> None:
    cells = [sign.join(("2021: 80", "2022: -", "2023: 85")), sign.join(("2021: 70", "2022: 75", "2023: 81"))]
    assert read([HEADER, ["1", "Jumlah kader", *cells]])[-1][2:] == ["80", "-", "85", "70", "75", "81"]


def test_a_value_that_wraps_before_its_year_is_one() -> None:
    table = read(
        [HEADER, ["1", "Jumlah orang", "7.200 orang\n(2012)\n7.200 orang\n(2014)", "6.500 (2012) 7.450 (2014)"]]
    )
    assert table[-1][2:] == ["7.200 orang", "7.200 orang", "6.500", "7.450"]


def test_the_years_stand_above_the_numbers_of_columns_and_below_the_headings() -> None:
    header = [["Indikator", "Hasil", LEFT], [ABOVE, "Target", "Realisasi"], ["(1)", "(2)", "(3)"]]
    table = read([*header, ["Jumlah kader", "2020: 4\n2021: 5", "2020: 3\n2021: 6"]])
    assert [row[1] for row in table] == ["Hasil", "Target", "2020", "(2)", "4"]
    assert [row[0] for row in table] == ["Indikator"] * 3 + ["(1)", "Jumlah kader"]


def test_a_value_stands_where_its_own_words_do() -> None:
    region = region_of([HEADER, ["1", "Jumlah kader", "2020: 4\n2021: 5", "2020: 3\n2021: 6"]])
    upper, lower = (cell for cell in by_years(region, VOCABULARY_).cells if cell.text in ("4", "5"))
    assert [word.text for word in upper.words] == ["4"]
    assert upper.places[0].box.bottom < lower.places[0].box.top


def test_a_cell_that_is_not_understood_keeps_its_text_over_all_the_years() -> None:
    rows = [[str(i), f"Indeks {i}", "2020: 4\n2021: 5", "2020: 4\n2021: 5"] for i in range(1, 4)]
    odd = ["4", "Indeks 4", "2020: 4 2020: 5", "2020: 4\n2021: 5"]
    assert read([HEADER, *rows, odd])[-1][2:4] == ["2020: 4 2020: 5"] * 2


@pytest.mark.parametrize(
    "texts",
    [
        ("2020", "2021", "Tahun 2022"),
        ("Renstra 2020-2024", "Perjanjian tahun 2020", "UU 35 Tahun 2009"),
        ("12 Maret 2020", "7 April 2021", "2 Mei 2021"),
        ("40 orang (2020)", "45 orang (2021)", "50 orang (2022)"),
        ("2014 orang", "2015 orang\n2016 orang", "2017"),
    ],
)
def test_years_that_part_no_values_make_no_columns(texts: tuple[str, ...]) -> None:
    rows = [HEADER, *([str(i), "Jumlah kader", text, "4"] for i, text in enumerate(texts, 1))]
    assert read(rows) == [[text.replace("\n", " ") for text in row] for row in rows]


def test_a_number_over_the_columns_of_several_years_is_none_of_them() -> None:
    rows = [[str(i), f"Jumlah kader {i}", "2020: 4\n2021: 5", "2020: 3\n2021: 6"] for i in range(1, 4)]
    region = region_of([HEADER, *rows, ["4", "Jumlah relawan", "83", "2020: 7\n2021: 8"]])
    [match] = match_regions(Flow((), (region,), ()), VOCABULARY_, load_profiles([PROFILES]))
    last = match.sight.records[-1].pieces
    assert sorted(piece.text for piece in last.values()) == ["4", "7", "8", "Jumlah relawan"]
