"""A drill's shapes: roles get a look, degrees become pixels, and each picture is made once and kept.

The edge of what the dot is to be in – ring, box, corridor – is drawn one dot's radius outside: the dot is in it exactly while all of it is
inside the line. What the person moves (role ``me``) is a thing, not a place: it is drawn as large as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor

import pygame

from wobblequest.core.theme import Colour, Theme
from wobblequest.draw import coverage, regions
from wobblequest.draw.coverage import XY, Pen
from wobblequest.draw.field import Field, area
from wobblequest.draw.kit import Kit
from wobblequest.draw.regions import Outline
from wobblequest.draw.second_task import second_task
from wobblequest.draw.sprites import ARC_STEPS, subpixel
from wobblequest.draw.things import gate, token
from wobblequest.drills.view import Band, Box, Gate, Ring, Role, Shape, Sign, Spot, Token, Way, Word

DONE_DEG = 0.9
"""The tick at a circle that was reached, in degrees of view."""
RING_SUBPIXELS = 2
"""Rings are large: four pictures of one, not sixteen, so that they are soon all there and a new target costs no time."""
WASH = 0.16
"""So much of its colour lies over the inside of what one is to go to."""


def shapes(kit: Kit, at: Field, drawn: Sequence[Shape], theme: Theme) -> None:
    """All shapes by role, ways lowest, what the person moves uppermost."""
    for shape in sorted(drawn, key=_height):
        match shape:
            case Band():
                _band(kit, at, shape, theme)
            case Way():
                _way(kit, at, shape, theme)
            case Box():
                _box(kit, at, shape, theme)
            case Gate():
                gate(kit, at, shape, colour_of(shape.role, theme), theme)
            case Spot():
                _spot(kit, at, shape, theme)
            case Ring():
                _ring(kit, at, shape, theme)
            case Token():
                token(kit, at, shape, theme)
            case Word() | Sign():
                second_task(kit, shape, theme)


_ORDER: tuple[type[Shape], ...] = (Band, Way, Box, Gate, Spot, Ring, Token, Word, Sign)


def _height(shape: Shape) -> int:
    mine = not isinstance(shape, Token | Word | Sign) and shape.role == "me"
    return _ORDER.index(type(shape)) + (len(_ORDER) if mine else 0)


def colour_of(role: Role, theme: Theme) -> Colour:
    return {
        "goal": theme.goal, "soft": theme.mark, "done": theme.done, "caution": theme.caution, "quiet": theme.quiet, "me": theme.me,
    }[role]


def _outline(kit: Kit, role: Role, theme: Theme, inner: float, *, least: float = 0.0) -> Outline:
    """The line about a place, by its role: what one goes to is bold and washed over, what is soft or done is thin."""
    line = kit.metrics.line_px
    if role in ("soft", "quiet", "done"):
        return Outline(inner, inner + line, theme.mark if role == "done" else colour_of(role, theme))
    edge = theme.caution_edge if role == "caution" else theme.outer
    return Outline(inner, max(inner + line * 1.15, least), colour_of(role, theme), edge, WASH if role == "goal" else 0.0)


def _ring(kit: Kit, at: Field, shape: Ring, theme: Theme) -> None:
    if not at.even:
        half = (shape.radius_deg * at.px_each[0], shape.radius_deg * at.px_each[1])
        _placed(kit, at, shape, half, theme, oval=True)
        return
    m = kit.metrics
    x, y, off = subpixel(*at.place(shape.at), parts=RING_SUBPIXELS)
    inner = shape.radius_deg * at.px_per_deg + (0.0 if shape.role == "me" else m.cursor_radius_px)
    look = _outline(kit, shape.role, theme, inner, least=m.target_radius_px)
    kit.painter.centred(kit.sprites.ring(look.inner, look.outer, look.colour, edge=look.edge, wash=look.wash, off=off), x, y)
    if shape.role == "done":
        # at its side, away from the middle: in it the person's own dot would hide the tick
        kit.painter.centred(_ticked(kit, theme), x + (inner if x >= at.centre[0] else -inner), y)
    elif shape.role == "caution":
        kit.painter.centred(kit.sprites.warning(m.cursor_radius_px * 1.7, theme), x, y)
    if shape.fill > 0 and shape.role in ("goal", "caution", "me"):
        begin = look.outer + m.line_px * 0.55
        arc = kit.sprites.arc(begin, begin + m.line_px, shape.fill, theme.done)
        if arc is not None:
            kit.painter.centred(arc, x, y)


def _box(kit: Kit, at: Field, shape: Box, theme: Theme) -> None:
    half = (shape.half_roll_deg * at.px_each[0], shape.half_pitch_deg * at.px_each[1])
    if shape.role == "me":
        x, y, off = subpixel(*at.place(shape.at))
        least = 0.35 * kit.metrics.cursor_radius_px  # thinner, it would be all edges
        kit.painter.centred(_tray(kit, (max(half[0], least), max(half[1], least)), theme, off), x, y)
    else:
        _placed(kit, at, shape, half, theme, oval=False)


def _placed(kit: Kit, at: Field, shape: Ring | Box, half: XY, theme: Theme, *, oval: bool) -> None:
    """A box or an oval to be in, with its fill and its sign."""
    m = kit.metrics
    x, y, off = subpixel(*at.place(shape.at), parts=RING_SUBPIXELS)
    inner = 0.0 if shape.role == "me" else m.cursor_radius_px
    look = _outline(kit, shape.role, theme, inner)
    top = area(m)[1] * m.height_px

    def put(line: Outline, off: XY, step: int = 0) -> None:
        cut = max(0, ceil(top - (y - ceil(half[1]) - line.room)))  # bounds may lie beyond the picture: never over the sentence above it
        kit.painter.centred(_region(kit, half, line, off, oval=oval, step=step, cut=cut), x, y + cut / 2)

    put(look, off)
    if shape.role == "done":
        kit.painter.centred(_ticked(kit, theme), x + (half[0] + inner if x >= at.centre[0] else -half[0] - inner), y)
    elif shape.role == "caution":
        kit.painter.centred(kit.sprites.warning(m.cursor_radius_px * 1.7, theme), x,
                            max(y - (0.0 if oval else half[1] + inner), top + m.cursor_radius_px))
    step = floor(min(max(shape.fill, 0.0), 1.0) * ARC_STEPS)
    if step and shape.role in ("goal", "caution", "me"):
        begin = look.outer + m.line_px * 0.55
        put(Outline(begin, begin + m.line_px, theme.done), (0.0, 0.0), step)


def _region(kit: Kit, half: XY, look: Outline, off: XY, *, oval: bool, step: int = 0, cut: int = 0) -> pygame.Surface:
    """A box or an oval outlined, or so many steps of the turn of its line; the region's middle is that of the picture, but for as many
    rows as are cut off at its top."""

    def make() -> pygame.Surface:
        size = (2 * (ceil(half[0]) + look.room), 2 * (ceil(half[1]) + look.room))
        centre = (size[0] / 2 + off[0], size[1] / 2 + off[1])
        distance = (regions.oval_distance if oval else regions.box_distance)(size, centre, *half)
        distance = distance[min(cut, size[1] - 1):]
        return regions.swept(distance, (centre[0], centre[1] - cut), look, step / ARC_STEPS) if step else regions.outlined(distance, look)

    return kit.sprites.keep(("region", oval, tuple(round(8 * h) for h in half), look, off, step, cut), make)


def _tray(kit: Kit, half: XY, theme: Theme, off: XY) -> pygame.Surface:
    """What the person moves, as a box with the dot's own light and dark edges."""

    def make() -> pygame.Surface:
        size = (2 * (ceil(half[0]) + 3), 2 * (ceil(half[1]) + 3))
        bend = min(*half, 2 * kit.metrics.line_px)
        centre = (size[0] / 2 + off[0], size[1] / 2 + off[1])
        core = regions.box_distance(size, centre, half[0] - bend, half[1] - bend)
        line = kit.metrics.cursor_radius_px
        rims = ((0.0, theme.me_dark), (0.07, theme.me_light), (0.18, theme.me_dark), (0.21, theme.me))
        return coverage.surface([(regions.grown(core, bend - rim * line), colour, 1.0) for rim, colour in rims])

    return kit.sprites.keep(("tray", round(8 * half[0]), round(8 * half[1]), theme.name, off), make)


