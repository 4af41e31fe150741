"""The quest: places on a way that winds from left to right; what is open is bright, and the dot stands at the current one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wobblequest.core.messages import figure
from wobblequest.draw.arena import dot
from wobblequest.draw.coverage import XY
from wobblequest.draw.kit import Box, Kit
from wobblequest.draw.landscape import hills
from wobblequest.draw.shapes import line
from wobblequest.draw.text import DESCENT

MOST, MOST_UPRIGHT, LEAST = 8, 5, 3
"""So many places are shown at once, those around the current one: as many as have room for their labels."""

GAP = 0.85
"""Between a place and its label, in heights of small capitals."""
GROWN = 1.22
"""The current place is so much larger."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place on the quest's way. ``stars`` None where it was never played; ``fill`` 0…1 of the dwell that chooses it; ``done``: it
    bears a tick (a place with stars needs none)."""

    label: str
    number: int
    stars: int | None = None
    open: bool = True
    current: bool = False
    fill: float = 0.0
    done: bool = False


def shown(places: Sequence[Place], most: int = MOST) -> Sequence[Place]:
    """At most so many places in a row that hold the current one, with more to come than behind."""
    if len(places) <= most:
        return places
    at = next((i for i, p in enumerate(places) if p.current), 0)
    begin = min(max(at - most // 2 + 1, 0), len(places) - most)
    return places[begin : begin + most]


def quest_map(kit: Kit, places: Sequence[Place], area: Box) -> None:
    """Places wind between a lower and an upper row; labels lie outside, stars inside, so that the way crosses neither."""
    if not places:
        return
    left, top, width, height = kit.box(area)
    m, theme = kit.metrics, kit.theme
    label = m.floor_px * (4.0 if kit.upright else 2.5)
    high, most = label + m.floor_px * DESCENT, MOST_UPRIGHT if kit.upright else MOST
    some = (shown(places, n) for n in range(most, LEAST, -1))
    places = next((each for each in some if _readable(kit, each, _rooms(len(each), width, high))), shown(places, LEAST))
    radius = min(m.px(0.5), height * 0.105)
    hills(kit, (0.0, top, float(m.width_px), m.height_px - top))
    outside = radius * GROWN + m.floor_px * (GAP + DESCENT) + label
    each = width / len(places)
    at = [(left + each * (i + 0.5), top + (height - outside if i % 2 == 0 else outside)) for i in range(len(places))]
    for i in range(len(places) - 1):
        bend = _bend(at[i], at[i + 1])
        walked = places[i].open and places[i + 1].open
        for width_px, colour in ((m.line_px * 2.6, theme.quiet), *([(m.line_px * 1.25, theme.goal)] if walked else [])):
            kit.painter.put(*line(kit, ("way", width_px, at[i], at[i + 1]), bend, width_px, colour))
    rooms = _rooms(len(places), width, high)
    arcmin = _one_size(kit, places, rooms)
    for i, (place, spot) in enumerate(zip(places, at, strict=True)):
        _place(kit, place, spot, radius, rooms[i], arcmin, up=i % 2 == 1)


def _rooms(n: int, width: float, high: float) -> list[tuple[float, float]]:
    """Width and height of each label's room, px: twice a place's share, since neighbours' labels lie on the other side of the way."""
    return [(width / n * (1.5 if i in (0, n - 1) else 2 * 0.94), high) for i in range(n)]


def _readable(kit: Kit, places: Sequence[Place], rooms: Sequence[tuple[float, float]]) -> bool:
    """Whether every label fits its room."""
    return not any(kit.lay(p.label, arcmin=20, width=w, height=h, bold=p.current).cut for p, (w, h) in zip(places, rooms, strict=True))


def _one_size(kit: Kit, places: Sequence[Place], rooms: Sequence[tuple[float, float]]) -> float:
    """The size at which every label fits its room: labels of one map have one size. Arcmin of capitals."""
    laid = (kit.lay(p.label, arcmin=20, width=w, height=h, bold=p.current) for p, (w, h) in zip(places, rooms, strict=True))
    smallest = min(block.capital_px for block in laid)
    return 20 * smallest / kit.metrics.capital_px(20)


def _bend(a: XY, b: XY, steps: int = 32) -> list[XY]:
    """A soft S between two places, level where it leaves and where it comes in."""
    half = (b[0] - a[0]) * 0.62
    out = []
    for i in range(steps + 1):
        s = i / steps
        k0, k1, k2, k3 = (1 - s) ** 3, 3 * s * (1 - s) ** 2, 3 * s * s * (1 - s), s**3
        out.append((k0 * a[0] + k1 * (a[0] + half) + k2 * (b[0] - half) + k3 * b[0], (k0 + k1) * a[1] + (k2 + k3) * b[1]))
    return out


def _place(kit: Kit, place: Place, at: XY, radius: float, room: tuple[float, float], arcmin: float, *, up: bool) -> None:
    m, theme = kit.metrics, kit.theme
    x, y = at
    side = -1 if up else 1
    r = radius * (GROWN if place.current else 1.0)
    colour = theme.goal if place.open else theme.mark
    kit.painter.centred(kit.sprites.disc(r, theme.panel), x, y)
    kit.painter.centred(kit.sprites.ring(r - m.line_px * (0.9 if place.open else 0.5), r, colour), x, y)
    arc = kit.sprites.arc(r + m.line_px * 0.5, r + m.line_px * 1.5, place.fill, theme.done)
    if arc is not None:
        kit.painter.centred(arc, x, y)
    inside = min(32.0 if place.current else 26.0, 32.0 * r / m.capital_px(32.0))  # a figure stays in its circle, however large the words
    kit.say(figure(place.number), (x - r, y - r, 2 * r, 2 * r), arcmin=inside, lines=1, bold=True,
            colour=theme.text if place.open else theme.soft)
    if place.done:
        tick = kit.sprites.tick(radius * 0.8, theme.panel, on=theme.done)
        kit.painter.centred(tick, x + r * 0.8, y + side * r * 0.05 - r * 0.75)
    if place.stars is not None:
        size = radius * 0.8
        edge = theme.me if theme.name == "dark" else theme.text
        away = y - side * (r + size * 0.75 + (m.line_px * 1.6 if place.current else 0))
        for i in range(3):
            kit.painter.centred(kit.sprites.star(size, theme.me, edge=edge, filled=i < place.stars), x + (i - 1) * size * 1.08, away)
    block = kit.lay(place.label, arcmin=arcmin, width=room[0], height=room[1], bold=place.current)
    gap = m.floor_px * GAP
    label_top = y - r - gap - block.height_px if up else y + r + gap
    half = block.width_px / 2 + 0.015 * m.width_px
    kit.put(block, min(max(x, half), m.width_px - half), label_top, theme.text if place.open else theme.soft)
    if place.current:
        dot(kit, (x - r * 0.8, y + side * r * 0.05 - r * 0.75), theme, radius=radius * 0.42)
