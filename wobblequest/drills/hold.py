"""Hold: stay in a circle, in the middle or to one side."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import ClassVar

from pydantic import ConfigDict, Field, model_validator

from wobblequest.core.arena import SAFE_TARGET_DEG, Point, Target, toward
from wobblequest.core.chance import Chance
from wobblequest.core.motion import Motion
from wobblequest.core.reach import Reach
from wobblequest.core.result import Measure
from wobblequest.core.samples import Tilt
from wobblequest.drills.drill import Adjusted, Axis, DrillState, Moment, Parameters
from wobblequest.drills.glide import Glide, still
from wobblequest.drills.limits import (
    DISTANCE_DEG,
    DISTANCE_PCT,
    HOLD,
    MOST_WORK_S,
    SIZE,
    DirectionDeg,
    DistanceDeg,
    DistancePct,
    RadiusDeg,
    just_one,
    one_of,
    refusal,
)
from wobblequest.drills.stay import Stay, crossing
from wobblequest.drills.view import Ring, View
from wobblequest.scoring.hold import hold_measures


class HoldParameters(Parameters):
    """Hold: stay in a circle. Without a direction the circle is in the middle."""

    model_config = ConfigDict(json_schema_extra={"dependencies": {
        "distance_pct": ["direction_deg"], "distance_deg": ["direction_deg"], "direction_deg": just_one("distance_pct", "distance_deg"),
    }})

    radius_deg: RadiusDeg
    duration_s: float = Field(30.0, ge=5, le=MOST_WORK_S, description="How long the exercise takes, in seconds.")
    hold_s: float = Field(
        5.0, ge=0.5, le=MOST_WORK_S,
        description="A stay this long without leaving fills the arc around the circle, in seconds; then the next one begins.",
    )
    direction_deg: DirectionDeg | None = Field(
        None, description="Where the circle is: 0 forward, 90 right, 180 back, 270 left. Leave it out for the middle.",
    )
    distance_pct: DistancePct | None = Field(
        None, description="How far out the circle is, in per cent of how far this person leans in that direction.",
    )
    distance_deg: DistanceDeg | None = Field(None, description="How far out the circle is, in degrees of tilt, the same for everyone.")

    @model_validator(mode="after")
    def _fits(self) -> HoldParameters:
        if self.direction_deg is not None:
            one_of(self, "distance_pct", "distance_deg", "a circle to one side needs a distance")
        else:
            for key in ("distance_pct", "distance_deg"):
                if getattr(self, key) is not None:
                    raise refusal("direction_deg", f"`{key}` needs `direction_deg` too; leave both out for the middle")
        if self.hold_s > self.duration_s:
            raise refusal("hold_s", f"a stay of {self.hold_s:g} s does not fit into `duration_s` of {self.duration_s:g} s")
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldState(DrillState):
    """distance : of the circle from level, in degrees. holds : full stays so far. stay : the one under way."""

    parameters: HoldParameters
    reach: Reach
    distance: Glide
    stay: Stay = field(default=Stay())
    holds: int = 0


class Hold:
    """Stay in a circle for a set time."""

    name: ClassVar[str] = "hold"
    title: ClassVar[str] = "Hold"
    idea: ClassVar[str] = "Keep the dot in the circle."
    primary: ClassVar[str] = "time_on_target_pct"
    higher_is_better: ClassVar[bool] = True
    axes: ClassVar[tuple[Axis, ...]] = ("size", "distance", "hold")
    Parameters: ClassVar[type[Parameters]] = HoldParameters

    def begin(self, parameters: HoldParameters, reach: Reach, chance: Chance) -> HoldState:  # noqa: ARG002 - nothing is random here
        distance_deg, notes = _distance(parameters, reach)
        return HoldState(parameters=parameters, reach=reach, distance=still(distance_deg), notes=notes)

    def step(self, state: HoldState, sample: Tilt) -> HoldState:
        if state.finished:
            return replace(state, t_s=sample.t_s, moments=())
        t, p = sample.t_s, state.parameters
        inside = _place(state, t).distance_to(Point(sample.pitch_deg, sample.roll_deg)) <= p.radius_deg
        stay = state.stay.after(inside, t)
        moments: tuple[Moment, ...] = crossing(state.stay, stay)
        holds = state.holds
        if stay.held_s(t) >= p.hold_s:
            stay, holds, moments = Stay(t, stay.left_s), holds + 1, (*moments, "hit")
        finished = t >= p.duration_s
        if finished:
            moments = (*moments, "finish")
        return replace(state, t_s=t, stay=stay, holds=holds, finished=finished, moments=moments)

    def adjust(self, state: HoldState, axis: Axis, step: int) -> tuple[HoldState, Adjusted]:
        p = state.parameters
        if axis == "size":
            value, words, changed = SIZE.turned(p.radius_deg, step)
            new = p.model_copy(update={"radius_deg": value})
        elif axis == "hold":
            value, words, changed = HOLD.turned(p.hold_s, step, high=p.duration_s)
            new = p.model_copy(update={"hold_s": value})
        elif axis == "distance" and p.direction_deg is not None:
            knob, key = (DISTANCE_DEG, "distance_deg") if p.distance_pct is None else (DISTANCE_PCT, "distance_pct")
            value, words, changed = knob.turned(getattr(p, key), step)
            new = p.model_copy(update={key: value})
        else:
            middle = axis == "distance"
            words = "The circle is in the middle: it has no distance" if middle else "Nothing moves here: there is no speed to change"
            return state, Adjusted(p, words, False)
        distance_deg, notes = _distance(new, state.reach)
        if changed and axis == "distance" and distance_deg == state.distance.end:
            return state, Adjusted(p, f"Already the farthest that is safe: {distance_deg:g}°", False)
        after = replace(state, parameters=new, distance=state.distance.towards(distance_deg, state.t_s), notes=notes)
        return after, Adjusted(new, words, changed)

    def target(self, state: HoldState, t_s: float) -> Target | None:
        return Target(_place(state, t_s), state.parameters.radius_deg)

    def view(self, state: HoldState, t_s: float) -> View:
        p = state.parameters
        ring = Ring(_place(state, t_s), p.radius_deg, "goal", min(state.stay.held_s(state.t_s) / p.hold_s, 1.0))
        if state.stay.settled(state.t_s):
            words = "Stay in the circle"
        else:
            words = "Come back to the circle" if state.stay.entered or p.direction_deg is None else "Lean to the circle"
        return View((ring,), words, fraction=min(state.t_s / p.duration_s, 1.0))

    def measures(self, state: HoldState, motion: Motion) -> dict[str, Measure]:  # noqa: ARG002 - all is in the motion
        return hold_measures(motion)


def _place(state: HoldState, t_s: float) -> Point:
    direction = state.parameters.direction_deg
    return toward(direction or 0.0, state.distance.at(t_s))


def _distance(p: HoldParameters, reach: Reach) -> tuple[float, tuple[str, ...]]:
    """The circle's distance from level in degrees, and what had to be limited."""
    if p.direction_deg is None:
        return 0.0, ()
    asked = p.distance_deg if p.distance_deg is not None else (p.distance_pct or 0.0) / 100.0 * reach.at(p.direction_deg)
    if asked > SAFE_TARGET_DEG:
        return SAFE_TARGET_DEG, (f"The circle stood at {SAFE_TARGET_DEG:g}° instead of {asked:.1f}°: no target lies farther out.",)
    return asked, ()


HOLD_DRILL = Hold()
