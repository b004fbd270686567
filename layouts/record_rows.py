"""The rows of a table that hold a record, cut into one record each.

Left out are the header, rows of column numbers, headers printed again, and group rows without numbers. Records
stacked in one row of cells are split; a row printed one column off is read by meaning.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.model import Cell
from layouts.columns import Column
from layouts.headers import Header, Slots, anchored, is_numbering_row
from layouts.label_blocks import Bullet, bullet_of
from layouts.stacks import Piece, split_stack, whole
from layouts.values import looks_numeric
from layouts.wordings import VALUE_ROLES, Role

# A text of this many words in a column of numbers is a text, not a value with its unit.
_TEXT_WORDS = 3


@dataclass(frozen=True, slots=True)
class Record:
    """One record row: its pieces by column, its number from 1, and the index of the printed row it comes from."""

    number: int
    row_index: int
    pieces: Mapping[int, Piece]
    shifted: bool = False


def read_records(slots: Slots, header: Header, columns: Sequence[Column]) -> tuple[Record, ...]:
    """Find a table's records, top-down."""
    value_columns = [c.index for c in columns if c.role in VALUE_ROLES]
    label_columns = sorted(
        (c.index for c in columns if c.role is not None and c.role not in VALUE_ROLES),
        key=lambda i: columns[i].role is not Role.INDIKATOR,
    )
    parents = frozenset(c.index for c in columns if c.role is Role.SASARAN)
    records: list[Record] = []
    for row in record_rows(slots, header, value_columns):
        cells = {
            c: cell
            for c, cell in enumerate(slots[row])
            if cell is not None and cell.row == row and (cell.column == c or c not in value_columns)
            if c not in value_columns or _is_of_one_year(cell, columns)
        }
        for pieces in split_stack(cells, label_columns, value_columns, parents - set(label_columns[:1])):
            if heading := _heading_above(row, slots, header.rows, label_columns[:1], value_columns):
                pieces[label_columns[0]] = _under(heading, pieces[label_columns[0]])
            shifted = _shifted_back(pieces, columns)
            records.append(Record(len(records) + 1, row, shifted or pieces, shifted is not None))
    return tuple(records)


def _is_of_one_year(cell: Cell, columns: Sequence[Column]) -> bool:
    """Whether a cell stands in the columns of no more than one year: a number over several is not the first one's."""
    own = columns[cell.column : cell.column + cell.column_span]
    return len({c.tahun for c in own if c.role in VALUE_ROLES and c.tahun is not None}) <= 1


# Bullets of items that make no sense without the line they stand under; numbered items do.
_LISTED = (Bullet.DASH, Bullet.LETTER)


def _heading_above(
    row: int, slots: Slots, first: int, label_column: Sequence[int], value_columns: Sequence[int]
) -> Cell | None:
    """The label cell that a row's listed label ("- Rabies") stands under: the first above that is listed otherwise.

    None where that row has numbers of its own, or its text does not end as a heading does.
    """
    cell = slots[row][label_column[0]] if label_column else None
    bullet = bullet_of(cell.text) if cell is not None and cell.row == row else Bullet.NONE
    if bullet not in _LISTED or row == first:
        return None
    for above in range(row - 1, first - 1, -1):
        over = slots[above][label_column[0]]
        if over is None or over.row != above or not over.text or bullet_of(over.text) is bullet:
            continue
        own = [slots[above][c] for c in value_columns]
        counted = any(cell is not None and looks_numeric(cell.text) for cell in own)
        return over if over.text.rstrip().endswith(":") and not counted else None
    return None


def _under(heading: Cell, item: Piece) -> Piece:
    above = whole(heading)
    return Piece(f"{above.text} {item.text}", (*above.places, *item.places))


def _shifted_back(pieces: Mapping[int, Piece], columns: Sequence[Column]) -> dict[int, Piece] | None:
    """Read a row that is printed one column to the left of its headings' values, or None when it is not.

    The sign: the first column of numbers holds a text of several words, and every other one a number.
    """
    numbers = [c.index for c in columns if c.role in VALUE_ROLES]
    label = next(
        (
            c.index
            for c in reversed(columns)
            if c.role in (Role.INDIKATOR, Role.URAIAN, Role.KEGIATAN) and c.index < (numbers or [0])[0]
        ),
        None,
    )
    if len(numbers) < 3 or label is None or any(n not in pieces for n in numbers):
        return None
    first, *others = numbers
    text = pieces[first].text
    if looks_numeric(text) or len(text.split()) < _TEXT_WORDS or not all(looks_numeric(pieces[n].text) for n in others):
        return None
    moved = dict(pieces)
    sasaran = next((c.index for c in columns if c.role is Role.SASARAN), None)
    if sasaran is not None and label in pieces:
        moved[sasaran] = pieces[label]
    moved[label] = pieces[first]
    for column, source in zip(numbers, others, strict=False):
        moved[column] = pieces[source]
    del moved[numbers[-1]]
    return moved


def record_rows(slots: Slots, header: Header, value_columns: Sequence[int]) -> tuple[int, ...]:
    """Indices of the rows that hold a record: a number or a dash in a value column, or a line without values."""
    heads = [[cell.text for cell in anchored(slots, row)] for row in range(header.rows)]
    found: list[int] = []
    for row in range(header.rows, len(slots)):
        cells = anchored(slots, row)
        if not cells or is_numbering_row(cells) or [cell.text for cell in cells] in heads:
            continue
        own = [
            cell
            for c in value_columns
            if (cell := slots[row][c]) is not None and cell.row == row and cell.column_span == 1
        ]
        covered = [cell for c in value_columns if (cell := slots[row][c]) is not None and cell.row < row and cell.text]
        labelled = [cell for cell in cells if cell.column not in value_columns]
        # A row with nothing in its value cells is a record without values when it is told apart by several texts;
        # a group row has one or two, set over the columns.
        narrow = all(cell.column + cell.column_span <= min(value_columns, default=0) for cell in labelled)
        if any(cell.text for cell in own) or (covered and labelled) or (len(labelled) >= 3 and narrow):
            found.append(row)
    return tuple(found)
