"""The ladder of drift, played by simulated people: kind at its foot, hard at its top, and harder with every step."""

from __future__ import annotations

from itertools import pairwise
from statistics import median

from wobblequest.core.calibration import Calibration
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Header
from wobblequest.input.simulated import SimulatedSource
from wobblequest.levels.difference import differences
from wobblequest.levels.level import Level
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.session.trial import Trial

LADDER = tuple(level for level in load_shelf(shipped_folder()).levels if level.drill == "drift")


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


def test_the_first_is_kind_and_the_last_is_hard() -> None:
    first, last, best = stars(LADDER[0], 0.2, 10), stars(LADDER[-1], 0.9, 10), stars(LADDER[-1], 0.95, 4)
    assert (len(first), len(last), len(best)) == (10, 10, 4)
    assert sum(n >= 1 for n in first) >= 9
    assert sum(n >= 2 for n in last) < 5
    assert sum(n >= 1 for n in best) >= 2


def test_each_level_is_harder_than_the_one_before() -> None:
    """By the points that people of one skill have on it, in the middle of several."""
    for skill in (0.4, 0.7):
        points = [median(played(level, skill, seed).result().points or 0 for seed in range(3)) for level in LADDER]
        assert all(later <= before + 1 for before, later in pairwise(points)), points
        assert points[-1] < points[0] - 30


def test_from_one_level_to_the_next_one_thing_changes() -> None:
    assert [len(differences(before, after)) for before, after in pairwise(LADDER)] == [1] * 7


def test_nothing_had_to_be_limited_for_a_common_reach_and_better_people_follow_sooner() -> None:
    trials = [played(LADDER[5], skill, 3).result() for skill in (0.3, 0.6, 0.9)]
    assert all(not [note for note in trial.notes if "circle" in note] for trial in trials)
    lags = [trial.measures["lag_roll_s"].value for trial in trials]
    assert all(isinstance(lag, float) for lag in lags)
    assert lags == sorted(lags, key=lambda lag: -float(str(lag)))
