from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from wobblequest.core.arena import CENTRE, Point, toward
from wobblequest.core.chance import Chance
from wobblequest.core.motion import Motion
from wobblequest.core.reach import Reach
from wobblequest.core.samples import Tilt
from wobblequest.drills.recall import (
    BLIND_BACK_S,
    PATIENCE_S,
    RECALL_DRILL,
    REST_S,
    TIP_S,
    RecallState,
)
from wobblequest.drills.recall_parameters import GENEROUS_S, RecallParameters
from wobblequest.drills.recall_words import near_words
from wobblequest.drills.view import Ring, Spot, View


def begin(seed: int = 1, **parameters: Any) -> RecallState:
    said = {"radius_deg": 3.0, "distance_deg": 8.0, "feel_s": 1.0, "targets": 2, "directions_deg": [0.0, 90.0], "order": "clockwise"}
    return RECALL_DRILL.begin(RecallParameters.model_validate(said | parameters), Reach(), Chance(seed))


def step(state: RecallState, at: Point) -> RecallState:
    return RECALL_DRILL.step(state, Tilt(round(state.t_s + 0.01, 6), *at))


def feed(state: RecallState, at: Point | None = None, *, until: str = "", longest_s: float = 60.0) -> tuple[RecallState, list[str]]:
    """Hold the dot at a place (None: where the drill wants it) until a moment comes."""
    moments: list[str] = []
    for _ in range(round(longest_s * 100)):
        target = RECALL_DRILL.target(state, state.t_s)
        state = step(state, at if at is not None else CENTRE if target is None else target.at)
        moments += state.moments
        if until and until in state.moments:
            break
    return state, moments


def finding(state: RecallState) -> RecallState:
    state, moments = feed(state, until="find")
    assert moments[-1] == "find"
    return state


def view(state: RecallState) -> View:
    return RECALL_DRILL.view(state, state.t_s)


def test_a_place_is_shown_felt_left_and_found_unseen() -> None:
    state, moments = feed(begin(), until="cue")
    assert view(state).instruction == "Lean there, stay and remember the place"
    assert isinstance(view(state).shapes[1], Ring)
    state, moments = feed(state, until="hit")
    assert view(state).instruction == "Back to the middle"
    assert [shape.at for shape in view(state).shapes if isinstance(shape, Ring)] == [CENTRE]
    state = finding(state)
    assert view(state).instruction == "Find it again, then stay still"
    target = RECALL_DRILL.target(state, state.t_s)
    assert target is not None
    assert target.remembered
    assert target.at == pytest.approx(toward(0.0, 8.0))
    state, moments = feed(state, until="hit")
    assert moments == ["hit"]  # shown: found within the circle
    assert state.tries[0].answer == pytest.approx(Point(8.0, 0.0), abs=0.5)
    state, moments = feed(state, until="finish")
    assert moments[-1] == "finish"
    assert len(state.tries) == 2
    assert view(state).instruction == "Well done"


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.floats(-25, 25), st.floats(-25, 25)), min_size=1, max_size=150), st.booleans())
def test_while_finding_nothing_tells_where_the_dot_is(places: list[tuple[float, float]], close_eyes: bool) -> None:
    """Not by what is shown, and not by what is heard: what two different leans show is the same, until the answer is taken."""
    state = other = finding(begin(feedback="none", close_eyes=close_eyes))
    for place in places:
        state, other = step(state, Point(*place)), step(other, CENTRE)
        if state.phase != "find":
            assert state.moments == ("taken",)  # and that says nothing of how near it was
            return
        assert state.moments == other.moments == ()
        shown = view(state)
        assert shown == view(other)
        assert not shown.cursor
        assert [type(shape) for shape in shown.shapes] == [Spot]
        assert shown.shapes[0].at == CENTRE  # type: ignore[union-attr]


def test_an_answer_needs_stillness_out_of_the_middle() -> None:
    state = finding(begin())
    state, moments = feed(state, Point(2.0, 0.0), longest_s=10.0)
    assert moments == []
    assert view(state).instruction == "Lean to where the circle was"
    state, moments = feed(state, Point(6.0, 0.0), longest_s=5.0, until="hit")
    assert moments == ["hit"]


def test_without_feedback_the_answer_is_only_taken_and_the_dot_stays_hidden_on_the_way_back() -> None:
    for at in (Point(8.0, 0.0), Point(2.0, 9.0)):
        state, moments = feed(finding(begin(feedback="none")), at, until="taken")
        assert moments == ["taken"]
        assert not view(state).cursor
        assert [shape.at for shape in view(state).shapes if isinstance(shape, Ring | Spot)] == [CENTRE]
        state = step(state, Point(6.0, 0.0))
        assert not view(state).cursor
        assert view(step(state, Point(1.0, 0.0))).cursor, "back in the middle it is seen again"
        state, _ = feed(state, at, longest_s=BLIND_BACK_S)
        assert view(state).cursor, "nobody is left lost"


