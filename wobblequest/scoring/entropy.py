"""Sample entropy of sway (Richman & Moorman 2000): how seldom stretches that were alike stay alike for one sample more.

m = 2, r = 0.2 SD, at 20 Hz: every fifth sample of the longest stretch without a gap (at most its first five minutes), after
the low-pass, which keeps what lies above 10 Hz from folding in. For export only: two halves of one real recording do not agree
with each other.
"""

from __future__ import annotations

from math import log

import numpy as np

from wobblequest.core.motion import Array
from wobblequest.scoring.lowpass import lowpass
from wobblequest.scoring.measure_info import MeasureInfo, Rule, Undefined
from wobblequest.scoring.record import RATE_HZ, Record

_LENGTH, _TOLERANCE_SD, _RATE_HZ, _LEAST, _MOST = 2, 0.2, 20.0, 100, 6000
_SOURCE = "Richman & Moorman 2000, Am J Physiol Heart Circ Physiol 278:H2039"


def sample_entropy(x: Array, tolerance: float) -> float:
    """−ln(A/B): A, B are the pairs of templates of 3 and 2 samples that differ nowhere by more than the tolerance. x is (n,).

    Raises `Undefined` where A or B is 0. Time grows with n², memory with n.
    """
    templates = x.size - _LENGTH
    alike_2 = alike_3 = 0
    for lag in range(1, templates):
        near = np.abs(x[lag:] - x[:-lag]) <= tolerance
        pairs = near[:-2] & near[1:-1]
        alike_2 += int(np.count_nonzero(pairs))
        alike_3 += int(np.count_nonzero(pairs & near[2:]))
    if not alike_3:
        raise Undefined("no stretch of the sway is like another")
    return -log(alike_3 / alike_2)


def sampen_pitch(record: Record) -> float:
    return _sampen(record, 0)


def sampen_roll(record: Record) -> float:
    return _sampen(record, 1)


def _sampen(record: Record, axis: int) -> float:
    longest = max(record.even_pieces, key=lambda piece: piece.t_s.size, default=None)
    every = round(RATE_HZ / _RATE_HZ)
    if longest is None or longest.t_s.size < _LEAST * every:
        raise Undefined(f"sample entropy needs {_LEAST / _RATE_HZ:g} s without a gap")
    x = longest[1 + axis]
    if record.lowpass_hz is not None:
        x = lowpass(x[np.newaxis], record.lowpass_hz, RATE_HZ)[0]
    x = x[: _MOST * every : every] - x[0]
    sd = float(x.std())
    if sd <= 0:
        raise Undefined("the board did not move")
    return sample_entropy(x, _TOLERANCE_SD * sd)


RULES: tuple[Rule[Record], ...] = (
    Rule(MeasureInfo(
        "sampen_pitch", "–", "none", "Sample entropy of pitch (m = 2, r = 0.2 SD, 20 Hz): higher is less regular.", _SOURCE, "export",
    ), sampen_pitch),
    Rule(MeasureInfo(
        "sampen_roll", "–", "none", "Sample entropy of roll (m = 2, r = 0.2 SD, 20 Hz): higher is less regular.", _SOURCE, "export",
    ), sampen_roll),
)
