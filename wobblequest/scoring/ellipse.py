"""The 95 % prediction ellipse: 95 % of further samples are expected in it (Schubert & Kirchner 2014; Duarte 2015).

Exact F form with two degrees of freedom, in which the quantile has a closed form; not the confidence ellipse of the mean, and
not the chi-square approximation.
"""

from __future__ import annotations

from math import atan2, degrees, hypot, pi, sqrt

from wobblequest.scoring.measure_info import MeasureInfo, Rule, Undefined
from wobblequest.scoring.record import Record

_SOURCE = "Schubert & Kirchner 2014, Gait Posture 39:518; Duarte 2015"


def _covariance(record: Record) -> tuple[float, float, float]:
    """Variances of pitch and roll and their covariance, ddof 1."""
    n = record.n
    if n < 3:
        raise Undefined("an ellipse needs at least three samples")
    p, r = record.about_mean
    variances = float((p * p).sum()) / (n - 1), float((r * r).sum()) / (n - 1), float((p * r).sum()) / (n - 1)
    if variances[0] + variances[1] <= 0:
        raise Undefined("the board did not move")
    return variances


def _scale(n: int) -> float:
    return float((n + 1) * (n - 1) / n * (0.05 ** (-2 / (n - 2)) - 1))


def ellipse_area_95_prediction(record: Record) -> float:
    pp, rr, pr = _covariance(record)
    return pi * _scale(record.n) * sqrt(max(0.0, pp * rr - pr * pr))


def ellipse_semi_axes(record: Record) -> tuple[float, ...]:
    pp, rr, pr = _covariance(record)
    middle, half = (pp + rr) / 2, hypot((pp - rr) / 2, pr)
    scale = _scale(record.n)
    return sqrt(scale * (middle + half)), sqrt(scale * max(0.0, middle - half))


def principal_direction(record: Record) -> float:
    pp, rr, pr = _covariance(record)
    if hypot(pp - rr, 2 * pr) <= 1e-12 * (pp + rr):
        raise Undefined("the spread is the same in all directions")
    return degrees(0.5 * atan2(2 * pr, pp - rr))


RULES: tuple[Rule[Record], ...] = (
    Rule(MeasureInfo(
        "ellipse_area_95_prediction", "deg²", "lower", "Area of the ellipse in which 95 % of further samples are expected.", _SOURCE,
    ), ellipse_area_95_prediction),
    Rule(MeasureInfo(
        "ellipse_semi_axes", "deg", "lower", "Half the length and half the width of the 95 % prediction ellipse.", _SOURCE,
    ), ellipse_semi_axes),
    Rule(MeasureInfo(
        "principal_direction", "deg", "none",
        "Direction of the ellipse's long axis from forward-back, -90 to 90: + turns from forward to the right.", _SOURCE,
    ), principal_direction),
)
