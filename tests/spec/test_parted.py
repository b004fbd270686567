"""Grids that hold several tables: each is read under its own header, with its own labels."""

from __future__ import annotations

from layouts.files import VOCABULARY
from layouts.header_files import load_vocabulary
from layouts.parted import parted
from tests.drawing import rows_of
from tests.tables import ABOVE, LEFT, region_of

VOCABULARY_ = load_vocabulary(VOCABULARY / "headers.toml")
HEADER = ["Indikator Kinerja", "Target", "Realisasi"]
ROWS = [["Jumlah relawan", "40", "36"], ["Jumlah penggiat", "80", "72"]]
SWAPPED = [["Indikator Kinerja", "Realisasi", "Target"], ["Jumlah desa", "25", "20"], ["Indeks", "72", "80"]]


def tables_of(rows: list[list[str]]) -> list[list[list[str]]]:
    return [rows_of(table) for table in parted(region_of(rows), VOCABULARY_)]


def test_another_header_in_the_middle_begins_a_table_of_its_own() -> None:
    assert tables_of([HEADER, *ROWS, *SWAPPED]) == [[HEADER, *ROWS], SWAPPED]


def test_a_header_of_two_levels_begins_a_table_as_one_of_one_level_does() -> None:
    upper = [["Indikator", "Tahun 2021", LEFT], [ABOVE, "Target", "Realisasi"], *ROWS]
    lower = [["Indikator", "Tahun 2022", LEFT], [ABOVE, "Realisasi", "Target"], *SWAPPED[1:]]
    assert [len(table) for table in tables_of([*upper, *lower])] == [4, 4]
    assert [len(table) for table in tables_of([*upper, *upper])] == [8]


def test_a_part_begins_where_its_own_cells_stand() -> None:
    whole = region_of([HEADER, *ROWS, *SWAPPED])
    upper, lower = parted(whole, VOCABULARY_)
    assert upper.parts[0].box.bottom == lower.parts[0].box.top
    assert lower.parts[0].box.bottom == whole.parts[0].box.bottom
    assert len(lower.parts[0].cells) == 9


def test_the_same_header_again_parts_nothing_and_neither_do_words_without_numbers_below() -> None:
    for rows in ([HEADER, *ROWS, HEADER, *ROWS], [HEADER, *ROWS, SWAPPED[0], ["Catatan", "baik", "cukup"]]):
        assert tables_of(rows) == [rows]


def test_blocks_side_by_side_are_tables_with_labels_of_their_own() -> None:
    other = [HEADER, ["Jumlah desa", "20", "25"], ["Indeks", "70", "65"]]
    whole = [[*left, *right] for left, right in zip([HEADER, *ROWS], other, strict=True)]
    assert tables_of(whole) == [[HEADER, *ROWS], other]


def test_each_block_keeps_its_numbers_and_the_title_over_both() -> None:
    whole = [
        ["Capaian Tahun 2021", *[LEFT] * 7],
        [*["No", *HEADER] * 2],
        ["1", *ROWS[0], "3", "Jumlah desa", "20", "25"],
        ["2", *ROWS[1], "4", "Indeks", "70", "65"],
    ]
    left, right = tables_of(whole)
    assert [row[0] for row in left] == ["Capaian Tahun 2021", "No", "1", "2"]
    assert [row[0] for row in right] == ["Capaian Tahun 2021", "No", "3", "4"]


def test_measures_printed_for_several_years_beside_one_label_are_one_table() -> None:
    rows = [["Indikator", "Target", "Realisasi", "Target", "Realisasi"], ["Jumlah desa", "1", "2", "3", "4"]]
    assert tables_of(rows) == [rows]
