"""The play picture: from degrees of tilt to pixels, the still ground, a drill's shapes, and the person's dot.

A ring's inner edge lies one dot's radius outside the target's own: the dot is on target exactly while all of it is inside the ring.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from math import ceil, cos, hypot, radians

import pygame

from wobblequest.core.arena import Point, toward
from wobblequest.core.reach import DIRECTIONS_DEG, Reach
from wobblequest.draw import coverage
from wobblequest.draw.coverage import XY, Pen
from wobblequest.draw.kit import Box, Kit
from wobblequest.draw.metrics import INSTRUCTION_ARCMIN, Metrics
from wobblequest.draw.sprites import subpixel
from wobblequest.draw.theme import Colour, Theme
from wobblequest.drills.view import Ring, Role, Shape, Spot, Way

SIDES, BOTTOM = (0.09, 0.91), 0.98
"""Where the arena begins and ends across the canvas, progress standing at its left, and where it ends below (shares)."""
UNDER_ONE_LINE, UNDER_TWO_LINES = 0.165, 0.245
"""Where it begins, below a sentence of one line, or of two."""
LINE_WIDTH = 22.0
"""A line of 34 bold letters is so many capitals' heights wide."""
DEFAULT_EXTENT_DEG = 12.0
LEAST_SIDE_DEG = 10.0
"""So much is shown to each side at least: a circle never lies nearer than its own size, however short the reach."""
BEYOND = 1.05
"""So much more than the reach: a circle near its end lies partly beyond it."""
TRAIL_DOTS = 9
DONE_DEG = 0.9
"""The tick at a circle that was reached, in degrees of view."""
RING_SUBPIXELS = 2
"""Rings are large: four pictures of one, not sixteen, so that they are soon all there and a new target costs no time."""


@dataclass(frozen=True, slots=True)
class Field:
    """How the arena lies on the canvas: its centre (px), and pixels a degree. right = +roll, up = +pitch."""

    centre: XY
    px_per_deg: float
    radius_px: float

    def place(self, point: Point) -> XY:
        return self.centre[0] + point.roll_deg * self.px_per_deg, self.centre[1] - point.pitch_deg * self.px_per_deg


def one_line(metrics: Metrics) -> bool:
    """Whether an instruction of full size stands in one line here, so that the arena can begin higher up."""
    return metrics.capital_px(INSTRUCTION_ARCMIN) * LINE_WIDTH <= metrics.width_px


def area(metrics: Metrics) -> Box:
    """Where the arena lies on the canvas (shares): all that the sentence above and the progress at the left leave."""
    top = UNDER_ONE_LINE if one_line(metrics) else UNDER_TWO_LINES
    return SIDES[0], top, SIDES[1] - SIDES[0], BOTTOM - top


def field(metrics: Metrics, reach: Reach | None, extent_deg: float | None) -> Field:
    """The field in which the extent fits, or the person's reach with a ring at its end; level lies where both fit best."""
    share = area(metrics)
    left, top = share[0] * metrics.width_px, share[1] * metrics.height_px
    width, height = share[2] * metrics.width_px, share[3] * metrics.height_px
    if reach is None or extent_deg is not None:
        radius = min(width, height) / 2
        return Field((left + width / 2, top + height / 2), radius / (extent_deg or DEFAULT_EXTENT_DEG), radius)
    room = metrics.cursor_radius_px + 3 * metrics.line_px
    up, right, down, aside = (_side(reach, a) for a in (0, 90, 180, 270))
    scale = min((height - 2 * room) / (up + down), (width / 2 - room) / max(right, aside))
    centre = (left + width / 2, top + height / 2 + (up - down) / 2 * scale)
    return Field(centre, scale, min(centre[1] - top, top + height - centre[1]))


def _side(reach: Reach, direction_deg: float) -> float:
    """How far the arena is shown to one side, in degrees."""
    most = max(d * cos(radians(a - direction_deg)) for a, d in zip(DIRECTIONS_DEG, reach.degrees, strict=True))
    return max(BEYOND * most, LEAST_SIDE_DEG)


