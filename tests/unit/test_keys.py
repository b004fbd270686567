"""What a result and a reading depend on: what changes their keys, and what does not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from extract.engines import engine_versions
from pipelines.keys import Recipe, build_recipe, hashes_of
from pipelines.settings import Settings

RECIPE = Recipe(
    version="1",
    code={"extract": "a", "layouts": "b", "pipelines": "c"},
    engines={"tesseract": "5"},
    settings={"ocr": True},
    profiles={"x.toml": "1"},
    vocabulary={"headers.toml": "2"},
)
SHA = "0" * 64


@pytest.mark.parametrize(
    "changed",
    [
        replace(RECIPE, code={**RECIPE.code, "layouts": "other"}),
        replace(RECIPE, code={**RECIPE.code, "pipelines": "other"}),
        replace(RECIPE, settings={"ocr": False}),
        replace(RECIPE, profiles={"x.toml": "other"}),
        replace(RECIPE, profiles={}),
        replace(RECIPE, vocabulary={"headers.toml": "other"}),
        replace(RECIPE, own_profiles={"mine.toml": "3"}),
        replace(RECIPE, version="2"),
    ],
)
def test_what_comes_after_the_reading_changes_results_and_no_reading(changed: Recipe) -> None:
    assert changed.result_key(SHA) != RECIPE.result_key(SHA)
    assert changed.reading_key(SHA, 1) == RECIPE.reading_key(SHA, 1)


@pytest.mark.parametrize(
    "changed",
    [replace(RECIPE, code={**RECIPE.code, "extract": "other"}), replace(RECIPE, engines={"tesseract": "6"})],
)
def test_what_reads_changes_results_and_readings(changed: Recipe) -> None:
    assert changed.result_key(SHA) != RECIPE.result_key(SHA)
    assert changed.reading_key(SHA, 1) != RECIPE.reading_key(SHA, 1)


def test_every_page_and_every_document_has_its_own_key() -> None:
    shas = [SHA, "1" * 64]
    keys = [RECIPE.reading_key(sha, page) for sha in shas for page in (1, 11)] + [RECIPE.result_key(s) for s in shas]
    assert len(set(keys)) == len(keys)


def test_two_runs_of_the_same_program_are_made_with_the_same(tmp_path: Path) -> None:
    """Where files go and how many are read at once changes nothing; no order of a folder does."""
    first = build_recipe(Settings(jobs=1))
    assert build_recipe(Settings(out_dir=tmp_path, jobs=8)) == first
    assert set(first.code) == {"extract", "layouts", "pipelines"}


def test_a_changed_own_profile_is_another_recipe(tmp_path: Path) -> None:
    own = tmp_path / "vocabulary" / "units.toml"
    own.parent.mkdir()
    own.write_text("a")
    first = build_recipe(Settings(profiles=tmp_path))
    own.write_text("b")
    second = build_recipe(Settings(profiles=tmp_path))
    assert first.fingerprint != second.fingerprint
    assert first.reading_fingerprint == second.reading_fingerprint


def test_engines_are_known_without_the_machine_they_run_on() -> None:
    versions = engine_versions()
    assert {"pypdfium2", "numpy", "opencv", "python"} <= set(versions)
    assert not any("AVX" in text or "/" in text.split("zlib")[0] for text in versions.values())


def test_a_language_file_that_changes_is_another_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Engines are asked as a shell would: the first `tesseract` on the PATH."""
    program = tmp_path / "tesseract"
    program.write_text(
        f'#!/bin/sh\n[ "$1" = --version ] && echo "tesseract 5.9" && exit\necho \'List in "{tmp_path}" (1):\'\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    (tmp_path / "ind.traineddata").write_bytes(b"one")
    first = engine_versions()
    (tmp_path / "ind.traineddata").write_bytes(b"two")
    second = engine_versions()
    assert first["tesseract"] == second["tesseract"] == "tesseract 5.9"
    assert first["ind.traineddata"] != second["ind.traineddata"]
    assert "eng.traineddata" not in first


def test_without_tesseract_its_version_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "tesseract" not in engine_versions()


def test_hashes_are_by_relative_name(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "b.toml").write_bytes(b"")
    (tmp_path / "a.csv").write_bytes(b"x")
    (tmp_path / "in" / "c.py").write_bytes(b"")
    found = hashes_of(tmp_path, ["*.toml", "*.csv"])
    assert list(found) == ["a.csv", "b.toml"]
    assert found["b.toml"].startswith("e3b0c44298fc1c14")
    assert list(hashes_of(tmp_path, ["**/*.py"])) == ["in/c.py"]
