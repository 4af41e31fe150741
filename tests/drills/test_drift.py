from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from wobblequest.core.arena import CENTRE, SAFE_TARGET_DEG, Point
from wobblequest.core.chance import Chance
from wobblequest.core.motion import Motion
from wobblequest.core.reach import Reach
from wobblequest.core.samples import Tilt
from wobblequest.drills.drift import DRIFT_DRILL, DriftParameters, DriftState
from wobblequest.drills.limits import MOST_SPEED_DPS
from wobblequest.drills.view import Ring


def begin(reach: Reach | None = None, seed: int = 1, **parameters: Any) -> DriftState:
    said = {"radius_deg": 3.0, "distance_pct": 60.0, "speed_dps": 2.0, "duration_s": 30.0} | parameters
    asked = DriftParameters.model_validate({k: v for k, v in said.items() if v is not None})
    return DRIFT_DRILL.begin(asked, reach or Reach(), Chance(seed))


def place(state: DriftState, t_s: float) -> Point:
    target = DRIFT_DRILL.target(state, t_s)
    assert target is not None
    return target.at


def off(state: DriftState, t_s: float, by_deg: float) -> Tilt:
    """A sample so far to the right of the circle's middle."""
    at = place(state, t_s)
    return Tilt(t_s, at.pitch_deg, at.roll_deg + by_deg)


def played(state: DriftState, until_s: float, by_deg: float = 0.0, rate_hz: float = 50.0) -> DriftState:
    n = round(state.t_s * rate_hz)
    while state.t_s < until_s - 1e-9 and not state.finished:
        n += 1
        state = DRIFT_DRILL.step(state, off(state, n / rate_hz, by_deg))
    return state


def test_the_way_is_the_seed_s_and_no_sample_changes_it() -> None:
    once, again, other = begin(seed=4), begin(seed=4), begin(seed=5)
    assert [place(once, t) for t in range(30)] == [place(again, t) for t in range(30)]
    assert max(place(once, t).distance_to(place(other, t)) for t in range(30)) > 2.0
    for rate_hz, by_deg in ((10.0, 0.0), (97.0, 9.0)):
        assert place(played(once, 7.0, by_deg, rate_hz), 12.0) == place(once, 12.0)


def test_it_begins_in_the_middle_and_then_goes_all_about() -> None:
    state = begin(distance_deg=6.0, distance_pct=None, speed_dps=3.0, duration_s=60.0)
    assert place(state, 0.0) == CENTRE
    assert place(state, 0.5).distance_to(CENTRE) < 0.3
    places = np.array([place(state, t / 2) for t in range(20, 121)])
    assert places.min() < -2.0
    assert places.max() > 2.0
    assert np.hypot(*places.T).max() <= 6.0


def test_nothing_of_the_way_is_shown() -> None:
    state = played(begin(), 8.0)
    view = DRIFT_DRILL.view(state, 8.02)
    assert view.shapes == (Ring(place(state, 8.02), 3.0, "goal"),)
    assert view.fraction == pytest.approx(8.02 / 30.0)


def test_being_in_and_out_is_heard_and_said_without_flicker() -> None:
    state = begin()
    state = DRIFT_DRILL.step(state, off(state, 0.02, 0.0))
    assert state.moments == ("enter",)
    assert DRIFT_DRILL.view(state, 0.02).instruction == "Stay in the circle"
    state = DRIFT_DRILL.step(state, off(state, 0.04, 3.01))
    assert state.moments == ("leave",)
    assert DRIFT_DRILL.view(state, 0.04).instruction == "Stay in the circle"
    state = played(state, 1.1, by_deg=4.0)
    assert DRIFT_DRILL.view(state, state.t_s).instruction == "Glide back to the circle"
    state = DRIFT_DRILL.step(state, off(state, 1.2, 2.99))
    assert state.moments == ("enter",)
    assert DRIFT_DRILL.view(state, 1.2).instruction == "Stay in the circle"


def test_it_ends_when_the_time_is_over() -> None:
    state = played(begin(duration_s=10.0), 20.0)
    assert state.finished
    assert state.t_s == pytest.approx(10.0)
    assert state.moments[-1] == "finish"


def test_what_the_field_has_no_room_for_is_said() -> None:
    assert begin().notes == ()
    assert begin(distance_deg=15.0, distance_pct=None).notes == ()
    small = begin(Reach((2.0,) * 8), distance_pct=50.0, speed_dps=3.0)
    assert "1.6 °/s at most instead of 3 °/s" in small.notes[0]
    far = begin(Reach((25.0,) * 8), distance_pct=100.0)
    assert "15° out at most instead of 25.0°" in far.notes[0]
    assert max(place(far, t / 4).distance_to(CENTRE) for t in range(240)) <= SAFE_TARGET_DEG
    both = begin(Reach((1.0,) * 8), distance_pct=10.0, speed_dps=5.0)
    assert len(both.notes) == 1
    changed, done = DRIFT_DRILL.adjust(far, "speed", 1)
    assert done.changed
    assert changed.notes == far.notes


@pytest.mark.parametrize(("wrong", "key"), [
    ({"distance_pct": None}, "distance_pct"),
    ({"distance_deg": 5.0}, "distance_deg"),
    ({"distance_pct": None, "distance_deg": 2.0, "speed_dps": 4.0}, "speed_dps"),
])
def test_what_cannot_be_is_refused_at_its_key(wrong: dict[str, Any], key: str) -> None:
    with pytest.raises(ValidationError) as e:
        begin(**wrong)
    assert e.value.errors()[0]["ctx"]["key"] == key


