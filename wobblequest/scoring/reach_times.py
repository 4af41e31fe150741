"""How often and how fast targets were reached.

Medians over hits: a timeout is a miss, never a long time. Entering a target is seen in the samples as they came.
"""

from __future__ import annotations

import numpy as np

from wobblequest.core.messages import message
from wobblequest.scoring.measure_info import MeasureInfo, Rule, Undefined
from wobblequest.scoring.movement import Reaches, Way

ANTICIPATION_S = 0.1
_LEAST_RISE_DEG, _HELD_S, _LEAST_BEFORE_S = 0.5, 0.2, 0.5
_OWN = "WobbleQuest"
_LOS = "Clinical limits-of-stability tests; onset by threshold and zero of speed"


def hit_rate_pct(reaches: Reaches) -> float:
    if not reaches.attempts:
        raise Undefined(message("there was no attempt"))
    return 100.0 * sum(attempt.hit for attempt in reaches.attempts) / len(reaches.attempts)


def time_to_target_s(reaches: Reaches) -> float:
    record = reaches.record
    times = []
    for attempt in reaches.attempts:
        if not attempt.hit:
            continue
        a, b = np.searchsorted(record.t_s, (attempt.cue_s - 1e-9, attempt.end_s + 1e-9))
        off = np.hypot(record.pitch_deg[a:b] - attempt.target.pitch_deg, record.roll_deg[a:b] - attempt.target.roll_deg)
        inside = np.flatnonzero(off <= attempt.radius_deg + 1e-9)
        if inside.size:
            times.append(float(record.t_s[a + inside[0]]) - attempt.cue_s)
    if not times:
        raise Undefined(_no_hit(reaches))
    return float(np.median(times))


def time_to_hold_s(reaches: Reaches) -> float:
    times = [attempt.held_s - attempt.cue_s for attempt in reaches.attempts if attempt.hit and attempt.held_s is not None]
    if not times:
        raise Undefined("no dwell is known" if any(attempt.hit for attempt in reaches.attempts) else _no_hit(reaches))
    return float(np.median(times))


def reaction_time_s(reaches: Reaches) -> float:
    return reaches.median(_reaction_s)


def _reaction_s(way: Way) -> float:
    """Cue to onset. Raises `Undefined` where `onset_s` does, or where the onset came before 0.1 s."""
    reaction_s = onset_s(way)
    if reaction_s < ANTICIPATION_S:
        raise Undefined("all movements began before 0.1 s after the cue: they were anticipated")
    return reaction_s


def onset_s(way: Way) -> float:
    """Cue to onset, below 0 where it came first. Raises `Undefined` where there is no rest before the cue, or no clear start."""
    _, stop = way.first_movement()
    t, s, cue = way.t_s, way.s_deg, way.cue
    cue_s = way.attempt.cue_s
    if cue < 3 or cue_s - t[0] < _LEAST_BEFORE_S - 1e-6:
        raise Undefined(f"there were not {_LEAST_BEFORE_S:g} s of rest before a cue")
    rest = s[:cue]
    above = s >= rest.mean() + max(2 * rest.std(), _LEAST_RISE_DEG)
    crossings = 1 + np.flatnonzero(above[1:] & ~above[:-1])
    held = 0
    for i in crossings[(crossings >= cue) & (crossings <= stop)][::-1].tolist():
        if above[i : np.searchsorted(t, t[i] + _HELD_S)].all():
            held = i
            break
    if not held:
        raise Undefined("no movement had a clear start")
    turned = np.flatnonzero(way.v_dps[:held] <= 0)
    return float(t[turned[-1]] if turned.size else t[0]) - cue_s


def _no_hit(reaches: Reaches) -> str:
    return "no target was hit" if reaches.attempts else message("there was no attempt")


RULES: tuple[Rule[Reaches], ...] = (
    Rule(MeasureInfo(
        "hit_rate_pct", "%", "higher", "Share of the targets that were reached and held in time.", _OWN, "headline",
    ), hit_rate_pct),
    Rule(MeasureInfo(
        "time_to_target_s", "s", "lower", "Median over hits of the time from the cue to the first time on the target.", _OWN, "headline",
    ), time_to_target_s),
    Rule(MeasureInfo(
        "time_to_hold_s", "s", "lower", "Median over hits of the time from the cue to the end of the first full dwell.", _OWN,
    ), time_to_hold_s),
    Rule(MeasureInfo(
        "reaction_time_s", "s", "lower",
        "Median time from the cue to the start of the movement; starts before 0.1 s are anticipations and do not count.", _LOS,
    ), reaction_time_s),
)
