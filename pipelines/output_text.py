"""How a cell's text and numbers are written: cleaned for every file, then guarded and formatted for CSV.

Parquet carries the cleaned text and the double; CSV carries the same text, guarded against spreadsheets, and
the same number in fixed point.
"""

from __future__ import annotations

import re
from decimal import Decimal

# Spreadsheets take a cell for a formula when it begins so (OWASP, "CSV Injection").
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

# A sign and then nothing but a number (with currency, grouping, percent, the ",-" of Indonesian amounts) or
# nothing at all: a spreadsheet shows such text or takes it for that number, and there is no function to run.
_SIGNED_NUMBER = re.compile(r"[-+]\s*(Rp\.?\s*)?(\d[\d.,\s]*)?[-%]?", re.IGNORECASE)

# Letters of no text file: C0 and C1 controls, non-characters. White space among them is collapsed before.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffe\uffff]")
_PATH_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def clean_text(text: str) -> str:
    """One line of valid Unicode: white space collapsed, controls gone, lone surrogates escaped."""
    if text.isprintable() and "  " not in text:
        return text.strip(" ")  # nearly every cell; nothing printable needs more
    return _SURROGATES.sub(_escape, " ".join(_CONTROLS.sub(" ", text).split()))


def clean_path(path: str) -> str:
    r"""A file name that any text file can carry; spaces stay as they are.

    Bytes that are no UTF-8 (Python hands them over as lone surrogates) become ``\xff``, line ends and other
    controls ``\x0a``.
    """
    return _SURROGATES.sub(_escape, _PATH_CONTROLS.sub(_escape, path))


def guard_formula(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would run; "-", "+62", "-1.415.500" are left alone."""
    if text.startswith(FORMULA_STARTS) and not _SIGNED_NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def fixed_point(number: float, *, mark: str = ".") -> str:
    """Write a finite double in fixed point: no exponent, no trailing zeros, no "-0".

    The digits are the shortest that read back as the same double.
    """
    digits = format(Decimal(repr(number)), "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits.replace(".", mark)


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if 0xDC80 <= code <= 0xDCFF:
        code -= 0xDC00
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
