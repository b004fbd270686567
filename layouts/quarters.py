"""What the parts of a year measure where no heading says so: targets, or what was reached.

"Triwulan I … IV" beside a target are its parts as often as they are the realisasi so far. The words above the table
tell, or the numbers: parts that add up to a year's number, or run up to it, are of its measure. Where they stand tells
nothing that could be trusted.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from layouts.wordings import Role

# A sum that one row closes may do so by chance; parts of several rows are tried, and most must close.
_ROWS = 2
_MOST = 0.6
# Parts printed with two decimals add up to the year's number to within this.
_ROUNDED = 0.03
# Words above a table call the budget's measures by these names.
_SPOKEN_OF = {Role.PAGU: Role.TARGET, Role.REALISASI_ANGGARAN: Role.REALISASI}

Numbers = Sequence[float | None]


_ORDER = ("TW1", "TW2", "TW3", "TW4")


class PartMeasure(NamedTuple):
    """The measure of a year's parts, what it was told by (a name of `evidence.NAMES`), and why in words."""

    role: Role
    name: str
    why: str


def measure_of_parts(
    parts: Sequence[Numbers], years: Mapping[Role, Numbers], spoken: frozenset[Role], left: Role | None
) -> PartMeasure | None:
    """What columns of quarters hold that no words name.

    Args:
        parts: The numbers of each part by row, in the order of the year.
        years: The numbers of the whole year by row, of each measure that another column names.
        spoken: The measures that the words above the table name.
        left: The measure of the column left of the parts.

    Returns:
        The measure, by words above the table or by sums where these do not quarrel; else that of the column left of the
        parts, under the name "order", which is not trusted, and None if that is no measure either.
    """
    closing = {role for role, numbers in years.items() if parts and _make_up(parts, numbers)}
    said = {_SPOKEN_OF.get(role, role) for role in closing}
    if len(spoken) == 1 and not (said and said.isdisjoint(spoken)):
        return PartMeasure(next(iter(spoken)), "parent", "the words above the table speak of it")
    if len(closing) == 1 and not spoken - said:
        return PartMeasure((role := next(iter(closing))), "years", f"the parts of the year make up the {role}")
    return None if left is None else PartMeasure(left, "order", f"right of {left}, and nothing else tells")


def _make_up(parts: Sequence[Numbers], year: Numbers) -> bool:
    """Whether the parts add up to the year's number in most rows, or run up to it."""
    rows = [row for row in zip(*parts, year, strict=False) if None not in row]
    told = [[n for n in row if n is not None] for row in rows]
    told = [row for row in told if any(row)]
    return len(told) >= _ROWS and sum(_closes(row[:-1], row[-1]) for row in told) >= _MOST * len(told)


def _closes(parts: Sequence[float], year: float) -> bool:
    runs_up = abs(parts[-1] - year) <= _ROUNDED and all(a <= b for a, b in itertools.pairwise(parts))
    return runs_up or abs(sum(parts) - year) <= _ROUNDED


def goes_on(periode: str, following: str, step: int) -> bool:
    """Whether a quarter is the one after (step 1) or before (step -1) another: "TW3" after "TW2"."""
    known = periode in _ORDER and following in _ORDER
    return known and _ORDER.index(following) == _ORDER.index(periode) + step
