"""Lines of a page to header blocks: where a table without full rules begins, and what columns it has.

A header block is at most six lines of short phrases with white gaps between them, most of them known header wordings
(the hints), or closed in by two rules or a painted band of equal width. Its lowest phrases are the columns, a phrase
over several of them is their parent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from extract.header_strips import TALLEST, closed_strips, header_bands, is_band_of
from extract.lines import words_to_lines
from extract.model import Box, GridHints, Line, Page, Word, union_of
from extract.phrases import Beneath, Phrase, columns_of, is_count, rows_below, stands_beneath
from extract.stripes import TOUCHING, Striped, adjoin
from extract.wording import is_column_numbering, is_known, is_number, normalised

# Lines of the tallest header seen on real pages: two levels, of which one wraps to four lines.
_HEADER_LINES = 6
# Share of a header's columns whose wording must be known, or that must have numbers beneath.
_KNOWN_SHARE = 0.6
# What lines with two numbers under one heading take off a header's score, at most: the headings below it are missing.
_CROWDED = 3
# Words of the longest wording that heads a column.
_PHRASE_WORDS = 9
# Lines of one heading stand so many times nearer than its last one to the heading below.
_NEARER = 1.3
# Lines of one column stand so many heights apart at least, from middle to middle; nearer ones stand side by side.
_LEVELS_APART = 1.15
# What a line that belongs to a header adds to its score: less than a column.
_HELPS = 0.1
# How far, in text heights, a heading may stand off the middle of its columns' wordings; columns differ in width.
_OFF_CENTRE = 2.5
# A heading that is off the middle of its columns by no more text heights stands exactly over it.
_CENTRED = 0.8
# White between two levels of a header, in text heights: cells have padding.
LEVEL_GAP = 2.4
# Share of the lines above a rule and the one below it that it must lie over to part them.
_OVER = 0.9
_YEAR = re.compile(r"^(?:tahun |ta |th )?(?:19|20)\d\d$")
_HEADING = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*|[A-Za-z]|[IVX]{1,5})[.)]+\s|^\d(?:\.\d)+\s")
_ASIDE = re.compile(r"\([^)]*\)")
# It ends what stands above it: "7.200 orang" over "(2014)".
_YEAR_ASIDE = re.compile(r"\((?:19|20)\d\d\)")


@dataclass(frozen=True, slots=True)
class Leaf:
    """The heading of one column, its phrases from the top."""

    phrases: tuple[Phrase, ...]

    @property
    def box(self) -> Box:
        """Around all its phrases."""
        return union_of(p.box for p in self.phrases)

    @property
    def text(self) -> str:
        """Its wording."""
        return " ".join(p.text for p in self.phrases)


@dataclass(frozen=True, slots=True)
class Parent:
    """A heading over the columns `first` to `last`, counted from 0."""

    phrase: Phrase
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Header:
    """A header block: its columns from left to right, the headings over several of them, and its place.

    `sides` are the left sides of its columns and the right one of the last, in points, where its drawing tells them,
    alone or with the rows below; else empty.
    """

    leaves: tuple[Leaf, ...]
    parents: tuple[Parent, ...]
    box: Box
    line_from: int
    line_to: int
    known: int
    score: float
    beneath: Beneath
    sides: tuple[float, ...] = ()

    def told(self, hints: GridHints) -> int:
        """How many columns are told: by their wording, or by numbers beneath it."""
        return sum(
            is_header_text(leaf.text, hints.phrases) or self.beneath.is_counted(i) for i, leaf in enumerate(self.leaves)
        )

    def names_values(self, column: int, hints: GridHints) -> bool:
        """Whether a column's heading, or one over it, is known to head numbers, or is a year."""
        texts = [
            self.leaves[column].text,
            *(p.phrase.text for p in self.parents if p.first <= column <= p.last),
        ]
        return any(heads_values(text, hints) for text in texts)

    def holds_values(self, column: int, hints: GridHints) -> bool:
        """Whether a column is named for values, or holds numbers that stand beside words; row numbers do not."""
        words = [i for i, texts in enumerate(self.beneath.texts) if texts and not self.beneath.is_counted(i)]
        counted = self.beneath.is_counted(column) and self.beneath.lines > 1
        return self.names_values(column, hints) or (counted and column > min(words, default=column))


