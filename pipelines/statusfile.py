"""`OUT/.lkip/status.json`: what the run of an output folder is doing, for `lkip status`; `watch.json` likewise.

Small, replaced as a whole, a few times a minute: its time is the run's last sign of life, the one thing that a look
from another machine has to go by.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from pipelines.events import Event, FolderSeen, Pulse, RunStarted
from pipelines.lifesign import Mark, is_alive, own_mark
from pipelines.output_text import clean_path
from pipelines.runstate import InHand, Phase, RunState, add

STATUS_FILE, WATCH_FILE = "status.json", "watch.json"
FORMAT = 1
# A sign of life at least so often, and news at most so often, in seconds.
BEAT_S = 5.0
NEWS_S = 1.0
# So many signs may be missed: a server that swaps or a share that hangs is not a dead run.
PATIENCE = 6
ENDED = frozenset({Phase.DONE, Phase.STOPPED, Phase.BROKEN})

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LiveDocument:
    """A document in hand: for how long, which attempt, and of scanned pages how many are read, of how many."""

    document: str
    seconds: float
    attempt: int
    done: int
    of: int


@dataclass(frozen=True, slots=True)
class LiveStatus:
    """What a status file says. Times are seconds since 1970, by the clock of the machine that runs.

    `read`, `statuses`, `pages` and `scans` count this run's documents; `left_s` is None where nobody can say yet.
    """

    phase: Phase
    mark: Mark
    started: float
    beat: float
    ended: float | None = None
    version: str = ""
    engine: str = ""
    jobs: int = 0
    inputs: tuple[str, ...] = ()
    signal: int = 0
    reason: str = ""
    files: int = 0
    to_read: int = 0
    known: int = 0
    copies: int = 0
    read: int = 0
    retried: int = 0
    pages: int = 0
    scans: int = 0
    share: float = 0.0
    left_s: float | None = None
    statuses: Mapping[str, int] = field(default_factory=dict)
    in_hand: tuple[LiveDocument, ...] = ()


class StatusFile:
    """A listener that keeps the status file of a run.

    Args:
        path: Its folder exists.
        inputs: What the run was given, for whoever reads the status.
        clock: Seconds that only go forward.
        wall: Seconds since 1970.
    """

    def __init__(
        self,
        path: Path,
        *,
        inputs: Sequence[str] = (),
        clock: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self._path, self._inputs, self._clock, self._wall = path, tuple(map(clean_path, inputs)), clock, wall
        self._mark = own_mark()
        self._state = RunState(started_s=clock())
        self._written_s = float("-inf")
        self._runs = False
        self._broken = False

    def tell(self, event: Event) -> None:
        """Take an event in; write where it is time to. Between the runs of a watch the file stays as it is."""
        now_s = self._clock()
        self._runs = self._runs or isinstance(event, RunStarted)
        if not self._runs:
            return
        before, self._state = self._state.phase, add(self._state, event, now_s)
        pause_s = BEAT_S if isinstance(event, Pulse) else NEWS_S
        if self._state.phase is not before or now_s - self._written_s >= pause_s:
            self._written_s = now_s
            self._runs = self._state.phase not in ENDED
            self._write(live_status(self._state, self._mark, self._inputs, now_s=now_s, wall_s=self._wall()))

    def _write(self, status: LiveStatus) -> None:
        self._broken = not write_status(self._path, status, silent=self._broken)


class WatchFile:
    """A listener that keeps the status file of a watch: its inputs, `files` seen, those that wait (as `to_read`)."""

    def __init__(
        self,
        path: Path,
        *,
        inputs: Sequence[str],
        clock: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self._path, self._clock, self._wall = path, clock, wall
        self._since_s = clock()
        self._written_s = float("-inf")
        self._status = LiveStatus(
            Phase.WATCHING, own_mark(), started=wall(), beat=wall(), inputs=tuple(map(clean_path, inputs))
        )
        self._broken = False

    def tell(self, event: Event) -> None:
        """Take an event in; write where it is time to."""
        news = isinstance(event, FolderSeen)
        if isinstance(event, FolderSeen):
            self._status = replace(self._status, files=event.files, to_read=event.waiting)
        if news or self._clock() - self._written_s >= BEAT_S:
            self._written_s = self._clock()
            self._write(self._status)

    def end(self, number: int) -> None:
        """Write the last word: stopped by a signal (0: by none)."""
        phase = Phase.STOPPED if number else Phase.DONE
        self._write(replace(self._status, phase=phase, ended=self._wall(), signal=number))

    def _write(self, status: LiveStatus) -> None:
        wall_s = self._wall()
        timed = replace(status, beat=wall_s, started=wall_s - (self._clock() - self._since_s))
        self._broken = not write_status(self._path, timed, silent=self._broken)


def live_status(state: RunState, mark: Mark, inputs: tuple[str, ...], *, now_s: float, wall_s: float) -> LiveStatus:
    """A run as a status: its times, of a clock that says `now_s`, put to the time of day `wall_s`."""
    ended = state.ended_s
    hands = sorted(state.in_hand.items(), key=lambda item: item[1].since_s)
    return LiveStatus(
        phase=state.phase,
        mark=mark,
        started=wall_s - (now_s - state.started_s),
        beat=wall_s,
        ended=None if ended is None else wall_s - (now_s - ended),
        version=state.version,
        engine=state.engine,
        jobs=state.jobs,
        inputs=inputs,
        signal=state.signal,
        reason=state.reason,
        files=state.files,
        to_read=state.to_read,
        known=state.known,
        copies=state.copies,
        read=state.read,
        retried=state.retried,
        pages=state.pages,
        scans=state.scans,
        share=state.share,
        left_s=state.left_s(now_s),
        statuses=dict(state.statuses),
        in_hand=tuple(_live_document(name, hand, now_s) for name, hand in hands),
    )


def _live_document(name: str, hand: InHand, now_s: float) -> LiveDocument:
    return LiveDocument(clean_path(name), now_s - hand.since_s, hand.attempt, hand.done, hand.of)


def write_status(path: Path, status: LiveStatus, *, silent: bool) -> bool:
    """Write a status file; whether that went well. Where it did not, it is said unless `silent`."""
    try:
        replace_file(path, json.dumps({"format": FORMAT, **asdict(status)}).encode("ascii"))
    except OSError as error:
        if not silent:
            _log.warning("%s: cannot be written (%s); the run goes on", path, error.strerror)
        return False
    return True


def read_status(path: Path) -> LiveStatus | None:
    """What a status file says; None where there is none, or a machine that went down left nothing readable."""
    try:
        content = json.loads(path.read_bytes())
        if content.pop("format") != FORMAT:
            return None
        content["phase"] = Phase(content["phase"])
        content["mark"] = Mark(**content["mark"])
        content["inputs"] = tuple(content["inputs"])
        content["in_hand"] = tuple(LiveDocument(**one) for one in content["in_hand"])
        return LiveStatus(**content)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


class Life(StrEnum):
    """What becomes of a run, as far as it can be seen from here."""

    RUNS = "runs"
    ENDED = "ended"
    GONE = "gone"  # it was killed, or its machine went down
    SILENT = "silent"  # it has given no sign of life for long; perhaps its process cannot be seen from here


def judge(status: LiveStatus, now: float) -> Life:
    """Whether a run goes on at `now` (seconds since 1970): by its process where that can be seen, and by its signs."""
    if status.phase in ENDED:
        return Life.ENDED
    if is_alive(status.mark) is False:
        return Life.GONE
    # Clocks of two machines differ: a sign from the future is one of now.
    return Life.RUNS if now - status.beat <= PATIENCE * BEAT_S else Life.SILENT


def replace_file(path: Path, content: bytes) -> None:
    """Put `content` in the place of a file, as a whole; readable for all, as far as the umask lets it.

    Raises:
        OSError: it cannot be written; what stood there before is unchanged.
    """
    # One name, so that a run that was killed in between leaves one file, which the next one takes over.
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        os.replace(part, path)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
