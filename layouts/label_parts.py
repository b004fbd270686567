"""A label against the other labels of its document: what it holds of them, and what it lacks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from layouts.levels import is_total_label
from layouts.records import BUDGET_FIELDS, TableKind, Value

# Fewer words than this are found inside other labels by chance ("Jumlah lembaga").
_FEWEST_WORDS = 2
# From so many words on, the beginning of one label within another is no chance: "Jumlah lembaga yang".
_BEGINNING = 3
# Kinds whose money stands under indicators.
_PLANS_OF_NEEDS = frozenset({TableKind.RENCANA_KINERJA_TAHUNAN, TableKind.RENPROJA_PENDANAAN})
# Kinds whose rows are parts of what a label names.
_PARTS = frozenset({TableKind.RINCIAN_SATKER, TableKind.RINCIAN_NILAI})

# What an office's name begins with behind the name of what is measured in it.
_OFFICES = frozenset({"bnn", "bnnk", "bnnp"})

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Texts:
    """What a document prints: the tables of each label of budgets and of indicators, and the words over rows.

    `known` are the names that offices are known to print; `beside` has the labels of the rows above and below a
    (table_id, label).
    """

    tables: Mapping[tuple[bool, Words], frozenset[str]]
    parents: frozenset[Words]
    known: frozenset[Words]
    beside: Mapping[tuple[str, str], Sequence[str]]


def words_of(text: str) -> Words:
    """A label's words as they are compared: without case, punctuation and numbering."""
    words = re.sub(r"[\W_]+", " ", text.casefold()).split()
    while words and (words[0].isdigit() or len(words[0]) == 1):
        words = words[1:]
    return tuple(words)


def gather_texts(values: Sequence[Value], reasons: Mapping[tuple[str, str], str], known: frozenset[Words]) -> Texts:
    """The document's labels, those that are doubtful left out, and known names."""
    tables: dict[tuple[bool, Words], set[str]] = defaultdict(set)
    for value in values:
        if not reasons[value.table_id, value.label]:
            tables[_is_budget(value), words_of(value.label)].add(value.table_id)
    parents = {words_of(text) for value in values for text in (value.kegiatan, value.sasaran)}
    return Texts(
        {words: frozenset(where) for words, where in tables.items()}, frozenset(parents - {()}), known, _beside(values)
    )


def _beside(values: Sequence[Value]) -> dict[tuple[str, str], list[str]]:
    labels = {(value.table_id, value.row): value.label for value in values}
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (table_id, row), label in labels.items():
        found[table_id, label] += [labels[key] for key in ((table_id, row - 1), (table_id, row + 1)) if key in labels]
    return found


def _is_budget(value: Value) -> bool:
    return value.field in BUDGET_FIELDS and value.table_kind not in _PLANS_OF_NEEDS


def cut(value: Value, texts: Texts, loose: Mapping[str, Sequence[str]]) -> str:
    """Whether a label of one table is part of another's, and the words it lacks are printed in its own table."""
    side, table_id, words = _is_budget(value), value.table_id, words_of(value.label)
    printed_again = len(texts.tables.get((side, words), ())) > 1
    if not words or printed_again or is_total_label(value.label, budget=side):
        return ""
    # In drawn cells only the rows above and below can hold the rest of a label; so it is with single words anywhere.
    near = table_id not in loose or len(words) == 1
    cells = texts.beside.get((table_id, value.label), ()) if near else loose[table_id]
    for (other_side, text), where in texts.tables.items():
        rest = _lacks(words, text)
        enough = len(rest) >= (_FEWEST_WORDS if table_id not in loose else 1)
        if enough and other_side is side and table_id not in where and _is_torn(text, rest, cells):
            return f"it is part of '{' '.join(text)}'"
    # In the order of the alphabet: a set has another one in each run, and the reason is written out.
    for text in sorted(texts.known) if table_id in loose and words not in texts.known else ():
        rest = _lacks(words, text)
        if rest and _is_torn(text, rest, cells):
            return f"it is part of '{' '.join(text)}'"
    return ""


