"""What "." and "," mean in a printed number: the grammar of digits, and what a column tells of it. Pure.

Indonesian offices print 1.234.567,89, some print 1,234,567.89, and the same table may hold 51.00 and 98,49.
Two or more groups of exactly three digits are thousands whatever the mark; one group of three ("79,375",
"12.500") says nothing by itself and is decided by what is counted, then by its column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Mark(StrEnum):
    """What a mark between digits separates."""

    THOUSANDS = "thousands"
    DECIMAL = "decimal"
    UNKNOWN = "unknown"


class Nature(StrEnum):
    """What kind of quantity a number is: whole things, a measure with decimals, a percentage, or money.

    Of `THINGS` it is said what they are ("12,500 Orang"), of a `COUNT` only that something is counted.
    """

    THINGS = "things"
    COUNT = "count"
    MEASURE = "measure"
    PERCENT = "percent"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How a column (or a document) prints numbers.

    `dot` and `comma` say what the marks mean there. A mark is sure when a number of that very column proves
    it, else it was concluded from the other mark or from the document. `between` is the range of the column's
    clear numbers where all of them are printed with decimals, else None; `clear` that of the clear ones but zero.
    `of_percents`: nothing but percentages spoke, which may be printed otherwise than the things beside them.
    """

    dot: Mark = Mark.UNKNOWN
    comma: Mark = Mark.UNKNOWN
    dot_sure: bool = False
    comma_sure: bool = False
    between: tuple[Decimal, Decimal] | None = None
    clear: tuple[Decimal, Decimal] | None = None
    of_percents: bool = False

    def meaning(self, mark: str) -> tuple[Mark, bool]:
        """What "." or "," means, and whether that is sure."""
        return (self.dot, self.dot_sure) if mark == "." else (self.comma, self.comma_sure)


@dataclass(frozen=True, slots=True)
class Numeral:
    """Digits and marks read as a number. `value` is None where they make no number.

    `decimals` counts the digits printed after the decimal mark. `ambiguous`: another reading is possible.
    `malformed`: marks are missing or misplaced.
    """

    value: Decimal | None
    decimals: int = 0
    ambiguous: bool = False
    malformed: bool = False


NO_STYLE = NumberStyle()
_BROKEN = Numeral(None, malformed=True)
_DIGITS_AND_MARKS = re.compile(r"\d+(?:[.,]\d+)*")


def is_grouped(text: str) -> bool:
    """Whether digits stand in two or more groups of exactly three behind the first: thousands."""
    return re.fullmatch(r"[1-9]\d{0,2}(?:[.,]\d{3}){2,}", text) is not None


def read_numeral(text: str, style: NumberStyle = NO_STYLE, nature: Nature | None = None) -> Numeral:
    """Read digits with "." and "," between them.

    Args:
        text: Digits and marks only, beginning and ending with a digit: "1.546.577.000", "98,49".
        style: What the column says of the marks.
        nature: What is counted or measured, where the unit or the label tells.

    Returns:
        The number; `Numeral(None, malformed=True)` where the marks allow no reading.
    """
    if not _DIGITS_AND_MARKS.fullmatch(text):
        return _BROKEN
    groups, marks = re.split(r"[.,]", text), re.findall(r"[.,]", text)
    if not marks:
        return Numeral(Decimal(text))
    if is_grouped(text):
        return Numeral(Decimal("".join(groups)))
    if len(marks) == 1:
        return _one_mark(text, style, nature)
    if marks[-1] in marks[:-1]:
        return _BROKEN
    return _with_decimals(groups)


def _with_decimals(groups: list[str]) -> Numeral:
    """Groups of which the last is decimals: its mark stands once, after marks of the other kind."""
    first, *thousands = groups[:-1]
    value = Decimal("".join(groups[:-1]) + "." + groups[-1])
    if all(len(group) == 3 for group in thousands) and 1 <= len(first) <= 3:
        return Numeral(value, len(groups[-1]))
    # "227.199732,00": a mark was left out, and no digit is in doubt. "3.8000.000,00" has one digit too many.
    if all(len(group) % 3 == 0 for group in thousands):
        return Numeral(value, len(groups[-1]), ambiguous=True, malformed=True)
    return _BROKEN


