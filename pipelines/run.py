"""One run: find the files, read them, write the tables, say what came out. Signals end it without loss."""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from types import FrameType

from rich.console import Console

from extract.ocr import find_readers
from extract.scan import what_is_lost
from layouts.layouts import load_layouts
from layouts.records import DocumentResult, DocumentStatus, Severity
from pipelines.batch import read_files
from pipelines.inputs import find_inputs
from pipelines.keys import Recipe, build_recipe
from pipelines.progress import watch
from pipelines.report import summary
from pipelines.settings import Settings, Talk
from pipelines.store import RunInfo, check_out_dir, write_outputs

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
    """Read what INPUTs stand for into the tables of `settings.out_dir`.

    On SIGINT or SIGTERM what is being read is dropped, and what was finished is written. A second SIGINT
    ends the program at once.

    Raises:
        InputError: no INPUT gives a file.
        OutputError: the output folder cannot be written.
        ProfileError: a profile or vocabulary is broken.
    """
    found = find_inputs(inputs)
    for given in found.fruitless:
        _log.warning("%s: no PDF file found in it", given)
    check_out_dir(settings.out_dir)
    # Workers load their own; a broken file should be said once, before they start.
    for note in load_layouts(settings.profiles).notes:
        _log.warning("%s", note)
    recipe = build_recipe(settings)
    console = Console(stderr=True)
    with _signals() as caught:
        finished = read_files(found.files, settings, stop=lambda: bool(caught))
        results = [one.result for one in watch(finished, found.files, console=console, talk=settings.talk)]
        if not results:
            _log.error("stopped before any file was finished; nothing was written")
            return RunOutcome(Ending.DONE, caught[0])
        results.sort(key=lambda result: result.document.file.encode())
        written = write_outputs(results, settings.out_dir, run=_run_info(recipe, settings), excel_id=settings.excel_id)
    if settings.talk is not Talk.QUIET:
        paths = {item.file: item.path for item in found.files}
        unread = len(found.files) - len(results)
        print(
            summary(results, written, paths=paths, unread=unread, lost=_lost_on_scans(results, settings)),
            file=sys.stderr,
        )
    return RunOutcome(_ending(results, strict=settings.strict), caught[0] if caught else 0)


def _lost_on_scans(results: Sequence[DocumentResult], settings: Settings) -> str:
    """What became of scanned pages with the engines at hand, where it is less than two readers can do."""
    if not any(result.document.pages_scan for result in results):
        return ""
    return what_is_lost(find_readers()) if settings.ocr else "not read (--no-ocr)"


def _run_info(recipe: Recipe, settings: Settings) -> RunInfo:
    return RunInfo(
        version=recipe.version,
        settings={"timeout_s": settings.timeout_s, **recipe.settings},
        profiles=recipe.profiles,
        vocabulary=recipe.vocabulary,
        own_profiles=recipe.own_profiles,
    )


def _ending(results: Sequence[DocumentResult], *, strict: bool) -> Ending:
    failed = [result for result in results if result.document.status is DocumentStatus.FAILED]
    if failed:
        return Ending.UNREADABLE if len(results) == 1 else Ending.SOME_FAILED
    errors = (finding for result in results for finding in result.findings if finding.severity is Severity.ERROR)
    return Ending.STRICT if strict and any(errors) else Ending.DONE


@contextmanager
def _signals() -> Iterator[list[int]]:
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
