"""A worker as its parent sees it: a process that has a task, is watched, and is ended where it goes too far.

Nothing here waits for the worker, believes what it says of itself, or leaves anything of it behind.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import pickle
import shutil
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Generic

import psutil

from pipelines.confine import Confinement
from pipelines.engine import Job, Loss, News, Outcome, Result, Start, Step, Task
from pipelines.footprint import Footprint, descendants, footprint_of
from pipelines.guard import guard, release
from pipelines.pool_worker import NO_MEMORY, At, LogLine, Ready, Reply, Told, serve
from pipelines.wire import Mailbox, TooMuch

# A worker that holds on to more than this share of its limit after a task is replaced: measured 0.2 to 0.25 of 2 GiB
# with all engines loaded.
KEPT_SHARE = 0.6
# What libraries keep besides memory (handles, caches) does not add up for longer than this.
TASKS_PER_WORKER = 500
# How long a worker may take to load what it needs, in seconds: measured 1 to 3.
START_S = 120.0
# A page is to blame for lost time when it was in hand for this share of it.
BLAMED_SHARE = 0.25
# One that crashes this near its limit of memory was refused more: libraries end in many ways then.
NEAR_SHARE = 0.7
# How long what was killed may take to be gone, in seconds.
GONE_S = 2.0

_log = logging.getLogger(__name__)


class Worker(Generic[Task, Result]):
    """A process and the parent's end of its line. `job` is what it has in hand."""

    def __init__(self, start: Start[Task, Result], how: Confinement) -> None:
        self._limits, self._folder = how.limits, how.folder
        context = multiprocessing.get_context("spawn")
        ours, theirs = socket.socketpair()
        self._process = context.Process(
            target=serve, args=(theirs, pickle.dumps(start), how, logging.getLogger().getEffectiveLevel()), daemon=True
        )
        self._process.start()
        # Held by the worker alone, its end closes with it, and the parent reads an end of file.
        theirs.close()
        pid = self._process.pid
        assert pid is not None
        guard(pid, how.folder)
        self.mailbox = Mailbox(ours)
        self.job: Job[Task] | None = None
        self.spent = False
        self._seen = psutil.Process(pid)
        self._given = 0
        self._is_ready = False
        self._since_s = self._page_since_s = time.monotonic()
        self._page = 0
        self._below: list[psutil.Process] = []
        self._before = self._now = Footprint()
        self._peak_bytes = 0

    @property
    def busy(self) -> bool:
        """Whether it has a task."""
        return self.job is not None

    @property
    def is_alive(self) -> bool:
        """Whether the process runs still."""
        return self._process.exitcode is None

    @property
    def left_s(self) -> float:
        """How long the task in hand, or the start before it, may still take, in seconds."""
        return self._since_s + (self._wall_s if self._is_ready else START_S) - time.monotonic()

    @property
    def _wall_s(self) -> float:
        return min(self._limits.wall_s, self.job.wall_s if self.job else float("inf"))

    def give(self, job: Job[Task]) -> None:
        """Hand a task over."""
        self.job = job
        self._given += 1
        self.mailbox.post(job.task)
        self._start_clock()

    def news(self) -> Iterator[News[Task, Result]]:
        """What the task in hand told since the last time, and its outcome when it has one."""
        if self.job is None:
            return
        self.mailbox.flush()
        try:
            for message in self.mailbox.messages(self._limits.output_bytes):
                if isinstance(message, Reply):
                    yield self._settle(self.job, message.result)
                    return
                if isinstance(message, Told):
                    yield Step(self.job.task, message.done, message.of, self._page)
                else:
                    self._note(message)
        except TooMuch:
            yield self._lose(self.job, Loss.OUTPUT, in_bytes(self._limits.output_bytes))
            return
        except EOFError:
            yield self._bury(self.job)
            return
        # One document must not stop the rest, whatever it made its worker say.
        except Exception as error:
            yield self._lose(self.job, Loss.CRASH, f"it sent what is no message ({type(error).__name__})")
            return
        if not self.is_alive:
            # A child that it left holds the line open.
            yield self._bury(self.job)
        elif excess := self._excess():
            yield self._lose(self.job, *excess)

    def _note(self, message: object) -> None:
        match message:
            case Ready():
                self._is_ready = True
                self._start_clock()
            case At(page_number):
                self._page, self._page_since_s = page_number, time.monotonic()
            case LogLine(level, text):
                _log.log(level, text)

    def _start_clock(self) -> None:
        self._since_s = self._page_since_s = time.monotonic()
        self._page = self._peak_bytes = 0
        self._look()
        self._before = self._now

    def _excess(self) -> tuple[Loss, str] | None:
        """Which limit the task in hand exceeds, and that limit in words."""
        self._look()
        if self._now.memory_bytes > self._limits.memory_bytes:
            return Loss.MEMORY, in_bytes(self._limits.memory_bytes)
        if self.left_s <= 0:
            return (Loss.TIMEOUT, f"{self._wall_s:g} s") if self._is_ready else (Loss.CRASH, "it did not start")
        if self._now.cpu_s - self._before.cpu_s > self._limits.cpu_s:
            return Loss.CPU_TIME, f"{self._limits.cpu_s:g} s"
        return None

    def _look(self) -> None:
        self._below = descendants(self._seen)
        self._now = footprint_of((self._seen, *self._below))
        self._peak_bytes = max(self._peak_bytes, self._now.memory_bytes)

    def _settle(self, job: Job[Task], result: Result) -> Outcome[Task, Result]:
        seconds = time.monotonic() - self._since_s
        self._look()
        outcome = Outcome(job.task, result, attempt=job.attempt, seconds=seconds, peak_bytes=self._peak_bytes)
        self.job = None
        if (
            self._given >= TASKS_PER_WORKER
            or self._now.memory_bytes > KEPT_SHARE * self._limits.memory_bytes
            or self._now.cpu_s > self._limits.cpu_s
        ):
            self.end()
        return outcome

    def _bury(self, job: Job[Task]) -> Outcome[Task, Result]:
        """The outcome of a task whose process ended by itself."""
        self._process.join(GONE_S)
        code = self._process.exitcode
        near = self._peak_bytes > NEAR_SHARE * self._limits.memory_bytes
        if code == NO_MEMORY or (near and code):
            return self._lose(job, Loss.MEMORY, in_bytes(self._limits.memory_bytes))
        return self._lose(job, Loss.CRASH, _how_it_ended(code))

    def _lose(self, job: Job[Task], loss: Loss, detail: str) -> Outcome[Task, Result]:
        now = time.monotonic()
        seconds, in_hand_s = now - self._since_s, now - self._page_since_s
        # Where time ran out over many pages, none of them is to blame.
        is_to_blame = loss not in (Loss.TIMEOUT, Loss.CPU_TIME) or in_hand_s > BLAMED_SHARE * seconds
        self.end()
        return Outcome(
            job.task,
            None,
            loss,
            detail,
            page=self._page if is_to_blame else 0,
            attempt=job.attempt,
            seconds=seconds,
            peak_bytes=self._peak_bytes,
        )

    def end(self) -> None:
        """End the process and all that it started, at once, whatever they do, and remove its temporary files."""
        if self.spent:
            return
        self.spent, self.job = True, None
        # Of a worker that is dead already, those that were seen last.
        below = {*self._below, *descendants(self._seen)}
        with suppress(OSError):
            os.killpg(self._seen.pid, signal.SIGKILL)
        self._process.kill()
        for one in below:
            with suppress(psutil.Error):
                one.kill()
        self._process.join()
        self._process.close()
        psutil.wait_procs(below, timeout=GONE_S)
        _reap_orphans(self._seen.pid)
        self.mailbox.close()
        shutil.rmtree(self._folder, ignore_errors=True)
        release(self._seen.pid)


def _reap_orphans(group: int) -> None:
    """Take leave of a worker's children that fell to this process: it may be the first of a container."""
    until_s = time.monotonic() + GONE_S
    with suppress(ChildProcessError):
        while os.waitpid(-group, os.WNOHANG) != (0, 0) or time.monotonic() < until_s:
            time.sleep(0.01)


def in_bytes(count: float) -> str:
    """Bytes in words: "1.5 GB", "64 MB" (of 1024 x 1024 bytes)."""
    return f"{count / 2**30:.3g} GB" if count >= 2**30 else f"{count / 2**20:.3g} MB"


def _how_it_ended(exit_code: int | None) -> str:
    if exit_code is None:
        return "it closed its line"
    if exit_code >= 0:
        return f"exit code {exit_code}"
    try:
        return signal.Signals(-exit_code).name
    except ValueError:
        return f"signal {-exit_code}"
