"""Amounts in thousands that only another table of the report says are such."""

from __future__ import annotations

from dataclasses import replace

from layouts.records import Field, Trust
from layouts.unit_doubts import doubt_units
from tests.unit.test_checks import value

THOUSANDS = [
    replace(value(Field.PAGU, text, table_id="d-t002"), value_id=text) for text in ("95.247", "102.750", "88.300")
]
RUPIAH = [replace(value(Field.PAGU, text), value_id=text) for text in ("95.247.000", "102.750.000")]


def test_small_amounts_are_not_trusted_where_another_table_prints_thousands() -> None:
    doubted, (finding,) = doubt_units([*RUPIAH, *THOUSANDS], frozenset({"d-t001"}))
    assert [v.trust for v in doubted] == [Trust.AGREED] * 2 + [Trust.SINGLE] * 3
    assert (finding.code, finding.table_id) == ("unit-doubtful", "d-t002")


def test_small_amounts_are_what_they_are_where_no_table_speaks_of_thousands() -> None:
    assert doubt_units([*RUPIAH, *THOUSANDS], frozenset()) == ((*RUPIAH, *THOUSANDS), ())


def test_a_table_that_says_its_unit_is_not_doubted() -> None:
    assert doubt_units(THOUSANDS, frozenset({"d-t002"}))[1] == ()


def test_numbers_that_are_no_rupiah_in_any_report_take_the_trust_from_their_whole_table() -> None:
    table = [
        replace(value(field, text, table_id="d-t003"), value_id=text)
        for field, text in (
            (Field.PAGU, "3,20"),
            (Field.REALISASI_ANGGARAN, "3,48"),
            (Field.PERSEN_ANGGARAN, "108,75"),
        )
    ]
    doubted, (finding,) = doubt_units([*RUPIAH, *table], frozenset())
    assert [v.trust for v in doubted] == [Trust.AGREED] * 2 + [Trust.SINGLE] * 3
    assert not any(v.label_sure for v in doubted[2:])
    assert (finding.code, finding.table_id) == ("unit-doubtful", "d-t003")
