"""A course: a line through points that is followed from one end to the other, and where on it somebody is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from math import sqrt
from typing import NamedTuple

from wobblequest.core.arena import Point


@dataclass(frozen=True)
class Course:
    """Straight stretches between points. What lies *along* it is measured from the first point.

    Raises ValueError where there are fewer than two points, or two neighbours are the same.
    """

    points: tuple[Point, ...]

    def __post_init__(self) -> None:
        if len(self.points) < 2 or any(a == b for a, b in pairwise(self.points)):
            raise ValueError("a course needs two points, and no two neighbours that are the same")

    @cached_property
    def along(self) -> tuple[float, ...]:
        """How far along each point lies: the first at 0."""
        return tuple(accumulate((a.distance_to(b) for a, b in pairwise(self.points)), initial=0.0))

    @property
    def length(self) -> float:
        return self.along[-1]

    @cached_property
    def back(self) -> Course:
        """The same line from its other end."""
        return Course(self.points[::-1])

    def at(self, along: float) -> Point:
        """The place so far along; before the beginning the first point, after the end the last."""
        i = self._stretch(along)
        a, b, start, stop = self.points[i], self.points[i + 1], self.along[i], self.along[i + 1]
        share = min(max((along - start) / (stop - start), 0.0), 1.0)
        return Point(a.pitch_deg + share * (b.pitch_deg - a.pitch_deg), a.roll_deg + share * (b.roll_deg - a.roll_deg))

    def until(self, along: float) -> tuple[Point, ...]:
        """The points of the part up to there; just one at its very beginning."""
        i = self._stretch(along)
        here = self.at(along)
        gone = self.points[: i + 1]
        return gone if here == gone[-1] else (*gone, here)

    def nearest(self, dot: Point, low: float, high: float) -> tuple[float, float]:
        """(how far along, distance) of the place nearest to the dot between ``low`` and ``high`` along; of equals the earliest."""
        pitch, roll = dot
        low, high = max(low, 0.0), min(high, self.length)
        best, best_along = float("inf"), low
        for ap, ar, up, ur, start, stop in self._stretches[self._stretch(low) :]:
            if start > high:
                break
            away_p, away_r = pitch - ap, roll - ar
            at = start + away_p * up + away_r * ur
            # by hand and not by min and max: this is done for every sample
            first, last = (start if start > low else low), (stop if stop < high else high)
            at = first if at < first else last if at > last else at
            away_p -= (at - start) * up
            away_r -= (at - start) * ur
            off = away_p * away_p + away_r * away_r
            if off < best:
                best, best_along = off, at
        return best_along, sqrt(best)

    @cached_property
    def _stretches(self) -> tuple[tuple[float, float, float, float, float, float], ...]:
        """Of each: where it begins (pitch, roll), the unit vector along it, and how far along its two ends are."""
        return tuple(
            (a.pitch_deg, a.roll_deg, (b.pitch_deg - a.pitch_deg) / (stop - start), (b.roll_deg - a.roll_deg) / (stop - start), start, stop)
            for (a, b), (start, stop) in zip(pairwise(self.points), pairwise(self.along), strict=True)
        )

    def _stretch(self, along: float) -> int:
        """The number of the stretch on which the place lies."""
        return min(max(bisect_right(self.along, along) - 1, 0), len(self.points) - 2)


class Walk(NamedTuple):
    """How somebody follows a course with walls: step by step, so that nobody gets through a wall into a later part.

    place : the nearest place along, sought only near the last one. best : how far they came inside the walls. off : distance from the
    middle at ``place``. inside : whether that is within the walls.
    """

    place: float = 0.0
    best: float = 0.0
    off: float = 0.0
    inside: bool = True

    def after(self, course: Course, dot: Point, half_width: float, window: float) -> Walk:
        """After one more sample. window : how far from the last place along the next one may be, and how far ahead of ``best``.

        Whoever is outside may also come back in where they had got to: else a place that slid along a wall could not be left again.
        """
        place, off = course.nearest(dot, self.place - window, min(self.place, self.best) + window)
        if off > half_width and self.best > self.place + window:
            again, again_off = course.nearest(dot, self.best - window, self.best + window)
            if again_off < off:
                place, off = again, again_off
        inside = off <= half_width
        return Walk(place, max(self.best, place) if inside else self.best, off, inside)


def corners(points: Sequence[Point], least_cos: float = 0.87) -> tuple[int, ...]:
    """Numbers of the points at which the line turns by more than about 30°; neither end is one."""
    found = []
    for i in range(1, len(points) - 1):
        (ap, ar), (bp, br), (cp, cr) = points[i - 1 : i + 2]
        p, r, q, s = bp - ap, br - ar, cp - bp, cr - br
        if p * q + r * s < least_cos * sqrt((p * p + r * r) * (q * q + s * s)):
            found.append(i)
    return tuple(found)
