"""What several readers made of one line → its words, and for each whether the readers agree. Pure.

Two readings agree in a number when their digits do, once its marks are read by the grammar that two or more groups of
exactly three digits are thousands, whatever the mark; a single group ("79,375") keeps its mark, because what the mark
means is the column's to say. Agreement counts between different engines only: one engine in two languages is wrong in
the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from extract.model import Agreement, Reading

# A number: digits with marks between them, spaces beside marks; not the digits of "P4GN" or "m3", nor what follows a
# mark behind them. An engine that loses spaces glues numbers to words ("tepat waktu90"), and "Rp1.500" is printed so.
_NUMBER = re.compile(
    r"(?:(?<![A-Za-z\d])(?<![A-Za-z\d][.,])|(?<=[A-Za-z]{2}\.)|(?<=[a-z]{3})|(?<=[Rr][Pp]))\d+(?:\s*[.,]+\s*\d+)*"
)
# A number whose beginning was cut off, more often than one printed so.
_BEHEADED = re.compile(r"-?0\d")
_SINGLE_GROUP = re.compile(r"-?\d+([.,])\d{3}")
_SIGN = re.compile(r"(?:^|[\s(.])[-\u2010-\u2015\u2212]\s*$")
_IN_BRACKETS = re.compile(r"^\W*\(?\W*\d[\d.,\s]*\)?\W*$")
# Words that cannot be numbers in disguise: of two letters and more, not all of them look-alikes of digits.
_WORD = re.compile(r"[(\"'/]*(?:[A-Za-z]?[a-z]+|[A-Z]{2,})(?:[-/](?:[A-Za-z]?[a-z]+|[A-Z]{2,}))*[)\"'.,:;/]*")
_LOOKALIKES = re.compile(r"[OQDIlSsBZzioo]+")
# The end of the Latin letters with accents, and the signs beyond it that reports print.
_LAST_LATIN, _SIGNS = 0x250, "\u2010\u2011\u2012\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u2212\u2264\u2265"
# What readers make of the dash of an empty cell.
DASHES = frozenset({"-", "\u2010", "\u2013", "\u2014", "_", "~", "\u2212"})
# Signs that stand close behind a word or number: a space before them is no printed one.
CLOSING = ".,;:)%-"
# Below this share of equal letters two readings of a line's words are not alike.
ALIKE = 0.8
# Two engines agree in words when so many of their letters are equal: of lines with .90 and more 3 of 100 were misread,
# of those with .80 to .90 a quarter (22 of 90).
AGREED_WORDS = 0.9
# A reading that its only engine believes less than this is noise of the paper.
NOISE = 0.5
# Words that one engine is surer of than this need no second one: of lines of words between .80 and .95 a quarter was
# misread (144 of 543), beyond it 2 of 100.
SURE_WORDS = 0.95


@dataclass(frozen=True, slots=True)
class SettledWord:
    """A word of a line, how sure its reader is (0 to 1) and which, whether others agree, and their other readings."""

    text: str
    confidence: float
    agreement: Agreement
    others: tuple[str, ...] = ()
    engine: str = ""


@dataclass(frozen=True, slots=True)
class _Number:
    """A number in a text: what it stands for, and where."""

    key: str
    text: str
    start: int
    end: int


def number_key(text: str) -> str:
    """What two readers must agree in: the digits, and the mark where it decides the value.

    Args:
        text: Digits with "." and "," and spaces between them.
    """
    groups = re.split(r"[.,]+", "".join(text.split()).strip(".,"))
    head, *tail = groups
    if not tail:
        return head
    grouped = 1 <= len(head) <= 3 and head[0] != "0"
    if len(tail) >= 2 and grouped and all(len(group) == 3 for group in tail[:-1]):
        if len(tail[-1]) == 3:
            return "".join(groups)
        if len(tail[-1]) <= 2:
            return "".join(groups[:-1]) + "." + tail[-1]
    if len(tail) == 1:
        mark = next(char for char in text if char in ".,")
        return f"{head}{mark}{tail[0]}" if len(tail[0]) == 3 and grouped else f"{head}.{tail[0]}"
    return "".join(text.split())


def numbers_in(text: str) -> list[_Number]:
    """The numbers of a line, left to right."""
    bracketed = "(" in text and _IN_BRACKETS.match(text)
    found = []
    for match in _NUMBER.finditer(text):
        negative = bracketed or _SIGN.search(text[: match.start()])
        key = ("-" if negative else "") + number_key(match.group())
        found.append(_Number(key, match.group(), match.start(), match.end()))
    return found


def needs_second_reader(reading: Reading) -> bool:
    """Whether a line holds anything but words its reader is sure of: numbers, short or odd signs, or nothing."""
    tokens = reading.text.split()
    if not tokens or reading.confidence < SURE_WORDS:
        return True
    return not all(_WORD.fullmatch(token) and not _is_short(token) for token in tokens)


def _is_short(token: str) -> bool:
    """Whether a token may be a number or a sign in disguise: "IO" for 10, "Yo" for %."""
    letters = token.strip("(\"'/).,:;")
    return len(letters) <= 2 or _LOOKALIKES.fullmatch(letters) is not None


def is_noise(readings: Iterable[Reading]) -> bool:
    """Whether no reader believes what it read."""
    return max((reading.confidence for reading in readings), default=0.0) < NOISE


def is_settled(words: Iterable[SettledWord]) -> bool:
    """Whether no number of a line is left that its readers disagree in."""
    return all(word.agreement is not Agreement.DISPUTED for word in words)


def settle(readings: Sequence[Reading]) -> tuple[SettledWord, ...]:
    """Settle what a line says.

    Args:
        readings: What the readers made of it, of any engines and variants; empty texts count as not read.

    Returns:
        The words from the best reading, left to right. Each word with a number is AGREED when another engine read
        the same number, SINGLE when only one engine read the line at all, else DISPUTED with the others' readings.
        All words are DISPUTED in a line that no reader is sure of; a dash or nothing where none sees a letter.
    """
    read = [replace(reading, text=text) for reading in readings if (text := _without_noise(reading.text))]
    if not any(char.isalnum() for reading in read for char in reading.text):
        dashes = [reading for reading in read if reading.text in DASHES]
        return (SettledWord("-", dashes[0].confidence, Agreement.AGREED, engine=dashes[0].engine),) if dashes else ()
    base = _best(read)
    if is_noise(read):
        return tuple(
            SettledWord(text, base.confidence, Agreement.DISPUTED, engine=base.engine) for text in base.text.split()
        )
    text = _respaced(base.text, [r.text for r in read if _family(r) != _family(base)])
    verdicts = _verdicts(base, text, read)
    strangers = [reading.text for reading in read if _family(reading) != _family(base)]
    return tuple(_words(base, text, verdicts, strangers))


def _without_noise(text: str) -> str:
    """A text without what readers make of leftovers of rules, and without letters of scripts that are not there."""
    known = "".join(char for char in text if ord(char) < _LAST_LATIN or char in _SIGNS)
    return " ".join(known.replace("|", " ").split())


def _family(reading: Reading) -> str:
    """Engines that err alike. A text layer found in a file may come from any engine, most often from Tesseract."""
    family = reading.engine.partition("-")[0]
    return _KIN.get(family, family)


_KIN = {"layer": "tesseract"}
_RANK = {"rapidocr": 0, "tesseract-eng": 1, "tesseract-ind": 2}


def _best(read: Sequence[Reading]) -> Reading:
    """The reading whose text is kept: of those whose numbers most engines support, the best engine's."""
    support = [_support(reading, read) for reading in read]
    ranked = sorted(
        range(len(read)),
        key=lambda i: (
            read[i].confidence < NOISE,
            -support[i],
            _RANK.get(read[i].engine, 3),
            bool(read[i].variant),
            i,
        ),
    )
    return read[ranked[0]]


