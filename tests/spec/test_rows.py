"""What a mapped table's rows say: kinds, fields, years, labels."""

from __future__ import annotations

from layouts.layouts import load_layouts
from layouts.match import Match, look_at, match_region
from layouts.records import Baris, Finding, TableKind, Trust, Value
from layouts.rows import TableContext, read_values
from tests.tables import ABOVE, LEFT, region_of

LAYOUTS = load_layouts()


def match_of(rows: list[list[str]], *caption: str) -> Match:
    sight = look_at(region_of(rows, caption=caption), [], LAYOUTS.vocabulary)
    return match_region(sight, LAYOUTS.profiles)


def read(rows: list[list[str]], *caption: str, year: int = 2021) -> tuple[tuple[Value, ...], tuple[Finding, ...]]:
    context = TableContext("d-t001", year, {}, LAYOUTS.vocabulary, LAYOUTS.kodes, LAYOUTS.offices)
    return read_values(match_of(rows, *caption), context)


def said(rows: list[list[str]], *caption: str) -> list[tuple[int, str, int | None, str, str]]:
    """Row, field, year, value and label of every value."""
    return [(v.row, str(v.field), v.tahun, str(v.value), v.label) for v in read(rows, *caption)[0]]


def kind_of(rows: list[list[str]], *caption: str) -> str:
    profile = match_of(rows, *caption).profile
    return "unmapped" if profile is None else profile.kind or f"ignored: {profile.name}"


TARGETS = [
    ["No", "Sasaran Kegiatan", "Indikator Kinerja", "Target"],
    ["1", "Meningkatnya daya tangkal remaja", "Indeks Ketahanan Diri Remaja", "51,10"],
    ["2", "Meningkatnya layanan rehabilitasi", "Jumlah lembaga rehabilitasi yang operasional", "2 Lembaga"],
]


def test_targets_alone_are_an_agreement_unless_a_plan_is_named() -> None:
    assert kind_of(TARGETS, "B. Perjanjian Kinerja") == "perjanjian_kinerja"
    assert kind_of(TARGETS, "A. Rencana Kinerja Tahunan 2021") == "rencana_kinerja_tahunan"


def test_rupiah_under_a_target_heading_are_funding_not_targets() -> None:
    years = ["2020", "2021", "2022"]
    header = [["Kegiatan", "Indikator Kinerja", "TARGET KINERJA", LEFT, LEFT], [ABOVE, ABOVE, *years]]
    small = [["Advokasi", "Indeks Ketahanan Keluarga", "78,67", "78,69", "79,50"]]
    large = [["Advokasi", "Indeks Ketahanan Keluarga", "86.750.000", "92.340.000", "98.000.000"]]
    assert kind_of([*header, *small], "Matrik Rencana Kinerja") == "renproja_target"
    assert kind_of([*header, *large], "Matrik Rencana Kinerja") == "renproja_pendanaan"


def test_a_target_after_the_realisasis_year_is_the_medium_term_plans() -> None:
    rows = [
        ["Indikator Kinerja", "Target Renproja 2024", "Realisasi 2021", "Tingkat Kemajuan"],
        ["Nilai IKPA", "97,00", "95,62", "98,58%"],
    ]
    assert kind_of(rows) == "kemajuan_renproja"
    assert [(field, year) for _, field, year, _, _ in said(rows)] == [
        ("target", 2024),
        ("realisasi", 2021),
        ("capaian", 2021),
    ]


def test_a_category_table_is_ignored_by_name() -> None:
    rows = [
        ["Kategori", "Rentang Capaian", "Keterangan"],
        ["Sangat Baik", "> 100", "melebihi target"],
        ["Baik", "90 – 100", "sesuai target"],
    ]
    assert kind_of(rows) == "ignored: rentang_kategori"


def test_a_table_of_unknown_columns_is_unmapped_with_the_nearest_profile() -> None:
    match = match_of([["Alpha", "Beta"], ["satu", "dua"]])
    assert match.profile is None
    assert match.nearest.lacks


