"""How far and how fast a person leans: excursions and velocity of the limits-of-stability test, and the area they span."""

from __future__ import annotations

from collections.abc import Callable
from math import atan2, cos, pi, sin

import numpy as np

from wobblequest.core.motion import Array
from wobblequest.scoring.measure_info import MeasureInfo, Rule, Undefined
from wobblequest.scoring.movement import Reaches, Way

_LOS = "Limits-of-stability test, terms of Clark, Rose & Fujimoto 1997, Arch Phys Med Rehabil 78:1078"
_OWN = "WobbleQuest"
_SIDEWAYS = sin(pi / 8)
"""A target counts as one to a side where it lies within 67.5° of it."""


def max_excursion_pct(reaches: Reaches) -> float:
    return reaches.mean(lambda way: 100.0 * float(way.s_deg[way.cue :].max()) / way.distance_deg)


def endpoint_excursion_pct(reaches: Reaches) -> float:
    return reaches.mean(lambda way: 100.0 * float(way.s_deg[way.first_movement()[1]]) / way.distance_deg)


def movement_velocity(reaches: Reaches) -> float:
    return reaches.mean(_velocity_dps)


def _velocity_dps(way: Way) -> float:
    """Between 5 % and 95 % of the way to the first end point, both crossings interpolated."""
    _, stop = way.first_movement()
    t, s = way.t_s[way.cue : stop + 1], way.s_deg[way.cue : stop + 1]
    low, high = 0.05 * s[-1], 0.95 * s[-1]
    if not s[-1] > 0:
        raise Undefined("the first movement ended behind its start")
    short = np.flatnonzero(s <= low)
    a = int(short[-1]) if short.size else 0
    b = a + int(np.flatnonzero(s[a:] >= high)[0])
    from_s = t[a] if not short.size else _crossing(t, s, a, low)
    to_s = _crossing(t, s, b - 1, high) if b > a else t[a]
    if not to_s > from_s:
        raise Undefined("the movement was too short to have a speed")
    return float((high - (low if short.size else s[0])) / (to_s - from_s))


def _crossing(t: Array, s: Array, i: int, level: float) -> float:
    """The time between samples i and i + 1 at which s reaches the level."""
    return float(t[i] + (level - s[i]) / (s[i + 1] - s[i]) * (t[i + 1] - t[i]))


def reach_area(reaches: Reaches) -> float:
    corners = _corners(reaches)
    bearings = sorted(corners)
    gaps = [(b - a) % (2 * pi) for a, b in zip(bearings, bearings[1:] + bearings[:1], strict=True)]
    if len(bearings) < 3 or max(gaps) >= pi:
        raise Undefined("an area needs targets in at least three directions all around")
    leans = [corners[bearing] for bearing in bearings]
    return float(sum(0.5 * a * b * sin(gap) for a, b, gap in zip(leans, leans[1:] + leans[:1], gaps, strict=True)))


def reach_symmetry_pct(reaches: Reaches) -> float:
    return _symmetry(reaches, sin, "right", "left")


def reach_symmetry_front_back_pct(reaches: Reaches) -> float:
    return _symmetry(reaches, cos, "front", "back")


def _symmetry(reaches: Reaches, part: Callable[[float], float], one: str, other: str) -> float:
    corners = _corners(reaches)
    sides = []
    for sign, name in ((1, one), (-1, other)):
        leans = [lean * sign * part(bearing) for bearing, lean in corners.items() if sign * part(bearing) > _SIDEWAYS]
        if not leans:
            raise Undefined(f"there was no target to the {name} that could be followed")
        sides.append(max(leans))
    total = sides[0] + sides[1]
    if total <= 0:
        raise Undefined("there was no lean to either side")
    return 100.0 * (sides[0] - sides[1]) / total


def _corners(reaches: Reaches) -> dict[float, float]:
    """Farthest lean from level (deg, never below 0) by the bearing of the target from level (rad)."""
    corners: dict[float, float] = {}
    for way in reaches.ways:
        at = way.attempt.target
        if np.hypot(*at) > way.attempt.radius_deg:
            bearing = round(atan2(at.roll_deg, at.pitch_deg) % (2 * pi), 6) % round(2 * pi, 6)
            corners[bearing] = max(corners.get(bearing, 0.0), way.lean_deg)
    if not corners:
        raise Undefined("no attempt away from level could be followed" if reaches.attempts else "there was no attempt")
    return corners


RULES: tuple[Rule[Reaches], ...] = (
    Rule(MeasureInfo(
        "max_excursion_pct", "%", "higher",
        "Farthest way towards the target in per cent of its distance; mean over attempts.", _LOS,
        "headline",
    ), max_excursion_pct),
    Rule(MeasureInfo(
        "endpoint_excursion_pct", "%", "higher",
        "Way covered by the first movement in per cent of the target's distance; mean over attempts.", _LOS,
    ), endpoint_excursion_pct),
    Rule(MeasureInfo(
        "movement_velocity", "deg/s", "higher",
        "Mean speed towards the target between 5 % and 95 % of the way to the end of the first movement; mean over attempts.", _LOS,
    ), movement_velocity),
)

SPAN: tuple[Rule[Reaches], ...] = (
    Rule(MeasureInfo(
        "reach_area", "deg²", "higher", "Area of the polygon through the farthest leans in the targets' directions.", _OWN,
    ), reach_area),
    Rule(MeasureInfo(
        "reach_symmetry_pct", "%", "none",
        "(R - L) / (R + L) of the farthest leans to the right and left: 0 is even, + more to the right.", _OWN,
    ), reach_symmetry_pct),
    Rule(MeasureInfo(
        "reach_symmetry_front_back_pct", "%", "none",
        "(F - B) / (F + B) of the farthest leans to the front and back: 0 is even, + more to the front.", _OWN,
    ), reach_symmetry_front_back_pct),
)
