"""What speaks for a column's role, as named pieces of evidence with points: the one scoring function of `roles`.

Ten points are a heading printed as the vocabulary has it; everything else is worth what it was worth beside that on
reports of many hands. Points add up over a table, so that columns are read together and not one by one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from layouts.wordings import Role


class Evidence(NamedTuple):
    """One thing that speaks for (points above 0) or against a role, and why in words."""

    name: str
    points: float
    why: str

    def __str__(self) -> str:
        return f"{self.name} {self.points:+.1f}: {self.why}"


# name: what it looks at. `lkip inspect` prints these, and a run without one of them measures what it is worth.
NAMES = {
    "heading": "the words over the column",
    "parent": "the words over several columns",
    "unnamed": "numbers of a measure that no words name",
    "sign": "percent signs in heading or cells",
    "magnitude": "amounts of rupiah are large, percentages are not",
    "content": "how the texts begin: an indikator counts, a sasaran comes about",
    "shape": "numbers, words, units, years, ranges, numbers of rows",
    "years": "years that go on from the column beside it",
    "side": "the budget's or the indicators' side of the table",
    "order": "target, realisasi, capaian; pagu, realisasi, sisa: left to right",
    "twins": "two columns do not say the same of the same year",
    "whole": "a capaian needs a realisasi, rows need a label",
    "arithmetic": "numbers of the rows close: realisasi / target = capaian, pagu - realisasi = sisa",
    "sizes": "pairs of numbers of one size under the names of several things: target and realisasi",
    "formula": "the row of column numbers says it: 6 = 5 : 4",
    "caption": "the words above the table, for its one column of numbers",
    "siblings": "the same heading in another table of the document",
}

# Evidence by numbers, which passes a name on to the columns it closes with.
BY_COUNTING = ("arithmetic", "formula")


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each kind of evidence counts, 1 where `factors` does not name it.

    `joint` False: each column takes the role that speaks loudest for itself, whatever stands beside it.
    """

    factors: Mapping[str, float] = field(default_factory=dict)
    joint: bool = True

    def weigh(self, evidence: Evidence) -> float:
        """The points of a piece of evidence as they count."""
        return evidence.points * self.factors.get(evidence.name, 1.0)


ALL_EVIDENCE = Weights()

# A heading printed as known; alike in 85 of 100 letters; by one of its words.
EXACT, ALIKE, BY_WORD = 10.0, 8.0, 5.5
# What a wording may also mean, in points less: "Realisasi" is the budget's or the indicators', "Capaian" beside a
# target alone is its realisasi, "Nilai" is whatever the table still lacks.
KIN: Mapping[Role, Mapping[Role, float]] = {
    Role.TARGET: {Role.PAGU: 5.0},
    Role.REALISASI: {
        Role.REALISASI_ANGGARAN: 0.0,
        Role.CAPAIAN: 4.0,
        Role.PERSEN_ANGGARAN: 4.0,
    },
    Role.CAPAIAN: {Role.PERSEN_ANGGARAN: 0.0, Role.REALISASI: 3.0},
    Role.REALISASI_ANGGARAN: {Role.PERSEN_ANGGARAN: 3.0, Role.REALISASI: 4.0},
    Role.PERSEN_ANGGARAN: {Role.CAPAIAN: 1.0, Role.REALISASI_ANGGARAN: 2.0},
    Role.PAGU: {Role.PERSEN_ANGGARAN: 5.0, Role.REALISASI_ANGGARAN: 6.0},
    Role.SISA: {},
    Role.KEBUTUHAN_PENDANAAN: {},
    Role.IGNORED: {Role.URAIAN: 5.0},
    # "Sasaran Tahun 2014" over numbers is what was aimed at.
    Role.SASARAN: {Role.TARGET: 3.0},
    Role.NILAI: {Role.TARGET: 3.0, Role.REALISASI: 3.0, Role.CAPAIAN: 5.5, Role.PAGU: 2.0},
}
# A measure needs a name: what numbers alone have to outweigh before they become values.
UNNAMED = -4.0
# What the words over a group of columns are worth to a column whose own words name no measure.
PARENT, PARENT_OF_MANY = 8.0, 3.0
PERCENT_SIGN = 3.0
# An amount of an office is 500,000 rupiah or more; an index, count or percentage of one is less.
AMOUNT, NO_AMOUNT, NO_PERCENT, LARGE_COUNT = 3.0, -5.0, -8.0, -1.0
# Small numbers under a heading of money may be thousands of rupiah; under any other they are none, whatever is lacking.
NO_MONEY = -12.0
NO_NUMBERS, NO_WORDS, CERTAIN_SHAPE, LIKELY_SHAPE = -4.0, -12.0, 8.0, 6.0
# "Keterangan" over a table's only words is its label.
NO_OTHER_TEXT = -4.0
# Texts that begin as those of a role do, or as those of another.
CONTENT, OTHER_CONTENT = 5.0, -5.0
# Offices in the cells say more than any heading ("Unit Pelaksana" may be a column of notes).
OFFICE_CELLS = 12.0
# What a table's caption says of its one column of numbers, and what a realisasi says of the column left of it.
CAPTION, PAIRED, BARE_AMOUNTS = 5.0, 3.0, 3.0
# A plan prints no result: one of its words may sound like one, a whole heading that says so still stands.
NO_RESULT = -6.0
GOES_ON = 8.0
# Standing on a side is no evidence that a column is a measure at all; standing on the wrong one is against it.
SIDE, WRONG_SIDE, ORDER, TWINS, SAME_GROUP = 3.0, -6.0, 1.5, -7.0, -0.1
# The same words over two years mean the same.
OTHERWISE = -6.0
# Numbers left of a row's words are its codes; a measure stands right of what it measures.
LEFT_OF_TEXT = -6.0
LACKS, LABEL, COMPLETE = -4.0, 4.0, 2.5
# Rows that close with different numbers; that close, but with numbers that would whatever they are; that do not.
CLOSES, CLOSES_FAINTLY, DOES_NOT_CLOSE = 5.0, 1.5, -3.0
FORMULA, SIBLING = 6.0, 6.0
# Points ahead from which a role is not in doubt, and beyond which nothing is asked any more.
SURE, BEYOND = 2.5, 9.0