@lru_cache(maxsize=4096)
def heads_values(text: str, hints: GridHints) -> bool:
    """Whether a wording is known to head numbers, begins with one that is ("capaian indikator"), or is a year."""
    plain = normalised(text)
    if _YEAR.match(plain) or is_header_text(text, hints.value_phrases):
        return True
    words = plain.split()
    begins = any(" ".join(words[:n]) in hints.value_phrases for n in range(1, len(words)))
    return begins and is_header_text(text, hints.phrases)


def find_header(
    page: Page,
    lines: Sequence[Line],
    split: Sequence[list[Phrase]],
    start: int,
    hints: GridHints,
    painted: Sequence[Striped],
    *,
    by_numbers: bool = True,
) -> Header | None:
    """Find the next header block at or after line `start`.

    Args:
        page: Gives text height, rules and fills.
        lines: The lines outside ruled tables, from the top.
        split: Their phrases.
        start: Index of the first line that may belong to it.
        hints: Known wordings. Without any, only blocks between rules or on a painted band are found.
        painted: The tables of the page that painted strips tell: their rows are no headers.
        by_numbers: Whether numbers beneath a column can stand in for a known wording.
    """
    bands, strips = Bands(header_bands(page, painted), painted), closed_strips(page)
    for first in range(start, len(lines)):
        header = header_at(page, lines, split, first, hints, bands, strips, by_numbers)
        if header is not None and header.line_to + 1 == closed_in(lines, split, first, strips):
            return header
        if header is not None:
            inside = range(first + 1, header.line_to + 1)
            later = [header_at(page, lines, split, at, hints, bands, strips, by_numbers) for at in inside]
            found = [header, *(other for other in later if other is not None)]
            return max(found, key=lambda other: (other.score, -other.line_from))
    return None


def extends(phrase: Phrase, header: Header, hints: GridHints) -> bool:
    """Whether a phrase makes one of a header's wordings a longer known one."""
    leaf = next((leaf for leaf in header.leaves if phrase in leaf.phrases), None)
    return leaf is not None and is_header_text(leaf.text, hints.phrases)


class Bands(NamedTuple):
    """What the drawing of a page says of headers: strips that may be one, and tables whose strips are told apart."""

    strips: Sequence[Box]
    painted: Sequence[Striped]

    def stops(self, lines: Sequence[Line], start: int) -> Sequence[int]:
        """The lines that a header beginning at line `start` can end with.

        One on the painted header of a table is all its lines but a title; none begins or ends among painted rows.
        """
        bodies = [t.body for t in self.painted if t.body is not None]
        table = self.headed_at(lines[start])
        most = _HEADER_LINES if table is None else 3 * _HEADER_LINES
        stops: list[int] = []
        for i in range(start, min(start + most, len(lines))):
            if any(holds_line(body, lines[i]) for body in bodies):
                break
            stops.append(i)
        inside = [i for i in stops if table is not None and table.head is not None and holds_line(table.head, lines[i])]
        numbering = [i for i in inside if is_column_numbering(word.text for word in lines[i].words)]
        inside = inside[: numbering[0] - start] if numbering and numbering[0] > start else inside
        if inside and start and table is not None and not is_title(lines, start - 1, table):
            # The upper lines of the strip belong to the header too.
            inside = [] if table.head is not None and holds_line(table.head, lines[start - 1]) else inside
            return inside[-1:]
        return inside[-1:] or stops[:_HEADER_LINES]

    def headed_at(self, line: Line) -> Striped | None:
        """The table on whose painted header a line stands."""
        return next((t for t in self.painted if t.head is not None and holds_line(t.head, line)), None)


def is_title(lines: Sequence[Line], index: int, table: Striped) -> bool:
    """Whether a line on a painted header is a title over all of it: alone in the middle, apart from the line below."""
    line, below = lines[index], lines[index + 1]
    return (
        table.head is not None
        and holds_line(table.head, line)
        and abs(line.box.x_mid - table.head.x_mid) <= 0.5 * line.box.height
        and below.box.top - line.box.bottom > 0.5 * line.box.height
    )


def holds_line(box: Box, line: Line) -> bool:
    """Whether a line stands in a box from end to end, but for print that reaches out a little."""
    within = line.box.x0 >= box.x0 - line.box.height and line.box.x1 <= box.x1 + line.box.height
    return within and box.top <= line.box.y_mid <= box.bottom