def test_with_feedback_the_circle_and_the_answer_are_shown_with_words() -> None:
    state, moments = feed(finding(begin()), Point(5.0, 0.0), until="taken", longest_s=8.0)
    assert moments == ["taken"]
    shown = view(state)
    assert shown.cursor
    assert shown.instruction == "The circle was a little farther out"
    circle, answer, middle = shown.shapes
    assert isinstance(circle, Ring)
    assert (circle.role, circle.at) == ("soft", state.tries[0].target.at)
    assert isinstance(answer, Spot)
    assert answer.at == pytest.approx(Point(5.0, 0.0), abs=0.7)
    assert isinstance(middle, Ring)
    state, _ = feed(state, CENTRE, longest_s=TIP_S)
    assert view(state).instruction == "Lean there, stay and remember the place"


@pytest.mark.parametrize(("answer", "words"), [
    (Point(8.0, 1.0), "Well found: you were in the circle"), (Point(3.0, 0.0), "The circle was a little farther out"),
    (Point(13.0, 0.0), "The circle was nearer"), (Point(8.0, 5.0), "The circle was more to the left"),
    (Point(8.0, -5.0), "The circle was more to the right"),
])
def test_words_say_which_way_it_was(answer: Point, words: str) -> None:
    aim = finding(begin()).aim
    assert aim is not None
    assert near_words(aim, answer) == words


def test_no_answer_is_a_miss_in_the_end_and_left_out() -> None:
    state = finding(begin())
    since_s = state.t_s
    state, moments = feed(state, CENTRE, until="miss")
    assert moments == ["miss"]
    assert state.t_s - since_s == pytest.approx(GENEROUS_S)
    assert view(state).instruction == "Next time stay still to answer"
    assert state.tries[0].answer is None
    state, _ = feed(state, until="finish")
    assert state.notes == ("1 of 2 places were not answered and are left out.",)
    quick = finding(begin(timeout_s=5.0))
    assert feed(quick, CENTRE, until="miss")[0].t_s - quick.t_s == pytest.approx(5.0)


def test_who_never_comes_back_to_the_middle_cannot_answer_by_staying() -> None:
    state, _ = feed(begin(), until="cue")
    state, _ = feed(state, until="hit")
    since_s = state.t_s
    state, moments = feed(state, Point(8.0, 0.0), until="miss")
    assert moments == ["miss"]
    assert state.t_s - since_s == pytest.approx(PATIENCE_S)
    assert state.tries[0].answer is None


def test_a_place_that_was_not_felt_is_not_asked_for() -> None:
    state, _ = feed(begin(recalls_per_target=3), until="cue")
    state, moments = feed(state, CENTRE, until="miss")
    assert moments[-1] == "miss"
    assert [each.answer for each in state.tries] == [None] * 3
    state, _ = feed(state, until="cue")
    assert state.aim is not None
    assert state.aim.at == pytest.approx(toward(90.0, 8.0), abs=1e-9)


def test_felt_once_a_place_is_found_as_often_as_asked() -> None:
    state, moments = feed(begin(recalls_per_target=3, targets=1, directions_deg=[270.0], feedback="none"), until="finish")
    said = [m for m in moments if m not in ("enter", "leave")]
    assert said == ["cue", "hit", "find", "taken", "find", "taken", "find", "taken", "finish"]
    assert view(state).total == 3


