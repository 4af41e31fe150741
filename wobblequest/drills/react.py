"""React: wait in the middle; a circle appears at a time and in a direction that cannot be foreseen; lean to it, stay, come back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from pydantic import Field, model_validator

from wobblequest.core.arena import CENTRE, Point, Target
from wobblequest.core.chance import Chance
from wobblequest.core.messages import Message, aloud
from wobblequest.core.motion import Motion
from wobblequest.core.reach import Reach
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
from wobblequest.drills.limits import refusal
from wobblequest.drills.places import MIDDLE_RADIUS_DEG
from wobblequest.drills.sequence import unforeseen
from wobblequest.drills.stay import crossing
from wobblequest.drills.still import without_sway
from wobblequest.drills.view import Ring, Spot, View
from wobblequest.scoring.react import react_measures

LEAVE_RADIUS_DEG = 5.0
"""Who waits has left the middle beyond this, by the dot without its sway: a little more than the circle shows, for its edge is no line to
stand on, and who sways by several degrees waits as well as others."""
SETTLE_S = 0.3
"""So long in the middle, by the same, before a wait begins."""
MOST_EARLY = 2
"""So often a wait begins anew; the next one ends with the circle whatever happens, for who sways much would wait for ever."""
NOT_YET = aloud("Wait until the circle appears")


class ReactParameters(CircleParameters):
    """React: wait in the middle, and lean to a circle as soon as it appears."""

    hold_s: float = Field(0.5, ge=0.3, le=10, description="How long to stay in a circle, in seconds. Leaving it starts the stay anew.")
    timeout_s: float | None = Field(
        None, ge=1.5, le=GENEROUS_S,
        description="A circle makes room after this many seconds, the stay in it counted. Leave it out for no pressure (20 s).",
    )
    wait_least_s: float = Field(1.0, ge=0.5, le=5, description="How long to wait in the middle for a circle at least, in seconds.")
    wait_most_s: float = Field(3.0, ge=1, le=6, description="And at most; every wait between is as likely.")

    @model_validator(mode="after")
    def _can_wait(self) -> ReactParameters:
        if self.wait_most_s < self.wait_least_s + 0.5:
            least = self.wait_least_s + 0.5
            raise refusal("wait_most_s", f"a wait that cannot be foreseen needs at least {least:g} s here, 0.5 s more than `wait_least_s`")
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactState(CircleState):
    """Where the drill stands.

    waits_s : for each target the waits before it: the first, and those that begin anew. waiting_s : when the present wait began, None
    on the way back. slow : the dot without its sway, None before the first sample. early_here : how often the wait for this target was
    left. early : and all waits so far.
    """

    parameters: ReactParameters
    waits_s: tuple[tuple[float, ...], ...]
    waiting_s: float | None = None
    slow: Point | None = None
    early_here: int = 0
    early: int = 0


class React:
    """Wait, see, lean, stay, back."""

    name: ClassVar[str] = "react"
    title: ClassVar[Message] = aloud("React")
    idea: ClassVar[Message] = aloud("A circle appears: lean to it at once.")
    primary: ClassVar[str] = "response_speed_per_s"
    higher_is_better: ClassVar[bool] = True
    axes: ClassVar[tuple[Axis, ...]] = ("size", "distance", "hold")
    Parameters: ClassVar[type[Parameters]] = ReactParameters

    def begin(self, parameters: ReactParameters, reach: Reach, chance: Chance) -> ReactState:
        p = parameters
        directions = unforeseen(p.directions_deg, p.targets, chance)
        waits = tuple(tuple(chance.uniform(p.wait_least_s, p.wait_most_s) for _ in range(MOST_EARLY + 1)) for _ in directions)
        places = places_of(p, reach)
        return ReactState(parameters=p, reach=reach, places=places, directions=directions, waits_s=waits, notes=places.notes)

    def step(self, state: ReactState, sample: Tilt) -> ReactState:
        if state.finished:
            return replace(state, t_s=sample.t_s, moments=())
        dot = Point(sample.pitch_deg, sample.roll_deg)
        slow = dot if state.slow is None else without_sway(state.slow, dot, sample.t_s - state.t_s)
        state = replace(state, slow=slow)
        if state.aim is not None:
            return lean(state, sample.t_s, dot)
        if sample.t_s > state.parameters.duration_s - LAST_CUE_S:
            return replace(state, t_s=sample.t_s, finished=True, moments=("finish",))
        return _back(state, sample.t_s, slow) if state.waiting_s is None else _wait(state, state.waiting_s, sample.t_s, slow)

    def adjust(self, state: ReactState, axis: Axis, step: int) -> tuple[ReactState, Adjusted]:
        return turned(state, axis, step)

    def target(self, state: ReactState, t_s: float) -> Target | None:  # noqa: ARG002 - targets stand still
        if state.finished:
            return None
        return state.aim if state.aim is not None else Target(CENTRE, MIDDLE_RADIUS_DEG)

    def view(self, state: ReactState, t_s: float) -> View:
        done, total, now = len(state.attempts), len(state.directions), state.t_s
        fraction = done / total
        shapes = just_done(state, t_s)
        if state.finished:
            return View(shapes, aloud("Well done"), done, total, fraction)
        if state.aim is not None:
            ring = Ring(state.aim.at, state.aim.radius_deg, "goal", min(state.stay.held_s(now) / state.hold_s, 1.0))
            words = now_words(state.stay, state.leaning, now, now - state.since_s)
            return View((*shapes, Spot(CENTRE, 0.6, "quiet"), ring), words, done, total, fraction)
        # The ring does not fill while waiting: it would tell when the circle comes.
        return View((*shapes, Ring(CENTRE, MIDDLE_RADIUS_DEG, "goal")), _wait_words(state), done, total, fraction)

    def measures(self, state: ReactState, motion: Motion) -> dict[str, Measure]:
        return react_measures(motion, state.attempts, early=state.early)


def _back(state: ReactState, t_s: float, slow: Point) -> ReactState:
    """One sample on the way back to the middle."""
    stay = state.stay.after(slow.distance_to(CENTRE) <= MIDDLE_RADIUS_DEG, t_s)
    for_s = t_s - state.since_s
    ready = stay.held_s(t_s) >= SETTLE_S or for_s >= PATIENCE_S
    if not ready or (state.tip and for_s < TIP_S):
        return replace(state, t_s=t_s, stay=stay, moments=crossing(state.stay, stay))
    return replace(state, t_s=t_s, stay=stay, waiting_s=t_s, moments=crossing(state.stay, stay))


def _wait(state: ReactState, waiting_s: float, t_s: float, slow: Point) -> ReactState:
    """One sample of waiting, since ``waiting_s``: to the circle, or to a start before it, which lets the wait begin anew."""
    stay = state.stay.after(slow.distance_to(CENTRE) <= LEAVE_RADIUS_DEG, t_s)
    moments = crossing(state.stay, stay)
    left = moments == ("leave",)
    state = replace(state, t_s=t_s, stay=stay, early=state.early + left, moments=moments)
    if left and state.early_here < MOST_EARLY:
        return replace(state, since_s=t_s, waiting_s=None, early_here=state.early_here + 1, tip="")
    if t_s - waiting_s < state.waits_s[len(state.attempts)][state.early_here]:
        return state
    return replace(cued(state, t_s), waiting_s=None, early_here=0)


def _wait_words(state: ReactState) -> str:
    """On the way back and while waiting, the same words, so that none can be taken for the cue."""
    if state.tip:
        return state.tip
    if state.early_here:
        return NOT_YET
    return aloud("Back to the middle, wait there") if state.attempts else aloud("Stand in the middle and wait")


REACT_DRILL = React()
