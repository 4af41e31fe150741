from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from wobblequest.core.arena import SAFE_TARGET_DEG
from wobblequest.core.chance import Chance
from wobblequest.core.motion import Motion
from wobblequest.core.reach import Reach
from wobblequest.core.samples import Tilt
from wobblequest.drills.hold import HOLD_DRILL, HoldParameters, HoldState
from wobblequest.drills.view import Ring


def begin(reach: Reach | None = None, **parameters: Any) -> HoldState:
    said = {"radius_deg": 4.0, "duration_s": 10.0, "hold_s": 2.0} | parameters
    return HOLD_DRILL.begin(HoldParameters.model_validate(said), reach or Reach(), Chance(1))


def feed(state: HoldState, until_s: float, pitch: float = 0.0, roll: float = 0.0) -> tuple[HoldState, list[str]]:
    moments: list[str] = []
    start = round(state.t_s * 100)
    for n in range(start + 1, round(until_s * 100) + 1):
        state = HOLD_DRILL.step(state, Tilt(n / 100, pitch, roll))
        moments += state.moments
    return state, moments


def still_at(pitch_deg: float, radius_deg: float = 4.0) -> Motion:
    """A second of standing still, with the circle in the middle."""
    t = np.arange(101) / 100
    return Motion(t, np.full_like(t, pitch_deg), 0 * t, 0 * t, 0 * t, np.full_like(t, radius_deg))


def test_each_full_stay_is_a_hit_and_the_next_one_begins() -> None:
    state, moments = feed(begin(), 6.5)
    assert moments == ["enter", "hit", "hit", "hit"]
    assert state.holds == 3
    assert HOLD_DRILL.view(state, 6.5).shapes[0].fill == pytest.approx(0.24, abs=0.02)


def test_leaving_for_one_sample_starts_the_stay_anew() -> None:
    state, _ = feed(begin(), 1.9)
    state = HOLD_DRILL.step(state, Tilt(1.91, 4.01, 0.0))
    assert state.moments == ("leave",)
    state, moments = feed(state, 3.9)
    assert moments == ["enter"]
    assert feed(state, 3.95)[1] == ["hit"]


def test_the_edge_counts_as_in() -> None:
    state, _ = feed(begin(), 0.02, 4.0, 0.0)
    assert state.stay.inside


def test_it_ends_at_its_time_and_no_sample_changes_it_after() -> None:
    state, moments = feed(begin(), 10.0)
    assert moments[-1] == "finish"
    assert state.finished
    after, moments = feed(state, 12.0, 20.0, 20.0)
    assert moments == []
    assert (after.holds, after.stay) == (state.holds, state.stay)


def test_words_change_only_after_a_second_outside() -> None:
    state, _ = feed(begin(), 2.5)
    words = []
    for n in range(251, 400):
        state = HOLD_DRILL.step(state, Tilt(n / 100, 8.0, 0.0))
        words.append(HOLD_DRILL.view(state, n / 100).instruction)
    assert words[:95] == ["Stay in the circle"] * 95
    assert words[-1] == "Come back to the circle"


def test_a_circle_to_one_side_stands_at_a_share_of_this_persons_reach() -> None:
    reach = Reach((10.0, 10.0, 6.0, 10.0, 10.0, 10.0, 10.0, 10.0))
    target = HOLD_DRILL.target(begin(reach, direction_deg=90.0, distance_pct=50.0), 0.0)
    assert target is not None
    assert target.at == pytest.approx((0.0, 3.0))


def test_a_long_reach_never_takes_the_circle_beyond_what_is_safe() -> None:
    state = begin(Reach((25.0,) * 8), direction_deg=180.0, distance_pct=100.0)
    target = HOLD_DRILL.target(state, 0.0)
    assert target is not None
    assert target.at == pytest.approx((-SAFE_TARGET_DEG, 0.0))
    assert state.notes == ("The circle stood at 15° instead of 25.0°: no target lies farther out.",)
    same, done = HOLD_DRILL.adjust(state, "distance", 1)
    assert same == state
    assert (done.changed, done.words) == (False, "Already the farthest that is safe: 15°")


def test_a_change_of_size_is_at_once_and_one_of_distance_glides() -> None:
    state, _ = feed(begin(direction_deg=90.0, distance_deg=6.0), 2.0)
    bigger, done = HOLD_DRILL.adjust(state, "size", 1)
    assert (done.words, done.changed) == ("Circle bigger: 4.5°", True)
    assert HOLD_DRILL.target(bigger, 2.0).radius_deg == 4.5  # type: ignore[union-attr]
    farther, done = HOLD_DRILL.adjust(state, "distance", 2)
    assert done.words == "Farther: 8°"
    places = [HOLD_DRILL.target(farther, t).at.roll_deg for t in (2.0, 2.5, 3.0, 4.0, 9.0)]  # type: ignore[union-attr]
    assert places == pytest.approx([6.0, 6.5, 7.0, 8.0, 8.0])


