"""The ladder of reach, played by simulated people: kind at its foot, hard at its top, and no easier from one level to the next."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from statistics import fmean, median

import pytest

from wobblequest.core.calibration import Calibration
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Header
from wobblequest.core.result import Result
from wobblequest.input.simulated import SimulatedSource
from wobblequest.levels.level import Level
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.session.trial import Trial

LADDER = tuple(level for level in load_shelf(shipped_folder()).levels if level.drill == "reach" and not level.test)
SEEDS = 8


def played(level: Level, skill: float, seed: int) -> Trial:
    source = SimulatedSource(skill, seed, 50.0)
    trial = Trial(Header("trial", level.to_json(), seed, Calibration(), Reach(), source.info), level)
    while not trial.over:
        source.aim(trial.target())
        trial.feed(source.step())
    return trial


@cache
def results(number: int, skill: float, seeds: int) -> list[Result]:
    return [played(LADDER[number - 1], skill, seed).result() for seed in range(seeds)]


def with_stars(number: int, skill: float, stars: int) -> float:
    found = results(number, skill, 10)
    return sum((result.stars or 0) >= stars for result in found) / len(found)


def value(result: Result, name: str) -> float:
    found = result.measures[name].value
    assert isinstance(found, float), (name, result.measures[name])
    return found


def test_there_are_ten_of_rising_difficulty() -> None:
    assert [level.id for level in LADDER] == [f"reach-{n}" for n in range(1, 11)]
    assert [level.difficulty for level in LADDER] == list(range(1, 11))


def changed(before: Level, level: Level) -> set[str]:
    one, other = before.parameters.model_dump(), level.parameters.model_dump()
    return {key for key in one if one[key] != other[key]}


def test_little_changes_from_one_to_the_next() -> None:
    assert [changed(before, level) for before, level in pairwise(LADDER)] == [
        {"directions_deg", "targets"}, {"order"}, {"radius_deg", "directions_deg"}, {"distance_pct", "hold_s"},
        {"distance_pct", "timeout_s"}, {"way"}, {"radius_deg"}, {"radius_deg", "hold_s"}, {"radius_deg", "distance_pct"},
    ]


def test_the_first_is_kind_and_the_last_is_hard_but_can_be_done() -> None:
    assert with_stars(1, 0.2, 1) >= 0.9
    assert with_stars(10, 0.9, 2) < 0.5
    assert with_stars(10, 0.95, 1) >= 0.5


@pytest.mark.parametrize("skill", [0.4, 0.7])
def test_each_level_is_harder_than_the_one_before(skill: float) -> None:
    """By the points that people of one skill have on it, in the middle of several."""
    points = [median(result.points or 0 for result in results(n, skill, SEEDS)) for n in range(1, 11)]
    assert all(later <= before + 2 for before, later in pairwise(points)), points
    assert points[-1] < points[0] - 50


def test_a_beginner_hits_on_the_first_and_an_athlete_misses_on_the_last() -> None:
    hits = [fmean(value(result, "hit_rate_pct") for result in results(number, skill, 10)) for number, skill in ((1, 0.2), (10, 0.9))]
    assert hits[0] >= 90.0
    assert 5.0 < hits[1] < 50.0


def test_from_target_to_target_more_is_done_in_the_same_time() -> None:
    took = [fmean(result.duration_s for result in results(number, 0.95, 3)) for number in (6, 7)]
    assert took[1] < took[0] - 5.0, "no time goes into coming back"
