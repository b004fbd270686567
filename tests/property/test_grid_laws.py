"""Laws that hold for every ruled grid, however its cells are merged."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.grid import find_grids
from extract.model import Box, Page, PageKind, Rule, Word


@dataclass(frozen=True)
class Table:
    """Column widths, row heights, and the inner borders that are not drawn, as (row, column, horizontal)."""

    widths: tuple[float, ...]
    heights: tuple[float, ...]
    open_borders: frozenset[tuple[int, int, bool]]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    widths = tuple(draw(st.lists(st.floats(20, 90), min_size=2, max_size=5)))
    heights = tuple(draw(st.lists(st.floats(14, 50), min_size=2, max_size=6)))
    borders = st.tuples(st.integers(0, len(heights) - 1), st.integers(0, len(widths) - 1), st.booleans())
    return Table(widths, heights, draw(st.frozensets(borders, max_size=6)))


def page_of(table: Table, scale: float) -> Page:
    """One page with the table's borders and a word in each slot."""
    xs = [50 + sum(table.widths[:i]) for i in range(len(table.widths) + 1)]
    ys = [60 + sum(table.heights[:i]) for i in range(len(table.heights) + 1)]
    rules, words = [], []
    for r in range(len(ys) - 1):
        for c in range(len(xs) - 1):
            x, y = (xs[c] + xs[c + 1]) / 2, (ys[r] + ys[r + 1]) / 2
            words.append(Word(f"{r}.{c}", scaled(Box(x - 6, y - 4, x + 6, y + 4), scale)))
            if r == 0 or (r, c, True) not in table.open_borders:
                rules.append(Rule(scaled(Box(xs[c], ys[r], xs[c + 1], ys[r]), scale), True))
            if c == 0 or (r, c, False) not in table.open_borders:
                rules.append(Rule(scaled(Box(xs[c], ys[r], xs[c], ys[r + 1]), scale), False))
    rules.append(Rule(scaled(Box(xs[0], ys[-1], xs[-1], ys[-1]), scale), True))
    rules.append(Rule(scaled(Box(xs[-1], ys[0], xs[-1], ys[-1]), scale), False))
    size = (595 * scale, 842 * scale)
    return Page(1, *size, PageKind.TEXT, "", 0, 8 * scale, tuple(words), tuple(rules))


def scaled(box: Box, scale: float) -> Box:
    return Box(box.x0 * scale, box.top * scale, box.x1 * scale, box.bottom * scale)


def shapes_of(page: Page) -> list[tuple[int, int, int, int, str]]:
    return [
        (cell.row, cell.column, cell.row_span, cell.column_span, cell.text)
        for grid in find_grids(page)
        for cell in grid.cells
    ]


@settings(max_examples=60, deadline=None)
@given(tables())
def test_twice_the_scale_gives_the_same_grid(table: Table) -> None:
    assert shapes_of(page_of(table, 1.0)) == shapes_of(page_of(table, 2.0))


@settings(max_examples=60, deadline=None)
@given(tables())
def test_every_slot_is_covered_by_exactly_one_cell(table: Table) -> None:
    for grid in find_grids(page_of(table, 1.0)):
        covered = Counter(
            (cell.row + r, cell.column + c)
            for cell in grid.cells
            for r in range(cell.row_span)
            for c in range(cell.column_span)
        )
        rows, columns = len(grid.row_edges) - 1, len(grid.column_edges) - 1
        assert covered == Counter((r, c) for r in range(rows) for c in range(columns))


@settings(max_examples=60, deadline=None)
@given(tables())
def test_every_word_of_the_grid_stands_in_exactly_one_cell(table: Table) -> None:
    page = page_of(table, 1.0)
    for grid in find_grids(page):
        told = Counter(word for cell in grid.cells for word in cell.words)
        assert told == Counter(word for word in page.words if grid.box.holds_centre_of(word.box))
