"""What a thing is believed to be, over every table and document that prints it.

Printed values stay as they are; a fact is the consensus beside them. It is the number that most places print.
On a tie the number that was verified somewhere wins, then the one that arithmetic does not dispute. If two
still stand against each other there is no consensus: the fact has no value and is disputed; `printed` says
how many places speak. Left out are values without a number, of a quarter or a running sum, and of a label
that names several rows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from layouts.identities import number_of, quantum, values_alike
from layouts.records import Baris, Document, DocumentResult, Fact, Trust, Value
from layouts.things import Thing, measure, name_things, plain, usable

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
    """What makes values speak of one fact; the order of facts."""

    satker: str
    kode_satker: str
    tahun: int
    thing: Thing
    field: str


_Print = tuple[Document, Value]


def build_facts(results: Iterable[DocumentResult]) -> tuple[Fact, ...]:
    """Gather the values of any number of documents into facts, sorted by office, year, thing and field.

    A row's own office (`satker_baris`) goes before the document's. Targets of plans of several years are
    field `target_renproja`, progress against them `capaian_renproja`. The label is the most printed one; of a
    budget line that is told apart only by its kegiatan, "kegiatan / label".
    """
    by_office: dict[tuple[str, str], list[_Print]] = defaultdict(list)
    for result in results:
        for value in usable(result.values):
            by_office[_office(result.document, value.satker_baris.strip())].append((result.document, value))
    groups: dict[_Key, list[_Print]] = defaultdict(list)
    for office, prints in by_office.items():
        things = name_things([replace(value, satker_baris="") for _, value in prints])
        for document, value in prints:
            if value.value_id in things:
                key = _Key(*office, value.tahun or 0, things[value.value_id], measure(value))
                groups[key].append((document, value))
    return tuple(_fact(key, groups[key]) for key in sorted(groups))


def _office(document: Document, satker_baris: str) -> tuple[str, str]:
    """(name, code) of the office a value speaks of; the code is known of the document's own only."""
    own = document.office
    if not satker_baris or _same_office(satker_baris, own.satker):
        return own.satker, own.kode_satker
    return satker_baris, ""


def _same_office(a: str, b: str) -> bool:
    return fuzz.ratio(_spelt_out(a), _spelt_out(b)) >= _SAME_OFFICE


def _spelt_out(name: str) -> str:
    words = plain(name).replace(_BNN, "bnn").split()
    return " ".join(_OFFICE_WORDS.get(word, word) for word in words)


def _fact(key: _Key, prints: Sequence[_Print]) -> Fact:
    values = [value for _, value in prints]
    agreeing = _consensus(values)
    speaking = agreeing or values
    finest = min(agreeing, key=quantum, default=None)
    return Fact(
        satker=key.satker,
        kode_satker=key.kode_satker,
        tahun=key.tahun or None,
        kind=key.thing.kind,
        kode=key.thing.kode,
        label=_most_common([_label(value, key.thing) for value in speaking]),
        field=key.field,
        value=number_of(finest) if finest else None,
        satuan=_most_common([value.satuan for value in speaking if value.satuan]),
        printed=len(values),
        agreeing=len(agreeing),
        trust=min((v.trust for v in agreeing), key=_BEST_FIRST.index, default=Trust.DISPUTED),
        documents=tuple(sorted({document.document_id for document, _ in prints})),
    )


def _consensus(values: Sequence[Value]) -> list[Value]:
    """The values of the number to believe, empty if none. Prints to fewer digits agree with finer ones."""
    groups: list[list[Value]] = []
    for value in sorted(values, key=lambda v: (quantum(v), number_of(v), v.value_id)):
        home = next((group for group in groups if values_alike(group[0], value)), None)
        if home is None:
            groups.append([value])
        else:
            home.append(value)
    ranked = sorted(groups, key=_weight, reverse=True)
    if len(ranked) > 1 and _weight(ranked[0]) == _weight(ranked[1]):
        return []
    return ranked[0]


def _weight(group: Sequence[Value]) -> tuple[int, bool, int]:
    """How much speaks for a number: places, then a verified one among them, then those not disputed."""
    trusts = Counter(value.trust for value in group)
    return len(group), trusts[Trust.VERIFIED] > 0, len(group) - trusts[Trust.DISPUTED]


def _label(value: Value, thing: Thing) -> str:
    if thing.key == "total" and value.baris is not Baris.TOTAL:
        return "TOTAL"  # a comparison of years names a measure or a year in its row, or nothing
    parents = plain(value.kegiatan) and plain(value.kegiatan) in thing.scope.split(" / ")
    return f"{value.kegiatan} / {value.label}" if parents else value.label


def _most_common(texts: Sequence[str]) -> str:
    """The most frequent text, of equals the first in the alphabet; empty for none."""
    counts = Counter(texts)
    return min(counts, key=lambda text: (-counts[text], text), default="")
