"""Where temporary files go."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from extract.errors import OutputError
from pipelines.scratch import find_scratch, hold_scratch, worker_folder

GONE = Path("/proc/gone")


def test_what_the_environment_names_is_taken_then_the_system_s_then_the_run_s(tmp_path: Path) -> None:
    named, system, own = tmp_path / "named", tmp_path / "system", tmp_path / "out" / "tmp"
    named.mkdir()
    system.mkdir()
    assert find_scratch(own, {"TMPDIR": str(named)}, [system]) == named
    assert find_scratch(own, {"TMPDIR": str(GONE)}, [system]) == system
    assert not own.exists()
    assert find_scratch(own, {}, [GONE]) == own
    assert own.is_dir()


def test_no_place_at_all_is_said(tmp_path: Path) -> None:
    for fallback in (None, GONE, Path("/proc")):
        with pytest.raises(OutputError, match="no folder for temporary files"):
            find_scratch(fallback, {}, [])


def test_the_current_folder_is_never_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OutputError):
        find_scratch(None, {}, [GONE])


def test_what_an_ended_run_left_is_removed_and_nothing_is_left(tmp_path: Path) -> None:
    left = tmp_path / "tmp" / "lkip-left"
    left.mkdir(parents=True)
    before = tempfile.tempdir
    with hold_scratch(tmp_path / "tmp"):
        assert not left.exists()
        assert tempfile.gettempdir() == str(find_scratch(tmp_path / "tmp"))
    assert tempfile.tempdir == before
    assert not (tmp_path / "tmp").exists()


def test_a_worker_s_folder_goes_with_the_next_run_where_its_own_was_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    own = worker_folder(None)
    killed = subprocess.Popen([sys.executable, "-c", ""])
    killed.wait()
    left = own.rename(tmp_path / own.name.replace(f"-{os.getpid()}-", f"-{killed.pid}-"))
    kept = [worker_folder(None), tmp_path / "lkip-another-1-abc"]
    kept[1].mkdir()
    with hold_scratch(tmp_path / "out"):
        assert not left.exists()
        assert all(path.is_dir() for path in kept)
