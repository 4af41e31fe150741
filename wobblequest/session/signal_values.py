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
MOVES_DEG, MOVES_STEPS = 0.05, 6.0
"""So much from one sample to the next, and so many of the finest steps the sensor shows, is movement: a board that moves so does not stand
exactly still for one sample in between."""
MOVES_DPS = 0.3
UNEVEN = 0.5
FINE_DEG = 0.1
"""A sensor with steps up to this shows the smallest sway; one with larger steps may stand still, and then nothing is said of it."""
LEAST_RUNS = 20
FREEZE_S = 0.25
EVEN, FEW_LONGER = (0.3, 0.35), 0.1
"""A board that sends each measurement once or twice in turn has its longer runs evenly apart: SD up to 0.3 + 0.35 of their mean. Chance
spreads them by as much as their mean. One that sends all of them twice has a few longer runs where two measurements were the same."""

SPIKE_DPS = 500.0
"""People rock a board at up to 125 °/s (±20° once a second); falling over it does 300."""
SPIKE_DEG, SPIKE_BARE_DEG, SPIKE_GYRO_DEG = 5.0, 10.0, 30.0
"""At least so far must a spike reach: of a board that fuses itself; of a bare accelerometer, which every touch of the rim shakes (up to 8°
in a recorded minute of quiet balancing); and beside a gyroscope, where fusion takes in a hundredth of what one sample says."""

GYRO_ENDS_DPS = (125.0, 143.4, 250.0, 286.7, 500.0, 573.4, 1000.0, 1146.9, 2000.0, 2293.8)
ACCEL_ENDS_G = (2.0, 4.0, 8.0, 16.0)
END_SHARE = 0.025
"""A range's end lies so near its nominal one: trimmed sensors, and 2.048 g."""


class Values(NamedTuple):
    """Readings as arrays, one row each.

    up : (n, 3). rate_dps : (n, 3), or None unless every reading has one. accel_g : (n,), likewise.
    channels_deg : what the sensor itself said of the upright: pitch and roll, (n, 2), or the accelerometer's components, (n, 3), 1 g as
    57.3°.
    """

    channels_deg: Floats
    up: Floats
    rate_dps: Floats | None
    accel_g: Floats | None



class Repeats(NamedTuple):
    """same : samples that say exactly what the one before said. share : of those, while the board moved. doubled_share : likewise, but 0
    for a board that evenly sends each of its measurements more than once. frozen : samples of stretches in which the sensor of a moving
    board stopped at once.
    """

    same: Flags
    share: float
    doubled_share: float
    frozen: Flags


def values_of(readings: Sequence[Reading]) -> Values:
    n = len(readings)
    up = np.array([reading.up for reading in readings], dtype=np.float64).reshape(n, 3)
    rates = [reading.rate_dps for reading in readings if reading.rate_dps is not None]
    accel = [reading.accel_g for reading in readings if reading.accel_g is not None]
    rate_dps = np.array(rates, dtype=np.float64).reshape(n, 3) if len(rates) == n else None
    if len(accel) == n:
        accel_g = np.array(accel, dtype=np.float64)
        return Values(up * accel_g[:, None] * DEG, up, rate_dps, accel_g)
    x, y, z = up.T
    return Values(np.column_stack((np.arctan2(-x, np.hypot(y, z)), np.arctan2(y, z))) * DEG, up, rate_dps, None)


def is_repeat(values: Values) -> Flags:
    """Which samples say exactly what the one before said; never the first."""
    same = np.zeros(len(values.up), dtype=np.bool_)
    if same.size:
        columns = [*values.up.T, *(() if values.rate_dps is None else values.rate_dps.T)]
        same[1:] = True
        for column in (*columns, *(() if values.accel_g is None else (values.accel_g,))):
            same[1:] &= column[1:] == column[:-1]
    return same


