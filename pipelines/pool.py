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
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing.connection import Connection, wait
from typing import Generic, TypeVar

Tell = Callable[[int, int], None]
"""What a task says of itself: so many steps done, of so many."""
Task = TypeVar("Task")
Result = TypeVar("Result")

TASKS_PER_WORKER = 50
# How often the parent looks whether it should stop, in seconds.
PULSE_S = 0.2

_log = logging.getLogger(__name__)


class Loss(StrEnum):
    """Why a task has no result."""

    TIMEOUT = "timeout"
    CRASH = "crash"


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Task, Result]):
    """A task with its result, or with the reason why it has none (`detail`: seconds, signal or exit code)."""

    task: Task
    result: Result | None
    loss: Loss | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Step(Generic[Task]):
    """A task that is being worked on, and how much of it is done, of how much."""

    task: Task
    done: int
    of: int


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


def run_tasks(
    tasks: Iterable[Task],
    start: Callable[[], Callable[[Task, Tell], Result]],
    *,
    jobs: int,
    timeout_s: float,
    stop: Callable[[], bool],
) -> Iterator[Outcome[Task, Result] | Step[Task]]:
    """Run every task in one of at most `jobs` processes; yields outcomes as they come, and steps on the way to them.

    Args:
        tasks: Handed out in order. Tasks and results must pickle.
        start: Called once in each worker; gives the function that does a task and may tell of its steps. Must pickle.
        jobs: At least 1. One job, too, runs in a worker: the same limits, the same bytes.
        timeout_s: A task that takes longer is ended with its process.
        stop: Asked a few times a second; once it says True, running tasks are ended and none follows.
    """
    pending = deque(tasks)
    workers: list[_Worker[Task, Result]] = []
    try:
        while (pending or any(worker.busy for worker in workers)) and not stop():
            _hand_out(pending, workers, lambda: _Worker(start, timeout_s), jobs)
            _wait_for(workers)
            for worker in workers:
                yield from worker.news()
            workers[:] = [worker for worker in workers if not worker.spent]
    finally:
        for worker in workers:
            worker.end()


def _hand_out(
    pending: deque[Task],
    workers: list[_Worker[Task, Result]],
    hire: Callable[[], _Worker[Task, Result]],
    jobs: int,
) -> None:
    while pending and sum(worker.busy for worker in workers) < jobs:
        idle = next((worker for worker in workers if not worker.busy), None)
        if idle is None:
            workers.append(idle := hire())
        idle.give(pending.popleft())


def _wait_for(workers: list[_Worker[Task, Result]]) -> None:
    busy = [worker for worker in workers if worker.busy]
    left_s = min(worker.left_s for worker in busy)
    wait([worker.connection for worker in busy], timeout=max(0.0, min(PULSE_S, left_s)))


class _Worker(Generic[Task, Result]):
    """A process and the parent's end of its pipe."""

    def __init__(self, start: Callable[[], Callable[[Task, Tell], Result]], timeout_s: float) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self._process = context.Process(
            target=_serve, args=(theirs, start, logging.getLogger().getEffectiveLevel()), daemon=True
        )
        self._process.start()
        # Held by the worker alone, its end closes with it, and the parent reads an end of file.
        theirs.close()
        self._timeout_s = timeout_s
        self._task: Task | None = None
        self._deadline = 0.0
        self._given = 0
        self.spent = False

    @property
    def busy(self) -> bool:
        return self._task is not None

    @property
    def left_s(self) -> float:
        return self._deadline - time.monotonic()

    def give(self, task: Task) -> None:
        self._task = task
        self._given += 1
        self._deadline = time.monotonic() + self._timeout_s
        try:
            self.connection.send(task)
        except OSError:
            # It died while idle; the end of file that stands in the pipe tells.
            _log.debug("a worker was gone before it got a task")

    def news(self) -> Iterator[Outcome[Task, Result] | Step[Task]]:
        """What the task in hand told since the last time, and its outcome when it has one."""
        if self._task is None:
            return
        try:
            while self.connection.poll():
                message: _Reply[Result] | _LogLine | _Told = self.connection.recv()
                if isinstance(message, _Reply):
                    yield self._settle(Outcome(self._task, message.result))
                    return
                if isinstance(message, _Told):
                    yield Step(self._task, message.done, message.of)
                else:
                    _log.log(message.level, message.text)
        except (EOFError, OSError):
            self._process.join()
            yield self._lose(self._task, Loss.CRASH, _how_it_ended(self._process.exitcode))
            return
        if self.left_s <= 0:
            yield self._lose(self._task, Loss.TIMEOUT, f"{self._timeout_s:g} s")

    def _settle(self, outcome: Outcome[Task, Result]) -> Outcome[Task, Result]:
        self._task = None
        if self._given >= TASKS_PER_WORKER:
            self.end()
        return outcome

    def _lose(self, task: Task, loss: Loss, detail: str) -> Outcome[Task, Result]:
        self.end()
        return Outcome(task, None, loss, detail)

    def end(self) -> None:
        """End the process at once, whatever it is doing."""
        self.spent, self._task = True, None
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


def _serve(connection: Connection, start: Callable[[], Callable[[Task, Tell], Result]], log_level: int) -> None:
    """A worker's life: take a task, send what came of it, until the parent is gone."""
    # Ctrl-C reaches the whole group; what ends and what is kept is the parent's to decide.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The parent alone answers a stop sent to the whole group; it ends its workers itself.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    logging.captureWarnings(capture=True)
    logging.basicConfig(level=log_level, handlers=[_ToParent(connection)], force=True)
    work = start()

    def tell(done: int, of: int) -> None:
        connection.send(_Told(done, of))

    while True:
        try:
            task: Task = connection.recv()
        except (EOFError, OSError):
            return
        connection.send(_Reply(work(task, tell)))


class _ToParent(logging.Handler):
    """Sends formatted log lines over the worker's pipe."""

    def __init__(self, connection: Connection) -> None:
        super().__init__()
        self._connection = connection

    def emit(self, record: logging.LogRecord) -> None:
        """Send one line."""
        self._connection.send(_LogLine(record.levelno, self.format(record)))
