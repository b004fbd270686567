"""Arithmetic and number printing of the fictional offices: percentages, amounts, budget rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

Printer = Callable[[int], str]


def percent(part: Decimal | int | str, whole: Decimal | int | str) -> Decimal:
    """part / whole in percent, two decimals, half up."""
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def dotted(amount: int) -> str:
    """1234000 → "1.234.000", a negative in parentheses."""
    text = f"{abs(amount):,}".replace(",", ".")
    return f"({text})" if amount < 0 else text


def rp_dash(amount: int) -> str:
    """1234000 → "Rp. 1.234.000,-"."""
    return f"Rp. {dotted(amount)},-"


def rp_cents(amount: int) -> str:
    """1234000 → "Rp1.234.000,00"."""
    return f"Rp{dotted(amount)},00"


def english(amount: int) -> str:
    """1234000 → "1,234,000.00"."""
    return f"{amount:,}.00"


def comma(value: Decimal | str, suffix: str = "") -> str:
    """102.16 → "102,16" + suffix; whole numbers lose their decimals."""
    return _short(Decimal(value)).replace(".", ",") + suffix


def point(value: Decimal | str, suffix: str = "") -> str:
    """102.16 → "102.16" + suffix; whole numbers lose their decimals."""
    return _short(Decimal(value)) + suffix


def _short(value: Decimal) -> str:
    return str(value.quantize(Decimal(1)) if value == value.to_integral_value() else value)


@dataclass(frozen=True, slots=True)
class Line:
    """A budget line: code or number, wording, pagu and realisasi in rupiah."""

    no: str
    uraian: str
    pagu: int
    realisasi: int

    @property
    def sisa(self) -> int:
        """What was not spent, in rupiah."""
        return self.pagu - self.realisasi

    @property
    def persen(self) -> Decimal:
        """Share spent, in percent."""
        return percent(self.realisasi, self.pagu)


def total(name: str, lines: list[Line]) -> Line:
    """The sum of budget lines under a name."""
    return Line("", name, sum(line.pagu for line in lines), sum(line.realisasi for line in lines))


@dataclass(frozen=True, slots=True)
class Indikator:
    """A performance indicator of one year; figures as Decimal texts ("51.00")."""

    sasaran: str
    label: str
    target: str
    realisasi: str
    unit: str = "Indeks"

    @property
    def capaian(self) -> Decimal:
        """realisasi / target in percent."""
        return percent(self.realisasi, self.target)
