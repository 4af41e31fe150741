"""Reach: lean to a circle, stay a moment, and come back to the middle, or go on from there to the next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from math import radians, sin
from typing import ClassVar, Literal

from pydantic import Field, model_validator

from wobblequest.core.arena import CENTRE, Point, Target
from wobblequest.core.chance import Chance
from wobblequest.core.messages import Message, aloud, chain
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
from wobblequest.drills.limits import MOST_RADIUS_DEG, amount, refusal
from wobblequest.drills.places import GAP_DEG, MIDDLE_RADIUS_DEG
from wobblequest.drills.sequence import sequence
from wobblequest.drills.stay import Stay, crossing
from wobblequest.drills.view import Ring, Spot, View
from wobblequest.scoring.reach import reach_measures

__all__ = ["GENEROUS_S", "PATIENCE_S", "REACH_DRILL", "TIP_S", "Reach", "ReachParameters", "ReachState"]


Way = Literal["out-and-back", "target-to-target"]
REST_S = 30.0
LEAST_BETWEEN_DEG = 1.0
"""From target to target, at least this much lean from one circle's middle to the next circle's edge: else it is hit by standing still."""


class ReachParameters(CircleParameters):
    """Reach: lean to circles in several directions, from the middle and back, or from one to the next."""

    order: Literal["random", "clockwise"] = Field(
        "random", description="`random`: every direction equally often, never the same twice running. `clockwise`: one after the other.",
    )
    way: Way = Field(
        "out-and-back",
        description="`out-and-back`: to the middle between circles. `target-to-target`: from one to the next, back only after a miss.",
    )
    return_hold_s: float = Field(
        0.8, ge=0.5, le=5,
        description="How long to stay in the middle between circles, or before the first, in seconds; a random wait comes on top.",
    )
    return_wait_s: float = Field(0.8, ge=0, le=2, description="The random wait is at most this long, in seconds.")
    sets: int = Field(
        1, ge=1, le=3, description="How often there may be `duration_s` of work, with 30 s of rest between, until all circles have come.",
    )

    @model_validator(mode="after")
    def _apart(self) -> ReachParameters:
        if self.way == "target-to-target":
            if len(self.directions_deg) < 2:
                raise refusal("directions_deg", "from target to target there must be two directions at least")
            most = largest_between_deg(self.directions_deg)
            if self.radius_deg > most:
                words = f"at most {most:.1f}°" if most >= 1.0 else "other directions, farther apart"
                raise refusal("radius_deg", f"from target to target these circles would cover each other: give {words}")
        return self


def largest_between_deg(directions_deg: tuple[float, ...]) -> float:
    """The largest circle that may be gone to from its neighbour, in degrees, wherever a person's reach puts the two.

    No circle lies nearer to level than its radius r and `GAP_DEG`, so the middles of two in directions an angle a apart are never nearer
    than 2 (r + gap) sin(a / 2); for a of 90° and more, than their distance from level itself.
    """
    ordered = sorted(directions_deg)
    turns = [b - a for a, b in pairwise((*ordered, ordered[0] + 360.0))]
    chord = 2.0 * sin(radians(min(*turns, 90.0) / 2.0))
    return MOST_RADIUS_DEG if chord >= 1.0 else min(MOST_RADIUS_DEG, (chord * GAP_DEG - LEAST_BETWEEN_DEG) / (1.0 - chord))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachState(CircleState):
    """Where the drill stands. settles_s : how long the middle must be held before each target; from target to target, before the first.
    waits_s : the random part of it. sets, set_s : of work begun, and when the last one did. resting : between two of them."""

    parameters: ReachParameters
    settles_s: tuple[float, ...]
    waits_s: tuple[float, ...]
    sets: int = 1
    set_s: float = 0.0
    resting: bool = False

    @property
    def work_ends_s(self) -> float:
        return self.set_s + self.parameters.duration_s

    @property
    def last_cue_s(self) -> float:
        """No new target comes after this. Where there may be more work after a rest, none is begun that the rest would cut off."""
        p = self.parameters
        return self.work_ends_s - (LAST_CUE_S if p.sets == 1 else p.timeout_s or GENEROUS_S)

    @property
    def onward(self) -> Target | None:
        """The circle just reached, from which it goes on to the next; None where the middle comes first."""
        last = self.attempts[-1] if self.attempts else None
        if self.parameters.way == "out-and-back" or last is None or not last.hit or last.end_s < self.set_s:
            return None
        return Target(last.target, last.radius_deg)


class Reach:
    """Lean to circles in turn: cue, lean, stay, back or on."""

    name: ClassVar[str] = "reach"
    title: ClassVar[Message] = aloud("Reach")
    idea: ClassVar[Message] = aloud("Lean to each circle in turn.")
    primary: ClassVar[str] = "movement_error"
    higher_is_better: ClassVar[bool] = False
    axes: ClassVar[tuple[Axis, ...]] = ("size", "distance", "hold")
    Parameters: ClassVar[type[Parameters]] = ReachParameters

    def begin(self, parameters: ReachParameters, reach: PersonReach, chance: Chance) -> ReachState:
        p = parameters
        directions = sequence(p.directions_deg, p.targets, p.order, chance)
        waits = tuple(chance.uniform(0.0, p.return_wait_s) for _ in directions)
        settles = tuple(p.return_hold_s + wait for wait in waits)
        places = places_of(p, reach)
        return ReachState(
            parameters=p, reach=reach, places=places, directions=directions, settles_s=settles, waits_s=waits, notes=places.notes,
        )

    def step(self, state: ReachState, sample: Tilt) -> ReachState:
        if state.finished:
            return replace(state, t_s=sample.t_s, moments=())
        if state.resting:
            return _rest(state, sample.t_s)
        dot = Point(sample.pitch_deg, sample.roll_deg)
        if state.aim is not None:
            return lean(state, sample.t_s, dot)
        return _middle(state, sample.t_s, dot) if state.onward is None else _onward(state, sample.t_s)

    def adjust(self, state: ReachState, axis: Axis, step: int) -> tuple[ReachState, Adjusted]:
        p = state.parameters
        after, done = turned(state, axis, step)
        if p.way == "target-to-target" and done.parameters.radius_deg > largest_between_deg(p.directions_deg):
            words = chain([aloud("Already the largest circle these ways allow"), amount(p.radius_deg, "°")], ": ")
            return state, Adjusted(p, words, False)
        return after, done

    def target(self, state: ReachState, t_s: float) -> Target | None:  # noqa: ARG002 - targets stand still
        if state.finished or state.resting:
            return None
        return state.aim or state.onward or Target(CENTRE, MIDDLE_RADIUS_DEG)

    def view(self, state: ReachState, t_s: float) -> View:
        done, total, now = len(state.attempts), len(state.directions), state.t_s
        fraction = done / total
        shapes = just_done(state, t_s)
        if state.finished:
            return View(shapes, aloud("Well done"), done, total, fraction)
        if state.resting:
            ring = Ring(CENTRE, MIDDLE_RADIUS_DEG, "goal", min((t_s - state.since_s) / REST_S, 1.0))
            return View((ring,), aloud("Rest a moment, hold on if needed"), done, total, fraction)
        if state.aim is not None:
            ring = Ring(state.aim.at, state.aim.radius_deg, "goal", min(state.stay.held_s(now) / state.hold_s, 1.0))
            words = now_words(state.stay, state.leaning, now, now - state.since_s)
            return View((*shapes, Spot(CENTRE, 0.6, "quiet"), ring), words, done, total, fraction)
        onward = state.onward
        if onward is not None:
            return View((Ring(onward.at, onward.radius_deg, "done", 1.0),), aloud("Wait there for the next circle"), done, total, fraction)
        settle_s = state.settles_s[done]
        ring = Ring(CENTRE, MIDDLE_RADIUS_DEG, "goal", min(state.stay.held_s(now) / settle_s, 1.0))
        words = state.tip or (aloud("Back to the middle") if done else aloud("Stand in the middle"))
        return View((*shapes, ring), words, done, total, fraction)

    def measures(self, state: ReachState, motion: Motion) -> dict[str, Measure]:
        return reach_measures(motion, state.attempts)


def _middle(state: ReachState, t_s: float, dot: Point) -> ReachState:
    """One sample on the way back to the middle, or waiting there for the next target."""
    if t_s > state.last_cue_s:
        return _work_over(state, t_s)
    stay = state.stay.after(dot.distance_to(CENTRE) <= MIDDLE_RADIUS_DEG, t_s)
    i, waited = len(state.attempts), t_s - state.since_s
    ready = stay.held_s(t_s) >= state.settles_s[i] or waited >= PATIENCE_S
    if not ready or (state.tip and waited < TIP_S):
        return replace(state, t_s=t_s, stay=stay, moments=crossing(state.stay, stay))
    return cued(state, t_s)


def _work_over(state: ReachState, t_s: float) -> ReachState:
    """There is no time for another target: a rest, or the end."""
    if state.sets < state.parameters.sets:
        return replace(state, t_s=t_s, since_s=t_s, stay=Stay(), tip="", resting=True, moments=())
    return replace(state, t_s=t_s, finished=True, moments=("finish",))


def _rest(state: ReachState, t_s: float) -> ReachState:
    if t_s - state.since_s < REST_S:
        return replace(state, t_s=t_s, moments=())
    return replace(state, t_s=t_s, since_s=t_s, set_s=t_s, sets=state.sets + 1, resting=False, moments=())


def _onward(state: ReachState, t_s: float) -> ReachState:
    """One sample in the circle just reached, until the next one appears."""
    if t_s > state.last_cue_s:
        return _work_over(state, t_s)
    if t_s - state.since_s < state.waits_s[len(state.attempts)]:
        return replace(state, t_s=t_s, moments=())
    return cued(state, t_s)


REACH_DRILL = Reach()
