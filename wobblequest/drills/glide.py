"""A glide: a number on its way from one value to another at a steady pace, so that a change makes nothing jump."""

from __future__ import annotations

from math import copysign
from typing import NamedTuple


class Glide(NamedTuple):
    """From ``start`` at trial time ``since_s`` to ``end`` at ``rate_per_s``."""

    start: float
    end: float
    since_s: float = 0.0
    rate_per_s: float = 1.0

    def at(self, t_s: float) -> float:
        way = self.end - self.start
        moved = self.rate_per_s * (t_s - self.since_s)
        return self.end if moved >= abs(way) else self.start + copysign(moved, way)

    def towards(self, end: float, t_s: float) -> Glide:
        """From where it is at ``t_s`` to a new end."""
        return Glide(self.at(t_s), end, t_s, self.rate_per_s)


def still(value: float, rate_per_s: float = 1.0) -> Glide:
    return Glide(value, value, 0.0, rate_per_s)
