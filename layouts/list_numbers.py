"""The numbers of an item that can be its measures, with the words around each that tell which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extract.model import Place
from layouts.list_paragraphs import PrintedText
from layouts.list_words import ListWords
from layouts.records import Field
from layouts.units import units_in_use
from layouts.values import Nature, nature_of, read_number

_TOKEN = re.compile(
    r"(?P<number>(?<![\w-])(?:Rp\.?\s*)?(?<!\d[.,])\d+(?:[.,]\d+)*(?!\w)(?:\s*\([a-z ]+\))?"
    r"(?P<percent>\s*(?:%|persen\b))?)"
    r"|(?P<word>[A-Za-z]+)|(?P<leader>[._…]{3,})|(?P<mark>[:;=(),./|→\n])"
)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_MONTH = re.compile(
    r"\s+(?:januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|nopember|desember)\b", re.I
)
_UNIT = re.compile(r"\s*(?P<unit>[A-Za-z][\w/]*(?:\s+[A-Z][a-z]+)?)")
# "≥ 94" and "72 s.d. 87 %" are no numbers: the sign before one, and what leads from one to the next. A dash between
# spaces parts target and realisasi as often.
_BOUND = re.compile(r"(?<![-=])([≥≤<>]=?)\s*$")
_RANGE = r"(?:\s*(?:s\s*\.?\s*/?\s*d\b\.?|sampai(?:\s+dengan)?|hingga)\s*|[-–—])"
_TO = re.compile(rf"\s*%?{_RANGE}\d+(?:[.,]\d+)*\s*%?", re.I)
_FROM = re.compile(rf"\d\s*%?{_RANGE}$", re.I)
# A year stands behind these, or alone in brackets.
_BEFORE_YEARS = ("tahun", "ta", "renstra", "target", "realisasi", "capaian", "rencana", "anggaran", "desember")
# More words between a measure's word and its number than this and they do not belong together.
_NEAR_WORDS = 6
# Words and marks before a number by which a list's form is known again.
_LEAD = 3


@dataclass(frozen=True, slots=True)
class Printed:
    """A number of an item: its text with unit, and where it stands."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class ListNumber:
    """A number of an item.

    `start` and `end` are its place in the item's text, `decimals` counts digits printed behind the mark. `cue` is the
    measure that words name it, `strength` how plainly (3 right before it, 1 far off or by a weak word), `cue_at` where
    that word stands. `lead` are the words and marks before it, the nearest first, by which other items say the same.
    `value` is None for a grade ("Target : WTP").
    """

    start: int
    end: int
    printed: Printed
    value: Decimal | None
    decimals: int
    percent: bool
    cue: Field | None
    strength: int
    cue_at: int
    lead: tuple[str, ...]

    @property
    def has_unit(self) -> bool:
        """Whether a unit other than percent is printed behind it."""
        return not self.percent and re.search(r"[A-Za-z]", self.printed.text) is not None


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int
    end: int
    percent: bool


def find_numbers(body: PrintedText, words: ListWords) -> list[ListNumber]:
    """The numbers of an item that can be a measure, in reading order: no years, dates, money or codes ("P-21")."""
    tokens = [_token(found) for found in _TOKEN.finditer(body.text)]
    return [
        number
        for index, token in enumerate(tokens)
        if (number := _read_token(index, token, tokens, body=body, words=words)) is not None
    ]


def _token(found: re.Match[str]) -> _Token:
    kind = found.lastgroup if found.lastgroup != "percent" else "number"
    text = ":" if kind == "leader" else found.group().strip(" ")
    return _Token(
        "mark" if kind == "leader" else str(kind), text, found.start(), found.end(), found.group("percent") is not None
    )


def _read_token(
    index: int, token: _Token, tokens: Sequence[_Token], *, body: PrintedText, words: ListWords
) -> ListNumber | None:
    before = tokens[:index]
    if token.kind == "number":
        found: tuple[Printed, Decimal | None, int, int] | None = _number(token, before, body, words)
    elif token.kind == "word" and before[-1:] and before[-1].text in (":", "="):
        found = _grade(token, body)
    else:
        return None
    if found is None:
        return None
    printed, value, decimals, end = found
    clause = _clause(before, words, body.text)
    cue, strength, cue_at = _cue(clause, token.start, words)
    behind = _cue_behind(end, tokens, words)
    if behind is not None:
        cue, strength, cue_at = behind, 3, token.start
    lead = tuple(t.text.lower() for t in clause[:_LEAD])
    sign = _BOUND.search(body.text, 0, token.start)
    return ListNumber(
        sign.start() if sign else token.start, end, printed, value, decimals, token.percent, cue, strength, cue_at,
        (*lead, f"yang {behind}") if behind else lead,
    )  # fmt: skip


