"""What a level shows of the dot is told: before, after, and to the therapist; while it is hidden nothing tells how it goes."""

from __future__ import annotations

from typing import Any

import pytest

from wobblequest.levels.level import Level, level_from_json
from wobblequest.screens import feedback_words, flow
from wobblequest.screens.screen import Intent


def level(**options: Any) -> Level:
    return level_from_json({
        "id": "hold-9", "title": "Harbour", "drill": "hold", "difficulty": 1.0, "words": {"goal": "Ten seconds in a wide circle"},
        "parameters": {"radius_deg": 6.0, "duration_s": 10.0, "hold_s": 3.0},
        "anchors": {"zero": 10.0, "one_star": 40.0, "two_stars": 60.0, "three_stars": 80.0, "hundred": 95.0}, **options,
    })


@pytest.mark.parametrize(("options", "before", "after", "setting"), [
    ({}, "", "", ""),
    ({"feedback": {"when": "share", "share_pct": 67.0}}, "You see the dot two thirds of the time", "You saw the dot two thirds of the time",
     "Dot shown 67 % of the time"),
    ({"feedback": {"when": "share", "share_pct": 50.0}}, "You see the dot half of the time", "You saw the dot half of the time",
     "Dot shown 50 % of the time"),
    ({"display": {"hidden_pct": 67.0}}, "You see the dot a third of the time", "You saw the dot a third of the time",
     "Dot shown 33 % of the time"),
    ({"feedback": {"when": "share", "share_pct": 80.0}, "display": {"hidden_pct": 50.0}}, "The dot is hidden at times",
     "You saw the dot 40 % of the time", "Dot shown 40 % of the time"),
    ({"feedback": {"when": "banded"}}, "The dot shows only when you are off", "You saw the dot only when you were off",
     "Dot shown when off the target"),
    ({"feedback": {"when": "after"}}, "You will not see the dot", "Felt, not seen", "Dot shown in the result only"),
    ({"feedback": {"when": "none"}}, "You will not see the dot", "Felt, not seen", "Dot never shown, no result"),
], ids=str)
def test_one_plain_sentence_says_what_is_shown(options: dict[str, Any], before: str, after: str, setting: str) -> None:
    of = level(**options)
    assert (feedback_words.before(of), feedback_words.after(of), feedback_words.setting(of)) == (before, after, setting)


def test_the_therapist_sees_it_beside_the_keys_and_the_player_in_the_result(practice: Any, make_walk: Any, shown_words: Any) -> None:
    of = level(feedback={"when": "after"})
    walk = make_walk(practice, flow.play(practice, of))
    walk.follow(60.0, lambda: practice.trial is not None and practice.trial.phase == "play")
    walk.ask(Intent("skip"))
    assert "Dot shown in the result only" in shown_words(walk.go(0.5))
    walk.follow(40.0, lambda: walk.name == "ResultScreen")
    assert "Felt, not seen" in shown_words(walk.screen)


def test_without_a_result_no_number_is_told(practice: Any, make_walk: Any, shown_words: Any) -> None:
    walk = make_walk(practice, flow.play(practice, level(feedback={"when": "none"})))
    walk.follow(40.0, lambda: walk.name == "ResultScreen")
    words = shown_words(walk.screen)
    assert "This exercise does not show how it went" in words
    assert not any("%" in each or "best" in each or "°" in each for each in words)
