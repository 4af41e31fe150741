"""How good a signal was: measured from the readings as they came, without calibration, and judged in one word with a reason.

A pure function of a recording: playing it again or scoring it anew gives the same word. ``docs/signal.md`` says it for therapists.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from wobblequest.core.recording import SENSOR_KINDS
from wobblequest.core.result import Quality
from wobblequest.core.samples import Reading
from wobblequest.session.signal_rest import drift_at_rest
from wobblequest.session.signal_stuck import hung, stuck_axis
from wobblequest.session.signal_values import Floats, repeats_in, saturated_share, spikes_in, values_of
from wobblequest.session.signal_verdict import verdict

GAP_S = 0.1
"""A longer silence is a gap: nothing is made up across it."""
GAP_STEPS = 2.5
"""A board so slow that its usual steps are as long has a gap after so many of them: one lost sample is none yet."""
LONGEST_USUAL_S = 1.0
LATE_STEPS = 1.5
"""From so many usual steps on a sample is missing in between; less is jitter."""
DOUBLED_S = 2e-6
"""What a board sent twice with the same time of its own, the source's clock puts a millionth of a second later."""
POLLED_KINDS = ("joystick", "wii")
"""Their state is looked at a hundred times a second, whether they have measured anew or not: the same again is no fault of theirs."""


class Timing(NamedTuple):
    """usual_s : the middle one of the steps. ordinary, gaps : steps outside gaps, and gaps. lost : samples that never came outside gaps.
    jitter_s : SD of the ordinary steps with no sample missing in them."""

    usual_s: float
    ordinary: Floats
    gaps: Floats
    lost: int
    jitter_s: float


def quality_of(
    readings: Sequence[Reading], faults: int = 0, kind: str = "serial", *, silent_s: float = 0.0,
) -> Quality:
    """Measure and judge the signal in these readings, as they came. `core.result.Quality` says what each number is.

    faults : damaged frames while they came. kind : of the source (`SourceInfo.kind`).
    silent_s : for how long nothing has come since the last one.
    Keys, mice and simulations have no signal that could be bad: they are measured and called good. Never raises.
    """
    came = np.array([reading.t_s for reading in readings], dtype=np.float64)
    is_new = _later_than_all_before(came)
    new = [reading for reading, wanted in zip(readings, is_new, strict=True) if wanted]
    t, values = came[is_new], values_of(new)
    unusable = len(readings) - len(new)
    repeats = repeats_in(t, values)
    timing = _timing(t[~repeats.frozen], silent_s)
    count, played_s = int(timing.ordinary.size), float(np.sum(timing.ordinary))
    repeated = 0.0 if kind in POLLED_KINDS else repeats.doubled_share * count
    quality = Quality(
        rate_hz=round(count * (1.0 - repeats.share) / played_s, 3) if count else None,
        gaps=int(timing.gaps.size), faults=faults,
        lost_s=round(float(np.sum(timing.gaps)) - int(timing.gaps.size) * (played_s / count if count else 0.0), 6),
        jitter_ms=round(1000.0 * timing.jitter_s, 3) if count else None,
        missing_pct=round(100.0 * (timing.lost + unusable + repeated) / (count + unusable + timing.lost), 3) if count else None,
        spikes=spikes_in(t, values, timing.usual_s), saturated_pct=round(100.0 * saturated_share(values), 3),
        stuck="", drift_deg_per_min=drift_at_rest(t, values),
    )
    if kind not in SENSOR_KINDS:
        return replace(quality, word="good")
    polled = kind in POLLED_KINDS
    quality = replace(quality, stuck="" if polled else "both" if hung(t, values, repeats.frozen) else stuck_axis(t, values))
    silent = float(np.sum(np.minimum(timing.gaps, LONGEST_USUAL_S)))
    word, reason = verdict(quality, samples=len(new), lasted_s=played_s + silent, silent_s=silent)
    return replace(quality, word=word, reason=reason)


def _later_than_all_before(t: Floats) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which samples the trial can use: it ignores those that are not later than the newest."""
    later = np.ones(t.size, dtype=np.bool_)
    if t.size:
        later[1:] = t[1:] - np.maximum.accumulate(t)[:-1] > DOUBLED_S
    return later


def _timing(t: Floats, silent_s: float) -> Timing:
    steps = np.diff(t)
    usual_s = float(np.median(steps)) if steps.size else 0.0
    gap_s = max(GAP_S, GAP_STEPS * usual_s) if usual_s <= LONGEST_USUAL_S else GAP_S
    ordinary, gaps = steps[steps <= gap_s], steps[steps > gap_s]
    if silent_s > gap_s:
        gaps = np.append(gaps, silent_s)
    late = ordinary >= LATE_STEPS * usual_s
    lost = int(np.sum(np.maximum(1.0, np.round(ordinary[late] / usual_s) - 1.0))) if usual_s > 0.0 else 0
    on_time = ordinary[~late]
    return Timing(usual_s, ordinary, gaps, lost, float(np.std(on_time)) if on_time.size else 0.0)
