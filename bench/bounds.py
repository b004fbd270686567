"""How wrong a share may be in truth, seen so many wrong of so many."""

from __future__ import annotations

from math import comb, exp, log, log1p

CONFIDENCE = 0.95


def upper_bound(wrong: int, of: int) -> float:
    """The largest share of wrong ones that still gives no more than `wrong` of `of` in one of twenty trials, 0 to 1.

    The one-sided bound of Clopper and Pearson (Biometrika 26, 1934); for wrong = 0 about 3 / of.
    """
    if wrong >= of:
        return 1.0
    low, high = wrong / of, 1.0
    # Forty halvings end far below one in a million.
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if _at_most(wrong, of, middle) > 1 - CONFIDENCE else (low, middle)
    return high


def _at_most(wrong: int, of: int, share: float) -> float:
    """Probability of no more than `wrong` among `of` where each is wrong with this share."""
    if share >= 1:
        return 0.0
    return sum(exp(log(comb(of, k)) + k * log(share) + (of - k) * log1p(-share)) for k in range(wrong + 1))
