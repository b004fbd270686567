"""The database of results → the tables of the output folder. The only writer of outputs.

The folder holds, for each table of the contract, NAME.csv and NAME.parquet, then `readings.parquet`,
`datapackage.json` and `run.json`. Rows are taken from the database one document at a time, in the order of file paths
(bytes): memory does not grow with their number. All files appear together or not at all, and two runs over the same
input give the same bytes: no clock, no machine, no path outside the input goes into them.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa

from layouts.records import DocumentResult
from pipelines.datapackage import Json, datapackage_json, to_json
from pipelines.factrows import FactRows
from pipelines.results import Results, content_of
from pipelines.rows import COUNTED, Row
from pipelines.runlock import hold_folder
from pipelines.schema import BY_YEAR, CONTRACT, PER_DOCUMENT, SPEC_OF, STORED, TableSpec
from pipelines.staging import Staging, write_failure
from pipelines.standing import (
    EXCEL_SUFFIX,
    PLAIN,
    RUN_FILE,
    Form,
    RunInfo,
    WriteSummary,
    about_to_write,
    has_written,
    open_folder,
)
from pipelines.tablefiles import (
    ROWS_AT_ONCE,
    CsvWriter,
    ParquetWriter,
    TableWriter,
    arrow_schema,
    part_name,
    read_parquet,
)

PACKAGE_FILE = "datapackage.json"
# A small document's rows of a table are a batch of one or two.
BATCHES_AT_ONCE = 256


def write_tables(results: Results, out_dir: Path, *, run: RunInfo, form: Form = PLAIN) -> WriteSummary:
    """Write all tables of the contract from the database, over those that stand in the folder.

    Of several files with the same bytes the first path owns the rows and the others point to it, so that an owner may
    go and the next takes its place.

    Args:
        results: The folder's database.
        out_dir: The folder.
        run: What the last run was made with.
        form: In which form. Copies for Excel that stand in the folder are renewed in any case, so that none goes stale.

    Raises:
        OutputError: the folder cannot be written. What stood there before is unchanged, unless a rename failed
            half-way; the next run then writes all tables again.
    """
    with Staging(out_dir) as staging:
        counts = _stage_tables(results, staging, form)
        csv_files = {spec.name: staging.fingerprint(f"{spec.name}.csv") for spec in CONTRACT}
        staging.write(PACKAGE_FILE, datapackage_json(run.version, csv_files))
        # Last, because it vouches for the others.
        staging.write(RUN_FILE, _run_json(run, results, staging, counts))
        written = {name: staging.fingerprint(name) for name in staging.names}
        about_to_write(results, written[RUN_FILE])
        staging.commit()
    return has_written(results, out_dir, run=run, form=form, written=written, counts=counts)


def write_outputs(
    documents: Iterable[DocumentResult], out_dir: Path, *, run: RunInfo, form: Form = PLAIN
) -> WriteSummary:
    """Write documents at hand as a run does that has just read them; see `write_tables`."""
    with hold_folder(out_dir), open_folder(out_dir) as results:
        results.cover({})
        for one in documents:
            document = one.document
            if document.duplicate_of:
                results.hold(content_of(document.sha256, document.file), [document.file])
            else:
                results.put(one, files=[document.file], key="")
        return write_tables(results, out_dir, run=run, form=form)


def read_table(out_dir: Path, name: str) -> pa.Table:
    """Read one table from its Parquet file.

    Raises:
        OutputError: there is none, or it cannot be read.
        ValueError: there is no table of this name.
    """
    if name not in SPEC_OF:
        raise ValueError(f"no table {name!r}")
    return read_parquet(out_dir / f"{name}.parquet", SPEC_OF[name])


class _TableFiles:
    """All files of one table, written side by side."""

    def __init__(self, spec: TableSpec, staging: Staging, opened: contextlib.ExitStack, form: Form) -> None:
        self.rows = 0
        self._schema = arrow_schema(spec)
        self._waiting: list[pa.RecordBatch] = []
        self._writers: list[tuple[Path, TableWriter]] = []
        if not (form.partition and spec in BY_YEAR):
            self._open(f"{spec.name}.parquet", partial(ParquetWriter, spec), staging, opened)
        if spec not in CONTRACT:
            return
        self._open(f"{spec.name}.csv", partial(CsvWriter, spec), staging, opened)
        excel = f"{spec.name}{EXCEL_SUFFIX}"
        if form.excel_id or (staging.folder / excel).exists():
            self._open(excel, partial(CsvWriter, spec, excel_id=True), staging, opened)

    def add(self, batch: pa.RecordBatch) -> None:
        """Write rows to all files, now or with those that follow. Raises OutputError."""
        self._waiting.append(batch)
        self.rows += batch.num_rows
        if len(self._waiting) >= BATCHES_AT_ONCE or sum(b.num_rows for b in self._waiting) >= ROWS_AT_ONCE:
            self._write()

    def close(self) -> None:
        """Write what is left. Raises OutputError."""
        self._write()
        for path, writer in self._writers:
            with _writing(path):
                writer.close()

    def _write(self) -> None:
        # As one batch: many small ones weigh much more than their rows.
        for batch in pa.Table.from_batches(self._waiting, schema=self._schema).combine_chunks().to_batches():
            for path, writer in self._writers:
                with _writing(path):
                    writer.add(batch)
        self._waiting.clear()

    def _open(
        self, name: str, writer: Callable[[BinaryIO], TableWriter], staging: Staging, opened: contextlib.ExitStack
    ) -> None:
        stream = opened.enter_context(staging.new_file(name))
        with _writing(staging.folder / name):
            self._writers.append((staging.folder / name, writer(stream)))
        opened.callback(self._writers[-1][1].abandon)


@contextlib.contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise write_failure(path, error) from error


def _stage_tables(results: Results, staging: Staging, form: Form) -> dict[str, int]:
    """Write every table's files, one document after the other; says how many rows each table has."""
    facts = FactRows(results)
    with contextlib.ExitStack() as opened:
        tables = {spec.name: _TableFiles(spec, staging, opened, form) for spec in STORED}
        for batch in _in_batches("documents", _document_rows(results)):
            tables["documents"].add(batch)
        for found in results.files():
            for name in PER_DOCUMENT if found.file == found.owner else ():
                if batch := results.batch(found.content, name):
                    tables[name].add(_owned_by(found.owner, batch))
                    if name == "values":
                        facts.hear(found.content, batch)
        for batch in _in_batches("facts", facts.rows()):
            tables["facts"].add(batch)
        for table in tables.values():
            table.close()
    if form.partition:
        for spec in BY_YEAR:
            _stage_by_year(spec, results, staging)
    return {name: table.rows for name, table in tables.items()}


