"""How far out a level asks anybody to go: found by playing what is left of it with somebody who is always where they should be.

All that is random was drawn at the beginning, so such a player sees just the targets that the person will see. Where what happens
depends on how well somebody balances (a ball that rolls) it is only near to that.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from wobblequest.core.arena import CENTRE, Point
from wobblequest.core.samples import Tilt
from wobblequest.drills.drill import Drill, DrillState
from wobblequest.drills.view import Band, Box, Gate, Ring, Shape, Spot, Token, Way

STEP_S = 0.1
LONGEST_S = 360.0
"""More than any drill takes, with its rests."""


class Extent(NamedTuple):
    """How far from level something reaches, in degrees, forward, right, back and left; none is negative."""

    up: float = 0.0
    right: float = 0.0
    down: float = 0.0
    left: float = 0.0

    def with_circle(self, at: Point, pitch_deg: float, roll_deg: float) -> Extent:
        """With what lies about a point, so far to each side of it."""
        return Extent(
            max(self.up, at.pitch_deg + pitch_deg), max(self.right, at.roll_deg + roll_deg),
            max(self.down, pitch_deg - at.pitch_deg), max(self.left, roll_deg - at.roll_deg),
        )


def asked_extent(drill: Drill[Any, Any], state: DrillState) -> Extent:
    """The extent of all that is shown from this state to the end of the drill."""
    out, t_s = Extent(), state.t_s
    end_s = t_s + LONGEST_S
    while True:
        for shape in drill.view(state, t_s).shapes:
            out = with_shape(out, shape)
        if state.finished or t_s >= end_s:
            return out
        target = drill.target(state, t_s)
        at = CENTRE if target is None else target.at
        t_s += STEP_S
        state = drill.step(state, Tilt(t_s, *at))


def with_shape(extent: Extent, shape: Shape) -> Extent:
    """The extent with a shape in it. Words and signs lie beside the arena."""
    match shape:
        case Ring(at, radius_deg) | Spot(at, radius_deg) | Token(at, radius_deg):
            return extent.with_circle(at, radius_deg, radius_deg)
        case Box(at, half_pitch_deg, half_roll_deg):
            return extent.with_circle(at, half_pitch_deg, half_roll_deg)
        case Way(points):
            return _with_points(extent, points, 0.0)
        case Band(points, width_deg):
            return _with_points(extent, points, width_deg / 2)
        case Gate(left, right):
            return _with_points(extent, (left, right), 0.0)
    return extent


def _with_points(extent: Extent, points: tuple[Point, ...], half_deg: float) -> Extent:
    for point in points:
        extent = extent.with_circle(point, half_deg, half_deg)
    return extent
