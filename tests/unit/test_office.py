"""Facts about finding the office and the year of a report in its text."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest

from extract.errors import ProfileError
from layouts.office import OfficeReading, identify_office
from layouts.office_names import load_offices, match_office, shipped_offices

ROOT = Path(__file__).parents[2]
REAL = Path(os.environ.get("LKIP_REAL", ROOT.parent / "shared" / "real"))


class Printed(NamedTuple):
    """A line as `identify_office` wants it."""

    page_number: int
    text: str


def report(*pages: str) -> OfficeReading:
    """The office of a document given as the text of its pages."""
    lines = [Printed(n, line) for n, page in enumerate(pages, 1) for line in page.split("\n")]
    return identify_office(lines, shipped_offices())


def text_pages(path: Path) -> list[str]:
    """The text layer of a PDF, page by page."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range().replace("\r", "") for page in document]
    finally:
        document.close()


@pytest.mark.parametrize(
    ("cover", "body", "satker", "tingkat", "provinsi", "year"),
    [
        (
            "L A P O R A N K I N E R J A\nB A D A N N A R K O T I K A N A S I O N A L\n"
            "K A B U P A T E N S U M E D A N G\nT A H U N 2 0 2 2",
            "Laporan Kinerja BNN Kabupaten Sumedang\nSumedang, 20 Januari 2023",
            "BNN Kabupaten Sumedang",
            "BNNK",
            "Jawa Barat",
            2022,
        ),
        (
            "LAPORAN KINERJA\nBADAN NARKOTIKA NASIONAL REPUBLIK INDONESIA\nPROVINSI JAWA BARAT\n"
            "TAHUN ANGGARAN 2021\nJL. TERUSAN JAKARTA",
            "BNNP Jawa Barat membawahi BNNK Cimahi. BNNK Cimahi. BNNK Cimahi.",
            "BNN Provinsi Jawa Barat",
            "BNNP",
            "Jawa Barat",
            2021,
        ),
        (
            "LKIP 2020\nBNN KOTA MALANG",
            "BNNK Malang. Kepala BNN Provinsi Jawa Timur selaku PIHAK KEDUA. BNN Provinsi Jawa Timur.",
            "BNN Kota Malang",
            "BNNK",
            "Jawa Timur",
            2020,
        ),
        (
            "LAPORAN AKUNTABILITAS KINERJA\nBNN KABUPATEN MALANG\nTAHUN 2018",
            "BNNK Malang",
            "BNN Kabupaten Malang",
            "BNNK",
            "Jawa Timur",
            2018,
        ),
        (
            "LAKIP\nBADAN NARKOTIKA NASIONAL KOTA\nBAU BAU\nT.A. 2019",
            "BNNK Bau Bau",
            "BNN Kota Baubau",
            "BNNK",
            "Sulawesi Tenggara",
            2019,
        ),
        (
            "BNNP JATENG\nLAPORAN KINERJA TAHUN 2023",
            "",
            "BNN Provinsi Jawa Tengah",
            "BNNP",
            "Jawa Tengah",
            2023,
        ),
        (
            "LKIP BNNK SIDRAP 2017\n2017",
            "BNN Kab. Sidrap",
            "BNN Kabupaten Sidenreng Rappang",
            "BNNK",
            "Sulawesi Selatan",
            2017,
        ),
        (
            "LAPORAN KINERJA\nLOKA REHABILITASI BNN KALIANDA\nTAHUN 2022",
            "BNN Provinsi Lampung.",
            "Loka Rehabilitasi BNN Kalianda",
            "BNN",
            "Lampung",
            2022,
        ),
        (
            "LAPORAN KINERJA\nDEPUTI BIDANG REHABILITASI\nBADAN NARKOTIKA NASIONAL\nTAHUN 2021",
            "",
            "Deputi Bidang Rehabilitasi BNN",
            "BNN",
            "",
            2021,
        ),
        (
            "LAPORAN KINERJA\nBADAN NARKOTIKA NASIONAL\nREPUBLIK INDONESIA\nTAHUN 2021",
            "BNNP Sumatera Utara. BNNP Riau. BNNP Riau",
            "Badan Narkotika Nasional (lembaga)",
            "BNN",
            "",
            2021,
        ),
        (
            "LAPORAN KINERJA\nBNNK TELUK SERIBU\n2024",
            "Pelaksanaan di wilayah Kota Teluk Seribu",
            "BNN Kota Teluk Seribu",
            "BNNK",
            "",
            2024,
        ),
        (
            "BADANNARKOTIKANASIONALKABUPATENMUARAPINANG\nTAHUN2019",
            "LAKIP BNN KABUPATEN MUARA PINANG TAHUN ANGGARAN 2019\nBNN Kabupaten Muara Pinang",
            "BNN Kabupaten Muara Pinang",
            "BNNK",
            "",
            2019,
        ),
        (
            "BADAN NARKOTlKA NASlONAL\nKABUPATEN MUARA PINANG\nTAHUN 2019",
            "BNNK Muara Pinang bertanggung jawab kepada BNN Provinsi Nusa Selatan",
            "BNN Kabupaten Muara Pinang",
            "BNNK",
            "Nusa Selatan",
            2019,
        ),
        (
            "LAPORAN KINERJA\nBADAN NARKOTIKA NASIONAL\nTAHUN 2022\nKABUPATEN BANTUL",
            "BNN Kabupaten Bantul",
            "BNN Kabupaten Bantul",
            "BNNK",
            "Daerah Istimewa Yogyakarta",
            2022,
        ),
        (
            "Laporan Kinerja\nBadan Narkotika Nasional Provinsi D.I. Yogyakarta\nTahun 2020",
            "",
            "BNN Provinsi Daerah Istimewa Yogyakarta",
            "BNNP",
            "Daerah Istimewa Yogyakarta",
            2020,
        ),
        (
            "BADAN NARKOTIKA NASIONAL PROVINSI\nKEPULAUAN BANGKA BELITUNG\nLAPORAN KINERJA TAHUN 2023",
            "BNNP Kep. Bangka Belitung",
            "BNN Provinsi Kepulauan Bangka Belitung",
            "BNNP",
            "Kepulauan Bangka Belitung",
            2023,
        ),
        (
            "BNN KABUPATEN TOJO UNA-UNA\nLKIP TA 2023",
            "BNNK Tojo Una Una",
            "BNN Kabupaten Tojo Una-Una",
            "BNNK",
            "Sulawesi Tengah",
            2023,
        ),
        (
            "LAPORAN KINERJA\nBADAN NARKOTIKA NASIONAL (BNN)\nKABUPATEN KENDAL\nTAHUN 2021\nJANUARI 2022",
            "BNN Kabupaten Kendal tahun 2022 tahun 2022",
            "BNN Kabupaten Kendal",
            "BNNK",
            "Jawa Tengah",
            2021,
        ),
        (
            "LKIP\nBNN Kota Administrasi Jakarta Selatan\nTahun Anggaran 2022",
            "",
            "BNN Kota Jakarta Selatan",
            "BNNK",
            "DKI Jakarta",
            2022,
        ),
        (
            "LAPORAN KINERJA BADAN NARKOTIKA NASIONAL KABUPATEN/KOTA\nBNNK BITUNG TAHUN 2018",
            "BNNK/Kota berada di bawah BNNP.",
            "BNN Kota Bitung",
            "BNNK",
            "Sulawesi Utara",
            2018,
        ),
        (
            "PERJANJIAN KINERJA TAHUN 2023\nBADAN NARKOTIKA NASIONAL KABUPATEN PASAMAN BARAT\nPihak Kedua\n"
            "Kepala BNN Provinsi Sumatera Barat",
            "",
            "BNN Kabupaten Pasaman Barat",
            "BNNK",
            "Sumatera Barat",
            2023,
        ),
        (
            "LAPORAN KINERJA\nDINAS KESEHATAN KABUPATEN KENDAL\nTAHUN 2021",
            "bekerja sama dengan BNN Kabupaten Kendal",
            "Dinas Kesehatan Kabupaten Kendal",
            "",
            "",
            2021,
        ),
        (
            "PEMERINTAH KABUPATEN SLEMAN\nLAPORAN KINERJA TAHUN 2020",
            "",
            "Pemerintah Kabupaten Sleman",
            "",
            "",
            2020,
        ),
    ],
)
def test_the_office_is_found_whatever_its_cover_looks_like(
    cover: str, body: str, satker: str, tingkat: str, provinsi: str, year: int
) -> None:
    reading = report(cover, body)
    office = reading.office
    assert (office.satker, office.tingkat, office.provinsi) == (satker, tingkat, provinsi)
    assert reading.tahun_anggaran == year


