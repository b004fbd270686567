"""Scanned pages as tasks of their own: what is kept of them, what is lost with one of them, and what is not."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extract.model import Reading
from extract.ocr import Readers, Trouble
from extract.picture.model import GreyImage
from layouts.layouts import Layouts, load_layouts
from layouts.records import DocumentStatus
from pipelines.batch import Finished, read_with
from pipelines.document import run_document
from pipelines.engine import Jobs, Loss, News, Outcome, Result, Start, Step
from pipelines.engine import Task as AnyTask
from pipelines.inputs import InputFile
from pipelines.keys import Recipe, build_recipe
from pipelines.plan import sha256_of
from pipelines.readings import READINGS_FILE, open_readings
from pipelines.settings import Settings
from pipelines.tasks import Answer, Engines, Finish, Look, Looked, ReadScan, Scanned, Task, Worker

ENGINES = {"tesseract": "5", "pytesseract": "1", "ind.traineddata": "a"}


@dataclass
class Patient:
    """A reader that reads the same everywhere, and counts the pages that it was asked about."""

    trouble: Trouble
    breaks: bool = False
    pages: int = 0

    def read(self, crops: Sequence[GreyImage], variant: str = "") -> list[Reading]:
        self.pages += 1
        self.trouble.count += self.breaks
        return [Reading("tesseract-ind", "5", f"Target {crop.shape[1]}", 0.9) for crop in crops]


@dataclass
class Inline:
    """An engine in this process. `before` is told of each task, and may say how it is lost."""

    before: Callable[[object], Loss | None] = lambda task: None
    done: list[object] = field(default_factory=list)
    seconds: float = 0.0
    fresh: bool = False

    def run(
        self, jobs: Jobs[AnyTask], start: Start[AnyTask, Result], *, stop: Callable[[], bool]
    ) -> Iterator[News[AnyTask, Result]]:
        do_task = start()
        while not stop() and (job := jobs.take([])):
            self.done.append(job.task)
            loss = self.before(job.task)
            do_task = start() if self.fresh else do_task
            result = None if loss else do_task(job.task, self)
            yield Outcome(job.task, result, loss, "SIGSEGV" if loss else "", attempt=job.attempt, seconds=self.seconds)

    def step(self, done: int, of: int) -> None: ...
    def at(self, page_number: int) -> None: ...


@dataclass
class Bench:
    """A report of three scans, read again and again."""

    item: InputFile
    cache: Path | None
    layouts: Layouts
    recipe: Recipe
    reader: Patient = field(default_factory=lambda: Patient(Trouble()))
    here: dict[str, str] = field(default_factory=lambda: ENGINES)
    steps: list[tuple[int, int]] = field(default_factory=list)

    @property
    def readers(self) -> Readers:
        return Readers(self.reader, None, None, None, ("rapidocr is not installed",), self.reader.trouble)

    def read(
        self, engine: Inline | None = None, *, timeout_s: float = 1800.0, stop: Callable[[], bool] = lambda: False
    ) -> Finished | None:
        engines = Engines(
            self.recipe.reading_fingerprint,
            load=lambda: self.readers,
            versions=lambda: self.here,
        )

        def start() -> Callable[[Task, object], Answer]:
            return Worker(self.layouts, engines).do

        self.reader.pages, self.steps, found = 0, [], None
        with open_readings(self.cache, self.recipe) as readings:
            news = read_with(
                engine or Inline(),
                start,
                [self.item],
                readings,
                ahead=2,
                timeout_s=timeout_s,
                stop=stop,
            )
            for one in news:
                if isinstance(one, Step):
                    self.steps.append((one.done, one.of))
                elif isinstance(one, Finished):
                    found = one
        return found


@pytest.fixture(scope="module")
def layouts() -> Layouts:
    return load_layouts()


@pytest.fixture(scope="module")
def recipe() -> Recipe:
    return replace(build_recipe(Settings()), engines=ENGINES)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> InputFile:
    """A report of three small pages, each the picture of a table."""
    path = tmp_path_factory.mktemp("in") / "a.pdf"
    canvas = Canvas(str(path), pagesize=(240, 144), invariant=1)
    for number in range(1, 4):
        canvas.drawImage(ImageReader(picture_of(f"{number}.750.000")), 0, 0, 240, 144)
        canvas.showPage()
    canvas.save()
    return InputFile(path, "a.pdf")


def picture_of(text: str) -> Image.Image:
    """A ruled table with the same text in every cell."""
    picture = Image.new("L", (500, 300), 235)
    canvas, font = ImageDraw.Draw(picture), ImageFont.load_default(24)
    for x, y in itertools.product((50, 180, 310), (45, 100, 155)):
        canvas.rectangle((x, y, x + 130, y + 55), outline=20, width=2)
        canvas.text((x + 10, y + 12), text, fill=20, font=font)
    return picture


@pytest.fixture
def bench(report: InputFile, tmp_path: Path, layouts: Layouts, recipe: Recipe) -> Bench:
    return Bench(report, tmp_path / "cache", layouts, recipe)


def _losing(page: int, loss: Loss = Loss.CRASH) -> Callable[[object], Loss | None]:
    """Every attempt at a page is lost."""
    return lambda task: loss if isinstance(task, ReadScan) and task.page.number == page else None


def test_pages_one_by_one_give_what_the_whole_document_gives(bench: Bench) -> None:
    """With nothing kept, with all of it kept, and without a cache."""
    data = bench.item.path.read_bytes()
    whole = run_document(data, file="a.pdf", layouts=bench.layouts, load_readers=lambda: bench.readers)
    assert len(whole.tables) == 1
    assert "rapidocr is not installed" in whole.document.reason
    engine = Inline()
    assert bench.read(engine) == Finished(bench.item, whole)
    assert [type(task) for task in engine.done] == [Look, ReadScan, ReadScan, ReadScan, Finish]
    assert bench.steps == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert bench.reader.pages > 0
    assert bench.read() == Finished(bench.item, whole)
    assert bench.reader.pages == 0
    assert bench.steps == [(3, 3)]
    bench.cache = None
    assert bench.read() == Finished(bench.item, whole)
    assert bench.reader.pages > 0


def test_a_page_that_kills_its_worker_twice_is_unread_and_the_others_are_read(bench: Bench) -> None:
    engine = Inline(_losing(2))
    finished = bench.read(engine)
    assert finished is not None
    assert finished.result.document.status is DocumentStatus.PARTIAL
    assert "page 2 is scanned and could not be read: its reader broke down (SIGSEGV)" in finished.result.document.reason
    assert len(finished.result.tables) == 2
    assert (finished.loss, finished.attempt) == (Loss.CRASH, 2)
    assert [task.page.number for task in engine.done if isinstance(task, ReadScan)].count(2) == 2
    # What could not be read is tried again, what could is not read again.
    engine = Inline()
    assert bench.read(engine) is not None
    assert [task.page.number for task in engine.done if isinstance(task, ReadScan)] == [2]


def test_a_page_that_kills_its_worker_once_is_read_at_the_second_attempt(bench: Bench) -> None:
    losses = [Loss.CRASH]
    finished = bench.read(Inline(lambda task: losses.pop() if isinstance(task, ReadScan) and losses else None))
    assert finished is not None
    assert (finished.result.document.pages_scan, finished.loss, finished.attempt) == (3, None, 2)
    assert "could not be read" not in finished.result.document.reason


def test_a_run_that_ends_between_two_pages_loses_the_pages_in_hand_alone(bench: Bench) -> None:
    assert bench.read(stop=lambda: len(bench.steps) > 2) is None
    engine = Inline()
    assert bench.read(engine) is not None
    assert [task.page.number for task in engine.done if isinstance(task, ReadScan)] == [3]


def test_a_document_that_takes_too_long_has_the_pages_that_were_read(bench: Bench) -> None:
    finished = bench.read(Inline(seconds=10.0), timeout_s=15.0)
    assert finished is not None
    assert finished.result.document.status is DocumentStatus.PARTIAL
    assert "page 3 is scanned and could not be read: not finished after 15 s" in finished.result.document.reason
    assert (finished.loss, finished.seconds) == (Loss.TIMEOUT, 40.0)


def _damage(cache: Path | None, page: int, sealed: bytes) -> None:
    assert cache is not None
    with sqlite3.connect(cache / READINGS_FILE) as connection:
        connection.execute("UPDATE pages SET sealed = ? WHERE page = ?", [sealed, page])
    connection.close()


@pytest.mark.parametrize("sealed", [b"", b"\0" * 5000])
def test_a_damaged_reading_is_read_again(bench: Bench, sealed: bytes) -> None:
    first = bench.read()
    _damage(bench.cache, 2, sealed)
    engine = Inline()
    assert bench.read(engine) == first
    assert [task.page.number for task in engine.done if isinstance(task, ReadScan)] == [2]
    engine = Inline()
    assert bench.read(engine) == first
    assert [type(task) for task in engine.done] == [Look, Finish]


def test_what_an_engine_that_broke_down_has_read_is_used_and_not_kept(bench: Bench) -> None:
    bench.reader.breaks = True
    finished = bench.read()
    assert finished is not None
    assert finished.result.document.status is DocumentStatus.OK
    with open_readings(bench.cache, bench.recipe) as readings:
        assert readings.find(finished.result.document.sha256, [1, 2, 3]) == {}


@pytest.mark.parametrize(
    ("here", "works"), [({"tesseract": "6"}, True), ({"eng.traineddata": "b"}, False)], ids=["elsewhere", "broken"]
)
def test_what_other_engines_than_the_runs_have_read_is_not_kept(
    bench: Bench, here: dict[str, str], works: bool
) -> None:
    """A worker on another machine has another version; an engine that the run knows of does not work."""
    bench.here = ENGINES | here
    if not works:
        bench.recipe = replace(bench.recipe, engines=bench.here)
    finished = bench.read()
    assert finished is not None
    assert not finished.expected
    with open_readings(bench.cache, bench.recipe) as readings:
        assert readings.find(sha256_of(bench.item.path), [1, 2, 3]) == {}


def test_a_file_that_changes_between_two_of_its_pages_is_failed(bench: Bench, tmp_path: Path) -> None:
    path = tmp_path / "b.pdf"
    path.write_bytes(bench.item.path.read_bytes())
    bench.item = InputFile(path, "b.pdf")

    def change(task: object) -> None:
        if isinstance(task, ReadScan) and task.page.number == 2:
            path.write_bytes(path.read_bytes() + b" ")
            # Another worker than the one that has the old bytes in hand.
            engine.fresh = True

    engine = Inline(change)
    finished = bench.read(engine)
    assert finished is not None
    assert finished.result.document.status is DocumentStatus.FAILED
    assert "the file changed while it was read" in finished.result.document.reason
    assert finished.result.document.sha256 == ""
    assert not any(isinstance(task, Finish) for task in engine.done)


def test_readings_travel_and_rest_sealed(bench: Bench) -> None:
    engine = Inline()
    bench.read(engine)
    assert bench.cache is not None
    rest = (bench.cache / READINGS_FILE).read_bytes()
    travel = [sealed for task in engine.done if isinstance(task, Finish) for sealed in task.sealed.values()]
    assert len(travel) == 3
    assert b"Target" not in rest
    assert not any(b"Target" in sealed for sealed in travel)


def test_an_engine_that_hangs_ends_its_worker_and_at_the_last_attempt_does_without(bench: Bench) -> None:
    """What hangs stays so in its process; another one may have the engine whole."""
    bench.reader.trouble.lasting = True
    engines = Engines(bench.recipe.reading_fingerprint, load=lambda: bench.readers, versions=lambda: bench.here)
    worker, voice = Worker(bench.layouts, engines), Inline()
    looked = worker.do(Look(bench.item), voice)
    assert isinstance(looked, Looked)
    task = ReadScan(bench.item, looked.sha256, looked.scans[0])
    with pytest.raises(SystemExit):
        worker.do(task, voice)
    assert isinstance(worker.do(replace(task, last=True), voice), Scanned)


def test_a_page_that_is_lost_after_its_document_was_given_up_brings_nothing_back(bench: Bench, tmp_path: Path) -> None:
    path = tmp_path / "b.pdf"
    path.write_bytes(bench.item.path.read_bytes())
    bench.item = InputFile(path, "b.pdf")

    def before(task: object) -> Loss | None:
        if isinstance(task, ReadScan) and task.page.number == 1:
            path.unlink()
            engine.fresh = True
        return Loss.CRASH if isinstance(task, ReadScan) and task.page.number == 2 else None

    engine = Inline(before)
    finished = bench.read(engine)
    assert finished is not None
    assert "no such file" in finished.result.document.reason
    assert [type(task) for task in engine.done] == [Look, ReadScan, ReadScan]
