"""Words at their places on a canvas: the sentence at the top, what to do at the bottom, and words anywhere between."""

from __future__ import annotations

from types import MappingProxyType
from typing import Literal

from wobblequest.draw.field import one_line
from wobblequest.draw.kit import Box, Ink, Kit
from wobblequest.draw.text import Align, middle

Size = Literal["huge", "title", "instruction", "secondary", "small"]
"""Capitals of 80, 40, 40, 30 and 20 arcmin; everything shrinks to fit its place, never under 20."""
ARCMIN: MappingProxyType[Size, float] = MappingProxyType(
    {"huge": 80.0, "title": 40.0, "instruction": 40.0, "secondary": 30.0, "small": 20.0})
MOST_LINES = 12
UPRIGHT_MORE = 1.2
"""On an upright canvas, where lines are short, words may have so many times the height."""
MARGIN = 0.01
"""Of the height: nothing is written nearer to the upper and the lower edge."""


def title(kit: Kit, words: str) -> None:
    """On the play screen the title is the instruction and keeps its size; elsewhere one line at three quarters is better than two."""
    taken, w, h = kit.taken, kit.metrics.width_px, kit.metrics.height_px
    aside = max(0.03 * w, taken.corner_px)
    if taken.arena and one_line(kit.metrics):
        kit.say(words, (aside, 0.03 * h, w - 2 * aside, 0.12 * h), arcmin=ARCMIN["title"], lines=1, bold=True)
        return
    room = (aside, 0.032 * h, w - 2 * aside, (0.2 if taken.arena else 0.152) * h)
    kit.say(words, room, arcmin=ARCMIN["title"], bold=True, single=0.97 if taken.arena else 0.74)


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
