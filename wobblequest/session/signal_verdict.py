"""From measures of a signal to one word, and one short clause that says why.

*poor*: what was measured of the person cannot be trusted, and does not count. *fair*: it can, but the board could do better.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from types import MappingProxyType
from typing import Literal, NamedTuple

from wobblequest.core.messages import Message, counted, message, name
from wobblequest.core.quantities import quantity
from wobblequest.core.result import Quality

Word = Literal["good", "fair", "poor"]

LEAST_SAMPLES = 10


class Limits(NamedTuple):
    """From where on (rates: below which) a measure is fair, and from where on poor."""

    fair: float
    poor: float


RATE_HZ = Limits(45.0, 20.0)
"""95 % of what a board does lies below 3–7 Hz: sampled at less than three times that, its speed is lost. Measures smooth at 5 Hz, for which
nine samples a swing are ample."""
MISSING_PCT = Limits(4.0, 8.0)
"""One lost in a hundred changes no measure by 2 %, and boards that play well lose or double three. With a tenth gone, speed and path change
by several per cent; and of a board without a time of its own little more than half of what it lost can be seen."""
GAPS_PER_MIN = Limits(0.0, 6.0)
SILENT_SHARE = Limits(0.0, 0.1)
"""A single gap costs the moments that it took; many of them break a trial into pieces too short for speed and frequency."""
FEW_GAPS = 2
FAULT_PCT = Limits(4.0, 10.0)
"""A damaged frame is a lost sample; boards that number their frames may count one of them twice."""
SPIKE_PCT = Limits(0.02, 1.0)
"""One spike a minute is seen in the farthest point; one sample in a hundred in everything."""
SATURATED_PCT = Limits(0.1, 2.0)
JITTER_MS = Limits(5.0, 15.0)
"""An error of time is one of place: at a brisk 60 °/s, 15 ms are almost a degree."""
DRIFT_DEG_PER_MIN = Limits(2.0, 6.0)
"""A trial lasts about a minute and a target's radius is 3 to 5°."""

STUCK: Mapping[str, Message] = MappingProxyType({
    "both": message("the sensor repeats itself"), "front-back": message("front–back does not move"),
    "left-right": message("left–right does not move"), "vertical": message("one axis does not move"),
    "gyro": message("the gyroscope does not move"),
})
Amiss = Literal["missing", "twice", "disordered"]
"""What most of the missing samples are: never came, came twice, came out of order."""


def verdict(quality: Quality, *, samples: int, lasted_s: float, silent_s: float, amiss: Amiss = "missing") -> tuple[Word, str]:
    """The word, and the reason of at most 40 characters ("" for good): of the worst findings the one that stands first here.

    samples : how many could be used. lasted_s : how long it was listened, long silences counted as one second. silent_s : of that, silence.
    amiss : what most of the missing samples are.
    """
    if samples < LEAST_SAMPLES:
        return "poor", message("hardly any samples came")
    findings = _findings(quality, samples, lasted_s, silent_s, amiss)
    for word in ("poor", "fair"):
        for found, reason in findings:
            if found == word:
                return found, reason
    return "good", ""


def _findings(q: Quality, samples: int, lasted_s: float, silent_s: float, amiss: Amiss) -> list[tuple[Word, str]]:
    minutes = max(lasted_s, 1.0) / 60.0
    per_min = q.gaps / minutes if q.gaps > FEW_GAPS else 0.0
    share = silent_s / lasted_s if lasted_s > 0.0 else 0.0
    missing, fault_pct = q.missing_pct or 0.0, 100.0 * q.faults / (q.faults + samples)
    spike_pct = 100.0 * q.spikes / samples
    gaps_word = max(_above(per_min, GAPS_PER_MIN), _above(share, SILENT_SHARE), key=("good", "fair", "poor").index)
    rate_word: Word = "good"
    if q.rate_hz is not None:
        rate_word = "poor" if q.rate_hz < RATE_HZ.poor else "fair" if q.rate_hz < RATE_HZ.fair else "good"
    return [
        ("poor" if q.stuck else "good", STUCK.get(q.stuck, "")),
        (gaps_word, counted("{n} gap in the signal", "{n} gaps in the signal", q.gaps)),
        (rate_word, message("only {n} samples a second", n=_number(q.rate_hz))),
        (_above(missing, MISSING_PCT), _missing(missing, amiss)),
        (_above(fault_pct, FAULT_PCT), message("1 in {n} frames is damaged", n=_one_in(fault_pct))),
        (_above(spike_pct, SPIKE_PCT), counted("{n} wild jump", "{n} wild jumps", q.spikes)),
        (_above(q.saturated_pct, SATURATED_PCT), message("at its range's end in {share}", share=_quantity(q.saturated_pct, "%"))),
        (_above(q.jitter_ms or 0.0, JITTER_MS), message("samples uneven by {time}", time=_quantity(q.jitter_ms, "ms"))),
        (_above(q.drift_deg_per_min or 0.0, DRIFT_DEG_PER_MIN),
         message("drifts {angle} a minute at rest", angle=_quantity(q.drift_deg_per_min, "°"))),
    ]


def _missing(percent: float, amiss: Amiss) -> Message:
    match amiss:
        case "missing":
            return message("1 in {n} samples is missing", n=_one_in(percent))
        case "twice":
            return message("1 in {n} samples comes twice", n=_one_in(percent))
    return message("1 in {n} samples is out of order", n=_one_in(percent))


def _above(value: float, limits: Limits) -> Word:
    return "poor" if value >= limits.poor else "fair" if value > limits.fair else "good"


def _one_in(percent: float) -> int:
    """5 of 20 %; 0 of nothing, which is never told."""
    return max(1, round(100.0 / percent)) if percent > 0.0 else 0


def _number(value: float | None) -> Message:
    return _quantity(value, "")


def _quantity(value: float | None, unit: str) -> Message:
    """Two digits are enough to see how bad it is."""
    if value is None or not isfinite(value):
        return name("?")
    decimals = 0 if value >= 10.0 else len(f"{value:.2g}".partition(".")[2])
    return quantity(value, unit, decimals)
