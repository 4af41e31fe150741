"""A lean that follows where one wants to be as a body does: smoothly, without overshoot."""

from __future__ import annotations

from math import exp, hypot

from wobblequest.core.arena import CENTRE, Point

MOST_DEG = 12.0


class Lean:
    """A critically damped second-order follower of a wanted point, in both axes.

    Exact for any step (the closed solution, not a difference scheme), so it cannot blow up, and it never overshoots what it
    starts towards from rest. ``stiffness_per_s`` is its natural frequency in rad/s: it is 90 % there after 3.9 of its inverse.
    """

    def __init__(self, stiffness_per_s: float) -> None:
        self._w = stiffness_per_s
        self.at = CENTRE
        self._speed = (0.0, 0.0)

    def step(self, wanted: Point, dt_s: float) -> Point:
        """The lean ``dt_s`` later, the wanted point standing still meanwhile."""
        fade = exp(-self._w * dt_s)
        places, speeds = [], []
        for here, speed, goal in zip(self.at, self._speed, wanted, strict=True):
            off = here - goal
            push = speed + self._w * off
            places.append(goal + (off + push * dt_s) * fade)
            speeds.append((speed - self._w * push * dt_s) * fade)
        self.at, self._speed = Point(*places), (speeds[0], speeds[1])
        return self.at


def within(point: Point, most_deg: float) -> Point:
    """The point, or the nearest one to it that is at most ``most_deg`` from level."""
    far = hypot(*point)
    return point if far <= most_deg else Point(point.pitch_deg * most_deg / far, point.roll_deg * most_deg / far)
