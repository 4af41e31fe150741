"""Whether somebody still stands on the board: who steps off leaves it swinging for a moment, and then stiller than anybody can stand.

Nobody stands as still as a floor. Means of 0.2 s (so that a sensor's noise is small in them) of two recorded people on wobble boards never
stayed within 1.5° over 1.2 s, not even at rest on the rim; those of the steadiest simulated person never within 0.57° in six minutes. Those
of an empty board stay within 0.2° where a sample's noise is 0.1° (a fused sensor) at 20 samples a second, or 0.3° (an accelerometer alone)
at 100. So 0.3° lies between; a noisier sensor may need some more seconds. Stillness alone says nothing, though: a hand on the rail and a
rim on the floor come near it. It must follow upon an abrupt movement, as when the weight leaves the board: 6° within 0.2 s.

The figures are our own, from those recordings (github.com/matteoscrugli/wobbleboard-dataset, MIT licence) and simulations.
"""

from __future__ import annotations

from collections import deque

from wobblequest.core.arena import Point
from wobblequest.core.samples import Tilt

BLOCK_S = 0.2
BLOCKS = 6
"""Still for so many means of 0.2 s, one after the other: 1.2 s."""
STILL_DEG = 0.3
"""Within which pitch and roll of them stay, from the least to the largest."""
ABRUPT_DEG, ABRUPT_S = 6.0, 0.2
"""So far, along one axis, from where it was so long before at most."""
SWING_S = 4.0
"""Stillness must begin within so long after the last abrupt movement: a board that was left swings out meanwhile."""
TICK_S = 0.02
"""Samples closer than this tell nothing new of how fast the board moves."""
LONGEST_STEP_S = 0.25
LEAST_IN_BLOCK = 2
"""Of a single sample there is no mean."""


class Presence:
    """Fed with a board's unsmoothed tilts in time order. `still` : it lies stiller than anybody stands. `left` : and does so since an
    abrupt movement, so that somebody seems to have just stepped off.

    A silence, or a time that does not go on, begins anew: nothing is known of it.
    """

    def __init__(self) -> None:
        self._last_s: float | None = None
        self._ticks: deque[Tilt] = deque()
        self._abrupt_s: float | None = None
        self._block = (0, 0.0, 0.0, 0.0)
        """Of the block under way: count, sums of pitch and roll, and when it began."""
        self._means: deque[Point] = deque(maxlen=BLOCKS)

    @property
    def left(self) -> bool:
        return self._abrupt_s is not None and self.still

    @property
    def still(self) -> bool:
        return len(self._means) == BLOCKS and all(
            max(axis) - min(axis) <= STILL_DEG for axis in zip(*self._means, strict=True))

    def feed(self, tilt: Tilt) -> None:
        if self._last_s is not None and not 0.0 < tilt.t_s - self._last_s <= LONGEST_STEP_S:
            self._ticks.clear()
            self._abrupt_s = None
            self._forget()
        self._last_s = tilt.t_s
        if not self._ticks or tilt.t_s - self._ticks[-1].t_s >= TICK_S - 1e-9:
            self._tick(tilt)
        self._count(tilt)

    def _tick(self, tilt: Tilt) -> None:
        ticks = self._ticks
        ticks.append(tilt)
        while tilt.t_s - ticks[0].t_s > ABRUPT_S + 1e-9:
            ticks.popleft()
        if any(abs(tilt.pitch_deg - each.pitch_deg) >= ABRUPT_DEG or abs(tilt.roll_deg - each.roll_deg) >= ABRUPT_DEG for each in ticks):
            self._abrupt_s = tilt.t_s
            self._forget()  # whatever lay still before this says nothing
        elif self._abrupt_s is not None and tilt.t_s - self._abrupt_s > SWING_S + BLOCKS * BLOCK_S:
            self._abrupt_s = None

    def _forget(self) -> None:
        self._block = (0, 0.0, 0.0, 0.0)
        self._means.clear()

    def _count(self, tilt: Tilt) -> None:
        n, pitch, roll, since_s = self._block
        if n == 0 or tilt.t_s - since_s >= BLOCK_S - 1e-9:
            if n >= LEAST_IN_BLOCK:
                self._means.append(Point(pitch / n, roll / n))
            elif n:
                self._means.clear()
            n, pitch, roll, since_s = 0, 0.0, 0.0, tilt.t_s
        self._block = (n + 1, pitch + tilt.pitch_deg, roll + tilt.roll_deg, since_s)
