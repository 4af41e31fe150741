"""The bundled fonts: letters of latin languages and of Hebrew, all sized by the height of their capitals."""

from __future__ import annotations

from functools import cache, lru_cache
from io import BytesIO
from typing import Literal

import pygame

from wobblequest.core.assets import asset

CAPITAL = 0.668
"""Height of capitals as a share of the em in both weights (its own OS/2 table). Hebrew letters are made as high (assets/fonts/build.py)."""
ARROWS = {"→": (1, 0), "←": (-1, 0), "↑": (0, -1), "↓": (0, 1)}
ARROW_WIDE = 0.95
"""An arrow is so wide, in ems."""
_ALIKE = str.maketrans({"\u202f": "\u00a0", "\u2009": "\u00a0", "\u2010": "-", "\u2011": "-", "\u2032": "'", "\u2033": '"'})
"""Signs that no font here has, and those that look the same."""
_NOWHERE = "\uffff"
"""No font has it."""
Kind = Literal["latin", "hebrew", "spare", "arrow"]
_FILES: dict[Kind, str] = {"latin": "AtkinsonHyperlegible", "hebrew": "NotoSansHebrew"}


def _ready() -> None:
    """Fonts die with pygame, and using a dead one ends the program: so they are let go when it quits."""
    if not pygame.font.get_init():
        pygame.font.init()
    if not font.cache_info().currsize:
        pygame.register_quit(font.cache_clear)


@lru_cache(maxsize=96)
def font(kind: Kind, bold: bool, em_px: int) -> pygame.font.Font:
    """A font by what it is for; ``spare`` is for the few signs that none of the bundled ones has."""
    _ready()
    if kind == "spare":
        return pygame.font.Font(None, round(em_px * 1.25))
    return pygame.font.Font(BytesIO(_file(kind, bold)), em_px)  # the font holds on to it; as a path it would hold the file open


@cache
def _file(kind: Kind, bold: bool) -> bytes:
    return asset(f"fonts/{_FILES[kind]}-{'Bold' if bold else 'Regular'}.ttf").read_bytes()


@cache
def _kind(sign: str, bold: bool) -> Kind:
    if sign in ARROWS:
        return "arrow"
    return next((kind for kind in _FILES if _inked(kind, bold, sign) != _inked(kind, bold, _NOWHERE)), "spare")


def _inked(kind: Kind, bold: bool, sign: str) -> bytes:
    """What a sign looks like in a font. One that the font has not looks like any other that it has not: pygame does not tell otherwise."""
    drawn = font(kind, bold, 24)
    if not drawn.size(sign)[0]:
        return b""  # a sign without width cannot be drawn alone
    return pygame.image.tobytes(drawn.render(sign, False, (255, 255, 255), (0, 0, 0)), "RGB")


def em_px(capital_px: float) -> int:
    """The font size whose capitals are at least so high, in whole pixels."""
    return max(1, round(capital_px / CAPITAL))


@lru_cache(maxsize=2048)
def runs(line: str, bold: bool) -> tuple[tuple[Kind, str], ...]:
    """A line as it stands, in parts of one font each; an arrow, which is drawn, is a part of its own."""
    parts: list[tuple[Kind, str]] = []
    for sign in line.translate(_ALIKE):
        kind = parts[-1][0] if sign == " " and parts and parts[-1][0] != "arrow" else _kind(sign, bold)
        if parts and parts[-1][0] == kind != "arrow":
            parts[-1] = (kind, parts[-1][1] + sign)
        else:
            parts.append((kind, sign))
    return tuple(parts)


@lru_cache(maxsize=4096)
def width_px(line: str, bold: bool, size: int) -> int:
    """How wide a line is at a font size, as it stands."""
    return sum(round(size * ARROW_WIDE) if kind == "arrow" else font(kind, bold, size).size(run)[0] for kind, run in runs(line, bold))
