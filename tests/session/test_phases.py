"""The trial's fold with a drill of five seconds that only counts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import pytest

from wobblequest.core.samples import Tilt
from wobblequest.drills.drill import Drill, DrillState
from wobblequest.session import phases
from wobblequest.session.phases import TrialState, pause, resume, step, stop


class Counting:
    def __init__(self) -> None:
        self.seen: list[Tilt] = []

    def step(self, state: DrillState, sample: Tilt) -> DrillState:
        self.seen.append(sample)
        return replace(state, t_s=sample.t_s, finished=sample.t_s >= 5.0 - 1e-9)


@pytest.fixture
def counting() -> Counting:
    return Counting()


def run(drill: Counting, state: TrialState, start_s: float, seconds: float, at: tuple[float, float] = (0.0, 0.0)) -> TrialState:
    for i in range(round(seconds * 100)):
        state = step(cast("Drill[Any, Any]", drill), state, Tilt(start_s + i / 100, *at))
    return state


def test_a_countdown_of_three_seconds_then_play_from_time_zero_to_the_end(counting: Counting) -> None:
    state = run(counting, TrialState(DrillState()), 10.0, 3.0)
    assert state.phase == "countdown"
    assert state.left_s == pytest.approx(0.01)
    state = run(counting, state, 13.0, 0.02)
    assert state.phase == "play"
    assert counting.seen[0].t_s == 0.0
    state = run(counting, state, 13.02, 10.0)
    assert state.phase == "finished"
    assert state.play_s == pytest.approx(5.0)


def test_trial_time_stands_still_while_paused_and_goes_on_after_the_middle_and_a_countdown(counting: Counting) -> None:
    state = run(counting, TrialState(DrillState()), 0.0, 5.0)
    played = state.play_s
    state = run(counting, pause(state, "asked"), 5.0, 20.0)
    assert (state.phase, state.reason, state.play_s) == ("paused", "asked", played)
    state = run(counting, resume(state), 25.0, 4.0, at=(9.0, 0.0))
    assert state.phase == "recentre"
    state = run(counting, state, 29.0, 1.02)
    assert state.phase == "countdown"
    count = len(counting.seen)
    t_s = 30.02
    while state.phase == "countdown":
        state = run(counting, state, t_s, 0.01)
        t_s += 0.01
    assert t_s == pytest.approx(33.0, abs=0.03)
    assert state.phase == "play"
    assert state.broke
    assert counting.seen[count].t_s == pytest.approx(played + 0.01)


def test_a_silence_adds_no_time_and_leaves_a_break(counting: Counting) -> None:
    state = run(counting, TrialState(DrillState()), 0.0, 4.0)
    played = state.play_s
    state = run(counting, state, 60.0, 0.01)
    assert state.broke
    assert state.play_s == played
    state = run(counting, state, 60.01, 0.01)
    assert not state.broke
    assert state.play_s == pytest.approx(played + 0.01)


def test_leaning_past_the_safe_limit_stops_from_any_phase(counting: Counting) -> None:
    for seconds in (1.0, 4.0):
        state = run(counting, TrialState(DrillState()), 0.0, seconds)
        state = step(cast("Drill[Any, Any]", counting), state, Tilt(seconds, phases.SAFE_TILT_DEG + 1, 0.0))
        assert (state.phase, state.reason) == ("stopped", "over-tilt")
        assert step(cast("Drill[Any, Any]", counting), state, Tilt(99.0, 0.0, 0.0)) == state


def test_a_sample_that_does_not_come_after_the_last_changes_nothing(counting: Counting) -> None:
    state = run(counting, TrialState(DrillState()), 0.0, 4.0)
    assert step(cast("Drill[Any, Any]", counting), state, Tilt(3.0, 1.0, 1.0)) is state


def test_stop_is_for_good(counting: Counting) -> None:
    state = stop(run(counting, TrialState(DrillState()), 0.0, 4.0), "asked")
    assert resume(pause(state, "asked")) == state
