"""Words at their places on a canvas: the sentence at the top, what to do at the bottom, and words anywhere between."""

from __future__ import annotations

from types import MappingProxyType
from typing import Literal

from wobblequest.draw.field import one_line
from wobblequest.draw.kit import Box, Ink, Kit
from wobblequest.draw.notices import BADGE_FOOT
from wobblequest.draw.text import Align, Block, middle

Size = Literal["huge", "title", "instruction", "secondary", "small"]
"""Capitals of 80, 40, 40, 30 and 20 arcmin; everything shrinks to fit its place, never under 20."""
ARCMIN: MappingProxyType[Size, float] = MappingProxyType(
    {"huge": 80.0, "title": 40.0, "instruction": 40.0, "secondary": 30.0, "small": 20.0})
MOST_LINES = 12
UPRIGHT_MORE = 1.2
"""On an upright canvas, where lines are short, words may have so many times the height."""
ASCENDERS, ACCENTS = 0.06, 0.3
"""How far small letters such as l, and capitals with signs upon them, reach above capitals, in heights of those."""
MARGIN = 0.01
"""Of the height: nothing is written nearer to the upper and the lower edge."""


def title(kit: Kit, words: str) -> None:
    """On the play screen the title is the instruction and keeps its size; elsewhere one line at three quarters is better than two."""
    """A badge in the corner lies above a line of it; only words that would run into that make room, in more and shorter lines first."""
    taken, w, h = kit.taken, kit.metrics.width_px, kit.metrics.height_px
    in_one = taken.arena and one_line(kit.metrics)
    top, high = (0.03 * h, 0.12 * h) if in_one else (0.032 * h, (0.2 if taken.arena else 0.152) * h)
    aside, lines, single = 0.03 * w, 1 if in_one else 2, 0.97 if taken.arena else 0.74
    block = kit.lay(words, arcmin=ARCMIN["title"], width=w - 2 * aside, height=high, lines=lines, bold=True, single=single)
    above = top + middle(block, high) - _above_capitals(block) * block.capital_px
    if taken.corner_px and (w + block.width_px) / 2 > w - taken.corner_px and above < BADGE_FOOT * kit.metrics.floor_px:
        aside, lines, single = taken.corner_px, 2, 1.0
    kit.say(words, (aside, top, w - 2 * aside, high), arcmin=ARCMIN["title"], lines=lines, bold=True, single=single)


def _above_capitals(block: Block) -> float:
    accents = any(sign.isupper() and not sign.isascii() for line in block.lines[:1] for sign in line)
    return ACCENTS if accents or block.right_to_left else ASCENDERS


def subtitle(kit: Kit, words: str) -> None:
    w, h = kit.metrics.width_px, kit.metrics.height_px
    block = kit.lay(words, arcmin=ARCMIN["secondary"], width=0.92 * w, height=0.118 * h, single=0.8)
    kit.put(block, w / 2, 0.203 * h, kit.theme.soft)


def instruction(kit: Kit, words: str) -> None:
    w, h = kit.metrics.width_px, kit.metrics.height_px
    top, bottom = 0.77 * h, 0.99 * h - kit.taken.foot_px
    kit.say(words, (0.03 * w, top, 0.94 * w, bottom - top), arcmin=ARCMIN["instruction"], bold=True, single=0.97)


def text(kit: Kit, words: str, room: Box, size: Size, role: Ink, align: Align, lines: int, bold: bool) -> None:
    """``room`` : the place of the words' ``align`` and middle, and how much room they have, in shares of the canvas."""
    x, y, width, height = room
    height = min(height * (UPRIGHT_MORE if kit.upright and lines > 1 else 1.0), 2 * (min(y, 1 - y) - MARGIN))
    before = {"left": 0.0, "centre": 0.5, "right": 1.0}[align]
    left, top, wide, high = kit.column((x - before * width, y - height / 2, width, height))
    block = kit.lay(words, arcmin=ARCMIN[size], width=wide, height=high, lines=lines, bold=bold)
    kit.put(block, left + before * wide, top + middle(block, high), kit.ink(role), align, within=(left, wide))


def paragraph(kit: Kit, words: str, area: Box, size: Size, role: Ink) -> None:
    kit.say(words, kit.column(area), arcmin=ARCMIN[size], lines=MOST_LINES, colour=kit.ink(role), align="left")
