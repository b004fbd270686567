"""A printed cell to a number: "Rp. 1.544.257.000,-", "98,49.%", "4 Tahapan", "≥ 95", "-". Pure.

What is no number stays text with a reason; what could be read two ways says so. Three modules stand behind
it: `cell_text` takes a cell apart, `numerals` knows the digits' grammar, `units` the words beside them.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from layouts.cell_text import CellParts, join_digits, normal_text, says_nothing, take_apart
from layouts.number_words import large_unit, read_number_words, short_scale
from layouts.numerals import (
    NO_STYLE,
    Mark,
    Nature,
    NumberStyle,
    Numeral,
    column_style,
    is_grouped,
    read_numeral,
)
from layouts.units import Units, nature_of, set_units, units_in_use

__all__ = [
    "LARGEST_PERCENT",
    "SMALLEST_AMOUNT",
    "Mark",
    "Nature",
    "NumberStyle",
    "Reading",
    "ReadingKind",
    "column_style",
    "counts_up",
    "is_nothing",
    "looks_numeric",
    "nature_of",
    "read_number",
    "scale_of",
]


class ReadingKind(StrEnum):
    """What a cell holds."""

    AMOUNT = "amount"
    PERCENT = "percent"
    UNIT = "unit"
    PLAIN = "plain"
    TEXT = "text"
    NOTHING = "nothing"


# A rupiah amount of an office is never below this; an index, count or percentage of one is (500,000 clients: no).
SMALLEST_AMOUNT = 500_000.0
# A capaian or persen of more than this many percent is rare enough to be something else: an amount or a count.
LARGEST_PERCENT = 1000.0
# A raised footnote mark is read into the number before it: "85" with 1) as "851)", "1.250" with a as "1.250a".
_FOOTNOTE = re.compile(r"\d\)|\d[a-d](?!\w)")
_ENUMERATOR = re.compile(r"\d{1,2}\)(?:\s.*)?")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says.

    `value` is None for TEXT (with the `reason`) and NOTHING (no row). `satuan` is the unit as printed in the
    cell, "Rp" in either spelling. `decimals` counts the digits printed after the decimal mark, before any
    multiplication. `reason` is a code: why there is no value ("grade", "no-number", "range", "bound",
    "ratio", "date", "code", "several-numbers", "malformed-number"), or a doubt about it
    ("digit-word-mismatch", "malformed-number", "bracketed-percent", "bracketed-number", "bullet-or-minus",
    "scale-or-unit": "1,5 M" where no money is counted),
    or "scaled-word" ("1,54 miliar"), or "number-in-brackets": what it prints in brackets besides ("1.250.000 (95,2%)")
    is in no other value. `ambiguous`: the value is the more probable of two readings.
    """

    value: Decimal | None
    satuan: str
    decimals: int
    reason: str
    kind: ReadingKind
    ambiguous: bool = False

    @property
    def is_nothing(self) -> bool:
        """Whether the cell prints no value at all ("-", "nihil", empty): no row."""
        return self.kind is ReadingKind.NOTHING


_NOTHING = Reading(None, "", 0, "", ReadingKind.NOTHING)
_LARGE = r"ribuan|ribu|jutaan|juta|mil[iy]aran|mil[iy]ar|triliun"
_RP = r"(?:rp|idr)\.?"
_ZEROS = re.compile(
    rf"\(\s*(?:dalam|x)?\s*(?:{_RP})?\s*(?:x\s*)?\.?\s*(?:1[.,]?)?(000(?:[.,]?000)*)\s*(?:,-)?\s*(?:{_RP}|rupiah)?\s*\)"
    r"|^rp\s*\.?\s*(000)$"
)
_SAID = (
    re.compile(rf"\b(?:dalam|satuan)\s*:?\s*(?:{_RP}\s*)?({_LARGE}|jt|rb|rupiah|rp)\b"),
    re.compile(rf"\(\s*(?:{_RP}\s*)?({_LARGE}|jt|rb)\b\s*(?:rupiah|{_RP})?\s*\)"),
    re.compile(rf"\b(ribuan|jutaan|mil[iy]aran)\s+rupiah\b|(?<!\w){_RP}\s*({_LARGE}|jt|rb)\b(?=\s*(?:[)|/,;]|$))"),
)
# "Pagu ribu rupiah" is a unit, "lima ratus ribu rupiah" and "5 juta rupiah" are amounts.
_UNIT_IN_WORDS = re.compile(rf"(?:^|([a-z\d.,]+)\W+)({_LARGE})\s+rupiah\b")


@lru_cache(maxsize=50_000)
def read_number(text: str, style: NumberStyle | None = None, *, nature: Nature | None = None) -> Reading:
    """Read one cell.

    Args:
        text: The cell as printed; lines may be joined by spaces or line feeds.
        style: What "." and "," mean in its column (`column_style`).
        nature: What the Satuan column, the heading or the label tells of the number (`nature_of`); the cell's
        own
            unit goes before it.

    Returns:
        The reading; no text raises.
    """
    plain = normal_text(text)
    if _FOOTNOTE.search(plain) and "(" not in plain and not _ENUMERATOR.fullmatch(plain.strip()):
        return _text("malformed-number")
    if says_nothing(plain):
        return Reading(None, "", 0, "", ReadingKind.NOTHING)
    parts = take_apart(plain, nature)
    if isinstance(parts, str):
        return _text(parts)
    nature = _own_nature(parts) or nature
    digits, joined = join_digits(parts.number, nature)
    if not digits:
        return _text("several-numbers")
    # "1.544 juta" and "1,544 miliar" can both be meant as they stand or with decimals.
    numeral = read_numeral(digits, _style_of(parts, style or NO_STYLE), nature if parts.factor == 1 else None)
    return _text("malformed-number") if numeral.value is None else _reading(parts, numeral, joined=joined)


