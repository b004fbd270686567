"""Results ↔ the output folder. The only writer of outputs.

The folder holds, for each table of the contract, NAME.csv and NAME.parquet, then `readings.parquet`,
`datapackage.json` and `run.json`. A later run into the same folder replaces the files it covers and leaves the
rest; what was there is read back from Parquet. All files appear together or not at all, and two runs over the same
input give the same bytes: no clock, no machine, no path outside the input goes into them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from extract.errors import OutputError
from layouts.records import DocumentResult
from pipelines.datapackage import Json, datapackage_json, to_json
from pipelines.frames import Frames, frames_of
from pipelines.merge import complete
from pipelines.schema import CONTRACT, SPEC_OF, STORED
from pipelines.staging import Fingerprint, Staging, require_writable
from pipelines.tablefiles import (
    OTHER_FOLDER,
    read_parquet,
    sha256_of_file,
    write_csv,
    write_excel_csv,
    write_parquet,
)

RUN_FILE = "run.json"
PACKAGE_FILE = "datapackage.json"
EXCEL_SUFFIX = ".excel.csv"


@dataclass(frozen=True, slots=True)
class RunInfo:
    """What a run was made with, so that it can be made again.

    `settings` are those that change results (no paths, no number of workers); `profiles` and `vocabulary` map
    file names to the SHA-256 of their bytes, `own_profiles` those of a user's folder; see `pipelines.keys`.
    """

    version: str
    settings: Mapping[str, str | int | float | bool | None] = field(default_factory=dict)
    profiles: Mapping[str, str] = field(default_factory=dict)
    vocabulary: Mapping[str, str] = field(default_factory=dict)
    own_profiles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WriteSummary:
    """What was written: rows per table, this run's documents by status, files of earlier runs that stay."""

    out_dir: Path
    rows: Mapping[str, int]
    statuses: Mapping[str, int]
    kept_files: int


def check_out_dir(out_dir: Path) -> None:
    """Make sure, before the work starts, that results can go to `out_dir` and join what it holds.

    The folder is created where it is missing.

    Raises:
        OutputError: it is not writable, or holds tables that this version cannot add to.
    """
    require_writable(out_dir)
    _read_old(out_dir)


def write_outputs(
    results: Iterable[DocumentResult], out_dir: Path, *, run: RunInfo, excel_id: bool = False
) -> WriteSummary:
    """Write all tables of the contract, joined with those of earlier runs in the same folder.

    Args:
        results: One per input file; taken one by one, before anything is written.
        out_dir: Created where it is missing.
        run: What the results were made with.
        excel_id: Also write NAME.excel.csv for Excel with Indonesian settings. Copies that stand in the
            folder are renewed in any case, so that none goes stale.

    Raises:
        OutputError: the folder cannot be written, or holds tables that cannot be read. What stood there
            before is unchanged, unless a rename failed half-way; the next run then says so.
    """
    new = frames_of(results)
    require_writable(out_dir)
    with Staging(out_dir) as staging:
        frames = complete(new, _read_old(out_dir))
        _stage(frames, staging, run=run, new_documents=new["documents"], excel_id=excel_id)
        staging.commit()
    return _summary(frames, new, out_dir)


def read_table(out_dir: Path, name: str) -> pa.Table:
    """Read one table from its Parquet file.

    Raises:
        OutputError: there is none, or it cannot be read.
        ValueError: there is no table of this name.
    """
    if name not in SPEC_OF:
        raise ValueError(f"no table {name!r}")
    return read_parquet(out_dir / f"{name}.parquet", SPEC_OF[name])


def _read_old(out_dir: Path) -> Frames | None:
    """The tables that stand in the folder, None where it has none."""
    parquet_files = {spec.name: out_dir / f"{spec.name}.parquet" for spec in STORED}
    if not (out_dir / RUN_FILE).exists() and not any(path.exists() for path in parquet_files.values()):
        return None
    frames = {name: read_parquet(path, SPEC_OF[name]) for name, path in parquet_files.items()}
    # Equal hashes prove that the tables belong together: none is left from a write that was cut off.
    hashes = {name: sha256_of_file(path) for name, path in parquet_files.items()}
    if _recorded_hashes(out_dir / RUN_FILE) != hashes:
        raise OutputError("the tables do not belong together, or were changed", str(out_dir), OTHER_FOLDER)
    return frames


def _recorded_hashes(path: Path) -> dict[str, str]:
    try:
        tables = json.loads(path.read_bytes())["tables"]
        return {str(name): str(entry["parquet_sha256"]) for name, entry in tables.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise OutputError("the file is missing or damaged", str(path), OTHER_FOLDER) from error


def _stage(frames: Frames, staging: Staging, *, run: RunInfo, new_documents: pa.Table, excel_id: bool) -> None:
    csv_files: dict[str, Fingerprint] = {}
    parquet_files: dict[str, Fingerprint] = {}
    for name, table in frames.items():
        with staging.new_file(f"{name}.parquet") as stream:
            write_parquet(table, stream)
        parquet_files[name] = staging.fingerprint(f"{name}.parquet")
    for name, table in ((spec.name, frames[spec.name]) for spec in CONTRACT):
        with staging.new_file(f"{name}.csv") as stream:
            write_csv(table, stream)
        csv_files[name] = staging.fingerprint(f"{name}.csv")
        if excel_id or (staging.folder / f"{name}{EXCEL_SUFFIX}").exists():
            with staging.new_file(f"{name}{EXCEL_SUFFIX}") as stream:
                write_excel_csv(table, stream)
    staging.write(PACKAGE_FILE, datapackage_json(run.version, csv_files))
    # Last, because it vouches for the others.
    staging.write(RUN_FILE, _run_json(run, frames, new_documents, parquet_files))


def _run_json(run: RunInfo, frames: Frames, new_documents: pa.Table, parquet_files: Mapping[str, Fingerprint]) -> bytes:
    inputs = _files_of(new_documents)
    kept = {file: sha256 for file, sha256 in _files_of(frames["documents"]).items() if file not in inputs}
    tables: dict[str, Json] = {
        name: {"parquet_sha256": parquet_files[name].sha256, "rows": table.num_rows}
        for name, table in sorted(frames.items())
    }
    content: dict[str, Json] = {
        "inputs": inputs,
        "kept_from_earlier_runs": kept,
        "own_profiles": dict(sorted(run.own_profiles.items())),
        "profiles": dict(sorted(run.profiles.items())),
        "settings": dict(sorted(run.settings.items())),
        "tables": tables,
        "version": run.version,
        "vocabulary": dict(sorted(run.vocabulary.items())),
    }
    return to_json(content)


def _files_of(documents: pa.Table) -> dict[str, Json]:
    pairs = zip(documents["file"].to_pylist(), documents["sha256"].to_pylist(), strict=True)
    return {str(file): sha256 for file, sha256 in sorted(pairs, key=lambda pair: str(pair[0]).encode())}


def _summary(frames: Frames, new: Frames, out_dir: Path) -> WriteSummary:
    statuses: dict[str, int] = {}
    for status in new["documents"]["status"].to_pylist():
        statuses[status] = statuses.get(status, 0) + 1
    return WriteSummary(
        out_dir=out_dir,
        rows={name: table.num_rows for name, table in frames.items()},
        statuses=statuses,
        kept_files=frames["documents"].num_rows - new["documents"].num_rows,
    )
