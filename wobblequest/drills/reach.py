"""Reach: lean to a circle, stay a moment, come back to the middle."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Literal

from pydantic import Field

from wobblequest.core.arena import CENTRE, Point, Target
from wobblequest.core.chance import Chance
from wobblequest.core.motion import Motion
from wobblequest.core.reach import Reach as PersonReach
from wobblequest.core.result import Measure
from wobblequest.core.samples import Tilt
from wobblequest.drills.advice import now_words
from wobblequest.drills.circles import (
    GENEROUS_S,
    LAST_CUE_S,
    PATIENCE_S,
    TIP_S,
    CircleParameters,
    CircleState,
    cued,
    just_done,
    lean,
    places_of,
    turned,
)
from wobblequest.drills.drill import Adjusted, Axis, Parameters
from wobblequest.drills.places import MIDDLE_RADIUS_DEG
from wobblequest.drills.sequence import sequence
from wobblequest.drills.stay import crossing
from wobblequest.drills.view import Ring, Spot, View
from wobblequest.scoring.reach import reach_measures

__all__ = ["GENEROUS_S", "PATIENCE_S", "REACH_DRILL", "TIP_S", "Reach", "ReachParameters", "ReachState"]


class ReachParameters(CircleParameters):
    """Reach: lean from the middle to circles in several directions and back."""

    order: Literal["random", "clockwise"] = Field(
        "random", description="`random`: every direction equally often, never the same twice running. `clockwise`: one after the other.",
    )
    return_hold_s: float = Field(
        0.8, ge=0.5, le=5, description="How long to stay in the middle between circles, in seconds; a random wait comes on top.",
    )
    return_wait_s: float = Field(0.8, ge=0, le=2, description="The random wait is at most this long, in seconds.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachState(CircleState):
    """Where the drill stands. settles_s : how long the middle must be held before each target."""

    parameters: ReachParameters
    settles_s: tuple[float, ...]


class Reach:
    """Lean to circles in turn: cue, lean, stay, back."""

    name: ClassVar[str] = "reach"
    title: ClassVar[str] = "Reach"
    idea: ClassVar[str] = "Lean to each circle and come back."
    primary: ClassVar[str] = "movement_error"
    higher_is_better: ClassVar[bool] = False
    axes: ClassVar[tuple[Axis, ...]] = ("size", "distance", "hold")
    Parameters: ClassVar[type[Parameters]] = ReachParameters

    def begin(self, parameters: ReachParameters, reach: PersonReach, chance: Chance) -> ReachState:
        p = parameters
        directions = sequence(p.directions_deg, p.targets, p.order, chance)
        settles = tuple(p.return_hold_s + chance.uniform(0.0, p.return_wait_s) for _ in directions)
        places = places_of(p, reach)
        return ReachState(parameters=p, reach=reach, places=places, directions=directions, settles_s=settles, notes=places.notes)

    def step(self, state: ReachState, sample: Tilt) -> ReachState:
        if state.finished:
            return replace(state, t_s=sample.t_s, moments=())
        dot = Point(sample.pitch_deg, sample.roll_deg)
        return _middle(state, sample.t_s, dot) if state.aim is None else lean(state, sample.t_s, dot)

    def adjust(self, state: ReachState, axis: Axis, step: int) -> tuple[ReachState, Adjusted]:
        return turned(state, axis, step)

    def target(self, state: ReachState, t_s: float) -> Target | None:  # noqa: ARG002 - targets stand still
        if state.finished:
            return None
        return state.aim if state.aim is not None else Target(CENTRE, MIDDLE_RADIUS_DEG)

    def view(self, state: ReachState, t_s: float) -> View:
        done, total, now = len(state.attempts), len(state.directions), state.t_s
        fraction = done / total
        shapes = just_done(state, t_s)
        if state.finished:
            return View(shapes, "Well done", done, total, fraction)
        if state.aim is not None:
            ring = Ring(state.aim.at, state.aim.radius_deg, "goal", min(state.stay.held_s(now) / state.hold_s, 1.0))
            words = now_words(state.stay, state.leaning, now, now - state.since_s)
            return View((*shapes, Spot(CENTRE, 0.6, "quiet"), ring), words, done, total, fraction)
        settle_s = state.settles_s[done]
        ring = Ring(CENTRE, MIDDLE_RADIUS_DEG, "goal", min(state.stay.held_s(now) / settle_s, 1.0))
        words = state.tip or ("Back to the middle" if done else "Stand in the middle")
        return View((*shapes, ring), words, done, total, fraction)

    def measures(self, state: ReachState, motion: Motion) -> dict[str, Measure]:
        return reach_measures(motion, state.attempts)


def _middle(state: ReachState, t_s: float, dot: Point) -> ReachState:
    """One sample on the way back to the middle, or waiting there for the next target."""
    if t_s > state.parameters.duration_s - LAST_CUE_S:
        return replace(state, t_s=t_s, finished=True, moments=("finish",))
    stay = state.stay.after(dot.distance_to(CENTRE) <= MIDDLE_RADIUS_DEG, t_s)
    i, waited = len(state.attempts), t_s - state.since_s
    ready = stay.held_s(t_s) >= state.settles_s[i] or waited >= PATIENCE_S
    if not ready or (state.tip and waited < TIP_S):
        return replace(state, t_s=t_s, stay=stay, moments=crossing(state.stay, stay))
    return cued(state, t_s)


REACH_DRILL = Reach()
