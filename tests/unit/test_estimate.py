"""How long and how large a run will be: from pages, and from what pages took before."""

from __future__ import annotations

from pathlib import Path

import pytest

from layouts.records import Document, DocumentStatus
from pipelines.estimate import DEFAULT_RATES, START_S, Pages, Rates, estimate, rates_of
from pipelines.folder import StoredDocument
from pipelines.inputs import InputFile
from pipelines.page_count import start_counting
from tests.unit.test_scan_progress import scans

RATES = Rates(printed_s=0.1, scanned_s=4.0, table_bytes=10.0, kept_bytes=1.0)


def stored(pages: int, scans: int, seconds: float, *, status: DocumentStatus = DocumentStatus.OK) -> StoredDocument:
    return StoredDocument(Document("", "a.pdf", "", status, pages=pages, pages_scan=scans), seconds)


def test_work_is_shared_between_jobs() -> None:
    documents = [Pages(100, 0)] * 4 + [Pages(10, 10)]
    one, two = (estimate(documents, RATES, jobs=jobs, ocr=True).seconds for jobs in (1, 2))
    assert (one, two) == (START_S + 80, START_S + 40)
    # The pages of one printed report are read one after the other.
    assert estimate([Pages(100, 0)], RATES, jobs=8, ocr=True).seconds == START_S + 10


def test_scans_cost_nothing_where_they_are_passed_over() -> None:
    without = estimate([Pages(30, 10)], RATES, jobs=1, ocr=False)
    assert (without.table_bytes, without.kept_bytes) == (200.0, 20.0)
    assert without.seconds < estimate([Pages(30, 10)], RATES, jobs=1, ocr=True).seconds
    assert estimate([], RATES, jobs=2, ocr=True).seconds == 0


def test_a_folders_own_pages_count_once_there_are_enough() -> None:
    few = rates_of([stored(10, 0, 5.0)], table_bytes=10, kept_bytes=10)
    assert few == DEFAULT_RATES
    many = rates_of([stored(100, 0, 20.0), stored(20, 10, 42.0)], table_bytes=1200, kept_bytes=120)
    assert many == Rates(printed_s=0.2, scanned_s=4.0, table_bytes=10.0, kept_bytes=1.0, measured=True)


def test_scans_whose_readings_were_kept_say_nothing_of_the_next() -> None:
    rates = rates_of([stored(100, 0, 10.0), stored(20, 20, 3.0)], table_bytes=0, kept_bytes=0)
    assert rates.scanned_s == DEFAULT_RATES.scanned_s


def test_failed_documents_say_nothing_of_the_time() -> None:
    failed = stored(0, 0, 1800.0, status=DocumentStatus.FAILED)
    assert rates_of([failed, stored(100, 0, 10.0)], table_bytes=0, kept_bytes=0).printed_s == pytest.approx(0.1)


def test_pages_and_scans_are_counted_at_a_glance(tmp_path: Path, corpus_pdfs: list[Path]) -> None:
    count = start_counting()
    (tmp_path / "scan.pdf").write_bytes(scans(3))
    (tmp_path / "bad.pdf").write_bytes(b"no")

    class Mute:
        def step(self, done: int, of: int) -> None: ...

        def at(self, page_number: int) -> None: ...

    def counted(path: Path) -> Pages:
        return count(InputFile(path, path.name), Mute())

    assert counted(tmp_path / "scan.pdf") == Pages(3, 3)
    assert counted(tmp_path / "bad.pdf") == Pages(0, 0)
    printed = next(path for path in corpus_pdfs if path.stem == "bnnp-nusa-selatan-2022")
    assert counted(printed) == Pages(14, 0)
