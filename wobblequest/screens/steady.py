"""Whether somebody stands still: the longest recent stretch in which the tilt hardly varied; and for whom that is too much to ask."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from math import sqrt
from statistics import median

from wobblequest.core.samples import Tilt

STEADY_SD_DEG = 1.5
STEADY_FOR_S = 3.0
LONGEST_STEP_S = 0.25
HELP_AFTER_S = 12.0
"""Who was not steady by then is told to hold the rail with both hands."""
MOST_SD_DEG = 5.0
"""Who sways more than this even so has no quiet level to go by: only somebody who stands beside them may go on, with Enter."""


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


class Settling:
    """Somebody gets onto the board and becomes steady, as still as everybody is asked to be, or, after a while, as still as they can.

    Feed it with tilts in time order. Their own quiet level is the median SD of the first four stretches of 3 s; only a part of the people
    who train on a board stand within 1.5°. Being quiet by that level starts nothing (`by_own`): it lets them choose to go on.
    """

    def __init__(self) -> None:
        self._strict, self._own = Steadiness(), None
        self._last_s: float | None = None
        self._lasted_s = 0.0
        self._window: list[Tilt] = []
        self._levels: list[float] = []
        self._known = False

    _strict: Steadiness
    _own: Steadiness | None

    @classmethod
    def of_somebody_steady(cls) -> Settling:
        """Of somebody who has stood on the board up to now, so that this need not be seen again."""
        settling = cls()
        settling._known = True
        return settling

    def feed(self, tilts: Iterable[Tilt]) -> None:
        for tilt in tilts:
            if self.steady:
                return
            dt = 0.0 if self._last_s is None else tilt.t_s - self._last_s
            if self._last_s is not None and dt <= 0.0:
                continue
            self._last_s = tilt.t_s
            if dt > LONGEST_STEP_S:
                self._window.clear()
            else:
                self._lasted_s += dt
            self._strict.feed((tilt,))
            if self._own is not None:
                self._own.feed((tilt,))
            else:
                self._learn(tilt)

    def _learn(self, tilt: Tilt) -> None:
        self._window.append(tilt)
        if tilt.t_s - self._window[0].t_s < STEADY_FOR_S:
            return
        n = len(self._window)
        means = [sum(axis) / n for axis in ([t.pitch_deg for t in self._window], [t.roll_deg for t in self._window])]
        squares = [sum((t[i + 1] - means[i]) ** 2 for t in self._window) / n for i in range(2)]
        self._levels.append(sqrt(max(squares)))
        self._window.clear()
        if self._lasted_s >= HELP_AFTER_S:
            self._own = Steadiness(min(max(median(self._levels), STEADY_SD_DEG), MOST_SD_DEG))

    @property
    def needs_help(self) -> bool:
        """Whether it takes so long that the person is to hold on with both hands, and somebody beside them may go on for them."""
        return self._lasted_s >= HELP_AFTER_S and not self.steady

    @property
    def progress(self) -> float:
        """Share of the time that is needed, 0…1."""
        return max(self._strict.progress, 0.0 if self._own is None else self._own.progress)

    @property
    def steady(self) -> bool:
        """As still as everybody is asked to be, or as still as they can."""
        return self._known or self._strict.steady or (self._own is not None and self._own.steady)

    @property
    def by_own(self) -> bool:
        """Whether only by their own level: then they go on holding the rail, and by their own choice."""
        return self.steady and not (self._known or self._strict.steady)
