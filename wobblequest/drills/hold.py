"""Hold: stay in a circle, in the middle or to one side; it may tighten in stages, and the dot may be pushed aside."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import ClassVar

from wobblequest.core.arena import CENTRE, Point, Target, toward
from wobblequest.core.chance import Chance
from wobblequest.core.messages import Message, aloud, chain
from wobblequest.core.motion import Motion
from wobblequest.core.reach import Reach
from wobblequest.core.result import Measure
from wobblequest.core.samples import Tilt
from wobblequest.drills.drill import Adjusted, Axis, DrillState, Moment, Parameters
from wobblequest.drills.glide import Glide, still
from wobblequest.drills.hold_parameters import HoldParameters, distance_of, most_radius_deg, radius_at, stage_at
from wobblequest.drills.hold_push import Pushes, none_later, planned
from wobblequest.drills.limits import DISTANCE_DEG, DISTANCE_PCT, HOLD, LEAST_RADIUS_DEG, SIZE, amount
from wobblequest.drills.stay import Stay, crossing
from wobblequest.drills.view import Ring, View
from wobblequest.scoring.hold import hold_measures

__all__ = ["HOLD_DRILL", "Hold", "HoldParameters", "HoldState"]

NEW_STAGE_S = 3.0
"""A circle that has become smaller is said to have for this long."""
EDGE_DEG = 20.0
"""Where a level does not tell at what tilt the board's edge touches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldState(DrillState):
    """distance : of the circle from level, in degrees. holds : full stays so far. stay : the one under way. inside : since when the dot is
    in the circle, however many stays were filled meanwhile. tilt : the newest sample's, beside which the dot is shown while it is pushed
    aside."""

    parameters: HoldParameters
    reach: Reach
    distance: Glide
    pushes: Pushes = field(default=Pushes())
    stay: Stay = field(default=Stay())
    inside: Stay = field(default=Stay())
    holds: int = 0
    tilt: Point = CENTRE


