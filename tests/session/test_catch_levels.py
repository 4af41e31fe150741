"""The ladder of catch, played by simulated people: kind at its foot, hard at its top, and no step of it easier than the one before."""

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

LEVELS = {level.id: level for level in load_shelf(shipped_folder()).levels if level.drill == "catch"}
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
    assert fmean(values(first, 0.2, "catch_rate_pct", 10)) >= 90
    assert sum(n >= 2 for n in stars(last, 0.9, 10)) < 5
    assert sum(n >= 1 for n in stars(last, 0.95, 6)) >= 3


def test_no_level_is_easier_than_the_one_before() -> None:
    """By the points that people of one skill have on it, in the middle of several."""
    for skill in (0.4, 0.7):
        points = [median(played(level, skill, seed).points or 0 for seed in range(5)) for level in LADDER]
        assert all(later <= before + 1 for before, later in pairwise(points)), points
        assert points[-1] < points[0] - 30


def test_steps_of_the_ladder_change_one_thing() -> None:
    """But for two at once, of which there are twice as many and no pauses between."""
    for before, after in pairwise(LADDER):
        assert set(differences(LEVELS[before], LEVELS[after])) - {"things", "pause_s"} in (
            {"tray_deg"}, {"distance_pct"}, {"avoid_pct"}, {"axis"}, {"at_once"}, {"fall_dps"},
        )


def test_both_sides_are_asked_alike_and_better_people_are_nearer_to_the_middle_of_the_tray() -> None:
    for level in (LADDER[3], LADDER[5]):
        errors = [fmean(values(level, skill, "landing_error", 4)) for skill in (0.2, 0.4, 0.7)]
        assert errors == sorted(errors, reverse=True)
        assert errors[-1] < 2.0
    assert len(values(LADDER[3], 0.4, "catch_symmetry_pct", 4)) == 4
    assert len(values(LADDER[5], 0.4, "catch_symmetry_front_back_pct", 4)) == 4
