"""The ladder of react, played by simulated people: kind at its foot, hard at its top, and no step of it easier than the one before."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from statistics import fmean, median

from wobblequest.core.calibration import Calibration
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Header
from wobblequest.core.result import Result
from wobblequest.input.simulated import SimulatedSource
from wobblequest.levels.difference import differences
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.session.trial import Trial

LEVELS = {level.id: level for level in load_shelf(shipped_folder()).levels if level.drill == "react"}
LADDER = tuple(LEVELS)


@cache
def played(level_id: str, skill: float, seed: int) -> Result:
    level, source = LEVELS[level_id], SimulatedSource(skill, seed, 50.0)
    trial = Trial(Header("trial", level.to_json(), seed, Calibration(), Reach(), source.info), level)
    while not trial.over:
        source.aim(trial.target())
        trial.feed(source.step())
    return trial.result()


def stars(level_id: str, skill: float, seeds: int) -> list[int]:
    return [played(level_id, skill, seed).stars or 0 for seed in range(seeds)]


def values(level_id: str, skill: float, measure: str, seeds: int) -> list[float]:
    found = [played(level_id, skill, seed).measures[measure].value for seed in range(seeds)]
    return [value for value in found if isinstance(value, float)]


def test_the_first_is_kind_and_the_last_is_hard() -> None:
    first, last = LADDER[0], LADDER[-1]
    assert sum(n >= 1 for n in stars(first, 0.2, 10)) >= 9
    assert fmean(values(first, 0.2, "hit_rate_pct", 10)) >= 90
    assert sum(n >= 2 for n in stars(last, 0.9, 10)) < 5
    assert sum(n >= 1 for n in stars(last, 0.95, 6)) >= 3


def test_no_level_is_easier_than_the_one_before() -> None:
    """By the points that people of one skill have on it, in the middle of several."""
    for skill in (0.4, 0.7):
        points = [median(played(level, skill, seed).points or 0 for seed in range(5)) for level in LADDER]
        assert all(later <= before + 1 for before, later in pairwise(points)), points
        assert points[-1] < points[0] - 30


def test_steps_of_the_ladder_change_one_thing() -> None:
    for before, after in pairwise(LADDER):
        changed = set(differences(LEVELS[before], LEVELS[after])) - {"targets"}
        assert changed in ({"directions_deg"}, {"radius_deg"}, {"distance_pct"}, {"timeout_s"})


def test_better_people_answer_faster_and_set_out_straighter() -> None:
    level = LADDER[3]
    for measure, rising in (("response_speed_per_s", True), ("initial_direction_error", False), ("reaction_time_s", False)):
        means = [fmean(values(level, skill, measure, 5)) for skill in (0.4, 0.7, 0.95)]
        assert means == sorted(means, reverse=not rising), measure
    assert fmean(values(level, 0.95, "initial_direction_error", 5)) < 30
    assert 0.2 < fmean(values(level, 0.95, "reaction_time_s", 5)) < 0.8
