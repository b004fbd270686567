"""The bound of a share that was seen on few cases."""

from __future__ import annotations

import pytest

from bench.bounds import upper_bound


# Clopper and Pearson's bounds as tables of the binomial distribution print them.
@pytest.mark.parametrize(
    ("wrong", "of", "bound"), [(0, 10, 0.2589), (1, 10, 0.3942), (0, 300, 0.00994), (2, 50, 0.1206), (10, 10, 1.0)]
)
def test_the_bound_is_the_printed_one(wrong: int, of: int, bound: float) -> None:
    assert upper_bound(wrong, of) == pytest.approx(bound, abs=1e-4)


def test_none_wrong_of_six_thousand_is_at_most_one_in_two_thousand() -> None:
    """The rule of three: nothing seen of n leaves 3 / n possible."""
    assert upper_bound(0, 6000) == pytest.approx(3 / 6000, rel=0.01)


def test_more_cases_tell_more_and_more_errors_less() -> None:
    assert upper_bound(1, 1000) < upper_bound(1, 100) < upper_bound(2, 100)
