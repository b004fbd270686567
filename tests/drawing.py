"""Pages drawn with characters: `+`, `-` and `|` are rules, the rest is print. A character is 6 by 12 points."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from textwrap import dedent

from extract.model import Box, Fill, Grid, Page, PageKind, Region, Rule, Word

WIDTH, PITCH, PRINT = 6.0, 12.0, 8.0
_TOKEN = re.compile(r"[^\s|+]+")


def page_of(drawing: str, *, number: int = 1, scale: float = 1.0, fills: Sequence[Fill] = ()) -> Page:
    """The page that a drawing shows, its upper left character at (72, 72); print is 8 points high."""
    lines = dedent(drawing).strip("\n").splitlines()
    words = tuple(word for row, line in enumerate(lines) for word in _words_of(line, row, scale))
    rules = (*_across(lines, scale), *_down(lines, scale))
    size = (595.0 * scale, 842.0 * scale)
    return Page(number, *size, PageKind.TEXT, "drawn", 0, PRINT * scale, words, rules, tuple(fills))


def place(column: float, row: float, scale: float = 1.0) -> tuple[float, float]:
    """Where the middle of a character stands on the page."""
    return (72 + WIDTH * (column + 0.5)) * scale, (72 + PITCH * (row + 0.5)) * scale


def _words_of(line: str, row: int, scale: float) -> Iterator[Word]:
    for match in _TOKEN.finditer(line):
        if set(match.group()) == {"-"} and len(match.group()) > 1:
            continue
        x0, y = place(match.start() - 0.4, row, scale)
        x1, _ = place(match.end() - 0.6, row, scale)
        half = PRINT * scale / 2
        yield Word(match.group(), Box(x0, y - half, x1, y + half))


def _across(lines: Sequence[str], scale: float) -> Iterator[Rule]:
    for row, line in enumerate(lines):
        for match in re.finditer(r"[-+]{3,}", line):
            x0, y = place(match.start(), row, scale)
            x1, _ = place(match.end() - 1, row, scale)
            yield Rule(Box(x0, y, x1, y), True)


def _down(lines: Sequence[str], scale: float) -> Iterator[Rule]:
    width = max(map(len, lines), default=0)
    padded = [line.ljust(width) for line in lines]
    for column in range(width):
        for match in re.finditer(r"[|+]{2,}", "".join(line[column] for line in padded)):
            x, y0 = place(column, match.start(), scale)
            _, y1 = place(column, match.end() - 1, scale)
            yield Rule(Box(x, y0, x, y1), False)


def rows_of(table: Grid | Region) -> list[list[str]]:
    """What each row prints, a merged cell's text in every slot that it covers."""
    cells = table.cells
    rows = max(cell.row + cell.row_span for cell in cells)
    columns = max(cell.column + cell.column_span for cell in cells)
    slots = [[""] * columns for _ in range(rows)]
    for cell in cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                slots[row][column] = cell.text
    return slots
