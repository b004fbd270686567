"""Many documents: each read in workers, one status each.

The result of a batch is a function of the files' bytes and the settings; the number of jobs, the order in which workers
finish, and what is kept of earlier runs change nothing in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from extract.model import Page
from extract.read import NOTHING, Omit
from layouts.records import DocumentResult
from pipelines.attempts import Again, run_with_attempts
from pipelines.engine import Engine, Job, Jobs, Loss, Outcome, Start, Started, Step
from pipelines.engines import engine_of
from pipelines.inputs import InputFile, size_of
from pipelines.keys import Recipe
from pipelines.loss_words import said_of_time, why_lost
from pipelines.plan import sha256_of
from pipelines.readings import Readings, open_readings
from pipelines.settings import Settings
from pipelines.tasks import Answer, Finish, Look, Looked, ReadScan, Scanned, Task, Unsealed, failed, start_worker

# What was begun is brought to its end before anything new: few documents are open at a time.
PAGE_WEIGHT, LAST_WEIGHT = 1e30, 1e31
# The share of a document's time that one page may take: 300 s of 1800. A page takes some 4 s, and engines that break
# down over one give up after 3 minutes (`extract.ocr`).
PAGE_SHARE = 1 / 6
# Pages of one document that wait for a worker, for each job: enough that none goes idle.
AHEAD = 2
CLUSTER = 64


@dataclass(frozen=True, slots=True)
class Finished:
    """A file and everything that came out of it; of a reading that was ended, why.

    `seconds` are those of all workers that were busy with it; `attempt` is 2 where something was tried once more.
    `expected`: all engines that the run names read it; an engine that would not start for a moment may next time.
    """

    item: InputFile
    result: DocumentResult
    loss: Loss | None = None
    attempt: int = 1
    seconds: float = field(default=0.0, compare=False)
    expected: bool = True


@dataclass(frozen=True, slots=True)
class StageTook:
    """A part of a file's reading is done: it was looked through, or its tables were made."""

    item: InputFile
    stage: str
    seconds: float = field(compare=False)


STAGES: Mapping[type, str] = {Look: "look", Finish: "finish"}

Reading = StageTook | Started[InputFile] | Step[InputFile] | Again[InputFile, DocumentResult]
"""What is said of a file that is being read: it was begun, so many of its scanned pages are read, it is tried again.

With a page, it is that page alone that was read just now, or is tried again.
"""


def read_files(
    files: Sequence[InputFile], settings: Settings, *, recipe: Recipe, stop: Callable[[], bool]
) -> Iterator[Finished | Reading]:
    """Read every file; yields each as it is done, in no promised order, and what is said of it meanwhile.

    A file that cannot be read, takes too long, or brings its worker down has status failed and a reason; where that
    befalls a scanned page, the document is partial. What is read on scans is kept, or comes from what was kept. Once
    `stop` says True, what is running is ended and nothing follows.

    Raises:
        OutputError: readings of scans cannot be kept where they should be.
    """
    engine = engine_of(settings, recipe, settings.limits, folder=files[0].path.parent)
    start = partial(start_worker, ocr=settings.ocr, own=settings.profiles, expected=recipe.reading_fingerprint)
    # How many workers a cluster has, it tells later, and it may change.
    ahead = AHEAD * (CLUSTER if settings.scheduler else settings.jobs)
    with open_readings(settings.readings_folder if settings.ocr else None, recipe) as readings:
        yield from read_with(engine, start, files, readings, ahead=ahead, timeout_s=settings.timeout_s, stop=stop)


