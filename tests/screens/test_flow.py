"""The ways from screen to screen: by leaning alone, by keys, and out at any moment."""

from __future__ import annotations

from typing import Any

import pytest

from tests.screens.test_programme import Prescribed, prescribed  # noqa: F401 - a fixture
from wobblequest.core.reach import Reach
from wobblequest.core.recording import SourceInfo
from wobblequest.draw.sound import DWELL_NAMES, SOUNDS
from wobblequest.screens import flow
from wobblequest.screens.first import first_screen
from wobblequest.screens.play import Play
from wobblequest.screens.ready import Ready
from wobblequest.screens.screen import Adjust, Click, Intent
from wobblequest.screens.stopped import Stopped


def test_a_whole_session_is_played_by_leaning_alone(practice: Any, make_walk: Any) -> None:
    walk = make_walk(practice, first_screen(practice))
    walk.right()
    assert walk.name == "Home"
    walk.right()
    assert walk.name == "Play"
    walk.follow(30, lambda: walk.name == "ResultScreen")
    assert practice.ended[-1].completed
    walk.left()
    assert walk.name == "Rest"
    walk.follow(60, lambda: walk.name == "Play")
    assert [level.id for level in practice.begun] == ["hold-1", "hold-1"], "to the left: the same again"
    walk.follow(30, lambda: walk.name == "ResultScreen")
    walk.right()
    walk.follow(60, lambda: walk.name == "Play")
    assert practice.begun[-1].id == "hold-2", "done with three stars: the next one is played, with one lean after the rest"
    assert walk.seen.count("Home") == 1


def test_a_rest_in_free_play_ends_with_what_comes_next_and_with_a_way_to_something_else(
    practice: Any, make_walk: Any, shown_words: Any, prescribed: Prescribed,  # noqa: F811
) -> None:
    level = next(each for each in practice.levels if each.id == "reach-2")
    practice.prescription = None
    walk = make_walk(practice, flow.rest(practice, 18.0, stand_at=level))
    assert "Stop if you feel pain or dizzy" in shown_words(walk.still(1.0))
    walk.still(12.5)
    assert {"Go on when you are ready", "Reach: Orchard", "Something else", "Play", "Lean right to start"} <= set(shown_words(walk.screen))
    rest = walk.screen
    walk.left()
    assert walk.name == "Menu", "home would propose the same level again"
    practice.prescription = prescribed
    assert type(rest.choose("left")).__name__ == "Home", "today's session waits there"


def test_with_keys_nobody_is_told_to_hold_a_rail_while_they_rest(make_practice: Any, make_walk: Any, shown_words: Any) -> None:
    practice = make_practice(source=SourceInfo("keyboard", "Keyboard"))
    words = shown_words(make_walk(practice, flow.rest(practice, 0.0)).still(1.0))
    assert "Rest as long as you like" in words
    assert not any("rail" in each for each in words)


def test_a_new_board_and_person_are_measured_first(make_practice: Any, make_walk: Any) -> None:
    practice = make_practice(calibration=None, reach=None)
    walk = make_walk(practice, first_screen(practice))
    walk.follow(6, lambda: walk.name == "CalibrateNeutral")
    walk.follow(8, lambda: walk.name == "CalibrateDirection")
    for _ in range(4):
        walk.lean(1.0, 9.0, 0.0)
        walk.lean(1.0, -9.0, 0.0)
    walk.follow(20, lambda: walk.name == "CalibrateReach")
    assert practice.calibration is not None
    assert not practice.calibration.mirrored
    walk.right()
    walk.follow(60, lambda: walk.name == "Home")
    assert practice.reach is not None
    assert all(12.0 < far < 16.0 for far in practice.reach.degrees)


def test_a_half_measured_board_is_not_kept(make_practice: Any, make_walk: Any) -> None:
    practice = make_practice(calibration=None)
    walk = make_walk(practice, first_screen(practice))
    walk.follow(15, lambda: walk.name == "CalibrateDirection")
    walk.ask(Intent("back"))
    assert walk.name == "Ready"
    assert practice.kept == []


