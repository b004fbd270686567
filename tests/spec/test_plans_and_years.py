"""What the words above a table, and the same words over other years, say of its columns."""

from __future__ import annotations

import pytest

from extract.model import Flow
from layouts.columns import Column
from layouts.files import PROFILES, VOCABULARY
from layouts.header_files import load_vocabulary
from layouts.headers import read_header, slots_of
from layouts.match import Match, match_regions
from layouts.profile import load_profiles
from layouts.wordings import Role
from tests.tables import ABOVE, LEFT, region_of

VOCABULARY_ = load_vocabulary(VOCABULARY / "headers.toml")
PROFILES_ = load_profiles([PROFILES])


def matched(rows: list[list[str]], *captions: str) -> Match:
    region = region_of(rows, caption=captions)
    [match] = match_regions(Flow((), (region,), ()), VOCABULARY_, PROFILES_)
    return match


def columns_of(rows: list[list[str]], *captions: str) -> tuple[Column, ...]:
    return matched(rows, *captions).sight.columns


def roles_of(rows: list[list[str]], *captions: str) -> list[str]:
    return [str(column.role or "?") for column in columns_of(rows, *captions)]


@pytest.mark.parametrize(
    ("caption", "is_plan"),
    [
        ("Tabel 3. Rencana Aksi Pencapaian Kinerja Tahun 2024", True),
        ("Perjanjian Kinerja Tahun 2024", True),
        ("Realisasi Rencana Aksi Tahun 2024", False),
        ("Perjanjian Kinerja dan Realisasinya", False),
        ("Capaian Kinerja Tahun 2024", False),
    ],
)
def test_a_caption_is_a_plans_unless_words_of_results_stand_before_or_are_joined_to_it(
    caption: str, is_plan: bool
) -> None:
    assert VOCABULARY_.speaks_of_plan(caption) is is_plan


def test_what_a_plan_calls_a_result_is_what_is_to_come() -> None:
    rows = [
        ["No", "Indikator", "Besaran Setahun", "Jadwal Pencapaian", LEFT],
        [ABOVE, ABOVE, ABOVE, "Triwulan I", "Triwulan II"],
        ["1", "Jumlah petugas rehabilitasi", "38 Orang", "10", "38"],
        ["2", "Jumlah relawan anti narkoba", "22 Orang", "9", "22"],
    ]
    match = matched(rows, "Rencana Aksi Kinerja Tahun 2023")
    assert [str(c.role) for c in match.sight.columns[2:]] == ["target", "target", "target"]
    assert match.profile is not None
    assert match.profile.kind == "rencana_kinerja_tahunan"
    assert "realisasi" in roles_of(rows, "Capaian Kinerja Tahun 2023")


def test_a_plans_one_column_of_numbers_beside_money_nobody_named_is_its_target() -> None:
    rows = [
        ["No", "Ukuran Hasil", "Besaran Akhir", "Dukungan"],
        ["1", "Jumlah petugas rehabilitasi", "38", "110.792.000"],
        ["2", "Jumlah relawan anti narkoba", "22", "121.533.000"],
    ]
    assert roles_of(rows, "Rencana Kinerja Tahunan (RKT) Tahun 2015")[2:] == ["target", "pagu"]


def test_what_is_to_be_reached_is_a_target_whatever_stands_above() -> None:
    rows = [["Indikator", "Yang Akan Dicapai Volume", "Capaian Riil", "%"], ["Jumlah petugas", "10", "11", "110"]]
    assert roles_of(rows) == ["indikator", "target", "realisasi", "capaian"]


def test_one_known_word_over_cells_of_another_kind_is_not_believed() -> None:
    texts = ["Jumlah relawan anti narkoba", "Persentase klien pulih dan produktif"]
    amounts = [["1.308.739.000", "1.263.662.700"], ["196.709.000", "194.664.050"]]
    rows = [["Pencapaian Apa", "Satker Pagu", "Realisasi"], *[[t, *a] for t, a in zip(texts, amounts, strict=True)]]
    assert roles_of(rows) == ["indikator", "pagu", "realisasi_anggaran"]


def test_three_numbers_that_close_name_their_columns_in_a_headed_table_of_one_row_only() -> None:
    row = ["Nilai kinerja anggaran", "89,09", "93,03", "104,42"]
    header = ["Unsur", "Komitmen", "Perolehan", "Persen Capaian"]
    assert roles_of([header, row])[1:] == ["target", "realisasi", "capaian"]
    assert roles_of([row])[1:] == ["?", "?", "?"]


def test_small_numbers_are_no_money_however_much_columns_repeat_themselves() -> None:
    rows = [
        ["BNNP/BNNK", "Target", "Terlaksana", "Capaian", "Target", "Terlaksana Nyata", "Capaian"],
        ["BNNK Danau Permai", "49,81", "47,45", "95,26%", "3,08", "3,16", "102,60%"],
        ["BNNK Sei Rotan", "49,81", "47,23", "94,82%", "3,08", "3,25", "105,52%"],
        ["BNNK Giri Mukti", "49,81", "54,86", "110,14%", "3,08", "3,54", "114,94%"],
    ]
    assert roles_of(rows)[1:] == ["target", "realisasi", "capaian"] * 2


