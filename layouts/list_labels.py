"""The name of what an item speaks of: what is left of its text without the words of the list's form.

Words that most items print in the same place are form ("…, pada tahun 2022 ditetapkan target sebesar"); what differs
from item to item is the name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from layouts.list_words import ListWords

_TRAILING = re.compile(r"[\s:;,=|/(–-]+$")
_YEAR = re.compile(r"(?:19|20)\d\d$")
# A shared ending is form where so many items have it, of so many; fewer may be named alike.
_FORM_SHARE, _FORM_ITEMS, _FORM_WORDS = 0.6, 3, 8
# A name has at least two words and hardly more than this.
_SHORTEST, _LONGEST = 2, 40


@dataclass(frozen=True, slots=True)
class ItemText:
    """An item's text taken apart: before its first measure, between the measures, behind the last. `own_line`: the
    name stands in a paragraph of its own before the measures."""

    head: str
    between: tuple[str, ...]
    tail: str
    own_line: bool


@dataclass(frozen=True, slots=True)
class Label:
    """An item's name (empty where none was found), and whether it is clearly the whole name and nothing else."""

    text: str
    sure: bool


def find_labels(texts: Sequence[ItemText], words: ListWords) -> list[Label]:
    """The names of a list's items."""
    heads = [text.head.split() for text in texts if not text.own_line]
    endings = _shared_endings(heads)
    openings = Counter(head[0].lower().strip(":") for head in heads if head)
    common = {word for word, count in openings.items() if count >= max(2, _FORM_SHARE * len(heads))}
    return [_label(text, words, endings, common) for text in texts]


def _shared_endings(heads: Sequence[Sequence[str]]) -> frozenset[tuple[str, ...]]:
    """The endings of one to eight words that most items' heads share."""
    if len(heads) < _FORM_ITEMS:
        return frozenset()
    counts: Counter[tuple[str, ...]] = Counter()
    for head in heads:
        lower = tuple(_plain(word) for word in head)
        counts.update(lower[-size:] for size in range(1, min(_FORM_WORDS, len(lower) - 1) + 1))
    least = max(_FORM_ITEMS, _FORM_SHARE * len(heads))
    return frozenset(ending for ending, count in counts.items() if count >= least)


def _plain(word: str) -> str:
    return "#" if re.search(r"\d", word) else word.lower()


def _label(text: ItemText, words: ListWords, endings: frozenset[tuple[str, ...]], common: set[str]) -> Label:
    for part in (text.head, text.tail, *text.between):
        tokens = part.replace("\n", " ").split()
        if not text.own_line:
            tokens = _without_ending(tokens, endings)
            tokens = _without_links(tokens, words)
        tokens = _without_opening(tokens, words, common, own_line=text.own_line)
        if part is not text.head:
            tokens = _without_first_links(tokens, words)
        name = _TRAILING.sub("", " ".join(tokens)).strip(" .:-•")
        if len(name.split()) >= _SHORTEST and re.search(r"[A-Za-z]{3}", name):
            return Label(name, sure=_is_clear(name, tokens))
    return Label("", sure=False)


def _is_clear(name: str, tokens: Sequence[str]) -> bool:
    """Whether a text can be one name: not two sentences, not longer than names are."""
    return len(tokens) <= _LONGEST and not re.search(r"[a-z]{3}[.;] [A-Z]", name)


def _without_ending(tokens: Sequence[str], endings: frozenset[tuple[str, ...]]) -> list[str]:
    plain = tuple(_plain(token) for token in tokens)
    size = next((size for size in range(min(_FORM_WORDS, len(plain) - 1), 0, -1) if plain[-size:] in endings), 0)
    return list(tokens[: len(tokens) - size])


def _without_links(tokens: Sequence[str], words: ListWords) -> list[str]:
    """Without the words of form at the end: links, measures and what stands beside them, years and marks."""
    kept = list(tokens)
    measure = False
    while kept:
        word = _bare(kept[-1])
        # "Akuntabilitas kinerja" is a name's end; "tingkat capaian" and "target kinerja" are none.
        beside = measure or (len(kept) > 1 and words.field_of(_bare(kept[-2])) is not None)
        form = words.is_form(word) and (word not in words.fillers or beside)
        if not (form or not word or _is_year(word)):
            break
        measure = words.field_of(word) is not None
        kept.pop()
    return kept


def _without_first_links(tokens: Sequence[str], words: ListWords) -> list[str]:
    kept = list(tokens)
    while kept and (_bare(kept[0]) in ("", *words.links) or (words.is_form(_bare(kept[0])) and kept[0].islower())):
        kept.pop(0)
    return _without_links(kept, words)


def _without_opening(tokens: Sequence[str], words: ListWords, common: set[str], *, own_line: bool) -> list[str]:
    """Without "Realisasi", "Capaian indikator", "Untuk": where most items begin so, or a name visibly follows."""
    kept = list(tokens)
    while len(kept) > _SHORTEST and _bare(kept[0]) in words.before_labels:
        marked = kept[0].endswith((":", "=")) or kept[1] in (":", "=")
        stripped = len(kept) < len(tokens)
        # "Capaian Indeks …" in a sentence; "Indikator Kinerja Pelaksanaan Anggaran" is a name.
        measure = words.field_of(_bare(kept[0])) is not None and kept[1][0].isupper() and not (own_line or stripped)
        if not (marked or measure or _bare(kept[0]) in common or (stripped and kept[0].islower())):
            break
        kept.pop(0)
        while len(kept) > _SHORTEST and (_bare(kept[0]) in ("", "dari", "atas") or _is_year(kept[0])):
            kept.pop(0)
    return kept


def _bare(token: str) -> str:
    return token.strip("(:,;=–-|/)→.").lower()


def _is_year(token: str) -> bool:
    return _YEAR.fullmatch(_bare(token)) is not None
