"""Lines of a summary → paragraphs: each an item, a heading, a measure's own line, or running text.

Where a paragraph ends is told by the page and not by words: a mark ("1.", "•"), a gap, or a line that ends though
the next word would have fitted on it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from extract.model import Line, Place, union_of
from layouts.list_words import ListWords
from layouts.wordings import SIMILAR, flatten

_MARK = re.compile(
    r"^\s*(?P<mark>\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})[.)](?!\d)|[-•▪➢✓✔*·–→o\uf0b7\uf0a7\uf0d8\uf0fc](?=\s))\s*(?=\S)"
)
_CHAPTER = re.compile(r"^\s*BAB\s+(?:[IVX]+|\d+)\b")
_CONTENTS = re.compile(r"(?:\.{3,}|…)\s*(?:\d+|[ivxlc]+)\s*$")
# A paragraph's gap: more than one and a half lines of white.
_GAP = 1.5
# What a line must leave free, beside the next word, to have been ended on purpose, in letter heights: two spaces.
_SPARE = 0.6
_LEAD = re.compile(r"\s*([A-Z][A-Za-z]*(?: [A-Za-z]+){0,4}) ?[:=] ?\S")
# Numbers that are no years; an item has two or three.
_NUMBER = re.compile(r"(?<![\w.,-])(?!(?:19|20)\d\d\b)\d+(?:[.,]\d+)*")
_TWO = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together. `mark` is as printed ("a.", "•", "" for none), `style` the kind of mark ("9)")."""

    lines: tuple[Line, ...]
    mark: str
    style: str

    @property
    def text(self) -> str:
        """The lines as one string, without the mark."""
        return " ".join(line.text for line in self.lines)[len(self.mark) :].strip()


@dataclass(slots=True)
class PrintedText:
    """Paragraphs as one string, and the way back from its characters to words on pages.

    Paragraphs are parted by line feeds; their marks are blanked out.
    """

    paragraphs: Sequence[Paragraph]
    text: str = ""
    spans: list[tuple[int, int, Place]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for paragraph in self.paragraphs:
            self.text += "\n" if self.text else ""
            first = len(self.text)
            for line in paragraph.lines:
                self._add(line)
            if paragraph.mark:
                end = first + len(paragraph.mark)
                self.text = f"{self.text[:first]}{' ' * len(paragraph.mark)}{self.text[end:]}"

    def _add(self, line: Line) -> None:
        for word in line.words:
            # "P-" at a line's end and "21" on the next are one word.
            gap = "" if not self.text or re.search(r"\w-$|\n$", self.text) else " "
            start = len(self.text) + len(gap)
            self.text += gap + word.text
            self.spans.append((start, len(self.text), Place(line.page_number, word.box)))

    @property
    def places(self) -> tuple[Place, ...]:
        """Where the words stand."""
        return tuple(place for _, _, place in self.spans)

    def place(self, start: int, end: int) -> Place:
        """Where the characters from `start` to `end` stand: on the first page they are on."""
        hit = [p for a, b, p in self.spans if a < end and b > start] or [self.spans[0][2]]
        return Place(hit[0].page_number, union_of(p.box for p in hit if p.page_number == hit[0].page_number))


def find_sections(lines: Sequence[Line], words: ListWords) -> list[tuple[str, list[Line]]]:
    """The lines under each heading that opens a summary, up to the heading that closes it."""
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


def build_paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """Cut the lines of a section into paragraphs."""
    right = {line.page_number: 0.0 for line in lines}
    for line in lines:
        right[line.page_number] = max(right[line.page_number], line.box.x1)
    leads = Counter(_lead(line) for line in lines)
    groups: list[list[Line]] = []
    seen: dict[str, str] = {}
    for line in lines:
        mark = _mark_of(line)
        # A page's margin is known from its lines; one or two short ones do not show it.
        room = max(right.values()) if len(right) > 1 else right[line.page_number]
        repeated = leads[_lead(line)] > 1 and _lead(line) != ""
        ended = not groups or repeated or _ends(groups[-1], line, room)
        if ended or (mark and _goes_on(mark, seen)):
            groups.append([line])
            if mark:
                seen[style_of(mark)] = mark
        else:
            groups[-1].append(line)
    return [_paragraph(group) for group in groups]


def _lead(line: Line) -> str:
    """What a line prints before a colon and a value; other lines print it too where it names a measure."""
    found = _LEAD.match(line.text[len(_mark_of(line)) :])
    return found.group(1).lower() if found else ""


def _paragraph(lines: Sequence[Line]) -> Paragraph:
    mark = _mark_of(lines[0])
    return Paragraph(tuple(lines), mark, style_of(mark))


def _mark_of(line: Line) -> str:
    found = _MARK.match(line.text)
    return found.group("mark") if found else ""


def style_of(mark: str) -> str:
    """The kind of a mark: its digits as 9 and its letters as a or A; bullets are themselves."""
    if len(mark) < 2:
        return mark
    return re.sub(r"[A-Z]+", "A", re.sub(r"[a-z]+", "a", re.sub(r"\d+", "9", mark)))


def _goes_on(mark: str, seen: dict[str, str]) -> bool:
    """Whether a mark that begins no new line on the page can be one: a bullet, the first of its kind, or the next."""
    body = mark.strip("().")
    if not body.isalnum() or body in ("1", "a", "A", "I", "i"):
        return True
    last = seen.get(style_of(mark), "").strip("().")
    if not last:
        return False
    return int(body) == int(last) + 1 if body.isdigit() and last.isdigit() else body[0] == chr(ord(last[0]) + 1)


def _ends(block: Sequence[Line], line: Line, right: float) -> bool:
    """Whether the paragraph of `block` ends before `line`."""
    above = block[-1]
    if line.page_number == above.page_number and line.box.top - above.box.bottom > _GAP * line.box.height:
        return True
    first = line.words[0]
    if line.page_number == above.page_number:
        room = right - above.box.x1
        if room > first.box.width + _SPARE * line.box.height:
            return True
    if not line.text[:1].isupper() and not _mark_of(line):
        return False
    text = _paragraph(block).text
    if text.endswith(":"):
        return True
    numbers = len(_NUMBER.findall(text))
    closed = text.count("(") <= text.count(")")
    # A full line may end anywhere: only an item that has its numbers can end with it.
    return closed and (
        (numbers >= _TWO and text.endswith((".", ";", "%", ")"))) or (numbers > _TWO and text[-1].isdigit())
    )
