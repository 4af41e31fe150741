"""What a choice by leaning looks like: big panels with a filling bar, and between them the dial with the live dot."""

from __future__ import annotations

from math import atan2, ceil, degrees, hypot
from types import MappingProxyType
from typing import Literal

from wobblequest.core.arena import Point
from wobblequest.core.messages import figure
from wobblequest.core.reach import Reach
from wobblequest.core.theme import Colour
from wobblequest.draw import arena
from wobblequest.draw.icons import IconName, icon
from wobblequest.draw.kit import Box, Kit
from wobblequest.draw.metrics import FLOOR_ARCMIN
from wobblequest.draw.text import DESCENT, Block

Side = Literal["left", "right", "forward"]
BAND = (0.33, 0.4)
"""Top and height of the zones, in shares of the canvas's height."""
AREAS: MappingProxyType[Side, Box] = MappingProxyType({
    "left": (0.035, BAND[0], 0.285, BAND[1]),
    "right": (0.68, BAND[0], 0.285, BAND[1]),
    "forward": (0.345, BAND[0], 0.31, 0.17),
})
UPRIGHT_AREAS: MappingProxyType[Side, Box] = MappingProxyType({
    "left": (0.03, 0.42, 0.455, 0.19),
    "right": (0.515, 0.42, 0.455, 0.19),
    "forward": (0.2, 0.3, 0.6, 0.11),
})
UPRIGHT_DIAL: Box = (0.2, 0.62, 0.6, 0.14)
"""On an upright canvas: left and right are at their sides, the forward one above, and the dial below."""
LAMED = 0.3
"""How far that letter reaches above the others, in heights of capitals."""
CLOSER = (-0.3, 0.0, 0.2)
"""How much nearer to the bar below them two lines may come, in margins: well clear of it; with what hangs from them; just above it."""
FLAT = 1.8
"""A zone so many times as wide as high has its icon beside its words."""
FILL_STEPS = 240
DEFAULT_REACH = Reach((10.0,) * 8)


def zone(kit: Kit, area: Box, label: str, name: IconName, fill: float, chosen: bool, number: int = 0, *,
         dim: bool = False) -> None:
    """A panel in an area: icon above the words, or beside them where the area is flat; the number of its key in the corner, unless 0.
    dim : it cannot be leaned to now."""
    left, top, width, height = kit.box(area)
    theme, line = kit.theme, kit.metrics.line_px
    chosen = chosen and not dim
    border = theme.goal if chosen else theme.quiet
    ground = theme.outer if dim else theme.panel
    panel = kit.sprites.rounded(ceil(width), ceil(height), line * 3.2, ground, border=border, line=line * (1.0 if chosen else 0.4))
    kit.painter.put(panel, left, top)
    pad = line * 2.2
    bar_height = line * 1.3
    mark = theme.quiet if dim else theme.goal if chosen or name == "play" else theme.soft
    inner = (left, top, width, height - bar_height - pad * 1.2)
    block, room = _beside(kit, inner, label, name, mark, pad) if width > FLAT * height else _below(kit, inner, label, name, mark, pad)
    hanging = DESCENT * block.capital_px if len(block.lines) > 1 else 0.0  # one line stands by its capitals, as its neighbour's does
    kit.put(block, room[0] + room[2] / 2, room[1] + (room[3] - block.height_px - hanging) / 2, theme.soft if dim else theme.text)
    if number:
        corner = kit.lay(figure(number), arcmin=FLOOR_ARCMIN, width=width / 5, lines=1)
        kit.write(corner, left + pad * 1.2, top + pad * 1.2, theme.soft, "left")
    if not dim:
        bar(kit, (left + pad, top + height - pad * 0.75 - bar_height, width - 2 * pad, bar_height), fill)


def _beside(kit: Kit, inner: Box, label: str, name: IconName, mark: Colour, pad: float) -> tuple[Block, Box]:
    """Words beside their picture. Words that need the room are worth more than a large picture, and than bold letters."""
    left, top, width, high = inner
    height = high + pad * 1.2 + kit.metrics.line_px * 1.3
    arcmin = min(30.0, 30.0 * 0.36 * height / kit.metrics.capital_px(30.0))  # letters hang below the line, and the bar stays free
    for size, bold in ((min(height * 0.6, width * 0.26), True), (min(height * 0.35, width * 0.15), True), (0.0, True), (0.0, False)):
        before, after = (size + pad * 1.6, pad) if size else (pad * 0.35, pad * 0.35)
        beside = width - before - after
        tried = (kit.lay(label, arcmin=arcmin, width=beside, height=high + more * pad, bold=bold) for more in CLOSER)
        block = next((laid for laid in tried if not laid.cut), None) or kit.lay(label, arcmin=arcmin, width=beside, height=high, bold=bold)
        if not block.cut:
            break
    if size:
        at = kit.across(left + pad + size / 2, 0.0, (left, width))
        kit.painter.centred(icon(kit.sprites, name, size, mark), at, top + (high + pad * 1.2) / 2)
    if len(block.lines) == 1:
        block = kit.lay(label, arcmin=arcmin, width=beside, height=high, bold=bold)
    elif block.height_px + DESCENT * block.capital_px <= high - pad * 0.3:
        high -= pad * 0.3  # what hangs below a second line stays clear of the bar
    return block, (kit.across(left + before, beside, (left, width)), top + pad * 0.5, beside, high)


