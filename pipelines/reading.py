"""What a run reads, and how it is kept: plan, batch, and each document into the database as it is finished."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from pipelines.digest import SHOWN
from pipelines.events import DocumentDone, DocumentFailed, Event, Tell, WorkPlanned
from pipelines.inputs import InputFile, size_of
from pipelines.keys import Recipe
from pipelines.plan import Plan, Why, Work, make_plan, sha256_of
from pipelines.results import Results
from pipelines.settings import Settings

_log = logging.getLogger(__name__)


def read_what_is_new(
    files: Sequence[InputFile],
    results: Results,
    recipe: Recipe,
    settings: Settings,
    *,
    tell: Tell,
    stop: Callable[[], bool],
    sha256_of: Callable[[Path], str] = sha256_of,
    again: bool = False,
) -> int:
    """Read every file whose bytes are not known under today's key, and keep what came out.

    What is known is taken over under the file's name of today. Once `stop` says True, what is running is ended, and
    the files that are not finished keep what they had before: says how many those are. With `again` all files are read,
    and what the last run covered besides them still counts as covered.

    Raises:
        OutputError: a result cannot be kept.
        ProfileError: a profile or vocabulary is broken.
    """
    since_s = time.monotonic()
    look = partial(make_plan, sha256_of=sha256_of, allowed=settings.allowed, stop=stop)
    plan = look(files, results, recipe.result_key, again=again)
    if not again:
        results.cover(plan.known)
    covered = set(plan.known)
    if changed := [work.item.file for work in plan.to_read if work.why is Why.CHANGED]:
        _log.warning("%s", said_of_changed(changed))
    tell(_planned(plan, since_s))
    while plan.to_read and not stop():
        left = list(_read(plan.to_read, results, recipe, settings, partial(_note, tell, covered), stop))
        # Copies of a file that was changed before it was read: they may have their old bytes still.
        plan = look(left, results, recipe.result_key)
        for file, content in plan.known.items():
            results.hold(content, [file])
        covered |= plan.known.keys()
        if left:
            tell(_planned(plan, time.monotonic()))
    return len({item.file for item in files} - covered)


def _note(tell: Tell, covered: set[str], event: Event) -> None:
    """Tell, and note which files are done."""
    if isinstance(event, DocumentDone | DocumentFailed):
        covered.add(event.document)
    tell(event)


def said_of_changed(files: Sequence[str]) -> str:
    """What is said of files that have other bytes than earlier runs met under their names, of which there is one."""
    number = "1 file has" if len(files) == 1 else f"{len(files):,} files have"
    named = ", ".join(files[:SHOWN]) + (", …" if len(files) > SHOWN else "")
    advice = "for other reports of the same name choose another --out, or give the folder above them all"
    return f"{number} other bytes than in earlier runs and will replace what these gave ({named}); {advice}"


def _read(
    works: Sequence[Work],
    results: Results,
    recipe: Recipe,
    settings: Settings,
    tell: Tell,
    stop: Callable[[], bool],
) -> Iterator[InputFile]:
    """Read and keep; yields copies of files whose bytes turned out to be other than planned."""
    # A run that finds nothing new needs none of these, and they are slow to load.
    from layouts.layouts import load_layouts
    from pipelines.batch import Finished, read_files
    from pipelines.news import document_event, news_event

    # Workers load their own; a broken file should be said once, before they start.
    for note in load_layouts(settings.profiles).notes:
        _log.warning("%s", note)
    work_of = {work.item: work for work in works}
    for one in read_files([work.item for work in works], settings, recipe=recipe, stop=stop):
        if not isinstance(one, Finished):
            tell(news_event(one))
            continue
        work, sha256 = work_of[one.item], one.result.document.sha256
        as_planned = sha256 == work.sha256
        # What brought its worker down was what the worker read, and that is known only where nothing changed.
        sure = sha256 and one.expected and (as_planned or not one.loss)
        if not one.expected:
            _log.warning("%s: an engine did not start; it is read again next time", one.item.file)
        results.put(
            one.result,
            files=[item.file for item in (work.item, *(work.copies if as_planned else ()))],
            key=recipe.result_key(sha256) if sure else "",
            loss=one.loss or "",
            allowed=settings.allowed(one.loss) if one.loss else 0.0,
            seconds=one.seconds,
        )
        told = document_event(one.result, size=size_of(one.item.path), seconds=one.seconds, attempt=one.attempt)
        tell(told)
        for copy in work.copies if as_planned else ():
            tell(replace(told, document=copy.file, duplicate_of=one.item.file))
        if not as_planned:
            yield from work.copies


def _planned(plan: Plan, since_s: float) -> WorkPlanned:
    return WorkPlanned(
        to_read=len(plan.to_read),
        known=len(plan.known),
        copies=sum(len(work.copies) for work in plan.to_read),
        bytes=sum(size_of(work.item.path) for work in plan.to_read),
        seconds=time.monotonic() - since_s,
    )
