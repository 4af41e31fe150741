"""The ladder of rhythm, played by simulated people: kind at its foot, hard at its top, and steeper with every step."""

from __future__ import annotations

from itertools import pairwise
from statistics import median

from wobblequest.core.calibration import Calibration
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Header
from wobblequest.input.simulated import SimulatedSource
from wobblequest.levels.level import Level
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.session.trial import Trial

LEVELS = tuple(level for level in load_shelf(shipped_folder()).levels if level.drill == "rhythm")
LADDER = tuple(level for level in LEVELS if not level.test)


def played(level: Level, skill: float, seed: int) -> Trial:
    source = SimulatedSource(skill, seed, 50.0)
    trial = Trial(Header("trial", level.to_json(), seed, Calibration(), Reach(), source.info), level)
    while not trial.over:
        source.aim(trial.target())
        trial.feed(source.step())
    return trial


def stars(level: Level, skill: float, seeds: int) -> list[int]:
    """Of those who could be scored."""
    return [found for seed in range(seeds) if (found := played(level, skill, seed).result().stars) is not None]


def value(trial: Trial, measure: str) -> float:
    found = trial.result().measures[measure].value
    assert isinstance(found, float), measure
    return found


def test_the_first_is_kind_and_the_last_is_hard() -> None:
    first, last = stars(LADDER[0], 0.2, 10), stars(LADDER[-1], 0.9, 10)
    assert len(first) == len(last) == 10
    assert sum(n >= 1 for n in first) >= 9
    assert sum(n < 2 for n in last) >= 5
    assert sum(n >= 1 for n in last) >= 5


def test_each_level_is_harder_than_the_one_before() -> None:
    """By the points that people of one skill have on it, in the middle of several."""
    for skill in (0.4, 0.7):
        points = [median(played(level, skill, seed).result().points or 0 for seed in range(5)) for level in LADDER]
        assert all(later <= before + 1 for before, later in pairwise(points)), points
        assert points[-1] < points[0] - 30


def test_the_tests_are_the_six_of_the_platforms_and_all_can_be_scored() -> None:
    tests = [level for level in LEVELS if level.test]
    asked = [(level.parameters.model_dump()["direction_deg"], level.parameters.model_dump()["crossing_s"]) for level in tests]
    assert sorted(asked) == [(axis, pace) for axis in (0.0, 90.0) for pace in (1.0, 2.0, 3.0)]
    for level in tests:
        trial = played(level, 0.5, 1)
        assert all(measure.value is not None for measure in trial.result().measures.values())
        assert value(trial, "gain_on_axis") > 0.6


def test_a_person_goes_with_the_sway_and_better_people_are_nearer_to_the_beat() -> None:
    level = next(each for each in LADDER if each.id == "rhythm-7")
    trials = [played(level, skill, 3) for skill in (0.2, 0.5, 0.9)]
    lags, gains = ([abs(value(each, name) - ideal) for each in trials] for name, ideal in (("lag_on_axis_s", 0.0), ("gain_on_axis", 1.0)))
    assert lags == sorted(lags, reverse=True)
    assert lags[0] < 0.3
    assert gains[-1] < 0.1
