"""The measures of a rhythmic weight shift: going to and fro along a line with a target that sets the pace.

The axis is the line on which the target goes. What is along it is *on axis*, + as the axis points (forward, or right where it runs
straight across); what is across it is *off axis*. The first cycle does not count: the person has yet to find the pace.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from math import atan2, cos, sin

import numpy as np

from wobblequest.core.messages import message
from wobblequest.core.motion import Array, Motion
from wobblequest.core.result import Measure
from wobblequest.scoring import provenance
from wobblequest.scoring.counted import counted, why_nothing_counts
from wobblequest.scoring.following import Alignment, align
from wobblequest.scoring.measure_info import MeasureInfo, Rule, Undefined, all_absent, measured
from wobblequest.scoring.record import Record, even_times, record_of

_LEAST_MOVE_DEG = 0.01
_LEAST_CYCLES = 2.0
_STRAIGHT = 0.02
"""Most spread of the target across its line, as a share of that along it: beyond, it goes no line."""


class Shift:
    """A weight shift along the target's line. record : what counts of it. period_s : of one cycle, there and back."""

    def __init__(self, record: Record, period_s: float) -> None:
        self.record, self.period_s = record, period_s

    @cached_property
    def axis(self) -> tuple[float, float]:
        """The unit vector (pitch, roll) along which the target goes. Raises `Undefined` where it stands, or goes no line."""
        x, y = self.record.target_pitch_deg, self.record.target_roll_deg
        x, y = x - x.mean(), y - y.mean()
        xx, yy, xy = float(x @ x), float(y @ y), float(x @ y)
        angle = 0.5 * atan2(2 * xy, xx - yy)
        c, s = cos(angle), sin(angle)
        along, across = float(np.ptp(c * x + s * y)), float(np.ptp(c * y - s * x))
        if along < _LEAST_MOVE_DEG:
            raise Undefined(message("the target did not move"))
        if across > _STRAIGHT * along:
            raise Undefined(message("the target did not go to and fro on a line"))
        return (c, s) if c > 1e-9 or (abs(c) <= 1e-9 and s > 0) else (-c, -s)

    def on_axis(self, pitch: Array, roll: Array) -> Array:
        c, s = self.axis
        return np.asarray(c * pitch + s * roll)

    def off_axis(self, pitch: Array, roll: Array) -> Array:
        c, s = self.axis
        return np.asarray(c * roll - s * pitch)

    @cached_property
    def alignment(self) -> Alignment:
        """Lag and gain of the dot on the axis. Raises `Undefined` where it did not follow, or after fewer than two cycles."""
        record = self.record
        if record.counted_s < _LEAST_CYCLES * self.period_s - 0.1:
            raise Undefined(f"delay and gain need {_LEAST_CYCLES:g} cycles after the first")
        dot, target = self.on_axis(record.pitch_deg, record.roll_deg), self.on_axis(record.target_pitch_deg, record.target_roll_deg)
        if float(np.ptp(dot)) == 0:
            raise Undefined(message("the dot did not move along the line"))
        pairs = []
        for a, b in record.bounds:
            grid = even_times(record.t_s[a:b])
            pairs.append((np.interp(grid, record.t_s[a:b], target[a:b]), np.interp(grid, record.t_s[a:b], dot[a:b])))
        n = max(1, sum(len(one) for one, _ in pairs))
        means = [sum(float(pair[k].sum()) for pair in pairs) / n for k in (0, 1)]
        return align(tuple((one - means[0], other - means[1]) for one, other in pairs))


def on_axis_velocity(shift: Shift) -> float:
    return _speed(shift, shift.on_axis)


def off_axis_velocity(shift: Shift) -> float:
    return _speed(shift, shift.off_axis)


def _speed(shift: Shift, place: Callable[[Array, Array], Array]) -> float:
    """Way after smoothing by the time inside the smoothed stretches."""
    pieces = shift.record.pieces
    seconds = sum(float(piece.t_s[-1] - piece.t_s[0]) for piece in pieces)
    if seconds <= 0:
        raise Undefined(message("no stretch without a gap is long enough to be smoothed"))
    return sum(float(np.abs(np.diff(place(piece.pitch_deg, piece.roll_deg))).sum()) for piece in pieces) / seconds


