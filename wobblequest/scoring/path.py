"""How much the board moved: path length, velocity, mean frequency, sway area (Prieto et al. 1996).

From the smoothed trace (`Record.pieces`), never across a gap: T is the time inside pieces, which is the whole duration where
there is no gap. Without its cut-off a path length means nothing, hence `lowpass_hz` travels with it. Mean distance and mean
absolute deviation in the frequencies are those of the samples as they came.
"""

from __future__ import annotations

from collections.abc import Callable
from math import pi, sqrt

import numpy as np

from wobblequest.core.motion import Array
from wobblequest.scoring.measure_info import MeasureInfo, Rule, Undefined
from wobblequest.scoring.record import Piece, Record
from wobblequest.scoring.spread import mean_distance

_PRIETO = "Prieto et al. 1996, IEEE Trans Biomed Eng 43:956"


def _moving_s(record: Record) -> float:
    seconds = float(sum(piece.t_s[-1] - piece.t_s[0] for piece in record.pieces))
    if seconds <= 0:
        raise Undefined("there is no stretch without a gap that is long enough to sum")
    return seconds


def _summed(record: Record, steps: Callable[[Piece], Array]) -> float:
    _moving_s(record)
    return float(sum(float(steps(piece).sum()) for piece in record.pieces))


def path_pitch(record: Record) -> float:
    return _summed(record, lambda piece: np.abs(np.diff(piece.pitch_deg)))


def path_roll(record: Record) -> float:
    return _summed(record, lambda piece: np.abs(np.diff(piece.roll_deg)))


def path_2d(record: Record) -> float:
    return _summed(record, lambda piece: np.hypot(np.diff(piece.pitch_deg), np.diff(piece.roll_deg)))


def mean_velocity_pitch(record: Record) -> float:
    return path_pitch(record) / _moving_s(record)


def mean_velocity_roll(record: Record) -> float:
    return path_roll(record) / _moving_s(record)


def mean_velocity_2d(record: Record) -> float:
    return path_2d(record) / _moving_s(record)


def mean_frequency_2d(record: Record) -> float:
    return mean_velocity_2d(record) / (2 * pi * _spread(mean_distance(record)))


def mean_frequency_pitch(record: Record) -> float:
    return mean_velocity_pitch(record) / (4 * sqrt(2) * _spread(float(np.abs(record.about_mean[0]).mean())))


def mean_frequency_roll(record: Record) -> float:
    return mean_velocity_roll(record) / (4 * sqrt(2) * _spread(float(np.abs(record.about_mean[1]).mean())))


def sway_area_per_s(record: Record) -> float:
    _moving_s(record)
    n = sum(piece.t_s.size for piece in record.pieces)
    mean_p = sum(float(piece.pitch_deg.sum()) for piece in record.pieces) / n
    mean_r = sum(float(piece.roll_deg.sum()) for piece in record.pieces) / n

    def triangles(piece: Piece) -> Array:
        x, y = piece.pitch_deg - mean_p, piece.roll_deg - mean_r
        return 0.5 * np.abs(x[1:] * y[:-1] - x[:-1] * y[1:])

    return _summed(record, triangles) / _moving_s(record)


def _spread(distance_deg: float) -> float:
    if distance_deg <= 0:
        raise Undefined("the board did not move")
    return distance_deg


RULES: tuple[Rule[Record], ...] = (
    Rule(MeasureInfo("path_pitch", "deg", "lower", "Length of the way in pitch, after smoothing.", _PRIETO), path_pitch),
    Rule(MeasureInfo("path_roll", "deg", "lower", "Length of the way in roll, after smoothing.", _PRIETO), path_roll),
    Rule(MeasureInfo("path_2d", "deg", "lower", "Length of the way of the dot, after smoothing.", _PRIETO), path_2d),
    Rule(MeasureInfo("mean_velocity_pitch", "deg/s", "lower", "Path in pitch by time.", _PRIETO), mean_velocity_pitch),
    Rule(MeasureInfo("mean_velocity_roll", "deg/s", "lower", "Path in roll by time.", _PRIETO), mean_velocity_roll),
    Rule(MeasureInfo("mean_velocity_2d", "deg/s", "lower", "Path of the dot by time.", _PRIETO, "headline"), mean_velocity_2d),
    Rule(MeasureInfo(
        "mean_frequency_2d", "Hz", "none",
        "Frequency of circling at the mean distance with the mean velocity: velocity / (2 pi mean distance).", _PRIETO,
    ), mean_frequency_2d),
    Rule(MeasureInfo(
        "mean_frequency_pitch", "Hz", "none", "Mean velocity in pitch / (4 sqrt 2 mean absolute deviation).", _PRIETO,
    ), mean_frequency_pitch),
    Rule(MeasureInfo(
        "mean_frequency_roll", "Hz", "none", "Mean velocity in roll / (4 sqrt 2 mean absolute deviation).", _PRIETO,
    ), mean_frequency_roll),
    Rule(MeasureInfo(
        "sway_area_per_s", "deg²/s", "lower", "Area swept between the mean point and the way of the dot, by time.", _PRIETO,
    ), sway_area_per_s),
)
