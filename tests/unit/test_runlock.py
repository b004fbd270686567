"""One run at a time in a folder, also where the file system has no locks, and after a run that was killed."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from extract.errors import OutputError
from pipelines import runlock
from pipelines.runlock import HELD_FILE, STALE_S, hold_folder
from pipelines.settings import RUN_FOLDER


@pytest.fixture(params=["locks", "no locks"], autouse=True)
def file_system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """With the system's locks, and as on a share that has none."""

    def refuse(handle: int, operation: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    if request.param == "no locks":
        monkeypatch.setattr(fcntl, "flock", refuse)
        monkeypatch.setattr(runlock, "SETTLING_S", 0.01)
    return str(request.param)


def test_a_second_run_is_told_who_holds_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["lkip", "run", "in put"])
    with hold_folder(tmp_path):
        with pytest.raises(OutputError) as caught, hold_folder(tmp_path):
            pass
        message = str(caught.value)
    assert f"process {os.getpid()} on " in message
    assert "lkip run 'in put'" in message
    assert str(tmp_path) in message
    assert "--out" in message


def test_a_folder_is_free_after_a_run_however_it_ended(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), hold_folder(tmp_path):
        raise ZeroDivisionError
    with hold_folder(tmp_path):
        pass


def test_a_killed_run_holds_nothing(tmp_path: Path, file_system: str) -> None:
    program = (
        "import fcntl, os, sys\nfrom pathlib import Path\n"
        + ("fcntl.flock = lambda *_: (_ for _ in ()).throw(OSError(37, ''))\n" if file_system == "no locks" else "")
        + "from pipelines.runlock import hold_folder\n"
        "with hold_folder(Path(sys.argv[1])):\n    os.kill(os.getpid(), 9)\n"
    )
    root = Path(runlock.__file__).parent.parent
    environ = os.environ | {"PYTHONPATH": str(root)}
    assert subprocess.run([sys.executable, "-c", program, tmp_path], env=environ, check=False).returncode == -9
    with hold_folder(tmp_path):
        pass


def test_a_run_of_another_machine_is_gone_when_its_file_was_not_touched_for_long(
    tmp_path: Path, file_system: str
) -> None:
    if file_system == "locks":
        pytest.skip("there the system knows")
    held = tmp_path / RUN_FOLDER / HELD_FILE
    held.parent.mkdir()
    held.write_text(json.dumps({"pid": 1, "host": "elsewhere", "since": "then", "command": "lkip run"}))
    with pytest.raises(OutputError, match="process 1 on elsewhere"), hold_folder(tmp_path):
        pass
    long_ago = held.stat().st_mtime - STALE_S - 1
    os.utime(held, (long_ago, long_ago))
    with hold_folder(tmp_path):
        assert json.loads(held.read_text())["pid"] == os.getpid()
    assert not held.exists()


def test_a_clock_that_steps_does_not_free_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file_system: str
) -> None:
    with hold_folder(tmp_path):
        monkeypatch.setattr("time.time", lambda: 4e9)
        with pytest.raises(OutputError, match="another run"), hold_folder(tmp_path):
            pass
