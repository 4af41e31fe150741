"""The levels of recall: better people answer nearer, and the test measures fifteen answers."""

from __future__ import annotations

from collections import Counter
from statistics import fmean

from wobblequest.app.trying import played
from wobblequest.drills.recall import RecallState
from wobblequest.drills.recall_parameters import RecallParameters
from wobblequest.levels.shelf import load_shelf, shipped_folder

SHELF = load_shelf(shipped_folder())
LEVELS = [level for level in SHELF.levels if level.drill == "recall"]


def test_better_skill_gives_better_answers() -> None:
    means = []
    for skill in (0.2, 0.5, 0.9):
        found = [played(SHELF.find("recall-1"), skill, seed, rate_hz=25.0).result().measures["mean_radial_error"] for seed in range(5)]
        means.append(fmean(each.value for each in found if isinstance(each.value, float)))
    assert means == sorted(means, reverse=True)
    assert means[-1] < 2.0


def test_the_test_has_fifteen_answers_of_three_places_and_tells_nothing() -> None:
    trial = played(SHELF.find("recall-test"), 0.6, 1, rate_hz=25.0)
    state = trial.drill_state
    assert isinstance(state, RecallState)
    assert trial.result().measures["responses"].value == 15
    assert {each.target.at for each in state.tries} == {target.at for target in state.places.targets.values()}
    assert len(state.places.targets) == 3
    per_place = Counter(each.target.at for each in state.tries)
    assert set(per_place.values()) == {5}, "five answers a place"
    said = trial.moments()
    assert said.count("taken") == 15
    assert 3 <= said.count("hit") == said.count("cue") <= 6, "the only hits are places felt: three, and one more after each rest"


def test_eyes_are_asked_to_close_where_the_level_says_that_they_are() -> None:
    for level in LEVELS:
        assert isinstance(level.parameters, RecallParameters)
        assert level.parameters.close_eyes == (level.eyes == "closed"), level.id


def test_there_is_a_test_without_feedback() -> None:
    tests = [level for level in LEVELS if level.test]
    assert [level.id for level in tests] == ["recall-test"]
    assert isinstance(tests[0].parameters, RecallParameters)
    assert tests[0].parameters.feedback == "none"
    assert tests[0].parameters.targets * tests[0].parameters.recalls_per_target == 15
