"""Tables whose measures repeat down a column are read with the measures across."""

from __future__ import annotations

from layouts.down_rows import spread
from layouts.files import VOCABULARY
from layouts.header_files import load_vocabulary
from layouts.headers import slots_of
from tests.tables import ABOVE, LEFT, region_of

VOCABULARY_ = load_vocabulary(VOCABULARY / "headers.toml")


def spread_of(rows: list[list[str]]) -> list[list[str]]:
    region = spread(region_of(rows), VOCABULARY_)
    return [[cell.text if cell is not None else "" for cell in row] for row in slots_of(region)]


def test_measures_under_each_label_become_groups_of_columns() -> None:
    table = [
        ["Indikator", "Uraian", "2023", "2024"],
        ["Dektari", "Target", "52,00", "53,00"],
        [ABOVE, "Realisasi", "52,77", "54,07"],
        ["Nilai IKPA", "Target", "93", "94"],
        [ABOVE, "Realisasi", "95", "96"],
    ]
    assert spread_of(table) == [
        ["Indikator", "Target", "Target", "Realisasi", "Realisasi"],
        ["Indikator", "2023", "2024", "2023", "2024"],
        ["Dektari", "52,00", "53,00", "52,77", "54,07"],
        ["Nilai IKPA", "93", "94", "95", "96"],
    ]


def test_a_label_that_was_cut_at_its_measures_is_whole() -> None:
    table = [
        ["Indikator", "Uraian", "2024"],
        ["Indeks Ketahanan", "Target", "53"],
        ["Keluarga", "Realisasi", "54"],
        ["Nilai IKPA", "Target", "94"],
        ["", "Realisasi", "96"],
    ]
    assert [row[0] for row in spread_of(table)[2:]] == ["Indeks Ketahanan Keluarga", "Nilai IKPA"]


def test_groups_between_labels_stay_rows() -> None:
    table = [
        ["Indikator", "Uraian", "2024"],
        ["Sasaran 1", LEFT, LEFT],
        ["Dektari", "Target", "53"],
        [ABOVE, "Realisasi", "54"],
        ["Sasaran 2", LEFT, LEFT],
        ["Nilai IKPA", "Target", "94"],
        [ABOVE, "Realisasi", "96"],
    ]
    assert spread_of(table)[2:] == [
        ["Sasaran 1"] * 3,
        ["Dektari", "53", "54"],
        ["Sasaran 2"] * 3,
        ["Nilai IKPA", "94", "96"],
    ]


def test_a_table_with_measures_across_or_without_a_cycle_is_left() -> None:
    across = [["Uraian", "Ukuran", "Realisasi"], ["a", "Target", "1"], ["b", "Target", "2"]]
    once = [["Indikator", "Uraian", "2024"], ["Dektari", "Target", "53"], [ABOVE, "Realisasi", "54"]]
    odd = [*once, ["Nilai IKPA", "Target", "94"]]
    assert [spread_of(table)[0] for table in (across, once, odd)] == [across[0], once[0], odd[0]]
