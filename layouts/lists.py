"""Results printed as a list instead of a table: items with their target, realisasi and capaian.

Offices write them on three lines, on one, as bullets or as a sentence an item. An item's numbers get their measures
together: by the word before each, by percent signs, and by whether capaian = realisasi / target then holds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import permutations
from pathlib import Path

from pydantic import BaseModel, ConfigDict
from rapidfuzz import fuzz

from extract.model import Line, Place, union_of
from layouts.records import Field
from layouts.strict_toml import read_model
from layouts.values import Nature, nature_of, read_number
from layouts.wordings import SIMILAR, flatten

_BULLET = re.compile(r"^\s*(?P<no>\(?(?:\d{1,2}|[a-zA-Z])[.)]|[-•▪➢✓*·–\uf0b7\uf0a7\uf0d8\uf0fc])\s*(?P<rest>\S.*)?$")
_TOKEN = re.compile(
    r"(?P<number>(?<![\w-])(?:Rp\.?\s*)?\d+(?:[.,]\d+)*(?!\w)(?:\s*\([a-z ]+\))?(?P<percent>\s*(?:%|persen\b))?)"
    r"|(?P<word>[A-Za-z]+)|(?P<mark>[:;=(),.])"
)
_CHAPTER = re.compile(r"^\s*BAB\s+(?:[IVX]+|\d+)\b")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_CONTENTS = re.compile(r"(?:\.{3,}|…)\s*\w*\s*$|\.{3,}")
_TRAILING = re.compile(r"[\s:;,=(–-]+$")
# A list of one is a sentence of running text; between two items stand at most two blocks that are none.
_LEAST_ITEMS = 2
_MOST_BETWEEN = 2
_UNIT = re.compile(r"\s*(?P<unit>[A-Za-z][\w/]*(?:\s+[A-Z][a-z]+)?)")
# A word names one of these.
MEASURES = ("target", "realisasi", "capaian", "realisasi_weak", "capaian_weak")


class ListWords(BaseModel):
    """The words of `vocabulary/lists.toml`; strict."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    opens: list[str] = []
    closes: list[str] = []
    target: list[str] = []
    realisasi: list[str] = []
    capaian: list[str] = []
    realisasi_weak: list[str] = []
    capaian_weak: list[str] = []
    links: list[str] = []
    not_labels: list[str] = []

    def field_of(self, word: str) -> Field | None:
        """The measure a word names, or None."""
        for words, measure in (
            (self.target, Field.TARGET),
            (self.realisasi, Field.REALISASI),
            (self.capaian, Field.CAPAIAN),
        ):
            if word.lower() in words:
                return measure
        return None

    def weak_field_of(self, word: str) -> Field | None:
        """The measure a word hints at where no stronger word stands, or None."""
        if word.lower() in self.realisasi_weak:
            return Field.REALISASI
        return Field.CAPAIAN if word.lower() in self.capaian_weak else None


@dataclass(frozen=True, slots=True)
class Printed:
    """A number of an item: its text with unit, and where it stands."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item: its number, label, and what is printed for each measure.

    `sure`: the words alone decided. `places` are those of all its words.
    """

    no: str
    label: str
    printed: dict[Field, Printed]
    sure: bool
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultList:
    """The items of one list, in reading order, and its heading."""

    heading: str
    items: tuple[ListItem, ...]
    page_from: int
    page_to: int
    top: float


