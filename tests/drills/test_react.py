from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Any

import pytest
from pydantic import ValidationError

from wobblequest.core.arena import CENTRE, Point
from wobblequest.core.chance import Chance
from wobblequest.core.reach import Reach
from wobblequest.core.samples import Tilt
from wobblequest.drills.circles import GENEROUS_S, PATIENCE_S, TIP_S
from wobblequest.drills.react import MOST_EARLY, NOT_YET, REACT_DRILL, SETTLE_S, ReactParameters, ReactState
from wobblequest.drills.view import Ring

OUT = Point(9.0, 0.0)


def begin(seed: int = 1, **parameters: Any) -> ReactState:
    said = {"radius_deg": 3.0, "distance_deg": 8.0, "targets": 3} | parameters
    return REACT_DRILL.begin(ReactParameters.model_validate(said), Reach(), Chance(seed))


def feed(state: ReactState, at: Point | None = None, *, until: str = "", longest_s: float = 70.0) -> tuple[ReactState, list[str]]:
    """Hold the dot at a place (None: where it should be) until a moment comes."""
    moments: list[str] = []
    start = round(state.t_s * 100)
    for n in range(start + 1, start + round(longest_s * 100) + 1):
        where = at if at is not None else state.aim.at if state.aim else CENTRE
        state = REACT_DRILL.step(state, Tilt(n / 100, *where))
        moments += state.moments
        if state.finished or (until and until in state.moments):
            break
    return state, moments


def test_the_wait_cannot_be_foreseen_and_nothing_shown_tells_of_its_end() -> None:
    waits = []
    for seed in range(30):
        state, moments = feed(begin(seed), CENTRE, until="cue")
        assert moments == ["enter", "cue"]
        waits.append(state.t_s - SETTLE_S)
    assert 1.0 <= min(waits) < 1.4
    assert 2.6 < max(waits) <= 3.04
    state = begin()
    seen = set()
    while state.aim is None:
        seen.add(REACT_DRILL.view(state, state.t_s))
        state, _ = feed(state, CENTRE, longest_s=0.01)
    assert len(seen) == 1
    (ring,) = seen.pop().shapes
    assert isinstance(ring, Ring)
    assert (ring.at, ring.fill) == (CENTRE, 0.0)


def test_directions_come_equally_often_and_not_in_turn() -> None:
    ways = [begin(seed, targets=16, directions_deg=[90.0, 270.0]).directions for seed in range(20)]
    assert all(Counter(each) == {90.0: 8, 270.0: 8} for each in ways)
    assert any(a == b for each in ways for a, b in pairwise(each))
    assert len(set(ways)) > 15
    eight = begin(targets=11).directions
    assert max(Counter(eight).values()) <= 2


def test_a_circle_is_answered_held_and_logged_with_when_one_arrived() -> None:
    state, _ = feed(begin(), CENTRE, until="cue")
    cue_s, aim = state.t_s, state.aim
    assert REACT_DRILL.target(state, cue_s) == aim
    state, _ = feed(state, CENTRE, longest_s=0.6)
    state, moments = feed(state, until="hit")
    assert moments == ["enter", "hit"]
    (attempt,) = state.attempts
    assert (attempt.hit, attempt.cue_s, attempt.held_s) == (True, cue_s, state.t_s)
    assert attempt.arrived_s == pytest.approx(cue_s + 0.61)
    assert state.t_s - cue_s == pytest.approx(0.61 + 0.5, abs=0.011)
    done, middle = REACT_DRILL.view(state, state.t_s).shapes
    assert (done.role, middle.at) == ("done", CENTRE)  # type: ignore[union-attr]
    assert REACT_DRILL.view(state, state.t_s).instruction == "Back to the middle, wait there"


def test_a_start_before_the_circle_is_noted_and_the_wait_begins_anew() -> None:
    state, _ = feed(begin(), CENTRE, longest_s=1.0)
    assert state.waiting_s is not None
    state, moments = feed(state, OUT, until="leave")
    assert moments == ["leave"]
    assert (state.early, state.aim, state.waiting_s) == (1, None, None)
    assert REACT_DRILL.view(state, state.t_s).instruction == NOT_YET
    left_s = state.t_s
    state, moments = feed(state, CENTRE, until="cue")
    assert moments == ["enter", "cue"]
    assert state.t_s - left_s >= 1.0 + SETTLE_S
    assert state.early == 1


