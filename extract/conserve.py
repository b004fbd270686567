"""Nothing may vanish: every word of a table's parts stands in one cell of the table, or is told as a stray."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from extract.model import Cell, Grid, Place, Word

_Key = tuple[int, Word]


def lost_words(parts: Iterable[Grid], cells: Iterable[Cell], left_out: Iterable[Cell]) -> tuple[Place, ...]:
    """Find the words of a table's parts that stand in none of its cells.

    Args:
        parts: The grids the table was put together from.
        cells: Its cells.
        left_out: Cells of headers that later parts repeat.

    Returns:
        The places of lost words and of the parts' own strays, in the order of the parts; empty when all is well.
    """
    parts = tuple(parts)
    kept = Counter(words_by_page((*cells, *left_out)))
    lost = [Place(part.page_number, word.box) for part in parts for word in part.strays]
    for part in parts:
        for key in words_by_page(part.cells):
            if kept[key]:
                kept[key] -= 1
            else:
                lost.append(Place(part.page_number, key[1].box))
    return tuple(lost)


def words_by_page(cells: Iterable[Cell]) -> Iterator[_Key]:
    """Each word of some cells with the page it stands on; a cell on two pages has its words of both."""
    for cell in cells:
        for line in cell.lines:
            for word in line.words:
                yield line.page_number, word
