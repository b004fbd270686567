"""Two things that were silent: reports of one name in one OUT, and a score of nothing."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import lkip, print_pdf


def test_another_report_of_the_same_name_is_said_and_a_score_of_nothing_fails(tmp_path: Path) -> None:
    for year in ("2022", "2023"):
        (tmp_path / year).mkdir()
        (tmp_path / year / "lkip.pdf").write_bytes(print_pdf(f"Laporan {year}"))
    lkip("run", tmp_path / "2022", "--out", tmp_path / "out", "--no-ocr")
    done = lkip("run", tmp_path / "2023", "--out", tmp_path / "out", "--no-ocr")
    assert "1 file has other bytes than in earlier runs and will replace what these gave (lkip.pdf)" in done.err
    scored = lkip("score", tmp_path / "out", Path("corpus") / "truth")
    assert scored.code == 3
    assert "nothing to compare" in scored.err