def read_with(
    engine: Engine,
    start: Start[Task, Answer],
    files: Sequence[InputFile],
    readings: Readings,
    *,
    ahead: int,
    timeout_s: float,
    stop: Callable[[], bool],
) -> Iterator[Finished | Reading]:
    """Read every file with an engine. See `read_files`.

    Args:
        engine: Where tasks are done.
        start: Called once in each worker; see `pipelines.tasks.start_worker`.
        files: What to read.
        readings: What is known of scans, and where new readings go.
        ahead: So many pages of one document are given to the engine at a time.
        timeout_s: Seconds that a document may take, of all workers together.
        stop: Asked a few times a second.
    """
    jobs: Jobs[Task] = Jobs()
    batch = _Batch(jobs, readings, ahead=ahead, timeout_s=timeout_s)
    for item in files:
        batch.add(item)
    for one in run_with_attempts(engine, jobs, start, again=batch.again, stop=stop):
        match one:
            case Outcome():
                yield from batch.take(one)
            case Again():
                yield Again(_of_document(one.lost))
            case Started() if isinstance(one.task, Look):
                yield Started(one.task.item, one.attempt)


@dataclass(slots=True)
class _Open:
    """A document on its way: what was read of its scans, what could not be, and what still has to be."""

    item: InputFile
    sha256: str = ""
    scans: dict[int, Page] = field(default_factory=dict)
    to_read: list[int] = field(default_factory=list)
    with_workers: set[int] = field(default_factory=set)
    sealed: dict[int, bytes] = field(default_factory=dict)
    unread: dict[int, str] = field(default_factory=dict)
    shut: set[int] = field(default_factory=set)
    omit: Omit = NOTHING
    loss: Loss | None = None
    seconds: float = 0.0
    attempt: int = 1
    expected: bool = True

    def leave_out(self, lost: Outcome[Task, Answer], *, with_the_rest: bool = False) -> None:
        """Leave the page out that was in hand, or all pages from it on."""
        why = why_lost(lost)
        if with_the_rest:
            self.omit = replace(self.omit, end=lost.page, end_why=f"the reading was ended at page {lost.page}: {why}")
        else:
            self.omit = replace(self.omit, pages={**self.omit.pages, lost.page: why})
        self.loss = lost.loss

    def once_more(self, task: Task) -> Task:
        """The task for another attempt, without the pages that are left out."""
        return replace(task, last=True) if isinstance(task, ReadScan) else replace(task, omit=self.omit)

    def step(self, page_number: int = 0, seconds: float = 0.0) -> Reading:
        return Step(self.item, len(self.sealed) + len(self.unread), len(self.scans), page_number, seconds)