def header_at(
    page: Page,
    lines: Sequence[Line],
    split: Sequence[list[Phrase]],
    start: int,
    hints: GridHints,
    bands: Bands,
    strips: Sequence[Box],
    by_numbers: bool,
) -> Header | None:
    """The header that begins at line `start`, of all heights the one with the best score; None where there is none."""
    window, stops = split[start : start + _HEADER_LINES], bands.stops(lines, start)
    if not stops or is_of_units(split, start) or (len(split[start]) == 1 and _ASIDE.fullmatch(split[start][0].text)):
        return None
    if any(_YEAR_ASIDE.fullmatch(phrase.text) for phrase in split[start]):
        return None
    if not bands.strips and not any(any_known(phrases, hints) for phrases in window):
        return None
    painted = painted_header(page, lines, split, start, hints, by_numbers)
    if painted is not None:
        return painted
    best: Header | None = None
    table = bands.headed_at(lines[start])
    striped, telling = table is not None and bool(table.rows), 0
    closed = closed_in(lines, split, start, strips) if table is None else stops[-1] + 1
    for stop in range(start, max(stops[-1] + 1, closed)):
        parted = stop > start and parts_from(lines[start:stop], lines[stop], page)
        if table is None and (parted or not may_head(split[stop])):
            break
        telling += len(split[stop]) > 1 and (bool(bands.strips) or any_known(split[stop], hints))
        told = telling and (stop in stops or stop + 1 == closed)
        inside = closed if stop + 1 == closed else start
        header = build_header(split, start, stop, hints, page.text_height, inside) if told else None
        if header is None:
            continue
        heads = striped or is_header(header, hints, bands.strips, by_numbers)
        whole = heads and stop + 1 == closed and header.beneath.lines > 0
        if heads and (best is None or header.score > best.score):
            best = header
        elif best is not None and (whole or goes_on(best, header, split, lines, hints)):
            best = replace(header, score=best.score)
    return best


def closed_in(lines: Sequence[Line], split: Sequence[list[Phrase]], start: int, strips: Iterable[Box]) -> int:
    """Index after the last of the lines that a strip holds whose first line is `start`; `start` where none holds it.

    What a painted strip or two rules close in is the header, all of it, however many lines its levels take. Strips that
    hold numbers are a header with rows.
    """
    ends = [start]
    for band in strips:
        inside = [i for i, line in enumerate(lines) if band.top <= line.box.y_mid <= band.bottom]
        if inside[:1] == [start] and all(may_head(split[i]) for i in inside):
            ends.append(inside[-1] + 1)
    return max(ends)


def painted_header(
    page: Page,
    lines: Sequence[Line],
    split: Sequence[list[Phrase]],
    start: int,
    hints: GridHints,
    by_numbers: bool,
) -> Header | None:
    """The header whose cells are painted boxes edge to edge, beginning at line `start`; None where there is none.

    The boxes say what columns there are and which of them a heading stands over: no need to guess from the words.
    """
    tiles = without_numbering(header_tiles(page, lines[start]), lines[start:])
    if len(tiles) < 2:
        return None
    box = union_of(tiles)
    stop = start
    while stop < len(lines) and box.top <= lines[stop].box.y_mid <= box.bottom:
        stop += 1
    words = [word for line in lines[start:stop] for word in line.words]
    content = [[w for w in words if tile.holds_centre_of(w.box)] for tile in tiles]
    if (start and box.top <= lines[start - 1].box.y_mid) or sum(map(len, content)) != len(words):
        return None
    low = [
        (t, phrases_in(w, page))
        for t, w in zip(tiles, content, strict=True)
        if t.bottom >= box.bottom - 0.5 * page.text_height
    ]
    leaves = sorted(low, key=lambda leaf: leaf[0].x0)
    if len(leaves) < 2 or not all(phrases for _, phrases in leaves):
        return None
    parents: list[Parent] = []
    for tile, inside in zip(tiles, content, strict=True):
        over = [i for i, (leaf, _) in enumerate(leaves) if tile.x0 <= leaf.x_mid <= tile.x1 and leaf is not tile]
        if not inside or not over or tile.bottom >= box.bottom - 0.5 * page.text_height:
            continue
        if len(over) == 1:
            leaves[over[0]] = (leaves[over[0]][0], [*phrases_in(inside, page), *leaves[over[0]][1]])
        else:
            text = " ".join(p.text for p in phrases_in(inside, page))
            phrase = Phrase(tuple(inside), union_of(w.box for w in inside), text)
            parents.append(Parent(phrase, over[0], over[-1]))
    whole = tuple(Leaf(tuple(phrases)) for _, phrases in leaves)
    known = sum(is_header_text(leaf.text, hints.phrases) for leaf in whole)
    beneath = stands_beneath([leaf.box for leaf in whole], rows_below(split, stop, box, page.text_height))
    around = union_of(w.box for w in words)
    sides = sides_of([tile for tile, _ in leaves], page.text_height)
    header = Header(whole, tuple(parents), around, start, stop - 1, known, 2.0 * known, beneath, sides)
    counts = by_numbers and not any(map(holds_number, split[start:stop]))
    told = header.told(hints) if counts else known
    return header if heads_numbers(header, hints, by_numbers=counts) and told >= _KNOWN_SHARE * len(whole) else None


