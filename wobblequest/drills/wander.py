"""A wandering place: a sum of slow sines that share no period, so that nothing of it comes again, and how it is gone along in time.

Tracking research uses such sums for ways that cannot be foreseen (McRuer & Jex 1967, IEEE Trans Hum Factors Electron HFE-8:231). There
they are fast enough to take a measure of the hand; here the quickest wave is as slow as a body on a board can still follow.
"""

from __future__ import annotations

from math import atan2, degrees, hypot, log, pi, sin, sqrt, tanh
from typing import NamedTuple

from wobblequest.core.arena import Point
from wobblequest.core.chance import Chance
from wobblequest.core.reach import Reach
from wobblequest.drills.glide import Glide, still
from wobblequest.drills.limits import MOST_SPEED_DPS

PITCH_WAVES, ROLL_WAVES = (1.0, sqrt(5.0), sqrt(13.0)), (sqrt(2.0), sqrt(7.0), sqrt(15.0))
"""Waves in one turn. No two have a common period, and none is in both axes, so that what a person adds can be told apart."""
MOST_WAVE_HZ = 0.5
"""Of the quickest wave: a quicker one is shaken, not followed."""
GLIDE_DPS = 0.5
"""A change of the size in play goes this slowly at most."""
_OUT = 1.0 / sqrt(2.0)
"""Each axis goes so far, so that both together never go beyond 1."""
_EDGE = 64


def _shares(waves: tuple[float, ...]) -> tuple[float, ...]:
    """Of each wave in its axis: a wave that is twice as quick goes half as far, and adds as much to the speed."""
    whole = sum(1.0 / wave for wave in waves)
    return tuple(_OUT / wave / whole for wave in waves)


_PITCH, _ROLL = (tuple(zip(waves, _shares(waves), strict=True)) for waves in (PITCH_WAVES, ROLL_WAVES))
PITCH_SPEED, ROLL_SPEED = (2.0 * pi * sum(wave * share for wave, share in axis) for axis in (_PITCH, _ROLL))
"""The most that each axis moves, in sizes a turn: all its waves rising at once."""
MOST_TURNS_HZ = MOST_WAVE_HZ / max(PITCH_WAVES + ROLL_WAVES)


class Wander(NamedTuple):
    """Where the place is after any number of turns, at scale 1.

    phases : of the six waves, in rounds. middle, half : between which ends pitch and roll go to and fro; nothing lies beyond the ellipse
    with these half axes.
    """

    phases: tuple[float, ...]
    middle: Point
    half: Point

    def at(self, turns: float) -> Point:
        p, r = (
            sum(share * sin(2.0 * pi * (wave * turns + phase)) for (wave, share), phase in zip(axis, phases, strict=True))
            for axis, phases in ((_PITCH, self.phases[:3]), (_ROLL, self.phases[3:]))
        )
        return Point(self.middle.pitch_deg + self.half.pitch_deg * p, self.middle.roll_deg + self.half.roll_deg * r)

    @property
    def fastest(self) -> float:
        """Degrees a turn, never exceeded."""
        return hypot(self.half.pitch_deg * PITCH_SPEED, self.half.roll_deg * ROLL_SPEED)

    @property
    def farthest(self) -> float:
        """Degrees from level, never exceeded."""
        return hypot(abs(self.middle.pitch_deg) + _OUT * self.half.pitch_deg, abs(self.middle.roll_deg) + _OUT * self.half.roll_deg)


def wander_of(chance: Chance, reach: Reach | None) -> Wander:
    """A wander that at scale 1 goes no farther than the person's reach in any direction; without a reach than 1°.

    It goes to and fro between the reaches of each axis about what lies midway between them, and is as much smaller as it must be for
    directions between the axes in which the person leans less far.
    """
    phases = tuple(chance.uniform(0.0, 1.0) for _ in range(6))
    if reach is None:
        return Wander(phases, Point(0.0, 0.0), Point(1.0, 1.0))
    front, right, back, left = (reach.at(90.0 * i) for i in range(4))
    middle, half = Point((front - back) / 2.0, (right - left) / 2.0), Point((front + back) / 2.0, (right + left) / 2.0)
    k = min(1.0, *(reach.at(degrees(atan2(roll, pitch))) / hypot(pitch, roll) for pitch, roll in _edge(middle, half)))
    return Wander(phases, Point(k * middle.pitch_deg, k * middle.roll_deg), Point(k * half.pitch_deg, k * half.roll_deg))