def test_each_step_of_a_calibration_may_be_left_out(make_practice: Any, make_walk: Any) -> None:
    practice = make_practice(calibration=None, reach=None)
    walk = make_walk(practice, flow.proceed(practice, flow.Plan(flow.missing(practice))))
    for name in ("CalibrateNeutral", "CalibrateDirection", "CalibrateDirection", "CalibrateReach"):
        assert walk.name == name
        walk.ask(Intent("skip"))
    assert walk.name == "Home"
    assert practice.calibration is not None, "the usual mounting is taken"
    assert practice.reach is None


def test_a_direction_of_the_reach_may_be_left_out(make_practice: Any, make_walk: Any) -> None:
    practice = make_practice(reach=Reach((7.0,) * 8))
    walk = make_walk(practice, flow.proceed(practice, flow.Plan(("reach",))))
    walk.right()
    walk.still(1.0)
    for _ in range(8):
        walk.ask(Intent("skip"))
    walk.still(2.0)
    assert walk.name == "Home"
    assert practice.reach.degrees == (7.0,) * 8


def test_a_known_board_starts_with_one_lean(practice: Any, make_walk: Any) -> None:
    walk = make_walk(practice, first_screen(practice))
    walk.right()
    assert walk.seen == ["Ready", "Home"]
    assert walk.t_s < 8.0


def test_a_known_board_may_be_set_up_again(practice: Any, make_walk: Any) -> None:
    walk = make_walk(practice, first_screen(practice))
    walk.left()
    assert walk.name == "CalibrateNeutral"


@pytest.mark.parametrize("start", ["ready", "choose"])
def test_level_is_measured_anew_by_one_key(start: str, practice: Any, make_walk: Any) -> None:
    walk = make_walk(practice, flow.ready(practice) if start == "ready" else flow.choose(practice))
    walk.ask(Intent("rezero"))
    assert walk.name == "CalibrateNeutral"
    before = practice.calibration
    walk.lean(2.6, 2.0, 1.0)
    walk.lean(3.0, 2.0, 1.0)
    assert walk.name == start.capitalize()
    assert practice.calibration.frame().up != before.frame().up
    assert len(practice.kept) == 1


def test_keyboard_players_need_no_measuring_and_are_told(make_practice: Any, make_walk: Any, keyboard: Any) -> None:
    practice = make_practice(source=keyboard, reach=None)
    walk = make_walk(practice, first_screen(practice))
    walk.ask(Intent("right"))
    assert walk.name == "Ready", "nothing before it is steady"
    walk.right()
    assert walk.name == "Home"
    walk.ask(Intent("rezero"))
    assert walk.name == "Home"


def test_a_chosen_level_is_played_at_once(practice: Any, make_walk: Any) -> None:
    walk = make_walk(practice, first_screen(practice, practice.levels[6]))
    walk.right()
    assert walk.name == "Play"
    assert [level.id for level in practice.begun] == ["reach-2"]


def test_nothing_starts_before_the_person_is_steady(practice: Any, make_walk: Any) -> None:
    walk = make_walk(practice, first_screen(practice))
    for i in range(20):
        walk.lean(0.6, 0.0, 6.0 if i % 2 else -6.0)
    walk.lean(2.5, 0.0, 8.0)
    assert walk.name == "Ready"


@pytest.mark.parametrize("known", [True, False])
def test_an_empty_board_is_waited_upon(known: bool, make_practice: Any, make_walk: Any, shown_words: Any) -> None:
    """It lies still, and there is nobody whose stance could be measured."""
    practice = make_practice() if known else make_practice(calibration=None, reach=None)
    walk = make_walk(practice, flow.ready(practice))
    walk.empty = True
    walk.still(10.0)
    assert walk.name == "Ready"
    assert "Start" not in shown_words(walk.screen)
    walk.empty = False
    walk.still(4.5)
    assert walk.name == "CalibrateNeutral" if not known else "Start" in shown_words(walk.screen)


def test_a_board_that_goes_away_has_to_become_steady_again(practice: Any, make_walk: Any) -> None:
    walk = make_walk(practice, first_screen(practice))
    walk.still(4.5)
    walk.silence(0.5)
    walk.ask(Intent("confirm"))
    assert walk.name == "Ready"
    walk.right()
    assert walk.name == "Home"


