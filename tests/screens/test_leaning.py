from __future__ import annotations

from typing import Any

import pygame
import pytest

from wobblequest.core.theme import THEMES
from wobblequest.draw.canvas import Canvas, Look
from wobblequest.draw.metrics import Metrics
from wobblequest.screens import flow
from wobblequest.screens.leaning import HOLD_THE_RAIL
from wobblequest.screens.screen import Adjust, Click, Intent


@pytest.fixture
def canvas() -> Canvas:
    return Canvas(pygame.Surface((1280, 720)), Look(THEMES["dark"], Metrics(1280, 720)))


def test_a_click_in_a_zone_chooses_it(practice: Any, make_walk: Any, make_past: Any, canvas: Canvas) -> None:
    practice.trials.append(make_past("hold-1", 1, stars=2))
    walk = make_walk(practice, flow.choose(practice))
    walk.ask(Click(1000, 650))
    assert walk.name == "Choose", "nothing is drawn yet"
    walk.screen.draw(canvas)
    canvas.present()
    walk.ask(Click(640, 300))
    assert walk.screen.level.id == "hold-2", "between the zones"
    walk.ask(Click(150, 650))
    assert walk.screen.level.id == "hold-1"
    walk.ask(Click(1100, 650))
    assert walk.name == "Play"


def test_clicks_where_nothing_is_offered_do_nothing(practice: Any, make_walk: Any, canvas: Canvas) -> None:
    walk = make_walk(practice, flow.ready(practice))
    walk.still(1.0)
    walk.screen.draw(canvas)
    for x in range(20, 1280, 60):
        for y in range(20, 720, 60):
            walk.ask(Click(x, y))
    assert walk.seen == ["Ready"]


def test_where_something_is_offered_a_silent_board_is_told(practice: Any, make_walk: Any, canvas: Canvas, monkeypatch: Any) -> None:
    """Nothing can be leaned to then; without a word a person would lean in vain."""
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(Canvas, "link_badge", lambda _, words, state="good", **__: told.append((words, state)))
    for screen in (flow.choose(practice), flow.stopped(practice), flow.about(practice, None)):
        walk = make_walk(practice, screen)
        walk.still(1.0)
        walk.screen.draw(canvas)
        assert told == []
        walk.silence(1.0)
        walk.screen.draw(canvas)
        assert told == [("No signal", "lost")]
        told.clear()


def test_a_lean_that_hangs_chooses_nothing_and_is_told(practice: Any, make_walk: Any, canvas: Canvas) -> None:
    """The sensor has stopped in mid-lean: its samples are all alike, and the person may have come back long ago."""
    walk = make_walk(practice, flow.stopped(practice))
    walk.still(5.0)
    walk.lean(0.8, 0.0, 8.0)
    assert walk.screen.fill("right") > 0
    walk.heard = {"hangs": True}
    walk.lean(5.0, 0.0, 8.0)
    assert walk.name == "Stopped"
    walk.screen.draw(canvas)
    assert canvas.told[0] == HOLD_THE_RAIL
    walk.heard = {}
    walk.still(5.0)
    walk.lean(2.5, 0.0, 8.0)
    assert walk.name != "Stopped"


def test_no_screen_says_to_lean_while_the_board_is_silent(practice: Any, make_walk: Any, canvas: Canvas) -> None:
    walk = make_walk(practice, flow.stopped(practice))
    walk.still(1.0)
    walk.screen.draw(canvas)
    alive = canvas.told
    walk.silence(1.0)
    walk.screen.draw(canvas)
    canvas.present()
    assert canvas.told[0] == HOLD_THE_RAIL
    assert canvas.told[1:] == alive[:1], "the title stays, the instruction does not"
    walk.still(1.0)
    walk.screen.draw(canvas)
    assert canvas.told == alive


def test_adjusting_outside_a_trial_does_nothing(practice: Any) -> None:
    assert flow.choose(practice).request(Adjust("size", 1)) is None


@pytest.mark.parametrize("deed", ["pause", "theme", "rezero", "skip"])
def test_keys_without_a_meaning_here_do_nothing(deed: Any, practice: Any) -> None:
    screen = flow.stopped(practice)
    assert screen.request(Intent(deed)) is None
    assert not screen.finished


def test_the_dwell_rises_in_tone_and_begins_anew(practice: Any, make_walk: Any) -> None:
    walk = make_walk(practice, flow.stopped(practice))
    walk.still(4.5)
    walk.lean(1.4, 0.0, 7.0)
    walk.lean(0.5)
    tones = [int(name[5:]) for name in practice.said if name.startswith("dwell")]
    assert tones == sorted(tones)
    assert tones[0] == 1
    assert 6 <= len(tones) <= 12
    walk.lean(0.6, 0.0, 7.0)
    assert practice.said[-1] != "choose"
    assert "dwell1" in practice.said[len(tones):]
