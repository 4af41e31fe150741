"""Track: follow a circle that moves slowly along a line, round a circle or an eight, or in slow waves."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import pi
from typing import ClassVar

from pydantic import ConfigDict, Field, model_validator

from wobblequest.core.arena import SAFE_TARGET_DEG, Point, Target
from wobblequest.core.chance import Chance
from wobblequest.core.messages import Message, aloud, chain, message
from wobblequest.core.motion import Motion
from wobblequest.core.reach import Reach
from wobblequest.core.result import Measure
from wobblequest.core.samples import Tilt
from wobblequest.drills import curves
from wobblequest.drills.curves import Curve
from wobblequest.drills.drill import Adjusted, Axis, DrillState, Moment, Parameters
from wobblequest.drills.glide import Glide, still
from wobblequest.drills.limits import (
    DISTANCE_DEG,
    DISTANCE_PCT,
    MOST_SPEED_DPS,
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
from wobblequest.drills.view import Ring, View, Way
from wobblequest.scoring.tracking import tracking_measures

EASE_IN_S = 2.0
GLIDE_DPS = 0.5
"""A change of the way's size in play goes this slowly at most."""
LEAST_PERIOD_S, MOST_PERIOD_S = 4.0, 60.0
FASTER = 1.1
AHEAD_S = 3.0


class TrackParameters(Parameters):
    """Track: follow a moving circle. It never moves faster than 5 °/s."""

    model_config = ConfigDict(json_schema_extra=just_one("size_pct", "size_deg"))

    radius_deg: RadiusDeg
    path: curves.Shape = Field(
        description="The way: `line` (to and fro), `circle`, `eight`, or `waves` (slow waves in both directions, hard to foresee).",
    )
    size_pct: DistancePct | None = Field(
        None, description="How far from the middle the way reaches, in per cent of how far this person leans.",
    )
    size_deg: DistanceDeg | None = Field(
        None, description="How far from the middle the way reaches, in degrees of tilt, the same for everyone.",
    )
    direction_deg: DirectionDeg = Field(
        0.0, description="Of a line, or an eight's length: 0 forward and back, 90 right and left, 45 and 135 slanting.",
    )
    period_s: float = Field(ge=LEAST_PERIOD_S, le=MOST_PERIOD_S, description="How long one round takes, in seconds. Longer is slower.")
    duration_s: float = Field(30.0, ge=10, le=MOST_WORK_S, description="How long the exercise takes, in seconds.")

    @model_validator(mode="after")
    def _fits(self) -> TrackParameters:
        one_of(self, "size_pct", "size_deg", "the way needs a size")
        if self.direction_deg and self.path in ("circle", "waves"):
            raise refusal("direction_deg", f"`path: {self.path}` has no direction; leave it out")
        if self.size_deg is not None:
            least_s = 2.0 * pi * curves.SPEED[self.path] * self.size_deg / MOST_SPEED_DPS
            if self.period_s < least_s:
                raise refusal(
                    "period_s", f"a way of {self.size_deg:g}° in {self.period_s:g} s is faster than {MOST_SPEED_DPS:g} °/s; "
                    f"give at least {least_s + 0.05:.1f} s, or a smaller `size_deg`",
                )
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackState(DrillState):
    """Where the drill stands.

    scale : of the curve's full size. period_s : of a round as it is gone, never too fast. rounds, from_s : the rounds gone at an
    eased time, so that a change of speed makes nothing jump.
    """

    parameters: TrackParameters
    curve: Curve
    scale: Glide
    period_s: float
    rounds: float = 0.0
    from_s: float = 0.0
    stay: Stay = field(default=Stay())


class Track:
    """Follow a moving circle for a set time."""

    name: ClassVar[str] = "track"
    title: ClassVar[Message] = aloud("Track")
    idea: ClassVar[Message] = aloud("Follow the circle as it moves.")
    primary: ClassVar[str] = "rms_error_2d"
    higher_is_better: ClassVar[bool] = False
    axes: ClassVar[tuple[Axis, ...]] = ("size", "distance", "speed")
    Parameters: ClassVar[type[Parameters]] = TrackParameters

    def begin(self, parameters: TrackParameters, reach: Reach, chance: Chance) -> TrackState:
        p = parameters
        phases = tuple(chance.uniform(0.0, 1.0) for _ in range(4))
        curve = Curve(p.path, p.direction_deg, reach if p.size_deg is None else None, phases)
        scale, notes = _scale(p, curve)
        period_s = p.period_s
        # A size in degrees was checked with the level; only a person's reach can make a way too fast.
        least_s = _least_period_s(curve, scale, MOST_SPEED_DPS) if p.size_deg is None else 0.0
        if period_s < least_s:
            period_s = least_s
            why = f"so that nothing moves faster than {MOST_SPEED_DPS:g} °/s"
            notes = (*notes, f"A round took {period_s:.1f} s instead of {p.period_s:g} s, {why}.")
        glide = still(scale, GLIDE_DPS / curve.farthest)
        return TrackState(parameters=p, curve=curve, scale=glide, period_s=period_s, notes=notes)

    def step(self, state: TrackState, sample: Tilt) -> TrackState:
        if state.finished:
            return replace(state, t_s=sample.t_s, moments=())
        t, p = sample.t_s, state.parameters
        inside = _place(state, t).distance_to(Point(sample.pitch_deg, sample.roll_deg)) <= p.radius_deg
        stay = state.stay.after(inside, t)
        moments: tuple[Moment, ...] = crossing(state.stay, stay)
        finished = t >= p.duration_s
        if finished:
            moments = (*moments, "finish")
        return replace(state, t_s=t, stay=stay, finished=finished, moments=moments)

    def adjust(self, state: TrackState, axis: Axis, step: int) -> tuple[TrackState, Adjusted]:
        p = state.parameters
        if axis == "size":
            value, words, changed = SIZE.turned(p.radius_deg, step)
            new = p.model_copy(update={"radius_deg": value})
            return replace(state, parameters=new), Adjusted(new, words, changed)
        if axis == "distance":
            return _resized(state, step)
        if axis == "speed":
            return _at_speed(state, step)
        return state, Adjusted(p, aloud("The circle keeps moving: there is no hold to change"), False)

    def target(self, state: TrackState, t_s: float) -> Target | None:
        return Target(_place(state, t_s), state.parameters.radius_deg)

    def view(self, state: TrackState, t_s: float) -> View:
        p = state.parameters
        ring = Ring(_place(state, t_s), p.radius_deg, "goal")
        on = state.stay.settled(state.t_s) or not state.stay.entered
        words = aloud("Follow the circle") if on else aloud("Glide back to the circle")
        return View((_way(state, t_s), ring), words, fraction=min(state.t_s / p.duration_s, 1.0))

    def measures(self, state: TrackState, motion: Motion) -> dict[str, Measure]:  # noqa: ARG002 - all is in the motion
        return tracking_measures(motion)


