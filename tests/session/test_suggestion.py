"""An easier or a harder level after some trials of one: by the last ten targets, and by the stars where there are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wobblequest.core.result import Measure, Quality, Result, absent
from wobblequest.levels.level import Level
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.session.suggestion import COUNTS, success_pct, suggested

LEVELS = {level.id: level for level in load_shelf(shipped_folder()).levels}
HOLD, REACH = LEVELS["hold-2"], LEVELS["reach-2"]


def result(level: Level, stars: int | None, rate: float | None = None, *, missing: bool = False) -> Result:
    count = COUNTS.get(level.drill)
    measures = {} if count is None else {count.rate_pct: Measure(rate, "%") if not missing else absent("%", "nothing came down")}
    return Result("t", level.id, level.drill, "serial", True, 30.0, 1, measures, None if stars is None else 25 * stars, stars, 1,
                  Quality(100.0, 0, 0, 0.0))


@pytest.mark.parametrize(("stars", "step"), [
    ((), 0), ((None,), 0), ((0,), -1), ((1,), 0), ((2,), 1), ((3,), 1), ((1, 1), -1), ((0, 1), -1), ((1, 2), 1), ((2, 1), 0),
    ((None, 1), 0), ((1, None), 0), ((3, 0), -1),
])
def test_without_targets_it_goes_by_the_stars(stars: tuple[int | None, ...], step: int) -> None:
    assert suggested(HOLD, [result(HOLD, each) for each in stars]) == step


@pytest.mark.parametrize(("trials", "step"), [
    (((1, 50.0), (1, 50.0)), -1), (((2, 50.0), (2, 62.5)), -1), (((1, 62.5), (1, 62.5)), 0), (((1, 75.0), (1, 75.0)), 0),
    (((1, 87.5), (1, 87.5)), 1), (((1, 60.0), (1, 60.0)), 0), (((1, 80.0), (1, 80.0)), 0), (((2, 75.0), (2, 75.0)), 1),
    (((0, 100.0), (0, 100.0)), -1), (((1, 10.0), (1, 87.5), (1, 87.5)), 1), (((1, 25.0),), 0), (((3, 25.0),), 1),
])
def test_with_targets_it_goes_by_the_last_ten(trials: tuple[tuple[int, float], ...], step: int) -> None:
    assert suggested(REACH, [result(REACH, stars, rate) for stars, rate in trials]) == step


def test_fewer_than_ten_targets_are_no_rate_and_a_trial_without_one_is_left_out() -> None:
    assert success_pct(REACH, [result(REACH, 1, 50.0)]) is None, "eight"
    assert success_pct(HOLD, [result(HOLD, 1)] * 5) is None
    assert success_pct(REACH, [result(REACH, 1, 50.0), result(REACH, 1, missing=True), result(REACH, 1, 100.0)]) == 75.0


@pytest.mark.parametrize("drill", sorted(COUNTS))
def test_every_shipped_level_of_these_drills_says_how_many_targets_it_has(drill: str) -> None:
    own = [level for level in LEVELS.values() if level.drill == drill]
    assert own
    for level in own:
        assert success_pct(level, [result(level, 1, 40.0)] * 10) == pytest.approx(40.0)
        assert suggested(level, [result(level, 1, 40.0)] * 10) == -1


@given(st.lists(st.tuples(st.integers(0, 3), st.floats(0.0, 100.0)), min_size=2, max_size=6), st.floats(0.0, 100.0))
def test_who_hits_more_is_never_suggested_an_easier_level_for_it(trials: list[tuple[int, float]], more: float) -> None:
    results = [result(REACH, stars, rate) for stars, rate in trials]
    better = [*results[:-1], result(REACH, trials[-1][0], max(more, trials[-1][1]))]
    assert suggested(REACH, better) >= suggested(REACH, results)
