"""Font size and column widths at which no word of a table is cut, whatever measures the words."""

from __future__ import annotations

from collections.abc import Callable

from corpus.gen.variants.model import LEFT, UP, Cell, Pair, Table

Measure = Callable[[str, float], float]
LETTER = 0.56
"""Mean width of a letter in ems, generous for wide fonts."""
SMALLEST = 6.0
"""Points; tables that need a smaller font have words cut."""


def fit(table: Table, space: float, measure: Measure) -> tuple[float, list[float]]:
    """Font size and column widths in points: no word is cut, and the rest of the space goes by weight.

    Args:
        table: The table to be printed.
        space: Width of the whole table, in points.
        measure: Text and font size → its width in points.
    """
    size = table.look.size
    while True:
        least = [least_width(table, index, size, measure) for index in range(len(table.columns))]
        if sum(least) <= space or size <= SMALLEST:
            break
        size -= 0.5
    total = sum(column.weight for column in table.columns)
    widths = [max(low, space * column.weight / total) for low, column in zip(least, table.columns, strict=True)]
    spare = [width - low for width, low in zip(widths, least, strict=True)]
    excess = sum(widths) - space
    if excess > 0 and sum(spare) > 0:
        share = min(1.0, excess / sum(spare))
        widths = [width - more * share for width, more in zip(widths, spare, strict=True)]
    return size, widths


def least_width(table: Table, index: int, size: float, measure: Measure) -> float:
    """Width in points at which no word of a column is cut."""
    padding = 2 * table.look.padding + 1
    return max((measure(word, size) for word in words_of(table, index)), default=0) + padding


def sides_of(pair: Pair, space: float, measure: Measure) -> tuple[float, float] | None:
    """Widths in points of two tables side by side, by what each needs; None where they need more than there is."""
    needs = []
    for table in (pair.left, pair.right):
        least = sum(least_width(table, index, SMALLEST, measure) for index in range(len(table.columns)))
        needs.append(least / table.look.width)
    if sum(needs) > space:
        return None
    return space * needs[0] / sum(needs), space * needs[1] / sum(needs)


def words_of(table: Table, index: int) -> list[str]:
    """The words of a column that must stay whole; cells that span on to the right are not its own."""
    words: list[str] = []
    for cells in [*table.header, *(row.cells for row in table.rows)]:
        cell = cells[index]
        spans = index + 1 < len(cells) and cells[index + 1] == LEFT
        if cell in (UP, LEFT) or spans:
            continue
        if isinstance(cell, Cell) and cell.lead:
            words.append(f"{cell.lead}  {cell.text}")
        else:
            words += text_of(cell).split()
    return words


def text_of(cell: Cell | str) -> str:
    """What is printed in a cell."""
    return cell.text if isinstance(cell, Cell) else cell


def measure_letters(text: str, size: float) -> float:
    """About the width of a text in any font, in points."""
    return len(text) * size * LETTER
