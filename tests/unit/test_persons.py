"""Tables of persons are told by their own columns, and those of results are not taken for such."""

from __future__ import annotations

import pytest

from layouts.person_names import LEFT_OUT, is_titled, without_names
from layouts.personal_rows import leave_out_persons
from layouts.persons import CASES, PERSONS, STAFF, person_traits
from layouts.records import Field
from tests.unit.test_checks import value

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


@pytest.mark.parametrize(
    "text",
    [
        "Siti Rahmawati, S.Psi",
        "AKBP Widya Hermansyah, S.H., M.Si",
        "Kompol Markus Tandi",
        "Bripka Yoga",
        "dr. Winda Kirana",
        "Drs. H. MULYONO, MM",
        "1. Ir. Suprapto",
        "LASIMAN KERTAPATI S.Sos. M.Si.",
        "NIP. 19800101 200501 1 001",
        "Jumlah NRP 70010203",
    ],
)
def test_a_name_with_title_or_degree_is_told_by_itself(text: str) -> None:
    assert is_titled(text)
    assert LEFT_OUT in without_names(f"Tabel 3. Capaian {text} Tahun 2021")


@pytest.mark.parametrize(
    "text",
    [
        "RSUD Dr. Soetomo",
        "Jumlah pegawai berpendidikan S1, S2",
        "Pembangunan Gedung Prof. Hamka",
        "H. Program Dukungan Manajemen",
        "Indeks Kepuasan Masyarakat",
        "Pendidikan Budi Pekerti",
        "IR",
        "Rehabilitasi, Pascarehabilitasi",
        "Jumlah Dokter Sp.KJ",
    ],
)
def test_what_bears_a_name_or_counts_persons_is_none(text: str) -> None:
    assert not is_titled(text)
    assert without_names(text) == text


LABELS = ("Uraian", "Siti Rahmawati", "Budi Santoso", "Lasiman Kertapati")
NUMBERS = ("Target", "40", "80", "20")


def traits_under(above: str, *labels: str) -> frozenset[str]:
    return person_traits(["Uraian", "Target"], [("Uraian", *labels), NUMBERS], [labels], above)


def test_labels_that_are_names_make_a_table_of_persons_whatever_heads_them() -> None:
    assert PERSONS in traits_under("", *LABELS[1:])
    assert PERSONS in traits_under("", "Kompol Markus Tandi", "Winda Kirana, S.H.", "Lasiman Kertapati")


def test_names_that_nobody_listed_are_told_by_the_words_above_them() -> None:
    names = ("Lasiman Kertapati", "Markus Tandi", "Winda Kirana")
    assert PERSONS in traits_under("capaian kinerja individu tahun 2021", *names)
    assert PERSONS not in traits_under("capaian kinerja tahun 2021", *names)
    results = ("Jumlah Relawan", "Indeks Kemandirian", "Nilai Reformasi Birokrasi")
    assert PERSONS not in traits_under("capaian kinerja pegawai", *results)


def test_rows_named_after_a_person_are_left_out_and_told_without_the_name() -> None:
    values = [
        value(Field.TARGET, "40", row=1),
        value(Field.TARGET, "80", row=2, label="Kompol Markus Tandi, S.H."),
        value(Field.TARGET, "20", row=3),
    ]
    kept, (finding,) = leave_out_persons(values, "d-t001")
    assert [v.row for v in kept] == [1, 3]
    assert (finding.code, finding.row) == ("personal-data", 2)
    assert "Markus" not in str(finding)
    assert leave_out_persons(kept, "d-t001") == (kept, ())
