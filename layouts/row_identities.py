"""What the numbers of one row say of each other: capaian, sisa and persen follow from their neighbours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from layouts.identities import Closing, Form, Identity, number_of
from layouts.records import Field, TableKind, Value

PERCENT_MISMATCH = "percent-mismatch"
BUDGET_PERCENT_MISMATCH = "budget-percent-mismatch"
REMAINDER_MISMATCH = "remainder-mismatch"
UPSIDE_DOWN = "target / realisasi"
# code, form, fields in the order of the form's members
_RULES = (
    (PERCENT_MISMATCH, Form.RATIO, (Field.REALISASI, Field.TARGET, Field.CAPAIAN)),
    (BUDGET_PERCENT_MISMATCH, Form.RATIO, (Field.REALISASI_ANGGARAN, Field.PAGU, Field.PERSEN_ANGGARAN)),
    (REMAINDER_MISMATCH, Form.DIFFERENCE, (Field.PAGU, Field.REALISASI_ANGGARAN, Field.SISA)),
)
_PROGRESS = TableKind.KEMAJUAN_RENPROJA
_BY_YEAR = TableKind.ANGGARAN_PERBANDINGAN_TAHUN


def row_identities(values: Sequence[Value]) -> list[Identity]:
    """Build the identities of every row of `values`, which all have numbers.

    A field printed twice in a row and year takes no part: nothing says which of the two is meant.
    """
    rows: dict[tuple[object, ...], dict[Field, list[Value]]] = defaultdict(lambda: defaultdict(list))
    run_down = _tables_that_run_down(values)
    for value in values:
        rows[_row_key(value, run_down)][value.field].append(value)
    return [identity for row in rows.values() for identity in _identities(row)]


def other_formula(identity: Identity) -> str:
    """The formula, other than realisasi / target, that gives the printed capaian; empty if none does."""
    if identity.code != PERCENT_MISMATCH:
        return ""
    part, whole, percent = identity.members
    mirrored = replace(part, value=2 * number_of(whole) - number_of(part))
    formulas = {
        "(2 x target - realisasi) / target": (mirrored, whole, percent),
        UPSIDE_DOWN: (whole, part, percent),
    }
    for formula, members in formulas.items():
        if number_of(members[1]) and replace(identity, members=members).closing() is Closing.EXACT:
            return formula
    return ""


def _row_key(value: Value, run_down: frozenset[str]) -> tuple[object, ...]:
    if value.table_id in run_down:
        return (value.table_id, value.tahun)
    # Progress is the realisasi of one year over the target of a later one: the row's years belong together.
    return (value.table_id, value.row, None if value.table_kind is _PROGRESS else value.tahun)


def _tables_that_run_down(values: Sequence[Value]) -> frozenset[str]:
    """Comparisons of budget years whose measures run down the rows: each row has one field only."""
    fields: dict[str, dict[int, set[Field]]] = defaultdict(lambda: defaultdict(set))
    for value in values:
        if value.table_kind is _BY_YEAR:
            fields[value.table_id][value.row].add(value.field)
    return frozenset(
        table_id
        for table_id, rows in fields.items()
        if len(rows) > 1 and all(len(found) == 1 for found in rows.values())
    )


def _identities(row: dict[Field, list[Value]]) -> Iterator[Identity]:
    for code, form, fields in _RULES:
        members = [row[field][0] for field in fields if len(row.get(field, [])) == 1]
        if len(members) == len(fields) and (form is not Form.RATIO or _comparable(members[0], members[1])):
            yield Identity(code, form, tuple(members))


def _comparable(part: Value, whole: Value) -> bool:
    """Whether a ratio makes sense: none between "100 %" and "45 Orang", and nothing is a share of 0."""
    units = [value.satuan.strip().casefold() for value in (part, whole)]
    return bool(number_of(whole)) and not (all(units) and ("%" in units[0]) != ("%" in units[1]))
