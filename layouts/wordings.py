"""The header vocabulary: which wording of a heading says what a column is.

The wordings are data (`vocabulary/headers.toml`, read by `header_files`); here they are compared with tolerance for the
spelling that offices really use ("Realiasi", "T a r g e t", "TARGE T").
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from rapidfuzz import fuzz, process

from extract.model import GridHints
from layouts.periods import part_of_year


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

ALL_ROLES = frozenset(Role)

# What a heading can say of the part of the year its numbers speak of.
PERIODS = ("TW1", "TW2", "TW3", "TW4", "kumulatif")

# The likeness of a heading that one of its words names; a whole wording's is SIMILAR / 100 and more.
BY_WORD = 0.7
# Similarity (0 to 100) from which a heading counts as a wording. Measured on real header cells: at 85 of 127 cells
# 116 got their role and none a wrong one; below 75 wrong ones appear.
SIMILAR = 85.0
# How words of a table of results begin, and what joins them to the name of a plan.
_RESULT_WORDS = ("realisasi", "capaian", "pencapaian", "hasil", "pengukuran", "evaluasi", "perbandingan", "kemajuan")
_JOINS = (" dan ", " dengan ", " terhadap ", " serta ")
_DENIALS = frozenset({"tak", "tidak", "belum", "bukan", "kurang"})
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEAR_NAMED = re.compile(r"(?:\b(?:tahun|t\.?\s?a|th)\b\.?\s*)?(?<!\d)(?:19|20)\d\d(?!\d)", re.I)
_NUMBERING = re.compile(r"^\(?\s*\d{1,2}\s*\)?\s*(?:[=(].*)?$")
_RUPIAH = re.compile(r"\(?\brp\b\.?\s*(?:\.?000)?\)?|\brupiah\b", re.I)
_TRAILING_SIGNS = re.compile(r"[^a-z0-9 ]+")


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


# How like a known wording a text must be to be a heading; below, single words of a label are.
HEADS = 0.8


@lru_cache(maxsize=20_000)
def parse_heading(text: str) -> Heading:
    """Take a header cell's text apart into phrase, years and signs."""
    joined = join_spaced_letters(" ".join(text.split()))
    lowered = joined.lower()
    percent = "%" in lowered
    rupiah = bool(_RUPIAH.search(lowered))
    years = tuple(int(y) for y in _YEAR.findall(lowered))
    phrase = _RUPIAH.sub(" ", _YEAR_NAMED.sub(" ", lowered)).replace("%", " ")
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


@dataclass(frozen=True, slots=True)
class RoleWord:
    """A single word or short phrase that gives a heading its role where no wording does, unless one of `without`."""

    word: str
    role: Role
    without: tuple[str, ...]


def _denies(phrase: str) -> bool:
    """Whether a phrase says that something is not ("dana tak terserap"): its likeness to what is tells nothing."""
    return not _DENIALS.isdisjoint(phrase.split())


