"""Drift: stay in a circle that wanders slowly, nobody knows where to."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import floor
from typing import ClassVar

from pydantic import ConfigDict, Field, model_validator

from wobblequest.core.arena import SAFE_TARGET_DEG, Point, Target
from wobblequest.core.chance import Chance
from wobblequest.core.messages import Message, aloud
from wobblequest.core.motion import Motion
from wobblequest.core.reach import Reach
from wobblequest.core.result import Measure
from wobblequest.core.samples import Tilt
from wobblequest.drills.drill import Adjusted, Axis, DrillState, Moment, Parameters
from wobblequest.drills.limits import (
    DISTANCE_DEG,
    DISTANCE_PCT,
    MOST_SPEED_DPS,
    MOST_WORK_S,
    SIZE,
    DistanceDeg,
    DistancePct,
    Knob,
    RadiusDeg,
    just_one,
    one_of,
    refusal,
)
from wobblequest.drills.stay import Stay, crossing
from wobblequest.drills.view import Ring, View
from wobblequest.drills.wander import MOST_TURNS_HZ, MOST_WAVE_HZ, PITCH_SPEED, ROLL_SPEED, Course, course_of, wander_of
from wobblequest.scoring.tracking import tracking_measures

LEAST_SPEED_DPS = 0.5
SPEED = Knob(
    0.25, LEAST_SPEED_DPS, MOST_SPEED_DPS, aloud("Faster"), aloud("Slower"), aloud("Already as fast as it goes"),
    aloud("Already as slow as it goes"), "°/s at most",
)
MOST_DPS_PER_DEG = MOST_TURNS_HZ * (PITCH_SPEED**2 + ROLL_SPEED**2) ** 0.5
"""As fast as a circle can go in a field of 1° without turning too often."""


class DriftParameters(Parameters):
    """Drift: stay in a circle that wanders where nobody can foresee. It never moves faster than 5 °/s."""

    model_config = ConfigDict(json_schema_extra=just_one("distance_pct", "distance_deg"))

    radius_deg: RadiusDeg
    distance_pct: DistancePct | None = Field(
        None, description="The circle never goes farther out than this, in per cent of how far this person leans in each direction.",
    )
    distance_deg: DistanceDeg | None = Field(
        None, description="The circle never goes farther out than this, in degrees of tilt, the same for everyone.",
    )
    speed_dps: float = Field(
        ge=LEAST_SPEED_DPS, le=MOST_SPEED_DPS,
        description="The circle never moves faster than this, in degrees per second; mostly it is less than half as fast.",
    )
    duration_s: float = Field(45.0, ge=10, le=MOST_WORK_S, description="How long the exercise takes, in seconds.")

    @model_validator(mode="after")
    def _fits(self) -> DriftParameters:
        one_of(self, "distance_pct", "distance_deg", "the circle needs room to wander")
        if self.distance_deg is not None and self.speed_dps > MOST_DPS_PER_DEG * self.distance_deg:
            most = floor(100.0 * MOST_DPS_PER_DEG * self.distance_deg) / 100.0
            raise refusal(
                "speed_dps", f"within {self.distance_deg:g}° a circle of {self.speed_dps:g} °/s would turn too often to be followed, more "
                f"than {MOST_WAVE_HZ:g} times a second; give at most {most:g} °/s, or a larger `distance_deg`",
            )
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftState(DrillState):
    """Where the drill stands. course : of the circle. stay : in it."""

    parameters: DriftParameters
    course: Course
    stay: Stay = field(default=Stay())


class Drift:
    """Stay in a wandering circle for a set time."""

    name: ClassVar[str] = "drift"
    title: ClassVar[Message] = aloud("Drift")
    idea: ClassVar[Message] = aloud("Stay in the circle as it wanders.")
    primary: ClassVar[str] = "time_on_target_pct"
    higher_is_better: ClassVar[bool] = True
    axes: ClassVar[tuple[Axis, ...]] = ("size", "distance", "speed")
    Parameters: ClassVar[type[Parameters]] = DriftParameters

    def begin(self, parameters: DriftParameters, reach: Reach, chance: Chance) -> DriftState:
        p = parameters
        wander = wander_of(chance, reach if p.distance_deg is None else None)
        asked = p.distance_deg if p.distance_deg is not None else (p.distance_pct or 0.0) / 100.0
        notes: tuple[str, ...] = ()
        scale = asked
        if asked * wander.farthest > SAFE_TARGET_DEG + 1e-9:
            scale = SAFE_TARGET_DEG / wander.farthest
            told = f"{SAFE_TARGET_DEG:g}° out at most instead of {asked * wander.farthest:.1f}°"
            notes = (f"The circle went {told}: no target lies farther out.",)
        course = course_of(wander, scale, p.speed_dps)
        return DriftState(parameters=p, course=course, notes=(*notes, *_slower(course)))

    def step(self, state: DriftState, sample: Tilt) -> DriftState:
        t, p = sample.t_s, state.parameters
        if state.finished:
            return replace(state, t_s=t, moments=())
        inside = state.course.at(t).distance_to(Point(sample.pitch_deg, sample.roll_deg)) <= p.radius_deg
        stay = state.stay.after(inside, t)
        moments: tuple[Moment, ...] = crossing(state.stay, stay)
        finished = t >= p.duration_s
        if finished:
            moments = (*moments, "finish")
        return replace(state, t_s=t, stay=stay, finished=finished, moments=moments)

    def adjust(self, state: DriftState, axis: Axis, step: int) -> tuple[DriftState, Adjusted]:
        p = state.parameters
        if axis == "size":
            value, words, changed = SIZE.turned(p.radius_deg, step)
            new = p.model_copy(update={"radius_deg": value})
            return replace(state, parameters=new), Adjusted(new, words, changed)
        if axis == "distance":
            return _at_distance(state, step)
        if axis == "speed":
            return _at_speed(state, step)
        return state, Adjusted(p, aloud("The circle keeps moving: there is no hold to change"), False)

    def target(self, state: DriftState, t_s: float) -> Target | None:
        return Target(state.course.at(t_s), state.parameters.radius_deg)

    def view(self, state: DriftState, t_s: float) -> View:
        p = state.parameters
        on = state.stay.settled(state.t_s) or not state.stay.entered
        words = aloud("Stay in the circle") if on else aloud("Glide back to the circle")
        ring = Ring(state.course.at(t_s), p.radius_deg, "goal")
        return View((ring,), words, fraction=min(max(t_s, 0.0) / p.duration_s, 1.0))

    def measures(self, state: DriftState, motion: Motion) -> dict[str, Measure]:  # noqa: ARG002 - all is in the motion
        return tracking_measures(motion)


def _slower(course: Course) -> tuple[str, ...]:
    """What is said where the circle cannot be as fast as asked."""
    most = course.limit_dps(course.scale.end)
    if most >= course.speed_dps:
        return ()
    told = f"{most:.1f} °/s at most instead of {course.speed_dps:g} °/s"
    return (f"The circle moved at {told}: in so small a field it would turn too often.",)


def _at_distance(state: DriftState, step: int) -> tuple[DriftState, Adjusted]:
    """A wider or narrower field, gone over to gently, at the same speed."""
    p, course = state.parameters, state.course
    knob, key, unit = (DISTANCE_DEG, "distance_deg", 1.0) if p.distance_pct is None else (DISTANCE_PCT, "distance_pct", 100.0)
    part = knob.step / 10.0  # what is less than a tenth of a step farther is not farther
    high = part * floor(unit * SAFE_TARGET_DEG / course.wander.farthest / part + 1e-9)
    low = p.speed_dps / MOST_DPS_PER_DEG + 0.0005 if p.distance_pct is None else knob.low
    now = round(unit * course.scale.end, 3)
    value, words, changed = knob.turned(now, step, low=min(low, now), high=max(high, now))
    if not changed or abs(value - now) < part:
        end = aloud("Already the farthest at this speed") if step > 0 else aloud("Already the nearest at this speed")
        return state, Adjusted(p, words if not changed else end, False)
    new = p.model_copy(update={key: value})
    course = course.changed(state.t_s, scale=value / unit)
    return replace(state, parameters=new, course=course, notes=_slower(course)), Adjusted(new, words, True)


def _at_speed(state: DriftState, step: int) -> tuple[DriftState, Adjusted]:
    """Faster or slower from here on, within what the field has room for."""
    p, course = state.parameters, state.course
    most = floor(100.0 * course.limit_dps(course.scale.end)) / 100.0
    now = min(p.speed_dps, max(most, LEAST_SPEED_DPS))
    value, words, changed = SPEED.turned(now, step, high=max(most, LEAST_SPEED_DPS))
    if not changed:
        return state, Adjusted(p, words, False)
    new = p.model_copy(update={"speed_dps": value})
    course = course.changed(state.t_s, speed_dps=value)
    return replace(state, parameters=new, course=course, notes=_notes(state, course)), Adjusted(new, words, True)


def _notes(state: DriftState, course: Course) -> tuple[str, ...]:
    """What was limited, after a change of speed: what is said of the distance stays."""
    return (*(note for note in state.notes if note not in _slower(state.course)), *_slower(course))


DRIFT_DRILL = Drift()