def _support(reading: Reading, read: Sequence[Reading]) -> int:
    """How many engines read the same numbers."""
    keys = [number.key for number in numbers_in(reading.text)]
    return len({_family(r) for r in read if [n.key for n in numbers_in(r.text)] == keys})


def _verdicts(base: Reading, text: str, read: Sequence[Reading]) -> list[tuple[_Number, Agreement, tuple[str, ...]]]:
    own = numbers_in(text)
    others = [(r, _aligned(own, numbers_in(r.text))) for r in read if r is not base]
    strangers = [(r, aligned) for r, aligned in others if _family(r) != _family(base)]
    verdicts = []
    for index, number in enumerate(own):
        said = [aligned[index] for _, aligned in others]
        unlike = dict.fromkeys(n.text for n in said if n is not None and n.key != number.key)
        vouching = [aligned[index] for r, aligned in strangers if min(r.confidence, base.confidence) >= NOISE]
        same = any(n is not None and n.key == number.key for n in vouching)
        agreement = _agreement(number, said, same=same, alone=not strangers)
        verdicts.append((number, agreement, () if agreement is Agreement.AGREED else tuple(unlike)))
    return verdicts


def _agreement(number: _Number, said: Iterable[_Number | None], *, same: bool, alone: bool) -> Agreement:
    """What two engines that read the `same` number are worth, or one `alone`."""
    if same and not any(n is not None and _is_otherwise_marked(number, n) for n in said):
        return Agreement.SINGLE if _BEHEADED.match(number.key) else Agreement.AGREED
    return Agreement.SINGLE if alone else Agreement.DISPUTED


