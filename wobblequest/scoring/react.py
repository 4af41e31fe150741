"""The measures of reacting: a target that appears at a time and in a direction which nobody can foresee.

Speed is told as its mean, 1 / time, with 0 for a target that was not reached, as the psychomotor vigilance test does with its reaction
times (Basner & Dinges 2011): one long time counts for little, and whoever lets hard targets go is not the faster for it. A deviation: the
time here is that of the whole answer, until the person is there to stay, and not of a finger's press. Where the test calls what comes
before 0.1 s a false start, here whoever is there before 0.5 s was swayed there, and counts as there then.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from wobblequest.core.messages import message
from wobblequest.core.motion import Array, Motion
from wobblequest.core.result import Measure
from wobblequest.scoring import accuracy, excursion, provenance, reach_times
from wobblequest.scoring.attempt import Attempt
from wobblequest.scoring.measure_info import MeasureInfo, Rule, Undefined, all_absent, measured
from wobblequest.scoring.movement import Reaches, Way
from wobblequest.scoring.reach_times import ANTICIPATION_S, onset_s
from wobblequest.scoring.record import Record, record_of

LEAST_ANSWER_S = 0.5
"""To see and begin takes 0.2 s at the least, and to tip a board longer: who is there sooner was on the way by chance, and chance is not to
count for more than the best answer."""
DIRECTION_SHARE = 0.5
"""Of the way to the target: where the first direction is read. Nearer it would be sway, farther it is corrected already."""
PROMINENCE = 0.1
"""Of the greatest speed: a peak that stands out less is not counted."""


class Responses(Reaches):
    """All attempts of a trial. early : how often the middle was left before a target came."""

    def __init__(self, record: Record, attempts: Sequence[Attempt], early: int) -> None:
        super().__init__(record, attempts)
        self.early = early


def response_speed_per_s(responses: Responses) -> float:
    """Mean of 1 / (time until there to stay)."""
    if not responses.attempts:
        raise Undefined(message("there was no attempt"))
    times = (attempt.arrived_s - attempt.cue_s for attempt in responses.attempts if attempt.hit and attempt.arrived_s is not None)
    return sum(1.0 / max(time_s, LEAST_ANSWER_S) for time_s in times) / len(responses.attempts)


def anticipations(responses: Responses) -> float:
    return responses.over_ways(lambda way: float(onset_s(way) < ANTICIPATION_S), np.sum)


def early_starts(responses: Responses) -> float:
    return float(responses.early)


def initial_direction_error(responses: Responses) -> float:
    return responses.mean(_direction_error_deg)


def _direction_error_deg(way: Way) -> float:
    """Angle (deg, 0–180) at the origin between the target and where the dot first is half of the way out, after the cue."""
    s, q = way.s_deg[way.cue :], way.q_deg[way.cue :]
    out = np.hypot(s, q) >= DIRECTION_SHARE * way.distance_deg
    if out[0]:
        raise Undefined("the dot was half of the way out already as the target appeared")
    if not out.any():
        raise Undefined("the dot never went half of the way out")
    first = int(np.argmax(out))
    return float(np.degrees(np.arctan2(abs(q[first]), s[first])))


def speed_peaks(responses: Responses) -> float:
    return responses.mean(_speed_peaks)


def _speed_peaks(way: Way) -> float:
    """Of the speed in the plane, from the cue to the first time on the target."""
    s, q = way.s_deg[way.cue :], way.q_deg[way.cue :]
    on = np.hypot(s - way.distance_deg, q) <= way.attempt.radius_deg
    if not on.any():
        raise Undefined("no target was come onto")
    if on[0]:
        raise Undefined("the dot was on the target already as it appeared")
    stop = way.cue + int(np.argmax(on)) + 1
    return float(peaks(np.hypot(way.v_dps[way.cue : stop], way.w_dps[way.cue : stop])))


def peaks(speed: Array) -> int:
    """How many peaks a speed has that stand out by a tenth of the greatest. A rise that the end cuts off counts as one."""
    if not speed.size:
        return 0
    least = PROMINENCE * float(speed.max())
    count, rising, turn = 0, False, float(speed[0])
    for v in speed.tolist():
        if rising:
            turn = max(turn, v)
            if turn - v >= least:
                rising, turn = False, v
        else:
            turn = min(turn, v)
            if v - turn >= least > 0:
                count, rising, turn = count + 1, True, v
    return count


_OWN = "WobbleQuest"

OWN: tuple[Rule[Responses], ...] = (
    Rule(MeasureInfo(
        "response_speed_per_s", "1/s", "higher",
        "Mean over the targets of 1 / time from the cue until there to stay, 0 for a miss; a time below 0.5 s counts as 0.5 s.",
        "Basner & Dinges 2011, Sleep 34:581 (response speed), here of a whole lean", "headline",
    ), response_speed_per_s),
    Rule(MeasureInfo(
        "anticipations", "count", "lower", "Movements that began before 0.1 s after the cue: they have no reaction time.", _OWN,
    ), anticipations),
    Rule(MeasureInfo(
        "early_starts", "count", "lower",
        "How often the middle was left while waiting for a target: the dot without its sway went more than 5 degrees off.", _OWN,
    ), early_starts),
    Rule(MeasureInfo(
        "initial_direction_error", "deg", "lower",
        "Angle between the target and where the dot first was half of the way out, seen from where it waited; mean over attempts.",
        "WobbleQuest, after the directional error of reaching (Krakauer et al. 2000, J Neurosci 20:8916)",
    ), initial_direction_error),
    Rule(MeasureInfo(
        "speed_peaks", "count", "lower",
        "Peaks of the speed, after smoothing, from the cue to the first time on the target; mean over the targets come onto.",
        "Rohrer et al. 2002, J Neurosci 22:8297 (peaks metric)",
    ), speed_peaks),
)

RULES: tuple[Rule[Responses], ...] = (OWN[0], *reach_times.RULES, *OWN[1:], *excursion.RULES, *accuracy.RULES)
ABOUT: tuple[Rule[Record], ...] = (*provenance.LOWPASS, *provenance.RULES)


def react_measures(motion: Motion, attempts: Sequence[Attempt], *, early: int, lowpass_hz: float | None = 5.0) -> dict[str, Measure]:
    """All measures of reacting, by name in the order of the register.

    Parameters
    ----------
    motion : the unsmoothed trial. attempts : one for each target, in trial time. early : how often a wait was left.
    lowpass_hz : cut-off for what is computed from movements; None takes the samples as they came.

    An attempt with a gap or pause in it counts for hits and times only. Never raises for what the samples are: what cannot be computed is
    absent with a reason. Raises WobbleQuestError where the arrays are not equally long or the cut-off is not between 0 and 50 Hz.
    """
    record = record_of(motion, lowpass_hz=lowpass_hz)
    responses = Responses(record, attempts, early)
    out = measured(RULES, responses) if record.n >= 2 else all_absent(RULES, message("there are not two usable samples"))
    return {**out, **measured(ABOUT, record)}
