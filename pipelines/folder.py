"""What an output folder says of itself: its run, its watch, its documents. Reads alone, also while a run writes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extract.errors import InputError
from layouts.records import Document
from pipelines.office_years import OfficeYears, Report, office_years
from pipelines.output_text import clean_path
from pipelines.results import RESULTS_FILE, Results, look_into_results
from pipelines.rows import Row, document_of
from pipelines.settings import RUN_FOLDER
from pipelines.statusfile import STATUS_FILE, WATCH_FILE, LiveStatus, read_status

DOCUMENTS_FILE = "documents.parquet"
WHICH_FOLDER = "give the --out of a `lkip run`"


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document of the folder, and the seconds that reading it took (0: nobody knows)."""

    document: Document
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class FolderStatus:
    """An output folder: what its run and its watch last said of themselves, and its documents by path."""

    out: str
    run: LiveStatus | None
    watch: LiveStatus | None
    documents: tuple[StoredDocument, ...]

    @property
    def office_years(self) -> OfficeYears:
        """Which offices have reports of which years; of equal files one counts."""
        return office_years(_report(one.document) for one in self.documents if not one.document.duplicate_of)


def read_folder(out_dir: Path) -> FolderStatus:
    """Read what stands in an output folder, in whatever state a run left it.

    Raises:
        InputError: there is no such folder, or no run has written there.
        OutputError: the folder's database is damaged or cannot be read.
    """
    run, watch = read_run(out_dir), read_watch(out_dir)
    stored = tuple(_stored(out_dir))
    if run is None and watch is None and not stored and not _is_ours(out_dir):
        raise InputError("no run has written here", clean_path(str(out_dir)), WHICH_FOLDER)
    return FolderStatus(clean_path(str(out_dir)), run, watch, stored)


def read_run(out_dir: Path) -> LiveStatus | None:
    """What the folder's run last said of itself; None where none did."""
    return read_status(out_dir / RUN_FOLDER / STATUS_FILE)


def read_watch(out_dir: Path) -> LiveStatus | None:
    """What the folder's watch last said of itself; None where none did."""
    return read_status(out_dir / RUN_FOLDER / WATCH_FILE)


def stored_documents(results: Results) -> tuple[StoredDocument, ...]:
    """All documents of a folder's database, by path."""
    return tuple(StoredDocument(document_of(row), seconds) for row, seconds in results.described())


def _is_ours(out_dir: Path) -> bool:
    if not out_dir.is_dir():
        what = "the file is no output folder" if out_dir.exists() else "no such folder"
        raise InputError(what, clean_path(str(out_dir)), WHICH_FOLDER)
    return any((out_dir / name).exists() for name in (f"{RUN_FOLDER}/{RESULTS_FILE}", DOCUMENTS_FILE))


def _stored(out_dir: Path) -> Iterator[StoredDocument]:
    if (out_dir / RUN_FOLDER / RESULTS_FILE).is_file():
        with look_into_results(out_dir) as results:
            yield from stored_documents(results)
    elif (out_dir / DOCUMENTS_FILE).is_file():
        yield from (StoredDocument(document_of(row)) for row in _written(out_dir / DOCUMENTS_FILE))


def _written(path: Path) -> list[Row]:
    """The rows of a folder that was copied without its `.lkip`."""
    # Slow to load, and asked for by few folders.
    from pipelines.schema import SPEC_OF
    from pipelines.tablefiles import read_parquet

    rows: list[Row] = read_parquet(path, SPEC_OF["documents"]).to_pylist()
    return rows


def _report(document: Document) -> Report:
    office = document.office
    return Report(
        file=document.file,
        status=document.status,
        satker=office.satker,
        tahun=document.tahun_anggaran,
        tingkat=office.tingkat,
        provinsi=office.provinsi,
        kode_satker=office.kode_satker,
    )