def test_a_merged_amount_is_one_value_on_its_first_row() -> None:
    rows = [
        ["No", "Indikator Kinerja", "Target", "Kebutuhan Pendanaan (Rp)"],
        ["1", "Jumlah lembaga rehabilitasi", "2 Lembaga", "92.340.000"],
        ["2", "Jumlah unit layanan IBM", "3 Unit", ABOVE],
    ]
    assert [s for s in said(rows) if s[1] == "kebutuhan_pendanaan"] == [
        (1, "kebutuhan_pendanaan", 2021, "92340000", "Jumlah lembaga rehabilitasi")
    ]


def test_a_row_printed_one_column_off_is_read_by_meaning_and_doubted() -> None:
    rows = [
        ["No", "Indikator Kinerja", "Target", "Realisasi", "%"],
        ["1", "Meningkatnya kapasitas tenaga teknis", "Jumlah petugas layanan yang terlatih", "10 Orang", "12 Orang"],
    ]
    values, findings = read(rows)
    assert [(str(v.field), str(v.value)) for v in values] == [("target", "10"), ("realisasi", "12")]
    assert {v.label for v in values} == {"Jumlah petugas layanan yang terlatih"}
    assert {v.trust for v in values} == {Trust.SINGLE}
    assert [f.code for f in findings] == ["column-shift"]


def test_indicators_stacked_in_a_cell_are_a_record_each() -> None:
    rows = [
        ["Sasaran", "Indikator Kinerja", "Target", "Realisasi"],
        ["Layanan", "1. Jumlah lembaga\n2. Jumlah unit", "2 Lembaga\n3 Unit", "2 Lembaga\n4 Unit"],
    ]
    assert [(row, field, value) for row, field, _, value, _ in said(rows)] == [
        (1, "target", "2"),
        (1, "realisasi", "2"),
        (2, "target", "3"),
        (2, "realisasi", "4"),
    ]


def test_a_dash_below_a_number_parts_no_row() -> None:
    """On a scan it was the rest of a stamp, and the label's second line went to a record of its own."""
    rows = [
        ["Indikator Kinerja", "Tahun 2020", "Tahun 2021"],
        ["Tingkat ketepatan laporan\nkeuangan", "89%\n\N{EM DASH}", "90%"],
        ["Nilai kinerja anggaran", "80%", "81%"],
    ]
    labels = [label for _, _, _, _, label in said(rows, "Matrik Rencana Kinerja 2020-2021")]
    assert set(labels) == {"Tingkat ketepatan laporan keuangan", "Nilai kinerja anggaran"}


def test_items_stacked_under_a_heading_carry_it_until_another_block_begins() -> None:
    rows = [
        ["No", "Sasaran", "Indikator Kinerja", "Target"],
        [
            "1",
            "Produksi",
            "Jumlah produksi :\na. Padi\nb. Jagung\n\nLuas serangan hama",
            "\n12.317 ton\n1.190 ton\n\n113 Ha",
        ],
        ["2", "Pasar", "Jumlah unit\n\nPersentase usaha :\na. Padi\nb. Sayur", "20 Unit\n(10 Kota)\n\n32\n29,4"],
    ]
    assert [(value, label) for _, _, _, value, label in said(rows)] == [
        ("12317", "Jumlah produksi : a. Padi"),
        ("1190", "Jumlah produksi : b. Jagung"),
        ("113", "Luas serangan hama"),
        ("20", "Jumlah unit"),
        ("32", "Persentase usaha : a. Padi"),
        ("29.4", "Persentase usaha : b. Sayur"),
    ]


def test_items_in_rows_of_their_own_carry_the_heading_of_the_row_above() -> None:
    rows = [
        ["No", "Sasaran", "Indikator Kinerja", "Target"],
        ["7", "Penyakit", "Jumlah kasus penyakit :", ""],
        ["", "", "- Anthrax", "0"],
        ["", "", "- Rabies", "3"],
        ["8", "Pasar", "Jumlah usaha", "5"],
    ]
    assert [label for *_, label in said(rows)] == [
        "Jumlah kasus penyakit : - Anthrax",
        "Jumlah kasus penyakit : - Rabies",
        "Jumlah usaha",
    ]


