"""A document that harms its worker: tried again, and read for the pages that can be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pypdfium2
import pytest

from extract import read
from extract.model import Page
from extract.pdf import Handle
from extract.read import Limits as PageLimits
from layouts.records import DocumentStatus
from pipelines.attempts import Again
from pipelines.batch import Finished, read_with
from pipelines.engine import DoTask, Engine, Jobs, Limits, Loss, News, Outcome, Result, Start, Started
from pipelines.engine import Task as AnyTask
from pipelines.inputs import InputFile
from pipelines.keys import Recipe
from pipelines.loss_words import why_lost
from pipelines.pool import LocalEngine
from pipelines.readings import open_readings
from pipelines.tasks import Answer, Task, start_worker
from tests.cli.conftest import print_pdf

PAGES = 5
START = partial(start_worker, ocr=False, own=None, expected="")


class _Lost(BaseException):
    """Ends a task as a crash does."""


@dataclass
class _Losing:
    """An engine without processes: so many times a task is lost when it takes these pages in hand."""

    loss: Loss
    pages: Counter[int]
    page: int = 0
    tried: list[tuple[int, bool]] = field(default_factory=list)

    def run(
        self, jobs: Jobs[AnyTask], start: Start[AnyTask, Result], *, stop: Callable[[], bool]
    ) -> Iterator[News[AnyTask, Result]]:
        do_task = start()
        while job := jobs.take([]):
            self.tried.append((job.attempt, job.alone))
            yield Started(job.task, job.attempt)
            try:
                yield Outcome(job.task, do_task(job.task, self), attempt=job.attempt)
            except _Lost:
                yield Outcome(job.task, None, self.loss, "much", page=self.page, attempt=job.attempt)

    def step(self, done: int, of: int) -> None:
        """Nobody listens."""

    def at(self, page_number: int) -> None:
        self.page = page_number
        if self.pages[page_number]:
            self.pages[page_number] -= 1
            raise _Lost


def _read(folder: Path, engine: Engine, start: Start[Task, Answer] = START) -> tuple[Finished, list[type]]:
    item = InputFile(folder / "a.pdf", "a.pdf")
    item.path.write_bytes(print_pdf("halaman {page}", pages=PAGES))
    with open_readings(None, Recipe("1")) as readings:
        news = list(read_with(engine, start, [item], readings, ahead=1, timeout_s=60, stop=lambda: False))
    (finished,) = (one for one in news if isinstance(one, Finished))
    return finished, [type(one) for one in news]


@pytest.mark.parametrize("loss", [Loss.MEMORY, Loss.TIMEOUT, Loss.CPU_TIME])
def test_a_page_that_takes_too_much_is_left_out_at_the_second_attempt(tmp_path: Path, loss: Loss) -> None:
    engine = _Losing(loss, Counter({3: 9}))
    finished, news = _read(tmp_path, engine)
    document = finished.result.document
    assert (document.status, document.pages, document.pages_text) == (DocumentStatus.PARTIAL, PAGES, PAGES - 1)
    assert (finished.loss, engine.tried) == (loss, [(1, False), (2, True)])
    assert f"page 3 is unreadable: {why_lost(Outcome('', None, loss, 'much'))}" in document.reason
    assert [kind for kind in news if kind in (Started, Again, Finished)] == [Started, Again, Started, Finished]


def test_a_crash_is_tried_again_as_it_was(tmp_path: Path) -> None:
    finished, _ = _read(tmp_path, _Losing(Loss.CRASH, Counter({3: 1})))
    assert (finished.result.document.status, finished.loss, finished.attempt) == (DocumentStatus.OK, None, 2)


def test_pages_before_the_second_that_crashes_are_read(tmp_path: Path) -> None:
    engine = _Losing(Loss.CRASH, Counter({2: 9, 4: 9}))
    finished, _ = _read(tmp_path, engine)
    document = finished.result.document
    assert (document.status, document.pages_text, finished.loss) == (DocumentStatus.PARTIAL, 2, Loss.CRASH)
    assert "page 2 is unreadable: its reader broke down (much)" in document.reason
    assert "pages 4-5 are unreadable: the reading was ended at page 4: its reader broke down (much)" in document.reason
    assert engine.tried == [(1, False), (2, True), (3, True), (4, True)]


def test_what_befalls_no_page_fails_the_document(tmp_path: Path) -> None:
    """After the last page: the values are being read."""
    finished, _ = _read(tmp_path, _Losing(Loss.CRASH, Counter({0: 2})))
    document = finished.result.document
    assert (document.status, finished.attempt) == (DocumentStatus.FAILED, 2)
    assert document.reason == "its reader broke down (much); try again, or report it with the file"
    assert len(document.sha256) == 64


class _Eating:
    """Starts a worker that takes ever more memory on page 3."""

    def __call__(self) -> DoTask[Task, Answer]:
        reading = read._read_page

        def read_page(document: pypdfium2.PdfDocument, page: Handle, number: int, limits: PageLimits) -> Page:
            eaten = []
            while number == 3:
                eaten.append(b"x" * (4 << 20))
            return reading(document, page, number, limits)

        read._read_page = read_page
        return START()


def test_a_page_that_eats_memory_in_a_worker_is_named(tmp_path: Path) -> None:
    finished, _ = _read(tmp_path, LocalEngine(1, Limits(memory_bytes=400 << 20)), _Eating())
    assert finished.result.document.status == DocumentStatus.PARTIAL
    assert "page 3 is unreadable: it needs more than 400 MB of memory; give it more (--memory)" in (
        finished.result.document.reason
    )


def test_every_loss_has_its_words() -> None:
    said = {loss: why_lost(Outcome("a", None, loss, "1.5 GB"), "page 7") for loss in Loss}
    assert said[Loss.MEMORY] == "page 7 needs more than 1.5 GB of memory; give it more (--memory) or split the file"
    assert len(set(said.values())) == len(Loss)
    assert "fewer --jobs" in why_lost(Outcome("a", None, Loss.CRASH, "SIGKILL"))
