"""What a report's own arithmetic says of its values: what closes is verified, what does not is a finding.

Three kinds of check meet here: the sums of a row (capaian, sisa, persen), the sums of a table (total,
subtotals), and the same thing printed in several places. None of them changes a number; they raise or lower
`trust` and say why.

Trust, decided:

- A value is *verified* when an identity closes over it that would notice a wrong digit, or when another table
  prints it alike. "99 %" does not verify the amounts it was made of.
- *single* becomes verified only by both: an identity speaks for number and role, not for the label; an equal
  print under the same label and year in another table speaks for these. Readers who disagreed (*disputed*)
  stay so, and so does *single* where the label may not be the row's own.
- A failed identity disputes the members for which nothing else speaks; where all or none are supported, the
  row; of a sum, the total; of unlike prints, the fewer. Where one changed number repairs several identities
  and breaks none, that number alone.
- Other formulas for a percentage (twice the target less the realisasi, or target over realisasi) are named in
  a finding and verify nothing. The latter leaves the row *single*: swapped columns would close in it too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from layouts.check_messages import (
    columns_finding,
    formula_finding,
    mismatch_finding,
    missing_row_finding,
    plan_finding,
    prints_finding,
    repair_finding,
)
from layouts.identities import SENSITIVITY, Closing, Form, Identity, alike, number_of, quantum, values_alike
from layouts.prints import (
    alike_identities,
    group_prints,
    plan_differences,
    prints_elsewhere,
)
from layouts.records import Finding, Trust, Value
from layouts.row_identities import UPSIDE_DOWN, other_formula, row_identities
from layouts.sums import sum_identities
from layouts.things import name_things, usable

_EXACTNESS = (Form.SUM, Form.DIFFERENCE, Form.ALIKE, Form.RATIO)
# Fewer failing rows than this are findings of their own; more, and most of a table, are one of its columns.
_COLUMN_ROWS = 3


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a value: the identities that close over it, with its index there, and equal prints."""

    closing: Mapping[str, tuple[tuple[Identity, int], ...]]
    prints: Mapping[str, tuple[Value, ...]]

    def supports(self, value: Value, instead: Decimal | None) -> bool:
        """Whether a closing identity or an equal print would be lost if the number were `instead`."""
        if any(
            instead is None or identity.closing_with(index, instead) is Closing.FAILS
            for identity, index in self.closing.get(value.value_id, ())
        ):
            return True
        return any(
            values_alike(value, other)
            and (instead is None or not alike(instead, quantum(value), number_of(other), quantum(other)))
            for other in self.prints.get(value.value_id, ())
        )

    def count_alike(self, value: Value) -> int:
        """How many places print the number, the value's own included."""
        return 1 + sum(values_alike(value, other) for other in self.prints.get(value.value_id, ()))

    def closes(self, value: Value) -> bool:
        """Whether an identity closes over the value that would notice a wrong digit in it."""
        return any(identity.speaks_for(index) for identity, index in self.closing.get(value.value_id, ()))

    def printed_alike(self, value: Value) -> bool:
        """Whether another table prints the number alike, precisely enough to notice a wrong digit."""
        finest = max(quantum(value), SENSITIVITY * abs(number_of(value)))
        return any(
            values_alike(value, other) and quantum(other) <= finest for other in self.prints.get(value.value_id, ())
        )


@dataclass(frozen=True, slots=True)
class _Verdict:
    """A finding, the values it disputes, and those whose role it makes only probable."""

    finding: Finding
    disputed: tuple[Value, ...] = ()
    probable: tuple[Value, ...] = ()


def check_values(values: Sequence[Value]) -> tuple[tuple[Value, ...], tuple[Finding, ...]]:
    """Check a document's values against each other.

    Args:
        values: All values of one document, in its order. Those without a number, and those whose `periode`
            is not tahun, pass unchanged.

    Returns:
        The same values in the same order, with their trust raised or lowered, and the findings in reading
        order (without `finding_id`).
    """
    known = usable(values)
    groups = group_prints(known, name_things(known))
    identities = [*row_identities(known), *sum_identities(known)]
    closing = {m.value_id for i in identities if i.closing() is Closing.EXACT for m in i.members}
    identities += alike_identities(groups, closing)
    by_closing = {closing: [i for i in identities if i.closing() is closing] for closing in Closing}
    evidence = _evidence(by_closing[Closing.EXACT], prints_elsewhere(groups))
    verdicts = _judge(by_closing[Closing.FAILS], identities, evidence)
    verdicts += [_Verdict(plan_finding(plan, year)) for plan, year in plan_differences(groups)]
    trusts = _trusts(known, verdicts, evidence)
    judged = tuple(replace(value, trust=trusts.get(value.value_id, value.trust)) for value in values)
    return judged, tuple(sorted((verdict.finding for verdict in verdicts), key=_reading_order))


