from __future__ import annotations

from math import exp, pi, sin, sqrt

import pytest

from wobblequest.core.chance import Chance
from wobblequest.session.smoothing import OneEuro, Smoothing, smoothing_for


def test_the_figures_for_boards_with_and_without_a_gyroscope() -> None:
    assert smoothing_for(True) == Smoothing(5.0, 0.2, 1.0)
    assert smoothing_for(False) == Smoothing(3.0, 0.1, 1.0)


def test_without_beta_it_is_the_first_order_low_pass_it_says() -> None:
    cutoff_hz, rate_hz = 2.0, 1000.0
    euro = OneEuro(cutoff_hz, 0.0)
    euro.step(0.0, 0.0)
    for i in range(1, 201):
        value = euro.step(i / rate_hz, 1.0)
    assert value == pytest.approx(1 - exp(-2 * pi * cutoff_hz * 0.2), abs=0.01)


def test_three_steps_by_hand() -> None:
    # min_cutoff 1 Hz, beta 0.5, d_cutoff 1 Hz, dt 0.1 s: weight(fc) = 1/(1 + 1/(2π·fc·0.1)); weight(1) = 0.385870.
    euro = OneEuro(1.0, 0.5)
    assert euro.step(0.0, 2.0) == 2.0
    # speed 0.385870·10 = 3.858697, cut-off 2.929349 Hz, weight 0.647952
    assert euro.step(0.1, 3.0) == pytest.approx(2.0 + 0.647952, abs=1e-5)
    # speed 3.858697·(1−0.385870) = 2.369739, cut-off 2.184869 Hz, weight 0.578560
    assert euro.step(0.2, 3.0) == pytest.approx(2.647952 + 0.578560 * (3.0 - 2.647952), abs=1e-4)


@pytest.mark.parametrize(("smoothing", "most_lag_s", "most_jitter"), [
    (smoothing_for(True), 0.022, 0.25), (smoothing_for(False), 0.034, 0.20),
])
def test_little_lag_at_movement_speed_and_little_jitter_at_rest(smoothing: Smoothing, most_lag_s: float, most_jitter: float) -> None:
    moving, still, chance = OneEuro(*smoothing), OneEuro(*smoothing), Chance(1, "jitter")
    errors, rests = [], []
    for i in range(1000):
        t = i / 100
        out = moving.step(t, 8 * sin(2 * pi * 0.7 * t))
        errors.append((t, out))
        rests.append(still.step(t, chance.normal(0.46)))
    # 8° at 0.7 Hz is 22 deg/s on average, as in quiet balancing on real boards.
    lags = [lag / 1000 for lag in range(0, 100, 2)]
    lag_s = min(lags, key=lambda lag: sum((o - 8 * sin(2 * pi * 0.7 * (t - lag))) ** 2 for t, o in errors[200:]))
    assert lag_s <= most_lag_s
    assert sqrt(sum(r * r for r in rests[100:]) / len(rests[100:])) <= most_jitter


def test_a_sample_that_is_not_later_changes_nothing() -> None:
    euro, straight = OneEuro(3.0, 0.1), OneEuro(3.0, 0.1)
    for t, value in ((0.0, 0.0), (0.01, 1.0), (0.02, 2.0)):
        euro.step(t, value)
        last = straight.step(t, value)
    assert euro.step(0.02, 50.0) == last
    assert euro.step(0.01, -50.0) == last
    assert euro.step(0.03, 3.0) == straight.step(0.03, 3.0)


def test_a_long_step_arrives() -> None:
    euro = OneEuro(5.0, 0.2)
    euro.step(0.0, 0.0)
    assert euro.step(10.0, 5.0) == pytest.approx(5.0, abs=0.02)
