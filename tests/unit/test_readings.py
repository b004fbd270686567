"""What readers of a picture said of a number, once its column has spoken."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.model import Agreement, Box, Page, PageKind, Place, TextSource, Word
from extract.placed import Prints
from layouts.readings import Said, agreed_in_value, read_alternatives, readers_agree, what_was_said
from layouts.values import Nature, NumberStyle, column_style

AGREED, SINGLE, DISPUTED = Agreement.AGREED, Agreement.SINGLE, Agreement.DISPUTED
INDONESIAN = column_style(["1.234.567,50", "98,49"])
AMERICAN = column_style(["1,234,567.50", "98.49"])
SILENT = NumberStyle()


def page_of(*words: tuple[str, Agreement, tuple[str, ...]]) -> Page:
    """A page with one line of words read from a picture."""
    read = tuple(
        Word(text, Box(10 * i, 0, 10 * i + 9, 10), False, TextSource.OCR, 0.9, agreement, others)
        for i, (text, agreement, others) in enumerate(words)
    )
    return Page(1, 595, 842, PageKind.SCAN, "", words=read)


def said_of(text: str, *words: tuple[str, Agreement, tuple[str, ...]]) -> Said:
    return what_was_said(text, [Place(1, Box(0, 0, 500, 10))], Prints({1: page_of(*words)}))


def test_a_number_is_worth_as_much_as_the_weakest_of_its_words_with_digits() -> None:
    said = said_of("20 Orang", ("20", AGREED, ()), ("Orang", SINGLE, ()))
    assert said.agreement is AGREED
    assert said_of("1. 250", ("1.", AGREED, ()), ("250", DISPUTED, ("260",))).agreement is DISPUTED


def test_other_readings_are_those_of_the_whole_text() -> None:
    said = said_of("Rp 844.830", ("Rp", AGREED, ()), ("844.830", DISPUTED, ("844.890",)))
    assert said.others == ("Rp 844.890",)
    [other] = read_alternatives(said, INDONESIAN, Nature.MONEY, unlike=844830)
    assert (other.text, other.value) == ("Rp 844.890", 844890)


def test_a_reading_of_the_same_value_is_no_alternative() -> None:
    said = said_of("98,49", ("98,49", DISPUTED, ("98.49",)))
    assert read_alternatives(said, INDONESIAN, None, unlike=Decimal("98.49")) == ()


def test_labels_are_judged_by_their_words_without_digits() -> None:
    place = [Place(1, Box(0, 0, 500, 10))]
    assert readers_agree(place, Prints({1: page_of(("P4GN", SINGLE, ()), ("lembaga", AGREED, ()))}))
    assert not readers_agree(place, Prints({1: page_of(("P4GN", AGREED, ()), ("lembaga", SINGLE, ()))}))


@pytest.mark.parametrize(
    ("text", "other", "style", "nature", "agreement"),
    [
        # Nobody counts thousandths of persons: the mark means thousands, whichever it is, or none was seen.
        ("11.750", "11750", SILENT, Nature.COUNT, AGREED),
        ("11.750", "11,750", SILENT, Nature.COUNT, AGREED),
        # The value hangs on the mark, and the readers differ in it.
        ("79,375", "79.375", INDONESIAN, None, DISPUTED),
        ("79,375", "79.375", SILENT, None, DISPUTED),
        # Other digits.
        ("11.750", "1.750", SILENT, Nature.COUNT, DISPUTED),
        ("51,81", "5181", INDONESIAN, None, DISPUTED),
    ],
)
def test_readers_that_differ_in_marks_agree_where_the_value_is_the_same(
    text: str, other: str, style: NumberStyle, nature: Nature | None, agreement: Agreement
) -> None:
    said = said_of(text, (text, DISPUTED, (other,)))
    assert agreed_in_value(said, text, style, nature).agreement is agreement


@pytest.mark.parametrize(
    ("text", "style", "nature", "agreement"),
    [
        # Of the size of the column's other numbers with one meaning of the mark alone.
        ("79,375", column_style(["51,67", "98,49"]), None, AGREED),
        ("79.375", column_style(["51.67", "98.49"]), None, AGREED),
        ("1.250", column_style(["758", "692", "1.250.000"]), Nature.MONEY, AGREED),
        ("850.000", column_style(["1.250.000", "3.100.000"]), None, AGREED),
        # All engines took 1,200 for 1.200, 79.375 rupiah for 79,375: its column says no.
        ("1.200", column_style(["758.5", "692.0"]), None, SINGLE),
        ("79,375", column_style(["1.250.000,00", "3.100.000,00"]), Nature.MONEY, SINGLE),
        # The column has numbers of both sizes.
        ("79,375", INDONESIAN, None, SINGLE),
        ("79.375", AMERICAN, None, SINGLE),
        ("79,375", SILENT, None, SINGLE),
        ("1.250", SILENT, None, SINGLE),
        # The document's habit alone proves nothing of this column.
        ("79,375", column_style([], fallback=INDONESIAN), None, SINGLE),
        ("1.250", SILENT, Nature.COUNT, AGREED),
        ("79,375", SILENT, Nature.MEASURE, AGREED),
        ("105,263%", SILENT, Nature.PERCENT, AGREED),
        ("94.019)", INDONESIAN, Nature.PERCENT, SINGLE),
        ("1.250", SILENT, Nature.MONEY, AGREED),
        # Money has no thousandths: a dot was misread.
        ("79,375", INDONESIAN, Nature.MONEY, SINGLE),
        # Two groups, or decimals of another length, speak for themselves.
        ("1.234.567", SILENT, None, AGREED),
        ("98,49", SILENT, None, AGREED),
        ("0,375", SILENT, None, AGREED),
    ],
)
def test_a_single_group_that_all_readers_saw_is_decided_by_its_column(
    text: str, style: NumberStyle, nature: Nature | None, agreement: Agreement
) -> None:
    said = said_of(text, (text, AGREED, ()))
    assert agreed_in_value(said, text, style, nature).agreement is agreement


def test_a_dispute_without_known_readings_is_not_settled_by_the_column() -> None:
    said = said_of("11.750 3", ("11.750", DISPUTED, ("11750",)), ("3", DISPUTED, ()))
    assert agreed_in_value(said, "11.750 3", SILENT, Nature.COUNT).agreement is DISPUTED


def test_printed_text_agrees_with_itself() -> None:
    assert agreed_in_value(Said(), "79,375", SILENT, None).agreement is AGREED


@pytest.mark.parametrize(
    ("text", "agreement"), [("94,19", SINGLE), ("94,1%", AGREED), ("80 Orang", AGREED), ("94,1 %)", AGREED)]
)
def test_a_number_without_its_sign_among_numbers_with_signs_may_hold_it_as_a_digit(
    text: str, agreement: Agreement
) -> None:
    said = said_of(text, (text, AGREED, ()))
    assert agreed_in_value(said, text, INDONESIAN, Nature.PERCENT, signed=True).agreement is agreement
    assert agreed_in_value(said, text, INDONESIAN, Nature.PERCENT).agreement is AGREED


@pytest.mark.parametrize("text", ["97,", "97, %", "1.488.96 1.461.107.944"])
def test_a_number_cut_short_or_run_into_another_is_only_probable(text: str) -> None:
    said = said_of(text, *((word, AGREED, ()) for word in text.split()))
    assert agreed_in_value(said, text, INDONESIAN, Nature.MONEY).agreement is SINGLE
