"""Labels that may not be their row's own: told by the other labels of the document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from layouts.checks import check_values
from layouts.label_doubts import doubt_printed_labels
from layouts.label_parts import words_of
from layouts.records import Field, TableKind, Trust, Value
from tests.unit.test_checks import row, value

FOSTERED = "Jumlah mantan pecandu yang dibina lanjut"
CASES = "Jumlah berkas perkara yang dinyatakan lengkap"
NO_TABLE: Mapping[str, Sequence[str]] = {}


def printed(*labels: tuple[str, str], loose: Mapping[str, Sequence[str]] = NO_TABLE) -> list[str]:
    """The labels of (table, label) that are doubted; each label has numbers of its own."""
    values = [
        value(Field.TARGET, f"{number}12", table_id=table, label=label, row=number)
        for number, (table, label) in enumerate(labels, 1)
    ]
    marked, findings = doubt_printed_labels(values, loose)
    doubted = [v for v in marked if not v.label_sure]
    assert [f.value_ids for f in findings] == [(v.value_id,) for v in doubted]
    assert all(f.code == "label-doubtful" for f in findings)
    return [v.label for v in doubted]


def test_labels_that_several_tables_print_are_not_doubted() -> None:
    assert printed(("a", FOSTERED), ("a", CASES), ("b", FOSTERED), ("b", CASES), loose={"b": ()}) == []


def test_a_label_that_ends_in_a_conjunction_is_doubted() -> None:
    assert printed(("a", "Jumlah mantan pecandu yang"), ("a", CASES)) == ["Jumlah mantan pecandu yang"]


def test_digits_chapters_and_dashes_are_no_label() -> None:
    odd = ["12", "TOTAL BAB III AKUNTABILITAS KINERJA", "Nilai Kinerja Anggaran Poin – –"]
    assert printed(*(("a", label) for label in odd)) == odd
    assert printed(("a", "2021"), ("a", "Tahun 2020")) == []


def test_units_sentences_amounts_and_parts_of_a_funds_name_are_no_label() -> None:
    odd = ["Orang", "Cukup", "= Sepuluh", "Ditargetkan Delapan", "Penyidikan Rp. 209.502.000 Narkotika", "Umum,"]
    assert printed(*(("a", label) for label in odd)) == odd
    lines = ("Rupiah Belanja Pegawai", "Belanja Modal", "Rupiah Murni", "Jumlah", "Keseluruhan")
    values = [value(Field.PAGU, f"{n}12", label=text, row=n) for n, text in enumerate(lines, 1)]
    marked, _ = doubt_printed_labels(values, NO_TABLE)
    assert [v.label for v in marked if not v.label_sure] == ["Rupiah Belanja Pegawai", "Keseluruhan"]


def test_components_of_a_score_may_be_called_by_a_unit() -> None:
    component = value(Field.CAPAIAN, "80", label="Output", table_kind=TableKind.RINCIAN_NILAI)
    assert all(v.label_sure for v in doubt_printed_labels([component], NO_TABLE)[0])


def test_a_columns_heading_is_no_label_and_neither_are_the_measures_beside_it() -> None:
    measures = ("Proyeksi Output", "Hasil Volume", "Besar Capaian")
    values = [value(Field.REALISASI, f"{n}12", label=text, row=n) for n, text in enumerate(measures, 1)]
    heading = ("proyeksi output",)
    assert [v.label_sure for v in doubt_printed_labels(values, NO_TABLE)[0]] == [True] * 3
    assert [v.label_sure for v in doubt_printed_labels(values, NO_TABLE, headings=heading)[0]] == [False] * 3
    others = [*values, value(Field.REALISASI, "77", label=FOSTERED, row=4)]
    marked, _ = doubt_printed_labels(others, NO_TABLE, headings=heading)
    assert [v.label_sure for v in marked] == [False, True, True, True]


def test_a_bare_jumlah_above_other_rows_is_the_beginning_of_a_name() -> None:
    assert printed(("a", "Jumlah"), ("a", CASES)) == ["Jumlah"]
    assert printed(("a", CASES), ("a", "Jumlah")) == []


def test_the_beginning_of_a_sasaran_is_no_label() -> None:
    whole = value(Field.TARGET, "12", label=CASES, sasaran="Menurunnya jumlah penduduk miskin", table_id="a")
    torn = value(Field.TARGET, "13", label="Menurunnya jumlah", table_id="b")
    assert [v.label_sure for v in doubt_printed_labels([whole, torn], NO_TABLE)[0]] == [True, False]


def test_two_labels_in_one_are_doubted_where_both_are_printed_elsewhere() -> None:
    both = f"{FOSTERED} {CASES}"
    assert printed(("a", FOSTERED), ("a", CASES), ("b", both)) == [both]


def test_three_labels_in_one_are_doubted_where_they_are_printed_elsewhere() -> None:
    third = "Nilai kinerja anggaran"
    joined = f"{FOSTERED} {CASES} {third}"
    assert printed(("a", FOSTERED), ("a", CASES), ("a", third), ("b", joined)) == [joined]


def test_a_label_with_words_of_its_own_more_than_anothers_is_not_doubted_in_drawn_cells() -> None:
    longer = f"{FOSTERED} oleh petugas rehabilitasi"
    assert printed(("a", FOSTERED), ("b", longer)) == []
    assert printed(("a", FOSTERED), ("b", longer), loose={"b": ()}) == [longer]


def test_a_label_whose_other_words_stand_in_its_own_table_was_cut() -> None:
    cut = "Jumlah mantan pecandu"
    assert printed(("a", FOSTERED), ("b", cut), loose={"b": ("yang dibina lanjut",)}) == [cut]


def test_a_short_name_of_an_indicator_is_not_doubted_for_being_short() -> None:
    assert printed(("a", FOSTERED), ("b", "Jumlah mantan pecandu"), loose={"b": ("Target", "Realisasi")}) == []


def test_a_short_name_is_not_doubted_where_its_table_prints_the_long_one_whole() -> None:
    texts = ("Jumlah mantan pecandu", FOSTERED, "yang dibina lanjut")
    assert printed(("a", FOSTERED), ("b", "Jumlah mantan pecandu"), loose={"b": texts}) == []


def test_a_cut_label_does_not_cast_doubt_on_whole_ones() -> None:
    cut = "Jumlah mantan pecandu"
    found = printed(("a", FOSTERED), ("b", cut), ("c", f"{FOSTERED}"), loose={"b": ("yang dibina lanjut",), "a": ()})
    assert found == [cut]


def test_a_label_that_begins_in_the_middle_of_a_phrase_is_doubted_without_drawn_cells() -> None:
    labels = [("a", FOSTERED), ("a", CASES), ("a", "Jumlah lembaga"), ("a", "dibina lanjut")]
    assert printed(*labels, loose={"a": ()}) == ["dibina lanjut"]
    assert printed(*labels) == []


def rows_of(label: str, other: str) -> list[Value]:
    first = row("51,10", "52,65", "103,03", table_id="a", label=label, table_kind=TableKind.RINGKASAN_EKSEKUTIF)
    return [*first, *row("51,10", "52,65", "103,03", table_id="b", label=other)]


def test_the_numbers_of_an_indicator_under_a_text_that_is_none_cast_doubt_on_the_text() -> None:
    marked, _ = doubt_printed_labels(rows_of("Bidang Pencegahan", "Indeks Ketahanan Diri Remaja"), NO_TABLE)
    assert [v.label_sure for v in marked] == [False] * 3 + [True] * 3


def test_two_names_of_one_indicator_are_both_believed() -> None:
    marked, _ = doubt_printed_labels(rows_of("Skor ketahanan remaja", "Indeks Ketahanan Diri Remaja"), NO_TABLE)
    assert all(v.label_sure for v in marked)


def test_arithmetic_does_not_verify_what_stands_under_a_doubtful_label() -> None:
    marked, _ = doubt_printed_labels(rows_of("Bidang Pencegahan", "Indeks Ketahanan Diri Remaja"), NO_TABLE)
    judged, _ = check_values(marked)
    assert [v.trust for v in judged] == [Trust.SINGLE] * 3 + [Trust.VERIFIED] * 3


def test_a_known_name_tells_a_cut_label_that_no_other_table_prints() -> None:
    values = [value(Field.PAGU, "1.000", table_id="b", label="Pengelolaan Informasi")]
    known = frozenset({words_of("Pengelolaan Informasi dan Edukasi")})
    for cells, sure in (((), True), (("dan Edukasi",), False)):
        marked, _ = doubt_printed_labels(values, {"b": cells}, known)
        assert marked[0].label_sure is sure


def test_in_drawn_cells_only_the_next_row_can_hold_the_rest_of_a_label() -> None:
    cut = "Jumlah mantan pecandu"
    assert printed(("a", FOSTERED), ("b", cut), ("b", "yang dibina lanjut")) == [cut, "yang dibina lanjut"]
    assert printed(("a", FOSTERED), ("b", cut), ("b", "Jumlah lembaga yang dibina lanjut")) == []


def test_labels_with_dates_or_words_run_together_are_doubted() -> None:
    odd = ["JUMLAH Teluk Mutiara, 25 Januari 2021", "TOTALANGGARAN"]
    assert printed(*(("a", label) for label in odd)) == odd


def test_the_words_of_two_columns_woven_into_each_other_are_doubted() -> None:
    woven = "Meningkatnya Jumlah mantan layanan pecandu yang dibina rehabilitasi lanjut"
    assert printed(("a", FOSTERED), ("b", woven), loose={"b": ()}) == [woven]


def test_rows_that_share_out_the_numbers_of_one_are_doubted_without_drawn_cells() -> None:
    torn = [
        value(Field.PAGU, "1.000", label="Layanan Umum"),
        value(Field.SISA, "100", label="Layanan Data", row=2),
        value(Field.PAGU, "5.000", label="Layanan Hukum", row=3),
        value(Field.SISA, "500", label="Layanan Hukum", row=3),
    ]
    for loose, sure in ((NO_TABLE, [True] * 4), ({"d-t001": ()}, [False, False, True, True])):
        marked, _ = doubt_printed_labels(torn, loose)
        assert [v.label_sure for v in marked] == sure


def test_labels_that_begin_with_a_mark_lack_their_beginning_and_so_may_those_beside_them() -> None:
    assert printed(("a", ": Dana"), ("a", ": Jumlah pelatihan"), ("a", "Kader yang dilatih"), ("b", CASES)) == [
        ": Dana",
        ": Jumlah pelatihan",
        "Kader yang dilatih",
    ]


def test_an_indicator_between_the_words_of_its_aim_is_doubted() -> None:
    woven = "Meningkatnya tata Nilai IKPA satuan kerja kelola administrasi"
    assert printed(("a", woven), ("a", CASES), loose={"a": ()}) == [woven]
    assert printed(("a", woven), ("a", CASES)) == [woven]
    assert printed(("a", "Meningkatnya Nilai Kinerja Anggaran"), ("a", CASES), loose={"a": ()}) == []
    assert printed(("a", "Bertambahnya Koleksi dan Jumlah Buku"), ("a", CASES)) == []


def test_a_unit_is_no_label() -> None:
    assert printed(("a", "%/Tahun"), ("a", CASES)) == ["%/Tahun"]


def test_the_beginning_of_a_label_that_two_other_tables_print_is_doubted() -> None:
    cut = "Jumlah mantan pecandu"
    assert printed(("a", FOSTERED), ("b", FOSTERED), ("c", cut)) == [cut]
    assert printed(("a", FOSTERED), ("b", FOSTERED), ("c", cut), ("d", cut)) == []


def test_a_name_is_whole_without_the_office_that_other_tables_add() -> None:
    of_office = f"{FOSTERED} BNN Kota Danau Permai"
    assert printed(("a", of_office), ("b", of_office), ("c", FOSTERED)) == []


def test_a_total_with_the_end_of_the_line_above_is_doubted() -> None:
    values = [
        value(Field.PAGU, "2000000", label="Keprotokolan TOTAL ANGGARAN", row=1),
        value(Field.PAGU, "4000000", label="TOTAL ANGGARAN", row=2),
    ]
    marked, _ = doubt_printed_labels(values, {})
    assert [v.label_sure for v in marked] == [False, True]


def test_a_target_under_the_name_of_a_budget_line_is_doubted() -> None:
    """A plan whose rows are named after the kegiatan has lost its indicators."""
    name = "Diseminasi Informasi P4GN"
    values = [
        value(Field.TARGET, "7850", table_id="a", label=name),
        value(Field.PAGU, "92500000", table_id="b", label=name, table_kind=TableKind.ANGGARAN_KEGIATAN),
    ]
    marked, _ = doubt_printed_labels(values, {})
    assert [v.label_sure for v in marked] == [False, True]


def test_what_is_left_of_an_amount_in_the_next_row_is_no_amount() -> None:
    """ "1.244.502.000,00" that wraps before its last digit."""
    amounts = [("Belanja", "1.244.502.000,0"), ("Barang", "0"), ("Belanja Modal", "0")]
    values = [
        value(Field.PAGU, text, label=label, row=row, table_kind=TableKind.ANGGARAN_JENIS_BELANJA)
        for row, (label, text) in enumerate(amounts, 1)
    ]
    marked, _ = doubt_printed_labels(values, {})
    assert [v.label_sure for v in marked] == [False, False, True]


def test_of_several_names_that_a_label_is_part_of_the_reason_gives_the_same_one_in_every_run() -> None:
    ends = ["Perkantoran", "Internal", "Umum", "Keuangan", "Hukum", "Data", "Arsip", "Wilayah"]
    known = frozenset(words_of(f"Layanan Dukungan {end}") for end in ends)
    only = [value(Field.PAGU, "400.000.000", table_id="b", label="Layanan Dukungan", row=1)]
    _, [finding] = doubt_printed_labels(only, {"b": ends}, known)
    assert "'layanan dukungan arsip'" in finding.message
