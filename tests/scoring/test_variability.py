from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from wobblequest.scoring.measure_info import MeasureInfo
from wobblequest.scoring.register import MEASURES
from wobblequest.scoring.variability import (
    ORDINARY,
    Ordinary,
    least_sem,
    mdc95_against,
    sem_of_sessions,
    smallest_worthwhile,
    trend_of,
)


def test_own_typical_error_is_the_sd_of_the_noise_and_leaves_a_steady_trend_out() -> None:
    chance = np.random.default_rng(2)
    values = 50 + 0.5 * np.arange(4000) + chance.normal(scale=3.0, size=4000)
    assert sem_of_sessions(values.tolist()) == pytest.approx(3.0, rel=0.05)
    assert sem_of_sessions([1, 3, 2, 5]) == pytest.approx(float(np.std([2, -1, 3], ddof=1)) / math.sqrt(2))


def test_a_false_alarm_against_three_baselines_is_one_in_twenty() -> None:
    chance = np.random.default_rng(3)
    baselines, later = chance.normal(scale=4.0, size=(20000, 3)).mean(axis=1), chance.normal(scale=4.0, size=20000)
    assert np.mean(np.abs(later - baselines) > mdc95_against(4.0, 3)) == pytest.approx(0.05, abs=0.005)


def test_published_share_of_time_in_bands() -> None:
    assert mdc95_against(4.2, 1) == pytest.approx(MEASURES["band_pct"].smallest_change, abs=0.5)  # SEM 4.2 points → about 12
    assert smallest_worthwhile(10.0) == 2.0


@given(values=st.lists(st.floats(-100, 100), min_size=3, max_size=8))
def test_trend_equals_scipy(values: list[float]) -> None:
    assume(np.ptp(values) > 1e-3)  # scipy has no interval for what does not vary
    trend = trend_of(values)
    expected = stats.linregress(np.arange(len(values)), values)
    half = stats.t.ppf(0.975, len(values) - 2) * expected.stderr
    assert trend.slope == pytest.approx(expected.slope, abs=1e-6)
    assert (trend.low, trend.high) == pytest.approx((expected.slope - half, expected.slope + half), abs=1e-4)
    assert trend.sessions == len(values)


def test_a_clear_trend_leaves_zero_out() -> None:
    assert trend_of([1, 2.1, 2.9, 4.05, 5]).clear
    assert not trend_of([1, 5, 2, 4, 3]).clear


def test_too_few_sessions_are_refused() -> None:
    with pytest.raises(ValueError, match="three"):
        sem_of_sessions([1, 2])
    with pytest.raises(ValueError, match="three"):
        trend_of([1, 2])


def test_what_is_ordinary_is_known_by_names_of_the_register() -> None:
    assert set(ORDINARY) <= set(MEASURES)
    assert Ordinary().sem(50) is None
    assert ORDINARY["osi"].sem(5.0) == pytest.approx(0.5)
    assert ORDINARY["time_on_target_pct"].sem(80.0) == 5.0


def test_no_measure_is_finer_than_half_of_what_it_shows() -> None:
    assert least_sem("time_on_target_pct") == 0.5
    assert least_sem("osi") == pytest.approx(0.05)
    assert all(least_sem(name) > 0 for name in MEASURES)
    coarse = MeasureInfo("hits", "%", "higher", "Of eight.", "our own", resolution=12.5)
    assert (coarse.step, MeasureInfo("x", "furlongs", "none", "", "").step) == (12.5, 0.01)