class _Batch:
    """Takes outcomes, gives the next jobs of each document, and results of those that are done."""

    def __init__(self, jobs: Jobs[Task], readings: Readings, *, ahead: int, timeout_s: float) -> None:
        self._jobs, self._readings, self._ahead, self._timeout_s = jobs, readings, ahead, timeout_s
        self._open: dict[InputFile, _Open] = {}

    def add(self, item: InputFile) -> None:
        """Begin with a file."""
        self._jobs.add(self._job(Look(item)))

    def again(self, lost: Outcome[Task, Answer]) -> Job[Task] | None:
        """What is tried once more: the same, but for a page that would take as much again."""
        if isinstance(lost.task, ReadScan) and lost.task.item not in self._open:
            return None
        document = self._count(lost)
        if lost.page and lost.loss is not Loss.CRASH and not isinstance(lost.task, ReadScan):
            document.leave_out(lost)
        return self._job(document.once_more(lost.task))

    def take(self, outcome: Outcome[Task, Answer]) -> Iterator[Finished | Reading]:
        """Go on with the document that an outcome is about."""
        if isinstance(outcome.task, ReadScan) and outcome.task.item not in self._open:
            # Another page showed that the document cannot be read; it is done.
            return
        document = self._count(outcome)
        if outcome.result is not None and type(outcome.task) in STAGES:
            yield StageTook(document.item, STAGES[type(outcome.task)], outcome.seconds)
        match outcome.result:
            case DocumentResult():
                yield self._close(document, outcome.result, document.loss)
            case Looked():
                yield from self._begin(document, outcome.result)
            case Unsealed():
                yield from self._read_again(document, outcome.result.page_numbers)
            case _ if isinstance(outcome.task, ReadScan):
                yield from self._page(document, outcome.task.page.number, outcome)
            case _:
                yield from self._save(document, outcome)

    def _save(self, document: _Open, lost: Outcome[Task, Answer]) -> Iterator[Finished | Reading]:
        """Of a document that was lost twice, read what can be: without the page in hand, then up to such a page."""
        if lost.page and not document.omit.end:
            document.leave_out(lost, with_the_rest=bool(document.omit.pages))
            task = document.once_more(lost.task)
            self._jobs.add(replace(self._job(task), attempt=lost.attempt + 1, alone=True))
            yield Again(_of_document(lost))
            return
        why = why_lost(lost, f"page {lost.page}" if lost.page else "it")
        yield self._close(document, failed(document.item, sha256_of(document.item.path), why), lost.loss)

    def _count(self, outcome: Outcome[Task, Answer]) -> _Open:
        document = self._open.setdefault(outcome.task.item, _Open(outcome.task.item))
        document.seconds += outcome.seconds
        document.attempt = max(document.attempt, outcome.attempt)
        return document

    def _begin(self, document: _Open, looked: Looked) -> Iterator[Reading]:
        document.sha256 = looked.sha256
        document.scans = {page.number: page for page in looked.scans}
        document.sealed = self._readings.find(looked.sha256, list(document.scans))
        document.to_read = [number for number in document.scans if number not in document.sealed]
        yield document.step()
        self._go_on(document)

    def _page(self, document: _Open, number: int, outcome: Outcome[Task, Answer]) -> Iterator[Reading]:
        document.with_workers.discard(number)
        if isinstance(outcome.result, Scanned):
            document.sealed[number] = outcome.result.sealed
            document.expected &= outcome.result.expected
            if outcome.result.sure:
                self._readings.keep(document.sha256, number, outcome.result.sealed)
        else:
            document.unread[number], document.loss = why_lost(outcome), outcome.loss
        yield document.step(number, outcome.seconds)
        self._go_on(document)

    def _read_again(self, document: _Open, page_numbers: Sequence[int]) -> Iterator[Reading]:
        """Read pages whose readings were damaged where they were kept."""
        self._readings.drop(document.sha256, page_numbers)
        for number in page_numbers:
            del document.sealed[number]
            if number in document.shut:
                document.unread[number] = "its reading does not open; report it with the file"
        document.to_read += [number for number in page_numbers if number not in document.shut]
        document.shut |= set(page_numbers)
        yield document.step()
        self._go_on(document)

    def _go_on(self, document: _Open) -> None:
        """Give the next pages to workers, or, when none is left, the document's last task."""
        if document.seconds > self._timeout_s and document.to_read:
            why = said_of_time(f"{self._timeout_s:g} s")
            document.unread |= dict.fromkeys(document.to_read, why)
            document.to_read, document.loss = [], Loss.TIMEOUT
        while document.to_read and len(document.with_workers) < self._ahead:
            number = document.to_read.pop(0)
            document.with_workers.add(number)
            self._jobs.add(self._job(ReadScan(document.item, document.sha256, document.scans[number])))
        if not document.with_workers:
            last = Finish(document.item, document.sha256, document.sealed, document.unread, document.omit)
            self._jobs.add(self._job(last))

    def _job(self, task: Task) -> Job[Task]:
        match task:
            case Look():
                return Job(task, weight=size_of(task.item.path))
            case ReadScan():
                return Job(task, weight=PAGE_WEIGHT, wall_s=PAGE_SHARE * self._timeout_s)
            case Finish():
                return Job(task, weight=LAST_WEIGHT)

    def _close(self, document: _Open, result: DocumentResult, loss: Loss | None) -> Finished:
        del self._open[document.item]
        return Finished(document.item, result, loss, document.attempt, document.seconds, document.expected)


def _of_document(lost: Outcome[Task, Answer]) -> Outcome[InputFile, DocumentResult]:
    item = lost.task.item
    return Outcome(item, None, lost.loss, lost.detail, lost.page, lost.attempt, lost.seconds, lost.peak_bytes)
