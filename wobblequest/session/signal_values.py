"""What a sensor's values tell of it: the same again, jumps that no board makes, the end of its range."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from wobblequest.core.samples import Reading

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

DEG = 180.0 / np.pi
SAME = 1e-7
"""Smaller changes (degrees) come from the arithmetic between the sensor's numbers and a unit vector."""
MOVES_DEG, MOVES_STEPS = 0.03, 3.0
"""So much from one sample to the next, and so many of the finest steps the sensor shows, is movement: a board that moves so does not stand
exactly still for one sample in between."""
LEAST_RUNS = 20
FREEZE_S = 0.25
EVEN = (0.3, 0.35)

SPIKE_DPS = 500.0
"""People rock a board at up to 125 °/s (±20° once a second); falling over it does 300."""
SPIKE_DEG, SPIKE_FUSED_DEG = 5.0, 30.0
"""At least so far must a spike reach. A gyroscope's fusion takes in a hundredth of what the accelerometer says in one sample, so that only
one of half the world counts there."""

GYRO_ENDS_DPS = (125.0, 143.4, 250.0, 286.7, 500.0, 573.4, 1000.0, 1146.9, 2000.0, 2293.8)
ACCEL_ENDS_G = (2.0, 4.0, 8.0, 16.0)
END_SHARE = 0.025
"""A range's end lies so near its nominal one: trimmed sensors, and 2.048 g."""


class Values(NamedTuple):
    """Readings as arrays, one row each.

    up : (n, 3). rate_dps : (n, 3), or None unless every reading has one. accel_g : (n,), likewise.
    """

    up: Floats
    rate_dps: Floats | None
    accel_g: Floats | None

    @property
    def channels_deg(self) -> Floats:
        """What the sensor itself said of the upright, in degrees: pitch and roll, or the accelerometer's components (1 g is 57.3°)."""
        if self.accel_g is not None:
            return self.up * self.accel_g[:, None] * DEG
        x, y, z = self.up.T
        return np.column_stack((np.arctan2(-x, np.hypot(y, z)), np.arctan2(y, z))) * DEG


class Repeats(NamedTuple):
    """share : of samples that say exactly what the one before said, while the board moved. doubled_share : the same, but 0 for a board that
    evenly sends each of its measurements more than once. frozen : samples of stretches in which a moving board's sensor stopped at once.
    """

    share: float
    doubled_share: float
    frozen: Flags


def values_of(readings: Sequence[Reading]) -> Values:
    n = len(readings)
    up = np.array([reading.up for reading in readings], dtype=np.float64).reshape(n, 3)
    rates = [reading.rate_dps for reading in readings if reading.rate_dps is not None]
    accel = [reading.accel_g for reading in readings if reading.accel_g is not None]
    return Values(
        up, np.array(rates, dtype=np.float64).reshape(n, 3) if len(rates) == n else None,
        np.array(accel, dtype=np.float64) if len(accel) == n else None,
    )


def is_repeat(values: Values) -> Flags:
    """Which samples say exactly what the one before said; never the first."""
    same = np.zeros(len(values.up), dtype=np.bool_)
    if same.size:
        same[1:] = np.all(np.diff(values.up, axis=0) == 0.0, axis=1)
        if values.rate_dps is not None:
            same[1:] &= np.all(np.diff(values.rate_dps, axis=0) == 0.0, axis=1)
        if values.accel_g is not None:
            same[1:] &= np.diff(values.accel_g) == 0.0
    return same


