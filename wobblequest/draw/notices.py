"""What must not be overlooked: a quiet veil with one sentence, a caution, how the board is heard, and the therapist's keys."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from wobblequest.draw import board
from wobblequest.draw.board import Sign
from wobblequest.draw.icons import IconName, icon
from wobblequest.draw.kit import Box, Ink, Kit
from wobblequest.draw.text import DESCENT

LinkState = Sign
"""How a board is heard: good (a tick), fair or stale (a ring), poor or lost (a warning)."""
VEIL = 0.82
"""How much of what was drawn a veil covers: words upon it are readable whatever that was."""
BADGE_MIDDLE, BADGE_FOOT = 0.75, 1.55
"""How far down the middle of a badge is, and what hangs below its words, in heights of its capitals."""
INSTRUCTION_TOP = 0.77
"""A zone that reaches lower stands where an instruction would."""
ICON_DEG = {"small": 1.0, "medium": 2.4, "large": 5.0}
CORNER_SHARE = 0.26
UPRIGHT_SHARE = 0.6
"""Of the canvas's width: so much a badge with a detail may take at the foot, beside the arena, or below it on an upright screen."""


def veil(kit: Kit, words: str, detail: str) -> None:
    m, theme = kit.metrics, kit.theme
    cover = kit.sprites.rounded(m.width_px, m.height_px, 0.01, theme.outer, opacity=VEIL)
    kit.painter.put(cover, 0, 0)
    w, h = m.width_px, m.height_px
    if words:
        kit.say(words, (w * 0.06, h * 0.28, w * 0.88, h * 0.28), arcmin=56, bold=True)
    if detail:
        kit.say(detail, (w * 0.08, h * 0.56, w * 0.84, h * 0.2), arcmin=30)


def panel(kit: Kit, area: Box) -> None:
    """A rounded panel in an area (shares of the canvas)."""
    left, top, width, height = kit.box(area)
    kit.painter.put(kit.sprites.rounded(round(width), round(height), kit.metrics.line_px * 2.5, kit.theme.panel), left, top)


def notice(kit: Kit, words: str, y: float, *, sign: bool = True) -> None:
    """A panel with the caution sign and words, its middle at a share of the canvas's height, all of it on the canvas."""
    m, theme = kit.metrics, kit.theme
    size = m.px(0.95) if sign else 0.0
    block = kit.lay(words, arcmin=30, width=m.width_px * 0.82 - size, height=m.height_px * 0.15, bold=True)
    pad = max(m.line_px * 2, block.capital_px * DESCENT * 1.5)  # what hangs below the last line stays on the panel
    width = size + block.width_px + pad * (3 if sign else 2)
    height = max(size, block.height_px) + pad * 1.5
    left, top = (m.width_px - width) / 2, min(m.height_px * y - height / 2, m.height_px * 0.985 - height)
    plate = kit.sprites.rounded(ceil(width), ceil(height), m.line_px * 2.5, theme.panel, border=theme.mark, line=m.line_px * 0.5)
    kit.painter.put(plate, left, top)
    plate_row = (left, width)
    if sign:
        kit.painter.centred(kit.sprites.warning(size, theme), kit.across(left + pad + size / 2, 0.0, plate_row), top + height / 2)
    middle = kit.across(left + width - pad - block.width_px / 2, 0.0, plate_row)
    kit.put(block, middle, top + (height - block.height_px) / 2, theme.text)


def instead(kit: Kit, words: str, zones: Sequence[Box]) -> None:
    """A notice where an instruction would stand or, where there are zones (shares), above those; over whatever lies there."""
    low = [top for _, top, _, height in zones if top + height > INSTRUCTION_TOP]
    notice(kit, words, min(low) - 0.08 if low else 0.88)


def pictured(kit: Kit, name: IconName, at: tuple[float, float], size: str, role: Ink) -> None:
    """A picture centred at a place (px); with the role caution it bears the caution sign."""
    size_px = kit.metrics.px(ICON_DEG[size])
    kit.painter.centred(icon(kit.sprites, name, size_px, kit.mark(role)), *at)
    if role == "caution":
        kit.painter.centred(kit.sprites.warning(size_px * 0.32, kit.theme), at[0] + size_px * 0.4, at[1] + size_px * 0.2)