def test_an_unknown_heading_is_named_by_the_arithmetic_it_closes() -> None:
    rows = [
        ["Indikator Kinerja", "Target", "Kinerja Nyata", "Capaian (%)"],
        ["Indeks Ketahanan Diri Remaja", "51,00", "52,14", "102,24"],
        ["Nilai Kinerja Anggaran", "90", "88,47", "98,30"],
    ]
    assert [field for _, field, _, _, _ in said(rows)][:3] == ["target", "realisasi", "capaian"]


def test_measures_that_run_down_the_rows_give_the_field() -> None:
    rows = [
        ["Uraian", "2020", "2021"],
        ["Pagu", "Rp 12.640.318.000", "Rp 13.323.104.000"],
        ["Realisasi", "Rp 12.377.045.902", "Rp 13.229.799.070"],
        ["Persentase", "97,92%", "99,30%"],
    ]
    assert kind_of(rows) == "anggaran_perbandingan_tahun"
    assert [(field, year) for _, field, year, _, _ in said(rows)][::2] == [
        ("pagu", 2020),
        ("realisasi_anggaran", 2020),
        ("persen_anggaran", 2020),
    ]


def test_parents_and_sums_are_told_from_items() -> None:
    rows = [
        ["No", "Kegiatan / Komponen", "Pagu (Rp)"],
        ["1", "Penyelenggaraan Advokasi", "30.000.000"],
        ["a.", "Rapat koordinasi", "10.000.000"],
        ["b.", "Bimbingan teknis", "20.000.000"],
        ["TOTAL", LEFT, "30.000.000"],
    ]
    values, _ = read(rows)
    assert [v.baris for v in values] == [Baris.SUBTOTAL, Baris.ITEM, Baris.ITEM, Baris.TOTAL]
    assert values[-1].table_kind is TableKind.ANGGARAN_KEGIATAN


def test_amounts_in_thousands_are_multiplied_out_and_said() -> None:
    rows = [["No", "Kegiatan", "Pagu"], ["1", "Advokasi", "96.420"], ["2", "Diseminasi", "142.750"]]
    values, findings = read(rows, "Anggaran menurut kegiatan (dalam ribuan rupiah)")
    assert [str(v.value) for v in values] == ["96420000", "142750000"]
    assert [f.code for f in findings if f.code == "scaled-amounts"] == ["scaled-amounts"]


def test_text_that_is_no_number_stays_with_its_reason() -> None:
    rows = [["Indikator", "Target", "Realisasi"], ["Opini BPK", "WTP", "WTP"], ["Nilai SAKIP", "70", "72,1"]]
    values, _ = read(rows)
    assert [(v.value_text, v.value, bool(v.reason)) for v in values][:1] == [("WTP", None, True)]


def test_items_listed_under_a_heading_in_a_cell_are_labelled_with_it() -> None:
    rows = [
        TARGETS[0],
        ["1", "Meningkatnya produksi", "Jumlah produksi (ton) :\n- Daging\n- Telur", "\n768.495\n217.235"],
    ]
    assert said(rows) == [
        (1, "target", 2021, "768495", "Jumlah produksi (ton) : - Daging"),
        (2, "target", 2021, "217235", "Jumlah produksi (ton) : - Telur"),
    ]


def test_an_indicator_after_a_list_in_its_cell_stands_under_no_heading() -> None:
    label = "Jumlah produksi :\na. Padi\nb. Jagung\n\nPersentase kehilangan hasil\nJumlah serangan"
    rows = [TARGETS[0], ["1", "Meningkatnya produksi", label, "\n12 ton\n90 ton\n\n10,90 %\n113 Ha"]]
    assert [v[4] for v in said(rows)] == [
        "Jumlah produksi : a. Padi",
        "Jumlah produksi : b. Jagung",
        "Persentase kehilangan hasil",
        "Jumlah serangan",
    ]


def test_numbers_level_with_no_line_of_their_own_stay_together_and_are_flagged() -> None:
    rows = [TARGETS[0], ["1", "Sasaran", "Jumlah produksi\ndan populasi", "12 ton\n90 ton\n15 ton"]]
    values, findings = read(rows)
    assert [v.value for v in values] == [None]
    assert [f.code for f in findings] == ["several-numbers"]