def _stage_by_year(spec: TableSpec, results: Results, staging: Staging) -> None:
    """Write a table's Parquet as a folder, a file a year; one year after the other, so that one row group is held."""
    years: list[int | None] = [year for year in results.years() if any(_batches_of(spec, results, year))]
    for year in years or [None]:
        name = f"{spec.name}.parquet/{part_name(year)}"
        with staging.new_file(name) as stream, _writing(staging.folder / name):
            writer = ParquetWriter(spec, stream)
            try:
                for batch in _batches_of(spec, results, year):
                    writer.add(batch)
                writer.close()
            finally:
                writer.abandon()


def _batches_of(spec: TableSpec, results: Results, year: int | None) -> Iterator[pa.RecordBatch]:
    for found in results.owners(year):
        if batch := results.batch(found.content, spec.name):
            yield _owned_by(found.owner, batch)


def _document_rows(results: Results) -> Iterator[Row]:
    for found in results.files():
        owns = found.file == found.owner
        counts: Row = {} if owns else dict.fromkeys(COUNTED, 0)
        names: Row = {"file": found.file, "duplicate_of": None if owns else found.owner}
        yield {**results.document(found.content), **counts, **names}


def _owned_by(file: str, batch: pa.RecordBatch) -> pa.RecordBatch:
    """The rows under the name of the file that owns them, where they name one."""
    at = batch.schema.get_field_index("file")
    if at < 0:
        return batch
    return batch.set_column(at, batch.schema.field(at), pa.array([file] * batch.num_rows, pa.string()))


def _in_batches(name: str, rows: Iterable[Row]) -> Iterator[pa.RecordBatch]:
    waiting = iter(rows)
    while some := list(islice(waiting, ROWS_AT_ONCE)):
        yield pa.RecordBatch.from_pylist(some, schema=arrow_schema(SPEC_OF[name]))


def _run_json(run: RunInfo, results: Results, staging: Staging, counts: Mapping[str, int]) -> bytes:
    inputs: dict[str, Json] = {}
    kept: dict[str, Json] = {}
    for found in results.files():
        (inputs if found.current else kept)[found.file] = results.document(found.content)["sha256"]
    tables: dict[str, Json] = {
        name: {"parquet_sha256": staging.fingerprint(f"{name}.parquet").sha256, "rows": rows}
        for name, rows in sorted(counts.items())
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
