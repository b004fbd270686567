"""Labels of several rows in one cell: the lines between the rows are drawn in the columns of numbers only.

Each line of such a cell belongs to the row whose numbers it stands level with. A cell that is merged on purpose has
its text in the middle, so that some of its rows get no line: then it is one label, and something else has to tell the
rows apart.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.lines import text_of
from extract.model import Cell, Line, Place
from layouts.headers import Slots

# What a line's middle may stand outside its row by, in heights: rules are drawn close to the print.
_OUTSIDE = 0.3


def deal_lines(cell: Cell, slots: Slots, rows: Sequence[int]) -> dict[int, str]:
    """The text of each of several rows in a cell that covers them; nothing where it does not fall to rows.

    Args:
        cell: A cell over several rows.
        slots: The table's.
        rows: The rows it covers that hold a record, top-down.
    """
    bands = {row: _band(row, slots) for row in rows}
    dealt: dict[int, list[Line]] = {row: [] for row in rows}
    for line in cell.lines:
        home = next((row for row in rows if any(_is_within(line, place) for place in bands[row])), None)
        if home is None:
            return {}
        dealt[home].append(line)
    texts = {row: text_of(lines) for row, lines in dealt.items()}
    return texts if all(text and not text[0].islower() for text in texts.values()) else {}


def _band(row: int, slots: Slots) -> tuple[Place, ...]:
    """Where a row stands: the place of a cell of this row alone."""
    own = (cell for cell in slots[row] if cell is not None and cell.row == row and cell.row_span == 1)
    return next((cell.places for cell in own), ())


def _is_within(line: Line, place: Place) -> bool:
    slack = _OUTSIDE * line.box.height
    return line.page_number == place.page_number and (
        place.box.top - slack <= line.box.y_mid <= place.box.bottom + slack
    )
