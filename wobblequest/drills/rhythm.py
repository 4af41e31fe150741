"""Rhythm: sway to and fro along a line, from end to end, at a pace that is seen and heard."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import floor, pi, sin
from typing import ClassVar

from pydantic import ConfigDict, Field, model_validator

from wobblequest.core.arena import SAFE_TARGET_DEG, Point, Sway, Target, toward
from wobblequest.core.chance import Chance
from wobblequest.core.messages import Message, aloud, chain, message
from wobblequest.core.motion import Motion
from wobblequest.core.reach import Reach
from wobblequest.core.result import Measure, absent
from wobblequest.core.samples import Tilt
from wobblequest.drills.drill import Adjusted, Axis, DrillState, Moment, Parameters
from wobblequest.drills.glide import Glide, still
from wobblequest.drills.limits import (
    DISTANCE_DEG,
    DISTANCE_PCT,
    MOST_SWAY_DPS,
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
from wobblequest.drills.view import Ring, View, Way
from wobblequest.scoring.rhythm import rhythm_measures

LEAST_CROSSING_S, MOST_CROSSING_S = 1.0, 6.0
LEAST_CROSSINGS = 6
"""The first cycle is for finding the pace; delay and gain need two more."""
MOST_PIPS = 16
FASTER, LEAST_CHANGE_S = 1.1, 0.02
GLIDE_DPS = 0.5
"""A change of the distance in play goes this slowly at most."""
HELP_AFTER_S, HELP_AFTER_CROSSINGS = 6.0, 3.0
"""An end not reached for so long, and for so many crossings, gets words of help."""
WORDS_STAY_S = 4.0


class RhythmParameters(Parameters):
    """Rhythm: sway to the beat between two ends. Nothing moves faster than 16 °/s."""

    model_config = ConfigDict(json_schema_extra=just_one("distance_pct", "distance_deg"))

    radius_deg: RadiusDeg
    direction_deg: DirectionDeg = Field(
        90.0, description="Of the line: 90 right and left, 0 forward and back, 45 and 135 slanting. The end in this direction comes first.",
    )
    distance_pct: DistancePct | None = Field(
        None, description="How far out the two ends are, in per cent of how far this person leans in their directions.",
    )
    distance_deg: DistanceDeg | None = Field(None, description="How far out the two ends are, in degrees of tilt, the same for everyone.")
    crossing_s: float = Field(
        ge=LEAST_CROSSING_S, le=MOST_CROSSING_S, description="How long one crossing takes, from end to end, in seconds. Longer is slower.",
    )
    duration_s: float = Field(
        36.0, ge=LEAST_CROSSINGS, le=MOST_WORK_S,
        description="How long the exercise takes, in seconds; it ends with the last whole crossing. At least six crossings.",
    )

    @model_validator(mode="after")
    def _fits(self) -> RhythmParameters:
        one_of(self, "distance_pct", "distance_deg", "the ends need a distance")
        if self.duration_s < LEAST_CROSSINGS * self.crossing_s:
            raise refusal(
                "duration_s", f"{self.duration_s:g} s are fewer than {LEAST_CROSSINGS} crossings of {self.crossing_s:g} s; "
                f"give at least {LEAST_CROSSINGS * self.crossing_s:g} s",
            )
        if self.distance_deg is not None:
            least_s = pi * self.distance_deg / MOST_SWAY_DPS
            if self.crossing_s < least_s:
                raise refusal(
                    "crossing_s", f"{self.distance_deg:g}° to each side in {self.crossing_s:g} s are faster than {MOST_SWAY_DPS:g} °/s; "
                    f"give at least {least_s + 0.05:.1f} s, or a smaller `distance_deg`",
                )
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class RhythmState(DrillState):
    """Where the drill stands.

    ahead_deg, behind_deg : how far out the end in the line's direction and the other one are at scale 1. scale : of both.
    turn_s : trial time of the newest turn at an end, 0 before the first. done : turns so far. crossing_s : of the present crossing.
    next_crossing_s : of all after the next turn. slowest_s : the longest crossing so far. paced : whether the pace was changed.
    near_s : when the dot was last at the end ahead, and at the one behind. help, help_s : whether words of help stand, and since when.
    """

    parameters: RhythmParameters
    ahead_deg: float
    behind_deg: float
    scale: Glide
    crossing_s: float
    next_crossing_s: float
    slowest_s: float
    turn_s: float = 0.0
    done: int = 0
    paced: bool = False
    near_s: tuple[float, float] = (0.0, 0.0)
    help: bool = False
    help_s: float = 0.0


class Rhythm:
    """Sway to and fro with a circle that sets the pace."""

    name: ClassVar[str] = "rhythm"
    title: ClassVar[Message] = aloud("Rhythm")
    idea: ClassVar[Message] = aloud("Sway to and fro with the beat.")
    primary: ClassVar[str] = "directional_control_sd_pct"
    higher_is_better: ClassVar[bool] = True
    axes: ClassVar[tuple[Axis, ...]] = ("size", "distance", "speed")
    Parameters: ClassVar[type[Parameters]] = RhythmParameters

    def begin(self, parameters: RhythmParameters, reach: Reach, chance: Chance) -> RhythmState:  # noqa: ARG002 - nothing is random
        p = parameters
        ahead, behind = (1.0, 1.0) if p.distance_pct is None else (reach.at(p.direction_deg), reach.at(p.direction_deg + 180.0))
        asked = p.distance_deg if p.distance_deg is not None else (p.distance_pct or 0.0) / 100.0
        farthest = max(ahead, behind)
        safe = min(asked, SAFE_TARGET_DEG / farthest)
        # A distance in degrees was checked with the level; only a person's reach can make a sway too fast.
        scale = safe if p.distance_pct is None else min(safe, _most_scale(ahead + behind, p.crossing_s, MOST_SWAY_DPS))
        notes: tuple[str, ...] = ()
        if scale < asked:
            why = "no target lies farther out" if scale == safe else f"nothing moves faster than {MOST_SWAY_DPS:g} °/s"
            notes = (f"The ends lay {scale * farthest:.1f}° out at most instead of {asked * farthest:.1f}°: {why}.",)
        return RhythmState(
            parameters=p, ahead_deg=ahead, behind_deg=behind, scale=still(scale, GLIDE_DPS / farthest), crossing_s=p.crossing_s,
            next_crossing_s=p.crossing_s, slowest_s=p.crossing_s, notes=notes,
        )

    def step(self, state: RhythmState, sample: Tilt) -> RhythmState:
        t = sample.t_s
        if state.finished:
            return replace(state, t_s=t, moments=())
        moments: tuple[Moment, ...] = ()
        state = replace(state, t_s=t, near_s=_near(state, sample), moments=moments)
        while t >= state.turn_s + state.crossing_s - 1e-9:
            before, state = state, _turned(state)
            if _left(state) == 0:  # of a pace asked for last nothing was swayed
                return replace(state, finished=True, moments=("finish",), paced=before.paced, slowest_s=before.slowest_s)
            moments = ("beat",)
        return replace(state, moments=moments)

    def adjust(self, state: RhythmState, axis: Axis, step: int) -> tuple[RhythmState, Adjusted]:
        p = state.parameters
        if axis == "size":
            value, words, changed = SIZE.turned(p.radius_deg, step)
            new = p.model_copy(update={"radius_deg": value})
            return replace(state, parameters=new), Adjusted(new, words, changed)
        if axis == "distance":
            return _at_distance(state, step)
        if axis == "speed":
            return _at_speed(state, step)
        return state, Adjusted(p, aloud("The beat goes on: there is no hold to change"), False)

    def target(self, state: RhythmState, t_s: float) -> Target | None:
        middle, end = _end(state, 0.0, t_s), _end(state, 1.0, t_s)
        out = Point(end.pitch_deg - middle.pitch_deg, end.roll_deg - middle.roll_deg)
        return Target(_place(state, t_s), state.parameters.radius_deg, sway=Sway(middle, out, state.crossing_s, _gone(state, t_s)))

    def view(self, state: RhythmState, t_s: float) -> View:
        p = state.parameters
        ahead, behind = _end(state, 1.0, t_s), _end(state, -1.0, t_s)
        rings = (Ring(ahead, p.radius_deg, "soft"), Ring(behind, p.radius_deg, "soft"), Ring(_place(state, t_s), p.radius_deg, "goal"))
        words = aloud("Lean a little further to each end") if state.help else _sway_words(p.direction_deg)
        total = state.done + _left(state)
        if total > MOST_PIPS:
            return View((Way((behind, ahead)), *rings), words, fraction=min(state.t_s / p.duration_s, 1.0))
        return View((Way((behind, ahead)), *rings), words, state.done, total)

    def measures(self, state: RhythmState, motion: Motion) -> dict[str, Measure]:
        return measures_of(state, motion)


def ends_of(state: RhythmState) -> tuple[Target, Target]:
    """The two ends as they are at the newest sample, for a picture."""
    radius = state.parameters.radius_deg
    return Target(_end(state, 1.0, state.t_s), radius), Target(_end(state, -1.0, state.t_s), radius)


def measures_of(state: RhythmState, motion: Motion, *, lowpass_hz: float | None = 5.0) -> dict[str, Measure]:
    """The measures of a rhythmic weight shift by the trial's own pace.

    Of a trial whose pace was changed, as much is left out at the beginning as the slowest cycle took, and no phase is told.
    """
    found = rhythm_measures(motion, period_s=2.0 * state.slowest_s, lowpass_hz=lowpass_hz)
    if state.paced:
        phase = found["phase_lag_on_axis"]
        found["phase_lag_on_axis"] = absent(phase.unit, "the pace was changed: there is no one cycle")
    return found


def _gone(state: RhythmState, t_s: float) -> float:
    """Crossings gone at trial time ``t_s``: whole at the ends, half in the middle, where it all begins gently."""
    since = t_s - state.turn_s
    if since >= state.crossing_s:
        return state.done + 1 + (since - state.crossing_s) / state.next_crossing_s
    s = max(since, 0.0) / state.crossing_s
    return state.done + s if state.done else 0.5 + s**3 - s**4 / 2.0


def _place(state: RhythmState, t_s: float) -> Point:
    return _end(state, sin(pi * (_gone(state, t_s) - 0.5)), t_s)


def _end(state: RhythmState, share: float, t_s: float) -> Point:
    """The place on the line: ``share`` 1 is the end ahead, −1 the one behind, 0 between them."""
    middle, half = (state.ahead_deg - state.behind_deg) / 2.0, (state.ahead_deg + state.behind_deg) / 2.0
    return toward(state.parameters.direction_deg, state.scale.at(t_s) * (middle + share * half))


def _near(state: RhythmState, sample: Tilt) -> tuple[float, float]:
    """When the dot was last as far out as each end asks, the newest sample taken in."""
    p, t = state.parameters, sample.t_s
    axis = toward(p.direction_deg, 1.0)
    along = axis.pitch_deg * sample.pitch_deg + axis.roll_deg * sample.roll_deg
    scale, (ahead_s, behind_s) = state.scale.at(t), state.near_s
    at_ahead, at_behind = along >= scale * state.ahead_deg - p.radius_deg, -along >= scale * state.behind_deg - p.radius_deg
    return t if at_ahead else ahead_s, t if at_behind else behind_s


def _turned(state: RhythmState) -> RhythmState:
    """At the next end: another turn is done, a new pace begins, and the words may change."""
    turn_s = state.turn_s + state.crossing_s
    wait_s = max(HELP_AFTER_S, HELP_AFTER_CROSSINGS * state.crossing_s)
    help_now = turn_s - min(state.near_s) > wait_s
    changes = help_now != state.help and turn_s - state.help_s >= WORDS_STAY_S
    return replace(
        state, turn_s=turn_s, done=state.done + 1, crossing_s=state.next_crossing_s, slowest_s=max(state.slowest_s, state.next_crossing_s),
        paced=state.paced or state.next_crossing_s != state.crossing_s, help=help_now if changes else state.help,
        help_s=turn_s if changes else state.help_s,
    )


def _left(state: RhythmState) -> int:
    """Whole crossings that there is still time for after the newest turn."""
    first = 0 if state.turn_s + state.crossing_s > state.parameters.duration_s + 1e-6 else 1
    rest_s = state.parameters.duration_s - state.turn_s - state.crossing_s
    return first and first + max(0, floor(rest_s / state.next_crossing_s + 1e-6))


def _sway_words(direction_deg: float) -> str:
    """The instruction, by where the line runs."""
    off = direction_deg % 180.0
    if min(off, 180.0 - off) < 22.5:
        return aloud("Sway front to back with the circle")
    return aloud("Sway side to side with the circle") if abs(off - 90.0) < 22.5 else aloud("Sway corner to corner with the circle")


def _most_scale(length: float, crossing_s: float, speed_dps: float) -> float:
    """The scale at which a line of a length at scale 1 is crossed at a speed at most."""
    return speed_dps * crossing_s / (pi * length / 2.0)


def _at_distance(state: RhythmState, step: int) -> tuple[RhythmState, Adjusted]:
    """Ends farther out or nearer, gone over to gently; no farther than the pace allows."""
    p, length = state.parameters, state.ahead_deg + state.behind_deg
    knob, key, unit = (DISTANCE_DEG, "distance_deg", 1.0) if p.distance_pct is None else (DISTANCE_PCT, "distance_pct", 100.0)
    fastest_s = min(state.crossing_s, state.next_crossing_s)
    most = min(_most_scale(length, fastest_s, MOST_SWAY_DPS - GLIDE_DPS), SAFE_TARGET_DEG / max(state.ahead_deg, state.behind_deg))
    part = knob.step / 10.0  # what is less than a tenth of a step farther is not farther
    value, words, changed = knob.turned(round(unit * state.scale.end, 3), step, high=part * floor(unit * most / part))
    if not changed:
        return state, Adjusted(p, words, False)
    new = p.model_copy(update={key: value})
    return replace(state, parameters=new, scale=state.scale.towards(value / unit, state.t_s), notes=()), Adjusted(new, words, True)


def _at_speed(state: RhythmState, step: int) -> tuple[RhythmState, Adjusted]:
    """Faster or slower by a tenth a step from the next end on, within what is safe for the distance and what the time has room for."""
    p, now = state.parameters, state.next_crossing_s
    widest = max(state.scale.end, state.scale.at(state.t_s))
    least_s = max(LEAST_CROSSING_S, pi * widest * (state.ahead_deg + state.behind_deg) / 2.0 / (MOST_SWAY_DPS - GLIDE_DPS))
    most_s = min(MOST_CROSSING_S, p.duration_s / LEAST_CROSSINGS)
    crossing_s = round(min(max(now / FASTER**step, least_s + 0.0005), most_s - 0.0005), 3)
    if (now - crossing_s) * step < LEAST_CHANGE_S:
        end = aloud("Already as fast as is safe") if step > 0 else aloud("Already as slow as it goes")
        return state, Adjusted(p, chain([end, message("a crossing in {seconds} s", seconds=now)], ": "), False)
    new = p.model_copy(update={"crossing_s": crossing_s})
    way = aloud("Faster") if step > 0 else aloud("Slower")
    words = chain([way, message("a crossing in {seconds} s", seconds=crossing_s)], ": ")
    return replace(state, parameters=new, next_crossing_s=crossing_s), Adjusted(new, words, True)


RHYTHM_DRILL = Rhythm()
