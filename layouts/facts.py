"""What a thing is believed to be, over every table and document that prints it.

Printed values stay as they are; a fact is the consensus beside them. It is the number that most places print.
On a tie the number that was verified somewhere wins, then the one that arithmetic does not dispute. If two
still stand against each other there is no consensus: the fact has no value and is disputed; `printed` says
how many places speak. Left out are values without a number, of a quarter or a running sum, and of a label
that names several rows. Documents whose office is not known may be of different ones: each stands for itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from itertools import groupby

from rapidfuzz import fuzz

from layouts.identities import number_of, quantum, roundings
from layouts.records import Baris, Document, DocumentResult, Fact, Trust, Value
from layouts.things import Thing, gather_names, measure, name_things_alike, plain, usable

_BEST_FIRST = (Trust.VERIFIED, Trust.AGREED, Trust.SINGLE, Trust.DISPUTED)
# The same office in two spellings ("BNNK MUARA ENIM", "BNN Kabupaten Muara Enim"), abbreviations written out.
_SAME_OFFICE = 90.0
_OFFICE_WORDS = {
    "bnnk": "bnn kabupaten",
    "bnnp": "bnn provinsi",
    "kab": "kabupaten",
    "propinsi": "provinsi",
    "prov": "provinsi",
}
_BNN = "badan narkotika nasional"


@dataclass(frozen=True, slots=True, order=True)
class _Key:
    """What makes values of an office speak of one fact; the order of its facts."""

    tahun: int
    thing: Thing
    field: str


@dataclass(frozen=True, slots=True, order=True)
class OfficeKey:
    """The office that values speak of. Where none is known, `document_id` keeps those of each document apart."""

    satker: str
    kode_satker: str
    document_id: str = ""


@dataclass(slots=True)
class _Alike:
    """Prints of one number, to one precision."""

    count: int = 0
    trusts: Counter[Trust] = field(default_factory=Counter)
    labels: Counter[str] = field(default_factory=Counter)
    satuans: Counter[str] = field(default_factory=Counter)

    def add(self, other: _Alike) -> None:
        self.count += other.count
        self.trusts.update(other.trusts)
        self.labels.update(other.labels)
        self.satuans.update(other.satuans)


@dataclass(slots=True)
class _Prints:
    """All prints of one fact: by precision and number, and in which documents they stand."""

    numbers: dict[tuple[Decimal, Decimal], _Alike] = field(default_factory=dict)
    documents: set[str] = field(default_factory=set)

    def add(self, value: Value, thing: Thing, document_id: str) -> None:
        satuan = Counter([value.satuan] if value.satuan else [])
        one = _Alike(1, Counter([value.trust]), Counter([_label(value, thing)]), satuan)
        self.numbers.setdefault((quantum(value), number_of(value)), _Alike()).add(one)
        self.documents.add(document_id)


def build_facts(results: Iterable[DocumentResult]) -> tuple[Fact, ...]:
    """Gather the values of any number of documents into facts, sorted by office, year, thing and field.

    A row's own office (`satker_baris`) goes before the document's. Targets of plans of several years are
    field `target_renproja`, progress against them `capaian_renproja`. The label is the most printed one; of a
    budget line that is told apart only by its kegiatan, "kegiatan / label".
    """
    by_office: dict[OfficeKey, list[DocumentResult]] = defaultdict(list)
    for result in results:
        of_office: dict[OfficeKey, list[Value]] = defaultdict(list)
        for value in result.values:
            of_office[office_of(result.document, value.satker_baris)].append(value)
        for office, values in of_office.items():
            by_office[office].append(DocumentResult(result.document, values=tuple(values)))
    return tuple(fact for office in sorted(by_office) for fact in facts_of_office(office, by_office[office].__iter__))


def facts_of_office(office: OfficeKey, documents: Callable[[], Iterable[DocumentResult]]) -> list[Fact]:
    """The facts of one office, sorted by year, thing and field.

    Args:
        office: Whose.
        documents: Gives each document with its values that speak of the office (see `office_of`), as often as it is
            called in the same order. One document at a time is held.
    """
    names = gather_names(_own_values(result) for result in documents())
    groups: dict[_Key, _Prints] = defaultdict(_Prints)
    for result in documents():
        values = _own_values(result)
        things = name_things_alike(values, names)
        for value in values:
            if thing := things.get(value.value_id):
                key = _Key(value.tahun or 0, thing, measure(value))
                groups[key].add(value, thing, result.document.document_id)
    return [_fact(office, key, groups[key]) for key in sorted(groups)]


def office_of(document: Document, satker_baris: str) -> OfficeKey:
    """The office a value speaks of; the code is known of the document's own only."""
    own, row = document.office, satker_baris.strip()
    if row and not _same_office(row, own.satker):
        return OfficeKey(row, "")
    return OfficeKey(own.satker, own.kode_satker, "" if own.satker or own.kode_satker else document.document_id)


