"""Names of persons in print, told by titles, degrees and common given names: "Kompol Budi Santoso, S.H., M.Si".

What must never be written is told by its own form, wherever it stands. A name without title or degree ("Siti
Rahmawati") is told only beside others of its kind: "Bina Budi Pekerti" has a given name in it, too.
"""

from __future__ import annotations

import itertools
import re
from functools import lru_cache

from layouts.person_words import PersonWords, person_words, squeeze
from layouts.units import units_in_use
from layouts.wordings import flatten

# A civil servant's number: birth, entry, sex, serial (8 + 6 + 1 + 3 digits); an officer's has eight behind its word.
_SERVICE_NUMBER = re.compile(
    r"(?<!\d)(?:19|20)\d{2}[01]\d[0-3]\d ?(?:19|20)\d{2}[01]\d ?[12] ?\d{3}(?!\d)|\b(?:NIP|NRP|NIK)\b\W*\d[\d ]*"
)
_NAME = re.compile(r"(?:[A-Z][A-Za-z'’.]*,? ?){1,6}$")
# The item's letter or number in a list; "H. Ahmad" has a title, but so has the eighth item.
_ITEM = re.compile(r"^(?:[A-Za-z]|\d{1,3})[.)]\s+")
_FEWEST, _MOST = 2, 6
LEFT_OUT = "[…]"
"""What stands in the place of a name."""


def has_service_number(text: str) -> bool:
    """Whether a text holds a person's service number (NIP, NRP)."""
    return _SERVICE_NUMBER.search(text) is not None


def is_titled(text: str) -> bool:
    """Whether a text is a person's name with a title before or a degree behind it, or holds a service number."""
    core, titled = _take_apart(text)
    return has_service_number(text) or (titled and _has_shape(core, fewest=1))


def is_name(text: str) -> bool:
    """Whether a text can be a person's name: two to six capitalised words, none of which says what is counted."""
    core, titled = _take_apart(text)
    return _has_shape(core, fewest=1 if titled else _FEWEST)


def is_known_name(text: str) -> bool:
    """Whether a text is a titled name, or has the form of a name and a common given name in it."""
    given = not person_words().given_set.isdisjoint(flatten(text).split())
    return is_titled(text) or (given and is_name(text))


def without_names(text: str) -> str:
    """A text with "[…]" for the names in it that have titles or degrees, and for service numbers."""
    words = person_words()
    degree, title = _compiled(tuple(words.degrees), tuple(words.titles))
    text = _SERVICE_NUMBER.sub(LEFT_OUT, text)
    return title.sub(_behind_title, degree.sub(_before_degree, text))


def _take_apart(text: str) -> tuple[str, bool]:
    """A text without titles before and degrees behind it, and whether it had one that only persons have."""
    words = person_words()
    head, *behind = re.split(r",\s*", _ITEM.sub("", " ".join(text.split())))
    degrees = [part for part in behind if part]
    if not all(_is_degree(part, words) for part in degrees):
        return text, False
    tokens, titled = head.split(), bool(degrees)
    while len(tokens) > 1 and (title := squeeze(tokens[0])) in words.title_set:
        titled = titled or len(title) > 1
        tokens = tokens[1:]
    while len(tokens) > 1 and "." in tokens[-1] and squeeze(tokens[-1]) in words.degree_set:
        titled, tokens = True, tokens[:-1]
    return " ".join(tokens), titled


def _is_degree(part: str, words: PersonWords) -> bool:
    return squeeze(part) in words.degree_set or all(squeeze(token) in words.degree_set for token in part.split())


def _has_shape(core: str, *, fewest: int) -> bool:
    if not fewest <= len(core.split()) <= _MOST or _NAME.match(core) is None:
        return False
    return _others().isdisjoint(flatten(core).split())


def _others() -> set[str]:
    return {*person_words().not_names, *person_words().bearers, *units_in_use().count}


def _before_degree(found: re.Match[str]) -> str:
    """What stands in the place of words up to a degree: those that no name has are kept ("Kepala BNNK Budi, S.H.")."""
    others, words = _others(), found.group().split()
    kept = 1 + max((i for i, word in enumerate(words) if flatten(word) in others), default=-1)
    # "Jumlah Dokter Sp.KJ" counts those who have the degree.
    counted = _is_degree(" ".join(words[kept:]), person_words())
    return found.group() if counted else " ".join([*words[:kept], LEFT_OUT])


def _behind_title(found: re.Match[str]) -> str:
    """What stands in the place of a title and the words behind it, up to one that no name has; "RSUD Dr. …" is kept."""
    _, *words = found.group().split()
    before = flatten(found.string[: found.start()]).split()[-1:]
    name = list(itertools.takewhile(lambda word: flatten(word) not in _others(), words))
    if not name or not person_words().bearer_set.isdisjoint(before):
        return found.group()
    return " ".join([LEFT_OUT, *words[len(name) :]])


@lru_cache(maxsize=4)
def _compiled(degrees: tuple[str, ...], titles: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Names in running text: capitalised words up to a degree, and behind a title."""
    printed = sorted((re.escape(degree).replace(r"\.", r"\.\s?") for degree in degrees), key=len, reverse=True)
    degree = rf"(?:{'|'.join(printed)})(?!\w)\.?"
    behind = rf"(?:[A-Z][\w'’.]*\s+){{0,5}}[A-Z][\w'’.]*,?\s+{degree}(?:,?\s*{degree})*"
    long = "|".join(sorted((re.escape(title) for title in titles if len(title) > 1), key=len, reverse=True))
    before = rf"(?<!\w)(?i:{long})(?!\w)\.?(?:\s+[A-Z][\w'’]*\.?){{1,5}}"
    return re.compile(behind), re.compile(before)
