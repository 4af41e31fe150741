"""What the levels of reach measure in simulated people."""

from __future__ import annotations

from statistics import fmean

from wobblequest.app.trying import played
from wobblequest.core.result import Result
from wobblequest.levels.shelf import load_shelf, shipped_folder

SHELF = load_shelf(shipped_folder())


def results(level: str, skill: float, seeds: int) -> list[Result]:
    return [played(SHELF.find(level), skill, seed, rate_hz=25.0).result() for seed in range(seeds)]


def test_an_athlete_misses_on_the_last() -> None:
    hits = [result.measures["hit_rate_pct"].value for result in results("reach-10", 0.9, 10)]
    assert 5.0 < fmean(value for value in hits if isinstance(value, float)) < 50.0


def test_from_target_to_target_more_is_done_in_the_same_time() -> None:
    took = [fmean(result.duration_s for result in results(level, 0.95, 3)) for level in ("reach-6", "reach-7")]
    assert took[1] < took[0] - 5.0, "no time goes into coming back"
