"""The quest: places on a way that winds from left to right; what is open is bright, and the dot stands at the current one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wobblequest.draw.arena import dot, line
from wobblequest.draw.coverage import XY
from wobblequest.draw.kit import Box, Kit

MOST = 8
"""More places than this are not readable at once: those around the current one are shown."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place on the quest's way. ``stars`` None where it was never played; ``fill`` 0…1 of the dwell that chooses it."""

    label: str
    number: int
    stars: int | None = None
    open: bool = True
    current: bool = False
    fill: float = 0.0


def shown(places: Sequence[Place]) -> Sequence[Place]:
    """At most `MOST` places in a row that hold the current one, with more to come than behind."""
    if len(places) <= MOST:
        return places
    at = next((i for i, p in enumerate(places) if p.current), 0)
    begin = min(max(at - MOST // 2 + 1, 0), len(places) - MOST)
    return places[begin : begin + MOST]


def quest_map(kit: Kit, places: Sequence[Place], area: Box) -> None:
    places = shown(places)
    if not places:
        return
    left, top, width, height = kit.box(area)
    m, theme = kit.metrics, kit.theme
    radius = min(m.px(0.5), height * 0.1)
    above = radius * 2.0
    each = width / len(places)
    rows = (top + height * 0.5 + above, top + above) if len(places) > 1 else (top + height * 0.4, top + height * 0.4)
    at = [(left + each * (i + 0.5), rows[i % 2]) for i in range(len(places))]
    for i in range(len(places) - 1):
        bright = places[i].open and places[i + 1].open
        picture, x, y = line(kit, ("way", at[i], at[i + 1]), _bend(at[i], at[i + 1]), m.line_px * 1.25, theme.goal if bright else theme.quiet)
        kit.painter.put(picture, x, y)
    room = min(each * 1.9, width) * 0.94 if len(places) > 1 else width
    for place, spot in zip(places, at, strict=True):
        _place(kit, place, spot, radius, room, height * 0.5 - above - radius)


def _bend(a: XY, b: XY, steps: int = 24) -> list[XY]:
    """A soft S between two places."""
    out = []
    for i in range(steps + 1):
        s = i / steps
        ease = s * s * (3 - 2 * s)
        out.append((a[0] + (b[0] - a[0]) * s, a[1] + (b[1] - a[1]) * ease))
    return out


def _place(kit: Kit, place: Place, at: XY, radius: float, room: float, beneath: float) -> None:
    m, theme = kit.metrics, kit.theme
    x, y = at
    r = radius * (1.22 if place.current else 1.0)
    colour = theme.goal if place.open else theme.mark
    kit.painter.centred(kit.sprites.disc(r, theme.panel), x, y)
    kit.painter.centred(kit.sprites.ring(r - m.line_px * (0.9 if place.open else 0.5), r, colour), x, y)
    arc = kit.sprites.arc(r + m.line_px * 0.5, r + m.line_px * 1.5, place.fill, theme.done)
    if arc is not None:
        kit.painter.centred(arc, x, y)
    kit.say(str(place.number), (x - r, y - r, 2 * r, 2 * r), arcmin=34 if place.current else 26, lines=1, bold=True,
            colour=theme.text if place.open else theme.soft)
    if place.stars is not None:
        size = radius * 0.74
        edge = theme.me if theme.name == "dark" else theme.text
        lift = radius * 0.5 if place.current else 0.0
        for i in range(3):
            star = kit.sprites.star(size, theme.me, edge=edge, filled=i < place.stars)
            kit.painter.centred(star, x + (i - 1) * size * 1.05, y - r - size * 0.72 - lift + (0 if i != 1 else -size * 0.12))
    label_top = y + r + m.floor_px * (0.95 if place.current else 0.7)
    block = kit.lay(place.label, arcmin=20, width=room, height=beneath, bold=place.current)
    kit.put(block, x, label_top, theme.text if place.open else theme.soft)
    if place.current:
        dot(kit, (x - r * 0.9, y - r * 0.72), theme, radius=radius * 0.42)
