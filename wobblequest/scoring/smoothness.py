"""How smooth the first movement is: spectral arc length and log dimensionless jerk (Balasubramanian et al. 2015).

Only for single movements, never for a whole hold. More negative is less smooth. Both come from velocity at an even 100 Hz.
"""

from __future__ import annotations

from math import log

import numpy as np

from wobblequest.core.motion import Array
from wobblequest.scoring.measure_info import MeasureInfo, Rule, Undefined
from wobblequest.scoring.movement import Reaches
from wobblequest.scoring.record import RATE_HZ

_CUTOFF_HZ, _THRESHOLD, _PAD_LEVEL, _LEAST = 10.0, 0.05, 4, 5
_BALASUBRAMANIAN = "Balasubramanian et al. 2015, J NeuroEng Rehabil 12:112"


def spectral_arc_length(speed: Array, rate_hz: float) -> float:
    """SPARC of a speed profile (n,): minus the length of its normalised amplitude spectrum up to at most 10 Hz.

    The spectrum is padded to 2^4 times the next power of two, and cut where it last exceeds 0.05 of its largest value.
    Raises `Undefined` where there are fewer than five samples or no speed.
    """
    _check(speed)
    size = 1 << ((speed.size - 1).bit_length() + _PAD_LEVEL)
    f = np.arange(int(_CUTOFF_HZ * size / rate_hz + 1e-9) + 1) * (rate_hz / size)
    amplitude = np.abs(np.fft.rfft(speed, size))
    amplitude = amplitude[: f.size] / amplitude.max()
    loud = np.flatnonzero(amplitude >= _THRESHOLD)
    f, amplitude = f[loud[0] : loud[-1] + 1], amplitude[loud[0] : loud[-1] + 1]
    if f.size < 2:
        raise Undefined("the movement is too short for its smoothness")
    return -float(np.hypot(np.diff(f) / (f[-1] - f[0]), np.diff(amplitude)).sum())


def log_dimensionless_jerk(velocity: Array, rate_hz: float) -> float:
    """LDLJ-V of a velocity vector (axes, n): −ln(T³/v²peak · ∫|v̈|² dt).

    The second derivative is by central differences, carried on in a straight line to both ends; the integral by trapezoids.
    Raises `Undefined` where there are fewer than five samples, no speed or no jerk.
    """
    speed_squared = (velocity**2).sum(axis=0)
    _check(speed_squared)
    dt = 1 / rate_hz
    jerk = np.diff(velocity, 2, axis=1) / dt**2
    jerk = np.concatenate((2 * jerk[:, :1] - jerk[:, 1:2], jerk, 2 * jerk[:, -1:] - jerk[:, -2:-1]), axis=1)
    total = float(np.trapezoid((jerk**2).sum(axis=0), dx=dt))
    if total <= 0:
        raise Undefined("the movement has no change of speed")
    return -log(((velocity.shape[1] - 1) * dt) ** 3 / float(speed_squared.max()) * total)


def _check(speed: Array) -> None:
    if speed.size < _LEAST or not speed.max() > 0:
        raise Undefined("the movement is too short for its smoothness")


def sparc(reaches: Reaches) -> float:
    return reaches.mean(lambda way: spectral_arc_length(np.hypot(*way.velocity()), RATE_HZ))


def ldlj_v(reaches: Reaches) -> float:
    return reaches.mean(lambda way: log_dimensionless_jerk(way.velocity(), RATE_HZ))


RULES: tuple[Rule[Reaches], ...] = (
    Rule(MeasureInfo(
        "sparc", "–", "higher",
        "Spectral arc length of the speed of the first movement: more negative is less smooth; mean over attempts.",
        _BALASUBRAMANIAN,
    ), sparc),
    Rule(MeasureInfo(
        "ldlj_v", "–", "higher",
        "Log dimensionless jerk of the first movement, from velocity: more negative is less smooth; mean over attempts.",
        _BALASUBRAMANIAN,
    ), ldlj_v),
)
