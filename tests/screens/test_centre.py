"""The offer to set the centre again: between trials, by leaning or by key, once a rest, and back to where the person was."""

from __future__ import annotations

from typing import Any

import pytest

from wobblequest.core.arena import CENTRE, Point, toward
from wobblequest.core.samples import Tilt
from wobblequest.screens import flow
from wobblequest.screens.screen import Intent

SLIPPED = Point(0.0, 3.6)


@pytest.fixture
def slipped(practice: Any, make_walk: Any) -> Any:
    """A rest on a board whose sensor has slipped by 3.6° to the right, at its end."""
    walk = make_walk(practice, flow.rest(practice, 18.0))
    walk.slip = SLIPPED
    walk.still(12.5)
    return walk


def test_a_rest_on_a_slipped_board_ends_with_the_offer(slipped: Any, shown_words: Any) -> None:
    assert "Level seems off by 3.6° to the right" in shown_words(slipped.screen)
    assert "Set it again" in shown_words(slipped.screen)


def test_it_is_taken_by_leaning_and_the_rest_is_gone_on_with(slipped: Any, practice: Any, shown_words: Any) -> None:
    rest = slipped.screen
    slipped.forward()
    assert slipped.name == "CalibrateNeutral"
    slipped.still(6.0)
    assert slipped.screen is rest
    assert practice.calibration.frame().tilt((0.0, 0.0627905, 0.9980267)) == pytest.approx((0.0, 0.0), abs=0.3), "3.6° is level now"
    assert practice.drift.offer is None
    assert "Set it again" not in shown_words(rest), "once a rest"
    slipped.right()
    assert slipped.name == "Play"


def test_who_declines_is_not_asked_again_before_it_has_grown(slipped: Any, practice: Any, make_walk: Any, shown_words: Any) -> None:
    slipped.right()
    assert slipped.name == "Play", "choosing by leaning works from where the person stands"
    assert not any("set it again" in words for words in shown_words(slipped.screen))
    walk = make_walk(practice, flow.rest(practice, 18.0))
    walk.t_s, walk.slip = slipped.t_s + 10.0, Point(0.0, 4.4)
    walk.still(13.0)
    assert "Set it again" not in shown_words(walk.screen)
    walk = make_walk(practice, flow.rest(practice, 18.0))
    walk.t_s, walk.slip = slipped.t_s + 60.0, Point(0.0, 5.6)
    walk.still(13.0)
    assert "Set it again" in shown_words(walk.screen)


def test_a_board_that_lies_well_is_left_alone(practice: Any, make_walk: Any, shown_words: Any) -> None:
    walk = make_walk(practice, flow.rest(practice, 18.0))
    walk.still(13.0)
    assert "Play" in shown_words(walk.screen)
    assert "Set it again" not in shown_words(walk.screen)
    assert practice.drift.off is not None
    assert practice.drift.off.distance_to(CENTRE) < 0.3


def wandered(practice: Any) -> None:
    practice.drift.feed([Tilt(i / 100, 0.0, 3.2) for i in range(450)])


def test_the_map_offers_it_first_and_gives_the_place_back_with_any_other_choice(
    practice: Any, make_walk: Any, make_past: Any, shown_words: Any,
) -> None:
    practice.trials.append(make_past("hold-1", 1, stars=2))
    wandered(practice)
    walk = make_walk(practice, flow.choose(practice))
    walk.still(0.1)
    assert "Centre 3° off: set it again" in shown_words(walk.screen)
    walk.ask(Intent("left"))
    assert walk.screen.level.id == "hold-1"
    assert "Exercises" in shown_words(walk.screen)
    assert practice.drift.offer is None
    walk.ask(Intent("forward"))
    assert walk.name == "Menu"


def test_from_the_map_it_is_set_and_the_map_stands_where_it_stood(practice: Any, make_walk: Any, shown_words: Any) -> None:
    walk = make_walk(practice, flow.choose(practice))
    walk.ask(Intent("skip"))
    wandered(practice)
    walk.still(0.1)
    choose = walk.screen
    walk.ask(Intent("forward"))
    assert walk.name == "CalibrateNeutral"
    walk.still(6.0)
    assert walk.screen is choose
    assert choose.level.id == "hold-2"
    assert "Exercises" in shown_words(choose)


def ended(practice: Any, make_walk: Any) -> Any:
    walk = make_walk(practice, flow.play(practice, practice.levels[0]))
    walk.follow(30, lambda: walk.name == "ResultScreen")
    return walk


