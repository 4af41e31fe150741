"""Smoothness against closed forms and the published algorithm written out plainly."""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from wobblequest.scoring.measure_info import Undefined
from wobblequest.scoring.smoothness import log_dimensionless_jerk, spectral_arc_length


def minimum_jerk_speed(n: int) -> NDArray[np.float64]:
    s = np.linspace(0, 1, n)
    return np.asarray(30 * s**2 - 60 * s**3 + 30 * s**4)


def test_jerk_of_a_minimum_jerk_movement_in_closed_form() -> None:
    # T³/v²peak · ∫jerk² = 720 / 1.875² whatever length and duration
    for scale, n in ((1.0, 201), (7.0, 801)):
        velocity = scale * np.stack((0.6 * minimum_jerk_speed(n), -0.8 * minimum_jerk_speed(n)))
        assert log_dimensionless_jerk(velocity, 100.0) == pytest.approx(-math.log(720 / 1.875**2), abs=0.01)


def test_jerk_of_a_half_sine_in_closed_form() -> None:
    n = 1001
    velocity = np.sin(np.linspace(0, math.pi, n))[np.newaxis]
    assert log_dimensionless_jerk(velocity, 100.0) == pytest.approx(-math.log(math.pi**4 / 2), abs=0.01)


def arc_length_written_out(speed: NDArray[np.float64], rate_hz: float) -> float:
    """The published steps with a plain Fourier sum, one frequency at a time."""
    size = int(2 ** (math.ceil(math.log2(speed.size)) + 4))
    step = rate_hz / size
    t = np.arange(speed.size) / rate_hz
    f = np.array([k * step for k in range(size) if k * step <= 10.0])
    amplitude = np.array([abs(np.sum(speed * np.exp(-2j * math.pi * hz * t))) for hz in f])
    amplitude /= amplitude[0]  # a speed is never negative: its spectrum is largest at 0
    loud = np.nonzero(amplitude >= 0.05)[0]
    f, amplitude = f[loud[0] : loud[-1] + 1], amplitude[loud[0] : loud[-1] + 1]
    return -sum(
        math.sqrt((df / (f[-1] - f[0])) ** 2 + da**2) for df, da in zip(np.diff(f).tolist(), np.diff(amplitude).tolist(), strict=True)
    )


@pytest.mark.parametrize("n", [20, 100, 128, 129, 250])
def test_arc_length_equals_the_published_steps(n: int) -> None:
    speed = minimum_jerk_speed(n) + 0.1 * np.abs(np.sin(np.linspace(0, 20, n)))
    assert spectral_arc_length(speed, 100.0) == pytest.approx(arc_length_written_out(speed, 100.0), rel=1e-9)


def test_arc_length_of_a_minimum_jerk_movement_and_of_submovements() -> None:
    one = minimum_jerk_speed(100)
    assert spectral_arc_length(one, 100.0) == pytest.approx(-1.41, abs=0.02)  # Balasubramanian et al. 2015
    assert spectral_arc_length(5 * one, 100.0) == pytest.approx(spectral_arc_length(one, 100.0))
    assert spectral_arc_length(np.r_[one, one, one], 100.0) < -2.0


@pytest.mark.parametrize("speed", [np.zeros(50), np.ones(3)])
def test_too_little_to_be_smooth(speed: NDArray[np.float64]) -> None:
    with pytest.raises(Undefined):
        spectral_arc_length(speed, 100.0)
    with pytest.raises(Undefined):
        log_dimensionless_jerk(speed[np.newaxis], 100.0)


def test_a_steady_speed_has_no_jerk() -> None:
    with pytest.raises(Undefined, match="no change"):
        log_dimensionless_jerk(np.ones((1, 50)), 100.0)
