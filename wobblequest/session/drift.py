"""Whether level has wandered: from moments of standing still between trials, how far off the centre the person now stands.

A sensor that slipped, a gyroscope's bias, or feet put down elsewhere all do the same: who stands as when the centre was set no longer
stands at the centre, and every target lies off by as much. People sway, too. So only what was still is looked at, two such stretches
have to say the same, and it must be more than the centre itself is uncertain by.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import atan2, degrees, hypot, sqrt

from wobblequest.core.arena import CENTRE, Point
from wobblequest.core.messages import Message, message
from wobblequest.core.quantities import quantity
from wobblequest.core.samples import Tilt

STRETCH_S = 2.0
"""As long as the centre itself is measured (`calibration_still.STAND_S`). Sway has its median at 0.2–0.5 Hz: that is about one swing."""
STILL_SD_DEG = 1.5
"""What a ready check calls steady. A stretch's mean is then uncertain by about 0.55 of it, 0.8° at most."""
APART_DEG = 1.5
"""Two stretches that lie no farther apart say the same (their difference has an SD of 1.1° at most)."""
OFF_DEG = 2.5
"""Four SDs of two stretches' mean; half of an ordinary target's radius of 3–5°."""
MOST_DEG = 12.0
"""Who seems to stand still farther off leans on something, or the board lies on its rim with nobody on it."""
GROWN_DEG = 1.5
"""Who said no is asked again once it is so much more."""
LONGEST_STEP_S = 0.25


class DriftWatch:
    """Fed with the board's tilts while a person is asked to stand still; tells how far off level seems to be.

    Tilts are relative to the calibrated centre, in time order; what lies between two feeds is a gap and ends a stretch.
    """

    def __init__(self) -> None:
        self.off: Point | None = None
        """Where the person stands (degrees from the calibrated centre), as the two newest still stretches agree; None: not known."""
        self._declined: Point | None = None
        self._before: Point | None = None
        self._begin_s: float | None = None
        self._last_s = 0.0
        self._sums = [0.0] * 5

    def feed(self, tilts: Iterable[Tilt]) -> None:
        for tilt in tilts:
            self._take(tilt)

    @property
    def offer(self) -> Point | None:
        """How far off, where it is time to offer that the centre be set again; else None."""
        off, said = self.off, self._declined
        if off is None or hypot(*off) <= OFF_DEG:
            return None
        if said is not None and hypot(*off) < hypot(*said) + GROWN_DEG and off[0] * said[0] + off[1] * said[1] > 0.0:
            return None
        return off

    @property
    def stance(self) -> Point:
        """Where the person stands: the centre, unless that seems to have wandered. Choosing by leaning may go by it; a trial never does."""
        return CENTRE if self.off is None or hypot(*self.off) <= OFF_DEG else self.off

    def decline(self) -> None:
        """What is offered now was not wanted: not again before it has grown, or gone to another side."""
        self._declined = self.offer or self._declined

    def _take(self, tilt: Tilt) -> None:
        t_s, pitch, roll = tilt
        step_s = t_s - self._last_s
        if self._begin_s is not None and -LONGEST_STEP_S < step_s <= 0.0:  # known already
            return
        self._last_s = t_s
        if self._begin_s is None or not 0.0 < step_s <= LONGEST_STEP_S:
            self._begin(t_s)
        n, p, r, pp, rr = self._sums
        n, p, r, pp, rr = self._sums = [n + 1, p + pitch, r + roll, pp + pitch * pitch, rr + roll * roll]
        sd_deg = sqrt(max(pp / n - (p / n) ** 2, rr / n - (r / n) ** 2, 0.0))
        if sd_deg > STILL_SD_DEG or hypot(pitch, roll) > MOST_DEG:
            self._begin_s = None
        elif t_s - (self._begin_s or 0.0) >= STRETCH_S - 1e-9:
            self._stood(Point(p / n, r / n))
            self._begin(t_s)

    def _begin(self, t_s: float) -> None:
        self._begin_s, self._sums = t_s, [0.0] * 5

    def _stood(self, at: Point) -> None:
        before, self._before = self._before, at
        if before is None:
            return
        if before.distance_to(at) > APART_DEG:
            self.off = None
            return
        self.off = Point((before[0] + at[0]) / 2, (before[1] + at[1]) / 2)
        if hypot(*self.off) <= OFF_DEG:
            self._declined = None


def words_of(off: Point) -> Message:
    """How far off and in which of eight directions, for a therapist: ``3.1° to the right``."""
    far = quantity(off.distance_to(CENTRE), "°", 1)
    match round(degrees(atan2(off.roll_deg, off.pitch_deg)) / 45.0) % 8:
        case 0:
            return message("{far} forward", far=far)
        case 1:
            return message("{far} forward and to the right", far=far)
        case 2:
            return message("{far} to the right", far=far)
        case 3:
            return message("{far} back and to the right", far=far)
        case 4:
            return message("{far} back", far=far)
        case 5:
            return message("{far} back and to the left", far=far)
        case 6:
            return message("{far} to the left", far=far)
    return message("{far} forward and to the left", far=far)