def _edge(middle: Point, half: Point) -> list[Point]:
    """Points along the sides of the rectangle in which the place stays."""
    out = []
    for i in range(-_EDGE, _EDGE + 1):
        for pitch, roll in ((i / _EDGE, 1.0), (i / _EDGE, -1.0), (1.0, i / _EDGE), (-1.0, i / _EDGE)):
            out.append(Point(middle.pitch_deg + _OUT * half.pitch_deg * pitch, middle.roll_deg + _OUT * half.roll_deg * roll))
    return [p for p in out if hypot(*p) > 0.0]


class Course(NamedTuple):
    """How a wander is gone along: where one is at any trial time, so that neither a sample's time nor a change moves what was before.

    It begins in the middle, at rest. With e(t) = tanh²(t / ``ease_s``) the place is e · scale · wander, and turns go on e times as fast:
    the speed is then (1 − e²) · extent / ``ease_s`` + e² · ``speed_dps`` at most, and with an ease as long as extent / speed it never is
    more than that speed. Eased time is the integral of e; scale and turns are functions of it, in closed form.

    scale : over eased time. turns : at eased time ``from_s``, when what holds now began. speed_dps : never exceeded.
    """

    wander: Wander
    ease_s: float
    scale: Glide
    speed_dps: float
    turns: float = 0.0
    from_s: float = 0.0

    def at(self, t_s: float) -> Point:
        t = max(t_s, 0.0)
        gone = self.eased_s(t)
        size = tanh(t / self.ease_s) ** 2 * self.scale.at(gone)
        pitch, roll = self.wander.at(self.turned(gone))
        return Point(size * pitch, size * roll)

    def eased_s(self, t_s: float) -> float:
        return t_s - self.ease_s * tanh(t_s / self.ease_s)

    def turned(self, eased_s: float) -> float:
        """Turns gone: while the size glides they go the slower the larger it is, so that the speed stays the same."""
        begin, end = self.scale.at(self.from_s), self.scale.end
        gliding_s = min(eased_s - self.from_s, abs(end - begin) / self.scale.rate_per_s)
        turns = self.turns
        if begin != end:
            slope = self.scale.rate_per_s if end > begin else -self.scale.rate_per_s
            most_dps = min(self.speed_dps, MOST_SPEED_DPS - GLIDE_DPS, self.limit_dps(min(begin, end)))
            turns += most_dps / self.wander.fastest * log(1.0 + slope * gliding_s / begin) / slope
        rest_s = eased_s - self.from_s - gliding_s
        return turns + rest_s * min(self.speed_dps, self.limit_dps(end)) / (self.wander.fastest * end)

    def limit_dps(self, scale: float) -> float:
        """As fast as a wander of a scale can be without waves that are too quick."""
        return MOST_TURNS_HZ * self.wander.fastest * scale

    def changed(self, t_s: float, *, scale: float | None = None, speed_dps: float | None = None) -> Course:
        """From trial time ``t_s`` on towards another scale, or at another speed; the place goes on from where it is."""
        now = self.eased_s(max(t_s, 0.0))
        glide = self.scale if scale is None else self.scale.towards(scale, now)
        return self._replace(scale=glide, speed_dps=speed_dps or self.speed_dps, turns=self.turned(now), from_s=now)


def course_of(wander: Wander, scale: float, speed_dps: float) -> Course:
    """A course from the middle."""
    course = Course(wander, 1.0, still(scale, GLIDE_DPS / wander.farthest), speed_dps)
    return course._replace(ease_s=scale * wander.farthest / min(speed_dps, course.limit_dps(scale)))
