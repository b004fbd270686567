"""Where a table's header ends, and what stands over each column.

A header is one to four rows at the top whose cells are known wordings, years or titles; a row of column numbers
("(1) (2) (3)") may close it. The path of a column is the texts over it, outermost first.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace

from extract.model import Cell, Region
from layouts.values import is_nothing, looks_numeric
from layouts.wordings import Heading, Role, Vocabulary, is_numbering, parse_heading

# More than four header rows were never seen; a title row, three levels and the column numbers make five.
MOST_HEADER_ROWS = 5
_YEAR_ONLY = re.compile(r"^(?:tahun|ta\.?|thn?\.?|tahun\s+anggaran)?\s*(?:19|20)\d\d\s*$", re.I)

Slots = list[list[Cell | None]]


@dataclass(frozen=True, slots=True)
class ColumnHeading:
    """The headings over one column, outermost first, and the leaf's own cell text."""

    path: tuple[Heading, ...]

    @property
    def leaf(self) -> Heading | None:
        """The innermost heading, None for a column without one."""
        return self.path[-1] if self.path else None

    @property
    def text(self) -> str:
        """All levels as printed, joined by ' / '."""
        return " / ".join(heading.text for heading in self.path)


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a table: how many rows it takes (column numbers included), its title row, its columns.

    `known` is how many columns have at least one heading that the vocabulary knows.
    """

    rows: int
    title: str
    columns: tuple[ColumnHeading, ...]
    numbering: tuple[str, ...]
    known: int

    @property
    def text(self) -> str:
        """The header as printed: the distinct texts over the columns, left to right."""
        return " | ".join(dict.fromkeys(c.text for c in self.columns if c.text))


def slots_of(region: Region) -> Slots:
    """The region's cells by (row, column) slot; a merged cell stands in every slot it covers."""
    slots: Slots = [[None] * region.column_count for _ in range(region.row_count)]
    for cell in region.cells:
        for row in range(cell.row, min(cell.row + cell.row_span, region.row_count)):
            for column in range(cell.column, min(cell.column + cell.column_span, region.column_count)):
                slots[row][column] = cell
    return slots


def anchored(slots: Slots, row: int) -> list[Cell]:
    """The cells that begin in a row and have text, left to right."""
    found: list[Cell] = []
    for column, cell in enumerate(slots[row]):
        if cell is not None and cell.row == row and cell.column == column and cell.text:
            found.append(cell)
    return found


def is_numbering_row(cells: list[Cell]) -> bool:
    """Whether a row is the columns' numbers: three or more, each a small number, ascending from 1 or 2."""
    if len(cells) < 3 or not all(is_numbering(cell.text) for cell in cells):
        return False
    numbers = [int(found.group()) for cell in cells if (found := re.search(r"\d+", cell.text))]
    return (
        numbers[0] in (1, 2)
        and all(b - a in (0, 1, 2) for a, b in itertools.pairwise(numbers))
        and numbers[-1] > numbers[0]
    )


def read_header(region: Region, slots: Slots, vocabulary: Vocabulary) -> Header:
    """Find the header of a region; `rows` is 0 when its first row is already a record."""
    title_rows = 0
    numbering: tuple[str, ...] = ()
    while title_rows < min(2, region.row_count - 1) and _is_title(slots, title_rows, vocabulary):
        title_rows += 1
    rows = title_rows
    while rows < min(title_rows + MOST_HEADER_ROWS, region.row_count):
        cells = anchored(slots, rows)
        if rows > title_rows and is_numbering_row(cells):
            numbering = tuple(cell.text for cell in cells)
            rows += 1
            break
        if not _is_header_row(slots, rows, title_rows, vocabulary):
            break
        rows += 1
    if rows == title_rows:
        return Header(0, "", tuple(ColumnHeading(()) for _ in range(region.column_count)), (), 0)
    heading_rows = rows - 1 if numbering else rows
    columns = tuple(_heading_of(slots, c, range(title_rows, heading_rows)) for c in range(region.column_count))
    title = " ".join(cell.text for row in range(title_rows) for cell in anchored(slots, row))
    known = sum(any(_is_known(h, vocabulary) for h in column.path) for column in columns)
    return Header(rows, title, columns, numbering, known)


def _is_known(heading: Heading, vocabulary: Vocabulary) -> bool:
    return heading.is_bare or vocabulary.guess_role(heading.phrase) is not None


def _is_title(slots: Slots, row: int, vocabulary: Vocabulary) -> bool:
    """Whether a row is one cell over all columns, with a header row right below it."""
    cells = anchored(slots, row)
    width = len(slots[row])
    if len(cells) != 1 or width < 2 or cells[0].column_span < width:
        return False
    return row + 1 < len(slots) and len(anchored(slots, row + 1)) > 1


def _is_header_row(slots: Slots, row: int, first: int, vocabulary: Vocabulary) -> bool:
    cells = anchored(slots, row)
    if not cells:
        # A row that only continues cells from above belongs to them.
        return row > first and any(cell is not None and cell.row < row and cell.row >= first for cell in slots[row])
    strong = weak = values = 0
    for cell in cells:
        heading = parse_heading(cell.text)
        guess = vocabulary.guess_role(heading.phrase)
        if (
            _YEAR_ONLY.match(cell.text)
            or (heading.is_bare and (heading.percent or heading.rupiah) and not looks_numeric(cell.text))
            or (guess is not None and guess.likeness >= 0.8)
        ):
            strong += 1
        elif looks_numeric(cell.text) or is_nothing(cell.text):
            values += 1
        elif guess is not None or vocabulary.side_of(heading.phrase) or vocabulary.period_of(heading.phrase):
            weak += 1
    if values:
        return False
    if row == first:
        return (
            (strong >= 1 or weak >= 2)
            and strong + weak >= 0.5 * len(cells)
            and (len(cells) > 1 or cells[0].column_span > 1)
        )
    under = [slots[row - 1][cell.column] for cell in cells]
    hangs = any(above is not None and above.row >= first and above.column_span > 1 for above in under)
    return (strong >= 0.6 * len(cells) and not _only_label(cells, slots, vocabulary)) or (
        hangs and strong + weak >= 0.5 * len(cells)
    )


def _only_label(cells: list[Cell], slots: Slots, vocabulary: Vocabulary) -> bool:
    """Whether a row under a header holds nothing but the words of a label: a group row, not a second level."""
    roles = {guess.role for cell in cells if (guess := vocabulary.guess_role(parse_heading(cell.text).phrase))}
    years = any(_YEAR_ONLY.match(cell.text) for cell in cells)
    return not years and len(cells) < 2 and not roles & {Role.TARGET, Role.REALISASI, Role.PAGU}


def _heading_of(slots: Slots, column: int, rows: range) -> ColumnHeading:
    path: list[Heading] = []
    last: Cell | None = None
    for row in rows:
        cell = slots[row][column]
        if cell is not None and cell is not last and cell.text:
            heading = parse_heading(cell.text)
            if len(heading.years) == cell.column_span > 1:
                # "Target 2012 2013 2014" in one cell over three columns: a year each.
                heading = replace(heading, years=(heading.years[column - cell.column],))
            path.append(heading)
        last = cell
    return ColumnHeading(tuple(path))
