"""A dot that is pushed aside is drawn where it was pushed to, with its trail, and the push is heard."""

from __future__ import annotations

from typing import Any

import pytest

from wobblequest.core.arena import CENTRE, Point
from wobblequest.levels.level import level_from_json
from wobblequest.screens import flow

LEVEL = level_from_json({
    "id": "hold-6", "title": "Jetty", "drill": "hold", "difficulty": 6.0, "words": {"goal": "Bring the dot back when it is nudged"},
    "parameters": {"radius_deg": 3.0, "duration_s": 30.0, "pushes": 3, "push_deg": 5.0},
    "anchors": {"zero": 5.0, "one_star": 20.0, "two_stars": 40.0, "three_stars": 60.0, "hundred": 90.0},
})


class Canvas:
    """Keeps what was given to draw the arena; takes all else."""

    def __getattr__(self, name: str) -> Any:
        return lambda *_, **__: None

    def arena(self, view: Any, cursor: Point, **named: Any) -> None:
        self.dot, self.trail, self.ring = cursor, named["trail"], view.shapes[0].at


def drawn(walk: Any) -> Canvas:
    canvas = Canvas()
    walk.screen.draw(canvas)
    return canvas


def test_the_dot_goes_where_it_is_pushed_and_the_circle_stays(practice: Any, make_walk: Any) -> None:
    walk = make_walk(practice, flow.play(practice, LEVEL))
    walk.still(4.0)
    assert drawn(walk).dot == walk.screen.trial.cursor
    for _ in range(200):
        if "push" in practice.said:
            break
        walk.still(0.1)
    assert practice.said.count("push") == 1
    walk.still(1.5)  # nobody brings it back
    seen, trial = drawn(walk), walk.screen.trial
    assert trial.cursor.distance_to(CENTRE) < 0.5
    assert seen.dot.distance_to(trial.cursor) == pytest.approx(5.0)
    assert seen.ring == CENTRE
    assert all(each.distance_to(trial.cursor) > 4.0 for each in seen.trail[-3:])
    for _ in range(100):
        if not trial.drill_state.pushes.now:
            break
        walk.still(0.1)
    assert drawn(walk).dot == trial.cursor, "it fades, and no new one comes within a second"
