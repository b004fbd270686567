"""Labels to canonical codes: "Indek Ketahanan Diri Remaja …" → DEKTARI (`vocabulary/indicators.toml`).

Wordings are compared with tolerance; words that must or must not stand in a label are data and keep
look-alikes apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field
from rapidfuzz import fuzz

from extract.errors import ProfileError
from layouts.strict_toml import read_model

INDICATORS_FILE = Path(__file__).with_name("vocabulary") / "indicators.toml"

# Similarity (0-100) of a label to a wording from which it is the same thing, and for wordings of one or two
# words, where one other word already makes another thing.
SAME_LABEL = 86
SAME_SHORT_LABEL = 93
_SHORT_WORDS = 2
# Two codes that fit a label within this many points of each other: neither is sure.
_CLEAR_LEAD = 2
# A word of five letters or more is found in a label with one misprint.
SAME_WORD = 85
_SHORTEST_FUZZY_WORD = 5
# "IKP", "NKA" and "IKPA" are labels; two letters are a number or a bullet.
_SHORTEST_LABEL = 3

_NUMBERING = re.compile(r"^\s*(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s*)+|^\s*\d{2,4}(?:\.\w{2,3})*[.\s]+(?=[a-z])")
_OFFICE = re.compile(r"\b(?:pada |di )?(?:bnn[kp]\b|bnn (?:kabupaten|kota|provinsi)\b).*$")


class Entry(BaseModel):
    """A code and how it is printed."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    kode: str = Field(pattern=r"^[A-Z][A-Z0-9_]*$")
    name: str = Field(min_length=1)
    wordings: list[str] = Field(min_length=1)
    must: list[str] = Field(min_length=1)
    without: list[str] = []


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    same: dict[str, str] = {}
    indicator: list[Entry] = []
    budget: list[Entry] = []


class IndicatorVocabulary:
    """The codes of indicators and budget lines, for looking labels up.

    Attributes:
        indicators: Entries of indicators, in the order of the file.
        budgets: Entries of budget lines, in the order of the file.
    """

    def __init__(self, indicators: list[Entry], budgets: list[Entry], same: dict[str, str]) -> None:
        self.indicators = tuple(indicators)
        self.budgets = tuple(budgets)
        self._same = tuple((re.compile(rf"\b{re.escape(word)}\b"), other) for word, other in same.items())
        # A user's entry stands beside the shipped one of its code, each with its own wordings and words.
        self._wordings = {
            id(entry): tuple(self.plain(wording) for wording in entry.wordings)
            for entry in (*self.indicators, *self.budgets)
        }
        # A document prints the same labels over and over.
        self._find = lru_cache(maxsize=4096)(self._look_up)

    def entries(self, kind: str) -> tuple[tuple[str, Entry], ...]:
        """(kind, entry) of one kind ("indicator", "budget"), or of both for ""."""
        kinds = {"indicator": self.indicators, "budget": self.budgets}
        return tuple((k, entry) for k, entries in kinds.items() if kind in ("", k) for entry in entries)

    def plain(self, label: str) -> str:
        """A label as it is compared: lower case, no punctuation, numbering or office, one spelling a word."""
        # "yangP-21": a space was lost before a capital.
        text = re.sub(r"(?<=[a-z]{2})(?=[A-Z])", " ", unicodedata.normalize("NFKC", label)).lower()
        text = _NUMBERING.sub("", text)
        text = " ".join(re.sub(r"[\W_]+", " ", text).split())
        for pattern, other in self._same:
            text = pattern.sub(other, text)
        without_office = _OFFICE.sub("", text).strip()
        return re.sub(r"\bbnn\b\s*", "", without_office or text).strip()

    def names(self) -> frozenset[str]:
        """All wordings, as they are compared (`plain`)."""
        return frozenset(wording for wordings in self._wordings.values() for wording in wordings)

    def find(self, label: str, kind: str = "") -> str:
        """The code of a label.

        Args:
            label: An indicator or budget line as printed.
            kind: "indicator" or "budget" to look only there; "" for both.

        Returns:
            The code, or "" when none fits or two fit about equally well.
        """
        return self._find(label, kind)

    def _look_up(self, label: str, kind: str) -> str:
        plain = self.plain(label)
        if len(plain) < _SHORTEST_LABEL:
            return ""
        scores: dict[str, float] = {}
        for _, entry in self.entries(kind):
            scores[entry.kode] = max(scores.get(entry.kode, 0.0), self._score(plain, entry))
        (kode, best), (_, second), *_ = sorted([*scores.items(), ("", 0.0), ("", 0.0)], key=lambda pair: -pair[1])
        return kode if best > 0 and best - second >= _CLEAR_LEAD else ""

    def _score(self, plain: str, entry: Entry) -> float:
        """How well a plain label fits an entry (0-100); 0 where a word is missing or one too many."""
        if any(_contains(plain, word) for word in entry.without):
            return 0.0
        if not all(any(_contains(plain, word) for word in group.split("|")) for group in entry.must):
            return 0.0
        return max(_likeness(plain, wording) for wording in self._wordings[id(entry)])


def _contains(plain: str, word: str) -> bool:
    """Whether a label contains a word (or its beginning), a misprint or lost spaces apart."""
    if re.search(rf"\b{re.escape(word)}" if len(word) > 3 else rf"\b{re.escape(word)}\b", plain):
        return True
    tight = word.replace(" ", "")
    if len(tight) < _SHORTEST_FUZZY_WORD:
        return False
    if tight in plain.replace(" ", ""):
        return True
    size = len(word.split())
    tokens = plain.split()
    spans = (" ".join(tokens[i : i + size]) for i in range(len(tokens) - size + 1))
    return any(fuzz.ratio(span, word) >= SAME_WORD for span in spans)


def _likeness(plain: str, wording: str) -> float:
    """Likeness in any word order and without spaces; 0 below what this wording's length asks for."""
    likeness = max(
        fuzz.ratio(plain, wording),
        fuzz.token_sort_ratio(plain, wording),
        fuzz.ratio(plain.replace(" ", ""), wording.replace(" ", "")),
    )
    needed = SAME_SHORT_LABEL if len(wording.split()) <= _SHORT_WORDS else SAME_LABEL
    return likeness if likeness >= needed else 0.0


def find_kode(label: str, vocabulary: IndicatorVocabulary, kind: str = "") -> str:
    """The code of a label; see `IndicatorVocabulary.find`."""
    return vocabulary.find(label, kind)


def load_indicators(path: Path = INDICATORS_FILE, own: Sequence[Path] = ()) -> IndicatorVocabulary:
    """Read a vocabulary of indicators and budget lines, and a user's files beside it.

    An own entry may have the code of a shipped one: a label that either fits has the code.

    Raises:
        ProfileError: a file cannot be read, is no TOML, breaks the schema or gives one code twice; names file and key,
        and what is allowed.
    """
    files = [_read_file(one) for one in (path, *own)]
    return IndicatorVocabulary(
        [entry for file in files for entry in file.indicator],
        [entry for file in files for entry in file.budget],
        {word: other for file in files for word, other in file.same.items()},
    )


def _read_file(path: Path) -> _File:
    file = read_model(path, _File)
    codes = [entry.kode for entry in (*file.indicator, *file.budget)]
    twice = next((kode for kode in codes if codes.count(kode) > 1), "")
    if twice:
        raise ProfileError(f"kode '{twice}' is given twice", str(path), "put all wordings into one entry")
    return file


@cache
def shipped_indicators() -> IndicatorVocabulary:
    """The vocabulary that comes with the program, read once."""
    return load_indicators()
