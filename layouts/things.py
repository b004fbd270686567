"""Which values, in several tables, speak of one thing: the same indicator, budget line or total.

A thing is named by its code, else by its label with tolerance for spelling. Two labels that stand in one
table name two things, however alike they look ("rawat jalan", "rawat inap"); a label that stands twice in
one table names none.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from rapidfuzz import fuzz, process

from layouts.records import INDICATOR_FIELDS, Baris, Field, TableKind, Value

# Spellings of one label in a document score above this (token-sort ratio); different indicators rarely do.
SAME_LABEL = 90.0
TARGET_RENPROJA = "target_renproja"
CAPAIAN_RENPROJA = "capaian_renproja"
_PLANS = frozenset({TableKind.RENPROJA_TARGET, TableKind.RENPROJA_PENDANAAN, TableKind.KEMAJUAN_RENPROJA})
_BY_YEAR = TableKind.ANGGARAN_PERBANDINGAN_TAHUN
_NO_WORD = re.compile(r"[^\w%]+")
_NUMBERS = re.compile(r"\d+")
_ENUMERATOR = re.compile(r"^(?:\d{1,2}|[a-z])\s*[.)]\s*(?=\D)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Thing:
    """What a value speaks of. `kind` is indicator or budget, `key` a code or a plain label.

    `scope` parts things of one name: the level of a budget table, the indikator a table by satker stands
    under. `satker` is the row's where the table has many.
    """

    kind: str
    scope: str
    satker: str
    kode: str
    key: str


def plain(text: str) -> str:
    """A label without case, punctuation and leading enumerator, for comparing."""
    return " ".join(_NO_WORD.sub(" ", _ENUMERATOR.sub("", text.strip())).casefold().split())


def usable(values: Iterable[Value]) -> list[Value]:
    """The values that take part in checks and facts: those with a number, of the whole year."""
    return [value for value in values if value.value is not None and value.periode == "tahun"]


def measure(value: Value) -> str:
    """What the value measures, plans of several years apart from the year's own target and achievement.

    Progress ("tingkat kemajuan") is achieved against the plan's last year, so it is no capaian of the year.
    """
    if value.field is Field.TARGET and value.table_kind in _PLANS:
        return TARGET_RENPROJA
    if value.field is Field.CAPAIAN and value.table_kind is TableKind.KEMAJUAN_RENPROJA:
        return CAPAIAN_RENPROJA
    return value.field.value


def rows_of_indicators(values: Iterable[Value]) -> frozenset[tuple[str, int]]:
    """The rows (table_id, row) that print an indicator's numbers: no total, though labelled "Jumlah …"."""
    return frozenset((value.table_id, value.row) for value in values if value.field in INDICATOR_FIELDS)


Names = Mapping[str, tuple[str, str]]
"""Plain label → its code and its common spelling."""


def name_things(values: Sequence[Value]) -> dict[str, Thing]:
    """Name the thing each value of a document speaks of, by value_id. Values that no name tells apart are left out.

    Args:
        values: Values with a number.
    """
    return name_things_alike(values, gather_names([values]))


def name_things_alike(values: Sequence[Value], names: Names) -> dict[str, Thing]:
    """Name the things of a document as those of others are named; see `name_things` and `gather_names`."""
    totals = _totals(values)
    things = {value.value_id: thing for value in values if (thing := _thing(value, names, totals))}
    for distinguish in (_with_parents, None):
        doubled = _doubled(values, things)
        for value in values:
            if value.value_id in doubled:
                thing = things.pop(value.value_id)
                if distinguish:
                    things[value.value_id] = distinguish(thing, value)
    return things


def _totals(values: Sequence[Value]) -> frozenset[str]:
    """The values of the whole budget: in total rows, and in comparisons of years that print nothing else."""
    whole, indicators = _tables_of_one_thing(values), rows_of_indicators(values)
    return frozenset(
        value.value_id
        for value in values
        if value.table_id in whole or (value.baris is Baris.TOTAL and (value.table_id, value.row) not in indicators)
    )


