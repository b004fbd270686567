"""Rows that no drawn line parts. Drawings: see tests/drawing.py."""

from __future__ import annotations

from dataclasses import replace

from extract.grid import find_grids
from tests.drawing import page_of, rows_of


def table_of(drawing: str) -> list[list[str]]:
    (grid,) = find_grids(page_of(drawing))
    return rows_of(grid)


def test_numbers_part_the_rows_between_vertical_rules() -> None:
    assert table_of("""
        +----+-----------+--------+
        | No | Indikator | Target |
        +----+-----------+--------+
        | 1  | Dektari   | 51,10  |
        |    |           |        |
        | 2  | Dektara   | 78,70  |
        +----+-----------+--------+""") == [
        ["No", "Indikator", "Target"],
        ["1", "Dektari", "51,10"],
        ["2", "Dektara", "78,70"],
    ]


def test_texts_above_and_below_a_number_in_the_middle_are_its_row() -> None:
    assert table_of("""
        +------------+--------+------+
        | Indikator  | Target | Real |
        +------------+--------+------+
        | Indeks     |        |      |
        | ketahanan  | 51,10  | 52   |
        | remaja     |        |      |
        |            |        |      |
        | Jumlah     |        |      |
        | relawan    | 70     | 80   |
        | dibentuk   |        |      |
        +------------+--------+------+""")[1:] == [
        ["Indeks ketahanan remaja", "51,10", "52"],
        ["Jumlah relawan dibentuk", "70", "80"],
    ]


def test_texts_end_on_the_line_of_their_number_where_the_numbers_stand_low() -> None:
    assert table_of("""
        +------------+--------+------+
        | Indikator  | Target | Real |
        +------------+--------+------+
        | Indeks     |        |      |
        | ketahanan  | 51,10  | 52   |
        | Jumlah     |        |      |
        | relawan    | 70     | 80   |
        | Tingkat    |        |      |
        | capaian    | 90     | 91   |
        +------------+--------+------+""")[1:] == [
        ["Indeks ketahanan", "51,10", "52"],
        ["Jumlah relawan", "70", "80"],
        ["Tingkat capaian", "90", "91"],
    ]


def test_currency_and_unit_lines_belong_to_their_number() -> None:
    assert table_of("""
        +-------------+-----------+-----------+
        | Uraian      | Pagu      | Target    |
        +-------------+-----------+-----------+
        | Belanja     | Rp.       | 8         |
        | Pegawai     | 487.719   | Lembaga   |
        |             |           |           |
        | Belanja     | Rp.       | 9         |
        | Barang      | 297.093   | Lembaga   |
        +-------------+-----------+-----------+""")[1:] == [
        ["Belanja Pegawai", "Rp. 487.719", "8 Lembaga"],
        ["Belanja Barang", "Rp. 297.093", "9 Lembaga"],
    ]


def test_verticals_that_break_off_frame_a_group_row() -> None:
    """The row over all columns is drawn by nothing but the gap in the rules between them."""
    assert table_of("""
        +----+-----------+--------+
        | No | Indikator | Target |
        +----+-----------+--------+
        |  Sasaran strategis satu |
        |    |           |        |
        | 1  | Dektari   | 51,10  |
        |    |           |        |
        | 2  | Dektara   | 78,70  |
        +----+-----------+--------+""")[1:] == [
        ["Sasaran strategis satu"] * 3,
        ["1", "Dektari", "51,10"],
        ["2", "Dektara", "78,70"],
    ]


def test_verticals_that_begin_under_a_heading_part_its_columns_from_it() -> None:
    assert table_of("""
        +-----------+----------------+
        | Indikator | Target         |
        |           |       |        |
        |           |  TW I |  TW II |
        +-----------+-------+--------+
        | Dektari   | 10    | 20     |
        +-----------+-------+--------+""")[:2] == [
        ["Indikator", "Target", "Target"],
        ["Indikator", "TW I", "TW II"],
    ]


def test_amount_broken_in_a_narrow_cell_is_no_second_row() -> None:
    assert table_of("""
        +----+------------+--------+--------------+--------------+
        | No | Indikator  | Target | Pagu         | Realisasi    |
        +----+------------+--------+--------------+--------------+
        | 1  | Persentase | 100%   | 1.506.190.00 | 1.258.896.42 |
        |    | pelayanan  |        | 0            | 4            |
        +----+------------+--------+--------------+--------------+""")[1:] == [
        ["1", "Persentase pelayanan", "100%", "1.506.190.00 0", "1.258.896.42 4"]
    ]


def test_parent_in_the_middle_of_two_rows_stands_in_both() -> None:
    assert table_of("""
        +----------+-----------+--------+------+
        | Sasaran  | Indikator | Target | Real |
        +----------+-----------+--------+------+
        |          | Dektari   | 51,10  | 52   |
        | Remaja   |           |        |      |
        |          | Dektara   | 78,70  | 79   |
        +----------+-----------+--------+------+""")[1:] == [
        ["Remaja", "Dektari", "51,10", "52"],
        ["Remaja", "Dektara", "78,70", "79"],
    ]