def _below(kit: Kit, inner: Box, label: str, name: IconName, mark: Colour, pad: float) -> tuple[Block, Box]:
    """Words below their picture; alone where they need all the room."""
    left, top, width, high = inner
    height = high + pad * 1.2 + kit.metrics.line_px * 1.3
    for share in (0.42, 0.66):
        block = kit.lay(label, arcmin=40.0, width=width - 2 * pad, height=height * share, bold=True)
        if not block.cut:
            words = max(block.height_px, kit.metrics.floor_px) + (LAMED * block.capital_px if block.right_to_left else 0.0)
            above = high - pad * 1.4 - words
            size = min(above - pad * 0.9, width * 0.5)
            kit.painter.centred(icon(kit.sprites, name, size, mark), left + width / 2, top + pad * 0.8 + (above - pad * 0.4) / 2)
            room = (left + pad, top + above + pad * 0.6, width - 2 * pad, words + pad * 0.6)
            return kit.lay(label, arcmin=40.0, width=room[2], height=room[3], bold=True), room
    room = (left + pad * 0.35, top + pad * 0.5, width - pad * 0.7, high)
    bold = not kit.lay(label, arcmin=20.0, width=room[2], height=high, bold=True).cut
    return kit.lay(label, arcmin=40.0, width=room[2], height=high, bold=bold), room


def place(kit: Kit, side: Side) -> Box:
    """Where the zone of a side is (shares of the canvas)."""
    return (UPRIGHT_AREAS if kit.upright else AREAS)[side]


def bar(kit: Kit, box: Box, fill: float) -> None:
    """A track with round ends, filled from where reading begins; an upright one from below."""
    left, top, width, height = box
    kit.painter.put(kit.sprites.rounded(ceil(width), ceil(height), min(width, height) / 2, kit.theme.quiet), left, top)
    step = round(min(max(fill, 0.0), 1.0) * FILL_STEPS)
    if step and height > width:
        risen = ceil(max(height * step / FILL_STEPS, width))
        kit.painter.put(kit.sprites.rounded(ceil(width), risen, width / 2, kit.theme.done), left, top + ceil(height) - risen)
    elif step:
        full = max(width * step / FILL_STEPS, height)
        begin = kit.across(left, ceil(full), (left, ceil(width)))
        kit.painter.put(kit.sprites.rounded(ceil(full), ceil(height), height / 2, kit.theme.done), begin, top)


def zone_at(shown: tuple[tuple[Side, Box], ...], kit: Kit, x_px: float, y_px: float) -> Side | None:
    for side, area in shown:
        left, top, width, height = kit.box(area)
        if left <= x_px < left + width and top <= y_px < top + height:
            return side
    return None


def dial(kit: Kit, cursor: Point | None, reach: Reach | None, enter: float, dim: bool) -> None:
    """The dot within the person's own reach: the dial's edge is all of it, whatever the direction."""
    share_top = BAND[0] + (0.19 if kit.taken.forward_zone else 0.0)
    area = UPRIGHT_DIAL if kit.upright else (0.345, share_top, 0.31, BAND[0] + BAND[1] - share_top)
    left, top, width, height = kit.box(area)
    theme, line = kit.theme, kit.metrics.line_px
    radius = min(width, height) / 2
    cx, cy = left + width / 2, top + height / 2
    centre = (cx, cy)
    face = kit.sprites.ring(radius - line * 0.5, radius, theme.quiet)
    kit.painter.centred(kit.sprites.disc(radius, theme.panel), *centre)
    kit.painter.centred(face, *centre)
    for w, h in ((radius * 2 - line, line * 0.5), (line * 0.5, radius * 2 - line)):
        kit.painter.centred(kit.sprites.rounded(ceil(w), ceil(h), h, theme.quiet), *centre)
    room = radius - kit.metrics.cursor_radius_px * 0.9
    kit.painter.centred(kit.sprites.ring(room * enter - line * 0.5, room * enter, theme.mark), *centre)
    if cursor is None:
        return
    share = _share(cursor, reach or DEFAULT_REACH)
    far = hypot(*share)
    if far > 1.0:
        share = (share[0] / far, share[1] / far)
    shown = arena.held(theme) if dim else theme
    arena.dot(kit, (cx + share[0] * room, cy - share[1] * room), shown, grey=dim)


def _share(cursor: Point, reach: Reach) -> tuple[float, float]:
    """(right, forward) as shares of the person's reach in the direction of the dot."""
    distance = hypot(cursor.pitch_deg, cursor.roll_deg)
    if distance == 0:
        return (0.0, 0.0)
    own = reach.at(degrees(atan2(cursor.roll_deg, cursor.pitch_deg)))
    return cursor.roll_deg / own, cursor.pitch_deg / own
