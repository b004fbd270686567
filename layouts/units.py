"""The words beside numbers (`vocabulary/units.toml`): units, grades, and what stands for "nothing"."""

from __future__ import annotations

import re
from pathlib import Path

from pydantic import BaseModel, ConfigDict, field_validator

from layouts.in_use import InUse
from layouts.numerals import Nature
from layouts.strict_toml import read_model

# What a unit, or a label's first word, says of its numbers: one thing.
NATURES = ("count", "measure", "percent", "money")

UNITS_FILE = Path(__file__).with_name("vocabulary") / "units.toml"


class LabelWords(BaseModel):
    """First words of labels that tell what their numbers are."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    count: list[str] = []
    measure: list[str] = []
    percent: list[str] = []
    money: list[str] = []


class Units(BaseModel):
    """The vocabulary of `units.toml`; an unknown key or an upper-case word is an error that names it."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    count: list[str] = []
    measure: list[str] = []
    leading: list[str] = []
    grades: list[str] = []
    nothing: list[str] = []
    labels: LabelWords = LabelWords()

    @field_validator("count", "measure", "leading", "grades", "nothing")
    @classmethod
    def _lower_case(cls, words: list[str]) -> list[str]:
        for word in words:
            if word != " ".join(word.lower().split()):
                raise ValueError(f"'{word}' must be lower case with single spaces")
        return words

    def nature_of_unit(self, unit: str) -> Nature | None:
        """What a unit as printed ("Berkas Perkara (P-21)", "%") says of its numbers; None when nothing."""
        text = " ".join(unit.lower().split())
        if text.startswith(("%", "persen", "prosen")):
            return Nature.PERCENT
        if re.match(r"(?:rp|idr)\b|rupiah", text):
            return Nature.MONEY
        if _begins_with(text, self.measure):
            return Nature.MEASURE
        return Nature.THINGS if _begins_with(text, self.count) else None

    def nature_of_label(self, label: str) -> Nature | None:
        """What the first words of a label ("Jumlah petugas …") say of its numbers; None when nothing."""
        text = " ".join(label.lower().split())
        natures = {
            Nature.PERCENT: self.labels.percent,
            Nature.MONEY: self.labels.money,
            Nature.MEASURE: self.labels.measure,
            Nature.COUNT: self.labels.count,
        }
        nature = next((nature for nature, words in natures.items() if _begins_with(text, words)), None)
        counted = text.partition(" ")[2]
        return Nature.THINGS if nature is Nature.COUNT and _begins_with(counted, self.count) else nature


def _begins_with(text: str, words: list[str]) -> bool:
    return any(text.startswith(word) and not text[len(word) : len(word) + 1].isalpha() for word in words)


def load_units(path: Path = UNITS_FILE) -> Units:
    """Read a vocabulary of units.

    Raises:
        ProfileError: the file cannot be read, is no TOML or breaks the schema; names file and key.
    """
    return read_model(path, Units)


_IN_USE = InUse("units in use", load_units)


def shipped_units() -> Units:
    """The vocabulary that comes with the program, read once."""
    return _IN_USE.shipped


def units_in_use() -> Units:
    """The vocabulary that numbers are read with: the shipped one, unless `values.read_with` said otherwise."""
    return _IN_USE.get()


def set_units(units: Units) -> None:
    """Put a vocabulary in use; what was read before may be remembered, so call `values.read_with` instead."""
    _IN_USE.put(units)


def nature_of(satuan: str = "", label: str = "") -> Nature | None:
    """What the Satuan column, or else the label, tells of a number; None when neither does."""
    units = units_in_use()
    return units.nature_of_unit(satuan) or units.nature_of_label(label)
