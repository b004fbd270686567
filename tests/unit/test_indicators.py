"""Facts about codes of indicators and budget lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.errors import ProfileError
from layouts.indicators import find_kode, load_indicators, shipped_indicators


@pytest.mark.parametrize(
    ("label", "kode"),
    [
        ("Indek Ketahanan Diri Remja", "DEKTARI"),
        ("Angka Indeks Ketahanan Diri Remaja Terhadap Penyalahgunaan Narkoba", "DEKTARI"),
        ("Indeks Ketahanan Diri Keluarga terhadap Penyalahgunaan Narkoba", "DEKTARA"),
        ("Indeks Ketahanan Keluarga Anti Narkoba", "DEKTARA"),
        ("Indeks Kemandirian Partisipasi", "IKP"),
        ("Nilai tingkat keterpulihan kawasan rawan narkoba", "KKR"),
        ("Persentase penyalahguna yang mengalami peningkatan kualitas hidup", "QOL"),
        ("1. Jumlah petugas penyelenggara layanan IBM yang terlatih", "IBM_PETUGAS"),
        ("Jumlah unit penyelenggara layanan rehabilitasi IBM", "IBM_UNIT"),
        ("Jumlahlembagarehabilitasiyangoperasional", "LEMBAGA"),
        ("Jumlah lembaga rehabilitasi instansi pemerintah yang memperoleh penguatan", "LEMBAGA_IP"),
        ("Jumlah lembaga rehabilitasi komponen masyarakat yang memperoleh penguatan", "LEMBAGA_KM"),
        ("Indeks kepuasan layanan klinik rehabilitasi BNNK", "IKM_REHAB"),
        ("Jumlah berkas perkara tindak pidana narkotika dan precursor narkotika yangP-21", "P21"),
        ("Jumlah berkas perkara P21", "P21"),
        ("Jumlah berkas perkara TPPU hasil tindak pidana narkotika yang P-21", "P21_TPPU"),
        ("Nilai Kerja Anggaran (NKA)", "NKA"),
        ("CAPAIAN SMART DJA", "NKA"),
        ("Nilai Indikator Kinerja Pelaksanaan Anggaran(IKPA)", "IKPA"),
        ("Nilai IKPA BNNP Nusa Selatan", "IKPA"),
        ("Efisiensi", "NKA_EFISIENSI"),
        ("Nilai Efisiensi", "NKA_NILAI_EFISIENSI"),
        ("Jumlah jaringan yang terungkap", "JARINGAN"),
        ("Belanja Barang", "BELANJA_BARANG"),
        ("TOTAL", "TOTAL"),
        ("3247 Pengelolaan Informasi dan Edukasi", "KEG_INFORMASI"),
        ("Pembinaan adminisrasi dan pengelolaan keuangan", "KEG_KEUANGAN"),
        ("Fasilias dan pembinaan lembaga", "KEG_LEMBAGA"),
        ("Dukungan Manajemen dan Pelaksanaan Tugas Teknis Lainnya", "PROGRAM_DUKMAN"),
    ],
)
def test_a_label_has_its_code_however_the_office_spells_it(label: str, kode: str) -> None:
    assert find_kode(label, shipped_indicators()) == kode


@pytest.mark.parametrize(
    "label",
    [
        "Indeks Ketahanan Diri",
        "Indeks Ketahanan Diri Remaja dan Keluarga",
        "Jumlah lembaga rehabilitasi",
        "Nilai Kinerja Perencanaan Anggaran",
        "Indeks Kepuasan Masyarakat",
        "Belanja Barang Non Operasional",
        "Belanja Modal Peralatan dan Mesin",
        "Persentase kasus yang P-21",
        "Jumlah unit IBM yang terlatih",
        "Penyerapan Anggaran",
        "Sub Total",
        "Sewa gedung kantor",
        "BNNK Sungai Intan",
        "2020",
        "",
    ],
)
def test_a_look_alike_has_no_code(label: str) -> None:
    assert find_kode(label, shipped_indicators()) == ""


def test_every_wording_of_the_file_finds_its_own_entry() -> None:
    vocabulary = shipped_indicators()
    for kind, entry in vocabulary.entries(""):
        for wording in (entry.name, *entry.wordings):
            assert vocabulary.find(wording, kind) in (entry.kode, ""), wording
        assert any(vocabulary.find(wording, kind) == entry.kode for wording in entry.wordings), entry.kode


def test_a_kind_can_be_asked_for() -> None:
    assert find_kode("TOTAL", shipped_indicators(), "indicator") == ""
    assert find_kode("Nilai IKPA", shipped_indicators(), "budget") == ""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[indicator]]\nkode = 'X'\n", r"indicators\.toml: indicator 1 \(X\), key 'name' is missing"),
        (
            "[[indicator]]\nkode = 'X'\nname = 'x'\nwordings = ['x']\nmust = ['x']\nwording = []\n",
            r"indicators\.toml: indicator 1 \(X\), key 'wording' is unknown; did you mean 'wordings'\?",
        ),
        ("not toml", "not valid TOML: .*line 1"),
    ],
)
def test_a_broken_file_names_file_and_key(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "indicators.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProfileError, match=message):
        load_indicators(path)
