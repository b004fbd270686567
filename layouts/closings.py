"""The arithmetic between the columns of a table: what closes in its rows tells what the columns are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from layouts.columns import ColumnStats
from layouts.wordings import Role

# capaian = 100 realisasi / target, sisa = pagu - realisasi.
QUOTIENTS = (
    (Role.TARGET, Role.REALISASI, Role.CAPAIAN),
    (Role.PAGU, Role.REALISASI_ANGGARAN, Role.PERSEN_ANGGARAN),
)
DIFFERENCE = (Role.PAGU, Role.REALISASI_ANGGARAN, Role.SISA)
IDENTITIES = (*QUOTIENTS, DIFFERENCE)
# Half a unit of the last of two decimals, and as much again for what target and realisasi were rounded by.
_ROUNDED, _ROUNDED_SHARE = 0.02, 0.001
# Of the rows that can be tried, so many close where the columns are what they are taken for.
_MOST = 0.6
_NONE = 0.2
_FORMULA = re.compile(r"\(?(\d{1,2})\)?\s*=\s*\(?\s*\(?(\d{1,2})\)?\s*([:/÷\-–])\s*\(?(\d{1,2})\)?")


class Closing:
    """How three columns close in their rows: `closes`, `tells` (numbers that would not close by chance), `fails`."""

    __slots__ = ("closes", "fails", "tells")

    def __init__(self, rows: Sequence[tuple[float, float, float]], holds: Sequence[bool], *, enough: int = 2):
        good = sum(holds)
        self.closes = bool(rows) and good >= max(_MOST * len(rows), min(2, len(rows)))
        self.tells = (
            self.closes and sum(h and len(set(row)) == len(row) for row, h in zip(rows, holds, strict=True)) >= enough
        )
        # One row that does not close may be a misprint; three of which none does are other columns.
        self.fails = len(rows) >= 3 and good <= _NONE * len(rows)


class Closings:
    """The closings of one table's columns, each tried once."""

    def __init__(self, columns: Sequence[ColumnStats], *, headed: bool = True):
        # In a headed table of one row its three numbers are enough: by chance one in hundreds closes. A row without
        # a heading may be a piece of another table.
        self._enough = 1 if headed and max((c.filled for c in columns), default=0) == 1 else 2
        self._numbers = [stats.numbers for stats in columns]
        self._found: dict[tuple[bool, int, int, int], Closing] = {}

    def of(self, identity: tuple[Role, Role, Role], first: int, second: int, third: int) -> Closing:
        """How columns (by index) close as the three members of an identity."""
        key = (identity == DIFFERENCE, first, second, third)
        if key not in self._found:
            rows = [
                (a, b, c)
                for a, b, c in zip(self._numbers[first], self._numbers[second], self._numbers[third], strict=False)
                if a is not None and b is not None and c is not None
            ]
            self._found[key] = Closing(rows, [_holds(key[0], *row) for row in rows], enough=self._enough)
        return self._found[key]

    @cached_property
    def numbered(self) -> tuple[int, ...]:
        """Indices of the columns with a number in at least one row."""
        return tuple(i for i, numbers in enumerate(self._numbers) if any(n is not None for n in numbers))


def _holds(difference: bool, first: float, second: float, third: float) -> bool:
    if difference:
        return third > 0 and abs(first - second - third) < 1
    return first > 0 and abs(100 * second / first - third) <= _ROUNDED + _ROUNDED_SHARE * abs(third)


def formula_members(text: str) -> tuple[int, int, int, bool] | None:
    """ "6 = 5 : 4" → (4, 5, 6, False): the column numbers of first, second and result, and whether it subtracts."""
    found = _FORMULA.search(text)
    if found is None:
        return None
    result, left, sign, right = found.groups()
    if sign in "-–":
        return int(left), int(right), int(result), True
    return int(right), int(left), int(result), False
