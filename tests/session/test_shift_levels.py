"""The ladder of shift, played by simulated people: kind at its foot, hard at its top, and no step of it easier than the one before."""

from __future__ import annotations

from itertools import pairwise
from statistics import mean, median

from wobblequest.core.calibration import Calibration
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Header
from wobblequest.core.result import Result
from wobblequest.input.simulated import SimulatedSource
from wobblequest.levels.difference import differences
from wobblequest.levels.level import Level
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.session.trial import Trial

LADDER = tuple(level for level in load_shelf(shipped_folder()).levels if level.drill == "shift")


def played(level: Level, skill: float, seed: int) -> Result:
    source = SimulatedSource(skill, seed, 50.0)
    trial = Trial(Header("trial", level.to_json(), seed, Calibration(), Reach(), source.info), level)
    while not trial.over:
        source.aim(trial.target())
        trial.feed(source.step())
    return trial.result()


def value(result: Result, measure: str) -> float:
    found = result.measures[measure].value
    assert isinstance(found, float), measure
    return found


def test_the_first_is_kind_and_the_last_is_hard() -> None:
    who = ((LADDER[0], 0.2, 10), (LADDER[-1], 0.9, 10), (LADDER[-1], 0.95, 6))
    first, last, best = ([played(level, skill, seed) for seed in range(n)] for level, skill, n in who)
    assert mean(value(result, "shift_hits") for result in first) >= 9
    assert sum((result.stars or 0) >= 1 for result in first) >= 9
    assert sum((result.stars or 0) >= 2 for result in last) < 5
    assert sum((result.stars or 0) >= 1 for result in best) >= 3


def test_no_level_is_easier_than_the_one_before() -> None:
    """By the points that people of one skill have on it, in the middle of several."""
    for skill in (0.4, 0.7):
        points = [median(played(level, skill, seed).points or 0 for seed in range(5)) for level in LADDER]
        assert all(later <= before + 1 for before, later in pairwise(points)), points
        assert points[-1] < points[0] - 60


def test_from_one_level_to_the_next_one_thing_changes_or_another_direction_comes_with_it() -> None:
    steps = [differences(before, after) for before, after in pairwise(LADDER)]
    assert all(len(step) == 1 or (len(step) == 2 and "direction_deg" in step) for step in steps), steps


def test_better_people_go_straighter_and_are_there_sooner() -> None:
    results = [played(LADDER[4], skill, 3) for skill in (0.4, 0.6, 0.9)]
    assert all(not [note for note in result.notes if "box" in note] for result in results)
    for measure in ("shift_time_s", "movement_error"):
        found = [value(result, measure) for result in results]
        assert found == sorted(found, reverse=True), measure
