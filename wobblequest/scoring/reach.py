"""The measures of reaching: leaning to one target after another."""

from __future__ import annotations

from collections.abc import Sequence

from wobblequest.core.messages import message
from wobblequest.core.motion import Motion
from wobblequest.core.result import Measure
from wobblequest.scoring import accuracy, excursion, provenance, reach_times, smoothness
from wobblequest.scoring.attempt import Attempt
from wobblequest.scoring.measure_info import Rule, all_absent, measured
from wobblequest.scoring.movement import Reaches
from wobblequest.scoring.record import Record, record_of

__all__ = ["Attempt", "reach_measures"]

RULES: tuple[Rule[Reaches], ...] = (
    *reach_times.RULES, *excursion.RULES, *accuracy.RULES, *accuracy.THROUGHPUT, *excursion.SPAN, *smoothness.RULES,
)
ABOUT: tuple[Rule[Record], ...] = (*provenance.LOWPASS, *provenance.RULES)


def reach_measures(motion: Motion, attempts: Sequence[Attempt], *, lowpass_hz: float | None = 5.0) -> dict[str, Measure]:
    """All measures of reaching, by name in the order of the register.

    Parameters
    ----------
    motion : the unsmoothed trial. attempts : one for each target, in trial time.
    lowpass_hz : cut-off for what is computed from movements; None takes the samples as they came.

    An attempt with a gap or pause in it, or whose target was no farther away than its radius, counts for hits and times only.
    Never raises for what the samples are: what cannot be computed is absent with a reason. Raises WobbleQuestError where the
    arrays are not equally long or the cut-off is not between 0 and 50 Hz.
    """
    record = record_of(motion, lowpass_hz=lowpass_hz)
    out = measured(RULES, Reaches(record, attempts)) if record.n >= 2 else all_absent(RULES, message("there are not two usable samples"))
    return {**out, **measured(ABOUT, record)}
