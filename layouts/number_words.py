"""Indonesian number words: "dua belas", "satu miliar lima ratus juta rupiah". Pure."""

from __future__ import annotations

import re

_DIGITS = {
    "nol": 0, "kosong": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5,
    "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9,
}  # fmt: skip
_SMALL_UNITS = {"puluh": 10, "ratus": 100}
# "milyar" is the old spelling and still the usual one; the others are misprints that offices print.
_LARGE_UNITS = {
    "ribu": 10**3, "juta": 10**6, "miliar": 10**9, "milyar": 10**9, "milyard": 10**9, "miliat": 10**9,
    "miliyar": 10**9, "triliun": 10**12, "trilyun": 10**12,
}  # fmt: skip
_SHORT_SCALES = {"jt": 10**6, "rb": 10**3}
_FUSED = {"sepuluh": "satu puluh", "sebelas": "satu belas", "seratus": "satu ratus", "seribu": "satu ribu"}


def large_unit(word: str) -> int | None:
    """What "ribu", "juta", "miliar" or "triliun" multiplies by (any spelling known); None for other words."""
    return _LARGE_UNITS.get(word.lower())


def short_scale(word: str) -> int | None:
    """What "jt" or "rb" multiplies by: they are no units; None for other words."""
    return _SHORT_SCALES.get(word.lower())


def read_number_words(text: str) -> int | None:
    """Read a number written out in words.

    Args:
        text: Words, in any case; words after the number ("orang", "rupiah") do not matter.

    Returns:
        The number, or None when `text` does not begin with number words or they make no number.
    """
    words = _number_words_at_start(text)
    if not words:
        return None
    total, group, digit = 0, 0, None
    for word in words:
        if word in _DIGITS:
            if digit is not None:
                return None
            digit = _DIGITS[word]
        elif word == "belas":
            group, digit = group + 10 + (digit or 0), None
        elif word in _SMALL_UNITS:
            group, digit = group + (digit or 0) * _SMALL_UNITS[word], None
        else:
            total, group, digit = total + (group + (digit or 0)) * _LARGE_UNITS[word], 0, None
    return total + group + (digit or 0)


def _number_words_at_start(text: str) -> list[str]:
    known: list[str] = []
    for printed in re.findall(r"[a-z]+", text.lower()):
        for word in _FUSED.get(printed, printed).split():
            if not (word in _DIGITS or word == "belas" or word in _SMALL_UNITS or word in _LARGE_UNITS):
                return known
            known.append(word)
    return known
