"""A few of the trials of `make soak`: a run killed and taken up again, and damaged files."""

from __future__ import annotations

from pathlib import Path

import pytest

from soak.damage import run_damaged
from soak.kills import KillTest
from soak.mutations import mutate, pieces_of
from tests.cli.conftest import ROOT, print_pdf

SAMPLE = ROOT / "corpus" / "pdf" / "bnnp-nusa-selatan-2022.pdf"


def test_a_killed_run_ends_as_if_nothing_had_been(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.pdf").write_bytes(print_pdf(f"Laporan {number}"))
    (folder / "damaged.pdf").write_bytes(b"%PDF-1.7 no more")
    trials = KillTest(folder, tmp_path / "kill", ["--no-ocr", "--jobs", "2"])
    assert trials.trial(seed=4).wrong == []


@pytest.fixture(scope="module")
def pieces() -> list[bytes]:
    """The pages of one report."""
    return pieces_of([SAMPLE])


def test_a_seed_gives_one_mutation(pieces: list[bytes]) -> None:
    assert mutate(pieces, 7) == mutate(pieces, 7) not in pieces


def test_every_damaged_file_has_a_status_and_nothing_is_left(pieces: list[bytes], tmp_path: Path) -> None:
    found = run_damaged(pieces, range(20), tmp_path, options=["--no-ocr"], limit_s=60.0, memory=1 << 30)
    assert found.wrong == []
    assert found.statuses.total() == 20