def _eased(t_s: float) -> float:
    """Trial time as the target lives it: it sets off gently, and is one second late after the first two."""
    if t_s >= EASE_IN_S:
        return t_s - EASE_IN_S / 2.0
    s = max(t_s, 0.0) / EASE_IN_S
    return EASE_IN_S * (s**3 - s**4 / 2.0)


def _rounds(state: TrackState, t_s: float) -> float:
    return state.rounds + (_eased(t_s) - state.from_s) / state.period_s


def _place(state: TrackState, t_s: float) -> Point:
    p, scale = state.curve.at(_rounds(state, t_s)), state.scale.at(t_s)
    return Point(scale * p.pitch_deg, scale * p.roll_deg)


def _way(state: TrackState, t_s: float) -> Way:
    """The way there: all of it where it has a shape to see, the next seconds of it where it has none."""
    path, scale = state.curve.shape, state.scale.at(t_s)
    if path == "waves":
        return Way(tuple(_place(state, t_s + AHEAD_S * i / 20) for i in range(21)))
    outline = state.curve.outline
    quarter = (len(outline) - 1) // 4
    chosen = (outline[quarter], outline[3 * quarter]) if path == "line" else outline[:-1:8]
    return Way(tuple(Point(scale * p.pitch_deg, scale * p.roll_deg) for p in chosen), closed=path != "line")


def _scale(p: TrackParameters, curve: Curve) -> tuple[float, tuple[str, ...]]:
    """The curve's scale, and what had to be limited."""
    asked = p.size_deg if p.size_deg is not None else (p.size_pct or 0.0) / 100.0
    most = SAFE_TARGET_DEG / (curve.farthest if p.size_deg is None else 1.0)
    if asked > most:
        return most, (f"The way reached {SAFE_TARGET_DEG:g}° instead of {asked * curve.farthest:.1f}°: no target lies farther out.",)
    return asked, ()


def _least_period_s(curve: Curve, scale: float, speed_dps: float) -> float:
    return curve.fastest * scale / speed_dps


def _paced(state: TrackState, period_s: float) -> TrackState:
    """The same place, another pace from here on."""
    return replace(state, rounds=_rounds(state, state.t_s), from_s=_eased(state.t_s), period_s=period_s)


def _resized(state: TrackState, step: int) -> tuple[TrackState, Adjusted]:
    """A larger or smaller way, gone over to gently; the round takes longer where it would become too fast."""
    p = state.parameters
    knob, key = (DISTANCE_DEG, "size_deg") if p.size_pct is None else (DISTANCE_PCT, "size_pct")
    value, words, changed = knob.turned(getattr(p, key), step)
    new = p.model_copy(update={key: value})
    scale, notes = _scale(new, state.curve)
    if not changed or scale == state.scale.end:
        return state, Adjusted(p, words if not changed else aloud("Already the farthest that is safe"), False)
    widest = max(scale, state.scale.at(state.t_s))
    least_s = _least_period_s(state.curve, widest, MOST_SPEED_DPS - GLIDE_DPS)
    if state.period_s < least_s:
        state = _paced(state, least_s)
        words = chain([words, message("a round in {seconds} s", seconds=least_s)], ", ")
    new = new.model_copy(update={"period_s": min(max(new.period_s, state.period_s), MOST_PERIOD_S)})
    return replace(state, parameters=new, scale=state.scale.towards(scale, state.t_s), notes=notes), Adjusted(new, words, True)


def _at_speed(state: TrackState, step: int) -> tuple[TrackState, Adjusted]:
    """Faster or slower by a tenth a step, within what is safe for the way's size."""
    p, now = state.parameters, state.period_s
    widest = max(state.scale.end, state.scale.at(state.t_s))
    least_s = max(LEAST_PERIOD_S, _least_period_s(state.curve, widest, MOST_SPEED_DPS - GLIDE_DPS))
    period_s = min(max(now / FASTER**step, least_s), max(MOST_PERIOD_S, now))
    if (now - period_s) * step <= 0:
        end = aloud("Already as fast as is safe") if step > 0 else aloud("Already as slow as it goes")
        return state, Adjusted(p, chain([end, message("a round in {seconds} s", seconds=now)], ": "), False)
    new = p.model_copy(update={"period_s": round(period_s, 3)})
    way = aloud("Faster") if step > 0 else aloud("Slower")
    words = chain([way, message("a round in {seconds} s", seconds=period_s)], ": ")
    return _paced(replace(state, parameters=new), period_s), Adjusted(new, words, True)


TRACK_DRILL = Track()
