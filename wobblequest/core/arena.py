"""The arena: the plane of pitch and roll in which the dot moves. Right = +roll, up = +pitch; units are degrees of tilt.

Directions are in degrees clockwise from forward: 0 forward (toes down), 90 right, 180 back, 270 left.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, hypot, radians, sin
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


@dataclass(frozen=True, slots=True)
class Target:
    """Where the dot should be now: its centre and how near counts as on it (degrees)."""

    at: Point
    radius_deg: float
