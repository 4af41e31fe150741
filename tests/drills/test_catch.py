from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from wobblequest.core.arena import Point
from wobblequest.core.chance import Chance
from wobblequest.core.motion import Motion
from wobblequest.core.reach import Reach
from wobblequest.core.samples import Tilt
from wobblequest.drills.catch import CATCH_DRILL, FIRST_S, TIP_S, CatchParameters, CatchState
from wobblequest.drills.catch_parameters import CLEAR_DEG, MOST_SIDE_DEG
from wobblequest.drills.falling import DROP_DEG, clear_of, draw_things, place_of, room_of
from wobblequest.drills.view import Box, Spot, Token


def parameters(**said: Any) -> CatchParameters:
    given_ = {"tray_deg": 3.0, "distance_deg": 8.0, "fall_dps": 4.0, "things": 6} | said
    return CatchParameters.model_validate({key: value for key, value in given_.items() if value is not None})


def begin(reach: Reach | None = None, seed: int = 1, **said: Any) -> CatchState:
    return CATCH_DRILL.begin(parameters(**said), reach or Reach(), Chance(seed))


def feed(state: CatchState, along: float | None = None, *, until: str = "", longest_s: float = 70.0) -> tuple[CatchState, list[str]]:
    """Hold the dot somewhere along the tray's way (None: where it should be) until a moment comes."""
    moments: list[str] = []
    start = round(state.t_s * 100)
    for n in range(start + 1, start + round(longest_s * 100) + 1):
        at = Point(0.0, 0.0) if state.at is None else state.at.at
        where = at if along is None else Point(0.0, along) if state.parameters.axis == "side" else Point(along, 0.0)
        state = CATCH_DRILL.step(state, Tilt(n / 100, *where))
        moments += state.moments
        if state.finished or (until and until in state.moments):
            break
    return state, moments


def shapes(state: CatchState, kind: type) -> list[Any]:
    return [shape for shape in CATCH_DRILL.view(state, state.t_s).shapes if isinstance(shape, kind)]


def test_a_thing_appears_comes_down_at_its_pace_and_is_caught_with_the_tray_under_it() -> None:
    state, moments = feed(begin(), until="cue")
    assert moments == ["cue"]
    assert state.t_s == pytest.approx(FIRST_S)
    (thing,) = shapes(state, Token)
    assert thing.kind == "catch"
    later, _ = feed(state, longest_s=1.0)
    (now,) = shapes(later, Token)
    assert thing.at.pitch_deg - now.at.pitch_deg == pytest.approx(4.0)
    assert now.at.roll_deg == thing.at.roll_deg == later.at.at.roll_deg  # type: ignore[union-attr]
    state, moments = feed(later, until="hit")
    assert moments == ["hit"]
    assert state.t_s == pytest.approx(FIRST_S + DROP_DEG / 4.0, abs=0.011)
    (landing,) = state.landings
    assert (landing.avoid, landing.taken, landing.right) == (False, True, True)
    assert shapes(state, Spot)[0].role == "done"


@pytest.mark.parametrize(("off", "taken"), [(2.99, True), (-2.99, True), (3.01, False), (-3.01, False)])
def test_the_tray_catches_as_far_as_it_reaches(off: float, taken: bool) -> None:
    state, _ = feed(begin(), until="cue")
    assert state.aim is not None
    state, _ = feed(state, state.aim.place_deg + off, until="hit" if taken else "miss")
    assert state.landings[0].taken == taken


@pytest.mark.parametrize(("axis", "sides"), [("side", ("left", "right")), ("front", ("back", "front"))])
def test_a_miss_says_which_way_to_go_long_enough_to_read(axis: str, sides: tuple[str, str]) -> None:
    state, _ = feed(begin(axis=axis), until="cue")
    state, moments = feed(state, 0.0, until="miss")
    assert moments == ["miss"]
    side = sides[state.landings[0].place_deg > 0]
    words = f"A little more to the {side} next time"
    assert CATCH_DRILL.view(state, state.t_s + TIP_S - 0.1).instruction == words
    assert CATCH_DRILL.view(state, state.t_s + TIP_S).instruction == "Catch the coins with the tray"


