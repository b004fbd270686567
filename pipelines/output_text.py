"""How a cell's text and numbers are written: cleaned for every file, then guarded and formatted for CSV.

Parquet carries the cleaned text and the double; CSV carries the same text, guarded against spreadsheets, and
the same number in fixed point.
"""

from __future__ import annotations

import json
import os
import re
from decimal import Decimal
from shlex import quote

# Spreadsheets take a cell for a formula when it begins so (OWASP, "CSV Injection").
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

# A sign and then nothing but a number (with currency, grouping, percent, the ",-" of Indonesian amounts) or
# nothing at all: a spreadsheet shows such text or takes it for that number, and there is no function to run.
_SIGNED_NUMBER = re.compile(r"[-+]\s*(Rp\.?\s*)?(\d[\d.,\s]*)?[-%]?", re.IGNORECASE)

# Letters of no text file: C0 and C1 controls, non-characters. White space among them is collapsed before.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
# What moves a terminal's cursor, changes its colours or turns the order of letters: controls (C0 without the line end,
# C1), separators of lines and paragraphs, marks of direction (Unicode TR 36, "bidirectional text spoofing"), tags.
_UNSHOWABLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f]"
)
# A backslash that could be taken for the beginning of an escape.
_AMBIGUOUS = re.compile(r"\\(?=[xu])")


def clean_text(text: str) -> str:
    """One line of valid Unicode: white space collapsed, controls gone, lone surrogates escaped."""
    if text.isprintable() and "  " not in text:
        return text.strip(" ")  # nearly every cell; nothing printable needs more
    return _SURROGATES.sub(_escape, " ".join(_CONTROLS.sub(" ", text).split()))


def clean_path(path: str) -> str:
    r"""A file name that any text file can carry; spaces stay as they are.

    Bytes that are no UTF-8 (Python hands them over as lone surrogates) become ``\xff``, line ends and other
    controls ``\x0a``. A clean name stays as it is.
    """
    return path if path.isprintable() else _UNSHOWABLE.sub(_escape, path).replace("\n", "\\x0a")


def name_of_path(path: str) -> str:
    r"""A path of the file system as a clean name; no two become one.

    A backslash that looks like the beginning of an escape is ``\x5c``. Names on disk are taken for UTF-8, whatever the
    locale of this run is.
    """
    utf8 = os.fsencode(path).decode("utf-8", "surrogateescape")
    return clean_path(_AMBIGUOUS.sub(_escape, utf8))


def harmless(text: str) -> str:
    r"""Text of any origin for a terminal or a log: lines stay lines, what would steer the terminal is ``\u001b``.

    The signs are those of JSON, so JSON stays JSON.
    """
    return _UNSHOWABLE.sub(_escape_as_json, text)


def shell_word(text: str) -> str:
    r"""Text as one word of a command that can be pasted into bash; ``$'\x1b'`` where it cannot be shown as it is."""
    if not _UNSHOWABLE.search(text) and "\n" not in text:
        return quote(text)
    return "$'" + "".join(_shell_byte(byte) for byte in os.fsencode(text)) + "'"


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


def _shell_byte(byte: int) -> str:
    letter = chr(byte)
    return letter if 0x20 <= byte < 0x7F and letter not in "\\'" else f"\\x{byte:02x}"


def _escape_as_json(match: re.Match[str]) -> str:
    return json.dumps(match.group())[1:-1] if match.group() != "\x7f" else "\\u007f"


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if 0xDC80 <= code <= 0xDCFF:
        code -= 0xDC00
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
