"""Labels that may hold words of another row, a heading or another column, or lack some of their own.

Such a label breaks no sum: the number beside it is right, and what it is said to measure is not. So a report's labels
are held against each other. A phrase does not end in "yang"; a label that is another table's label and goes on with a
third one was glued; one that is only the beginning of another table's, in a table whose cells are not drawn, was cut.
No label is mended: what stands under it stays *single*, whatever its sums say.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from layouts.levels import is_total_label
from layouts.records import BUDGET_FIELDS, INDICATOR_FIELDS, Finding, Severity, TableKind, Trust, Value
from layouts.stacks import reads_as_indicator

# Conjunctions and prepositions of Indonesian: no phrase ends in one.
_JOINER = re.compile(
    r"(?:yang|dan|atau|serta|terhadap|dengan|untuk|oleh|dari|dalam|pada|di|ke|bagi|tentang|melalui)", re.I
)
_CHAPTER = re.compile(r"\b(?:BAB|LAMPIRAN)\s+[IVX]+\b")
_DASHES = re.compile(r"(?:\s[-–—]){1,}\s*$")
_YEAR = re.compile(r"(?:(?:tahun|ta)\s+)?(?:19|20)\d\d", re.I)
# Fewer words than this are found inside other labels by chance ("Jumlah lembaga").
_FEWEST_WORDS = 2
# From so many words on, the beginning of one label within another is no chance: "Jumlah lembaga yang".
_BEGINNING = 3
# Digits of a number that two rows do not share by chance: "2 Lembaga" they do.
_TELLING_DIGITS = 3
_SAME_LABEL = 85.0
# Kinds whose money stands under indicators.
_PLANS_OF_NEEDS = frozenset({TableKind.RENCANA_KINERJA_TAHUNAN, TableKind.RENPROJA_PENDANAAN})
# Share of a table's labels that begin with a capital, from which one that does not is the end of another.
_CAPITALS = 0.75

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Texts:
    """What a document prints: the tables of each label of budgets and of indicators, and the words over rows."""

    tables: Mapping[tuple[bool, Words], frozenset[str]]
    parents: frozenset[Words]


def doubt_printed_labels(
    values: Sequence[Value], loose: Mapping[str, Sequence[str]]
) -> tuple[tuple[Value, ...], tuple[Finding, ...]]:
    """Mark the values under labels that may not be what is printed for them.

    Args:
        values: All values of a document, before its checks.
        loose: By table_id the texts of each table whose cells are not drawn, in reading order, with the lines right
            below it: there white space parts the labels.

    Returns:
        The same values in the same order, the doubtful ones with `label_sure` False and trust single at most; and a
        finding for each such label.
    """
    labels = {(value.table_id, value.label): value for value in values}
    capitals = _capitals(values)
    reasons = {key: _reads_badly(value, loose, capitals) for key, value in labels.items()}
    for compare in (_cut, _glued):
        # What was doubted before says nothing of others.
        texts = _gather(values, reasons)
        reasons |= {key: compare(value, texts, loose) for key, value in labels.items() if not reasons[key]}
    elsewhere = _other_labels(values, _gather(values, reasons))
    reasons |= {key: why for key, why in elsewhere.items() if not reasons[key]}
    doubted = {key for key, reason in reasons.items() if reason}
    marked = tuple(_doubted(value) if (value.table_id, value.label) in doubted else value for value in values)
    return marked, tuple(_findings(values, reasons))


def words_of(text: str) -> Words:
    """A label's words as they are compared: without case, punctuation and numbering."""
    words = re.sub(r"[\W_]+", " ", text.casefold()).split()
    while words and (words[0].isdigit() or len(words[0]) == 1):
        words = words[1:]
    return tuple(words)