def test_words_in_brackets_below_a_number_are_part_of_it() -> None:
    label = "Jumlah kelompok\ndan pelaku\n\nJumlah petani"
    rows = [TARGETS[0], ["1", "Sasaran", label, "20 Kelompok\n(10 Kabupaten/Kota)\n\n32 orang"]]
    assert [(v[3], v[4]) for v in said(rows)] == [("20", "Jumlah kelompok dan pelaku"), ("32", "Jumlah petani")]


def test_rows_listed_under_a_row_without_numbers_are_labelled_with_it() -> None:
    rows = [
        TARGETS[0],
        ["1", "Terkendalinya penyakit", "Jumlah kasus penyakit :", ""],
        ["", "", "- Anthrax", "0"],
        ["", "", "- Rabies", "3"],
    ]
    assert [(v[3], v[4]) for v in said(rows)] == [
        ("0", "Jumlah kasus penyakit : - Anthrax"),
        ("3", "Jumlah kasus penyakit : - Rabies"),
    ]


def test_a_cell_of_numbers_over_several_rows_gives_each_its_own() -> None:
    rows = [
        ["No", "Kegiatan", "Pagu"],
        ["1", "Layanan Perkantoran", "9.397.783.840\n\n\n23.999.602.950"],
        ["2", "Sarana Prasarana", ABOVE],
    ]
    assert [(v[3], v[4]) for v in said(rows)] == [
        ("9397783840", "Layanan Perkantoran"),
        ("23999602950", "Sarana Prasarana"),
    ]


def test_money_of_several_programs_for_one_target_is_labelled_with_the_programs() -> None:
    rows = [
        ["No", "Sasaran", "Indikator", "Target", "Program", "Pagu"],
        ["1", "Meningkatnya layanan", "Jumlah layanan", "4 Tahapan", "Program Pembinaan Jasa", "287.500.000"],
        [ABOVE, ABOVE, ABOVE, ABOVE, "Program Pengendalian Banjir", "759.465.040"],
    ]
    assert said(rows, "Tabel 2.5. Penganggaran Kinerja") == [
        (1, "target", 2021, "4", "Jumlah layanan"),
        (1, "pagu", 2021, "287500000", "Program Pembinaan Jasa"),
        (2, "pagu", 2021, "759465040", "Program Pengendalian Banjir"),
    ]


def test_money_of_one_program_for_each_target_is_labelled_with_the_indikator() -> None:
    rows = [
        ["No", "Sasaran", "Indikator", "Target", "Program", "Pagu"],
        ["1", "Meningkatnya layanan", "Jumlah layanan", "4 Tahapan", "Program Pembinaan Jasa", "287.500.000"],
        ["2", "Meningkatnya layanan", "Jumlah banjir", "5 Kali", "Program Pengendalian", "759.465.040"],
    ]
    assert [v[4] for v in said(rows)] == ["Jumlah layanan", "Jumlah layanan", "Jumlah banjir", "Jumlah banjir"]


def test_columns_under_a_lost_header_are_named_by_what_they_close_but_not_trusted() -> None:
    rows = [
        ["", "", "", "", ""],
        ["1", "Jumlah peserta diklat", "2%", "1,77%", "88,50"],
        ["2", "Jaringan dalam kondisi baik", "72,05%", "72,06%", "100,01"],
        ["3", "Akurasi data", "62%", "60,73%", "97,95"],
    ]
    values, _ = read(rows, "Pencapaian Kinerja")
    assert [str(v.field) for v in values[:3]] == ["target", "realisasi", "capaian"]
    assert {v.trust for v in values} == {Trust.SINGLE}


def test_equal_numbers_under_a_lost_header_name_nothing() -> None:
    rows = [["", "", "", "", ""], *[[str(i), f"Jumlah layanan {i}", "100", "100", "100"] for i in (1, 2, 3)]]
    assert kind_of(rows, "Pencapaian Kinerja") == "unmapped"


