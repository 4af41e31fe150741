"""What the pushes of hold measure in simulated people."""

from __future__ import annotations

from statistics import fmean, median

from wobblequest.app.trying import played
from wobblequest.core.result import Result
from wobblequest.levels.shelf import load_shelf, shipped_folder

LEVEL = load_shelf(shipped_folder()).find("hold-7")


def value(result: Result, name: str) -> float:
    found = result.measures[name].value
    assert isinstance(found, float), (name, result.measures[name])
    return found


def test_pushes_come_and_better_people_bring_the_dot_back_sooner_and_more_often() -> None:
    ordinary, practised = ([played(LEVEL, skill, seed).result() for seed in range(5)] for skill in (0.7, 0.95))
    shares = [fmean(value(result, "push_recovery_pct") for result in found) for found in (practised, ordinary)]
    assert shares[0] == 100.0
    assert shares[1] < 100.0
    back = [result for result in ordinary if value(result, "push_recovery_pct") > 0.0]
    times = [median(value(result, "recovery_time_s") for result in found) for found in (practised, back)]
    assert 0.5 < times[0] < times[1] < 7.0
