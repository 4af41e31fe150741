"""The ladder of roll, played by simulated people: kind at its foot, hard at its top, and steeper with every step."""

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

LADDER = tuple(level for level in load_shelf(shipped_folder()).levels if level.drill == "roll" and not level.test)


def played(level: Level, skill: float, seed: int) -> Trial:
    source = SimulatedSource(skill, seed, 50.0)
    trial = Trial(Header("trial", level.to_json(), seed, Calibration(), Reach(), source.info), level)
    while not trial.over:
        source.aim(trial.target())
        trial.feed(source.step())
    return trial


def stars(level: Level, skill: float) -> list[int]:
    return [played(level, skill, seed).result().stars or 0 for seed in range(10)]


def test_there_are_six_and_each_differs_from_the_one_before_in_one_thing() -> None:
    assert len(LADDER) == 6
    for before, level in pairwise(LADDER):
        one, other = before.parameters.model_dump(), level.parameters.model_dump()
        assert len([key for key in one if one[key] != other[key]]) == 1


def test_the_first_is_kind_and_the_last_is_hard() -> None:
    trials = [played(LADDER[0], 0.2, seed) for seed in range(10)]
    results = [trial.result() for trial in trials]
    assert sum((result.stars or 0) >= 1 for result in results) >= 9
    shares = [result.measures["gates_passed_pct"].value for result in results]
    assert sum(share for share in shares if isinstance(share, float)) / len(shares) >= 90.0
    last = stars(LADDER[-1], 0.9)
    assert sum(n >= 2 for n in last) < 5
    assert sum(n >= 1 for n in last) >= 5


def test_each_level_is_harder_than_the_one_before() -> None:
    """By the points that people of one skill have on it, in the middle of several: a rate of few gates depends on chance."""
    for skill in (0.4, 0.7):
        points = [median(played(level, skill, seed).result().points or 0 for seed in range(5)) for level in LADDER]
        assert all(later <= before + 1 for before, later in pairwise(points)), points
        assert points[-1] < points[0] - 30


def test_better_people_roll_more_gates_and_straighter() -> None:
    trials = [[played(LADDER[2], skill, seed).result().measures for seed in range(3)] for skill in (0.1, 0.9)]
    for name in ("gates_per_min", "ball_path_efficiency_pct"):
        worse, better = (median(value for each in of if isinstance(value := each[name].value, float)) for of in trials)
        assert better > 1.3 * worse, name