def repeats_in(heard_s: Floats, values: Values) -> Repeats:
    """What repeats itself although the board moves. heard_s : for how long the sensor was heard until each sample.

    Runs of equal samples count where the sensor jumped into and out of them by what is movement; at rest, and where a sensor is so coarse
    that a whole movement hides between two of its steps, the same again means nothing.
    """
    n = heard_s.size
    frozen, same = np.zeros(n, dtype=np.bool_), is_repeat(values)
    starts = np.flatnonzero(~same)
    if starts.size < 3:
        return Repeats(same, 0.0, 0.0, frozen)
    change = np.zeros(n)
    for column in values.channels_deg.T:
        change[1:] = np.maximum(change[1:], np.abs(np.diff(column)))
    seen = change[change > SAME]
    moves = change >= max(MOVES_DEG, MOVES_STEPS * float(np.min(seen))) if seen.size else np.zeros(n, dtype=np.bool_)
    lengths = np.diff(np.append(starts, n))
    fine = bool(seen.size) and float(np.min(seen)) <= FINE_DEG
    long = fine & (lengths > 2) & moves[starts] & (heard_s[starts + lengths - 1] - heard_s[starts] >= FREEZE_S)
    for start, length in zip(starts[long], lengths[long], strict=True):
        frozen[start + 1 : start + length] = True
    inner = moves[starts[:-1]] & moves[starts[1:]] & ~long[:-1]
    runs = lengths[:-1][inner]
    if runs.size < LEAST_RUNS:
        return Repeats(same, 0.0, 0.0, frozen)
    share = 1.0 - runs.size / float(np.sum(runs))
    return Repeats(same, share, 0.0 if _evenly(runs) else share, frozen)


def _evenly(runs: npt.NDArray[np.intp]) -> bool:
    """Whether a board sends what it measured twice, or twice and thrice in turn: then it only sends faster than it measures."""
    base = int(np.percentile(runs, 5))
    longer = runs > base
    if base > 1 and np.mean(longer) < FEW_LONGER:
        return True
    apart = np.diff(np.flatnonzero(longer))
    return apart.size < 2 or float(np.std(apart)) <= EVEN[0] + EVEN[1] * float(np.mean(apart))


def disordered_share(values: Values) -> float:
    """Share of samples that stand after the one that followed them.

    Looked for where six samples in a row lie evenly on a straight way, as they came or with the middle two exchanged: a board has mass, and
    goes on as it went. Nothing is found where noise is larger than the movement from sample to sample, or too little was moved.
    """
    rates = values.rate_dps if values.accel_g is not None else None  # a bare gyroscope has less noise than an accelerometer
    series = values.channels_deg if rates is None else rates
    if len(series) < 6:
        return 0.0
    steps = np.diff(series, axis=0)
    seen = np.abs(steps)[np.abs(steps) > SAME]
    if not seen.size:
        return 0.0
    least = max(MOVES_DEG if rates is None else MOVES_DPS, MOVES_STEPS * float(np.min(seen)))
    five = np.stack([steps[i : steps.shape[0] - 4 + i] for i in range(5)])
    mean = np.mean(five, axis=0)
    way = np.sqrt(np.einsum("ij,ij->i", mean, mean))
    exchanged = five.copy()
    exchanged[1], exchanged[2], exchanged[3] = five[1] + five[2], -five[2], five[2] + five[3]
    as_came, back_in_order = (int(np.count_nonzero(_straight(five_steps, mean, way, least))) for five_steps in (five, exchanged))
    found = as_came + back_in_order
    return back_in_order / found if found >= LEAST_RUNS else 0.0


def _straight(five: Floats, mean: Floats, way: Floats, least: float) -> Flags:
    """Where each of five steps is about their mean, and that is movement."""
    apart = five - mean
    off = np.sqrt(np.max(np.einsum("ijk,ijk->ij", apart, apart), axis=0))
    straight: Flags = (way >= least) & (off <= UNEVEN * way)
    return straight


def spikes_in(t: Floats, values: Values, usual_s: float) -> int:
    """Jumps away and back, of one or two samples, faster than 500 °/s."""
    up = values.up
    if len(up) < 3:
        return 0
    least_deg = SPIKE_DEG if values.accel_g is None else SPIKE_BARE_DEG if values.rate_dps is None else SPIKE_GYRO_DEG
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
    off = a - b
    chord = np.sqrt(np.einsum("ij,ij->i", off, off))
    apart: Floats = np.degrees(2.0 * np.arcsin(np.minimum(1.0, chord / 2.0)))
    return apart
