"""The ladder of track, played by simulated people: kind at its foot, hard at its top, and no easier from one level to the next."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from statistics import median

import pytest

from wobblequest.core.calibration import Calibration
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Header
from wobblequest.core.result import Result
from wobblequest.input.simulated import SimulatedSource
from wobblequest.levels.level import Level
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.session.trial import Trial

LADDER = tuple(level for level in load_shelf(shipped_folder()).levels if level.drill == "track" and not level.test)
SEEDS = 5


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
    assert [level.id for level in LADDER] == [f"track-{n}" for n in range(1, 11)]
    assert [level.difficulty for level in LADDER] == list(range(1, 11))


def changed(before: Level, level: Level) -> set[str]:
    one, other = before.parameters.model_dump(), level.parameters.model_dump()
    return {key for key in one if one[key] != other[key]}


def test_little_changes_from_one_to_the_next() -> None:
    """A larger path may take longer: nothing moves faster than is safe."""
    assert [changed(before, level) for before, level in pairwise(LADDER)] == [
        {"direction_deg", "period_s"}, {"path", "size_pct"}, {"path", "radius_deg"}, {"size_pct", "duration_s"}, {"path", "period_s"},
        {"radius_deg", "duration_s"}, {"size_pct", "period_s"}, {"radius_deg"}, {"radius_deg"},
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


def test_all_four_ways_are_there_and_none_had_to_be_fitted() -> None:
    assert {level.parameters.model_dump()["path"] for level in LADDER} == {"line", "circle", "eight", "waves"}
    for number in range(1, 11):
        assert results(number, 0.7, SEEDS)[0].notes == ("Played by a simulated person.",)


def test_better_people_are_on_the_circle_for_more_of_the_time() -> None:
    shares = [median(value(result, "time_on_target_pct") for result in results(10, skill, SEEDS)) for skill in (0.4, 0.7, 0.95)]
    assert shares == sorted(shares)
    assert shares[-1] > shares[0] + 40.0
