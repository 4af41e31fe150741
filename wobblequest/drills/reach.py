"""Reach: lean to a circle, stay a moment, come back to the middle."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field, field_validator, model_validator

from wobblequest.core.arena import CENTRE, Point, Target
from wobblequest.core.chance import Chance
from wobblequest.core.motion import Motion
from wobblequest.core.reach import Reach as PersonReach
from wobblequest.core.result import Measure
from wobblequest.core.samples import Tilt
from wobblequest.drills.advice import Leaning, now_words, tip_words
from wobblequest.drills.drill import Adjusted, Axis, DrillState, Moment, Parameters
from wobblequest.drills.limits import (
    HOLD,
    MOST_WORK_S,
    DirectionDeg,
    DistanceDeg,
    DistancePct,
    RadiusDeg,
    just_one,
    one_of,
    refusal,
)
from wobblequest.drills.places import GAP_DEG, MIDDLE_RADIUS_DEG, Places, place_all, turned_circles
from wobblequest.drills.sequence import sequence
from wobblequest.drills.stay import Stay, crossing
from wobblequest.drills.view import Ring, Shape, Spot, View
from wobblequest.scoring.reach import Attempt, reach_measures

GENEROUS_S = 20.0
"""Without a time limit a target still makes room after this: nobody stands leaning towards what they cannot reach."""
PATIENCE_S = 10.0
"""Who cannot find the middle in this time gets the next target all the same."""
LAST_CUE_S = 5.0
"""No new target comes so short before the end: one under way then would be cut off."""
TIP_S = 4.0
"""After a miss the words on what to try next stand at least this long."""
SHOWN_DONE_S = 1.2


class ReachParameters(Parameters):
    """Reach: lean from the middle to circles in several directions and back."""

    model_config = ConfigDict(json_schema_extra=just_one("distance_pct", "distance_deg"))

    radius_deg: RadiusDeg
    directions_deg: Annotated[tuple[DirectionDeg, ...], Field(strict=False, min_length=1, max_length=8)] = Field(
        (0.0, 45.0, 90.0, 135.0, 180.0, 225.0, 270.0, 315.0),
        description="Where the circles are: 0 forward, 90 right, 180 back, 270 left; one to eight directions.",
    )
    order: Literal["random", "clockwise"] = Field(
        "random", description="`random`: every direction equally often, never the same twice running. `clockwise`: one after the other.",
    )
    targets: int = Field(8, ge=1, le=16, description="How many circles.")
    distance_pct: DistancePct | None = Field(
        None, description="How far out the circles are, in per cent of how far this person leans in each direction.",
    )
    distance_deg: DistanceDeg | None = Field(None, description="How far out the circles are, in degrees of tilt, the same for everyone.")
    hold_s: float = Field(1.0, ge=0.3, le=10, description="How long to stay in a circle, in seconds. Leaving it starts the stay anew.")
    timeout_s: float | None = Field(
        None, ge=3, le=GENEROUS_S, description="Give up on a circle after this many seconds. Leave it out for no pressure (20 s).",
    )
    return_hold_s: float = Field(
        0.8, ge=0.5, le=5, description="How long to stay in the middle between circles, in seconds; a random wait comes on top.",
    )
    return_wait_s: float = Field(0.8, ge=0, le=2, description="The random wait is at most this long, in seconds.")
    duration_s: float = Field(
        MOST_WORK_S, ge=30, le=MOST_WORK_S, description="The exercise ends after this many seconds, even if not all circles have come.",
    )

    @field_validator("directions_deg")
    @classmethod
    def _each_once(cls, directions: tuple[float, ...]) -> tuple[float, ...]:
        if len(set(directions)) < len(directions):
            raise ValueError("each direction may be named once")
        return directions

    @model_validator(mode="after")
    def _fits(self) -> ReachParameters:
        one_of(self, "distance_pct", "distance_deg", "circles need a distance")
        if self.distance_deg is not None and self.distance_deg < self.radius_deg + GAP_DEG:
            least = self.radius_deg + GAP_DEG
            raise refusal("distance_deg", f"a circle of {self.radius_deg:g}° needs at least {least:g}°, or it covers the middle")
        if self.timeout_s is not None and self.timeout_s < self.hold_s + 1:
            raise refusal("timeout_s", f"with `hold_s` of {self.hold_s:g} s it must be at least {self.hold_s + 1:g} s")
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachState(DrillState):
    """Where the drill stands.

    directions : of all targets, in order. settles_s : how long the middle must be held before each.
    places : where the targets lie at present. phase : ``middle`` (on the way back, or waiting there) or ``lean``; since_s : from when.
    aim : the target and its hold while leaning. leaning : how near it the person came. tip : words after a miss.
    """

    parameters: ReachParameters
    reach: PersonReach
    places: Places
    directions: tuple[float, ...]
    settles_s: tuple[float, ...]
    phase: Literal["middle", "lean"] = "middle"
    since_s: float = 0.0
    stay: Stay = field(default=Stay())
    aim: Target | None = None
    hold_s: float = 0.0
    leaning: Leaning = field(default=Leaning())
    attempts: tuple[Attempt, ...] = ()
    tip: str = ""


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
        places = _places(p, reach)
        return ReachState(parameters=p, reach=reach, places=places, directions=directions, settles_s=settles, notes=places.notes)

    def step(self, state: ReachState, sample: Tilt) -> ReachState:
        if state.finished:
            return replace(state, t_s=sample.t_s, moments=())
        dot = Point(sample.pitch_deg, sample.roll_deg)
        return _lean(state, sample.t_s, dot) if state.phase == "lean" else _middle(state, sample.t_s, dot)

    def adjust(self, state: ReachState, axis: Axis, step: int) -> tuple[ReachState, Adjusted]:
        p = state.parameters
        if axis in ("size", "distance"):
            new, words, changed = turned_circles(p, axis, step)
        elif axis == "hold":
            value, words, changed = HOLD.turned(p.hold_s, step, high=10.0 if p.timeout_s is None else min(10.0, p.timeout_s - 1.0))
            new = p.model_copy(update={"hold_s": value})
        else:
            return state, Adjusted(p, "Nothing moves here: there is no speed to change", False)
        places = _places(new, state.reach)
        if changed and axis == "distance" and places.targets == state.places.targets:
            end = "farthest" if step > 0 else "nearest"
            return state, Adjusted(p, f"Already the {end} these circles can be", False)
        return replace(state, parameters=new, places=places, notes=places.notes), Adjusted(new, words, changed)

    def target(self, state: ReachState, t_s: float) -> Target | None:  # noqa: ARG002 - targets stand still
        if state.finished:
            return None
        return state.aim if state.aim is not None else Target(CENTRE, MIDDLE_RADIUS_DEG)

    def view(self, state: ReachState, t_s: float) -> View:
        done, total, now = len(state.attempts), len(state.directions), state.t_s
        fraction = done / total
        last = state.attempts[-1] if state.attempts else None
        shapes: tuple[Shape, ...] = ()
        if last is not None and last.hit and t_s - last.end_s < SHOWN_DONE_S:
            shapes = (Ring(last.target, last.radius_deg, "done", 1.0),)
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
    aim = state.places.targets[state.directions[i]]
    return replace(
        state, t_s=t_s, phase="lean", since_s=t_s, stay=Stay(), aim=aim, hold_s=state.parameters.hold_s, leaning=Leaning(), tip="",
        moments=("cue",),
    )


def _lean(state: ReachState, t_s: float, dot: Point) -> ReachState:
    """One sample on the way to the target, or in it."""
    aim = state.aim
    assert aim is not None  # noqa: S101 - a lean has an aim
    stay = state.stay.after(dot.distance_to(aim.at) <= aim.radius_deg, t_s)
    leaning = state.leaning.after(dot, aim)
    moments: tuple[Moment, ...] = crossing(state.stay, stay)
    hit = stay.held_s(t_s) >= state.hold_s
    if not hit and t_s >= state.parameters.duration_s:  # what the end cuts off is neither hit nor miss
        return replace(state, t_s=t_s, stay=stay, aim=None, finished=True, moments=(*moments, "finish"))
    if not hit and t_s - state.since_s < (state.parameters.timeout_s or GENEROUS_S):
        return replace(state, t_s=t_s, stay=stay, leaning=leaning, moments=moments)
    attempt = Attempt(state.since_s, t_s, aim.at, aim.radius_deg, hit, t_s if hit else None)
    attempts = (*state.attempts, attempt)
    moments = (*moments, "hit" if hit else "miss")
    finished = len(attempts) == len(state.directions)
    if finished:
        moments = (*moments, "finish")
    return replace(
        state, t_s=t_s, phase="middle", since_s=t_s, stay=Stay(), aim=None, attempts=attempts, finished=finished, moments=moments,
        tip="" if hit else tip_words(stay, leaning),
    )


def _places(p: ReachParameters, reach: PersonReach) -> Places:
    return place_all(p.directions_deg, reach, p.radius_deg, distance_pct=p.distance_pct, distance_deg=p.distance_deg)


REACH_DRILL = Reach()
