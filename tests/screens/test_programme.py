"""A session of a programme by leaning: today, step by step with rests, pain asked for, and its end."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.screens.conftest import LEVELS
from wobblequest.core.result import Result
from wobblequest.levels.programme import Programme, by_id
from wobblequest.screens import flow
from wobblequest.screens.check_in import CheckIn
from wobblequest.screens.first import first_screen
from wobblequest.screens.screen import Intent
from wobblequest.session import programme as runs
from wobblequest.session.dose import Work
from wobblequest.session.weeks import Due, PastSession, due, sessions_by_week
from wobblequest.session.wellbeing import Answers

TODAY = date(2026, 3, 4)
PROGRAMME = Programme.model_validate({
    "id": "short", "title": "A short one", "idea": "To try it.", "who": "For a test.", "source": "Our suggestion.", "aim_pct": 75,
    "dose": {"weeks": 2, "sessions_per_week": 3, "session_min": 5},
    "session": {"warm_up": ["hold-1"], "blocks": [{"drill": "hold", "trials": 1, "easiest": "hold-1", "hardest": "hold-3"}]},
})


class Prescribed:
    """Implements `Prescription` in memory."""

    def __init__(self) -> None:
        self.programme, self.today, self.weeks_running = PROGRAMME, TODAY, 3
        self.run: runs.Run | None = None
        self.past: list[PastSession] = []
        self.marks = 0

    @property
    def due(self) -> Due:
        return due(self.programme, self.past, self.today)

    @property
    def weeks_done(self) -> tuple[int, ...]:
        return sessions_by_week(self.programme, self.past)

    def begin(self) -> runs.Run:
        self.run = runs.begin(self.programme, by_id(LEVELS), {})
        return self.run

    def took(self, result: Result) -> None:
        assert self.run is not None
        self.run = runs.after(self.run, result)

    def worked(self, seconds: float) -> None:
        assert self.run is not None
        self.run = runs.worked(self.run, seconds)

    def stop(self, why: str) -> None:
        assert self.run is not None
        self.run = runs.stop(self.run, why)

    def hurt(self) -> None:
        self.marks += 1


@pytest.fixture
def prescribed(practice: Any) -> Prescribed:
    practice.prescription = Prescribed()
    found: Prescribed = practice.prescription
    return found


def test_todays_session_is_one_lean_away_and_says_what_it_is(
    practice: Any, prescribed: Prescribed, make_walk: Any, shown_words: Any,
) -> None:
    walk = make_walk(practice, first_screen(practice))
    walk.right()
    assert walk.name == "Home"
    assert {"Good morning, Heron", "Week 1, session 1: about 2 minutes", "Lean right to start", "Start"} <= set(shown_words(walk.screen))
    walk.right()
    assert walk.name == "NextStep"
    assert {"Hold: Harbour", "Something easy to warm up"} <= set(shown_words(walk.screen))
    assert prescribed.run is not None


def test_after_enough_free_play_no_session_begins_but_by_a_therapists_key(practice: Any, prescribed: Prescribed, make_walk: Any) -> None:
    walk = make_walk(practice, flow.begin_anew(practice))
    practice.sitting.work = Work().after(20 * 60.0)
    walk.right()
    assert walk.name == "Enough"
    assert prescribed.run is None
    walk.ask(Intent("skip"))
    assert walk.name == "NextStep"


def test_who_wants_to_chooses_freely(practice: Any, prescribed: Prescribed, make_walk: Any) -> None:
    walk = make_walk(practice, flow.begin_anew(practice))
    walk.left()
    walk.right()
    walk.left()
    walk.left()
    assert (walk.name, walk.screen.level.drill) == ("Choose", "hold")
    assert prescribed.run is None


def session(practice: Any, make_walk: Any) -> Any:
    """A walk that has played the warm-up and stands at its result."""
    walk = make_walk(practice, flow.begin_anew(practice))
    walk.right()
    walk.right()
    walk.follow(40, lambda: walk.name == "ResultScreen")
    return walk


def test_a_whole_session_by_leaning(practice: Any, prescribed: Prescribed, make_walk: Any, shown_words: Any) -> None:
    walk = session(practice, make_walk)
    assert {"Stop", "Go on"} <= set(shown_words(walk.screen))
    walk.right()
    assert walk.name == "Rest"
    walk.still(30)
    walk.right()
    assert walk.name == "NextStep"
    assert "This is where it begins" in shown_words(walk.screen)
    walk.right()
    walk.follow(40, lambda: walk.name == "ResultScreen")
    walk.right()
    assert walk.name == "CheckIn"
    assert "Any pain or dizziness?" in shown_words(walk.screen)
    walk.right()
    assert walk.name == "SessionDone", "after the last one there is nothing to rest for"
    prescribed.past = [PastSession(TODAY)]
    walk = make_walk(practice, flow.prescribed(practice, prescribed))
    words = shown_words(walk.screen)
    assert {"Well done, Heron", "2 exercises, 1 minute of work", "The next one: Friday. See you then"} <= set(words)
    assert [level.id for level in practice.begun] == ["hold-1", "hold-1"]
    walk.right()
    assert walk.name == "StepOff"


def test_the_time_at_the_question_is_rest_and_no_more_than_that(
    practice: Any, prescribed: Prescribed, make_walk: Any, shown_words: Any,
) -> None:
    """The clock's own zero lies anywhere, and a screen is drawn once before its first frame."""
    prescribed.begin()
    screen = CheckIn(practice, prescribed, 4.0, lambda so_far_s: flow.rest_in_programme(practice, prescribed, so_far_s, 30.0))
    assert "Any pain or dizziness?" in shown_words(screen)
    walk = make_walk(practice, screen)
    walk.still(6.0)
    walk.right()
    assert walk.name == "Rest"
    assert 10.0 < walk.screen.left_s <= 20.0


