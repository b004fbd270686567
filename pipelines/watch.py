"""A folder that people keep dropping files into: what has come to rest is read, in batches, until a signal comes.

Looks again and again (`pipelines.settling`), since notices of changes do not come over NFS and SMB. What a batch does
is a run over all files at rest, so that a folder that was watched and one that was read at once hold the same tables.
"""

from __future__ import annotations

import logging
import os
import stat
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from extract.errors import InputError, OutputError
from extract.files import AT_ONCE, LARGEST_BYTES
from pipelines.events import FolderSeen, Pulse, Tell
from pipelines.inputs import InputFile, Inputs, find_inputs
from pipelines.output_text import clean_path
from pipelines.plan import sha256_of
from pipelines.run import Ending, RunOutcome, run_found, signals
from pipelines.runlock import hold_folder
from pipelines.settings import RUN_FOLDER, Settings
from pipelines.settling import Looked, Settling, Stamp
from pipelines.staging import require_writable
from pipelines.statusfile import WATCH_FILE, WatchFile
from pipelines.telling import Heard, listeners

# How often the time between two looks is cut, to notice a signal and to give signs of life, in seconds.
NAP_S = 0.2
# A whole PDF ends in text; zeros stand where the rest of a copy is still to come.
TAIL_BYTES = 512
# Files that could not be read though they open: a share that was away for a moment is asked again so often.
TRIES = 3

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pace:
    """How a folder is watched: seconds between looks, seconds of rest before a file counts, and whether only once."""

    interval_s: float = 30.0
    rest_s: float = 60.0
    once: bool = False


def watch_folder(
    folder: Path, settings: Settings, pace: Pace, *, clock: Callable[[], float] = time.monotonic
) -> RunOutcome:
    """Read what comes into a folder, until SIGINT or SIGTERM, or with `pace.once` what is there.

    What is finished when a signal comes is written, as in a run. While another run holds the output folder, or it
    cannot be written, the watch waits and tries again.

    Raises:
        InputError: there is no such folder.
        OutputError: the output folder cannot be written at all.
        ProfileError: a profile or vocabulary is broken.
    """
    if not folder.is_dir():
        raise InputError("no such folder", clean_path(str(folder)), "give the folder that files are dropped into")
    require_writable(settings.out_dir)
    require_writable(settings.out_dir / RUN_FOLDER)
    sign = WatchFile(settings.out_dir / RUN_FOLDER / WATCH_FILE, inputs=[str(folder)])
    with signals() as caught, listeners(settings, [str(folder)], sign.tell) as tell:
        try:
            return _Watch(folder, settings, pace, caught, tell, clock).run()
        finally:
            sign.end(caught[0] if caught else 0)


@dataclass(slots=True)
class _Refused:
    """A file whose bytes could not be had: as it was then, and how often that was tried."""

    stamp: Stamp
    tries: int