def test_the_same_words_over_other_years_mean_the_same() -> None:
    group = ["Yang Dikehendaki", "Kinerja Sebenarnya", "Persentase"]
    rows = [
        ["Indikator", "2010", LEFT, LEFT, "2011", LEFT, LEFT],
        [ABOVE, *group, *group],
        ["Jumlah relawan", "66", "65", "98,48", "-", "-", "-"],
        ["Jumlah peserta", "342", "399", "116,67", "-", "-", "-"],
        ["Jumlah jaringan", "2", "2", "100", "2", "2", "100"],
    ]
    columns = columns_of(rows)
    assert [c.role for c in columns[1:]] == [Role.TARGET, Role.REALISASI, Role.CAPAIAN] * 2


def test_words_nobody_listed_above_years_or_column_numbers_are_a_header() -> None:
    years = [
        ["Rencana pembiayaan program tahun 2010 s.d. 2012", LEFT, LEFT, LEFT],
        ["Hal yang diukur", "Kebutuhan anggaran", LEFT, LEFT],
        [ABOVE, "2010", "2011", "2012"],
        ["Banyaknya peserta penyuluhan", "15.250.000", "21.000.000", "39.000.000"],
        ["Jumlah residen rawat jalan", "39.250.000", "-", "99.750.000"],
    ]
    counted = [["No", "Ukuran", "Besaran Akhir"], ["1", "2", "3"], ["Sasaran 1", LEFT, LEFT], ["1", "Relawan", "15"]]
    for rows, expected in ((years, 3), (counted, 2)):
        region = region_of(rows)
        assert read_header(region, slots_of(region), VOCABULARY_).rows == expected


def kind_of(rows: list[list[str]], *captions: str, year: int | None = None) -> str:
    region = region_of(rows, caption=captions)
    [match] = match_regions(Flow((), (region,), ()), VOCABULARY_, PROFILES_, year=year)
    return match.profile.kind if match.profile is not None else ""


def test_right_of_the_one_target_of_a_table_of_results_stands_its_realisasi() -> None:
    rows = [
        ["No", "Ukuran", "Target 2014", "Kondisi Akhir"],
        ["1", "Jumlah relawan", "61 Kader", "61 Kader"],
        ["2", "Jumlah klien", "21 Klien", "19 Klien"],
    ]
    found = columns_of(rows, "Rekapitulasi hasil pengukuran kinerja 2014")[3]
    assert found.role is Role.REALISASI
    assert not found.sure
    assert roles_of(rows, "Kondisi tahun 2014")[3] == "?"


def test_a_line_of_the_header_between_caption_and_grid_does_not_hide_that_it_is_a_plan() -> None:
    rows = [
        ["No", "Ukuran Hasil", "Berjalan", "Anggaran"],
        ["1", "Jumlah petugas rehabilitasi", "38", "110.792.000"],
        ["2", "Jumlah relawan anti narkoba", "22", "121.533.000"],
    ]
    assert kind_of(rows, "RKT BNN Kota T.A. 2020", "Besaran Estimasi") == "rencana_kinerja_tahunan"


def test_a_tables_only_words_name_its_rows_even_under_keterangan_or_a_measures_name() -> None:
    for heading in ("Keterangan", "Realisasi Keluaran Dan Rinciannya"):
        rows = [
            [heading, "Pagu", "Realisasi"],
            ["Advokasi Kebijakan Anti Narkoba", "119.427.000", "117.955.150"],
            ["Pemberdayaan Masyarakat Anti Narkoba", "286.314.000", "279.685.850"],
        ]
        assert roles_of(rows) == ["uraian", "pagu", "realisasi_anggaran"]
    rows = [
        ["Keterangan", "2012", "2013"],
        ["Pagu", "1.923.850.000", "2.006.817.000"],
        ["Realisasi", "1.843.900.387", "1.921.787.944"],
        ["Sisa", "79.949.613", "85.029.056"],
    ]
    assert kind_of(rows, "Perkembangan serapan anggaran 2012-2013") == "anggaran_perbandingan_tahun"


def test_the_number_of_a_scores_components_is_its_nilai() -> None:
    rows = [["No", "Unsur pembentuk", "Angka sementara"], ["1", "Penyerapan Anggaran", "90,87"], ["2", "RPD", "78,14"]]
    assert kind_of(rows, "Nilai Kinerja Anggaran (SMART DJA) Tahun 2015") == "rincian_nilai"


