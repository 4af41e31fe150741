"""Which way the dot went: from standing still to a lean that is held. It knows what moved, and nothing of what was asked for."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from math import atan2, degrees, hypot, sqrt
from statistics import fmean

from wobblequest.core.arena import Point
from wobblequest.core.samples import Tilt

WAYS = ("up", "up and right", "right", "down and right", "down", "down and left", "left", "up and left")
STRAIGHT = frozenset(WAYS[::2])
STRAIGHT_DEG = 33.7
"""Within so much of up, right, down or left a lean is straight (as `calibration_frame.SIDEWAYS` has it: 1.5 times as far as aside).
Leans have an SD of 12° about where they should go; a sensor that lies askew by 45° does not pass."""
STAND_S, STEADY_SD_DEG = 1.0, 1.5
PATIENCE_S = 8.0
"""Who cannot stand so still is taken to begin from the mean of the last second."""
HOLD_S, SLANT_S = 1.0, 3.0
"""How long a lean is held; one that slants is looked at for longer: people sway back to where they meant to go, a turned sensor does not.
"""
NO_LEAN_S = 20.0
LONGEST_STEP_S, KEEP_EVERY_S = 0.25, 0.0095
"""A hundred samples a second are plenty to judge a lean by."""


def way_of(off: Point) -> str:
    """The way from the middle to a point, as one of `WAYS`: straight, or slanting where it is neither."""
    angle = degrees(atan2(off.roll_deg, off.pitch_deg)) % 360.0
    quarter = round(angle / 90.0)
    aside = angle - 90.0 * quarter
    eighth = 2 * quarter if abs(aside) <= STRAIGHT_DEG else 2 * quarter + (1 if aside > 0 else -1)
    return WAYS[eighth % 8]


class LeanWatch:
    """Fed with tilts: first somebody stands still, then leans and holds it.

    least_deg : of a lean. start : where the person stood for the lean before, so that coming back from that is not taken for one; the
    next one begins only near there. ``went`` is one of `WAYS`, "" where nobody leaned for 20 s, None as long as it is not known.
    """

    def __init__(self, least_deg: float, start: Point | None = None) -> None:
        self.start: Point | None = None
        self.went: str | None = None
        self.held = 0.0
        """How much of the holding is done, 0…1."""
        self.least_deg, self._before = least_deg, start
        self._newest: deque[Tilt] = deque()
        self._lasted_s = 0.0

    def feed(self, tilts: Iterable[Tilt]) -> None:
        for tilt in tilts:
            if self.went is None:
                self._take(tilt)

    def _take(self, tilt: Tilt) -> None:
        newest = self._newest
        if newest:
            step_s = tilt.t_s - newest[-1].t_s
            if step_s < KEEP_EVERY_S:
                return
            if step_s > LONGEST_STEP_S:
                newest.clear()
            else:
                self._lasted_s += step_s
        newest.append(tilt)
        if self.start is None:
            self._stand()
        else:
            self._lean(self.start)

    def _stand(self) -> None:
        if not self._keep(STAND_S):
            return
        mean, sd_deg = _mean(self._newest), _sd_deg(self._newest)
        near = self._before is None or mean.distance_to(self._before) < 0.5 * self.least_deg
        if near and (sd_deg < STEADY_SD_DEG or self._lasted_s >= PATIENCE_S):
            self.start, self._lasted_s = mean, 0.0
            self._newest.clear()

    def _lean(self, start: Point) -> None:
        newest = self._newest
        if self._lasted_s >= NO_LEAN_S:
            self.went = ""
        if start.distance_to(Point(newest[-1].pitch_deg, newest[-1].roll_deg)) < 0.5 * self.least_deg:
            while len(newest) > 1:  # back at the start, or not yet away from it
                newest.popleft()
            self.held = 0.0
            return
        self._keep(SLANT_S)
        held_s = newest[-1].t_s - newest[0].t_s
        self.held = min(1.0, held_s / HOLD_S)
        if held_s >= HOLD_S - 1e-9:
            last = self._off(start, [t for t in newest if newest[-1].t_s - t.t_s <= HOLD_S])
            whole = self._off(start, newest)
            if hypot(*last) >= self.least_deg and way_of(last) in STRAIGHT:
                self.went = way_of(last)
            elif hypot(*whole) >= self.least_deg and held_s >= SLANT_S - 1e-9:
                self.went = way_of(whole)

    @staticmethod
    def _off(start: Point, tilts: Sequence[Tilt]) -> Point:
        mean = _mean(tilts)
        return Point(mean.pitch_deg - start.pitch_deg, mean.roll_deg - start.roll_deg)

    def _keep(self, seconds: float) -> bool:
        """Forget what is older; whether the stretch is so long by now."""
        newest = self._newest
        while len(newest) > 2 and newest[-1].t_s - newest[1].t_s >= seconds:
            newest.popleft()
        return newest[-1].t_s - newest[0].t_s >= seconds - 1e-9


def _mean(tilts: Sequence[Tilt]) -> Point:
    return Point(fmean(t.pitch_deg for t in tilts), fmean(t.roll_deg for t in tilts))


def _sd_deg(tilts: Sequence[Tilt]) -> float:
    """The larger of the SDs of pitch and roll."""
    mean = _mean(tilts)
    return sqrt(max(fmean((t.pitch_deg - mean.pitch_deg) ** 2 for t in tilts), fmean((t.roll_deg - mean.roll_deg) ** 2 for t in tilts)))