def heads_numbers(header: Header, hints: GridHints, *, by_numbers: bool) -> bool:
    """Whether a column's wording heads values, or, with `by_numbers`, two columns or more hold numbers."""
    columns = range(len(header.leaves))
    if any(header.names_values(i, hints) for i in columns):
        return True
    return by_numbers and sum(header.holds_values(i, hints) for i in columns) > 1


def sides_of(tiles: Sequence[Box], h: float) -> tuple[float, ...]:
    """The sides of painted boxes that touch, left to right; empty where two do not."""
    if any(abs(right.x0 - left.x1) > TOUCHING * h for left, right in pairwise(tiles)):
        return ()
    return (tiles[0].x0, *((left.x1 + right.x0) / 2 for left, right in pairwise(tiles)), tiles[-1].x1)


def without_numbering(tiles: Sequence[Box], lines: Iterable[Line]) -> list[Box]:
    """The painted boxes above a row that numbers the columns: it is painted like the header and no part of it."""
    box = union_of(tiles) if tiles else None
    inside = [line for line in lines if box is not None and box.holds_centre_of(line.box)]
    numbered = [line.box.top for line in inside if is_column_numbering(word.text for word in line.words)]
    return [tile for tile in tiles if tile.y_mid < min(numbered, default=float("inf"))]


def phrases_in(words: Sequence[Word], page: Page) -> list[Phrase]:
    """The words of one header cell, a phrase a line."""
    return [Phrase(line.words, line.box, line.text) for line in words_to_lines(words, page.number)]


def header_tiles(page: Page, line: Line) -> list[Box]:
    """The painted boxes that a line stands on, and those of the same shade that touch them, one after the other."""
    h = page.text_height
    boxes = [f for f in page.fills if f.grey < 0.97 and f.box.height >= 0.8 * h and f.box.width >= 0.8 * h]
    level = [f for f in boxes if f.box.top <= line.box.bottom and line.box.top <= f.box.bottom]
    found = [f for f in level if any(f.box.holds_centre_of(word.box) for word in line.words)]
    if not found:
        return []
    shade = found[0].grey
    rest = [f for f in boxes if f not in found and abs(f.grey - shade) < 0.02]
    grown = True
    while grown:
        near = [f for f in rest if any(adjoin(f.box, other.box, TOUCHING * h) for other in found)]
        found, rest, grown = [*found, *near], [f for f in rest if f not in near], bool(near)
    tiles = [f.box for f in found]
    return tiles if union_of(tiles).height <= TALLEST * h else []


def parts_from(above: Sequence[Line], line: Line, page: Page) -> bool:
    """Whether a line cannot belong to the header of the lines above it.

    It stands too far below, is plain print below bold, or a rule as wide as all of them parts it from them: the upper
    one of a table, above which its caption stands, or the one that ends the header.
    """
    first = above[0]
    far = line.box.top - above[-1].box.bottom > LEVEL_GAP * page.text_height
    far = far or is_painted(first, page) is not is_painted(line, page)
    return far or is_ruled_off(above, line, page) or (is_bold(first) and not any(word.bold for word in line.words))


def is_ruled_off(above: Sequence[Line], line: Line, page: Page) -> bool:
    """Whether a rule over all of a line parts it from those above it, which may reach out a little.

    Running text above a table can be wider than the table; a rule under one heading of several is narrower than both.
    """
    box = union_of(x.box for x in (*above, line))
    low, high, near = max(x.box.y_mid for x in above), line.box.y_mid, 0.5 * page.text_height
    return any(
        low < rule.box.y_mid < high
        and rule.box.x0 <= line.box.x0 + near
        and rule.box.x1 >= line.box.x1 - near
        and rule.box.x_overlap(box) >= _OVER * box.width
        for rule in page.rules
        if rule.horizontal
    )


def is_painted(line: Line, page: Page) -> bool:
    """Whether a line stands on a painted box."""
    return any(f.grey < 0.97 and f.box.holds_centre_of(word.box) for word in line.words[:1] for f in page.fills)


