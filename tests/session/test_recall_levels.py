"""The levels of recall are graded: kind at the beginning, hard at the end, and harder in between; the test measures fifteen answers."""

from __future__ import annotations

from collections import Counter
from functools import cache
from statistics import fmean

import pytest

from wobblequest.core.calibration import Calibration
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Header
from wobblequest.core.result import Result
from wobblequest.drills.recall import RecallState
from wobblequest.drills.recall_parameters import RecallParameters
from wobblequest.input.simulated import SimulatedSource
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.session.trial import Trial

SHELF = load_shelf(shipped_folder())
LEVELS = [level for level in SHELF.levels if level.drill == "recall"]
SEEDS = range(8)


def play(level_id: str, skill: float, seed: int) -> Trial:
    level, source = SHELF.find(level_id), SimulatedSource(skill, seed, 25.0)
    trial = Trial(Header("trial", level.to_json(), seed, Calibration(), Reach(), source.info), level)
    while not trial.over:
        source.aim(trial.target())
        trial.feed(source.step())
    return trial


@cache
def results(level_id: str, skill: float) -> list[Result]:
    return [play(level_id, skill, seed).result() for seed in SEEDS]


def with_stars(level_id: str, skill: float, stars: int) -> float:
    return fmean((result.stars or 0) >= stars for result in results(level_id, skill))


def test_the_first_is_done_by_most_and_the_last_by_few() -> None:
    assert with_stars("recall-1", 0.2, 1) >= 0.75
    assert with_stars("recall-1", 0.3, 1) >= 0.9
    assert with_stars("recall-10", 0.9, 2) <= 0.5
    assert with_stars("recall-10", 0.5, 1) <= 0.25


@pytest.mark.parametrize("skill", [0.3, 0.7])
def test_between_them_it_becomes_harder(skill: float) -> None:
    points = [fmean(result.points or 0 for result in results(f"recall-{n}", skill)) for n in (1, 3, 5, 8, 10)]
    assert points == sorted(points, reverse=True), points


def test_better_skill_gives_better_answers() -> None:
    means = []
    for skill in (0.2, 0.5, 0.9):
        found = [result.measures["mean_radial_error"].value for result in results("recall-1", skill)]
        means.append(fmean(value for value in found if isinstance(value, float)))
    assert means == sorted(means, reverse=True)
    assert means[-1] < 2.0


def test_the_test_has_fifteen_answers_of_three_places_and_tells_nothing() -> None:
    trial = play("recall-test", 0.6, 1)
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


def test_there_are_ten_and_a_test_without_feedback() -> None:
    assert [level.id for level in LEVELS if not level.test] == [f"recall-{n}" for n in range(1, 11)]
    tests = [level for level in LEVELS if level.test]
    assert [level.id for level in tests] == ["recall-test"]
    assert isinstance(tests[0].parameters, RecallParameters)
    assert tests[0].parameters.feedback == "none"
    assert tests[0].parameters.targets * tests[0].parameters.recalls_per_target == 15
