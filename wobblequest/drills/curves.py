"""The ways a target moves along: closed curves, fitted to a person's reach, slow enough and near enough to be safe."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import atan2, cos, degrees, hypot, pi, radians, sin, sqrt
from typing import Literal

from wobblequest.core.arena import Point
from wobblequest.core.reach import Reach

Shape = Literal["line", "circle", "eight", "waves"]

PITCH_WAVES, ROLL_WAVES = (2, 5), (3, 7)
"""Whole waves in one round of ``waves``: no two share a frequency, so that what a person adds can be told apart."""
SPEED = {"line": 1.0, "circle": 1.0, "eight": sqrt(2.0), "waves": 3.6}
"""Most speed of each shape of size 1, in sizes per (round / 2π)."""
_SAMPLES = 720


@dataclass(frozen=True)
class Curve:
    """One round of a shape at full size.

    direction_deg : of a line, or of an eight's long axis. reach : then full size is the person's reach, else 1 degree.
    phases : of the four waves, in rounds.
    """

    shape: Shape
    direction_deg: float
    reach: Reach | None
    phases: tuple[float, ...] = (0.0, 0.0, 0.0, 0.0)

    def at(self, rounds: float) -> Point:
        """The place after a number of rounds (any real number)."""
        a = 2.0 * pi * rounds
        if self.shape == "waves":
            return self._waves(a)
        if self.shape == "circle":
            pitch, roll = cos(a), sin(a)
        else:
            along = sin(a)
            across = sin(2.0 * a) / 2.0 if self.shape == "eight" else 0.0
            c, s = cos(radians(self.direction_deg)), sin(radians(self.direction_deg))
            pitch, roll = along * c - across * s, along * s + across * c
        scale = 1.0 if self.reach is None else self.reach.at(degrees(atan2(roll, pitch)))
        return Point(scale * pitch, scale * roll)

    def _waves(self, a: float) -> Point:
        """Slow waves in pitch and roll, each as fast as the other, never beyond size 1.

        Reach is taken axis by axis here: by direction, a waves' turns near level would make it jump.
        """
        two_pi = 2.0 * pi
        (m, n), (q, r) = PITCH_WAVES, ROLL_WAVES
        f = self.phases
        pitch = (n * sin(m * a + two_pi * f[0]) + m * sin(n * a + two_pi * f[1])) / (m + n) / sqrt(2.0)
        roll = (r * sin(q * a + two_pi * f[2]) + q * sin(r * a + two_pi * f[3])) / (q + r) / sqrt(2.0)
        if self.reach is None:
            return Point(pitch, roll)
        return Point(pitch * self.reach.at(0.0 if pitch > 0 else 180.0), roll * self.reach.at(90.0 if roll > 0 else 270.0))

    @cached_property
    def outline(self) -> tuple[Point, ...]:
        """One round as points, first and last the same place."""
        return tuple(self.at(i / _SAMPLES) for i in range(_SAMPLES + 1))

    @cached_property
    def farthest(self) -> float:
        """Largest distance from level at full size (with a thousandth to spare for what lies between the points)."""
        return 1.001 * max(hypot(*p) for p in self.outline)

    @cached_property
    def fastest(self) -> float:
        """Most degrees per round at full size (with a hundredth to spare)."""
        return 1.01 * _SAMPLES * max(a.distance_to(b) for a, b in pairwise(self.outline))
