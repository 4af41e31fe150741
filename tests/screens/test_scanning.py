"""One button alone: what can be chosen lights up in turn, a press takes it, and a whole session goes by that."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.screens.test_programme import Prescribed, prescribed  # noqa: F401 - a fixture
from wobblequest.screens import flow
from wobblequest.screens.first import first_screen
from wobblequest.screens.scanning import LIT_S, ROUNDS_HEARD, UNLIT_S, Scanning, lit_at, order, round_s
from wobblequest.screens.screen import Click, Intent
from wobblequest.screens.zones import ZoneRules
from wobblequest.session.preferences import Preferences

SIDES = st.sets(st.sampled_from(["left", "right", "forward"]))


@pytest.fixture
def one_button(practice: Any) -> Any:
    practice.preferences = Preferences(one_button=True)
    return practice


def test_nothing_is_lit_first_then_what_is_proposed_then_the_others() -> None:
    turns = order(["left", "forward", "right"], "left")
    assert turns == ("left", "right", "forward")
    seen = [lit_at(turns, at) for at in (0.0, 2.9, 3.0, 5.4, 5.5, 8.0, 10.4, 10.5, 13.4, 13.5)]
    assert seen == [None, None, "left", "left", "right", "forward", "forward", None, None, "left"]
    assert ZoneRules().dead_s <= UNLIT_S, "a press meant for the screen before takes nothing"


@given(SIDES, st.sampled_from(["left", "right", "forward"]), st.floats(0.0, 1e6))
def test_whatever_is_offered_lights_up_as_long_as_all_else(sides: Any, proposed: Any, since_s: float) -> None:
    turns = order(sides, proposed)
    assert sorted(turns) == sorted(sides)
    assert lit_at(turns, since_s) in {None, *sides}
    steps = [lit_at(turns, 0.05 + 0.1 * i) for i in range(round(round_s(turns) * 10))]
    assert all(steps.count(side) == round(LIT_S * 10) for side in sides)
    assert steps.count(None) == round(UNLIT_S * 10)


def test_it_is_heard_for_a_few_rounds_and_then_leaves_in_peace() -> None:
    scanning = Scanning()
    scanning.begin(["left", "right"], "right")
    heard = sum(scanning.feed(100.0 + 0.05 * i) for i in range(round(10 * round_s(("left", "right")) / 0.05)))
    assert heard == ROUNDS_HEARD * 2
    scanning.begin(["left"], "left")
    assert scanning.lit is None


@pytest.mark.parametrize("press", [Intent("confirm"), Intent("pause"), Click(5, 5)], ids=["enter", "space", "click"])
def test_a_press_takes_what_is_lit_and_standing_still_takes_nothing(press: Any, one_button: Any, make_walk: Any) -> None:
    walk = make_walk(one_button, flow.stopped(one_button))
    walk.still(1.0)
    walk.ask(press)
    assert walk.name == "Stopped", "nothing is lit yet"
    walk.still(40.0)
    assert walk.name == "Stopped", "it goes round until somebody presses"
    wanted = walk.screen._proposed
    while walk.screen.lit != wanted:
        walk.still(0.1)
    walk.ask(press)
    assert walk.name != "Stopped"


def test_a_second_press_in_a_hurry_takes_nothing(one_button: Any, make_walk: Any, make_past: Any) -> None:
    one_button.trials = [make_past("hold-1", 1, time_on_target_pct=60.0), make_past("reach-1", 2, movement_error=2.0)]
    walk = make_walk(one_button, flow.history(one_button, one_button.levels[0]))
    while walk.screen.lit != "left":
        walk.still(0.1)
    walk.ask(Intent("confirm"))
    level = walk.screen.level
    for _ in range(5):
        walk.still(0.2)
        walk.ask(Intent("confirm"))
    assert (walk.name, walk.screen.level) == ("History", level)


def test_without_the_setting_nothing_lights_up(practice: Any, make_walk: Any) -> None:
    walk = make_walk(practice, flow.stopped(practice))
    for _ in range(100):
        walk.still(0.2)
        assert walk.screen.lit is None


@pytest.mark.parametrize("deed", ["confirm", "pause"])
def test_in_play_a_press_pauses(deed: Any, one_button: Any, make_walk: Any) -> None:
    walk = make_walk(one_button, flow.play(one_button, one_button.levels[0]))
    walk.follow(5.0, lambda: one_button.trial.phase == "play")
    walk.ask(Intent(deed))
    assert walk.name == "Paused"


def test_while_measured_a_press_stops(one_button: Any, make_walk: Any) -> None:
    one_button.calibration = None
    walk = make_walk(one_button, flow.proceed(one_button, flow.Plan(flow.ALL_STEPS)))
    walk.still(0.5)
    walk.ask(Intent("confirm"))
    assert walk.name == "Stopped"


@pytest.mark.parametrize("deed", ["confirm", "pause"])
def test_a_whole_session_goes_by_one_button(deed: Any, one_button: Any, prescribed: Prescribed, make_walk: Any) -> None:  # noqa: F811
    """From the start to the end of the program: in play somebody leans, everywhere else they stand still and press one and the same key."""
    walk = make_walk(one_button, first_screen(one_button))
    presses = 0
    for _ in range(round(600 / 0.1)):
        if walk.screen.finished:
            break
        if one_button.trial is not None and walk.name == "Play":
            walk.go(0.1)
            continue
        walk.still(0.1)
        offered = walk.name != "Play" and walk.screen.lit is not None and walk.screen.lit == walk.screen._proposed
        if offered:
            walk.ask(Intent(deed))
            presses += 1
    assert walk.screen.finished, f"still at {walk.name} after {presses} presses: {walk.seen}"
    assert [level.id for level in one_button.begun] == ["hold-1", "hold-1"]
    assert prescribed.run is not None
    assert prescribed.run.over


def test_from_the_board_check_a_press_goes_back_where_nothing_is_offered(one_button: Any, make_walk: Any, shown_words: Any) -> None:
    walk = make_walk(one_button, flow.board_check(one_button, flow.stopped(one_button)))
    walk.silence(2.0)
    assert "A press goes back" in shown_words(walk.screen)
    walk.ask(Intent("pause"))
    assert walk.name == "Stopped"
