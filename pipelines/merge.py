"""One run's tables joined with those of earlier runs: who owns a duplicate's rows, counts, order, facts.

Rows are sorted by file path (bytes), page, table, row, left to right; what these leave open keeps the order
it came in. Facts stand in the order that `build_facts` gives them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import pyarrow as pa

from layouts.facts import build_facts
from pipelines.frames import COUNTED, CellValue, Frames, Row, fact_row, results_of, table_of
from pipelines.schema import SPEC_OF

PER_DOCUMENT = ("tables", "values", "indicators", "budgets", "findings", "readings")


def complete(new: Frames, old: Frames | None = None) -> Frames:
    """Join a run's tables with those of earlier runs, sort them, count them and build the facts.

    Files of `new` replace the same files of `old`, whatever they held; other files of `old` stay. Of several
    files with the same bytes the first path owns the rows and the others point to it, so that an owner may go
    and the next takes its place.
    """
    kept = _without_files(old, set(new["documents"]["file"].to_pylist())) if old else None
    documents = settle_duplicates(new["documents"].to_pylist(), kept["documents"].to_pylist() if kept else [])
    owners = {row["document_id"]: str(row["file"]) for row in documents if row["duplicate_of"] is None}
    frames: Frames = {}
    for name in PER_DOCUMENT:
        joined = _joined(name, new, kept) if kept else new[name]
        frames[name] = joined.take(pa.array(_reading_order(joined, owners), pa.int64()))
    frames["values"] = _with_owner_file(frames["values"], owners)
    frames["documents"] = table_of(SPEC_OF["documents"], _counted(documents, frames))
    facts = [fact_row(fact) for fact in build_facts(results_of(frames))]
    frames["facts"] = table_of(SPEC_OF["facts"], facts)
    return frames


def settle_duplicates(new: Sequence[Row], kept: Sequence[Row]) -> list[Row]:
    """Decide which file owns each document_id: the first path. All its files carry the same description.

    Args:
        new: Rows of `documents` from this run; their description wins.
        kept: Rows of earlier runs that stay.

    Returns:
        All rows by path; `duplicate_of` is None for owners, else the owner's path.
    """
    rows = sorted([*new, *kept], key=_path_order)
    describing: dict[CellValue, Row] = {}
    for row in [*kept, *new]:
        if row["duplicate_of"] is None or row["document_id"] not in describing:
            describing[row["document_id"]] = row
    owner_files: dict[CellValue, CellValue] = {}
    settled: list[Row] = []
    for row in rows:
        document_id, file = row["document_id"], row["file"]
        if document_id is None:
            settled.append(row)
            continue
        duplicate_of = owner_files.get(document_id)
        owner_files.setdefault(document_id, file)
        settled.append({**describing[document_id], "file": file, "duplicate_of": duplicate_of})
    return settled


def _where(table: pa.Table, column: str, wanted: Callable[[CellValue], bool]) -> pa.Table:
    return table.filter(pa.array([wanted(cell) for cell in table[column].to_pylist()], pa.bool_()))


def _without_files(frames: Frames, files: set[CellValue]) -> Frames:
    documents = _where(frames["documents"], "file", lambda file: file not in files)
    ids = set(documents["document_id"].to_pylist())
    kept = {name: _where(frames[name], "document_id", lambda id: id in ids) for name in PER_DOCUMENT}
    return {**kept, "documents": documents}


def _joined(name: str, new: Frames, kept: Frames) -> pa.Table:
    owned = _where(new["documents"], "duplicate_of", lambda file: file is None)
    fresh = set(owned["document_id"].to_pylist())
    return pa.concat_tables([new[name], _where(kept[name], "document_id", lambda id: id not in fresh)])


def _reading_order(table: pa.Table, owners: Mapping[CellValue, str]) -> list[int]:
    """Row indices by file, page, table, row, place in it; what is missing comes first, as a document's own."""
    page = "page_from" if "page_from" in table.column_names else "page"
    paths = [owners.get(id, "").encode() for id in table["document_id"].to_pylist()]
    ids = [id or "" for id in table["document_id"].to_pylist()]
    tables = [_table_number(id) for id in table["table_id"].to_pylist()]
    places = (_filled(table, name) for name in ("row", "column", "line", "x0"))
    keys = list(zip(paths, ids, _filled(table, page), tables, *places, strict=True))
    return sorted(range(table.num_rows), key=keys.__getitem__)


def _filled(table: pa.Table, name: str) -> list[float]:
    """A column of numbers, 0 for null and where the table has no such column."""
    if name not in table.column_names:
        return [0] * table.num_rows
    return [cell or 0 for cell in table[name].to_pylist()]


def _table_number(table_id: str | None) -> int:
    """The NNN of document_id-tNNN, as a number: t1000 comes after t999."""
    found = re.search(r"-t(\d+)$", table_id or "")
    return int(found.group(1)) if found else 0


def _path_order(row: Row) -> tuple[bytes, str]:
    return str(row["file"]).encode(), str(row["document_id"] or "")


def _with_owner_file(values: pa.Table, owners: Mapping[CellValue, str]) -> pa.Table:
    ids, files = values["document_id"].to_pylist(), values["file"].to_pylist()
    owned = pa.array([owners.get(id, file) for id, file in zip(ids, files, strict=True)], pa.string())
    return values.set_column(values.schema.get_field_index("file"), "file", owned)


def _counted(documents: Sequence[Row], frames: Frames) -> list[Row]:
    counts = {name: Counter(frames[name]["document_id"].to_pylist()) for name in COUNTED}
    counted: list[Row] = []
    for row in documents:
        owns = row["duplicate_of"] is None
        own_counts = {name: counts[name][row["document_id"]] if owns else 0 for name in COUNTED}
        counted.append({**row, **own_counts})
    return counted
