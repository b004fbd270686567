"""A watched folder as a person has it: files are dropped, the tables follow, a signal ends it cleanly."""

from __future__ import annotations

import csv
import json
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import lkip, lkip_begun, print_pdf

Event = dict[str, object]


def _until(process: subprocess.Popen[bytes], found: Callable[[Event], bool]) -> list[Event]:
    """The events up to the one that is looked for."""
    assert process.stdout is not None
    told: list[Event] = []
    for line in process.stdout:
        told.append(json.loads(line))
        if found(told[-1]):
            return told
    raise AssertionError(told)


def _rows(out: Path) -> dict[str, dict[str, str]]:
    with open(out / "documents.csv", newline="", encoding="utf-8") as stream:
        return {row["file"]: row for row in csv.DictReader(stream)}


def test_dropped_files_are_read_once_and_a_signal_ends_the_watch(tmp_path: Path, letter: bytes) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(letter)
    (folder / "bad.pdf").write_bytes(b"no")
    options = ("--interval", "0.05", "--rest", "0.1", "--jobs", "1", "--log-json")
    with lkip_begun("watch", folder, "--out", out, *options) as watching:
        first = _until(watching, lambda event: event["event"] == "run_done")
        assert set(_rows(out)) == {"a.pdf", "bad.pdf"}
        assert lkip("status", out, "--health").code == 0
        # The same bytes under a new name, and a copy that is not finished.
        (folder / "b.pdf").write_bytes(letter)
        with open(folder / "c.pdf", "wb") as stream:
            stream.write(print_pdf("lain")[:100])
            stream.write(bytes(2000))
        second = _until(watching, lambda event: event["event"] == "run_done")
        assert _rows(out)["b.pdf"]["duplicate_of"] == "a.pdf"
        watching.send_signal(signal.SIGTERM)
        _, said = watching.communicate(timeout=30)
    assert watching.returncode == 143
    assert [one["document"] for one in first if one["event"] == "document_failed"] == ["bad.pdf"]
    # Neither the bad file nor what is known was read again; the half copy waits.
    assert [one["document"] for one in second if one["event"] == "document_started"] == []
    assert "c.pdf" not in _rows(out)
    assert said.decode().count("bad.pdf: failed: not a PDF") == 1
    assert lkip("status", out, "--health").code == 1
    assert "stopped by signal 15" in lkip("status", out).out
    # A folder that was watched holds what one run over its files gives.
    (folder / "c.pdf").unlink()
    assert lkip("run", folder, "--out", tmp_path / "at once", "--jobs", "1").code == 7
    for path in (tmp_path / "at once").glob("*.csv"):
        assert path.read_bytes() == (out / path.name).read_bytes(), path.name


@pytest.mark.parametrize("args", [("--interval", "0"), ("--rest", "-1")])
def test_a_watch_without_pace_is_a_usage_error(tmp_path: Path, args: tuple[str, ...]) -> None:
    assert lkip("watch", tmp_path, *args).code == 2


def test_a_folder_that_is_not_there_exits_3(tmp_path: Path) -> None:
    done = lkip("watch", tmp_path / "gone", "--out", tmp_path / "out", "--once")
    assert done.code == 3
    assert "no such folder" in done.err