def _band(kit: Kit, at: Field, shape: Band, theme: Theme) -> None:
    """A corridor by its two walls; where it crosses itself there are none."""
    if not shape.points:
        return
    inner = 0.0 if shape.role == "me" else kit.metrics.cursor_radius_px
    look = _outline(kit, shape.role, theme, inner)._replace(wash=WASH if shape.role in ("goal", "soft") else 0.0)
    places = [at.place(p) for p in shape.points]
    half = (shape.width_deg / 2 * at.px_each[0], shape.width_deg / 2 * at.px_each[1])
    room = ceil(kit.metrics.cursor_radius_px + 2 * kit.metrics.line_px) + 2  # the same for every role
    pad_x, pad_y = ceil(half[0]) + room, ceil(half[1]) + room
    left, top = floor(min(x for x, _ in places)) - pad_x, floor(min(y for _, y in places)) - pad_y

    def make() -> pygame.Surface:
        size = (ceil(max(x for x, _ in places)) + pad_x - left, ceil(max(y for _, y in places)) + pad_y - top)
        moved = tuple((x - left, y - top) for x, y in places)
        corridor = regions.band(size, moved, half, room, closed=shape.closed)

        def cover(by: float) -> coverage.Array:
            return regions.grown(corridor.distance, by) if at.even else regions.spread(size, moved, half, by, closed=shape.closed)

        return regions.walled(corridor, cover, look)

    kit.painter.put(kit.sprites.keep(("band", shape.points, shape.closed, shape.width_deg, look, at), make), left, top)
    if shape.role == "done":
        kit.painter.centred(_ticked(kit, theme), *places[-1])
    elif shape.role == "caution":
        x, y = min(places, key=lambda place: place[1])
        kit.painter.centred(kit.sprites.warning(kit.metrics.cursor_radius_px * 1.7, theme), x, y - half[1] - inner)


def _spot(kit: Kit, at: Field, shape: Spot, theme: Theme) -> None:
    m = kit.metrics
    x, y, off = subpixel(*at.place(shape.at))
    radius = max(shape.radius_deg * at.px_per_deg, m.line_px)
    if shape.role == "me":
        ball = max(radius, m.cursor_radius_px)  # a gate's posts stand a dot's radius beyond its ends: so they touch when it does
        kit.painter.centred(kit.sprites.dot(ball, theme, off=off), x, y)
        kit.painter.centred(kit.sprites.ring(ball * 0.34, ball * 0.46, theme.me_dark, off=off), x, y)  # a ball, not the dot
    elif shape.role == "caution":
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
    width = kit.metrics.line_px * (1.4 if shape.role in ("goal", "me") else 1.0)
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


def _ticked(kit: Kit, theme: Theme) -> pygame.Surface:
    return kit.sprites.tick(kit.metrics.px(DONE_DEG), theme.done, on=theme.panel)
