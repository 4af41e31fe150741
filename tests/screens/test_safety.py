"""Before, between and after: asked once, answered by leaning or by key, and nothing that leads into play where it must not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from wobblequest.core.calibration import Calibration
from wobblequest.core.recording import EventKind, SourceInfo
from wobblequest.input.source import Link
from wobblequest.levels.level import level_from_json
from wobblequest.screens import flow
from wobblequest.screens.first import first_screen
from wobblequest.screens.screen import Click, Frame, Intent, Mark, Pick
from wobblequest.session.dose import Work
from wobblequest.session.wellbeing import Answers


@pytest.fixture
def newcomer(make_practice: Any) -> Any:
    """Somebody who has not been asked yet."""
    practice = make_practice()
    practice.sitting.asked = practice.sitting.prepared = False
    return practice


WELL = Answers(pain=0, alarm=False, unwell=False, company=False)


def test_all_is_answered_by_leaning_alone_once_the_board_is_steady(newcomer: Any, make_walk: Any) -> None:
    walk = make_walk(newcomer, first_screen(newcomer))
    walk.follow(90, lambda: walk.name == "Ready")
    assert walk.seen == ["BeforeStanding", "YesOrNo", "PainScale", "YesOrNo", "YesOrNo", "Alone", "Ready"]
    assert newcomer.sitting.checks == [("before", WELL)]
    walk.right()
    walk.right()
    assert walk.name != "BeforeStanding"
    assert len(newcomer.sitting.checks) == 1, "asked once a sitting"


def test_keys_answer_at_once_though_nobody_stands_on_the_board(newcomer: Any, make_walk: Any) -> None:
    walk = make_walk(newcomer, first_screen(newcomer))
    walk.silence(0.5)
    walk.ask(Intent("confirm"))
    walk.ask(Intent("right"))  # neither dizzy nor short of breath
    walk.ask(Pick(4))
    assert walk.screen.pain == 4
    walk.ask(Intent("left"))
    walk.ask(Intent("confirm"))
    walk.ask(Intent("right"))
    walk.ask(Intent("left"))  # somebody is there
    assert walk.name == "Ready"
    assert newcomer.sitting.checks == [("before", Answers(pain=3, alarm=False, unwell=False, company=True))]


def test_no_lean_counts_before_the_board_is_steady(newcomer: Any, make_walk: Any) -> None:
    walk = make_walk(newcomer, first_screen(newcomer))
    for i in range(14):
        walk.lean(0.7, 0.0, 8.0 if i % 2 else -8.0)
    walk.lean(2.5, 0.0, 8.0)
    assert walk.name == "BeforeStanding"
    walk.silence(0.6)
    walk.lean(2.9, 0.0, 8.0)
    assert walk.name == "BeforeStanding", "a silence begins anew"


def test_the_first_foot_upon_an_empty_board_answers_nothing(newcomer: Any, make_walk: Any) -> None:
    """A board on the floor lies stiller than anybody stands; one foot tips it and stays there."""
    walk = make_walk(newcomer, first_screen(newcomer))
    walk.empty = True
    walk.still(8.0)
    walk.lean(2.5, 0.0, 12.0)
    assert walk.name == "BeforeStanding"
    walk.ask(Intent("confirm"))  # from the floor
    walk.still(8.0)
    walk.lean(2.5, 0.0, 12.0)
    assert walk.name == "YesOrNo"
    assert newcomer.sitting.checks == []
    walk.still(2.0)
    walk.empty = False
    walk.lean(8.0, 0.0, 12.0)  # a foot that moves a little
    assert walk.name == "YesOrNo"
    walk.right()
    assert walk.name == "PainScale", "who stands on it steadily answers by leaning"


def test_standing_still_answers_nothing(newcomer: Any, make_walk: Any) -> None:
    walk = make_walk(newcomer, first_screen(newcomer))
    walk.still(30.0)
    assert walk.name == "BeforeStanding"
    walk.ask(Intent("confirm"))
    walk.still(30.0)
    assert walk.name == "YesOrNo"


def test_on_a_board_of_unknown_mounting_any_lean_says_that_all_is_ready_and_the_questions_come_later(
    make_practice: Any, make_walk: Any,
) -> None:
    practice = make_practice(calibration=None, reach=None)
    practice.sitting.asked = practice.sitting.prepared = False
    walk = make_walk(practice, first_screen(practice))
    walk.still(4.6)
    walk.lean(2.2, -6.0, 3.0)
    assert walk.name == "Ready"
    walk.follow(15, lambda: walk.name == "CalibrateDirection")
    for _ in range(4):
        walk.lean(1.0, 9.0, 0.0)
        walk.lean(1.0, -9.0, 0.0)
    walk.follow(20, lambda: walk.name == "YesOrNo")
    walk.follow(90, lambda: walk.name == "CalibrateReach")
    assert practice.sitting.checks == [("before", WELL)]


def test_on_a_board_of_unknown_mounting_no_lean_answers_a_question(make_practice: Any, make_walk: Any, shown_words: Any) -> None:
    practice = make_practice(calibration=None, reach=None)
    practice.sitting.asked = practice.sitting.prepared = False
    walk = make_walk(practice, first_screen(practice))
    walk.ask(Intent("confirm"))
    assert walk.name == "YesOrNo"
    assert "Press left for yes, right for no" in shown_words(walk.screen)
    walk.left()
    walk.right()
    assert (walk.name, practice.sitting.checks) == ("YesOrNo", []), "who leans left for yes must not be taken to say no"
    walk.ask(Intent("right"))
    walk.right()
    assert (walk.name, walk.screen.pain) == ("PainScale", 0)
    assert "Press left or right, Enter when right" in shown_words(walk.screen)


def test_who_plays_with_keys_stands_on_nothing_and_is_asked_nothing(make_practice: Any, make_walk: Any, keyboard: Any) -> None:
    practice = make_practice(source=keyboard)
    practice.sitting.asked = practice.sitting.prepared = False
    assert make_walk(practice, first_screen(practice)).name == "Ready"


def test_no_trial_begins_unasked_whatever_the_way(newcomer: Any, make_walk: Any) -> None:
    walk = make_walk(newcomer, flow.play(newcomer, newcomer.levels[0]))
    assert walk.name == "BeforeStanding"
    assert newcomer.begun == []


@pytest.mark.parametrize("answer", ["lean", "key"])
def test_dizzy_is_no_session_and_no_lean_leads_on(answer: str, newcomer: Any, make_walk: Any) -> None:
    walk = make_walk(newcomer, first_screen(newcomer))
    walk.ask(Intent("confirm"))
    if answer == "key":
        walk.ask(Intent("left"))
    else:
        walk.left()
    assert walk.name == "NoSession"
    assert newcomer.sitting.checks == [("before", Answers(alarm=True))]
    assert not newcomer.sitting.asked
    walk.left()
    walk.forward()
    assert walk.name == "NoSession"
    walk.ask(Intent("left"))
    assert walk.name == "NoSession"
    walk.right()
    assert walk.name == "StepOff"
    assert newcomer.begun == []


def test_a_therapists_key_leads_on_and_that_is_kept(newcomer: Any, make_walk: Any) -> None:
    walk = make_walk(newcomer, first_screen(newcomer))
    walk.ask(Intent("confirm"))
    walk.ask(Intent("left"))
    walk.ask(Intent("skip"))
    assert walk.name == "Ready"
    assert newcomer.sitting.checks[-1] == ("before", Answers(alarm=True, overruled=True))
    assert newcomer.sitting.asked


def test_who_is_unwell_or_in_much_pain_is_told_that_another_day_is_better(newcomer: Any, make_walk: Any) -> None:
    walk = make_walk(newcomer, first_screen(newcomer))
    for request in (Intent("confirm"), Intent("right"), Pick(7), Intent("confirm"), Intent("right"), Intent("left")):
        walk.ask(request)
    assert walk.name == "NoSession"
    walk.left()
    assert walk.name == "Ready", "they may go on by their own choice"
    assert newcomer.sitting.checks[-1][1] == Answers(pain=7, alarm=False, unwell=False, company=True, overruled=True)


def test_pain_is_told_by_leaning_and_staying_there(newcomer: Any, make_walk: Any) -> None:
    walk = make_walk(newcomer, flow.next_question(newcomer, _asking(newcomer)))
    assert walk.name == "PainScale"
    walk.still(4.6)
    walk.lean(1.6 + 0.5 + 4 * 0.8, 0.0, 8.0)
    assert walk.screen.pain == 5
    walk.still(2.0)
    assert walk.screen.pain == 5
    walk.lean(2.2, 0.0, -8.0)
    assert walk.screen.pain == 4
    walk.still(2.0)
    walk.lean(2.2, 8.0, 0.0)
    assert walk.name == "YesOrNo"


def _asking(practice: Any) -> Any:
    from wobblequest.screens.flow.safety import Asking
    return Asking(lambda: flow.ready(practice), Answers(alarm=False))


@pytest.mark.parametrize("pressed", [["right"] * 15, ["left"] * 3])
def test_pain_stays_between_0_and_10(pressed: list[Any], newcomer: Any, make_walk: Any) -> None:
    walk = make_walk(newcomer, flow.next_question(newcomer, _asking(newcomer)))
    for deed in pressed:
        walk.ask(Intent(deed))
    assert walk.screen.pain == (10 if pressed[0] == "right" else 0)


# -- an exercise that is new, and what must be known of a level ---------------------------------------------------------


@pytest.fixture
def beginner(make_practice: Any) -> Any:
    practice = make_practice()
    practice.sitting.shown.clear()
    return practice


def test_a_new_exercise_is_shown_then_tried_then_begun_by_leaning_alone_and_only_the_last_is_recorded(
    beginner: Any, make_walk: Any, shown_words: Callable[..., list[str]],
) -> None:
    walk = make_walk(beginner, flow.play(beginner, beginner.levels[0]))
    assert walk.name == "ShownFirst"
    walk.still(4.0)
    assert "Watch the shadow first" in shown_words(walk.screen)
    walk.still(4.2)
    assert "Now try it yourself" in shown_words(walk.screen)
    assert "enter" in beginner.said, "the shadow's circle sounds as one's own will"
    walk.right()
    beginner.said.clear()
    walk.still(1.0)
    assert "Now you: a try that does not count" in shown_words(walk.screen)
    walk.still(3.0)
    assert "Now you: a try that does not count" not in shown_words(walk.screen), "one thing to do: the exercise's own instruction"
    walk.follow(20.0, lambda: "Begin when you are ready" in shown_words(walk.screen))
    assert "hit" in beginner.said
    assert beginner.begun == []
    walk.right()
    assert walk.name == "Play"
    assert [level.id for level in beginner.begun] == ["hold-1"]
    walk.ask(Intent("stop"))
    assert make_walk(beginner, flow.play(beginner, beginner.levels[1])).name == "Play", "shown once"


def test_it_may_be_shown_and_tried_again_and_left_out(beginner: Any, make_walk: Any, shown_words: Callable[..., list[str]]) -> None:
    walk = make_walk(beginner, flow.play(beginner, beginner.levels[5]))
    walk.still(8.2)
    walk.left()
    assert "Watch the shadow first" in shown_words(walk.screen)
    walk.ask(Intent("confirm"))
    walk.ask(Intent("right"))
    walk.still(3.5)
    walk.ask(Click(3.0, 3.0))
    assert "Begin when you are ready" in shown_words(walk.screen), "any click stands still, as in play"
    walk.ask(Intent("left"))
    assert "Now you: a try that does not count" in shown_words(walk.screen)
    walk.ask(Intent("skip"))
    walk.ask(Intent("skip"))
    assert walk.name == "Play"


def test_leaning_too_far_in_a_try_stops_it(beginner: Any, make_walk: Any) -> None:
    walk = make_walk(beginner, flow.play(beginner, beginner.levels[0]))
    walk.ask(Intent("confirm"))
    walk.ask(Intent("confirm"))
    walk.lean(2.0, 30.0, 0.0)
    assert walk.name == "Stopped"


@pytest.mark.parametrize("hangs", [False, True])
def test_a_try_ends_at_a_still_screen_once_the_board_is_gone(
    hangs: bool, beginner: Any, make_walk: Any, shown_words: Callable[..., list[str]],
) -> None:
    walk = make_walk(beginner, flow.play(beginner, beginner.levels[0]))
    walk.ask(Intent("confirm"))
    walk.ask(Intent("confirm"))
    walk.still(5.0)
    if hangs:
        walk.heard = {"hangs": True}
        walk.still(0.1)
    else:
        walk.silence(0.9)
        assert "No signal from the board" in shown_words(walk.screen), "the dot is held, with a word"
        walk.silence(0.2)
    assert "Begin when you are ready" in shown_words(walk.screen)
    assert beginner.said[-1] == "lost"
    walk.silence(20.0)
    assert "Begin when you are ready" in shown_words(walk.screen)


def test_who_has_played_it_before_is_not_shown_it(beginner: Any, make_walk: Any, make_past: Any) -> None:
    beginner.trials.append(make_past("hold-1", 1, time_on_target_pct=60.0))
    assert make_walk(beginner, flow.play(beginner, beginner.levels[0])).name == "Play"


def test_how_to_stand_is_told_one_sentence_at_a_time_before_the_countdown(
    practice: Any, make_walk: Any, shown_words: Callable[..., list[str]],
) -> None:
    plain = practice.levels[0]
    level = level_from_json({**plain.to_json(), "stance": "tandem", "eyes": "closed"})
    walk = make_walk(practice, flow.play(practice, level))
    assert walk.name == "ToldFirst"
    assert "Stand heel to toe" in shown_words(walk.screen)
    walk.still(20.0)
    assert "Stand heel to toe" in shown_words(walk.screen), "it never goes on by itself"
    walk.lean(2.2, 0.0, 8.0)
    assert "Hand near the rail, then close your eyes" in shown_words(walk.screen)
    walk.left()
    assert "Stand heel to toe" in shown_words(walk.screen)
    walk.right()
    walk.right()
    assert walk.name == "Play"


# -- enough, stopped, stepped off -----------------------------------------------------------------------------------------


def test_after_twenty_minutes_of_work_it_is_enough_and_only_a_therapists_key_leads_on(practice: Any, make_walk: Any) -> None:
    practice.sitting.work = Work().after(20 * 60.0)
    walk = make_walk(practice, flow.play(practice, practice.levels[0]))
    assert walk.name == "Enough"
    walk.left()
    walk.forward()
    assert walk.name == "Enough"
    walk.ask(Intent("skip"))
    assert walk.name == "Play"


def test_a_long_rest_is_due_after_six_minutes_of_free_play_and_pain_is_asked_for(practice: Any, make_walk: Any) -> None:
    practice.sitting.work = Work().after(330.0)
    walk = make_walk(practice, flow.rest(practice, 2.0, again=practice.levels[0]))
    assert walk.name == "CheckIn"
    walk.right()
    assert walk.name == "Rest"
    assert walk.screen.left_s == pytest.approx(120.0 - 2.0 - 6.7, abs=0.5)
    walk.follow(130.0, lambda: walk.name == "Play")
    assert practice.sitting.work.bout_s == 0.0, "the time at the result and at the question was rest, too"
    assert practice.sitting.work.rest_s() == 30.0, "the next rest is a short one again"


def test_pain_between_exercises_is_asked_for_in_one_more_question_and_ends_the_sitting(practice: Any, make_walk: Any) -> None:
    practice.sitting.work = Work().after(330.0)
    walk = make_walk(practice, flow.rest(practice, 2.0))
    walk.left()
    assert walk.name == "WhichOne"
    assert practice.sitting.marks == ["pain"], "marked at once"
    walk.right()
    assert walk.name == "PainScale"
    walk.ask(Pick(6))
    walk.ask(Intent("confirm"))
    assert walk.name == "SessionDone"
    assert practice.sitting.checks == [("between", Answers(pain=6))]


@pytest.mark.parametrize(("why", "title", "reason"), [
    ("step-off", "You stepped off. All is well", "The board lies still, so it stopped"),
    ("over-tilt", "Hold the rail, step off slowly", "The board tipped far, so it stopped"),
    ("asked", "Hold the rail, step off slowly", "Rest as long as you like"),
])
def test_a_stop_says_why_and_who_was_off_has_to_stand_first(
    why: str, title: str, reason: str, practice: Any, make_walk: Any, shown_words: Callable[..., list[str]],
) -> None:
    walk = make_walk(practice, flow.stopped(practice, practice.levels[0], why=why))
    assert shown_words(walk.screen)[:2] == [title, reason]
    walk.lean(0.6, 0.0, 12.0)
    walk.lean(0.4, 0.0, -12.0)
    walk.still(1.3)
    walk.lean(2.2, 0.0, 8.0)
    if why == "asked":
        return
    assert walk.name == "Stopped"
    walk.right()
    assert walk.name != "Stopped"


def test_stepping_off_is_noticed_and_nothing_is_leaned_to(practice: Any, make_walk: Any, shown_words: Callable[..., list[str]]) -> None:
    walk = make_walk(practice, flow.step_off(practice))
    for i in range(8):
        walk.lean(0.6, 0.0, 6.0 if i % 2 else -6.0)
    assert "Hold the rail, step off slowly" in shown_words(walk.screen)
    walk.still(2.5)
    assert {"Goodbye, and well done", "Finish", "Back"} <= set(shown_words(walk.screen))
    walk.lean(20.0, 0.0, 9.0)
    assert (walk.name, walk.screen.finished) == ("StepOff", False), "a board that lies on its side chooses nothing"
    walk.ask(Intent("confirm"))
    assert walk.screen.finished


@pytest.mark.parametrize("roll", [-12.0, 12.0])
def test_a_board_that_tips_onto_its_rim_as_somebody_steps_off_ends_nothing(roll: float, practice: Any, make_walk: Any) -> None:
    walk = make_walk(practice, flow.step_off(practice))
    walk.still(1.0)
    for _ in range(4):  # it rocks on its rim, and then lies
        walk.lean(0.25, 0.0, roll)
        walk.lean(0.25, 0.0, roll * 0.6)
    walk.lean(30.0, 0.0, roll)
    assert (walk.name, walk.screen.finished, walk.screen.off) == ("StepOff", False, True)


def swaying(walk: Any, seconds: float, roll: float) -> None:
    """Somebody leans, as unsteadily as people do."""
    for i in range(round(seconds / 0.25)):
        walk.lean(0.25, 0.7 if i % 2 else -0.7, roll)


def test_the_goodbye_leads_home_or_closes_the_program_by_leaning(practice: Any, make_walk: Any) -> None:
    walk = make_walk(practice, flow.step_off(practice))
    swaying(walk, 5.0, 0.0)
    swaying(walk, 3.0, 9.0)
    assert not walk.screen.finished, "longer than elsewhere"
    swaying(walk, 4.0, 9.0)
    assert walk.screen.finished
    walk = make_walk(practice, flow.step_off(practice))
    swaying(walk, 5.0, 0.0)
    swaying(walk, 6.0, -9.0)
    assert walk.name == "Home"


@pytest.mark.parametrize(("deed", "name", "finished"), [
    ("left", "Home", False), ("back", "Home", False), ("right", "StepOff", True), ("confirm", "StepOff", True), ("stop", "StepOff", True),
])
def test_the_goodbye_leads_home_or_closes_the_program_by_keys(
    deed: Any, name: str, finished: bool, practice: Any, make_walk: Any,
) -> None:
    walk = make_walk(practice, flow.step_off(practice))
    walk.still(1.0)
    if finished:
        walk.ask(Intent(deed))
        assert not walk.screen.finished, "not before anybody could read it"
    swaying(walk, 2.5, 0.0)
    walk.ask(Intent(deed))
    assert (walk.name, walk.screen.finished) == (name, finished)


@pytest.mark.parametrize("kind", ["keyboard", "gamepad", "mouse"])
def test_who_stands_on_no_board_is_not_told_to_step_on_or_off(
    kind: Any, make_practice: Any, make_walk: Any, shown_words: Callable[..., list[str]],
) -> None:
    practice = make_practice(source=SourceInfo(kind, kind))
    ready = shown_words(make_walk(practice, flow.ready(practice)).still(0.5))
    assert {"Get ready", "For trying out: it does not count"} <= set(ready)
    stopped = shown_words(make_walk(practice, flow.stopped(practice)).still(0.5))
    assert {"Go on when you are ready", "Rest as long as you like"} <= set(stopped)
    end = shown_words(make_walk(practice, flow.step_off(practice)).still(0.5))
    assert {"Goodbye, and well done", "See you next time", "Finish", "Back"} <= set(end)
    for words in (*ready, *stopped, *end):
        assert not any(each in words.lower() for each in ("rail", "support", "step on", "step off", "stand"))


def test_a_board_that_weighs_nobody_says_so(practice: Any, make_walk: Any) -> None:
    screen = flow.step_off(practice)
    screen.update(Frame(1.0, Link("lost", "nobody", 2.0, empty=True)))
    assert screen.off


@pytest.mark.parametrize("kind", ["near-fall", "hand-support", "pain"])
def test_marks_are_kept_in_play_in_pauses_and_between_trials(
    kind: EventKind, practice: Any, make_walk: Any, shown_words: Callable[..., list[str]],
) -> None:
    walk = make_walk(practice, flow.play(practice, practice.levels[0]))
    walk.still(4.0)
    trial = practice.trial
    walk.ask(Mark(kind))
    assert trial.phase == "play", "it stops nothing"
    assert any(words.startswith("Noted: ") for words in shown_words(walk.screen))
    walk.ask(Intent("pause"))
    walk.ask(Mark(kind, "Dr. Ada"))
    noted = [event.detail for event in trial.recording().events if event.kind == kind]
    assert noted == [{"by": "therapist"}, {"by": "Dr. Ada"}]
    walk.ask(Intent("stop"))
    walk.ask(Mark(kind))
    assert practice.sitting.marks == [kind]
    assert any(words.startswith("Noted: ") for words in shown_words(walk.screen))


@pytest.mark.parametrize("deed", ["left", "right", "forward", "confirm", "pause", "check", "history", "settings", "rezero", "undo"])
def test_whatever_is_hit_in_play_stands_still(deed: Any, practice: Any, make_walk: Any) -> None:
    walk = make_walk(practice, flow.play(practice, practice.levels[0]))
    walk.still(4.0)
    trial, at = practice.trial, practice.trial.play_s
    walk.ask(Intent(deed))
    assert walk.name == "Paused"
    walk.still(30.0)
    assert walk.name == "Paused", "nothing goes on by itself"
    assert trial.play_s == at


def test_a_calibration_asks_nobody_twice(practice: Any, make_walk: Any) -> None:
    walk = make_walk(practice, flow.proceed(practice, flow.Plan(("reach",), found=Calibration())))
    assert walk.name == "CalibrateReach"