def test_a_column_of_texts_with_a_spoilt_heading_makes_the_label_beside_it_only_probable() -> None:
    """Seen on photographed pages where a stamp or a false rule went through "Indikator Kinerja Utama"."""
    body = [
        [
            "Diseminasi Informasi",
            "Banyaknya peserta penyuluhan bahaya narkoba",
            "29.750.000",
            "7.500.000",
            "68.750.000",
        ],
        ["Deteksi Dini", "Banyaknya orang yang dites urine", "47.750.000", "25.750.000", "60.000.000"],
        ["Pascarehabilitasi", "Jumlah mantan penyalah guna yang dilayani", "96.500.000", "6.000.000", "78.000.000"],
    ]
    for heading, trust in (("Imam Rinerja Otana", Trust.SINGLE), ("Indikator Kinerja Utama", Trust.AGREED)):
        header = [["Kegiatan", heading, "Kebutuhan Dana", LEFT, LEFT], [ABOVE, ABOVE, "2020", "2021", "2022"]]
        values, _ = read([*header, *body], "Matrik Pendanaan")
        assert [value.trust for value in values] == [trust] * 9


def test_columns_that_nothing_tells_apart_are_only_probable() -> None:
    rows = [
        ["Indikator Kinerja", "Target", "Realisasi", "Target", "Realisasi"],
        ["Jumlah lembaga", "2", "3", "4", "5"],
    ]
    assert {v.trust for v in read(rows)[0]} == {Trust.SINGLE}


def test_a_year_over_the_table_that_is_not_the_reports_makes_its_values_probable() -> None:
    assert {v.trust for v in read(TARGETS, "Perjanjian Kinerja Tahun 2022", year=2021)[0]} == {Trust.SINGLE}
    assert {v.trust for v in read(TARGETS, "Perjanjian Kinerja Tahun 2021", year=2021)[0]} == {Trust.AGREED}


def test_a_row_whose_year_cannot_be_read_is_only_probable() -> None:
    rows = [
        ["Tahun", "Pagu", "Realisasi Anggaran", "%"],
        ["2020", "1.000.000.000", "900.000.000", "90,00"],
        ["112921", "2.605.930.000", "2.454.850.750", "94,20"],
    ]
    values = read(rows, "Perbandingan anggaran")[0]
    assert {v.trust for v in values if v.row == 2} == {Trust.SINGLE}


def test_penyerapan_down_the_rows_is_a_percentage_only_where_it_is_printed_as_one() -> None:
    rows = [
        ["Uraian", "2020", "2021"],
        ["Pagu", "1.100.000.000", "1.200.000.000"],
        ["Penyerapan", "1.011.031.035", "1.150.000.000"],
        ["Persentase", "91,91", "95,83"],
    ]
    fields = [(v.label, str(v.field)) for v in read(rows, "Perbandingan Anggaran")[0] if v.tahun == 2020]
    assert fields == [("Pagu", "pagu"), ("Penyerapan", "realisasi_anggaran"), ("Persentase", "persen_anggaran")]


def test_an_action_plan_for_the_agreement_is_a_plan() -> None:
    rows = [["No", "Indikator Kinerja", "Target"], ["1", "Indeks Ketahanan Diri", "51"], ["2", "Jumlah kader", "20"]]
    assert kind_of(rows, "Tabel 3.3 Rencana Aksi Perjanjian Kinerja Tahun 2021") == "rencana_kinerja_tahunan"
    assert kind_of(rows, "Tabel 3.2 Perjanjian Kinerja Tahun 2021") == "perjanjian_kinerja"


def test_an_office_among_the_rows_of_all_indicators_is_not_trusted_as_a_label() -> None:
    rows = [
        ["Indikator Kinerja", "Target", "Realisasi", "%"],
        *[[f"Jumlah layanan {name}", "8", "6", "75,00"] for name in ("A", "B", "C")],
        ["BNNK Giri Mukti", "10", "9", "90,00"],
    ]
    values = read(rows, "Pengukuran Kinerja")[0]
    assert {v.table_kind for v in values} == {TableKind.CAPAIAN_KINERJA}
    assert {v.trust for v in values if v.label.startswith("Jumlah")} == {Trust.AGREED}
    assert {v.trust for v in values if v.label.startswith("BNNK")} == {Trust.SINGLE}


def test_revenue_is_no_budget() -> None:
    rows = [
        ["No", "Jenis Penerimaan", "Target penerimaan", "Realisasi penerimaan", "%"],
        ["1", "Jasa laboratorium", "12.000.000", "9.000.000", "75,00"],
        ["2", "Sewa rumah dinas", "8.000.000", "5.000.000", "62,50"],
    ]
    assert kind_of(rows, "Tabel 9. Penerimaan Negara Bukan Pajak") == "ignored: penerimaan"


