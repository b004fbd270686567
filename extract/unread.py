"""Print in a crop that no reading accounts for: a number read without its first group is narrower than its ink.

Both engines lose the same digits now and then, most often at the beginning, and then agree. The width that a digit
takes is much the same all over a sheet, whatever is printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

import numpy as np

from extract.picture.crops import ink_of
from extract.picture.model import GreyImage

# Widths in heights of the ink, on the generous side; relative to them 161 right numbers of five fonts took 0.52
# (narrow) to 0.89, and those of one sheet no more than 1.2 times their median.
DIGIT, MARK, SIGN = 0.9, 0.45, 1.3
TOO_WIDE, TOO_WIDE_FOR_SHEET, ENOUGH = 1.0, 1.25, 8
# White between letters that is wider than this is no part of them.
GAP = 0.35
# Rows with less ink than this share of the fullest hold specks and descenders only.
BODY = 0.1
_NUMBER = re.compile(r"[\d.,\s%()-]*\d[\d.,\s%()-]*")


def have_unread_ink(lines: Sequence[tuple[GreyImage, str]]) -> list[bool]:
    """Whether more is printed in a line than was read, for lines that were read as numbers and nothing else.

    Args:
        lines: The lines of one sheet, each its picture and what was read on it.
    """
    widths = [width_share(image, text) for image, text in lines]
    known = [width for width in widths if width is not None]
    usual = median(known) * TOO_WIDE_FOR_SHEET if len(known) >= ENOUGH else TOO_WIDE
    return [width is not None and width > min(usual, TOO_WIDE) for width in widths]


def width_share(image: GreyImage, text: str) -> float | None:
    """The width of a line's ink against what its number may take at most; None for other texts and without ink."""
    if not _NUMBER.fullmatch(text):
        return None
    ink = ink_of(image)
    rows = ink.sum(axis=1)
    body = np.flatnonzero(rows >= max(1, BODY * int(rows.max(initial=0))))
    columns = np.flatnonzero(ink.any(axis=0))
    if not len(body) or not len(columns):
        return None
    height = int(body[-1] - body[0]) + 1
    gaps = np.diff(columns)
    width = int(columns[-1] - columns[0]) + 1 - int(gaps[gaps > GAP * height].sum())
    digits, signs = sum(char.isdigit() for char in text), text.count("%")
    marks = sum(not (char.isdigit() or char.isspace() or char == "%") for char in text)
    return width / height / (DIGIT * digits + MARK * marks + SIGN * signs)
