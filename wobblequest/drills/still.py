"""Standing still somewhere, for people who sway: how long the dot, but for its sway, has stayed near where it came to rest."""

from __future__ import annotations

from typing import NamedTuple

from wobblequest.core.arena import CENTRE, Point

SWAY_S = 0.7
"""Time constant by which sway is taken out. People on a board sway by several degrees at about 1 Hz, wherever they stand; of that a
fifth is left, so that who sways a lot can stand still, too."""


class Still(NamedTuple):
    """slow : the dot without its sway (a low-pass of first order), at ``t_s`` (None before the first sample).

    rest, since_s : where it came to rest, and when; None while it is not to count.
    """

    slow: Point = CENTRE
    t_s: float | None = None
    rest: Point = CENTRE
    since_s: float | None = None

    def after(self, dot: Point, t_s: float, *, within_deg: float, beyond_deg: float) -> Still:
        """Taking in one more sample: farther than ``within_deg`` from where it came to rest, it comes to rest anew.

        Nearer to level than ``beyond_deg`` it does not count: standing in the middle is no answer.
        """
        slow = without_sway(self.slow, dot, 0.0 if self.t_s is None else t_s - self.t_s)
        if slow.distance_to(CENTRE) <= beyond_deg:
            return Still(slow, t_s)
        if self.since_s is None or slow.distance_to(self.rest) > within_deg:
            return Still(slow, t_s, slow, t_s)
        return Still(slow, t_s, self.rest, self.since_s)

    def held_s(self, t_s: float) -> float:
        return 0.0 if self.since_s is None else t_s - self.since_s


def without_sway(slow: Point, dot: Point, dt_s: float) -> Point:
    """The dot without its sway: ``slow`` is what it was ``dt_s`` before."""
    share = dt_s / (SWAY_S + dt_s)
    pitch, roll = slow
    return Point(pitch + share * (dot.pitch_deg - pitch), roll + share * (dot.roll_deg - roll))
