"""Where the board was on average and how far it spread: bias, RMS, range, stability indices, mean distance.

All from the samples as they came, each counting once. Bias, mean tilt and the stability indices are about level, as
published; RMS and mean distance are about the person's own mean. Both are shown: one can be steady and off level.
"""

from __future__ import annotations

from math import hypot, sqrt

import numpy as np

from wobblequest.core.motion import Array
from wobblequest.scoring.hull import diameter
from wobblequest.scoring.measure_info import MeasureInfo, Rule
from wobblequest.scoring.record import Record

_PRIETO = "Prieto et al. 1996, IEEE Trans Biomed Eng 43:956"
_ARNOLD = "Arnold & Schmitz 1998, J Athl Train 33:323"
_LAESSOE = "Laessoe et al. 2018"


def _rms(x: Array) -> float:
    return sqrt(float(np.mean(x * x)))


def mean_pitch(record: Record) -> float:
    return float(record.pitch_deg.mean())


def mean_roll(record: Record) -> float:
    return float(record.roll_deg.mean())


def mean_tilt(record: Record) -> float:
    return float(record.tilt_deg.mean())


def rms_pitch(record: Record) -> float:
    return _rms(record.about_mean[0])


def rms_roll(record: Record) -> float:
    return _rms(record.about_mean[1])


def rms_resultant(record: Record) -> float:
    return hypot(rms_pitch(record), rms_roll(record))


def range_pitch(record: Record) -> float:
    return float(record.pitch_deg.max() - record.pitch_deg.min())


def range_roll(record: Record) -> float:
    return float(record.roll_deg.max() - record.roll_deg.min())


def range_2d(record: Record) -> float:
    return diameter(record.pitch_deg, record.roll_deg)


def apsi(record: Record) -> float:
    return _rms(record.pitch_deg)


def mlsi(record: Record) -> float:
    return _rms(record.roll_deg)


def osi(record: Record) -> float:
    return hypot(apsi(record), mlsi(record))


def mean_distance(record: Record) -> float:
    return float(np.hypot(*record.about_mean).mean())


RULES: tuple[Rule[Record], ...] = (
    Rule(MeasureInfo("mean_pitch", "deg", "none", "Mean pitch: + is toes down.", _PRIETO), mean_pitch),
    Rule(MeasureInfo("mean_roll", "deg", "none", "Mean roll: + is right edge down.", _PRIETO), mean_roll),
    Rule(MeasureInfo(
        "mean_tilt", "deg", "lower", "Mean distance from level. Some manuals call this the stability index.", _ARNOLD,
    ), mean_tilt),
    Rule(MeasureInfo("rms_pitch", "deg", "lower", "Standard deviation of pitch about its mean (divided by n).", _PRIETO), rms_pitch),
    Rule(MeasureInfo(
        "rms_roll", "deg", "lower", "Standard deviation of roll about its mean (divided by n).", f"{_LAESSOE}; {_PRIETO}",
        smallest_change=0.3,
    ), rms_roll),
    Rule(MeasureInfo(
        "rms_resultant", "deg", "lower", "Root mean square distance from the mean point.", _PRIETO,
    ), rms_resultant),
    Rule(MeasureInfo("range_pitch", "deg", "lower", "Largest minus smallest pitch.", _PRIETO), range_pitch),
    Rule(MeasureInfo("range_roll", "deg", "lower", "Largest minus smallest roll.", _PRIETO), range_roll),
    Rule(MeasureInfo("range_2d", "deg", "lower", "Largest distance between any two samples.", _PRIETO), range_2d),
    Rule(MeasureInfo(
        "apsi", "deg", "lower", "Anterior-posterior stability index: root mean square of pitch about level.", _ARNOLD,
    ), apsi),
    Rule(MeasureInfo(
        "mlsi", "deg", "lower", "Medio-lateral stability index: root mean square of roll about level.", _ARNOLD,
    ), mlsi),
    Rule(MeasureInfo(
        "osi", "deg", "lower", "Overall stability index: root mean square distance from level.", _ARNOLD, "headline",
    ), osi),
    Rule(MeasureInfo("mean_distance", "deg", "lower", "Mean distance from the mean point.", _PRIETO), mean_distance),
)
