"""A sensor, or an axis of it, that has stopped: what looks calm must be calm, not hung."""

from __future__ import annotations

import numpy as np

from wobblequest.session.signal_values import FINE_DEG, SAME, Flags, Floats, Repeats, Values

HUNG_S = 1.0
"""A sensor that stopped in mid-movement, for so long in all."""
CONSTANT_RAW_S, CONSTANT_ANGLES_S = 3.0, 10.0
"""An accelerometer or gyroscope is never without noise; what a board fused may stand still to the last digit, but not for long where
somebody stands on it."""
COARSE_G = (1 / 64, 0.01)
"""Steps of small accelerometers; a value that is a whole number of them may be one of theirs."""
STUCK_S = 5.0
MOVED_DEG, TURNED_DEG = 4.0, 10.0
"""So far the other axis moved, or the board turned, meanwhile: through mounting and sway some of it shows on any axis."""

NAMES = ("front-back", "left-right", "vertical")
"""By the axes of a sensor that lies with x forward and y left."""


def hung(heard_s: Floats, values: Values, repeats: Repeats) -> bool:
    """Whether the sensor repeats itself although it could tell more. heard_s : for how long it was heard until each sample."""
    if heard_s.size < 3:
        return False
    steps = np.diff(heard_s, prepend=0.0)
    if float(np.sum(steps[repeats.frozen])) >= HUNG_S:
        return True
    longest_s, start, _ = _longest(heard_s, repeats.same[1:])
    if longest_s < CONSTANT_RAW_S:
        return False
    if values.rate_dps is not None and values.accel_g is not None and bool(np.any(values.rate_dps[start])):
        return True
    if values.accel_g is not None:
        return not any(_whole(values.up[start] * values.accel_g[start], step) for step in COARSE_G)
    if longest_s < CONSTANT_ANGLES_S:
        return False
    finest = _finest_deg(values.channels_deg)
    return finest <= FINE_DEG if finest is not None else not _whole(values.channels_deg[start], FINE_DEG)


def stuck_axis(heard_s: Floats, values: Values) -> str:
    """The axis that said exactly the same for 5 s while another moved, "gyro" for a gyroscope that told of no turn; or ""."""
    if heard_s.size < 3:
        return ""
    channels = values.channels_deg
    for column, name in enumerate(NAMES[: channels.shape[1]]):
        lasted_s, start, end = _longest(heard_s, np.abs(np.diff(channels[:, column])) <= SAME)
        if lasted_s < STUCK_S:
            continue
        others = np.delete(channels[start : end + 1], column, axis=1)
        finest = _finest_deg(channels[:, [column]]) or _finest_deg(others)
        if finest is not None and finest <= FINE_DEG and float(np.max(np.ptp(others, axis=0))) >= MOVED_DEG:
            return name
    if values.rate_dps is not None and values.accel_g is not None:
        lasted_s, start, end = _longest(heard_s, np.all(np.diff(values.rate_dps, axis=0) == 0.0, axis=1))
        if lasted_s >= STUCK_S and float(np.max(np.degrees(np.ptp(values.up[start : end + 1], axis=0)))) >= TURNED_DEG:
            return "gyro"
    return ""


def _longest(heard_s: Floats, same: Flags) -> tuple[float, int, int]:
    """The longest stretch of steps that are all the same: how long it lasted (s), its first and its last sample."""
    edges = np.diff(np.concatenate(([0], same.astype(np.int8), [0])))
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    if not starts.size:
        return 0.0, 0, 0
    lasted = heard_s[ends] - heard_s[starts]
    i = int(np.argmax(lasted))
    return float(lasted[i]), int(starts[i]), int(ends[i])


def _finest_deg(channels: Floats) -> float | None:
    """The smallest step that is seen in the values; None where they never change."""
    changes = np.abs(np.diff(channels, axis=0))
    changes = changes[changes > SAME]
    return float(np.min(changes)) if changes.size else None


def _whole(numbers: Floats, step: float) -> bool:
    """Whether all are whole multiples of the step."""
    return bool(np.all(np.abs(numbers / step - np.round(numbers / step)) < 1e-4))
