"""How far a run is, on stderr: a bar on a terminal; in a file or a pipe a line every so often. By the parent alone."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from layouts.records import DocumentStatus
from pipelines.events import (
    DocumentDone,
    DocumentFailed,
    DocumentRetried,
    Event,
    PageRead,
    Tell,
    WritingStarted,
)
from pipelines.output_text import clean_path
from pipelines.runstate import Phase, RunState, add
from pipelines.settings import Talk

# A line so often where there is no terminal: a night's log stays readable.
LINE_S = 60.0
# The bar counts in thousandths of the work.
STEPS = 1000


@contextlib.contextmanager
def progress(console: Console, talk: Talk, *, clock: Callable[[], float] = time.monotonic) -> Iterator[Tell]:
    """Show events on `console`, and a line for what went wrong.

    Quiet shows nothing but failures; verbose has a line for every document. A document of scans takes minutes: the bar
    moves with its pages. Nothing but whole lines goes where there is no terminal that can move its cursor.
    """
    live = console.is_terminal and not console.is_dumb_terminal
    with _bar(console, hidden=talk is Talk.QUIET or not live) as bar:
        yield _Display(bar, talk, lines=not live and talk is not Talk.QUIET, clock=clock).tell


class _Display:
    def __init__(self, bar: Progress, talk: Talk, *, lines: bool, clock: Callable[[], float]) -> None:
        self._bar, self._talk, self._lines, self._clock = bar, talk, lines, clock
        self._task = bar.add_task("", total=STEPS, said="", now="", left="")
        self._state = RunState(started_s=clock())
        self._now = ""
        self._said_s = clock()

    def tell(self, event: Event) -> None:
        now_s = self._clock()
        self._state = add(self._state, event, now_s)
        if line := line_about(event, self._talk):
            self._say(line)
        self._now = _now(event, self._now)
        left = left_text(self._state.left_s(now_s))
        done = STEPS * self._state.share
        self._bar.update(self._task, completed=done, said=said(self._state), now=self._now, left=left)
        if self._lines and self._state.ended_s is None and now_s - self._said_s >= LINE_S:
            self._said_s = now_s
            self._say(", ".join(filter(None, (said(self._state), left))))

    def _say(self, line: str) -> None:
        # Names of files are escaped: on a terminal they could move its cursor, in a file begin a line of their own.
        self._bar.console.print(Text(f"lkip: {clean_path(line)}"), soft_wrap=True)


def stderr_console(*, bar: bool) -> Console:
    """The terminal that stderr is, or the file, whatever the environment says of colours (FORCE_COLOR).

    Without `bar` a terminal, too, gets whole lines alone.
    """
    return Console(stderr=True, force_terminal=bar and sys.stderr.isatty())


def said(state: RunState) -> str:
    """A run in a few words: "120 of 4,000 documents, 3,011 pages, 2 failed"."""
    if state.phase is Phase.PLANNING:
        return f"looking at {state.files:,} files"
    if state.phase is Phase.WRITING:
        return "writing the tables"
    known = f" ({state.known:,} known)" if state.known else ""
    failed = f", {state.failed:,} failed" if state.failed else ""
    return f"{state.read:,} of {state.to_read:,} documents{known}, {state.pages:,} pages{failed}"


def left_text(left_s: float | None) -> str:
    """Time left, as exact as it can be known: "about 3 h 10 min left"; '' for None."""
    if left_s is None:
        return ""
    minutes = round(left_s / 60)
    if minutes < 1:
        return "less than a minute left"
    hours, minutes = divmod(minutes, 60)
    # Of a long run nobody knows the minutes.
    if hours >= 10:
        return f"about {hours} h left"
    return f"about {hours} h {minutes} min left" if hours else f"about {minutes} min left"


def line_about(event: Event, talk: Talk) -> str:
    """The line that an event is worth; '' for none."""
    match event:
        case DocumentFailed():
            return status_line(event.document, DocumentStatus.FAILED, event.reason)
        case DocumentDone() if talk is Talk.VERBOSE:
            return status_line(event.document, event.status, event.reason)
        case DocumentRetried() if talk is not Talk.QUIET:
            return f"{event.document}: {event.reason}; it is tried once more"
    return ""


def status_line(document: str, status: str, reason: str) -> str:
    """One line about a file: name, status, and why it is not ok."""
    return f"{document}: {status}{': ' if reason else ''}{reason}"


def _now(event: Event, before: str) -> str:
    """What the bar says of the moment: the scan that was told of last, until its document is done."""
    match event:
        case PageRead():
            return clean_path(f", {event.document}: scan {min(event.done + 1, event.of)} of {event.of}")
        case DocumentDone() | DocumentFailed() | WritingStarted():
            return ""
    return before


def _bar(console: Console, *, hidden: bool) -> Progress:
    return Progress(
        TextColumn("{task.fields[said]}{task.fields[now]}", markup=False),
        BarColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[left]}", markup=False),
        console=console,
        transient=True,
        disable=hidden,
    )