def any_known(phrases: Iterable[Phrase], hints: GridHints) -> bool:
    """Whether one of some phrases is a known wording."""
    return any(is_header_text(phrase.text, hints.phrases) for phrase in phrases)


def is_bold(line: Line) -> bool:
    """Whether all words of a line are bold."""
    return all(word.bold for word in line.words)


def goes_on(
    header: Header, longer: Header, split: Sequence[list[Phrase]], lines: Sequence[Line], hints: GridHints
) -> bool:
    """Whether the next line still belongs to a header: close below, as bold or known by itself, under its columns."""
    if longer.line_to != header.line_to + 1 or len(longer.leaves) != len(header.leaves):
        return False
    phrases, line = split[longer.line_to], lines[longer.line_to]
    close = (
        line.box.top - max(x.box.bottom for x in lines[header.line_from : header.line_to + 1]) <= 0.8 * line.box.height
    )
    told = all(_ASIDE.fullmatch(p.text) or extends(p, longer, hints) for p in phrases)
    bold = all(is_bold(x) for x in lines[header.line_from : longer.line_to + 1])
    return close and (told or bold)


def may_head(phrases: Sequence[Phrase]) -> bool:
    """Whether a line can be part of a header: short phrases, no numbers but years, no heading, no colon at a value."""
    if len(phrases) == 1 and _HEADING.match(phrases[0].text):
        return False
    return all(
        len(p.words) <= _PHRASE_WORDS and not p.text.startswith(":") and not p.text.endswith(":") for p in phrases
    ) and not holds_number(phrases)


def holds_number(phrases: Iterable[Phrase]) -> bool:
    """Whether a line has a number that is no year."""
    return any(is_number(p.text) and not is_year(p.text) for p in phrases)


def build_header(
    split: Sequence[list[Phrase]], start: int, stop: int, hints: GridHints, h: float, closed: int = 0
) -> Header | None:
    """Put the phrases of some lines together to columns, from the lowest line up; None below two columns.

    The drawing closes in the lines before `closed`: they cost nothing.
    """
    leaves: list[list[Phrase]] = []
    parents: list[tuple[Phrase, list[list[Phrase]]]] = []
    box = union_of(p.box for phrases in split[start : stop + 1] for p in phrases)
    below = rows_below(split, stop + 1, box, h)
    numbers = columns_of(p.box for phrases in below for p in phrases if is_count(p.text))
    for i in range(stop, start - 1, -1):
        level = [p for phrases in split[start : i + 1] for p in phrases] + [p for p, _ in parents]
        for phrase in split[i]:
            beside = [p for p in level if p.box.x_overlap(phrase.box) <= 0 or p in split[i]]
            under = children(phrase, leaves, beside, numbers, hints, wrapped=i < closed)
            if len(under) >= 2:
                parents.append((phrase, under))
            elif under:
                under[0].insert(0, phrase)
            else:
                leaves.append([phrase])
    if len(leaves) < 2:
        return None
    leaves.sort(key=lambda leaf: union_of(p.box for p in leaf).x0)
    parents += last_lines(leaves, parents)
    parents = [(phrase, over_whole_groups(phrase, under, parents, leaves)) for phrase, under in parents]
    whole = tuple(Leaf(tuple(leaf)) for leaf in leaves)
    over = tuple(Parent(p, leaves.index(u[0]), leaves.index(u[-1])) for p, u in parents)
    beneath = stands_beneath([leaf.box for leaf in whole], below)
    named = [is_header_text(leaf.text, hints.phrases) for leaf in whole]
    told = [known or beneath.is_counted(i) for i, known in enumerate(named)]
    score = 2.0 * sum(told) - len(whole) - min(beneath.crowded, _CROWDED)
    score += sum(
        _HELPS if i < closed else line_score(split[i], whole, over, told, hints) for i in range(start, stop + 1)
    )
    return Header(whole, over, box, start, stop, sum(named), score, beneath)


def last_lines(
    leaves: Iterable[list[Phrase]], parents: Iterable[tuple[Phrase, list[list[Phrase]]]]
) -> list[tuple[Phrase, list[list[Phrase]]]]:
    """Take from columns the first phrases that end a heading over several of them. Changes `leaves`.

    The last line of a heading over three columns often is no wider than the middle one. It stands nearer to the line
    above it than to the heading below.
    """
    found = []
    for leaf in leaves:
        top = leaf[0].box
        for phrase, under in parents if len(leaf) > 1 else ():
            white, below = top.top - phrase.box.bottom, leaf[1].box.top - top.bottom
            centred = abs(phrase.box.x_mid - top.x_mid) <= 0.5 * top.height
            if any(other is leaf for other in under) and centred and _NEARER * max(white, 0.0) < below:
                found.append((leaf.pop(0), under))
                break
    return found


