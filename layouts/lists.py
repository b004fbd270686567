"""Results printed as a list instead of a table: items with their target, realisasi and capaian.

Offices write them on three lines, on one, as bullets or as a sentence an item, in any words. The items of one list
are alike: the same mark, the same words around the numbers. What is not of their shape is a heading between them, or
the running text in which the list ends.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.model import Line, Place
from layouts.list_labels import ItemText, Label, find_labels
from layouts.list_numbers import ListNumber, Printed, find_numbers
from layouts.list_paragraphs import Paragraph, PrintedText, build_paragraphs, find_sections
from layouts.list_roles import Roles, assign_roles
from layouts.list_words import ListWords
from layouts.records import Field
from layouts.text_columns import columns_of
from layouts.units import units_in_use
from layouts.wordings import flatten

__all__ = ["ListItem", "Printed", "ResultList", "find_lists"]

# A list of one is a sentence of running text; between two items stand at most two blocks that are none.
_LEAST_ITEMS = 2
_MOST_BETWEEN = 2
# Words before the number of a line that belongs to the label above it ("Tingkat capaian kinerja tahun 2022 sebesar").
_LEAD_WORDS = 7
# Words between or behind numbers that are a name and not units and links.
_NAME_WORDS = 4


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item: its number, label, and what is printed for each measure.

    `sure`: field and label are certain. `against_words`: the arithmetic decided against what the words say.
    `places` are those of all its words.
    """

    no: str
    label: str
    printed: dict[Field, Printed]
    sure: bool
    against_words: bool = False
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultList:
    """The items of one list, in reading order, and its heading."""

    heading: str
    items: tuple[ListItem, ...]
    page_from: int
    page_to: int
    top: float


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph with the lines of measures under it, and its numbers; `own_line`: its name is its first paragraph."""

    body: PrintedText
    numbers: tuple[ListNumber, ...]
    own_line: bool

    @property
    def first(self) -> Paragraph:
        return self.body.paragraphs[0]


def find_lists(lines: Sequence[Line], words: ListWords) -> tuple[ResultList, ...]:
    """Find the lists of results in the executive summary, given a document's lines outside tables."""
    found: list[ResultList] = []
    for heading, section in find_sections(lines, words):
        paragraphs = [paragraph for lines in columns_of(section) for paragraph in build_paragraphs(lines)]
        items = _read_items(_blocks(paragraphs, words), words)
        if len(items) >= _LEAST_ITEMS:
            places = [printed.place for item in items for printed in item.printed.values()]
            pages = [place.page_number for place in places]
            found.append(ResultList(heading, tuple(items), min(pages), max(pages), places[0].box.top))
    return tuple(found)


def _blocks(paragraphs: Sequence[Paragraph], words: ListWords) -> list[_Block]:
    """Put each line of measures ("Target : …") to the paragraph before it."""
    leads = Counter(_lead(paragraph) for paragraph in paragraphs)
    groups: list[list[Paragraph]] = []
    for paragraph in paragraphs:
        if groups and _is_measure(paragraph, leads, words):
            groups[-1].append(paragraph)
        else:
            groups.append([paragraph])
    return [_block(group, words) for group in groups]


def _block(paragraphs: Sequence[Paragraph], words: ListWords) -> _Block:
    body = PrintedText(paragraphs)
    numbers = find_numbers(body, words)
    first = body.text.find("\n")
    own_line = first >= 0 and not any(number.start < first and number.cue is not None for number in numbers)
    if own_line:
        # A number in a name ("di 5 kecamatan") is no measure.
        numbers = [number for number in numbers if number.start > first]
    return _Block(body, tuple(numbers), own_line)


def _lead(paragraph: Paragraph) -> str:
    """The words before a paragraph's first number; a colon's number may be a grade."""
    return flatten(re.split(r"[:=]|\d", paragraph.text)[0])


def _is_measure(paragraph: Paragraph, leads: Counter[str], words: ListWords) -> bool:
    """Whether a paragraph is the line of a measure: a few words that other lines repeat, or that name one, and a
    value; no name of its own behind it."""
    lead = _lead(paragraph).split()
    if not lead or len(lead) > _LEAD_WORDS or not _has_value(paragraph.text) or _holds_name(paragraph, words):
        return False
    known = words.field_of(lead[0]) is not None and all(words.is_form(word) for word in lead)
    weak = len(lead) > 1 and words.weak_field_of(lead[0]) is not None and words.field_of(lead[1]) is not None
    return known or weak or leads[" ".join(lead)] >= _LEAST_ITEMS


