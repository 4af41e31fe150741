"""How a moving target is followed: delay, gain, coherence, each for pitch and roll.

On even 100 Hz samples that are not low-passed, of dot and target alike; gaps and pauses cut the record, and what the pieces say
is summed before anything is divided.
"""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

import numpy as np

from wobblequest.core.motion import Array
from wobblequest.scoring.measure_info import MeasureInfo, Rule, Undefined
from wobblequest.scoring.record import RATE_HZ, Record, even_times
from wobblequest.scoring.welch import spectra_of_segments

EARLIEST_S, LATEST_S = -0.2, 1.0
_LEAST_S = 3.0
_LEAST_MOVE_DEG = 0.01
_SEGMENT_S, _LEAST_SEGMENT_S, _LEAST_SEGMENTS = 10.0, 2.0, 5
_TARGET_POWER = 0.1
_AXES = ("pitch", "roll")
_OWN = "WobbleQuest; cross-correlation and linear regression"


class Alignment(NamedTuple):
    """Where dot and target fit best. lag_s : + is behind. gain : slope of dot on target then."""

    lag_s: float
    gain: float


class Following:
    """Dot and target of one record, brought to even samples and aligned once."""

    def __init__(self, record: Record) -> None:
        self.record = record

    @cached_property
    def pairs(self) -> tuple[tuple[tuple[Array, Array], ...], tuple[tuple[Array, Array], ...]]:
        """For pitch and roll: (target, dot) of each piece, every 10 ms, about the mean of each over all pieces."""
        record = self.record
        columns = (record.target_pitch_deg, record.pitch_deg, record.target_roll_deg, record.roll_deg)
        grids = [(a, b, even_times(record.t_s[a:b])) for a, b in record.bounds]
        evens = [[np.interp(grid, record.t_s[a:b], x[a:b]) - x[0] for a, b, grid in grids] for x in columns]
        samples = sum(grid.size for _, _, grid in grids)
        for pieces in evens:
            mean = sum(float(piece.sum()) for piece in pieces) / max(samples, 1)
            for piece in pieces:
                piece -= mean
        return tuple(zip(evens[0], evens[1], strict=True)), tuple(zip(evens[2], evens[3], strict=True))

    def moving(self, axis: int) -> tuple[tuple[Array, Array], ...]:
        """The pairs of one axis. Raises `Undefined` where there is too little, or target or dot stood still."""
        record = self.record
        if record.counted_s < _LEAST_S - 1e-6:
            raise Undefined(f"following a target shows only after {_LEAST_S:g} s without a gap")
        target, dot = ((record.target_pitch_deg, record.pitch_deg), (record.target_roll_deg, record.roll_deg))[axis]
        if target.max() - target.min() < _LEAST_MOVE_DEG:
            raise Undefined(f"the target did not move in {_AXES[axis]}")
        if dot.min() == dot.max():
            raise Undefined(f"the dot did not move in {_AXES[axis]}")
        return self.pairs[axis]

    @cached_property
    def pitch(self) -> Alignment:
        return align(self.moving(0))

    @cached_property
    def roll(self) -> Alignment:
        return align(self.moving(1))


def align(pairs: tuple[tuple[Array, Array], ...]) -> Alignment:
    """Lag of the highest Pearson correlation of the overlapping parts, and the regression slope there.

    The lag is the top of the parabola through the three highest neighbours; the slope is that of the nearest 10 ms.
    Raises `Undefined` where the correlation has no positive peak between −0.2 and 1 s.
    """
    lags = np.arange(round(EARLIEST_S * RATE_HZ), round(LATEST_S * RATE_HZ) + 1)
    sums = np.zeros((6, lags.size))
    for target, dot in pairs:
        sums += _overlap_sums(target, dot, lags)
    n, x, y, xx, yy, xy = sums
    covariance, var_x, var_y = n * xy - x * y, n * xx - x * x, n * yy - y * y
    spread = np.sqrt(np.maximum(var_x, 0.0) * np.maximum(var_y, 0.0))
    r = np.where(spread > 0, covariance / np.where(spread > 0, spread, 1.0), -1.0)
    best = int(np.argmax(r))
    if not r[best] > 0 or best in (0, lags.size - 1):
        raise Undefined(f"the dot did not follow the target within {EARLIEST_S:g} to {LATEST_S:g} s")
    before, top, after = r[best - 1 : best + 2]
    bend = before - 2 * top + after
    shift = 0.5 * (before - after) / bend if bend < 0 else 0.0
    return Alignment(float((lags[best] + shift) / RATE_HZ), float(covariance[best] / var_x[best]))


