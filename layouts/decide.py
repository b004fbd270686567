"""Arithmetic as the third reader: a number that the readers of a picture disagree in, and one reading of which closes.

A printed number is never corrected: only what a reader read can be chosen, and only where no other reading closes
anything. The choice is a finding; the checks after it then see the number as any other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from layouts.identities import Closing, Form, Identity
from layouts.prints import alike_identities, group_prints
from layouts.records import Alternative, Finding, Severity, Trust, Value
from layouts.row_identities import row_identities
from layouts.sums import sum_identities
from layouts.things import name_things, usable

_Places = Mapping[str, Sequence[tuple[Identity, int]]]


def decide_readings(values: Sequence[Value]) -> tuple[tuple[Value, ...], tuple[Finding, ...]]:
    """Choose among the readings of disputed values where the document's arithmetic says which is right.

    Args:
        values: All values of one document, before its checks: disputed are those whose readers disagree.

    Returns:
        The same values in the same order, the decided ones with the chosen reading and trust agreed; and a finding
        for each value whose readers disagree, decided or not.
    """
    current = tuple(values)
    decided: dict[str, Value] = {}
    while chosen := _next_choice(current, decided):
        decided[chosen.value_id] = chosen
        current = tuple(decided.get(value.value_id, value) for value in current)
    quarrels = (value for value in values if value.trust is Trust.DISPUTED)
    findings = [_finding(value, decided.get(value.value_id)) for value in quarrels]
    return current, tuple(findings)


def _is_open(value: Value) -> bool:
    return value.trust is Trust.DISPUTED and bool(value.alternatives)


def _next_choice(values: Sequence[Value], decided: Mapping[str, Value]) -> Value | None:
    """The first open value that one reading settles; None when there is none left."""
    pending = [value for value in values if _is_open(value) and value.value_id not in decided]
    if not pending:
        return None
    places = _places_of(usable(values))
    for value in pending:
        readings = [_as_printed(value), *value.alternatives]
        closing = [reading for reading in readings if _closes(reading, places.get(value.value_id, ()))]
        if len(closing) == 1:
            chosen = closing[0]
            return replace(
                value,
                value=chosen.value,
                value_text=chosen.text,
                decimals=chosen.decimals,
                trust=Trust.AGREED,
                alternatives=tuple(other for other in readings if other is not chosen),
            )
    return None


def _as_printed(value: Value) -> Alternative:
    return Alternative(value.value_text, value.value or Decimal(0), value.decimals)


def _places_of(known: Sequence[Value]) -> _Places:
    """The identities over each value that no other value with quarrelling readers takes part in."""
    groups = group_prints(known, name_things(known))
    identities = [*row_identities(known), *sum_identities(known), *alike_identities(groups, frozenset())]
    places: dict[str, list[tuple[Identity, int]]] = defaultdict(list)
    for identity in identities:
        open_members = [index for index, member in enumerate(identity.members) if member.trust is Trust.DISPUTED]
        if len(open_members) == 1:
            places[identity.members[open_members[0]].value_id].append((identity, open_members[0]))
    return places


def _closes(reading: Alternative, places: Sequence[tuple[Identity, int]]) -> bool:
    """Whether an identity closes with a reading that would notice a wrong digit in it."""
    for identity, index in places:
        member = replace(
            identity.members[index], value=reading.value, value_text=reading.text, decimals=reading.decimals
        )
        members = (*identity.members[:index], member, *identity.members[index + 1 :])
        tried = replace(identity, members=members)
        if tried.closing() is Closing.EXACT and (identity.form is Form.ALIKE or tried.speaks_for(index)):
            return True
    return False


def _finding(value: Value, chosen: Value | None) -> Finding:
    read = [value.value_text, *(other.text for other in value.alternatives)]
    return Finding(
        code="reading-decided" if chosen else "readings-differ",
        severity=Severity.INFO if chosen else Severity.WARNING,
        message="The readers of the picture disagree in this number; the report's arithmetic closes with one reading."
        if chosen
        else "The readers of the picture disagree in this number, and nothing in the report says which is right.",
        page=value.page,
        table_id=value.table_id,
        row=value.row,
        field=value.field,
        found=" | ".join(read),
        expected=chosen.value_text if chosen else "",
        value_ids=(value.value_id,),
    )