def _gather(values: Sequence[Value], reasons: Mapping[tuple[str, str], str]) -> _Texts:
    """The document's labels, those that are doubtful left out."""
    tables: dict[tuple[bool, Words], set[str]] = defaultdict(set)
    for value in values:
        if not reasons[value.table_id, value.label]:
            tables[_is_budget(value), words_of(value.label)].add(value.table_id)
    parents = {words_of(text) for value in values for text in (value.kegiatan, value.sasaran)}
    return _Texts({words: frozenset(where) for words, where in tables.items()}, frozenset(parents - {()}))


def _is_budget(value: Value) -> bool:
    return value.field in BUDGET_FIELDS and value.table_kind not in _PLANS_OF_NEEDS


def _capitals(values: Sequence[Value]) -> frozenset[str]:
    """The tables whose labels begin with a capital, but for some."""
    labels: dict[str, set[str]] = defaultdict(set)
    for value in values:
        if value.label[:1].isalpha():
            labels[value.table_id].add(value.label)
    return frozenset(
        table_id
        for table_id, found in labels.items()
        if len(found) > 1 and sum(label[0].isupper() for label in found) >= _CAPITALS * len(found)
    )


def _reads_badly(value: Value, loose: Collection[str], capitals: Collection[str]) -> str:
    """Why no office prints such a label; empty where one may."""
    label, words = value.label, words_of(value.label)
    if not label or _YEAR.fullmatch(label.strip()):
        return ""
    if not any(ch.isalpha() for ch in label):
        return "it is no text"
    if _CHAPTER.search(label):
        return "it holds the heading of a chapter"
    if _DASHES.search(label):
        return "it holds dashes of other columns"
    if words and (_JOINER.fullmatch(words[-1]) or _JOINER.fullmatch(words[0])):
        return "no phrase begins or ends so"
    if label[0].islower() and value.table_id in capitals and value.table_id in loose:
        return "it begins in the middle of a phrase"
    return ""


def _cut(value: Value, texts: _Texts, loose: Mapping[str, Sequence[str]]) -> str:
    """Whether a label of one table is part of another's, and the words it lacks are printed in its own table."""
    side, table_id, words = _is_budget(value), value.table_id, words_of(value.label)
    printed_again = len(texts.tables.get((side, words), ())) > 1
    if table_id not in loose or printed_again or is_total_label(value.label, budget=side):
        return ""
    for (other_side, text), where in texts.tables.items():
        rest = _lacks(words, text)
        if rest and other_side is side and table_id not in where and _is_torn(text, rest, loose[table_id]):
            return f"it is part of '{' '.join(text)}'"
    return ""


def _lacks(words: Words, text: Words) -> Words:
    """The words that a longer text has after or before a label; none where the label is no part of it."""
    if len(text) > len(words) and text[: len(words)] == words:
        return text[len(words) :]
    if len(text) > len(words) and words and text[-len(words) :] == words:
        return text[: -len(words)]
    return ()


def _is_torn(text: Words, rest: Words, cells: Sequence[str]) -> bool:
    """Whether no cell holds a text whole, and one begins or ends with the rest of it, or with the first words of it."""
    printed = [words for words in map(words_of, cells) if words]
    whole = any(_holds(words, text) for words in printed)
    return not whole and any(
        rest in (words[: len(rest)], words[-len(rest) :]) or words == rest[: len(words)] for words in printed
    )


def _glued(value: Value, texts: _Texts, loose: Mapping[str, Sequence[str]]) -> str:
    """Whether a label that one table prints is another one's and goes on, or begins, with words of a third."""
    side, table_id, words = _is_budget(value), value.table_id, words_of(value.label)
    if len(texts.tables.get((side, words), ())) > 1:
        return ""
    for other, rest in _parts(words):
        if texts.tables.get((side, other), frozenset()) - {table_id} and (
            (table_id in loose and len(rest) > 1) or _is_text(rest, words, texts)
        ):
            return f"it is '{' '.join(other)}' and more"
    for start in range(1, len(words) - _BEGINNING + 1):
        if other := _begun_by(words[start:], side, words, texts, table_id):
            return f"'{' '.join(words[start:])}' in it begins '{' '.join(other)}'"
    return ""