def _overlap_sums(target: Array, dot: Array, lags: np.typing.NDArray[np.intp]) -> Array:
    """(6, lags): number, Σx, Σy, Σx², Σy², Σxy of target x[i] and dot y[i + lag] over where both are."""
    size = target.size
    width = np.maximum(size - np.abs(lags), 0)
    x_from, y_from = np.minimum(np.maximum(-lags, 0), size), np.minimum(np.maximum(lags, 0), size)

    def windows(values: Array, start: np.typing.NDArray[np.intp]) -> Array:
        summed = np.concatenate(([0.0], np.cumsum(values)))
        return np.asarray(summed[start + width] - summed[start])

    padded = size + int(np.abs(lags).max())
    cross = np.fft.irfft(np.conj(np.fft.rfft(target, padded)) * np.fft.rfft(dot, padded), padded)[lags]
    return np.stack((
        width, windows(target, x_from), windows(dot, y_from), windows(target**2, x_from), windows(dot**2, y_from),
        np.where(width > 0, cross, 0.0),
    ))


def coherence(pairs: tuple[tuple[Array, Array], ...]) -> float:
    """Mean squared coherence at the target's frequencies: those with at least a tenth of its largest power, weighted by it.

    Segments of 10 s, or of a third of the record where that is shorter. Raises `Undefined` with fewer than five segments.
    """
    total = sum(target.size for target, _ in pairs)
    length = 2 * min(round(_SEGMENT_S * RATE_HZ) // 2, total // 6)
    why = f"coherence needs five half overlapping stretches of at least {_LEAST_SEGMENT_S:g} s without a gap"
    if length < _LEAST_SEGMENT_S * RATE_HZ:
        raise Undefined(why)
    targets = spectra_of_segments((target for target, _ in pairs), length, RATE_HZ)
    if len(targets) < _LEAST_SEGMENTS:
        raise Undefined(why)
    dots = spectra_of_segments((dot for _, dot in pairs), length, RATE_HZ)
    power = (np.abs(targets) ** 2).mean(axis=0)
    power[0] = 0.0
    at = (power > 0) & (power >= _TARGET_POWER * power.max())
    if not at.any():
        raise Undefined("the target did not move")
    dot_power = (np.abs(dots[:, at]) ** 2).mean(axis=0)
    cross = np.abs((np.conj(targets[:, at]) * dots[:, at]).mean(axis=0)) ** 2
    shared = np.where(dot_power > 0, cross / np.where(dot_power > 0, dot_power, 1.0), 0.0)
    return min(1.0, float(shared.sum() / power[at].sum()))


def gain_pitch(following: Following) -> float:
    return following.pitch.gain


def gain_roll(following: Following) -> float:
    return following.roll.gain


def lag_pitch_s(following: Following) -> float:
    return following.pitch.lag_s


def lag_roll_s(following: Following) -> float:
    return following.roll.lag_s


def coherence_pitch(following: Following) -> float:
    return coherence(following.moving(0))


def coherence_roll(following: Following) -> float:
    return coherence(following.moving(1))


_GAIN = "Slope of {} on the target's after aligning both by the lag: 1 is as far as the target."
_LAG = "How far {} is behind the target's (-0.2 to 1 s): the peak of their correlation; + is behind."
_COHERENCE = "Share of {} that goes with the target's in a straight line, at the target's frequencies, 0 to 1."
_WELCH = "Welch 1967, IEEE Trans Audio Electroacoust 15:70; Bendat & Piersol 2010"

RULES: tuple[Rule[Following], ...] = (
    Rule(MeasureInfo("gain_pitch", "–", "none", _GAIN.format("pitch"), _OWN), gain_pitch),
    Rule(MeasureInfo("gain_roll", "–", "none", _GAIN.format("roll"), _OWN), gain_roll),
    Rule(MeasureInfo("lag_pitch_s", "s", "none", _LAG.format("pitch"), _OWN), lag_pitch_s),
    Rule(MeasureInfo("lag_roll_s", "s", "none", _LAG.format("roll"), _OWN), lag_roll_s),
    Rule(MeasureInfo("coherence_pitch", "–", "higher", _COHERENCE.format("pitch"), _WELCH), coherence_pitch),
    Rule(MeasureInfo("coherence_roll", "–", "higher", _COHERENCE.format("roll"), _WELCH), coherence_roll),
)
