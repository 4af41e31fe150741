"""Pictures of a result: eight directions as a rose, where the dot went, three numbers, and the trend over sessions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import ceil, cos, hypot, isfinite, radians, sin
from typing import NamedTuple

from wobblequest.core.arena import Point, Target
from wobblequest.core.quantities import quantity
from wobblequest.core.reach import Reach
from wobblequest.draw.coverage import XY, Pen, around
from wobblequest.draw.kit import Box, Kit
from wobblequest.draw.shapes import line
from wobblequest.draw.text import DESCENT
from wobblequest.drills.view import Box as BoxShape

WEDGE_DEG = 15.5


def _caption(kit: Kit, caption: str, left: float, top: float, width: float, height: float) -> float:
    """Draw the caption at the foot of the room; gives the height left above it."""
    if not caption:
        return height
    block = kit.lay(caption, arcmin=20, width=width, lines=3)
    foot = block.height_px + DESCENT * block.capital_px
    kit.put(block, left + width / 2, top + height - foot, kit.theme.soft)
    return height - foot - kit.metrics.floor_px * 0.7


def rose(kit: Kit, values: Sequence[float | None], past: Sequence[float | None], top_value: float, caption: str, area: Box) -> None:
    left, top, width, height = kit.column(area)
    height = _caption(kit, caption, left, top, width, height)
    m, theme = kit.metrics, kit.theme
    face = min(width, height) / 2
    cx, cy = left + width / 2, top + height / 2
    radius = face * 0.9
    kit.painter.centred(kit.sprites.disc(face, theme.panel), cx, cy)
    for share in (1 / 3, 2 / 3, 1.0):
        kit.painter.centred(kit.sprites.ring(radius * share - m.line_px * 0.3, radius * share, theme.quiet), cx, cy)
    n = 2 * ceil(face)
    c = (n / 2, n / 2)

    def share_of(value: float) -> float:
        return radius * min(max(value / top_value, 0.0), 1.0)

    def wedges(pen: Pen) -> None:
        for i, value in enumerate(values):
            if value is not None and share_of(value) > 1:
                pen.polygon([c, *around(c, share_of(value), i * 45 - WEDGE_DEG, i * 45 + WEDGE_DEG)])

    def lines(pen: Pen) -> None:
        for i, value in enumerate(past):
            if value is not None:
                pen.line(around(c, share_of(value), i * 45 - WEDGE_DEG * 1.12, i * 45 + WEDGE_DEG * 1.12), m.line_px * 0.7)

    key = ("rose", tuple(values), tuple(past), top_value, theme.name)
    kit.painter.centred(kit.sprites.free(key, (n, n), [(wedges, theme.goal, 0.88), (lines, theme.done, 1.0)]), cx, cy)


class Went(NamedTuple):
    """Where a dot went, the round targets there were, single places of it, and the boxes there were."""

    points: tuple[Point, ...]
    targets: tuple[Target, ...]
    marks: tuple[Point, ...]
    boxes: tuple[BoxShape, ...] = ()


def path_picture(kit: Kit, dot: Went, reach: Reach | None, caption: str, area: Box) -> None:
    points, targets, marks, boxes = dot
    left, top, width, height = kit.column(area)
    height = _caption(kit, caption, left, top, width, height)
    m, theme = kit.metrics, kit.theme
    face = min(width, height) / 2
    cx, cy = left + width / 2, top + height / 2
    far = [_farthest(points), _farthest(marks)]
    far += [hypot(t.at.pitch_deg, t.at.roll_deg) + t.radius_deg for t in targets]
    far += [hypot(abs(b.at.pitch_deg) + b.half_pitch_deg, abs(b.at.roll_deg) + b.half_roll_deg) for b in boxes]
    far += list(reach.degrees) if reach is not None else []
    extent = max([*far, 1.0]) * 1.06
    scale = face * 0.94 / extent
    kit.painter.centred(kit.sprites.disc(face, theme.panel), cx, cy)
    thin = m.line_px * 0.4
    for w, h in ((face * 1.9, thin), (thin, face * 1.9)):
        kit.painter.centred(kit.sprites.rounded(ceil(w), ceil(h), thin, theme.quiet), cx, cy)

    def place(p: Point) -> XY:
        return cx + p.roll_deg * scale, cy - p.pitch_deg * scale

    if reach is not None:
        own = [place(Point(reach.at(a) * cos(radians(a)), reach.at(a) * sin(radians(a)))) for a in range(0, 360, 4)]
        picture, x, y = line(kit, ("own", reach, scale), own, thin * 1.4, theme.mark, closed=True)
        kit.painter.put(picture, x, y)
    for target in dict.fromkeys(targets):
        r = max(target.radius_deg * scale, m.line_px)
        kit.painter.centred(kit.sprites.ring(r - m.line_px * 0.5, r, theme.goal, wash=0.16), *place(target.at))
    for box in dict.fromkeys(boxes):
        wide, high = (ceil(max(2 * half_deg * scale, 2 * m.line_px)) for half_deg in (box.half_roll_deg, box.half_pitch_deg))
        kit.painter.centred(kit.sprites.rounded(wide, high, 0.01, theme.goal, opacity=0.16), *place(box.at))
        kit.painter.centred(kit.sprites.rounded(wide, high, 0.01, None, border=theme.goal, line=m.line_px * 0.5), *place(box.at))
    went = _went(points, cx, cy, scale, m.line_px * 0.2)
    if len(went) > 1:
        key = ("went", went)
        if theme.name == "light":
            picture, x, y = line(kit, key, went, m.line_px * 0.8, theme.me_dark)
            kit.painter.put(picture, x, y)
        picture, x, y = line(kit, key, went, m.line_px * 0.5, theme.me)
        kit.painter.put(picture, x, y)
    for mark in marks:
        kit.painter.centred(kit.sprites.dot(m.line_px * 1.2, theme), *place(mark))


@lru_cache(maxsize=4)
def _farthest(points: tuple[Point, ...]) -> float:
    return max((hypot(p.pitch_deg, p.roll_deg) for p in points if isfinite(p.pitch_deg) and isfinite(p.roll_deg)), default=0.0)


@lru_cache(maxsize=4)
def _went(points: tuple[Point, ...], cx: float, cy: float, scale: float, least: float) -> tuple[XY, ...]:
    """The finite points in px, without those nearer than ``least`` px to the one before."""
    out: list[XY] = []
    for p in points:
        if isfinite(p.pitch_deg) and isfinite(p.roll_deg):
            x, y = cx + p.roll_deg * scale, cy - p.pitch_deg * scale
            if not out or hypot(x - out[-1][0], y - out[-1][1]) >= least:
                out.append((x, y))
    return tuple(out)


def number_rows(kit: Kit, rows: Sequence[tuple[str, str, str]], area: Box) -> None:
    """Value | what it is, and below that how it was before; a thin line between rows. Longer words get a higher row."""
    if not rows:
        return
    left, top, width, height = kit.column(area)
    m, theme = kit.metrics, kit.theme
    each, gap, between = height / len(rows), m.line_px * 2.2, m.floor_px * 0.55
    for shrink, lines in ((s, n) for s in (1.0, 0.86, 0.74, 0.62, 0.5) for n in (2, 1, 3)):
        values = [kit.lay(value, arcmin=40 * shrink, width=width * 0.4, height=each * 0.8, lines=1, bold=True) for value, _, _ in rows]
        column = max([*(b.width_px for b in values), int(width * 0.18)])
        x, room = left + column + gap, width - column - gap
        befores = [kit.lay(past, arcmin=20 * shrink, width=room, lines=2 if lines == 1 else lines - 1) for _, _, past in rows]
        beneath = [b.height_px + between if b.lines else 0.0 for b in befores]
        whats = [kit.lay(words, arcmin=26 * shrink, width=room, lines=lines, single=0.7) for _, words, _ in rows]
        needs = [max(a.height_px + b, v.height_px) for a, b, v in zip(whats, beneath, values, strict=True)]
        whole = not any(b.cut for b in (*whats, *befores)) or shrink == 0.5
        if whole and sum(needs) + m.floor_px * 0.6 * len(rows) <= height:
            break
    spare = (height - sum(needs)) / len(rows)
    y = top
    for i, need in enumerate(needs):
        high = need + spare
        if i:
            kit.painter.put(kit.sprites.rounded(ceil(width), max(2, round(m.line_px * 0.35)), 2, theme.quiet), left, y)
        begin = y + (high - whats[i].height_px - beneath[i]) / 2
        row = (left, width)
        kit.put(whats[i], x, begin, theme.text, "left", within=row)
        kit.put(befores[i], x, begin + whats[i].height_px + between, theme.soft, "left", within=row)
        kit.put(values[i], left + column, y + (high - values[i].height_px) / 2, theme.text, "right", within=row)
        y += high


def trend(kit: Kit, values: Sequence[float], band: tuple[float, float] | None, unit: str, labels: tuple[str, str], area: Box) -> None:
    """One value a session from left to right, as in any language; the band is what changes by chance alone."""
    left, top, width, height = kit.box(area)
    m, theme = kit.metrics, kit.theme
    shown = [v for v in values if isfinite(v)]
    if not shown:
        return
    kit.painter.put(kit.sprites.rounded(ceil(width), ceil(height), m.line_px * 2.5, theme.panel), left, top)
    span = [*shown, *(b for b in band or () if isfinite(b))]
    low, high = min(span), max(span)
    room = (high - low) * 0.12 or max(abs(high) * 0.1, 0.5)
    low, high = low - room, high + room
    pad = m.line_px * 2
    first, last = (kit.lay(label, arcmin=20, width=width * 0.33, lines=1) for label in labels)
    foot = max(first.capital_px, last.capital_px) * 1.9 if any(labels) else pad
    scale_words = [quantity(v, unit, _decimals(high - low)) for v in (min(shown), max(shown))]
    blocks = [kit.lay(w, arcmin=20, width=width * 0.25, lines=1) for w in scale_words]
    aside = max(b.width_px for b in blocks) + pad
    x0, x1, y0, y1 = left + pad + aside, left + width - pad * 2, top + height - foot, top + pad

    def y_of(value: float) -> float:
        return y0 - (value - low) / (high - low) * (y0 - y1)

    if band is not None and isfinite(band[0]) and isfinite(band[1]):
        h = max(2, ceil(y_of(min(band)) - y_of(max(band))))
        plate = kit.sprites.rounded(ceil(x1 - x0), h, m.line_px * 0.6, theme.quiet, opacity=0.55)
        kit.painter.put(plate, x0, y_of(max(band)))
    tall = blocks[0].height_px
    levels = [min(max(y_of(value) - tall / 2, top + pad), y0 - tall) for value in (min(shown), max(shown))]
    if min(shown) < max(shown) and levels[1] + 1.4 * tall <= max(levels[0], y0 - tall):
        levels[0] = max(levels[0], levels[1] + 1.4 * tall)
    else:  # there is no room for two
        levels.pop()
    for block, level in zip(blocks, levels, strict=False):
        kit.put(block, left + pad, level, theme.soft, "left")
    inset = m.cursor_radius_px * 0.5
    places = [(x0 + inset + (x1 - x0 - 2 * inset) * (i / max(len(shown) - 1, 1)), y_of(v)) for i, v in enumerate(shown)]
    if len(places) > 1:
        picture, left_px, top_px = line(kit, ("trend", tuple(shown), band), places, m.line_px * 0.7, theme.goal)
        kit.painter.put(picture, left_px, top_px)
    for place in places[:-1]:
        kit.painter.centred(kit.sprites.disc(m.line_px * 0.85, theme.goal), *place)
    kit.painter.centred(kit.sprites.dot(m.line_px * 1.7, theme), *places[-1])
    kit.put(first, x0, y0 + first.capital_px * 0.5, theme.soft, "left")
    kit.put(last, x1, y0 + last.capital_px * 0.5, theme.soft, "right")


def _decimals(span: float) -> int:
    """As many as tell apart what lies within a span."""
    return 0 if span >= 20 else 1 if span >= 1 else 2
