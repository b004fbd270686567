"""What a run reads: new and changed bytes, once, and nothing that is known."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from layouts.records import Document, DocumentResult, DocumentStatus
from pipelines.inputs import InputFile
from pipelines.plan import Plan, Why, make_plan
from pipelines.results import Results, open_results


@pytest.fixture
def results(tmp_path: Path) -> Iterator[Results]:
    (tmp_path / "out").mkdir()
    with open_results(tmp_path / "out") as opened:
        yield opened


def item(tmp_path: Path, name: str, content: bytes | None) -> InputFile:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    return InputFile(path, name)


def key(sha256: str) -> str:
    return f"key of {sha256}"


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def keep(results: Results, file: str, content: bytes, *, loss: str = "", allowed: float = 0.0) -> None:
    document = Document(sha256(content)[:16], file, sha256(content), DocumentStatus.OK)
    results.put(DocumentResult(document), files=[file], key=key(sha256(content)), loss=loss, allowed=allowed)


def plan(results: Results, *items: InputFile, allowed: float = 60.0) -> Plan:
    return make_plan(items, results, key, allowed=lambda loss: allowed)


def whys(found: Plan) -> dict[str, Why]:
    return {work.item.file: work.why for work in found.to_read}


def test_known_bytes_are_not_read_again_under_whatever_name(tmp_path: Path, results: Results) -> None:
    keep(results, "old.pdf", b"x")
    found = plan(results, item(tmp_path, "moved.pdf", b"x"), item(tmp_path, "new.pdf", b"y"))
    assert found.known == {"moved.pdf": sha256(b"x")}
    assert whys(found) == {"new.pdf": Why.NEW}


def test_equal_bytes_are_read_once(tmp_path: Path, results: Results) -> None:
    files = [item(tmp_path, name, b"x") for name in ("a.pdf", "b.pdf", "c.pdf")]
    [work] = plan(results, *files).to_read
    assert (work.item, work.copies, work.sha256) == (files[0], tuple(files[1:]), sha256(b"x"))


def test_changed_bytes_and_another_key_are_told_apart(tmp_path: Path, results: Results) -> None:
    keep(results, "a.pdf", b"x")
    keep(results, "b.pdf", b"y")
    found = make_plan(
        [item(tmp_path, "a.pdf", b"x2"), item(tmp_path, "b.pdf", b"y")], results, lambda _: "other", allowed=lambda _: 1
    )
    assert whys(found) == {"a.pdf": Why.CHANGED, "b.pdf": Why.OUTDATED}


def test_what_was_ended_is_tried_again_only_where_more_time_is_allowed(tmp_path: Path, results: Results) -> None:
    keep(results, "slow.pdf", b"x", loss="timeout", allowed=60)
    slow = item(tmp_path, "slow.pdf", b"x")
    assert plan(results, slow, allowed=60).known
    assert whys(plan(results, slow, allowed=61)) == {"slow.pdf": Why.AGAIN}


def test_a_file_that_cannot_be_opened_is_always_tried_and_is_nobodys_copy(tmp_path: Path, results: Results) -> None:
    gone = [item(tmp_path, name, None) for name in ("a.pdf", "b.pdf")]
    for one in gone:
        document = Document("", one.file, "", DocumentStatus.FAILED)
        results.put(DocumentResult(document), files=[one.file], key="")
    works = plan(results, *gone).to_read
    assert [(work.item, work.copies, work.sha256) for work in works] == [(gone[0], (), ""), (gone[1], (), "")]


def test_rows_taken_in_without_a_key_are_read_anew(tmp_path: Path, results: Results) -> None:
    document = Document(sha256(b"x")[:16], "a.pdf", sha256(b"x"), DocumentStatus.OK)
    results.put(DocumentResult(document), files=["a.pdf"], key="")
    assert whys(plan(results, item(tmp_path, "a.pdf", b"x"))) == {"a.pdf": Why.NEW}


def test_a_run_that_is_stopped_looks_at_no_more_files(tmp_path: Path, results: Results) -> None:
    found = make_plan([item(tmp_path, "a.pdf", b"x")], results, key, allowed=lambda _: 1, stop=lambda: True)
    assert (found.known, found.to_read) == ({}, ())


def test_covering_the_same_files_again_changes_nothing(results: Results) -> None:
    keep(results, "a.pdf", b"x")
    keep(results, "b.pdf", b"y")
    before = results.revision
    results.cover({"a.pdf": sha256(b"x"), "b.pdf": sha256(b"y")})
    assert results.revision == before
    results.cover({"a.pdf": sha256(b"x")})
    assert results.revision > before
    assert [(found.file, found.current) for found in results.files()] == [("a.pdf", True), ("b.pdf", False)]


def test_pruning_forgets_files_and_what_no_file_holds(results: Results) -> None:
    for file, content in (("a.pdf", b"x"), ("b.pdf", b"y"), ("c.pdf", b"x")):
        keep(results, file, content)
    assert results.prune(["c.pdf"]) == 2
    assert [found.file for found in results.files()] == ["c.pdf"]
    assert (results.known(sha256(b"y")), results.known(sha256(b"x")) is None) == (None, False)


def test_a_result_belongs_to_the_bytes_that_were_read(tmp_path: Path, results: Results) -> None:
    """A file that is changed after it was looked at is known by its new bytes, and its old ones are still new."""
    keep(results, "a.pdf", b"read")
    assert results.content("a.pdf") == sha256(b"read")
    assert whys(plan(results, item(tmp_path, "b.pdf", b"looked at"))) == {"b.pdf": Why.NEW}


def test_file_names_with_odd_bytes_are_kept_as_they_are_written(results: Results) -> None:
    document = Document("", "lap\udcff.pdf", "", DocumentStatus.FAILED)
    results.put(DocumentResult(document), files=["lap\udcff.pdf"], key="")
    assert [found.file for found in results.files()] == [r"lap\xff.pdf"]
    assert dataclasses.asdict(document)["file"] != r"lap\xff.pdf"
