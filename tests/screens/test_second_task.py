"""Answers to a second task on the play screen."""

from __future__ import annotations

from typing import Any

import pytest

from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.screens.beforehand import beforehand
from wobblequest.screens.flow import trials
from wobblequest.screens.play import ANSWER_KEYS
from wobblequest.screens.screen import Intent, Say

LEVELS = load_shelf(shipped_folder())


def test_an_answer_goes_to_the_trial_and_stays_on_the_screen(practice: Any, make_walk: Any) -> None:
    walk = make_walk(practice, trials.begin(practice, LEVELS.find("dual-1")))
    trial = walk.screen.trial
    assert walk.screen.request(Say("yes")) is None  # in the countdown it asks for nothing
    walk.follow(60.0, lambda: trial.question() is not None and trial.question().press)
    since_s = trial.question().since_s
    walk.follow(1.0, lambda: trial.play_s > since_s + 0.5)
    assert walk.screen.request(Say("yes")) is None
    walk.go(0.5)
    assert trial.phase == "play"
    assert len(trial.drill_state.said) == 1
    assert sum(event.kind == "answer" for event in trial.recording().events) == 2
    assert "taken" in practice.said
    walk.screen.request(Intent("pause"))
    assert trial.phase == "paused"


def test_the_keys_of_the_second_task_stand_before_the_others_and_only_where_there_is_one(
    practice: Any, make_walk: Any, shown_words: Any,
) -> None:
    for level, expected in (("dual-1", ANSWER_KEYS["press"]), ("dual-test-count", ANSWER_KEYS["mark"]), ("hold-1", ())):
        walk = make_walk(practice, trials.begin(practice, LEVELS.find(level)))
        trial = walk.screen.trial
        walk.follow(5.0, lambda trial=trial: trial.phase == "play")
        walk.screen.request(Intent("skip"))
        shown = str(shown_words(walk.screen))
        assert [all(word in shown for word in pair) for pair in expected] == [True] * len(expected)
        assert ("answer" in shown, "wrong" in shown) == (level == "dual-1", level == "dual-test-count")
        assert "pause" in shown
        trial.stop("asked")
        practice.end_trial()


@pytest.mark.parametrize(("level", "words"), [
    ("dual-1", "Press a button, or say yes aloud"), ("dual-test-count", "Count aloud, a helper marks each number"),
])
def test_by_what_it_is_answered_is_told_before_it_begins(level: str, words: str) -> None:
    assert beforehand(LEVELS.find(level))[-1] == words
