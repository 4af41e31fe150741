from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from wobblequest.core.arena import CENTRE, Point
from wobblequest.core.chance import Chance
from wobblequest.core.motion import Motion
from wobblequest.core.reach import Reach
from wobblequest.core.samples import Tilt
from wobblequest.drills.shift import SHIFT_DRILL, ShiftState
from wobblequest.drills.shift_parameters import ShiftParameters
from wobblequest.drills.view import Box

RIGHT, LEFT = Point(0.0, 6.0), Point(0.0, -6.0)
OUT = Point(5.2, 6.0)
"""Beyond the bounds, in front of the right box."""
STEP_S = 0.02


def begin(reach: Reach | None = None, **parameters: Any) -> ShiftState:
    said = {"box_deg": 2.0, "bounds_deg": 5.0, "distance_deg": 6.0, "hold_s": 0.5, "shifts": 4} | parameters
    asked = ShiftParameters.model_validate({k: v for k, v in said.items() if v is not None})
    return SHIFT_DRILL.begin(asked, reach or Reach(), Chance(1))


def at(state: ShiftState, dot: Point, for_s: float = STEP_S) -> list[ShiftState]:
    """The states of standing at a place for some time; the last one is first."""
    states: list[ShiftState] = []
    for _ in range(round(for_s / STEP_S)):
        state = SHIFT_DRILL.step(state, Tilt(round(state.t_s + STEP_S, 6), *dot))
        states.insert(0, state)
    return states


def through(state: ShiftState, *places: tuple[Point, float]) -> ShiftState:
    for dot, for_s in places:
        state = at(state, dot, for_s)[0]
    return state


def moments(states: list[ShiftState]) -> list[str]:
    return [moment for state in reversed(states) for moment in state.moments]


def instruction(state: ShiftState) -> str:
    return SHIFT_DRILL.view(state, state.t_s).instruction


def test_a_box_is_hit_by_staying_and_then_it_is_the_other_s_turn() -> None:
    state = begin()
    target = SHIFT_DRILL.target(state, 0.0)
    assert target is not None
    assert target.at == pytest.approx(RIGHT)
    assert target.radius_deg == 2.0
    states = at(state, RIGHT, 0.5)
    assert moments(states) == ["enter"]
    state = at(states[0], RIGHT)[0]
    assert state.moments == ("hit",)
    assert [each.hit for each in state.attempts] == [True]
    assert state.attempts[0].arrived_s == pytest.approx(0.02)
    assert state.attempts[0].held_s == pytest.approx(0.52)
    target = SHIFT_DRILL.target(state, state.t_s)
    assert target is not None
    assert target.at == pytest.approx(LEFT)


def test_leaving_a_box_starts_the_stay_anew() -> None:
    state = through(begin(), (RIGHT, 0.4), (CENTRE, 0.1), (RIGHT, 0.5))
    assert state.attempts == ()
    assert through(state, (RIGHT, 0.04)).attempts[0].hit


def test_it_ends_with_the_last_box_and_nothing_is_asked_any_more() -> None:
    state = through(begin(), (RIGHT, 0.6), (LEFT, 0.6), (RIGHT, 0.6))
    assert not state.finished
    states = at(state, LEFT, 0.6)
    assert moments(states)[-2:] == ["hit", "finish"]
    assert SHIFT_DRILL.target(states[0], 9.0) is None
    view = SHIFT_DRILL.view(states[0], 9.0)
    assert (view.instruction, view.done, view.total, len(view.shapes)) == ("Well done", 4, 4, 1)


def test_each_time_out_of_the_bounds_is_counted_once_and_heard() -> None:
    states = at(at(begin(), RIGHT)[0], OUT, 2.0)
    assert moments(states).count("touch") == 1
    state = through(states[0], (RIGHT, 0.1), (OUT, 1.0))
    assert state.crossings == 2


def test_to_and_fro_on_the_line_counts_at_most_once_in_0_3_s() -> None:
    state = at(begin(), RIGHT)[0]
    seen = []
    for _ in range(15):  # out every 0.04 s
        state = through(state, (OUT, 0.02), (RIGHT, 0.02))
        seen.append(state.crossings)
    assert seen == [1] * 8 + [2] * 7


