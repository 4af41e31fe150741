"""Recovery: how a dot that was pushed aside is brought back, how fast, how often, and how far beyond.

The dot is displaced on the screen while the board is not: a smooth shift of what is seen of one's own movement, as in studies of the
control of the hand (Saunders & Knill 2005), here while standing, at moments that cannot be foreseen, as a therapist taps in rhythmic
stabilisation. The measures are ours: time to settle and overshoot are those of any response to a step, and the band is the circle. Values
depend on the circle and the push; they are comparable at the same radius and push only.

A push that left the dot in the circle asked for nothing and does not count. Where a gap or pause falls between a push and its end, the
way back is not known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wobblequest.core.arena import Point
from wobblequest.core.motion import Array
from wobblequest.scoring.measure_info import MeasureInfo, Rule, Undefined
from wobblequest.scoring.record import Record

_OWN = "WobbleQuest; a smooth shift of the dot as in Saunders & Knill 2005, Exp Brain Res 162:458"
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Push:
    """One push, in trial times.

    since_s : its beginning. full_s : when the dot was displaced in full. end_s : when it was back and held, or given up.
    offset : how far the dot was displaced, and where to, in degrees. radius_deg : of the circle.
    left : whether the dot left the circle. back_s : the beginning of the stay in the circle that ended it; None where it did not come
    back in time.
    """

    since_s: float
    full_s: float
    end_s: float
    offset: Point
    radius_deg: float
    left: bool
    back_s: float | None


class Recoveries:
    """The pushes of a trial and what was done about them."""

    def __init__(self, record: Record, pushes: Sequence[Push]) -> None:
        self.record = record
        self.pushes = tuple(push for push in pushes if push.left)
        self.came = len(pushes)

    def need(self) -> None:
        """Raises `Undefined` where there was nothing to recover from."""
        if not self.pushes:
            raise Undefined("no push took the dot out of the circle" if self.came else "there was no push")

    def between(self, start_s: float, end_s: float) -> tuple[int, int] | None:
        """(first, past the last) sample of a stretch of time, or None where a gap or a pause falls into it, or the record's end."""
        record = self.record
        a, b = np.searchsorted(record.t_s, (start_s - _ROUNDING, end_s + _ROUNDING), side="left").tolist()
        if b - a < 2 or record.starts[a + 1 : b].any():
            return None
        return a, b

    def along(self, push: Push) -> tuple[Array, Array]:
        """Times from the full push to its end, and how far the dot lay from the circle's middle along the push, + outward, in degrees.

        Raises `Undefined` where the stretch from the push on has a gap or pause, or no target is known in it.
        """
        span = self.between(push.since_s, push.end_s)
        if span is None:
            raise Undefined("no push could be followed without a gap")
        a, b = span
        record = self.record
        length = float(np.hypot(*push.offset))
        u, v = push.offset.pitch_deg / length, push.offset.roll_deg / length
        out = u * (record.pitch_deg[a:b] - record.target_pitch_deg[a:b]) + v * (record.roll_deg[a:b] - record.target_roll_deg[a:b])
        if not np.isfinite(out).all():
            raise Undefined("no target is known beside the pushes")
        full = record.t_s[a:b] >= push.full_s - _ROUNDING
        return record.t_s[a:b][full], out[full]


def recovery_time_s(recoveries: Recoveries) -> float:
    recoveries.need()
    why = "the dot was not brought back in time after any push"
    times = []
    for push in recoveries.pushes:
        if push.back_s is None:
            continue
        try:
            times.append(_back_s(recoveries, push, push.back_s) - push.since_s)
        except Undefined as reason:
            why = str(reason)
    if not times:
        raise Undefined(why)
    return float(np.median(times))


def _back_s(recoveries: Recoveries, push: Push, back_s: float) -> float:
    """The last coming into the circle before the game saw the dot there: the game's dot is smoothed, and late by that."""
    span = recoveries.between(push.since_s, back_s)
    if span is None:
        raise Undefined("no push could be followed without a gap")
    a, b = span
    record = recoveries.record
    inside = record.on_target[a:b]
    came = np.flatnonzero(inside[1:] & ~inside[:-1])
    return float(record.t_s[a + 1 + came[-1]]) if came.size else back_s


def overshoot_deg(recoveries: Recoveries) -> float:
    recoveries.need()
    why = "no push could be followed without a gap"
    found = []
    for push in recoveries.pushes:
        try:
            _, out = recoveries.along(push)
        except Undefined as reason:
            why = str(reason)
            continue
        if out.size:
            found.append(max(0.0, -float(out.min())))
    if not found:
        raise Undefined(why)
    return float(np.median(found))


def push_recovery_pct(recoveries: Recoveries) -> float:
    recoveries.need()
    return 100.0 * sum(push.back_s is not None for push in recoveries.pushes) / len(recoveries.pushes)


RULES: tuple[Rule[Recoveries], ...] = (
    Rule(MeasureInfo(
        "recovery_time_s", "s", "lower",
        "Median over pushes that took the dot out of the circle: time from the push to coming back in for a second or more.",
        _OWN, "headline",
    ), recovery_time_s),
    Rule(MeasureInfo(
        "overshoot_deg", "deg", "lower",
        "Median over the same pushes: how far beyond the circle's middle, against the push, the dot went on its way back, until it had "
        "been held.", _OWN,
    ), overshoot_deg),
    Rule(MeasureInfo(
        "push_recovery_pct", "%", "higher", "Share of the same pushes after which the dot was brought back within 6 s.", _OWN,
    ), push_recovery_pct),
)
