"""What each column of a table is: the reading of all columns together for which most speaks.

Each column has a few roles it could have (`alone`: its words, signs, numbers). A reading of the table gives every
column one of them; `beside` and `together` say what speaks for the columns side by side and for the whole. The best
reading wins; how far ahead of the best one with another role it is becomes the column's `margin`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from layouts.alone import WHOLE, ColumnFacts, Table, facts_of, speak_alone
from layouts.closings import Closings
from layouts.columns import Column, measure
from layouts.contradictions import contradictions
from layouts.evidence import ALL_EVIDENCE, BEYOND, BY_COUNTING, CAPTION, CLOSES, SURE, Evidence, Weights
from layouts.headers import Header, Slots, counts_quarters
from layouts.periods import YEAR
from layouts.together import Said, beside, closing_trios, headed_alike, numbered_trios, pairs_of, together
from layouts.values import NumberStyle
from layouts.wordings import TEXT_ROLES, VALUE_ROLES, Role, Vocabulary

# So many readings of the columns so far are followed; tables of twelve columns never had more that mattered.
_FOLLOWED = 48
# Evidence in words.
_WORDS = ("heading", "parent", "siblings", "years")
# Of these two either closes where the other does.
_COUNTERPARTS = {Role.TARGET: Role.REALISASI, Role.REALISASI: Role.TARGET}


@dataclass(frozen=True, slots=True)
class _Reading:
    """Roles of the columns so far, and the points for them."""

    roles: tuple[Role | None, ...] = ()
    points: float = 0.0
    said: tuple[Said, ...] = field(default=())


def assign_roles(
    slots: Slots,
    header: Header,
    vocabulary: Vocabulary,
    style: NumberStyle | None = None,
    *,
    scale: int = 1,
    siblings: Mapping[str, Role] | None = None,
    caption: Collection[Role] = (),
    spoken: frozenset[Role] = frozenset(),
    planned: bool = False,
    done: bool = False,
    weights: Weights = ALL_EVIDENCE,
) -> tuple[Column, ...]:
    """Give every column of a table its role. Columns that nothing speaks for keep None.

    Args:
        slots: The table's cells by row and column.
        header: What stands over the columns.
        vocabulary: What headings mean.
        style: How the document prints numbers, for columns that do not show it themselves.
        scale: What the table's amounts are to be multiplied by.
        siblings: Roles that headings (their phrases) have in other tables of the document.
        caption: The measures that the words above the table speak of.
        spoken: All measures that these words name; what quarters are whose headings name none.
        planned: Whether these words speak of a plan, which has no results.
        done: Whether they speak of results.
        weights: How much each kind of evidence counts.
    """
    quarters = counts_quarters(level.phrase for heading in header.columns for level in heading.path)
    facts = [
        facts_of(index, heading, measure(slots, header, index, style), vocabulary, quarters=quarters)
        for index, heading in enumerate(header.columns)
    ]
    table = Table(
        tuple(facts),
        Closings([f.stats for f in facts], headed=header.rows > 0),
        header.numbering,
        scale,
        siblings or {},
        frozenset(caption),
        spoken,
        planned,
        done,
    )
    options = [speak_alone(f, table) for f in facts]
    if weights.joint:
        readings = _ranked(table, options, weights)
        best = readings[0]
    else:
        best = _Reading(tuple(_loudest(option, weights) for option in options))
        readings = [best]
    own = [option[role] for option, role in zip(options, best.roles, strict=True)]
    named = _named(own, best.said) | _only_text(facts, best.roles)
    against = contradictions(table, best.roles)
    columns = (
        _column(f, own[f.index], best, readings=readings, weights=weights, named=f.index in named) for f in facts
    )
    return tuple(
        replace(column, sure=False, contradicted=why) if (why := against.get(column.index)) else column
        for column in columns
    )


def _sum(evidence: Iterable[Evidence], weights: Weights) -> float:
    return sum(weights.weigh(e) for e in evidence)


def _loudest(option: Mapping[Role | None, tuple[Evidence, ...]], weights: Weights) -> Role | None:
    return max(option, key=lambda role: _sum(option[role], weights))


def _readings(
    table: Table, options: Sequence[Mapping[Role | None, tuple[Evidence, ...]]], weights: Weights
) -> list[_Reading]:
    """The readings of all columns that most speaks for, best first, before the whole table is looked at."""
    followed = [_Reading()]
    for facts, option in zip(table.columns, options, strict=True):
        own = {role: _sum(evidence, weights) for role, evidence in option.items()}
        most = max(own.values())
        likely = [role for role, points in own.items() if points > most - BEYOND]
        followed = [
            _Reading(
                (*reading.roles, role),
                reading.points + own[role] + _sum((s.evidence for s in said), weights),
                (*reading.said, *said),
            )
            for reading in followed
            for role in likely
            for said in [tuple(beside(table, reading.roles, facts, role))]
        ]
        followed = sorted(followed, key=lambda reading: -reading.points)[:_FOLLOWED]
    return followed


def _proposals(
    table: Table, options: Sequence[Mapping[Role | None, tuple[Evidence, ...]]], roles: tuple[Role | None, ...]
) -> list[tuple[Role | None, ...]]:
    """Readings that arithmetic or the row of column numbers proposes for columns that no words name.

    Each such column alone speaks against being a measure, so that readings of several are not followed.
    """
    unnamed = frozenset(
        f.index
        for f in table.columns
        if Role.TARGET in options[f.index] and (f.said is None or f.said.likeness < WHOLE or f.index in table.of_many)
    )
    if not unnamed:
        return []
    found: dict[tuple[Role | None, ...], None] = {}
    if pairs := pairs_of(table):
        changed = {i: role for pair in pairs for i, role in zip(pair, (Role.TARGET, Role.REALISASI), strict=True)}
        if all(role in options[i] for i, role in changed.items()):
            found[tuple(changed.get(index, role) for index, role in enumerate(roles))] = None
    for identity, trio in (*numbered_trios(table), *closing_trios(table, unnamed)):
        if all(role in options[index] for role, index in zip(identity, trio, strict=True)):
            changed = dict(zip(trio, identity, strict=True))
            found[tuple(changed.get(index, role) for index, role in enumerate(roles))] = None
            # The same words over the columns of other years or things mean the same.
            changed |= {f.index: changed[i] for f in table.columns for i in trio if headed_alike(table.columns[i], f)}
            found[tuple(changed.get(index, role) for index, role in enumerate(roles))] = None
    return list(found)


def _read(
    table: Table,
    options: Sequence[Mapping[Role | None, tuple[Evidence, ...]]],
    roles: tuple[Role | None, ...],
    weights: Weights,
) -> _Reading:
    """A reading with its points, but for those of the whole table."""
    said = tuple(s for f in table.columns for s in beside(table, roles[: f.index], f, roles[f.index]))
    own = sum(_sum(option[role], weights) for option, role in zip(options, roles, strict=True))
    return _Reading(roles, own + _sum((s.evidence for s in said), weights), said)


def _ranked(
    table: Table, options: Sequence[Mapping[Role | None, tuple[Evidence, ...]]], weights: Weights
) -> list[_Reading]:
    """The readings with what speaks for each as a whole, best first; of equal ones the first found stays first."""
    whole = sorted((_whole(table, r, weights) for r in _readings(table, options, weights)), key=lambda r: -r.points)
    proposed = [_read(table, options, roles, weights) for roles in _proposals(table, options, whole[0].roles)]
    return sorted([*whole, *(_whole(table, r, weights) for r in proposed)], key=lambda r: -r.points)


def _whole(table: Table, reading: _Reading, weights: Weights) -> _Reading:
    said = tuple(together(table, reading.roles))
    points = reading.points + _sum((s.evidence for s in said), weights)
    return _Reading(reading.roles, points, (*reading.said, *said))


def _named(own: Sequence[Sequence[Evidence]], said: Sequence[Said]) -> frozenset[int]:
    """The columns that words name, or arithmetic with a column that words or percent signs name.

    Words above the table name its one column of numbers where these are as large as what the words speak of.
    """
    by_words = {index for index, evidence in enumerate(own) if any(_speaks(e, *_WORDS) for e in evidence)}
    by_words |= {
        index
        for index, evidence in enumerate(own)
        if any(e.name == "caption" and e.points >= CAPTION for e in evidence)
        and any(_speaks(e, "magnitude") for e in evidence)
    }
    told = by_words | {index for index, evidence in enumerate(own) if any(_speaks(e, "sign") for e in evidence)}
    closing = [set(s.columns) for s in said if s.evidence.name in BY_COUNTING and s.evidence.points >= CLOSES]
    return frozenset(by_words.union(*(columns for columns in closing if columns & told)))


def _only_text(facts: Sequence[ColumnFacts], roles: Sequence[Role | None]) -> frozenset[int]:
    """The column of words of a table that has no other: its label, whatever stands over it."""
    texts = [
        f.index
        for f in facts
        if f.stats.filled and f.stats.numeric < 0.5 and (roles[f.index] is None or roles[f.index] in TEXT_ROLES)
    ]
    return frozenset(texts if len(texts) == 1 else ())


def _speaks(evidence: Evidence, *names: str) -> bool:
    return evidence.name in names and evidence.points > 0


def _is_gainsaid(facts: ColumnFacts, role: Role | None, evidence: Iterable[Evidence]) -> bool:
    """Whether numbers alone make a column the counterpart of what its words say, or a part of a year one of a year.

    "Realisasi BNN RI" beside "Realisasi BNNK" closes as its target would, the first half of a year as the second's.
    """
    if role not in _COUNTERPARTS or not any(e.name == "unnamed" for e in evidence):
        return False
    opposed = facts.said is not None and facts.said.role is _COUNTERPARTS[role]
    return opposed or facts.periode != YEAR


def _column(
    facts: ColumnFacts,
    own: Sequence[Evidence],
    best: _Reading,
    *,
    readings: Sequence[_Reading],
    weights: Weights,
    named: bool,
) -> Column:
    role = best.roles[facts.index]
    rival = next((r for r in readings if r.roles[facts.index] is not role), None)
    margin = BEYOND if rival is None else min(BEYOND, best.points - rival.points)
    twin = any(s.evidence.name == "twins" and facts.index in s.columns for s in best.said)
    evidence = (*own, *(s.evidence for s in best.said if facts.index in s.columns))
    return Column(
        index=facts.index,
        heading=facts.heading,
        stats=facts.stats,
        role=role,
        tahun=facts.tahun,
        periode=facts.periode,
        plan=facts.plan,
        sure=(margin >= SURE and named and not twin and not _is_gainsaid(facts, role, evidence))
        if role in VALUE_ROLES
        else named or role is not Role.URAIAN,
        parent_text=facts.parent_text,
        evidence=tuple(e for e in evidence if weights.weigh(e)),
        margin=margin,
        rival=None if rival is None else rival.roles[facts.index],
    )