def badge(kit: Kit, words: str, state: LinkState) -> float:
    """Above the title, so high up that one line of it stands clear of it. Gives how much of the width it takes (px)."""
    m, theme = kit.metrics, kit.theme
    block = kit.lay(words, arcmin=20, width=m.width_px * 0.22, lines=1)
    size, pad = m.floor_px * 1.3, m.floor_px * 0.5
    right, y = m.width_px * 0.98, BADGE_MIDDLE * m.floor_px
    if block.lines:
        kit.put(block, right, y - block.height_px / 2, theme.soft if state == "good" else theme.text, "right")
    board.sign(kit, state, size, right - block.width_px - pad - size / 2, y)
    return block.width_px + m.floor_px * 2.6 + m.width_px * 0.02


def foot_badge(kit: Kit, words: str, state: LinkState, detail: str) -> None:
    """The same with a reason, in the corner at the foot, where the sentence above keeps its size."""
    m, theme = kit.metrics, kit.theme
    size, pad = m.floor_px * 1.3, m.floor_px * 0.5
    right = m.width_px * 0.98
    corner = m.width_px * (CORNER_SHARE if m.width_px > m.height_px else UPRIGHT_SHARE)
    reason = kit.lay(detail, arcmin=20, width=corner, height=m.height_px * 0.28, lines=3)
    foot = m.height_px * 0.98 - kit.taken.foot_px - DESCENT * reason.capital_px
    kit.put(reason, right, foot - reason.height_px, theme.soft, "right")
    word = kit.lay(words, arcmin=20, width=corner - size - pad, bold=True)
    y = foot - reason.height_px - word.capital_px * 1.1
    kit.put(word, right, y - word.height_px, theme.text, "right")
    board.sign(kit, state, size, right - word.width_px - pad - size / 2, y - word.height_px / 2)


def key_rows(kit: Kit, keys: Sequence[tuple[str, str]]) -> list[list[tuple[str, str, float]]]:
    """Keys laid in rows across the canvas, each with its width in px."""
    rows: list[list[tuple[str, str, float]]] = [[]]
    used = 0.0
    for key, words in keys:
        wide = _cap_width(kit, key) + kit.lay(words, arcmin=20, width=1e9, lines=1).width_px + kit.metrics.floor_px * 0.5
        if rows[-1] and used + wide > kit.metrics.width_px * 0.96:
            rows.append([])
            used = 0.0
        rows[-1].append((key, words, wide))
        used += wide + kit.metrics.floor_px * 1.1
    return rows


def row_px(kit: Kit) -> float:
    return kit.metrics.floor_px * 1.95


def key_help(kit: Kit, keys: Sequence[tuple[str, str]]) -> None:
    m, theme = kit.metrics, kit.theme
    rows = key_rows(kit, keys)
    gap = m.floor_px * 1.1
    if kit.taken.arena:
        height = row_px(kit) * len(rows) + m.floor_px * 0.6
        kit.painter.put(kit.sprites.rounded(m.width_px, ceil(height), 0.01, theme.outer), 0, m.height_px - ceil(height))
    for i, row in enumerate(rows):
        y = m.height_px - row_px(kit) * (len(rows) - i - 0.5) - m.floor_px * 0.1
        x = (m.width_px - sum(wide for _, _, wide in row) - gap * (len(row) - 1)) / 2
        for key, words, wide in row:
            cap = _cap_width(kit, key)
            height = m.floor_px * 1.65
            border = max(2.0, m.line_px * 0.2)
            plate = kit.sprites.rounded(max(1, ceil(cap)), ceil(height), m.floor_px * 0.35, theme.panel, border=theme.mark, line=border)
            beside = wide - cap - m.floor_px * 0.5
            at = kit.across(x, cap, (0.0, m.width_px))
            if key:
                kit.painter.put(plate, at, y - height / 2)
                kit.say(key, (at, y - height / 2, cap, height), arcmin=20, lines=1, bold=True)
            at = kit.across(x + cap + m.floor_px * 0.5, beside, (0.0, m.width_px))
            kit.say(words, (at, y - height / 2, beside + 1, height), arcmin=20, lines=1, colour=theme.soft, align="left")
            x += wide + gap


def _cap_width(kit: Kit, key: str) -> float:
    """Of a key's plate (px); words without a key stand alone."""
    if not key:
        return 0.0
    return max(kit.lay(key, arcmin=20, width=1e9, lines=1, bold=True).width_px + kit.metrics.floor_px * 0.8, kit.metrics.floor_px * 1.65)
