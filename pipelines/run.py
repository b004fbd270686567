"""One run: find the files, plan, read what is to be read, write the tables, say what came out.

Signals end it without loss.
"""

from __future__ import annotations

import logging
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from types import FrameType

from layouts.records import Severity
from pipelines.events import Pulse, RunDone, RunStarted, TablesWritten, Tell, WritingStarted
from pipelines.givens import remember
from pipelines.inputs import Inputs, find_inputs, said_of_links, unlisted
from pipelines.keys import Recipe, build_recipe
from pipelines.output_text import clean_path, harmless
from pipelines.plan import sha256_of
from pipelines.reading import read_what_is_new
from pipelines.report import Tally, summary, tally_of
from pipelines.results import DamagedResults, Results, set_aside
from pipelines.runlock import hold_folder
from pipelines.scratch import hold_scratch
from pipelines.settings import Settings, Talk
from pipelines.staging import require_writable
from pipelines.standing import Form, RunInfo, open_folder, stands_written
from pipelines.telling import listeners, whole_run
from pipelines.version import program_version

# A remark in the database: what readers of scans were missing, after the fingerprint of what the run was made with.
LOST = "lost"

_log = logging.getLogger(__name__)


class Ending(Enum):
    """How a run ended that nobody stopped."""

    DONE = auto()
    UNREADABLE = auto()
    SOME_FAILED = auto()
    STRICT = auto()


@dataclass(frozen=True, slots=True)
class RunOutcome:
    """How a run ended, and the number of the signal that stopped it (0: none)."""

    ending: Ending
    signal: int = 0


def run_inputs(inputs: Sequence[str], settings: Settings) -> RunOutcome:
    """Read what is new or changed of what INPUTs stand for, and write the tables of `settings.out_dir`.

    On SIGINT or SIGTERM what is being read is dropped, and what was finished is written. A second SIGINT
    ends the program at once.

    Raises:
        InputError: no INPUT gives a file.
        OutputError: the output folder cannot be written, or another run writes it.
        ProfileError: a profile or vocabulary is broken.
    """
    found = find_inputs(inputs, follow_links=settings.follow_links)
    for given in found.fruitless:
        _log.warning("%s: no PDF file found in it", clean_path(given))
    if found.links_out:
        _log.warning("%s", said_of_links(found.links_out))
    for text in found.unseen:
        _log.warning("%s; what is in it is not read", text)
    for doubt in settings.doubts:
        _log.warning("%s", doubt)
    require_writable(settings.out_dir)
    with hold_folder(settings.out_dir), signals() as caught, listeners(settings, inputs) as tell:
        return run_found(found, settings, caught, tell, inputs=inputs)


def run_found(
    found: Inputs,
    settings: Settings,
    caught: Sequence[int],
    tell: Tell,
    *,
    inputs: Sequence[str] = (),
    sha256_of: Callable[[Path], str] = sha256_of,
    show_summary: bool = True,
    again: bool = False,
) -> RunOutcome:
    """Read what is new or changed of the files found, and write the tables. The output folder is held by the caller.

    Args:
        found: At least one file.
        settings: Where to, and how.
        caught: Signals so far; the first ends the run.
        tell: Hears what happens.
        inputs: The INPUTs that stand for these files and no others; without them nothing is pruned.
        sha256_of: Gives a file's hash, '' where it cannot be read.
        show_summary: Say on stderr what came out, unless the settings want quiet.
        again: Read the files in any case, and leave the rest of what the last run covered as it is.

    Raises:
        OutputError: the output folder cannot be written.
        ProfileError: a profile or vocabulary is broken.
    """
    run = _Run(inputs, found, settings, caught, tell, sha256_of, show_summary, again)
    started = RunStarted(
        str(settings.out_dir.absolute()), len(found.files), settings.jobs, program_version(), settings.engine
    )
    said: list[str] = []
    with whole_run(tell, started) as end, hold_scratch(settings.scratch_folder):
        try:
            outcome = run.through(end, said.append)
        except DamagedResults as damage:
            aside = set_aside(settings.out_dir)
            _log.warning("%s; it is called %s now, and the tables are taken in anew", damage, aside.name)
            outcome = run.through(end, said.append)
    # Not before the bar is wiped: it would break these lines at the terminal's edge, and commands could not be copied.
    for text in said:
        print(text, file=sys.stderr)
    return outcome


