"""What every score carries about how it came to be: how much of the record counts, what was dropped, how it was smoothed."""

from __future__ import annotations

from wobblequest.scoring.measure_info import MeasureInfo, Rule, Undefined
from wobblequest.scoring.record import Record

_OWN = "WobbleQuest"


def valid_pct(record: Record) -> float:
    """Share of the trial (pauses left out) inside stretches without a gap."""
    played_s = float(record.steps_s[~record.pauses[1:]].sum())
    if played_s <= 0:
        raise Undefined("there are not two samples to tell time by")
    return 100.0 * record.counted_s / played_s


def dropped_samples(record: Record) -> float:
    return float(record.dropped)


def lowpass_hz(record: Record) -> float:
    if record.lowpass_hz is None:
        raise Undefined("nothing was smoothed")
    return record.lowpass_hz


RULES: tuple[Rule[Record], ...] = (
    Rule(MeasureInfo(
        "valid_pct", "%", "higher", "Share of the trial's time that is not lost in gaps longer than 0.1 s.", _OWN,
    ), valid_pct),
    Rule(MeasureInfo(
        "dropped_samples", "count", "lower",
        "Samples left out because a number was missing or their time stamp did not lie after the one before.", _OWN,
    ), dropped_samples),
)

LOWPASS: tuple[Rule[Record], ...] = (
    Rule(MeasureInfo(
        "lowpass_hz", "Hz", "none",
        "Cut-off of the zero-lag low-pass (Butterworth, 2nd order, forward and back) with which path and velocity were computed.", _OWN,
    ), lowpass_hz),
)
