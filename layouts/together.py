"""What columns say of each other: order, sides, years that go on, and numbers that close."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from layouts.alone import MONEY, OFFICES, PERCENTS, ColumnFacts, Table
from layouts.closings import DIFFERENCE, IDENTITIES, QUOTIENTS, formula_members
from layouts.evidence import (
    CLOSES,
    CLOSES_FAINTLY,
    COMPLETE,
    DOES_NOT_CLOSE,
    FORMULA,
    LABEL,
    LACKS,
    ORDER,
    OTHERWISE,
    PAIRED,
    SAME_GROUP,
    TWINS,
    UNNAMED,
    WRONG_SIDE,
    Evidence,
)
from layouts.periods import LAST_QUARTER, YEAR
from layouts.values import SMALLEST_AMOUNT
from layouts.wordings import BUDGET_ROLES, TEXT_ROLES, VALUE_ROLES, Role

Trio = tuple[int, int, int]
Identity = tuple[Role, Role, Role]


class Said(NamedTuple):
    """A piece of evidence and the columns it speaks of."""

    columns: tuple[int, ...]
    evidence: Evidence


# Target and realisasi of offices differ by less than half in the mean.
_LIKE_SIZE = 0.5
# What usually stands right of what.
_FOLLOWS = frozenset(
    {
        (Role.TARGET, Role.REALISASI),
        (Role.REALISASI, Role.CAPAIAN),
        (Role.TARGET, Role.CAPAIAN),
        (Role.PAGU, Role.REALISASI_ANGGARAN),
        (Role.REALISASI_ANGGARAN, Role.SISA),
        (Role.REALISASI_ANGGARAN, Role.PERSEN_ANGGARAN),
        (Role.SISA, Role.PERSEN_ANGGARAN),
        (Role.PERSEN_ANGGARAN, Role.SISA),
    }
)
_SIDED = (Role.REALISASI, Role.REALISASI_ANGGARAN, *PERCENTS)
_ANCHORS = (Role.TARGET, Role.PAGU, Role.SISA, Role.KEBUTUHAN_PENDANAAN, Role.REALISASI_ANGGARAN)
_LABELS = TEXT_ROLES - {Role.SUMBER_DANA, Role.SASARAN}


def beside(table: Table, roles: Sequence[Role | None], facts: ColumnFacts, role: Role | None) -> Iterator[Said]:
    """What the columns left of a column, in their roles, say of it in a role."""
    here = facts.index
    same = next((i for i in range(here - 1, -1, -1) if headed_alike(table.columns[i], facts)), None)
    if same is not None and roles[same] is not role:
        yield Said((same, here), Evidence("twins", OTHERWISE, f"headed as column {same} of another time or thing"))
    if role not in VALUE_ROLES or role is None:
        return
    for left, other in enumerate(roles):
        if other is role and _alike(table.columns[left], facts):
            # Groups of the same headings are of several things whose names were lost: no reason to call one otherwise.
            points = SAME_GROUP if table.repeats(left, here) else TWINS
            yield Said((left, here), Evidence("twins", points, f"column {left} says the same of the same year"))
    left = next((i for i in range(here - 1, -1, -1) if roles[i] in VALUE_ROLES), -1)
    if left >= 0:
        yield from _after(table.columns[left], roles[left], facts, role)
    anchor = next((i for i in range(here - 1, -1, -1) if roles[i] in _ANCHORS), -1)
    sided = anchor >= 0 and role in _SIDED and not facts.side
    if sided and (roles[anchor] in BUDGET_ROLES) != (role in BUDGET_ROLES):
        yield Said((anchor, here), Evidence("side", WRONG_SIDE, f"right of {roles[anchor]} in column {anchor}"))


def _same_time(left: ColumnFacts, right: ColumnFacts) -> bool:
    return (left.tahun, left.periode) == (right.tahun, right.periode)


def _alike(left: ColumnFacts, right: ColumnFacts) -> bool:
    """Whether two columns speak of one year. A heading's further columns without cells of their own say nothing."""
    if not left.stats.filled or not right.stats.filled:
        return False
    return _same_time(left, right) and left.parent_text == right.parent_text


