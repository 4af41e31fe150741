"""Reliability against the published example of Shrout & Fleiss, and F quantiles against scipy."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from wobblequest.scoring.f_distribution import f_below, f_quantile
from wobblequest.scoring.reliability import Interval, Reliability, reliability_of

SHROUT_FLEISS = np.array([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], dtype=np.float64)
"""Table 2 of Shrout & Fleiss 1979: six targets, four judges."""


def test_the_published_example() -> None:
    found = reliability_of(SHROUT_FLEISS, "u")
    # Shrout & Fleiss 1979, table 4: ICC(2,1) = .29, ICC(3,1) = .71; mean squares 11.24 between targets, 32.49 judges, 1.02 left
    assert found.icc_2_1.value == pytest.approx(0.29, abs=0.005)
    assert found.icc_3_1.value == pytest.approx(0.71, abs=0.005)
    assert found.sem.value == pytest.approx(math.sqrt(1.02), abs=0.003)
    assert found.mdc95.value == pytest.approx(1.96 * math.sqrt(2) * math.sqrt(1.0194444), rel=1e-6)
    # the intervals that R's psych::ICC prints for this example
    assert_interval(found.icc_2_1_interval, 0.019, 0.761)
    assert_interval(found.icc_3_1_interval, 0.342, 0.946)
    assert (found.people, found.sessions) == (6, 4)


def assert_interval(found: Interval | None, low: float, high: float) -> None:
    assert found is not None
    assert found.low == pytest.approx(low, abs=0.001)
    assert found.high == pytest.approx(high, abs=0.001)


def test_the_mean_squares_are_those_of_an_analysis_of_variance() -> None:
    """By plain sums over the table, as textbooks write them."""
    table = np.random.default_rng(5).normal(50, 8, (11, 3)) + np.random.default_rng(6).normal(0, 12, (11, 1))
    n, k = table.shape
    total = sum((x - table.mean()) ** 2 for x in table.flat)
    people = k * sum((row.mean() - table.mean()) ** 2 for row in table)
    sessions = n * sum((column.mean() - table.mean()) ** 2 for column in table.T)
    error = (total - people - sessions) / ((n - 1) * (k - 1))
    bms, jms = people / (n - 1), sessions / (k - 1)
    found = reliability_of(table, "%")
    assert found.sem.value == pytest.approx(math.sqrt(error))
    assert found.icc_3_1.value == pytest.approx((bms - error) / (bms + (k - 1) * error))
    assert found.icc_2_1.value == pytest.approx((bms - error) / (bms + (k - 1) * error + k * (jms - error) / n))
    assert found.cv_pct.value == pytest.approx(100 * math.sqrt(error) / table.mean())
    assert found.swc.value == pytest.approx(0.2 * np.std(table.mean(axis=1), ddof=1))
    freedom = (n - 1) * (k - 1)
    assert found.sem_interval is not None
    assert found.sem_interval.low == pytest.approx(math.sqrt(error * freedom / stats.chi2.ppf(0.975, freedom)), rel=1e-5)
    assert found.sem_interval.high == pytest.approx(math.sqrt(error * freedom / stats.chi2.ppf(0.025, freedom)), rel=1e-5)


def test_its_intervals_hold_what_they_promise() -> None:
    """Of 400 groups with a true ICC of 0.7, some 95 % of the intervals hold it."""
    chance = np.random.default_rng(8)
    held = 0
    for _ in range(400):
        table = chance.normal(0, math.sqrt(0.7), (15, 1)) + chance.normal(0, math.sqrt(0.3), (15, 2))
        interval = reliability_of(table, "deg").icc_3_1_interval
        assert interval is not None
        held += interval.low <= 0.7 <= interval.high
    assert 0.92 <= held / 400 <= 0.98


@given(shift=st.floats(-100, 100), scale=st.floats(0.1, 10))
@settings(max_examples=15, deadline=None)
def test_other_units_change_no_correlation(shift: float, scale: float) -> None:
    one, other = reliability_of(SHROUT_FLEISS, "u"), reliability_of(shift + scale * SHROUT_FLEISS, "u")
    assert other.icc_2_1.value == pytest.approx(one.icc_2_1.value, rel=1e-6)
    assert other.icc_3_1.value == pytest.approx(one.icc_3_1.value, rel=1e-6)
    assert isinstance(one.sem.value, float)
    assert other.sem.value == pytest.approx(scale * one.sem.value, rel=1e-6)


def absences(found: Reliability) -> list[str | None]:
    return [m.why for m in (found.icc_2_1, found.icc_3_1, found.sem, found.mdc95, found.cv_pct, found.swc)]


def test_too_few_people_or_sessions_say_so() -> None:
    for table in (np.ones((2, 2)), np.ones((5, 1))):
        assert all(why and "it takes 3 people" in why for why in absences(reliability_of(table, "%")))


def test_a_group_in_which_nobody_differs_has_no_correlation() -> None:
    found = reliability_of(np.full((4, 3), 7.0), "deg")
    assert "nobody differs" in (found.icc_2_1.why or "")
    assert found.sem.value == 0.0


@pytest.mark.parametrize("table", [np.full((5, 3), 0.1), np.full((7, 6), 98.7), np.tile([0.1, 0.4, 0.7], (5, 1))])
def test_rounding_is_no_difference_between_people(table: np.ndarray) -> None:
    """The mean of equal numbers is not always that number: what is left would make a correlation of 0.25 out of nothing."""
    found = reliability_of(table, "deg")
    assert "nobody differs" in (found.icc_2_1.why or "")
    assert "nobody differs" in (found.icc_3_1.why or "")
    assert found.sem.value == 0.0


def test_perfect_repetition_is_one() -> None:
    found = reliability_of(np.array([[1.0, 1.0], [2.0, 2.0], [4.0, 4.0]]), "deg")
    assert found.icc_2_1.value == pytest.approx(1.0)
    assert found.icc_3_1.value == pytest.approx(1.0)
    exact = reliability_of(np.array([[1.0, 1.0], [2.0, 2.0], [3.0, 3.0]]), "deg")
    assert (exact.icc_2_1_interval, exact.icc_3_1_interval, exact.sem.value) == (None, None, 0.0)


@pytest.mark.parametrize("table", [np.ones(4), np.array([[1.0, np.nan], [2.0, 3.0], [1.0, 2.0]])])
def test_what_is_no_complete_table_is_refused(table: np.ndarray) -> None:
    with pytest.raises(ValueError, match="complete table"):
        reliability_of(table, "deg")


@pytest.mark.parametrize("probability", [0.001, 0.025, 0.5, 0.9, 0.975, 0.999])
@pytest.mark.parametrize("numerator", [1, 2, 3.7, 15, 200])
@pytest.mark.parametrize("denominator", [1, 2.2, 8, 60, 5000])
def test_f_quantiles_are_scipys(probability: float, numerator: float, denominator: float) -> None:
    found = f_quantile(probability, numerator, denominator)
    assert found == pytest.approx(stats.f.ppf(probability, numerator, denominator), rel=1e-8)
    assert f_below(found, numerator, denominator) == pytest.approx(probability, rel=1e-9)


@pytest.mark.parametrize(("probability", "numerator", "denominator"), [(0.0, 1, 1), (1.0, 1, 1), (0.5, 0, 1), (0.5, 1, math.inf)])
def test_f_quantiles_outside_of_their_range_are_refused(probability: float, numerator: float, denominator: float) -> None:
    with pytest.raises(ValueError, match="degrees of freedom"):
        f_quantile(probability, numerator, denominator)
