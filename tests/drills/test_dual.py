from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from wobblequest.core.arena import CENTRE, Point
from wobblequest.core.chance import Chance
from wobblequest.core.motion import Motion
from wobblequest.core.reach import Reach
from wobblequest.core.samples import Tilt
from wobblequest.drills.drill import Answer, Answered
from wobblequest.drills.dual import DUAL_DRILL, DualState
from wobblequest.drills.dual_parameters import CHANGE_S, LEAD_S, DualParameters, TwoTasks
from wobblequest.drills.movements import MOVEMENTS
from wobblequest.drills.register import DRILLS
from wobblequest.drills.second_task import Stream, draw
from wobblequest.drills.view import Ring, Sign, Word

HOLD = {"radius_deg": 5.0, "duration_s": 12.0, "hold_s": 1.0}
TASKS = ("go-no-go", "stroop", "count-back", "n-back")


def parameters(**said: Any) -> TwoTasks:
    return DualParameters.model_validate({"hold": HOLD, "task": "go-no-go", "pace_s": 2.0, "alone_s": 11.0} | said)


def begin(seed: int = 1, **said: Any) -> DualState:
    return DUAL_DRILL.begin(parameters(**said), Reach(), Chance(seed))


def wise(state: DualState, done: set[float]) -> Answer | None:
    """Who answers every question rightly, half a second after it was asked; a number every 2 s in counting."""
    question = DUAL_DRILL.question(state, state.t_s)
    if question is None or question.since_s in done or state.t_s < question.since_s + (0.5 if question.asks == "press" else 2.0):
        return None
    done.add(question.since_s)
    return "right" if question.asks == "mark" else "yes" if question.press else None


def played(state: DualState, answers: Any = wise, dot: Any = None, rate_hz: float = 50.0) -> list[DualState]:
    """States to the end; the dot is at the target, or in the middle, where nothing else is said."""
    states, n, done = [state], 0, set[float]()
    while not state.finished:
        t = n / rate_hz
        target = DUAL_DRILL.target(state, t)
        at = dot(t) if dot is not None else CENTRE if target is None else target.at
        state = DUAL_DRILL.step(state, Tilt(t, *at))
        said = answers(state, done) if answers is not None else None
        if said is not None:
            state = DUAL_DRILL.answer(state, said)
        states.append(state)
        n += 1
    return states


def motion_of(states: list[DualState], dot: Any = None) -> Motion:
    rows = []
    for state in states[1:]:
        target = DUAL_DRILL.target(state, state.t_s)
        where = (np.nan, np.nan, np.nan) if target is None else (*target.at, target.radius_deg)
        at = dot(state.t_s) if dot is not None else CENTRE if target is None else target.at
        rows.append((state.t_s, *at, *where))
    return Motion(*np.array(rows).T)


def measured(states: list[DualState], dot: Any = None) -> dict[str, Any]:
    return {name: measure.value for name, measure in DUAL_DRILL.measures(states[-1], motion_of(states, dot)).items()}


def test_the_parts_come_one_after_the_other_in_one_run() -> None:
    states = played(begin())
    begins = {state.phase: state.begin_s for state in reversed(states)}
    assert begins == {"movement": 0.0, "to-task": 12.0, "task": 16.0, "to-both": 27.0, "both": 31.0}
    assert states[-1].t_s == pytest.approx(43.0)
    assert [(part.phase, part.begin_s, part.end_s) for part in states[-1].done] == [
        ("movement", 0.0, 12.0), ("task", 16.0, 27.0), ("both", 31.0, 43.0),
    ]
    assert states[-1].moments[-1] == "finish"
    assert sum("finish" in state.moments for state in states) == 1
    assert begin().parameters.duration_s == 43.0


def test_the_movement_begins_both_times_alike_and_is_not_asked_for_between() -> None:
    track = {"radius_deg": 3.0, "path": "waves", "size_pct": 50.0, "period_s": 12.0, "duration_s": 12.0}
    states = played(begin(hold=None, track=track))
    places: dict[str, list[Any]] = {"movement": [], "both": []}
    for state in states[1:]:
        target = DUAL_DRILL.target(state, state.t_s)
        if state.phase in places and target is not None:
            places[state.phase].append(target)
        else:
            assert target is None
    assert [p.at for p in places["movement"][:550]] == [pytest.approx(tuple(p.at)) for p in places["both"][:550]]
    assert {p.load for p in places["movement"]} == {0.0}
    assert {p.load for p in places["both"]} == {begin(hold=None, track=track).parameters.load}


