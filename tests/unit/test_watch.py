"""What a watch gives to a run, and when. Runs are recorded, not made; files, looks and signals are real."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from extract.errors import InputError, OutputError
from pipelines import watch
from pipelines.events import DocumentFailed, RunDone, RunStarted, Tell
from pipelines.inputs import Inputs
from pipelines.run import Ending, RunOutcome
from pipelines.settings import RUN_FOLDER, Settings
from pipelines.statusfile import WATCH_FILE, read_status
from pipelines.watch import Pace, watch_folder

FAST = Pace(interval_s=0.01, rest_s=0.02)


class Runs:
    """Stands for `run_found`: keeps what each run was given, and fails what it is told to."""

    def __init__(self) -> None:
        self.given: list[list[str]] = []
        self.pruned: list[bool] = []
        self.unread: set[str] = set()
        self.errors: list[OutputError] = []
        self.caught: list[int] = []

    def __call__(
        self, found: Inputs, settings: Settings, caught: list[int], tell: Tell, **options: object
    ) -> RunOutcome:
        if self.errors:
            raise self.errors.pop()
        self.given.append([item.file for item in found.files])
        self.pruned.append(settings.prune and bool(options["inputs"]))
        tell(RunStarted("out", len(found.files), 1, "1"))
        for file in sorted(self.unread & set(self.given[-1])):
            tell(DocumentFailed(file, "", "cannot be read", 0.1, 1, 9))
        tell(RunDone(len(found.files)))
        return RunOutcome(Ending.DONE)


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> Runs:
    recorded = Runs()
    monkeypatch.setattr(watch, "run_found", recorded)
    # Looks come as fast as the loop goes.
    monkeypatch.setattr(watch, "NAP_S", 0.005)
    return recorded


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "in"
    path.mkdir()
    return path


def go(folder: Path, story: Iterator[Callable[[Runs], bool]], runs: Runs, **settings: object) -> RunOutcome:
    """Watch, and let the story do its next thing as soon as it says that the last has had its effect; then SIGTERM."""
    step: list[Callable[[Runs], bool]] = [next(story)]
    looks = 0
    look = watch._Watch._look

    def look_and_go_on(self: watch._Watch) -> bool:
        nonlocal looks
        looks += 1
        assert looks < 2000, f"nothing more happened after {runs.given}"
        while step[0](runs):
            following = next(story, None)
            if following is None:
                os.kill(os.getpid(), signal.SIGTERM)
                break
            step[0] = following
        return look(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(watch._Watch, "_look", look_and_go_on)
        return watch_folder(folder, Settings(out_dir=folder.parent / "out", **settings), FAST)


def after(batches: int) -> Callable[[Runs], bool]:
    return lambda runs: len(runs.given) == batches


def looks(number: int) -> Callable[[Runs], bool]:
    """So many looks in which nothing follows."""
    left = [number]

    def count_down(runs: Runs) -> bool:
        left[0] -= 1
        return left[0] < 0

    return count_down


def test_files_come_in_batches_and_what_is_known_is_not_run_again(folder: Path, runs: Runs) -> None:
    def story() -> Iterator[Callable[[Runs], bool]]:
        for name in ("a.pdf", "b.pdf"):
            (folder / name).write_bytes(b"%PDF")
        yield after(1)
        yield looks(10)
        (folder / "c.PDF").write_bytes(b"%PDF")
        (folder / "note.txt").write_bytes(b"no report")
        yield after(2)

    outcome = go(folder, story(), runs)
    assert outcome.signal == signal.SIGTERM
    assert runs.given == [["a.pdf", "b.pdf"], ["a.pdf", "b.pdf", "c.PDF"]]


def test_a_file_that_still_grows_waits(folder: Path, runs: Runs) -> None:
    def story() -> Iterator[Callable[[Runs], bool]]:
        (folder / "whole.pdf").write_bytes(b"%PDF")
        growing = folder / "growing.pdf"
        for size in range(1, 12):
            growing.write_bytes(b"x" * size)
            # Fewer looks than it takes to rest.
            yield looks(1)
        yield after(2)

    go(folder, story(), runs)
    assert runs.given == [["whole.pdf"], ["growing.pdf", "whole.pdf"]]


def test_a_file_is_run_again_when_its_bytes_change(folder: Path, runs: Runs) -> None:
    def story() -> Iterator[Callable[[Runs], bool]]:
        (folder / "a.pdf").write_bytes(b"half")
        yield after(1)
        (folder / "a.pdf").write_bytes(b"the whole")
        yield after(2)
        (folder / "a.pdf").rename(folder / "b.pdf")
        yield after(3)
        (folder / "b.pdf").unlink()
        yield looks(10)

    go(folder, story(), runs)
    assert runs.given == [["a.pdf"], ["a.pdf"], ["b.pdf"]]


def test_what_is_gone_is_removed_on_request_once_nothing_is_on_its_way(folder: Path, runs: Runs) -> None:
    def story() -> Iterator[Callable[[Runs], bool]]:
        for name in ("a.pdf", "b.pdf"):
            (folder / name).write_bytes(b"%PDF")
        yield after(1)
        yield looks(10)
        (folder / "b.pdf").unlink()
        # A copy that is not finished may be the new place of what went.
        for size in range(1, 12):
            (folder / "c.pdf").write_bytes(b"x" * size)
            yield looks(1)
        yield after(2)
        yield looks(10)
        (folder / "c.pdf").unlink()
        yield after(3)
        # An empty folder may be a share that is away.
        (folder / "a.pdf").unlink()
        yield looks(20)

    go(folder, story(), runs, prune=True)
    assert runs.given == [["a.pdf", "b.pdf"], ["a.pdf", "c.pdf"], ["a.pdf"]]
    assert runs.pruned == [True, True, True]


def test_what_cannot_be_read_is_said_once_and_left_out_until_it_can(
    folder: Path, runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs.unread = {"bad.pdf"}
    readable = [False]
    monkeypatch.setattr(watch, "can_be_read", lambda path: readable[0])

    def story() -> Iterator[Callable[[Runs], bool]]:
        (folder / "bad.pdf").write_bytes(b"%PDF")
        yield after(1)
        yield looks(10)
        (folder / "good.pdf").write_bytes(b"%PDF")
        yield after(2)
        readable[0], runs.unread = True, set()
        yield after(3)
        yield looks(10)

    go(folder, story(), runs)
    assert runs.given == [["bad.pdf"], ["good.pdf"], ["bad.pdf", "good.pdf"]]


def test_what_opens_and_yet_cannot_be_read_is_not_tried_for_ever(folder: Path, runs: Runs) -> None:
    runs.unread = {"bad.pdf"}

    def story() -> Iterator[Callable[[Runs], bool]]:
        (folder / "bad.pdf").write_bytes(b"%PDF")
        yield after(watch.TRIES)
        yield looks(20)

    go(folder, story(), runs)
    assert len(runs.given) == watch.TRIES


def test_an_output_folder_that_another_run_holds_is_waited_for(
    folder: Path, runs: Runs, caplog: pytest.LogCaptureFixture
) -> None:
    runs.errors = [OutputError("another run is writing here") for _ in range(3)]

    def story() -> Iterator[Callable[[Runs], bool]]:
        (folder / "a.pdf").write_bytes(b"%PDF")
        yield after(1)

    go(folder, story(), runs)
    said = [record.message for record in caplog.records]
    assert said == [
        "another run is writing here; the watch tries again",
        f"0 documents read; written to {folder.parent / 'out'}",
    ]


def test_a_share_that_is_away_is_waited_for(folder: Path, runs: Runs, caplog: pytest.LogCaptureFixture) -> None:
    def story() -> Iterator[Callable[[Runs], bool]]:
        (folder / "a.pdf").write_bytes(b"%PDF")
        yield after(1)
        folder.rename(folder.with_name("away"))
        yield looks(10)
        folder.with_name("away").rename(folder)
        yield looks(10)
        (folder / "b.pdf").write_bytes(b"%PDF")
        yield after(2)

    go(folder, story(), runs)
    assert runs.given == [["a.pdf"], ["a.pdf", "b.pdf"]]
    assert sum("cannot be seen" in record.message for record in caplog.records) == 1


def test_once_reads_what_rests_and_says_what_does_not(
    folder: Path, runs: Runs, caplog: pytest.LogCaptureFixture
) -> None:
    (folder / "a.pdf").write_bytes(b"%PDF")
    (folder / "hollow.pdf").write_bytes(b"%PDF" + bytes(9000))
    outcome = watch_folder(folder, Settings(out_dir=folder.parent / "out"), Pace(0.01, 0.02, once=True))
    assert outcome == RunOutcome(Ending.DONE)
    assert runs.given == [["a.pdf"]]
    assert caplog.records[-1].message == "1 files had not come to rest and were left, hollow.pdf first"


def test_a_watch_leaves_its_last_word_and_logs_each_look_that_found_something_else(folder: Path, runs: Runs) -> None:
    log = folder.parent / "log.jsonl"

    def story() -> Iterator[Callable[[Runs], bool]]:
        yield looks(20)
        (folder / "a.pdf").write_bytes(b"%PDF")
        yield after(1)

    go(folder, story(), runs, log_json=str(log))
    status = read_status(folder.parent / "out" / RUN_FOLDER / WATCH_FILE)
    assert status is not None
    assert (status.phase, status.signal, status.files, status.inputs) == ("stopped", 15, 1, (str(folder),))
    seen = [one for one in map(json.loads, log.read_text().splitlines()) if one["event"] == "folder_seen"]
    assert [(one["files"], one["ready"], one["waiting"]) for one in seen[:3]] == [(0, 0, 0), (1, 0, 1), (1, 1, 0)]
    assert len(seen) == 4


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such folder"):
        watch_folder(tmp_path / "gone", Settings(out_dir=tmp_path / "out"), FAST)
