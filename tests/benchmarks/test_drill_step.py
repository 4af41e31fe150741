"""What the benchmark of steps plays: every drill, whole, and by someone who does what is asked. What it costs is not asserted here."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from benchmarks import drill_step
from benchmarks.__main__ import BENCHMARKS
from wobblequest.core.arena import CENTRE, Point
from wobblequest.core.chance import Chance
from wobblequest.core.reach import Reach
from wobblequest.drills.register import DRILLS
from wobblequest.levels.shelf import load_shelf, shipped_folder

LEVELS = load_shelf(shipped_folder())


def parameters(name: str) -> Any:
    return LEVELS.find(f"{name}-1").parameters


@pytest.mark.parametrize("name", DRILLS)
def test_a_whole_trial_is_played_at_a_thousand_samples_a_second(name: str) -> None:
    drill = DRILLS[name]
    seconds, samples = drill_step.stepped(drill, parameters(name))
    assert seconds > 0.0
    assert {round((b.t_s - a.t_s) * 1e6) for a, b in pairwise(samples)} == {1000}
    state = drill.begin(parameters(name), Reach(), Chance(1, name))
    for sample in samples:
        state = drill.step(state, sample)
    assert state.finished
    assert state.t_s <= drill_step.LONGEST_S


def test_the_dot_does_what_a_reach_asks() -> None:
    _, samples = drill_step.stepped(DRILLS["reach"], parameters("reach"))
    state = DRILLS["reach"].begin(parameters("reach"), Reach(), Chance(1, "reach"))
    for sample in samples:
        state = DRILLS["reach"].step(state, sample)
    assert [attempt.hit for attempt in state.attempts] == [True] * 4


def test_the_dot_is_drawn_to_where_it_should_be_and_comes_to_rest_there() -> None:
    to, at = Point(6.0, -3.0), CENTRE
    for _ in range(200):
        nearer = drill_step.drawn(at, to)
        assert nearer.distance_to(to) <= at.distance_to(to)
        at = nearer
    assert at == to


def test_there_is_a_row_for_every_drill_with_its_ratio(monkeypatch: pytest.MonkeyPatch) -> None:
    def quick(drill: Any, chosen: Any) -> tuple[float, list[Any]]:
        assert chosen == parameters(drill.name)
        return 0.030 if drill.name == "hold" else 0.010, [None] * 1000

    monkeypatch.setattr(drill_step, "stepped", quick)
    monkeypatch.setattr(drill_step, "bare_s", lambda samples: 1e-7 * len(samples))
    rows = drill_step.run()
    assert [row["figure"] for row in rows] == [f"a step of {name}" for name in DRILLS]
    assert [(row["value"], row["met"]) for row in rows[:2]] == [(30.0, False), (10.0, True)]
    assert rows[0]["compared_to"].startswith("300 x a bare loop over the same 1,000 samples")
    assert "drill_step" in BENCHMARKS
