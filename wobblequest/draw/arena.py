"""The play picture: the still ground, and the person's dot with its trail. What a drill shows is drawn in `draw.shapes`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from math import ceil, hypot

import pygame

from wobblequest.core.arena import Point, toward
from wobblequest.core.reach import Reach
from wobblequest.core.theme import Theme
from wobblequest.draw import coverage, regions
from wobblequest.draw.coverage import XY
from wobblequest.draw.field import Field, area
from wobblequest.draw.kit import Kit
from wobblequest.draw.metrics import Metrics
from wobblequest.draw.sprites import subpixel

TRAIL_DOTS = 9


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
    rings = coverage.surface([(cover, theme.ground, theme.ground_opacity) for cover in _quarters(at)])
    out.blit(rings, (round(cx - rings.get_width() / 2), round(cy - rings.get_height() / 2)))
    _, top, _, height = area(metrics)
    upright = height * metrics.height_px
    for w, h, x, y in ((r * 2.5, line, cx - r * 1.25, cy - line / 2), (line, upright, cx - line / 2, top * metrics.height_px)):
        bar = coverage.surface([(coverage.rounded((ceil(w), ceil(h)), (0, 0, w, h), line / 2), theme.quiet, 1.0)])
        out.blit(bar, (round(x), round(y)))
    if reach is not None:
        dot = coverage.surface([(coverage.disc((ceil(line) + 2,) * 2, ((ceil(line) + 2) / 2,) * 2, line / 2), theme.mark, 1.0)])
        for x, y in _dotted([at.place(toward(a, reach.at(a))) for a in range(0, 360, 2)], line * 2.6):
            if y >= top * metrics.height_px:  # a reach that is shown larger ends where the sentence stands
                out.blit(dot, (round(x - dot.get_width() / 2), round(y - dot.get_height() / 2)))
    return out


def _quarters(at: Field) -> list[coverage.Array]:
    """Four discs about level, each a quarter larger; ovals where the picture is stretched."""
    quarters = (1.0, 0.75, 0.5, 0.25)
    if at.even:
        n = 2 * ceil(at.radius_px * 1.04)
        return [coverage.disc((n, n), (n / 2, n / 2), at.radius_px * q) for q in quarters]
    tall = at.px_each[1] / at.px_each[0]
    wide, high = at.radius_px / max(tall, 1.0), at.radius_px * min(tall, 1.0)
    size = (2 * ceil(wide * 1.04), 2 * ceil(high * 1.04))
    return [regions.grown(regions.oval_distance(size, (size[0] / 2, size[1] / 2), wide * q, high * q), 0.0) for q in quarters]


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


def dot(kit: Kit, place: XY, theme: Theme, *, radius: float | None = None, grey: bool = False) -> None:
    """The person's dot, never farther out than the canvas's edge."""
    m = kit.metrics
    x, y, off = subpixel(min(max(place[0], 0.0), float(m.width_px)), min(max(place[1], 0.0), float(m.height_px)))
    kit.painter.centred(kit.sprites.dot(radius or m.cursor_radius_px, theme, grey=grey, off=off), x, y, live=True)


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
