"""Laws of consensus: what holds for any readings."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extract.consensus import number_key, numbers_in, settle
from extract.model import Agreement, Reading

ENGINES = st.sampled_from([("tesseract-ind", ""), ("tesseract-eng", ""), ("rapidocr", ""), ("rapidocr", "stretched")])
TEXTS = st.text(alphabet="0123456789.,-()% RpabOlI|", max_size=20)
READINGS = st.lists(
    st.builds(
        lambda engine, text, confidence: Reading(engine[0], "1", text, confidence, engine[1]),
        ENGINES,
        TEXTS,
        st.floats(0, 1),
    ),
    max_size=4,
)
AMOUNTS = st.integers(10**6, 10**13)


def family(reading: Reading) -> str:
    return reading.engine.partition("-")[0]


@given(READINGS)
def test_an_agreed_number_was_read_by_two_engines(readings: list[Reading]) -> None:
    for word in settle(readings):
        if word.agreement is Agreement.AGREED:
            for number in numbers_in(word.text.strip("()%")):
                digits = {char for char in number.text if char.isdigit()}
                assert len({family(r) for r in readings if digits <= set(r.text)}) >= 2


@given(READINGS)
def test_the_order_in_which_other_engines_are_asked_changes_no_agreement(readings: list[Reading]) -> None:
    first = {(r.engine, r.variant): r for r in readings}
    once = list(first.values())
    forth, back = settle(once), settle(once[::-1])
    assert [(w.text, w.agreement) for w in forth] == [(w.text, w.agreement) for w in back]


@given(READINGS)
def test_no_word_holds_a_space_or_nothing(readings: list[Reading]) -> None:
    assert all(word.text and not any(char.isspace() for char in word.text) for word in settle(readings))


@given(AMOUNTS, st.sampled_from(".,"))
def test_an_amount_has_one_key_however_its_thousands_are_marked(amount: int, mark: str) -> None:
    assert number_key(f"{amount:,}".replace(",", mark)) == str(amount)


@given(AMOUNTS, st.integers(1, 12), st.integers(1, 9))
def test_an_amount_with_another_digit_has_another_key(amount: int, place: int, step: int) -> None:
    digits = list(f"{amount:,}".replace(",", "."))
    index = min(place, len(digits) - 1)
    if digits[index] == ".":
        return
    digits[index] = str((int(digits[index]) + step) % 10)
    assert number_key("".join(digits)) != str(amount)
