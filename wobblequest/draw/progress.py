"""How far one is: pips, a bar, stars, a countdown, the ring of a rest."""

from __future__ import annotations

from math import ceil

from wobblequest.core.messages import counted, figure
from wobblequest.draw.field import area
from wobblequest.draw.kit import Box, Kit
from wobblequest.draw.zones import bar as track

ROW = 0.945
"""Height of the middle of the progress row, as a share of the canvas."""
COLUMN = 0.045
"""Where it stands beside an arena, as a share of the canvas's width."""
MOST_PIPS = 16
REST_STEPS = 120


def _row(kit: Kit) -> float:
    return min(ROW, 0.96 - kit.taken.foot_px / kit.metrics.height_px) * kit.metrics.height_px


def _column(kit: Kit) -> tuple[float, float, float]:
    """(x, middle, height) of the place beside the arena, in px: down there a circle may need all the room."""
    _, top, _, height = (share * kit.metrics.height_px for share in area(kit.metrics))
    return COLUMN * kit.metrics.width_px, top + height / 2, height


def pips(kit: Kit, done: int, total: int) -> None:
    m, theme = kit.metrics, kit.theme
    if total > MOST_PIPS:
        bar(kit, done / total)
        return
    x0, y0, room = _column(kit) if kit.taken.arena else (m.width_px / 2, _row(kit), m.width_px * 0.92)
    pitch = min(m.px(0.72), room / max(total, 1))
    radius = min(m.px(0.24), pitch * 0.42)
    for i in range(total):
        along = (i - (total - 1) / 2) * pitch
        x, y = (x0, y0 + along) if kit.taken.arena else (kit.across(x0 + along, 0.0, (0.0, m.width_px)), y0)
        if i < done:
            kit.painter.centred(kit.sprites.tick(2 * radius, theme.goal_text, on=theme.goal), x, y)
        elif i == done:
            kit.painter.centred(kit.sprites.ring(radius - m.line_px, radius, theme.goal), x, y)
        else:
            kit.painter.centred(kit.sprites.ring(radius - m.line_px * 0.5, radius, theme.mark), x, y)


def bar(kit: Kit, fraction: float) -> None:
    m = kit.metrics
    if kit.taken.arena:
        x, y, room = _column(kit)
        width, height = m.line_px * 1.6, room * 0.7
        track(kit, (x - width / 2, y - height / 2, width, height), fraction)
        return
    width, height = m.width_px * 0.5, m.line_px * 1.6
    track(kit, ((m.width_px - width) / 2, _row(kit) - height / 2, width, height), fraction)


def stars(kit: Kit, n: int, of: int, area: Box, words: str) -> None:
    left, top, width, height = kit.column(area)
    theme = kit.theme
    size = min(height, width / max(of, 1) / 1.1, kit.metrics.px(0.9))
    if kit.lay(words, arcmin=30, width=width - _taken(of, size), height=height, bold=True).cut:
        size *= 0.6  # words that need the room are worth more than large stars
    star_edge = theme.me if theme.name == "dark" else theme.text
    row = (left, width)
    first = left + size / 2 if words else left + width / 2 - (of - 1) * size * 0.56
    for i in range(of):
        x = kit.across(first + i * size * 1.12, 0.0, row)
        kit.painter.centred(kit.sprites.star(size, theme.me, edge=star_edge, filled=i < n), x, top + height / 2)
    if words:
        taken = _taken(of, size)
        room = width - taken
        kit.say(words, (kit.across(left + taken, room, row), top, room, height), arcmin=30, bold=True, align="left")


def _taken(of: int, size: float) -> float:
    """How wide so many stars are with the gap to what follows (px)."""
    return of * size * 1.12 + size * 0.4


def countdown(kit: Kit, n: int) -> None:
    """In the middle; beside the arena where there is one, so that the dot can be seen."""
    m, theme = kit.metrics, kit.theme
    radius = m.px(1.5 if kit.taken.arena else 1.9)
    x, y = m.width_px * (0.865 if kit.taken.arena else 0.5), m.height_px * 0.57
    kit.painter.centred(kit.sprites.disc(radius, theme.panel), x, y)
    kit.painter.centred(kit.sprites.ring(radius - m.line_px, radius, theme.goal), x, y)
    kit.say(figure(n), (x - radius, y - radius, 2 * radius, 2 * radius), arcmin=80, bold=True, lines=1)


def rest(kit: Kit, fraction: float, seconds: float) -> None:
    """The ring of a rest empties in small steps and holds still in between: nothing pulses."""
    m, theme = kit.metrics, kit.theme
    radius = m.height_px * 0.215
    x, y = m.width_px / 2, m.height_px * 0.535
    width = m.line_px * 1.5
    kit.painter.centred(kit.sprites.disc(radius, theme.panel), x, y)
    kit.painter.centred(kit.sprites.ring(radius - width, radius, theme.quiet), x, y)
    left = round((1 - min(max(fraction, 0.0), 1.0)) * REST_STEPS) / REST_STEPS
    arc = kit.sprites.arc(radius - width, radius, left, theme.goal)
    if arc is not None:
        kit.painter.centred(arc, x, y)
    box = 1.5 * radius
    left_s = max(0, ceil(seconds))
    kit.say(figure(left_s), (x - box / 2, y - radius * 0.62, box, radius), arcmin=80, bold=True, lines=1)
    below = (x - box / 2, y + radius * 0.24, box, radius * 0.4)
    kit.say(counted("second", "seconds", left_s), below, arcmin=20, lines=1, colour=theme.soft)
