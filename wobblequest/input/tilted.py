"""Whether somebody tilts a board that lay still."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from statistics import median

from wobblequest.core.samples import Reading, Vector, angle_between_deg, unit

TILTED_DEG = 10.0
"""Clear of a table's slope, of knocks and of the way in which filters settle; a board's rim is at 20°."""
TILTED_S = 0.3
STILL_DEG = 3.0
STILL_S = 1.0
STEP_S = 0.02
"""Samples closer than this tell nothing new of how a board lies."""


class Tilted:
    """Fed with a board's readings. Its rest is the median of a second in which it stayed within 3°; tilted is 10° from it for 0.3 s.

    A board that was never still has no rest yet, and is not tilted: a filter that is still settling turns slowly, too.
    """

    def __init__(self) -> None:
        self._recent: deque[tuple[float, Vector]] = deque()
        self._rest: Vector | None = None
        self._over_since_s: float | None = None
        self._whole_second = False
        self.is_tilted = False

    def feed(self, readings: Iterable[Reading]) -> bool:
        """Whether the board is tilted after these readings."""
        for reading in readings:
            self._step(reading.t_s, reading.up)
        return self.is_tilted

    def _step(self, t_s: float, up: Vector) -> None:
        if self._rest is not None and angle_between_deg(up, self._rest) >= TILTED_DEG:
            if self._over_since_s is None:
                self._over_since_s = t_s
            self.is_tilted = t_s - self._over_since_s >= TILTED_S
        else:
            self._over_since_s, self.is_tilted = None, False
        if self._recent and t_s - self._recent[-1][0] < STEP_S:
            return
        self._recent.append((t_s, up))
        while t_s - self._recent[0][0] > STILL_S:
            self._recent.popleft()
            self._whole_second = True
        if self._whole_second and len(self._recent) > 1:
            self._rest = self._still() or self._rest

    def _still(self) -> Vector | None:
        """The median of the last second, where all of it is close to that."""
        ups = [up for _, up in self._recent]
        x, y, z = (median(up[i] for up in ups) for i in range(3))
        try:
            middle = unit((x, y, z))
        except ZeroDivisionError:  # turned over and over
            return None
        return middle if all(angle_between_deg(up, middle) <= STILL_DEG for up in ups) else None
