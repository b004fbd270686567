"""The whole way over scanned reports with truth, by the engines themselves. The scores may not fall."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from extract.ocr import Readers, load_readers
from layouts.layouts import load_layouts
from pipelines.document import run_document
from pipelines.score import Score, score
from pipelines.standing import RunInfo
from pipelines.store import write_outputs

pytestmark = pytest.mark.ocr

ROOT = Path(__file__).parents[2]
REAL = Path(os.environ.get("LKIP_REAL", ROOT.parent / "shared" / "real"))
TRUTH = ROOT / "corpus" / "truth"
# Strict recall below which a change does not pass: scans that other offices published. Raise a floor when the score
# rises; lower one only with a reason in the change.
REAL_FLOORS = {
    "lkip-psda-1bit": 0.82,
    "pk-dkips-2021-mixed": 1.0,
    "pk-kadis-2016-colour": 1.0,
    "pk-kadis-ocr-under-image": 1.0,
}


def _scored(paths: Sequence[Path], out: Path, truth: Path, *, pages: str) -> Score:
    layouts, readers = load_layouts(), _readers()
    results = [
        run_document(path.read_bytes(), file=path.name, layouts=layouts, load_readers=lambda: readers) for path in paths
    ]
    write_outputs(results, out, run=RunInfo("test", {}, {}, {}))
    return score(out, truth, pages=pages)


def _readers() -> Readers:
    readers = load_readers()
    if readers.missing:
        pytest.skip(readers.missing_text)
    return readers


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Score:
    """The score of the scanned pages of the sample reports that have any."""
    names = [path.stem for path in sorted(TRUTH.glob("*.json")) if json.loads(path.read_text())["scanned_pages"]]
    paths = [ROOT / "corpus" / "pdf" / f"{name}.pdf" for name in names]
    return _scored(paths, tmp_path_factory.mktemp("out"), TRUTH, pages="scan")


def test_values_of_the_scanned_samples_are_found(corpus: Score) -> None:
    assert corpus.total.strict.recall >= 0.97
    assert corpus.total.strict.precision >= 0.98


def test_no_wrong_value_of_the_scanned_samples_is_trusted(corpus: Score) -> None:
    assert corpus.total.strict.silent == 0


def test_right_values_of_the_scanned_samples_are_trusted(corpus: Score) -> None:
    """At least 90 of 100 right values are agreed or verified: doubting everything is no answer."""
    assert corpus.total.strict.sure >= 0.90 * corpus.total.strict.right


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Score:
    """The score of the real scans that have truth."""
    if not REAL.is_dir():
        pytest.skip("the real documents are not kept in the project")
    paths = [REAL / "pdf" / f"{name}.pdf" for name in REAL_FLOORS]
    return _scored(paths, tmp_path_factory.mktemp("out"), REAL / "truth", pages="all")


@pytest.mark.parametrize("document", REAL_FLOORS)
def test_recall_of_a_real_scan_does_not_fall_below_its_floor(document: str, real: Score) -> None:
    tallies = {line.name: line.strict for line in real.documents}
    assert tallies[document].recall >= REAL_FLOORS[document]


@pytest.mark.parametrize("document", REAL_FLOORS)
def test_no_wrong_value_of_a_real_scan_is_trusted(document: str, real: Score) -> None:
    tallies = {line.name: line.strict for line in real.documents}
    assert tallies[document].silent == 0
