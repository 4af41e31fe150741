"""The trial as a fold: one pure step from a state and a sample to the next state.

A trial reads no clock but its samples. Trial time runs only in the phase *play*, by the distance between samples; a gap of
more than 0.25 s adds nothing to it ("no samples, no time") and leaves a break that no measure crosses.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import hypot
from typing import Any, Literal

from wobblequest.core.arena import CENTRE, Point
from wobblequest.core.samples import Tilt
from wobblequest.drills.drill import Drill, DrillState

Phase = Literal["countdown", "play", "paused", "recentre", "finished", "stopped"]

COUNTDOWN_S = 3.0
RECENTRE_RADIUS_DEG = 5.0
RECENTRE_HOLD_S = 1.0
LONGEST_STEP_S = 0.25
"""A longer silence is a gap: the link is stale by then, and time stands still."""
SAFE_TILT_DEG = 28.0
"""Beyond any board's rim (20–23°): the board has tipped over or was stepped off, and the trial stops by itself."""


@dataclass(frozen=True, slots=True)
class TrialState:
    """Where a trial stands.

    drill : the drill's own state. t_s : source time of the newest sample, None before the first. play_s : trial time.
    left_s : what is left of the countdown. centred_s : how long the dot has been at the middle. reason : why paused or stopped.
    cursor : the smoothed dot. played : whether the newest sample was one of play. broke : whether play went on after a break
    with that sample.
    """

    drill: DrillState
    phase: Phase = "countdown"
    t_s: float | None = None
    play_s: float = 0.0
    left_s: float = COUNTDOWN_S
    centred_s: float = 0.0
    reason: str = ""
    cursor: Point = CENTRE
    played: bool = False
    broke: bool = False
    started: bool = False

    @property
    def over(self) -> bool:
        return self.phase in ("finished", "stopped")


def step(drill: Drill[Any, Any], state: TrialState, smoothed: Tilt) -> TrialState:
    """The state after one more sample (smoothed, source time). A sample that does not come after the last one changes nothing."""
    if state.over:
        return state
    dt = 0.0 if state.t_s is None else smoothed.t_s - state.t_s
    if state.t_s is not None and dt <= 0:
        return state
    gap = dt > LONGEST_STEP_S
    dt = 0.0 if gap else dt
    t_s, cursor = smoothed.t_s, Point(smoothed.pitch_deg, smoothed.roll_deg)
    if hypot(*cursor) > SAFE_TILT_DEG:
        return stop(replace(state, t_s=t_s, cursor=cursor, played=False, broke=False), "over-tilt")
    if state.phase == "countdown":
        left_s = state.left_s - dt
        if left_s > 1e-9:
            return replace(state, t_s=t_s, cursor=cursor, played=False, broke=False, left_s=left_s)
    elif state.phase != "play":
        state = replace(state, t_s=t_s, cursor=cursor, played=False, broke=False)
        return _recentre(state, dt) if state.phase == "recentre" else state
    play_s = state.play_s + dt if state.started else 0.0
    drilled = drill.step(state.drill, Tilt(play_s, *cursor))
    return replace(
        state, drill=drilled, t_s=t_s, cursor=cursor, play_s=play_s, left_s=0.0, played=True, started=True,
        broke=state.started and (gap or not state.played), phase="finished" if drilled.finished else "play",
    )


def _recentre(state: TrialState, dt: float) -> TrialState:
    at_centre = state.cursor.distance_to(CENTRE) <= RECENTRE_RADIUS_DEG
    centred_s = state.centred_s + dt if at_centre else 0.0
    if centred_s >= RECENTRE_HOLD_S:
        return replace(state, phase="countdown", left_s=COUNTDOWN_S, centred_s=0.0)
    return replace(state, centred_s=centred_s)


def pause(state: TrialState, reason: str) -> TrialState:
    """Halt at once, from anywhere but the end."""
    return state if state.over else replace(state, phase="paused", reason=reason, played=False)


def resume(state: TrialState) -> TrialState:
    """Go on after a pause: first back to the middle, then a countdown, then play."""
    if state.phase != "paused":
        return state
    return replace(state, phase="recentre", centred_s=0.0, left_s=COUNTDOWN_S, reason="")


def stop(state: TrialState, reason: str) -> TrialState:
    """End at once, for good."""
    return state if state.over else replace(state, phase="stopped", reason=reason, played=False)
