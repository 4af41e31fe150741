"""A ball in a dish that is tilted: pulled downhill, drawn back to the middle by the dish's curve, slowed by rolling, bounced off the rim.

Places are in degrees of the arena, like tilt. The ball goes in steps of 5 ms of trial time whatever the sample rate (semi-implicit Euler:
speed first, then place by the new speed, which neither gains nor loses swing over time), so that a run depends on the motion, not on how
often it was measured. Rolling friction grows with speed here; a real ball's hardly does, but stops dead on what is nearly level, and then
nothing happens for people who tilt little.
"""

from __future__ import annotations

from math import hypot
from typing import NamedTuple

from wobblequest.core.arena import Point

SUBSTEP_S = 0.005
BOUNCE = 0.4
"""Share of its speed with which the ball comes back from the rim."""


class Dish(NamedTuple):
    """What rolls the ball. pull_per_s2 : deg/s² for each degree of tilt; bowl_per_s2 : back to the middle for each degree from it;

    friction_per_s : deg/s² for each deg/s. rim_deg : how far out the ball can go.
    """

    rim_deg: float
    pull_per_s2: float
    bowl_per_s2: float
    friction_per_s: float


class Ball(NamedTuple):
    """Place (deg) and speed (deg/s) in pitch and roll."""

    pitch_deg: float = 0.0
    roll_deg: float = 0.0
    pitch_dps: float = 0.0
    roll_dps: float = 0.0

    @property
    def at(self) -> Point:
        return Point(self.pitch_deg, self.roll_deg)


def rolled(ball: Ball, dish: Dish, pitch_deg: float, roll_deg: float) -> tuple[Ball, float]:
    """The ball 5 ms later with the dish tilted so, and how fast it hit the rim (deg/s outward; 0 where it did not)."""
    p, r, vp, vr = ball
    rim, pull, bowl, friction = dish
    vp += SUBSTEP_S * (pull * pitch_deg - bowl * p - friction * vp)
    vr += SUBSTEP_S * (pull * roll_deg - bowl * r - friction * vr)
    p += SUBSTEP_S * vp
    r += SUBSTEP_S * vr
    far = hypot(p, r)
    if far <= rim:
        return Ball(p, r, vp, vr), 0.0
    out_p, out_r = p / far, r / far
    outward = vp * out_p + vr * out_r
    if outward > 0:
        vp -= (1.0 + BOUNCE) * outward * out_p
        vr -= (1.0 + BOUNCE) * outward * out_r
    return Ball(rim * out_p, rim * out_r, vp, vr), max(outward, 0.0)
