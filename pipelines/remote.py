"""The part of a cluster's run that happens in a dask worker: one task, in a process of its own, under its limits.

The process is kept for the next task. It is started by the engine of one machine, so the limits are the same.
"""

from __future__ import annotations

import logging
import multiprocessing
import pickle
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import lru_cache
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any

from distributed import Worker, get_worker

import pipelines
from extract.errors import ToolError
from pipelines.engine import Job, Jobs, Limits, News, Outcome, Started, Step, Task
from pipelines.keys import build_recipe
from pipelines.pool import LocalEngine
from pipelines.settings import Settings

# How long a process waits for the next job before it ends, in seconds: it holds what is costly to load, and memory.
KEPT_S = 60.0
ONE_IMAGE = "start scheduler, workers and client from one image, profiles at one place"


class Said(StrEnum):
    """What a message is about."""

    STARTED = "started"
    STEP = "step"
    LOG = "log"


@dataclass(frozen=True, slots=True)
class Message:
    """What a worker tells the client while it works on the task `key`."""

    said: Said
    key: str
    done: int = 0
    of: int = 0
    page: int = 0
    level: int = 0
    text: str = ""

    def to_event(self) -> dict[str, str | int]:
        """The message as dask carries it."""
        return asdict(self) | {"said": str(self.said)}

    @classmethod
    def of_event(cls, event: dict[str, Any]) -> Message:
        """The message that `to_event` made; dask adds who sent it."""
        return cls(Said(event["said"]), **{name: event[name] for name in event if name not in ("said", "worker")})


@dataclass(frozen=True, slots=True)
class WorkOrder:
    """What a worker must have in common with the client, for the same bytes to give the same result.

    Attributes:
        settings: Of the run.
        fingerprint: Of the client's program, engines, profiles and vocabulary; see `pipelines.keys`.
        folder: One that holds inputs. Files are read where they lie: every worker has them at the same place.
    """

    settings: Settings
    fingerprint: str
    folder: Path


def do_in_worker(job: Job[Task], start: bytes, limits: Limits, order: WorkOrder, topic: str) -> Outcome[Task, Any]:
    """Do a job and give its outcome; called by dask, in a thread of a worker.

    Args:
        job: What to do.
        start: See `pipelines.engine.Start`, pickled.
        limits: Of the job.
        order: See there.
        topic: Under which the client hears messages.

    Raises:
        ToolError: this worker runs another program, or has not the inputs.
    """
    worker = get_worker()
    _check(order, worker.address)
    mouth = _Mouth(worker, topic, str(worker.get_current_task()))
    _speaking.mouth = mouth
    room = _take_room(start, limits, order.settings.nice)
    for one in room.do(job, mouth):
        if isinstance(one, Outcome):
            _give_back(room)
            return one
        mouth.tell_of(one)
    # Only a task that was taken back is ended without an outcome, and then nobody asks for one.
    return Outcome(job.task, None, attempt=job.attempt)


@lru_cache(maxsize=8)
def _check(order: WorkOrder, address: str) -> None:
    # Dask's workers are daemons unless it was told otherwise, and daemons may start no processes.
    multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]  # no public way
    logging.getLogger(pipelines.__name__).addHandler(_ToClient())
    if not order.folder.is_dir():
        hint = "give every worker the inputs at the same place as here"
        raise ToolError(f"a worker does not have {order.folder}", address, hint)
    if build_recipe(order.settings).fingerprint != order.fingerprint:
        what = "a worker runs another version, other engines, profiles or vocabulary than this program"
        raise ToolError(what, address, ONE_IMAGE)


@dataclass(frozen=True, slots=True)
class _Mouth:
    """Tells the client of one task."""

    worker: Worker
    topic: str
    key: str

    def tell(self, message: Message) -> None:
        self.worker.log_event(self.topic, message.to_event())

    def tell_of(self, one: Started[Task] | Step[Task]) -> None:
        if isinstance(one, Step):
            self.tell(Message(Said.STEP, self.key, one.done, one.of, one.page))
        else:
            self.tell(Message(Said.STARTED, self.key))

    def is_wanted(self) -> bool:
        """Whether the client still wants the task, and is there at all."""
        task = self.worker.state.tasks.get(self.key)
        return task is not None and task.state != "cancelled"


_speaking = threading.local()


class _ToClient(logging.Handler):
    """Sends what is logged while a task is done to the client, who knows how to show it."""

    def emit(self, record: logging.LogRecord) -> None:
        """Send one line."""
        mouth: _Mouth | None = getattr(_speaking, "mouth", None)
        if mouth is not None:
            mouth.tell(Message(Said.LOG, mouth.key, level=record.levelno, text=self.format(record)))


class _Room:
    """A process for one job at a time: the engine of one machine, whose run goes on from job to job."""

    def __init__(self, start: bytes, limits: Limits, nice: int) -> None:
        self.kind = start, limits, nice
        self.closing = threading.Timer(0.0, _let_go)
        self._jobs: Jobs[Any] = Jobs()
        self._mouth: _Mouth | None = None
        engine = LocalEngine(1, limits, nice)
        self._news: Iterator[News[Any, Any]] = engine.run(
            self._jobs, pickle.loads(start), stop=lambda: not self._is_wanted()
        )

    def do(self, job: Job[Any], mouth: _Mouth) -> Iterator[News[Any, Any]]:
        """What happens with a job; the process is kept where the last of it is an outcome."""
        self._mouth = mouth
        self._jobs.add(job)
        return self._news

    def close(self) -> None:
        """End the process: a run that nobody holds ends with what it started."""
        self._news = iter(())

    def _is_wanted(self) -> bool:
        return self._mouth is not None and self._mouth.is_wanted()


_idle: list[_Room] = []
_lock = threading.Lock()


def _take_room(start: bytes, limits: Limits, nice: int) -> _Room:
    with _lock:
        for room in _idle:
            if room.kind == (start, limits, nice):
                _idle.remove(room)
                room.closing.cancel()
                return room
    return _Room(start, limits, nice)


def _give_back(room: _Room) -> None:
    with _lock:
        room.closing = threading.Timer(KEPT_S, _let_go, [room])
        room.closing.daemon = True
        room.closing.start()
        _idle.append(room)


def _let_all_go() -> None:
    while _idle:
        _let_go(_idle[-1])


# A worker that ends waits for the processes it started, and these for a job: none is left to wait for.
Finalize(None, _let_all_go, exitpriority=10)


def _let_go(room: _Room) -> None:
    with _lock:
        if room not in _idle:
            return
        _idle.remove(room)
    room.close()
