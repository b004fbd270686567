"""Events as JSON lines: `--log-json`. One whole line an event, whatever stands in file names.

A line is handed to the system in one piece, so that a killed run leaves whole lines; a half line that a full disk or a
lost machine left is cut off before new lines follow.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from extract.errors import OutputError
from pipelines.events import Event, PageRead, Plain, Pulse, RunStarted, Tell, facts_of, name_of
from pipelines.output_text import clean_path

STDOUT = "-"
LINE_START = b'{"time": "'
OTHER_NAME = "give another file to --log-json"

_log = logging.getLogger(__name__)


def utc_now() -> datetime:
    """The time of day, with its zone."""
    return datetime.now(UTC)


@contextlib.contextmanager
def json_log(target: str, *, now: Callable[[], datetime] = utc_now) -> Iterator[Tell]:
    """Tell events to a file, appended to what stands in it, or to stdout (`-`).

    A log that can no longer be written (disk full, reader gone) is said once and does not stop the run.

    Raises:
        OutputError: the file cannot be opened, or holds something else than such a log.
    """
    handle = 1 if target == STDOUT else _open(Path(target))
    writer = _Lines(handle, target, now)
    try:
        yield writer.tell
    finally:
        if handle != 1:
            os.close(handle)


def line_of(event: Event, *, run: str, time: datetime) -> bytes:
    """One event as a line of ASCII: what a file name holds is escaped."""
    stamp = time.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    told: dict[str, Plain] = {"time": stamp, "run": run, "event": name_of(event)}
    for name, fact in facts_of(event).items():
        # A document_id of '' and the like say nothing; 0 does. Strict readers of JSON refuse lone surrogates.
        if fact != "":
            told[name] = clean_path(fact) if isinstance(fact, str) else fact
    return json.dumps(told, allow_nan=False).encode("ascii") + b"\n"


class _Lines:
    def __init__(self, handle: int, target: str, now: Callable[[], datetime]) -> None:
        self._handle, self._target, self._now = handle, target, now
        self._run = _new_id()
        self._broken = False

    def tell(self, event: Event) -> None:
        # That the first of a document's scans is begun is for whoever looks at this moment.
        if self._broken or isinstance(event, Pulse) or (isinstance(event, PageRead) and not event.done):
            return
        if isinstance(event, RunStarted):
            self._run = _new_id()
        try:
            _write(self._handle, line_of(event, run=self._run, time=self._now()))
        except OSError as error:
            self._broken = True
            _log.warning("%s: the log ends here (%s); the run goes on", self._target, error.strerror)


def _new_id() -> str:
    # What tells the runs of one log apart: 48 bits are enough for all of them.
    return uuid.uuid4().hex[:12]


def _write(handle: int, line: bytes) -> None:
    # A pipe or a disk that is nearly full may take less than the whole.
    while line:
        line = line[os.write(handle, line) :]


def _open(path: Path) -> int:
    # A pipe or a device is written to as it is; a pipe opened for both ways would never notice that its reader left.
    plain = path.is_file() or not path.exists()
    try:
        handle = os.open(path, (os.O_RDWR if plain else os.O_WRONLY) | os.O_CREAT | os.O_APPEND, 0o666)
        try:
            if plain:
                _cut_half_line(handle, path)
        except BaseException:
            os.close(handle)
            raise
    except OSError as error:
        raise OutputError(f"cannot write the log: {error.strerror}", str(path), OTHER_NAME) from error
    return handle


def _cut_half_line(handle: int, path: Path) -> None:
    size = os.fstat(handle).st_size
    # `--log-json report.pdf` must not cost the report.
    if size and os.pread(handle, len(LINE_START), 0) != LINE_START:
        raise OutputError("the file holds something else than a log", str(path), OTHER_NAME)
    end = size
    while end and (block := os.pread(handle, min(end, 65_536), end - min(end, 65_536))):
        if (newline := block.rfind(b"\n")) >= 0:
            end += newline + 1 - len(block)
            break
        end -= len(block)
    if end < size:
        os.ftruncate(handle, end)
