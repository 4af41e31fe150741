"""Sound guidance in the program's own loop: heard in play of a level that asks for it, silent else and when the board is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from wobblequest.input.simulated import SimulatedSource
from wobblequest.input.source import Link
from wobblequest.levels.level import level_from_json
from wobblequest.screens.play import Play
from wobblequest.session.guidance import Guidance


class Heard:
    """Stands in for the sound: what was to be heard, frame by frame."""

    def __init__(self) -> None:
        self.frames: list[Guidance | None] = []

    def update(self, now_s: float, heard: Guidance | None) -> None:
        self.frames.append(heard)


class Breakable(SimulatedSource):
    """A simulated board whose cable can be pulled."""

    silent = False

    def poll(self, now_s: float) -> list[Any]:
        readings = super().poll(now_s)
        return [] if self.silent else readings

    def link(self, now_s: float) -> Link:
        return Link("stale", "", 0.5, 100.0) if self.silent else super().link(now_s)


@pytest.mark.parametrize("guided", [True, False])
def test_it_is_heard_in_play_only(guided: bool, hall_on: Callable[..., Any]) -> None:
    level = level_from_json({
        "id": "hold-9", "title": "By ear", "drill": "hold", "difficulty": 9.0, "words": {"goal": "Follow the sound"},
        "sound_guidance": guided,
        "parameters": {"radius_deg": 2.0, "duration_s": 8.0, "direction_deg": 90.0, "distance_deg": 7.0},
        "anchors": {"zero": 10.0, "one_star": 40.0, "two_stars": 60.0, "three_stars": 80.0, "hundred": 95.0},
    })
    source = Breakable(0.9, 3)
    hall = hall_on(source)
    heard = hall.loop.guide = Heard()
    list(hall.run(1.0))
    hall.loop.screen = Play(hall.practice, hall.practice.begin_trial(level))
    list(hall.run(2.0))
    assert set(heard.frames) == {None}
    list(hall.run(4.0))
    assert any(heard.frames) is guided
    if guided:
        assert max(each.pan for each in heard.frames if each is not None) > 0.5
    source.silent = True
    heard.frames.clear()
    list(hall.run(0.5))
    assert set(heard.frames) == {None}
