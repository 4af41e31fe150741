"""The arena: the plane of pitch and roll in which the dot moves. Right = +roll, up = +pitch; units are degrees of tilt.

Directions are in degrees clockwise from forward: 0 forward (toes down), 90 right, 180 back, 270 left.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, hypot, pi, radians, sin
from typing import NamedTuple

SAFE_TARGET_DEG = 15.0
"""No target lies farther from level than this, whatever a level or a reach says: a board's rim is at 20–23°."""


class Point(NamedTuple):
    """A place in the arena, in degrees of tilt."""

    pitch_deg: float
    roll_deg: float

    def distance_to(self, other: Point) -> float:
        return hypot(self.pitch_deg - other.pitch_deg, self.roll_deg - other.roll_deg)


CENTRE = Point(0.0, 0.0)


def toward(direction_deg: float, distance_deg: float) -> Point:
    """The point at a distance from level in a direction (degrees clockwise from forward)."""
    a = radians(direction_deg)
    return Point(distance_deg * cos(a), distance_deg * sin(a))


class Sway(NamedTuple):
    """To and fro on a line, as a sine: what is known beforehand of a target whose ends are seen and whose pace is heard.

    middle : of the line. out : from there to the one end, in degrees of pitch and roll. gone : crossings so far, odd at that end, even
    at the other.
    """

    middle: Point
    out: Point
    crossing_s: float
    gone: float

    def after(self, seconds: float) -> tuple[Point, Point]:
        """Where the target will be, and how fast it will move in pitch and roll (deg/s)."""
        turn = pi * (self.gone + seconds / self.crossing_s - 0.5)
        share, speed = sin(turn), pi / self.crossing_s * cos(turn)
        (p, r), (dp, dr) = self.middle, self.out
        return Point(p + share * dp, r + share * dr), Point(speed * dp, speed * dr)


@dataclass(frozen=True, slots=True)
class Target:
    """Where the dot should be now: its centre and how near counts as on it (degrees).

    remembered : neither the place nor the dot is shown; whoever leans there goes by what they remember and feel. sway : how it goes to
    and fro, where it does. blind : the place is shown and the dot is not: how far one leans can only be felt. load : how much of a person's
    attention something else takes meanwhile, 0 none … 1 all.
    """

    at: Point
    radius_deg: float
    remembered: bool = False
    sway: Sway | None = None
    blind: bool = False
    load: float = 0.0
