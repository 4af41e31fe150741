"""How far the dot is from a moving target, from the samples as they came, each counting once."""

from __future__ import annotations

from math import hypot, sqrt

import numpy as np

from wobblequest.core.motion import Array
from wobblequest.scoring.measure_info import MeasureInfo, Rule
from wobblequest.scoring.record import Record

_SOURCE = "Poulton 1974, Tracking Skill and Manual Control"


def _pitch(record: Record) -> Array:
    return record.pitch_deg - record.target_pitch_deg


def _roll(record: Record) -> Array:
    return record.roll_deg - record.target_roll_deg


def _rms(x: Array) -> float:
    return sqrt(float(np.mean(x * x)))


def rms_error_pitch(record: Record) -> float:
    return _rms(_pitch(record))


def rms_error_roll(record: Record) -> float:
    return _rms(_roll(record))


def rms_error_2d(record: Record) -> float:
    return hypot(rms_error_pitch(record), rms_error_roll(record))


def mean_error_pitch(record: Record) -> float:
    return float(np.mean(_pitch(record)))


def mean_error_roll(record: Record) -> float:
    return float(np.mean(_roll(record)))


def mean_error_2d(record: Record) -> float:
    return float(np.mean(record.off_target_deg))


RULES: tuple[Rule[Record], ...] = (
    Rule(MeasureInfo(
        "rms_error_2d", "deg", "lower", "Root mean square distance from the target; the first 2 s do not count.", _SOURCE, "headline",
    ), rms_error_2d),
    Rule(MeasureInfo("rms_error_pitch", "deg", "lower", "Root mean square distance from the target in pitch.", _SOURCE), rms_error_pitch),
    Rule(MeasureInfo("rms_error_roll", "deg", "lower", "Root mean square distance from the target in roll.", _SOURCE), rms_error_roll),
    Rule(MeasureInfo("mean_error_2d", "deg", "lower", "Mean distance from the target.", _SOURCE), mean_error_2d),
    Rule(MeasureInfo(
        "mean_error_pitch", "deg", "none", "Mean of pitch minus the target's: + is too far forward.", _SOURCE,
    ), mean_error_pitch),
    Rule(MeasureInfo("mean_error_roll", "deg", "none", "Mean of roll minus the target's: + is too far right.", _SOURCE), mean_error_roll),
)
