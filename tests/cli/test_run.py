"""Exit codes, signals, and what is said where."""

from __future__ import annotations

import signal
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.cli.conftest import endless_pdf, lkip, lkip_stopped, print_pdf
from tests.unit.test_contact import ROWS, scan_of


def _folder(tmp_path: Path, **files: bytes) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, data in files.items():
        (folder / f"{name}.pdf").write_bytes(data)
    return folder


def _bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_version_is_data_on_stdout() -> None:
    done = lkip("--version")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("lkip ")


@pytest.mark.parametrize("command", ["run", "inspect", "score", "show", "doctor", "cache info", "cache prune"])
def test_every_help_shows_an_example(command: str) -> None:
    done = lkip(*command.split(), "--help")
    assert done.code == 0
    assert f"Example: lkip {command} " in done.out


def test_usage_errors_exit_2(tmp_path: Path) -> None:
    for args in (
        ["run"],
        ["run", ""],
        ["fly"],
        ["run", "x.pdf", "--jobs", "0"],
        ["run", "x.pdf", "--quiet", "--verbose"],
    ):
        assert lkip(*args, cwd=tmp_path).code == 2, args


def test_a_setting_without_meaning_exits_2(tmp_path: Path) -> None:
    done = lkip("run", "x.pdf", cwd=tmp_path, LKIP_JOBS="many")
    assert done.code == 2
    assert done.err.startswith("lkip: LKIP_JOBS: 'many'")


def test_the_only_input_unreadable_exits_3(tmp_path: Path) -> None:
    done = lkip("run", "gone.pdf", "--out", "out", cwd=tmp_path)
    assert done.code == 3
    assert "lkip: gone.pdf: failed: no such file; check the path" in done.err
    assert lkip("run", ".", cwd=tmp_path).code == 3


def test_an_output_folder_that_cannot_be_written_exits_6_before_the_work(tmp_path: Path, letter: bytes) -> None:
    folder = _folder(tmp_path, a=letter)
    (tmp_path / "out").write_text("a file stands here")
    done = lkip("run", folder, "--out", tmp_path / "out")
    assert done.code == 6
    assert done.err.count("\n") == 1
    assert str(tmp_path / "out") in done.err


def test_a_full_disk_exits_6_and_leaves_what_stood_there(tmp_path: Path, letter: bytes) -> None:
    folder, out = _folder(tmp_path, a=letter), tmp_path / "out"
    assert lkip("run", folder, "--out", out).code == 0
    before = _bytes_of(out)
    (folder / "b.pdf").write_bytes(print_pdf("lain"))
    done = lkip("run", folder, "--out", out, limit_file_bytes=1000)
    assert done.code == 6
    assert "Traceback" not in done.err
    assert _bytes_of(out) == before


def test_one_job_and_two_give_the_same_bytes(tmp_path: Path, letter: bytes) -> None:
    folder = _folder(tmp_path, a=letter, b=print_pdf("dua"), c=b"no", d=letter)
    assert lkip("run", folder, "--out", tmp_path / "1", "--jobs", "1").code == 7
    assert lkip("run", folder, "--out", tmp_path / "2", "--jobs", "2").code == 7
    assert _bytes_of(tmp_path / "1") == _bytes_of(tmp_path / "2")


@pytest.mark.parametrize(
    ("limit", "why"),
    [
        (("--timeout", "2", "--memory", "8G"), "not finished after 2 s; give it more time (--timeout)"),
        (("--memory", "300M"), "it needs more than 300 MB of memory; give it more (--memory)"),
    ],
)
def test_a_page_without_end_is_given_up_and_the_others_are_read(
    tmp_path: Path, letter: bytes, limit: Sequence[str], why: str
) -> None:
    folder = _folder(tmp_path, a=letter, endless=endless_pdf(), z=letter + b"%")
    done = lkip("run", folder, "--out", tmp_path / "out", "--jobs", "1", *limit)
    assert done.code == 0
    assert f"endless.pdf: page 1: {why}" in done.err
    assert f"endless.pdf: partial: page 1 is unreadable: {why}" in done.err
    text = (tmp_path / "out" / "documents.csv").read_text()
    assert ",a.pdf," in text
    assert ",z.pdf," in text


@pytest.mark.parametrize(("by", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_what_was_finished_is_written_when_a_signal_ends_the_run(
    tmp_path: Path, letter: bytes, by: signal.Signals, code: int
) -> None:
    # The larger is read first.
    folder = _folder(tmp_path, a=letter + 9_000 * b" ", endless=endless_pdf())
    args = ["run", folder, "--out", tmp_path / "out", "--jobs", "1", "--verbose"]
    done = lkip_stopped(args, after="a.pdf: ok", by=by)
    assert done.code == code
    assert "Traceback" not in done.err
    assert "Stopped: 1 files were not read" in done.err
    assert ",a.pdf," in (tmp_path / "out" / "documents.csv").read_text()


def test_a_partial_document_exits_0_and_a_line_says_so(tmp_path: Path) -> None:
    folder = _folder(tmp_path, wall=print_pdf("besar", size=(28_346, 28_346)))
    done = lkip("run", folder, "--out", tmp_path / "out")
    assert done.code == 0
    assert "wall.pdf: partial: page 1 is unreadable" in done.err


def test_a_line_says_that_scans_were_not_read_and_why(tmp_path: Path, letter: bytes) -> None:
    folder = _folder(tmp_path, a=scan_of(ROWS), b=letter)
    done = lkip("run", folder, "--out", tmp_path / "out", "--no-ocr")
    assert done.code == 0
    assert "Scanned pages were not read (--no-ocr).\n" in done.err
    done = lkip("run", folder / "b.pdf", "--out", tmp_path / "out", "--no-ocr")
    assert "Scanned pages" not in done.err


def test_quiet_says_nothing_of_success(tmp_path: Path, letter: bytes) -> None:
    done = lkip("run", _folder(tmp_path, a=letter), "--out", tmp_path / "out", "--quiet")
    assert (done.code, done.out, done.err) == (0, "", "")


def test_excel_copies_are_written_on_demand(tmp_path: Path, letter: bytes) -> None:
    assert lkip("run", _folder(tmp_path, a=letter), "--out", tmp_path / "out", "--excel-id").code == 0
    assert (tmp_path / "out" / "values.excel.csv").read_bytes().startswith(b"\xef\xbb\xbf")
