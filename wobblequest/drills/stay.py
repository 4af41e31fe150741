"""A stay: how long the dot has been in a circle without leaving it."""

from __future__ import annotations

from typing import NamedTuple

from wobblequest.drills.drill import Moment

LINGER_S = 1.0
"""A slip shorter than this changes no instruction: words that flicker at a circle's edge cannot be read."""


class Stay(NamedTuple):
    """Whether the dot is in the circle, since when, and when it last left (trial times in s, None for never)."""

    since_s: float | None = None
    left_s: float | None = None

    @property
    def inside(self) -> bool:
        return self.since_s is not None

    @property
    def entered(self) -> bool:
        """Whether the dot has ever been in."""
        return self.since_s is not None or self.left_s is not None

    def after(self, inside: bool, t_s: float) -> Stay:
        """The stay after one more sample."""
        if inside:
            return self if self.since_s is not None else Stay(t_s, self.left_s)
        return self if self.since_s is None else Stay(None, t_s)

    def held_s(self, t_s: float) -> float:
        """Length of the present stay in s, 0 outside."""
        return 0.0 if self.since_s is None else t_s - self.since_s

    def settled(self, t_s: float) -> bool:
        """In the circle, or out of it only for a moment."""
        return self.since_s is not None or (self.left_s is not None and t_s - self.left_s < LINGER_S)


def crossing(before: Stay, now: Stay) -> tuple[Moment, ...]:
    """The moment that lies between two stays: ``enter``, ``leave`` or none."""
    if before.inside == now.inside:
        return ()
    return ("enter",) if now.inside else ("leave",)
