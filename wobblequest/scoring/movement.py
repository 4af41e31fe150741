"""What a person did after each cue: the way along and across the task axis, and the first movement on it.

The task axis runs from the origin (the mean place in the 0.5 s before the cue, or in what there is of it) to the target, a
length D away. s is the place along it from the origin, q across it (+ to the right of the way). All from the smoothed trace.

The first movement is found from the on-axis speed: around its peak, from where it was last below 5 % of the peak to where it
is first below 5 % again, or turns; the start mirrors the end. What covers less than 0.5° is sway, not a movement.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from wobblequest.core.motion import Array
from wobblequest.scoring.attempt import Attempt
from wobblequest.scoring.measure_info import Undefined
from wobblequest.scoring.record import RATE_HZ, Record, even_times

ORIGIN_S = 0.5
BEFORE_S = 1.0
_STILL = 0.05
_LEAST_DEG = 0.5
_ROUNDING_S = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """From up to a second before the cue to the end of one attempt, without a gap. Arrays of shape (m,).

    t_s : trial times. s_deg, q_deg : along and across. v_dps, w_dps : their speeds. cue : index of the first sample at or
    after the cue. start, stop : first and last sample of the first movement, or None where nothing moved towards the target.
    even : whether the samples are 10 ms apart. lean_deg : farthest place from level in the target's direction from level.
    """

    attempt: Attempt
    distance_deg: float
    t_s: Array
    s_deg: Array
    q_deg: Array
    v_dps: Array
    w_dps: Array
    cue: int
    movement: tuple[int, int] | None
    even: bool
    lean_deg: float

    def first_movement(self) -> tuple[int, int]:
        """(first, last) sample of the first movement. Raises `Undefined` where nothing moved towards the target."""
        if self.movement is None:
            raise Undefined("there was no movement towards the target")
        return self.movement

    def velocity(self) -> Array:
        """(2, k) velocity along and across during the first movement, at even 100 Hz."""
        a, b = self.first_movement()
        span = slice(a, b + 1)
        if self.even:
            return np.stack((self.v_dps[span], self.w_dps[span]))
        grid = even_times(self.t_s[span])
        return np.stack((np.interp(grid, self.t_s[span], self.v_dps[span]), np.interp(grid, self.t_s[span], self.w_dps[span])))


class Reaches:
    """All attempts of a trial and what was done in them."""

    def __init__(self, record: Record, attempts: Sequence[Attempt]) -> None:
        self.record = record
        self.attempts = tuple(attempts)

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """Those attempts that can be followed: no gap or pause in them, and a way to go to the target's edge."""
        speeds = [_speeds(p.t_s, p.pitch_deg, p.roll_deg, even=self._even) for p in self.record.pieces]
        found = (self._way(attempt, speeds) for attempt in self.attempts)
        return tuple(way for way in found if way is not None)

    @property
    def _even(self) -> bool:
        return self.record.lowpass_hz is not None

    def _way(self, attempt: Attempt, speeds: Sequence[tuple[Array, Array]]) -> Way | None:
        record = self.record
        cue_s, end_s = attempt.cue_s, min(attempt.end_s, float(record.t_s[-1]))
        # A piece's last even sample may lie a little before its last sample.
        number = next((i for i, piece in enumerate(record.pieces)
                       if piece.t_s[0] <= cue_s + _ROUNDING_S and end_s <= piece.t_s[-1] + 1 / RATE_HZ), None)
        if number is None:
            return None
        piece, (v_pitch, v_roll) = record.pieces[number], speeds[number]
        first, origin, cue, stop = np.searchsorted(
            piece.t_s, np.array((cue_s - BEFORE_S, cue_s - ORIGIN_S, cue_s, end_s + 2 * _ROUNDING_S)) - _ROUNDING_S
        ).tolist()
        if stop - cue < 3:
            return None
        until = max(origin + 1, cue)
        origin_pitch, origin_roll = piece.pitch_deg[origin:until].mean(), piece.roll_deg[origin:until].mean()
        to_pitch, to_roll = attempt.target.pitch_deg - origin_pitch, attempt.target.roll_deg - origin_roll
        distance = float(np.hypot(to_pitch, to_roll))
        if not distance > attempt.radius_deg:
            return None
        a, b = to_pitch / distance, to_roll / distance
        span = slice(first, stop)
        pitch, roll, v_p, v_r = piece.pitch_deg[span], piece.roll_deg[span], v_pitch[span], v_roll[span]
        from_pitch, from_roll = pitch - origin_pitch, roll - origin_roll
        s, v = a * from_pitch + b * from_roll, a * v_p + b * v_r
        return Way(
            attempt, distance, piece.t_s[span], s, a * from_roll - b * from_pitch, v, a * v_r - b * v_p, cue - first,
            _first_movement(s, v, cue - first), self._even, _lean(attempt, pitch[cue - first :], roll[cue - first :]),
        )

    def over_ways(self, measure: Callable[[Way], float], combine: Callable[[Array], np.floating | float]) -> float:
        """One value of a measure over all attempts that have it. Raises `Undefined` with a reason where none has."""
        values = []
        why = "no attempt could be followed without a gap" if self.attempts else "there was no attempt"
        for way in self.ways:
            try:
                values.append(measure(way))
            except Undefined as reason:
                why = str(reason)
        if not values:
            raise Undefined(why)
        return float(combine(np.array(values)))

    def mean(self, measure: Callable[[Way], float]) -> float:
        return self.over_ways(measure, np.mean)

    def median(self, measure: Callable[[Way], float]) -> float:
        return self.over_ways(measure, np.median)


def _speeds(t_s: Array, pitch: Array, roll: Array, *, even: bool) -> tuple[Array, Array]:
    spacing = 1 / RATE_HZ if even else t_s
    return np.gradient(pitch, spacing), np.gradient(roll, spacing)


def _first_movement(s: Array, v: Array, cue: int) -> tuple[int, int] | None:
    peak = cue + int(np.argmax(v[cue:]))
    if not v[peak] > 0:
        return None
    still = v < _STILL * v[peak]
    before, after = np.flatnonzero(still[cue:peak]), np.flatnonzero(still[peak:])
    start = cue + int(before[-1]) if before.size else cue
    stop = peak + int(after[0]) if after.size else v.size - 1
    return (start, stop) if stop - start >= 2 and s[stop] - s[start] >= _LEAST_DEG else None


def _lean(attempt: Attempt, pitch: Array, roll: Array) -> float:
    """Farthest place in the target's direction from level; 0 for a target at level, which has no direction."""
    distance = float(np.hypot(*attempt.target))
    if distance <= attempt.radius_deg:
        return 0.0
    return float(np.max(pitch * (attempt.target.pitch_deg / distance) + roll * (attempt.target.roll_deg / distance)))