@lru_cache(maxsize=50_000)
def is_nothing(text: str) -> bool:
    """Whether a cell prints no value: empty, a dash, "nihil", "n/a". A printed 0 is a value."""
    return says_nothing(normal_text(text))


def read_with(units: Units) -> None:
    """Read numbers with this vocabulary of units from here on; what was remembered of another is forgotten."""
    if units != units_in_use():
        read_number.cache_clear()
        is_nothing.cache_clear()
    set_units(units)


def looks_numeric(text: str) -> bool:
    """Whether a cell is a number, or speaks of numbers as a range, a bound or a malformed amount does."""
    reading = read_number(text)
    return reading.value is not None or reading.reason in (
        "range",
        "bound",
        "malformed-number",
        "several-numbers",
    )


def counts_up(filled: Sequence[str]) -> bool:
    """Whether cells are numbers of rows: "1.", "2.", "3."; a second run may begin again at 1."""
    counts = [text.strip(" .()") for text in filled]
    if len(counts) < 2 or not all(count.isdigit() and len(count) <= 3 for count in counts):
        return False
    numbers = [int(count) for count in counts]
    return numbers[0] in (1, 2) and all(b == a + 1 or b == 1 for a, b in itertools.pairwise(numbers))


def scale_of(text: str) -> Decimal | None:
    """What a caption or heading multiplies its amounts by.

    Returns:
        1000 for "(dalam ribuan rupiah)" and "(Rp.000)", 1 for "dalam rupiah", None where nothing is said.
    """
    plain = normal_text(text).lower()
    zeros = _ZEROS.search(plain)
    if zeros:
        return Decimal(1000) ** zeros.group().count("000")
    said = next((found for pattern in _SAID if (found := pattern.search(plain))), None)
    word = next(group for group in said.groups() if group) if said is not None else _unit_in_words(plain)
    if not word:
        return None
    return Decimal(large_unit(word) or large_unit(word.removesuffix("an")) or short_scale(word) or 1)


def _unit_in_words(plain: str) -> str:
    found = _UNIT_IN_WORDS.search(plain)
    before = (found.group(1) or "") if found is not None else ""
    amount = any(ch.isdigit() for ch in before) or read_number_words(before) is not None
    return "" if found is None or amount or large_unit(before) else found.group(2)


def _text(reason: str) -> Reading:
    return Reading(None, "", 0, reason, ReadingKind.TEXT)


def _style_of(parts: CellParts, style: NumberStyle) -> NumberStyle:
    """What the column says of a cell's marks; "95.5%" says nothing of the dot in "150.000 m3"."""
    of_things = style.of_percents and style.dot is Mark.DECIMAL and parts.unit and not parts.percent
    return replace(style, dot=Mark.UNKNOWN, dot_sure=False) if of_things else style


def _own_nature(parts: CellParts) -> Nature | None:
    if parts.percent:
        return Nature.PERCENT
    if parts.rupiah or parts.no_cents:
        return Nature.MONEY
    return units_in_use().nature_of_unit(parts.unit) if parts.unit else None


def _reading(parts: CellParts, numeral: Numeral, *, joined: bool) -> Reading:
    value = (numeral.value or Decimal(0)) * parts.factor * (-1 if parts.negative else 1)
    doubt = parts.doubt
    if parts.bracketed and not parts.no_cents and value == value.to_integral_value() and abs(value) < 1000:
        # "(412.400)" is a loss; "(5)" may as well be a remark or a column's number.
        doubt = doubt or "bracketed-number"
    reason = doubt or _remark(parts, numeral)
    return Reading(
        value,
        _satuan(parts),
        numeral.decimals,
        reason,
        _kind(parts),
        ambiguous=numeral.ambiguous or joined or bool(doubt),
    )


def _remark(parts: CellParts, numeral: Numeral) -> str:
    if numeral.malformed:
        return "malformed-number"
    if parts.words is not None and numeral.value is not None and parts.words != int(numeral.value * parts.factor):
        return "digit-word-mismatch"
    return "scaled-word" if parts.factor != 1 else "number-in-brackets" if parts.aside else ""


def _satuan(parts: CellParts) -> str:
    if parts.percent:
        return f"%{parts.unit}"
    return "Rp" if parts.rupiah else parts.unit


def _kind(parts: CellParts) -> ReadingKind:
    if parts.percent:
        return ReadingKind.PERCENT
    if parts.rupiah or parts.no_cents:
        return ReadingKind.AMOUNT
    if parts.unit:
        return ReadingKind.UNIT
    whole = "".join(parts.number.split())
    return ReadingKind.AMOUNT if is_grouped(whole) or is_grouped(whole[:-3]) else ReadingKind.PLAIN