def _judge(failed: Sequence[Identity], identities: Sequence[Identity], evidence: Evidence) -> list[_Verdict]:
    """Explain the failed identities, each by one verdict, the widest causes first."""
    verdicts: list[_Verdict] = []
    left = list(failed)
    for explain in (_doubtful_columns, _other_formulas, _repairs, _followers, _missing_rows, _odd_rows):
        found, left = explain(left, identities, evidence)
        verdicts += found
    for identity in left:
        culprits = _disputed(identity, evidence)
        verdicts.append(_Verdict(mismatch_finding(identity, culprits), culprits))
    return verdicts


_Explained = tuple[list[_Verdict], list[Identity]]


def _other_formulas(failed: Sequence[Identity], identities: Sequence[Identity], evidence: Evidence) -> _Explained:
    verdicts, left = [], []
    for identity in failed:
        formula = other_formula(identity)
        if formula:
            probable = identity.members if formula == UPSIDE_DOWN else ()
            verdicts.append(_Verdict(formula_finding(identity, formula), probable=probable))
        else:
            left.append(identity)
    return verdicts, left


def _repairs(failed: Sequence[Identity], identities: Sequence[Identity], evidence: Evidence) -> _Explained:
    """Find single numbers that close two or more failed identities and break nothing; the best first."""
    verdicts: list[_Verdict] = []
    left = list(failed)
    while repair := _best_repair(left, evidence):
        culprit, number, repaired = repair
        verdicts.append(_Verdict(repair_finding(culprit, number, repaired), (culprit,)))
        left = _without(left, [repaired])
    return verdicts, left


def _best_repair(failed: Sequence[Identity], evidence: Evidence) -> tuple[Value, Decimal, tuple[Identity, ...]] | None:
    best: tuple[Value, Decimal, tuple[Identity, ...]] | None = None
    for value, places in _by_member(failed).items():
        if len(places) < 2:
            continue
        for number in _candidates(places):
            if evidence.supports(value, number) or number < 0 <= number_of(value):
                continue
            repaired = tuple(i for i, index in places if i.closing_with(index, number) is not Closing.FAILS)
            if len(repaired) > max(1, len(best[2]) if best else 0):
                best = (value, number, repaired)
    return best


def _candidates(places: Sequence[tuple[Identity, int]]) -> list[Decimal]:
    """The numbers that would close one of the identities: exact ones first, those from a ratio last."""
    ordered = sorted(places, key=lambda place: _EXACTNESS.index(place[0].form))
    numbers = (identity.solve(index) for identity, index in ordered)
    return list(dict.fromkeys(number for number in numbers if number is not None))


def _by_member(identities: Sequence[Identity]) -> dict[Value, list[tuple[Identity, int]]]:
    places: dict[Value, list[tuple[Identity, int]]] = defaultdict(list)
    for identity in identities:
        for index, member in enumerate(identity.members):
            places[member].append((identity, index))
    return places


def _followers(failed: Sequence[Identity], identities: Sequence[Identity], evidence: Evidence) -> _Explained:
    """Drop the identities that close once every member is read as most other places print it.

    Those places are findings already; the row only follows from them.
    """
    usual = {i.members[0]: number_of(i.members[1]) for i in failed if i.form is Form.ALIKE}
    left = []
    for identity in failed:
        changed = tuple(replace(m, value=usual[m]) if m in usual else m for m in identity.members)
        follows = identity.form is not Form.ALIKE and changed != identity.members
        if not (follows and replace(identity, members=changed).closing() is not Closing.FAILS):
            left.append(identity)
    return [], left


def _doubtful_columns(failed: Sequence[Identity], identities: Sequence[Identity], evidence: Evidence) -> _Explained:
    """Checks of rows and prints that fail in most of a table: one verdict a table."""
    sizes: dict[tuple[str, str], int] = defaultdict(int)
    groups: dict[tuple[str, str], list[Identity]] = defaultdict(list)
    for identity in identities:
        for table_id in {member.table_id for member in identity.members}:
            sizes[(table_id, identity.code)] += 1
    for identity in failed:
        if identity.form is not Form.SUM:
            groups[(identity.members[0].table_id, identity.code)].append(identity)
    wide = {key: group for key, group in groups.items() if len(group) >= _COLUMN_ROWS and 2 * len(group) > sizes[key]}
    verdicts = [
        _Verdict(
            columns_finding(key[0], group, sizes[key]),
            tuple(value for identity in group for value in _disputed(identity, evidence)),
        )
        for key, group in wide.items()
    ]
    return verdicts, _without(failed, wide.values())


