"""What scoring reads: the truth files and an output folder, as plain printed values.

Shares no code with the reading of documents, so that a mistake made there cannot hide here. Two forms of
truth are understood. The full form (corpus/truth) names kind and year of every printed value of a document,
and a JSON beside it says which pages are scans and which rows can be read two ways. The short form
(`table_type` instead of `kind`, no year) covers some tables of a document.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path, PurePosixPath
from typing import Any

FULL_COLUMNS = frozenset(
    {"table_no", "kind", "page_from", "page_to", "row_no", "label", "tahun", "field", "value_text", "value"}
)
SHORT_COLUMNS = frozenset(
    {"page", "table_no", "row_no", "table_type", "label", "field", "value_as_printed", "value_number"}
)
VALUE_COLUMNS = frozenset(
    {
        "document_id",
        "file",
        "table_id",
        "table_kind",
        "page",
        "row",
        "label",
        "tahun",
        "field",
        "value_text",
        "value",
    }
    | {"trust", "value_id", "periode"}
)


class ScoreError(ValueError):
    """The output or the truth cannot be scored: what is wrong, where, and what to do."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed value, of truth or of the output. `pages` are the first and last page of its row, from 1.

    `kind` is the table kind, in the short form of truth "indicator" or "budget"; `trust` and `value_id` are
    the output's.
    """

    document: str
    kind: str
    pages: tuple[int, int]
    table: str
    row: int
    label: str
    tahun: str
    field: str
    text: str
    number: Decimal
    trust: str = ""
    value_id: str = ""


@dataclass(frozen=True, slots=True)
class Truth:
    """What a document prints. `asked` is scored; `neutral` rows can be read two ways and count for nobody.

    `full` tells the two forms apart. `alternatives` are the other readings of neutral rows. `scanned` is
    None where nothing says which pages are scans.
    """

    document: str
    full: bool
    asked: tuple[Printed, ...]
    neutral: tuple[Printed, ...] = ()
    alternatives: tuple[Printed, ...] = ()
    scanned: frozenset[int] | None = None


def read_truth(truth_dir: Path) -> dict[str, Truth]:
    """Read every truth file of a folder, by document name, sorted.

    Raises:
        ScoreError: The folder is missing or empty, or a file is in neither of the two forms.
    """
    paths = sorted(truth_dir.glob("*.csv"))
    if not paths:
        raise ScoreError(f"no truth in {truth_dir}: give a folder with one CSV per document")
    return {path.stem: _read_truth_file(path) for path in paths}


def read_outputs(out_dir: Path, names: frozenset[str]) -> tuple[dict[str, tuple[Printed, ...]], tuple[str, ...]]:
    """Read values.csv by document name, a name being the stem of a file.

    Values without a number and values of a quarter or a running sum (`periode`) are left out. A file that is
    there twice is read once; its values stand under each of its names.

    Args:
        out_dir: The folder lkip has written.
        names: The documents that have truth.

    Returns:
        The values of the documents in `names` (only those that are there), and the names of the others,
        sorted.

    Raises:
        ScoreError: values.csv is missing or lacks a column, or two different documents bear one name of
            truth.
    """
    path = out_dir / "values.csv"
    rows = _read_csv(path, VALUE_COLUMNS, "give a folder that lkip has written")
    by_id: dict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    for row in rows:
        by_id[row["document_id"]].setdefault(row["value_id"] or str(len(by_id[row["document_id"]])), row)
    ids = _ids_by_name(rows, out_dir)
    found = {}
    for name in sorted(names & set(ids)):
        if len(ids[name]) > 1:
            raise ScoreError(f"{out_dir} holds {len(ids[name])} different documents named {name}: rename one")
        own = [row for document_id in ids[name] for row in by_id[document_id].values()]
        found[name] = tuple(_output(row, name, path) for row in own if row["value"] and row["periode"] == "tahun")
    scored_ids = {document_id for name in found for document_id in ids[name]}
    return found, tuple(sorted(name for name in ids if name not in names and not ids[name] <= scored_ids))


def _ids_by_name(rows: Sequence[Mapping[str, str]], out_dir: Path) -> dict[str, set[str]]:
    """The documents behind each file stem. documents.csv adds those without values and second copies."""
    path = out_dir / "documents.csv"
    listed = _read_csv(path, frozenset({"document_id", "file"}), "") if path.is_file() else []
    ids: dict[str, set[str]] = defaultdict(set)
    for row in (*listed, *rows):
        ids[PurePosixPath(row["file"].replace("\\", "/")).stem].add(row["document_id"])
    return ids


def _output(row: Mapping[str, str], name: str, path: Path) -> Printed:
    label = row["label"]
    if label[:1] == "'" and label[1:2] in ("=", "+", "-", "@"):  # a formula made harmless for spreadsheets
        label = label[1:]
    page = int(row["page"])
    return Printed(
        document=name,
        kind=row["table_kind"],
        pages=(page, page),
        table=row["table_id"].rpartition("-")[2],
        row=int(row["row"]),
        label=label,
        tahun=row["tahun"],
        field=row["field"],
        text=row["value_text"],
        number=_number(row["value"], path),
        trust=row["trust"],
        value_id=row["value_id"],
    )


def _read_truth_file(path: Path) -> Truth:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        header = set(next(csv.reader(stream), []))
    notes = _read_notes(path.with_suffix(".json"))
    scanned = frozenset(notes["scanned_pages"]) if "scanned_pages" in notes else None
    if header >= FULL_COLUMNS:
        return _full_truth(path, notes, scanned)
    if header >= SHORT_COLUMNS:
        items = tuple(_short_item(line, path) for line in _read_csv(path, SHORT_COLUMNS) if line["value_number"])
        return Truth(path.stem, False, items, scanned=scanned)
    raise ScoreError(f"{path} is in neither form of truth: it lacks {', '.join(sorted(FULL_COLUMNS - header))}")


def _full_truth(path: Path, notes: Mapping[str, Any], scanned: frozenset[int] | None) -> Truth:
    row_pages = {str(table["table_no"]): table.get("row_pages", []) for table in notes.get("tables", [])}
    ambiguous = {(str(entry["table_no"]), int(entry["row_no"])): entry for entry in notes.get("ambiguous_values", [])}
    rows = _read_csv(path, FULL_COLUMNS, more=frozenset({"periode"}))
    lines = [line for line in rows if line["value"] and line["periode"] in ("", "tahun")]
    items = [_full_item(line, path, row_pages.get(line["table_no"], [])) for line in lines]
    neutral = tuple(item for item in items if (item.table, item.row) in ambiguous)
    others = tuple(reading for key, entry in ambiguous.items() for reading in _alternatives(key, entry, neutral, path))
    asked = tuple(item for item in items if (item.table, item.row) not in ambiguous)
    return Truth(path.stem, True, asked, neutral, others, scanned)


def _full_item(line: Mapping[str, str], path: Path, row_pages: Sequence[Sequence[int]]) -> Printed:
    row = int(line["row_no"])
    first, last = row_pages[row - 1] if row <= len(row_pages) else (line["page_from"], line["page_to"])
    return Printed(
        document=path.stem,
        kind=line["kind"],
        pages=(int(first), int(last)),
        table=line["table_no"],
        row=row,
        label=line["label"],
        tahun=line["tahun"],
        field=line["field"],
        text=line["value_text"],
        number=_number(line["value"], path),
    )


def _short_item(line: Mapping[str, str], path: Path) -> Printed:
    budget = line["table_type"] == "budget"
    fields = {"capaian_persen": "capaian", "persen": "persen_anggaran" if budget else "capaian"}
    page = int(line["page"])
    return Printed(
        document=path.stem,
        kind=line["table_type"],
        pages=(page, page),
        table=line["table_no"],
        row=int(line["row_no"]),
        label=line["label"],
        tahun="",
        field=fields.get(line["field"], line["field"]),
        text=line["value_as_printed"],
        number=_number(line["value_number"], path),
    )


def _alternatives(
    key: tuple[str, int], entry: Mapping[str, Any], neutral: Sequence[Printed], path: Path
) -> Iterator[Printed]:
    """The other readings of an ambiguous row, each under its own label and under the alternative one."""
    own = [item for item in neutral if (item.table, item.row) == key]
    labels = sorted({item.label for item in own} | {str(entry.get("alternative_label", ""))})
    for reading in entry.get("alternative", []) if own else []:
        for label in labels:
            yield Printed(
                document=path.stem,
                kind=own[0].kind,
                pages=own[0].pages,
                table=key[0],
                row=key[1],
                label=label,
                tahun=own[0].tahun,
                field=str(reading["field"]),
                text=str(reading.get("value_text", "")),
                number=_number(str(reading["value"]), path),
            )


def _read_csv(
    path: Path, columns: frozenset[str], advice: str = "", *, more: frozenset[str] = frozenset()
) -> list[dict[str, str]]:
    """The file's rows by the columns it must have and those it may have (`more`, else empty)."""
    if not path.is_file():
        raise ScoreError(f"{path} is missing: {advice}")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        lacking = sorted(columns - set(reader.fieldnames or ()))
        if lacking:
            raise ScoreError(f"{path} has no column {', '.join(lacking)}")
        return [{key: row.get(key) or "" for key in columns | more} for row in reader]


def _read_notes(path: Path) -> Mapping[str, Any]:  # Any: JSON has no types before it is looked into
    if not path.is_file():
        return {}
    try:
        notes = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise ScoreError(f"{path} is not JSON: {error}") from error
    if not isinstance(notes, dict):
        raise ScoreError(f"{path} is not a JSON object")
    return notes


def _number(text: str, path: Path) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise ScoreError(f"{path}: {text!r} is not a number") from error
