"""The measures of reaching."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wobblequest.core.arena import Point
from wobblequest.core.motion import Motion
from wobblequest.core.result import Measure


@dataclass(frozen=True, slots=True)
class Attempt:
    """One target to reach for. cue_s, end_s, held_s: trial times; held_s is when the dwell was complete, None for a miss."""

    cue_s: float
    end_s: float
    target: Point
    radius_deg: float
    hit: bool
    held_s: float | None = None


def reach_measures(motion: Motion, attempts: Sequence[Attempt], *, lowpass_hz: float | None = 5.0) -> dict[str, Measure]:
    return {}