def over_whole_groups(
    phrase: Phrase,
    under: Sequence[list[Phrase]],
    parents: Iterable[tuple[Phrase, list[list[Phrase]]]],
    leaves: Sequence[list[Phrase]],
) -> list[list[Phrase]]:
    """The columns of a heading that stands over other headings: all of theirs, and of those beside that centre it.

    A heading over nine columns is often no wider than five of them.
    """
    lower = [[leaves.index(leaf) for leaf in group] for p, group in parents if p.box.top > phrase.box.y_mid]
    groups = sorted({(own[0], own[-1]) for own in lower})
    first, last = leaves.index(under[0]), leaves.index(under[-1])
    cut = [(a, b) for a, b in groups if a <= last and first <= b and not (first <= a and b <= last)]
    if not cut or any(b >= c for (_, b), (c, _) in pairwise(groups)):
        return list(under)
    runs = [
        leaves[min(a, first) : max(b, last) + 1]
        for i, (a, _) in enumerate(groups)
        for _, b in groups[i:]
        if a <= cut[0][0] and b >= cut[-1][1]
    ]
    return list(min(runs, key=lambda run: off_centre(list(run), phrase)))


def line_score(
    phrases: Sequence[Phrase],
    leaves: Sequence[Leaf],
    parents: Sequence[Parent],
    told: Sequence[bool],
    hints: GridHints,
) -> float:
    """What a line adds to a header's score: a little where it completes a known wording, else it costs more.

    So a heading above the block and the first line of the body below it stay outside.
    """
    tops = [parent.phrase for parent in parents]
    helps = any(completes(p, leaf, hints) for p in phrases for leaf, ok in zip(leaves, told, strict=True) if ok)
    near = [p for p in phrases if p in tops and is_close(p, leaves, parents, hints)]
    return _HELPS if helps or near else -0.5


def completes(phrase: Phrase, leaf: Leaf, hints: GridHints) -> bool:
    """Whether a phrase belongs to a column's known wording: without it the rest would say less."""
    if phrase not in leaf.phrases:
        return False
    rest = " ".join(p.text for p in leaf.phrases if p is not phrase)
    aside = phrase.text.startswith("(") and phrase.text.endswith(")")
    gaps = [max(p.box.top - phrase.box.bottom, phrase.box.top - p.box.bottom) for p in leaf.phrases if p is not phrase]
    tight = bool(gaps) and min(gaps) <= 0.8 * phrase.box.height
    return tight or aside or is_header_text(phrase.text, hints.phrases) or not is_header_text(rest, hints.phrases)


def is_close(phrase: Phrase, leaves: Sequence[Leaf], parents: Sequence[Parent], hints: GridHints) -> bool:
    """Whether a parent stands over the middle of its columns, and as near as lines of one cell are unless known."""
    parent = next(p for p in parents if p.phrase == phrase)
    below = [p.box.top for leaf in leaves[parent.first : parent.last + 1] for p in leaf.phrases]
    below += [p.phrase.box.top for p in parents]
    gap = min((top - phrase.box.bottom for top in below if top > phrase.box.y_mid), default=float("inf"))
    columns = union_of(leaf.box for leaf in leaves[parent.first : parent.last + 1])
    centred = abs(columns.x_mid - phrase.box.x_mid) <= _OFF_CENTRE * phrase.box.height
    if is_header_text(phrase.text, hints.phrases):
        return centred and gap <= LEVEL_GAP * phrase.box.height
    return centred and parent.first > 0 and gap <= 0.9 * phrase.box.height


