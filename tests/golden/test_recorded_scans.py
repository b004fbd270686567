"""The whole way over scanned pages with recorded readings: no engine is asked, only pictures, rules and records."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest

from extract.model import Reading
from extract.ocr import load_readers
from extract.pagebytes import scan_from_bytes, scan_to_bytes
from extract.picture.model import GreyImage
from extract.scan import Reach, ScanRead
from layouts.layouts import load_layouts
from layouts.records import DocumentResult, Trust
from pipelines.document import DocumentTrace, ReadPages, run_document, trace_document, trace_pages
from tests.recorded.record import (
    Record,
    Recording,
    Replay,
    load_record,
    recorded_readers,
    recording_readers,
)
from tests.recorded.sample import PAGES, RECORD, REPORT, ROOT, sample_pdf

# Between two versions of an engine this share of the readings stays the same at least.
SAME_READINGS = 0.9
# Crops of which no record is needed: a step that changed makes some new ones.
STRANGE = 0.05


@pytest.fixture(scope="module")
def trace() -> DocumentTrace:
    """The sample read by replay, with what every stage gave."""
    record = load_record(RECORD)
    readers = recorded_readers(record)
    read = trace_document(sample_pdf(), file="a.pdf", layouts=load_layouts(), load_readers=lambda: readers)
    kept = sum(map(len, record.answers.values()))
    assert record.missed <= STRANGE * kept, "crops have changed: record anew with python -m tests.recorded"
    return read


@pytest.fixture(scope="module")
def result(trace: DocumentTrace) -> DocumentResult:
    """What goes into the outputs."""
    return trace.result


def test_pages_that_were_kept_become_what_they_became_when_they_were_read(trace: DocumentTrace) -> None:
    kept = tuple(scan_from_bytes(scan_to_bytes(ScanRead(page, Reach(any=True)))).page for page in trace.flow.pages)
    assert any(page.view_map and len(page.view_map.maps) > 2 for page in kept)
    read = ReadPages(trace.result.document.sha256, kept, Reach(any=True))
    assert trace_pages(read, file="a.pdf", layouts=load_layouts()).result == trace.result


def _truth() -> Counter[tuple[str, str, str, float]]:
    with (ROOT / "corpus" / "truth" / f"{REPORT}.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if int(row["page_from"]) in PAGES and row["value"]]
    return Counter((row["kind"], row["field"], row["tahun"], float(row["value"])) for row in rows)


def test_recorded_readings_of_a_scan_become_the_values_that_are_printed(result: DocumentResult) -> None:
    values = [v for v in result.values if v.value is not None]
    read = Counter((str(v.table_kind), str(v.field), str(v.tahun), float(v.value or 0)) for v in values)
    assert read == _truth()


def test_most_values_of_a_clear_scan_are_trusted_and_say_that_they_were_read_from_a_picture(
    result: DocumentResult,
) -> None:
    trusted = [v for v in result.values if v.trust in (Trust.AGREED, Trust.VERIFIED)]
    assert len(trusted) >= 0.9 * len(result.values)
    assert {v.source for v in result.values} == {"ocr"}


class Engine:
    """Reads the same on every crop."""

    def read(self, crops: Sequence[GreyImage], variant: str = "") -> list[Reading]:
        return [Reading("tesseract-ind", "5", "51,10", 0.9, variant) for _ in crops]


def test_a_crop_with_a_pixel_rounded_otherwise_has_the_recorded_reading() -> None:
    """Machines differ by a grey level here and there."""
    crop = np.tile(np.arange(200, dtype=np.uint8), (30, 1))
    record = Record()
    Recording(Engine(), record).read([crop])
    [reading] = Replay("tesseract-ind", record).read([crop + np.uint8(1)])
    assert reading.text == "51,10"
    [unknown] = Replay("tesseract-ind", record).read([255 - crop])
    assert (unknown.text, record.missed) == ("", 1)


@pytest.mark.ocr
def test_the_engines_read_what_was_recorded() -> None:
    """The same version reads the same; another one at least nearly."""
    live = load_readers()
    if live.missing:
        pytest.skip(live.missing_text)
    now, then = Record(), load_record(RECORD)
    readers = recording_readers(live, now)
    run_document(sample_pdf(), file="a.pdf", layouts=load_layouts(), load_readers=lambda: readers)
    for name, answers in now.answers.items():
        if name == "finder":
            continue
        known = then.answers[name]
        both = [digest for digest in answers if digest in known]
        same = sum(answers[digest].text == known[digest].text for digest in both)
        engine = name.partition(" ")[0]
        asked_the_same = now.versions[engine] == then.versions[engine]
        assert same >= (1.0 if asked_the_same else SAME_READINGS) * len(both), name
        assert len(both) >= SAME_READINGS * len(answers), f"{name}: record anew with python -m tests.recorded"