def test_who_begins_outside_has_not_gone_out() -> None:
    state = at(begin(), OUT, 1.0)[0]
    assert state.crossings == 0
    assert through(state, (RIGHT, 0.1), (OUT, 0.1)).crossings == 1


def test_a_box_beyond_what_somebody_can_do_makes_room_and_is_no_crossing() -> None:
    states = at(begin(), CENTRE, 20.02)
    assert moments(states) == ["miss"]
    state = states[0]
    assert instruction(state) == "A little further next time"
    state = through(state, (CENTRE, 4.1))
    assert instruction(state) == "Now the other box, and stay"
    assert [each.hit for each in state.attempts] == [False]
    assert through(begin(timeout_s=3.0), (CENTRE, 3.1)).number == 1


def test_what_the_end_cuts_off_is_neither_hit_nor_given_up() -> None:
    state = through(begin(duration_s=15.0), (RIGHT, 0.6), (CENTRE, 14.6))
    assert state.finished
    assert [each.hit for each in state.attempts] == [True]


def test_words_help_who_takes_long_and_tell_who_was_there_to_stay() -> None:
    state = begin()
    assert instruction(at(state, CENTRE)[0]) == "Lean into the box and stay"
    assert instruction(at(state, CENTRE, 8.1)[0]) == "Take your time, a little further"
    assert instruction(at(state, Point(3.0, 6.0), 8.1)[0]) == "Take your time, towards the box"
    slipped = through(state, (RIGHT, 0.3), (CENTRE, 0.5))
    assert instruction(slipped) == "Lean into the box and stay"
    assert instruction(at(slipped, CENTRE, 0.6)[0]) == "Back into the box"
    assert instruction(at(slipped, CENTRE, 20.0)[0]) == "You were there: stay longer next time"
    assert instruction(at(state, Point(3.0, 6.0), 20.02)[0]) == "Straight at the box next time"
    gone = through(state, (RIGHT, 0.1), (OUT, 0.9))
    assert instruction(gone) == "Lean into the box and stay"
    assert instruction(at(gone, OUT, 0.3)[0]) == "Come back within the bounds"


def test_both_boxes_and_the_bounds_are_seen_and_each_says_what_it_is() -> None:
    state = at(begin(), RIGHT, 0.27)[0]
    bounds, other, goal = SHIFT_DRILL.view(state, state.t_s).shapes
    assert isinstance(bounds, Box)
    assert isinstance(other, Box)
    assert isinstance(goal, Box)
    assert (bounds.role, other.role, goal.role) == ("soft", "soft", "goal")
    assert other.at == pytest.approx(LEFT)
    assert goal.at == pytest.approx(RIGHT)
    assert goal.fill == pytest.approx(0.5, abs=0.05)
    state = through(state, (RIGHT, 0.3), (CENTRE, 0.1))
    bounds, other, goal = SHIFT_DRILL.view(state, state.t_s).shapes
    assert isinstance(other, Box)
    assert other.role == "done"
    assert other.at == pytest.approx(RIGHT)
    state = through(state, (OUT, 0.1), (RIGHT, 0.1))
    roles = [getattr(shape, "role", "") for shape in SHIFT_DRILL.view(state, state.t_s).shapes]
    assert roles == ["caution", "done", "goal"]
    state = through(state, (CENTRE, 1.5))
    roles = [getattr(shape, "role", "") for shape in SHIFT_DRILL.view(state, state.t_s).shapes]
    assert roles == ["soft", "soft", "goal"]


def test_the_bounds_warn_of_nothing_before_the_dot_was_within_them() -> None:
    state = begin()
    assert getattr(SHIFT_DRILL.view(state, 0.0).shapes[0], "role", "") == "soft"
    state = at(state, Point(14.0, 14.0), 2.0)[0]
    assert (state.crossings, getattr(SHIFT_DRILL.view(state, state.t_s).shapes[0], "role", "")) == (0, "soft")