@pytest.mark.parametrize("task", TASKS)
def test_who_does_both_well_has_all_right_and_no_cost(task: str) -> None:
    found = measured(played(begin(task=task)))
    assert found["both_right_pct"] == found["task_accuracy_alone_pct"] == found["task_accuracy_dual_pct"] == 100.0
    assert found["movement_alone"] == found["movement_dual"] == 100.0
    assert found["dual_task_effect_pct"] == 0.0
    if task == "count-back":
        assert found["task_right_alone_per_min"] == pytest.approx(60 * 4 / 11)
        assert found["answer_time_dual_s"] is None
    else:
        assert found["dual_task_effect_cognitive_pct"] == 0.0
        assert found["answer_time_alone_s"] == found["answer_time_dual_s"] == pytest.approx(0.5, abs=0.03)


def test_neither_task_can_be_let_go_for_the_sake_of_the_other() -> None:
    def away(t_s: float) -> tuple[float, float]:
        return 15.0, 0.0

    only_task = measured(played(begin(), dot=away), away)
    assert only_task["task_accuracy_dual_pct"] == 100.0
    assert only_task["both_right_pct"] == 0.0
    only_movement = measured(played(begin(press_pct=80.0), answers=None))
    assert only_movement["movement_dual"] == 100.0
    assert only_movement["both_right_pct"] == only_movement["task_accuracy_dual_pct"] == 20.0  # one in five is rightly not pressed
    presses = measured(played(begin(press_pct=80.0), answers=lambda state, done: "yes"))
    assert presses["task_accuracy_dual_pct"] == 80.0
    one = measured(played(begin(task="count-back"), answers=lambda s, d: "right" if s.t_s == 35.0 else None))
    assert (one["task_accuracy_dual_pct"], one["both_right_pct"]) == (100.0, 20.0)  # five should have come


def test_a_press_belongs_to_the_open_item_the_first_counts_and_too_early_counts_for_none() -> None:
    state = begin(seed=3)
    first = next(i for i, s in enumerate(state.alone.stimuli) if s.press)
    asked_s = 16.0 + LEAD_S + 2.0 * first
    for after_s, taken in ((0.04, False), (0.5, True)):
        states = played(state, answers=lambda s, d, at=asked_s + after_s: "yes" if s.t_s == pytest.approx(at) else None)
        (part,) = [part for part in states[-1].done if part.phase == "task"]
        assert len(part.said) == taken
        assert sum("taken" in s.moments for s in states) == taken
    twice = played(state, answers=lambda s, d: "yes" if asked_s + 0.3 <= s.t_s < asked_s + 0.9 else None)
    assert [each.t_s for each in twice[-1].done[1].said] == [pytest.approx(asked_s + 0.3)]


def test_what_nothing_asked_for_changes_nothing() -> None:
    for state in played(begin())[::10]:
        if state.stream is None or state.finished:
            assert DUAL_DRILL.answer(state, "yes") == state
        assert DUAL_DRILL.answer(state, "right") == DUAL_DRILL.answer(state, "wrong") == state
    for state in played(begin(task="count-back"))[::10]:
        assert DUAL_DRILL.answer(state, "yes") == state


def test_a_therapists_marks_are_counted_and_nobody_marking_is_no_score() -> None:
    marks = played(begin(task="count-back", pace_s=3.0), answers=lambda s, d: "wrong" if s.t_s in (20.0, 35.0) else wise(s, d))
    found = measured(marks)
    assert 60 < found["task_accuracy_dual_pct"] < 100
    assert found["both_right_pct"] == found["task_accuracy_dual_pct"]
    silent = played(begin(task="count-back"), answers=None)[-1]
    measures = DUAL_DRILL.measures(silent, motion_of([silent, silent]))
    for name in ("both_right_pct", "task_accuracy_alone_pct", "task_accuracy_dual_pct", "task_right_dual_per_min"):
        assert measures[name].value is None
        assert "nobody marked" in (measures[name].why or "")
    assert measures["dual_task_effect_cognitive_pct"].value is None


@pytest.mark.parametrize("task", TASKS)
def test_it_asks_by_one_kind_of_answer_and_only_in_the_second_tasks_parts(task: str) -> None:
    drill: Answered[DualState] = DUAL_DRILL
    assert isinstance(DUAL_DRILL, Answered)
    kind = "mark" if task == "count-back" else "press"
    for state in played(begin(task=task)):
        assert drill.asks(state) == kind
        question = drill.question(state, state.t_s)
        if question is not None:
            assert question.asks == kind
            assert state.phase in ("task", "both")
            assert question.moving == (state.phase == "both")


def test_every_part_says_what_it_asks_and_shows_what_belongs_to_it() -> None:
    seen: dict[str, set[str]] = {}
    kinds: dict[str, set[type]] = {}
    for state in played(begin(task="stroop")):
        view = DUAL_DRILL.view(state, state.t_s)
        seen.setdefault(state.phase, set()).add(view.instruction)
        kinds.setdefault(state.phase, set()).update(type(shape) for shape in view.shapes)
        assert view.cursor == (state.phase in ("movement", "to-both", "both"))
    assert kinds == {"movement": {Ring}, "to-task": {Word}, "task": {Word}, "to-both": {Ring}, "both": {Ring, Word}}
    assert seen["to-task"] == {"Stand quietly, press if colours fit"}
    assert seen["to-both"] == {"Now both at once, each as well"}
    assert seen["task"] == {"Press if word and colour agree"}


