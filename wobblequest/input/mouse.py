"""The mouse as a leaning body: the pointer's place is where the body leans to, smoothly."""

from __future__ import annotations

from math import isfinite

from wobblequest.core.arena import CENTRE, Point, Target
from wobblequest.core.messages import message
from wobblequest.core.recording import SourceInfo
from wobblequest.core.samples import Reading, up_from_gravity_plane
from wobblequest.input.beat import Beat
from wobblequest.input.lean import MOST_DEG, Lean, within
from wobblequest.input.source import Link

STIFFNESS_PER_S = 14.0


class MouseSource:
    """Readings at 100 Hz from where the pointer is. Leans up to 12° in any direction."""

    def __init__(self) -> None:
        self._beat = Beat()
        self._wanted = CENTRE
        self._lean = Lean(STIFFNESS_PER_S)
        self._closed = False
        self._polled_s: float | None = None

    @property
    def info(self) -> SourceInfo:
        return SourceInfo("mouse", message("Mouse"))

    def move(self, right: float, up: float) -> None:
        """The pointer is at (right, up): 0 the middle of the arena, 1 its edge. Beyond the edge counts as at the edge.

        Raises ValueError where a number is not finite.
        """
        if not (isfinite(right) and isfinite(up)):
            raise ValueError(f"a pointer's place must be finite, got ({right}, {up})")
        self._wanted = within(Point(MOST_DEG * up, MOST_DEG * right), MOST_DEG)

    def poll(self, now_s: float) -> list[Reading]:
        """The samples due since the last poll; after more than 0.25 s without one, only the newest 0.25 s (see `Beat`)."""
        if self._closed:
            return []
        self._polled_s = now_s
        dt_s = 1.0 / self._beat.rate_hz
        return [
            Reading(self._beat.time_s(n), up_from_gravity_plane(*self._lean.step(self._wanted, dt_s))) for n in self._beat.due(now_s)
        ]

    def link(self, now_s: float) -> Link:
        if self._closed:
            return Link("ended", message("The mouse is no longer used"))
        age_s = None if self._polled_s is None else now_s - self._polled_s
        return Link("live", message("Mouse: the dot leans towards the pointer"), age_s, self._beat.rate_hz)

    def aim(self, target: Target | None) -> None:
        """Nobody listens."""

    def allow_probes(self) -> None:
        """There is nothing to wake."""

    def close(self) -> None:
        self._closed = True
