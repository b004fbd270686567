"""The words that tell persons (`vocabulary/persons.toml`), and those in use: a user's over the shipped ones."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict, field_validator

from layouts.in_use import InUse
from layouts.strict_toml import read_model

PERSONS_FILE = Path(__file__).with_name("vocabulary") / "persons.toml"
EXCLUSIVE = ("given", "not_names")
"""No word is part of a person's name and of none."""


class PersonWords(BaseModel):
    """The words of `persons.toml`; strict. Every key may be left out of a user's file."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    alone: list[str] = []
    together: list[str] = []
    names: list[str] = []
    staff: list[str] = []
    cases: list[str] = []
    individual: list[str] = []
    titles: list[str] = []
    degrees: list[str] = []
    given: list[str] = []
    not_names: list[str] = []
    bearers: list[str] = []

    @field_validator(
        "alone", "together", "names", "staff", "cases", "individual", "titles", "given", "not_names", "bearers"
    )
    @classmethod
    def _lower_case(cls, words: list[str]) -> list[str]:
        for word in words:
            if word != " ".join(word.lower().split()):
                raise ValueError(f"'{word}' must be lower case with single spaces")
        return words

    @cached_property
    def title_set(self) -> frozenset[str]:
        """The titles, for looking words up."""
        return frozenset(self.titles)

    @cached_property
    def degree_set(self) -> frozenset[str]:
        """The letters of each degree in lower case: "m.si" and "MSi" are "msi"."""
        return frozenset(squeeze(degree) for degree in self.degrees)

    @cached_property
    def bearer_set(self) -> frozenset[str]:
        """What bears the name of a person, for looking words up."""
        return frozenset(self.bearers)

    @cached_property
    def given_set(self) -> frozenset[str]:
        """The given names, for looking words up."""
        return frozenset(self.given)


def squeeze(token: str) -> str:
    """A token's letters in lower case: "S.Psi." → "spsi"."""
    return "".join(ch for ch in token.lower() if ch.isalpha())


def load_person_words(path: Path = PERSONS_FILE) -> PersonWords:
    """Read a file of words that tell persons.

    Raises:
        ProfileError: the file cannot be read, is no TOML or breaks the schema; names file and key.
    """
    return read_model(path, PersonWords)


_IN_USE = InUse("words of persons in use", load_person_words)


def person_words() -> PersonWords:
    """The words in use: the shipped ones, unless `know_persons` said otherwise."""
    return _IN_USE.get()


def know_persons(words: PersonWords) -> None:
    """Tell persons by these words from here on."""
    _IN_USE.put(words)
