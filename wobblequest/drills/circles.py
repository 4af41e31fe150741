"""Circles to lean to, one after the other: what reach and react share, from a circle's appearing to its being reached or given up."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Annotated, Any, TypeVar

from pydantic import ConfigDict, Field, field_validator, model_validator

from wobblequest.core.arena import Point, Target
from wobblequest.core.messages import aloud
from wobblequest.core.reach import Reach as PersonReach
from wobblequest.drills.advice import Leaning, tip_words
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
from wobblequest.drills.places import GAP_DEG, Places, no_farther, place_all, turned_circles
from wobblequest.drills.stay import Stay, crossing
from wobblequest.drills.view import Ring
from wobblequest.scoring.attempt import Attempt

GENEROUS_S = 20.0
"""Without a time limit a target still makes room after this: nobody stands leaning towards what they cannot reach."""
PATIENCE_S = 10.0
"""Who cannot find the middle in this time gets the next target all the same."""
LAST_CUE_S = 5.0
"""No new target comes so short before the end: one under way then would be cut off."""
TIP_S = 4.0
"""After a miss the words on what to try next stand at least this long."""
SHOWN_DONE_S = 1.2


class CircleParameters(Parameters):
    """What a level may set of circles to lean to."""

    model_config = ConfigDict(json_schema_extra=just_one("distance_pct", "distance_deg"))

    radius_deg: RadiusDeg
    directions_deg: Annotated[tuple[DirectionDeg, ...], Field(strict=False, min_length=1, max_length=8)] = Field(
        (0.0, 45.0, 90.0, 135.0, 180.0, 225.0, 270.0, 315.0),
        description="Where the circles are: 0 forward, 90 right, 180 back, 270 left; one to eight directions.",
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
    def _fits(self) -> CircleParameters:
        one_of(self, "distance_pct", "distance_deg", "circles need a distance")
        if self.distance_deg is not None and self.distance_deg < self.radius_deg + GAP_DEG:
            least = self.radius_deg + GAP_DEG
            raise refusal("distance_deg", f"a circle of {self.radius_deg:g}° needs at least {least:g}°, or it covers the middle")
        if self.timeout_s is not None and self.timeout_s < self.hold_s + 1:
            raise refusal("timeout_s", f"with `hold_s` of {self.hold_s:g} s it must be at least {self.hold_s + 1:g} s")
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class CircleState(DrillState):
    """Where a drill of circles stands.

    directions : of all targets, in order. places : where the targets lie at present. since_s : when the way back, or the lean, began.
    stay : in the middle, or in the target. aim, hold_s : the target and its hold while leaning, else None. leaning : how near it the
    person came. tip : words after a miss.
    """

    parameters: Any
    reach: PersonReach
    places: Places
    directions: tuple[float, ...]
    since_s: float = 0.0
    stay: Stay = field(default=Stay())
    aim: Target | None = None
    hold_s: float = 0.0
    leaning: Leaning = field(default=Leaning())
    attempts: tuple[Attempt, ...] = ()
    tip: str = ""

    @property
    def work_ends_s(self) -> float:
        """When the work under way ends at the latest."""
        return float(self.parameters.duration_s)


S = TypeVar("S", bound=CircleState)


def places_of(p: CircleParameters, reach: PersonReach) -> Places:
    return place_all(p.directions_deg, reach, p.radius_deg, distance_pct=p.distance_pct, distance_deg=p.distance_deg)


def cued(state: S, t_s: float) -> S:
    """The next target appears."""
    aim = state.places.targets[state.directions[len(state.attempts)]]
    return replace(
        state, t_s=t_s, since_s=t_s, stay=Stay(), aim=aim, hold_s=state.parameters.hold_s, leaning=Leaning(), tip="", moments=("cue",),
    )


def lean(state: S, t_s: float, dot: Point) -> S:
    """One sample on the way to the target, or in it."""
    aim = state.aim
    assert aim is not None  # noqa: S101 - a lean has an aim
    stay = state.stay.after(dot.distance_to(aim.at) <= aim.radius_deg, t_s)
    leaning = state.leaning.after(dot, aim)
    moments: tuple[Moment, ...] = crossing(state.stay, stay)
    hit = stay.held_s(t_s) >= state.hold_s
    if not hit and t_s >= state.work_ends_s:  # what the end cuts off is neither hit nor miss
        return replace(state, t_s=t_s, stay=stay, aim=None, finished=True, moments=(*moments, "finish"))
    if not hit and t_s - state.since_s < (state.parameters.timeout_s or GENEROUS_S):
        return replace(state, t_s=t_s, stay=stay, leaning=leaning, moments=moments)
    attempt = Attempt(
        state.since_s, t_s, aim.at, aim.radius_deg, hit, t_s if hit else None, stay.since_s if hit else None,
    )
    attempts = (*state.attempts, attempt)
    moments = (*moments, "hit" if hit else "miss")
    finished = len(attempts) == len(state.directions)
    if finished:
        moments = (*moments, "finish")
    return replace(
        state, t_s=t_s, since_s=t_s, stay=Stay(), aim=None, attempts=attempts, finished=finished, moments=moments,
        tip="" if hit else tip_words(stay, leaning),
    )


def just_done(state: CircleState, t_s: float) -> tuple[Ring, ...]:
    """The circle that was reached a moment ago, or none."""
    last = state.attempts[-1] if state.attempts else None
    if last is None or not last.hit or t_s - last.end_s >= SHOWN_DONE_S:
        return ()
    return (Ring(last.target, last.radius_deg, "done", 1.0),)


def turned(state: S, axis: Axis, step: int) -> tuple[S, Adjusted]:
    """Size, distance or hold of the circles from the next one on, a step harder or easier."""
    p = state.parameters
    if axis in ("size", "distance"):
        new, words, changed = turned_circles(p, axis, step)
    elif axis == "hold":
        value, words, changed = HOLD.turned(p.hold_s, step, high=10.0 if p.timeout_s is None else min(10.0, p.timeout_s - 1.0))
        new = p.model_copy(update={"hold_s": value})
    else:
        return state, Adjusted(p, aloud("Nothing moves here: there is no speed to change"), False)
    places = places_of(new, state.reach)
    if changed and axis == "distance" and places.targets == state.places.targets:
        return state, Adjusted(p, no_farther(step), False)
    return replace(state, parameters=new, places=places, notes=places.notes), Adjusted(new, words, changed)