def trusted(rows: list[list[str]], *caption: str, names: frozenset[tuple[str, ...]] = frozenset()) -> list[str]:
    """What is read of a table and trusted."""
    match = match_of(rows, *caption)
    context = TableContext("d-t001", 2021, {}, LAYOUTS.vocabulary, LAYOUTS.kodes, LAYOUTS.offices, names=names)
    values = read_values(match, context)[0] if match.profile is not None and match.profile.kind else ()
    return [v.value_text for v in values if v.trust in (Trust.AGREED, Trust.VERIFIED)]


def test_numbers_that_close_are_not_trusted_where_nothing_says_what_is_counted() -> None:
    posts = [
        ["No", "Bagian", "Formasi", "Terisi", "Persentase"],
        ["1", "Umum", "12", "9", "75,00"],
        ["2", "Rehabilitasi", "8", "5", "62,50"],
        ["3", "Pemberantasan", "10", "7", "70,00"],
    ]
    tests = [
        ["No", "Instansi", "Direncanakan", "Dites", "%"],
        ["1", "Dinas Kesehatan", "120", "96", "80,00"],
        ["2", "Dinas Sosial", "80", "60", "75,00"],
        ["3", "Polres", "50", "45", "90,00"],
    ]
    assert not trusted(posts, "Tabel 4. Keadaan pegawai")
    assert not trusted(tests, "Tabel 7. Jumlah peserta tes urine")
    assert kind_of([["No", "Jabatan", *posts[0][2:]], *posts[1:]], "Keadaan pegawai") == "ignored: sdm-formasi"


def test_a_caption_that_names_an_indicator_says_what_is_counted() -> None:
    rows = [
        ["No", "Wilayah", "Komitmen", "Perolehan", "%"],
        ["1", "BNNK Alor", "120", "96", "80,00"],
        ["2", "BNNK Bone", "80", "60", "75,00"],
        ["3", "BNNK Gowa", "50", "45", "90,00"],
    ]
    name = ("jumlah", "peserta", "tes", "urine", "deteksi", "dini")
    caption = "Tabel 7. Sebaran Jumlah Peserta Tes Urine Deteksi Dini"
    assert trusted(rows, caption, names=frozenset({name}))
    assert not trusted(rows, "Tabel 7. Sebaran Jumlah Peserta Tes Urine", names=frozenset({name}))


def test_a_count_of_parts_is_no_trusted_score() -> None:
    for heading in ("Sekretariat", "Unsur"):
        rows = [[heading, "Jumlah"], ["Polri", "12"], ["ASN", "8"], ["PPNPN", "10"]]
        assert not trusted(rows, "Komposisi personel")


RESULTS = [
    ["No", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"],
    ["1", "Indeks Kemandirian Partisipasi", "3,20", "3,40", "106,25"],
    ["2", "Jumlah desa bersinar", "4", "3", "75,00"],
]


def test_a_caption_of_a_quarter_gives_its_columns_the_quarter() -> None:
    assert {v.periode for v in read(RESULTS, "Capaian Kinerja Triwulan III Tahun 2021")[0]} == {"TW3"}
    assert {v.periode for v in read(RESULTS, "Capaian Kinerja s.d. Triwulan III")[0]} == {"tahun"}
    dated = [["No", "Indikator Kinerja", "Target Tahun 2021", "Realisasi", "Capaian"], *RESULTS[1:]]
    assert [v.periode for v in read(dated, "Capaian Kinerja Triwulan III")[0]][:3] == ["tahun", "TW3", "TW3"]


def test_rows_of_quarters_say_when_and_name_nothing() -> None:
    rows = [["Uraian", "Target", "Realisasi", "Capaian"], ["TW I", "10", "9", "90,00"], ["TW II", "20", "18", "90,00"]]
    values = read(rows, "Tabel 8. Capaian Jumlah Desa Bersinar 2021")[0]
    assert [(v.periode, v.label) for v in values[::3]] == [(p, "Jumlah Desa Bersinar") for p in ("TW1", "TW2")]
