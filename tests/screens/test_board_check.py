"""The board check: reached and left by leaning alone, honest about where the dot went, and never live when the link is not."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from tests.screens.conftest import SILENT
from wobblequest.core.arena import Point
from wobblequest.core.calibration import Calibration
from wobblequest.core.recording import SourceInfo
from wobblequest.core.result import Quality
from wobblequest.screens import flow
from wobblequest.screens.board_check import VERDICT_S, verdict
from wobblequest.screens.board_facts import DIGITS_S, delay_words, tilt_words
from wobblequest.screens.first import first_screen
from wobblequest.screens.screen import Intent
from wobblequest.session.accuracy import ONE_SENTENCE
from wobblequest.session.latency import WARN_ABOVE_MS, Latency

GOOD = Quality(100.0, 0, 0, 0.0, word="good")


class Asked:
    """Stands in for the canvas and keeps what was asked for, by method."""

    def __init__(self) -> None:
        self.calls: dict[str, list[tuple[Any, ...]]] = {}
        self.named: dict[str, dict[str, Any]] = {}

    def __getattr__(self, name: str) -> Any:
        def keep(*args: Any, **named: Any) -> None:
            self.calls.setdefault(name, []).append(args)
            self.named[name] = named
        return keep


def asked(screen: Any) -> Asked:
    canvas: Any = Asked()
    screen.draw(canvas)
    return canvas


def title(walk: Any) -> str:
    return str(asked(walk.screen).calls["title"][0][0])


def zones(walk: Any) -> list[str]:
    return [args[0] for args in asked(walk.screen).calls.get("zone", [])]


def facts(walk: Any) -> dict[str, str]:
    """What is said of the board, with the state that its sign shows."""
    return dict(asked(walk.screen).calls["facts"][0][0])


@pytest.fixture
def walk(practice: Any, make_walk: Any) -> Any:
    """At the board check, come from the ready check."""
    walk = make_walk(practice, first_screen(practice))
    walk.heard = {"quality": GOOD, "latency": Latency(5.0, 1.2, 3.0, 14.0)}
    walk.still(4.5)
    walk.ask(Intent("check"))
    assert walk.name == "BoardCheck"
    return walk


def test_the_whole_check_is_gone_through_by_leaning_alone(practice: Any, make_walk: Any) -> None:
    walk = make_walk(practice, first_screen(practice))
    ready = walk.screen
    walk.forward()
    assert walk.name == "BoardCheck"
    walk.still(1.5)
    assert title(walk) == "Lean forward: is this right?"
    walk.lean(1.8, 8.0, 0.0)
    assert title(walk) == "The dot went up, as it should"
    assert practice.said[-1] == "hit"
    walk.still(VERDICT_S + 1.2)
    assert title(walk) == "Lean to your right: is this right?"
    walk.lean(1.8, 0.0, 8.0)
    assert title(walk) == "The dot went right, as it should"
    walk.still(VERDICT_S)
    assert title(walk) == "The dot went where you leaned"
    assert zones(walk) == ["left", "right"]
    walk.right()
    assert walk.screen is ready, "back to where the person was"
    walk.right()
    assert walk.name == "Home", "and there everything goes on"


def test_a_willing_person_gets_through_it(walk: Any) -> None:
    walk.follow(40.0, lambda: walk.name == "Ready")
    assert walk.seen == ["Ready", "BoardCheck", "Ready"]


def test_a_board_that_lies_turned_is_found_out_and_set_up_again(practice: Any, make_walk: Any) -> None:
    practice.calibration = Calibration(forward=(0.0, 1.0, 0.0))  # a quarter turn off
    walk = make_walk(practice, first_screen(practice))
    walk.still(4.5)
    walk.ask(Intent("check"))
    walk.still(1.5)
    walk.lean(1.8, 8.0, 0.0)
    assert title(walk) == "The dot went right, not up"
    assert practice.said[-1] == "miss"
    walk.still(VERDICT_S + 1.2)
    walk.lean(1.8, 0.0, 8.0)
    assert title(walk) == "The dot went down, not right"
    walk.still(VERDICT_S)
    assert title(walk) == "The dot went right, not up", "the first that went wrong"
    walk.ask(Intent("confirm"))
    assert walk.name == "CalibrateNeutral", "what is proposed then is to set it up again"
    walk.ask(Intent("back"))
    assert walk.name == "Ready"


def test_all_three_steps_are_measured_again_and_then_the_person_is_back(walk: Any) -> None:
    walk.follow(30.0, lambda: zones(walk) != [])
    walk.ask(Intent("left"))
    for name in ("CalibrateNeutral", "CalibrateDirection", "CalibrateDirection", "CalibrateReach"):
        assert walk.name == name
        walk.ask(Intent("skip"))
    assert walk.name == "Ready"


def test_a_dot_that_does_not_move_is_said_not_to(walk: Any) -> None:
    walk.still(22.0)
    assert title(walk) == "The dot did not move"
    walk.still(VERDICT_S + 25.0)
    assert zones(walk) == ["left", "right"]
    walk.ask(Intent("confirm"))
    assert walk.name == "CalibrateNeutral"


@pytest.mark.parametrize("make", [
    lambda p: flow.ready(p), lambda p: flow.choose(p), lambda p: flow.stopped(p), lambda p: flow.rest(p, 0.0)],
    ids=["ready", "choose", "stopped", "rest"])
@pytest.mark.parametrize("deed", ["back", "stop", "check"])
def test_it_is_visited_from_everywhere_between_trials_and_left_again(make: Any, deed: Any, practice: Any, make_walk: Any) -> None:
    walk = make_walk(practice, make(practice))
    before = walk.still(0.5)
    walk.ask(Intent("check"))
    assert walk.name == "BoardCheck"
    walk.still(1.0)
    walk.ask(Intent(deed))
    assert walk.screen is before


def test_a_lean_to_leave_chooses_nothing_where_the_person_comes_back_to(walk: Any) -> None:
    walk.follow(40.0, lambda: zones(walk) != [])
    walk.still(4.6)
    walk.lean(3.5, 0.0, 8.0)
    assert walk.name == "Ready", "still leaning right, where that would start"


def test_in_play_the_key_pauses_like_any_other(practice: Any, make_walk: Any) -> None:
    walk = make_walk(practice, flow.play(practice, practice.levels[0]))
    walk.still(4.0)
    walk.ask(Intent("check"))
    assert walk.name == "Paused"
    walk.ask(Intent("check"))
    assert walk.name == "Paused"


# -- numbers and facts -----------------------------------------------------------------------------------------------


def test_digits_stand_still_long_enough_to_be_read(walk: Any) -> None:
    shown = []
    for i in range(100):
        walk.lean(0.02, 0.0, 0.1 * (i % 40))
        shown.append(tuple(args[0] for args in asked(walk.screen).calls["text"][:2]))
    changes = sum(a != b for a, b in pairwise(shown))
    assert 4 <= changes <= 2.0 / DIGITS_S


@pytest.mark.parametrize(("tilt", "words"), [
    (Point(3.21, -0.38), ("3.2° forward", "0.4° left")), (Point(-3.25, 12.0), ("3.2° back", "12.0° right")),
    (Point(-0.04, 0.04), ("0.0° forward", "0.0° right")),
])
def test_tilt_is_told_in_a_persons_words(tilt: Point, words: tuple[str, str]) -> None:
    assert tilt_words(tilt) == words


def test_what_is_known_of_the_board_is_told(walk: Any) -> None:
    walk.still(1.5)
    assert facts(walk) == {"Wobble board, csv, 100 Hz": "", "Signal good": "good", "Delay about 56 ms, of it smoothing 14 ms": ""}


def test_a_late_dot_is_warned_of_in_plain_words(walk: Any) -> None:
    late = Latency(5.0, 1.2, 80.0, 14.0)
    assert late.total_ms > WARN_ABOVE_MS
    walk.heard["latency"] = late
    walk.still(1.5)
    told = next(words for words, state in facts(walk).items() if state == "poor")
    assert told == "Delay about 133 ms, of it smoothing 14 ms. Too late: use a cable, or the screen's game mode"
    assert "Too late" not in delay_words(Latency(5.0, 1.2, 60.0, 14.0))


def test_a_poor_signal_is_told_with_its_reason_and_a_sign(walk: Any) -> None:
    walk.still(1.0)
    walk.heard["quality"] = Quality(60.0, 9, 0, 2.0, word="poor", reason="a fifth of the samples is missing")
    walk.still(2.0)
    assert facts(walk)["Signal good"] == "good", "no word flickers"
    walk.still(2.5)
    assert facts(walk)["Signal poor: a fifth of the samples is missing"] == "poor"


def test_a_signal_that_was_not_measured_is_not_called_good(walk: Any) -> None:
    walk.heard = {}
    walk.still(1.5)
    assert facts(walk) == {"Wobble board, csv, 100 Hz": "", "Signal: not measured yet": ""}


def test_an_accelerometer_alone_is_told_of(walk: Any) -> None:
    walk.still(1.5)
    assert ONE_SENTENCE not in facts(walk)
    walk.bare = True
    walk.still(1.5)
    assert facts(walk)[ONE_SENTENCE] == "fair"


# -- no link, no board -----------------------------------------------------------------------------------------------


def test_a_silent_board_is_dimmed_and_nothing_live_is_said_of_it(walk: Any) -> None:
    walk.still(1.5)
    assert asked(walk.screen).named["board_dial"]["dim"] is False
    walk.silence(0.3)
    canvas = asked(walk.screen)
    assert canvas.named["board_dial"]["dim"] is True
    assert title(walk) == "No signal from the board"
    assert facts(walk) == {"Wobble board, csv": "", "No signal": "lost"}
    said = " ".join(args[0] for args in canvas.calls["text"])
    assert SILENT in said
    assert "forward" not in said
    walk.still(2.0)
    assert title(walk) == "Lean forward: is this right?", "what was begun is asked anew"
    assert asked(walk.screen).named["board_dial"]["dim"] is False


def test_half_a_lean_before_a_silence_does_not_count(walk: Any) -> None:
    walk.still(1.5)
    walk.lean(0.9, 8.0, 0.0)
    walk.silence(0.5)
    walk.lean(0.6, 8.0, 0.0)
    assert title(walk) == "Stand still for a moment"


def test_nothing_is_chosen_while_the_board_is_silent(walk: Any) -> None:
    walk.follow(40.0, lambda: zones(walk) != [])
    walk.silence(0.5)
    assert zones(walk) == []
    walk.ask(Intent("back"))
    assert walk.name == "Ready"


@pytest.mark.parametrize(("source", "words"), [
    (SourceInfo("keyboard", "Keyboard"), "You play with the keyboard"), (SourceInfo("sim", "Simulated person"), "A simulated person plays"),
    (SourceInfo("mouse", "Mouse"), "You play with the mouse"), (SourceInfo("gamepad", "Pad"), "You play with a gamepad"),
])
def test_without_a_board_there_is_nothing_to_check(source: SourceInfo, words: str, make_practice: Any, make_walk: Any) -> None:
    practice = make_practice(source=source)
    walk = make_walk(practice, first_screen(practice))
    walk.still(4.5)
    assert "forward" not in zones(walk), "and it is not offered"
    walk.ask(Intent("check"))
    assert title(walk) == "There is no board to check"
    assert asked(walk.screen).calls["subtitle"] == [(words,)]
    walk.right()
    assert walk.name == "Ready"


def test_a_board_that_was_never_set_up_is_offered_just_that(make_practice: Any, make_walk: Any) -> None:
    practice = make_practice(calibration=None)
    walk = make_walk(practice, first_screen(practice))
    walk.ask(Intent("check"))
    walk.still(0.5)
    assert title(walk) == "This board is not set up yet"
    assert asked(walk.screen).calls["board_dial"] == [(None,)], "where its dot is means nothing yet"
    walk.ask(Intent("left"))
    assert walk.name == "Ready"
    walk.ask(Intent("check"))
    walk.ask(Intent("right"))
    assert walk.name == "CalibrateNeutral"


@pytest.mark.parametrize(("went", "way", "words"), [
    ("up", "up", "The dot went up, as it should"), ("left", "up", "The dot went left, not up"),
    ("down and left", "right", "The dot went down and left, not right"), ("", "up", "The dot did not move"),
])
def test_verdicts_are_short_and_say_what_was_seen(went: str, way: str, words: str) -> None:
    assert verdict(went, way) == words
    assert len(words.split()) <= 8
