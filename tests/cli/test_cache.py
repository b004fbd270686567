"""`lkip cache` as a person runs it."""

from __future__ import annotations

import json
from pathlib import Path

from pipelines.keys import Recipe
from pipelines.readings import READINGS_FILE, open_readings
from tests.cli.conftest import lkip


def _kept(folder: Path) -> Path:
    """Readings of a program that is no more."""
    with open_readings(folder, Recipe("0.0.1")) as opened:
        opened.keep("0" * 64, 1, b"sealed")
    return folder


def test_info_speaks_of_an_output_folder_and_of_a_folder_of_its_own(tmp_path: Path) -> None:
    _kept(tmp_path / "out" / ".lkip")
    done = lkip("cache", "info", tmp_path / "out")
    assert (done.code, done.err) == (0, "")
    assert "1 page of 1 document" in done.out
    assert "of this program and its engines: 0" in done.out
    done = lkip("cache", "info", "--json", LKIP_CACHE=str(_kept(tmp_path / "cache")))
    assert json.loads(done.out)["path"] == str(tmp_path / "cache" / READINGS_FILE)


def test_prune_removes_what_cannot_be_used_and_what_is_no_cache_is_said_by_its_exit_code(tmp_path: Path) -> None:
    done = lkip("cache", "prune", "--cache", _kept(tmp_path), "--older", "30", "--max-size", "1G")
    assert (done.code, done.err) == (0, "")
    assert "1 page removed" in done.out
    assert lkip("cache", "prune", "--cache", tmp_path, "--max-size", "much").code == 2
    assert lkip("cache", "info", tmp_path).code == 3
    (tmp_path / READINGS_FILE).write_bytes(b"no database at all" * 300)
    done = lkip("cache", "info", "--cache", tmp_path)
    assert done.code == 6
    assert done.err.count("\n") == 1