def _thing(value: Value, names: Names, totals: frozenset[str]) -> Thing | None:
    indicator = value.field in INDICATOR_FIELDS
    satker = plain(value.satker_baris)
    if not indicator and value.value_id in totals:
        return Thing("budget", _total_scope(value), satker, "", "total")
    kode, key = names.get(plain(value.label), ("", plain(value.label)))
    kode = value.kode or kode
    if not (kode or key):
        return None
    scope = plain(value.indikator_konteks) if indicator else value.table_kind.value
    return Thing("indicator" if indicator else "budget", scope, satker, kode, "" if kode else key)


def _total_scope(value: Value) -> str:
    """Plans of needs have totals of their own; the totals of all other budget tables are one budget's."""
    return "" if value.field is not Field.KEBUTUHAN_PENDANAAN else value.table_kind.value


def _with_parents(thing: Thing, value: Value) -> Thing:
    parents = (thing.scope, plain(value.kegiatan), plain(value.sumber_dana))
    return replace(thing, scope=" / ".join(part for part in parents if part))


def _doubled(values: Sequence[Value], things: Mapping[str, Thing]) -> set[str]:
    """The values whose thing is named twice in their table for one measure and year."""
    groups: dict[tuple[object, ...], list[Value]] = defaultdict(list)
    for value in values:
        if value.value_id in things:
            groups[(value.table_id, things[value.value_id], measure(value), value.tahun)].append(value)
    return {value.value_id for group in groups.values() if len(group) > 1 for value in group}


def _tables_of_one_thing(values: Sequence[Value]) -> frozenset[str]:
    """Comparisons of budget years that print one amount per measure and year: the whole budget's."""
    counts = Counter((v.table_id, v.field, v.tahun) for v in values if v.table_kind is _BY_YEAR)
    several = {table_id for (table_id, _, _), count in counts.items() if count > 1}
    return frozenset(table_id for table_id, _, _ in counts) - several


def gather_names(documents: Iterable[Sequence[Value]]) -> Names:
    """Give one name to the labels of any number of documents that are alike. One without a code takes that of its like.

    Of a document nothing is kept but its labels, and which of its tables print them.
    """
    tables: dict[str, array[int]] = defaultdict(lambda: array("L"))
    kodes: dict[str, str] = {}
    numbers = count()
    for values in documents:
        number_of: dict[str, int] = defaultdict(numbers.__next__)
        printed: dict[str, set[int]] = defaultdict(set)
        for value in values:
            label = plain(value.label)
            printed[label].add(number_of[value.table_id])
            if value.kode:
                kodes.setdefault(label, value.kode)
        for label, found in printed.items():
            tables[label].extend(sorted(found))
    spellings: dict[str, str] = {}
    for label in sorted(filter(None, tables), key=lambda name: (name not in kodes, -len(tables[name]), name)):
        spelling = label if label in kodes else _spelling(label, spellings, tables)
        spellings[label] = spelling
        if spelling != label:
            tables[spelling].extend(tables[label])
    return {label: (kodes.get(spelling, ""), spelling) for label, spelling in spellings.items()}


def _spelling(label: str, spellings: Mapping[str, str], tables: Mapping[str, array[int]]) -> str:
    """The common spelling a label belongs to, itself if to none. Numbers in labels tell things apart."""
    common = {spelling: " ".join(sorted(spelling.split())) for spelling in spellings.values()}
    wanted = " ".join(sorted(label.split()))
    own = set(tables[label])
    for _, _, spelling in process.extract(wanted, common, scorer=fuzz.ratio, score_cutoff=SAME_LABEL, limit=None):
        if own.isdisjoint(tables[spelling]) and _NUMBERS.findall(label) == _NUMBERS.findall(spelling):
            return spelling
    return label
