"""Nothing flashes: every drill and the ways between are played in the program's own loop, and each frame is looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pygame
import pytest

from tests.support.flashes import FIELD_DEG, Flashes
from wobblequest.core.calibration import Calibration
from wobblequest.core.reach import Reach
from wobblequest.draw.metrics import Metrics
from wobblequest.draw.window import GameWindow
from wobblequest.drills.register import DRILLS
from wobblequest.input.simulated import SimulatedSource
from wobblequest.screens import flow

SIZE = (640, 360)
"""The same picture as at 1920×1080, smaller: sizes are angles."""


class Watched(GameWindow):
    """A window of which every frame is looked at."""

    def __init__(self) -> None:
        super().__init__(pygame.Surface(SIZE, 0, 32))
        self.flashes, self.clock = Flashes(Metrics(*SIZE).px(FIELD_DEG)), 0.0
        self.looked_at = 0

    def present(self) -> None:
        self.canvas.present()
        self.flashes.feed(np.ascontiguousarray(pygame.surfarray.array3d(self._surface).transpose(1, 0, 2)), self.clock)
        self.looked_at += 1


def watch(hall: Any, seconds: float) -> Flashes:
    """Let so much time pass, and tell what flashed."""
    window = hall.loop.window = Watched()
    until = hall.now_s + seconds
    while hall.now_s < until:
        window.clock = hall.now_s
        hall.wait(0.001)
    assert window.looked_at >= 0.9 * seconds * 30
    return window.flashes


def hall_with_reach(hall_on: Callable[..., Any], theme: str, **options: Any) -> Any:
    hall = hall_on(SimulatedSource(skill=0.6, seed=3), **options)
    hall.practice.keep_calibration(Calibration())
    hall.practice.keep_reach(Reach())
    hall.practice.keep_preferences(hall.practice.preferences.model_copy(update={"theme": theme}))
    return hall


@pytest.mark.parametrize("drill", DRILLS)
def test_no_drill_flashes(hall_on: Callable[..., Any], drill: str) -> None:
    """The hardest level that is no test, in the theme in which light moves most."""
    hall = hall_with_reach(hall_on, "dark")
    level = [each for each in hall.practice.levels if each.drill == drill and not each.test][-1]
    hall.loop.screen = flow.go_on(hall.practice, hall.practice.begin_trial(level))
    flashes = watch(hall, 9.0)
    assert hall.practice.trial is not None
    assert hall.practice.trial.play_s > 3.0, "it was played"
    assert flashes.at_s == []


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_no_screen_flashes_on_the_way_through_a_session(hall_on: Callable[..., Any], theme: str) -> None:
    hall = hall_with_reach(hall_on, theme, level="hold-1")
    assert watch(hall, 45.0).at_s == []


def test_a_screen_that_flashes_would_be_seen(hall_on: Callable[..., Any]) -> None:
    hall = hall_with_reach(hall_on, "dark")
    themes = ("dark", "light")
    window = hall.loop.window = Watched()
    for i in range(60):
        window.look_as(replace(window._viewing, theme=themes[i // 8 % 2]))
        hall.loop.looked = (hall.practice.preferences, hall.practice.station)
        window.clock = hall.now_s
        hall.wait(0.001)
    assert len(window.flashes.at_s) >= 2
