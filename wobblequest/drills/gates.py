"""Where the gates of a dish stand for one person, and when a ball has gone through one."""

from __future__ import annotations

from typing import NamedTuple

from wobblequest.core.arena import SAFE_TARGET_DEG, Point, toward
from wobblequest.core.reach import DIRECTIONS_DEG, Reach

LEAST_RIM_DEG = 10.0
"""So much is seen to each side of the middle, however short the reach."""
CLEAR_OF_RIM_DEG = 0.5
LEAST_OUT_DEG = 4.0
"""Nearer to the middle the gates of different directions stand in each other's way."""


class Opening(NamedTuple):
    """A gate: its middle, the way through it (a unit vector of pitch and roll), and the half of its width in degrees."""

    at: Point
    through: Point
    half_deg: float

    @property
    def posts(self) -> tuple[Point, Point]:
        """The two posts, left and right of whoever goes through."""
        (p, r), (tp, tr), half = self
        return Point(p + half * tr, r - half * tp), Point(p - half * tr, r + half * tp)

    def off(self, point: Point) -> tuple[float, float]:
        """How far a point is beyond the line of the posts, and how far to the right of the middle (degrees)."""
        p, r = point.pitch_deg - self.at.pitch_deg, point.roll_deg - self.at.roll_deg
        tp, tr = self.through
        return p * tp + r * tr, r * tp - p * tr

    def passed(self, before: Point, now: Point) -> bool:
        """Whether the straight way from one point to the other leads between the posts, in whichever direction."""
        beyond, aside = self.off(before)
        beyond_now, aside_now = self.off(now)
        if (beyond < 0) == (beyond_now < 0):
            return False
        share = beyond / (beyond - beyond_now)
        return abs(aside + share * (aside_now - aside)) <= self.half_deg


class Course(NamedTuple):
    """distances : of the gates from the middle in the eight directions, in degrees. rim_deg : of the dish.

    lift : so many times farther than in a usual dish the ball goes for each degree of tilt, so that half of the reach is enough.
    notes : sentences on what had to be fitted to the person.
    """

    distances: tuple[float, ...]
    rim_deg: float
    lift: float
    notes: tuple[str, ...]

    def opening(self, direction_deg: float, before: Point, half_deg: float) -> Opening:
        """The gate in one of the eight directions, across the way from where the gate before it stands."""
        at = toward(direction_deg, self.distances[DIRECTIONS_DEG.index(direction_deg)])
        way = at.distance_to(before)
        through = Point((at.pitch_deg - before.pitch_deg) / way, (at.roll_deg - before.roll_deg) / way)
        return Opening(at, through, half_deg)


FAR_PER_TILT = 2.0
"""In a usual dish a tilt that is held brings the ball to rest twice as far out: half of the tilt is enough."""


def course_of(reach: Reach, half_deg: float, *, distance_pct: float | None, distance_deg: float | None) -> Course:
    """The gates' places at a distance in degrees, or in per cent of the person's reach. One of the two is given.

    All posts stand within the rim, which can be seen whole; no gate stands nearer than ``LEAST_OUT_DEG``.
    """
    leans = [reach.at(a) for a in DIRECTIONS_DEG]
    rim = min(SAFE_TARGET_DEG, max(LEAST_RIM_DEG, min(leans[::2])))
    most = rim - CLEAR_OF_RIM_DEG - half_deg
    asked = [distance_deg if distance_deg is not None else (distance_pct or 0.0) / 100.0 * lean for lean in leans]
    distances = tuple(min(max(d, LEAST_OUT_DEG), most) for d in asked)
    notes = []
    if any(d > a for d, a in zip(distances, asked, strict=True)):
        notes.append(f"Some gates stood farther out than asked, at {LEAST_OUT_DEG:g}°: else they would stand in each other's way.")
    if any(d < a for d, a in zip(distances, asked, strict=True)):
        notes.append(f"Some gates stood nearer than asked, at {most:g}°: the dish ends at {rim:g}°.")
    lift = max(1.0, *(d / (0.5 * lean * FAR_PER_TILT) for d, lean in zip(distances, leans, strict=True)))
    if lift > 1.0:
        notes.append(f"The ball rolled {lift:.1f} times as far for each degree as asked: half of the reach was enough for every gate.")
    return Course(distances, rim, lift, tuple(notes))