def children(
    phrase: Phrase,
    leaves: Sequence[list[Phrase]],
    beside: Sequence[Phrase],
    numbers: Sequence[Box],
    hints: GridHints,
    *,
    wrapped: bool,
) -> list[list[Phrase]]:
    """The columns found so far that stand under a phrase.

    `beside` are all phrases of its line, and those above or heading columns that it stands beside; `numbers` are the
    columns of numbers below the header: over one that no other heading stands over, a phrase heads a column of its own.
    `wrapped`: the columns' headings may have several lines.

    A heading over three years often is no wider than the middle one: it then stands centred over a run of them that
    nothing else stands over.
    """
    below = sorted(leaves, key=lambda leaf: leaf[0].box.x0)
    under = [leaf for leaf in below if overlaps(phrase.box, union_of(p.box for p in leaf))]
    if len(under) > 1:
        return widened_run(phrase, under, below, [p.box for p in beside if p is not phrase])
    together = f"{phrase.text} {' '.join(p.text for p in under[0])}" if under else ""
    years = bool(under) and is_year(under[0][0].text)
    years = years or is_year(phrase.text)
    if under and not years and (is_wording(together, hints.phrases) or under[0][0].text[0].islower()):
        return under
    if not under and any(overlaps(n, phrase.box) and not is_headed(n, leaves) for n in numbers):
        return []
    others = [p.box for p in beside if p is not phrase]
    return centred_run(phrase, below, others, single=under, wrapped=wrapped) or under


def is_headed(numbers: Box, leaves: Iterable[list[Phrase]]) -> bool:
    """Whether one of the columns found so far stands over a column of numbers."""
    return any(overlaps(numbers, p.box) for leaf in leaves for p in leaf)


def widened_run(
    phrase: Phrase, under: Sequence[list[Phrase]], leaves: Sequence[list[Phrase]], others: Sequence[Box]
) -> list[list[Phrase]]:
    """The columns that a phrase overlaps, and those level with them of which it stands exactly over the middle.

    A heading over four columns may be no wider than two. Columns that no heading stands over are set in the middle of
    all levels.
    """
    first, last = leaves.index(under[0]), leaves.index(under[-1])
    row = union_of(p.box for p in under[0])
    boxes = [union_of(p.box for p in leaf) for leaf in leaves]
    level = [abs(box.y_mid - row.y_mid) <= 0.5 * phrase.box.height for box in boxes]
    free = [ok and not any(overlaps(o, box) for o in others) for ok, box in zip(level, boxes, strict=True)]
    runs = [
        list(leaves[a : b + 1])
        for a in range(first, -1, -1)
        for b in range(last, len(leaves))
        if all(free[a:first]) and all(free[last + 1 : b + 1])
    ]
    exact = [run for run in runs if off_centre(run, phrase) <= _CENTRED]
    return max(exact, key=len) if exact else list(under)


def centred_run(
    phrase: Phrase,
    leaves: Sequence[list[Phrase]],
    others: Sequence[Box],
    *,
    single: Sequence[list[Phrase]],
    wrapped: bool,
) -> list[list[Phrase]]:
    """The longest run of columns that a phrase stands exactly over the middle of, else the one it is least off.

    Not of several where it stands exactly over the `single` one beneath it.
    """
    plain = [(wrapped or len(leaf) == 1) and leaf[0].box.top >= phrase.box.y_mid for leaf in leaves]
    starts = [i for i in range(len(leaves) - 1) if plain[i] and plain[i + 1]]
    runs = [list(leaves[i:j]) for i in starts for j in range(len(leaves), i + 1, -1) if all(plain[i:j])]
    near = [(off_centre(run, phrase), run) for run in runs if off_centre(run, phrase) <= _OFF_CENTRE]
    whole = [
        (off, run)
        for off, run in near
        if is_below(run, phrase, others, wrapped) and is_nearest(run, phrase, leaves, others)
    ]
    exact = [run for off, run in whole if off <= _CENTRED]
    if exact:
        return max(exact, key=len)
    alone = any(abs(leaf[0].box.x_mid - phrase.box.x_mid) <= 0.5 * phrase.box.height for leaf in single)
    return min(whole, key=lambda pair: pair[0])[1] if whole and not alone else []


def off_centre(run: Sequence[list[Phrase]], phrase: Phrase) -> float:
    """How far a phrase stands off the middle of a run of columns, in heights of its print.

    Columns of one width have their middles evenly around it, however long their headings are; of two,
    there may be a third between them.
    """
    first, last = run[0][0].box, run[-1][0].box
    off = abs((first.x0 + last.x1) / 2 - phrase.box.x_mid)
    if len(run) > 2:
        off = min(off, abs((first.x_mid + last.x_mid) / 2 - phrase.box.x_mid))
    return off / phrase.box.height


