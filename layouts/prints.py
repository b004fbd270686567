"""The same number printed in several places of a document, and where the places disagree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from layouts.identities import Form, Identity, number_of, values_alike
from layouts.records import Field, Value
from layouts.things import TARGET_RENPROJA, Thing, measure

PRINT_DISAGREEMENT = "print-disagreement"
# Totals further apart than this, in digits and in size, are of different parts of the budget, not misprints.
_MISPRINT_DIGITS = 2
_MISPRINT_SHARE = Decimal("0.05")


@dataclass(frozen=True, slots=True)
class Prints:
    """Every print of one measure of one thing for one year, the plans' numbers apart from the year's."""

    thing: Thing
    tahun: int | None
    field: str
    year: tuple[Value, ...]
    plan: tuple[Value, ...]


def group_prints(values: Sequence[Value], things: Mapping[str, Thing]) -> list[Prints]:
    """Group values by thing, year and measure, in the values' order. Values without a thing are left out.

    A plan is a target of a plan of several years, or a pagu in a table that prints no realisasi (a Perjanjian
    Kinerja): plans are revised before the year ends.
    """
    spent = {value.table_id for value in values if value.field is Field.REALISASI_ANGGARAN}
    groups: dict[tuple[Thing, int | None, str], tuple[list[Value], list[Value]]] = defaultdict(_two_lists)
    for value in values:
        if value.value_id in things:
            name = measure(value)
            plan = name == TARGET_RENPROJA or (value.field is Field.PAGU and value.table_id not in spent)
            field = Field.TARGET.value if name == TARGET_RENPROJA else name
            groups[(things[value.value_id], value.tahun, field)][plan].append(value)
    return [
        Prints(thing, tahun, field, tuple(year), tuple(plan)) for (thing, tahun, field), (year, plan) in groups.items()
    ]


def _two_lists() -> tuple[list[Value], list[Value]]:
    return [], []


def alike_identities(groups: Sequence[Prints], closing: Collection[str]) -> list[Identity]:
    """One identity over the prints that are alike, and one for each odd print: it first, then those others.

    Args:
        groups: The document's prints.
        closing: The value_ids over which the arithmetic of a row or table closes: of two numbers printed
            equally often, one of these is taken for the usual one.
    """
    found = []
    for group in groups:
        for part in (group.year, group.plan):
            members = _same_budget(part) if group.thing.key == "total" else part
            if len(members) > 1:
                usual = _usual(members, closing)
                alike = tuple(value for value in members if values_alike(value, usual))
                odd = [value for value in members if value not in alike]
                found += [(value, *alike) for value in odd] or [alike]
    return [Identity(PRINT_DISAGREEMENT, Form.ALIKE, members) for members in found]


def _usual(values: Sequence[Value], closing: Collection[str]) -> Value:
    """The value with most prints alike to it, of equals one that arithmetic supports, then the first."""
    return max(values, key=lambda v: (sum(values_alike(v, other) for other in values), v.value_id in closing))


def prints_elsewhere(groups: Sequence[Prints]) -> dict[str, tuple[Value, ...]]:
    """For each value_id the other prints of its number's thing, plans included."""
    found = {}
    for group in groups:
        members = (*group.year, *group.plan)
        for value in members:
            found[value.value_id] = tuple(other for other in members if other.table_id != value.table_id)
    return found


def plan_differences(groups: Sequence[Prints]) -> list[tuple[Value, Value]]:
    """(plan, year) where a plan prints another number than the year's tables, one pair a thing and year."""
    pairs = []
    for group in groups:
        if group.year and group.plan:
            plan, year = most_printed(group.plan), most_printed(group.year)
            if not values_alike(plan, year):
                pairs.append((plan, year))
    return pairs


def most_printed(values: Sequence[Value]) -> Value:
    """The first value that prints the most frequent number."""
    counts = Counter(number_of(value) for value in values)
    return max(values, key=lambda value: counts[number_of(value)])


def _same_budget(values: Sequence[Value]) -> tuple[Value, ...]:
    """The totals that can be prints of one: equal to the most printed one, or a slip of some digits away."""
    if not values:
        return ()
    best = most_printed(values)
    return tuple(value for value in values if values_alike(value, best) or _misprint(number_of(value), number_of(best)))


def _misprint(a: Decimal, b: Decimal) -> bool:
    digits_a, digits_b = f"{a:f}", f"{b:f}"
    if len(digits_a) == len(digits_b):
        changed = sum(x != y for x, y in zip(digits_a, digits_b, strict=True))
        if changed <= _MISPRINT_DIGITS:
            return True
    return abs(a - b) <= _MISPRINT_SHARE * max(abs(a), abs(b))
