"""How a report prints numbers: amounts, percentages, indices and counts, each as a cell that knows its value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from corpus.gen.variants.model import Cell

AMOUNTS = (
    "dots", "dots", "dots", "dots_dash", "rp", "rp", "rp_tight", "rp_dot", "rp_dot_dash", "rp_dot_dash",
    "rp_dot_tight_dash", "cents", "rp_cents", "dot_dash_dot", "rp_wide", "rp_sentence", "plain",
)  # fmt: skip
ENGLISH = ("english", "english", "english_cents", "rp_english")
PERCENTS = ("{}%", "{}%", "{} %", "{}")


@dataclass(frozen=True, slots=True)
class Numbers:
    """Number style: decimal mark, amount style, percent pattern, decimals of percentages, units in cells or not."""

    decimal: str
    amount_style: str
    percent_style: str
    places: int = 2
    trim: bool = True
    units: bool = True
    nothing: str = "-"
    factor: int = 1

    @classmethod
    def random(cls, rng: Random) -> Numbers:
        """A report's own style."""
        english = rng.random() < 0.15
        return cls(
            decimal="." if english or rng.random() < 0.15 else ",",
            amount_style=rng.choice(ENGLISH if english else AMOUNTS),
            percent_style=rng.choice(PERCENTS),
            places=rng.choice((2, 2, 2, 1)),
            trim=rng.random() < 0.7,
            units=rng.random() < 0.6,
            nothing=rng.choice(("-", "-", "-", "n/a", "", "\N{EN DASH}")),
        )

    def varied(self, rng: Random) -> Numbers:
        """The style of one column, which now and then departs from the report's."""
        changes: dict[str, object] = {}
        if rng.random() < 0.12:
            changes["percent_style"] = rng.choice(PERCENTS)
        if rng.random() < 0.15 and not self.amount_style.startswith(("english", "rp_english")):
            changes["amount_style"] = rng.choice(AMOUNTS)
        if rng.random() < 0.08:
            changes["decimal"] = "." if self.decimal == "," else ","
        return replace(self, **changes)  # type: ignore[arg-type]

    @property
    def thousands(self) -> str:
        """The mark between groups of three digits."""
        return "," if self.amount_style.startswith(("english", "rp_english")) else "."

    def number(self, value: Decimal, places: int | None = None) -> str:
        """A plain number with the report's decimal mark; whole numbers may lose their decimals."""
        if places is not None:
            value = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        if self.trim and value == value.to_integral_value():
            value = value.quantize(Decimal(1))
        return str(value).replace(".", self.decimal)

    def percent(self, value: Decimal) -> Cell:
        """A percentage, with or without its sign."""
        text = self.percent_style.format(self.number(value, self.places))
        rounded = value.quantize(Decimal(1).scaleb(-self.places), ROUND_HALF_UP)
        return Cell(text, rounded, "%" if "%" in text else "")

    def amount(self, rupiah: int) -> Cell:
        """An amount of rupiah."""
        if self.factor > 1:
            return Cell(
                f"{rupiah // self.factor:,}".replace(",", self.thousands), Decimal(rupiah // self.factor * self.factor)
            )
        english, dots = f"{rupiah:,}", f"{rupiah:,}".replace(",", ".")
        text = {
            "dots": dots, "dots_dash": f"{dots},-", "rp": f"Rp {dots}", "rp_tight": f"Rp{dots}", "rp_dot": f"Rp. {dots}",
            "rp_dot_dash": f"Rp. {dots},-", "rp_dot_tight_dash": f"Rp.{dots},-", "cents": f"{dots},00",
            "rp_cents": f"Rp{dots},00", "dot_dash_dot": f"{dots}.-", "rp_wide": f"Rp.   {dots},-",
            "rp_sentence": f"Rp. {dots}.", "plain": str(rupiah), "english": english, "english_cents": f"{english}.00",
            "rp_english": f"Rp {english}",
        }[self.amount_style]  # fmt: skip
        return Cell(text, Decimal(rupiah), "Rp" if text.startswith("Rp") else "")

    def measure(self, value: Decimal | None, unit: str, *, units: bool | None = None) -> Cell:
        """An indicator's figure, with its unit in the cell when the style says so."""
        if value is None:
            return Cell(self.nothing)
        with_unit = self.units if units is None else units
        if unit == "%":
            return self._share(value, with_unit)
        text = self._figure(value)
        if with_unit and unit:
            return Cell(f"{text} {unit}", value, unit)
        return Cell(text, value)

    def _figure(self, value: Decimal) -> str:
        if value == value.to_integral_value() and value >= 1000 and value.as_tuple().exponent == 0:
            mark = "," if self.decimal == "." else "."
            return f"{int(value):,}".replace(",", mark)
        return str(value).replace(".", self.decimal)

    def _share(self, value: Decimal, with_unit: bool) -> Cell:
        text = self.number(value)
        if not with_unit:
            return Cell(text, value)
        shown = f"{text} %" if self.percent_style == "{} %" else f"{text}%"
        return Cell(shown, value, "%")