def test_who_sways_out_of_the_circle_has_felt_it_all_in_all() -> None:
    state, _ = feed(begin(feel_s=1.0), until="cue")
    for n in range(400):
        state = step(state, Point(8.0 if n // 25 % 2 else 12.0, 0.0))
        if "hit" in state.moments:
            break
    assert state.phase == "back"


def test_eyes_are_asked_to_close_for_finding_and_to_open_after() -> None:
    state = finding(begin(close_eyes=True, feedback="none"))
    assert view(state).instruction == "Close your eyes, find it, stay still"
    state, _ = feed(state, until="taken")
    assert view(state).instruction == "Open your eyes, back to the middle"


def test_after_a_minute_of_work_there_is_a_rest_and_then_it_goes_on() -> None:
    state = begin(targets=16, sets=2, duration_s=30.0, feedback="none")
    worked: list[RecallState] = []
    while state.phase != "rest":
        state, _ = feed(state, longest_s=0.01)
        worked.append(state)
    assert state.t_s <= 30.0
    assert view(state).instruction == "Rest a moment, hold on if needed"
    assert RECALL_DRILL.target(state, state.t_s) is None
    done, since_s = len(state.tries), state.t_s
    state, moments = feed(state, until="cue")
    assert state.t_s - since_s == pytest.approx(REST_S, abs=2.0)
    assert len(state.tries) == done
    state, moments = feed(state, until="finish")
    assert moments[-1] == "finish"
    assert since_s + REST_S < state.t_s <= since_s + REST_S + 30.0
    assert len(state.tries) > done


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(st.floats(0.01, 0.25), st.floats(-28, 28), st.floats(-28, 28)), min_size=1, max_size=60), st.integers(1, 4),
    st.sampled_from(["none", "shown"]), st.integers(0, 9),
)
def test_whatever_one_does_work_ends_in_time_and_answers_add_up(
    leans: list[tuple[float, float, float]], sets: int, feedback: str, seed: int,
) -> None:
    state = begin(seed, sets=sets, targets=8, recalls_per_target=2, feedback=feedback, order="random")
    n = 0
    while not state.finished:
        dt, pitch, roll = leans[n % len(leans)]
        before = state
        state = RECALL_DRILL.step(state, Tilt(state.t_s + dt, pitch, roll))
        assert state.t_s <= sets * 60.0 + (sets - 1) * REST_S + 0.25 * 2 * sets
        assert len(state.tries) >= len(before.tries)
        assert len(state.tries) <= state.total
        assert state.unseen or state.phase != "find"
        n += 1
    assert state.moments[-1] == "finish"


def test_measures_are_of_the_answers_alone() -> None:
    """A person who always leans 1° too far and 0.5° too far right, wherever they were on the way."""
    state, rows = begin(targets=4, directions_deg=[0.0, 90.0, 180.0, 270.0], feedback="none"), []
    while not state.finished:
        target = RECALL_DRILL.target(state, state.t_s)
        at = CENTRE if target is None else target.at
        if target is not None and target.remembered:
            at = Point(at.pitch_deg * 9 / 8, at.roll_deg * 9 / 8 + 0.5)
        state = step(state, at)
        rows.append((state.t_s, *at, 0.0, 0.0, 1.0))
    motion = Motion(*np.array(rows).T)
    measures = RECALL_DRILL.measures(state, motion)
    assert measures["responses"].value == 4
    assert measures["mean_radial_error"].value == pytest.approx((2 * np.hypot(1.0, 0.5) + 1.5 + 0.5) / 4)
    assert measures["constant_error_vector"].value == pytest.approx((0.0, 0.5))
    few = replace(state, tries=(*(replace(each, answer=None) for each in state.tries[:3]), state.tries[3]))
    missing = RECALL_DRILL.measures(few, motion)
    assert missing["mean_radial_error"].value is None
    assert missing["mean_radial_error"].why == "only 1 of 4 places were answered: too few to follow"
    assert missing["responses"].value == 1


def test_a_change_waits_for_the_next_place() -> None:
    state, _ = feed(begin(), until="cue")
    aim = state.aim
    for axis, step_, words in (("size", 1, "Circle bigger: 3.5°"), ("distance", 2, "Farther: 10°"), ("hold", 1, "Longer hold: 1.5 s")):
        state, done = RECALL_DRILL.adjust(state, axis, step_)  # type: ignore[arg-type]
        assert (done.words, done.changed) == (words, True)
    assert (state.aim, state.feel_s) == (aim, 1.0)
    state = finding(state)
    state, _ = feed(state, until="hit")
    state, _ = feed(state, until="cue")
    assert state.aim is not None
    assert (state.aim.radius_deg, state.feel_s) == (3.5, 1.5)
    assert state.aim.at.distance_to(CENTRE) == pytest.approx(10.0)
    assert not RECALL_DRILL.adjust(state, "speed", 1)[1].changed


@pytest.mark.parametrize(("said", "key"), [
    ({"distance_pct": 50.0}, "distance_deg"), ({"distance_deg": None}, "distance_pct"), ({"distance_deg": 5.0}, "distance_deg"),
    ({"targets": 9, "recalls_per_target": 2}, "recalls_per_target"),
])
def test_parameters_that_do_not_fit_together_are_refused_at_their_key(said: dict[str, Any], key: str) -> None:
    with pytest.raises(ValidationError) as caught:
        begin(**said)
    assert caught.value.errors()[0]["ctx"]["key"] == key


@pytest.mark.parametrize("said", [
    {"targets": 17}, {"recalls_per_target": 7}, {"feedback": "always"}, {"still_s": 0.4}, {"still_deg": 6.0}, {"timeout_s": 21.0},
    {"duration_s": 61.0}, {"sets": 5}, {"feel_s": 0.4}, {"directions_deg": [0, 0]}, {"close_eyes": "yes"},
])
def test_what_is_unsafe_or_unknown_is_refused(said: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        begin(**said)
