"""What each reader made of the cells of mapped tables, for whoever doubts a number.

Only cells that speak in the outputs are kept: those of rows with a value, in columns with a role, and the numbers of
lists. Names and remarks in other columns, and what stands outside tables, stay on the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from extract.model import Box, LineReadings, Page, Place
from layouts.lists import ResultList
from layouts.match import Match
from layouts.records import CellReading, Value
from layouts.wordings import Role


def readings_of_table(
    match: Match, table_id: str, values: Sequence[Value], pages: Mapping[int, Page]
) -> tuple[CellReading, ...]:
    """The readings of a mapped table's cells, row by row, left to right; none where it was printed text.

    Args:
        match: The table.
        table_id: Its id.
        values: What was read from it: a cell that became one of them carries its id.
        pages: The document's pages by number.
    """
    ids = {(value.row, value.page, value.box): value.value_id for value in values}
    rows = {value.row for value in values}
    columns = [column for column in match.sight.columns if column.role not in (None, Role.IGNORED)]
    found: list[CellReading] = []
    # Rows that stand in one printed row share the cell of their label; it is told once.
    told: set[tuple[Place, ...]] = set()
    for record in (record for record in match.sight.records if record.number in rows):
        for column in columns:
            piece = record.pieces.get(column.index)
            if piece is None or not piece.places or piece.places in told:
                continue
            told.add(piece.places)
            first = piece.places[0]
            box = pages[first.page_number].to_view(first.box)
            found += _readings_in(
                piece.places,
                pages,
                table_id=table_id,
                row=record.number,
                column=column.index + 1,
                value_id=ids.get((record.number, first.page_number, box), ""),
            )
    return tuple(found)


def readings_of_list(
    found: ResultList, table_id: str, values: Sequence[Value], pages: Mapping[int, Page]
) -> tuple[CellReading, ...]:
    """The readings of the lines that hold a list's numbers, value by value. See `readings_of_table`."""
    ids = {(value.row, value.field): value.value_id for value in values}
    readings: list[CellReading] = []
    for row, item in enumerate(found.items, 1):
        for field, printed in item.printed.items():
            if value_id := ids.get((row, field)):
                readings += _readings_in([printed.place], pages, table_id=table_id, row=row, value_id=value_id)
    return tuple(readings)


def _readings_in(
    places: Iterable[Place],
    pages: Mapping[int, Page],
    *,
    table_id: str,
    row: int,
    value_id: str,
    column: int | None = None,
) -> Iterator[CellReading]:
    """What was read at some places, their lines numbered top-down."""
    lines = [(place.page_number, line) for place in places for line in _lines_at(place, pages)]
    for number, (page_number, line) in enumerate(lines, 1):
        box = pages[page_number].to_view(line.box)
        for reading in line.readings:
            yield CellReading(table_id, page_number, row, column, value_id, number, box, reading)


def _lines_at(place: Place, pages: Mapping[int, Page]) -> list[LineReadings]:
    found = (line for line in pages[place.page_number].readings if _is_of(line.box, place.box))
    return sorted(found, key=lambda line: (line.box.top, line.box.x0))


def _is_of(line: Box, cell: Box) -> bool:
    """Whether a line stands in a cell; without rules a line was read whole, over several cells."""
    return cell.holds_centre_of(line) or line.holds_centre_of(cell)
