"""What would be done, what failed, and doing it again."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import lkip


def test_a_dry_run_says_what_would_be_done_and_writes_nothing(tmp_path: Path, letter: bytes) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(letter)
    (folder / "copy.pdf").write_bytes(letter)
    (folder / "bad.pdf").write_bytes(b"no")
    done = lkip("run", folder, "--out", out, "--dry-run")
    assert (done.code, out.exists()) == (0, False)
    assert "3 files: 0 known, 2 to read\n  2 new\n  and 1 with the bytes of one of them, not read\n" in done.out
    assert "About 1 pages, 0 of them scans. 1 files do not open and will fail." in done.out
    assert "Nothing was written." in done.out


def test_what_failed_is_read_again_where_the_folder_remembers_it(tmp_path: Path, letter: bytes) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(letter)
    for name in ("bad.pdf", "gone.pdf"):
        (folder / name).write_bytes(name.encode())
    assert lkip("run", "in", "--out", out, "--jobs", "1", "--no-ocr", cwd=tmp_path).code == 7
    (folder / "bad.pdf").write_bytes(letter + b"%")
    (folder / "gone.pdf").unlink()
    done = lkip("retry", out, "--jobs", "1", cwd="/")
    assert f"gone.pdf: not found any more in {folder}" in done.err
    assert "1 documents read; written to" in done.err
    text = (out / "documents.csv").read_text()
    assert ",bad.pdf," in text
    assert text.count(",ok,") == 2
    # Of the whole folder one file is still failed.
    assert done.code == 7
    again = lkip("run", "in", "--out", out, "--no-ocr", "--dry-run", cwd=tmp_path)
    assert "2 files: 2 known, 0 to read\n1 files of earlier runs are not among the inputs; their rows stay" in again.out
    done = lkip("retry", out, cwd="/")
    assert done.code == 3
    assert "none of what failed is found any more" in done.err


def test_nothing_to_retry_is_said(tmp_path: Path) -> None:
    done = lkip("retry", tmp_path)
    assert done.code == 3
    assert "no run has written here" in done.err
