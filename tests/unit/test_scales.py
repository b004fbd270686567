"""What a table's amounts are multiplied by, for all columns or for one."""

from __future__ import annotations

from extract.model import Flow, Page, PageKind
from layouts.layouts import load_layouts
from layouts.match import match_regions
from layouts.rows import TableContext, read_values
from tests.tables import region_of

LAYOUTS = load_layouts()
IN_MILLIONS = [["Pencegahan", "235", "205.174.850"], ["Advokasi", "1.055", "555.167.000"]]


def amounts_of(header: list[str], rows: list[list[str]], caption: str = "Realisasi Anggaran") -> list[int]:
    region = region_of([header, *rows], caption=(caption,))
    [match] = match_regions(Flow((), (region,), region.caption), LAYOUTS.vocabulary, LAYOUTS.profiles)
    page = Page(1, 600, 800, PageKind.TEXT, "drawn", 0, 10, (), (), ())
    context = TableContext("d-t001", 2021, {1: page}, LAYOUTS.vocabulary, LAYOUTS.kodes, LAYOUTS.offices)
    values, _ = read_values(match, context)
    return [int(value.value or 0) for value in values]


def test_a_scale_over_one_column_leaves_one_that_is_printed_in_full() -> None:
    assert amounts_of(["Kegiatan", "Pagu (juta)", "Realisasi (Rp)"], IN_MILLIONS) == [
        235_000_000,
        205_174_850,
        1_055_000_000,
        555_167_000,
    ]


def test_a_scale_over_one_column_speaks_for_another_whose_numbers_are_too_small_for_rupiah() -> None:
    rows = [["Pencegahan", "235", "205"], ["Advokasi", "1.055", "555"]]
    assert amounts_of(["Kegiatan", "Pagu (juta)", "Realisasi"], rows)[:2] == [235_000_000, 205_000_000]


def test_a_scale_above_the_table_or_over_its_words_speaks_for_all_columns() -> None:
    rows = [["Pencegahan", "235.000", "205.000"], ["Advokasi", "1.055.000", "555.000"]]
    header = ["Kegiatan", "Pagu (Rp)", "Realisasi (Rp)"]
    assert amounts_of(header, rows, "Realisasi Anggaran (dalam ribuan rupiah)")[1:3] == [205_000_000, 1_055_000_000]
    assert amounts_of(["Kegiatan (dalam ribuan rupiah)", *header[1:]], rows)[1:3] == [205_000_000, 1_055_000_000]
    assert amounts_of(header, rows)[1:3] == [205_000, 1_055_000]
