"""Align: hold a posture in the middle, as long and as far to one side as to the other. Of tilt: weight is not measured."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from wobblequest.core.arena import CENTRE, SAFE_TARGET_DEG, Point, Target
from wobblequest.core.chance import Chance
from wobblequest.core.messages import Message, aloud
from wobblequest.core.motion import Motion
from wobblequest.core.reach import Reach
from wobblequest.core.result import Measure
from wobblequest.core.samples import Tilt
from wobblequest.drills.drill import Adjusted, Axis, DrillState, Moment, Parameters
from wobblequest.drills.limits import LEAST_RADIUS_DEG, MOST_RADIUS_DEG, MOST_WORK_S, Knob, refusal
from wobblequest.drills.sides import Window, window_of
from wobblequest.drills.stay import Stay, crossing
from wobblequest.drills.view import Box, View
from wobblequest.scoring.symmetry import DEAD_BAND_DEG, TiltAxis, symmetry_measures

NOT_WEIGHT = "This is how evenly the board tilted to each side: it does not measure weight on the feet."
"""What every result of this drill says."""
WORDS_STAY_S = 4.0
"""Words on the balance so far change this rarely: they are about the last seconds, not about each sway."""
LEVEL_S = 1.0
"""Who has come back to level for so long is not sent away from it again for what was before."""
UNEVEN = 0.3
"""A side that has less than about two thirds of what the other one has gets a word."""
BAND = Knob(
    0.5, LEAST_RADIUS_DEG, MOST_RADIUS_DEG, aloud("Band wider"), aloud("Band narrower"), aloud("Already the widest band"),
    aloud("Already the narrowest band"), "°",
)
AXES: MappingProxyType[str, tuple[TiltAxis, ...]] = MappingProxyType({"side": ("roll",), "front": ("pitch",), "both": ("roll", "pitch")})
MORE: MappingProxyType[TiltAxis, tuple[str, str]] = MappingProxyType({
    "roll": (aloud("A little more to the right"), aloud("A little more to the left")),
    "pitch": (aloud("A little more to the front"), aloud("A little more to the back")),
})
LESS: MappingProxyType[TiltAxis, tuple[str, str]] = MappingProxyType({
    "roll": (aloud("A little less far to the right"), aloud("A little less far to the left")),
    "pitch": (aloud("A little less far to the front"), aloud("A little less far to the back")),
})
"""For each axis, what is said of its positive and its negative side."""


class AlignParameters(Parameters):
    """Align: hold the middle, evenly between the two sides. It is about tilt; weight is not measured."""

    axis: Literal["side", "front", "both"] = Field(
        "side", description="Between which sides: `side` (right and left), `front` (front and back), or `both`.",
    )
    band_deg: Annotated[float, Field(ge=LEAST_RADIUS_DEG, le=MOST_RADIUS_DEG)] = Field(
        description="Half the width of the goal band, in degrees of tilt to each side of level. Larger is easier.",
    )
    duration_s: float = Field(30.0, ge=10, le=MOST_WORK_S, description="How long the exercise takes, in seconds.")
    window_s: float = Field(
        10.0, ge=4, le=30, description="The words on the balance so far are about the last so many seconds, in time and in tilt.",
    )

    @model_validator(mode="after")
    def _fits(self) -> AlignParameters:
        if self.window_s > self.duration_s:
            raise refusal("window_s", f"a window of {self.window_s:g} s does not fit into `duration_s` of {self.duration_s:g} s")
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignState(DrillState):
    """Where the drill stands.

    stay : in the band. level : nearer to level than what counts as a side. windows : of the last seconds, one for each axis that is asked
    for. words, words_s : what is said, and since when.
    """

    parameters: AlignParameters
    reach: Reach
    windows: tuple[Window, ...]
    stay: Stay = field(default=Stay())
    level: Stay = field(default=Stay())
    words: str = ""
    words_s: float = 0.0


class Align:
    """Hold the middle evenly for a set time."""

    name: ClassVar[str] = "align"
    title: ClassVar[Message] = aloud("Align")
    idea: ClassVar[Message] = aloud("Stand evenly in the middle.")
    primary: ClassVar[str] = "band_time_pct"
    higher_is_better: ClassVar[bool] = True
    axes: ClassVar[tuple[Axis, ...]] = ("size",)
    Parameters: ClassVar[type[Parameters]] = AlignParameters

    def begin(self, parameters: AlignParameters, reach: Reach, chance: Chance) -> AlignState:  # noqa: ARG002 - nothing is random here
        p = parameters
        windows = tuple(window_of(p.window_s) for _ in AXES[p.axis])
        return AlignState(parameters=p, reach=reach, windows=windows, words=_first_words(p))

    def step(self, state: AlignState, sample: Tilt) -> AlignState:
        if state.finished:
            return replace(state, t_s=sample.t_s, moments=())
        t, p = sample.t_s, state.parameters
        tilts = [sample.roll_deg if axis == "roll" else sample.pitch_deg for axis in AXES[p.axis]]
        stay = state.stay.after(all(abs(tilt) <= p.band_deg for tilt in tilts), t)
        level = state.level.after(all(abs(tilt) <= DEAD_BAND_DEG for tilt in tilts), t)
        windows = tuple(window.after(tilt, t, t - state.t_s) for window, tilt in zip(state.windows, tilts, strict=True))
        moments: tuple[Moment, ...] = crossing(state.stay, stay)
        finished = t >= p.duration_s
        if finished:
            moments = (*moments, "finish")
        words, words_s = state.words, state.words_s
        if t - words_s >= WORDS_STAY_S:
            words = balance_words(p, windows, level=level.held_s(t) >= LEVEL_S)
            words_s = words_s if words == state.words else t
        return replace(
            state, t_s=t, stay=stay, level=level, windows=windows, finished=finished, moments=moments, words=words, words_s=words_s,
        )

    def adjust(self, state: AlignState, axis: Axis, step: int) -> tuple[AlignState, Adjusted]:
        p = state.parameters
        if axis == "size":
            value, words, changed = BAND.turned(p.band_deg, step)
            new = p.model_copy(update={"band_deg": value})
            return replace(state, parameters=new), Adjusted(new, words, changed)
        none = {
            "distance": aloud("The band is in the middle: it has no distance"),
            "hold": aloud("The band is held all the time: nothing to change"),
            "speed": aloud("Nothing moves here: there is no speed to change"),
        }
        return state, Adjusted(p, none[axis], False)

    def target(self, state: AlignState, t_s: float) -> Target | None:  # noqa: ARG002 - the middle stands still
        return Target(CENTRE, state.parameters.band_deg)

    def view(self, state: AlignState, t_s: float) -> View:
        p = state.parameters
        return View((band_of(p, state.reach),), state.words, fraction=min(max(t_s, 0.0) / p.duration_s, 1.0))

    def measures(self, state: AlignState, motion: Motion) -> dict[str, Measure]:
        return symmetry_measures(motion, axes=AXES[state.parameters.axis])


def balance_words(p: AlignParameters, windows: tuple[Window, ...], *, level: bool = False) -> str:
    """What to say of the last seconds, at most eight words: the side that had too little, or was leaned to too far; or that all is even.

    level : the person stands level by now, and is told to stay, whatever the last seconds were.
    """
    if windows[0].sides.all_s < p.window_s / 2:
        return _first_words(p)
    worst = UNEVEN
    words: str = aloud("Even so far: stay like this")
    for axis, window in zip(AXES[p.axis], windows, strict=True):
        sides = window.sides
        if abs(sides.time) > worst:
            worst, words = abs(sides.time), MORE[axis][sides.time > 0]
        elif abs(sides.tilt) > worst:
            worst, words = abs(sides.tilt), LESS[axis][sides.tilt <= 0]
    return aloud("In the middle now: stay like this") if level and worst > UNEVEN else words


def _first_words(p: AlignParameters) -> str:
    return aloud("Stand in the middle of the box") if p.axis == "both" else aloud("Stand in the middle of the band")


def band_of(p: AlignParameters, reach: Reach) -> Box:
    """The goal band across the axis, as long as the person leans along it; where both axes count, as wide as long."""
    if p.axis == "both":
        return Box(CENTRE, p.band_deg, p.band_deg, "goal")
    ahead, behind = (max(p.band_deg, min(reach.at(a), SAFE_TARGET_DEG)) for a in ((0.0, 180.0) if p.axis == "side" else (90.0, 270.0)))
    middle, half = (ahead - behind) / 2.0, (ahead + behind) / 2.0
    return Box(Point(middle, 0.0), half, p.band_deg) if p.axis == "side" else Box(Point(0.0, middle), p.band_deg, half)


ALIGN_DRILL = Align()
