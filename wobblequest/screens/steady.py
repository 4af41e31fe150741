"""Whether somebody stands still: the longest recent stretch in which the tilt hardly varied."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from math import sqrt

from wobblequest.core.samples import Tilt

STEADY_SD_DEG = 1.5
STEADY_FOR_S = 3.0
LONGEST_STEP_S = 0.25


class Steadiness:
    """Fed with tilts, tells how long the person has been steady by now: SD of pitch and of roll below a limit.

    limit_deg : of the SD. needed_s : how long makes steady. A silence begins anew: nothing is known of it.
    """

    def __init__(self, limit_deg: float = STEADY_SD_DEG, needed_s: float = STEADY_FOR_S) -> None:
        self._limit_deg, self._needed_s = limit_deg, needed_s
        self._stretch: deque[Tilt] = deque()
        self._sums = [0.0, 0.0, 0.0, 0.0]

    def feed(self, tilts: Iterable[Tilt]) -> None:
        for tilt in tilts:
            self._take(tilt)

    def _take(self, tilt: Tilt) -> None:
        stretch = self._stretch
        if stretch:
            dt = tilt.t_s - stretch[-1].t_s
            if dt <= 0.0:
                return
            if dt > LONGEST_STEP_S:
                stretch.clear()
                self._sums = [0.0, 0.0, 0.0, 0.0]
        stretch.append(tilt)
        self._count(tilt, 1.0)
        while len(stretch) > 1 and (self._sd_deg() >= self._limit_deg or stretch[-1].t_s - stretch[1].t_s >= self._needed_s):
            self._count(stretch.popleft(), -1.0)

    def _count(self, tilt: Tilt, sign: float) -> None:
        p, r = tilt.pitch_deg, tilt.roll_deg
        for i, value in enumerate((p, p * p, r, r * r)):
            self._sums[i] += sign * value

    def _sd_deg(self) -> float:
        """The larger of the SDs of pitch and roll over the stretch."""
        n = len(self._stretch)
        p, pp, r, rr = (s / n for s in self._sums)
        return sqrt(max(pp - p * p, rr - r * r, 0.0))

    @property
    def progress(self) -> float:
        """Share of the time that is needed, 0…1."""
        if not self._stretch:
            return 0.0
        return min(1.0, (self._stretch[-1].t_s - self._stretch[0].t_s) / self._needed_s)

    @property
    def steady(self) -> bool:
        return self.progress >= 1.0 - 1e-9