@lru_cache(maxsize=4)
def held(theme: Theme) -> Theme:
    """The theme with all its signals greyed: what is shown is old."""
    return replace(theme, name=f"{theme.name}-held", me=theme.quiet, me_light=theme.mark, goal=theme.mark, done=theme.mark, text=theme.soft)


def ground(plain: pygame.Surface, theme: Theme, metrics: Metrics, at: Field, reach: Reach | None) -> pygame.Surface:
    """The still ground: quiet rings, the horizon and the vertical, the person's reach dotted, upon a plain background."""
    out = plain.copy()
    cx, cy = at.centre
    r = at.radius_px
    line = metrics.line_px
    n = 2 * ceil(r * 1.04)
    middle = (n / 2, n / 2)
    quarters = (1.0, 0.75, 0.5, 0.25)
    layers: list[coverage.Layer] = [(coverage.disc((n, n), middle, r * q), theme.ground, theme.ground_opacity) for q in quarters]
    rings = coverage.surface(layers)
    out.blit(rings, (round(cx - n / 2), round(cy - n / 2)))
    _, top, _, height = area(metrics)
    upright = height * metrics.height_px
    for w, h, x, y in ((r * 2.5, line, cx - r * 1.25, cy - line / 2), (line, upright, cx - line / 2, top * metrics.height_px)):
        bar = coverage.surface([(coverage.rounded((ceil(w), ceil(h)), (0, 0, w, h), line / 2), theme.quiet, 1.0)])
        out.blit(bar, (round(x), round(y)))
    if reach is not None:
        dot = coverage.surface([(coverage.disc((ceil(line) + 2,) * 2, ((ceil(line) + 2) / 2,) * 2, line / 2), theme.mark, 1.0)])
        for x, y in _dotted([at.place(toward(a, reach.at(a))) for a in range(0, 360, 2)], line * 2.6):
            out.blit(dot, (round(x - dot.get_width() / 2), round(y - dot.get_height() / 2)))
    return out


def _dotted(points: Sequence[XY], pitch: float) -> list[XY]:
    """Places evenly along a closed line, about ``pitch`` apart."""
    closed = [*points, points[0]]
    lengths = [hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(closed)]
    total = sum(lengths)
    count = max(8, round(total / pitch))
    out: list[XY] = []
    i, begun = 0, 0.0
    for k in range(count):
        want = total * k / count
        while i < len(lengths) - 1 and begun + lengths[i] < want:
            begun += lengths[i]
            i += 1
        s = (want - begun) / lengths[i] if lengths[i] else 0.0
        out.append((closed[i][0] + (closed[i + 1][0] - closed[i][0]) * s, closed[i][1] + (closed[i + 1][1] - closed[i][1]) * s))
    return out


def shapes(kit: Kit, at: Field, drawn: Sequence[Shape], theme: Theme) -> None:
    """A drill's shapes by role: ways lowest, then spots, then rings."""
    for kind in (Way, Spot, Ring):
        for shape in drawn:
            if isinstance(shape, kind):
                if isinstance(shape, Way):
                    _way(kit, at, shape, theme)
                elif isinstance(shape, Spot):
                    _spot(kit, at, shape, theme)
                else:
                    _ring(kit, at, shape, theme)


def colour_of(role: Role, theme: Theme) -> Colour:
    return {"goal": theme.goal, "soft": theme.mark, "done": theme.done, "caution": theme.caution, "quiet": theme.quiet}[role]


def _ring(kit: Kit, at: Field, shape: Ring, theme: Theme) -> None:
    m = kit.metrics
    x, y, off = subpixel(*at.place(shape.at), parts=RING_SUBPIXELS)
    inner = shape.radius_deg * at.px_per_deg + m.cursor_radius_px
    if shape.role in ("soft", "quiet", "done"):
        colour = theme.mark if shape.role == "done" else colour_of(shape.role, theme)
        kit.painter.centred(kit.sprites.ring(inner, inner + m.line_px, colour, off=off), x, y)
        if shape.role == "done":
            # at its side, away from the middle: in it the person's own dot would hide the tick
            aside = inner if x >= at.centre[0] else -inner
            kit.painter.centred(kit.sprites.tick(m.px(DONE_DEG), theme.done, on=theme.panel), x + aside, y)
        return
    outer = max(inner + m.line_px * 1.15, m.target_radius_px)
    colour = colour_of(shape.role, theme)
    edge = theme.caution_edge if shape.role == "caution" else theme.outer
    kit.painter.centred(kit.sprites.ring(inner, outer, colour, edge=edge, wash=0.16 if shape.role == "goal" else 0.0, off=off), x, y)
    if shape.role == "caution":
        kit.painter.centred(kit.sprites.warning(m.cursor_radius_px * 1.7, theme), x, y)
    if shape.fill > 0:
        begin = outer + m.line_px * 0.55
        arc = kit.sprites.arc(begin, begin + m.line_px, shape.fill, theme.done)
        if arc is not None:
            kit.painter.centred(arc, x, y)


