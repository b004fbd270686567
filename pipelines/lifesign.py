"""Who runs, and whether it still does: a process's mark, which another process, container or machine can judge."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
# Fields of /proc/PID/stat after the command's name: state is the first, the start time (clock ticks) the twentieth.
STATE_FIELD, START_FIELD = 0, 19
DEAD_STATES = frozenset("ZXx")


@dataclass(frozen=True, slots=True)
class Mark:
    """A process: number, machine, and what tells it from another that gets its number later.

    `boot` and `namespace` say in which numbering of processes `pid` counts; '' and 0 where the system does not say.
    """

    pid: int
    host: str
    boot: str = ""
    namespace: str = ""
    start_ticks: int = 0


def own_mark(proc: Path = PROC) -> Mark:
    """The mark of this process."""
    return Mark(os.getpid(), socket.gethostname(), _boot(proc), _namespace(proc), _start_ticks(proc, os.getpid()) or 0)


def is_alive(mark: Mark, proc: Path = PROC) -> bool | None:
    """Whether the process still runs; None where that cannot be seen from here (another machine or container)."""
    here = (_boot(proc), _namespace(proc))
    if "" in here or here != (mark.boot, mark.namespace):
        return None
    return _start_ticks(proc, mark.pid) == mark.start_ticks


def is_taken(pid: int) -> bool:
    """Whether a process of this machine or container has the number."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _boot(proc: Path) -> str:
    return _text(proc / "sys/kernel/random/boot_id")


def _namespace(proc: Path) -> str:
    try:
        return os.readlink(proc / "self/ns/pid")
    except OSError:
        return ""


def _start_ticks(proc: Path, pid: int) -> int | None:
    """When a process was started, in ticks since the machine was; None where it is gone or a zombie."""
    # The command's name stands in brackets and may hold anything, brackets too.
    facts = _text(proc / str(pid) / "stat").rpartition(")")[2].split()
    if len(facts) <= START_FIELD or facts[STATE_FIELD] in DEAD_STATES:
        return None
    return int(facts[START_FIELD])


def _text(path: Path) -> str:
    try:
        return path.read_text(errors="replace").strip()
    except OSError:
        return ""
