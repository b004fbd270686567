"""One run at a time in an output folder, and who it is.

The system's own lock on `OUT/.lkip/lock` ends with its holder, however it ends. Where a file system has no such locks,
the file `OUT/.lkip/lock.held` stands for it: its holder touches it every few seconds, and one that was not touched for
long belongs to a run that is gone. Reading commands need no lock.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shlex
import socket
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from extract.errors import OutputError
from pipelines.lifesign import is_taken
from pipelines.output_text import clean_path
from pipelines.settings import RUN_FOLDER
from pipelines.staging import write_failure

LOCK_FILE = "lock"
HELD_FILE = "lock.held"
HEARTBEAT_S = 10.0
# Long enough for a share that hangs for a while; a machine that went down keeps others waiting so long.
STALE_S = 180.0
SETTLING_S = 0.5
# What a file system without locks answers.
_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL})


@dataclass(frozen=True, slots=True)
class Holder:
    """The run that holds a folder."""

    pid: int
    host: str
    since: str
    command: str

    def __str__(self) -> str:
        """In words, for an error."""
        return f"process {self.pid} on {self.host} since {self.since} ({self.command})"


@contextlib.contextmanager
def hold_folder(out_dir: Path) -> Iterator[None]:
    """Hold an output folder for one run.

    Raises:
        OutputError: another run holds it, or the folder cannot be written.
    """
    folder = out_dir / RUN_FOLDER
    with contextlib.ExitStack() as held:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if not _took_lock(folder / LOCK_FILE, held):
                _take_held_file(folder / HELD_FILE, held)
        except OSError as error:
            raise write_failure(folder, error) from error
        yield


def _took_lock(path: Path, held: contextlib.ExitStack) -> bool:
    """Take the system's lock, until `held` is left; False where there are none."""
    if sys.platform == "win32":
        return False
    import fcntl

    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    held.callback(os.close, handle)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _NO_LOCKS:
            return False
        if error.errno in (errno.EWOULDBLOCK, errno.EACCES):
            raise _busy(path) from error
        raise
    os.ftruncate(handle, 0)
    os.write(handle, _this_run())
    held.callback(os.ftruncate, handle, 0)
    return True


def _take_held_file(path: Path, held: contextlib.ExitStack) -> None:
    """Make the file that stands for a lock, and keep it fresh until `held` is left."""
    cleared = _cleared_stale(path)
    mine = _this_run()
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    except FileExistsError as error:
        raise _busy(path) from error
    with open(handle, "wb") as stream:
        stream.write(mine)
    if cleared:
        # Another run may have found the same stale file, and have taken this one for it.
        time.sleep(SETTLING_S)
        if path.read_bytes() != mine:
            raise _busy(path)
    held.callback(_let_go, path, mine)
    done = threading.Event()
    beating = threading.Thread(target=_keep_fresh, args=(path, done), daemon=True)
    beating.start()
    held.callback(beating.join)
    held.callback(done.set)


def _keep_fresh(path: Path, done: threading.Event) -> None:
    while not done.wait(HEARTBEAT_S):
        # A share that is away for a moment comes back, or the run ends for want of it.
        with contextlib.suppress(OSError):
            os.utime(path)


def _let_go(path: Path, mine: bytes) -> None:
    with contextlib.suppress(OSError):
        if path.read_bytes() == mine:
            path.unlink()


def _cleared_stale(path: Path) -> bool:
    """Remove the file of a run that is gone; whether there was one."""
    try:
        age_s = _now_there(path) - path.stat().st_mtime
    except FileNotFoundError:
        return False
    holder = _holder(path)
    gone = holder is not None and holder.host == socket.gethostname() and not is_taken(holder.pid)
    if not gone and age_s < STALE_S:
        return False
    path.unlink(missing_ok=True)
    return True


def _now_there(path: Path) -> float:
    """The time by the clock that stamps the files beside `path`: a server's may be another than ours."""
    probe = path.with_name(f"{path.name}.{os.getpid()}")
    probe.write_bytes(b"")
    try:
        return probe.stat().st_mtime
    finally:
        probe.unlink()


def _this_run() -> bytes:
    since = datetime.now().astimezone().isoformat(sep=" ", timespec="seconds")
    command = clean_path(shlex.join(["lkip", *sys.argv[1:]]))
    return json.dumps(asdict(Holder(os.getpid(), socket.gethostname(), since, command))).encode()


def _holder(path: Path) -> Holder | None:
    """Who wrote the file; None where it says nothing."""
    try:
        return Holder(**json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def _busy(path: Path) -> OutputError:
    holder = _holder(path)
    return OutputError(
        f"another run is writing here: {holder or 'it does not say who'}",
        str(path.parent.parent),
        "wait for its end or stop it, or choose another --out",
    )
