"""Numbers printed in a mapped table that gave no value: every one is told, by table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from extract.model import Box, Cell, Page
from extract.placed import Placed
from extract.wording import is_column_numbering
from layouts.headers import Slots, anchored, is_numbering_row
from layouts.label_blocks import Bullet, bullet_of
from layouts.match import Match
from layouts.records import Finding, Severity, Value
from layouts.stacks import stacked_values
from layouts.values import is_nothing, read_number
from layouts.wordings import TEXT_ROLES, Role

# Columns whose numbers are no values, by name; what no heading names is told column by column (unmapped-column).
_NO_VALUES = TEXT_ROLES | {Role.NO, Role.KODE, Role.IGNORED, Role.TAHUN, Role.SATUAN, None}
# Why a cell of numbers is none: they ran together, or their marks are spoilt.
_SPOILT = ("several-numbers", "malformed-number")
# So many texts stand in the finding.
_SHOWN = 6


def unread_numbers(
    match: Match, table_id: str, values: Iterable[Value], pages: Mapping[int, Page]
) -> tuple[Finding, ...]:
    """One finding for a table with cells of numbers that no value came from; nothing where all were read.

    Left aside are headers, rows of column numbers, and columns that hold no values by their headings. A warning where
    there are several, info for one: it may be a remark.

    Args:
        match: A mapped table.
        table_id: Its id.
        values: What was read from it, boxes as a viewer shows the page.
        pages: Page number → page.
    """
    boxes: dict[int, set[Box]] = {}
    for value in values:
        boxes.setdefault(value.page, set()).add(value.box)
    read = {page: Placed((box, box) for box in found) for page, found in boxes.items()}
    lost = [cell for cell in _number_cells(match) if _is_unread(cell, read, pages)]
    if not lost:
        return ()
    return (
        Finding(
            code="unread-numbers",
            severity=Severity.WARNING if len(lost) > 1 else Severity.INFO,
            message=f"{len(lost)} cells of this table hold numbers and gave no value. Compare them with the page.",
            page=lost[0].page_number,
            table_id=table_id,
            found="; ".join(cell.text for cell in lost[:_SHOWN]) + ("; …" if len(lost) > _SHOWN else ""),
        ),
    )


def _number_cells(match: Match) -> Iterator[Cell]:
    """The cells of numbers below a table's header, in columns of values or over several columns."""
    slots, header = match.sight.slots, match.sight.header
    known = {column.index for column in match.sight.columns if column.role not in _NO_VALUES}
    for row in range(header.rows, len(slots)):
        cells = anchored(slots, row)
        if (
            is_numbering_row(cells)
            or is_column_numbering(c.text for c in cells)
            or _is_header_again(cells, slots, header.rows)
        ):
            continue
        for cell in cells:
            covered = range(cell.column, cell.column + cell.column_span)
            if known.intersection(covered) and _holds_number(cell):
                yield cell


def _is_header_again(cells: Sequence[Cell], slots: Slots, rows: int) -> bool:
    return any([c.text for c in cells] == [c.text for c in anchored(slots, row)] for row in range(rows))


def _holds_number(cell: Cell) -> bool:
    if cell.column_span > 1 and bullet_of(cell.text) is not Bullet.NONE:
        # "4. Sasaran : …" over all columns heads a group.
        return False
    reading = read_number(cell.text)
    return bool(stacked_values(cell)) or reading.value is not None or reading.reason in _SPOILT


def _is_unread(cell: Cell, read: Mapping[int, Placed[Box]], pages: Mapping[int, Page]) -> bool:
    """Whether fewer values stand in a cell than it holds numbers."""
    stacked = [part for part in stacked_values(cell) if not is_nothing(" ".join(line.text for line in part))]
    found = 0
    for place in cell.places:
        page = pages.get(place.page_number)
        box = page.to_view(place.box) if page is not None else place.box
        found += len(read[place.page_number].within(box)) if place.page_number in read else 0
    return found < max(len(stacked), 1)
