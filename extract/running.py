"""Running headers, footers and page numbers: lines that say where in the document one is, and nothing else."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from extract.grid import numbers_of
from extract.headers import is_header_text, is_year
from extract.model import GridHints, Line, Page, TextSource
from extract.phrases import phrases_of

# How far from the upper or lower paper edge running text stands, as a share of the page height.
_MARGIN_SHARE = 0.18
# How far a bare page number stands: nearer, since any number in a table without rules looks like one.
_NUMBER_SHARE = 0.13
# Pages that must print a line at the same place before it counts as running text; in a document of few pages two.
_PAGES_NEEDED = 3
_FEW_PAGES = 5
# No two photographs have the same margins, and a reader misreads a letter here and there. On pictures a line is the
# same when so much of its wording is, if it is long (short ones that differ by a letter differ), and when it stands as
# near to the paper's edge, as a share of the page's height.
_SAME_READ = 90.0
_LONG_LINE = 20
_SAME_PLACE = 0.08
_NUMBER_ONLY = re.compile(
    r"^\W*(?:(?:hal|halaman|page|p)\W*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:/|dari|of)\s*\d{1,4})?\W*$", re.I
)
_DIGITS = re.compile(r"\d+")
# Two pages with at least so many lines, of which this share is the same, are one sheet twice: what repeats on them
# says nothing of margins. Headers and footers alone have fewer lines.
_SHEET_LINES = 8
_SAME_SHEET = 0.7


@dataclass(frozen=True, slots=True)
class MarginLine:
    """A line in a page margin: its index, its page, and how far from the paper edge it stands, in points.

    `is_number`: it is a page number and nothing else, such as "12", "- iv -" or "Halaman 3 dari 10". `near` is how
    far, in points, the same line may stand from there on another page, down and across.
    """

    index: int
    page_number: int
    distance: float
    x0: float
    near: tuple[float, float]
    is_number: bool


def running_lines(lines: Sequence[Line], pages: Iterable[Page], hints: GridHints) -> frozenset[int]:
    """Find the lines in the page margins that repeat over pages, and bare page numbers.

    Args:
        lines: Lines outside tables, of the whole document.
        pages: The pages they stand on.
        hints: Known header wordings; a line made of them heads a table that goes on over pages.

    Returns:
        Indexes into `lines`.
    """
    heights = {page.number: page.height for page in pages}
    needed = _PAGES_NEEDED if len(heights) > _FEW_PAGES else 2
    sheets = sheets_of(lines)
    # Two margins, and the wording without its numbers.
    alike: tuple[dict[str, list[MarginLine]], ...] = ({}, {})
    for i, line in enumerate(lines):
        found = margin_line(i, line, heights[line.page_number])
        if found is not None:
            groups = alike[line.box.y_mid < heights[line.page_number] / 2]
            groups.setdefault(wording_of(line, groups), []).append(found)
    return frozenset(
        item.index
        for groups in alike
        for group in groups.values()
        for item in group
        if (item.is_number or sheets_alike(item, group, sheets) >= needed)
        and not is_table_head(lines[item.index], hints)
    )


def margin_line(index: int, line: Line, page_height: float) -> MarginLine | None:
    """A line's place in its margin; None for a line outside the margins, and for a row of numbers."""
    margin = _MARGIN_SHARE * page_height
    inside = line.box.bottom > margin and line.box.top < page_height - margin
    if inside or sum(not is_year(word.text) for word in numbers_of(line)) >= 2:
        return None
    distance = min(line.box.y_mid, page_height - line.box.y_mid)
    number = _NUMBER_ONLY.match(line.text) is not None and distance <= _NUMBER_SHARE * page_height
    near = (0.5 * line.box.height, 2 * line.box.height)
    if is_read(line):
        near = (_SAME_PLACE * page_height, _SAME_PLACE * page_height)
    return MarginLine(index, line.page_number, distance, line.box.x0, near, number)


def is_read(line: Line) -> bool:
    """Whether a line was read from a picture."""
    return any(word.source is not TextSource.TEXT for word in line.words)


def wording_of(line: Line, known: Collection[str]) -> str:
    """A line's wording without its numbers; of a line read from a picture, the known one that it is a misreading of."""
    plain = _DIGITS.sub("#", line.text.casefold())
    if plain in known or len(plain) < _LONG_LINE or not is_read(line):
        return plain
    found = process.extractOne(plain, list(known), scorer=fuzz.ratio, score_cutoff=_SAME_READ)
    return plain if found is None else found[0]


def sheets_of(lines: Iterable[Line]) -> dict[int, int]:
    """Page number → number of the first page that prints the same, an annex bound or scanned twice; else its own."""
    texts: dict[int, Counter[str]] = defaultdict(Counter)
    for line in lines:
        texts[line.page_number][line.text.casefold()] += 1
    sheets: dict[int, int] = {}
    # Copies share long lines, and these keep pages that have nothing in common from being compared.
    holders: dict[str, list[int]] = defaultdict(list)
    for page_number, own in texts.items():
        keys = sorted(own, key=len)[-3:]
        firsts = dict.fromkeys(first for key in keys for first in holders[key])
        sheets[page_number] = next((f for f in firsts if is_same_sheet(texts[f], own)), page_number)
        if sheets[page_number] == page_number:
            for key in keys:
                holders[key].append(page_number)
    return sheets


def is_same_sheet(first: Counter[str], second: Counter[str]) -> bool:
    """Whether two pages, by the texts of their lines, print the same."""
    larger = max(first.total(), second.total())
    return larger >= _SHEET_LINES and (first & second).total() >= _SAME_SHEET * larger


def sheets_alike(item: MarginLine, group: Iterable[MarginLine], sheets: Mapping[int, int]) -> int:
    """On how many sheets a line of the same wording stands at the same place, its own included."""
    near = [o for o in group if abs(o.distance - item.distance) <= max(item.near[0], o.near[0])]
    return len({sheets[o.page_number] for o in near if abs(o.x0 - item.x0) <= max(item.near[1], o.near[1])})


def is_table_head(line: Line, hints: GridHints) -> bool:
    """Whether at least two phrases of a line, not counting years, and most of all are known header wordings."""
    h = line.box.height
    phrases = [p.text for p in phrases_of(line, 0.4 * h, h)]
    known = [text for text in phrases if len(text) > 1 and is_header_text(text, hints.phrases)]
    return sum(not is_year(text) for text in known) >= 2 and 2 * len(known) >= len(phrases)
