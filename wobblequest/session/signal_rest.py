"""Drift at rest: how fast a sensor's upright wanders while the board lies still."""

from __future__ import annotations

import numpy as np

from wobblequest.session.signal_values import Floats, Values

STRETCH_S, BLOCK_S = 5.0, 1.0
LEAST_STRETCHES = 2
"""Over 10 s even an accelerometer with 0.5° of noise tells its drift to 0.3°/min."""
NOISE_DEG = 0.6
"""Within a second, about a straight line: what cheap accelerometers have; a person on the board moves it more."""
BEND_DEG = 0.1
"""So near a straight line lie the means of a stretch's seconds: sway has its median at 0.2 to 0.5 Hz and never runs so straight."""
TURN_SD_DPS = 0.3
LEAST_IN_BLOCK = 8


def drift_at_rest(t: Floats, values: Values) -> float | None:
    """Degrees a minute, over all stretches of 5 s in which the board lay still; None where there are not two of them.

    One slope through all stretches (least squares), so that no noise is added up. Slow true movement of a board under a very still person
    cannot be told from drift; nobody stands so still on a board.
    """
    if t.size < LEAST_IN_BLOCK:
        return None
    up_deg = np.degrees(values.up)
    sxx, sxy, found = 0.0, np.zeros(3), 0
    stretch = np.floor((t - t[0]) / STRETCH_S)
    starts = np.flatnonzero(np.diff(stretch, prepend=-1.0))
    for first, end in zip(starts, np.append(starts[1:], t.size), strict=True):
        rate_dps = None if values.rate_dps is None else values.rate_dps[first:end]
        summed = _slope_sums(t[first:end] - t[0] - stretch[first] * STRETCH_S, up_deg[first:end], rate_dps)
        if summed is not None:
            sxx, sxy, found = sxx + summed[0], sxy + summed[1], found + 1
    if found < LEAST_STRETCHES:
        return None
    return round(60.0 * float(np.sqrt(np.sum((sxy / sxx) ** 2))), 3)


def _slope_sums(t: Floats, up_deg: Floats, rate_dps: Floats | None) -> tuple[float, Floats] | None:
    """Sums of squares and products about the mean, of a stretch (t from its begin) that was still; else None."""
    block = (t / BLOCK_S).astype(np.intp)
    count = int(STRETCH_S / BLOCK_S)
    means = np.empty((count, 3))
    times = np.empty(count)
    for i in range(count):
        inside = block == i
        if np.count_nonzero(inside) < LEAST_IN_BLOCK:
            return None
        at, ups = t[inside], up_deg[inside]
        times[i], means[i] = float(np.mean(at)), np.mean(ups, axis=0)
        if rate_dps is not None and float(np.max(np.std(rate_dps[inside], axis=0))) > TURN_SD_DPS:
            return None
        if _about_a_line(at - times[i], ups - means[i]) > NOISE_DEG:
            return None
    if _about_a_line(times - np.mean(times), means - np.mean(means, axis=0)) > BEND_DEG:
        return None
    off_s = t - float(np.mean(t))
    return float(off_s @ off_s), off_s @ (up_deg - np.mean(up_deg, axis=0))


def _about_a_line(x: Floats, y: Floats) -> float:
    """The largest SD of the columns about their straight lines; x and y have their means taken off."""
    square = float(x @ x)
    left = y - np.outer(x, (x @ y) / square) if square > 0.0 else y
    return float(np.max(np.std(left, axis=0)))
