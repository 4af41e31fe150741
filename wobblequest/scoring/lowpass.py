"""A zero-lag low-pass: Butterworth of 2nd order, run forward and back.

It equals ``scipy.signal.filtfilt(*scipy.signal.butter(2, cutoff, fs=rate), x)``: the signal is extended at both ends by 9
samples turned about the end point, and the filter starts in the steady state of the first value. Where there are 9 samples or
fewer, it is extended by all but one of them.

The recursion is run over blocks: inside a block the output is one matrix product (the impulse response and what the state at
the block's start adds), and only the state of two numbers goes from block to block. That is exact but for rounding and needs
no loop over samples. The products are kept small, so that no linear algebra library spreads them over threads: that takes long
where the machine is busy.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import pi, sqrt, tan

import numpy as np

from wobblequest.core.errors import WobbleQuestError
from wobblequest.core.motion import Array

_BLOCK = 64
_ROWS = 32
"""Blocks in one matrix product."""
EXTEND = 9


def check_cutoff(cutoff_hz: float | None, rate_hz: float) -> None:
    """Raises WobbleQuestError where a cut-off is not between 0 and half the sampling rate; None (no smoothing) is fine."""
    if cutoff_hz is not None and not 0 < cutoff_hz < rate_hz / 2:
        raise WobbleQuestError(f"the low-pass must lie above 0 and below {rate_hz / 2:g} Hz, or be none; got {cutoff_hz:g} Hz")


def lowpass(x: Array, cutoff_hz: float, rate_hz: float) -> Array:
    """Smooth evenly sampled channels without moving them in time.

    Parameters: x is (channels, n) with n ≥ 1. Returns the same shape.
    Raises WobbleQuestError where the cut-off is not between 0 and half the rate.
    """
    check_cutoff(cutoff_hz, rate_hz)
    recursion = _recursion(cutoff_hz, rate_hz)
    origin = x[:, :1]  # a constant then stays exactly that constant
    y = x - origin
    extend = min(EXTEND, y.shape[1] - 1)
    if extend:
        before = 2 * y[:, :1] - y[:, extend:0:-1]
        after = 2 * y[:, -1:] - y[:, -2 : -extend - 2 : -1]
        y = np.concatenate((before, y, after), axis=1)
    y = _run(recursion, y)
    y = _run(recursion, y[:, ::-1])[:, ::-1]
    return y[:, extend : y.shape[1] - extend] + origin


@dataclass(frozen=True, slots=True)
class _Recursion:
    """A block of the filter as matrices; the state is that of the transposed direct form II.

    response : (block, block) output by input. echo : (2, block) output by the state at the block's start. carry : (2, 2) and
    gather : (block, 2) make the state at its end. steady : (2,) the state that a constant input of 1 settles to.
    """

    response: Array
    echo: Array
    carry: Array
    gather: Array
    steady: Array


@lru_cache(maxsize=8)
def _recursion(cutoff_hz: float, rate_hz: float) -> _Recursion:
    k = tan(pi * cutoff_hz / rate_hz)
    norm = 1 / (1 + sqrt(2) * k + k * k)
    b0 = k * k * norm
    b1, b2 = 2 * b0, b0
    a1, a2 = 2 * (k * k - 1) * norm, (1 - sqrt(2) * k + k * k) * norm

    step = np.array([[-a1, 1.0], [-a2, 0.0]])
    inlet = np.array([b1 - a1 * b0, b2 - a2 * b0])
    powers = [np.eye(2)]
    for _ in range(_BLOCK):
        powers.append(step @ powers[-1])
    impulse = np.array([b0, *((p @ inlet)[0] for p in powers[: _BLOCK - 1])])
    lag = np.subtract.outer(np.arange(_BLOCK), np.arange(_BLOCK))
    response = np.where(lag >= 0, impulse[np.abs(lag)], 0.0)
    return _Recursion(
        response=np.ascontiguousarray(response.T),
        echo=np.array([p[0] for p in powers[:_BLOCK]]).T.copy(),
        carry=powers[_BLOCK].T.copy(),
        gather=np.array([powers[_BLOCK - 1 - j] @ inlet for j in range(_BLOCK)]),
        steady=np.array([b1 - a1 + b2 - a2, b2 - a2]),
    )


def _run(recursion: _Recursion, x: Array) -> Array:
    """The filter forward over (channels, n), starting in the steady state of the first value."""
    channels, n = x.shape
    blocks = -(-n // (_BLOCK * _ROWS)) * _ROWS
    padded = np.zeros((channels, blocks * _BLOCK))
    padded[:, :n] = x
    rows = padded.reshape(-1, _ROWS, _BLOCK)
    gathered = (rows @ recursion.gather).reshape(channels, blocks, 2)
    states = np.empty((channels, blocks, 2))
    state = x[:, :1] * recursion.steady
    for i in range(blocks):
        states[:, i] = state
        state = state @ recursion.carry + gathered[:, i]
    out = rows @ recursion.response + states.reshape(-1, _ROWS, 2) @ recursion.echo
    return out.reshape(channels, blocks * _BLOCK)[:, :n]