@pytest.mark.parametrize("path", sorted((ROOT / "corpus" / "truth").glob("*.json")), ids=lambda p: p.stem)
def test_the_office_of_every_sample_with_text_is_found(path: Path) -> None:
    truth = json.loads(path.read_text(encoding="utf-8"))
    pages = text_pages(ROOT / "corpus" / "pdf" / truth["file"])
    if not any(page.strip() for page in pages):
        pytest.skip("all pages are scans: nothing to read without OCR")
    reading = report(*pages)
    registered = match_office(truth["office"], shipped_offices())
    assert reading.office.satker == (registered or truth["office"])
    assert reading.office.tingkat == truth["level"]
    assert reading.office.kode_satker == truth["satker_code"]
    assert reading.tahun_anggaran == truth["fiscal_year"]


@pytest.mark.skipif(not REAL.is_dir(), reason="the real pages are not beside this checkout (set LKIP_REAL)")
@pytest.mark.parametrize(
    ("name", "satker", "year"),
    [
        ("lakip-provsu-2021", "Pemerintah Daerah Provinsi Sumatera Utara", 2021),
        ("lkip-babiii-background", "Inspektorat Provinsi Jawa Barat", 2016),
        ("pk-kadis-ocr-under-image", "Dinas Peternakan Provinsi Jawa Barat", 2016),
        ("lkjip-pupr-2021", "Dinas Pekerjaan Umum dan Penataan Ruang", 2021),
    ],
)
def test_other_agencies_go_by_the_name_they_print(name: str, satker: str, year: int) -> None:
    reading = report(*text_pages(REAL / "pdf" / f"{name}.pdf"))
    assert (reading.office.satker, reading.office.tingkat, reading.tahun_anggaran) == (satker, "", year)


