"""An attempt: one target that was reached for."""

from __future__ import annotations

from dataclasses import dataclass

from wobblequest.core.arena import Point


@dataclass(frozen=True, slots=True)
class Attempt:
    """One target to reach for, in trial times.

    cue_s : when it appeared. end_s : when it was done or given up. target, radius_deg : where it was, how near counted.
    hit : whether it was held; a timeout is a miss. held_s : when the first full dwell was complete; None for a miss, or where
    no dwell was asked for. arrived_s : when that dwell began; None where that is not known.
    """

    cue_s: float
    end_s: float
    target: Point
    radius_deg: float
    hit: bool
    held_s: float | None = None
    arrived_s: float | None = None