def test_standing_still_never_leaves_a_screen(practice: Any, make_walk: Any) -> None:
    for screen in (first_screen(practice), flow.home(practice), flow.menu(practice), flow.choose(practice), flow.stopped(practice),
                   flow.weeks(practice), flow.goal(practice), flow.goodbye(practice), flow.about(practice, None)):
        walk = make_walk(practice, screen)
        walk.still(30.0)
        assert walk.seen == [type(screen).__name__]


def test_choosing_goes_through_open_places_and_drills(practice: Any, make_walk: Any, make_past: Any) -> None:
    practice.trials += [make_past("hold-1", 1, stars=2), make_past("reach-2", 2, stars=0), make_past("hold-1", 3, stars=3)]
    walk = make_walk(practice, flow.choose(practice))
    assert walk.screen.level.id == "hold-2"
    walk.left()
    assert walk.screen.level.id == "hold-1", "farther on nothing is open yet"
    walk.forward()
    assert walk.name == "Menu"
    walk.right()
    assert walk.screen.level.id == "reach-1"
    walk = make_walk(practice, flow.choose(practice))
    assert walk.screen.level.id == "hold-2", "where the way has come to"
    walk.ask(Intent("confirm"))
    assert walk.name == "Play"


def test_with_one_open_place_there_is_no_next_one_to_lean_to_and_a_therapist_goes_anywhere(
    practice: Any, make_walk: Any, shown_words: Any,
) -> None:
    walk = make_walk(practice, flow.choose(practice))
    assert "Next level" not in shown_words(walk.screen)
    walk.ask(Intent("left"))
    assert walk.screen.level.id == "hold-1"
    for following in ("hold-2", "hold-3", "hold-4", "hold-5", "hold-1"):
        walk.ask(Intent("skip"))
        assert walk.screen.level.id == following


def test_weeks_running_are_told_of_from_the_second_on(practice: Any, make_walk: Any, shown_words: Any) -> None:
    practice.weeks = 1
    assert not any("weeks running" in words for words in shown_words(make_walk(practice, flow.choose(practice)).screen))
    practice.weeks = 5
    assert "5 weeks running" in shown_words(make_walk(practice, flow.choose(practice)).screen)


def test_calm_mode_shows_no_map_no_stars_and_no_weeks(practice: Any, make_walk: Any, make_past: Any, shown_words: Any) -> None:
    practice.trials.append(make_past("hold-1", 1, stars=3))
    practice.weeks = 5
    words = set(shown_words(make_walk(practice, flow.choose(practice)).screen, calm=True))
    assert {"Meadow", "Level 2 of 5", "Twenty seconds in the circle"} <= words
    assert not words & {"5 weeks running", "Harbour"}


def test_without_levels_nothing_breaks(make_practice: Any, make_walk: Any) -> None:
    practice = make_practice(levels=())
    walk = make_walk(practice, flow.choose(practice))
    for deed in ("left", "right", "forward", "confirm", "history", "rezero"):
        walk.ask(Intent(deed))
        if deed != "rezero":
            assert walk.name == "Choose"


# -- out at any moment --------------------------------------------------------------------------------------------


def playing(practice: Any, make_walk: Any, seconds: float = 2.0) -> Any:
    walk = make_walk(practice, flow.play(practice, practice.levels[2]))
    walk.still(3.2 + seconds)
    assert walk.screen.trial.phase == "play"
    return walk


@pytest.mark.parametrize("deed", ["stop", "back"])
@pytest.mark.parametrize("after_s", [0.0, 1.0, 6.0])
def test_stop_takes_effect_within_the_call(deed: Any, after_s: float, practice: Any, make_walk: Any) -> None:
    walk = make_walk(practice, flow.play(practice, practice.levels[2]))
    if after_s:
        walk.still(after_s)
    trial = practice.trial
    assert isinstance(walk.screen.request(Intent(deed)), Stopped)
    assert trial.phase == "stopped"
    assert trial.stop_reason == "asked"
    assert practice.trial is None
    assert not practice.ended[-1].completed
    assert practice.past() == []
    assert practice.said[-1] == "stop"


