"""A shape for each person, beside what they go by: whoever reads no name from afar still sees that it is not theirs."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from math import cos, pi, sin
from types import MappingProxyType
from typing import Literal, get_args
from zlib import crc32

from wobblequest.draw.coverage import XY
from wobblequest.draw.icon_page import Page

EmblemName = Literal["emblem-disc", "emblem-square", "emblem-triangle", "emblem-diamond", "emblem-star", "emblem-plus", "emblem-ring",
                     "emblem-drop", "emblem-heart", "emblem-moon", "emblem-flower", "emblem-house"]


def emblem_of(alias: str) -> EmblemName:
    """The shape of whoever goes by this alias: the same at every start and in any case. Two people may have the same one: it goes beside
    the alias, not in its place."""
    names: tuple[EmblemName, ...] = get_args(EmblemName)
    key = unicodedata.normalize("NFC", unicodedata.normalize("NFC", alias.strip()).casefold())
    return names[crc32(key.encode("utf-8", "surrogatepass")) % len(names)]


def _corners(n: int, radius: float, turn: float = -90.0) -> list[XY]:
    return [(50 + radius * cos(2 * pi * i / n + turn * pi / 180), 50 + radius * sin(2 * pi * i / n + turn * pi / 180)) for i in range(n)]


def _star(p: Page) -> None:
    outer, inner = _corners(5, 44), _corners(5, 19, -54.0)
    p.form(*[point for pair in zip(outer, inner, strict=True) for point in pair])


def _ring(p: Page) -> None:
    p.disc(50, 50, 42)
    p.disc(50, 50, 22, erase=True)


def _plus(p: Page) -> None:
    p.line((50, 18), (50, 82), width=26)
    p.line((18, 50), (82, 50), width=26)


def _drop(p: Page) -> None:
    p.disc(50, 62, 28)
    p.form((50, 9), (73.9, 47.5), (26.1, 47.5), soft=1.0)


def _heart(p: Page) -> None:
    p.disc(32, 36, 21)
    p.disc(68, 36, 21)
    p.form((14.5, 47.5), (85.5, 47.5), (50, 88), soft=3.0)
    p.form((32, 36), (68, 36), (50, 60))


def _moon(p: Page) -> None:
    p.disc(46, 50, 40)
    p.disc(64, 42, 31, erase=True)


def _flower(p: Page) -> None:
    for x, y in _corners(6, 26):
        p.disc(x, y, 17)
    p.disc(50, 50, 12, erase=True)


def _house(p: Page) -> None:
    p.form((10, 48), (50, 12), (90, 48))
    p.form((22, 48), (78, 48), (78, 86), (22, 86))


EMBLEMS: MappingProxyType[str, Callable[[Page], None]] = MappingProxyType({
    "emblem-disc": lambda p: p.disc(50, 50, 40),
    "emblem-square": lambda p: p.form((16, 16), (84, 16), (84, 84), (16, 84)),
    "emblem-triangle": lambda p: p.form((50, 12), (92, 84), (8, 84)),
    "emblem-diamond": lambda p: p.form((50, 6), (86, 50), (50, 94), (14, 50)),
    "emblem-star": _star,
    "emblem-plus": _plus,
    "emblem-ring": _ring,
    "emblem-drop": _drop,
    "emblem-heart": _heart,
    "emblem-moon": _moon,
    "emblem-flower": _flower,
    "emblem-house": _house,
})