def test_a_hold_cannot_grow_longer_than_the_exercise() -> None:
    state = replace(begin(hold_s=9.5))
    state, done = HOLD_DRILL.adjust(state, "hold", 1)
    assert done.words == "Longer hold: 10 s"
    assert HOLD_DRILL.adjust(state, "hold", 1)[1].words == "Already the longest hold: 10 s"


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ({"direction_deg": 90.0}, "distance_pct"),
        ({"direction_deg": 90.0, "distance_pct": 50.0, "distance_deg": 5.0}, "distance_deg"),
        ({"distance_pct": 50.0}, "direction_deg"),
        ({"hold_s": 11.0}, "hold_s"),
    ],
)
def test_parameters_that_do_not_fit_together_are_refused_at_their_key(said: dict[str, Any], key: str) -> None:
    with pytest.raises(ValidationError) as caught:
        begin(**said)
    assert caught.value.errors()[0]["ctx"]["key"] == key


@pytest.mark.parametrize(
    "said",
    [{"duration_s": 61.0}, {"radius_deg": 0.5}, {"radius_deg": float("nan")}, {"hold_s": float("-inf")}, {"hold_s": "2"}, {"x": 1}],
)
def test_what_is_unsafe_or_unknown_is_refused(said: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        begin(**said)


def test_a_circle_that_tightens_does_so_by_even_steps_and_says_so() -> None:
    state = begin(radius_deg=6.0, final_radius_deg=3.0, stages=4, duration_s=20.0)
    radii, heard, words = [], [], []
    for n in range(1, 2001):
        state = HOLD_DRILL.step(state, Tilt(n / 100, 3.5, 0.0))
        target = HOLD_DRILL.target(state, n / 100)
        assert target is not None
        radii.append(target.radius_deg)
        words.append(HOLD_DRILL.view(state, n / 100).instruction)
        heard += [(n / 100, moment) for moment in state.moments if moment in ("cue", "leave")]
    assert sorted(set(radii), reverse=True) == [6.0, 5.0, 4.0, 3.0]
    assert radii == sorted(radii, reverse=True)
    assert heard == [(5.0, "cue"), (10.0, "cue"), (15.0, "cue"), (15.0, "leave")]
    assert words[520] == "A smaller circle now, stay in it"
    assert words[900] == "Stay in the circle"


def test_a_change_of_size_moves_every_stage() -> None:
    state = begin(radius_deg=4.0, final_radius_deg=1.5, stages=3, duration_s=20.0)
    smaller, done = HOLD_DRILL.adjust(state, "size", -1)
    assert (done.words, smaller.parameters.final_radius_deg) == ("Circle smaller: 3.5°", 1.0)
    assert HOLD_DRILL.adjust(smaller, "size", -1)[1].words == "Already the smallest circle: 3.5°"
    assert HOLD_DRILL.adjust(state, "size", 1)[0].parameters.final_radius_deg == 2.0


def test_rings_lie_evenly_within_the_circle_and_their_shares_are_told() -> None:
    state = begin(rings=3, radius_deg=6.0)
    rings = [shape for shape in HOLD_DRILL.view(state, 0.0).shapes if isinstance(shape, Ring)]
    assert [(ring.radius_deg, ring.role) for ring in rings] == [(6.0, "goal"), (4.0, "quiet"), (2.0, "quiet")]
    shares = HOLD_DRILL.measures(state, still_at(3.0, radius_deg=6.0))["ring_pct"].value
    assert shares == pytest.approx((0.0, 100.0, 0.0, 0.0))


def test_contacts_of_the_boards_own_edge_are_counted() -> None:
    motion = still_at(0.0)
    motion.pitch_deg[20:40] = 14.0
    assert HOLD_DRILL.measures(begin(edge_deg=12.0), motion)["edge_contacts"].value == 1.0
    assert HOLD_DRILL.measures(begin(), motion)["edge_contacts"].value == 0.0


def test_a_circle_keeps_clear_of_the_boards_edge_and_of_what_a_push_adds() -> None:
    state = begin(edge_deg=12.0, direction_deg=0.0, distance_pct=110.0)
    assert HOLD_DRILL.target(state, 0.0).at == pytest.approx((8.0, 0.0))  # type: ignore[union-attr]
    assert state.notes == ("The circle stood at 8° instead of 11.0°: with its pushes and the board's edge no more is safe.",)
    with pytest.raises(ValidationError, match="the circle may stand at 10° at most"):
        begin(direction_deg=0.0, distance_deg=11.0, pushes=1, push_deg=5.0, duration_s=30.0)


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ({"stages": 3}, "final_radius_deg"),
        ({"final_radius_deg": 3.0}, "stages"),
        ({"stages": 3, "final_radius_deg": 4.0}, "final_radius_deg"),
        ({"pushes": 2, "duration_s": 30.0}, "push_deg"),
        ({"push_deg": 5.0}, "pushes"),
        ({"pushes": 2, "push_deg": 4.0, "duration_s": 30.0}, "push_deg"),
        ({"pushes": 4, "push_deg": 5.0, "duration_s": 30.0}, "pushes"),
    ],
)
def test_stages_and_pushes_that_do_not_fit_are_refused_at_their_key(said: dict[str, Any], key: str) -> None:
    with pytest.raises(ValidationError) as caught:
        begin(**said)
    assert caught.value.errors()[0]["ctx"]["key"] == key
