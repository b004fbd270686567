"""What an output folder holds, as its database remembers it: whose tables stand there, and whether they are up to date.

Loads no Arrow: a run that finds nothing new is over before that is loaded.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from pipelines.results import DamagedResults, Results, open_results
from pipelines.schema import STORED
from pipelines.staging import Fingerprint, fingerprint_of

RUN_FILE = "run.json"
EXCEL_SUFFIX = ".excel.csv"
# Remarks in the database: the run.json about to stand here, and what was written last, from what.
WRITING, WRITTEN = "writing", "written"


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
class Form:
    """In which form tables are written.

    `excel_id`: also NAME.excel.csv for Excel with Indonesian settings. `partition`: the Parquet of the large tables
    (`schema.BY_YEAR`) as folders NAME.parquet with one file for each tahun_anggaran.
    """

    excel_id: bool = False
    partition: bool = False


PLAIN = Form()


@dataclass(frozen=True, slots=True)
class WriteSummary:
    """What was written: rows per table, this run's documents by status, files of earlier runs that stay."""

    out_dir: Path
    rows: Mapping[str, int]
    statuses: Mapping[str, int]
    kept_files: int


def stands_written(results: Results, out_dir: Path, *, run: RunInfo, form: Form = PLAIN) -> WriteSummary | None:
    """What stands in the folder, where that is what `store.write_tables` would write; None otherwise."""
    try:
        state = json.loads(results.get(WRITTEN))
        counts = {name: int(rows) for name, rows in state["rows"].items()}
        written = {name: Fingerprint(**entry) for name, entry in state["files"].items()}
    except (ValueError, KeyError, TypeError):
        return None
    if results.get(WRITTEN) != _state(results, run, form, written, counts):
        return None
    if form.excel_id and f"documents{EXCEL_SUFFIX}" not in written:
        return None
    if any(_fingerprint(out_dir / name) != found for name, found in written.items()):
        return None
    return _summary(results, out_dir, counts)


@contextlib.contextmanager
def open_folder(out_dir: Path) -> Iterator[Results]:
    """Open an output folder's database; tables that an earlier version wrote are taken in.

    Raises:
        DamagedResults: it cannot be used, or the folder's tables were written by something else since.
        OutputError: it cannot be written, or the tables cannot be taken in.
    """
    with open_results(out_dir) as results:
        standing = _fingerprint(out_dir / RUN_FILE)
        if results.revision == 0 and _has_tables(out_dir):
            from pipelines.takein import take_in_tables

            take_in_tables(out_dir, results)
            results.set(WRITING, standing.sha256)
        ours = results.get(WRITING)
        if standing.size and ours != standing.sha256 and standing.sha256 not in results.get(WRITTEN):
            raise DamagedResults("the tables beside it were written by another version since", str(results.path))
        yield results


def about_to_write(results: Results, run_file: Fingerprint) -> None:
    """Remember the `run.json` that is about to be put in its place, so that it is known for ours if the rest fails."""
    results.set(WRITING, run_file.sha256)


def has_written(
    results: Results,
    out_dir: Path,
    *,
    run: RunInfo,
    form: Form,
    written: Mapping[str, Fingerprint],
    counts: Mapping[str, int],
) -> WriteSummary:
    """Remember what stands in the folder now, and what it was written from."""
    results.set(WRITTEN, _state(results, run, form, written, counts))
    return _summary(results, out_dir, counts)


def _has_tables(out_dir: Path) -> bool:
    names = [RUN_FILE, *(f"{spec.name}.parquet" for spec in STORED)]
    return any((out_dir / name).exists() for name in names)


def _summary(results: Results, out_dir: Path, counts: Mapping[str, int]) -> WriteSummary:
    return WriteSummary(out_dir, counts, results.statuses(), results.kept_files())


def _state(
    results: Results, run: RunInfo, form: Form, written: Mapping[str, Fingerprint], counts: Mapping[str, int]
) -> str:
    """What the tables were written from, and as what: equal states, equal bytes."""
    files = {name: asdict(found) for name, found in written.items()}
    state = {
        "revision": results.revision,
        "run": asdict(run),
        "partition": form.partition,
        "files": files,
        "rows": dict(counts),
    }
    return json.dumps(state, sort_keys=True)


def _fingerprint(path: Path) -> Fingerprint:
    """Of a file; of nothing where it cannot be read."""
    try:
        return fingerprint_of(path)
    except OSError:
        return Fingerprint(0, "")
