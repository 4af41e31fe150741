"""Levels played in rounds: one after the other with rests between, labelled, and a test's result at the end."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.screens.conftest import LEVELS
from wobblequest.core.result import Measure
from wobblequest.core.samples import Tilt
from wobblequest.levels.level import Level, level_from_json
from wobblequest.levels.programme import Safety
from wobblequest.scoring.limb_symmetry import limb_symmetry
from wobblequest.screens import flow
from wobblequest.screens.headlines import OF_TESTS, line_of
from wobblequest.screens.screen import Intent
from wobblequest.screens.test_result import NEVER_COUNTED, NOT_A_NORM, TRYING_OUT, ResultOfTest
from wobblequest.session.rounds import Round

PROTOCOL = {
    "definition": "Time within 5° of level, of 8 s on the left leg.", "source": "our own", "primary": "time_on_target_s",
    "practice_rounds": 1, "side": "left", "pair": "zone-right",
    "context": [{"range": "16.6 to 20 s of 30 s", "who": "16 young adults", "device": "another board", "source": "somebody 2019"}],
}


def zone(**more: Any) -> Level:
    return level_from_json({
        "id": "zone-left", "title": "Time in the zone", "drill": "hold", "difficulty": 9.0, "test": True, "stance": "left", "rounds": 2,
        "words": {"goal": "Stand still on the left leg."}, "parameters": {"radius_deg": 5.0, "duration_s": 8.0, "hold_s": 2.0},
        "protocol": PROTOCOL,
    } | more)


def at_result(practice: Any, make_walk: Any, level: Level) -> Any:
    """A walk at the result of a test, past what is told before it."""
    walk = make_walk(practice, flow.begin(practice, level))
    while walk.name != "ResultOfTest":
        walk.follow(40, lambda: walk.name in ("Rest", "ResultOfTest"))
        if walk.name == "Rest":
            walk.ask(Intent("skip"))
    return walk


def test_a_test_goes_from_round_to_round_with_rests_and_says_which_it_is(practice: Any, make_walk: Any, shown_words: Any) -> None:
    walk = make_walk(practice, flow.play(practice, zone(rest_s=45.0)))
    assert walk.name == "ToldFirst", "what to do with the body comes before"
    walk.follow(30, lambda: walk.name == "Play")
    assert "Practice round" in shown_words(walk.still(0.5))
    walk.follow(30, lambda: walk.name == "Rest")
    assert walk.screen.left_s == pytest.approx(45.0, abs=0.1)
    assert "Next: Round 1 of 2" in shown_words(walk.still(0.5))
    walk.follow(60, lambda: walk.name == "Play")
    walk.still(0.5)
    assert "Round 1 of 2" in shown_words(walk.screen)
    walk.follow(30, lambda: walk.name == "Rest")
    walk.ask(Intent("skip"))
    walk.follow(30, lambda: walk.name == "ResultOfTest")
    assert practice.turns == [Round(1, 1, practice=True), Round(1, 2, set_id="trial-1"), Round(2, 2, set_id="trial-1")]
    assert [result.points for result in practice.ended] == [None, None, None]
    assert "practice round" in practice.ended[0].notes[0]


def test_the_result_is_the_definition_the_rounds_and_what_they_come_to(practice: Any, make_walk: Any, shown_words: Any) -> None:
    walk = at_result(practice, make_walk, zone())
    walk.still(1.0)
    words = shown_words(walk.screen)
    each = [result.measures["time_on_target_s"].value for result in practice.ended[1:]]
    assert {"Time in the zone", PROTOCOL["definition"], f"{sum(each) / 2:.1f} s", "in the zone", NEVER_COUNTED} <= set(words)
    assert f"mean of {each[0]:.1f} · {each[1]:.1f}" in words
    assert not any("16.6" in word for word in words), "what others got is shown on request only"
    walk.right()
    assert walk.name == "Rest"
    walk.ask(Intent("skip"))
    assert walk.name == "Home"


def test_what_others_got_is_shown_when_asked_for_with_its_source(practice: Any, make_walk: Any, shown_words: Any) -> None:
    walk = at_result(practice, make_walk, zone())
    walk.forward()
    walk.still(0.2)
    assert walk.screen.context
    words = shown_words(walk.screen)
    assert {NOT_A_NORM, "16.6 to 20 s of 30 s. 16 young adults. another board. somebody 2019"} <= set(words)
    walk.forward()
    assert not walk.screen.context
    plain = at_result(practice, make_walk, zone(protocol=PROTOCOL | {"context": []}))
    plain.ask(Intent("forward"))
    assert not plain.screen.context
    assert "Context" not in shown_words(plain.screen)


def test_the_other_leg_of_the_day_is_compared(practice: Any, make_walk: Any, shown_words: Any) -> None:
    practice.legs = limb_symmetry(Measure(7.0, "s"), Measure(8.0, "s"), higher_is_better=True)
    words = shown_words(at_result(practice, make_walk, zone()).still(0.2))
    assert {"12 %", "right leg ahead", "left 7.0 s, right 8.0 s"} <= set(words)
    practice.legs = limb_symmetry(Measure(0.0, "s"), Measure(0.0, "s"), higher_is_better=True)
    words = shown_words(at_result(practice, make_walk, zone()).still(0.2))
    assert not any("weaker" in word for word in words)


def test_a_round_without_a_value_leaves_the_test_without_a_result(practice: Any, make_walk: Any, shown_words: Any) -> None:
    walk = make_walk(practice, flow.play(practice, zone(protocol=PROTOCOL | {"primary": "movement_error", "practice_rounds": 0})))
    while walk.name != "ResultOfTest":
        walk.follow(40, lambda: walk.name in ("Rest", "ResultOfTest"))
        walk.ask(Intent("skip")) if walk.name == "Rest" else None
    words = shown_words(walk.still(0.2))
    assert "No result: round 1 has no value: this exercise does not measure that" in words
    assert "rounds: – · –" in words


def test_a_stopped_round_ends_the_set_and_the_next_begins_anew(practice: Any, make_walk: Any) -> None:
    walk = make_walk(practice, flow.begin(practice, zone()))
    walk.follow(30, lambda: walk.name == "Rest")
    walk.ask(Intent("skip"))
    walk.still(5.0)
    walk.ask(Intent("stop"))
    assert walk.name == "Stopped"
    walk = make_walk(practice, flow.play(practice, zone()))
    walk.follow(30, lambda: walk.name == "Play")
    assert practice.turns[-1] == Round(1, 1, practice=True)
    make_walk(practice, flow.play(practice, LEVELS[0]))
    assert (practice.turns[-1], practice.rounds) == (None, None)


def test_a_level_with_rounds_goes_on_by_itself_and_its_last_has_a_result(practice: Any, make_walk: Any) -> None:
    level = LEVELS[0].model_copy(update={"rounds": 2})
    walk = make_walk(practice, flow.play(practice, level))
    walk.follow(30, lambda: walk.name == "Rest")
    walk.follow(50, lambda: walk.name == "Play")
    walk.follow(30, lambda: walk.name == "ResultScreen")
    assert practice.turns == [Round(1, 2), Round(2, 2, set_id="trial-1")]
    assert all(result.points is not None for result in practice.ended)


def test_again_is_the_whole_test_again_and_hands_are_for_trying_out(
    make_practice: Any, make_walk: Any, keyboard: Any, shown_words: Any,
) -> None:
    practice = make_practice(source=keyboard)
    walk = at_result(practice, make_walk, zone())
    assert TRYING_OUT in shown_words(walk.screen)
    walk.left()
    walk.ask(Intent("skip"))
    while walk.name == "ToldFirst":
        walk.ask(Intent("confirm"))
    assert walk.name == "Play"
    assert practice.turns[-1] == Round(1, 1, practice=True)


@pytest.mark.parametrize("deed", ["stop", "back"])
def test_the_result_of_a_test_is_left_by_keys_too(practice: Any, make_walk: Any, deed: Any) -> None:
    walk = at_result(practice, make_walk, zone())
    history = walk.screen.request(Intent("history"))
    assert type(history).__name__ == "History"
    walk.ask(Intent(deed))
    assert walk.name == "Stopped"


def test_level_that_has_wandered_may_be_set_again_at_the_result_of_a_test(practice: Any, make_walk: Any, shown_words: Any) -> None:
    at_result(practice, make_walk, zone())
    practice.drift.feed([Tilt(i / 100, 0.0, 3.2) for i in range(450)])
    rounds = practice.rounds
    result = ResultOfTest(practice, rounds, rounds.level.protocol)
    walk = make_walk(practice, result)
    walk.still(0.1)
    assert "Centre 3° off: set it again" in shown_words(result)
    walk.forward()
    assert walk.name == "CalibrateNeutral"
    walk.still(6.0)
    assert walk.screen is result
    assert "Context" in shown_words(result), "what stood there comes back"
    walk.ask(Intent("rezero"))
    assert walk.name == "CalibrateNeutral"


def test_every_line_of_a_test_stands_for_its_own_measure() -> None:
    assert {name: line.measure for name, line in OF_TESTS.items()} == {name: name for name in OF_TESTS}
    assert line_of(zone()).measure == "time_on_target_s"
    assert line_of(LEVELS[0]).measure == "time_on_target_pct"
    unknown = line_of(zone(protocol=PROTOCOL | {"primary": "mean_velocity_2d"}))
    assert (unknown.what, unknown.unit) == ("mean velocity 2d", "deg/s")


def test_a_step_of_a_session_is_all_rounds_together(practice: Any, make_walk: Any) -> None:
    took = []

    class Prescribed:
        run = type("Run", (), {"over": False, "asks": False, "rest_s": 30.0, "bout_s": 0.0, "ended": ""})()
        programme = type("Programme", (), {"safety": Safety()})()

        def took(self, result: Any) -> None:
            took.append(result)

    practice.prescription = Prescribed()
    at_result(practice, make_walk, zone())
    (result,) = took
    assert result == replace(practice.ended[-1], duration_s=sum(each.duration_s for each in practice.ended))