@dataclass(slots=True)
class _Text:
    """Lines as one string, and the way back from its characters to words on pages."""

    lines: list[Line]
    text: str = ""
    spans: list[tuple[int, int, Place]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for line in self.lines:
            for word in line.words:
                # "P-" at a line's end and "21" on the next are one word.
                gap = "" if not self.text or re.search(r"\w-$", self.text) else " "
                start = len(self.text) + len(gap)
                self.text += gap + word.text
                self.spans.append((start, len(self.text), Place(line.page_number, word.box)))

    @property
    def places(self) -> tuple[Place, ...]:
        """Where the words stand."""
        return tuple(place for _, _, place in self.spans)

    def place(self, start: int, end: int) -> Place:
        hit = [p for a, b, p in self.spans if a < end and b > start] or [self.spans[0][2]]
        same = [p.box for p in hit if p.page_number == hit[0].page_number]
        return Place(hit[0].page_number, union_of(same))


def load_list_words(path: Path) -> ListWords:
    """Read `lists.toml`.

    Raises:
        ProfileError: missing, no TOML, or an unknown key.
    """
    return read_model(path, ListWords)


def find_lists(lines: Sequence[Line], words: ListWords) -> tuple[ResultList, ...]:
    """Find the lists of results in the executive summary, given a document's lines outside tables."""
    found: list[ResultList] = []
    for heading, section in _sections(lines, words):
        items = _first_run([_read_item(block, words) for block in _blocks(section)])
        if len(items) >= _LEAST_ITEMS:
            places = [p.place for item in items for p in item.printed.values()]
            found.append(
                ResultList(
                    heading,
                    tuple(items),
                    min(p.page_number for p in places),
                    max(p.page_number for p in places),
                    places[0].box.top,
                )
            )
    return tuple(found)


def _first_run(items: Sequence[ListItem | None]) -> list[ListItem]:
    """The items of the first list among a section's blocks: it ends where several blocks hold none.

    Headings between its groups ("1. Seksi Rehabilitasi") are not its end; the running text after it is.
    """
    run: list[ListItem] = []
    missing = 0
    for item in items:
        if item is not None:
            run.append(item)
            missing = 0
        elif run:
            missing += 1
            if missing > _MOST_BETWEEN:
                break
    return run


def _sections(lines: Sequence[Line], words: ListWords) -> list[tuple[str, list[Line]]]:
    sections: list[tuple[str, list[Line]]] = []
    opened = False
    for line in lines:
        if _is_heading(line, words.opens) and not _CONTENTS.search(line.text):
            sections.append((line.text, []))
            opened = True
        elif opened and (_is_heading(line, words.closes) or _CHAPTER.match(line.text)):
            opened = False
        elif opened:
            sections[-1][1].append(line)
    return sections


def _is_heading(line: Line, headings: Sequence[str]) -> bool:
    text = flatten(line.text)
    return len(text.split()) <= 5 and any(fuzz.ratio(text, heading) >= SIMILAR for heading in headings)


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """Cut a section into items: at bullets, else at paragraphs and sentences that begin a line."""
    blocks: list[list[Line]] = []
    for line in lines:
        ended = not blocks or _is_complete(blocks[-1])
        if (
            not blocks
            or _BULLET.match(line.text)
            or (ended and _starts_label(line))
            or _far_below(blocks[-1][-1], line)
        ):
            blocks.append([line])
        else:
            blocks[-1].append(line)
    return _joined_headless(blocks)


def _is_complete(block: Sequence[Line]) -> bool:
    """Whether an item can end here: at a full stop or semicolon, or at a number once a percentage was printed."""
    last = block[-1].text
    return bool(re.search(r"[.;]\s*$|berikut\s*:?\s*$", last)) or (
        any("%" in x.text for x in block) and bool(re.search(r"[%)\d]\s*$", last))
    )


def _starts_label(line: Line) -> bool:
    return line.text[:1].isupper()


def _far_below(above: Line, line: Line) -> bool:
    # A paragraph's gap: more than one and a half lines of white.
    return line.page_number == above.page_number and line.box.top - above.box.bottom > 1.5 * line.box.height


def _joined_headless(blocks: list[list[Line]]) -> list[list[Line]]:
    """Give blocks that begin with a measure ("Target : …", as a bullet or after a gap) to the label before them."""
    joined: list[list[Line]] = []
    for block in blocks:
        first = _BULLET.match(block[0].text)
        text = (first.group("rest") or "") if first else block[0].text
        if joined and re.match(
            r"\W*(?:target|realisasi|realiasi|capaian|persentase)\w*\s*(?:tahun\s*\d{4}|kinerja)?\s*[:=]",
            text,
            re.I,
        ):
            joined[-1] += block
        else:
            joined.append(list(block))
    return joined


@dataclass(frozen=True, slots=True)
class _Number:
    """A number of an item: what the words before it say it is (`cue`), and how strongly (0 to 3)."""

    at: int
    printed: Printed
    value: Decimal
    percent: bool
    cue: Field | None
    strength: int
    cue_at: int


# What speaks for a number being a measure. A word before it weighs most; an identity that closes outweighs a hint.
_CLOSES, _SIGN = 4, 2
_MEASURES = (Field.TARGET, Field.REALISASI, Field.CAPAIAN)
# More words between a measure's word and its number than this and they do not belong together.
_NEAR_WORDS = 6


def _read_item(block: list[Line], words: ListWords) -> ListItem | None:
    body = _Text(block)
    bullet = _BULLET.match(body.text)
    start = bullet.end("no") if bullet else 0
    numbers = _numbers(body, start, words)
    label = _label(body.text, start, numbers, words)
    begins = (flatten(label), flatten(body.text[start : start + 60]))
    if len(label.split()) < 2 or any(f"{text} ".startswith(f"{no} ") for no in words.not_labels for text in begins):
        return None
    fields, sure = _assign(numbers)
    if len(fields) < 2 or not fields.keys() & {Field.REALISASI, Field.TARGET}:
        return None
    no = bullet.group("no") if bullet and bullet.group("no").strip("(). ").isalnum() else ""
    return ListItem(no, label, {field: number.printed for field, number in fields.items()}, sure, body.places)


def _numbers(body: _Text, start: int, words: ListWords) -> list[_Number]:
    """The numbers of an item that can be a measure, with the cue the words before give each."""
    found: list[_Number] = []
    cue: tuple[Field, int] | None = None
    weak: tuple[Field, int] | None = None
    between, broken, last, used = 0, False, "", False
    for token in _TOKEN.finditer(body.text, start):
        if token.group("mark"):
            broken = broken or token.group("mark") in ";,."
            if token.group("mark") in ";.":
                cue = weak = None
            continue
        if token.group("word"):
            last = token.group("word").lower()
            measure, hint = words.field_of(last), words.weak_field_of(last)
            named = (
                cue is not None
                and body.text[cue[1]].isupper()
                and not used
                and token.group("word")[0].isupper()
                and not body.text[token.end() :].lstrip().startswith((":", "="))
            )
            named = named and not token.group("word").lower().startswith(("di", "ter"))
            # A capitalised "Pelaksanaan" after "Realisasi Nilai Indikator Kinerja" is part of the name, "Target" after
            # a "memperoleh" within a label is not.
            if measure is not None and not named:
                cue, between, broken, used = (measure, token.start()), 0, False, False
            elif hint is not None and (cue is None or used):
                weak, between, broken = (hint, token.start()), 0, False
            elif last not in words.links:
                between += 1
            continue
        number = _number_of(token, body, words, last)
        if number is None:
            continue
        tied = between == 0 or last in words.links or body.text[: token.start()].rstrip().endswith((":", "=", "("))
        here = cue if cue is not None and not used else weak
        strength = 0
        if here is not None and not broken:
            strength = 3 if here is cue and tied else 2 if tied or between <= _NEAR_WORDS else 1
        found.append(
            _Number(
                token.start(),
                number[0],
                number[1],
                token.group("percent") is not None,
                here[0] if here and strength else None,
                strength,
                here[1] if here else token.start(),
            )
        )
        used, weak, broken, between = True, None, False, 0
    return found


def _number_of(token: re.Match[str], body: _Text, words: ListWords, last: str) -> tuple[Printed, Decimal] | None:
    text = token.group("number")
    if text.lower().startswith("rp") or (
        _YEAR.fullmatch(text.strip()) and last in ("tahun", "ta", "renstra", "target", "realisasi")
    ):
        return None
    percent = token.group("percent") is not None
    unit = "" if percent else _unit(body.text, token.end(), words)
    printed = Printed(text.strip() + unit, body.place(token.start(), token.end()))
    nature = Nature.PERCENT if percent else nature_of("", body.text[: token.start()])
    value = read_number(printed.text, nature=nature).value
    return None if value is None else (printed, value)


def _unit(text: str, at: int, words: ListWords) -> str:
    """The unit printed behind a number: up to two words that are neither a measure nor a link."""
    found = _UNIT.match(text, at)
    taken: list[str] = []
    for word in found.group("unit").split() if found else []:
        if (
            words.field_of(word)
            or words.weak_field_of(word)
            or word.lower() in words.links
            or word.lower() == "sehingga"
        ):
            break
        taken.append(word)
    return "".join(f" {word}" for word in taken)


def _assign(numbers: Sequence[_Number]) -> tuple[dict[Field, _Number], bool]:
    """Give the numbers their measures, all at once: the assignment most is said for.

    The order target, realisasi, capaian breaks ties. Sure when every measure has its word, or the identity closes.
    """
    best: tuple[float, dict[Field, _Number], bool] = (0.0, {}, False)
    first = numbers[:5]
    for size in (3, 2):
        for chosen in permutations(first, min(size, len(first))):
            for measures in (
                [_MEASURES]
                if size == 3
                else [
                    (_MEASURES[0], _MEASURES[1]),
                    (_MEASURES[0], _MEASURES[2]),
                    (_MEASURES[1], _MEASURES[2]),
                ]
            ):
                if len(chosen) < len(measures):
                    continue
                fields = dict(zip(measures, chosen, strict=True))
                score, sure = _worth(fields)
                if score > best[0]:
                    best = (score, fields, sure)
    return best[1], best[2]


def _worth(fields: dict[Field, _Number]) -> tuple[float, bool]:
    score = 0.0
    cued = True
    for measure, number in fields.items():
        if number.cue is measure:
            score += number.strength
        elif number.cue is not None:
            # A capaian word before a bare number, with the percentage elsewhere, names the realisasi.
            score -= 0.5 if number.cue is Field.CAPAIAN and not number.percent else number.strength
            cued = False
        else:
            cued = cued and measure is Field.CAPAIAN and number.percent
        if measure is Field.CAPAIAN:
            score += _SIGN if number.percent else -_SIGN
    places = [fields[measure].at for measure in _MEASURES if measure in fields]
    score += 0.25 if places == sorted(places) else 0.0
    closes = _closes(fields)
    if closes:
        score += _CLOSES
    # Two measures out of nothing but signs and order are a guess.
    if not closes and not any(number.cue is measure and number.strength >= 2 for measure, number in fields.items()):
        return 0.0, False
    return score, cued or closes


def _closes(fields: dict[Field, _Number]) -> bool:
    if len(fields) < 3 or not fields[Field.TARGET].value:
        return False
    expected = fields[Field.REALISASI].value * 100 / fields[Field.TARGET].value
    # Half a percent: the list rounds what the tables print to two decimals.
    return abs(expected - fields[Field.CAPAIAN].value) <= Decimal("0.5")


def _label(text: str, start: int, numbers: Sequence[_Number], words: ListWords) -> str:
    """The item's name: what stands before the word that names its first number, or between that word and the number."""
    if not numbers:
        return ""
    first = numbers[0]
    body = text[start : first.at]
    head = text[start : first.cue_at] if first.cue is not None else body
    tokens = head.split()
    if len(_without_links(tokens, words)) < 2:
        tokens = body.split()[1:]
        while tokens and tokens[0].lower().strip(":,") in ("dari", "atas", "kinerja", "tahun", ":"):
            tokens.pop(0)
        tokens = (
            [token for token in tokens if not _YEAR.fullmatch(token)]
            if tokens and _YEAR.fullmatch(tokens[0])
            else tokens
        )
    return _TRAILING.sub("", " ".join(_without_links(tokens, words))).lstrip(" .:-")


def _without_links(tokens: Sequence[str], words: ListWords) -> list[str]:
    kept = list(tokens)
    while kept and (kept[-1].strip("(:,;=–-").lower() in (*words.links, "") or _YEAR.fullmatch(kept[-1].strip(":,"))):
        kept.pop()
    return kept
