"""One run of the program, watched from outside: its processes, their memory, and what they leave."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

COMMAND = (sys.executable, "-c", "from pipelines.cli import main; main()")
ROOT = Path(__file__).parent.parent
# How often memory is looked at, in seconds, and how long processes of a killed run may take to go.
LOOK_S, GONE_S = 0.1, 10.0
# Files of the output folder that a run may leave besides its outputs.
OWN_FOLDER = ".lkip"


@dataclass
class Run:
    """A run of `lkip` in a session and with a temporary folder of its own.

    `parent_peak` and `child_peak` are the largest resident memory seen, in bytes; of a worker, with its own children.
    """

    args: Sequence[str | Path]
    scratch: Path
    parent_peak: int = 0
    child_peak: int = 0
    seen: set[int] = field(default_factory=set)

    def __enter__(self) -> Run:
        self.scratch.mkdir(parents=True, exist_ok=True)
        environ = {name: text for name, text in os.environ.items() if not name.startswith("LKIP_")}
        environ |= {"PYTHONPATH": str(ROOT), "TMPDIR": str(self.scratch), "OMP_THREAD_LIMIT": "1"}
        self.errors = open(self.scratch.with_suffix(".err"), "wb")  # closed in __exit__
        self.process = subprocess.Popen(
            [*COMMAND, *self.args], cwd=ROOT, env=environ, stderr=self.errors, start_new_session=True
        )
        self._stop = threading.Event()
        self._watcher = threading.Thread(target=self._watch)
        self._watcher.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self._stop.set()
        self._watcher.join()
        self.errors.close()

    def wait(self, seconds: float) -> int | None:
        """The exit code; None where the run is not over after so long."""
        try:
            return self.process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            return None

    def children(self) -> list[psutil.Process]:
        """The processes it has started and that live."""
        try:
            return list(psutil.Process(self.process.pid).children(recursive=True))
        except psutil.NoSuchProcess:
            return []

    def left_processes(self) -> list[str]:
        """Command lines of processes that outlive the run, after they had time to go; zombies too."""
        until = time.monotonic() + GONE_S
        while (left := list(_alive(self.seen))) and time.monotonic() < until:
            time.sleep(LOOK_S)
        return left

    def said(self) -> str:
        """What it said on stderr."""
        return self.scratch.with_suffix(".err").read_text(errors="replace")

    def _watch(self) -> None:
        while not self._stop.wait(LOOK_S):
            try:
                parent = psutil.Process(self.process.pid)
                self.parent_peak = max(self.parent_peak, parent.memory_info().rss)
                for child in parent.children():
                    family = [child, *child.children(recursive=True)]
                    self.seen |= {one.pid for one in family}
                    self.child_peak = max(self.child_peak, sum(one.memory_info().rss for one in family))
            except psutil.Error:
                # They come and go while one looks.
                continue


def _alive(pids: set[int]) -> Iterator[str]:
    for pid in pids:
        try:
            process = psutil.Process(pid)
            if str(ROOT) in process.environ().get("PYTHONPATH", "") or process.status() == psutil.STATUS_ZOMBIE:
                yield f"{pid} {process.status()} {' '.join(process.cmdline())[:80]}"
        except psutil.Error:
            continue


def outputs_of(out: Path) -> dict[str, bytes]:
    """The files a person sees in an output folder, with their bytes."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and OWN_FOLDER not in path.relative_to(out).parts
    }


def left_files(out: Path, scratch: Path) -> list[str]:
    """Temporary files that a run has left: in its scratch, in its own folder, beside the outputs."""
    own = {
        "lock",
        "results.sqlite",
        "results.sqlite-journal",
        "readings.sqlite",
        "readings.sqlite-journal",
        "status.json",
    }
    left = [str(path.relative_to(scratch)) for path in scratch.rglob("*")]
    left += [str(path.relative_to(out)) for path in (out / OWN_FOLDER).rglob("*") if path.name not in own]
    return left + [path.name for path in out.iterdir() if path.name.startswith(".") and path.name != OWN_FOLDER]


def events_of(log: Path) -> list[dict[str, object]]:
    """The events of a log of JSON lines; a last line that was cut off by a kill is none."""
    events = []
    for line in log.read_text().splitlines() if log.exists() else ():
        try:
            events.append(json.loads(line))
        except ValueError:
            continue
    return events


def documents_of(events: Sequence[dict[str, object]], kind: str) -> list[str]:
    """The documents that events of a kind are about."""
    return [str(event["document"]) for event in events if event["event"] == kind]
