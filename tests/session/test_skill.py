"""Better skill gives better measures: the whole chain from the simulated person through real levels to the primary measure."""

from __future__ import annotations

from itertools import pairwise
from statistics import fmean

import pytest

from wobblequest.core.calibration import Calibration
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Header
from wobblequest.drills.register import DRILLS
from wobblequest.input.simulated import SimulatedSource
from wobblequest.levels.level import Level
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.session.replay import replay
from wobblequest.session.trial import Trial

SKILLS = (0.1, 0.3, 0.5, 0.7, 0.9)
SEEDS = range(10)


def level_called(level_id: str) -> Level:
    return load_shelf(shipped_folder()).find(level_id)


def played(level: Level, skill: float, seed: int, rate_hz: float = 50.0) -> Trial:
    source = SimulatedSource(skill, seed, rate_hz)
    trial = Trial(Header("trial", level.to_json(), seed, Calibration(), Reach(), source.info), level)
    for _ in range(int(300 * rate_hz)):
        source.aim(trial.target())
        trial.feed(source.step())
        if trial.over:
            return trial
    raise AssertionError(f"{level.id} was not over after 300 s")


def mean_primary(level: Level, skill: float) -> float:
    """Mean of the primary measure over the seeds where it could be computed: a flailing person may show no movement to measure."""
    values = [played(level, skill, seed).result().measures[DRILLS[level.drill].primary].value for seed in SEEDS]
    measured = [value for value in values if isinstance(value, float)]
    assert len(measured) >= 0.8 * len(SEEDS)
    return fmean(measured)


@pytest.mark.parametrize("level_id", ["hold-3", "reach-1", "track-1", "rhythm-1"])
def test_better_skill_gives_better_measures(level_id: str) -> None:
    level = level_called(level_id)
    means = [mean_primary(level, skill) for skill in SKILLS]
    if not DRILLS[level.drill].higher_is_better:
        means = [-mean for mean in means]
    assert all(worse < better for worse, better in pairwise(means)), means


def test_a_practised_person_does_the_first_reach_level_fully() -> None:
    result = played(level_called("reach-1"), 0.9, 1).result()
    assert result.completed
    assert result.measures["hit_rate_pct"].value == 100.0
    assert result.stars == 3


def test_the_same_seed_plays_the_same_trial_and_its_recording_the_same_result() -> None:
    level = level_called("track-1")
    one, other = played(level, 0.5, 7), played(level, 0.5, 7)
    assert one.recording() == other.recording()
    assert one.result().to_json() == other.result().to_json() == replay(one.recording()).result().to_json()
    assert played(level, 0.5, 8).recording().readings != one.recording().readings