@pytest.mark.parametrize("said", [
    *({"task": task} for task in TASKS), {"task": "n-back", "n_back": 2, "pace_s": 1.5},
    {"task": "n-back", "n_back": 3, "pace_s": 1.5, "alone_s": 12.0},
])
def test_its_own_words_fit_on_one_line(said: dict[str, Any]) -> None:
    """Of about 34 characters at two metres; the therapist who marks stands nearer, and counting needs its number."""
    words = {DUAL_DRILL.view(s, s.t_s).instruction for s in played(begin(**said)) if s.phase != "movement"}
    assert all(len(line.split()) <= 8 and len(line) <= 36 for line in words), words


def test_tones_are_heard_and_seen_and_the_movements_own_sounds_are_silent_meanwhile() -> None:
    states = played(begin(task="n-back", hold={**HOLD, "hold_s": 0.5}))
    both = [moment for state in states if state.phase == "both" for moment in state.moments]
    assert not {"hit", "enter", "leave"} & set(both)
    assert "hit" in [moment for state in states if state.phase == "movement" for moment in state.moments]
    heard = [(state.t_s, moment) for state in states for moment in state.moments if moment in ("low", "middle", "high")]
    alone = [tone for tone in heard if tone[0] < 27.0]
    assert [tone for _, tone in alone] == [s.moment for s in states[0].alone.stimuli]
    assert [t for t, _ in alone] == pytest.approx([17.0 + 2.0 * i for i in range(5)])
    at_tone = next(state for state in states if state.t_s == alone[0][0])
    assert Word(alone[0][1]) in DUAL_DRILL.view(at_tone, at_tone.t_s).shapes


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(("go-no-go", "stroop", "n-back")), st.floats(20, 80), st.integers(1, 3), st.integers(0, 2**31))
def test_items_are_as_many_to_press_as_the_level_says_and_what_they_say_is_true(task: str, share: float, back: int, seed: int) -> None:
    said = {"n_back": back} if task == "n-back" else {}
    p = parameters(task=task, press_pct=share, pace_s=1.5, alone_s=12.0, **said)
    stimuli = draw(p, 18.0, Chance(seed)).stimuli
    counted = [s for s in stimuli if s.counts]
    assert len(stimuli) == 11
    assert len(counted) == 11 - (back if task == "n-back" else 0)
    assert sum(s.press for s in counted) == pytest.approx(len(counted) * share / 100, abs=0.51)
    for i, stimulus in enumerate(stimuli):
        match stimulus.shape:
            case Sign(kind):
                assert stimulus.press == (kind == "go")
            case Word(text, "plain"):
                assert stimulus.moment == text
                assert stimulus.press == (i >= back and stimuli[i - back].moment == text)
            case Word(text, ink):
                assert stimulus.press == (text == ink)
            case _:
                raise AssertionError(stimulus)


def test_counting_begins_at_numbers_that_differ() -> None:
    starts = {draw(parameters(task="count-back"), 11.0, Chance(seed)) for seed in range(40)}
    assert all(80 <= stream.start <= 100 and stream.stimuli == () for stream in starts)
    assert len(starts) > 10
    state = begin(task="count-back", count_by=7)
    shown = {DUAL_DRILL.view(s, s.t_s).instruction for s in played(state) if s.phase == "both" and not s.finished}
    assert shown == {f"Count back aloud by sevens from {state.together.start}"}
    assert isinstance(state.together, Stream)


@pytest.mark.parametrize(("said", "key", "words"), [
    ({"track": {"radius_deg": 3.0, "path": "circle", "size_pct": 50.0, "period_s": 16.0}}, "track", "just one movement"),
    ({"hold": None}, "hold", "just one movement"),
    ({"hold": {**HOLD, "duration_s": 21.0}}, "hold.duration_s", "at most 60 s of work are safe"),
    ({"alone_s": 8.0}, "alone_s", "fewer than 4 items"),
    ({"pace_s": 4.0, "alone_s": 20.0}, "hold.duration_s", "fewer than 4 items"),
    ({"n_back": 2}, "n_back", "only `task: n-back`"),
    ({"count_by": 3}, "count_by", "only `task: count-back`"),
    ({"task": "count-back", "press_pct": 50.0}, "press_pct", "nothing is pressed"),
])
def test_what_does_not_fit_is_refused_at_its_key(said: dict[str, Any], key: str, words: str) -> None:
    with pytest.raises(ValidationError) as caught:
        parameters(**said)
    context = caught.value.errors()[0]["ctx"]
    assert context["key"] == key
    assert words in context["words"]


