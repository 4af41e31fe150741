"""Tracking: known delays, gains and errors; coherence against scipy."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import signal

from wobblequest.core.motion import Motion
from wobblequest.core.result import Measure
from wobblequest.scoring.tracking import tracking_measures

Array = NDArray[np.float64]


def value(measures: dict[str, Measure], name: str) -> float:
    found = measures[name].value
    assert isinstance(found, float), f"{name}: {measures[name]}"
    return found


def course(t: Array) -> tuple[Array, Array]:
    return 4 * np.sin(0.4 * np.pi * t) + np.sin(0.9 * np.pi * t + 1), 3 * np.cos(0.5 * np.pi * t)


def follow(lag_s: float = 0.25, gain: float = 0.8, noise: float = 0.0, seconds: float = 60.0, rate_hz: float = 100.0) -> Motion:
    t = np.arange(round(seconds * rate_hz)) / rate_hz
    pitch, roll = course(t)
    late_pitch, late_roll = course(t - lag_s)
    chance = np.random.default_rng(4)
    return Motion(
        t, gain * late_pitch + 0.5 + noise * chance.normal(size=t.size), gain * late_roll + noise * chance.normal(size=t.size),
        pitch, roll, np.full_like(t, 1.5),
    )


@pytest.mark.parametrize("lag_s", [-0.12, 0.0, 0.137, 0.25, 0.8])
@pytest.mark.parametrize("gain", [0.5, 1.0, 1.3])
def test_delay_and_gain_are_found_again(lag_s: float, gain: float) -> None:
    m = tracking_measures(follow(lag_s, gain, noise=0.05))
    for axis in ("pitch", "roll"):
        assert value(m, f"lag_{axis}_s") == pytest.approx(lag_s, abs=0.004)
        assert value(m, f"gain_{axis}") == pytest.approx(gain, rel=0.01)
        assert value(m, f"coherence_{axis}") > 0.98


def test_lag_equals_the_plain_search_over_pearson() -> None:
    motion = follow(0.31, 0.9, noise=1.0, seconds=20.0)
    x, y = motion.target_pitch_deg[200:], motion.pitch_deg[200:]
    n = x.size
    lags = range(-20, 101)
    r = [np.corrcoef(x[max(0, -k) : n - max(0, k)], y[max(0, k) : n + min(0, k)])[0, 1] for k in lags]
    best = int(np.argmax(r))
    a, b, c = np.polyfit([-1, 0, 1], r[best - 1 : best + 2], 2)
    m = tracking_measures(motion)
    assert value(m, "lag_pitch_s") == pytest.approx((lags[best] - b / (2 * a)) / 100, abs=1e-6)
    k = lags[best]
    slope = np.polyfit(x[: n - k], y[k:], 1)[0]
    assert value(m, "gain_pitch") == pytest.approx(slope, rel=1e-9)
    assert c > 0


def test_errors_in_closed_form_without_the_first_two_seconds() -> None:
    motion = follow(0.0, 1.0)
    motion.pitch_deg[motion.t_s < 1.995] += 50
    motion.roll_deg[motion.t_s >= 31] += 2.0
    m = tracking_measures(motion)
    n, late = 5800, 2900
    assert value(m, "rms_error_pitch") == pytest.approx(0.5)
    assert value(m, "rms_error_roll") == pytest.approx(2 * math.sqrt(late / n))
    assert value(m, "rms_error_2d") == pytest.approx(math.sqrt(0.25 + 4 * late / n))
    assert value(m, "mean_error_pitch") == pytest.approx(0.5)
    assert value(m, "mean_error_roll") == pytest.approx(2 * late / n)
    assert value(m, "mean_error_2d") == pytest.approx((0.5 + math.hypot(0.5, 2)) / 2)
    assert value(m, "time_on_target_pct") == pytest.approx(100 * 0.5, abs=0.05)
    assert value(m, "radius_deg") == 1.5


@pytest.mark.parametrize(("seconds", "length"), [(62.0, 1000), (26.0, 800)])
def test_coherence_equals_scipy_at_the_targets_frequencies(seconds: float, length: int) -> None:
    motion = follow(0.2, 0.9, noise=2.0, seconds=seconds)
    x, y = motion.target_pitch_deg[200:], motion.pitch_deg[200:]
    options = {"fs": 100.0, "nperseg": length, "detrend": "linear"}
    _, shared = signal.coherence(x, y, **options)
    _, power = signal.welch(x, **options)
    power[0] = 0
    at = power >= 0.1 * power.max()
    expected = float((shared[at] * power[at]).sum() / power[at].sum())
    assert value(tracking_measures(motion), "coherence_pitch") == pytest.approx(expected, rel=1e-6)


def test_who_does_something_else_is_not_coherent_and_has_no_lag() -> None:
    motion = follow()
    chance = np.random.default_rng(8)
    other = tracking_measures(replace(motion, pitch_deg=chance.normal(size=motion.t_s.size)))
    assert value(other, "coherence_pitch") < 0.4
    against = tracking_measures(replace(motion, roll_deg=-motion.target_roll_deg))
    assert "did not follow" in str(against["lag_roll_s"].why)
    assert against["gain_roll"].value is None


def test_an_axis_in_which_the_target_stands_has_errors_but_no_gain() -> None:
    motion = follow()
    hardly = 1e-15 * motion.target_roll_deg  # what rounding leaves of a line forward and back
    m = tracking_measures(replace(motion, target_roll_deg=hardly))
    assert value(m, "rms_error_roll") > 0
    for name in ("gain_roll", "lag_roll_s", "coherence_roll"):
        assert m[name].why == "the target did not move in roll"
    assert value(m, "gain_pitch") == pytest.approx(0.8, rel=0.01)


def test_gaps_pauses_and_a_target_that_is_away_leave_lag_and_gain_alone() -> None:
    motion = follow()
    t = motion.t_s
    away = np.where((t > 40) & (t < 43), np.nan, motion.target_pitch_deg)
    keep = (t < 15) | (t > 18)
    columns = (t, motion.pitch_deg, motion.roll_deg, away, motion.target_roll_deg, motion.target_radius_deg)
    cut = Motion(*(x[keep] for x in columns), breaks=(2500,))
    m = tracking_measures(cut)
    assert value(m, "lag_pitch_s") == pytest.approx(0.25, abs=0.004)
    assert value(m, "gain_roll") == pytest.approx(0.8, rel=0.01)
    assert value(m, "rms_error_2d") == pytest.approx(value(tracking_measures(motion), "rms_error_2d"), rel=0.05)
    assert value(m, "valid_pct") == pytest.approx(95, abs=0.1)
    assert value(m, "dropped_samples") == 0


def test_what_cannot_be_said_has_a_reason() -> None:
    motion = follow(seconds=1.5)
    assert "first 2 s" in str(tracking_measures(motion)["rms_error_2d"].why)
    assert tracking_measures(Motion(motion.t_s, motion.pitch_deg, motion.roll_deg))["lag_pitch_s"].why == "no target is known"
    short = tracking_measures(follow(seconds=4.0))
    assert value(short, "rms_error_2d") > 0
    assert "3 s" in str(short["lag_pitch_s"].why)
    assert "five" in str(tracking_measures(follow(seconds=7.0))["coherence_roll"].why)


@given(quarter=st.booleans(), rate=st.sampled_from([50.0, 200.0]))
@settings(max_examples=4)
def test_axes_swap_and_rates_hardly_matter(quarter: bool, rate: float) -> None:
    a, b = tracking_measures(follow(noise=0.0)), tracking_measures(follow(noise=0.0, rate_hz=rate))
    for name in ("rms_error_2d", "mean_error_2d", "gain_pitch", "lag_roll_s", "time_on_target_pct", "coherence_pitch"):
        assert value(a, name) == pytest.approx(value(b, name), rel=0.005), name
    m = follow(noise=0.0)
    sign = 1 if quarter else -1
    turned = Motion(m.t_s, sign * m.roll_deg, sign * m.pitch_deg, sign * m.target_roll_deg, sign * m.target_pitch_deg, m.target_radius_deg)
    c = tracking_measures(turned)
    for name in ("rms_error", "gain", "coherence"):
        assert value(a, f"{name}_pitch") == pytest.approx(value(c, f"{name}_roll"))
    assert value(a, "lag_pitch_s") == pytest.approx(value(c, "lag_roll_s"))


NUMBERS = st.one_of(st.floats(-30, 30), st.sampled_from([math.nan, math.inf, -math.inf, 0.0, 1e200]))


@given(
    n=st.integers(0, 900), spoil=st.lists(st.tuples(st.integers(0, 899), st.integers(0, 5), NUMBERS), max_size=8), seed=st.integers(0, 50),
    breaks=st.lists(st.integers(0, 900), max_size=3), still=st.booleans(), target_still=st.booleans(),
)
def test_nothing_raises_or_warns(
    n: int, spoil: list[tuple[int, int, float]], seed: int, breaks: list[int], still: bool, target_still: bool
) -> None:
    arrays = np.stack((np.arange(n) / 100, *np.cumsum(np.random.default_rng(seed).normal(size=(4, n)), axis=1), np.full(n, 2.0)))
    if still:
        arrays[1:3] = 0.1
    if target_still:
        arrays[3:5] = 0.1
    for i, row, x in spoil:
        if i < n:
            arrays[row, i] = x
    measures = tracking_measures(Motion(*arrays, breaks=tuple(breaks)))
    assert all(measure.value is not None or measure.why for measure in measures.values())