@dataclass(frozen=True, slots=True)
class _Run:
    inputs: Sequence[str]
    found: Inputs
    settings: Settings
    caught: Sequence[int]
    tell: Tell
    sha256_of: Callable[[Path], str]
    show_summary: bool
    again: bool

    def stop(self) -> bool:
        self.tell(Pulse())
        return bool(self.caught)

    def through(self, end: Callable[[RunDone], None], say: Callable[[str], None]) -> RunOutcome:
        found, settings, caught, tell = self.found, self.settings, self.caught, self.tell
        recipe = build_recipe(settings)
        info = _run_info(recipe, settings)
        form = Form(excel_id=settings.excel_id, partition=settings.partition)
        with open_folder(settings.out_dir) as results:
            results.pulse = _now_and_then(lambda: tell(Pulse()))
            if found.given:
                remember(results, found.given, settings)
            left = read_what_is_new(
                found.files,
                results,
                recipe,
                settings,
                tell=tell,
                stop=self.stop,
                sha256_of=self.sha256_of,
                again=self.again,
            )
            if settings.prune and self.inputs and not caught:
                _prune(self.inputs, found, results)
            tally = tally_of(results)
            end(RunDone(tally.files, tally.failed, left, signal=caught[0] if caught else 0))
            if not tally.files:
                _log.error("stopped before any file was finished; nothing was written")
                return RunOutcome(Ending.DONE, caught[0])
            written = stands_written(results, settings.out_dir, run=info, form=form)
            if written is None:
                since_s = time.monotonic()
                tell(WritingStarted())
                # Arrow, too, takes longer to load than a run that finds nothing new.
                from pipelines.store import write_tables

                written = write_tables(results, settings.out_dir, run=info, form=form)
                tell(TablesWritten(written.rows["documents"], written.rows["values"], time.monotonic() - since_s))
            if self.show_summary and settings.talk is not Talk.QUIET:
                paths = {item.file: item.path for item in found.files}
                lost = _lost_on_scans(tally, settings, results, recipe)
                said = summary(tally, written, paths=paths, unread=left, lost=lost)
                say(harmless(said))
        return RunOutcome(_ending(tally, strict=settings.strict), caught[0] if caught else 0)


def _prune(inputs: Sequence[str], found: Inputs, results: Results) -> None:
    """Forget files that are no longer in the input, where it is sure that all of it was seen."""
    # A share that is not mounted looks like an empty folder.
    doubts = [*(f"{clean_path(given)} holds no PDF file" for given in found.fruitless), *unlisted(inputs)]
    if doubts:
        _log.warning("nothing was removed (--prune): %s", doubts[0])
    elif gone := results.prune(item.file for item in found.files):
        _log.warning("%d files that are no longer in the input were removed (--prune)", gone)


def _now_and_then(call: Callable[[], None]) -> Callable[[], None]:
    """The same call, passed over where the last was less than a second ago."""
    last_s = float("-inf")

    def paced() -> None:
        nonlocal last_s
        if time.monotonic() - last_s >= 1.0:
            last_s = time.monotonic()
            call()

    return paced


def _lost_on_scans(tally: Tally, settings: Settings, results: Results, recipe: Recipe) -> str:
    """What became of scanned pages with the engines at hand, where it is less than two readers can do."""
    if not tally.scans:
        return ""
    if not settings.ocr:
        return "not read (--no-ocr)"
    made_with, _, lost = results.get(LOST).partition(" ")
    if made_with != recipe.fingerprint:
        from extract.ocr import find_readers
        from extract.scan import what_is_lost

        lost = what_is_lost(find_readers())
        results.set(LOST, f"{recipe.fingerprint} {lost}")
    return lost


def _run_info(recipe: Recipe, settings: Settings) -> RunInfo:
    return RunInfo(
        version=recipe.version,
        settings={"timeout_s": settings.timeout_s, **recipe.settings},
        profiles=recipe.profiles,
        vocabulary=recipe.vocabulary,
        own_profiles=recipe.own_profiles,
    )


def _ending(tally: Tally, *, strict: bool) -> Ending:
    if tally.failed:
        return Ending.UNREADABLE if tally.files == 1 else Ending.SOME_FAILED
    return Ending.STRICT if strict and tally.findings[Severity.ERROR] else Ending.DONE


@contextmanager
def signals() -> Iterator[list[int]]:
    """Collect SIGINT and SIGTERM in a list instead of being ended by them; a second SIGINT gets through."""
    caught: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        caught.append(number)
        signal.signal(signal.SIGINT, signal.default_int_handler)

    before = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield caught
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
