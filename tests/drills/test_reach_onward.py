"""Reach from target to target: no way back between circles, unless one was missed."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from wobblequest.core.arena import CENTRE, Point
from wobblequest.core.chance import Chance
from wobblequest.core.motion import Motion
from wobblequest.core.reach import Reach
from wobblequest.core.samples import Tilt
from wobblequest.drills.places import place_all
from wobblequest.drills.reach import REACH_DRILL, ReachParameters, ReachState, largest_between_deg
from wobblequest.drills.view import Ring


def begin(reach: Reach | None = None, seed: int = 1, **parameters: Any) -> ReachState:
    said = {
        "radius_deg": 3.0, "distance_pct": 80.0, "hold_s": 1.0, "targets": 6, "way": "target-to-target", "return_wait_s": 0.5,
    } | parameters
    return REACH_DRILL.begin(ReachParameters.model_validate(said), reach or Reach(), Chance(seed))


def willing(state: ReachState) -> list[ReachState]:
    """All states of a dot that is drawn to where it should be."""
    at, states, n = CENTRE, [state], 0
    while not state.finished:
        n += 1
        target = REACH_DRILL.target(state, n / 100)
        assert target is not None
        at = Point(*(a + 0.06 * (b - a) for a, b in zip(at, target.at, strict=True)))
        state = REACH_DRILL.step(state, Tilt(n / 100, *at))
        states.append(state)
    return states


def test_after_a_hit_the_next_circle_comes_without_a_return() -> None:
    states = willing(begin())
    attempts = states[-1].attempts
    assert [attempt.hit for attempt in attempts] == [True] * 6
    for one, following in pairwise(attempts):
        assert 0.0 <= following.cue_s - one.end_s <= 0.5 + 0.02
    for before, state in pairwise(states):
        if "cue" in state.moments and before.attempts:
            where = REACH_DRILL.target(before, before.t_s)
            assert where is not None
            assert (where.at, where.radius_deg) == (before.attempts[-1].target, 3.0)


def test_while_waiting_the_circle_just_reached_stays_in_sight() -> None:
    states = willing(begin(return_wait_s=0.6))
    waiting = [state for state in states if state.attempts and state.aim is None and not state.finished]
    assert len(waiting) > 20
    for state in waiting:
        view = REACH_DRILL.view(state, state.t_s)
        (ring,) = view.shapes
        assert isinstance(ring, Ring)
        assert (ring.at, ring.role) == (state.attempts[-1].target, "done")
        assert view.instruction == "Wait there for the next circle"


def test_after_a_miss_it_goes_by_the_middle() -> None:
    state, n = begin(timeout_s=3.0), 0
    while not state.attempts:
        n += 1
        state = REACH_DRILL.step(state, Tilt(n / 100, 0.0, 0.0))
    assert not state.attempts[0].hit
    target = REACH_DRILL.target(state, state.t_s)
    assert target is not None
    assert target.at == CENTRE
    assert REACH_DRILL.view(state, state.t_s).instruction == "A little further next time"


def test_out_and_back_is_what_it_was() -> None:
    plain = begin(way="out-and-back")
    assert plain.parameters == begin(way="out-and-back").parameters
    attempts = willing(plain)[-1].attempts
    assert all(following.cue_s - one.end_s >= 0.8 for one, following in pairwise(attempts))


def test_each_movement_is_measured_from_the_circle_it_began_in() -> None:
    """The dot goes straight from circle to circle: from the middle those ways would be far off the straight line."""
    states = willing(begin(directions_deg=[0, 90, 180, 270], order="clockwise", targets=8))
    columns = [[state.t_s, *dot] for state, dot in zip(states[1:], _dots(states), strict=True)]
    t, pitch, roll = map(list, zip(*columns, strict=True))
    measures = REACH_DRILL.measures(states[-1], Motion(np.array(t), np.array(pitch), np.array(roll)))
    assert isinstance(error := measures["movement_error"].value, float)
    assert isinstance(straight := measures["path_efficiency_pct"].value, float)
    assert isinstance(far := measures["max_excursion_pct"].value, float)
    assert error < 0.1
    assert straight > 99.0
    assert far == pytest.approx(100.0, abs=2.0)


def _dots(states: list[ReachState]) -> list[Point]:
    at, dots = CENTRE, []
    for state in states[:-1]:
        target = REACH_DRILL.target(state, state.t_s)
        assert target is not None
        at = Point(*(a + 0.06 * (b - a) for a, b in zip(at, target.at, strict=True)))
        dots.append(at)
    return dots


@pytest.mark.parametrize(
    ("said", "key", "words"),
    [
        ({"directions_deg": [90]}, "directions_deg", "two directions at least"),
        ({"radius_deg": 4.5}, "radius_deg", r"cover each other: give at most 3\.9°"),
        ({"directions_deg": [0, 20]}, "radius_deg", "other directions, farther apart"),
    ],
)
def test_circles_that_would_be_hit_by_standing_still_are_refused(said: dict[str, Any], key: str, words: str) -> None:
    with pytest.raises(ValidationError, match=words) as caught:
        begin(**said)
    assert caught.value.errors()[0]["ctx"]["key"] == key


@given(
    reach=st.lists(st.floats(1.0, 25.0), min_size=8, max_size=8), gap_deg=st.floats(36.0, 180.0), first=st.floats(0.0, 359.0),
    pct=st.floats(10.0, 110.0), share=st.floats(0.0, 1.0),
)
def test_no_reach_puts_two_neighbours_so_near_that_one_is_hit_from_the_other(
    reach: list[float], gap_deg: float, first: float, pct: float, share: float,
) -> None:
    directions = (first, (first + gap_deg) % 360.0)
    most = largest_between_deg(directions)
    radius = max(1.0, share * most)
    if radius > most:
        return
    one, other = place_all(directions, Reach(tuple(reach)), radius, distance_pct=pct, distance_deg=None).targets.values()  # type: ignore[arg-type]
    assert one.at.distance_to(other.at) >= radius + 1.0 - 1e-9


def test_a_circle_cannot_grow_over_its_neighbour_in_play() -> None:
    state = begin(radius_deg=3.5)
    same, done = REACH_DRILL.adjust(state, "size", 1)
    assert same == state
    assert (done.words, done.changed) == ("Already the largest circle these ways allow: 3.5°", False)
    assert REACH_DRILL.adjust(state, "size", -1)[1].words == "Circle smaller: 3°"
