"""Tables broken in two by width: the second part stands below the first and belongs right of it."""

from __future__ import annotations

from dataclasses import replace

from extract.model import Box, Line, Region
from layouts.cut_by_width import widened
from layouts.files import VOCABULARY
from layouts.header_files import load_vocabulary
from layouts.headers import slots_of
from tests.tables import ABOVE, LEFT, region_of

VOCABULARY_ = load_vocabulary(VOCABULARY / "headers.toml")
TARGETS = [
    ["No", "Indikator", "Target", LEFT],
    [ABOVE, ABOVE, "2020", "2021"],
    ["1", "Jumlah relawan", "40", "45"],
    ["2", "Jumlah penggiat", "80", "-"],
]
RESULTS = [
    ["No", "Indikator", "Realisasi", LEFT],
    [ABOVE, ABOVE, "2020", "2021"],
    ["1", "Jumlah relawan", "36", "50"],
    ["2", "Jumlah penggiat", "72", "64"],
]
WHOLE = [
    ["No", "Indikator", "Target", "Target", "Realisasi", "Realisasi"],
    ["No", "Indikator", "2020", "2021", "2020", "2021"],
    ["1", "Jumlah relawan", "40", "45", "36", "50"],
    ["2", "Jumlah penggiat", "80", "-", "72", "64"],
]


def below(rows: list[list[str]]) -> Region:
    """A table on the page after the one of `region_of`, with nothing above it."""
    region = region_of(rows)
    return replace(region, parts=tuple(replace(part, page_number=part.page_number + 1) for part in region.parts))


def filled(region: Region) -> list[list[str]]:
    """The text of each slot; that of a merged cell stands in all of its slots."""
    return [[cell.text if cell is not None else "" for cell in row] for row in slots_of(region)]


def tables_of(*regions: Region) -> list[list[list[str]]]:
    return [filled(table) for table in widened(regions, VOCABULARY_)]


def test_a_part_that_prints_the_labels_again_stands_right_of_the_first() -> None:
    assert tables_of(region_of(TARGETS), below(RESULTS)) == [WHOLE]


def test_a_part_of_numbers_alone_stands_right_of_the_first_where_its_years_are_the_same() -> None:
    assert tables_of(region_of(TARGETS), below([row[2:] for row in RESULTS])) == [WHOLE]


def test_a_year_over_all_columns_of_either_part_stands_over_its_own() -> None:
    first = [["Tahun 2020", LEFT], ["Pagu", "Realisasi"], ["200", "180"]]
    second = [["Tahun 2021", LEFT], ["Pagu", "Realisasi"], ["300", "290"]]
    years = ["Tahun 2020", "Tahun 2020", "Tahun 2021", "Tahun 2021"]
    whole = [years, ["Pagu", "Realisasi"] * 2, ["200", "180", "300", "290"]]
    assert tables_of(region_of(first), below(second)) == [whole]


def test_tables_of_one_form_under_the_titles_of_their_indicators_stay_apart() -> None:
    body = [["Tahun", "Target", "Realisasi"], ["2020", "40", "36"], ["2021", "45", "50"]]
    first, second = ([[title, LEFT, LEFT], *body] for title in ("Jumlah relawan", "Jumlah desa"))
    assert len(tables_of(region_of(first), below(second))) == 2


def test_the_same_columns_for_other_rows_are_a_table_of_their_own() -> None:
    others = [*RESULTS[:2], ["1", "Jumlah desa", "36", "50"], ["2", "Indeks", "72", "64"]]
    for second in (others, TARGETS, RESULTS[:3]):
        assert len(tables_of(region_of(TARGETS), below(second))) == 2


def test_a_table_under_a_caption_of_its_own_is_joined_to_nothing() -> None:
    caption = Line(box=Box(0, 0, 100, 10), page_number=2, words=(), text="Tabel 4. Realisasi Kinerja")
    assert len(tables_of(region_of(TARGETS), replace(below(RESULTS), caption=(caption,)))) == 2


def test_parts_at_the_same_heights_of_the_next_page_stand_right_of_their_own_tables() -> None:
    targets = [["Indikator", "Target"], ["Jumlah relawan", "40"], ["Jumlah penggiat", "80"]]
    years = [["Indikator", "2019"], ["Jumlah desa", "3"], ["Indeks", "71"], ["Jumlah LKN", "8"]]
    results = [["Realisasi", "Bukti"], ["36", "SK"], ["72", "Daftar hadir"]]
    whole = [[*left, *right] for left, right in zip(targets, results, strict=True)]
    assert tables_of(region_of(targets), region_of(years), below(results)) == [whole, years]


def test_a_table_that_names_its_rows_is_one_of_its_own_wherever_it_stands() -> None:
    targets = [["Indikator", "Target"], ["Jumlah relawan", "40"], ["Jumlah penggiat", "80"]]
    for named in ("Kegiatan", "Sosialisasi", "Rapat"), ("No", "1", "2"):
        other = [[name, value] for name, value in zip(named, ("Hasil", "36", "72"), strict=True)]
        assert len(tables_of(region_of(targets), below(other))) == 2


def test_years_or_names_left_of_the_numbers_make_a_table_of_its_own() -> None:
    targets = [["Indikator", "Target"], ["Jumlah relawan", "40"], ["Jumlah penggiat", "80"]]
    years = [["Tahun", "Pagu"], ["2023", "300.000.000"], ["2022", "200.000.000"]]
    codes = [["Kode", "Uraian", "Pagu"], ["3247", "Sosialisasi", "300"], ["3259", "Rapat", "200"]]
    for other in (years, codes):
        assert len(tables_of(region_of(targets), below(other))) == 2


def test_nothing_goes_on_right_of_remarks() -> None:
    years = [["Indikator", "2019", "2020", "Ket."], ["Jumlah relawan", "40", "36", "turun"]]
    results = [["Indikator", "Target", "Realisasi"], ["Jumlah relawan", "45", "36"]]
    assert len(tables_of(region_of(years), below(results))) == 2
    unremarked = [row[:-1] for row in years]
    assert len(tables_of(region_of(unremarked), below(results))) == 1
