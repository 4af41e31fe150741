"""Drift while the board lies still."""

from __future__ import annotations

from math import pi, sin
from random import Random

import pytest

from wobblequest.core.samples import Reading, up_from_angles
from wobblequest.session.signal import quality_of


def lying(drift_deg_per_min: float, noise_deg: float, seconds: float = 30.0, *, gyro: bool = False) -> list[Reading]:
    chance = Random(4)
    out = []
    for i in range(round(100 * seconds)):
        t = i / 100
        pitch, roll = 2.0 + drift_deg_per_min * t / 60 + chance.gauss(0, noise_deg), -1.0 + chance.gauss(0, noise_deg)
        turn = (1.5 + chance.gauss(0, 0.05), chance.gauss(0, 0.05), chance.gauss(0, 0.05)) if gyro else None
        out.append(Reading(t, up_from_angles(pitch, roll), turn, 0.98 if gyro else None))
    return out


@pytest.mark.parametrize("drift", [-20.0, -3.0, 1.0, 8.0])
def test_a_drift_is_measured(drift: float) -> None:
    assert quality_of(lying(drift, 0.01)).drift_deg_per_min == pytest.approx(abs(drift), abs=0.05)
    assert quality_of(lying(drift, 0.01, gyro=True)).drift_deg_per_min == pytest.approx(abs(drift), abs=0.05)


@pytest.mark.parametrize(("noise", "most"), [(0.01, 0.02), (0.46, 0.8)])
def test_noise_is_no_drift(noise: float, most: float) -> None:
    quality = quality_of(lying(0.0, noise))
    assert quality.drift_deg_per_min is not None
    assert quality.drift_deg_per_min < most
    assert quality.word == "good"


@pytest.mark.parametrize(("drift", "word", "reason"), [
    (1.0, "good", ""), (3.0, "fair", "drifts 3° a minute at rest"), (9.0, "poor", "drifts 9° a minute at rest"),
])
def test_how_much_drift_is_too_much(drift: float, word: str, reason: str) -> None:
    quality = quality_of(lying(drift, 0.002))
    assert (quality.word, quality.reason) == (word, reason)


def test_of_a_board_that_never_lay_still_nothing_is_said() -> None:
    swaying = [Reading(i / 100, up_from_angles(0.4 * sin(2 * pi * 0.3 * i / 100), 0.3 * sin(2 * pi * 0.4 * i / 100))) for i in range(6000)]
    assert quality_of(swaying).drift_deg_per_min is None
    assert quality_of(lying(5.0, 1.5)).drift_deg_per_min is None, "shaken"
    assert quality_of(lying(5.0, 0.01, 9.0)).drift_deg_per_min is None, "too short to say"
    turned = [r._replace(rate_dps=(5.0 * sin(i / 9), 0.0, 0.1)) for i, r in enumerate(lying(5.0, 0.01, gyro=True))]
    assert quality_of(turned).drift_deg_per_min is None, "its gyroscope says that it moved"


def test_only_the_rest_counts_and_a_gap_in_it_is_no_drift() -> None:
    moved = [Reading(30 + i / 100, up_from_angles(9 * sin(i / 60), 8 * sin(i / 47))) for i in range(3000)]
    quality = quality_of(lying(4.0, 0.01) + moved)
    assert quality.drift_deg_per_min == pytest.approx(4.0, abs=0.05)
    apart = lying(0.0, 0.01, 10.0) + [r._replace(t_s=r.t_s + 500.0, up=up_from_angles(11.0, 3.0)) for r in lying(0.0, 0.0, 10.0)]
    assert quality_of(apart).drift_deg_per_min == pytest.approx(0.0, abs=0.05)
