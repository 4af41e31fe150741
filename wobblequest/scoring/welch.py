"""Spectra by Welch's method: Hann window, half overlapping segments, linear detrend; segments never reach across a gap.

Equals ``scipy.signal.welch`` and ``csd`` with ``window="hann", detrend="linear"``, one-sided density. Pieces of one record add
their segments.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import pi

import numpy as np
from numpy.typing import NDArray

from wobblequest.core.motion import Array

Spectra = NDArray[np.complex128]


def spectra_of_segments(pieces: Iterable[Array], length: int, rate_hz: float) -> Spectra:
    """(segments, length // 2 + 1) scaled transforms: the mean of |·|² over segments is the density in deg²/Hz.

    pieces : evenly sampled stretches; those shorter than ``length`` give no segment.
    """
    segments = [
        np.lib.stride_tricks.sliding_window_view(piece, length)[:: length - length // 2] for piece in pieces if piece.size >= length
    ]
    if not segments:
        return np.empty((0, length // 2 + 1), dtype=np.complex128)
    window, ramp = _window(length)
    x = np.concatenate(segments)
    x = x - x.mean(axis=1, keepdims=True)
    x -= (x * ramp).sum(axis=1, keepdims=True) * ramp
    out = np.fft.rfft(x * window, axis=1) / np.sqrt(rate_hz * (window @ window))
    out[:, 1 : None if length % 2 else -1] *= np.sqrt(2.0)
    return np.asarray(out, dtype=np.complex128)


def frequencies_hz(length: int, rate_hz: float) -> Array:
    return np.asarray(np.fft.rfftfreq(length, 1 / rate_hz), dtype=np.float64)


@lru_cache(maxsize=16)
def _window(length: int) -> tuple[Array, Array]:
    """The periodic Hann window, and a straight line of mean 0 and unit length."""
    i = np.arange(length)
    ramp = i - i.mean()
    return np.asarray(0.5 - 0.5 * np.cos(2 * pi * i / length)), np.asarray(ramp / np.sqrt(ramp @ ramp))
