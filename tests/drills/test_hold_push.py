"""Pushes in a hold: unforeseen, smooth, seen by the person, and gone again whatever the person does."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from math import hypot
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wobblequest.core.arena import CENTRE, SAFE_TARGET_DEG, Point
from wobblequest.core.chance import Chance
from wobblequest.core.motion import Motion
from wobblequest.core.reach import Reach
from wobblequest.core.samples import Tilt
from wobblequest.drills.hold import HOLD_DRILL, HoldParameters, HoldState
from wobblequest.drills.hold_push import FADE_DPS, PATIENCE_S
from wobblequest.drills.limits import MOST_SWAY_DPS

RADIUS_DEG, PUSH_DEG, DURATION_S = 2.5, 4.0, 45.0
Dot = Callable[[HoldState, float], Point]


def begin(seed: int = 1, **parameters: Any) -> HoldState:
    said = {"radius_deg": RADIUS_DEG, "duration_s": DURATION_S, "hold_s": 2.0, "pushes": 4, "push_deg": PUSH_DEG} | parameters
    return HOLD_DRILL.begin(HoldParameters.model_validate(said), Reach(), Chance(seed, "hold"))


def aim(state: HoldState, t_s: float) -> Point:
    target = HOLD_DRILL.target(state, t_s)
    assert target is not None
    return target.at


def play(state: HoldState, dot: Dot, rate_hz: int = 100) -> list[HoldState]:
    """All states from the first sample to the end."""
    states = []
    n = 0
    while not state.finished:
        n += 1
        state = HOLD_DRILL.step(state, Tilt(n / rate_hz, *dot(state, n / rate_hz)))
        states.append(state)
    return states


def prompt(after_s: float) -> Dot:
    """Somebody who stands where they should have stood a while ago."""
    past: list[tuple[float, Point]] = []

    def dot(state: HoldState, t_s: float) -> Point:
        past.append((t_s, aim(state, t_s)))
        return next((at for then_s, at in reversed(past) if then_s <= t_s - after_s), CENTRE)

    return dot


def never(state: HoldState, t_s: float) -> Point:
    return CENTRE


def heard(states: list[HoldState], moment: str) -> list[float]:
    return [state.t_s for state in states if moment in state.moments]


def test_each_push_comes_and_is_brought_back_by_someone_prompt() -> None:
    states = play(begin(), prompt(0.6))
    end = states[-1]
    assert len(heard(states, "push")) == len(end.pushes.done) == 4
    for push in end.pushes.done:
        assert push.left
        assert hypot(*push.offset) == pytest.approx(PUSH_DEG)
        assert push.radius_deg == RADIUS_DEG
        assert push.back_s is not None
        assert 0.5 < push.back_s - push.since_s < 1.2
        assert push.end_s - push.back_s == pytest.approx(1.0, abs=0.011)


def test_who_never_brings_it_back_is_relieved_and_the_push_fades() -> None:
    states = play(begin(), never)
    done = states[-1].pushes.done
    assert done
    for push in done:
        assert push.back_s is None
        assert push.end_s - push.since_s == pytest.approx(PATIENCE_S, abs=0.011)
    later = next(state for state in states if state.t_s > done[0].end_s + PUSH_DEG / FADE_DPS + 0.02)
    assert HOLD_DRILL.view(later, later.t_s).dot is None
    assert later.stay.inside


def test_where_nobody_is_in_the_circle_there_is_no_push() -> None:
    states = play(begin(), lambda _state, _t: Point(9.0, 9.0))
    assert heard(states, "push") == []
    assert states[-1].pushes.done == ()


def test_pushes_come_and_are_brought_back_alike_however_long_a_stay_is_asked_for() -> None:
    """A stay that is full begins anew, and nobody left the circle for that."""
    found = [play(begin(hold_s=hold_s), prompt(0.6)) for hold_s in (0.5, 0.9, 2.0, 45.0)]
    assert len(found[0][-1].pushes.done) == 4
    assert all(states[-1].pushes.done == found[0][-1].pushes.done for states in found)


def test_the_dot_is_shown_displaced_and_judged_there() -> None:
    before = [state for state in play(begin(), never) if state.t_s < 40]
    push_s = heard(before, "push")[0]
    for state in before:
        shown = HOLD_DRILL.view(state, state.t_s).dot
        off = CENTRE.distance_to(shown or state.tilt)
        assert CENTRE.distance_to(aim(state, state.t_s)) == pytest.approx(off)
        if state.t_s < push_s:
            assert shown is None
    out = next(state for state in before if state.t_s > push_s + 2)
    assert HOLD_DRILL.view(out, out.t_s).dot == pytest.approx(out.pushes.now.offset)  # type: ignore[union-attr]
    assert not out.stay.inside
    assert HOLD_DRILL.view(out, out.t_s).instruction == "Bring the dot back to the circle"


def test_the_dot_never_jumps_and_fades_slowly() -> None:
    for dot in (prompt(0.5), never):
        places = [(state.t_s, state.pushes.displacement(state.t_s) or CENTRE, state.pushes.now) for state in play(begin(seed=5), dot)]
        for (t0, one, _), (t1, other, now) in pairwise(places):
            fades = now is None or now.fades_s is not None
            assert one.distance_to(other) <= ((FADE_DPS if fades else MOST_SWAY_DPS) * (t1 - t0)) * 1.001 + 1e-9


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**31), pushes=st.integers(1, 6), delay=st.floats(0.1, 3.0))
def test_pushes_leave_room_before_between_and_after(seed: int, pushes: int, delay: float) -> None:
    states = play(begin(seed, pushes=pushes), prompt(delay), rate_hz=50)
    times = heard(states, "push")
    assert len(times) <= pushes
    assert all(2.0 <= t <= DURATION_S - 7.0 + 0.03 for t in times)
    for push, following in pairwise(states[-1].pushes.done):
        assert following.since_s - push.end_s >= PUSH_DEG / FADE_DPS + 1.0 - 0.05
    assert len(states[-1].pushes.done) == len(times), "one was cut off by the end"


def test_moments_and_directions_are_drawn_at_the_beginning_and_differ() -> None:
    assert begin(3).pushes == begin(3).pushes
    plans = [begin(seed).pushes.planned for seed in range(40)]
    assert len({each.at_s for plan in plans for each in plan}) == 160
    quarters = [(each.offset.pitch_deg > 0, each.offset.roll_deg > 0) for plan in plans for each in plan]
    assert all(quarters.count((up, right)) >= 20 for up in (True, False) for right in (True, False))


def test_no_push_asks_for_more_tilt_than_is_safe() -> None:
    state = begin(direction_deg=0.0, distance_pct=110.0)
    state = HOLD_DRILL.begin(state.parameters, Reach((25.0,) * 8), Chance(1))
    assert state.notes == ("The circle stood at 11° instead of 27.5°: with its pushes and the board's edge no more is safe.",)
    for each in play(state, prompt(0.5)):
        assert hypot(*aim(each, each.t_s)) <= SAFE_TARGET_DEG + 1e-9


def test_a_circle_cannot_grow_over_the_push() -> None:
    state, done = HOLD_DRILL.adjust(begin(), "size", 2)
    assert done.words == "Circle bigger: 3.5°"
    assert HOLD_DRILL.adjust(state, "size", 1)[1].words == "Already the largest circle: 3.5°"


def test_measures_of_pushes_are_there_where_there_are_pushes_only() -> None:
    states = play(begin(), prompt(0.6))
    columns = [[state.t_s, *state.tilt, *aim(state, state.t_s), RADIUS_DEG] for state in states]
    motion = Motion(*(np.array(column) for column in zip(*columns, strict=True)))
    measures = HOLD_DRILL.measures(states[-1], motion)
    recovery = measures["recovery_time_s"].value
    assert isinstance(recovery, float)
    assert 0.5 < recovery < 1.2
    assert measures["push_recovery_pct"].value == 100.0
    plain = HOLD_DRILL.begin(HoldParameters(radius_deg=4.0), Reach(), Chance(1))
    assert "recovery_time_s" not in HOLD_DRILL.measures(plain, motion)