def test_a_dipa_number_broken_over_lines_gives_the_code_with_its_zeros() -> None:
    reading = report("BNNP NUSA BARU\nTAHUN 2022", "DIPA Petikan Nomor: SP DIPA -\n066.01.2.066310/2022 tanggal")
    assert reading.office.kode_satker == "066310"


def test_two_satker_codes_are_a_finding_and_the_more_frequent_one_is_taken() -> None:
    page = "DIPA-066.01.2.682377/2016 dan DIPA-066.01.2.682377/2016 dan DIPA-066.01.2.682378/2016"
    reading = report("BNNK TANJUNG RIMBA\nTAHUN 2016", page)
    assert reading.office.kode_satker == "682377"
    assert [finding.code for finding in reading.findings] == ["satker-code-disagreement"]


def test_a_wrong_kind_and_a_misprint_are_findings_not_other_offices() -> None:
    body = "BNN Kabupaten OKU Timur. " * 5
    reading = report("LKIP BNN KABUPATEN OKU TIMUR\nTAHUN 2023", body, "BNN Kota OKU TIMUR", "BNNK OKU TMUR")
    assert reading.office.satker == "BNN Kabupaten Ogan Komering Ulu Timur"
    assert {finding.found for finding in reading.findings} == {
        "BNN Kota OKU TIMUR",
        "BNN Kabupaten OKU TMUR",
    }


def test_a_heading_with_a_year_far_off_is_a_finding() -> None:
    reading = report("LKIP BNNK SUMEDANG\nTAHUN 2023", "B. Realisasi Anggaran BNNK Sumedang Tahun 2003")
    assert (reading.tahun_anggaran, [f.code for f in reading.findings]) == (2023, ["year-disagreement"])


def test_regulations_plans_and_signing_dates_are_not_the_year() -> None:
    body = "Peraturan Presiden Nomor 29 Tahun 2014\nRenstra Tahun 2020-2024\nSumedang, 31 Januari 2024"
    assert report("Kata Pengantar BNNK Sumedang Tahun 2023", body).tahun_anggaran == 2023


def test_people_are_never_part_of_the_office() -> None:
    page = "Kepala BNN Kabupaten Teluk Seribu\nAndi Wijaya, S.H.\nBNN Kabupaten Teluk Seribu\nAndi Wijaya"
    reading = report("LAPORAN KINERJA BNN KABUPATEN TELUK SERIBU TAHUN 2024", page, page)
    assert reading.office.satker == "BNN Kabupaten Teluk Seribu"
    assert all("Andi" not in finding.found for finding in reading.findings)


def test_a_text_without_an_office_gives_empty_fields() -> None:
    reading = report("Peraturan Pemerintah tentang pembatasan sosial", "")
    assert (reading.office.satker, reading.tahun_anggaran, reading.findings) == ("", None, ())


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("BNNK OKU TIMUR", "BNN Kabupaten Ogan Komering Ulu Timur"),
        ("BNN KABUPATEN OKU TMUR", "BNN Kabupaten Ogan Komering Ulu Timur"),
        (
            "Badan Narkotika Nasional Kabupaten Ogan Komering Ulu Timur",
            "BNN Kabupaten Ogan Komering Ulu Timur",
        ),
        ("BNN Kab. Malang", "BNN Kabupaten Malang"),
        ("BNNK Malang", ""),
        ("BNN PROPINSI RIAU", "BNN Provinsi Riau"),
        ("BNNP DAERAH IST. YOGYAKARTA", "BNN Provinsi Daerah Istimewa Yogyakarta"),
        ("BNNK JAKSEL", "BNN Kota Jakarta Selatan"),
        ("BNN Kota Tangerang Selatan", "BNN Kota Tangerang Selatan"),
        ("BNN Kabupaten Kep. Sangihe", "BNN Kabupaten Kepulauan Sangihe"),
        ("1 BNNK BATANG", "BNN Kabupaten Batang"),
        ("BNNK Solok Selatan", ""),
        ("BNNK Sungai Intan", ""),
        ("BNNK/Kota", ""),
        ("Polres OKU Timur", ""),
    ],
)
def test_a_row_names_a_registered_office_or_none(name: str, canonical: str) -> None:
    assert match_office(name, shipped_offices()) == canonical


def test_a_broken_register_says_what_is_allowed(tmp_path: Path) -> None:
    path = tmp_path / "offices.csv"
    path.write_text(
        "level,name_canonical,province,satker_code,aliases,evidence\nBNNX,BNN X,,,,seen\n", encoding="utf-8"
    )
    with pytest.raises(ProfileError, match=r"line 2.*BNNX.*BNNP, BNNK, UPT"):
        load_offices(path)