def _without(identities: Sequence[Identity], explained: Iterable[Sequence[Identity]]) -> list[Identity]:
    gone = {id(identity) for group in explained for identity in group}
    return [identity for identity in identities if id(identity) not in gone]


def _missing_rows(failed: Sequence[Identity], identities: Sequence[Identity], evidence: Evidence) -> _Explained:
    """Totals that miss their rows in every column, two or more: a lost row, not wrong numbers."""
    columns: dict[tuple[str, int], list[Identity]] = defaultdict(list)
    for identity in identities:
        if identity.form is Form.SUM:
            columns[(identity.members[-1].table_id, identity.members[-1].row)].append(identity)
    failing = {id(identity) for identity in failed}
    lost = [g for g in columns.values() if len(g) > 1 and all(id(identity) in failing for identity in g)]
    verdicts = []
    for group in lost:
        totals = [identity.members[-1] for identity in group]
        unsupported = tuple(total for total in totals if not evidence.supports(total, None))
        verdicts.append(_Verdict(missing_row_finding(group), unsupported))
    return verdicts, _without(failed, lost)


def _odd_rows(failed: Sequence[Identity], identities: Sequence[Identity], evidence: Evidence) -> _Explained:
    """Prints that disagree with other tables: one verdict for all numbers of the row that stands apart."""
    rows: dict[tuple[str, int], list[Identity]] = defaultdict(list)
    for identity in failed:
        if identity.form is Form.ALIKE:
            odd = identity.members[0]
            rows[(odd.table_id, odd.row)].append(identity)
    verdicts = [
        _Verdict(
            prints_finding(group),
            tuple(value for identity in group for value in _disputed(identity, evidence)),
        )
        for group in rows.values()
    ]
    return verdicts, _without(failed, rows.values())


def _disputed(identity: Identity, evidence: Evidence) -> tuple[Value, ...]:
    """The members a failed identity disputes (see the module's text)."""
    members = identity.members
    if identity.form is Form.ALIKE and evidence.count_alike(members[0]) < len(members) - 1:
        return members[:1]
    unsupported = tuple(
        member for index, member in enumerate(members) if not evidence.supports(member, identity.solve(index))
    )
    if unsupported and len(unsupported) < len(members):
        return unsupported
    return members[-1:] if identity.form is Form.SUM else members


def _evidence(closing: Sequence[Identity], prints: Mapping[str, tuple[Value, ...]]) -> Evidence:
    places: dict[str, list[tuple[Identity, int]]] = defaultdict(list)
    for identity in closing:
        # 1,300 of 1,250 Ha is 104 % whether both are hectares or thousands of them.
        unscaled = identity.form is Form.RATIO and sum(m.reason == "ambiguous-number" for m in identity.members) > 1
        if identity.form is not Form.ALIKE and not unscaled:
            for index, member in enumerate(identity.members):
                places[member.value_id].append((identity, index))
    return Evidence({value_id: tuple(found) for value_id, found in places.items()}, prints)


def _trusts(known: Sequence[Value], verdicts: Sequence[_Verdict], evidence: Evidence) -> dict[str, Trust]:
    disputed = {value.value_id for verdict in verdicts for value in verdict.disputed}
    probable = {value.value_id for verdict in verdicts for value in verdict.probable}
    trusts = {}
    for value in known:
        before = Trust.SINGLE if value.value_id in probable and value.trust is Trust.AGREED else value.trust
        after = Trust.DISPUTED if value.value_id in disputed else _trust(replace(value, trust=before), evidence)
        trusts[value.value_id] = after
    return trusts


def _trust(value: Value, evidence: Evidence) -> Trust:
    if value.trust is Trust.DISPUTED:
        return Trust.DISPUTED
    if not value.label_sure:
        return Trust.SINGLE
    closes, printed = evidence.closes(value), evidence.printed_alike(value)
    enough = closes and printed if value.trust is Trust.SINGLE else closes or printed
    return Trust.VERIFIED if enough else value.trust


def _reading_order(finding: Finding) -> tuple[int, str, int, str, str]:
    return (finding.page or 0, finding.table_id, finding.row or 0, finding.code, finding.field)