def test_a_change_comes_with_the_next_box() -> None:
    state = at(begin(), RIGHT, 0.1)[0]
    for axis, words in (("size", "Boxes bigger: 2.5°"), ("distance", "Farther: 7°"), ("hold", "Longer hold: 1 s")):
        state, done = SHIFT_DRILL.adjust(state, axis, 1)  # type: ignore[arg-type]
        assert (done.words, done.changed) == (words, True)
    assert (state.pair.half_deg, state.hold_s) == (2.0, 0.5)
    state = through(state, (RIGHT, 0.5))
    assert (state.pair.half_deg, state.hold_s) == (2.5, 1.0)
    assert state.pair.second == pytest.approx((0.0, -7.0))


def test_bounds_that_come_nearer_are_not_left_by_who_stood_there() -> None:
    state = through(begin(shifts=8, box_deg=2.0, distance_deg=8.0), (Point(0.0, 9.9), 0.4))
    for _ in range(4):
        state, _ = SHIFT_DRILL.adjust(state, "distance", -1)
    state = through(state, (Point(0.0, 9.9), 0.5))
    assert state.pair.first == pytest.approx((0.0, 4.0))
    assert not state.within.inside
    assert state.crossings == 0
    assert through(state, (CENTRE, 0.1), (Point(0.0, 9.9), 0.1)).crossings == 1


def test_boxes_grow_no_larger_than_the_bounds_and_come_no_nearer_than_the_middle() -> None:
    state = begin(bounds_deg=3.0)
    bigger, done = SHIFT_DRILL.adjust(state, "size", 1)
    assert done.changed
    assert bigger.parameters.box_deg == 2.5
    assert SHIFT_DRILL.adjust(bigger, "size", 1)[1] == SHIFT_DRILL.adjust(bigger, "size", 3)[1]
    assert SHIFT_DRILL.adjust(bigger, "size", 1)[1].words == "Already the largest boxes: 2.5°"
    nearer, _ = SHIFT_DRILL.adjust(state, "distance", -3)
    assert nearer.parameters.distance_deg == pytest.approx(4.0, abs=0.001)
    assert not SHIFT_DRILL.adjust(nearer, "distance", -1)[1].changed
    short = begin(Reach((5.0,) * 8), distance_deg=None, distance_pct=60.0)
    assert SHIFT_DRILL.adjust(short, "distance", -1)[1].words == "Already the nearest these boxes can be"
    assert "no speed" in SHIFT_DRILL.adjust(state, "speed", 1)[1].words


@pytest.mark.parametrize(("wrong", "key"), [
    ({"distance_deg": None}, "distance_pct"),
    ({"distance_pct": 50.0}, "distance_deg"),
    ({"box_deg": 4.6}, "box_deg"),
    ({"box_deg": 3.5, "direction_deg": 45.0}, "box_deg"),
    ({"distance_deg": 3.9}, "distance_deg"),
    ({"timeout_s": 3.0, "hold_s": 3.0}, "timeout_s"),
])
def test_what_cannot_be_is_refused_at_its_key(wrong: dict[str, Any], key: str) -> None:
    with pytest.raises(ValidationError) as e:
        begin(**wrong)
    assert e.value.errors()[0]["ctx"]["key"] == key


def test_the_measures_are_of_what_the_drill_counted() -> None:
    """Four boxes, each come to in a line, 0.4 s after the last was held; the bounds are left once on the way."""
    state, rows = begin(), []
    for number, place in enumerate((RIGHT, LEFT, RIGHT, LEFT)):
        dots = [CENTRE] * 19 + [place] * 27
        if number == 2:
            dots[5:8] = [Point(6.0, 0.0)] * 3
        for dot in dots:
            if state.finished:
                break
            state = at(state, dot)[0]
            rows.append((state.t_s, *dot))
    found = SHIFT_DRILL.measures(state, Motion(*np.array(rows).T))
    assert state.finished
    assert {name: found[name].value for name in ("shift_score_pct", "shift_hits", "bound_crossings")} == {
        "shift_score_pct": 75.0, "shift_hits": 4.0, "bound_crossings": 1.0,
    }
    assert found["shift_time_s"].value == pytest.approx(0.4, abs=0.021)