def _one_mark(text: str, style: NumberStyle, nature: Nature | None) -> Numeral:
    head, mark, tail = text.partition("." if "." in text else ",")
    as_decimal = Decimal(f"{head}.{tail}")
    if len(tail) == 3 and len(head) <= 3 and not head.startswith("0"):
        return _single_group(head, mark, tail, style=style, nature=nature)
    meaning, sure = style.meaning(mark)
    if len(tail) > 4 and (nature is Nature.MONEY or (sure and meaning is Mark.THOUSANDS)):
        return _BROKEN
    # Nobody counts half persons or prints hundredths of money without its thousands: perhaps a digit is
    # missing.
    doubtful = nature in (Nature.THINGS, Nature.COUNT) or (nature is Nature.MONEY and meaning is not Mark.DECIMAL)
    return Numeral(as_decimal, len(tail), ambiguous=doubtful)


def _single_group(head: str, mark: str, tail: str, *, style: NumberStyle, nature: Nature | None) -> Numeral:
    """One mark before three digits: what is counted decides, then the column, then the country's habit."""
    as_thousands, as_decimal = Numeral(Decimal(head + tail)), Numeral(Decimal(f"{head}.{tail}"), 3)
    meaning, sure = style.meaning(mark)
    if nature is Nature.THINGS:
        # Nobody counts thousandths of persons, whatever a comma means beside them.
        return as_thousands
    if nature is Nature.COUNT:
        return as_thousands if mark == "." or meaning is Mark.THOUSANDS else _doubted(as_thousands)
    if nature is Nature.MEASURE:
        return _doubted(as_decimal) if meaning is Mark.THOUSANDS else as_decimal
    if nature is Nature.PERCENT:
        # 105.263 % of a target is possible, 105,263 times it is not; 1.250 % can be either.
        if len(head) > 1 or meaning is Mark.DECIMAL:
            return as_decimal
        return _doubted(as_thousands if meaning is Mark.THOUSANDS else as_decimal)
    if nature is Nature.MONEY:
        if meaning is Mark.DECIMAL and sure:
            return as_decimal
        return as_thousands if mark == "." or meaning is Mark.THOUSANDS else _doubted(as_thousands)
    if sure:
        # "150.000 ton" beside "12.5 ton" and "3,300 Ha" beside "98,49" may be many: what proves a mark for decimals has
        # one, two or four of them.
        return as_thousands if meaning is Mark.THOUSANDS else _doubted(as_decimal)
    if style.between and style.between[0] <= (as_decimal.value or 0) <= style.between[1]:
        return _doubted(as_decimal)
    if meaning is Mark.DECIMAL or (meaning is Mark.UNKNOWN and mark == ","):
        return as_decimal if meaning is Mark.DECIMAL else _doubted(as_decimal)
    # "8.000": nobody prints an index with three zeros behind the mark. And a dot that parts thousands in all numbers of
    # the document and decimals in none parts them in "1.850 Ha" too.
    plain = mark == "." and (tail == "000" or meaning is Mark.THOUSANDS)
    return as_thousands if plain else _doubted(as_thousands)


def _doubted(numeral: Numeral) -> Numeral:
    return Numeral(numeral.value, numeral.decimals, ambiguous=True)


