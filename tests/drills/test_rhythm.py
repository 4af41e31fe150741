from __future__ import annotations

from itertools import pairwise
from math import hypot, pi, sin
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from wobblequest.core.arena import SAFE_TARGET_DEG, Point
from wobblequest.core.chance import Chance
from wobblequest.core.motion import Motion
from wobblequest.core.reach import Reach
from wobblequest.core.samples import Tilt
from wobblequest.drills.limits import MOST_SWAY_DPS
from wobblequest.drills.rhythm import RHYTHM_DRILL, RhythmParameters, RhythmState
from wobblequest.drills.view import Ring, Way


def begin(reach: Reach | None = None, **parameters: Any) -> RhythmState:
    said = {"radius_deg": 2.0, "distance_deg": 6.0, "crossing_s": 2.0, "duration_s": 24.0} | parameters
    asked = RhythmParameters.model_validate({k: v for k, v in said.items() if v is not None})
    return RHYTHM_DRILL.begin(asked, reach or Reach(), Chance(1))


def place(state: RhythmState, t_s: float) -> Point:
    target = RHYTHM_DRILL.target(state, t_s)
    assert target is not None
    return target.at


def played(state: RhythmState, until_s: float, dot: Any = None, rate_hz: float = 100.0) -> list[RhythmState]:
    """States from the present one on; the dot is at the target where nothing else is said."""
    states, n = [state], round(state.t_s * rate_hz)
    while state.t_s < until_s - 1e-9 and not state.finished:
        n += 1
        t = n / rate_hz
        at = place(state, t) if dot is None else dot(t)
        state = RHYTHM_DRILL.step(state, Tilt(t, *at))
        states.append(state)
    return states


def motion_of(states: list[RhythmState], dot: Any) -> Motion:
    rows = [(s.t_s, *dot(s.t_s), *place(s, s.t_s), 2.0) for s in states]
    return Motion(*np.array(rows).T)


def beats(states: list[RhythmState]) -> list[float]:
    return [s.t_s for s in states if "beat" in s.moments]


def test_it_is_at_an_end_at_every_whole_crossing_with_a_beat_and_begins_gently() -> None:
    state = begin()
    states = played(state, 30.0)
    assert beats(states) == pytest.approx([2.0 * k for k in range(1, 12)])
    assert states[-1].moments == ("finish",)
    assert states[-1].t_s == pytest.approx(24.0)
    at_beats = [place(s, s.t_s) for s in states if "beat" in s.moments]
    for k, at in enumerate(at_beats):
        assert at == pytest.approx((0.0, 6.0 if k % 2 == 0 else -6.0), abs=1e-6)
    assert place(state, 0.0) == pytest.approx((0.0, 0.0))
    assert place(state, 0.01).distance_to(place(state, 0.0)) * 100 < 0.05


def test_from_the_first_end_on_it_is_a_sine_of_two_crossings() -> None:
    for s in played(begin(crossing_s=1.5, duration_s=18.0), 17.9):
        if s.t_s >= 1.5:
            assert place(s, s.t_s).roll_deg == pytest.approx(6.0 * sin(2 * pi * (s.t_s - 0.75) / 3.0), abs=1e-9)


def test_the_ends_follow_this_persons_reach_and_the_sway_is_about_their_middle() -> None:
    state = begin(Reach((12.0, 12.0, 9.0, 6.0, 5.0, 6.0, 9.0, 12.0)), distance_deg=None, distance_pct=50.0, direction_deg=0.0)
    assert state.notes == ()
    assert place(state, 2.0) == pytest.approx((6.0, 0.0))
    assert place(state, 0.0) == pytest.approx((1.75, 0.0))
    assert place(played(state, 2.0)[-1], 4.0) == pytest.approx((-2.5, 0.0))


