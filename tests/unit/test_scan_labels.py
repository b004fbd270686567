"""Labels on scans that may not be what is printed there."""

from __future__ import annotations

from dataclasses import replace

from layouts.records import Field, Trust
from layouts.scan_labels import doubt_labels
from tests.unit.test_checks import value

WHOLE = "Penguatan Lembaga Rehabilitasi Komponen Masyarakat"


def trusts(*labels: str, source: str = "ocr", loose: frozenset[str] = frozenset()) -> list[Trust]:
    """The trust of one value under each label, each in a table of its own."""
    values = [
        replace(value(Field.PAGU, "1.000"), label=label, table_id=f"t{i}", source=source, trust=Trust.AGREED)
        for i, label in enumerate(labels)
    ]
    return [v.trust for v in doubt_labels(values, loose)]


def test_a_label_that_is_nearly_another_tables_is_doubted_with_it() -> None:
    assert trusts(WHOLE, "Penguatan Lembaga Rehab Masyarakat") == [Trust.SINGLE, Trust.SINGLE]


def test_a_label_that_two_tables_print_alike_is_not_doubted() -> None:
    assert trusts(WHOLE, WHOLE, "Penguatan Lembaga Rehab Masyarakat") == [Trust.AGREED, Trust.AGREED, Trust.SINGLE]


def test_labels_that_are_quite_different_are_not_doubted() -> None:
    assert trusts(WHOLE, "Layanan Perkantoran") == [Trust.AGREED, Trust.AGREED]


def test_printed_labels_are_not_doubted_for_being_alike() -> None:
    assert trusts(WHOLE, WHOLE[:-1], source="text") == [Trust.AGREED, Trust.AGREED]


def test_labels_told_by_white_space_alone_are_doubted() -> None:
    assert trusts(WHOLE, "Layanan Perkantoran", loose=frozenset({"t1"})) == [Trust.AGREED, Trust.SINGLE]


def test_digits_that_are_no_year_are_no_label() -> None:
    assert trusts("62", "2023", "Layanan Perkantoran") == [Trust.SINGLE, Trust.AGREED, Trust.AGREED]