@dataclass(slots=True)
class _Watch:
    folder: Path
    settings: Settings
    pace: Pace
    caught: Sequence[int]
    tell: Tell
    clock: Callable[[], float]
    stamps: dict[str, Stamp] = field(default_factory=dict)
    items: dict[str, InputFile] = field(default_factory=dict)
    refused: dict[str, _Refused] = field(default_factory=dict)
    hashes: HashMemory = field(default_factory=lambda: HashMemory())
    said: str = ""
    seen: FolderSeen | None = None
    to_prune: bool = True
    last: RunOutcome = field(default_factory=lambda: RunOutcome(Ending.DONE))

    def run(self) -> RunOutcome:
        settling = Settling(self.pace.rest_s, self._is_hollow)
        began_s = self.clock()
        looks = 0
        while not self.caught:
            if self._look():
                now_s, looks = self.clock(), looks + 1
                looked = settling.look(self.stamps, now_s)
                settled = looks > 1 and now_s - began_s >= self.pace.rest_s
                if not self.pace.once or settled:
                    self._act(settling, looked)
                if self.pace.once and settled:
                    self._say_waiting(looked)
                    break
            self._pause()
        return RunOutcome(self.last.ending, self.caught[0] if self.caught else 0)

    def _look(self) -> bool:
        """See what is in the folder; False where it cannot be seen: nothing follows from that."""
        try:
            os.scandir(self.folder).close()
            found = find_inputs([str(self.folder)], follow_links=self.settings.follow_links).files
        except OSError as error:
            self._say(f"{clean_path(str(self.folder))} cannot be seen ({error.strerror}); the watch goes on")
            return False
        except InputError:
            found = ()
        self.items = {item.file: item for item in found}
        stamps = ((item.file, _stamp_of(item.path)) for item in found)
        self.stamps = {file: stamp for file, stamp in stamps if stamp is not None}
        return True

    def _act(self, settling: Settling, looked: Looked) -> None:
        retried = [file for file in self.refused if self._opens_again(file)]
        ready = sorted({*looked.ready, *retried})
        seen = FolderSeen(str(self.folder), len(self.stamps), len(ready), len(looked.waiting), len(looked.gone))
        if seen != self.seen:
            self.tell(seen)
        self.seen = seen
        settling.forget(looked.gone)
        self.to_prune = self.settings.prune and (self.to_prune or bool(looked.gone))
        self.hashes.keep(self.items[file].path for file in self.stamps)
        for file in looked.gone:
            self.refused.pop(file, None)
        due = bool(ready) or (self.to_prune and bool(looked.rested) and not looked.waiting)
        if due and self._read(ready, looked):
            settling.take(looked.ready)

    def _read(self, ready: Sequence[str], looked: Looked) -> bool:
        """Run over what is at rest; False where that has to be tried again."""
        barred = {file for file, one in self.refused.items() if self.stamps.get(file) == one.stamp} - set(ready)
        files = tuple(self.items[file] for file in looked.rested if file not in barred)
        # What is still to come, or cannot be read just now, is no less in the folder.
        all_seen = not looked.waiting and not barred
        heard = Heard(self.tell)
        try:
            with hold_folder(self.settings.out_dir):
                self.last = run_found(
                    Inputs(files, given=(str(self.folder),)),
                    self.settings,
                    self.caught,
                    heard.tell,
                    inputs=[str(self.folder)] if all_seen else [],
                    sha256_of=self.hashes.sha256_of,
                    show_summary=False,
                )
        except OutputError as error:
            self._say(f"{error}; the watch tries again")
            return False
        self.said = ""
        self.to_prune = self.to_prune and not all_seen
        if not self.caught:
            _log.warning("%s", heard.line(self.settings.out_dir))
        for file in heard.unread:
            before = self.refused.get(file)
            tries = before.tries if before is not None and before.stamp == self.stamps[file] else 0
            self.refused[file] = _Refused(self.stamps[file], tries + 1)
        for file in set(ready) - heard.unread:
            self.refused.pop(file, None)
        return True

    def _opens_again(self, file: str) -> bool:
        refused = self.refused[file]
        return self.stamps.get(file) == refused.stamp and refused.tries < TRIES and can_be_read(self.items[file].path)

    def _is_hollow(self, file: str) -> bool:
        return is_hollow(self.items[file].path)

    def _pause(self) -> None:
        until_s = self.clock() + self.pace.interval_s
        while not self.caught and (left_s := until_s - self.clock()) > 0:
            self.tell(Pulse())
            time.sleep(min(NAP_S, left_s))

    def _say(self, line: str) -> None:
        """Say what keeps the watch from its work, once."""
        if line != self.said:
            _log.warning("%s", line)
        self.said = line

    def _say_waiting(self, looked: Looked) -> None:
        if looked.waiting:
            _log.warning(
                "%d files had not come to rest and were left, %s first", len(looked.waiting), looked.waiting[0]
            )


class HashMemory:
    """SHA-256 of files as they were when they were last hashed: what did not change is not read again to know it."""

    def __init__(self) -> None:
        self._known: dict[Path, tuple[Stamp, str]] = {}

    def sha256_of(self, path: Path) -> str:
        """SHA-256 of a file, hexadecimal; empty where it cannot be read."""
        stamp = _stamp_of(path)
        known = self._known.get(path)
        if known is not None and known[0] == stamp:
            return known[1]
        sha256 = sha256_of(path)
        if sha256 and stamp is not None and stamp == _stamp_of(path):
            self._known[path] = (stamp, sha256)
        return sha256

    def keep(self, paths: Iterable[Path]) -> None:
        """Forget all files but these."""
        kept = set(paths)
        self._known = {path: known for path, known in self._known.items() if path in kept}


def is_hollow(path: Path) -> bool:
    """Whether a file ends in zeros: space is set aside for a copy whose rest is still to come."""
    try:
        with open(path, "rb") as stream:
            stream.seek(max(0, os.fstat(stream.fileno()).st_size - TAIL_BYTES))
            tail = stream.read(TAIL_BYTES)
    except OSError:
        return False
    return bool(tail) and not tail.strip(b"\0")


def can_be_read(path: Path) -> bool:
    """Whether a file is one, has a size that is read at all, and gives its first byte."""
    try:
        with open(os.open(path, AT_ONCE), "rb") as stream:
            found = os.fstat(stream.fileno())
            return stat.S_ISREG(found.st_mode) and found.st_size <= LARGEST_BYTES and bool(stream.read(1))
    except OSError:
        return False


def _stamp_of(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return Stamp(found.st_size, found.st_mtime_ns)