def test_line_missing_in_the_text_column_still_parts_two_rows() -> None:
    """Offices spare lines; a text over two rows with numbers of their own is two texts where white parts it."""
    assert table_of("""
        +----+-----------+--------+------+
        | No | Indikator | Target | Real |
        +----+-----------+--------+------+
        | 1  | Indeks    | 51,10  | 52   |
        |    | remaja    |        |      |
        +----+           +--------+------+
        | 2  | Dektara   | 78,70  | 79   |
        +----+-----------+--------+------+""")[1:] == [
        ["1", "Indeks remaja", "51,10", "52"],
        ["2", "Dektara", "78,70", "79"],
    ]


def test_parent_over_ruled_rows_stays_whole() -> None:
    assert table_of("""
        +-----------+-----------+--------+------+
        | Sasaran   | Indikator | Target | Real |
        +-----------+-----------+--------+------+
        |           | Dektari   | 51,10  | 52   |
        | Remaja    +-----------+--------+------+
        | yang kuat | Dektara   | 78,70  | 79   |
        |           +-----------+--------+------+
        |           | Relawan   | 10     | 11   |
        +-----------+-----------+--------+------+""")[1:] == [
        ["Remaja yang kuat", "Dektari", "51,10", "52"],
        ["Remaja yang kuat", "Dektara", "78,70", "79"],
        ["Remaja yang kuat", "Relawan", "10", "11"],
    ]


def test_aside_in_brackets_belongs_to_the_number_above_it() -> None:
    assert table_of("""
        +------------+---------------+---------------+
        | Indikator  | Target        | Realisasi     |
        +------------+---------------+---------------+
        | Kelompok   | 30 Kelompok   | 31 Kelompok   |
        | binaan     | (15 Kota)     | (16 Kota)     |
        +------------+---------------+---------------+""")[1:] == [
        ["Kelompok binaan", "30 Kelompok (15 Kota)", "31 Kelompok (16 Kota)"]
    ]


def test_numbers_in_the_middle_of_two_keyed_rows_stand_in_both() -> None:
    assert table_of("""
        +----+-----------+--------+------+
        | No | Indikator | Pagu   | Real |
        +----+-----------+--------+------+
        | 1  | Dektari   | 51     | 52   |
        |    |           |        |      |
        | 2  | Dektara   | 55     | 50   |
        |    |           |        |      |
        | 3  | Relawan   | 57     | 51   |
        |    |           |        |      |
        | 4  | Penggiat  |        |      |
        |    |           | 78     | 79   |
        | 5  | Agen      |        |      |
        +----+-----------+--------+------+""")[4:] == [["4", "Penggiat", "78", "79"], ["5", "Agen", "78", "79"]]


def test_list_under_a_heading_keeps_it_for_all_its_items() -> None:
    """Parted, the heading would be the first item's; whole, each of the stacked numbers finds its item and heading."""
    assert table_of("""
        +----+------------------+--------+
        | No | Indikator        | Target |
        +----+------------------+--------+
        | 1  | Populasi ternak: |        |
        |    | - Sapi           | 466    |
        |    | - Kerbau         | 143    |
        +----+------------------+--------+""")[1:] == [["1", "Populasi ternak: - Sapi - Kerbau", "466 143"]]


def test_values_of_several_years_in_a_cell_are_one_row() -> None:
    assert table_of("""
        +------------+--------------+------------+
        | Indikator  | Target       | Realisasi  |
        +------------+--------------+------------+
        | Jumlah     | 6 unit (2020)| 7 (2020)   |
        | lembaga    | 6 unit (2021)| 5 (2021)   |
        +------------+--------------+------------+""")[1:] == [
        ["Jumlah lembaga", "6 unit (2020) 6 unit (2021)", "7 (2020) 5 (2021)"]
    ]


def test_brackets_below_numbers_of_one_line_do_not_tell_how_cells_are_set() -> None:
    """Only the texts do: they end on the line of their number."""
    page = page_of("""
        +----+------------+--------+--------+
        | No | Uraian     | Pagu   | Sisa   |
        +----+------------+--------+--------+
        |    | Layanan    |        |        |
        | 1  | Advokasi   | 139    | (4)    |
        |    | Peran      |        |        |
        | 2  | Serta      | 210    | (5)    |
        | 3  | Alternatif | 88     | (6)    |
        |    | Pasca      |        |        |
        | 4  | Pulih      | 151    | (7)    |
        +----+------------+--------+--------+""")
    deep = tuple(
        replace(w, box=replace(w.box, bottom=w.box.bottom + 0.37 * w.box.height)) if w.text.startswith("(") else w
        for w in page.words
    )
    (grid,) = find_grids(replace(page, words=deep))
    assert [row[1] for row in rows_of(grid)[1:]] == ["Layanan Advokasi", "Peran Serta", "Alternatif", "Pasca Pulih"]
