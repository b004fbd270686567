"""Who hears of a run: all listeners that the settings ask for, as one."""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from extract.errors import KnownError
from pipelines.eventlog import STDOUT, json_log
from pipelines.events import (
    DocumentFailed,
    Event,
    Pulse,
    RunDone,
    RunStarted,
    Tell,
    WorkPlanned,
)
from pipelines.output_text import clean_path
from pipelines.runstate import RunState, add
from pipelines.settings import RUN_FOLDER, Settings, Talk
from pipelines.statusfile import STATUS_FILE, StatusFile

# A run that finds nothing new is over before this, in seconds, and shows nothing.
SHOWN_AFTER_S = 1.0


@contextlib.contextmanager
def listeners(settings: Settings, inputs: Sequence[str], *more: Tell) -> Iterator[Tell]:
    """All that the settings ask for, and `more`, hearing the same events in the same order, from whatever thread.

    The folder of the run, in the output folder, exists.

    Raises:
        OutputError: the log or the metrics cannot be written where they should go.
    """
    with contextlib.ExitStack() as stack:
        tells = [*more, StatusFile(settings.out_dir / RUN_FOLDER / STATUS_FILE, inputs=inputs).tell]
        if settings.log_json:
            tells.append(stack.enter_context(json_log(settings.log_json)))
        if settings.metrics:
            # Its library is asked for by few runs.
            from pipelines.metrics import MetricsFile

            tells.append(MetricsFile(settings.metrics, out=str(settings.out_dir.absolute())).tell)
        tells.append(stack.enter_context(_late_progress(settings)))
        one_at_a_time = threading.RLock()

        def tell(event: Event) -> None:
            with one_at_a_time:
                for one in tells:
                    one(event)

        yield tell


@contextlib.contextmanager
def _late_progress(settings: Settings) -> Iterator[Tell]:
    # A bar between lines of JSON on one terminal would spoil both.
    late = _LateProgress(settings.talk, bar=not (settings.log_json == STDOUT and sys.stdout.isatty()))
    try:
        yield late.tell
    finally:
        late.close()


class _LateProgress:
    """Shows the progress of a run once there is something to show: what draws it takes long to load."""

    def __init__(self, talk: Talk, *, bar: bool) -> None:
        self._talk, self._bar = talk, bar
        self._told: list[Event] = []
        self._since_s = 0.0
        self._shown = contextlib.ExitStack()
        self._show: Tell | None = None

    def tell(self, event: Event) -> None:
        if isinstance(event, RunStarted):
            self._told, self._since_s = [], time.monotonic()
        if self._show is not None:
            self._show(event)
        elif self._told or isinstance(event, RunStarted):
            self._told.append(event)
            self._begin(event)
        if isinstance(event, RunDone):
            self.close()

    def close(self) -> None:
        """Wipe the bar."""
        self._shown.close()
        self._told, self._show = [], None

    def _begin(self, event: Event) -> None:
        if isinstance(event, Pulse):
            self._told.pop()
        busy = isinstance(event, WorkPlanned) and event.to_read > 0
        if not busy and time.monotonic() - self._since_s < SHOWN_AFTER_S:
            return
        from pipelines.progress import progress, stderr_console

        self._show = self._shown.enter_context(progress(stderr_console(bar=self._bar), self._talk))
        for told in self._told:
            self._show(told)


class Heard:
    """Hears what a run tells, passes it on, and puts it into a line. Of `unread` files no bytes could be had."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._state = RunState()
        self.unread: set[str] = set()

    def tell(self, event: Event) -> None:
        """Take an event in, and pass it on."""
        self._state = add(self._state, event, 0.0)
        # Without an id: not even the bytes could be had.
        if isinstance(event, DocumentFailed) and not event.document_id:
            self.unread.add(event.document)
        self._tell(event)

    def line(self, out_dir: Path) -> str:
        """What came out, in one line."""
        state = self._state
        failed = f", {state.failed:,} of them failed" if state.failed else ""
        return f"{state.read:,} documents read{failed}; written to {clean_path(str(out_dir))}"


@contextlib.contextmanager
def whole_run(tell: Tell, started: RunStarted) -> Iterator[Callable[[RunDone], None]]:
    """Tell that a run started, and how it ended: what it says itself, else the error that ended it."""
    since_s = time.monotonic()
    ends: list[RunDone] = []
    reason, number = "", 0
    tell(started)
    try:
        yield ends.append
    except KnownError as error:
        reason = str(error)
        raise
    except KeyboardInterrupt:
        number = signal.SIGINT
        raise
    except BaseException as error:
        # The message of such an error may hold a document's text.
        reason = f"the program failed ({type(error).__name__})"
        raise
    finally:
        done = ends[-1] if ends else RunDone()
        seconds = time.monotonic() - since_s
        tell(replace(done, seconds=seconds, signal=number or done.signal, reason=reason))
