"""What is taken away when the worth of layouts is measured is taken away, and nothing else."""

from __future__ import annotations

from bench.ablation import SETS, read_and_score, total_f1, without_report
from layouts.evidence import Weights
from layouts.layouts import load_layouts
from layouts.wordings import Role
from pipelines.score_text import Line, Tally

LAYOUTS = load_layouts()


def test_a_report_that_nobody_saw_leaves_without_its_own_profiles_and_wordings() -> None:
    bare = without_report(LAYOUTS, "bnnk-oku-timur-2023", frozenset({"capaian", "realisasi"}))
    gone = {p.name for p in LAYOUTS.profiles.items} - {p.name for p in bare.profiles.items}
    assert "perbandingan_tahun-nilai" in gone
    assert "perjanjian_kinerja" not in gone
    assert set(LAYOUTS.vocabulary.wordings) - set(bare.vocabulary.wordings) == {"capaian", "realisasi"}


def test_wordings_that_are_left_find_what_is_like_them() -> None:
    bare = LAYOUTS.vocabulary.without({"realisasi kinerja"})
    guess = bare.guess_role("realisasi kinerja")
    assert guess is not None
    assert (guess.role, guess.likeness < 1) == (Role.REALISASI, True)


def test_without_tolerance_a_misspelling_is_found_by_its_words_alone() -> None:
    exact = LAYOUTS.vocabulary.to_the_letter()
    assert LAYOUTS.vocabulary.guess_role("targte kinrja") is not None
    assert exact.guess_role("targte kinrja") is None
    assert exact.guess_role("target kinerja") == LAYOUTS.vocabulary.guess_role("target kinerja")


def test_the_f1_of_several_reports_counts_values_and_not_reports() -> None:
    first, second = Tally(10, 10, 0, 0, 0), Tally(90, 45, 45, 0, 0)
    lines = {"a": Line("a", first, first), "b": Line("b", second, second)}
    assert total_f1(lines) == 2 * 55 / (100 + 100)


def test_evidence_that_is_left_out_is_missed() -> None:
    whole = read_and_score(SETS[0], LAYOUTS, only="bnnk-sungai-intan-2021")
    deaf = read_and_score(SETS[0], LAYOUTS, weights=Weights({"heading": 0.0}), only="bnnk-sungai-intan-2021")
    assert total_f1(deaf) < total_f1(whole)


def test_every_sample_set_has_reports_with_truth() -> None:
    assert [len(reports.files) > 3 for reports in SETS] == [True, True, True]