def _is_otherwise_marked(number: _Number, other: _Number) -> bool:
    """Whether two single groups ("79,375", "79.375") differ in the mark alone, which no majority of readers settles."""
    marks = _SINGLE_GROUP.fullmatch(number.key), _SINGLE_GROUP.fullmatch(other.key)
    return all(marks) and number.key != other.key and number.key.replace(",", ".") == other.key.replace(",", ".")


def _aligned(own: Sequence[_Number], other: Sequence[_Number]) -> list[_Number | None]:
    """For each own number its counterpart in another reading: by place where there are as many, else by equality."""
    if len(own) == len(other):
        return list(other)
    counterparts: list[_Number | None] = [None] * len(own)
    matcher = SequenceMatcher(None, [n.key for n in own], [n.key for n in other], autojunk=False)
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            counterparts[block.a + step] = other[block.b + step]
    return counterparts


def _likeness(a: str, b: str) -> float:
    return SequenceMatcher(None, "".join(a.split()).lower(), "".join(b.split()).lower(), autojunk=False).ratio()


def _respaced(text: str, others: Sequence[str]) -> str:
    """Put back the spaces between words that an engine lost and another one saw; none inside numbers."""
    spaced = max(others, key=lambda other: (_likeness(text, other), other.count(" ")), default="")
    if spaced.count(" ") <= text.count(" ") or _likeness(text, spaced) < ALIKE:
        return text
    kept = [(number.start, number.end) for number in numbers_in(text)]
    places = _space_places(text, spaced)
    cuts = [
        p
        for p in places
        if not any(start < p < end for start, end in kept)
        and text[p - 1 : p + 1].strip() == text[p - 1 : p + 1]
        and not text[p - 1 : p + 1].isdigit()
    ]
    for place in reversed(cuts):
        text = f"{text[:place]} {text[place:]}"
    return text


def _space_places(text: str, spaced: str) -> list[int]:
    """Where in `text` the spaces of `spaced` belong: before the letter that stands behind each there."""
    at = [i for i, char in enumerate(text) if not char.isspace()]
    letters = "".join(text[i] for i in at)
    others = [i for i, char in enumerate(spaced) if not char.isspace()]
    matcher = SequenceMatcher(None, letters, "".join(spaced[i] for i in others), autojunk=False)
    places = []
    for block in matcher.get_matching_blocks():
        for step in range(1, block.size):
            here = others[block.b + step]
            opens = spaced[here] not in CLOSING
            if opens and spaced[here - 1].isspace() and at[block.a + step] == at[block.a + step - 1] + 1:
                places.append(at[block.a + step])
    return places


def _words(
    base: Reading,
    text: str,
    verdicts: Sequence[tuple[_Number, Agreement, tuple[str, ...]]],
    strangers: Sequence[str],
) -> Iterable[SettledWord]:
    """The words of the settled text; a number that holds a space keeps its parts apart, as printed.

    Digits inside a word ("P4GN", or "l15,0" for 115,0) are no number; they count as seen where another engine has the
    very same word.
    """
    alike = max((_likeness(base.text, text) for text in strangers), default=None)
    known = {word for text in strangers for word in text.split()}
    plain = Agreement.SINGLE if alike is None or alike < AGREED_WORDS else Agreement.AGREED
    if alike is None and base.confidence >= SURE_WORDS:
        plain = Agreement.AGREED
    for match in re.finditer(r"\S+", text):
        inside = [v for v in verdicts if v[0].start < match.end() and match.start() < v[0].end]
        if not inside:
            unsure = any(char.isdigit() for char in match.group()) and match.group() not in known
            agreement = Agreement.SINGLE if unsure else plain
            yield SettledWord(match.group(), base.confidence, agreement, engine=base.engine)
            continue
        agreement = Agreement.weakest(*(v[1] for v in inside))
        whole = [v for v in inside if match.start() <= v[0].start and v[0].end <= match.end()]
        others = tuple(
            match.group()[: number.start - match.start()] + other + match.group()[number.end - match.start() :]
            for number, _, unlike in whole
            for other in unlike
        )
        yield SettledWord(match.group(), base.confidence, agreement, others, base.engine)