def test_who_leaves_again_and_again_gets_the_circle_all_the_same() -> None:
    state = begin(targets=1)
    for _ in range(MOST_EARLY):
        state, _ = feed(state, CENTRE, until="enter")
        state, _ = feed(state, CENTRE, longest_s=SETTLE_S + 0.1)
        state, _ = feed(state, OUT, until="leave")
    assert state.early == MOST_EARLY
    state, _ = feed(state, CENTRE, until="enter")
    state, _ = feed(state, CENTRE, longest_s=SETTLE_S + 0.1)
    state, moments = feed(state, OUT, until="cue")
    assert moments == ["leave", "cue"]
    assert state.early == MOST_EARLY + 1


def test_sway_is_no_start_and_who_cannot_find_the_middle_is_not_kept_there() -> None:
    state = begin()
    n = 0
    while state.aim is None:
        n += 1
        state = REACT_DRILL.step(state, Tilt(n / 100, 7.0 if n // 50 % 2 else -7.0, 0.0))
    assert state.early == 0
    state, moments = feed(begin(), OUT, until="cue")
    assert moments == ["cue"]
    assert PATIENCE_S + 1.0 <= state.t_s <= PATIENCE_S + 3.05
    assert state.early == 0


@pytest.mark.parametrize(("timeout_s", "expected"), [(2.0, 2.0), (None, GENEROUS_S)])
def test_a_circle_makes_room_and_what_to_try_next_stands_long_enough(timeout_s: float | None, expected: float) -> None:
    state, _ = feed(begin(timeout_s=timeout_s), CENTRE, until="cue")
    cue_s = state.t_s
    state, moments = feed(state, CENTRE, until="miss")
    assert moments == ["miss"]
    assert state.t_s - cue_s == pytest.approx(expected, abs=0.011)
    assert (state.attempts[0].hit, state.attempts[0].arrived_s) == (False, None)
    missed_s = state.t_s
    assert REACT_DRILL.view(state, missed_s).instruction == "A little further next time"
    state, _ = feed(state, CENTRE, until="cue")
    assert state.t_s - missed_s >= TIP_S + 1.0


def test_the_last_answer_ends_it_and_the_bell_cuts_off_without_a_miss() -> None:
    state, moments = feed(begin())
    assert [m for m in moments if m in ("cue", "hit", "finish")] == ["cue", "hit"] * 3 + ["finish"]
    assert REACT_DRILL.target(state, state.t_s) is None
    state, moments = feed(begin(targets=16, hold_s=8.0, duration_s=30.0))
    assert state.t_s <= 30.0 + 1e-6
    assert "miss" not in moments


def test_a_change_waits_for_the_next_circle() -> None:
    state, _ = feed(begin(), CENTRE, until="cue")
    aim = state.aim
    state, done = REACT_DRILL.adjust(state, "size", -1)
    assert done.words == "Circle smaller: 2.5°"
    assert state.aim == aim
    state, _ = feed(state, until="hit")
    state, _ = feed(state, until="cue")
    assert state.aim is not None
    assert state.aim.radius_deg == 2.5
    assert not REACT_DRILL.adjust(state, "speed", 1)[1].changed


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ({"wait_least_s": 2.0, "wait_most_s": 2.4}, "wait_most_s"), ({"timeout_s": 1.5, "hold_s": 0.6}, "timeout_s"),
        ({"distance_pct": 50.0}, "distance_deg"), ({"distance_deg": 5.0}, "distance_deg"),
    ],
)
def test_parameters_that_do_not_fit_together_are_refused_at_their_key(said: dict[str, Any], key: str) -> None:
    with pytest.raises(ValidationError) as caught:
        begin(**said)
    assert caught.value.errors()[0]["ctx"]["key"] == key


@pytest.mark.parametrize("said", [{"timeout_s": 1.4}, {"wait_least_s": 0.4}, {"wait_most_s": 6.1}, {"order": "random"}, {"targets": 17}])
def test_what_is_unsafe_or_unknown_is_refused(said: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        begin(**said)
