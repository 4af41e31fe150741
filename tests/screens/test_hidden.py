"""While a place is to be found unseen, the screen and its sounds tell nothing of where the dot is."""

from __future__ import annotations

from typing import Any

import pytest

pygame = pytest.importorskip("pygame")

from wobblequest.core.theme import THEMES  # noqa: E402
from wobblequest.draw.canvas import Canvas, Look  # noqa: E402 - pygame is needed first
from wobblequest.draw.metrics import Metrics  # noqa: E402
from wobblequest.draw.sound import SOUNDS as TONES  # noqa: E402
from wobblequest.levels.level import level_from_json  # noqa: E402
from wobblequest.screens import flow  # noqa: E402
from wobblequest.screens.play import SOUNDS  # noqa: E402
from wobblequest.screens.screen import Screen  # noqa: E402

LEVEL = level_from_json({
    "id": "recall-1", "title": "Blindfold", "drill": "recall", "difficulty": 1.0, "words": {"goal": "Feel a place, then find it"},
    "parameters": {"radius_deg": 4.0, "directions_deg": [0.0], "targets": 2, "distance_pct": 65.0, "feedback": "none"},
    "anchors": {"zero": 9.0, "one_star": 5.0, "two_stars": 3.5, "three_stars": 2.0, "hundred": 0.5},
})


def pixels(screen: Screen) -> bytes:
    surface = pygame.Surface((640, 360))
    canvas = Canvas(surface, Look(THEMES["dark"], Metrics(640, 360)))
    screen.draw(canvas)
    canvas.present()
    return bytes(pygame.image.tobytes(surface, "RGB"))


def test_neither_dot_nor_trail_nor_sound_tells_where_it_is(practice: Any, make_walk: Any) -> None:
    walk = make_walk(practice, flow.play(practice, LEVEL))
    state = lambda: walk.screen.trial.drill_state  # noqa: E731
    walk.follow(30.0, lambda: state().phase == "back")
    seen = pixels(walk.lean(0.1, 5.0, 0.0))
    assert pixels(walk.lean(0.1, 3.0, 2.0)) != seen, "on the way back from feeling the dot is there to be seen"
    walk.follow(30.0, lambda: state().phase == "find")
    assert practice.said[-1] == "find"
    heard = len(practice.said)
    at_once = pixels(walk.lean(0.5, 0.0, 0.0))  # the mark of having come back to the middle has gone
    assert pixels(walk.lean(0.5, 7.0, 3.0)) == at_once
    assert pixels(walk.lean(0.3, 9.0, -6.0)) == at_once
    assert state().phase == "find"
    assert practice.said[heard:] == []
    walk.follow(10.0, lambda: bool(state().tries))
    assert practice.said[heard:] == ["taken"]
    hidden = pixels(walk.screen)
    assert pixels(walk.lean(0.1, 6.0, 1.0)) == hidden, "without feedback the way back shows nothing either"
    walk.follow(5.0, lambda: not state().unseen)
    assert pixels(walk.screen) != hidden


def test_its_sounds_can_be_heard_and_told_apart() -> None:
    assert {SOUNDS["find"], SOUNDS["taken"]} <= set(TONES)
    assert len({TONES[SOUNDS[moment]] for moment in ("cue", "find", "taken", "hit", "miss")}) == 5
