"""The same sheet scanned twice: its second table is set aside, so that nothing is counted or confirmed by itself.

A table that an office prints in two places stands on two different pages, and both are kept. Two scans of one sheet
share nearly all their words. Where their numbers contradict each other, both tables are kept too, and the checks say
where.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from extract.model import Page, PageKind
from layouts.records import Finding, Severity, Table, TableStatus, Trust, Value

# Share of the words of the fuller of two pages that the other has as well. A rescan of a sheet has 0.9 and more; an
# annex that prints the table of a chapter again stands among other lines and has less.
_SAME_WORDS = 0.8
# Letters of a word that says something: shorter ones stand on every page.
_LETTERS = 3
_SAME_LABEL = 85.0
_SURE = frozenset({Trust.VERIFIED, Trust.AGREED})


def drop_copies(
    tables: Sequence[Table], values: Sequence[Value], pages: Iterable[Page]
) -> tuple[tuple[Table, ...], tuple[Value, ...], tuple[Finding, ...]]:
    """Set aside the poorer of two tables wherever a document holds the same scanned sheet twice.

    Returns:
        The tables, those set aside as ignored; the values of the others; and a finding for each table set aside.
    """
    words = {page.number: _words_of(page) for page in pages if page.kind is PageKind.SCAN}
    own: dict[str, list[Value]] = {table.table_id: [] for table in tables}
    for value in values:
        own[value.table_id].append(value)
    copy_of: dict[str, Table] = {}
    kept: list[Table] = []
    for table in (table for table in tables if own[table.table_id]):
        twin = next((other for other in kept if _is_twin(other, table, words)), None)
        if twin is not None and _tells(own[twin.table_id], own[table.table_id]):
            copy_of[table.table_id] = twin
        elif twin is not None and _tells(own[table.table_id], own[twin.table_id]):
            copy_of[twin.table_id] = table
            kept[kept.index(twin)] = table
        else:
            kept.append(table)
    return (
        tuple(_set_aside(table, copy_of.get(table.table_id)) for table in tables),
        tuple(value for value in values if value.table_id not in copy_of),
        tuple(_finding(table, copy_of[table.table_id]) for table in tables if table.table_id in copy_of),
    )


def _words_of(page: Page) -> Counter[str]:
    return Counter(text for word in page.words if len(text := word.text.casefold()) >= _LETTERS)


def _is_twin(first: Table, second: Table, words: Mapping[int, Counter[str]]) -> bool:
    """Whether two tables of one kind stand on scans of the same sheets."""
    if first.table_kind is not second.table_kind or first.page_to >= second.page_from:
        return False
    here = range(first.page_from, first.page_to + 1)
    there = range(second.page_from, second.page_to + 1)
    scanned = all(number in words for number in (*here, *there))
    return (
        scanned
        and len(here) == len(there)
        and all(_alike(words[a], words[b]) for a, b in zip(here, there, strict=True))
    )


def _alike(first: Counter[str], second: Counter[str]) -> bool:
    return (first & second).total() >= _SAME_WORDS * max(first.total(), second.total())


def _tells(fuller: Sequence[Value], other: Sequence[Value]) -> bool:
    """Whether a table prints every value that another is sure of, and most of all its values."""
    missing = [value for value in other if not any(_same(value, item) for item in fuller)]
    return 2 * len(missing) < len(other) and not any(value.trust in _SURE for value in missing)


def _same(first: Value, second: Value) -> bool:
    told = (first.field, first.tahun, first.periode, first.value) == (
        second.field,
        second.tahun,
        second.periode,
        second.value,
    )
    return told and fuzz.token_sort_ratio(first.label, second.label) >= _SAME_LABEL


def _set_aside(table: Table, twin: Table | None) -> Table:
    if twin is None:
        return table
    return replace(table, status=TableStatus.IGNORED, reason=f"the same sheet as page {twin.page_from}, scanned twice")


def _finding(table: Table, twin: Table) -> Finding:
    return Finding(
        code="scanned-twice",
        severity=Severity.INFO,
        message=f"This sheet is that of page {twin.page_from} once more; its table is not counted again.",
        page=table.page_from,
        table_id=table.table_id,
    )
