"""Lists of amounts that no header stands over."""

from __future__ import annotations

from extract.amountlists import find_amount_lists
from extract.lines import words_to_lines
from tests.drawing import page_of, rows_of

LIST = """
1. Peningkatan Produksi Pertanian    Rp. 30.903.396.770,-
2. Penanggulangan Penyakit Ternak    Rp.  4.868.180.000,-
   dan Ikan
3. Pemasaran Hasil                   Rp.    410.100.000,-
"""


def lists_of(drawing: str) -> list[list[list[str]]]:
    page = page_of(drawing)
    return [rows_of(grid) for grid in find_amount_lists(page, words_to_lines(page.words, 1))]


def test_each_amount_is_a_row_with_its_label_and_the_lines_it_goes_on_in() -> None:
    assert lists_of(LIST) == [
        [
            ["1. Peningkatan Produksi Pertanian", "Rp. 30.903.396.770,-"],
            ["2. Penanggulangan Penyakit Ternak dan Ikan", "Rp. 4.868.180.000,-"],
            ["3. Pemasaran Hasil", "Rp. 410.100.000,-"],
        ]
    ]


def test_remarks_behind_the_amounts_are_a_column() -> None:
    drawing = """
Program Produksi      Rp. 30.903.396.770   APBD
Program Pemasaran     Rp.    410.100.000   APBN
"""
    assert lists_of(drawing)[0][1] == ["Program Pemasaran", "Rp. 410.100.000", "APBN"]


def test_a_sum_named_in_prose_is_no_list() -> None:
    drawing = """
Terdapat tambahan anggaran untuk layanan ini sebesar Rp. 30.903.396.770
sehingga total akhir anggaran kantor menjadi sebesar Rp. 1.566.577.000
"""
    assert lists_of(drawing) == []


def test_dots_lead_from_a_label_to_its_amount() -> None:
    drawing = """
Diseminasi informasi .......... Rp. 88.250.000,-
Deteksi dini .................. Rp. 46.000.000,-
"""
    assert [row[1] for row in lists_of(drawing)[0]] == ["Rp. 88.250.000,-", "Rp. 46.000.000,-"]


def test_amounts_without_a_mark_are_told_by_their_size_and_numbers_of_items_are_a_column() -> None:
    drawing = """
3250    Diseminasi Informasi P4GN            37.334.000

        Penyelenggaraan Ketatausahaan,
3251    Rumah Tangga dan Pengelolaan        241.835.000

3252    Pemberdayaan Masyarakat              28.907.000

        JUMLAH                              308.076.000
"""
    assert lists_of(drawing) == [
        [
            ["3250", "Diseminasi Informasi P4GN", "37.334.000"],
            ["3251", "Penyelenggaraan Ketatausahaan, Rumah Tangga dan Pengelolaan", "241.835.000"],
            ["3252", "Pemberdayaan Masyarakat", "28.907.000"],
            ["", "JUMLAH", "308.076.000"],
        ]
    ]


def test_large_numbers_in_two_columns_or_two_rows_are_no_list() -> None:
    for drawing in (
        "Pagu anggaran     1.234.000     1.100.000\nSisa anggaran       234.000       100.000\n" * 2,
        "Pagu anggaran     1.234.000\nSisa anggaran     2.234.000\n",
        "Jumlah pegawai          40\nJumlah kader           120\nJumlah desa              7\n",
    ):
        assert lists_of(drawing) == []


def test_a_label_that_reaches_up_to_its_amount_is_an_item_among_others() -> None:
    drawing = """
Diseminasi Informasi           37.334.000
Penyidikan Jaringan Narkotika  41.835.000
Dukungan Manajemen             28.907.000
"""
    assert [row[1] for row in lists_of(drawing)[0]] == ["37.334.000", "41.835.000", "28.907.000"]


def test_dots_that_lead_to_an_amount_are_no_text_and_a_place_and_date_below_no_label() -> None:
    drawing = """
Diseminasi informasi .......... Rp. 88.250.000,-
Deteksi dini .................. Rp46.000.000,-
Jumlah                          Rp134.250.000,-
                    Karang Indah, 27 Januari 2013
"""
    assert [row[0] for row in lists_of(drawing)[0]] == ["Diseminasi informasi", "Deteksi dini", "Jumlah"]
