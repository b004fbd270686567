"""Tasks over worker processes, each with a time limit; whatever a task does to its process, the others go on.

Workers are started fresh (spawn: no state of the parent, no locks caught in mid-air), keep what is costly to
load, and are replaced after some tasks, so that memory that libraries keep does not add up. Only the parent
talks to the terminal: log lines of workers travel over their pipe.
"""

from __future__ import annotations

import logging
import multiprocessing
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Generic

from pipelines.engine import Job, Jobs, Limits, Loss, News, Outcome, Result, Start, Started, Step, Task

TASKS_PER_WORKER = 50
# How often the parent looks whether it should stop, in seconds.
PULSE_S = 0.2

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Reply(Generic[Result]):
    result: Result


@dataclass(frozen=True, slots=True)
class _LogLine:
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class _Told:
    done: int
    of: int


@dataclass(frozen=True, slots=True)
class _At:
    page_number: int


@dataclass(frozen=True, slots=True)
class LocalEngine:
    """Worker processes on this machine, at most `jobs`. One job, too, runs in a worker: same limits, same bytes."""

    jobs: int
    limits: Limits

    def run(
        self, jobs: Jobs[Task], start: Start[Task, Result], *, stop: Callable[[], bool]
    ) -> Iterator[News[Task, Result]]:
        """See `pipelines.engine.Engine`."""
        workers: list[_Worker[Task, Result]] = []
        try:
            while (jobs or any(worker.busy for worker in workers)) and not stop():
                yield from self._hand_out(jobs, workers, start)
                _wait_for(workers)
                for worker in workers:
                    yield from worker.news()
                workers[:] = [worker for worker in workers if not worker.spent]
        finally:
            for worker in workers:
                worker.end()

    def _hand_out(
        self, jobs: Jobs[Task], workers: list[_Worker[Task, Result]], start: Start[Task, Result]
    ) -> Iterator[Started[Task]]:
        while len(running := [worker.job for worker in workers if worker.job]) < self.jobs:
            job = jobs.take(running)
            if job is None:
                return
            idle = next((worker for worker in workers if not worker.busy), None)
            if idle is None:
                workers.append(idle := _Worker(start, self.limits))
            idle.give(job)
            yield Started(job.task, job.attempt)


def _wait_for(workers: list[_Worker[Task, Result]]) -> None:
    busy = [worker for worker in workers if worker.busy]
    left_s = min(worker.left_s for worker in busy)
    wait([worker.connection for worker in busy], timeout=max(0.0, min(PULSE_S, left_s)))


class _Worker(Generic[Task, Result]):
    """A process and the parent's end of its pipe."""

    def __init__(self, start: Start[Task, Result], limits: Limits) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self._process = context.Process(
            target=_serve, args=(theirs, start, logging.getLogger().getEffectiveLevel()), daemon=True
        )
        self._process.start()
        # Held by the worker alone, its end closes with it, and the parent reads an end of file.
        theirs.close()
        self._limits = limits
        self.job: Job[Task] | None = None
        self._page = 0
        self._began = 0.0
        self._wall_s = limits.wall_s
        self._given = 0
        self.spent = False

    @property
    def busy(self) -> bool:
        return self.job is not None

    @property
    def left_s(self) -> float:
        return self._began + self._wall_s - time.monotonic()

    def give(self, job: Job[Task]) -> None:
        self.job, self._page = job, 0
        self._wall_s = min(self._limits.wall_s, job.wall_s)
        self._given += 1
        self._began = time.monotonic()
        try:
            self.connection.send(job.task)
        except OSError:
            # It died while idle; the end of file that stands in the pipe tells.
            _log.debug("a worker was gone before it got a task")

    def news(self) -> Iterator[News[Task, Result]]:
        """What the task in hand told since the last time, and its outcome when it has one."""
        if self.job is None:
            return
        try:
            while self.connection.poll():
                message: _Reply[Result] | _LogLine | _Told | _At = self.connection.recv()
                if isinstance(message, _Reply):
                    yield self._settle(self.job, message.result)
                    return
                if isinstance(message, _Told):
                    yield Step(self.job.task, message.done, message.of, self._page)
                elif isinstance(message, _At):
                    self._page = message.page_number
                else:
                    _log.log(message.level, message.text)
        except (EOFError, OSError):
            self._process.join()
            yield self._lose(self.job, Loss.CRASH, _how_it_ended(self._process.exitcode))
            return
        if self.left_s <= 0:
            yield self._lose(self.job, Loss.TIMEOUT, f"{self._wall_s:g} s")

    def _settle(self, job: Job[Task], result: Result) -> Outcome[Task, Result]:
        self.job = None
        if self._given >= TASKS_PER_WORKER:
            self.end()
        return Outcome(job.task, result, attempt=job.attempt, seconds=time.monotonic() - self._began)

    def _lose(self, job: Job[Task], loss: Loss, detail: str) -> Outcome[Task, Result]:
        seconds = time.monotonic() - self._began
        self.end()
        return Outcome(job.task, None, loss, detail, page=self._page, attempt=job.attempt, seconds=seconds)

    def end(self) -> None:
        """End the process at once, whatever it is doing."""
        self.spent, self.job = True, None
        self._process.kill()
        self._process.join()
        self.connection.close()


def _how_it_ended(exit_code: int | None) -> str:
    if exit_code is None or exit_code >= 0:
        return f"exit code {exit_code}"
    try:
        return signal.Signals(-exit_code).name
    except ValueError:
        return f"signal {-exit_code}"


def _serve(connection: Connection, start: Start[Task, Result], log_level: int) -> None:
    """A worker's life: take a task, send what came of it, until the parent is gone."""
    # Ctrl-C reaches the whole group; what ends and what is kept is the parent's to decide.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The parent alone answers a stop sent to the whole group; it ends its workers itself.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    logging.captureWarnings(capture=True)
    logging.basicConfig(level=log_level, handlers=[_ToParent(connection)], force=True)
    do_task = start()
    voice = _Voice(connection)
    while True:
        try:
            task: Task = connection.recv()
        except (EOFError, OSError):
            return
        connection.send(_Reply(do_task(task, voice)))


@dataclass(frozen=True, slots=True)
class _Voice:
    connection: Connection

    def step(self, done: int, of: int) -> None:
        self.connection.send(_Told(done, of))

    def at(self, page_number: int) -> None:
        self.connection.send(_At(page_number))


class _ToParent(logging.Handler):
    """Sends formatted log lines over the worker's pipe."""

    def __init__(self, connection: Connection) -> None:
        super().__init__()
        self._connection = connection

    def emit(self, record: logging.LogRecord) -> None:
        """Send one line."""
        self._connection.send(_LogLine(record.levelno, self.format(record)))
