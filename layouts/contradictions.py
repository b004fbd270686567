"""Headers that say one thing while the numbers below them say another: nobody can tell which of the two is a slip."""

from __future__ import annotations

from collections.abc import Sequence

from layouts.alone import ColumnFacts, Table
from layouts.together import partner
from layouts.wordings import Role

# What was planned, what was done and what was left are never each other; within one of them wordings overlap.
_SENSES = (
    frozenset({Role.TARGET, Role.PAGU, Role.KEBUTUHAN_PENDANAAN}),
    frozenset({Role.REALISASI, Role.REALISASI_ANGGARAN}),
    frozenset({Role.SISA}),
)
# From this likeness on a heading says what it says; below, a single word of it does.
_SAYS = 0.8
# More was spent than there was in so many rows: one may be so, a table of them is not.
_ROWS = 2


def contradictions(table: Table, roles: Sequence[Role | None]) -> dict[int, str]:
    """The columns whose heading and numbers contradict each other, with what is odd in words.

    Args:
        table: The table's columns and what is printed over them.
        roles: What each column was read as.

    Returns:
        By index of the column. That its heading names another measure than its numbers close as, that most rows
        spend more than there was, or that a year stands twice under one heading, which then is over too many columns.
    """
    found = {f.index: why for f in table.columns if (why := _read_otherwise(f, roles[f.index]))}
    found |= {index: why for index, why in _years_twice(table).items() if index not in found}
    for spent in (index for index, role in enumerate(roles) if role is Role.REALISASI_ANGGARAN):
        pagu = partner(table, roles, Role.PAGU, spent)
        if pagu is not None and _is_overspent(table.columns[pagu], table.columns[spent]):
            found.setdefault(pagu, "most rows spend more")
            found.setdefault(spent, "most rows spend more than there was")
    return found


def _read_otherwise(facts: ColumnFacts, role: Role | None) -> str:
    said = facts.said
    if said is None or said.likeness < _SAYS:
        return ""
    says, reads = _sense(said.role), _sense(role)
    group = _sense(facts.above.role) if facts.above is not None else None
    if None in (says, reads) or says == reads or group == reads:
        return ""
    return f"the heading says {said.role}, the numbers close as {role}"


def _years_twice(table: Table) -> dict[int, str]:
    years: dict[tuple[str, ...], list[ColumnFacts]] = {}
    for facts in table.columns:
        upper = tuple(level.text for level in facts.heading.path[:-1])
        if upper and facts.leaf is not None and facts.leaf.is_bare and len(facts.leaf.years) == 1:
            years.setdefault(upper, []).append(facts)
    twice = [group for group in years.values() if len({f.tahun for f in group}) < len(group)]
    return {f.index: f"a year stands twice under {f.heading.path[0].text!r}" for group in twice for f in group}


def _sense(role: Role | None) -> int | None:
    return next((index for index, sense in enumerate(_SENSES) if role in sense), None)


def _is_overspent(pagu: ColumnFacts, spent: ColumnFacts) -> bool:
    pairs = zip(pagu.stats.numbers, spent.stats.numbers, strict=True)
    rows = [(a, b) for a, b in pairs if a is not None and b is not None and (a or b)]
    more = sum(b > a for a, b in rows)
    return more >= _ROWS and 2 * more > len(rows)
