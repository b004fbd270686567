"""Scans in every bad state and every coding: each has a status and a reason, and what can be read is read."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.cli.conftest import ROOT, Done, lkip
from tests.pictures import fax, handwriting, jbig2, jpeg, jpeg2000, pdf_of, picture_of, plain, scene

pytestmark = pytest.mark.ocr

# The upper half of a page, with a ruled table of targets.
REPORT, PAGE, VALUES = "bnnk-sungai-intan-2021.pdf", 6, 10
HALF_A4 = (595.0, 421.0)


def _files() -> dict[str, bytes]:
    page = picture_of(ROOT / "corpus" / "pdf" / REPORT, PAGE, dpi=150)
    page = page.crop((0, 0, page.width, page.height // 2))
    wide = page.resize((20_000, round(20_000 * page.height / page.width)), Image.Resampling.NEAREST)
    return {
        "scene.pdf": pdf_of([scene()]),
        "black.pdf": pdf_of([plain(4)]),
        "white.pdf": pdf_of([plain(252)]),
        "dot.pdf": pdf_of([jpeg(np.zeros((1, 1), np.uint8))]),
        "handwriting.pdf": pdf_of([handwriting()]),
        "half.pdf": pdf_of([page.crop((0, 0, page.width // 2, page.height))], size=(297, 421)),
        "huge.pdf": pdf_of([fax(wide)], size=HALF_A4),
        "cmyk.pdf": pdf_of([page.convert("CMYK")], size=HALF_A4),
        "jpeg2000.pdf": pdf_of([jpeg2000(page)], size=HALF_A4),
        "fax.pdf": pdf_of([fax(page)], size=HALF_A4),
        "jbig2.pdf": pdf_of([jbig2(page)], size=HALF_A4),
        "poster.pdf": pdf_of([page], size=(9_000, 6_368)),
        "stamp.pdf": pdf_of([page], size=(40, 28)),
        "turned.pdf": pdf_of([page, page.rotate(180)], size=HALF_A4),
    }


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> tuple[Done, Path]:
    """One run over a folder of them; what it said, and where it wrote."""
    folder, out = tmp_path_factory.mktemp("in"), tmp_path_factory.mktemp("out")
    for name, data in _files().items():
        (folder / name).write_bytes(data)
    return lkip("run", folder, "--out", out, "--jobs", "2"), out


def _rows(out: Path, table: str) -> list[dict[str, str]]:
    with open(out / f"{table}.csv", newline="") as stream:
        return list(csv.DictReader(stream))


def _document(out: Path, file: str) -> dict[str, str]:
    return next(row for row in _rows(out, "documents") if row["file"] == file)


def test_no_picture_stops_the_run(batch: tuple[Done, Path]) -> None:
    done, out = batch
    assert done.code == 0, done.err
    assert "Traceback" not in done.err
    assert {row["file"] for row in _rows(out, "documents")} == set(_files())


@pytest.mark.parametrize(
    ("file", "status", "reason"),
    [
        ("scene.pdf", "partial", "no lines of print"),
        ("black.pdf", "partial", "all black"),
        ("dot.pdf", "partial", "pixels"),
        ("white.pdf", "ok", "no table"),
        ("handwriting.pdf", "ok", "no table"),
        ("half.pdf", "ok", "no table"),
    ],
)
def test_status_and_reason(batch: tuple[Done, Path], file: str, status: str, reason: str) -> None:
    row = _document(batch[1], file)
    assert (row["status"], row["values"]) == (status, "0")
    assert reason in row["reason"]


@pytest.mark.parametrize(
    ("file", "code"),
    [("huge.pdf", "picture-reduced"), ("black.pdf", "page-unread"), ("white.pdf", "page-without-print")],
)
def test_a_finding_tells_what_was_done_or_not_done(batch: tuple[Done, Path], file: str, code: str) -> None:
    own = _document(batch[1], file)["document_id"]
    assert code in [row["code"] for row in _rows(batch[1], "findings") if row["document_id"] == own]


@pytest.mark.parametrize(
    "file", ["huge.pdf", "cmyk.pdf", "jpeg2000.pdf", "fax.pdf", "jbig2.pdf", "poster.pdf", "stamp.pdf"]
)
def test_a_page_is_read_whatever_its_coding_and_size(batch: tuple[Done, Path], file: str) -> None:
    row = _document(batch[1], file)
    assert (row["status"], row["pages_scan"], int(row["values"])) == ("ok", "1", VALUES)


def test_a_page_upside_down_reads_as_its_upright_twin(batch: tuple[Done, Path]) -> None:
    """The second page is the first one turned, so its table is known for the same and not counted again."""
    own = _document(batch[1], "turned.pdf")
    tables = [row["status"] for row in _rows(batch[1], "tables") if row["document_id"] == own["document_id"]]
    assert (tables, int(own["values"])) == (["mapped", "ignored"], VALUES)