def repeats_in(t: Floats, values: Values) -> Repeats:
    """What repeats itself although the board moves.

    Runs of equal samples count where the sensor jumped into and out of them by what is movement; at rest, and where a sensor is so coarse
    that a whole movement hides between two of its steps, the same again means nothing.
    """
    n = t.size
    frozen = np.zeros(n, dtype=np.bool_)
    starts = np.flatnonzero(~is_repeat(values))
    if starts.size < 3:
        return Repeats(0.0, 0.0, frozen)
    change = np.zeros(n)
    change[1:] = np.max(np.abs(np.diff(values.channels_deg, axis=0)), axis=1)
    seen = change[change > SAME]
    moves = change >= max(MOVES_DEG, MOVES_STEPS * float(np.min(seen))) if seen.size else np.zeros(n, dtype=np.bool_)
    lengths = np.diff(np.append(starts, n))
    for start, length in zip(starts, lengths, strict=True):
        end = start + length - 1
        if length > 2 and moves[start] and t[end] - t[start] >= FREEZE_S:
            frozen[start + 1 : end + 1] = True
    inner = moves[starts[:-1]] & moves[starts[1:]] & ~frozen[np.minimum(starts[:-1] + 1, n - 1)]
    runs = lengths[:-1][inner]
    if runs.size < LEAST_RUNS:
        return Repeats(0.0, 0.0, frozen)
    share = 1.0 - runs.size / float(np.sum(runs))
    return Repeats(share, 0.0 if _evenly(runs) else share, frozen)


def _evenly(runs: npt.NDArray[np.intp]) -> bool:
    """Whether a board sends what it measured twice, or twice and thrice in turn: then it only sends faster than it measures."""
    base = int(np.percentile(runs, 5))
    apart = np.diff(np.flatnonzero(runs > base))
    if np.any(runs > base + 1) and np.mean(runs > base + 1) > 0.02:
        return False
    return apart.size < 2 or float(np.std(apart)) <= EVEN[0] + EVEN[1] * float(np.mean(apart))


def spikes_in(t: Floats, values: Values, usual_s: float) -> int:
    """Jumps away and back, of one or two samples, faster than 500 °/s."""
    up = values.up
    if len(up) < 3:
        return 0
    least_deg = SPIKE_DEG if values.rate_dps is None or values.accel_g is None else SPIKE_FUSED_DEG
    step_deg = _apart_deg(up[1:], up[:-1])
    jump = step_deg >= np.maximum(least_deg, SPIKE_DPS * np.maximum(np.diff(t), usual_s))
    one = jump[:-1] & jump[1:] & (_apart_deg(up[2:], up[:-2]) < 0.5 * np.minimum(step_deg[:-1], step_deg[1:]))
    count = 0
    last = -3
    two = np.zeros_like(one)
    if len(up) > 3:
        back = _apart_deg(up[3:], up[:-3]) < 0.5 * np.minimum(step_deg[:-2], step_deg[2:])
        two[:-1] = jump[:-2] & ~jump[1:-1] & jump[2:] & back
    for i in np.flatnonzero(one | two):
        if i > last + 1:  # the way back from one spike is not the way out to another
            count += 1
            last = int(i)
    return count


def saturated_share(values: Values) -> float:
    """Share of samples in which a component of accelerometer or gyroscope stays at the end of a usual range, twice running or longer."""
    n = len(values.up)
    pinned = np.zeros(n, dtype=np.bool_)
    if n < 2:
        return 0.0
    if values.rate_dps is not None:
        pinned |= _pinned(values.rate_dps, GYRO_ENDS_DPS)
    if values.accel_g is not None:
        pinned |= _pinned(values.up * values.accel_g[:, None], ACCEL_ENDS_G)
    return float(np.mean(pinned))


def _pinned(components: Floats, ends: tuple[float, ...]) -> Flags:
    pinned = np.zeros(len(components), dtype=np.bool_)
    size = np.abs(components)
    for column in range(components.shape[1]):
        most = float(np.max(size[:, column]))
        if any(abs(most - end) <= END_SHARE * end for end in ends):
            at_end = size[:, column] >= most * (1.0 - 1e-4)
            both = at_end[1:] & at_end[:-1]
            pinned[1:] |= both
            pinned[:-1] |= both
    return pinned


def _apart_deg(a: Floats, b: Floats) -> Floats:
    """Angles between rows of unit vectors."""
    chord = np.sqrt(np.sum((a - b) ** 2, axis=1))
    apart: Floats = np.degrees(2.0 * np.arcsin(np.minimum(1.0, chord / 2.0)))
    return apart