def test_pause_takes_effect_within_the_call(practice: Any, make_walk: Any) -> None:
    walk = playing(practice, make_walk)
    trial = practice.trial
    walk.ask(Intent("pause"))
    assert walk.name == "Paused"
    assert trial.phase == "paused"
    at = trial.play_s
    walk.still(5.0)
    assert trial.play_s == at


def test_a_click_pauses(practice: Any, make_walk: Any) -> None:
    walk = playing(practice, make_walk)
    walk.ask(Click(3.0, 3.0))
    assert walk.name == "Paused"


@pytest.mark.parametrize("how", ["lean", "pause", "confirm", "right"])
def test_after_a_pause_comes_the_middle_then_the_countdown(how: Any, practice: Any, make_walk: Any) -> None:
    walk = playing(practice, make_walk)
    trial = practice.trial
    walk.ask(Intent("pause"))
    walk.still(0.5)
    if how == "lean":
        walk.right()
    else:
        walk.ask(Intent(how))
    assert walk.name == "Play"
    assert trial.phase == "recentre"
    walk.follow(3.0, lambda: trial.phase == "countdown")
    assert 2.9 <= trial.countdown_s <= 3.0
    walk.follow(4.0, lambda: trial.phase == "play")


@pytest.mark.parametrize("how", ["lean", "stop", "left"])
def test_a_pause_may_end_in_a_stop(how: Any, practice: Any, make_walk: Any) -> None:
    walk = playing(practice, make_walk)
    walk.ask(Intent("pause"))
    if how == "lean":
        walk.left()
    else:
        walk.ask(Intent(how))
    assert walk.name == "Stopped"
    assert practice.trial is None


def test_a_stopped_screen_is_not_closed_in_haste(practice: Any, make_walk: Any) -> None:
    walk = playing(practice, make_walk)
    walk.ask(Intent("stop"))
    for _ in range(5):
        walk.still(0.2)
        walk.ask(Intent("stop"))
    assert not walk.screen.finished
    walk.still(2.5)
    walk.ask(Intent("stop"))
    assert walk.screen.finished


@pytest.mark.parametrize("how", ["confirm", "lean"])
def test_from_the_stopped_screen_one_goes_on(how: Any, practice: Any, make_walk: Any) -> None:
    walk = make_walk(practice, flow.stopped(practice))
    if how == "lean":
        walk.right()
    else:
        walk.ask(Intent("confirm"))
    assert walk.name == "Home"


def test_stepping_off_leaves_the_still_screen_alone(practice: Any, make_walk: Any) -> None:
    walk = playing(practice, make_walk)
    walk.ask(Intent("stop"))
    walk.still(6.0)
    walk.lean(20.0, -3.0, 21.0)
    assert walk.name == "Stopped", "a board on its rim, with nobody on it, chooses nothing"


def test_a_board_that_tips_over_stops_the_trial(practice: Any, make_walk: Any) -> None:
    walk = playing(practice, make_walk)
    walk.lean(2.0, 0.0, 35.0)
    assert walk.name == "Stopped"


def test_quit_in_play_scores_and_stores_first(practice: Any, make_walk: Any) -> None:
    walk = playing(practice, make_walk)
    walk.ask(Intent("quit"))
    assert walk.screen.finished
    assert practice.trial is None
    assert len(practice.ended) == 1
    walk.still(0.1)
    assert len(practice.ended) == 1, "the last frame before the window closes ends nothing twice"


def test_quit_in_a_pause_scores_and_stores_once(practice: Any, make_walk: Any) -> None:
    walk = playing(practice, make_walk)
    walk.ask(Intent("pause"))
    walk.ask(Intent("quit"))
    walk.still(0.1)
    assert walk.screen.finished
    assert len(practice.ended) == 1


def test_who_goes_on_after_a_stop_stands_at_the_level_that_was_stopped(practice: Any, make_walk: Any) -> None:
    level = next(each for each in practice.levels if each.id == "reach-2")
    walk = make_walk(practice, flow.play(practice, level))
    walk.follow(6.0, lambda: practice.trial.phase == "play")
    walk.ask(Intent("stop"))
    walk.still(10.0)
    walk.ask(Intent("right"))
    assert walk.name == "Rest", "what was stopped was work, too"
    assert walk.screen.left_s == pytest.approx(20.0, abs=0.1)
    walk.follow(60.0, lambda: walk.name == "Play")
    assert practice.begun[-1] == level


