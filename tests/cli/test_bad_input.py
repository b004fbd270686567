"""Files in every bad state: each has one row and a reason, and the others are finished."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from tests.cli.conftest import Done, empty_pdf, encrypt, lkip, print_pdf

ODD_NAME = b"a b\n\xff.pdf"
TEN_METRES = 10_000 * 72 / 25.4


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory, letter: bytes) -> tuple[Done, dict[str, dict[str, str]]]:
    """One run over a folder of everything, with a second job; the rows of documents.csv by file."""
    folder, out = tmp_path_factory.mktemp("in"), tmp_path_factory.mktemp("out")
    files = {
        "letter.pdf": letter,
        "letter-copy.pdf": letter,
        "not-a-pdf.pdf": b"PK\x03\x04 a workbook, renamed",
        "empty.pdf": b"",
        "truncated.pdf": print_pdf("cut", pages=40)[:900],
        "password.pdf": encrypt(letter, user="secret"),
        "open-password.pdf": encrypt(letter, user=""),
        "no-pages.pdf": empty_pdf(),
        "many.pdf": print_pdf("Halaman {page}", pages=2000),
        "wall.pdf": print_pdf("besar", size=(TEN_METRES, TEN_METRES)),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    Path(os.fsdecode(os.fsencode(folder) + b"/" + ODD_NAME)).write_bytes(print_pdf("nama"))
    (folder / "circle.pdf").symlink_to("circle.pdf")
    done = lkip("run", folder, "--out", out, "--jobs", "2")
    with open(out / "documents.csv", newline="") as stream:
        return done, {row["file"]: row for row in csv.DictReader(stream)}


def test_every_file_has_a_row_and_the_run_says_that_some_failed(
    batch: tuple[Done, dict[str, dict[str, str]]],
) -> None:
    done, rows = batch
    assert done.code == 7
    assert len(rows) == 12
    assert "Traceback" not in done.err
    assert done.out == ""


@pytest.mark.parametrize(
    ("file", "status", "reason"),
    [
        ("not-a-pdf.pdf", "failed", "not a PDF"),
        ("empty.pdf", "failed", "empty"),
        ("truncated.pdf", "failed", "damaged or cut short"),
        ("password.pdf", "failed", "needs a password"),
        ("no-pages.pdf", "failed", "the PDF"),
        ("circle.pdf", "failed", "cannot be read"),
        ("wall.pdf", "partial", "unreadable"),
        ("letter.pdf", "ok", "no table"),
        ("letter-copy.pdf", "ok", "no table"),
        ("open-password.pdf", "ok", "no table"),
        ("many.pdf", "ok", "no table"),
        ("a b\\x0a\\xff.pdf", "ok", "no table"),
    ],
)
def test_status_and_reason(batch: tuple[Done, dict[str, dict[str, str]]], file: str, status: str, reason: str) -> None:
    row = batch[1][file]
    assert row["status"] == status
    assert reason in row["reason"]


def test_a_failure_is_one_line_with_what_where_and_what_to_do(
    batch: tuple[Done, dict[str, dict[str, str]]],
) -> None:
    lines = [line for line in batch[0].err.splitlines() if line.startswith("lkip: password.pdf: failed")]
    assert len(lines) == 1
    assert "needs a password; save a copy without" in lines[0]


def test_equal_files_share_an_id_and_both_are_named(batch: tuple[Done, dict[str, dict[str, str]]]) -> None:
    rows = batch[1]
    assert rows["letter.pdf"]["document_id"] == rows["letter-copy.pdf"]["document_id"] != ""
    assert rows["letter.pdf"]["duplicate_of"] == "letter-copy.pdf"
    assert rows["letter-copy.pdf"]["duplicate_of"] == ""


def test_two_thousand_pages_are_all_counted(batch: tuple[Done, dict[str, dict[str, str]]]) -> None:
    assert batch[1]["many.pdf"]["pages"] == "2000"
