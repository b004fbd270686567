"""Small raised numbers behind others are footnotes' marks and exponents, not further digits."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from extract.read import read_pages
from layouts.values import read_number


def words_of(base: str, mark: str, *, size: float = 7, rise: float = 4) -> list[str]:
    """The words of a line in 11-point print with a mark behind it, smaller and raised in points."""
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1)
    canvas.setFont("Helvetica", 11)
    canvas.drawString(72, 700, base)
    canvas.setFont("Helvetica", size)
    canvas.drawString(72 + canvas.stringWidth(base, "Helvetica", 11), 700 + rise, mark)
    canvas.showPage()
    canvas.save()
    (page,) = read_pages(stream.getvalue())
    return [word.text for word in sorted(page.words, key=lambda word: word.box.x0)]


@pytest.mark.parametrize(
    ("base", "mark", "word"), [("8", "2", "8²"), ("1.250", "1)", "1.250¹⁾"), ("98,6%", "3", "98,6%³")]
)
def test_a_raised_number_is_written_as_one(base: str, mark: str, word: str) -> None:
    assert words_of(base, mark) == [word]
    value = read_number(word).value
    assert value is not None
    assert value == read_number(base).value


def test_digits_of_another_font_on_the_line_are_digits() -> None:
    assert words_of("8", "2", size=11, rise=0) == ["82"]
    assert words_of("8", "2", size=8, rise=0) == ["82"]


def test_an_exponent_belongs_to_its_unit() -> None:
    assert words_of("12 m", "3") == ["12", "m3"]
