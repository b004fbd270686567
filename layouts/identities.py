"""The arithmetic of a report: which printed numbers speak of each other, and whether they agree.

An `Identity` ties members together: a percentage to its two numbers, a remainder to its difference, a total
to its parts, several prints of one thing to each other. Tolerances follow from how the numbers are printed:
half a unit of the last printed digit, because that is all that rounding can hide.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from enum import StrEnum

from layouts.records import Value

HUNDRED = Decimal(100)
# A check that a change of a thousandth would slip through says nothing about a number's digits.
SENSITIVITY = Decimal("0.001")
_DIGITS = re.compile(r"\d")


class Form(StrEnum):
    """The arithmetic of an identity, and the order of its members."""

    RATIO = "ratio"  # part, whole, percent: percent = part / whole x 100
    DIFFERENCE = "difference"  # whole, part, remainder: remainder = whole - part
    SUM = "sum"  # parts, and the total last
    ALIKE = "alike"  # prints of one thing


class Closing(StrEnum):
    """Whether an identity closes: to the last digit, within what rounding of its inputs explains, or not."""

    EXACT = "exact"
    NEAR = "near"
    FAILS = "fails"


@dataclass(frozen=True, slots=True)
class Identity:
    """Members that must agree; `code` is the finding's when they do not. Every member has a number.

    `proven` is False where the table's structure is only assumed (no column of the table confirms it).
    """

    code: str
    form: Form
    members: tuple[Value, ...]
    proven: bool = True

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """The members' printed numbers."""
        return tuple(number_of(member) for member in self.members)

    def closing(self) -> Closing:
        """How the printed numbers agree."""
        return self._close(self.numbers)

    def closing_with(self, index: int, number: Decimal) -> Closing:
        """How the numbers would agree if the member at `index` were `number`."""
        numbers = self.numbers
        return self._close((*numbers[:index], number, *numbers[index + 1 :]))

    def solve(self, index: int) -> Decimal | None:
        """The number that would close the identity in place of the member at `index`; None if there is none.

        A ratio is rounded as its member is printed; prints of one thing give the most frequent other number.
        """
        numbers, member = self.numbers, self.members[index]
        match self.form:
            case Form.RATIO:
                return _solve_ratio(numbers, index, member)
            case Form.DIFFERENCE:
                whole, part, rest = numbers
                return (part + rest, whole - rest, whole - part)[index]
            case Form.SUM:
                parts = sum(numbers[:-1], Decimal(0))
                return parts if index == len(numbers) - 1 else number_of(member) + numbers[-1] - parts
            case Form.ALIKE:
                others = Counter(number for number in numbers if number != number_of(member))
                return min(others, key=lambda number: (-others[number], number)) if others else None

    def speaks_for(self, index: int) -> bool:
        """Whether a wrong digit in the member at `index` would be noticed.

        That is so when a change by one unit of its last digit, or by a thousandth, breaks the identity: "99%"
        says nothing about the digits of an amount, "98,49 %" does about the leading ones.
        """
        if self.form is Form.RATIO and index == 2:
            return True  # it follows from the two others, whatever its precision
        number = number_of(self.members[index])
        return any(
            all(self.closing_with(index, number + sign * step) is not Closing.EXACT for sign in (1, -1))
            for step in (quantum(self.members[index]), abs(number) * SENSITIVITY)
            if step
        )

    def _close(self, numbers: Sequence[Decimal]) -> Closing:
        match self.form:
            case Form.RATIO:
                return _close_ratio(numbers, self.members)
            case Form.DIFFERENCE:
                whole, part, rest = numbers
                # Some tables print the remainder as realisasi - pagu: the sign is theirs to choose.
                return _close_to_zero(abs(whole - part) - abs(rest), self.members)
            case Form.SUM:
                return _close_to_zero(numbers[-1] - sum(numbers[:-1], Decimal(0)), self.members)
            case Form.ALIKE:
                units = [quantum(member) for member in self.members]
                first = min(range(len(units)), key=lambda index: units[index])
                prints = zip(numbers, units, strict=True)
                same = all(alike(numbers[first], units[first], number, unit) for number, unit in prints)
                return Closing.EXACT if same else Closing.FAILS


