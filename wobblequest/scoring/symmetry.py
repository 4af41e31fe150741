"""How even a posture is between two sides: right and left, front and back, in time and in tilt; and how long it was near the middle.

A comparison of two sides is 100 (one - other) / (one + other), half of the symmetry index that Robinson, Herzog & Nigg (1987) use for the
forces under two feet, so that it ends at 100 where theirs ends at 200. Here the two sides are those of a board's tilt, + to the right and
to the front. It is tilt only: a board that lies level says nothing of how weight is shared between the feet.

Nearer to level than 1° is neither side: nobody feels it, and level itself is not known better. Shares of time weigh samples as all shares
of time do, and are of the samples as they came.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from wobblequest.core.motion import Array, Motion
from wobblequest.core.result import Measure
from wobblequest.scoring import provenance, spread
from wobblequest.scoring.measure_info import MeasureInfo, Rule, Undefined, all_absent, measured
from wobblequest.scoring.record import Flags, Record, record_of

TiltAxis = Literal["pitch", "roll"]

DEAD_BAND_DEG = 1.0
_ROUNDING = 1e-9


class Posture:
    """A posture that was to be held in the middle. axes : on which the goal band lies."""

    def __init__(self, record: Record, axes: tuple[TiltAxis, ...]) -> None:
        self.record, self.axes = record, axes

    def seconds(self, where: Flags) -> float:
        return float(self.record.weights_s[where].sum())


def band_time_pct(posture: Posture) -> float:
    record = posture.record
    aimed_s = posture.seconds(record.aimed)
    if aimed_s <= 0:
        raise Undefined("no goal band is known")
    off = {"pitch": record.pitch_deg - record.target_pitch_deg, "roll": record.roll_deg - record.target_roll_deg}
    inside = record.aimed.copy()
    for axis in posture.axes:
        inside &= np.abs(off[axis]) <= record.target_radius_deg + _ROUNDING
    return min(100.0, 100.0 * posture.seconds(inside) / aimed_s)


def time_symmetry_pct(posture: Posture) -> float:
    return _even(*_times(posture, posture.record.roll_deg), "to either side")


def time_symmetry_front_back_pct(posture: Posture) -> float:
    return _even(*_times(posture, posture.record.pitch_deg), "to the front or back")


def tilt_symmetry_pct(posture: Posture) -> float:
    return _even(*_tilts(posture, posture.record.roll_deg, "right", "left"), "to either side")


def tilt_symmetry_front_back_pct(posture: Posture) -> float:
    return _even(*_tilts(posture, posture.record.pitch_deg, "front", "back"), "to the front or back")


def _times(posture: Posture, tilt: Array) -> tuple[float, float]:
    """Seconds beyond the dead band, to the positive side and to the negative one."""
    return posture.seconds(tilt > DEAD_BAND_DEG), posture.seconds(tilt < -DEAD_BAND_DEG)


def _tilts(posture: Posture, tilt: Array, one: str, other: str) -> tuple[float, float]:
    """Mean tilt in degrees while it was beyond the dead band, to the positive side and to the negative one."""
    means = []
    for side, name in ((tilt, one), (-tilt, other)):
        there = side > DEAD_BAND_DEG
        seconds = posture.seconds(there)
        if seconds <= 0:
            raise Undefined(f"the tilt was never more than {DEAD_BAND_DEG:g}° to the {name}")
        means.append(float((side * posture.record.weights_s)[there].sum()) / seconds)
    return means[0], means[1]


def _even(one: float, other: float, where: str) -> float:
    if one + other <= 0:
        raise Undefined(f"the tilt was never more than {DEAD_BAND_DEG:g}° {where}")
    return 100.0 * ((one - other) / (one + other))  # in this order one side alone is exactly 100


_ROBINSON = "Half the symmetry index of Robinson, Herzog & Nigg 1987, J Manipulative Physiol Ther 10:172, here of tilt"

RULES: tuple[Rule[Posture], ...] = (
    Rule(MeasureInfo(
        "band_time_pct", "%", "higher",
        "Share of the time in which the tilt along each axis that was asked for was at most the half width of the goal band.",
        "WobbleQuest", "headline",
    ), band_time_pct),
    Rule(MeasureInfo(
        "time_symmetry_pct", "%", "none",
        "100 (R - L) / (R + L) of the time tilted more than 1 degree to the right and left: 0 is even, + more to the right.",
        _ROBINSON, "headline",
    ), time_symmetry_pct),
    Rule(MeasureInfo(
        "time_symmetry_front_back_pct", "%", "none",
        "100 (F - B) / (F + B) of the time tilted more than 1 degree to the front and back: 0 is even, + more to the front.",
        _ROBINSON, "headline",
    ), time_symmetry_front_back_pct),
    Rule(MeasureInfo(
        "tilt_symmetry_pct", "%", "none",
        "100 (R - L) / (R + L) of the mean tilt while it is more than 1 degree to the right and left: 0 is even, + farther to the right.",
        _ROBINSON,
    ), tilt_symmetry_pct),
    Rule(MeasureInfo(
        "tilt_symmetry_front_back_pct", "%", "none",
        "100 (F - B) / (F + B) of the mean tilt while it is more than 1 degree to the front and back: 0 is even, + farther to the front.",
        _ROBINSON,
    ), tilt_symmetry_front_back_pct),
)

BIAS: tuple[Rule[Record], ...] = tuple(rule for rule in spread.RULES if rule.info.name in ("mean_pitch", "mean_roll"))


def symmetry_measures(motion: Motion, *, axes: tuple[TiltAxis, ...]) -> dict[str, Measure]:
    """All measures of a posture that was to be held in the middle, by name in the order of the register.

    motion : the unsmoothed trial; its target's radius is the half width of the goal band. axes : on which the band lies, one or both;
    both sides of both axes are compared all the same.

    Never raises for what the samples are: what cannot be computed is absent with a reason. Raises WobbleQuestError where the arrays are
    not equally long, ValueError without an axis.
    """
    if not axes:
        raise ValueError("a goal band lies on one axis at least")
    record = record_of(motion)
    if record.n < 2:
        why = "there are not two usable samples"
        return {**all_absent(RULES, why), **all_absent(BIAS, why), **measured(provenance.RULES, record)}
    return {**measured(RULES, Posture(record, axes)), **measured(BIAS, record), **measured(provenance.RULES, record)}