def test_a_look_at_the_history_leaves_out_no_rest(practice: Any, make_walk: Any) -> None:
    walk = make_walk(practice, flow.play(practice, practice.levels[0]))
    walk.follow(60.0, lambda: walk.name == "ResultScreen")
    walk.ask(Intent("history"))
    assert walk.name == "History"
    walk.ask(Intent("right"))
    assert walk.name == "ResultScreen"
    walk.ask(Intent("right"))
    assert walk.name == "Rest"


def test_who_cannot_stand_still_is_told_what_helps_and_a_helper_may_begin(practice: Any, make_walk: Any, shown_words: Any) -> None:
    walk = make_walk(practice, flow.ready(practice))

    def sway(seconds: float) -> None:
        for i in range(round(seconds / 0.5)):
            walk.lean(0.5, 5.0 if i % 2 else -5.0)

    sway(6.0)
    walk.ask(Intent("confirm"))
    assert walk.name == "Ready", "nothing is begun before the board is steady"
    assert "Hold a fixed support" in shown_words(walk.screen)
    sway(8.0)
    assert "Hold the support with both hands" in shown_words(walk.screen)
    walk.ask(Intent("confirm"))
    assert walk.name == "Home"


@pytest.mark.parametrize("make", [flow.ready, flow.home, flow.menu, flow.choose, flow.weeks, flow.goal, flow.stopped])
def test_quit_ends_the_program_from_anywhere(make: Any, practice: Any) -> None:
    screen = make(practice)
    assert screen.request(Intent("quit")) is None
    assert screen.finished


@pytest.mark.parametrize(("screen", "deed", "name"), [
    ("ready", "stop", "Stopped"), ("ready", "skip", "About"), ("ready", "history", "History"),
    ("home", "stop", "Stopped"), ("choose", "stop", "Stopped"), ("choose", "back", "Home"), ("choose", "history", "History"),
    ("about", "back", "Ready"), ("about", "confirm", "Ready"), ("history", "stop", "Choose"), ("history", "right", "Choose"),
    ("rest", "skip", "Home"), ("rest", "stop", "Stopped"), ("neutral", "stop", "Stopped"), ("neutral", "back", "Ready"),
])
def test_every_exit_leads_where_it_says(screen: str, deed: Any, name: str, practice: Any, make_walk: Any) -> None:
    made = {
        "ready": lambda: flow.ready(practice), "home": lambda: flow.home(practice),
        "choose": lambda: flow.choose(practice), "about": lambda: flow.about(practice, None),
        "history": lambda: flow.history(practice, practice.levels[0]), "rest": lambda: flow.rest(practice, 0.0),
        "neutral": lambda: flow.proceed(practice, flow.Plan(("neutral",))),
    }[screen]()
    walk = make_walk(practice, made)
    walk.ask(Intent(deed))
    assert walk.name == name


# -- silence -------------------------------------------------------------------------------------------------------


def test_a_silent_board_pauses_and_comes_back(practice: Any, make_walk: Any) -> None:
    walk = playing(practice, make_walk)
    trial = practice.trial
    walk.silence(1.2)
    assert walk.name == "Paused"
    assert trial.pause_reason == "signal"
    assert practice.said[-1] == "lost"
    walk.ask(Intent("confirm"))
    assert walk.name == "Paused", "nothing goes on without a signal"
    at = trial.play_s
    walk.right()
    assert walk.name == "Play"
    walk.follow(6.0, lambda: trial.phase == "play")
    assert trial.play_s <= at + 0.1


def test_a_silent_board_may_still_be_stopped(practice: Any, make_walk: Any) -> None:
    walk = playing(practice, make_walk)
    walk.silence(1.5)
    walk.ask(Intent("stop"))
    assert walk.name == "Stopped"


# -- the therapist -------------------------------------------------------------------------------------------------


