"""Looking at what came out: inspect, show, score, doctor, over a real report."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.conftest import ROOT, encrypt, lkip, print_pdf
from tests.unit.test_contact import ROWS, scan_of

DOCUMENT_ID = "2ad09e57787d7088"
REPORT = ROOT / "corpus" / "pdf" / "bnnk-oku-timur-2023.pdf"


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of one report."""
    out = tmp_path_factory.mktemp("outputs")
    # The report contradicts itself: with --strict that is an exit code of its own.
    done = lkip("run", REPORT, "--out", out, "--strict", "--no-ocr")
    assert done.code == 8
    assert done.out == ""
    assert f"lkip show {DOCUMENT_ID}-" in done.err
    return out


def _first_value(outputs: Path) -> dict[str, str]:
    with open(outputs / "values.csv", newline="") as stream:
        return next(row for row in csv.DictReader(stream) if row["page"] == "21")


def test_show_tells_where_a_number_comes_from(outputs: Path, tmp_path: Path) -> None:
    value = _first_value(outputs)
    picture = tmp_path / "cell.png"
    done = lkip("show", value["value_id"], outputs, "--pdf", REPORT.parent, "--picture", picture)
    assert (done.code, done.err) == (0, "")
    for fact in ("file: bnnk-oku-timur-2023.pdf", "place: page 21", repr(value["value_text"]), "record: "):
        assert fact in done.out
    assert done.out.endswith(f"picture: {picture}\n")
    with Image.open(picture) as image:
        reds = image.convert("RGB").getcolors(image.width * image.height) or []
        assert any(colour[0] > 180 and max(colour[1:]) < 60 for _, colour in reds if isinstance(colour, tuple))


def test_show_takes_no_other_file_for_the_document(outputs: Path, tmp_path: Path) -> None:
    (tmp_path / REPORT.name).write_bytes(print_pdf("another file of the same name"))
    value_id = _first_value(outputs)["value_id"]
    done = lkip("show", value_id, outputs.absolute(), cwd=tmp_path)
    assert done.code == 3
    assert "--pdf" in done.err


def test_show_names_an_unknown_value(outputs: Path, tmp_path: Path) -> None:
    assert lkip("show", "no-such-value", outputs).code == 3
    assert lkip("show", "no-such-value", tmp_path).code == 6


def test_inspect_says_each_stage() -> None:
    done = lkip("inspect", REPORT, "--page", "21", "--no-ocr")
    assert (done.code, done.err) == (0, "")
    for stage in ("== page 21: text", "words of height", "grid on page 21 from rules", "→ target", "claims it"):
        assert stage in done.out
    assert "== page 22" not in done.out


def test_inspect_as_json_has_cells_and_claims() -> None:
    seen = json.loads(lkip("inspect", REPORT, "--page", "21", "--json", "--no-ocr").out)
    assert [page["number"] for page in seen["pages"]] == [21]
    table = seen["tables"][0]
    assert table["cells"][0]["places"][0]["page_number"] == 21
    assert table["claims"][0]["profile"]


def test_inspect_draws_one_picture_a_page(tmp_path: Path) -> None:
    (tmp_path / "two.pdf").write_bytes(print_pdf("satu", pages=2))
    done = lkip("inspect", "two.pdf", "--draw", "pictures", cwd=tmp_path)
    assert done.code == 0
    names = sorted(path.name for path in (tmp_path / "pictures").iterdir())
    assert names == ["two-p001.png", "two-p002.png"]


def test_inspect_works_on_a_page_of_metres(tmp_path: Path) -> None:
    (tmp_path / "wall.pdf").write_bytes(print_pdf("besar", size=(28_346, 28_346)))
    done = lkip("inspect", "wall.pdf", "--draw", ".", cwd=tmp_path)
    assert done.code == 0
    assert "unreadable" in done.out
    with Image.open(tmp_path / "wall-p001.png") as image:
        assert max(image.size) < 4000


def test_inspect_says_in_one_line_why_a_file_cannot_be_opened(tmp_path: Path, letter: bytes) -> None:
    (tmp_path / "locked.pdf").write_bytes(encrypt(letter, user="secret"))
    done = lkip("inspect", "locked.pdf", cwd=tmp_path)
    assert (done.code, done.out, done.err.count("\n")) == (3, "", 1)
    assert done.err.startswith("lkip: locked.pdf: the PDF is encrypted")
    assert lkip("inspect", REPORT, "--page", "999").code == 3


@pytest.mark.ocr
def test_a_scanned_number_can_be_followed_back_to_what_each_reader_read(tmp_path: Path) -> None:
    scan, out = tmp_path / "lampiran.pdf", tmp_path / "out"
    scan.write_bytes(scan_of(ROWS))
    assert lkip("run", scan, "--out", out).code == 0
    with open(out / "values.csv", newline="") as stream:
        [first, *_] = csv.DictReader(stream)
    assert (first["field"], first["value_text"], first["source"]) == ("pagu", "86.750.000", "ocr")
    done = lkip("show", first["value_id"], out, "--pdf", scan)
    assert (done.code, done.err) == (0, "")
    for engine in ("tesseract-", "rapidocr "):
        assert any(line.startswith(f"  {engine}") and "86.750.000" in line for line in done.out.splitlines())


@pytest.mark.ocr
def test_inspect_draws_a_contact_sheet_of_a_scan_with_and_without_readers(tmp_path: Path) -> None:
    scan = tmp_path / "lampiran.pdf"
    scan.write_bytes(scan_of(ROWS))
    for folder, flags in (("read", []), ("unread", ["--no-ocr"])):
        done = lkip("inspect", scan, "--draw", tmp_path / folder, *flags)
        assert done.code == 0
        assert ("lines read: 9 (" in done.out) is (folder == "read")
        with Image.open(tmp_path / folder / "lampiran-p001.png") as picture:
            assert picture.width > 2000


def test_score_is_data_on_stdout(outputs: Path) -> None:
    done = lkip("score", outputs, "corpus/truth", "--json")
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out)
    assert lkip("score", outputs, "no-such-folder").code == 3


def test_doctor_checks_every_part(tmp_path: Path) -> None:
    done = lkip("doctor", "--out", tmp_path / "new" / "folder")
    assert done.code == 0
    for part in (
        "Python",
        "PDFium",
        "OpenCV",
        "Parquet",
        "Profiles",
        "Tesseract",
        "RapidOCR",
        "Scanned",
        "Output",
        "Processors",
        "Memory",
    ):
        assert part in done.out
    assert list(tmp_path.iterdir()) == []


def test_doctor_says_what_to_do_without_tesseract(tmp_path: Path) -> None:
    done = lkip("doctor", "--out", tmp_path, PATH=str(tmp_path))
    assert done.code == 0
    assert "warn  Tesseract: not found\n      to do: apt-get install" in done.out
    assert "without it scans have one reader" in done.out
    assert "warn  Scanned pages: read by one reader only: tesseract is not installed\n" in done.out


def test_doctor_fails_where_the_output_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = lkip("doctor", "--out", tmp_path / "file")
    assert done.code == 4
    assert "FAIL  Output folder" in done.out
