"""Shift: the weight goes to and fro between two boxes, within bounds that are not to be left."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import ClassVar

from wobblequest.core.arena import Point, Target
from wobblequest.core.chance import Chance
from wobblequest.core.messages import Message, aloud
from wobblequest.core.motion import Motion
from wobblequest.core.reach import Reach
from wobblequest.core.result import Measure
from wobblequest.core.samples import Tilt
from wobblequest.drills.advice import HELP_AFTER_S, Leaning
from wobblequest.drills.boxes import Pair, largest_half_deg, least_distance_deg, pair_of
from wobblequest.drills.circles import GENEROUS_S, SHOWN_DONE_S, TIP_S
from wobblequest.drills.drill import Adjusted, Axis, DrillState, Moment, Parameters
from wobblequest.drills.limits import DISTANCE_DEG, DISTANCE_PCT, HOLD, LEAST_RADIUS_DEG, MOST_RADIUS_DEG, Knob
from wobblequest.drills.shift_parameters import ShiftParameters
from wobblequest.drills.stay import LINGER_S, Stay, crossing
from wobblequest.drills.view import Box, Role, Shape, View
from wobblequest.scoring.attempt import Attempt
from wobblequest.scoring.shift import shift_measures

CROSSING_EVERY_S = 0.3
"""Leaving the bounds is counted once in this time, however often the dot goes to and fro on the line."""
BOX = Knob(
    0.5, LEAST_RADIUS_DEG, MOST_RADIUS_DEG, aloud("Boxes bigger"), aloud("Boxes smaller"), aloud("Already the largest boxes"),
    aloud("Already the smallest boxes"), "°",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftState(DrillState):
    """Where the drill stands.

    pair : where boxes and bounds lie now. hold_s : how long to stay in the present box. since_s : when it was cued. stay : in it.
    leaning : how near it the person came. within : the bounds. crossings : how often they were left, left_s : when the last one was
    counted. attempts : one for each box that is over. tip : words after one that was given up.
    """

    parameters: ShiftParameters
    reach: Reach
    pair: Pair
    hold_s: float
    since_s: float = 0.0
    stay: Stay = field(default=Stay())
    leaning: Leaning = field(default=Leaning())
    within: Stay = field(default=Stay())
    crossings: int = 0
    left_s: float | None = None
    attempts: tuple[Attempt, ...] = ()
    tip: str = ""

    @property
    def number(self) -> int:
        """Of the box to lean into, counted from 0."""
        return len(self.attempts)

    @property
    def aim(self) -> Target:
        return Target(self.pair.box(self.number), self.pair.half_deg)


class Shift:
    """Lean into one box and the other, in turn."""

    name: ClassVar[str] = "shift"
    title: ClassVar[Message] = aloud("Shift")
    idea: ClassVar[Message] = aloud("Lean from box to box within the bounds.")
    primary: ClassVar[str] = "shift_score_pct"
    higher_is_better: ClassVar[bool] = True
    axes: ClassVar[tuple[Axis, ...]] = ("size", "distance", "hold")
    Parameters: ClassVar[type[Parameters]] = ShiftParameters

    def begin(self, parameters: ShiftParameters, reach: Reach, chance: Chance) -> ShiftState:  # noqa: ARG002 - nothing is random here
        pair = _pair(parameters, reach)
        return ShiftState(parameters=parameters, reach=reach, pair=pair, hold_s=parameters.hold_s, notes=pair.notes)

    def step(self, state: ShiftState, sample: Tilt) -> ShiftState:
        t, p = sample.t_s, state.parameters
        if state.finished:
            return replace(state, t_s=t, moments=())
        dot, aim = Point(sample.pitch_deg, sample.roll_deg), state.aim
        state = _bounded(state, t, dot)
        stay = state.stay.after(state.pair.inside(state.number, dot), t)
        moments: tuple[Moment, ...] = (*state.moments, *crossing(state.stay, stay))
        state = replace(state, stay=stay, leaning=state.leaning.after(dot, aim), moments=moments)
        hit = stay.held_s(t) >= state.hold_s
        if not hit and t >= p.duration_s:  # what the end cuts off is neither hit nor given up
            return replace(state, finished=True, moments=(*moments, "finish"))
        if not hit and t - state.since_s < (p.timeout_s or GENEROUS_S):
            return state
        return _over(state, dot, hit=hit)

    def adjust(self, state: ShiftState, axis: Axis, step: int) -> tuple[ShiftState, Adjusted]:
        p = state.parameters
        if axis == "size":
            most = largest_half_deg(p.direction_deg, p.bounds_deg, p.distance_deg)
            value, words, changed = BOX.turned(p.box_deg, step, high=max(most, p.box_deg))
            new = p.model_copy(update={"box_deg": value})
        elif axis == "distance":
            new, words, changed = _moved(p, step)
        elif axis == "hold":
            value, words, changed = HOLD.turned(p.hold_s, step, high=10.0 if p.timeout_s is None else min(10.0, p.timeout_s - 1.0))
            new = p.model_copy(update={"hold_s": value})
        else:
            return state, Adjusted(p, aloud("The boxes stand still: there is no speed to change"), False)
        if not changed:
            return state, Adjusted(p, words, False)
        before, after = _pair(p, state.reach), _pair(new, state.reach)
        if axis == "distance" and (before.first, before.second) == (after.first, after.second):
            end = aloud("Already the farthest these boxes can be") if step > 0 else aloud("Already the nearest these boxes can be")
            return state, Adjusted(p, end, False)
        return replace(state, parameters=new, notes=after.notes), Adjusted(new, words, True)

    def target(self, state: ShiftState, t_s: float) -> Target | None:  # noqa: ARG002 - boxes stand still
        return None if state.finished else state.aim

    def view(self, state: ShiftState, t_s: float) -> View:
        pair, now, done, total = state.pair, state.t_s, state.number, state.parameters.shifts
        outside = state.within.entered and not state.within.inside  # before the first sample nobody has left them
        bounds = pair.bounds("caution" if outside or _just(state.within.left_s, now, LINGER_S) else "soft")
        if state.finished:
            return View((bounds,), aloud("Well done"), done, total, done / total)
        last = state.attempts[-1] if state.attempts else None
        other: Role = "done" if last is not None and last.hit and _just(last.end_s, t_s, SHOWN_DONE_S) else "soft"
        shapes: tuple[Shape, ...] = (
            bounds, _shape(pair, done + 1, other), _shape(pair, done, "goal", min(state.stay.held_s(now) / state.hold_s, 1.0)),
        )
        return View(shapes, _words(state), done, total, done / total)

    def measures(self, state: ShiftState, motion: Motion) -> dict[str, Measure]:
        return shift_measures(motion, state.attempts, crossings=state.crossings)


def _pair(p: ShiftParameters, reach: Reach) -> Pair:
    return pair_of(
        p.direction_deg, reach, half_deg=p.box_deg, bounds_deg=p.bounds_deg, distance_pct=p.distance_pct, distance_deg=p.distance_deg,
    )


def _shape(pair: Pair, number: int, role: Role, fill: float = 0.0) -> Box:
    return Box(pair.box(number), pair.half_deg, pair.half_deg, role, fill)


def _just(at_s: float | None, t_s: float, for_s: float) -> bool:
    return at_s is not None and t_s - at_s < for_s


def _bounded(state: ShiftState, t: float, dot: Point) -> ShiftState:
    """One more sample, looked at for the bounds: who goes out is counted once, and must be in again before the next time counts."""
    within = state.within.after(state.pair.within(dot), t)
    if crossing(state.within, within) != ("leave",) or _just(state.left_s, t, CROSSING_EVERY_S - 1e-9):
        return replace(state, t_s=t, within=within, moments=())
    return replace(state, t_s=t, within=within, crossings=state.crossings + 1, left_s=t, moments=("touch",))


def _over(state: ShiftState, dot: Point, *, hit: bool) -> ShiftState:
    """The box was held, or is given up: the other one is next, with all that was changed meanwhile."""
    p, t, aim, stay = state.parameters, state.t_s, state.aim, state.stay
    attempt = Attempt(state.since_s, t, aim.at, aim.radius_deg, hit, t if hit else None, stay.since_s if hit else None)
    attempts = (*state.attempts, attempt)
    moments: tuple[Moment, ...] = (*state.moments, "hit" if hit else "miss")
    if len(attempts) == p.shifts:
        return replace(state, attempts=attempts, finished=True, moments=(*moments, "finish"))
    pair = _pair(p, state.reach)
    # Bounds that moved in past the dot were not left by it.
    within = state.within if pair == state.pair else Stay(t if pair.within(dot) else None, None)
    return replace(
        state, pair=pair, hold_s=p.hold_s, since_s=t, stay=Stay(), leaning=Leaning(), within=within, attempts=attempts,
        tip="" if hit else _tip(stay, state.leaning), moments=moments,
    )


def _moved(p: ShiftParameters, step: int) -> tuple[ShiftParameters, str, bool]:
    """Boxes farther out or nearer; never covering the middle."""
    if p.distance_deg is None:
        value, words, changed = DISTANCE_PCT.turned(p.distance_pct or 0.0, step)
        return p.model_copy(update={"distance_pct": value}), words, changed
    least = min(least_distance_deg(p.direction_deg, p.box_deg) + 0.0005, p.distance_deg)
    value, words, changed = DISTANCE_DEG.turned(p.distance_deg, step, low=least)
    return p.model_copy(update={"distance_deg": value}), words, changed


def _words(state: ShiftState) -> str:
    """The instruction, at most eight words: right and left are not named, for a picture may be mirrored."""
    t, stay = state.t_s, state.stay
    if state.within.entered and not state.within.settled(t):
        return aloud("Come back within the bounds")
    if state.tip and t - state.since_s < TIP_S:
        return state.tip
    if stay.entered and not stay.settled(t):
        return aloud("Back into the box")
    if not stay.entered and t - state.since_s >= HELP_AFTER_S:
        short = state.leaning.farthest < 1.0
        return aloud("Take your time, a little further") if short else aloud("Take your time, towards the box")
    return aloud("Now the other box, and stay") if state.attempts else aloud("Lean into the box and stay")


def _tip(stay: Stay, leaning: Leaning) -> str:
    """What to try next after a box that was given up, at most eight words."""
    if stay.entered:
        return aloud("You were there: stay longer next time")
    return aloud("A little further next time") if leaning.farthest < 1.0 else aloud("Straight at the box next time")


SHIFT_DRILL = Shift()
