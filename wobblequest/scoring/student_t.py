"""Quantiles of Student's t distribution for whole degrees of freedom.

The distribution function is the finite series of Abramowitz & Stegun (1964), 26.7.3 and 26.7.4, exact for whole degrees; the
quantile is found by halving an interval.
"""

from __future__ import annotations

from math import atan, cos, pi, sin, sqrt


def t_quantile(probability: float, freedom: int) -> float:
    """The value below which a t-distributed number lies with the probability (0 < p < 1), for freedom ≥ 1.

    Raises ValueError outside of that.
    """
    if not 0 < probability < 1 or freedom < 1:
        raise ValueError(f"a probability between 0 and 1 and at least one degree of freedom are needed, got {probability}, {freedom}")
    if probability < 0.5:
        return -t_quantile(1 - probability, freedom)
    within = 2 * probability - 1
    low, high = 0.0, 1.0
    while _within(high, freedom) < within and high < 1e300:
        high *= 2
    while (middle := (low + high) / 2) not in (low, high):
        if _within(middle, freedom) < within:
            low = middle
        else:
            high = middle
    return low


def _within(t: float, freedom: int) -> float:
    """Probability that a t-distributed number lies between −t and t (t ≥ 0)."""
    angle = atan(t / sqrt(freedom))
    s, c = sin(angle), cos(angle)
    if freedom == 1:
        return 2 * angle / pi
    odd = freedom % 2
    term = total = c if odd else 1.0
    for k in range(3 if odd else 2, freedom - 1, 2):
        term *= c * c * (k - 1) / k
        total += term
    return 2 / pi * (angle + s * total) if odd else s * total
