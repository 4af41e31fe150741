"""Motions whose measures are known in closed form, shared by the tests of scoring."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from wobblequest.core.arena import Point
from wobblequest.core.motion import Motion
from wobblequest.scoring.attempt import Attempt

Array = NDArray[np.float64]


def _sway(seed: int, seconds: float = 30.0, rate_hz: float = 100.0) -> Motion:
    """Something like a person's sway: sums of slow sines of random phase, differing between the axes."""
    chance = np.random.default_rng(seed)
    t = np.arange(round(seconds * rate_hz) + 1) / rate_hz
    axes = []
    for scale in (3.0, 2.0):
        f = chance.uniform(0.1, 2.0, 12)
        phase = chance.uniform(0, 2 * np.pi, 12)
        axes.append(chance.normal() + scale * (np.sin(2 * np.pi * f[:, None] * t + phase[:, None]) / (1 + f[:, None])).sum(axis=0))
    return Motion(t, axes[0], axes[1])


def _minimum_jerk(share: Array) -> Array:
    """The place on a minimum-jerk movement of length 1 (Flash & Hogan 1985)."""
    s = np.clip(share, 0.0, 1.0)
    return np.asarray(10 * s**3 - 15 * s**4 + 6 * s**5)


def _reaching(
    targets: Sequence[Point], *, amount: Sequence[float] | float = 1.0, wait_s: float = 0.3, move_s: float = 1.0, bow_deg: float = 0.0,
    rate_hz: float = 100.0, radius_deg: float = 2.0,
) -> tuple[Motion, list[Attempt]]:
    """Minimum-jerk movements to targets and back, one every 6 s from 2 s on, bowed to the right by a half sine."""
    amounts = [amount] * len(targets) if isinstance(amount, float) else list(amount)
    t = np.arange(round((2 + 6 * len(targets)) * rate_hz) + 1) / rate_hz
    pitch, roll = np.zeros_like(t), np.zeros_like(t)
    attempts = []
    for k, (target, share) in enumerate(zip(targets, amounts, strict=True)):
        cue = 2.0 + 6.0 * k
        place = _minimum_jerk((t - cue - wait_s) / move_s) - _minimum_jerk((t - cue - 4.0) / move_s)
        length = np.hypot(*target)
        across = bow_deg * np.sin(np.pi * place) * (t < cue + 3.0)
        pitch += share * target.pitch_deg * place - across * target.roll_deg / length
        roll += share * target.roll_deg * place + across * target.pitch_deg / length
        attempts.append(Attempt(cue, cue + 3.0, target, radius_deg, abs(share - 1) * length <= radius_deg, cue + 3.0))
    return Motion(t, pitch, roll), attempts


@pytest.fixture(scope="session")
def sway() -> Callable[..., Motion]:
    return _sway


@pytest.fixture(scope="session")
def reaching() -> Callable[..., tuple[Motion, list[Attempt]]]:
    return _reaching


@pytest.fixture(scope="session")
def minimum_jerk() -> Callable[[Array], Array]:
    return _minimum_jerk


@pytest.fixture(scope="session")
def circle() -> Callable[..., Motion]:
    """Whole rounds on a circle of 4° at 0.5 Hz about (1, −2), with a target of 3° at level."""

    def make(seconds: float = 60.0, rate_hz: float = 100.0, hz: float = 0.5, radius: float = 4.0) -> Motion:
        t = np.arange(round(seconds * rate_hz) + 1) / rate_hz
        zero = np.zeros_like(t)
        angle = 2 * np.pi * hz * t
        return Motion(t, 1 + radius * np.cos(angle), -2 + radius * np.sin(angle), zero, zero, zero + 3.0)

    return make
