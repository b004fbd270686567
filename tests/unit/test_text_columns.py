"""Lists that are set in two columns of print."""

from __future__ import annotations

from extract.lines import words_to_lines
from layouts.text_columns import columns_of
from tests.drawing import page_of


def stretches(drawing: str) -> list[list[str]]:
    return [[line.text for line in part] for part in columns_of(words_to_lines(page_of(drawing).words, 1))]


def test_items_in_two_columns_are_read_one_column_after_the_other() -> None:
    assert stretches("""
        Kantor memperoleh empat capaian sebagai berikut pada tahun ini
        1. Indeks Ketahanan Remaja       3. Jumlah petugas terlatih
        Target 52,10                     Target 10 Orang
        Realisasi 54,66                  Realisasi 10 Orang
        2. Indeks Ketahanan Keluarga     4. Jumlah berkas perkara
        Target 78,69                     Target 3 Berkas
        Realisasi 88,03                  Realisasi 2 Berkas
        Semua capaian tersebut melampaui rencana yang telah ditetapkan
        """) == [
        ["Kantor memperoleh empat capaian sebagai berikut pada tahun ini"],
        [
            "1. Indeks Ketahanan Remaja",
            "Target 52,10",
            "Realisasi 54,66",
            "2. Indeks Ketahanan Keluarga",
            "Target 78,69",
            "Realisasi 88,03",
        ],
        [
            "3. Jumlah petugas terlatih",
            "Target 10 Orang",
            "Realisasi 10 Orang",
            "4. Jumlah berkas perkara",
            "Target 3 Berkas",
            "Realisasi 2 Berkas",
        ],
        ["Semua capaian tersebut melampaui rencana yang telah ditetapkan"],
    ]


def test_numbers_set_apart_from_their_words_are_no_second_column() -> None:
    drawing = """
        Target 2021                 : 52,10
        Realisasi 2021              : 54,66
        Target 2022                 : 78,69
        Realisasi 2022              : 88,03
        """
    assert len(stretches(drawing)) == 1
