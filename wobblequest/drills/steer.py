"""Where to tilt a dish so that the ball goes through a gate: what a person does by eye, as a rule a simulated one can follow.

Proportional and differential control of the ball towards a point on the line through the gate: beyond it once the ball is in line, before
it as long as it is not, and for where the ball will be when the tilt has been brought about. Nothing of it is shown.
"""

from __future__ import annotations

from math import atan2, degrees, hypot

from wobblequest.core.arena import SAFE_TARGET_DEG, Point
from wobblequest.core.reach import Reach
from wobblequest.drills.dish import Ball, Dish
from wobblequest.drills.gates import Opening

MOST_SHARE = 0.6
"""Of the reach: more is never needed."""
STEER_DPS = 15.0
"""Faster than this nobody is asked to tilt."""
FORESEEN_S = 0.3
BEYOND_DEG, ALIGN = 1.5, 0.3
SPRING, DAMP_S = 0.15, 0.1


def tilt_for(ball: Ball, dish: Dish, gate: Opening, reach: Reach) -> Point:
    """The tilt that brings the ball towards and through the gate, at most `MOST_SHARE` of the reach."""
    ahead = Point(ball.pitch_deg + FORESEEN_S * ball.pitch_dps, ball.roll_deg + FORESEEN_S * ball.roll_dps)
    _, aside = gate.off(ahead)
    beyond, _ = gate.off(ball.at)
    way = BEYOND_DEG - ALIGN * max(0.0, abs(aside) - gate.half_deg / 2.0)
    if beyond > 0:
        way = -way
    aim_p, aim_r = gate.at.pitch_deg + way * gate.through.pitch_deg, gate.at.roll_deg + way * gate.through.roll_deg
    per = dish.bowl_per_s2 / dish.pull_per_s2
    pitch = per * (aim_p + SPRING * (aim_p - ahead.pitch_deg) - DAMP_S * ball.pitch_dps)
    roll = per * (aim_r + SPRING * (aim_r - ahead.roll_deg) - DAMP_S * ball.roll_dps)
    far = hypot(pitch, roll)
    most = min(MOST_SHARE * reach.at(degrees(atan2(roll, pitch))), SAFE_TARGET_DEG)
    return Point(pitch, roll) if far <= most else Point(pitch * most / far, roll * most / far)


def moved(tilt: Point, wanted: Point, seconds: float) -> Point:
    """From one tilt towards another, no faster than `STEER_DPS`."""
    way, most = tilt.distance_to(wanted), STEER_DPS * seconds
    if way <= most:
        return wanted
    share = most / way
    return Point(tilt.pitch_deg + share * (wanted.pitch_deg - tilt.pitch_deg), tilt.roll_deg + share * (wanted.roll_deg - tilt.roll_deg))
