"""The time base: a trial's motion cleaned of what cannot be used, cut where it has gaps, and resampled evenly.

- Samples with a missing number, or with a time stamp that does not lie after all stamps before it, are dropped and counted.
- The record is cut into pieces at steps longer than 0.1 s and at pauses. Nothing is summed, interpolated or smoothed across.
- What differentiates or transforms works on even 100 Hz samples inside each piece (linear interpolation).
- Shares of time weigh a sample by half the distance to its neighbours, at most 1.5 median steps. Seconds go by the clock: half the
  distance to the neighbours in the same piece, whatever it is. Where samples come in bursts, the median step says nothing of time.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wobblequest.core.errors import WobbleQuestError
from wobblequest.core.motion import Array, Motion
from wobblequest.scoring.lowpass import EXTEND, check_cutoff, lowpass

GAP_S = 0.1
RATE_HZ = 100.0
_ROUNDING = 1e-9

Flags = NDArray[np.bool_]


class Piece(NamedTuple):
    """A stretch without a gap: times and tilt, all of shape (m,), m ≥ 2."""

    t_s: Array
    pitch_deg: Array
    roll_deg: Array


@dataclass(frozen=True)
class Record:
    """A cleaned trial and what its scoring goes by.

    t_s : (n,) strictly increasing (over a pause it may stand still). pitch_deg, roll_deg : (n,) finite.
    target_pitch_deg, target_roll_deg, target_radius_deg : (n,), NaN where there is none.
    starts : (n,) True where a sample begins a piece because of a pause or a gap before it (always at 0).
    pauses : (n,) True where that was a pause.
    dropped : how many samples were not usable.
    lowpass_hz : cut-off of the smoothing, None for samples as they came. edge_deg : tilt at which the board's edge touches.
    """

    t_s: Array
    pitch_deg: Array
    roll_deg: Array
    target_pitch_deg: Array
    target_roll_deg: Array
    target_radius_deg: Array
    starts: Flags
    pauses: Flags
    dropped: int
    lowpass_hz: float | None = 5.0
    edge_deg: float = 20.0

    @property
    def n(self) -> int:
        return int(self.t_s.size)

    @cached_property
    def steps_s(self) -> Array:
        return np.diff(self.t_s)

    @cached_property
    def bounds(self) -> tuple[tuple[int, int], ...]:
        """(first, past the last) sample of each piece of at least two samples."""
        edges = [*np.flatnonzero(self.starts).tolist(), self.n]
        return tuple((a, b) for a, b in pairwise(edges) if b - a >= 2)

    @cached_property
    def counted_s(self) -> float:
        """Seconds inside pieces."""
        return float(sum(self.t_s[b - 1] - self.t_s[a] for a, b in self.bounds))

    @cached_property
    def gaps(self) -> Array:
        """Lengths in s of the gaps (steps longer than 0.1 s that are no pauses)."""
        return self.steps_s[self.starts[1:] & ~self.pauses[1:]]

    @cached_property
    def weights_s(self) -> Array:
        """(n,) the time each sample stands for; their sum is the duration where there are no gaps."""
        if self.n < 2:
            return np.zeros(self.n)
        half = 0.5 * self.steps_s
        weights = np.zeros(self.n)
        weights[1:] += half
        weights[:-1] += half
        return np.minimum(weights, 1.5 * float(np.median(self.steps_s)))

    @cached_property
    def seconds_s(self) -> Array:
        """(n,) the seconds of its piece that are nearest to each sample; their sum is the time inside pieces."""
        half = np.where(self.starts[1:], 0.0, 0.5 * self.steps_s)
        seconds = np.zeros(self.n)
        seconds[1:] += half
        seconds[:-1] += half
        return seconds

    @cached_property
    def off_target_deg(self) -> Array:
        """(n,) distance to the target, NaN where there is none."""
        return np.hypot(self.pitch_deg - self.target_pitch_deg, self.roll_deg - self.target_roll_deg)

    @cached_property
    def aimed(self) -> Flags:
        """(n,) True where a target of known radius was shown."""
        return np.isfinite(self.off_target_deg) & np.isfinite(self.target_radius_deg)

    @cached_property
    def on_target(self) -> Flags:
        """(n,) True where the distance to the target is at most its radius."""
        return np.asarray(self.off_target_deg <= self.target_radius_deg + _ROUNDING, dtype=np.bool_)

    @cached_property
    def tilt_deg(self) -> Array:
        """(n,) distance from level."""
        return np.hypot(self.pitch_deg, self.roll_deg)

    @cached_property
    def about_mean(self) -> tuple[Array, Array]:
        """Pitch and roll about their means; exactly 0 where a channel is constant."""
        return _about_mean(self.pitch_deg), _about_mean(self.roll_deg)

    @cached_property
    def raw_pieces(self) -> tuple[Piece, ...]:
        """The samples as they came."""
        return tuple(Piece(self.t_s[a:b], self.pitch_deg[a:b], self.roll_deg[a:b]) for a, b in self.bounds)

    @cached_property
    def even_pieces(self) -> tuple[Piece, ...]:
        """Resampled to an even 100 Hz, not smoothed. What is left of a piece after its last whole 10 ms is cut off."""
        pieces = []
        for t, pitch, roll in self.raw_pieces:
            grid = even_times(t)
            if grid.size >= 2:
                pieces.append(Piece(grid, np.interp(grid, t, pitch), np.interp(grid, t, roll)))
        return tuple(pieces)

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """What path, velocity and movements are computed from: even and low-passed, or the samples as they came.

        Even stretches too short for the low-pass are left out: what it makes of them is all ends (scipy's `filtfilt` refuses them, too).
        """
        if self.lowpass_hz is None:
            return self.raw_pieces
        out = []
        for t, pitch, roll in self.even_pieces:
            if t.size <= EXTEND:
                continue
            smooth = lowpass(np.stack((pitch, roll)), self.lowpass_hz, RATE_HZ)
            out.append(Piece(t, smooth[0], smooth[1]))
        return tuple(out)


def _about_mean(x: Array) -> Array:
    y: Array = x - x[0]
    y -= y.mean()
    return y


def even_times(t_s: Array) -> Array:
    """Times 10 ms apart from the first to the last of a piece."""
    return np.asarray(t_s[0] + np.arange(int((t_s[-1] - t_s[0]) * RATE_HZ + 1e-6) + 1) / RATE_HZ, dtype=np.float64)


def record_of(motion: Motion, *, lowpass_hz: float | None = 5.0, edge_deg: float = 20.0) -> Record:
    """Clean a motion.

    Raises WobbleQuestError where its arrays have different lengths or the low-pass is not between 0 and 50 Hz.
    """
    check_cutoff(lowpass_hz, RATE_HZ)
    t = np.asarray(motion.t_s, dtype=np.float64)
    pitch, roll = (np.asarray(a, dtype=np.float64) for a in (motion.pitch_deg, motion.roll_deg))
    if not t.shape == pitch.shape == roll.shape or t.ndim != 1:
        raise WobbleQuestError(f"times, pitch and roll must be equally long; got {t.size}, {pitch.size} and {roll.size} samples")
    targets: list[Array] = []
    for name, values in (
        ("target_pitch_deg", motion.target_pitch_deg), ("target_roll_deg", motion.target_roll_deg),
        ("target_radius_deg", motion.target_radius_deg),
    ):
        if values.size not in (0, t.size):
            raise WobbleQuestError(f"{name} must be as long as the times ({t.size} samples) or empty; got {values.size}")
        targets.append(np.asarray(values, dtype=np.float64) if values.size else np.full(t.size, np.nan))

    pauses = np.zeros(t.size, dtype=bool)
    pauses[[i for i in motion.breaks if 0 < i < t.size]] = True
    kept = np.isfinite(t) & np.isfinite(pitch) & np.isfinite(roll)
    latest = np.maximum.accumulate(np.where(kept, t, -np.inf))
    # Trial time stands still in a pause, so that its two sides may carry the same stamp.
    kept[1:] &= (t[1:] > latest[:-1] + _ROUNDING) | (pauses[1:] & (t[1:] == latest[:-1]))

    # A pause before a dropped sample lies before the next one that is kept.
    pauses_so_far = np.cumsum(pauses)[kept]
    kept_pauses = np.zeros(pauses_so_far.size, dtype=bool)
    kept_pauses[1:] = np.diff(pauses_so_far) > 0
    t = t[kept]
    starts = kept_pauses.copy()
    starts[:1] = True
    starts[1:] |= np.diff(t) > GAP_S + _ROUNDING
    return Record(
        t, pitch[kept], roll[kept], targets[0][kept], targets[1][kept], targets[2][kept], starts=starts, pauses=kept_pauses,
        dropped=int(kept.size - np.count_nonzero(kept)), lowpass_hz=lowpass_hz, edge_deg=edge_deg,
    )