def _parts(words: Words) -> Iterator[tuple[Words, Words]]:
    """(part, rest) for every cut of a label in two, the part of some words."""
    for cut in range(1, len(words)):
        first, second = words[:cut], words[cut:]
        if len(first) >= _FEWEST_WORDS:
            yield first, second
        if len(second) >= _FEWEST_WORDS:
            yield second, first


def _is_text(part: Words, whole: Words, texts: _Texts) -> bool:
    """Whether a part of a label is, or begins or ends, another label or a text over rows."""
    if len(part) < _FEWEST_WORDS:
        return False
    printed = [*(words for _, words in texts.tables), *texts.parents]
    return any(part in (text[: len(part)], text[-len(part) :]) for text in printed if text != whole)


def _begun_by(part: Words, side: bool, words: Words, texts: _Texts, table_id: str) -> Words:
    """The other tables' label that the end of a label begins; none where that label holds it whole."""
    for (other_side, text), where in texts.tables.items():
        begun = len(text) > len(part) and text[: len(part)] == part
        if other_side is side and begun and where - {table_id} and not _holds(text, words):
            return text
    return ()


def _holds(text: Words, words: Words) -> bool:
    return f" {' '.join(words)} " in f" {' '.join(text)} "


def _other_labels(values: Sequence[Value], texts: _Texts) -> dict[tuple[str, str], str]:
    """The rows whose numbers stand, two or more alike, in another table under the name of an indikator."""
    rows: dict[tuple[str, int], dict[tuple[str, int | None], Value]] = defaultdict(dict)
    for value in values:
        if value.field in INDICATOR_FIELDS and value.value is not None and value.periode == "tahun":
            rows[value.table_id, value.row][value.field, value.tahun] = value
    found: dict[tuple[str, str], str] = {}
    for row in rows.values():
        own = next(iter(row.values()))
        words = words_of(own.label)
        if (
            len(texts.tables.get((False, words), ())) > 1
            or own.satker_baris
            or own.kode
            or reads_as_indicator(own.label)
        ):
            continue
        for other in rows.values():
            name = next(iter(other.values()))
            known = texts.tables.get((False, words_of(name.label)), frozenset()) - {own.table_id}
            named = bool(name.kode) or reads_as_indicator(name.label)
            if known and named and _same_numbers(row, other) and not _alike(own.label, name.label):
                found[own.table_id, own.label] = f"the same numbers stand under '{name.label}' in another table"
    return found


def _same_numbers(row: Mapping[tuple[str, int | None], Value], other: Mapping[tuple[str, int | None], Value]) -> bool:
    """Whether two rows share two numbers or more and differ in none; one of them says something by its digits."""
    shared = [(row[key].value, other[key].value) for key in row.keys() & other.keys()]
    telling = any(len(str(a).strip("0.").replace(".", "")) >= _TELLING_DIGITS for a, _ in shared)
    return len(shared) > 1 and all(a == b for a, b in shared) and telling


def _alike(a: str, b: str) -> bool:
    first, second = words_of(a), words_of(b)
    return fuzz.token_set_ratio(" ".join(first), " ".join(second)) >= _SAME_LABEL


def _doubted(value: Value) -> Value:
    trust = Trust.SINGLE if value.trust is Trust.AGREED else value.trust
    return replace(value, label_sure=False, trust=trust)


def _findings(values: Sequence[Value], reasons: Mapping[tuple[str, str], str]) -> Iterator[Finding]:
    by_label: dict[tuple[str, str], list[Value]] = defaultdict(list)
    for value in values:
        by_label[value.table_id, value.label].append(value)
    for key, group in by_label.items():
        if reasons[key]:
            yield Finding(
                code="label-doubtful",
                severity=Severity.WARNING,
                message=f"The label may not be this row's own: {reasons[key]}.",
                page=group[0].page,
                table_id=group[0].table_id,
                row=group[0].row,
                found=group[0].label,
                value_ids=tuple(value.value_id for value in group),
            )
