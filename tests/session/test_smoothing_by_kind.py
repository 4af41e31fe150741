"""What the display's smoothing costs and gives for each kind of board: its lag by cross-correlation, on a motion made like a person's."""

from __future__ import annotations

from collections.abc import Callable
from math import pi, sin

import numpy as np
import pytest

from wobblequest.core.calibration import Calibration
from wobblequest.core.chance import Chance
from wobblequest.core.samples import Reading, up_from_gravity_plane
from wobblequest.session.smoothing import lag_ms
from wobblequest.session.tilt import TiltChain

RATE_HZ, LASTS_S = 100, 40
PARTS = ((0.31, 2.6, 0.3), (0.52, 2.0, 1.1), (0.83, 1.6, 2.0), (1.27, 1.0, 0.7), (1.9, 0.5, 4.0), (2.6, 0.25, 5.0))
"""Hz, degrees, phase: half of it below 0.5 Hz, and 11 °/s rms."""

Sensor = Callable[[float, float], tuple[float, float, float | None]]
"""(pitch, roll) to what the sensor makes of it, and the length of its acceleration where that is what it measures."""


def motion_deg(t_s: float) -> float:
    return sum(far * sin(2 * pi * hz * t_s + phase) for hz, far, phase in PARTS)


def joystick(pitch_deg: float, roll_deg: float) -> tuple[float, float, None]:
    """An axis of 8 bits, ±20° from end to end: steps of 0.16°."""
    return round(pitch_deg / 20 * 127) / 127 * 20, round(roll_deg / 20 * 127) / 127 * 20, None


class Wii:
    """A person of 70 kg on four weights in steps of 10 g, each 20 g uncertain."""

    def __init__(self) -> None:
        self._chance = Chance(3, "weights")

    def __call__(self, pitch_deg: float, roll_deg: float) -> tuple[float, float, None]:
        right, forward = roll_deg / 20, pitch_deg / 20
        shares = (1 + right + forward, 1 + right - forward, 1 - right + forward, 1 - right - forward)
        tr, br, tl, bl = (round((17.5 * share + self._chance.normal(0.02)) * 100) / 100 for share in shares)
        total = tr + br + tl + bl
        return 20 * (tr + tl - br - bl) / total, 20 * (tr + br - tl - bl) / total, None


def phone(pitch_deg: float, roll_deg: float) -> tuple[float, float, None]:
    """Gravity as the phone has fused it."""
    return pitch_deg, roll_deg, None


class BarePhone:
    """An accelerometer without a gyroscope: 0.46° of noise, as a cheap one has."""

    def __init__(self) -> None:
        self._chance = Chance(5, "noise")

    def __call__(self, pitch_deg: float, roll_deg: float) -> tuple[float, float, float]:
        return pitch_deg + self._chance.normal(0.46), roll_deg + self._chance.normal(0.46), 1.0


def chain(sensor: Sensor, move: Callable[[float], float]) -> tuple[np.ndarray, np.ndarray]:
    """(unsmoothed, smoothed) pitch in degrees, without the first five seconds."""
    tilt = TiltChain(Calibration())
    both = []
    for i in range(RATE_HZ * LASTS_S):
        t_s = i / RATE_HZ
        pitch_deg, roll_deg, accel_g = sensor(move(t_s), move(t_s + 7))
        raw, smooth = tilt.step(Reading(t_s, up_from_gravity_plane(pitch_deg, roll_deg), None, accel_g))
        both.append((raw.pitch_deg, smooth.pitch_deg))
    raws, smooths = np.array(both[5 * RATE_HZ :]).T
    return raws, smooths


def lag_of(raw: np.ndarray, smooth: np.ndarray) -> float:
    """The shift of the unsmoothed tilt, in ms, at which it correlates best with the smoothed."""
    n, inner = np.arange(raw.size), slice(50, -50)
    shifts_ms = np.arange(0.0, 100.0, 0.5)
    fits = [np.corrcoef(np.interp(n - ms / 1000 * RATE_HZ, n, raw)[inner], smooth[inner])[0, 1] for ms in shifts_ms]
    return float(shifts_ms[int(np.argmax(fits))])


@pytest.mark.parametrize(("sensor", "measured_ms"), [(joystick, 23.5), (Wii(), 23.0), (phone, 23.0), (BarePhone(), 35.0)])
def test_the_lag_that_smoothing_adds(sensor: Sensor, measured_ms: float) -> None:
    # The figures that the game tells (lag_ms) are of quicker people on wobble boards, and lower by some ms.
    measured = lag_of(*chain(sensor, motion_deg))
    assert measured == pytest.approx(measured_ms, abs=3.0)
    assert measured - lag_ms(not isinstance(sensor, BarePhone)) < 12.0


@pytest.mark.parametrize(("sensor", "most_deg"), [(joystick, 0.001), (Wii(), 0.006), (phone, 0.001), (BarePhone(), 0.15)])
def test_at_rest_the_dot_stands_still(sensor: Sensor, most_deg: float) -> None:
    # A dot of 0.15° rms on a scale of ±20° trembles by a pixel or two.
    _, smooth = chain(sensor, lambda _: 1.0)
    assert float(np.std(smooth)) < most_deg
