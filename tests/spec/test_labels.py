"""Which text is a row's label where its table prints none in the row: captions, headings, headers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from layouts.label_parts import words_of
from layouts.layouts import load_layouts
from layouts.match import Match, look_at, match_region
from layouts.names_above import Named, name_above
from layouts.records import TableKind, Trust, Value
from layouts.rows import TableContext, read_values
from tests.tables import ABOVE, LEFT, line_of, region_of

LAYOUTS = load_layouts()
CASES = "Jumlah berkas perkara P21"
ONE_ROW = [["Target", "Realisasi", "%"], ["8", "9", "112,5"]]


def read(rows: list[list[str]], *caption: str, names: tuple[str, ...] = ()) -> tuple[Value, ...]:
    region = region_of(rows, caption=caption)
    match = match_region(look_at(region, [], LAYOUTS.vocabulary), LAYOUTS.profiles)
    return values_of(match, *names)


def values_of(match: Match, *names: str) -> tuple[Value, ...]:
    known = names_of(*names)
    context = TableContext("d-t001", 2021, {}, LAYOUTS.vocabulary, LAYOUTS.kodes, LAYOUTS.offices, names=known)
    return read_values(match, context)[0]


def names_of(*names: str) -> frozenset[tuple[str, ...]]:
    return frozenset(words_of(name) for name in names)


@pytest.mark.parametrize(
    "caption",
    [
        "Tabel 3.4 Capaian Jumlah berkas perkara P21 Tahun 2021",
        "Hasil pengukuran Jumlah berkas perkara P21 tahun 2021",
        "Perbandingan target dengan realisasi Jumlah berkas perkara P21 tahun 2021",
        "5. Jumlah berkas perkara P21",
        "G. Perbandingan Jumlah berkas perkara P21 tahun 2015 s.d. 2018",
    ],
)
def test_a_caption_names_the_indicator_of_a_table_without_labels(caption: str) -> None:
    values = read(ONE_ROW, "Bab ini berisi uraian tentang capaian.", caption, names=(CASES,))
    # Two years over a table of one: its kind is in doubt, its label is not.
    trust = Trust.SINGLE if "2018" in caption else Trust.AGREED
    assert {(v.label, v.trust) for v in values} == {(CASES, trust)}


def test_a_name_that_no_other_table_prints_is_only_probable() -> None:
    values = read(ONE_ROW, "Tabel 3.4 Capaian Skor ketahanan remaja di sekolah Tahun 2021")
    assert {(v.label, v.trust) for v in values} == {("Skor ketahanan remaja di sekolah", Trust.SINGLE)}


def test_a_longer_name_than_the_known_one_is_taken_whole_and_only_probable() -> None:
    found = name_above(["Capaian Jumlah berkas perkara P21 dan tahap dua Tahun 2021"], names_of(CASES), LAYOUTS.kodes)
    assert found == Named("Jumlah berkas perkara P21 dan tahap dua", sure=False)


def test_the_longest_known_name_is_taken() -> None:
    short, longer = "Indeks Kemandirian", "Indeks Kemandirian Partisipasi (IKP)"
    found = name_above([f"Capaian {longer} Tahun 2021"], names_of(short, longer), LAYOUTS.kodes)
    assert found == Named(longer, sure=True)


def test_a_name_in_a_sentence_or_further_up_is_only_probable() -> None:
    sentence = f"Pada tahun ini {CASES} mencapai target."
    assert name_above([sentence], names_of(CASES), LAYOUTS.kodes) == Named(CASES, sure=False)
    up = [f"1. {CASES}", "Realisasi dihitung setiap bulan.", "Rinciannya sebagai berikut.", "Lihat tabel."]
    assert name_above(up, names_of(CASES), LAYOUTS.kodes) == Named(CASES, sure=False)


def test_captions_of_no_indicator_name_none() -> None:
    captions = ["B. Akuntabilitas Keuangan", "Tabel 3.1 Capaian Kinerja Tahun 2021", "Tabel 2 Perbandingan target"]
    assert [name_above([caption], names_of(CASES), LAYOUTS.kodes) for caption in captions] == [None] * 3


BY_OFFICE = [
    ["No", "Satuan Kerja", "Target", "Realisasi", "Capaian (%)"],
    ["1", "BNNK Karang Indah", "38", "37", "97,37"],
    ["2", "BNNK Teluk Mutiara", "38", "39", "102,63"],
]


def test_an_indicator_in_the_header_over_the_values_is_the_label_of_offices() -> None:
    header = [["No", "Satuan Kerja", CASES, LEFT, LEFT], [ABOVE, ABOVE, *BY_OFFICE[0][2:]]]
    assert {v.label for v in read([*header, *BY_OFFICE[1:]])} == {CASES}


def test_a_heading_cut_into_those_below_it_is_put_together_again() -> None:
    header = ["No", "Satuan Kerja", "Jumlah berkas Target", "perkara Realisasi", "P21 Capaian (%)"]
    values = read([header, *BY_OFFICE[1:]], f"7. Hasil {CASES} BNNP dan BNNK Tahun 2021", names=(CASES,))
    assert {(v.label.casefold(), v.satker_baris) for v in values} == {
        (CASES.casefold(), "BNNK Karang Indah"),
        (CASES.casefold(), "BNNK Teluk Mutiara"),
    }


@pytest.mark.parametrize(("x0", "label"), [(200.0, CASES), (10.0, "BNNK Karang Indah")])
def test_the_line_right_above_the_columns_of_numbers_is_their_heading(x0: float, label: str) -> None:
    region = region_of(BY_OFFICE, caption=("Rincian menurut satuan kerja",))
    region = replace(region, caption=(*region.caption, line_of(CASES, top=188.0, x0=x0)))
    match = match_region(look_at(region, [], LAYOUTS.vocabulary), LAYOUTS.profiles)
    context = TableContext(
        "d-t001", 2021, {}, LAYOUTS.vocabulary, LAYOUTS.kodes, LAYOUTS.offices, names=names_of(CASES)
    )
    assert read_values(match, context)[0][0].label == label


def test_a_label_cell_over_several_rows_of_numbers_is_dealt_to_them() -> None:
    rows = [["Uraian", "Pagu", "Realisasi"], ["Layanan Umum\n\n\n\nLayanan Data", "1.000.000", "900.000"]]
    values = read([*rows, [ABOVE, "2.000.000", "1.900.000"]], "Realisasi anggaran per kegiatan")
    assert [v.label for v in values] == ["Layanan Umum"] * 2 + ["Layanan Data"] * 2


def test_a_label_that_rows_share_tells_none_of_them() -> None:
    rows = [["Uraian", "Pagu", "Realisasi"], ["Layanan Umum", "1.000.000", "900.000"]]
    values = read([*rows, [ABOVE, "2.000.000", "1.900.000"]], "Realisasi anggaran per kegiatan")
    assert {(v.label, v.trust) for v in values} == {("Layanan Umum", Trust.SINGLE)}


def test_dots_that_lead_to_the_number_are_no_part_of_the_label() -> None:
    rows = [["Kegiatan", "Anggaran"], ["Layanan Umum ........ . .......", "1.000.000"], ["Layanan Data", "2.000.000"]]
    assert [v.label for v in read(rows, "Realisasi anggaran")] == ["Layanan Umum", "Layanan Data"]


def test_a_heading_of_two_lines_over_the_columns_of_numbers_is_put_together() -> None:
    region = region_of(BY_OFFICE, caption=("Rincian menurut satuan kerja",))
    lines = (line_of("Jumlah berkas", top=174.0, x0=220.0), line_of("perkara P21", top=188.0, x0=225.0))
    match = match_region(look_at(replace(region, caption=lines), [], LAYOUTS.vocabulary), LAYOUTS.profiles)
    assert {v.label for v in values_of(match, CASES)} == {CASES}


def test_a_title_row_over_all_columns_names_the_indicator() -> None:
    rows = [[CASES, LEFT, LEFT], *ONE_ROW]
    values = read(rows, "Perbandingan tiga tahun", names=(CASES,))
    assert {v.label for v in values} == {CASES}


def test_a_title_row_over_all_columns_names_the_year() -> None:
    rows = [
        ["Tahun 2019", LEFT, LEFT],
        ["Jenis Belanja", "Pagu", "Realisasi"],
        ["Belanja Modal", "600.000.000", "598.870.000"],
    ]
    assert {v.tahun for v in read(rows, "Realisasi anggaran per jenis belanja, dua tahun")} == {2019}


def test_a_grade_with_its_number_is_a_value_and_no_second_line_of_the_header() -> None:
    rows = [
        ["Indikator Kinerja", "Realisasi", LEFT, "Target Akhir Renstra 2026"],
        [ABOVE, "2021", "2022", ABOVE],
        ["Nilai Evaluasi Akuntabilitas", "B (68,02)", "BB (73,40)", "A (82)"],
        ["Level Maturitas SPIP", "2", "3", "4"],
    ]
    assert [v.value_text for v in read(rows)][:3] == ["B (68,02)", "BB (73,40)", "A (82)"]


def test_a_column_of_years_in_words_is_no_label() -> None:
    rows = [
        ["", "Rencana", "Realisasi", "Persentase"],
        ["Tahun 2011", "400 orang", "380 orang", "95,00 %"],
        ["Tahun 2012", "500 orang", "520 orang", "104,00 %"],
    ]
    values = read(rows, "2. Jumlah peserta sosialisasi", names=("Jumlah peserta sosialisasi",))
    assert {(v.label, v.tahun) for v in values} == {
        ("Jumlah peserta sosialisasi", 2011),
        ("Jumlah peserta sosialisasi", 2012),
    }


PLAIN = [
    ["No", "Indikator Kinerja", "Target"],
    ["1", "Jumlah kader anti narkoba", "40 orang"],
    ["2", "Jumlah berkas perkara", "12 berkas"],
]


def test_a_table_of_which_no_words_say_the_kind_is_only_probably_what_most_such_tables_are() -> None:
    assert {(v.table_kind, v.trust) for v in read(PLAIN)} == {(TableKind.PERJANJIAN_KINERJA, Trust.SINGLE)}
    told = read(PLAIN, "Perjanjian Kinerja Tahun 2021")
    assert {(v.table_kind, v.trust) for v in told} == {(TableKind.PERJANJIAN_KINERJA, Trust.AGREED)}


def test_the_line_right_above_a_table_says_more_than_the_chapter_it_stands_in() -> None:
    values = read(PLAIN, "PERENCANAAN DAN PERJANJIAN KINERJA", "Rencana Kinerja Tahunan 2021")
    assert {v.table_kind for v in values} == {TableKind.RENCANA_KINERJA_TAHUNAN}


def test_texts_that_are_indicators_elsewhere_are_the_labels_whatever_their_heading() -> None:
    rows = [
        ["No", "Kegiatan", "Hal Terpilih", "Target", "Realisasi", "Capaian (%)"],
        ["1", "Advokasi kebijakan anti narkoba", "Lembaga berkebijakan anti narkoba", "20", "10", "50"],
        ["2", "Pemberdayaan masyarakat", "Relawan anti narkoba yang dibentuk", "40", "30", "75"],
    ]
    known = read(rows, names=("Lembaga berkebijakan anti narkoba", "Relawan anti narkoba yang dibentuk"))
    assert {(v.label, v.kegiatan, v.trust) for v in known if v.row == 1} == {
        ("Lembaga berkebijakan anti narkoba", "Advokasi kebijakan anti narkoba", Trust.AGREED)
    }
    unknown = read(rows)
    assert {(v.label, v.trust) for v in unknown if v.row == 1} == {("Advokasi kebijakan anti narkoba", Trust.SINGLE)}


def test_rows_under_indicators_over_the_columns_are_offices_whatever_they_are_called() -> None:
    over = ["Jumlah tenaga medis tersertifikasi", "Nilai kepuasan masyarakat pengguna"]
    rows = [
        ["Wilayah Kerja", over[0], LEFT, over[1], LEFT],
        [ABOVE, "Target", "Realisasi", "Target", "Realisasi"],
        ["Puskesmas Giri Mukti", "119", "136", "87", "100"],
        ["Puskesmas Karang Indah", "115", "107", "86", "89"],
    ]
    values = read(rows)
    assert {v.table_kind for v in values} == {TableKind.RINCIAN_SATKER}
    assert {(v.label, v.satker_baris) for v in values if v.row == 1} == {(o, "Puskesmas Giri Mukti") for o in over}