def target_velocity(shift: Shift) -> float:
    record = shift.record
    place = shift.on_axis(record.target_pitch_deg, record.target_roll_deg)
    if record.counted_s <= 0:
        raise Undefined(message("there is no stretch without a gap"))
    return sum(float(np.abs(np.diff(place[a:b])).sum()) for a, b in record.bounds) / record.counted_s


def gain_on_axis(shift: Shift) -> float:
    return shift.alignment.gain


def lag_on_axis_s(shift: Shift) -> float:
    return shift.alignment.lag_s


def phase_lag_on_axis(shift: Shift) -> float:
    return 360.0 * shift.alignment.lag_s / shift.period_s


def directional_control_sd_pct(shift: Shift) -> float:
    pitch, roll = shift.record.pitch_deg - shift.record.pitch_deg[0], shift.record.roll_deg - shift.record.roll_deg[0]
    on = float(np.std(shift.on_axis(pitch, roll)))  # from the first place on: a dot that stands still is then exactly 0
    if on == 0:
        raise Undefined(message("the dot did not move along the line"))
    return 100.0 * (1.0 - float(np.std(shift.off_axis(pitch, roll))) / on)


_SHIFT = "Rhythmic weight shift of computerised balance platforms (on-axis velocity, directional control)"
_OWN = "WobbleQuest; cross-correlation and linear regression"

RULES: tuple[Rule[Shift], ...] = (
    Rule(MeasureInfo(
        "directional_control_sd_pct", "%", "higher",
        "100 (1 - SD across the line / SD along it), of the samples as they came: 100 is straight along; the first cycle does not count.",
        _SHIFT, "headline",
    ), directional_control_sd_pct),
    Rule(MeasureInfo(
        "on_axis_velocity", "deg/s", "none", "Way along the line by time, after smoothing.", _SHIFT, "headline",
    ), on_axis_velocity),
    Rule(MeasureInfo("off_axis_velocity", "deg/s", "lower", "Way across the line by time, after smoothing.", _SHIFT), off_axis_velocity),
    Rule(MeasureInfo("target_velocity", "deg/s", "none", "Way of the target by time.", _SHIFT), target_velocity),
    Rule(MeasureInfo(
        "gain_on_axis", "–", "none", "Slope of the place along the line on the target's after aligning both by the lag: 1 is as far.", _OWN,
    ), gain_on_axis),
    Rule(MeasureInfo(
        "lag_on_axis_s", "s", "none", "How far the dot is behind the target along the line (-0.2 to 1 s): the peak of their correlation.",
        _OWN,
    ), lag_on_axis_s),
    Rule(MeasureInfo(
        "phase_lag_on_axis", "deg", "none", "The lag along the line as an angle of the cycle: 360 lag / period.", _OWN,
    ), phase_lag_on_axis),
)


def rhythm_measures(motion: Motion, *, period_s: float, lowpass_hz: float | None = 5.0) -> dict[str, Measure]:
    """All measures of a rhythmic weight shift, by name in the order of the register.

    motion : the unsmoothed trial with its target. period_s : of one cycle of the target, there and back; the first does not count.
    lowpass_hz : cut-off for the velocities; None takes the samples as they came.

    Never raises for what the samples are: what cannot be computed is absent with a reason. Raises WobbleQuestError where the arrays are
    not equally long or the cut-off is not between 0 and 50 Hz, ValueError where the period is not positive.
    """
    if not period_s > 0:
        raise ValueError(f"a cycle lasts longer than 0 s, got {period_s}")
    whole = record_of(motion, lowpass_hz=lowpass_hz)
    record = record_of(counted(motion, whole, period_s), lowpass_hz=lowpass_hz)
    nothing = record.n < 2
    out = all_absent(RULES, why_nothing_counts(motion, "the first cycle")) if nothing else measured(RULES, Shift(record, period_s))
    return {**out, **measured(provenance.LOWPASS, whole), **measured(provenance.RULES, whole)}