def test_a_therapists_key_changes_the_level_and_is_shown(practice: Any, make_walk: Any, shown_words: Any) -> None:
    walk = playing(practice, make_walk)
    assert isinstance(walk.screen, Play)
    walk.ask(Adjust("size", +1))
    walk.go(0.1)
    assert any("bigger" in words for words in shown_words(walk.screen))
    walk.go(3.5)
    assert any("bigger" in words for words in shown_words(walk.screen)), "long enough to be read"
    walk.go(3.5 + practice.speech_s("The circle is bigger now"))
    assert not any("bigger" in words for words in shown_words(walk.screen))
    assert practice.trial.adjusted


def test_a_change_in_a_pause_is_taken_too(practice: Any, make_walk: Any, shown_words: Any) -> None:
    walk = playing(practice, make_walk)
    walk.ask(Intent("pause"))
    walk.ask(Adjust("size", -1))
    assert practice.trial.adjusted
    assert any("smaller" in words for words in shown_words(walk.screen))


def test_keys_are_shown_on_demand(practice: Any, make_walk: Any, shown_words: Any) -> None:
    walk = playing(practice, make_walk)
    assert "Space" not in shown_words(walk.screen)
    walk.ask(Intent("skip"))
    assert "Space" in shown_words(walk.screen)
    walk.ask(Intent("skip"))
    assert "Space" not in shown_words(walk.screen)


# -- rest ----------------------------------------------------------------------------------------------------------


def test_a_rest_lasts_half_a_minute_with_the_time_spent_on_the_result(practice: Any, make_walk: Any) -> None:
    walk = make_walk(practice, flow.rest(practice, 12.0))
    assert walk.screen.left_s == pytest.approx(18.0)
    walk.still(17.0)
    walk.ask(Intent("confirm"))
    assert walk.name == "Rest", "not before it is over"
    walk.still(1.5)
    walk.ask(Intent("confirm"))
    assert walk.name == "Play"


def test_who_has_rested_long_enough_need_not_rest_again(practice: Any) -> None:
    assert type(flow.rest(practice, 31.0)).__name__ == "Home"


# -- what is heard and said ------------------------------------------------------------------------------------------


def test_every_sound_that_is_asked_for_exists(practice: Any, make_walk: Any) -> None:
    walk = make_walk(practice, first_screen(practice))
    walk.right()
    walk.right()
    walk.follow(8, lambda: practice.trial.phase == "play")
    walk.lean(1.0, 0.0, 12.0)
    walk.silence(1.2)
    walk.right()
    walk.follow(30, lambda: walk.name == "ResultScreen")
    walk.right()
    walk.follow(60, lambda: walk.name == "Play")
    assert {"tick", "go", "choose", "finish", "lost", "resume", "leave", "ready", "dwell1", "dwell11"} <= set(practice.said)
    assert set(practice.said) <= set(SOUNDS) | DWELL_NAMES


def test_the_aim_is_the_proposed_zone_once_a_lean_counts(practice: Any, make_walk: Any) -> None:
    walk = make_walk(practice, flow.choose(practice))
    walk.still(2.0)
    assert walk.screen.aim is None
    walk.still(2.5)
    aim = walk.screen.aim
    assert aim is not None
    assert aim.at.roll_deg > 5.0
    assert abs(aim.at.pitch_deg) < 1e-6


def test_the_ready_screen_is_the_first(practice: Any) -> None:
    assert isinstance(first_screen(practice), Ready)


def test_nobody_leans_on_to_a_test_and_a_therapist_goes_there(practice: Any, make_walk: Any, make_past: Any, shown_words: Any) -> None:
    practice.levels = [each.model_copy(update={"test": True}) if each.id == "hold-5" else each for each in practice.levels]
    walk = make_walk(practice, flow.choose(practice))
    assert "Next level" not in shown_words(walk.screen)
    for _ in range(4):
        walk.ask(Intent("skip"))
    assert (walk.screen.level.id, walk.screen.level.test) == ("hold-5", True)
    assert "Next level" in shown_words(walk.screen), "and from it a lean leads back to the way"
    walk.left()
    assert walk.screen.level.id == "hold-1"
