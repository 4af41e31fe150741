"""Icons of what stands in menus."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, radians, sin
from types import MappingProxyType
from typing import Literal

from wobblequest.draw.coverage import around
from wobblequest.draw.icon_page import Page

MenuIcon = Literal["more", "map", "calendar", "flag", "person", "gear", "profile"]


def _more(p: Page) -> None:
    for x in (14, 58):
        for y in (14, 58):
            p.form((x, y), (x + 28, y), (x + 28, y + 28), (x, y + 28), soft=8)


def _map(p: Page) -> None:
    p.line((20, 78), (36, 70), (44, 52), (58, 44), width=8)
    p.disc(16, 80, 11)
    p.line((70, 50), (70, 8), width=7)
    p.form((70, 8), (94, 18), (70, 28), soft=5)
    p.arc(70, 52, 13, 0, 360, 8)


def _calendar(p: Page) -> None:
    p.line((12, 22), (88, 22), (88, 88), (12, 88), width=8, closed=True)
    p.line((12, 42), (88, 42), width=8)
    for x in (32, 68):
        p.line((x, 10), (x, 28), width=9)
    p.line((34, 66), (46, 76), (68, 54), width=8)


def _flag(p: Page) -> None:
    p.line((24, 8), (24, 92), width=9)
    p.form((26, 12), (84, 30), (26, 50), soft=7)


def _person(p: Page) -> None:
    p.disc(50, 28, 19)
    p.form((14, 90), *[(50 - 36 * cos(radians(t)), 88 - 34 * sin(radians(t))) for t in range(10, 180, 10)], (86, 90), soft=5)


def _gear(p: Page) -> None:
    p.arc(50, 50, 23, 0, 360, 13)
    for x, y in around((50, 50), 36, 0, 360, 8):
        p.disc(x, y, 8.5)


def _profile(p: Page) -> None:
    for y, right in ((18, 88), (40, 62), (62, 76), (84, 46)):
        p.line((14, y), (right, y), width=12)


MENU_ICONS: MappingProxyType[str, Callable[[Page], None]] = MappingProxyType({
    "more": _more, "map": _map, "calendar": _calendar, "flag": _flag, "person": _person, "gear": _gear, "profile": _profile,
})
