"""What wording says about a cell: a header phrase, a number, a mark for none, a numbered column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz, process

# Measured on real header cells: 85 names nine of ten, lower scores begin to name the wrong ones.
_KNOWN_SCORE = 85.0
# Two texts of lengths a < b have a ratio of at most 2a / (a + b): 85 at a = 0.74 b.
_SHORTER = 0.74
_NOT_WORD = re.compile(r"[^\w%]+")
_SPACED_OUT = re.compile(r"\b(?:\w ){3,}\w\b")
_UNIT = r"(?:\s*(?:%|[^\W\d]+))?"
_NUMBER = re.compile(rf"^[(\-–]?\s*(?:rp\W{{0,3}})?[(\-–]?\s*\d[\d.,\s]*(?:,-|\.-|-|\))*{_UNIT}\W*$", re.I)
# The longest printed number with its currency and unit ("Rp. 1.234.567.890.123,00 (dalam rupiah)") is half as long.
_NUMBER_LETTERS = 60
# Dots that lead the eye from a label to its number.
_LEADER = re.compile(r"[.·…_]{4,}")
_NONE_MARKS = frozenset({"-", "–", "—", "n/a", "n.a", "n.a.", "nihil"})
# "Rp", "Rp.:", "IDR": its amount is another word of the same cell.
_CURRENCY_MARK = re.compile(r"(?:rp|idr)\W*", re.I)
_COLUMN_NUMBER = re.compile(r"^\(?\s*(\d{1,2})\s*\)?\s*(?:[=(:].*)?$")


@lru_cache(maxsize=4096)
def normalised(text: str) -> str:
    """Lower case, words and percent signs only, single spaces; letter-spaced words closed up ("T a r g e t")."""
    plain = _NOT_WORD.sub(" ", text.casefold()).strip()
    return _SPACED_OUT.sub(lambda match: match.group().replace(" ", ""), plain)


@lru_cache(maxsize=8)
def longest(phrases: frozenset[str]) -> int:
    """Letters of the longest of some wordings."""
    return max(map(len, phrases), default=0)


@lru_cache(maxsize=16384)
def is_known(text: str, phrases: frozenset[str]) -> bool:
    """Whether a text is one of `phrases`, misspelled perhaps (ratio ≥ 85), percent signs aside; "%" itself is known."""
    plain = normalised(text)
    if "%" in plain:
        plain = " ".join(plain.replace("%", " ").split())
        return not plain or is_known(plain, phrases)
    if not plain or len(plain) > longest(phrases) / _SHORTER:
        return False
    return (
        plain in phrases or process.extractOne(plain, phrases, scorer=fuzz.ratio, score_cutoff=_KNOWN_SCORE) is not None
    )


@lru_cache(maxsize=16384)
def is_number(text: str) -> bool:
    """Whether a text is one printed number, with currency, percent sign or unit word, or a mark for none ("-")."""
    plain = text.strip()
    if len(plain) > _NUMBER_LETTERS:
        return False
    return plain.casefold() in _NONE_MARKS or _NUMBER.match(plain) is not None


def is_currency_mark(text: str) -> bool:
    """Whether a word is a currency mark alone, without its amount."""
    return _CURRENCY_MARK.fullmatch(text) is not None


def is_leader(text: str) -> bool:
    """Whether a run of glyphs is a line of dots that leads from a label to its number."""
    return _LEADER.fullmatch(text) is not None


def is_column_numbering(texts: Iterable[str]) -> bool:
    """Whether a row numbers its columns: "(1) (2) (3)" or "1 2 3 4 5 6=5/4", ascending by one."""
    found = [_COLUMN_NUMBER.match(text.strip()) for text in texts if text.strip()]
    numbers = [int(match.group(1)) for match in found if match is not None]
    return (
        len(found) >= 3 and len(numbers) == len(found) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    )
