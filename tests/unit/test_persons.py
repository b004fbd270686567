"""Tables of persons are told by their own columns, and those of results are not taken for such."""

from __future__ import annotations

import pytest

from layouts.persons import CASES, PERSONS, STAFF, person_traits

NAMES = ("Budi Zulkarnaen", "Siti Qomariah", "Joko Widyaputra")


def traits_of(*columns: tuple[str, ...]) -> frozenset[str]:
    """The traits of a table whose columns are given as heading and cells."""
    return person_traits([column[0] for column in columns], columns)


@pytest.mark.parametrize(
    "columns",
    [
        pytest.param((("No", "1"), ("Nama", NAMES[0]), ("NIP", "19800101 200501 1 001")), id="staff"),
        pytest.param((("No", "1"), ("Nama Tersangka", NAMES[0]), ("Pasal", "112 ayat (1)")), id="suspects"),
        pytest.param((("Inisial", "BZ"), ("Umur", "25"), ("Jumlah BB", "3 gr")), id="initials"),
        pytest.param((("Nama", *NAMES), ("Skor Awal", "50,20", "51,20", "52,20")), id="names and scores"),
        pytest.param((("Nama Pegawai", *NAMES), ("Target", "100"), ("Realisasi", "95")), id="targets of staff"),
        pytest.param((("Nama", *NAMES), ("Jumlah (Rp)", "1.500.000"), ("Tanda Tangan", "")), id="fees"),
        pytest.param((("", NAMES[0], "NIP. 19800101 200501 1 001"), ("", NAMES[1], "NRP 70010203")), id="signatures"),
    ],
)
def test_a_column_of_names_or_numbers_of_persons_makes_a_table_of_persons(columns: tuple[tuple[str, ...], ...]) -> None:
    assert PERSONS in traits_of(*columns)


@pytest.mark.parametrize(
    "columns",
    [
        pytest.param(
            (("Sasaran", "A"), ("Indikator", "B"), ("Target", "3"), ("Penanggung Jawab", "Kasi")), id="targets"
        ),
        pytest.param(
            (("Nama", "Belanja Pegawai", "Belanja Barang"), ("Pagu", "1.500.000.000", "2")), id="budget lines"
        ),
        pytest.param((("Nama", "Klinik Pratama", "Rumah Sakit Jiwa"), ("Nilai", "3,20", "3,40")), id="clinics"),
        pytest.param((("Kode", "3247.001.051"), ("Jumlah", "1.544.257.000")), id="budget codes"),
    ],
)
def test_tables_of_results_are_none_of_persons_staff_or_cases(columns: tuple[tuple[str, ...], ...]) -> None:
    assert traits_of(*columns) == frozenset()


def test_counts_of_staff_and_cases_are_told_by_their_headings() -> None:
    assert traits_of(("Pangkat/Golongan", "III/c"), ("Jumlah", "4")) == {STAFF}
    assert traits_of(("Wilayah", "Kota"), ("Jumlah Tersangka", "4")) == {CASES}
