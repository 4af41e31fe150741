"""The path of one trial: its shape fitted to a person's reach, safe, and never so small or so narrow that it cannot be followed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, pi, radians, sin

from wobblequest.core.arena import SAFE_TARGET_DEG, Point
from wobblequest.core.chance import Chance
from wobblequest.core.course import Course, corners
from wobblequest.core.reach import Reach
from wobblequest.drills.maze_grid import maze_points
from wobblequest.drills.maze_parameters import LEAST_OUT_DEG, LEAST_WIDTH_DEG, MazeParameters

MOST_OF_CELL = 0.8
"""The widest corridor, as a share of the distance between neighbouring stretches: what is left is the wall between them."""
WINDOW_CELLS = {"line": 0.0, "curve": 0.0, "corridor": 1.0, "maze": 1.5}
WINDOW_DEG = 3.0
"""How far along the path the nearest place is sought: far enough for a corner that is cut within the corridor; in a maze too little to
reach through a wall, except at a wall's very end."""
FEWER = (52, 26)
"""What a maze has instead, where there is no room for all its points."""
CURVE_STRETCHES = 18
CURVE_BOW = 0.18
CORRIDOR = ((0.0, 0.0), (0.45, 0.0), (0.45, 0.62), (0.9, 0.62))
"""Along and across, + to the right: out, right, out. What it measures in all is scaled to the distance out."""
CORRIDOR_CELL = 0.62
WIDEST_OF_OUT = 1.5
"""The widest corridor of a path that runs nowhere beside itself, as a share of how far out it goes: wider, it is no path any more."""
ROUNDING_DEG = 0.05


@dataclass(frozen=True, slots=True)
class Layout:
    """A path in degrees of tilt, from level outwards, as it lies at the beginning.

    out : from the start to the end; `Course.back` leads home. turns : how far along its corners and its end lie, by way out and way back.
    points : along of what is counted as points, likewise; none but in a maze. window : how far along the nearest place is sought.
    widest_deg : the widest corridor that does not run together. farthest_deg : from level. notes : on what was limited.
    """

    out: Course
    turns: tuple[tuple[float, ...], tuple[float, ...]]
    points: tuple[tuple[float, ...], tuple[float, ...]]
    window: float
    widest_deg: float
    farthest_deg: float
    notes: tuple[str, ...]

    def way(self, leg: int) -> Course:
        """The course of a leg: 0 out, 1 back, 2 out again …"""
        return self.out.back if leg % 2 else self.out

    @property
    def least_scale(self) -> float:
        """Smaller than this the narrowest corridor would run together, or the path be too small."""
        return max(LEAST_WIDTH_DEG / self.widest_deg, min(1.0, LEAST_OUT_DEG / self.farthest_deg))

    @property
    def most_scale(self) -> float:
        """Larger than this it would not be safe."""
        return max(1.0, SAFE_TARGET_DEG / self.farthest_deg)


def lay(p: MazeParameters, reach: Reach, chance: Chance) -> Layout:
    """The path of a trial. Nothing of it lies beyond what is asked, or beyond `SAFE_TARGET_DEG`; what had to be limited is in its notes."""

    def asked(direction_deg: float) -> float:
        return p.distance_deg if p.distance_deg is not None else (p.distance_pct or 0.0) / 100.0 * reach.at(direction_deg)

    def out(direction_deg: float) -> float:
        return min(max(asked(direction_deg), LEAST_OUT_DEG), SAFE_TARGET_DEG)

    notes: tuple[str, ...] = ()
    if p.path == "maze":
        points, cell_deg, notes = _maze(p.points or 0, out, chance)
    else:
        points = _fitted(_outline(p), p.direction_deg, out)
        out_deg = hypot(*points[-1])
        cell_deg = CORRIDOR_CELL * out_deg / hypot(*CORRIDOR[-1]) if p.path == "corridor" else WIDEST_OF_OUT * out_deg / MOST_OF_CELL
    course = Course(points)
    widest_deg = max(MOST_OF_CELL * cell_deg, LEAST_WIDTH_DEG)
    if p.width_deg > widest_deg + ROUNDING_DEG:
        notes = (*notes, f"The corridor was {widest_deg:.1f}° wide instead of {p.width_deg:g}°: wider, its stretches would run together.")
    return Layout(
        out=course, turns=_both_ways(course, corners(points)),
        points=_both_ways(course, range(1, len(points) - 1)) if p.path == "maze" else ((), ()),
        window=WINDOW_CELLS[p.path] * cell_deg or WINDOW_DEG, widest_deg=widest_deg,
        farthest_deg=max(hypot(*point) for point in points), notes=(*notes, *_limits(points, asked)),
    )


def _maze(points: int, out: Callable[[float], float], chance: Chance) -> tuple[tuple[Point, ...], float, tuple[str, ...]]:
    """(points, cell, notes): the maze asked for, or the largest for which this reach has room."""
    n = points
    found, cell_deg = maze_points(n // 2, out, chance)
    for fewer in FEWER:
        if n > fewer and MOST_OF_CELL * cell_deg < LEAST_WIDTH_DEG - ROUNDING_DEG:
            n = fewer
            found, cell_deg = maze_points(n // 2, out, chance)
    return found, cell_deg, () if n == points else (f"The maze had {n} points instead of {points}: there was no room for more.",)


def _outline(p: MazeParameters) -> Sequence[tuple[float, float]]:
    """Along and across, in shares of the distance out."""
    if p.path == "line":
        return ((0.0, 0.0), (1.0, 0.0))
    if p.path == "corridor":
        return CORRIDOR
    shares = [k / CURVE_STRETCHES for k in range(CURVE_STRETCHES + 1)]
    return [(share, CURVE_BOW * sin(2.0 * pi * share)) for share in shares]


def _fitted(outline: Sequence[tuple[float, float]], direction_deg: float, out: Callable[[float], float]) -> tuple[Point, ...]:
    """The outline turned into its direction, as large as each of its points may be far out."""
    c, s = cos(radians(direction_deg)), sin(radians(direction_deg))
    turned = [Point(c * along - s * across, s * along + c * across) for along, across in outline]
    scale = min(out(_direction(point)) / hypot(*point) for point in turned[1:] if hypot(*point) > 0)
    return tuple(Point(scale * point.pitch_deg, scale * point.roll_deg) for point in turned)


def _direction(point: Point) -> float:
    return degrees(atan2(point.roll_deg, point.pitch_deg))


def _both_ways(course: Course, numbers: Sequence[int]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """How far along these points lie on the way out and on the way back, and the end of each."""
    marks = [course.along[i] for i in numbers]
    return (*marks, course.length), (*(course.length - mark for mark in reversed(marks)), course.length)


def _limits(points: Sequence[Point], asked: Callable[[float], float]) -> tuple[str, ...]:
    """Sentences on where the path lies nearer or farther out than asked."""
    far = [(hypot(*point), asked(_direction(point))) for point in points[1:]]
    farther = [wanted for lies, wanted in far if lies > wanted + ROUNDING_DEG]
    most = max(wanted for _, wanted in far)
    notes = []
    if most > SAFE_TARGET_DEG + ROUNDING_DEG and max(lies for lies, _ in far) > 0.9 * SAFE_TARGET_DEG:
        notes.append(f"The path kept within {SAFE_TARGET_DEG:g}° instead of {most:.1f}°: no target lies farther out.")
    if farther:
        notes.append(f"Where {min(farther):.1f}° was asked the path went up to {LEAST_OUT_DEG:g}° out: else there was no room for it.")
    return tuple(notes)