def is_below(run: Sequence[list[Phrase]], phrase: Phrase, others: Sequence[Box], wrapped: bool) -> bool:
    """Whether a run of columns is one line clear below a phrase, and under nothing else.

    Of single phrases; where `wrapped`, of the first or the middles of several.
    """
    row, h = [leaf[0].box for leaf in run], phrase.box.height
    middles = [union_of(p.box for p in leaf).y_mid for leaf in run]
    level = any(max(ys) - min(ys) <= 0.5 * h for ys in ([b.y_mid for b in row], middles))
    apart = _LEVELS_APART * min(h, *(b.height for b in row))
    lower = phrase.box.bottom <= min(b.top for b in row) + 0.1 * h
    lower = lower and phrase.box.y_mid + apart <= min(b.y_mid for b in row)
    single = wrapped or all(len(leaf) == 1 for leaf in run)
    rivals = [o for o in others if any(overlaps(o, b) for b in row)]
    return level and lower and single and not rivals


def is_nearest(
    run: Sequence[list[Phrase]], phrase: Phrase, leaves: Sequence[list[Phrase]], others: Sequence[Box]
) -> bool:
    """Whether none of a run's columns stands nearer to another phrase that has columns of its own on their line."""
    row = [leaf[0].box for leaf in run]
    level = [leaf[0].box for leaf in leaves if abs(leaf[0].box.y_mid - row[0].y_mid) <= 0.5 * row[0].height]
    rivals = [o for o in others if any(overlaps(o, b) for b in level)]
    return all(abs(b.x_mid - phrase.box.x_mid) <= abs(b.x_mid - o.x_mid) for o in rivals for b in row)


def overlaps(first: Box, second: Box) -> bool:
    """Whether two boxes share a fifth of the narrower one's width."""
    return first.x_overlap(second) > 0.2 * min(first.width, second.width)


def is_header(header: Header, hints: GridHints, bands: Iterable[Box], by_numbers: bool) -> bool:
    """Whether most columns are known and one heads values, or the drawing sets the block apart.

    Two columns are known only by wordings as they stand: body lines are easily put together from known words.
    """
    if any(leaf.text[0].islower() for leaf in header.leaves):
        return False
    leaves, known = len(header.leaves), header.known
    if leaves == 2:
        known = sum(is_wording(leaf.text, hints.phrases) for leaf in header.leaves)
    by_numbers = by_numbers and leaves > 2
    told = header.told(hints) if by_numbers else known
    if heads_numbers(header, hints, by_numbers=by_numbers) and known >= 2 and told >= _KNOWN_SHARE * leaves:
        return True
    return leaves >= 3 and any(is_band_of(band, header.box) for band in bands)


def is_of_units(split: Sequence[Sequence[Phrase]], start: int) -> bool:
    """Whether a line says the same several times right below numbers: the units of a row, not headings."""
    line = split[start]
    texts = {normalised(p.text) for p in line}
    above = [p for phrases in split[max(0, start - 3) : start] for p in phrases if is_count(p.text)]
    counted = [p.box for p in above if line[-1].box.top - p.box.bottom <= p.box.height]
    below = sum(any(overlaps(p.box, box) for box in counted) for p in line)
    return len(line) > 2 and len(texts) <= 0.5 * len(line) and below > 1


def is_year(text: str) -> bool:
    """Whether a text is a year by itself, with or without a word for year."""
    return _YEAR.match(normalised(text)) is not None


def is_header_text(text: str, phrases: frozenset[str]) -> bool:
    """Whether a wording is known, or put together from known ones."""
    return is_wording(text, phrases) or is_compound(without_asides(text), phrases)


def is_wording(text: str, phrases: frozenset[str]) -> bool:
    """Whether a wording is known, as it stands or without asides in brackets and years; a year by itself is."""
    plain, bare = normalised(text), without_asides(text)
    return _YEAR.match(plain) is not None or is_known(text, phrases) or (bare != plain and is_known(bare, phrases))


@lru_cache(maxsize=8192)
def without_asides(text: str) -> str:
    """A normalised wording without what stands in brackets and without its year; two years are a title's period."""
    words = normalised(_ASIDE.sub(" ", text)).split()
    bare = [w for w in words if not _YEAR.match(w)]
    return " ".join(bare if len(words) - len(bare) <= 1 else words)


@lru_cache(maxsize=8192)
def is_compound(text: str, phrases: frozenset[str]) -> bool:
    """Whether a wording begins or ends with a known one and has no word that none of them has ("capaian target")."""
    words = text.split()
    if not 2 <= len(words) <= 5 or not words_of(phrases).issuperset(words):
        return False
    return any(" ".join(part) in phrases for i in range(1, len(words)) for part in (words[:i], words[i:]))


@lru_cache(maxsize=8)
def words_of(phrases: frozenset[str]) -> frozenset[str]:
    """All words of some wordings."""
    return frozenset(word for phrase in phrases for word in phrase.split())
