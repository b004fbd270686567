"""The header vocabulary: which wording of a heading says what a column is.

The wordings are data (`vocabulary/headers.toml`); this module loads them strictly and compares with tolerance for
the spelling that offices really use ("Realiasi", "T a r g e t", "TARGE T").
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from rapidfuzz import fuzz, process

from extract.errors import ProfileError
from extract.model import GridHints


class Role(StrEnum):
    """What a column holds. `NILAI_TAHUN` is a year's number whose measure the column does not name."""

    NO = "no"
    KODE = "kode"
    IGNORED = "ignored"
    INDIKATOR = "indikator"
    SASARAN = "sasaran"
    SATKER = "satker"
    SUMBER_DANA = "sumber_dana"
    SATUAN = "satuan"
    JENIS_BELANJA = "jenis_belanja"
    KOMPONEN = "komponen"
    KEGIATAN = "kegiatan"
    URAIAN = "uraian"
    TAHUN = "tahun"
    TARGET = "target"
    REALISASI = "realisasi"
    CAPAIAN = "capaian"
    PAGU = "pagu"
    REALISASI_ANGGARAN = "realisasi_anggaran"
    SISA = "sisa"
    PERSEN_ANGGARAN = "persen_anggaran"
    KEBUTUHAN_PENDANAAN = "kebutuhan_pendanaan"
    NILAI = "nilai"
    NILAI_TAHUN = "nilai_tahun"


VALUE_ROLES = frozenset(
    {
        Role.TARGET,
        Role.REALISASI,
        Role.CAPAIAN,
        Role.PAGU,
        Role.REALISASI_ANGGARAN,
        Role.SISA,
        Role.PERSEN_ANGGARAN,
        Role.KEBUTUHAN_PENDANAAN,
        Role.NILAI,
        Role.NILAI_TAHUN,
    }
)
BUDGET_ROLES = frozenset(
    {Role.PAGU, Role.REALISASI_ANGGARAN, Role.SISA, Role.PERSEN_ANGGARAN, Role.KEBUTUHAN_PENDANAAN}
)
TEXT_ROLES = frozenset(
    {
        Role.INDIKATOR,
        Role.SASARAN,
        Role.SATKER,
        Role.JENIS_BELANJA,
        Role.KOMPONEN,
        Role.KEGIATAN,
        Role.URAIAN,
        Role.SUMBER_DANA,
    }
)

# Similarity (0 to 100) from which a heading counts as a wording. Measured on real header cells: at 85 of 127 cells
# 116 got their role and none a wrong one; below 75 wrong ones appear.
SIMILAR = 85.0
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEAR_SPAN = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s*(?:-|–|—|s\.?\s?d\.?|sampai(?: dengan)?)\s*((?:19|20)\d\d)(?!\d)", re.I
)
_NUMBERING = re.compile(r"^\(?\s*\d{1,2}\s*\)?\s*(?:[=(].*)?$")
_RUPIAH = re.compile(r"\(?\brp\b\.?\s*(?:\.?000)?\)?|\brupiah\b", re.I)
_TRAILING_SIGNS = re.compile(r"[^a-z0-9 ]+")


