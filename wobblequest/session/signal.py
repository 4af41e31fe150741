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
from wobblequest.session.signal_values import Floats, disordered_share, repeats_in, saturated_share, spikes_in, values_of
from wobblequest.session.signal_verdict import Amiss, verdict

GAP_S = 0.1
"""A longer silence is a gap: nothing is made up across it."""
GAP_STEPS = 2.5
"""A board so slow that its usual steps are as long has a gap after so many of them: one lost sample is none yet."""
LONGEST_USUAL_S = 1.0
LONGEST_HEARD_S = 0.25
LEAST_STEP_S = 1e-6
RESTART_S = 1.0
"""A board whose own time goes back by more was started anew (pulled out, reset): its time counts from there."""
LATE_STEPS = 1.5
"""From so many usual steps on a sample is missing in between; less is jitter."""
POLLED_KINDS = ("joystick", "wii")
"""Their state is looked at a hundred times a second, whether they have measured anew or not: the same again is no fault of theirs."""


class Timing(NamedTuple):
    """usual_s : the middle one of the steps. ordinary, gaps : steps outside gaps, and gaps. lost : samples that never came outside gaps.
    jitter_s : SD of the ordinary steps with no sample missing in them."""

    usual_s: float
    ordinary: Floats
    gaps: Floats
    lost: float
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
    ahead_s = _ahead_of_all_before(readings, came)
    usable = ahead_s > 0.0
    t, values = came[usable], values_of([reading for reading, it_is in zip(readings, usable, strict=True) if it_is])
    heard = _heard(t)
    repeats, polled = repeats_in(heard, values), kind in POLLED_KINDS
    timing = _timing(t[~repeats.frozen], silent_s)
    count, played_s = int(timing.ordinary.size), float(np.sum(timing.ordinary))
    doubled, disordered = int(np.count_nonzero(ahead_s == 0.0)), int(np.count_nonzero(ahead_s < 0.0))
    again, exchanged = (0.0, 0.0) if polled else (repeats.doubled_share * count, disordered_share(values) * count)
    # A sample that came too late left a hole where it belonged, and one that came twice makes the next look late: the most, not the sum.
    not_there = doubled + max(timing.lost, again, disordered + exchanged)
    lost = max(0.0, timing.lost - disordered)
    amiss: dict[Amiss, float] = {"missing": lost, "twice": doubled + again, "disordered": disordered + exchanged}
    quality = Quality(
        rate_hz=round(count * (1.0 - repeats.share) / played_s, 3) if count else None,
        gaps=int(timing.gaps.size), faults=faults,
        lost_s=round(float(np.sum(timing.gaps)) - int(timing.gaps.size) * (played_s / count if count else 0.0), 6),
        jitter_ms=round(1000.0 * timing.jitter_s, 3) if count else None,
        missing_pct=round(100.0 * min(1.0, not_there / (came.size - 1 + lost)), 3) if count else None,
        spikes=spikes_in(t, values, timing.usual_s), saturated_pct=round(100.0 * saturated_share(values), 3),
        drift_deg_per_min=drift_at_rest(t, values),
    )
    if kind not in SENSOR_KINDS:
        return replace(quality, word="good")
    if not polled:
        quality = replace(quality, stuck="both" if hung(heard, values, repeats) else stuck_axis(heard, values))
    silence_s = float(np.sum(np.minimum(timing.gaps, LONGEST_USUAL_S)))
    word, reason = verdict(
        quality, samples=int(t.size), lasted_s=played_s + silence_s, silent_s=silence_s, amiss=max(amiss, key=lambda way: amiss[way]),
    )
    return replace(quality, word=word, reason=reason)


def _ahead_of_all_before(readings: Sequence[Reading], t: Floats) -> Floats:
    """By how much each sample is later than the latest before it (s), by the board's own time where it has one.

    The source's clock puts what was sent twice with the same time a hair later, for its own time never stands still.
    """
    by_device = [reading.device_t_s for reading in readings if reading.device_t_s is not None]
    ahead = np.full(t.size, np.inf)
    ahead[1:] = t[1:] - np.maximum.accumulate(t)[:-1]
    if len(by_device) == t.size > 1:
        device_t = np.array(by_device, dtype=np.float64)
        steps = np.diff(device_t)
        device_t[1:] += np.cumsum(np.where(steps < -RESTART_S, LEAST_STEP_S - steps, 0.0))
        ahead[1:] = np.minimum(ahead[1:], device_t[1:] - np.maximum.accumulate(device_t)[:-1])
    return ahead


def _heard(t: Floats) -> Floats:
    """For how long the board was heard until each sample: what says the same after a gap as before it has not said it all the while."""
    heard = np.zeros(t.size)
    heard[1:] = np.cumsum(np.minimum(np.diff(t), LONGEST_HEARD_S))
    return heard


def _timing(t: Floats, silent_s: float) -> Timing:
    steps = np.diff(t)
    usual_s = float(np.median(steps)) if steps.size else 0.0
    gap_s = max(GAP_S, GAP_STEPS * usual_s) if usual_s <= LONGEST_USUAL_S else GAP_S
    ordinary, gaps = steps[steps <= gap_s], steps[steps > gap_s]
    if silent_s > gap_s:
        gaps = np.append(gaps, silent_s)
    late = ordinary >= LATE_STEPS * usual_s
    lost = 0.0
    if usual_s > 0.0:  # what steps after a late one make good for was only late
        left_out = np.maximum(1.0, np.round(ordinary[late] / usual_s) - 1.0)
        lost = min(float(np.sum(left_out)), float(np.sum(ordinary)) / usual_s - ordinary.size)
    on_time = ordinary[~late]
    return Timing(usual_s, ordinary, gaps, max(0.0, lost), float(np.std(on_time)) if on_time.size else 0.0)