def test_the_refused_speed_says_one_that_is_taken() -> None:
    with pytest.raises(ValidationError, match=r"at most 3\.2[0-9] °/s") as e:
        begin(distance_pct=None, distance_deg=2.0, speed_dps=4.0)
    most = float(str(e.value).split("at most ")[1].split(" ")[0])
    assert begin(distance_pct=None, distance_deg=2.0, speed_dps=most).parameters.speed_dps == most


@pytest.mark.parametrize("axis", ["size", "distance", "speed"])
def test_a_change_in_play_makes_nothing_jump(axis: Any) -> None:
    state = played(begin(speed_dps=3.0), 10.0)
    at = place(state, 10.0)
    after, done = DRIFT_DRILL.adjust(state, axis, 2)
    assert done.changed
    assert place(after, 10.0).distance_to(at) < 1e-9
    assert place(after, 10.02).distance_to(at) * 50 <= 3.5 + 0.5 + 1e-6


def test_a_wider_field_is_glided_into_at_the_same_speed() -> None:
    state = played(begin(speed_dps=2.0, duration_s=60.0), 15.0)
    for _ in range(4):
        state, done = DRIFT_DRILL.adjust(state, "distance", 1)
        assert done.changed
    assert done.words == "Farther: 80 % of your reach"
    assert state.course.scale.at(state.course.eased_s(15.0)) == pytest.approx(0.6)
    assert state.course.scale.at(state.course.eased_s(25.0)) == pytest.approx(0.8)
    later = [place(state, 25.0 + n / 50) for n in range(1750)]
    assert max(a.distance_to(b) * 50 for a, b in pairwise(later)) <= 2.0001


def test_a_field_that_is_wider_than_safe_can_be_made_nearer() -> None:
    state = begin(Reach((25.0,) * 8), distance_pct=110.0)
    nearer, done = DRIFT_DRILL.adjust(state, "distance", -1)
    assert done.changed
    assert done.words == "Nearer: 55 % of your reach"
    assert nearer.course.scale.end == pytest.approx(0.55)
    assert not DRIFT_DRILL.adjust(state, "distance", 1)[1].changed


def test_a_field_in_degrees_gets_no_nearer_than_its_speed_allows() -> None:
    state = begin(distance_pct=None, distance_deg=4.0, speed_dps=5.0)
    nearer, done = DRIFT_DRILL.adjust(state, "distance", -1)
    assert done.changed
    assert 3.0 < (nearer.parameters.distance_deg or 0.0) < 3.2
    assert not DRIFT_DRILL.adjust(nearer, "distance", -1)[1].changed


def test_there_is_no_hold_to_change() -> None:
    state = begin()
    assert DRIFT_DRILL.adjust(state, "hold", 1) == (state, DRIFT_DRILL.adjust(state, "hold", -1)[1])
    assert "no hold" in DRIFT_DRILL.adjust(state, "hold", 1)[1].words


@settings(max_examples=30, deadline=None)
@given(
    seed=st.integers(0, 2**31), distance=st.floats(10.0, 110.0), speed=st.floats(0.5, 5.0),
    asked=st.lists(st.tuples(st.sampled_from(("distance", "speed")), st.sampled_from((-4, -1, 1, 4))), min_size=3, max_size=9),
)
def test_whatever_is_changed_it_is_never_faster_or_farther_than_is_safe(seed: int, distance: float, speed: float, asked: Any) -> None:
    state = begin(Reach((12.0, 10.5, 11.5, 9.0, 8.5, 9.0, 11.8, 11.0)), seed, distance_pct=distance, speed_dps=speed)
    last = CENTRE
    for i, (axis, step) in enumerate(asked):
        for n in range(100):
            t = 2.0 * i + n / 50
            state = DRIFT_DRILL.step(state, Tilt(t, 0.0, 0.0))
            here = place(state, t)
            assert here.distance_to(last) * 50 <= MOST_SPEED_DPS * 1.0001
            assert here.distance_to(CENTRE) <= SAFE_TARGET_DEG
            last = here
        state, _ = DRIFT_DRILL.adjust(state, axis, step)


def test_the_measures_are_those_of_following_a_target() -> None:
    """A dot that goes the circle's way 0.3 s later, and as far."""
    state = begin(distance_pct=90.0, speed_dps=4.0, duration_s=60.0)
    t = np.arange(0.0, 60.0, 0.01)
    circle, dot = (np.array([place(state, x) for x in at]) for at in (t, t - 0.3))
    motion = Motion(t, dot[:, 0], dot[:, 1], circle[:, 0], circle[:, 1], np.full(t.size, 3.0))
    found = DRIFT_DRILL.measures(state, motion)
    for name, value in (
        ("time_on_target_pct", 100.0), ("lag_pitch_s", 0.3), ("lag_roll_s", 0.3), ("gain_pitch", 1.0), ("gain_roll", 1.0),
        ("radius_deg", 3.0),
    ):
        assert found[name].value == pytest.approx(value, abs=0.01), name
    error = np.hypot(*(circle - dot)[t >= 2.0].T)
    assert found["rms_error_2d"].value == pytest.approx(np.sqrt((error**2).mean()))