class Hold:
    """Stay in a circle for a set time."""

    name: ClassVar[str] = "hold"
    title: ClassVar[Message] = aloud("Hold")
    idea: ClassVar[Message] = aloud("Keep the dot in the circle.")
    primary: ClassVar[str] = "time_on_target_pct"
    higher_is_better: ClassVar[bool] = True
    axes: ClassVar[tuple[Axis, ...]] = ("size", "distance", "hold")
    Parameters: ClassVar[type[Parameters]] = HoldParameters

    def begin(self, parameters: HoldParameters, reach: Reach, chance: Chance) -> HoldState:
        distance_deg, notes = distance_of(parameters, reach)
        pushes = planned(parameters, chance)
        return HoldState(parameters=parameters, reach=reach, distance=still(distance_deg), pushes=pushes, notes=notes)

    def step(self, state: HoldState, sample: Tilt) -> HoldState:
        if state.finished:
            return replace(state, t_s=sample.t_s, moments=())
        t, p, tilt = sample.t_s, state.parameters, Point(sample.pitch_deg, sample.roll_deg)
        radius_deg = radius_at(p, t)
        within = _aim(state, t).distance_to(tilt) <= radius_deg
        stay, inside = state.stay.after(within, t), state.inside.after(within, t)
        moments: tuple[Moment, ...] = crossing(state.stay, stay)
        if p.stages is not None and stage_at(p, t) > stage_at(p, state.t_s):
            moments = ("cue", *moments)
        holds, pushes = state.holds, state.pushes
        if p.pushes is not None:
            pushes, pushed = none_later(pushes, p, t).after(inside, radius_deg, t)
            moments = (*moments, *pushed)
        if stay.held_s(t) >= p.hold_s:
            stay, holds, moments = Stay(t, stay.left_s), holds + 1, (*moments, "hit")
        finished = t >= p.duration_s
        if finished:
            moments = (*moments, "finish")
        return replace(
            state, t_s=t, tilt=tilt, stay=stay, inside=inside, holds=holds, pushes=pushes, finished=finished, moments=moments,
        )

    def adjust(self, state: HoldState, axis: Axis, step: int) -> tuple[HoldState, Adjusted]:
        p = state.parameters
        if axis == "size":
            new, words, changed = _resized(p, step)
        elif axis == "hold":
            value, words, changed = HOLD.turned(p.hold_s, step, high=p.duration_s)
            new = p.model_copy(update={"hold_s": value})
        elif axis == "distance" and p.direction_deg is not None:
            knob, key = (DISTANCE_DEG, "distance_deg") if p.distance_pct is None else (DISTANCE_PCT, "distance_pct")
            value, words, changed = knob.turned(getattr(p, key), step)
            new = p.model_copy(update={key: value})
        else:
            no_distance = aloud("The circle is in the middle: it has no distance")
            words = no_distance if axis == "distance" else aloud("Nothing moves here: there is no speed to change")
            return state, Adjusted(p, words, False)
        distance_deg, notes = distance_of(new, state.reach)
        if changed and axis == "distance" and distance_deg == state.distance.end:
            return state, Adjusted(p, chain([aloud("Already the farthest that is safe"), amount(distance_deg, "°")], ": "), False)
        after = replace(state, parameters=new, distance=state.distance.towards(distance_deg, state.t_s), notes=notes)
        return after, Adjusted(new, words, changed)

    def target(self, state: HoldState, t_s: float) -> Target | None:
        """Where the board should be: while the dot is pushed aside that is as far from the circle, against the push."""
        return Target(_aim(state, t_s), radius_at(state.parameters, t_s))

    def view(self, state: HoldState, t_s: float) -> View:
        p, at, radius_deg = state.parameters, _place(state, t_s), radius_at(state.parameters, t_s)
        goal = Ring(at, radius_deg, "goal", min(state.stay.held_s(state.t_s) / p.hold_s, 1.0))
        inner = tuple(Ring(at, radius_deg * k / p.rings, "quiet") for k in range(p.rings - 1, 0, -1)) if p.rings else ()
        aside, dot = state.pushes.displacement(t_s), None
        if aside is not None:
            dot = Point(state.tilt.pitch_deg + aside.pitch_deg, state.tilt.roll_deg + aside.roll_deg)
        return View((goal, *inner), _words(state), fraction=min(state.t_s / p.duration_s, 1.0), dot=dot)

    def measures(self, state: HoldState, motion: Motion) -> dict[str, Measure]:
        p = state.parameters
        return hold_measures(
            motion, edge_deg=EDGE_DEG if p.edge_deg is None else p.edge_deg, ring_count=p.rings,
            pushes=state.pushes.done if p.pushes is not None else None,
        )


def _words(state: HoldState) -> str:
    p, t, push = state.parameters, state.t_s, state.pushes.now
    if push is not None and push.fades_s is None and push.left and not state.stay.inside:
        return aloud("Bring the dot back to the circle")
    if stage_at(p, t) > 0 and t - stage_at(p, t) * p.duration_s / (p.stages or 1) < NEW_STAGE_S:
        return aloud("A smaller circle now, stay in it")
    if state.stay.settled(t):
        return aloud("Stay in the circle")
    been = state.stay.entered or p.direction_deg is None
    return aloud("Come back to the circle") if been else aloud("Lean to the circle")


def _place(state: HoldState, t_s: float) -> Point:
    direction = state.parameters.direction_deg
    return toward(direction or 0.0, state.distance.at(t_s))


def _aim(state: HoldState, t_s: float) -> Point:
    """The tilt that brings the dot to the circle's middle: dot and circle differ by as much as the tilt and this."""
    place, aside = _place(state, t_s), state.pushes.displacement(t_s)
    return place if aside is None else Point(place.pitch_deg - aside.pitch_deg, place.roll_deg - aside.roll_deg)


def _resized(p: HoldParameters, step: int) -> tuple[HoldParameters, str, bool]:
    """The circle larger or smaller, and as much in its last stage; never so large that a push would stay within it."""
    tighter = 0.0 if p.final_radius_deg is None else p.radius_deg - p.final_radius_deg
    value, words, changed = SIZE.turned(p.radius_deg, step, low=LEAST_RADIUS_DEG + tighter, high=most_radius_deg(p))
    final = None if p.final_radius_deg is None else round(value - tighter, 3)
    return p.model_copy(update={"radius_deg": value, "final_radius_deg": final}), words, changed


HOLD_DRILL = Hold()
