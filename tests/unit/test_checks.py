"""Facts about what a report's arithmetic says of its values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from extract.model import Box
from layouts.checks import check_values
from layouts.identities import quantum
from layouts.levels import mark_levels
from layouts.records import Baris, Field, Finding, Severity, TableKind, Trust, Value

T, R, C = Field.TARGET, Field.REALISASI, Field.CAPAIAN
P, RA, S, PA = Field.PAGU, Field.REALISASI_ANGGARAN, Field.SISA, Field.PERSEN_ANGGARAN
NOWHERE = Box(0, 0, 1, 1)


def value(field: Field, text: str, **changes: object) -> Value:
    """A value as printed in Indonesian form; units after the number are left in the text."""
    digits = text.split()[0].rstrip("%")
    number = Decimal(digits.replace(".", "").replace(",", "."))
    made = Value(
        value_id="",
        table_id="d-t001",
        table_kind=TableKind.CAPAIAN_KINERJA,
        page=1,
        row=1,
        no="",
        kegiatan="",
        sasaran="",
        label="Jumlah relawan anti narkoba",
        kode="",
        tahun=2021,
        field=field,
        value_text=text,
        value=number,
        satuan="",
        box=NOWHERE,
        source="text",
        confidence=None,
        trust=Trust.AGREED,
        decimals=len(digits.partition(",")[2]),
    )
    made = replace(made, **changes)  # type: ignore[arg-type]  # names and types are Value's own
    return replace(made, value_id=f"{made.table_id}-r{made.row:03d}-{field}-{made.tahun}-1")


def row(target: str, realisasi: str, capaian: str, **changes: object) -> list[Value]:
    return [value(T, target, **changes), value(R, realisasi, **changes), value(C, capaian, **changes)]


def budget(*rows: tuple[str, Baris, str, str], **changes: object) -> list[Value]:
    """An anggaran_kegiatan table of (label, baris, pagu, realisasi); an empty number prints nothing."""
    place: dict[str, object] = {"table_kind": TableKind.ANGGARAN_KEGIATAN, "table_id": "d-t009"} | changes
    return [
        value(field, text, label=label, baris=baris, row=index, **place)
        for index, (label, baris, *texts) in enumerate(rows, start=1)
        for field, text in zip((P, RA), texts, strict=True)
        if text
    ]


def trusts(values: Sequence[Value]) -> list[str]:
    return [found.trust.value for found in check_values(values)[0]]


def findings(values: Sequence[Value]) -> list[Finding]:
    return list(check_values(values)[1])


def codes(values: Sequence[Value]) -> list[str]:
    return [finding.code for finding in findings(values)]


class TestRows:
    @pytest.mark.parametrize(
        "capaian",
        ["138,88%", "138,89%", "139%", "138%"],
        ids=["cut off", "rounded", "no decimals", "cut to none"],
    )
    def test_rounded_and_cut_off_percentages_close(self, capaian: str) -> None:
        values = row("62,00", "86,11", capaian)
        assert codes(values) == []
        assert trusts(values)[2] == "verified"

    def test_percentage_made_of_finer_numbers_is_no_finding_and_verifies_nothing(self) -> None:
        values = row("62%", "86%", "138,88%")
        assert codes(values) == []
        assert trusts(values) == ["agreed"] * 3

    def test_counts_are_exact(self) -> None:
        assert codes(row("3 Berkas", "4 Berkas", "140,00%")) == ["percent-mismatch"]

    def test_wrong_percentage_is_a_finding_with_both_numbers_and_its_place(self) -> None:
        found = findings(row("35 Orang", "38 Orang", "180,57%", page=7, row=3))
        assert len(found) == 1
        finding = found[0]
        assert (finding.code, finding.severity, finding.page, finding.row) == (
            "percent-mismatch",
            Severity.ERROR,
            7,
            3,
        )
        assert (finding.found, finding.expected) == ("180,57%", "108,57")
        assert "180,57%" in finding.message
        assert "108,57" in finding.message
        assert "page 7" in finding.message
        assert finding.explanation == "Two digits are swapped: 80 for 08."
        assert len(finding.value_ids) == 3

    def test_whole_row_is_disputed_where_nothing_else_supports_a_member(self) -> None:
        assert trusts(row("35", "38", "180,57%")) == ["disputed"] * 3

    def test_members_printed_alike_elsewhere_are_not_disputed(self) -> None:
        elsewhere = [
            value(T, "35", table_id="d-t002", table_kind=TableKind.PERJANJIAN_KINERJA),
            value(R, "38", table_id="d-t003", table_kind=TableKind.PERBANDINGAN_TAHUN),
        ]
        assert trusts([*row("35", "38", "180,57%"), *elsewhere])[:3] == ["verified", "verified", "disputed"]

    def test_percentage_capped_at_a_round_number_says_so(self) -> None:
        assert "capped at 100" in findings(row("1", "2", "100%"))[0].explanation

    def test_other_formulas_are_named_and_verify_nothing(self) -> None:
        values = row("10", "12", "80%")
        assert [(f.code, f.severity) for f in findings(values)] == [("percent-other-formula", Severity.INFO)]
        assert trusts(values) == ["agreed"] * 3

    def test_target_over_realisasi_leaves_the_columns_only_probable(self) -> None:
        values = row("10", "20", "50%")
        assert codes(values) == ["percent-other-formula"]
        assert trusts(values) == ["single"] * 3

    def test_swapped_columns_of_a_whole_table_are_in_doubt(self) -> None:
        numbers = (("10", "20", "50%"), ("40", "50", "80%"), ("30", "40", "75%"))
        values = [v for i, texts in enumerate(numbers, 1) for v in row(*texts, row=i, label=f"Indikator {i}")]
        assert codes(values) == ["columns-doubtful"]
        assert set(trusts(values)) == {"disputed"}

    def test_units_that_do_not_compare_are_left_alone(self) -> None:
        values = [value(T, "100%", satuan="%"), value(R, "45 Orang", satuan="Orang"), value(C, "90%")]
        assert codes(values) == []

    def test_target_of_nothing_is_left_alone(self) -> None:
        assert codes(row("0", "4", "100%")) == []

    def test_progress_is_realisasi_over_the_later_target(self) -> None:
        place: dict[str, object] = {"table_kind": TableKind.KEMAJUAN_RENPROJA}
        values = [
            value(T, "50,00", tahun=2024, **place),
            value(R, "40,00", **place),
            value(C, "80,00", **place),
        ]
        assert trusts(values) == ["verified"] * 3

    def test_remainder_is_pagu_less_realisasi_in_either_sign(self) -> None:
        assert codes([value(P, "1.000.000"), value(RA, "1.000.400"), value(S, "-400")]) == []
        assert codes([value(P, "1.000.000"), value(RA, "1.000.400"), value(S, "400")]) == []
        assert codes([value(P, "1.000.000"), value(RA, "999.999"), value(S, "2")]) == ["remainder-mismatch"]

    def test_coarse_percentage_verifies_itself_and_not_the_amounts(self) -> None:
        values = [value(P, "1.515.143.000"), value(RA, "1.500.884.715"), value(PA, "99%")]
        assert trusts(values) == ["agreed", "agreed", "verified"]

    def test_measures_that_run_down_the_rows_belong_together(self) -> None:
        place: dict[str, object] = {"table_kind": TableKind.ANGGARAN_PERBANDINGAN_TAHUN}
        texts = {2020: ("11.846.205.000", "11.402.771.618", "96,26%"), 2021: ("100.000", "75.000", "57,00%")}
        values = [
            value(field, text, row=index, tahun=tahun, label=field.value, **place)
            for tahun, printed in texts.items()
            for index, (field, text) in enumerate(zip((P, RA, PA), printed, strict=True), start=1)
        ]
        found = findings(values)
        assert [(f.code, f.found, f.expected) for f in found] == [("budget-percent-mismatch", "57,00%", "75,00")]

    def test_values_of_a_quarter_and_without_number_pass_unchanged(self) -> None:
        values = [
            *row("35", "38", "180,57%", periode="TW1"),
            replace(value(T, "1", row=2), value=None, reason="WTP"),
        ]
        judged, found = check_values(values)
        assert judged == tuple(values)
        assert found == ()


class TestTotals:
    ITEMS = (("a", Baris.ITEM, "1.000.000", "900.000"), ("b", Baris.ITEM, "2.000.000", "1.900.000"))

    def test_total_over_items_verifies_all(self) -> None:
        values = budget(*self.ITEMS, ("TOTAL", Baris.TOTAL, "3.000.000", "2.800.000"))
        assert set(trusts(values)) == {"verified"}

    def test_wrong_total_is_a_finding_and_alone_disputed(self) -> None:
        values = budget(*self.ITEMS, ("TOTAL", Baris.TOTAL, "3.000.000", "2.900.000"))
        found = findings(values)
        assert [(f.code, f.severity, f.row, f.field) for f in found] == [
            ("total-mismatch", Severity.ERROR, 3, "realisasi_anggaran")
        ]
        assert (found[0].found, found[0].expected) == ("2.900.000", "2.800.000")
        assert [v.value_text for v in check_values(values)[0] if v.trust is Trust.DISPUTED] == ["2.900.000"]

    @pytest.mark.parametrize("first", [True, False], ids=["before its rows", "after its rows"])
    def test_subtotals_are_found_on_either_side_of_their_rows(self, first: bool) -> None:
        head = ("I", Baris.SUBTOTAL, "3.000.000", "2.800.000")
        other = ("II", Baris.SUBTOTAL, "500.000", "400.000")
        child = ("c", Baris.ITEM, "500.000", "400.000")
        rows = [head, *self.ITEMS, other, child] if first else [*self.ITEMS, head, child, other]
        values = budget(*rows, ("TOTAL", Baris.TOTAL, "3.500.000", "3.200.000"))
        assert codes(values) == []
        assert set(trusts(values)) == {"verified"}

    def test_subtotals_nobody_marked_are_found_by_arithmetic(self) -> None:
        rows = [
            ("I", Baris.ITEM, "3.000.000", "2.800.000"),
            *self.ITEMS,
            ("II", Baris.ITEM, "70.000", "60.000"),
        ]
        assert codes(budget(*rows, ("JUMLAH", Baris.TOTAL, "3.070.000", "2.860.000"))) == []

    def test_a_programme_of_one_kegiatan_that_nobody_marked_is_no_missing_row(self) -> None:
        rows = [
            ("Program P4GN", Baris.ITEM, "3.000.000", "2.800.000"),
            *self.ITEMS,
            ("Program Dukungan", Baris.ITEM, "70.000", "60.000"),
            ("Tata usaha", Baris.ITEM, "70.000", "60.000"),
        ]
        assert codes(budget(*rows, ("JUMLAH", Baris.TOTAL, "3.070.000", "2.860.000"))) == []

    def test_two_levels_of_subtotals_close(self) -> None:
        rows = [
            ("Program", Baris.SUBTOTAL, "3.500.000", ""),
            ("Kegiatan 1", Baris.SUBTOTAL, "3.000.000", ""),
            ("a", Baris.ITEM, "1.000.000", ""),
            ("b", Baris.ITEM, "2.000.000", ""),
            ("Kegiatan 2", Baris.SUBTOTAL, "500.000", ""),
            ("c", Baris.ITEM, "500.000", ""),
            ("TOTAL", Baris.TOTAL, "3.500.000", ""),
        ]
        assert set(trusts(budget(*rows))) == {"verified"}

    def test_totals_of_two_funds_each_close_over_their_own_rows(self) -> None:
        rows = [*self.ITEMS, ("Jumlah APBN", Baris.TOTAL, "3.000.000", "2.800.000")]
        rows += [("c", Baris.ITEM, "70.000", "60.000"), ("d", Baris.ITEM, "7.000", "6.000")]
        rows += [("Jumlah APBD", Baris.TOTAL, "77.000", "66.000")]
        assert codes(budget(*rows)) == []

    def test_amount_merged_over_rows_is_added_once(self) -> None:
        rows = [
            ("a", Baris.ITEM, "1.000.000", ""),
            ("b", Baris.ITEM, "", ""),
            ("c", Baris.ITEM, "2.000.000", ""),
        ]
        assert codes(budget(*rows, ("TOTAL", Baris.TOTAL, "3.000.000", ""))) == []

    def test_total_missed_in_every_column_is_one_finding_about_a_row(self) -> None:
        values = budget(*self.ITEMS, ("JUMLAH", Baris.TOTAL, "9.000.000", "8.800.000"))
        found = findings(values)
        assert [(f.code, f.severity) for f in found] == [("rows-missing", Severity.WARNING)]
        assert "9.000.000 against 3.000.000" in found[0].message

    def test_total_that_no_column_confirms_is_a_warning(self) -> None:
        rows = [("a", Baris.ITEM, "1.000.000", ""), ("b", Baris.ITEM, "2.000.000", "")]
        found = findings(budget(*rows, ("JUMLAH", Baris.TOTAL, "3.100.000", "")))
        assert [(f.code, f.severity) for f in found] == [("total-mismatch", Severity.WARNING)]

    def test_indicator_called_jumlah_is_no_total(self) -> None:
        place: dict[str, object] = {"table_kind": TableKind.RENCANA_KINERJA_TAHUNAN}
        values = [
            value(Field.KEBUTUHAN_PENDANAAN, "1.000.000", label="Indeks", **place),
            value(
                Field.KEBUTUHAN_PENDANAAN,
                "7.000.000",
                label="Jumlah kasus",
                row=2,
                baris=Baris.TOTAL,
                **place,
            ),
            value(T, "5", label="Jumlah kasus", row=2, **place),
        ]
        assert codes(values) == []


class TestPrints:
    def elsewhere(self, number: int, field: Field, text: str, **changes: object) -> Value:
        kind = {"table_kind": TableKind.CAPAIAN_INDIKATOR, "page": number}
        return value(field, text, table_id=f"d-t{number:03d}", **(kind | changes))

    def test_equal_prints_verify_each_other(self) -> None:
        assert trusts([value(R, "52 Orang"), self.elsewhere(2, R, "52")]) == ["verified", "verified"]

    def test_coarser_print_is_alike_and_does_not_verify_the_finer(self) -> None:
        values = [value(R, "86,11%"), self.elsewhere(2, R, "86%")]
        assert codes(values) == []
        assert trusts(values) == ["agreed", "verified"]

    def test_odd_print_is_one_finding_and_alone_disputed(self) -> None:
        values = [value(R, "25 Orang", page=3), self.elsewhere(7, R, "52"), self.elsewhere(9, R, "52 Orang")]
        found = findings(values)
        assert [(f.code, f.severity, f.page, f.found) for f in found] == [
            ("print-disagreement", Severity.WARNING, 3, "25 Orang")
        ]
        assert found[0].explanation == "Two digits are swapped: 25 for 52."
        assert trusts(values) == ["disputed", "verified", "verified"]

    def test_two_prints_against_each_other_are_both_disputed(self) -> None:
        assert trusts([value(R, "25"), self.elsewhere(2, R, "52")]) == ["disputed", "disputed"]

    def test_spellings_of_one_label_are_one_thing(self) -> None:
        values = [value(R, "25"), self.elsewhere(2, R, "52", label="1. Jumlah Relawan Anti-Narkoba")]
        assert codes(values) == ["print-disagreement"]

    def test_like_labels_of_one_table_are_two_things(self) -> None:
        labels = (
            "Jumlah klien yang direhabilitasi rawat jalan",
            "Jumlah klien yang direhabilitasi rawat inap",
        )
        values = [value(R, str(index), label=label, row=index) for index, label in enumerate(labels, start=1)]
        values += [self.elsewhere(2, R, str(i), label=label, row=i) for i, label in enumerate(labels, start=1)]
        assert codes(values) == []
        assert set(trusts(values)) == {"verified"}

    def test_label_printed_twice_in_a_table_names_no_thing(self) -> None:
        values = [value(R, "1"), value(R, "2", row=2), self.elsewhere(2, R, "3")]
        assert codes(values) == []

    def test_rows_of_other_offices_are_other_things(self) -> None:
        values = [value(R, "25", satker_baris="BNNK A"), self.elsewhere(2, R, "52", satker_baris="BNNK B")]
        assert codes(values) == []

    def test_plan_that_differs_from_the_years_target_is_an_info_only(self) -> None:
        values = [value(T, "52,00"), self.elsewhere(2, T, "51,00", table_kind=TableKind.RENPROJA_TARGET)]
        found = findings(values)
        assert [(f.code, f.severity) for f in found] == [("plan-differs", Severity.INFO)]
        assert trusts(values) == ["agreed", "agreed"]

    def test_budget_of_an_agreement_may_be_revised(self) -> None:
        total = ("TOTAL", Baris.TOTAL, "3.000.000", "2.800.000")
        plan = budget(("Jumlah", Baris.TOTAL, "2.500.000", ""), table_id="d-t002")
        values = [*budget(*TestTotals.ITEMS, total), *plan]
        assert [(f.code, f.severity) for f in findings(values)] == [("plan-differs", Severity.INFO)]

    def test_totals_of_different_parts_of_a_budget_do_not_disagree(self) -> None:
        values = budget(*TestTotals.ITEMS, ("Jumlah", Baris.TOTAL, "3.000.000", "2.800.000"))
        values += budget(
            ("c", Baris.ITEM, "70.000", "60.000"),
            ("d", Baris.ITEM, "7.000", "6.000"),
            ("Jumlah", Baris.TOTAL, "77.000", "66.000"),
            table_id="d-t010",
        )
        assert codes(values) == []


class TestCauses:
    def test_one_wrong_digit_behind_several_failures_is_one_finding(self) -> None:
        rows = [("a", Baris.ITEM, "35.718.000", "34.418.682"), ("b", Baris.ITEM, "90.000.000", "80.000.000")]
        values = budget(*rows, ("TOTAL", Baris.TOTAL, "125.718.000", "115.418.682"))
        values += [value(PA, "99,16%", label="a", table_id="d-t009", table_kind=TableKind.ANGGARAN_KEGIATAN)]
        found = findings(values)
        assert [(f.code, f.row, f.found, f.expected) for f in found] == [
            ("total-mismatch", 1, "34.418.682", "35.418.682")
        ]
        assert found[0].explanation == "One number explains all. One digit differs: 4 for 5."
        assert [v.value_text for v in check_values(values)[0] if v.trust is Trust.DISPUTED] == ["34.418.682"]

    def test_row_that_stands_apart_from_other_tables_is_one_finding(self) -> None:
        values = [
            *row("10", "8", "80%"),
            *row("20", "8", "40%", table_id="d-t002"),
            *row("20", "8", "40%", table_id="d-t003"),
        ]
        found = findings(values)
        assert [f.code for f in found] == ["print-disagreement"]
        assert found[0].found == "10; 80%"

    def test_check_that_fails_in_most_rows_is_one_finding_about_the_columns(self) -> None:
        values = [v for i in range(1, 6) for v in row("10", "8", "33%", row=i, label=f"Indikator nomor {i}")]
        found = findings(values)
        assert [(f.code, f.severity) for f in found] == [("columns-doubtful", Severity.WARNING)]
        assert "5 of 5" in found[0].message


class TestTrust:
    def test_single_needs_an_identity_and_an_equal_print(self) -> None:
        single = row("10", "8", "80%", trust=Trust.SINGLE)
        prints = [replace(v, table_id="d-t002", value_id=f"x{i}") for i, v in enumerate(single)]
        assert trusts(single) == ["single"] * 3
        assert trusts([single[0], prints[0]]) == ["single"] * 2
        assert trusts([*single, *prints]) == ["verified"] * 6

    def test_readers_who_disagreed_stay_disputed(self) -> None:
        assert trusts(row("10", "8", "80%", trust=Trust.DISPUTED)) == ["disputed"] * 3

    def test_order_of_values_is_kept_and_only_trust_changes(self) -> None:
        values = [*row("35", "38", "180,57%"), *row("10", "8", "80%", row=2, label="Indeks")]
        judged, _ = check_values(values)
        assert [replace(v, trust=Trust.AGREED) for v in judged] == values

    def test_amount_in_thousands_is_known_to_the_thousand(self) -> None:
        assert quantum(replace(value(P, "1.566"), value=Decimal(1566000))) == 1000
        assert quantum(value(P, "1.566.000")) == 1
        assert quantum(value(C, "98,49%")) == Decimal("0.01")


def test_a_percentage_of_two_numbers_of_doubtful_size_settles_neither() -> None:
    doubtful = [replace(v, reason="ambiguous-number", trust=Trust.SINGLE) for v in row("1,250", "1,300", "104")[:2]]
    capaian = row("1,250", "1,300", "104")[2:]
    again = [replace(v, value_id=f"{v.value_id}-2", table_id="t2") for v in doubtful]
    assert trusts([*doubtful, *capaian, *again])[:2] == ["single", "single"]


def test_numbers_before_the_names_tell_programmes_from_their_kegiatan() -> None:
    rows = [
        ("I. Program P4GN", Baris.ITEM, "3.000.000", ""),
        ("Pencegahan", Baris.ITEM, "1.000.000", ""),
        ("Rehabilitasi", Baris.ITEM, "2.000.000", ""),
        ("II. Program Dukungan", Baris.ITEM, "70.000", ""),
        ("Tata usaha", Baris.ITEM, "70.000", ""),
    ]
    marked = [v.baris for v in mark_levels(budget(*rows))]
    assert marked == [Baris.SUBTOTAL, Baris.ITEM, Baris.ITEM, Baris.SUBTOTAL, Baris.ITEM]
