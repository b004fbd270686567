"""The database of results: whatever stands in its place is recognised, and whatever befalls it is said."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from extract.errors import OutputError
from pipelines.results import RESULTS_FILE, DamagedResults, open_results, set_aside
from pipelines.settings import RUN_FOLDER
from pipelines.standing import RunInfo, open_folder
from pipelines.store import read_table, write_outputs
from tests.unit.test_store import report

RUN = RunInfo("test")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder with two documents."""
    write_outputs([report("a.pdf"), report("b.pdf", "00000000000000bb")], tmp_path / "out", run=RUN)
    return tmp_path / "out"


def database(out: Path) -> Path:
    return out / RUN_FOLDER / RESULTS_FILE


def execute(out: Path, statement: str) -> None:
    connection = sqlite3.connect(database(out))
    connection.execute(statement)
    connection.commit()
    connection.close()


def read_everything(out: Path) -> None:
    with open_folder(out) as results:
        for found in results.files():
            results.document(found.content)
            results.digest(found.content)
            results.batch(found.content, "values")


def cut(out: Path) -> None:
    database(out).write_bytes(database(out).read_bytes()[:9000])


def overwrite(out: Path) -> None:
    content = database(out).read_bytes()
    database(out).write_bytes(content[:4096] + b"\xa5" * 8192 + content[12288:])


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda out: database(out).write_bytes(b"no database at all" * 100), "cannot be read"),
        (cut, "read|damaged"),
        (overwrite, "read|damaged"),
        (lambda out: execute(out, "PRAGMA application_id = 1"), "not a database of lkip"),
        (lambda out: execute(out, "PRAGMA user_version = 99"), "another version"),
        (lambda out: execute(out, "UPDATE meta SET value = 'x' WHERE name = 'contract'"), "another version"),
        (lambda out: execute(out, "DROP TABLE contents"), "damaged"),
        (lambda out: execute(out, "UPDATE batches SET batch = zeroblob(length(batch))"), "damaged"),
        (lambda out: execute(out, "DELETE FROM contents"), "no rows"),
    ],
    ids=["noise", "cut", "overwritten", "foreign", "layout", "contract", "table", "rows", "documents"],
)
def test_a_database_that_cannot_be_used_is_known_for_one_and_built_anew_from_the_tables(
    out: Path, damage: object, said: str
) -> None:
    assert callable(damage)
    before = read_table(out, "values")
    damage(out)
    with pytest.raises(DamagedResults, match=said):
        read_everything(out)
    aside = set_aside(out)
    assert aside.exists()
    write_outputs([], out, run=RUN)
    assert read_table(out, "values").equals(before)


def test_databases_set_aside_do_not_replace_each_other(out: Path) -> None:
    for content in (b"one", b"two"):
        database(out).write_bytes(content)
        assert set_aside(out).read_bytes() == content
    assert len(list(database(out).parent.glob("results.aside-*.sqlite"))) == 2


def test_an_output_folder_that_goes_away_is_said(out: Path) -> None:
    with open_results(out) as results:
        shutil.rmtree(out)
        with pytest.raises(OutputError, match="went away"):
            results.put(report("c.pdf"), files=["c.pdf"], key="")


def test_an_output_folder_that_was_replaced_is_no_place_to_go_on(out: Path) -> None:
    with open_results(out) as results:
        out.rename(out.with_name("moved"))
        shutil.copytree(out.with_name("moved"), out)
        with pytest.raises(OutputError, match="went away"):
            results.put(report("c.pdf"), files=["c.pdf"], key="")


def test_a_document_is_kept_whole_or_not_at_all(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    with open_results(out) as results:
        before = (results.revision, [found.file for found in results.files()])
        monkeypatch.setattr(results, "_hold", fail)
        with pytest.raises(KeyboardInterrupt):
            results.put(report("a.pdf", values=()), files=["a.pdf", "c.pdf"], key="")
        assert (results.revision, [found.file for found in results.files()]) == before
        assert results.batch(report("a.pdf").document.sha256, "values") is not None