def test_what_would_be_too_fast_or_too_far_is_nearer_and_says_so() -> None:
    fast = begin(Reach((12.0,) * 8), distance_deg=None, distance_pct=100.0, crossing_s=1.0)
    assert place(fast, 1.0).roll_deg == pytest.approx(MOST_SWAY_DPS / pi)
    assert fast.notes == ("The ends lay 5.1° out at most instead of 12.0°: nothing moves faster than 16 °/s.",)
    far = begin(Reach((25.0,) * 8), distance_deg=None, distance_pct=100.0, crossing_s=4.0)
    assert place(far, 4.0).roll_deg == pytest.approx(SAFE_TARGET_DEG)
    assert far.notes == ("The ends lay 15.0° out at most instead of 25.0°: no target lies farther out.",)


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ({"distance_pct": 50.0}, "distance_deg"), ({"distance_deg": None}, "distance_pct"),
        ({"duration_s": 11.0}, "duration_s"), ({"distance_deg": 10.1, "crossing_s": 1.9}, "crossing_s"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_key(said: dict[str, Any], key: str) -> None:
    begin(distance_deg=10.1)
    with pytest.raises(ValidationError) as caught:
        begin(**said)
    assert [e["ctx"]["key"] for e in caught.value.errors()] == [key]


def test_a_new_pace_begins_at_the_next_end_and_makes_nothing_jump() -> None:
    state = played(begin(), 5.3)[-1]
    faster, done = RHYTHM_DRILL.adjust(state, "speed", 1)
    assert done.words == "Faster: a crossing in 1.8 s"
    assert place(faster, 5.9) == place(state, 5.9)
    states = [*played(state, 5.3), *played(faster, 11.0)]
    assert beats(states) == pytest.approx([6.0, 7.82, 9.64], abs=0.011)
    for a, b in pairwise(states):
        assert place(b, b.t_s).distance_to(place(a, a.t_s)) <= MOST_SWAY_DPS * (b.t_s - a.t_s) + 1e-9
    # what is drawn a little ahead of the newest sample already follows the new pace
    just = next(s for s in states if s.t_s >= 5.95)
    after = next(s for s in states if s.t_s >= 6.03)
    assert place(just, after.t_s) == pytest.approx(place(after, after.t_s))


def test_the_time_stays_the_same_and_ends_at_an_end_when_the_pace_was_changed() -> None:
    state, _ = RHYTHM_DRILL.adjust(played(begin(), 3.0)[-1], "speed", -3)
    end = played(state, 60.0)[-1]
    assert end.finished
    assert 24.0 - end.crossing_s <= end.t_s <= 24.0
    assert abs(place(end, end.t_s).roll_deg) == pytest.approx(6.0, abs=1e-2)


def test_it_never_gets_too_fast_too_slow_or_too_far_in_play() -> None:
    state = begin(distance_deg=8.0, crossing_s=2.0)
    same, _ = RHYTHM_DRILL.adjust(state, "speed", 9)
    assert same.next_crossing_s >= 8.0 * pi / MOST_SWAY_DPS
    assert RHYTHM_DRILL.adjust(same, "speed", 1)[1].words == f"Already as fast as is safe: a crossing in {same.next_crossing_s:.1f} s"
    assert RHYTHM_DRILL.adjust(same, "distance", 1)[1].words == "Already the farthest: 8°"
    slow, _ = RHYTHM_DRILL.adjust(state, "speed", -9)
    assert slow.next_crossing_s == pytest.approx(4.0, abs=0.001)  # six crossings in 24 s
    assert RHYTHM_DRILL.adjust(slow, "speed", -1)[1].words == "Already as slow as it goes: a crossing in 4.0 s"
    assert not RHYTHM_DRILL.adjust(state, "hold", 1)[1].changed


def test_a_way_shortened_for_safety_gets_shorter_at_the_first_step() -> None:
    state = begin(Reach((12.0,) * 8), distance_deg=None, distance_pct=100.0, crossing_s=1.0)
    nearer, done = RHYTHM_DRILL.adjust(state, "distance", -1)
    assert done.changed
    assert nearer.scale.end < state.scale.end
    assert nearer.notes == ()


def test_what_is_seen() -> None:
    state = played(begin(direction_deg=45.0), 5.0)[-1]
    view = RHYTHM_DRILL.view(state, 5.0)
    way, ahead, behind, circle = view.shapes
    assert isinstance(way, Way)
    assert isinstance(ahead, Ring)
    assert isinstance(behind, Ring)
    assert isinstance(circle, Ring)
    assert set(way.points) == {ahead.at, behind.at}
    assert hypot(*ahead.at) == pytest.approx(6.0)
    assert circle == Ring(place(state, 5.0), 2.0, "goal")
    assert view.instruction == "Sway corner to corner with the circle"
    assert [view.done, view.total] == [2, 12]
    assert RHYTHM_DRILL.view(begin(direction_deg=180.0), 0.0).instruction == "Sway front to back with the circle"
    assert RHYTHM_DRILL.view(begin(), 0.0).instruction == "Sway side to side with the circle"
    many = RHYTHM_DRILL.view(played(begin(crossing_s=1.0, distance_deg=4.0, duration_s=40.0), 10.0)[-1], 10.0)
    assert many.total == 0
    assert many.fraction == pytest.approx(0.25)


def test_help_comes_to_who_stays_short_of_an_end_and_goes_when_both_are_reached() -> None:
    def short_of_the_left(t: float) -> Point:
        return Point(0.0, max(-1.0, 6.0 * sin(pi * (t - 1.0) / 2.0)))

    states = played(begin(duration_s=40.0), 14.0, short_of_the_left)
    words = [RHYTHM_DRILL.view(s, s.t_s).instruction for s in states]
    changes = [s.t_s for (a, b), s in zip(pairwise(words), states[1:], strict=True) if a != b]
    assert changes == pytest.approx([8.0])
    assert words[-1] == "Lean a little further to each end"
    back = played(states[-1], 30.0)
    words = [RHYTHM_DRILL.view(s, s.t_s).instruction for s in back]
    changes = [s.t_s for (a, b), s in zip(pairwise(words), back[1:], strict=True) if a != b]
    assert changes == pytest.approx([16.0])


def test_the_measures_are_those_of_the_levels_own_pace() -> None:
    def dot(t: float) -> Point:
        return Point(1.5 * sin(2.2 * t), 4.5 * sin(2 * pi * (t - 1.2) / 4.0))  # 0.2 s behind, three quarters as far

    states = played(begin(), 24.0, dot)
    found = RHYTHM_DRILL.measures(states[-1], motion_of(states, dot))
    t = np.array([s.t_s for s in states if s.t_s >= 4.0 - 1e-9])
    off, on = np.array([dot(x) for x in t]).T
    assert found["directional_control_sd_pct"].value == pytest.approx(100 * (1 - off.std() / on.std()))
    assert found["gain_on_axis"].value == pytest.approx(0.75, rel=1e-3)
    assert found["lag_on_axis_s"].value == pytest.approx(0.2, abs=1e-3)
    assert found["phase_lag_on_axis"].value == pytest.approx(18.0, abs=0.1)
    assert found["target_velocity"].value == pytest.approx(6.0, rel=1e-3)


def test_a_changed_pace_has_no_phase_and_all_else_stays_right() -> None:
    state, _ = RHYTHM_DRILL.adjust(played(begin(), 5.0)[-1], "speed", 2)
    ahead = played(state, 24.0)
    states = [*played(begin(), 5.0)[:-1], *ahead]
    now = {s.t_s: s for s in states}

    def late(t: float) -> Point:
        behind = now.get(round(t - 0.1, 2), states[0])
        return Point(0.5 * sin(2.2 * t), 0.8 * place(behind, behind.t_s).roll_deg)

    motion = motion_of(states, late)
    found = RHYTHM_DRILL.measures(states[-1], motion)
    assert found["phase_lag_on_axis"].value is None
    assert found["phase_lag_on_axis"].why == "the pace was changed: there is no one cycle"
    assert found["lag_on_axis_s"].value == pytest.approx(0.1, abs=2e-3)
    assert found["gain_on_axis"].value == pytest.approx(0.8, rel=1e-2)
    counts = motion.t_s >= 4.0 - 1e-9
    expected = 100 * (1 - motion.pitch_deg[counts].std() / motion.roll_deg[counts].std())
    assert found["directional_control_sd_pct"].value == pytest.approx(expected)
    # a change that was asked for but never came about changed nothing
    unchanged, _ = RHYTHM_DRILL.adjust(played(begin(), 23.0)[-1], "speed", 1)
    assert not played(unchanged, 30.0)[-1].paced


asked = st.lists(
    st.tuples(st.integers(0, 900), st.sampled_from(("size", "distance", "speed")), st.sampled_from((-3, -1, 1, 2))), max_size=8,
)


@settings(max_examples=40, deadline=None)
@given(
    changes=asked, crossing_s=st.floats(1.0, 4.0), distance=st.floats(10.0, 110.0), direction=st.floats(0.0, 359.0),
    reach=st.lists(st.floats(1.0, 25.0), min_size=8, max_size=8),
)
def test_whatever_is_changed_it_stays_on_its_line_steady_and_safe(
    changes: Any, crossing_s: float, distance: float, direction: float, reach: list[float],
) -> None:
    state = begin(
        Reach(tuple(reach)), distance_deg=None, distance_pct=distance, direction_deg=direction, crossing_s=crossing_s,  # type: ignore[arg-type]
        duration_s=max(30.0, 6 * crossing_s),
    )
    axis = np.array([np.cos(np.radians(direction)), np.sin(np.radians(direction))])
    before, turns = place(state, 0.0), []
    for n in range(1, 1001):
        t = n / 50
        for at, what, step in changes:
            if at == n:
                held = place(state, state.t_s)
                state, done = RHYTHM_DRILL.adjust(state, what, step)
                assert place(state, state.t_s).distance_to(held) < 1e-9
                RhythmParameters.model_validate(done.parameters.model_dump())
        state = RHYTHM_DRILL.step(state, Tilt(t, 0.0, 0.0))
        here = place(state, t)
        assert hypot(*here) <= SAFE_TARGET_DEG + 1e-9
        assert here.distance_to(before) <= MOST_SWAY_DPS * 1.001 / 50
        assert abs(here.pitch_deg * axis[1] - here.roll_deg * axis[0]) < 1e-9
        if "beat" in state.moments:
            turns.append(t)
        before = here
    assert all(1.0 - 0.021 <= b - a <= 6.0 + 0.021 for a, b in pairwise(turns))
