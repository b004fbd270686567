"""Tables of an output folder → its database: of folders that an earlier version wrote, or whose database is damaged.

Parquet alone is read back: it has every column as it was. `run.json` vouches for it by hashes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from extract.errors import OutputError
from pipelines.results import Results
from pipelines.rows import Row
from pipelines.schema import PER_DOCUMENT, SPEC_OF, STORED
from pipelines.staging import fingerprint_of
from pipelines.standing import RUN_FILE
from pipelines.tablefiles import OTHER_FOLDER, iterate_parquet, part_name


def take_in_tables(out_dir: Path, results: Results) -> None:
    """Take all rows of the folder's tables in, one document at a time.

    They come without keys: whatever a run covers is read anew, the rest stays as it stands.

    Raises:
        OutputError: a table is missing, damaged, of another version, or they do not belong together.
    """
    paths = {spec.name: out_dir / f"{spec.name}.parquet" for spec in STORED}
    for name, path in paths.items():
        # A table that cannot be read says so itself, better than a wrong hash.
        next(iterate_parquet(path, SPEC_OF[name]), None)
    # Equal hashes prove that the tables belong together: none is left from a write that was cut off.
    if _recorded_hashes(out_dir / RUN_FILE) != {name: fingerprint_of(path).sha256 for name, path in paths.items()}:
        raise OutputError("the tables do not belong together, or were changed", str(out_dir), OTHER_FOLDER)
    results.take_in(_documents(paths))


def _documents(paths: Mapping[str, Path]) -> Iterator[tuple[Row, Mapping[str, Sequence[Row]]]]:
    """Each row of `documents` with its rows of the other tables: all stand in the order of the files that own them."""
    tables = {path: _by_document(name, path) for name in PER_DOCUMENT for path in _parts(paths[name])}
    waiting = {path: next(table, None) for path, table in tables.items()}
    for document in _rows("documents", paths["documents"]):
        rows: dict[str, Sequence[Row]] = {}
        for name in PER_DOCUMENT:
            path = paths[name]
            if path.is_dir():
                path /= part_name(document["tahun_anggaran"])
            found = waiting.get(path)
            mine = found is not None and document["duplicate_of"] is None and found[0] == document["document_id"]
            rows[name] = found[1] if found and mine else ()
            if mine:
                waiting[path] = next(tables[path], None)
        yield document, rows


def _parts(path: Path) -> list[Path]:
    """A table's files: itself, or those of its folder."""
    return sorted(path.iterdir()) if path.is_dir() else [path]


def _by_document(name: str, path: Path) -> Iterator[tuple[object, list[Row]]]:
    for document_id, rows in groupby(_rows(name, path), key=lambda row: row["document_id"]):
        yield document_id, list(rows)


def _rows(name: str, path: Path) -> Iterator[Row]:
    for batch in iterate_parquet(path, SPEC_OF[name]):
        yield from batch.to_pylist()


def _recorded_hashes(path: Path) -> dict[str, str]:
    try:
        tables = json.loads(path.read_bytes())["tables"]
        return {str(name): str(entry["parquet_sha256"]) for name, entry in tables.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise OutputError("the file is missing or damaged", str(path), OTHER_FOLDER) from error