def number_of(value: Value) -> Decimal:
    """A value's number.

    Raises:
        ValueError: The value has none.
    """
    if value.value is None:
        raise ValueError(f"{value.value_id} has no number")
    return value.value


def quantum(value: Value) -> Decimal:
    """One unit of the last printed digit, in the unit of the number: "98,49" 0.01, "1.566" in thousands 1000.

    A multiplier is seen by the number having more digits than its text, zeros all.
    """
    unit = Decimal(1).scaleb(-value.decimals)
    if value.value is None:
        return unit
    digits = str(abs(int(value.value.scaleb(value.decimals))))
    printed = "".join(_DIGITS.findall(value.value_text)).lstrip("0")
    extra = len(digits) - len(printed)
    if printed and extra >= 3 and digits == printed + "0" * extra:
        unit = unit.scaleb(extra)
    return unit


def alike(a: Decimal, unit_a: Decimal, b: Decimal, unit_b: Decimal) -> bool:
    """Whether two prints are the same number at the coarser precision, rounded or cut off."""
    coarse = max(unit_a, unit_b)
    return any(x == y for x, y in zip(roundings(a, coarse), roundings(b, coarse), strict=True))


def roundings(number: Decimal, unit: Decimal) -> tuple[Decimal, Decimal]:
    """How a number is printed to a unit: rounded, and cut off; counted in the unit."""
    return _to_unit(number, unit, ROUND_HALF_UP), _to_unit(number, unit, ROUND_DOWN)


def values_alike(a: Value, b: Value) -> bool:
    """Whether two values print the same number (see `alike`)."""
    return alike(number_of(a), quantum(a), number_of(b), quantum(b))


def _to_unit(number: Decimal, unit: Decimal, rounding: str) -> Decimal:
    return (number / unit).quantize(Decimal(1), rounding=rounding)


def _solve_ratio(numbers: Sequence[Decimal], index: int, member: Value) -> Decimal | None:
    """Amounts and counts as finely as they are printed; a percentage to two decimals at least."""
    part, whole, percent = numbers
    if index == 2:
        return round_to(HUNDRED * part / whole, max(member.decimals, 2)) if whole else None
    if index == 0:
        return round_to(percent * whole / HUNDRED, member.decimals)
    return round_to(HUNDRED * part / percent, member.decimals) if percent else None


def round_to(number: Decimal, decimals: int) -> Decimal:
    """Round half up to a count of decimals."""
    return number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _close_ratio(numbers: Sequence[Decimal], members: Sequence[Value]) -> Closing:
    """Rounded or cut off at the last digit of the percentage; near if rounding of its inputs explains it."""
    part, whole, percent = numbers
    if not whole:
        return Closing.NEAR
    unit = quantum(members[2])
    off = percent - HUNDRED * part / whole
    if -unit < off <= unit / 2:
        return Closing.EXACT
    part_slack, whole_slack = (_rounding(member) for member in members[:2])
    ends = [
        HUNDRED * (part + sign_a * part_slack) / (whole + sign_b * whole_slack)
        for sign_a in (1, -1)
        for sign_b in (1, -1)
        if whole + sign_b * whole_slack
    ]
    return Closing.NEAR if min(ends) - unit <= percent <= max(ends) + unit else Closing.FAILS


def _rounding(value: Value) -> Decimal:
    """What rounding may have taken from a number: nothing from a count, half a unit from a measure."""
    unit = quantum(value)
    counted = unit == 1 and "%" not in value.satuan + value.value_text
    return Decimal(0) if counted else unit / 2


def _close_to_zero(off: Decimal, members: Sequence[Value]) -> Closing:
    if not off:
        return Closing.EXACT
    slack = sum((_rounding(member) for member in members), Decimal(0))
    return Closing.NEAR if abs(off) <= slack else Closing.FAILS
