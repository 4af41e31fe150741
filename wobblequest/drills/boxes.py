"""Two boxes that face each other across the middle, and the bounds about them, for one person."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, floor, hypot, radians, sin, sqrt

from wobblequest.core.arena import SAFE_TARGET_DEG, Point, toward
from wobblequest.core.reach import Reach
from wobblequest.drills.view import Band, Box, Role

GAP_DEG = 2.0
"""At least so far lies the middle from each box's near edge: else both could be had by standing still, and their lines, which are drawn
outside for the dot's own size, would run into each other."""
CLEAR_DEG = 0.5
"""So far the bounds lie outside the boxes at least."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Where the boxes lie.

    direction_deg : from the middle to the first one; the other lies opposite. first, second : their middles. half_deg : from there to
    their sides; they stand upright, whatever the direction. bounds_deg : nothing within the bounds is farther than this from the line
    between both middles, or, where that line runs straight up or across, from the rectangle's own middle line and ends.
    notes : sentences on what had to be limited.
    """

    direction_deg: float
    first: Point
    second: Point
    half_deg: float
    bounds_deg: float
    notes: tuple[str, ...] = ()

    def box(self, number: int) -> Point:
        """The middle of box ``number``, counted from 0, the first and the other in turn."""
        return self.second if number % 2 else self.first

    def inside(self, number: int, dot: Point) -> bool:
        at = self.box(number)
        return abs(dot.pitch_deg - at.pitch_deg) <= self.half_deg and abs(dot.roll_deg - at.roll_deg) <= self.half_deg

    def within(self, dot: Point) -> bool:
        """Whether the dot is within the bounds: a rectangle along an axis, a corridor with round ends along a slanting line."""
        beyond, across = self._beside(dot)
        off = max(beyond, across) if self.upright else hypot(beyond, across)
        return off <= self.bounds_deg

    @property
    def upright(self) -> bool:
        """Whether the line runs front to back or side to side."""
        return self.direction_deg % 90.0 == 0.0

    def bounds(self, role: Role) -> Box | Band:
        """The bounds as a shape."""
        if not self.upright:
            return Band((self.second, self.first), 2.0 * self.bounds_deg, role)
        (p0, r0), (p1, r1) = self.first, self.second
        middle = Point((p0 + p1) / 2.0, (r0 + r1) / 2.0)
        return Box(middle, abs(p0 - p1) / 2.0 + self.bounds_deg, abs(r0 - r1) / 2.0 + self.bounds_deg, role)

    def _beside(self, dot: Point) -> tuple[float, float]:
        """How far the dot lies past the nearer end of the line, 0 beside it, and how far off the line."""
        axis = toward(self.direction_deg, 1.0)
        along = axis.pitch_deg * dot.pitch_deg + axis.roll_deg * dot.roll_deg
        across = axis.pitch_deg * dot.roll_deg - axis.roll_deg * dot.pitch_deg
        ahead, behind = hypot(*self.first), hypot(*self.second)
        return max(along - ahead, -along - behind, 0.0), abs(across)


def pair_of(
    direction_deg: float, reach: Reach, *, half_deg: float, bounds_deg: float, distance_pct: float | None, distance_deg: float | None,
) -> Pair:
    """The boxes at a distance in degrees, or in per cent of the person's reach to each side. One of the two is given.

    Where the reach is so short that a box would cover the middle it stands farther out: its near edge is as easily reached. Nothing lies
    beyond ``SAFE_TARGET_DEG``. Both are said in ``notes``.
    """
    least, ends, asked_all = least_distance_deg(direction_deg, half_deg), [], []
    for way in (direction_deg, direction_deg + 180.0):
        asked = distance_deg if distance_deg is not None else (distance_pct or 0.0) / 100.0 * reach.at(way)
        ends.append(toward(way, min(max(asked, least), SAFE_TARGET_DEG)))
        asked_all.append(asked)
    notes = []
    if min(asked_all) < least:
        notes.append(f"A box stood {least:.1f}° out instead of {min(asked_all):.1f}°: else it would cover the middle.")
    if max(asked_all) > SAFE_TARGET_DEG:
        notes.append(f"A box stood {SAFE_TARGET_DEG:g}° out instead of {max(asked_all):.1f}°: no target lies farther out.")
    return Pair(direction_deg, ends[0], ends[1], half_deg, bounds_deg, tuple(notes))


def least_distance_deg(direction_deg: float, half_deg: float) -> float:
    """How far out a box must stand so that it leaves the middle free."""
    a = radians(direction_deg)
    return (half_deg + GAP_DEG) / max(abs(cos(a)), abs(sin(a)))


def largest_half_deg(direction_deg: float, bounds_deg: float, distance_deg: float | None) -> float:
    """The largest box that fits into the bounds, and, at a distance, leaves the middle free; rounded down to 0.1°.

    On a slanting line its corners must fit into round ends.
    """
    a = radians(direction_deg)
    most = bounds_deg - CLEAR_DEG if direction_deg % 90.0 == 0.0 else (bounds_deg - CLEAR_DEG) / sqrt(2.0)
    if distance_deg is not None:
        most = min(most, distance_deg * max(abs(cos(a)), abs(sin(a))) - GAP_DEG)
    return floor(10.0 * most + 1e-6) / 10.0
