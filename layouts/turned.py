"""Tables turned on their side: the measures stand down the first column, each record is a column of its own.

A card ("Indikator | … / Target | … / Realisasi | …") is such a table with one record. Turned upright they are read as
all others are. Budget measures over years are left as they are printed: there a row of the form is a measure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from extract.model import Cell, Region
from layouts.headers import Slots, anchored, slots_of
from layouts.levels import is_total_label
from layouts.values import SMALLEST_AMOUNT, is_nothing, looks_numeric, read_number
from layouts.wordings import BUDGET_ROLES, TEXT_ROLES, VALUE_ROLES, Role, Vocabulary, parse_heading, role_named

# Share of the rows that must be headed by known wordings: remarks and units may stand among them.
_HEADED = 0.6
# Percentages are rounded to a tenth, some to whole ones.
_ROUNDED = Decimal("0.5")


def upright(region: Region, vocabulary: Vocabulary) -> Region:
    """Turn a table whose headings stand in its first column; any other is returned as it is.

    A title over all columns stays over them.
    """
    for candidate in (region, _under_one_heading(region)):
        slots = slots_of(candidate)
        top = next((r for r in range(candidate.row_count) if not _is_title(slots, r)), 0)
        if _is_of_years(slots, top, vocabulary):
            return _turned(candidate, slots, top, _blank)
        if _is_turned(slots, top, vocabulary):
            return _turned(candidate, slots, top, lambda cell: _corner(cell, vocabulary))
    return region


def _under_one_heading(region: Region) -> Region:
    """The region without a first row that is one heading over all columns but the first ("Tahun" over the years).

    Its words say nothing that the cells below it do not; any other region is returned as it is.
    """
    first = [cell for cell in region.cells if cell.row == 0]
    over = [cell for cell in first if cell.column == 1 and cell.column_span == region.column_count - 1 > 1]
    beside = [cell for cell in first if cell.column == 0 and cell.row_span == 2 and cell.column_span == 1]
    if not (over and beside and over[0].row_span == 1):
        return region
    kept = [replace(beside[0], row=0, row_span=1)] + [replace(c, row=c.row - 1) for c in region.cells if c.row > 0]
    return replace(region, cells=tuple(kept), row_count=region.row_count - 1)


def _is_title(slots: Slots, row: int) -> bool:
    cells = anchored(slots, row)
    return len(cells) == 1 and cells[0].column_span == len(slots[row]) > 1


def _role_of(cell: Cell | None, vocabulary: Vocabulary) -> Role | None:
    return role_named(cell.text, vocabulary) if cell is not None else None


def _is_of_years(slots: Slots, top: int, vocabulary: Vocabulary) -> bool:
    """Whether each row is a year and each further column something counted, of which no wording speaks."""
    rows = slots[top:]
    if len(rows) < 3 or len(slots[0]) < 3 or any(cell is None or cell.column_span > 1 for cell in _flat(rows)):
        return False
    years = [row[0] is not None and _is_year(row[0].text) for row in rows[1:]]
    heads = [cell for cell in rows[0][1:] if cell is not None]
    if not all(years) or any(not c.text or parse_heading(c.text).years or _role_of(c, vocabulary) for c in heads):
        return False
    texts = [cell.text for cell in _flat([row[1:] for row in rows[1:]]) if cell is not None]
    filled = [text for text in texts if text and not is_nothing(text)]
    return bool(filled) and all(looks_numeric(text) for text in filled)


def _is_year(text: str) -> bool:
    heading = parse_heading(text)
    return len(heading.years) == 1 and (not heading.phrase or heading.phrase in {"tahun", "ta"})


def _is_turned(slots: Slots, top: int, vocabulary: Vocabulary) -> bool:
    """Whether the first column holds the headings: two measures or more, and more of them than head other columns.

    An indicator may begin as a heading does ("Nilai IKPA"): one among several columns is no reason against.
    """
    colons = _colons(slots, top)
    rows = [[cell for c, cell in enumerate(row) if c not in colons] for row in slots[top:]]
    if len(rows) < 2 or len(rows[0]) < 2 or any(cell is not None and cell.column_span > 1 for cell in _flat(rows)):
        return False
    measures = _by_numbers([_role_of(row[0], vocabulary) for row in rows], rows)
    across = [_role_of(cell, vocabulary) for cell in rows[0][1:]]
    told = [role for role in measures if role in VALUE_ROLES]
    totals = [cell is not None and is_total_label(cell.text, budget=True) for cell in rows[0][1:]]
    heading = [r for r, t in zip(across, totals, strict=True) if r in VALUE_ROLES and not t]
    if len(set(told)) < 2 or 2 * len(heading) >= len(across) or len(heading) >= len(set(told)):
        return False
    headed = measures if measures[0] is not None and measures[0] in TEXT_ROLES else measures[1:]
    if len([role for role in headed if role is not None]) < _HEADED * len(headed):
        return False
    numbers = [cell for row, role in zip(rows, measures, strict=True) if role in VALUE_ROLES for cell in row[1:]]
    filled = [cell.text for cell in numbers if cell is not None and cell.text and not is_nothing(cell.text)]
    if not filled or sum(looks_numeric(text) for text in filled) < _HEADED * len(filled):
        return False
    return not (_is_money(told, filled) and all(parse_heading(c.text).years for c in rows[0][1:] if c is not None))


def _by_numbers(measures: Sequence[Role | None], rows: Sequence[Sequence[Cell | None]]) -> list[Role | None]:
    """The measures, and those of three rows whose third is the percentage of the first two in every column.

    One of the three must be named where there is one column that is no card, or numbers are alike: those may close by
    chance.
    """
    told = list(measures)
    for i in range(len(rows) - 2):
        three = [_numbers(row) for row in rows[i : i + 3]]
        known = any(role in VALUE_ROLES for role in told[i : i + 3])
        trios = list(zip(*three, strict=False))
        distinct = [len(set(trio)) == len(trio) for trio in trios]
        percents = all("%" in cell.text for cell in rows[i + 2][1:] if cell is not None)
        known = known or (len(trios) >= 2 and (all(distinct) or (percents and any(distinct))))
        known = known or (len(trios) == 1 and _is_card(rows, i))
        if known and three[0] and len({len(own) for own in three}) == 1 and all(map(_closes, *three)):
            told[i : i + 3] = [
                role or measure
                for role, measure in zip(told[i : i + 3], (Role.TARGET, Role.REALISASI, Role.CAPAIAN), strict=True)
            ]
        elif len(trios) >= 2 and len({len(own) for own in three}) == 1 and all(map(_leaves, *three)):
            _tell_money(told, rows, i)
    return told


def _tell_money(told: list[Role | None], rows: Sequence[Sequence[Cell | None]], first: int) -> None:
    """Name three rows of which the third is what the first leaves beside the second, and a percentage below them.

    Two lines of a budget leave each other of their sum too: a percentage must stand below, or one of the three be
    named.
    """
    members = [Role.PAGU, Role.REALISASI_ANGGARAN, Role.SISA]
    if first + 3 < len(rows):
        pagu, spent, below = (_numbers(rows[i]) for i in (first, first + 1, first + 3))
        if len(below) == len(pagu) and all(map(_closes, pagu, spent, below)):
            members.append(Role.PERSEN_ANGGARAN)
    if len(members) > 3 or any(role in VALUE_ROLES for role in told[first : first + 3]):
        for i, measure in enumerate(members, first):
            told[i] = told[i] or measure


def _numbers(row: Sequence[Cell | None]) -> list[Decimal | None]:
    return [read_number(cell.text).value for cell in row[1:] if cell is not None]


def _leaves(first: Decimal | None, second: Decimal | None, rest: Decimal | None) -> bool:
    """Whether three amounts are one, a part of it and what is left: sums of that size do not close by chance."""
    if first is None or second is None or rest is None or first < SMALLEST_AMOUNT:
        return False
    return first - second == rest


def _is_card(rows: Sequence[Sequence[Cell | None]], first: int) -> bool:
    """Whether texts stand over three rows from `first` on, which hold all the numbers, the last a percentage."""
    texts = [cell.text for row in rows for cell in row[1:] if cell is not None]
    numbers = [i for i, text in enumerate(texts) if read_number(text).value is not None]
    named = [cell.text for cell in rows[first + 2] if cell is not None]
    return first > 0 and numbers == [first, first + 1, first + 2] and any("%" in text for text in named)


def _closes(first: Decimal | None, second: Decimal | None, percent: Decimal | None) -> bool:
    if not first or not second or percent is None:
        return False
    return any(abs(percent - 100 * a / b) <= _ROUNDED for a, b in ((second, first), (first, second)))


def _flat(rows: Sequence[Sequence[Cell | None]]) -> list[Cell | None]:
    return [cell for row in rows for cell in row]


def _is_money(measures: Sequence[Role], texts: Sequence[str]) -> bool:
    numbers = [value for text in texts if (value := read_number(text).value) is not None]
    return bool(BUDGET_ROLES & set(measures)) or any(abs(n) >= SMALLEST_AMOUNT for n in numbers)


def _colons(slots: Slots, top: int) -> list[int]:
    """The columns of colons alone below a title."""
    columns = range(1, len(slots[top]))
    texts = {c: [cell.text for row in slots[top:] if (cell := row[c]) is not None] for c in columns}
    return [c for c, own in texts.items() if not any(text.strip(" :") for text in own)]


def _turned(region: Region, slots: Slots, top: int, corner: Callable[[Cell], Cell]) -> Region:
    """The region with rows for columns below its title; columns of colons alone are left out."""
    columns = region.row_count - top
    colons = _colons(slots, top)
    cells = []
    for cell in region.cells:
        if cell.row < top:
            cells.append(replace(cell, column_span=columns))
        elif cell.column not in colons:
            row = cell.column + top - sum(c < cell.column for c in colons)
            turned = replace(cell, row=row, column=cell.row - top, row_span=cell.column_span, column_span=cell.row_span)
            cells.append(corner(turned) if (turned.row, turned.column) == (top, 0) else turned)
    ordered = tuple(sorted(cells, key=lambda c: (c.row, c.column)))
    rows = region.column_count + top - len(colons)
    return replace(region, cells=ordered, row_count=rows, column_count=columns)


def _corner(cell: Cell, vocabulary: Vocabulary) -> Cell:
    """The cell over the first column: what headed the measures ("Uraian", "Keterangan") says nothing of the records."""
    named = _role_of(cell, vocabulary)
    return cell if named in (TEXT_ROLES | {Role.TAHUN}) - {Role.URAIAN} else _blank(cell)


def _blank(cell: Cell) -> Cell:
    return replace(cell, text="", lines=(), words=())
