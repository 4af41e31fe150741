"""What a second task shows: a word in one of five inks, or a sign to answer to, on a dark plate in the corner, clear of the dot.

The plate is dark in every theme: an orange dark enough to be read on white is a brown. The inks keep to the hues of Okabe and Ito; their
lightness was chosen so that they stay apart for every eye (differences ≥ 30 ΔE, all readable at 7:1). Who sees colours differently does
better with signs or tones, which need no colour.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from types import MappingProxyType

import pygame

from wobblequest.core.theme import Colour, Theme
from wobblequest.draw.coverage import Pen
from wobblequest.draw.field import area
from wobblequest.draw.kit import Kit
from wobblequest.draw.metrics import TARGET_DEG
from wobblequest.drills.view import Ink, Sign, Word

PLATE: Colour = (0x0B, 0x12, 0x20)
INKS: Mapping[Ink, Colour] = MappingProxyType({
    "plain": (0xFF, 0xFF, 0xFF), "blue": (0x63, 0x9E, 0xFF), "orange": (0xFF, 0x77, 0x00), "green": (0x28, 0xFF, 0x87),
    "pink": (0xCC, 0x8F, 0xB2),
})
HELD: Colour = (0x7C, 0x8D, 0xAE)
"""The ink of what is old."""
NO_GO: Colour = (0xD5, 0x5E, 0x00)
WORD_ARCMIN = 60.0
RIGHT, WIDTH, HEIGHT = 0.985, 0.25, 0.165
"""Where the plate ends at the right, and how large it is at most (shares of the canvas)."""


def second_task(kit: Kit, shape: Word | Sign, theme: Theme) -> None:
    """The word or the sign on its plate, in the upper right corner."""
    m = kit.metrics
    top = (area(m)[1] + 0.005) * m.height_px
    pad, held = m.line_px * 2, theme.name.endswith("-held")
    if isinstance(shape, Sign):
        side = min(m.px(TARGET_DEG) + 2 * pad, WIDTH * m.width_px)
        _plate(kit, side, side, top, theme)
        kit.painter.centred(_sign(kit, shape, side - 2 * pad, held=held), RIGHT * m.width_px - side / 2, top + side / 2)
        return
    block = kit.lay(shape.text, arcmin=WORD_ARCMIN, width=WIDTH * m.width_px - 2 * pad, height=HEIGHT * m.height_px - 2 * pad, lines=1,
                    bold=True)
    width, height = block.width_px + 2 * pad, max(block.height_px + 3 * pad, 0.7 * HEIGHT * m.height_px)
    _plate(kit, width, height, top, theme)
    kit.put(block, RIGHT * m.width_px - width / 2, top + (height - block.height_px) / 2, HELD if held else INKS[shape.ink])


def _plate(kit: Kit, width: float, height: float, top: float, theme: Theme) -> None:
    m = kit.metrics
    picture = kit.sprites.rounded(ceil(width), ceil(height), m.line_px * 2.5, PLATE, border=theme.mark, line=m.line_px * 0.5)
    kit.painter.put(picture, RIGHT * m.width_px - ceil(width), top)


def _sign(kit: Kit, shape: Sign, size_px: float, *, held: bool) -> pygame.Surface:
    """A green disc with a tick to go, an orange cross not to."""
    n = ceil(size_px)
    c, s = n / 2, size_px
    plain = INKS["plain"]
    if shape.kind == "go":
        return kit.sprites.tick(size_px, PLATE, on=HELD if held else INKS["green"])

    def cross(pen: Pen, width: float) -> None:
        for sign in (1, -1):
            pen.line([(c - 0.3 * s, c - sign * 0.3 * s), (c + 0.3 * s, c + sign * 0.3 * s)], width)

    parts = [(lambda pen: cross(pen, 0.3 * s), plain, 1.0), (lambda pen: cross(pen, 0.22 * s), HELD if held else NO_GO, 1.0)]
    return kit.sprites.free(("cross", n, held), (n, n), parts)