def headed_alike(left: ColumnFacts, right: ColumnFacts) -> bool:
    """Whether two columns of numbers have the same words over them and differ in the time they speak of alone.

    Or in the thing they speak of: an indikator's name over the same words, of several indikator side by side.
    """
    if any(f.leaf is None or not f.leaf.phrase or not _holds_numbers(f) for f in (left, right)):
        return False
    if _same_time(left, right):
        return _of_other_things(left, right)
    words = [[(h.phrase, h.percent, h.rupiah) for h in f.heading.path if h.phrase] for f in (left, right)]
    return words[0] == words[1]


def _holds_numbers(facts: ColumnFacts) -> bool:
    return bool(facts.stats.filled) and facts.stats.numeric >= 0.5


def _of_other_things(left: ColumnFacts, right: ColumnFacts) -> bool:
    """Whether two columns have the same words over them below names of two things, and numbers of one kind."""
    leaves = [(f.leaf.phrase, f.leaf.percent, f.leaf.rupiah, f.leaf.years) for f in (left, right) if f.leaf is not None]
    names = {left.parent_text, right.parent_text}
    sided = left.side or right.side
    money = {(f.stats.median or 0) >= SMALLEST_AMOUNT for f in (left, right)}
    return leaves[0] == leaves[1] and len(names) == 2 and "" not in names and not sided and len(money) == 1


def _after(left: ColumnFacts, other: Role | None, facts: ColumnFacts, role: Role) -> Iterator[Said]:
    pair = (left.index, facts.index)
    if (other, role) in _FOLLOWS:
        yield Said(pair, Evidence("order", ORDER, f"right of {other}"))
    elif (role, other) in _FOLLOWS:
        yield Said(pair, Evidence("order", -ORDER, f"right of {other}"))
    if other is role and left.tahun and facts.tahun and abs(left.tahun - facts.tahun) == 1:
        yield Said(pair, Evidence("years", ORDER, f"goes on the years of column {left.index}"))


def together(table: Table, roles: Sequence[Role | None]) -> Iterator[Said]:
    """What a whole reading of a table says for or against itself."""
    yield from _closing(table, roles)
    yield from _formulas(table, roles)
    yield from _lacking(table, roles)
    yield from _unsided(table, roles)
    yield from _sized(table, roles)
    labels = tuple(i for i, role in enumerate(roles) if role in _LABELS)
    if labels:
        yield Said(labels[:1], Evidence("whole", LABEL, "rows need a label"))


def _outright(table: Table, column: int) -> frozenset[Role]:
    """The roles that a column's own words or its group's name outright."""
    facts = table.columns[column]
    return frozenset(guess.role for guess in (facts.said, facts.above) if guess is not None)


def _closing(table: Table, roles: Sequence[Role | None]) -> Iterator[Said]:
    for identity in IDENTITIES:
        for trio in _trios(table, roles, identity):
            if identity == DIFFERENCE and trio[0] > min(trio[1:]) and Role.PAGU not in _outright(table, trio[0]):
                # "Jumlah" right of two amounts is their sum, whatever they are.
                continue
            unnamed = sum(role not in table.words[i] for role, i in zip(identity, trio, strict=True))
            closing = table.closings.of(identity, *trio)
            if _is_last_quarter(table, trio) and not closing.closes:
                continue
            if unnamed < len(trio):
                yield Said(trio, Evidence("whole", COMPLETE, f"{identity[0]}, {identity[1]} and {identity[2]}"))
            what = f"{identity[2]} closes with {identity[0]} and {identity[1]}"
            if closing.tells:
                # Numbers that close name the columns that no words name: they outweigh that none do.
                yield Said(trio, Evidence("arithmetic", CLOSES - unnamed * UNNAMED, what))
            elif closing.closes:
                yield Said(trio, Evidence("arithmetic", CLOSES_FAINTLY, f"{what}, as any equal numbers would"))
            elif closing.fails:
                yield Said(trio, Evidence("arithmetic", DOES_NOT_CLOSE, f"no row {what.replace('closes', 'closing')}"))