def test_a_change_of_difficulty_is_the_movements_goes_with_it_and_leaves_no_cost_to_tell() -> None:
    state = played(begin(), rate_hz=50.0)[200]
    harder, done = DUAL_DRILL.adjust(state, "size", -1)
    assert done.changed
    assert done.words == "Circle smaller: 4.5°"
    assert harder.parameters.moved.radius_deg == 4.5
    later = harder
    for n in range(200, 1700):
        later = DUAL_DRILL.step(later, Tilt(n / 50, 0.0, 0.0))
    assert later.phase == "both"
    target = DUAL_DRILL.target(later, later.t_s)
    assert target is not None
    assert target.radius_deg == 4.5
    assert not DUAL_DRILL.adjust(state, "speed", 1)[1].changed
    measures = DUAL_DRILL.measures(later, motion_of([later, later]))
    assert "difficulty was changed" in (measures["dual_task_effect_pct"].why or "")
    assert "difficulty was changed" in (measures["dual_task_effect_cognitive_pct"].why or "")


def test_what_was_not_played_has_no_value_and_says_so() -> None:
    states = [state for state in played(begin()) if state.phase != "both"]
    measures = DUAL_DRILL.measures(states[-1], motion_of(states))
    assert measures["movement_alone"].value == 100.0
    assert measures["task_accuracy_alone_pct"].value == 100.0
    for name in ("both_right_pct", "movement_dual", "task_accuracy_dual_pct"):
        assert measures[name].value is None
        assert "not played to its end" in (measures[name].why or "")


def test_where_the_way_is_ones_own_a_slip_with_both_tasks_is_kept_with_its_time() -> None:
    said = {"hold": None, "align": {"axis": "side", "band_deg": 2.0, "duration_s": 12.0}}
    both_s = 12.0 + CHANGE_S + 11.0 + CHANGE_S
    steady = played(begin(**said), dot=lambda _: CENTRE)[-1]
    assert steady.slips == ()
    leaving = played(begin(**said), dot=lambda t: Point(0.0, 6.0 if 3.0 < t < 4.0 or both_s + 3.0 < t < both_s + 4.0 else 0.0))[-1]
    assert leaving.slips == pytest.approx((both_s + 3.0,), abs=0.05), "alone it costs nothing here: there the movement's own measure tells"


def test_movements_are_drills_of_the_register_and_short_enough_to_be_played_twice() -> None:
    assert set(MOVEMENTS) == set(DRILLS) - {"recall", "dual"}, "any drill but the one that needs more answers than there is time for"
    for name, (drill, model, *_) in MOVEMENTS.items():
        assert DRILLS[name] is drill
        assert issubclass(model, drill.Parameters)
        least_s = model.model_json_schema()["properties"]["duration_s"]["minimum"]
        assert 2 * least_s + 8 + 2 * CHANGE_S <= 60


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(st.floats(0.0, 0.25), st.floats(-30, 30)), max_size=250), st.sampled_from(TASKS),
    st.dictionaries(st.integers(0, 249), st.sampled_from(("yes", "right", "wrong")), max_size=60),
)
def test_any_answers_at_any_time_leave_a_score_between_none_and_all(
    stream: list[tuple[float, float]], task: str, answers: dict[int, Answer],
) -> None:
    state, t, states = begin(task=task), 0.0, []
    for i, (dt, pitch) in enumerate([*stream, *[(0.25, 0.0)] * 180]):
        t += dt
        if i in answers:
            state = DUAL_DRILL.answer(state, answers[i])
        state = DUAL_DRILL.step(state, Tilt(t, pitch, 0.0))
        states.append(state)
    assert state.finished
    assert all(a.t_s <= b.t_s for a, b in pairwise(states))
    for name, measure in DUAL_DRILL.measures(state, motion_of(states)).items():
        if name.endswith("_pct") and "effect" not in name and measure.value is not None:
            assert 0.0 <= measure.value <= 100.0  # type: ignore[operator]


def test_a_dot_that_the_movement_pushes_aside_is_shown_where_it_is_judged() -> None:
    state = begin(hold={"radius_deg": 2.0, "duration_s": 16.0, "hold_s": 1.0, "pushes": 1, "push_deg": 4.0}, alone_s=9.0, pace_s=1.5)
    pushed = [each for each in played(state) if each.moving is not None and not each.finished]
    shown = {each.phase for each in pushed if DUAL_DRILL.view(each, each.t_s).dot is not None}
    assert shown == {"movement", "both"}
    for each in pushed:
        if each.phase in shown:
            assert DUAL_DRILL.view(each, each.t_s).dot == MOVEMENTS["hold"].drill.view(each.moving, each.t_s - each.begin_s).dot