def _spot(kit: Kit, at: Field, shape: Spot, theme: Theme) -> None:
    m = kit.metrics
    x, y, off = subpixel(*at.place(shape.at))
    radius = max(shape.radius_deg * at.px_per_deg, m.line_px)
    if shape.role == "caution":
        kit.painter.centred(kit.sprites.warning(max(2.2 * radius, m.cursor_radius_px * 1.6), theme), x, y)
    elif shape.role == "done":
        size = max(2 * radius, m.cursor_radius_px)
        kit.painter.centred(kit.sprites.tick(size, theme.goal_text, on=theme.goal), x, y)
    else:
        opacity = 0.55 if shape.role == "soft" else 1.0
        kit.painter.centred(kit.sprites.disc(radius, colour_of(shape.role, theme), opacity=opacity, off=off), x, y)


def _way(kit: Kit, at: Field, shape: Way, theme: Theme) -> None:
    if len(shape.points) < 2:
        return
    places = [at.place(p) for p in shape.points]
    width = kit.metrics.line_px * (1.4 if shape.role == "goal" else 1.0)
    if shape.role == "caution":
        edge, left, top = line(kit, ("edge", shape.points, shape.closed), places, width * 1.7, theme.caution_edge, closed=shape.closed)
        kit.painter.put(edge, left, top)
    picture, left, top = line(kit, ("way", shape.points, shape.closed), places, width, colour_of(shape.role, theme), closed=shape.closed)
    kit.painter.put(picture, left, top)


def line(kit: Kit, key: object, places: Sequence[XY], width: float, colour: Colour, *,
         closed: bool = False) -> tuple[pygame.Surface, int, int]:
    """A smooth line as a picture, and where its left top corner lies (px)."""
    pad = ceil(width) + 1
    left, top = int(min(x for x, _ in places)) - pad, int(min(y for _, y in places)) - pad
    size = (ceil(max(x for x, _ in places)) + pad - left, ceil(max(y for _, y in places)) + pad - top)

    def paint(pen: Pen) -> None:
        pen.line([(x - left, y - top) for x, y in places], width, closed=closed)

    return kit.sprites.free((key, colour, round(width * 8), left, top), size, [(paint, colour, 1.0)]), left, top


def dot(kit: Kit, place: XY, theme: Theme, *, radius: float | None = None, grey: bool = False) -> None:
    """The person's dot, never farther out than the canvas's edge."""
    m = kit.metrics
    x, y, off = subpixel(min(max(place[0], 0.0), float(m.width_px)), min(max(place[1], 0.0), float(m.height_px)))
    kit.painter.centred(kit.sprites.dot(radius or m.cursor_radius_px, theme, grey=grey, off=off), x, y)


def trail(kit: Kit, at: Field, points: Sequence[Point], theme: Theme) -> None:
    """Where the dot was, oldest first, fading away: at most a few discs, evenly among the points."""
    if not points or kit.calm:
        return
    count = min(len(points), TRAIL_DOTS)
    m = kit.metrics
    for i in range(count):
        age = (i + 1) / count
        point = points[round(i * (len(points) - 1) / max(count - 1, 1))]
        sprite = kit.sprites.disc(m.cursor_radius_px * (0.16 + 0.22 * age), theme.me, opacity=round(0.1 + 0.35 * age, 2))
        kit.painter.centred(sprite, *at.place(point))