class _RoleEntry(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    name: str
    wordings: list[str]
    words: list[str] = []
    without: list[str] = []

    @model_validator(mode="after")
    def _known_role(self) -> _RoleEntry:
        if self.name not in set(Role) - {Role.NILAI_TAHUN}:
            raise ValueError(f"role '{self.name}' is unknown; allowed: {', '.join(Role)}")
        return self


class _Parents(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    budget: list[str]
    indicator: list[str]


class _Plan(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    words: list[str]


class _HeaderFile(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    role: list[_RoleEntry]
    parents: _Parents
    periods: dict[str, list[str]]
    plan: _Plan


@dataclass(frozen=True, slots=True)
class Heading:
    """A header cell's text taken apart.

    `phrase` is lower case without years, units, percent signs and punctuation; `years` as printed, left to right.
    """

    text: str
    phrase: str
    years: tuple[int, ...]
    percent: bool
    rupiah: bool

    @property
    def is_bare(self) -> bool:
        """Whether nothing but years, units or signs is printed."""
        return not self.phrase


@dataclass(frozen=True, slots=True)
class RoleGuess:
    """A role for a heading, with how like it is (0 to 1): 1 printed as known, below .8 by a single word."""

    role: Role
    likeness: float
    wording: str


def join_spaced_letters(text: str) -> str:
    """Close up letter-spaced words: "T a r g e t" → "Target". Other text is returned as it is."""
    tokens = text.split()
    single = sum(len(t) == 1 and t.isalpha() for t in tokens)
    if len(tokens) < 3 or single < 0.7 * len(tokens):
        return text
    # Wider gaps between letter-spaced words are lost with the white space; the wordings decide by likeness.
    return "".join(tokens)


@lru_cache(maxsize=20_000)
def parse_heading(text: str) -> Heading:
    """Take a header cell's text apart into phrase, years and signs."""
    joined = join_spaced_letters(" ".join(text.split()))
    lowered = joined.lower()
    percent = "%" in lowered
    rupiah = bool(_RUPIAH.search(lowered))
    years = tuple(int(y) for y in _YEAR.findall(lowered))
    phrase = _RUPIAH.sub(" ", _YEAR.sub(" ", lowered)).replace("%", " ")
    phrase = re.sub(r"\(\s*[\d\s=:/x*+.,-]*\)", " ", phrase)
    phrase = " ".join(_TRAILING_SIGNS.sub(" ", phrase).split())
    if years:
        phrase = re.sub(r"\b(?:tahun|ta|t a|thn|th|per)$", "", phrase).strip()
    return Heading(joined, phrase, years, percent, rupiah)


def flatten(text: str) -> str:
    """Lower case, everything but letters and digits as single spaces: for looking for words in running text."""
    return " ".join(_TRAILING_SIGNS.sub(" ", join_spaced_letters(text).lower()).split())


def is_numbering(text: str) -> bool:
    """Whether a cell reads like a column number: "(3)", "4", "6 = (5:4x100)"."""
    return bool(_NUMBERING.match(text.strip()))


class Vocabulary:
    """The loaded header wordings. Immutable after construction."""

    def __init__(
        self, entries: Iterable[_RoleEntry], parents: _Parents, periods: dict[str, list[str]], plan: list[str]
    ):
        self._wordings: dict[str, Role] = {}
        self._words: list[tuple[str, Role, tuple[str, ...]]] = []
        for entry in entries:
            for wording in entry.wordings:
                self._wordings[wording] = Role(entry.name)
            self._words += [(word, Role(entry.name), tuple(entry.without)) for word in entry.words]
        self._choices = list(self._wordings)
        self._parents = parents
        self._periods = {phrase: name for name, phrases in periods.items() for phrase in phrases}
        self._plan = tuple(plan)
        self._guess = lru_cache(maxsize=20_000)(self._find_guess)

    def guess_role(self, phrase: str) -> RoleGuess | None:
        """The role a normalised phrase speaks of, or None where no wording is near.

        Source: Levenshtein ratio and its token-sorted form (rapidfuzz), cut at `SIMILAR`.
        """
        return self._guess(phrase)

    def _find_guess(self, phrase: str) -> RoleGuess | None:
        if not phrase:
            return None
        if phrase in self._wordings:
            return RoleGuess(self._wordings[phrase], 1.0, phrase)
        if len(phrase) > 3:
            for scorer in (fuzz.ratio, fuzz.token_sort_ratio):
                near = process.extractOne(phrase, self._choices, scorer=scorer, score_cutoff=SIMILAR)
                if near is not None and len(near[0]) > 3:
                    return RoleGuess(self._wordings[near[0]], near[1] / 100, near[0])
            squeezed = phrase.replace(" ", "")
            near = process.extractOne(
                squeezed, [w.replace(" ", "") for w in self._choices], scorer=fuzz.ratio, score_cutoff=92.0
            )
            if near is not None and len(near[0]) > 3:
                wording = self._choices[near[2]]
                return RoleGuess(self._wordings[wording], near[1] / 100, wording)
        padded = f" {phrase} "
        for word, role, without in self._words:
            if f" {word} " in padded and not any(f" {w} " in padded for w in without):
                return RoleGuess(role, 0.7, word)
        return None

    def side_of(self, phrase: str) -> str:
        """'budget', 'indicator' or '' : the side of the report a parent heading speaks of."""
        for side, phrases in (("budget", self._parents.budget), ("indicator", self._parents.indicator)):
            if phrase and process.extractOne(phrase, phrases, scorer=fuzz.ratio, score_cutoff=SIMILAR):
                return side
        return ""

    def period_of(self, phrase: str) -> str:
        """TW1 to TW4 or 'kumulatif' when the phrase names part of a year, else ''."""
        padded = f" {phrase} "
        hits = [p for p in self._periods if f" {p} " in padded]
        return self._periods[max(hits, key=len)] if hits else ""

    def is_plan(self, text: str) -> bool:
        """Whether a heading speaks of the medium-term plan (Renproja, Renstra)."""
        lowered = text.lower()
        return any(word in lowered for word in self._plan)

    def hints(self) -> GridHints:
        """The wordings, for finding tables whose rules do not show their columns."""
        value = {w for w, role in self._wordings.items() if role in VALUE_ROLES}
        return GridHints(phrases=frozenset(self._wordings), value_phrases=frozenset(value))


def load_vocabulary(path: Path) -> Vocabulary:
    """Read `headers.toml`.

    Raises:
        ProfileError: the file is missing, no TOML, has an unknown key or role, or gives one wording to two roles.
    """
    try:
        parsed = _HeaderFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise ProfileError("cannot read the header vocabulary", str(path), str(error.strerror)) from error
    except tomllib.TOMLDecodeError as error:
        raise ProfileError("not valid TOML", str(path), str(error)) from error
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise ProfileError(
            f"key '{key}': {first['msg']}", str(path), "compare with the comments in the file"
        ) from error
    seen: dict[str, str] = {}
    for entry in parsed.role:
        for wording in entry.wordings:
            if seen.setdefault(wording, entry.name) != entry.name:
                raise ProfileError(
                    f"wording '{wording}' is given to the roles {seen[wording]} and {entry.name}",
                    str(path),
                    "keep it in one of them",
                )
    return Vocabulary(parsed.role, parsed.parents, parsed.periods, parsed.plan.words)
