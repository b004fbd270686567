"""A worker's life: confine itself, load what is costly, then one task after the other until the parent is gone."""

from __future__ import annotations

import logging
import os
import pickle
import signal
import socket
from dataclasses import dataclass
from typing import Any

from pipelines.confine import Confinement, confine
from pipelines.engine import DoTask
from pipelines.wire import Mouthpiece

NO_MEMORY = 77
"""The exit code of a worker that was refused memory."""


@dataclass(frozen=True, slots=True)
class Ready:
    """All is loaded; the time of the first task begins."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A task's result."""

    result: Any


@dataclass(frozen=True, slots=True)
class LogLine:
    """What was logged. Only the parent talks to the terminal."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """See `pipelines.engine.Voice.step`."""

    done: int
    of: int


@dataclass(frozen=True, slots=True)
class At:
    """See `pipelines.engine.Voice.at`."""

    page_number: int


Message = Ready | Reply | LogLine | Told | At


def serve(end: socket.socket, start: bytes, how: Confinement, log_level: int) -> None:
    """Do tasks until the parent is gone.

    Args:
        end: Where tasks come from and messages go to.
        start: See `pipelines.engine.Start`, pickled: what it needs is loaded within the limits.
        how: Under which limits.
        log_level: What is logged from there on is sent.
    """
    # What ends and what is kept is the parent's to decide.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    confine(how)
    mouth = Mouthpiece(end)
    logging.captureWarnings(capture=True)
    logging.basicConfig(level=log_level, handlers=[_ToParent(mouth)], force=True)
    try:
        _serve(mouth, pickle.loads(start)())
    except EOFError:
        return
    except MemoryError:
        # At once: there may not be enough left to end in order.
        os._exit(NO_MEMORY)


def _serve(mouth: Mouthpiece, do_task: DoTask[Any, Any]) -> None:
    voice = _Voice(mouth)
    mouth.say(Ready())
    while True:
        task = mouth.hear()
        mouth.say(Reply(do_task(task, voice)))


@dataclass(frozen=True, slots=True)
class _Voice:
    mouth: Mouthpiece

    def step(self, done: int, of: int) -> None:
        self.mouth.say(Told(done, of))

    def at(self, page_number: int) -> None:
        self.mouth.say(At(page_number))


class _ToParent(logging.Handler):
    """Sends formatted log lines to the parent."""

    def __init__(self, mouth: Mouthpiece) -> None:
        super().__init__()
        self._mouth = mouth

    def emit(self, record: logging.LogRecord) -> None:
        """Send one line."""
        self._mouth.say(LogLine(record.levelno, self.format(record)))
