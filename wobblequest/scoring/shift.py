"""The measures of shifting the weight to and fro between two boxes within bounds.

Clinical balance platforms have such a training ("weight shift"), in which a cursor is brought into target boxes to the sides, to front and
back or slantwise, and each crossing of the boundary takes away a hit: ten hits and four crossings are 60 % (operation manual 950-440).
Deviations: here a hit asks for a stay, and the boundary is crossed outward only, at most once in 0.3 s.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from wobblequest.core.messages import message
from wobblequest.core.motion import Motion
from wobblequest.core.result import Measure
from wobblequest.scoring import accuracy, provenance
from wobblequest.scoring.attempt import Attempt
from wobblequest.scoring.measure_info import MeasureInfo, Rule, Undefined, all_absent, measured
from wobblequest.scoring.movement import Reaches
from wobblequest.scoring.record import Record, record_of


class Shifts(Reaches):
    """All boxes of a trial that are over, in turn. crossings : how often the bounds were left."""

    def __init__(self, record: Record, attempts: Sequence[Attempt], crossings: int) -> None:
        super().__init__(record, attempts)
        self.crossings = crossings
        self.hits = sum(attempt.hit for attempt in attempts)


def shift_score_pct(shifts: Shifts) -> float:
    if not shifts.hits:
        raise Undefined(message("no box was leant into and held"))
    return 100.0 * max(shifts.hits - shifts.crossings, 0) / shifts.hits


def shift_hits(shifts: Shifts) -> float:
    return float(shifts.hits)


def bound_crossings(shifts: Shifts) -> float:
    return float(shifts.crossings)


def shift_time_s(shifts: Shifts) -> float:
    """From the cue, which is the end of the stay in the one box, to the beginning of the stay in the other."""
    times = [
        attempt.arrived_s - attempt.cue_s
        for before, attempt in zip(shifts.attempts, shifts.attempts[1:], strict=False)
        if before.hit and attempt.hit and attempt.arrived_s is not None
    ]
    if not times:
        raise Undefined("there was no shift from one box to the other")
    return float(np.median(times))


_PLATFORM = "Weight shift training of computerised balance platforms (operation manual 950-440)"
_OWN = "WobbleQuest; a plain count of the game"

OWN: tuple[Rule[Shifts], ...] = (
    Rule(MeasureInfo(
        "shift_score_pct", "%", "higher", "100 (boxes hit - times the bounds were left) / boxes hit; not below 0.",
        _PLATFORM, "headline",
    ), shift_score_pct),
    Rule(MeasureInfo("shift_hits", "count", "higher", "Boxes that were leant into and held.", _OWN, "headline"), shift_hits),
    Rule(MeasureInfo(
        "bound_crossings", "count", "lower", "How often the dot left the bounds; at most once in 0.3 s.", _OWN, "headline",
    ), bound_crossings),
    Rule(MeasureInfo(
        "shift_time_s", "s", "lower",
        "Median time from the end of the stay in one box to the beginning of the stay in the other; hits that follow a hit.",
        "WobbleQuest", "headline",
    ), shift_time_s),
)

RULES: tuple[Rule[Shifts], ...] = (*OWN, *accuracy.RULES)
ABOUT: tuple[Rule[Record], ...] = (*provenance.LOWPASS, *provenance.RULES)


def shift_measures(motion: Motion, attempts: Sequence[Attempt], *, crossings: int, lowpass_hz: float | None = 5.0) -> dict[str, Measure]:
    """All measures of shifting, by name in the order of the register.

    Parameters
    ----------
    motion : the unsmoothed trial. attempts : one for each box that was held or given up, in trial time. crossings : of the bounds.
    lowpass_hz : cut-off for what is computed from movements; None takes the samples as they came.

    How straight the shifts are is told as of reaches, each from where the dot was to the box's middle; one with a gap or pause in it counts
    for hits and times only. Never raises for what the samples are: what cannot be computed is absent with a reason. Raises
    WobbleQuestError where the arrays are not equally long or the cut-off is not between 0 and 50 Hz.
    """
    record = record_of(motion, lowpass_hz=lowpass_hz)
    shifts = Shifts(record, attempts, crossings)
    out = measured(RULES, shifts) if record.n >= 2 else all_absent(RULES, message("there are not two usable samples"))
    return {**out, **measured(ABOUT, record)}
