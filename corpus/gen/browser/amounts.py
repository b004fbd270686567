"""Printing of numbers the way offices print them: the text, the number behind it, and the unit beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Num:
    """A printed number.

    Attributes:
        text: The characters as printed, unit included when it stands in the same cell.
        value: The number meant, rupiah always in full.
        unit: The unit printed in the cell; empty when it stands in a header or a column of its own.
    """

    text: str
    value: Decimal
    unit: str = ""


def grouped(whole: int, mark: str = ".") -> str:
    """Write a whole number with its thousands apart: 1234567 gives "1.234.567"."""
    return f"{whole:,}".replace(",", mark)


def dec(value: str, unit: str = "", mark: str = ",", gap: str = " ") -> Num:
    """Print an indicator's number; its decimals stay as written in ``value`` ("51.10").

    Args:
        value: The number with a decimal point.
        unit: The unit to print after it; none when empty.
        mark: The decimal mark to print.
        gap: What stands between number and unit.
    """
    whole, _, part = value.partition(".")
    digits = grouped(int(whole)) if not part else f"{whole}{mark}{part}"
    return Num(f"{digits}{gap}{unit}" if unit else digits, Decimal(value), unit)


def percent_of(part: Decimal, whole: Decimal) -> Decimal:
    """Give part / whole x 100 with two decimals, half up."""
    return (part * 100 / whole).quantize(HUNDREDTH, ROUND_HALF_UP)


def pct(value: Decimal | str, sign: str = "%", mark: str = ",", trim: bool = True) -> Num:
    """Print a percentage; ``sign`` may hold a space before the mark or be empty.

    Args:
        value: The percentage.
        sign: "%", " %" or "".
        mark: The decimal mark to print.
        trim: Print 100 instead of 100,00.
    """
    number = Decimal(value).quantize(HUNDREDTH, ROUND_HALF_UP)
    if trim and number == number.to_integral_value():
        number = Decimal(int(number))
    text = str(number)
    return Num(text.replace(".", mark) + sign, number, sign.strip())


def _dot_dash(amount: int) -> Num:
    return Num(f"Rp. {grouped(amount)},-", Decimal(amount), "Rp")


def _plain(amount: int) -> Num:
    return Num(grouped(amount), Decimal(amount))


def _cents(amount: int) -> Num:
    return Num(f"Rp{grouped(amount)},00", Decimal(amount), "Rp")


def _bare_cents(amount: int) -> Num:
    return Num(f"{grouped(amount)},00", Decimal(amount))


def _spaced(amount: int) -> Num:
    return Num(f"Rp {grouped(amount)}", Decimal(amount), "Rp")


def _thousands(amount: int) -> Num:
    if amount % 1000:
        raise ValueError(f"{amount} is not a whole number of thousands")
    return Num(grouped(amount // 1000), Decimal(amount))


def _brackets(amount: int) -> Num:
    return Num(f"({grouped(-amount)})" if amount < 0 else grouped(amount), Decimal(amount))


MONEY: dict[str, Callable[[int], Num]] = {
    "Rp. 1.234,-": _dot_dash,
    "1.234": _plain,
    "Rp1.234,00": _cents,
    "1.234,00": _bare_cents,
    "Rp 1.234": _spaced,
    "ribuan": _thousands,
    "(1.234)": _brackets,
}
"""Printers of rupiah by a sample of what they print; "ribuan" prints thousands of rupiah."""
