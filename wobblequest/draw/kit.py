"""What every part of a picture is drawn with: the painter, the theme, the sizes, the sprites and the writer, held together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from wobblequest.core.languages import ENGLISH
from wobblequest.core.theme import Colour, Theme
from wobblequest.draw.hits import Hits
from wobblequest.draw.metrics import Metrics
from wobblequest.draw.painter import Painter
from wobblequest.draw.sprites import Sprites
from wobblequest.draw.text import Align, Block, Writer, fit, middle
from wobblequest.draw.upright import stacked
from wobblequest.language.catalogue import Catalogue, catalogue
from wobblequest.language.order import begins_at_right

Box = tuple[float, float, float, float]
"""(left, top, width, height) in px."""
Span = tuple[float, float]
"""(left, width) in px: a row across which words are read."""
Ink = Literal["text", "soft", "me", "goal", "done", "caution"]

_MIRRORED: Mapping[Align, Align] = MappingProxyType({"left": "right", "centre": "centre", "right": "left"})


@dataclass(slots=True)
class Taken:
    """What the frame under way holds that others make room for. Known once all is asked for (see `Painter.later`)."""

    corner_px: float = 0.0
    foot_px: float = 0.0
    forward_zone: bool = False
    arena: bool = False
    subtitle: bool = False


@dataclass(slots=True)
class Kit:
    """Painting tools for one canvas."""

    painter: Painter
    theme: Theme
    metrics: Metrics
    calm: bool = False
    language: Catalogue = field(default_factory=lambda: catalogue(ENGLISH))
    sprites: Sprites = field(default_factory=Sprites)
    writer: Writer = field(default_factory=Writer)
    taken: Taken = field(default_factory=Taken)
    hits: Hits = field(default_factory=Hits)

    def box(self, area: Box) -> Box:
        """An area in shares of the canvas, in px."""
        w, h = self.metrics.width_px, self.metrics.height_px
        return area[0] * w, area[1] * h, area[2] * w, area[3] * h

    def column(self, area: Box) -> Box:
        """The same, for what may stand beside something else: on an upright canvas it stands above or below that."""
        return self.box(stacked(area) if self.upright else area)

    @property
    def upright(self) -> bool:
        """Whether the canvas is higher than wide."""
        return self.metrics.height_px > self.metrics.width_px

    def ink(self, role: Ink) -> Colour:
        """The colour in which words of that role are readable. Orange and sky blue are marks, not letters: such words are plain text."""
        return self.theme.soft if role == "soft" else self.theme.text

    def mark(self, role: Ink) -> Colour:
        """The colour of a picture of that role. Vermillion needs its edge to be seen, so a cautioning picture bears the sign instead."""
        t = self.theme
        return {"text": t.text, "soft": t.soft, "me": t.me, "goal": t.goal, "done": t.done, "caution": t.text}[role]

    def lay(self, words: str, *, arcmin: float, width: float, height: float = 1e9, lines: int = 2, bold: bool = False,
            single: float = 0.86) -> Block:
        """Words laid out in a room of px, in the kit's language, capitals of ``arcmin`` or smaller, never under the floor."""
        m, text = self.metrics, self.language.said(words)
        return fit(text, bold=bold, capital_px=m.capital_px(arcmin), floor_px=m.floor_px, width=width, height=height, lines=lines,
                   single=single, right_to_left=begins_at_right(text, self.right_to_left))

    @property
    def right_to_left(self) -> bool:
        """Whether the language is read from the right."""
        return self.language.info.right_to_left

    def across(self, left: float, wide: float, within: Span) -> float:
        """Where something ``wide`` px wide begins that has its place in a row: mirrored in the row where one reads from the right."""
        return 2 * within[0] + within[1] - left - wide if self.right_to_left else left

    def put(self, block: Block, x: float, top: float, colour: Colour, align: Align = "centre", *, within: Span | None = None) -> None:
        """A block with its first line's capitals beginning at ``top``; ``x`` is its left, middle or right.

        ``within`` a row of words (left, width) the block has a place in the order of reading, and ``left`` is where reading begins.
        """
        if not block.lines:
            return
        if within is not None and self.right_to_left:
            x, align = self.across(x, 0.0, within), _MIRRORED[align]
        left = x - {"left": 0.0, "centre": block.width_px / 2, "right": float(block.width_px)}[align]
        self.write(block, left, top, colour, align)

    def write(self, block: Block, left: float, top: float, colour: Colour, align: Align) -> None:
        """A block with the left of its longest line and the top of its first line's capitals in px. All words on a canvas come by here."""
        picture, above = self.writer.picture(block, colour, align)
        self.painter.put(picture, left, top - above)

    def say(self, words: str, room: Box, *, arcmin: float, lines: int = 2, bold: bool = False, colour: Colour | None = None,
            align: Align = "centre", single: float = 0.86) -> Block:
        """Words in the middle of a room's height; ``left`` is where reading begins, ``right`` where it ends.

        One line stands by its capitals, so long as there is room below for what hangs from it; of more lines, that counts too.
        """
        left, top, width, height = room
        block = self.lay(words, arcmin=arcmin, width=width, height=height, lines=lines, bold=bold, single=single)
        x = left + {"left": 0.0, "centre": width / 2, "right": width}[align]
        self.put(block, x, top + middle(block, height), colour or self.theme.text, align, within=(left, width))
        return block
