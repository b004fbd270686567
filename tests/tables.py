"""Regions drawn as lists of texts, for tests that are about layouts and not about geometry."""

from __future__ import annotations

from collections.abc import Sequence

from extract.lines import text_of, words_to_lines
from extract.model import Box, Cell, Grid, GridMethod, Line, Place, Region, Word

LEFT = "<"
"""Marks a slot that the cell on its left covers."""
ABOVE = "^"
"""Marks a slot that the cell above it covers."""
_WIDTH, _HEIGHT, _TEXT = 100.0, 40.0, 10.0


def line_of(text: str, *, page: int = 1, top: float = 0.0, x0: float = 0.0) -> Line:
    """A line of text as it stands on a page; letters are 5 points wide."""
    words = []
    for token in text.split():
        words.append(Word(token, Box(x0, top, x0 + 5.0 * len(token), top + _TEXT)))
        x0 += 5.0 * (len(token) + 1)
    return Line(page, Box(words[0].box.x0, top, words[-1].box.x1, top + _TEXT), tuple(words), text)


def region_of(
    rows: Sequence[Sequence[str]], *, caption: Sequence[str] = (), page: int = 1, top: float = 200.0
) -> Region:
    """A region whose cells print the given texts; "\\n" in a text starts a new printed line."""
    cells: list[Cell] = []
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            if text not in (LEFT, ABOVE):
                cells.append(_cell(rows, row, column, page=page, top=top))
    box = Box(0.0, top, _WIDTH * len(rows[0]), top + _HEIGHT * len(rows))
    grid = Grid(
        page,
        box,
        tuple(_WIDTH * i for i in range(len(rows[0]) + 1)),
        tuple(top + _HEIGHT * i for i in range(len(rows) + 1)),
        tuple(cells),
        GridMethod.RULES,
        _TEXT,
    )
    lines = tuple(line_of(text, page=page, top=top - 20.0 * (len(caption) - i)) for i, text in enumerate(caption))
    return Region((grid,), tuple(cells), len(rows), len(rows[0]), lines)


def _cell(rows: Sequence[Sequence[str]], row: int, column: int, *, page: int, top: float) -> Cell:
    right = column + 1
    while right < len(rows[row]) and rows[row][right] == LEFT:
        right += 1
    below = row + 1
    while below < len(rows) and rows[below][column] == ABOVE:
        below += 1
    box = Box(_WIDTH * column, top + _HEIGHT * row, _WIDTH * right, top + _HEIGHT * below)
    words: list[Word] = []
    for number, text in enumerate(rows[row][column].split("\n")):
        if text.strip():
            words += line_of(text, top=box.top + 2 + 12 * number, x0=box.x0 + 2).words
    lines = words_to_lines(words, page)
    return Cell(row, column, below - row, right - column, (Place(page, box),), tuple(words), lines, text_of(lines))
