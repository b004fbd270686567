"""What decides a column's role where headings do not: numbers, order, years, sister tables."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.model import Flow, GridMethod
from layouts.columns import Column
from layouts.evidence import ALL_EVIDENCE, SURE, Weights
from layouts.files import PROFILES, VOCABULARY
from layouts.header_files import load_vocabulary
from layouts.headers import read_header, slots_of
from layouts.match import match_regions
from layouts.profile import load_profiles
from layouts.roles import assign_roles
from layouts.wordings import Role
from layouts.year_groups import name_years
from tests.tables import ABOVE, LEFT, region_of

VOCABULARY_ = load_vocabulary(VOCABULARY / "headers.toml")
PROFILES_ = load_profiles([PROFILES])
INDICATORS = [
    ["1", "Indeks Kemandirian Partisipasi", "3,20", "3,25", "101,56"],
    ["2", "Jumlah petugas rehabilitasi", "8", "6", "75,00"],
    ["3", "Persentase penyerapan anggaran", "95", "97,90", "103,05"],
]
BUDGET = [
    ["Pengelolaan Informasi", "235.456.000", "205.174.850", "30.281.150"],
    ["Penyelenggaraan Advokasi", "55.667.000", "55.167.000", "500.000"],
    ["Pascarehabilitasi", "266.394.000", "246.394.000", "20.000.000"],
]


def columns_of(rows: list[list[str]], weights: Weights = ALL_EVIDENCE) -> tuple[Column, ...]:
    region = region_of(rows)
    slots = slots_of(region)
    return assign_roles(slots, read_header(region, slots, VOCABULARY_), VOCABULARY_, weights=weights)


def header_rows_of(rows: list[list[str]]) -> int:
    region = region_of(rows)
    return read_header(region, slots_of(region), VOCABULARY_).rows


def roles_of(rows: list[list[str]], weights: Weights = ALL_EVIDENCE) -> list[str]:
    return [str(column.role or "?") for column in columns_of(rows, weights)]


@pytest.mark.parametrize("words", [("Kinerja Nyata", "Rasio"), ("Yang Terwujud", "Ukuran Sukses"), ("Foo", "Bar")])
def test_columns_under_words_nobody_listed_are_named_by_what_they_close_with_a_known_one(
    words: tuple[str, str],
) -> None:
    columns = columns_of([["No", "Indikator", "Target", *words], *INDICATORS])
    assert [c.role for c in columns[2:]] == [Role.TARGET, Role.REALISASI, Role.CAPAIAN]
    assert all(column.sure for column in columns[2:])


def test_a_budget_whose_headings_are_in_another_language_is_named_by_subtraction_but_not_trusted() -> None:
    columns = columns_of([["Aaaa", "Bbbb", "Cccc", "Dddd"], *BUDGET])
    assert [c.role for c in columns] == [Role.URAIAN, Role.PAGU, Role.REALISASI_ANGGARAN, Role.SISA]
    assert not any(column.sure for column in columns[1:])


def test_without_arithmetic_the_same_table_stays_unnamed() -> None:
    silent = Weights({"arithmetic": 0.0})
    assert roles_of([["Aaaa", "Bbbb", "Cccc", "Dddd"], *BUDGET], silent)[1:] == ["?", "?", "?"]


def test_penyerapan_over_amounts_is_the_realisasi_and_over_percentages_the_percent() -> None:
    amounts = [["Uraian", "Pagu", "Penyerapan"], *[row[:3] for row in BUDGET]]
    percents = [["Uraian", "Pagu", "Penyerapan"], *[[row[0], row[1], "97,5%"] for row in BUDGET]]
    assert roles_of(amounts)[2] == "realisasi_anggaran"
    assert roles_of(percents)[2] == "persen_anggaran"


def test_what_columns_say_together_outweighs_what_each_says_alone() -> None:
    rows = [["Kegiatan", "Pagu", "Realisasi", "Capaian"], *[[*row[:3], "90,5"] for row in BUDGET]]
    assert roles_of(rows) == ["kegiatan", "pagu", "realisasi_anggaran", "persen_anggaran"]
    assert roles_of(rows, Weights(joint=False))[3] == "capaian"


def test_the_row_of_column_numbers_tells_what_its_formula_says() -> None:
    rows = [
        ["No", "Indikator", "Alpha", "Beta", "Gamma"],
        ["(1)", "(2)", "(3)", "(4)", "(5) = (4):(3)"],
        ["1", "Indeks Kemandirian", "3,20", "3,25", "101,56"],
    ]
    assert roles_of(rows)[2:] == ["target", "realisasi", "capaian"]


def test_weights_that_add_up_to_a_hundred_are_no_capaian() -> None:
    rows = [
        ["No", "Komponen", "Bbt (%)", "Nilai"],
        ["1", "Perencanaan", "30", "25,1"],
        ["2", "Pengukuran", "50", "40,2"],
        ["3", "Pelaporan", "20", "15,0"],
    ]
    assert roles_of(rows) == ["no", "uraian", "ignored", "nilai"]


def test_units_under_a_heading_of_indicators_are_units() -> None:
    rows = [["Indikator", "Ukuran", "Target"], *[[f"Jumlah layanan {i}", "Orang", str(i)] for i in (10, 20, 30)]]
    assert roles_of(rows) == ["indikator", "satuan", "target"]


def test_a_quarter_that_names_no_measure_is_part_of_the_target_left_of_it() -> None:
    rows = [["No", "Indikator", "Target", "Triwulan I", "Triwulan II"], ["1", "Jumlah kegiatan", "8", "2", "6"]]
    columns = columns_of(rows)
    assert [(c.role, c.periode) for c in columns[2:]] == [
        (Role.TARGET, "tahun"),
        (Role.TARGET, "TW1"),
        (Role.TARGET, "TW2"),
    ]


QUARTERS = ["Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV"]
IN_QUARTERS = [["Jumlah kegiatan", "5", "10", "10", "11"], ["Jumlah desa", "5", "5", "5", "10"]]


@pytest.mark.parametrize(
    ("caption", "role", "sure"),
    [
        ("Tabel 3. Realisasi per Triwulan Tahun 2021", "realisasi", True),
        ("Tabel 3. Target per Triwulan Tahun 2021", "target", True),
        ("Tabel 3. Kinerja per Triwulan Tahun 2021", "target", False),
        ("Tabel 3. Target dan Realisasi per Triwulan Tahun 2021", "target", False),
    ],
)
def test_quarters_that_name_no_measure_are_what_the_words_above_speak_of_else_not_sure(
    caption: str, role: str, sure: bool
) -> None:
    rows = [["Indikator", "Target", *QUARTERS], *[[row[0], "40", *row[1:]] for row in IN_QUARTERS]]
    region = region_of(rows, caption=(caption,))
    [match] = match_regions(Flow((), (region,), region.caption), VOCABULARY_, PROFILES_)
    assert {(str(c.role), c.sure) for c in match.sight.columns[2:]} == {(role, sure)}


@pytest.mark.parametrize(
    ("target", "realisasi", "role", "sure"),
    [
        (["36", "25"], ["40", "20"], "target", True),
        (["40", "20"], ["36", "25"], "realisasi", True),
        (["40", "20"], ["11", "10"], "realisasi", True),
        (["40", "20"], ["41", "22"], "target", False),
    ],
)
def test_quarters_are_of_the_measure_whose_year_they_make_up(
    target: list[str], realisasi: list[str], role: str, sure: bool
) -> None:
    rows = [[row[0], a, *row[1:], b] for row, a, b in zip(IN_QUARTERS, target, realisasi, strict=True)]
    columns = columns_of([["Indikator", "Target", *QUARTERS, "Realisasi"], *rows])
    assert {(str(c.role), c.sure) for c in columns[2:6]} == {(role, sure)}


def test_a_heading_drawn_over_some_of_its_quarters_is_over_all_of_them() -> None:
    rows = [
        ["Indikator", "Target", "", "Realisasi kumulatif", LEFT, ""],
        [ABOVE, ABOVE, "TW I", "TW II", "TW III", "TW IV"],
        ["Jumlah kegiatan", "8", "1", "2", "5", "9"],
        ["Jumlah desa", "4", "1", "1", "2", "5"],
    ]
    columns = columns_of(rows)
    assert [(str(c.role), c.periode, c.sure) for c in columns[1:]] == [
        ("target", "tahun", True),
        *(("realisasi", f"TW{quarter}", True) for quarter in (1, 2, 3, 4)),
    ]


def test_two_columns_that_say_the_same_of_one_year_are_not_sure() -> None:
    columns = columns_of([["Indikator", "Target", "Target"], ["Jumlah kegiatan", "8", "9"], ["Jumlah desa", "2", "3"]])
    assert not any(column.sure for column in columns[1:])


def test_a_reading_that_is_hardly_ahead_of_another_is_not_sure() -> None:
    target = columns_of([["Komoditas", "Target"], ["Padi", "1.250.000"], ["Jagung", "2.750.000"]])[1]
    assert (target.role, target.rival) == (Role.TARGET, Role.PAGU)
    assert 0 < target.margin < SURE
    assert not target.sure


def test_years_of_groups_come_from_the_one_column_that_prints_them() -> None:
    headings = ["Target", "Tahun 2012 Realisasi", "%", "Target", "Tahun 2013 Realisasi", "%"]
    region = region_of([["Indikator", *headings], ["Jumlah desa", "1", "1", "100", "2", "2", "100"]])
    header = read_header(region, slots_of(region), VOCABULARY_)
    named = name_years(header.columns, ())
    assert [next((y for level in c.path for y in level.years), None) for c in named[1:]] == [2012] * 3 + [2013] * 3


def test_years_of_groups_come_from_the_line_above_where_no_column_prints_them() -> None:
    region = region_of(
        [["Indikator", "Target", "Realisasi", "Target", "Realisasi"], ["Jumlah desa", "1", "1", "2", "2"]]
    )
    header = read_header(region, slots_of(region), VOCABULARY_)
    named = name_years(header.columns, ("TAHUN 2012 TAHUN 2013",))
    assert [next((y for level in c.path for y in level.years), None) for c in named[1:]] == [2012, 2012, 2013, 2013]
    assert name_years(header.columns, ("Perbandingan tahun 2011, 2012 dan 2013",)) == header.columns


def test_a_heading_that_numbers_named_in_one_table_is_known_in_the_next() -> None:
    first = region_of([["No", "Indikator", "Kinerja Idaman", "Realisasi", "%"], *INDICATORS], top=100.0)
    second = region_of(
        [["No", "Indikator", "Kinerja Idaman"], *[row[:3] for row in INDICATORS]],
        caption=("Perjanjian Kinerja",),
        top=500.0,
    )
    matches = match_regions(Flow((), (first, second), ()), VOCABULARY_, PROFILES_)
    assert matches[1].profile is not None
    assert matches[1].profile.name == "perjanjian_kinerja"
    assert matches[1].sight.columns[2].role is Role.TARGET


def test_short_texts_over_columns_of_numbers_are_their_header_in_any_words() -> None:
    region = region_of([["Aaaa", "Bbbb", "Cccc", "Dddd"], *BUDGET])
    assert read_header(region, slots_of(region), VOCABULARY_).rows == 1
    marks = region_of([["Opini BPK", "WTP"], ["Nilai SAKIP", "78"], ["Indeks RB", "3,2"]])
    assert read_header(marks, slots_of(marks), VOCABULARY_).rows == 0


def test_words_under_a_sides_heading_are_named_by_what_they_close() -> None:
    rows = [
        ["Kegiatan", "Anggaran TA 2016", LEFT, LEFT],
        [ABOVE, "Tersedia", "Dipakai", "Tidak Dipakai"],
        *BUDGET,
    ]
    assert header_rows_of(rows) == 2
    assert roles_of(rows) == ["kegiatan", "pagu", "realisasi_anggaran", "sisa"]


def test_a_year_in_a_heading_makes_no_number_of_it() -> None:
    rows = [
        ["No", "Indikator", "Target Akhir Periode (2019)", "Posisi s.d. 2019", "Kemajuan"],
        ["1", "Indeks Kemandirian", "3,20", "3,25", "101,56"],
        ["2", "Jumlah petugas", "8", "6", "75,00"],
    ]
    assert header_rows_of(rows) == 1
    assert roles_of(rows)[2:] == ["target", "realisasi", "capaian"]


def test_counts_with_their_unit_are_no_percentages_whatever_the_heading_says() -> None:
    rows = [["Indikator", "Capaian 2013", "Capaian 2014"], ["Jumlah peserta", "3.100 orang", "2.950 orang"]]
    assert roles_of(rows)[1:] == ["realisasi", "realisasi"]


def test_a_heading_of_row_numbers_makes_a_header_of_words_nobody_listed() -> None:
    assert header_rows_of([["No", "Nama Mitra", "Tempat"], ["1", "Klinik A", "Kota"], ["2", "Klinik B", "Desa"]]) == 1


def test_a_group_over_all_columns_is_no_second_level_of_the_header() -> None:
    rows = [["No", "Kegiatan", "Kuantitas"], ["I", "Bidang Pencegahan", LEFT], ["1", "Sosialisasi", "40 orang"]]
    assert header_rows_of(rows) == 1


def test_the_one_column_of_numbers_is_what_the_caption_speaks_of() -> None:
    rows = [
        ["No", "Uraian", "Kuantitas"],
        ["1", "Kader anti narkoba", "40 orang"],
        ["2", "Berkas perkara", "12 berkas"],
    ]
    region = region_of(rows, caption=("Penetapan Kinerja Tahun 2016",))
    (match,) = match_regions(Flow((), (region,), ()), VOCABULARY_, PROFILES_)
    assert match.sight.columns[2].role is Role.TARGET
    assert not match.sight.columns[2].sure
    assert roles_of(rows)[2] == "?"


def test_offices_in_the_cells_name_the_column_whatever_stands_over_it() -> None:
    rows = [["Unit Pelaksana", "Target"], ["BNN Kabupaten Sukamakmur", "39"], ["BNNK Karang Indah", "40"]]
    assert roles_of(rows) == ["satker", "target"]


def test_a_sum_right_of_its_parts_is_no_pagu_of_them() -> None:
    rows = [
        ["Keterangan", "Belanja Barang", "Belanja Modal", "Jumlah"],
        ["Pagu", "19.373.476.000", "1.347.622.000", "20.721.098.000"],
        ["Realisasi", "18.942.533.292", "1.317.645.558", "20.260.178.850"],
    ]
    assert not {"sisa", "realisasi_anggaran"} & set(roles_of(rows))


def test_each_of_several_indicators_across_closes_with_its_own_target() -> None:
    rows = [
        ["Satuan Kerja", "Jumlah lembaga operasional", LEFT, LEFT, "Jumlah unit IBM", LEFT, LEFT],
        [ABOVE, "T", "R", "%", "T", "R", "%"],
        ["BNNK Sukamakmur", "6", "5", "83,3", "9", "10", "111,1"],
        ["BNNK Karang Indah", "4", "4", "100,0", "8", "6", "75,0"],
        ["BNNK Giri Mukti", "5", "6", "120,0", "3", "3", "100,0"],
    ]
    assert roles_of(rows)[1:] == ["target", "realisasi", "capaian"] * 2


def test_the_only_amounts_of_a_list_without_headings_are_its_pagu() -> None:
    rows = [["1. Diseminasi Informasi", "Rp. 96.500.000,-"], ["2. Advokasi Kebijakan", "Rp. 54.300.000,-"]]
    columns = columns_of(rows)
    assert [c.role for c in columns] == [Role.URAIAN, Role.PAGU]
    assert not columns[1].sure


def test_groups_of_the_same_headings_keep_their_measures_and_are_not_sure() -> None:
    """The names of the indicators over them were lost."""
    rows = [
        ["Satuan Kerja", "Target", "Realisasi", "Target", "Realisasi"],
        ["BNNK Sukamakmur", "24", "23", "95", "106"],
        ["BNNK Karang Indah", "26", "28", "95", "86"],
    ]
    columns = columns_of(rows)
    assert [c.role for c in columns[1:]] == [Role.TARGET, Role.REALISASI] * 2
    assert not any(column.sure for column in columns[1:])


def test_three_columns_that_nobody_named_are_trusted_where_a_percent_sign_tells_which_is_the_third() -> None:
    headings = ["Ukuran Kinerja", "Angka yang Dituju", "Kondisi Akhir", "Prosen (%)"]
    columns = columns_of([headings, *[row[1:] for row in INDICATORS]])
    assert [c.role for c in columns[1:]] == [Role.TARGET, Role.REALISASI, Role.CAPAIAN]
    assert all(column.sure for column in columns[1:])


def test_work_units_of_other_agencies_are_offices() -> None:
    rows = [
        ["Pelaksana", "Target"],
        ["Dinas Sosial Kota Melati", "39"],
        ["UPT Panti Karya", "40"],
        ["Balai Latihan", "2"],
    ]
    assert roles_of(rows)[0] == "satker"


def test_what_was_not_spent_is_no_spending() -> None:
    rows = [["Kegiatan", "Pagu", "Dana Terpakai", "Dana Tak Terserap"], *BUDGET]
    assert roles_of(rows)[1:] == ["pagu", "realisasi_anggaran", "sisa"]


def test_a_percentage_of_the_target_in_each_of_several_groups_is_no_second_target() -> None:
    rows = [
        ["Satker", "Jumlah kawasan yang pulih", LEFT, LEFT, "Indeks ketahanan diri", LEFT, LEFT],
        [ABOVE, "Target", "Realisasi", "Prosen Keercapaian Target", "Target", "Realisasi", "Prosen Keercapaian Target"],
        ["BNNK Sukamakmur", "2,32", "2,21", "95,26%", "52,80", "48,07", "91,04%"],
        ["BNNK Karang Indah", "2,32", "2,29", "98,71%", "52,80", "49,46", "93,67%"],
    ]
    assert roles_of(rows)[1:] == ["target", "realisasi", "capaian"] * 2


def test_numerals_over_the_columns_count_quarters_where_three_of_four_are_printed() -> None:
    body = [["Jumlah kader", *"112233"], ["Jumlah desa", *"345678"], ["Jumlah klien", *"222444"]]
    rows = [["Indikator", "I", LEFT, "II", LEFT, "III", LEFT], [ABOVE, *["T", "R"] * 3], *body]
    assert [c.periode for c in columns_of(rows)[1:]] == ["TW1", "TW1", "TW2", "TW2", "TW3", "TW3"]


def test_a_header_whose_measures_close_the_other_way_round_is_contradicted_and_not_sure() -> None:
    columns = columns_of([["Kegiatan", "Realisasi (Rp)", "Pagu (Rp)", "Sisa (Rp)"], *BUDGET])
    assert [bool(c.contradicted) for c in columns] == [False, True, True, False]
    assert [c.sure for c in columns[1:]] == [False, False, True]
    assert not any(
        c.contradicted for c in columns_of([["Kegiatan", "Pagu (Rp)", "Realisasi (Rp)", "Sisa (Rp)"], *BUDGET])
    )


def test_a_budget_most_rows_of_which_spend_more_than_there_was_is_contradicted() -> None:
    rows = [["Pencegahan", "200.000.000", "150.000.000"], ["Rehabilitasi", "100.000.000", "90.000.000"]]
    assert [bool(c.contradicted) for c in columns_of([["Kegiatan", "Realisasi", "Pagu"], *rows])[1:]] == [True, True]
    rows[1] = ["Rehabilitasi", "80.000.000", "90.000.000"]
    assert not any(c.contradicted for c in columns_of([["Kegiatan", "Realisasi", "Pagu"], *rows]))


def test_the_words_of_a_heading_may_stand_for_the_same_sense() -> None:
    rows = [["Kegiatan", "Target", "Realisasi", "Capaian"], *[[*row[:3], "90,5"] for row in BUDGET]]
    assert not any(column.contradicted for column in columns_of(rows))


def test_headings_over_words_that_white_space_sets_apart_are_no_table_of_results() -> None:
    chart = [["Fungsional", "Pelaksanaan", "Pelaksanaan"], ["Keuangan", "Keuangan", "Umum"]]
    region = region_of(chart)
    loose = replace(region, parts=tuple(replace(part, method=GridMethod.WHITESPACE) for part in region.parts))
    for table, claimed in ((loose, False), (region, True)):
        [match] = match_regions(Flow((), (table,), ()), VOCABULARY_, PROFILES_)
        assert (match.profile is not None and bool(match.profile.kind)) is claimed


def test_texts_that_count_are_indicators_and_texts_that_come_about_are_aims_under_unknown_headings() -> None:
    rows = [
        ["Kegiatan Utama", "Yang Ingin Dicapai", "Tolok Hasil", "Target 2020", "Target 2021"],
        ["Advokasi", "Meningkatnya peran instansi", "Jumlah lembaga yang peduli", "22", "23"],
        ["Deteksi Dini", "Terwujudnya lingkungan bersih", "Persentase hasil tes negatif", "29", "32"],
    ]
    assert roles_of(rows)[:3] == ["kegiatan", "sasaran", "indikator"]


def test_a_column_of_sentences_is_no_measure_whatever_stands_over_it() -> None:
    rows = [
        ["Hasil Kinerja", "Indikator Kinerja", "Target"],
        ["Peran serta instansi pemerintah", "Jumlah lembaga", "22"],
        ["Lingkungan kerja yang bersih", "Jumlah peserta", "29"],
    ]
    assert roles_of(rows)[0] not in ("realisasi", "realisasi_anggaran", "capaian")


def test_sasaran_over_numbers_is_the_target() -> None:
    rows = [
        ["Indikator Kinerja", "Sasaran Tahun 2014", "Realisasi"],
        ["Jumlah siswa yang memperoleh penyuluhan", "15.000 Orang", "15.250 Orang"],
        ["Jumlah kader anti narkoba", "250 Orang", "240 Orang"],
    ]
    assert roles_of(rows) == ["indikator", "target", "realisasi"]


def test_years_below_their_count_end_a_plans_header() -> None:
    rows = [
        ["Indikator Kinerja", "Satuan", "Target Kinerja pada Tahun ke-", LEFT, LEFT],
        [ABOVE, ABOVE, "1", "2", "3"],
        [ABOVE, ABOVE, "2016", "2017", "2018"],
        ["Persentase persalinan di fasilitas", "%", "84", "86", "89"],
    ]
    assert header_rows_of(rows) == 3
    assert [c.tahun for c in columns_of(rows)[2:]] == [2016, 2017, 2018]


def test_the_one_column_of_amounts_under_an_unknown_heading_is_probably_the_pagu() -> None:
    rows = [
        ["No", "Indikator Kinerja", "Target", "Nominal"],
        ["1", "Jumlah lembaga yang peduli", "22", "818.867.000"],
        ["2", "Jumlah peserta tes urine", "296", "1.242.051.000"],
    ]
    nominal = columns_of(rows)[3]
    assert nominal.role is Role.PAGU
    assert not nominal.sure


def test_a_capaian_that_nobody_listed_is_named_by_the_last_quarter_it_closes_with() -> None:
    header = [["Indikator", "Target", "Realisasi", LEFT, LEFT, LEFT, "Foo"], [ABOVE, ABOVE, *QUARTERS, ABOVE]]
    rows = [["Jumlah kegiatan", "8", "1", "2", "5", "9", "112,5"], ["Jumlah desa", "4", "1", "1", "2", "5", "125"]]
    foo = columns_of([*header, *rows])[-1]
    assert (foo.role, foo.sure) == (Role.CAPAIAN, True)
    loose = [[*row[:-1], other] for row, other in zip(rows, ("17", "23"), strict=True)]
    assert columns_of([*header, *loose])[-1].role is not Role.CAPAIAN


@pytest.mark.parametrize(
    ("caption", "sure"),
    [
        ("Program dan anggaran yang mendukung Perjanjian Kinerja:", True),
        ("Realisasi anggaran per kegiatan", False),
        ("Sebagai berikut:", False),
    ],
)
def test_amounts_without_a_heading_are_the_pagu_where_the_words_above_speak_of_the_budget(
    caption: str, sure: bool
) -> None:
    rows = [["3250", "Diseminasi Informasi", "37.334.000"], ["3251", "Advokasi", "29.835.000"]]
    (match,) = match_regions(Flow((), (region_of(rows, caption=(caption,)),), ()), VOCABULARY_, PROFILES_)
    amounts = match.sight.columns[2]
    assert (amounts.role is Role.PAGU and amounts.sure) == sure


@pytest.mark.parametrize("headings", [("Realisasi BNN RI", "Realisasi BNNK"), ("Semester I", "Semester II")])
def test_numbers_alone_make_no_trusted_target_of_a_realisasi_or_of_half_a_year(headings: tuple[str, str]) -> None:
    heading = ["No", "Indikator Kinerja", *headings, "Capaian (%)"]
    columns = columns_of([heading, *INDICATORS])
    assert not columns[2].sure


def test_columns_of_a_heading_under_which_a_year_stands_twice_are_not_sure() -> None:
    heading = [["Indikator", "Target 2022", "Realisasi", LEFT, LEFT], [ABOVE, ABOVE, "2023", "2022", "2023"]]
    rows = [["Jumlah kader", "20", "25", "19", "26"], ["Jumlah lembaga", "3", "4", "3", "5"]]
    assert [column.sure for column in columns_of([*heading, *rows])[2:]] == [False] * 3


def _two_things(words: tuple[str, str], rows: list[list[str]], *, under: str = "satuan kerja") -> list[list[str]]:
    names = ["Jumlah jembatan yang dibangun", LEFT, "Persentase rumah tangga berakses air", LEFT]
    return [[under, *names], [ABOVE, *words, *words], *rows]


OFFICES_ = [
    ["UPT Giri Mukti", "8", "9", "70,75", "77,92"],
    ["UPT Muara Tebing", "4", "4", "70,75", "76,86"],
    ["UPT Sei Rotan", "5", "6", "70,75", "68,54"],
]


def test_the_same_heading_means_the_same_under_the_names_of_several_indikator() -> None:
    quotients = (("112,5", "110,13"), ("100", "108,64"), ("120", "96,88"))
    rows = [[*row[:3], first, *row[3:], second] for row, (first, second) in zip(OFFICES_, quotients, strict=True)]
    names = ["Jumlah jembatan yang dibangun", LEFT, LEFT, "Persentase rumah tangga berakses air", LEFT, LEFT]
    words = ["Angka yang dituju", "Realisasi 2021", "Capaian"]
    found = columns_of([["satuan kerja", *names], [ABOVE, *words, *words], *rows])
    assert [c.role for c in found[1:]] == [Role.TARGET, Role.REALISASI, Role.CAPAIAN] * 2


def test_pairs_of_a_size_under_the_names_of_several_indikator_are_target_and_what_came_of_it() -> None:
    found = columns_of(_two_things(("Ekspektasi Setahun", "Capaian"), OFFICES_))
    assert [c.role for c in found[1:]] == [Role.TARGET, Role.REALISASI] * 2
    assert not any(c.sure for c in (found[1], found[3]))


def test_pairs_of_which_one_is_a_percentage_are_no_target_and_realisasi() -> None:
    rows = [[r[0], r[1], "95,0", r[3], "99,1"] for r in OFFICES_]
    found = columns_of(_two_things(("Foo", "Capaian"), rows))
    assert Role.TARGET not in [c.role for c in found]


def test_pairs_that_no_words_name_stay_unnamed_where_nothing_above_speaks_of_results() -> None:
    found = columns_of(_two_things(("Foo", "Bar"), OFFICES_))
    assert not {c.role for c in found} & {Role.TARGET, Role.REALISASI}