def _own_values(result: DocumentResult) -> list[Value]:
    return [replace(value, satker_baris="") if value.satker_baris else value for value in usable(result.values)]


@lru_cache(maxsize=4096)
def _same_office(a: str, b: str) -> bool:
    return fuzz.ratio(_spelt_out(a), _spelt_out(b)) >= _SAME_OFFICE


def _spelt_out(name: str) -> str:
    words = plain(name).replace(_BNN, "bnn").split()
    return " ".join(_OFFICE_WORDS.get(word, word) for word in words)


def _fact(office: OfficeKey, key: _Key, prints: _Prints) -> Fact:
    number, agreeing = _consensus(prints)
    everything = _together(prints.numbers.values())
    speaking = agreeing if agreeing.count else everything
    return Fact(
        satker=office.satker,
        kode_satker=office.kode_satker,
        tahun=key.tahun or None,
        kind=key.thing.kind,
        kode=key.thing.kode,
        label=_most_common(speaking.labels),
        field=key.field,
        value=number,
        satuan=_most_common(speaking.satuans),
        printed=everything.count,
        agreeing=agreeing.count,
        trust=min(agreeing.trusts, key=_BEST_FIRST.index, default=Trust.DISPUTED),
        documents=tuple(sorted(prints.documents)),
    )


def _consensus(prints: _Prints) -> tuple[Decimal | None, _Alike]:
    """The number to believe, as finely as it is printed, and its prints; None and none if there is none.

    Prints to fewer digits agree with finer ones.
    """
    groups: list[tuple[Decimal, _Alike]] = []
    for unit, same_unit in groupby(sorted(prints.numbers), key=lambda item: item[0]):
        # Numbers by what they are in this unit, so that no number is held against every other.
        at: dict[tuple[int, Decimal], int] = {}
        for index, (number, _) in enumerate(groups):
            for way in enumerate(roundings(number, unit)):
                at.setdefault(way, index)
        for _, number in same_unit:
            ways = tuple(enumerate(roundings(number, unit)))
            home = min((at[way] for way in ways if way in at), default=len(groups))
            if home == len(groups):
                groups.append((number, _Alike()))
                at |= {way: at.get(way, home) for way in ways}
            groups[home][1].add(prints.numbers[unit, number])
    ranked = sorted(groups, key=lambda group: _weight(group[1]), reverse=True)
    if len(ranked) > 1 and _weight(ranked[0][1]) == _weight(ranked[1][1]):
        return None, _Alike()
    return ranked[0]


def _together(parts: Iterable[_Alike]) -> _Alike:
    whole = _Alike()
    for part in parts:
        whole.add(part)
    return whole


def _weight(group: _Alike) -> tuple[int, bool, int]:
    """How much speaks for a number: places, then a verified one among them, then those not disputed."""
    return group.count, group.trusts[Trust.VERIFIED] > 0, group.count - group.trusts[Trust.DISPUTED]


def _label(value: Value, thing: Thing) -> str:
    if thing.key == "total" and value.baris is not Baris.TOTAL:
        return "TOTAL"  # a comparison of years names a measure or a year in its row, or nothing
    parents = plain(value.kegiatan) and plain(value.kegiatan) in thing.scope.split(" / ")
    return f"{value.kegiatan} / {value.label}" if parents else value.label


def _most_common(counts: Counter[str]) -> str:
    """The most frequent text, of equals the first in the alphabet; empty for none."""
    return min(counts, key=lambda text: (-counts[text], text), default="")
