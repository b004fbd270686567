"""Work and whoever does it: what is given to an engine, and what an engine says while it does it.

An engine (`pipelines.pool` on this machine, others elsewhere) runs tasks in processes that may hang, crash or grow too
large without harm to the others, and gives one stream of news. What a task is and what comes out of it is the
caller's: a document, a scanned page; both only have to pickle.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count
from typing import Generic, Protocol, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


class Voice(Protocol):
    """What a task in a worker can say of itself while it is worked on."""

    def step(self, done: int, of: int) -> None:
        """Say that so many steps are done, of so many."""

    def at(self, page_number: int) -> None:
        """Say which page is taken in hand, before it is touched: should it be the last, the outcome names it."""


DoTask = Callable[[Task, Voice], Result]
"""Does a task, in a worker."""
Start = Callable[[], DoTask[Task, Result]]
"""Called once in each worker, to load what is costly; must pickle."""


class Loss(StrEnum):
    """Why a task has no result."""

    TIMEOUT = "timeout"
    CPU_TIME = "cpu-time"
    MEMORY = "memory"
    OUTPUT = "output"
    CRASH = "crash"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one task may use; whoever exceeds it is ended. Infinity is no limit.

    `memory_bytes` is resident memory, of the worker with all processes that it started.
    """

    wall_s: float = float("inf")
    cpu_s: float = float("inf")
    memory_bytes: float = float("inf")
    output_bytes: float = float("inf")


@dataclass(frozen=True, slots=True)
class Job(Generic[Task]):
    """A task to be done: the heavier, the sooner; `alone` it is done while nothing else is. Attempts count from 1.

    It may take `wall_s` seconds at most, where that is less than the limits allow.
    """

    task: Task
    weight: float = 0.0
    attempt: int = 1
    alone: bool = False
    wall_s: float = float("inf")


@dataclass(frozen=True, slots=True)
class Started(Generic[Task]):
    """A worker got a task."""

    task: Task
    attempt: int = 1


@dataclass(frozen=True, slots=True)
class Step(Generic[Task]):
    """A task that is being worked on, and how much of it is done, of how much; `page` is in hand (0: nobody said)."""

    task: Task
    done: int
    of: int
    page: int = 0
    seconds: float = field(default=0.0, compare=False)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Task, Result]):
    """A task with its result, or with the reason why it has none.

    Attributes:
        task: As it was given.
        result: None where there is a loss.
        loss: Why there is no result.
        detail: With a loss: the limit that was exceeded, or signal or exit code.
        page: The page that was in hand when the task was lost; 0 where nobody said.
        attempt: Counts from 1.
        seconds: From the moment the worker had it.
        peak_bytes: The most memory that was seen, of the worker with all processes that it started; 0: nobody looked.
    """

    task: Task
    result: Result | None
    loss: Loss | None = None
    detail: str = ""
    page: int = 0
    attempt: int = 1
    seconds: float = field(default=0.0, compare=False)
    peak_bytes: int = field(default=0, compare=False)


News = Started[Task] | Step[Task] | Outcome[Task, Result]


class Jobs(Generic[Task]):
    """What is still to be done: heaviest first, of equal weight the first given; those to be done alone at the end.

    The last to finish is so a small one. Whoever reads an engine's news may add to it between two of them.
    """

    def __init__(self) -> None:
        self._heap: list[tuple[bool, float, int, Job[Task]]] = []
        self._order = count()

    def __len__(self) -> int:
        return len(self._heap)

    def add(self, job: Job[Task]) -> None:
        """Put a job in its place."""
        heapq.heappush(self._heap, (job.alone, -job.weight, next(self._order), job))

    def take(self, running: Sequence[Job[Task]]) -> Job[Task] | None:
        """The next job that may be done beside those that run; None when there is none."""
        if not self._heap or any(job.alone for job in running) or (self._heap[0][-1].alone and running):
            return None
        return heapq.heappop(self._heap)[-1]


class Engine(Protocol):
    """Does jobs, several at a time."""

    def run(
        self, jobs: Jobs[Task], start: Start[Task, Result], *, stop: Callable[[], bool]
    ) -> Iterator[News[Task, Result]]:
        """Do all jobs, those too that are added meanwhile; yields what happens, outcomes in no promised order.

        Of every job come a `Started`, steps, and one `Outcome`; the engine tries nothing twice (`pipelines.attempts`
        does). The same task gives the same result whatever engine, and whatever runs beside it.

        Args:
            jobs: Taken with `Jobs.take`. Ends when none is left and none runs.
            start: Called once in each worker.
            stop: Asked a few times a second; once it says True, what runs is ended and nothing follows.
        """