def test_the_dot_is_the_tray_and_goes_no_farther_than_its_way() -> None:
    state, _ = feed(begin(Reach((10.0, 10.0, 9.0, 10.0, 10.0, 10.0, 12.0, 10.0))), 25.0, longest_s=0.1)
    (tray,) = shapes(state, Box)
    assert (tray.role, tray.at.roll_deg, tray.half_roll_deg) == ("me", 9.0, 3.0)
    state, _ = feed(state, -25.0, longest_s=0.1)
    assert shapes(state, Box)[0].at.roll_deg == -12.0
    assert not CATCH_DRILL.view(state, state.t_s).cursor


def test_the_picture_and_the_task_turn_with_the_axis() -> None:
    side, front = (feed(begin(axis=axis), 2.0, longest_s=2.0)[0] for axis in ("side", "front"))
    assert side.at is not None
    assert front.at is not None
    assert tuple(front.at.at) == tuple(reversed(side.at.at))
    for one, other in zip(CATCH_DRILL.view(side, 2.0).shapes, CATCH_DRILL.view(front, 2.0).shapes, strict=True):
        assert tuple(one.at) == tuple(reversed(other.at))  # type: ignore[union-attr]
    (tray,) = shapes(front, Box)
    assert (tray.half_pitch_deg, tray.at.pitch_deg) == (3.0, 2.0)


def test_what_is_to_be_let_pass_asks_to_give_way_or_to_stay_where_one_is() -> None:
    room = room_of(parameters(), Reach())
    apart = 3.0 + CLEAR_DEG
    assert clear_of(2.0, 6.1, 3.0, room) == 6.1
    assert clear_of(2.0, 1.0, 3.0, room) == 2.0 - apart
    assert clear_of(2.0, 3.0, 3.0, room) == 2.0 + apart
    assert clear_of(8.0, 9.0, 3.0, room) == 8.0 - apart  # there is no room outside


def test_let_pass_is_right_and_caught_is_not() -> None:
    for along, moment, words in ((None, "hit", "Catch the coins, let the triangles pass"), (0.0, "miss", "Lean away from the triangles")):
        state = begin(avoid_pct=50.0, seed=3, pause_s=0.5)
        while not (state.landings and state.landings[-1].avoid):
            aim = state.aim
            where = None if aim is None or not aim.avoid or along is None else aim.place_deg
            state, _ = feed(state, where, longest_s=0.01)
        assert moment in state.moments
        assert state.landings[-1].taken == (moment == "miss")
        assert CATCH_DRILL.view(state, state.t_s).instruction == words
        if moment == "miss":
            assert not shapes(state, Spot)


def test_with_two_at_once_each_is_cued_when_it_is_the_next_to_come_down() -> None:
    state, moments = feed(begin(at_once=2, things=8))
    assert [m for m in moments if m != "finish"] == ["cue", "hit"] * 8
    most = 0
    state = begin(at_once=2, things=8)
    while not state.finished:
        state, _ = feed(state, longest_s=0.01)
        most = max(most, len(state.falling))
        assert len(CATCH_DRILL.view(state, state.t_s).shapes) <= 4
    assert most == 2
    gaps = [b.t_s - a.t_s for a, b in pairwise(state.landings[1:])]
    assert min(gaps) == pytest.approx(DROP_DEG / 4.0 / 2, abs=0.02)


def test_all_caught_ends_it_at_once_and_standing_still_catches_nothing() -> None:
    state, moments = feed(begin())
    assert moments == ["cue", "hit"] * 6 + ["finish"]
    assert CATCH_DRILL.measures(state, Motion(*np.empty((3, 0))))["catch_rate_pct"].value == 100.0
    still, moments = feed(begin(), 0.0)
    assert moments == ["cue", "miss"] * 6 + ["finish"]
    assert CATCH_DRILL.target(still, still.t_s) is None


def test_nothing_comes_that_could_not_come_down_before_the_end() -> None:
    state, moments = feed(begin(things=24, fall_dps=1.5, duration_s=30.0))
    assert state.finished
    assert state.t_s <= 30.0
    assert len(state.landings) == moments.count("cue") == moments.count("hit") < 24


