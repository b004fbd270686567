"""The words of lists of results (`vocabulary/lists.toml`): what names a measure, links it to a number, opens a list."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict

from layouts.records import Field
from layouts.strict_toml import read_model

# A word names one of these.
MEASURES = ("target", "realisasi", "capaian", "target_weak", "realisasi_weak", "capaian_weak")


class ListWords(BaseModel):
    """The words of `vocabulary/lists.toml`; strict."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    opens: list[str] = []
    closes: list[str] = []
    target: list[str] = []
    realisasi: list[str] = []
    capaian: list[str] = []
    target_weak: list[str] = []
    realisasi_weak: list[str] = []
    capaian_weak: list[str] = []
    links: list[str] = []
    fillers: list[str] = []
    before_labels: list[str] = []
    not_labels: list[str] = []

    def field_of(self, word: str) -> Field | None:
        """The measure a word names, or None."""
        return _listed(word, self.target, self.realisasi, self.capaian)

    def weak_field_of(self, word: str) -> Field | None:
        """The measure a word hints at where no stronger word stands, or None."""
        return _listed(word, self.target_weak, self.realisasi_weak, self.capaian_weak)

    def is_form(self, word: str) -> bool:
        """Whether a word belongs to the form of a list, not to the name of what was measured."""
        return word.lower() in (*self.links, *self.fillers) or self.field_of(word) is not None


def _listed(word: str, target: list[str], realisasi: list[str], capaian: list[str]) -> Field | None:
    for words, measure in ((target, Field.TARGET), (realisasi, Field.REALISASI), (capaian, Field.CAPAIAN)):
        if word.lower() in words:
            return measure
    return None


def load_list_words(path: Path) -> ListWords:
    """Read `lists.toml`.

    Raises:
        ProfileError: missing, no TOML, or an unknown key.
    """
    return read_model(path, ListWords)
