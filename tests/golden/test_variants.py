"""Random reports read and scored: forms that nobody has written a profile for. The score may not fall."""

from __future__ import annotations

import pytest

pytest.importorskip("reportlab")

from corpus.gen.variants.__main__ import make_reports
from corpus.gen.variants.report import SHARES
from layouts.layouts import load_layouts
from pipelines.document import run_document
from pipelines.score import Score, score
from pipelines.standing import RunInfo
from pipelines.store import write_outputs

# Reports of the quick printer, which needs no program; bench.variants has the others.
SEEDS = [seed for seed in range(3000, 3036) if SHARES[seed % len(SHARES)] == "reportlab"]
F1 = 0.78
SILENT = 0.04
SURE = 0.88


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Score:
    folder = tmp_path_factory.mktemp("variants")
    make_reports(folder, SEEDS)
    layouts = load_layouts()
    paths = sorted((folder / "pdf").glob("*.pdf"))
    results = [run_document(path.read_bytes(), file=path.name, layouts=layouts) for path in paths]
    write_outputs(results, folder / "out", run=RunInfo("test", {}, {}, {}))
    return score(folder / "out", folder / "truth")


def test_strict_f1_of_random_reports_does_not_fall(found: Score) -> None:
    assert found.total.strict.f1 >= F1


def test_wrong_values_of_random_reports_that_are_trusted_do_not_grow(found: Score) -> None:
    total = found.total.strict
    assert total.silent <= SILENT * (total.right + total.invented)


def test_right_values_of_random_reports_are_trusted(found: Score) -> None:
    assert found.total.strict.sure >= SURE * found.total.strict.right
