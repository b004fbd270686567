"""The parent's side of `pipelines.guardian`: one for this process, started when the first worker is."""

from __future__ import annotations

import atexit
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

from pipelines import guardian

_lock = threading.Lock()
_running: list[subprocess.Popen[bytes]] = []


def guard(group: int, folder: Path) -> None:
    """Have a process group ended, and a folder removed, when this process is gone."""
    _tell(f"+ {group} {folder}\n")


def release(group: int) -> None:
    """Nothing is left of a group."""
    _tell(f"- {group}\n")


def _tell(line: str) -> None:
    with _lock:
        if not _running or _running[0].poll() is not None:
            _running[:] = [_start()]
        stdin = _running[0].stdin
        assert stdin is not None
        # Should it be killed in this moment, the next line starts another.
        with suppress(OSError):
            stdin.write(line.encode(errors="surrogateescape"))
            stdin.flush()


def _start() -> subprocess.Popen[bytes]:
    started = subprocess.Popen(
        [sys.executable, "-I", "-S", guardian.__file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    atexit.register(_let_go, started)
    return started


def _let_go(running: subprocess.Popen[bytes]) -> None:
    # At the end of its lines it ends.
    running.communicate()