def column_style(texts: Iterable[str], *, fallback: NumberStyle | None = None) -> NumberStyle:
    """Find out what "." and "," mean in a column, or in a whole document.

    Percentages are heard only where nothing else speaks: "83.58%" stands beside "1.506.190.000" in one
    column.

    Args:
        texts: The cells as printed; cells without numbers do not matter.
        fallback: The document's style, for marks of which the column says nothing.

    Returns:
        The style; a mark on which the column contradicts itself stays UNKNOWN.
    """
    cells = list(texts)
    plain = [text for text in cells if "%" not in text and "persen" not in text.lower()]
    evidence = _evidence(plain)
    of_percents = not any(evidence.values())
    if of_percents:
        evidence = _evidence(cells)
    dot, dot_sure = _verdict(evidence, ".")
    comma, comma_sure = _verdict(evidence, ",")
    # 1.234,5 and 1,234.5 are the two habits. Decimals behind a dot prove nothing of commas: "51.00" beside
    # "98,49".
    if not evidence[".", Mark.THOUSANDS] and not evidence[".", Mark.DECIMAL] and comma_sure:
        dot = Mark.THOUSANDS if comma is Mark.DECIMAL else Mark.DECIMAL
    if not evidence[",", Mark.THOUSANDS] and not evidence[",", Mark.DECIMAL]:
        comma = Mark.DECIMAL if dot_sure and dot is Mark.THOUSANDS else comma
    if fallback is not None:
        dot = fallback.dot if dot is Mark.UNKNOWN and not evidence[".", Mark.DECIMAL] else dot
        comma = fallback.comma if comma is Mark.UNKNOWN and not evidence[",", Mark.DECIMAL] else comma
    return NumberStyle(dot, comma, dot_sure, comma_sure, _range_of_decimals(plain), _range_of_clear(cells), of_percents)


def _numbers_in(text: str) -> list[str]:
    bare = re.sub(r"\b(?:rp|idr)\s*[.,:]?", " ", text, flags=re.I)
    return re.findall(r"(?<![\w.,/-])\d+(?:[.,]\d+)*(?![\w/])", bare)


def _evidence(texts: list[str]) -> dict[tuple[str, Mark], int]:
    counts = {(mark, meaning): 0 for mark in ".," for meaning in (Mark.THOUSANDS, Mark.DECIMAL)}
    for number in (number for text in texts for number in _numbers_in(text)):
        for mark, meaning in _proofs(number):
            counts[mark, meaning] += 1
    return counts


def _proofs(number: str) -> list[tuple[str, Mark]]:
    """What one number proves of its marks by its form alone."""
    marks = re.findall(r"[.,]", number)
    if is_grouped(number):
        # Mixed marks in one grouped number are misprints or misreadings and prove nothing.
        return [(marks[0], Mark.THOUSANDS)] if len(set(marks)) == 1 else []
    if len(marks) > 1 and marks[-1] not in marks[:-1] and len(set(marks)) == 2:
        return [(marks[0], Mark.THOUSANDS), (marks[-1], Mark.DECIMAL)]
    if len(marks) == 1:
        head, tail = re.split(r"[.,]", number)
        if len(tail) in (1, 2, 4) or head.startswith("0") or len(head) > 3:
            return [(marks[0], Mark.DECIMAL)]
    return []


def _verdict(evidence: dict[tuple[str, Mark], int], mark: str) -> tuple[Mark, bool]:
    thousands, decimal = evidence[mark, Mark.THOUSANDS], evidence[mark, Mark.DECIMAL]
    if bool(thousands) == bool(decimal):
        return Mark.UNKNOWN, False
    return (Mark.THOUSANDS if thousands else Mark.DECIMAL), True


def _clear_numbers(texts: list[str]) -> list[Numeral]:
    numbers = [number for text in texts for number in _numbers_in(text)]
    return [numeral for numeral in map(read_numeral, numbers) if not numeral.ambiguous and numeral.value is not None]


def _range_of_clear(texts: list[str]) -> tuple[Decimal, Decimal] | None:
    found = [abs(numeral.value) for numeral in _clear_numbers(texts) if numeral.value]
    return (min(found), max(found)) if found else None


def _range_of_decimals(texts: list[str]) -> tuple[Decimal, Decimal] | None:
    clear = _clear_numbers(texts)
    if len(clear) < 2 or any(numeral.decimals == 0 for numeral in clear):
        return None
    found = [numeral.value for numeral in clear if numeral.value is not None]
    return min(found), max(found)
