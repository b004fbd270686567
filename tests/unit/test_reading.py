"""Inputs that change or go between the look at them and their reading: what is kept belongs to what was read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from layouts.records import Document, DocumentResult, DocumentStatus
from pipelines import batch
from pipelines.batch import Finished
from pipelines.engine import Loss
from pipelines.inputs import InputFile
from pipelines.keys import Recipe
from pipelines.plan import make_plan
from pipelines.reading import read_what_is_new
from pipelines.results import open_results
from pipelines.settings import Settings

RECIPE = Recipe("test")


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def result_of(item: InputFile) -> DocumentResult:
    """As the batch tells it: of the bytes that stand there when the file's turn comes."""
    if not item.path.exists():
        return DocumentResult(Document("", item.file, "", DocumentStatus.FAILED, reason="no such file"))
    found = sha256(item.path.read_bytes())
    return DocumentResult(Document(found[:16], item.file, found, DocumentStatus.OK))


def read(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    before: Callable[[InputFile], None],
    loss: Loss | None = None,
    *,
    expected: bool = True,
) -> tuple[dict[str, str], list[str]]:
    """Read all files of a folder; gives the content each has now, and the order in which files were read."""
    items = [InputFile(path, path.name) for path in sorted(folder.glob("*.pdf"))]
    order: list[str] = []

    def read_files(files: Sequence[InputFile], *_: object, **__: object) -> Iterator[Finished]:
        for item in files:
            before(item)
            order.append(item.file)
            yield Finished(item, result_of(item), loss, expected=expected)

    monkeypatch.setattr(batch, "read_files", read_files)
    settings = Settings(out_dir=folder)
    with open_results(folder) as results:
        read_what_is_new(items, results, RECIPE, settings, tell=lambda _: None, stop=lambda: False)
        return {found.file: found.content for found in results.files()}, order


def fill(folder: Path, **files: bytes) -> None:
    for name, content in files.items():
        (folder / f"{name}.pdf").write_bytes(content)


def test_a_file_changed_before_its_reading_leaves_its_copies_to_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, a=b"x", b=b"x", c=b"x")

    def change(item: InputFile) -> None:
        if item.file == "a.pdf":
            item.path.write_bytes(b"new")

    contents, order = read(tmp_path, monkeypatch, change)
    assert contents == {"a.pdf": sha256(b"new"), "b.pdf": sha256(b"x"), "c.pdf": sha256(b"x")}
    assert order == ["a.pdf", "b.pdf"]


def test_a_file_removed_before_its_reading_fails_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, a=b"x", b=b"x")

    def remove(item: InputFile) -> None:
        (tmp_path / "a.pdf").unlink(missing_ok=True)

    contents, order = read(tmp_path, monkeypatch, remove)
    assert contents == {"a.pdf": "unread:a.pdf", "b.pdf": sha256(b"x")}
    assert order == ["a.pdf", "b.pdf"]


def test_what_ended_a_reading_is_not_held_against_bytes_that_came_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, a=b"monster")
    read(tmp_path, monkeypatch, lambda item: item.path.write_bytes(b"mended") and None, loss=Loss.CRASH)
    with open_results(tmp_path) as results:
        plan = make_plan([InputFile(tmp_path / "a.pdf", "a.pdf")], results, RECIPE.result_key, allowed=lambda _: 1)
    assert [work.item.file for work in plan.to_read] == ["a.pdf"]


@pytest.mark.parametrize("expected", [True, False])
def test_what_an_engine_that_did_not_start_had_no_part_in_is_read_again_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected: bool
) -> None:
    fill(tmp_path, a=b"scan")
    read(tmp_path, monkeypatch, lambda _: None, expected=expected)
    with open_results(tmp_path) as results:
        plan = make_plan([InputFile(tmp_path / "a.pdf", "a.pdf")], results, RECIPE.result_key, allowed=lambda _: 1)
    assert [work.item.file for work in plan.to_read] == ([] if expected else ["a.pdf"])


def test_a_file_whose_bytes_are_known_by_then_is_not_read_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, a=b"x", b=b"x", c=b"y")

    def swap(item: InputFile) -> None:
        if item.file == "a.pdf":
            fill(tmp_path, a=b"new", b=b"y")

    contents, order = read(tmp_path, monkeypatch, swap)
    assert contents == {"a.pdf": sha256(b"new"), "b.pdf": sha256(b"y"), "c.pdf": sha256(b"y")}
    assert order == ["a.pdf", "c.pdf"]
