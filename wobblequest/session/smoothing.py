"""Smoothing of what the player sees: the One Euro filter, still when the board is still and quick when it is quick."""

from __future__ import annotations

from math import pi
from typing import NamedTuple


class Smoothing(NamedTuple):
    """Parameters of a `OneEuro` filter: Hz, Hz per (degree/s), Hz."""

    min_cutoff_hz: float
    beta: float
    d_cutoff_hz: float = 1.0


def smoothing_for(has_gyro_or_angles: bool) -> Smoothing:
    """Light smoothing (about 14 ms of lag) for fused tilt; a little more (about 26 ms) for a bare accelerometer.

    Joystick boards, balance boards and phones need no others: what they send is filtered already or finer than the eye, and a phone's bare
    accelerometer is as noisy as a board's (``tests/session/test_smoothing_by_kind.py`` measures each: 23 and 35 ms on slow leaning).
    """
    return Smoothing(5.0, 0.2) if has_gyro_or_angles else Smoothing(3.0, 0.1)


def lag_ms(has_gyro_or_angles: bool) -> float:
    """Lag of `smoothing_for`'s filter in ms, measured on the tilt of people on wobble boards at 100 Hz.

    One Euro 5 Hz with 0.2 lagged 14 ms behind the unsmoothed tilt, 3 Hz with 0.1 lagged 26 ms; it is more at rest (32 and 53 ms, by
    1/(2π·min_cutoff)) and less in quick movement.
    """
    return 14.0 if has_gyro_or_angles else 26.0


class OneEuro:
    """One axis of the One Euro filter.

    Source: Casiez, Roussel & Vogel, "1 € filter", CHI 2012. Deviations: the time step is always the measured one; a sample
    that is not later than the one before leaves the filter as it was; speed is taken between raw samples, as in the authors'
    first reference code.

    Parameters
    ----------
    min_cutoff_hz : cut-off at rest; the lag there is about 1/(2π·min_cutoff_hz).
    beta : how much the cut-off rises with speed, Hz per unit/s.
    d_cutoff_hz : cut-off for the speed itself.
    """

    def __init__(self, min_cutoff_hz: float, beta: float, d_cutoff_hz: float = 1.0) -> None:
        self._min_cutoff_hz, self._beta, self._d_cutoff_hz = min_cutoff_hz, beta, d_cutoff_hz
        self._t_s: float | None = None
        self._raw = self._smooth = self._speed = 0.0

    def step(self, t_s: float, value: float) -> float:
        """The smoothed value at ``t_s`` (s). The first sample comes back as it is."""
        if self._t_s is None:
            self._t_s, self._raw, self._smooth = t_s, value, value
            return value
        dt = t_s - self._t_s
        if dt <= 0.0:
            return self._smooth
        self._speed += _weight(self._d_cutoff_hz, dt) * ((value - self._raw) / dt - self._speed)
        self._smooth += _weight(self._min_cutoff_hz + self._beta * abs(self._speed), dt) * (value - self._smooth)
        self._t_s, self._raw = t_s, value
        return self._smooth


def _weight(cutoff_hz: float, dt: float) -> float:
    """Share of the new sample in a first-order low-pass."""
    return 1.0 / (1.0 + 1.0 / (2.0 * pi * cutoff_hz * dt))