def _trios(table: Table, roles: Sequence[Role | None], identity: Identity) -> Iterator[Trio]:
    """The columns of an identity: of one year and period, or the only ones of their role."""
    for third in (i for i, role in enumerate(roles) if role is identity[2]):
        partners = [partner(table, roles, member, third) for member in identity[:2]]
        if None not in partners:
            first, second = (p for p in partners if p is not None)
            yield first, second, third


def _is_last_quarter(table: Table, trio: Trio) -> bool:
    """Whether a year's number is measured by its last quarter's: only numbers that close say that quarters run up."""
    return any(table.columns[i].periode == LAST_QUARTER for i in trio) and table.columns[trio[2]].periode == YEAR


def partner(table: Table, roles: Sequence[Role | None], role: Role, of: int) -> int | None:
    """The column of a role that a column belongs with: of its year and group, the only one, or the last quarter's."""
    having = [i for i, other in enumerate(roles) if other is role]
    near = [i for i in having if _same_time(table.columns[i], table.columns[of])]
    name = table.columns[of].parent_text
    group = [i for i in near if table.columns[i].parent_text == name]
    # Of one thing's columns one may name the report's year and the others none.
    whole = [i for i in having if table.columns[i].periode == table.columns[of].periode == YEAR]
    group = group or [i for i in whole if name and table.columns[i].parent_text == name]
    last = [i for i in having if table.columns[of].periode == YEAR and table.columns[i].periode == LAST_QUARTER]
    nearest = sorted(group or near or (having if len(having) == 1 else last), key=lambda i: (i > of, abs(i - of)))
    return nearest[0] if nearest else None


def numbered_trios(table: Table) -> Iterator[tuple[Identity, Trio]]:
    """What the row of column numbers says of three columns ("6 = 5 : 4"), as each identity it can mean."""
    by_number = {number: index for index, text in table.numbering.items() for number in _first_number(text)}
    for text in table.numbering.values():
        members = formula_members(text)
        if members is None or any(number not in by_number for number in members[:3]):
            continue
        trio = (by_number[members[0]], by_number[members[1]], by_number[members[2]])
        yield from ((identity, trio) for identity in ((DIFFERENCE,) if members[3] else QUOTIENTS))


def closing_trios(table: Table, unnamed: frozenset[int]) -> Iterator[tuple[Identity, Trio]]:
    """Columns that close an identity left to right, one of `unnamed` among them, with numbers that tell."""
    for trio in itertools.combinations(table.closings.numbered, 3):
        if unnamed.isdisjoint(trio):
            continue
        for identity in IDENTITIES:
            if table.closings.of(identity, *trio).tells:
                yield identity, trio


def _formulas(table: Table, roles: Sequence[Role | None]) -> Iterator[Said]:
    for identity, trio in numbered_trios(table):
        if tuple(roles[index] for index in trio) == identity:
            unnamed = sum(role not in table.words[index] for role, index in zip(identity, trio, strict=True))
            yield Said(trio, Evidence("formula", FORMULA - unnamed * UNNAMED, "the row of column numbers says so"))


def _first_number(text: str) -> list[int]:
    digits = text.strip(" (").split("=")[0].strip(" ().")
    return [int(digits)] if digits.isdigit() else []


def _lacking(table: Table, roles: Sequence[Role | None]) -> Iterator[Said]:
    """A capaian beside a target needs a realisasi; a "Nilai" beside a target is what the table still lacks."""
    has_target = Role.TARGET in roles
    for index, role in enumerate(roles):
        facts = table.columns[index]
        if role is Role.CAPAIAN and has_target:
            years = [table.columns[i].tahun for i, r in enumerate(roles) if r is Role.REALISASI]
            if not any(year == facts.tahun or None in (year, facts.tahun) for year in years):
                yield Said((index,), Evidence("whole", LACKS, "a capaian of a target needs a realisasi"))
        elif role in _PAIRS and table.words[index] and role in table.words[index]:
            yield from _paired(table, roles, index)
        elif role is Role.NILAI_TAHUN and _is_one_of_its_year(table, facts):
            yield Said((index,), Evidence("whole", LACKS, "one of several measures of its year"))
        elif role is Role.NILAI and has_target:
            yield Said((index,), Evidence("whole", LACKS, "a score beside a target is its realisasi or capaian"))