class Vocabulary:
    """The header wordings. Immutable after construction.

    Attributes:
        wordings: Whole headings and the role each means.
        own: The wordings that a user's files gave.
        moved: One line for each wording to which a user's file gives another role than the shipped one does.
    """

    def __init__(
        self,
        *,
        wordings: Mapping[str, Role],
        words: Sequence[RoleWord] = (),
        budget_parents: Sequence[str] = (),
        indicator_parents: Sequence[str] = (),
        periods: Mapping[str, str] = MappingProxyType({}),
        plan: Sequence[str] = (),
        captions: Sequence[tuple[str, Role]] = (),
        moved: Sequence[str] = (),
        own: Collection[str] = (),
        tolerant: bool = True,
    ):
        self.wordings: Mapping[str, Role] = MappingProxyType(dict(wordings))
        self.moved = tuple(moved)
        self.own = frozenset(own)
        self._tolerant = tolerant
        self._words = tuple(words)
        self._choices = list(self.wordings)
        self._parents = (("budget", tuple(budget_parents)), ("indicator", tuple(indicator_parents)))
        self._periods = dict(periods)
        self._plan = tuple(plan)
        self._captions = tuple(captions)
        self._guess = lru_cache(maxsize=20_000)(self._find_guess)

    def without(self, wordings: Collection[str]) -> Vocabulary:
        """The same vocabulary, had these wordings never been listed: what the others are worth."""
        return self._as(wordings={t: role for t, role in self.wordings.items() if t not in wordings})

    def to_the_letter(self) -> Vocabulary:
        """The same vocabulary without tolerance for misspellings: what the tolerance is worth."""
        return self._as(tolerant=False)

    def _as(self, *, wordings: Mapping[str, Role] | None = None, tolerant: bool | None = None) -> Vocabulary:
        return Vocabulary(
            wordings=self.wordings if wordings is None else wordings,
            words=self._words,
            budget_parents=self._parents[0][1],
            indicator_parents=self._parents[1][1],
            periods=self._periods,
            plan=self._plan,
            captions=self._captions,
            moved=self.moved,
            own=self.own & (self.wordings if wordings is None else wordings).keys(),
            tolerant=self._tolerant if tolerant is None else tolerant,
        )

    def guess_role(self, phrase: str) -> RoleGuess | None:
        """The role a normalised phrase speaks of, or None where no wording is near.

        Source: Levenshtein ratio and its token-sorted form (rapidfuzz), cut at `SIMILAR`.
        """
        return self._guess(phrase)

    def guess_by_word(self, phrase: str, among: Collection[Role]) -> RoleGuess | None:
        """The first of some roles that a single word of a phrase speaks of, or None."""
        padded = f" {phrase} "
        for word in self._words:
            if word.role in among and f" {word.word} " in padded and not any(f" {w} " in padded for w in word.without):
                return RoleGuess(word.role, BY_WORD, word.word)
        return None

    def _find_guess(self, phrase: str) -> RoleGuess | None:
        if not phrase:
            return None
        if phrase in self.wordings:
            return RoleGuess(self.wordings[phrase], 1.0, phrase)
        if len(phrase) > 3 and self._tolerant:
            for scorer in (fuzz.ratio, fuzz.token_sort_ratio):
                near = process.extractOne(phrase, self._choices, scorer=scorer, score_cutoff=SIMILAR)
                if near is not None and len(near[0]) > 3 and _denies(phrase) == _denies(near[0]):
                    return RoleGuess(self.wordings[near[0]], near[1] / 100, near[0])
            squeezed = phrase.replace(" ", "")
            near = process.extractOne(
                squeezed, [w.replace(" ", "") for w in self._choices], scorer=fuzz.ratio, score_cutoff=92.0
            )
            if near is not None and len(near[0]) > 3 and _denies(phrase) == _denies(self._choices[near[2]]):
                wording = self._choices[near[2]]
                return RoleGuess(self.wordings[wording], near[1] / 100, wording)
        return self.guess_by_word(phrase, ALL_ROLES)

    def side_of(self, phrase: str) -> str:
        """'budget', 'indicator' or '' : the side of the report a parent heading speaks of."""
        for side, phrases in self._parents:
            if phrase and process.extractOne(phrase, phrases, scorer=fuzz.ratio, score_cutoff=SIMILAR):
                return side
        return ""

    def period_of(self, phrase: str) -> str:
        """The part of a year that a phrase names (see `part_of_year`), the listed wordings first, else ''."""
        padded = f" {phrase} "
        hits = [p for p in self._periods if f" {p} " in padded]
        return self._periods[max(hits, key=len)] if hits else part_of_year(phrase)

    def caption_roles(self, text: str) -> frozenset[Role]:
        """The measures a caption speaks of ("Penetapan Kinerja Tahun 2014": target); what was spent is no pagu."""
        padded = f" {flatten(text)} "
        found = frozenset(role for phrase, role in self._captions if f" {phrase} " in padded)
        return found - {Role.PAGU} if Role.REALISASI_ANGGARAN in found else found

    def speaks_of_plan(self, text: str) -> bool:
        """Whether a caption is a plan's: "Rencana Aksi Pencapaian Kinerja", not "Realisasi Rencana Aksi".

        Words of results before the plan's name, or joined to it ("Perjanjian Kinerja dan Realisasinya"), are of a
        table of results; behind it they say what is planned.
        """
        padded = f" {flatten(text)} "
        plans = (phrase for phrase, role in self._captions if role is Role.TARGET)
        starts = [(at, at + len(phrase)) for phrase in plans if (at := padded.find(f" {phrase} ")) >= 0]
        if not starts:
            return False
        before, behind = padded[: min(starts)[0] + 1], padded[max(end for _, end in starts) :]
        joined = " ".join(word for mark in _JOINS for word in behind.split(mark)[1:])
        return not any(f" {w}" in f" {part}" for w in _RESULT_WORDS for part in (before, joined))

    def speaks_of_results(self, text: str) -> bool:
        """Whether a caption is of results: it has such words and is no plan's."""
        padded = f" {flatten(text)} "
        return any(f" {word}" in padded for word in _RESULT_WORDS) and not self.speaks_of_plan(text)

    def measures_in(self, text: str) -> frozenset[Role]:
        """Whether a line of text names targets, results, both or neither ("Realisasi per Triwulan")."""
        padded = f" {flatten(text)} "
        phrases = [*self._captions, *((word.word, word.role) for word in self._words)]
        return frozenset(
            role for phrase, role in phrases if role in (Role.TARGET, Role.REALISASI) and f" {phrase} " in padded
        )

    def is_plan(self, text: str) -> bool:
        """Whether a heading speaks of the medium-term plan (Renproja, Renstra)."""
        lowered = text.lower()
        return any(word in lowered for word in self._plan)

    def hints(self) -> GridHints:
        """The wordings, for finding tables whose rules do not show their columns."""
        value = {w for w, role in self.wordings.items() if role in VALUE_ROLES}
        return GridHints(phrases=frozenset(self.wordings), value_phrases=frozenset(value))


def role_named(text: str, vocabulary: Vocabulary) -> Role | None:
    """The role that a text names outright, wherever it stands; a percent sign alone is the capaian's."""
    heading = parse_heading(text)
    if heading.is_bare and heading.percent:
        return Role.CAPAIAN
    guess = vocabulary.guess_role(heading.phrase) if text else None
    return guess.role if guess is not None and guess.likeness >= HEADS else None
