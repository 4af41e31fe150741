"""Time on target: how long the dot was within the target's radius.

After the wobble-board test of Fusco et al. (2020), which counts the seconds within a zone in 30 s on one leg; here the zone is
the target's, whatever its radius, and the radius travels with the value. Samples without a target count neither way. A stay
ends, and no entry is counted, where the record has a gap or a pause: nobody knows what happened there.

The share weighs samples with the cap of all shares of time; seconds go by the clock inside pieces, or a stay would be shorter than
it was wherever a few samples in a row are lost, and as good as nothing where they come in bursts.
"""

from __future__ import annotations

import numpy as np

from wobblequest.core.messages import message
from wobblequest.scoring.measure_info import MeasureInfo, Rule, Undefined
from wobblequest.scoring.record import Flags, Record

_FUSCO = "Fusco et al. 2020, J Strength Cond Res 34:1709"


def time_on_target_pct(record: Record) -> float:
    _need_target(record)
    aimed_s = float(record.weights_s[record.aimed].sum())
    if aimed_s <= 0:
        raise Undefined(message("no time passed with a target"))
    return min(100.0, 100.0 * float(record.weights_s[record.on_target].sum()) / aimed_s)


def time_on_target_s(record: Record) -> float:
    _need_target(record)
    _need_time(record)
    return float(record.seconds_s[record.on_target].sum())


def target_entries(record: Record) -> float:
    _need_target(record)
    return float(entries(record.on_target, record.aimed & ~record.on_target, record.starts))


def longest_hold_s(record: Record) -> float:
    _need_target(record)
    _need_time(record)
    on = record.on_target
    first = on & (record.starts | ~np.r_[False, on[:-1]])
    if not first.any():
        return 0.0
    stay = np.cumsum(first)[on] - 1
    return float(np.bincount(stay, weights=record.seconds_s[on]).max())


def radius_deg(record: Record) -> float:
    _need_target(record)
    radii = record.target_radius_deg[record.aimed]
    smallest, largest = float(radii.min()), float(radii.max())
    if smallest != largest:
        raise Undefined(f"it changed during the trial, between {smallest:g} and {largest:g}")
    return smallest


def entries(inside: Flags, outside: Flags, starts: Flags) -> int:
    """How often a sample that is inside follows one that is outside, without a gap or pause between. All of shape (n,)."""
    return int(np.count_nonzero(inside[1:] & outside[:-1] & ~starts[1:]))


def _need_target(record: Record) -> None:
    if not record.aimed.any():
        raise Undefined(message("no target with a radius is known"))


def _need_time(record: Record) -> None:
    if record.counted_s <= 0:
        raise Undefined(message("there is no stretch without a gap"))


RULES: tuple[Rule[Record], ...] = (
    Rule(MeasureInfo(
        "time_on_target_pct", "%", "higher",
        "Share of the time with a target in which the distance to it was at most the radius (in tracking, after the first 2 s).",
        _FUSCO, "headline",
    ), time_on_target_pct),
    Rule(MeasureInfo(
        "time_on_target_s", "s", "higher", "Seconds in which the distance to the target was at most the radius.", _FUSCO,
    ), time_on_target_s),
    Rule(MeasureInfo(
        "radius_deg", "deg", "none", "The target's radius, by which time on target was counted.", _FUSCO,
    ), radius_deg),
    Rule(MeasureInfo(
        "target_entries", "count", "none", "How often the dot came onto the target from outside.", _FUSCO,
    ), target_entries),
    Rule(MeasureInfo(
        "longest_hold_s", "s", "higher", "Longest uninterrupted stay on the target.", _FUSCO,
    ), longest_hold_s),
)