def test_targets_by_quarter_are_an_action_plans_whatever_stands_above() -> None:
    rows = [
        ["No", "Indikator Kinerja", "Target", "Triwulan", LEFT],
        [ABOVE, ABOVE, ABOVE, "Q1", "Q2"],
        ["1", "Jumlah lembaga", "7", "2", "7"],
        ["2", "Jumlah kader", "45", "11", "45"],
    ]
    assert kind_of(rows, "Rencana Aksi Penetapan Kinerja Tahun 2012") == "rencana_kinerja_tahunan"


def test_amounts_of_years_to_come_are_a_plans() -> None:
    rows = [
        ["Kegiatan", "Anggaran", LEFT, LEFT],
        [ABOVE, "2019", "2020", "2021"],
        ["Pengelolaan Informasi", "Rp 85.500.000", "Rp 24.250.000", "Rp 71.250.000"],
        ["Penyelenggaraan Advokasi", "Rp 98.750.000", "Rp 82.750.000", "Rp 23.500.000"],
    ]
    assert kind_of(rows, "Tabel 2", year=2019) == "renproja_pendanaan"
    assert kind_of(rows, "Tabel 2", year=2021) == "anggaran_perbandingan_tahun"


def test_health_centres_are_offices_and_a_wilayah_is_theirs() -> None:
    rows = [
        ["No", "Wilayah Binaan", "Target", "Realisasi"],
        ["1", "Puskesmas Gunung Sari", "74", "76"],
        ["2", "Puskesmas Lubuk Selasih", "74", "69"],
    ]
    assert kind_of(rows) == "rincian_satker"


def test_the_year_beside_a_plans_quarters_is_its_target_too() -> None:
    rows = [
        ["No", "Indikator Kinerja", "Ekspektasi Output", "TW-I", "TW-II"],
        ["1", "Jumlah kader", "110", "28", "110"],
        ["2", "Jumlah lembaga", "4", "1", "4"],
    ]
    assert roles_of(rows, "Rencana Aksi Pencapaian Kinerja Tahun 2015")[2:] == ["target", "target", "target"]


def test_numerals_under_a_heading_are_its_quarters() -> None:
    rows = [
        ["No", "Indikator Kinerja", "Triwulan", "Triwulan", "Triwulan", "Triwulan", "Angka"],
        ["", "", "I", "II", "III", "IV", "Yang Ditetapkan"],
        ["1", "Jumlah kader", "28", "55", "83", "110", "110"],
        ["2", "Jumlah lembaga", "1", "2", "3", "4", "4"],
    ]
    columns = columns_of(rows, "Rencana aksi triwulanan 2024")
    assert [c.periode for c in columns[2:]] == ["TW1", "TW2", "TW3", "TW4", "tahun"]
    assert {c.role for c in columns[2:]} == {Role.TARGET}


def test_a_plans_one_number_with_a_year_is_its_target_but_not_trusted() -> None:
    rows = [["No", "Ukuran Hasil", "Ekspektasi 2015"], ["1", "Jumlah relawan", "102"], ["2", "Jumlah lembaga", "15"]]
    found = columns_of(rows, "Perjanjian Kinerja (PK) 2015")[2]
    assert found.role is Role.TARGET
    assert not found.sure


def test_a_tables_only_words_are_no_money_however_its_heading_sounds() -> None:
    rows = [
        ["Kode", "Rincian Pembiayaan", "Pagu", "Serapan"],
        ["51", "Belanja Pegawai", "294.326.000", "280.100.210"],
        ["52", "Belanja Barang", "1.356.049.000", "1.290.506.000"],
    ]
    assert kind_of(rows) == "anggaran_jenis_belanja"


def test_earlier_years_under_words_of_several_are_a_comparisons_and_one_alone_may_be_a_slip() -> None:
    rows = [
        ["No", "Indikator Kinerja", "Tahun 2010", LEFT, LEFT],
        [ABOVE, ABOVE, "Target", "Realisasi", "Capaian"],
        ["1", "Jumlah lembaga", "14", "16", "114,29"],
        ["2", "Jumlah relawan", "68", "79", "116,18"],
    ]
    assert kind_of(rows, "Tren capaian 2010-2012", year=2012) == "perbandingan_tahun"
    assert kind_of(rows, "Capaian kinerja", year=2012) == "capaian_kinerja"
    assert kind_of(rows, "Tren capaian 2008-2010", year=2010) == "capaian_kinerja"


def test_the_year_before_beside_the_one_that_is_measured_makes_no_comparison_of_it() -> None:
    rows = [
        ["No", "Indikator Kinerja", "Realisasi 2018", "Tahun 2019", LEFT, LEFT],
        [ABOVE, ABOVE, ABOVE, "Target", "Realisasi", "% Capaian"],
        ["1", "Jumlah kader", "118", "150", "135", "90,00"],
        ["2", "Jumlah lembaga", "3", "4", "5", "125,00"],
    ]
    assert kind_of(rows, "3.1 Pengukuran Kinerja Tahun 2019") == "capaian_kinerja"
    assert kind_of(rows, "3.2 Perbandingan dengan tahun sebelumnya") == "perbandingan_tahun"
