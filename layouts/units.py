"""The words beside numbers (`vocabulary/units.toml`): units, grades, and what stands for "nothing"."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from extract.errors import ProfileError
from layouts.numerals import Nature

UNITS_FILE = Path(__file__).with_name("vocabulary") / "units.toml"


class LabelWords(BaseModel):
    """First words of labels that tell what their numbers are."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    count: list[str]
    measure: list[str]
    percent: list[str]
    money: list[str]


class Units(BaseModel):
    """The vocabulary of `units.toml`; an unknown key or an upper-case word is an error that names it."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    count: list[str]
    measure: list[str]
    leading: list[str]
    grades: list[str]
    nothing: list[str]
    labels: LabelWords

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
        return Nature.COUNT if _begins_with(text, self.count) else None

    def nature_of_label(self, label: str) -> Nature | None:
        """What the first words of a label ("Jumlah petugas …") say of its numbers; None when nothing."""
        text = " ".join(label.lower().split())
        natures = {
            Nature.PERCENT: self.labels.percent,
            Nature.MONEY: self.labels.money,
            Nature.MEASURE: self.labels.measure,
            Nature.COUNT: self.labels.count,
        }
        return next((nature for nature, words in natures.items() if _begins_with(text, words)), None)


def _begins_with(text: str, words: list[str]) -> bool:
    return any(text.startswith(word) and not text[len(word) : len(word) + 1].isalpha() for word in words)


def load_units(path: Path = UNITS_FILE) -> Units:
    """Read a vocabulary of units.

    Raises:
        ProfileError: the file cannot be read, is no TOML or breaks the schema; names file and key.
    """
    try:
        return Units.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise ProfileError("the file cannot be read", str(path), str(error.strerror or error)) from error
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(f"not TOML: {error}", str(path), "see the comments at the head of units.toml") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = f"{path.name}, {'.'.join(map(str, first['loc']))}"
        allowed = ", ".join(Units.model_fields)
        raise ProfileError(first["msg"], place, f"allowed keys: {allowed}") from error


@cache
def shipped_units() -> Units:
    """The vocabulary that comes with the program, read once."""
    return load_units()


def nature_of(satuan: str = "", label: str = "") -> Nature | None:
    """What the Satuan column, or else the label, tells of a number; None when neither does."""
    units = shipped_units()
    return units.nature_of_unit(satuan) or units.nature_of_label(label)
