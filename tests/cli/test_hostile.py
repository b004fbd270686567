"""A folder that somebody filled with harm: each file has a status, nothing is done that it asks for or says."""

from __future__ import annotations

import csv
import os
import pty
import subprocess
from pathlib import Path

import pytest

from tests import hostile
from tests.cli.conftest import COMMAND, Done, environment, lkip, print_pdf

NAMES = (
    "$(touch owned).pdf",
    "; touch owned;.pdf",
    "=cmd|' calc'!A0.pdf",
    "-x --out=owned.pdf",
    hostile.ESCAPES.replace("\0", "") + ".pdf",
    "line\nlkip: all is well.pdf",
    "line\\x0alkip: all is well.pdf",
    "%s%n{0}.pdf",
    "\ud800.pdf".encode("utf-8", "surrogatepass").decode("utf-8", "surrogateescape"),
)


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> tuple[Done, Path, Path]:
    """One run over everything; what it said, its input and its output."""
    folder, out = tmp_path_factory.mktemp("in"), tmp_path_factory.mktemp("out")
    for index, name in enumerate(NAMES):
        (folder / name).write_bytes(print_pdf(f"Laporan nomor {index}"))
    (folder / "escapes.pdf").write_bytes(hostile.terminal_escapes())
    (folder / "acts.pdf").write_bytes(hostile.things_that_act())
    (folder / "pages.pdf").write_bytes(hostile.hundred_thousand_pages())
    (folder / "folder.pdf").mkdir()
    os.mkfifo(folder / "pipe.pdf")
    with open(folder / "sparse.pdf", "wb") as stream:
        stream.truncate(1 << 40)
    (folder / "out-of-here.pdf").symlink_to("/etc/passwd")
    return lkip("run", folder, "--out", out, "--jobs", "2", "--verbose", cwd=folder), folder, out


def _rows(out: Path, table: str = "documents") -> dict[str, dict[str, str]]:
    with open(out / f"{table}.csv", newline="") as stream:
        return {row["file"]: row for row in csv.DictReader(stream)}


def test_every_file_has_a_row_of_its_own(batch: tuple[Done, Path, Path]) -> None:
    done, _, out = batch
    assert done.code == 7, done.err
    assert len(_rows(out)) == len(NAMES) + 5
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("file", "status", "reason"),
    [
        ("pages.pdf", "failed", "100,000 pages"),
        ("pipe.pdf", "failed", "it is a pipe"),
        ("sparse.pdf", "failed", "1,048,576 MiB"),
        ("acts.pdf", "ok", "no table"),
        ("'=cmd|' calc'!A0.pdf", "ok", "no table"),
        ("line\\x0alkip: all is well.pdf", "ok", "no table"),
        ("line\\x5cx0alkip: all is well.pdf", "ok", "no table"),
        ("\\x1b]0;owned\\x07\\x1b[2J\\x9b31m\\u202e.pdf", "ok", "no table"),
    ],
)
def test_status_and_reason(batch: tuple[Done, Path, Path], file: str, status: str, reason: str) -> None:
    row = _rows(batch[2])[file]
    assert (row["status"], reason in row["reason"]) == (status, True)


def test_a_link_out_of_the_input_is_said_and_not_followed(batch: tuple[Done, Path, Path]) -> None:
    done, _, out = batch
    assert "a link leads out of the input and is not followed (out-of-here.pdf)" in done.err
    assert "out-of-here.pdf" not in _rows(out)


def test_nothing_that_a_file_asks_for_is_done(batch: tuple[Done, Path, Path]) -> None:
    _, folder, out = batch
    around = {path.name for place in (folder, folder.parent, out) for path in place.iterdir()}
    assert not {name for name in around if name.startswith("owned")}


def test_no_word_of_a_file_steers_the_terminal(batch: tuple[Done, Path, Path]) -> None:
    assert _steering(batch[0].err) == []


def test_no_cell_begins_as_a_formula(batch: tuple[Done, Path, Path]) -> None:
    out = batch[2]
    for path in out.glob("*.csv"):
        with open(path, newline="") as stream:
            cells = [cell for row in csv.reader(stream) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "@", "+")) or "\0" in cell]


def test_on_a_terminal_neither(batch: tuple[Done, Path, Path]) -> None:
    seen = _on_a_terminal("inspect", batch[1] / "escapes.pdf")
    assert "\\u202e" in seen
    assert _steering(seen.replace("\r\n", "\n")) == []


def _steering(text: str) -> list[str]:
    return sorted({letter for letter in text if not letter.isprintable() and letter != "\n"})


def _on_a_terminal(*args: str | Path) -> str:
    ours, theirs = pty.openpty()
    with subprocess.Popen([*COMMAND, *args], stdout=theirs, stderr=theirs, stdin=theirs, env=environment()) as process:
        os.close(theirs)
        seen = b""
        while part := _read(ours):
            seen += part
        process.wait(timeout=60)
    os.close(ours)
    return seen.decode(errors="replace")


def _read(handle: int) -> bytes:
    try:
        return os.read(handle, 65536)
    except OSError:
        # How a terminal whose other end is closed says so.
        return b""