def test_a_result_offers_it_and_is_come_back_to(practice: Any, make_walk: Any, shown_words: Any) -> None:
    walk = ended(practice, make_walk)
    assert not any("set it again" in words for words in shown_words(walk.screen))
    wandered(practice)
    walk.still(0.1)
    result = walk.screen
    assert "Centre 3° off: set it again" in shown_words(result)
    walk.ask(Intent("forward"))
    walk.still(6.0)
    assert walk.screen is result
    assert not any("set it again" in words for words in shown_words(result))


def test_going_on_from_a_result_is_a_no(practice: Any, make_walk: Any) -> None:
    walk = ended(practice, make_walk)
    wandered(practice)
    walk.still(0.1)
    walk.ask(Intent("right"))
    assert walk.name == "Rest"
    assert practice.drift.offer is None


@pytest.mark.parametrize("make", [
    lambda p: flow.ready(p), lambda p: flow.choose(p), lambda p: flow.rest(p, 0.0)], ids=["ready", "choose", "rest"])
def test_by_key_it_is_set_at_any_time_between_trials(make: Any, practice: Any, make_walk: Any) -> None:
    walk = make_walk(practice, make(practice))
    before = walk.screen
    walk.ask(Intent("rezero"))
    assert walk.name == "CalibrateNeutral"
    walk.ask(Intent("back"))
    assert walk.screen is before
    assert practice.kept == [], "left half-way, nothing is kept"


def test_during_a_trial_nothing_is_offered_and_only_the_countdown_is_looked_at(practice: Any, make_walk: Any) -> None:
    walk = make_walk(practice, flow.play(practice, practice.levels[2]))
    walk.slip = SLIPPED
    walk.still(20.0)
    assert practice.trial.phase == "play"
    assert practice.drift.off is None, "a countdown is one stretch, and play is none"


def test_countdown_and_rest_together_tell(practice: Any, make_walk: Any) -> None:
    walk = make_walk(practice, flow.play(practice, practice.levels[0]))
    walk.slip = SLIPPED
    walk.follow(30, lambda: walk.name == "ResultScreen")
    assert practice.drift.offer is None
    walk.ask(Intent("right"))
    walk.still(2.3)
    assert practice.drift.offer is not None


def test_keyboard_and_unknown_boards_are_offered_nothing(make_practice: Any, make_walk: Any, keyboard: Any, shown_words: Any) -> None:
    for practice in (make_practice(source=keyboard), make_practice(calibration=None)):
        wandered(practice)
        walk = make_walk(practice, flow.choose(practice))
        assert not any("set it again" in words for words in shown_words(walk.screen))
        walk.ask(Intent("rezero"))
        assert walk.name == "Choose"


def test_one_who_only_leant_on_something_gets_the_real_centre_back(slipped: Any, practice: Any) -> None:
    slipped.slip = CENTRE  # it was the rail, not the sensor: now the person stands as at first
    slipped.still(5.0)
    assert practice.drift.offer is None
    slipped.right()
    assert slipped.name == "Play"


@pytest.mark.parametrize("direction_deg", range(0, 360, 45))
@pytest.mark.parametrize("slip_deg", [3.0, 3.8, 5.0, 8.0])
def test_whatever_was_taken_for_level_standing_at_the_centre_never_chooses_but_to_set_it(
    slip_deg: float, direction_deg: int, practice: Any, make_walk: Any,
) -> None:
    walk = make_walk(practice, flow.rest(practice, 18.0))
    walk.slip = toward(direction_deg, slip_deg)
    walk.still(16.0)
    walk.slip = CENTRE
    walk.still(20.0)
    assert walk.name in ("Rest", "CalibrateNeutral")
    assert practice.ended == []


def test_a_sensor_that_slipped_far_leaves_one_thing_to_lean_to(practice: Any, make_walk: Any, shown_words: Any) -> None:
    walk = ended(practice, make_walk)
    walk.slip = Point(-2.0, 6.5)
    result = walk.screen
    walk.still(8.0)
    assert "Centre 7° off: set it again" in shown_words(result), "found while waiting for the middle, too"
    walk.lean(2.5, 0.0, 8.0)
    assert walk.screen is result
    walk.still(2.0)
    walk.lean(2.1, 8.0, 0.0)
    assert walk.name == "CalibrateNeutral"
    walk.still(6.0)
    assert walk.screen is result
    walk.right()
    assert walk.name == "Rest", "level is level again"


def test_keys_choose_whatever_the_board_says(practice: Any, make_walk: Any) -> None:
    walk = ended(practice, make_walk)
    walk.slip = Point(-2.0, 6.5)
    walk.still(8.0)
    walk.ask(Intent("right"))
    assert walk.name == "Rest"
