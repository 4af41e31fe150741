"""Icons: drawn from strokes on a square of 100 units, smooth at any size."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, sin
from types import MappingProxyType
from typing import Literal, get_args

import pygame

from wobblequest.core.theme import Colour
from wobblequest.draw.coverage import XY, around
from wobblequest.draw.emblems import EMBLEMS, EmblemName
from wobblequest.draw.exercise_icons import EXERCISE_ICONS, ExerciseIcon
from wobblequest.draw.icon_page import Page
from wobblequest.draw.menu_icons import MENU_ICONS, MenuIcon
from wobblequest.draw.sprites import Sprites

IconName = Literal["play", "cup", "next", "back", "again", "pause", "stop", "check", "lean-forward", "lean-back", "lean-left", "lean-right",
                   "stand", "eye", "hand", "sound", "keyboard", "board", "chart"] | MenuIcon | ExerciseIcon | EmblemName


def _board(p: Page, x: float, y: float, half: float, tilt: float, ball: float = 0.5) -> None:
    """A tilt board seen from the side: a plank upon half a ball; ``tilt`` lowers its right end."""
    p.line((x - half, y - tilt), (x + half, y + tilt))
    r = half * ball
    p.line(*[(a, b + tilt * (a - x) / half) for a, b in around((x, y), r, 90, 270)])


def _play(p: Page) -> None:
    p.form((42, 8), (42, 42), (71, 25))
    _board(p, 50, 68, 44, -11)


def _cup(p: Page) -> None:
    p.line((16, 42), (16, 66), *around((34, 66), 18, 270, 180, 12), *around((52, 66), 18, 180, 90, 12), (70, 66), (70, 42), closed=True)
    p.arc(70, 60, 14, 0, 180)
    for x in (34, 52):
        p.line((x, 28), *[(x + 3.5 * sin(t / 2), 28 - 1.5 * t) for t in range(1, 14)], width=6.5)


def _arrow(p: Page, turn: Callable[[XY], XY]) -> None:
    p.line(turn((16, 50)), turn((84, 50)), width=11)
    p.line(turn((56, 22)), turn((84, 50)), turn((56, 78)), width=11)


def _again(p: Page) -> None:
    p.arc(50, 53, 33, 80, 352, 10)
    p.form((46, 4), (46, 36), (69, 20))


def _pause(p: Page) -> None:
    p.line((34, 20), (34, 80), width=17)
    p.line((66, 20), (66, 80), width=17)


def _stop(p: Page) -> None:
    p.form((24, 24), (76, 24), (76, 76), (24, 76), soft=10)


def _check(p: Page) -> None:
    p.line((18, 54), (42, 77), (84, 26), width=14)


def _person(p: Page, lean: float, *, profile: bool) -> None:
    """A person on a board who leans as one piece from the ankles; ``lean`` is how far the head goes right."""

    def at(x: float, y: float) -> XY:
        return x + lean * (82 - y) / 70, (y + abs(lean) * 0.06 * (82 - y) / 70) * 0.95 - 2

    p.disc(*at(50, 13), 10.5)
    if profile:
        p.line(at(50, 32), at(50, 56), width=15)
        p.line(at(51, 34), at(59, 50), width=7)
        p.line(at(49, 58), at(50, 80), width=11)
        p.line(at(50, 79), at(61, 79), width=8)
    else:
        p.line(at(44, 33), at(56, 33), width=12)
        p.form(at(42, 32), at(58, 32), at(56, 58), at(44, 58), soft=9)
        p.line(at(40, 34), at(34, 54), width=7)
        p.line(at(60, 34), at(66, 54), width=7)
        p.line(at(45, 58), at(43, 80), width=9)
        p.line(at(55, 58), at(57, 80), width=9)
    _board(p, 50, 83, 36, lean * 0.16, 0.34)


def _eye(p: Page) -> None:
    upper = [(x, 50 - 27 * (1 - ((x - 50) / 42) ** 2)) for x in range(8, 93, 4)]
    lower = [(x, 100 - y) for x, y in reversed(upper)]
    p.line(*upper, *lower, width=8, closed=True)
    p.disc(50, 50, 14)


def _hand(p: Page) -> None:
    for x, top in ((30, 30), (43, 17), (56, 15), (69, 24)):
        p.line((x, top), (x, 56), width=10)
    p.form((26, 52), (74, 52), (72, 76), (62, 90), (40, 90), (30, 78), soft=9)
    p.line((74, 62), (86, 44), width=10)


def _sound(p: Page) -> None:
    p.form((12, 38), (28, 38), (48, 20), (48, 80), (28, 62), (12, 62))
    p.arc(46, 50, 20, 45, 135, 8)
    p.arc(46, 50, 38, 45, 135, 8)


def _keyboard(p: Page) -> None:
    p.line((10, 26), (90, 26), (90, 76), (10, 76), width=7, closed=True)
    for y in (40, 52):
        for x in (24, 37, 50, 63, 76):
            p.disc(x, y, 4.2)
    p.line((32, 64), (68, 64), width=7)


def _chart(p: Page) -> None:
    p.line((14, 12), (14, 86), (90, 86), width=8)
    p.line((28, 66), (46, 52), (62, 58), (84, 28), width=10)


_DRAW: MappingProxyType[str, Callable[[Page], None]] = MappingProxyType({
    "play": _play,
    "cup": _cup,
    "next": lambda p: _arrow(p, lambda a: a),
    "back": lambda p: _arrow(p, lambda a: (100 - a[0], a[1])),
    "again": _again,
    "pause": _pause,
    "stop": _stop,
    "check": _check,
    "lean-forward": lambda p: _person(p, 22, profile=True),
    "lean-back": lambda p: _person(p, -18, profile=True),
    "lean-left": lambda p: _person(p, -22, profile=False),
    "lean-right": lambda p: _person(p, 22, profile=False),
    "stand": lambda p: _person(p, 0, profile=False),
    "eye": _eye,
    "hand": _hand,
    "sound": _sound,
    "keyboard": _keyboard,
    "board": lambda p: _board(p, 50, 46, 44, 9),
    "chart": _chart,
    **MENU_ICONS,
    **EXERCISE_ICONS,
    **EMBLEMS,
})
ICONS: tuple[IconName, ...] = tuple(name for kind in get_args(IconName) for name in get_args(kind))


def icon(sprites: Sprites, name: IconName, size_px: float, colour: Colour) -> pygame.Surface:
    """The icon in one colour, ``size_px`` across. Raises KeyError for a name that is not among `ICONS`."""
    draw = _DRAW[name]
    n = ceil(size_px)
    return sprites.free(("icon", name, colour), (n, n), [(lambda pen: draw(Page(pen, size_px / 100)), colour, 1.0)])
