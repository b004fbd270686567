"""Years beside numbers: "2019: 40 orang" over "2020: 45 orang" is one cell, though it prints two numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.lines import text_of
from extract.model import Line, Word, union_of

# "2019", "2019:", "(2019)"; what stands around a year tells that it is no number of its own.
_YEAR_WORD = re.compile(
    r"^(?P<open>[(\[])?(?:(?:tahun|thn|th|ta)\.?)?(?P<year>(?:19|20)\d\d)(?P<mark>[)\]]?[.;,]?|\s*[:=])$", re.I
)
_NAME = re.compile(r"^[(\[]?(?:tahun|thn|th|ta|t\.a)\.?$", re.I)
_SEPARATOR = re.compile(r"^[:=\u2013\u2014-]+$")
# "2019=53,91" in one word.
_GLUED = re.compile(r"^((?:(?:tahun|thn|th|ta)\.?)?(?:19|20)\d\d\s*[:=])(\S+)$", re.I)
# A year before its number: "2019: Rp 40".
_DATED = re.compile(r"^(?:(?:tahun|thn|th|ta)\.?\s*)?(?:19|20)\d\d\s*[:=\u2013-]\s*(?:rp\W{0,3})?[\d-]", re.I)
# Lines of one cell stand as far apart as the closest of the column do, give or take what tails of letters make of it.
_SAME_PITCH = 1.2


@dataclass(frozen=True, slots=True)
class YearMark:
    """A year among words: those from `first` to before `end` print it; `named` tells that it is no number."""

    year: int
    first: int
    end: int
    named: bool


def cut_years(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words, a year cut from the value that is printed right behind it; both halves keep the word's box."""
    return tuple(replace(word, text=part) for word in words for part in _halves(word.text))


def _halves(text: str) -> Sequence[str]:
    glued = _GLUED.match(text)
    return glued.groups() if glued else (text,)


def year_marks(words: Sequence[Word]) -> Iterator[YearMark]:
    """The years among words, each with what names it before ("Th.") and what parts it from its value behind (":").

    Args:
        words: In reading order, as `cut_years` gives them.
    """
    for index, word in enumerate(words):
        found = _YEAR_WORD.match(word.text)
        if found is None:
            continue
        before = index > 0 and bool(_NAME.match(words[index - 1].text))
        # Behind "2022:" a dash is what the year has: nothing.
        parted = found["mark"].strip() in (":", "=")
        behind = not parted and index + 1 < len(words) and bool(_SEPARATOR.match(words[index + 1].text))
        named = before or behind or bool(found["open"]) or parted or not word.text[0].isdigit()
        yield YearMark(int(found["year"]), index - before, index + 1 + behind, named)


def begins_dated(text: str) -> bool:
    """Whether a text begins with a year and, behind a sign, the number of that year."""
    return _DATED.match(text) is not None


def is_dated(line: Line) -> bool:
    """Whether a line says of which year its number is: the year is no second number."""
    return any(mark.named for mark in year_marks(cut_years(line.words)))


def holds_years(line: Line) -> bool:
    """Whether a line, or the lines of a cell taken together, print several years beside their numbers."""
    return sum(mark.named for mark in year_marks(cut_years(line.words))) > 1


def join_dated(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of a column, those of one cell with a value for each of several years taken together.

    The years of a cell ascend from line to line, and its lines stand as close as any of the column.

    Args:
        lines: The column's, from the top.
    """
    marks = [_mark_of(line) for line in lines]
    known = [(mark, len(cut_years(line.words))) for line, mark in zip(lines, marks, strict=True) if mark is not None]
    if len(known) < 2 or not any(a.year < b.year for (a, _), (b, _) in pairwise(known)):
        return tuple(lines)
    # Years that stand alone in their lines begin values unless a value stands over the first.
    if all(mark.first == 0 for mark, _ in known) and (marks[0] or any(mark.end < words for mark, words in known)):
        items = _begun_by_years(lines, marks)
    elif all(mark.end == words for mark, words in known):
        items = _ended_by_years(lines, marks)
    else:
        return tuple(lines)
    return tuple(_joined(cell) for cell in _cells(items, _pitch(lines)))


def _mark_of(line: Line) -> YearMark | None:
    """The year of a line that names one."""
    named = [mark for mark in year_marks(cut_years(line.words)) if mark.named]
    return named[0] if len(named) == 1 else None


_Item = tuple[int | None, tuple[Line, ...]]
"""The lines of one value with its year, or a line without one."""


def _begun_by_years(lines: Sequence[Line], marks: Sequence[YearMark | None]) -> list[_Item]:
    items: list[_Item] = []
    pitch = _pitch(lines)
    for line, mark in zip(lines, marks, strict=True):
        if mark is None and items and items[-1][0] is not None and _is_next(items[-1][1][-1], line, pitch):
            items[-1] = (items[-1][0], (*items[-1][1], line))
        else:
            items.append((mark.year if mark is not None else None, (line,)))
    return items


def _ended_by_years(lines: Sequence[Line], marks: Sequence[YearMark | None]) -> list[_Item]:
    """A year that stands alone in its line ends the value in the line above it."""
    items: list[_Item] = []
    pitch = _pitch(lines)
    for line, mark in zip(lines, marks, strict=True):
        alone = mark is not None and mark.first == 0
        if mark is not None and alone and items and items[-1][0] is None and _is_next(items[-1][1][-1], line, pitch):
            items[-1] = (mark.year, (*items[-1][1], line))
        else:
            items.append((mark.year if mark is not None else None, (line,)))
    return items


def _cells(items: Sequence[_Item], pitch: float) -> Iterator[tuple[Line, ...]]:
    cell: tuple[Line, ...] = ()
    before: int | None = None
    for year, lines in items:
        if cell and before is not None and year is not None and year > before and _is_next(cell[-1], lines[0], pitch):
            cell += lines
        else:
            if cell:
                yield cell
            cell = lines
        before = year
    if cell:
        yield cell


def _pitch(lines: Sequence[Line]) -> float:
    """From one line to the next, in points: the least of the column."""
    return min((p for a, b in pairwise(lines) if (p := b.box.y_mid - a.box.y_mid) > 0), default=0.0)


def _is_next(above: Line, below: Line, pitch: float) -> bool:
    return below.box.y_mid - above.box.y_mid <= _SAME_PITCH * pitch


def _joined(lines: Sequence[Line]) -> Line:
    if len(lines) == 1:
        return lines[0]
    words = tuple(word for line in lines for word in line.words)
    return Line(lines[0].page_number, union_of(line.box for line in lines), words, text_of(lines))