def _number(
    token: _Token, before: Sequence[_Token], body: PrintedText, words: ListWords
) -> tuple[Printed, Decimal | None, int, int] | None:
    text, last = token.text, before[-1].text.lower() if before else ""
    year = _YEAR.fullmatch(text) and (last in _BEFORE_YEARS or body.text[token.end : token.end + 1] == ")")
    if text.lower().startswith("rp") or last == "rp" or year or _MONTH.match(body.text, token.end):
        return None
    if _FROM.search(body.text, 0, token.start):
        return None
    if bound := _bound(token, body):
        return bound
    unit = "" if token.percent else _unit(body.text, token.end, words)
    printed = Printed(text + unit, body.place(token.start, token.end))
    nature = Nature.PERCENT if token.percent else nature_of("", body.text[: token.start].split("\n")[0])
    reading = read_number(printed.text, nature=nature)
    return None if reading.value is None else (printed, reading.value, reading.decimals, token.end + len(unit))


def _bound(token: _Token, body: PrintedText) -> tuple[Printed, None, int, int] | None:
    """A number that is only the least or most of what is meant: "≥ 94", "72 s.d. 87 %"."""
    sign = _BOUND.search(body.text, 0, token.start)
    to = _TO.match(body.text, token.end)
    if sign is None and to is None:
        return None
    end = to.end() if to is not None else token.end
    text = f"{sign.group(1)} " if sign is not None else ""
    return Printed(text + body.text[token.start : end].strip(), body.place(token.start, end)), None, 0, end


def _grade(token: _Token, body: PrintedText) -> tuple[Printed, None, int, int] | None:
    """A mark or class where a number is expected, right behind a colon: "Target : WTP"."""
    rest = re.split(r"[\n,;(]", body.text[token.start :])[0].strip(" .")
    if rest.lower() not in units_in_use().grades:
        return None
    end = token.start + len(rest)
    return Printed(rest, body.place(token.start, end)), None, 0, end


def _unit(text: str, at: int, words: ListWords) -> str:
    """The unit printed behind a number: up to two words that are neither a measure nor a link."""
    found = _UNIT.match(text[at:].split("\n")[0])
    taken: list[str] = []
    for word in found.group("unit").split() if found else []:
        if words.is_form(word) or words.weak_field_of(word) or word.lower() in ("yang", "sedangkan", "ini"):
            break
        taken.append(word)
    return "".join(f" {word}" for word in taken)


def _clause(before: Sequence[_Token], words: ListWords, text: str) -> list[_Token]:
    """The words and marks before a number, nearest first, back to the end of the number or clause before it."""
    clause = list(_back_to_clause(before, words, text))
    # "dari 4 Unit yang ditargetkan (75%)": what names the number before says nothing of this one.
    if len(clause) > 1 and clause[-1].text.lower() == "yang" and words.field_of(clause[-2].text) is not None:
        return clause[:-2]
    return clause


def _back_to_clause(before: Sequence[_Token], words: ListWords, text: str) -> Iterator[_Token]:
    for index in range(len(before) - 1, -1, -1):
        token = before[index]
        if token.kind == "number" and token.text[:1].isdigit() and not _YEAR.fullmatch(token.text):
            return
        if token.text in ("\n", ";") or (token.text == "." and text[token.end : token.end + 1] in (" ", "\n")):
            return
        if token.kind == "word" and index and before[index - 1].kind == "number" and _is_unit(token, words):
            return
        if token.kind != "number":
            yield token


def _is_unit(token: _Token, words: ListWords) -> bool:
    return token.text.lower() != "yang" and not words.is_form(token.text)


def _cue(clause: Sequence[_Token], at: int, words: ListWords) -> tuple[Field | None, int, int]:
    """What the words before a number name it, how plainly, and where: the nearest plain word, else a hint."""
    hint: tuple[Field, int, int] | None = None
    between, broken = 0, False
    for index, token in enumerate(clause):
        if token.kind == "mark":
            broken = broken or (token.text == "," and between > 0)
            continue
        measure, weak = words.field_of(token.text), words.weak_field_of(token.text)
        if measure is not None and not _is_in_name(index, clause):
            if not broken and between <= _NEAR_WORDS:
                return measure, 3 if between == 0 else 2, token.start
            return (measure, 1, token.start) if hint is None else hint
        if weak is not None and hint is None and between == 0:
            hint = weak, 2, token.start
        elif token.text.lower() not in (*words.links, *words.fillers):
            between += 1
    return hint or (None, 0, at)


def _is_in_name(index: int, clause: Sequence[_Token]) -> bool:
    """Whether a word that could name a measure is part of a name: "Kinerja Pelaksanaan Anggaran"."""
    token = clause[index]
    after = clause[index - 1] if index else None
    before = clause[index + 1] if index + 1 < len(clause) else None
    named = token.text[0].isupper() and before is not None and before.kind == "word" and before.text[0].isupper()
    return named and after is not None and after.kind == "word" and after.text[0].isupper()


def _cue_behind(end: int, tokens: Sequence[_Token], words: ListWords) -> Field | None:
    """What "yang ditargetkan" right behind a number names it."""
    following = [token for token in tokens if token.start >= end][:2]
    if len(following) == 2 and following[0].text.lower() == "yang":
        return words.field_of(following[1].text)
    return None