@pytest.mark.parametrize(("after_min", "rest_s"), [(1.0, 180.0), (6.0, 45.0)])
def test_the_long_rests_of_a_programme_are_due_between_the_rounds_of_a_test_too(
    practice: Any, prescribed: Prescribed, make_walk: Any, after_min: float, rest_s: float,
) -> None:
    safety = {"long_rest_after_min": after_min, "long_rest_s": 180.0}
    prescribed.programme = Programme.model_validate(PROGRAMME.model_dump(exclude_none=True) | {"safety": safety})
    prescribed.begin()
    walk = make_walk(practice, flow.play(practice, practice.levels[0].model_copy(update={"rounds": 2, "rest_s": 45.0})))
    walk.follow(40, lambda: walk.name == "Rest")
    assert walk.screen.left_s == pytest.approx(rest_s, abs=0.1)


def test_pain_ends_the_session_kindly_and_is_marked(practice: Any, prescribed: Prescribed, make_walk: Any, shown_words: Any) -> None:
    walk = session(practice, make_walk)
    screen = flow.after_step(practice, prescribed, 0.0)
    assert type(screen).__name__ == "Rest", "after the warm-up nothing is asked"
    prescribed.took(practice.ended[-1])
    walk = make_walk(practice, flow.after_step(practice, prescribed, 0.0))
    assert walk.name == "CheckIn"
    walk.still(20)
    assert walk.name == "CheckIn", "standing still answers nothing"
    walk.left()
    assert prescribed.marks == 1
    assert prescribed.run is not None
    assert prescribed.run.ended == "There was pain or dizziness."
    assert walk.name == "WhichOne"
    walk.left()
    assert practice.sitting.checks == [("between", Answers(alarm=True))]
    assert {"Good that you said so. Rest now", "Tell your therapist about it"} <= set(shown_words(walk.screen))
    assert "Play freely" not in shown_words(walk.screen)
    assert flow.under_way(practice) is None


@pytest.mark.parametrize("where", ["result", "step", "check"])
def test_one_may_stop_anywhere(where: str, practice: Any, prescribed: Prescribed, make_walk: Any) -> None:
    walk = session(practice, make_walk)
    if where == "step":
        walk = make_walk(practice, flow.prescribed(practice, prescribed))
    elif where == "check":
        prescribed.took(practice.ended[-1])
        walk = make_walk(practice, flow.after_step(practice, prescribed, 0.0))
    walk.ask(Intent("stop"))
    assert walk.name == "Stopped"
    assert prescribed.run is not None
    assert prescribed.run.over


def test_a_trial_that_was_stopped_is_no_step_done(practice: Any, prescribed: Prescribed, make_walk: Any, shown_words: Any) -> None:
    walk = make_walk(practice, flow.begin_anew(practice))
    walk.right()
    walk.right()
    walk.still(4)
    walk.ask(Intent("stop"))
    assert prescribed.run is not None
    assert prescribed.run.played == 0
    assert walk.name == "Stopped"
    assert prescribed.run.work_s == practice.ended[-1].duration_s, "its work counts towards the end of the session"
    walk.right()
    assert walk.name == "CheckIn", "who stopped is asked why, kindly"
    walk.right()
    assert walk.name == "Rest"
    walk.still(30)
    walk.right()
    assert walk.name == "NextStep", "going on goes on with the session"
    assert "Hold: Harbour" in shown_words(walk.screen)


def test_after_a_stop_the_rest_is_the_one_that_the_programme_sets(practice: Any, prescribed: Prescribed, make_walk: Any) -> None:
    data = PROGRAMME.model_dump()
    prescribed.programme = Programme.model_validate(data | {"safety": {"long_rest_after_min": 1.0, "long_rest_s": 180.0}})
    walk = make_walk(practice, flow.begin_anew(practice))
    walk.right()
    walk.right()
    walk.still(4)
    walk.ask(Intent("stop"))
    walk.right()
    walk.right()
    assert walk.name == "Rest"
    assert 150.0 < walk.screen.left_s <= 180.0


def test_another_board_in_mid_session_goes_on_with_it(practice: Any, prescribed: Prescribed, make_walk: Any) -> None:
    session(practice, make_walk)
    walk = make_walk(practice, first_screen(practice, LEVELS[3]))  # as when another board is met
    walk.right()
    assert walk.name == "NextStep", "a level of one's own choice would be taken for the session's"


def test_a_look_at_the_history_comes_back_to_the_session(practice: Any, prescribed: Prescribed, make_walk: Any) -> None:
    walk = session(practice, make_walk)
    result = walk.screen
    walk.ask(Intent("history"))
    assert walk.name == "History"
    walk.right()
    assert walk.screen is result


def test_who_stopped_before_the_session_began_comes_back_to_it(practice: Any, prescribed: Prescribed, make_walk: Any) -> None:
    walk = make_walk(practice, flow.begin_anew(practice))
    walk.ask(Intent("stop"))
    assert walk.name == "Stopped"
    walk.right()
    assert walk.name == "Home"