def shortened(value: Value, texts: Texts) -> str:
    """Whether a label that one table prints is the beginning of one that two others print.

    A report has one name for a thing; components of a score and rows of offices are called by part of it. "Nilai
    Kinerja Anggaran" is whole beside "Nilai Kinerja Anggaran BNN Kota Danau Permai": who it is of goes without saying.
    """
    side, words = _is_budget(value), words_of(value.label)
    once = len(texts.tables.get((side, words), ())) < 2
    if not once or len(words) < _FEWEST_WORDS or value.table_kind in _PARTS or is_total_label(value.label, budget=side):
        return ""
    for (other_side, text), where in texts.tables.items():
        begun = len(text) > len(words) and text[: len(words)] == words
        of_office = begun and text[len(words)] in _OFFICES
        if begun and not of_office and other_side is side and len(where - {value.table_id}) > 1:
            return f"other tables print it as '{' '.join(text)}'"
    return ""


def _lacks(words: Words, text: Words) -> Words:
    """The words that a longer text has after or before a label; none where the label is no part of it."""
    if len(text) > len(words) and text[: len(words)] == words:
        return text[len(words) :]
    if len(text) > len(words) and words and text[-len(words) :] == words:
        return text[: -len(words)]
    return ()


def _is_torn(text: Words, rest: Words, cells: Sequence[str]) -> bool:
    """Whether no cell holds a text whole, and one begins with its end, or ends with its beginning, or is part of it."""
    printed = [words for words in map(words_of, cells) if words]
    if any(_holds(words, text) for words in printed):
        return False
    if text[-len(rest) :] == rest:
        return any(words[: len(rest)] == rest or words == rest[: len(words)] for words in printed)
    return any(words[-len(rest) :] == rest for words in printed)


def glued(value: Value, texts: Texts, loose: Mapping[str, Sequence[str]]) -> str:
    """Whether a label that one table prints is another one's and goes on, or begins, with words of a third."""
    side, table_id, words = _is_budget(value), value.table_id, words_of(value.label)
    if len(texts.tables.get((side, words), ())) > 1:
        return ""
    for other, rest, after in _parts(words):
        if texts.tables.get((side, other), frozenset()) - {table_id} and (
            (table_id in loose and len(rest) > 1) or _is_text(rest, words, texts, after=after)
        ):
            return f"it is '{' '.join(other)}' and more"
    if table_id in loose and (woven := _woven(words, side, texts, table_id)):
        return f"the words of '{' '.join(woven)}' stand between others in it"
    for start in range(1, len(words) - _BEGINNING + 1):
        if other := _begun_by(words[start:], side, words, texts, table_id):
            return f"'{' '.join(words[start:])}' in it begins '{' '.join(other)}'"
    return ""


def _woven(words: Words, side: bool, texts: Texts, table_id: str) -> Words:
    """Another table's label whose words, four or more, all stand in a label, in order and with some between them."""
    for (other_side, text), where in texts.tables.items():
        apart = len(words) - 1 > len(text) > _BEGINNING and not _holds(words, text)
        if other_side is side and apart and where - {table_id} and _in_order(text, words):
            return text
    return ()


def _in_order(text: Words, words: Words) -> bool:
    rest = iter(words)
    return all(word in rest for word in text)


def _parts(words: Words) -> Iterator[tuple[Words, Words, bool]]:
    """(part, rest, whether the rest comes after) for every cut of a label in two, the part of some words."""
    for place in range(1, len(words)):
        first, second = words[:place], words[place:]
        if len(first) >= _FEWEST_WORDS:
            yield first, second, True
        if len(second) >= _FEWEST_WORDS:
            yield second, first, False


def _is_text(part: Words, whole: Words, texts: Texts, *, after: bool) -> bool:
    """Whether a part of a label is another label or text over rows, begins one after it, or ends one before it.

    The labels of three rows in one cell are one, and a part that itself begins or ends with another.
    """
    if len(part) < _FEWEST_WORDS:
        return False
    printed = [text for text in (*(words for _, words in texts.tables), *texts.parents) if text != whole]
    return any(part == (text[: len(part)] if after else text[-len(part) :]) for text in printed) or any(
        text == (part[: len(text)] if after else part[-len(text) :])
        for text in printed
        if _FEWEST_WORDS <= len(text) < len(part)
    )


def _begun_by(part: Words, side: bool, words: Words, texts: Texts, table_id: str) -> Words:
    """The other tables' label that the end of a label begins; none where that label holds it whole."""
    for (other_side, text), where in texts.tables.items():
        begun = len(text) > len(part) and text[: len(part)] == part
        if other_side is side and begun and where - {table_id} and not _holds(text, words):
            return text
    return ()


def _holds(text: Words, words: Words) -> bool:
    return f" {' '.join(words)} " in f" {' '.join(text)} "
