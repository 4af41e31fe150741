"""An icon for each exercise: the dot, and what it has to do."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, radians, sin
from types import MappingProxyType
from typing import Literal

from wobblequest.draw.icon_page import Page

ExerciseIcon = Literal["hold", "drift", "align", "roll", "reach", "shift", "recall", "track", "rhythm", "maze", "catch", "react", "dual"]


def _ring(p: Page, x: float, y: float, radius: float, width: float = 8) -> None:
    p.arc(x, y, radius, 0, 360, width)


def _hold(p: Page) -> None:
    _ring(p, 50, 50, 37)
    p.disc(50, 50, 14)


def _drift(p: Page) -> None:
    _ring(p, 50, 38, 32)
    p.disc(58, 34, 11)
    p.line((8, 88), *[(8 + t, 88 - 6 * sin(t / 84 * 4 * pi)) for t in range(4, 85, 4)], width=7)


def _align(p: Page) -> None:
    p.line((50, 6), (50, 58), width=7)
    p.form((50, 92), (34, 62), (66, 62), soft=7)
    p.line((14, 20), (32, 20), width=8)
    p.line((68, 20), (86, 20), width=8)


def _roll(p: Page) -> None:
    p.line((10, 62), (90, 84), width=10)
    p.disc(42, 50, 18)


def _reach(p: Page) -> None:
    p.disc(50, 50, 13)
    for degrees in (0, 90, 180, 270):
        _ring(p, 50 + 36 * sin(radians(degrees)), 50 - 36 * cos(radians(degrees)), 9, 7)


def _shift(p: Page) -> None:
    for x in (6, 62):
        p.line((x, 30), (x + 32, 30), (x + 32, 70), (x, 70), width=8, closed=True)
    p.disc(22, 50, 10)
    p.form((45, 41), (45, 59), (56, 50))


def _recall(p: Page) -> None:
    for start in range(0, 360, 45):
        p.arc(50, 50, 34, start + 6, start + 32, 8)
    p.line((50, 40), (50, 60), width=8)
    p.line((40, 50), (60, 50), width=8)


def _track(p: Page) -> None:
    p.line(*[(10 + 0.8 * t, 50 + 28 * sin(t / 100 * 2 * pi)) for t in range(0, 101, 4)], width=8)
    p.disc(30, 78, 13)


def _rhythm(p: Page) -> None:
    p.line((34, 10), (66, 10), (82, 90), (18, 90), width=8, closed=True)
    p.line((50, 74), (78, 24), width=8)
    p.disc(70, 38, 9)


def _maze(p: Page) -> None:
    p.line((10, 10), (90, 10), (90, 90), (10, 90), (10, 34), width=8)
    p.line((10, 34), (64, 34), (64, 62), (36, 62), width=8)
    p.disc(40, 48, 7)


def _catch(p: Page) -> None:
    for x, y in ((26, 16), (50, 34), (74, 12)):
        p.disc(x, y, 10)
    p.line((14, 62), (26, 88), (74, 88), (86, 62), width=10)


def _react(p: Page) -> None:
    p.form((56, 4), (22, 56), (46, 56), (40, 96), (78, 40), (52, 40), soft=5)


def _dual(p: Page) -> None:
    _ring(p, 34, 60, 26)
    p.disc(34, 60, 10)
    p.line((72, 12), (72, 52), width=8)
    p.line((72, 12), (92, 22), width=8)
    p.disc(64, 54, 10)


EXERCISE_ICONS: MappingProxyType[str, Callable[[Page], None]] = MappingProxyType({
    "hold": _hold, "drift": _drift, "align": _align, "roll": _roll, "reach": _reach, "shift": _shift, "recall": _recall, "track": _track,
    "rhythm": _rhythm, "maze": _maze, "catch": _catch, "react": _react, "dual": _dual,
})