def test_a_change_waits_for_the_next_thing() -> None:
    state, _ = feed(begin(), until="cue")
    at, aim = state.at, state.aim
    for axis, step, words in (("size", -1, "Tray narrower: 2.5°"), ("distance", 1, "Farther: 9°"), ("speed", 1, "Faster: 4.5 °/s")):
        state, done = CATCH_DRILL.adjust(state, axis, step)  # type: ignore[arg-type]
        assert (done.words, done.changed) == (words, True)
    assert (state.at, state.aim, state.tray_deg) == (at, aim, 3.0)
    state, _ = feed(state, until="hit")
    state, _ = feed(state, until="cue")
    assert state.aim is not None
    assert (state.aim.speed_dps, state.tray_deg) == (4.5, 2.5)
    _, done = CATCH_DRILL.adjust(state, "hold", 1)
    assert not done.changed


@given(
    seed=st.integers(0, 2**31), things=st.integers(4, 24), avoid=st.floats(0, 50), order=st.sampled_from(["random", "alternate"]),
    tray=st.floats(1, 8), pct=st.floats(10, 110), leans=st.lists(st.floats(1, 25), min_size=8, max_size=8),
    axis=st.sampled_from(["side", "front"]),
)
def test_things_come_from_both_sides_alike_beyond_a_still_tray_and_within_its_way(
    seed: int, things: int, avoid: float, order: str, tray: float, pct: float, leans: list[float], axis: str,
) -> None:
    p = parameters(tray_deg=tray, distance_deg=None, distance_pct=pct, things=things, avoid_pct=avoid, order=order, axis=axis)
    drawn, room = draw_things(p, Chance(seed)), room_of(p, Reach(tuple(leans)))  # type: ignore[arg-type]
    assert len(drawn) == things
    assert not drawn[0].avoid
    assert sum(thing.avoid for thing in drawn) == round(things * avoid / 100)
    for kind in (False, True):
        assert abs(sum(thing.side for thing in drawn if thing.avoid == kind)) <= 1
    for thing in drawn:
        place = place_of(thing, room, tray)
        assert abs(place) <= MOST_SIDE_DEG
        assert room.ends_deg[0] <= place <= room.ends_deg[1]
        if not thing.avoid:
            assert place * thing.side >= tray + CLEAR_DEG - 1e-9
        else:
            away = clear_of(place, 0.0, tray, room)
            assert room.ends_deg[0] <= away <= room.ends_deg[1]
            assert abs(away - place) >= tray + CLEAR_DEG - 1e-9 or abs(place) > tray + CLEAR_DEG
    caught = [thing.side for thing in drawn if not thing.avoid]
    if order == "alternate":
        assert all(a != b for a, b in pairwise(caught))


def test_a_reach_that_is_short_or_long_is_told() -> None:
    short = begin(Reach((3.0,) * 8), distance_deg=None, distance_pct=50.0)
    assert short.notes == ("To the left and right things landed farther out than asked, at 4°: else standing still would catch them.",)
    uneven = begin(Reach((10.0, 10.0, 20.0, 10.0, 10.0, 10.0, 10.0, 10.0)), distance_deg=None, distance_pct=100.0)
    assert uneven.notes == ("To the right things landed nearer than asked, at 13° at most: the tray goes no farther.",)
    same, done = CATCH_DRILL.adjust(short, "distance", -1)
    assert (same, done.words) == (short, "Already the nearest that things can land")


@pytest.mark.parametrize(
    ("said", "key"),
    [({"distance_pct": 50.0}, "distance_deg"), ({"distance_deg": None}, "distance_pct"), ({"distance_deg": 3.9}, "distance_deg")],
)
def test_parameters_that_do_not_fit_together_are_refused_at_their_key(said: dict[str, Any], key: str) -> None:
    with pytest.raises(ValidationError) as caught:
        parameters(**said)
    assert caught.value.errors()[0]["ctx"]["key"] == key


@pytest.mark.parametrize(
    "said",
    [{"fall_dps": 5.1}, {"distance_deg": 13.1}, {"things": 25}, {"avoid_pct": 51.0}, {"at_once": 3}, {"tray_deg": 0.9}, {"axis": "up"}],
)
def test_what_is_unsafe_or_unknown_is_refused(said: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        parameters(**said)