def _has_value(text: str) -> bool:
    """Whether a value follows a paragraph's first words: a number, or a grade behind a colon."""
    rest = re.split(r"[:=]|(?=[≥≤<>]?\s*\d)", text, maxsplit=1)[1:]
    return bool(rest) and (
        re.match(r"\s*[≥≤<>]?\s*\d", rest[0]) is not None or rest[0].strip(" .;").lower() in units_in_use().grades
    )


def _holds_name(paragraph: Paragraph, words: ListWords) -> bool:
    """Whether a marked paragraph with several numbers prints a name between or behind them: an item of its own."""
    parts = re.split(r"\d[\d.,]*", paragraph.text)[1:]
    names = [[word for word in part.split() if not words.is_form(word.strip("(),.:;"))] for part in parts]
    return bool(paragraph.mark) and len(parts) > 1 and max(map(len, names)) >= _NAME_WORDS


def _read_items(blocks: Sequence[_Block], words: ListWords) -> list[ListItem]:
    roles = assign_roles([block.numbers for block in blocks])
    candidates = [index for index, (block, role) in enumerate(zip(blocks, roles, strict=True)) if _speaks(block, role)]
    labels = dict(zip(candidates, find_labels([_text(blocks[i], roles[i]) for i in candidates], words), strict=True))
    named = [i for i in candidates if labels[i].text and not _is_other(blocks[i], labels[i], words)]
    style = _usual_style([blocks[i] for i in named if roles[i].sure])
    kept = _run([i for i in named if _fits(blocks[i], roles[i], style)], named, style, blocks)
    return [_item(blocks[i], roles[i], labels[i]) for i in kept]


def _speaks(block: _Block, roles: Roles) -> bool:
    return len(roles.fields) >= 2 and bool(roles.fields.keys() & {Field.REALISASI, Field.TARGET})


def _text(block: _Block, roles: Roles) -> ItemText:
    text = block.body.text
    numbers = sorted(roles.fields.values(), key=lambda number: number.start)
    head = text[: text.index("\n")] if block.own_line else text[: numbers[0].start]
    between = tuple(text[a.end : b.start] for a, b in pairwise(numbers))
    return ItemText(head, between, text[numbers[-1].end :], block.own_line)


def _is_other(block: _Block, label: Label, words: ListWords) -> bool:
    """Whether an item speaks of many indicators at once, or of money."""
    begins = (flatten(label.text), flatten(block.first.text[:60]))
    return any(f"{text} ".startswith(f"{no} ") for no in words.not_labels for text in begins)


def _usual_style(blocks: Sequence[_Block]) -> str | None:
    """The mark that most items have; None where there is no majority."""
    styles = Counter(block.first.style for block in blocks)
    best = styles.most_common(1)
    return best[0][0] if best and 2 * best[0][1] > len(blocks) else None


def _fits(block: _Block, roles: Roles, style: str | None) -> bool:
    """Whether a block has the shape of the list's items: their mark and words, or numbers that close by themselves."""
    if style is not None and block.first.style != style:
        return roles.closes and roles.sure and style != ""
    return roles.familiar or roles.closes or (roles.worded and bool(block.first.mark or block.own_line))


def _run(fitting: Sequence[int], named: Sequence[int], style: str | None, blocks: Sequence[_Block]) -> list[int]:
    """The items of the first list: it ends where several blocks are none, and with its last marked item.

    Headings between its groups ("1. Seksi Rehabilitasi") are not its end; the running text after it is.
    """
    run: list[int] = []
    for index in fitting:
        marked = bool(style) and blocks[index].first.style == style
        if run and index - run[-1] - 1 > _MOST_BETWEEN and not marked:
            break
        run.append(index)
    while run and style and blocks[run[-1]].first.style != style:
        run.pop()
    return run


def _item(block: _Block, roles: Roles, label: Label) -> ListItem:
    mark = block.first.mark
    return ListItem(
        mark if mark.strip("(). ").isalnum() else "",
        label.text,
        {field: number.printed for field, number in roles.fields.items()},
        sure=roles.sure and label.sure,
        against_words=roles.against_words,
        places=block.body.places,
    )
