"""The measures of following a moving target. The first 2 s do not count: the person has yet to find it."""

from __future__ import annotations

from wobblequest.core.motion import Motion
from wobblequest.core.result import Measure
from wobblequest.scoring import following, provenance, time_on_target, tracking_error
from wobblequest.scoring.counted import counted, why_nothing_counts
from wobblequest.scoring.following import Following
from wobblequest.scoring.measure_info import Rule, all_absent, measured
from wobblequest.scoring.record import Record, record_of

START_S = 2.0

_OF_TARGET = ("time_on_target_pct", "radius_deg")
RULES: tuple[Rule[Record], ...] = (*tracking_error.RULES, *(r for r in time_on_target.RULES if r.info.name in _OF_TARGET))
FOLLOWING: tuple[Rule[Following], ...] = following.RULES
ABOUT: tuple[Rule[Record], ...] = provenance.RULES


def tracking_measures(motion: Motion) -> dict[str, Measure]:
    """All measures of following a target, by name in the order of the register.

    motion : the unsmoothed trial with its target; samples without a target do not count, nor do those of the first 2 s.

    Never raises for what the samples are: what cannot be computed is absent with a reason. Raises WobbleQuestError where the
    arrays are not equally long.
    """
    whole = record_of(motion)
    record = record_of(counted(motion, whole, START_S))
    if record.n < 2:
        why = why_nothing_counts(motion, f"the first {START_S:g} s")
        out = {**all_absent(RULES, why), **all_absent(FOLLOWING, why)}
    else:
        out = {**measured(RULES, record), **measured(FOLLOWING, Following(record))}
    return {**out, **measured(ABOUT, whole)}
