"""How much a result varies by chance: typical error, the change beyond it, the smallest change worth having, trends.

Definitions as in Weir 2005, J Strength Cond Res 19:231, and Hopkins 2000, Sports Med 30:1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from wobblequest.scoring.register import MEASURES
from wobblequest.scoring.student_t import t_quantile

Z_95 = 1.96


@dataclass(frozen=True, slots=True)
class Ordinary:
    """What is known of a measure before a person's own sessions say it (30 s holds; provisional).

    typical_error : SEM of one result, in the measure's unit; or typical_error_pct, in per cent of the result.
    between_people : SD between people, in the measure's unit, where known.
    """

    typical_error: float | None = None
    typical_error_pct: float | None = None
    between_people: float | None = None

    def sem(self, about: float) -> float | None:
        """SEM in the measure's unit for results about a value."""
        if self.typical_error is not None:
            return self.typical_error
        return None if self.typical_error_pct is None else abs(about) * self.typical_error_pct / 100


_VELOCITY, _TILT = Ordinary(typical_error_pct=10.0), Ordinary(typical_error_pct=10.0)
ORDINARY: dict[str, Ordinary] = {
    # From the agreement of halves of twelve real 60 s holds: 3 to 7 points, by radius.
    "time_on_target_pct": Ordinary(typical_error=5.0),
    "osi": _TILT, "apsi": _TILT, "mlsi": _TILT,
    "mean_velocity_2d": _VELOCITY, "mean_velocity_pitch": _VELOCITY, "mean_velocity_roll": _VELOCITY,
    "path_2d": _VELOCITY, "path_pitch": _VELOCITY, "path_roll": _VELOCITY,
    "ellipse_area_95_prediction": Ordinary(typical_error_pct=19.0),
    # Healthy people's SD of side tilt 1.1 ± 0.3°, smallest real change about 0.3°: Laessoe et al. 2018.
    "rms_roll": Ordinary(typical_error=0.3 / (Z_95 * sqrt(2)), between_people=0.3),
    # The same five points, of 30 s: only the test of 30 s follows seconds.
    "time_on_target_s": Ordinary(typical_error=1.5),
}


def least_sem(measure: str) -> float:
    """The least typical error that a measure can have: half of the smallest difference that it tells apart (`MeasureInfo.step`).

    Who gets the same number each time is not measured without error: nobody sees what happens within the last digit. With half a digit
    the smallest real change against three baselines is 1.13 of it: what is called real can always be seen in the numbers. (The SD of
    rounding alone, 1/√12 of a digit, would call a change of 0.65 of it real.) Our own rule.
    """
    return MEASURES[measure].step / 2


def sem_of_sessions(values: Sequence[float]) -> float:
    """One person's typical error from successive differences: their SD (ddof 1) / √2. A steady trend does not count as error.

    It is 0 for values that are all the same: see `least_sem`. Raises ValueError with fewer than three values.
    """
    if len(values) < 3:
        raise ValueError("a typical error needs at least three sessions")
    return float(np.std(np.diff(values), ddof=1)) / sqrt(2)


def mdc95_against(sem: float, baselines: int) -> float:
    """Smallest change of one session against the mean of some that is more than chance: 1.96 · SEM · √(1 + 1/m)."""
    return Z_95 * sem * sqrt(1 + 1 / baselines)


def smallest_worthwhile(between_people: float) -> float:
    """SWC: a fifth of the SD between people."""
    return 0.2 * between_people


@dataclass(frozen=True, slots=True)
class Trend:
    """A straight line through the last sessions: change a session with its 95 % interval, in the measure's unit."""

    slope: float
    low: float
    high: float
    sessions: int

    @property
    def clear(self) -> bool:
        """Whether the interval leaves 0 out."""
        return self.low > 0 or self.high < 0


def trend_of(values: Sequence[float]) -> Trend:
    """Least squares over equally spaced sessions; the interval by Student's t with n − 2 degrees of freedom.

    Raises ValueError with fewer than three values.
    """
    n = len(values)
    if n < 3:
        raise ValueError("a trend with its uncertainty needs at least three sessions")
    x = np.arange(n) - (n - 1) / 2
    y = np.asarray(values, dtype=np.float64) - values[0]
    y -= y.mean()
    xx = float(x @ x)
    slope = float(x @ y) / xx
    residual = y - slope * x
    half = t_quantile(0.975, n - 2) * sqrt(float(residual @ residual) / (n - 2) / xx)
    return Trend(slope, slope - half, slope + half, n)
