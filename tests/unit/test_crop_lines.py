"""The lines of a cell: parted where they are set solid, and never through their letters."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from extract.picture.crops import ink_of, line_rows


def rows_of(text: str, *, x_height_px: float, pitch: float, page_h: float = 24.0) -> int:
    """How many lines are seen in a cell of letters of a height, set `pitch` font sizes apart, on a page of others."""
    # An x is half as high as the font's size.
    size = round(2 * x_height_px)
    font = ImageFont.load_default(size)
    lines = text.split("\n")
    picture = Image.new("L", (1200, round(size * (2 + pitch * len(lines)))), 255)
    draw = ImageDraw.Draw(picture)
    for number, line in enumerate(lines):
        draw.text((20, size / 2 + number * pitch * size), line, 0, font)
    return len(line_rows(ink_of(np.asarray(picture)), page_h))


@pytest.mark.parametrize("x_height_px", [14, 17, 20, 24])
@pytest.mark.parametrize(
    "text", ["Banyaknya peserta penyuluhan\nbahaya narkoba", "13,950\nOrang", "yang menjalani\npascarehabilitasi"]
)
def test_lines_set_solid_are_parted_though_smaller_than_the_pages_letters(text: str, x_height_px: int) -> None:
    assert rows_of(text, x_height_px=x_height_px, pitch=1.1) == 2


@pytest.mark.parametrize("x_height_px", [18, 24, 30])
@pytest.mark.parametrize("text", ["000.000.000", "88", "0", "1.800.300.000", "BB", "HEBE", "Indeks", "=", "3", "EEE"])
def test_no_line_is_cut_through_its_letters(text: str, x_height_px: int) -> None:
    """The profile of zeros has two peaks too, at their ends; on a page of smaller letters they stand far apart."""
    assert rows_of(text, x_height_px=x_height_px, pitch=1.2) == 1
