"""Quantiles of Fisher's F distribution, for the uncertainty of intraclass correlations.

The distribution function is the regularised incomplete beta function, worked out by the continued fraction of Didonato & Morris 1992
(ACM Trans Math Softw 18:360) with Lentz's method; the quantile is found by halving an interval.
"""

from __future__ import annotations

from math import exp, isfinite, lgamma, log, log1p

_TINY = 1e-300
_MOST_STEPS = 100_000


def f_quantile(probability: float, numerator: float, denominator: float) -> float:
    """The value below which an F-distributed number lies with the probability (0 < p < 1), for positive degrees of freedom.

    Raises ValueError outside of that.
    """
    degrees = (numerator, denominator)
    if not 0 < probability < 1 or not all(d > 0 and isfinite(d) for d in degrees):
        raise ValueError(f"a probability between 0 and 1 and positive degrees of freedom are needed, got {probability}, {degrees}")
    low, high = 0.0, 1.0
    while f_below(high, numerator, denominator) < probability and high < 1e300:
        low, high = high, high * 2
    while (middle := (low + high) / 2) not in (low, high):
        if f_below(middle, numerator, denominator) < probability:
            low = middle
        else:
            high = middle
    return high


def f_below(value: float, numerator: float, denominator: float) -> float:
    """Probability that an F-distributed number is at most ``value``."""
    if value <= 0:
        return 0.0
    x = numerator * value / (numerator * value + denominator)
    return incomplete_beta(numerator / 2, denominator / 2, x, 1.0 - x if x < 0.5 else denominator / (numerator * value + denominator))


def incomplete_beta(a: float, b: float, x: float, rest: float) -> float:
    """The regularised incomplete beta function I_x(a, b); rest is 1 − x, given apart so that it keeps its digits near 0."""
    if x <= 0:
        return 0.0
    if rest <= 0:
        return 1.0
    if x > (a + 1) / (a + b + 2):
        return 1.0 - incomplete_beta(b, a, rest, x)
    log_x = log(x)
    log_rest = log1p(-x) if x < 0.5 else log(rest)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log_x + b * log_rest) / a
    return front * _fraction(a, b, x)


def _fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of the incomplete beta function, by Lentz's method."""
    c, d = 1.0, 1.0 - (a + b) * x / (a + 1)
    d = 1.0 / (d if abs(d) > _TINY else _TINY)
    value = d
    for m in range(1, _MOST_STEPS):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1.0 + term * d
            d = 1.0 / (d if abs(d) > _TINY else _TINY)
            c = 1.0 + term / c
            c = c if abs(c) > _TINY else _TINY
            value *= c * d
        if abs(c * d - 1.0) < 1e-15:
            break
    return value
