"""The board as it is now: a dial on which the dot shows its tilt, and rows of plain facts with a sign before them."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, hypot
from typing import Literal

from wobblequest.core.arena import Point, Target
from wobblequest.draw import arena
from wobblequest.draw.field import Field
from wobblequest.draw.kit import Box, Kit
from wobblequest.draw.shapes import shapes
from wobblequest.draw.text import DESCENT, Block
from wobblequest.drills.view import Ring

Sign = Literal["", "good", "fair", "poor", "stale", "lost"]
"""Told apart by form: a tick, a ring, a warning triangle; none at all."""
EXTENT_DEG = 15.0
"""From the dial's middle to its edge: more than most people lean."""
RINGS_DEG = (5.0, 10.0)
FACT_ARCMIN = 24.0
MOST_LINES = 6
GAP, LEAST_GAP = 0.75, 0.45
"""Between two facts, in capitals: where there is room, and before the words become smaller."""


def sign(kit: Kit, state: Sign, size: float, x: float, y: float) -> None:
    """The sign of a state, centred at a place (px)."""
    m, theme = kit.metrics, kit.theme
    if state == "good":
        kit.painter.centred(kit.sprites.tick(size * 0.9, theme.goal_text, on=theme.goal), x, y)
    elif state in ("fair", "stale"):
        kit.painter.centred(kit.sprites.ring(size * 0.45 - m.line_px * 0.6, size * 0.45, theme.mark), x, y)
    elif state:
        kit.painter.centred(kit.sprites.warning(size * 1.15, theme), x, y)


def dial(kit: Kit, cursor: Point | None, asked: Target | None, fill: float, dim: bool, area: Box) -> None:
    """The board's tilt in an area; farther than the dial goes, the dot stays at its edge. ``asked`` is where it should go."""
    left, top, width, height = kit.column(area)
    theme, line = kit.theme, kit.metrics.line_px
    radius = min(width, height) / 2
    at = Field((left + width / 2, top + height / 2), (radius - kit.metrics.cursor_radius_px) / EXTENT_DEG, radius)
    kit.painter.centred(kit.sprites.disc(radius, theme.panel), *at.centre)
    kit.painter.centred(kit.sprites.ring(radius - line * 0.5, radius, theme.quiet), *at.centre)
    for ring_deg in RINGS_DEG:
        ring = ring_deg * at.px_per_deg
        kit.painter.centred(kit.sprites.ring(ring - line * 0.4, ring, theme.quiet), *at.centre)
    for w, h in ((radius * 2 - line, line * 0.5), (line * 0.5, radius * 2 - line)):
        kit.painter.centred(kit.sprites.rounded(ceil(w), ceil(h), h, theme.quiet), *at.centre)
    shown = arena.held(theme) if dim else theme
    if asked is not None:
        shapes(kit, at, (Ring(asked.at, asked.radius_deg, "goal", fill),), shown)
    if cursor is not None:
        far = max(1.0, hypot(*cursor) / EXTENT_DEG)
        arena.dot(kit, at.place(Point(cursor.pitch_deg / far, cursor.roll_deg / far)), shown, grey=dim)


def facts(kit: Kit, rows: Sequence[tuple[str, Sign]], area: Box, *, soft: bool = False) -> None:
    """Rows of words below each other, each with its sign; all of one size, as large as the area holds, never under the floor."""
    left, top, width, height = kit.column(area)
    arcmin = FACT_ARCMIN
    while True:
        capital = kit.metrics.capital_px(arcmin)
        indent = capital * 2.0
        blocks = [kit.lay(words, arcmin=arcmin, width=width - indent, lines=MOST_LINES) for words, _ in rows]
        tall = sum(_height(block) for block in blocks)
        gap = min(GAP * capital, (height - tall) / max(1, len(blocks) - 1))
        if gap >= LEAST_GAP * capital or capital <= kit.metrics.floor_px:
            break
        arcmin *= 0.94
    y = top
    for block, (_, state) in zip(blocks, rows, strict=True):
        sign(kit, state, capital * 1.35, kit.across(left + capital * 0.7, 0.0, (left, width)), y + block.capital_px / 2)
        kit.put(block, left + indent, y, kit.theme.soft if soft else kit.theme.text, "left", within=(left, width))
        y += _height(block) + max(gap, 0.0)


def _height(block: Block) -> float:
    return block.height_px + DESCENT * block.capital_px
