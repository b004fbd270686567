"""Which rows of a budget table add up to which: totals and subtotals, found by arithmetic.

Reports print subtotals before their rows (programme, then its kegiatan) or after them ("Jumlah Program"), on
several levels, and the total over the rows or over the subtotals. The order is tried both ways in every
column; the reading in which most sums close is taken, and then every other column must close in it too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from layouts.identities import Closing, Form, Identity
from layouts.records import Baris, Field, Value
from layouts.things import rows_of_indicators

TOTAL_MISMATCH = "total-mismatch"
AMOUNTS = (Field.PAGU, Field.REALISASI_ANGGARAN, Field.SISA, Field.KEBUTUHAN_PENDANAAN)

Column = Mapping[int, Value]
Sums = Mapping[int, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of one table in order. `total` is the grand total's row, `marked` others said to be sums."""

    rows: tuple[int, ...]
    total: int | None
    marked: frozenset[int]


def sum_identities(values: Sequence[Value]) -> list[Identity]:
    """Build the sums of every table of `values`, total last in each identity.

    A sum that closes in no column is only kept for a grand total, and as not `proven`.
    """
    indicators = rows_of_indicators(values)
    tables: dict[str, list[Value]] = defaultdict(list)
    for value in values:
        if value.field in AMOUNTS:
            indicator = (value.table_id, value.row) in indicators
            tables[value.table_id].append(replace(value, baris=Baris.ITEM) if indicator else value)
    return [identity for amounts in tables.values() for identity in _table_sums(amounts)]


def _table_sums(amounts: Sequence[Value]) -> Iterator[Identity]:
    columns = _columns(amounts)
    rows = _rows(amounts)
    if rows.total is None and not rows.marked:
        return
    sums = max(_readings(rows, columns), key=lambda reading: _closings(reading, columns), default={})
    for parent, children in sums.items():
        identities = list(_identities(parent, children, columns))
        proven = any(identity.closing() is Closing.EXACT for identity in identities)
        if proven or parent == rows.total:
            yield from (Identity(i.code, i.form, i.members, proven) for i in identities)


def _columns(amounts: Sequence[Value]) -> list[Column]:
    columns: dict[tuple[Field, int | None], dict[int, Value]] = defaultdict(dict)
    for value in amounts:
        columns[(value.field, value.tahun)].setdefault(value.row, value)
    return list(columns.values())


def _rows(amounts: Sequence[Value]) -> _Rows:
    baris: dict[int, Baris] = {}
    for value in amounts:
        if baris.get(value.row, Baris.ITEM) is Baris.ITEM:
            baris[value.row] = value.baris
    rows = tuple(sorted(baris))
    totals = [row for row in rows if baris[row] is Baris.TOTAL]
    # The grand total closes the table, or opens it; a total in between is one of a part.
    total = totals[-1] if totals else None
    marked = frozenset(row for row in rows if baris[row] is not Baris.ITEM and row != total)
    return _Rows(rows, total, marked)


def _readings(rows: _Rows, columns: Sequence[Column]) -> Iterator[Sums]:
    """Every reading of the table, the simplest first: `max` takes the first of the best."""
    for column in columns:
        for sums_first in (True, False):
            yield from _read_marked(rows, column, sums_first=sums_first)
    for least in (2, 1):
        for column in columns:
            for sums_first in (True, False):
                yield from _read_unmarked(rows, column, sums_first=sums_first, least=least)


def _read_marked(rows: _Rows, column: Column, *, sums_first: bool) -> Iterator[Sums]:
    """Readings in which only rows marked as sums are sums."""
    sums, top = _reduce(rows, column, sums_first=sums_first, least=None)
    if rows.total is None:
        yield sums
        return
    items = [row for row in rows.rows if row != rows.total and row not in rows.marked]
    for parts in (top, _after_last(top, rows.marked), [row for row in top if row < rows.total], items):
        if parts:
            yield {**sums, rows.total: tuple(parts)}


def _read_unmarked(rows: _Rows, column: Column, *, sums_first: bool, least: int) -> Iterator[Sums]:
    """Readings in which any row may be a sum of `least` rows or more, believed only where the grand total then closes.

    A programme of one kegiatan prints the same amounts twice.
    """
    sums, top = _reduce(rows, column, sums_first=sums_first, least=least)
    added = sum((_amount(row, column) for row in top), Decimal(0))
    if rows.total is not None and added and added == _amount(rows.total, column):
        yield {**sums, rows.total: tuple(top)}


def _reduce(
    rows: _Rows, column: Column, *, sums_first: bool, least: int | None
) -> tuple[dict[int, tuple[int, ...]], list[int]]:
    """Let each sum swallow the rows it closes over; returns the sums and what is left at the top.

    Rows not marked as sums are sums of `least` rows or more; None: they are none.
    """
    sums: dict[int, tuple[int, ...]] = {}
    top: list[int] = []
    plain_rows = [row for row in rows.rows if row != rows.total]
    for row in reversed(plain_rows) if sums_first else plain_rows:
        fewest = 1 if row in rows.marked else least
        count = 0 if fewest is None else _closing_count(row, top, column, least=fewest)
        if count:
            sums[row] = tuple(sorted(top[-count:]))
            del top[-count:]
        top.append(row)
    return sums, sorted(top)


def _closing_count(row: int, top: Sequence[int], column: Column, *, least: int) -> int:
    """How many of the last rows of `top` add up to `row`; 0 if none do."""
    wanted, added = _amount(row, column), Decimal(0)
    if not wanted:
        return 0
    for count, part in enumerate(reversed(top), start=1):
        added += _amount(part, column)
        if count >= least and added == wanted:
            return count
    return 0


def _after_last(top: Sequence[int], marked: frozenset[int]) -> list[int]:
    """The rows after the last part's total: a second fund's total says nothing of the first fund's rows."""
    last = max((index for index, row in enumerate(top) if row in marked), default=-1)
    return list(top[last + 1 :])


def _amount(row: int, column: Column) -> Decimal:
    """A row's number in a column; nothing printed adds nothing."""
    value = column.get(row)
    return value.value if value and value.value is not None else Decimal(0)


def _identities(parent: int, children: Sequence[int], columns: Sequence[Column]) -> Iterator[Identity]:
    for column in columns:
        parts = [column[row] for row in children if row in column]
        if parent in column and parts:
            yield Identity(TOTAL_MISMATCH, Form.SUM, (*parts, column[parent]))


def _closings(sums: Sums, columns: Sequence[Column]) -> tuple[int, int, Decimal]:
    """How good a reading is: sums that close over those that do not, then the smaller distance of these."""
    closed = failed = 0
    off = Decimal(0)
    for parent, children in sums.items():
        for identity in _identities(parent, children, columns):
            if identity.closing() is Closing.FAILS:
                failed += 1
                off += abs((identity.solve(len(identity.members) - 1) or Decimal(0)) - identity.numbers[-1])
            else:
                closed += 1
    return closed - failed, closed, -off