def _is_one_of_its_year(table: Table, facts: ColumnFacts) -> bool:
    """Whether a column has words of its own under a year that stands over other columns of numbers too."""
    years = [f.index for f in table.columns if f.tahun == facts.tahun and f.stats.filled and f.stats.numeric >= 0.5]
    return len(years) > 1 and facts.leaf is not None and not facts.leaf.is_bare


# What a measure is measured by.
_PAIRS = {Role.REALISASI: Role.TARGET, Role.REALISASI_ANGGARAN: Role.PAGU}


def _paired(table: Table, roles: Sequence[Role | None], index: int) -> Iterator[Said]:
    """A realisasi that words name is one of a target: of the column of numbers left of it that no words name."""
    partner = _PAIRS[roles[index] or Role.REALISASI]
    left = next((i for i in range(index - 1, -1, -1) if table.columns[i].stats.numeric >= 0.5), -1)
    if left >= 0 and roles[left] is partner and not table.words[left]:
        yield Said((left, index), Evidence("whole", PAIRED, f"what {roles[index]} is measured by"))


def _sized(table: Table, roles: Sequence[Role | None]) -> Iterator[Said]:
    """Pairs of columns under names of several things, whose numbers are of a size: what was aimed at, what came."""
    for pair in pairs_of(table):
        if tuple(roles[index] for index in pair) == (Role.TARGET, Role.REALISASI):
            unnamed = sum(roles[index] not in table.words[index] for index in pair)
            yield Said(pair, Evidence("sizes", PAIRED - unnamed * UNNAMED, "numbers of a size under each of the names"))


def pairs_of(table: Table) -> tuple[tuple[int, int], ...]:
    """Pairs of columns of numbers, the same headings under the names of several things, that can be target and result.

    The two of a pair differ by less than half, and some pair is of another size than percentages are: no capaian.
    Where no words name either, the rows are offices' and the words above speak of results: staff is counted in
    pairs too.
    """
    numbers = [f for f in table.columns if _holds_numbers(f) and f.parent_text and not f.side]
    pairs = list(zip(numbers[::2], numbers[1::2], strict=False))
    if len(pairs) < 2 or len(numbers) % 2 or table.planned:
        return ()
    alike = all(_of_other_things(pairs[0][k], pair[k]) for pair in pairs[1:] for k in (0, 1))
    if not alike or any(a.parent_text != b.parent_text or a.leaf == b.leaf for a, b in pairs):
        return ()
    medians = [(a.stats.median or 0.0, b.stats.median or 0.0) for a, b in pairs]
    near = all(_LIKE_SIZE * max(pair) <= min(pair) for pair in medians)
    counted = any(not _LIKE_SIZE * 100 <= max(pair) <= 100 / _LIKE_SIZE for pair in medians)
    named = any(f.said is not None and f.said.role in VALUE_ROLES for pair in pairs for f in pair)
    offices = any(f.stats.offices >= OFFICES for f in table.columns)
    if not near or not counted or not (named or (offices and table.done)):
        return ()
    return tuple((a.index, b.index) for a, b in pairs)


def _unsided(table: Table, roles: Sequence[Role | None]) -> Iterator[Said]:
    """Sides of columns with no anchor left of them: the budget's where the table has money and no target."""
    budget = any(role in MONEY for role in roles) and Role.TARGET not in roles
    first = next((i for i, role in enumerate(roles) if role in _ANCHORS), len(roles))
    for index, role in enumerate(roles[: first + 1]):
        if role not in (Role.REALISASI, *PERCENTS) or table.columns[index].side:
            continue
        if (role in BUDGET_ROLES) != budget:
            yield Said((index,), Evidence("side", WRONG_SIDE / 2, "not the side of the table's other columns"))
