"""Roll: a ball in a dish. Tilt rolls it through one gate after another: the purely playful one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import floor, hypot
from typing import ClassVar

from wobblequest.core.arena import CENTRE, Point, Target
from wobblequest.core.chance import Chance
from wobblequest.core.messages import Message, aloud
from wobblequest.core.motion import Motion
from wobblequest.core.reach import DIRECTIONS_DEG
from wobblequest.core.reach import Reach as PersonReach
from wobblequest.core.result import Measure
from wobblequest.core.samples import Tilt
from wobblequest.drills.dish import SUBSTEP_S, Ball, Dish, rolled
from wobblequest.drills.drill import Adjusted, Axis, DrillState, Moment, Parameters
from wobblequest.drills.gates import FAR_PER_TILT, Course, Opening, course_of
from wobblequest.drills.limits import DISTANCE_DEG, DISTANCE_PCT
from wobblequest.drills.roll_parameters import GATE, PULL, RollParameters
from wobblequest.drills.sequence import sequence
from wobblequest.drills.steer import moved, tilt_for
from wobblequest.drills.view import Gate, Ring, Spot, View
from wobblequest.scoring.gates import Passage, gate_measures

GENEROUS_S = 20.0
"""A gate still makes room for the next one after this: nobody stays stuck at one."""
HELP_AFTER_S = 8.0
WORDS_STAY_S = 4.0
LOUD_DPS, BETWEEN_TOUCHES_S = 4.0, 0.3
"""The rim is heard when the ball comes this fast, and once when it chatters."""
BALL_DEG = 1.5
"""As large as the dot about: it is what is looked at. What passes a gate is its middle."""
MOST_AHEAD_S = 0.1
LEAN_RADIUS_DEG = 4.0
"""How near to the tilt that would be best counts as there; nothing is scored by it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RollState(DrillState):
    """Where the drill stands.

    directions : of all gates, in order. course : where they stand at present. dish : as it is up to the next gate.
    gate : the one to go through, None at the end; since_s, from_at, way_deg : since when, from where, and how far the ball has gone.
    steps : of 5 ms that the ball has gone. tilt : of the newest sample. aim : the tilt that would be best.
    knocks : at the rim since the last gate; touch_s : the last that was heard. words, words_s : what is said, and since when.
    """

    parameters: RollParameters
    reach: PersonReach
    directions: tuple[float, ...]
    course: Course
    dish: Dish
    gate: Opening | None
    coming: Opening | None
    ball: Ball = field(default=Ball())
    tilt: Point = CENTRE
    steps: int = 0
    aim: Point = CENTRE
    since_s: float = 0.0
    from_at: Point = CENTRE
    way_deg: float = 0.0
    passages: tuple[Passage, ...] = ()
    knocks: int = 0
    touch_s: float = -BETWEEN_TOUCHES_S
    words: str = aloud("Roll the ball through the gate")
    words_s: float = 0.0


class Roll:
    """Roll a ball through gates in turn."""

    name: ClassVar[str] = "roll"
    title: ClassVar[Message] = aloud("Roll")
    idea: ClassVar[Message] = aloud("Tilt to roll the ball through gates.")
    primary: ClassVar[str] = "gates_per_min"
    higher_is_better: ClassVar[bool] = True
    axes: ClassVar[tuple[Axis, ...]] = ("size", "distance", "speed")
    Parameters: ClassVar[type[Parameters]] = RollParameters

    def begin(self, parameters: RollParameters, reach: PersonReach, chance: Chance) -> RollState:
        directions = sequence(DIRECTIONS_DEG, parameters.gates, "random", chance)
        course = _course(parameters, reach)
        gate = course.opening(directions[0], CENTRE, parameters.gate_deg)
        return RollState(
            parameters=parameters, reach=reach, directions=directions, course=course, dish=_dish(parameters, course), gate=gate,
            coming=_coming(parameters, course, directions, 1, gate), notes=course.notes,
        )

    def step(self, state: RollState, sample: Tilt) -> RollState:
        t, tilt = sample.t_s, Point(sample.pitch_deg, sample.roll_deg)
        if state.finished:
            return replace(state, t_s=t, moments=())
        since_s, before = state.t_s, state.tilt
        last = floor(min(t, state.parameters.duration_s) / SUBSTEP_S + 1e-6)
        first = state.steps
        state = replace(state, t_s=t, tilt=tilt, moments=())
        while state.steps < last and state.gate is not None:
            state = _rolled(state, last, since_s, before)
        over = t >= state.parameters.duration_s
        if state.gate is not None and not over and t - state.since_s >= GENEROUS_S:
            state = _next(state, t, passed=False)
        if state.gate is None or over:
            return replace(state, finished=True, gate=None, coming=None, words=aloud("Well done"), moments=(*state.moments, "finish"))
        return _guided(state, (state.steps - first) * SUBSTEP_S)

    def adjust(self, state: RollState, axis: Axis, step: int) -> tuple[RollState, Adjusted]:
        p = state.parameters
        if axis == "size":
            value, words, changed = GATE.turned(p.gate_deg, step)
            new = p.model_copy(update={"gate_deg": value})
        elif axis == "distance":
            knob, key = (DISTANCE_DEG, "distance_deg") if p.distance_pct is None else (DISTANCE_PCT, "distance_pct")
            value, words, changed = knob.turned(getattr(p, key), step)
            new = p.model_copy(update={key: value})
        elif axis == "speed":
            value, words, changed = PULL.turned(p.pull_per_s2, step)
            new = p.model_copy(update={"pull_per_s2": value})
        else:
            return state, Adjusted(p, aloud("Gates are rolled through: there is no hold to change"), False)
        course = _course(new, state.reach)
        if changed and axis == "distance" and course.distances == state.course.distances:
            end = aloud("Already the farthest these gates can be") if step > 0 else aloud("Already the nearest these gates can be")
            return state, Adjusted(p, end, False)
        coming = None if state.gate is None else _coming(new, course, state.directions, len(state.passages) + 1, state.gate)
        return replace(state, parameters=new, course=course, coming=coming, notes=course.notes), Adjusted(new, words, changed)

    def target(self, state: RollState, t_s: float) -> Target | None:  # noqa: ARG002 - it follows the ball, which rolls with the samples
        return None if state.finished else Target(state.aim, LEAN_RADIUS_DEG)

    def view(self, state: RollState, t_s: float) -> View:
        coming = () if state.coming is None else (Gate(*state.coming.posts, "soft"),)
        gate = () if state.gate is None else (Gate(*state.gate.posts, "goal"),)
        rim, ball = Ring(CENTRE, state.course.rim_deg, "quiet"), Spot(_shown(state, t_s), BALL_DEG, "me")
        done, total = len(state.passages), len(state.directions)
        return View((rim, *coming, *gate, ball), state.words, done, total, done / total, cursor=False)

    def measures(self, state: RollState, motion: Motion) -> dict[str, Measure]:
        return gate_measures(motion, state.passages, state.steps * SUBSTEP_S)


def _rolled(state: RollState, last: int, since_s: float, before: Point) -> RollState:
    """The ball rolled on to step number ``last``, or to where it passes the gate. The tilt went straight from ``before`` at ``since_s``."""
    gate, dish, ball, way, (p, r) = state.gate, state.dish, state.ball, state.way_deg, before
    assert gate is not None  # noqa: S101 - the ball rolls as long as there is a gate
    to_p, to_r, dt = state.tilt.pitch_deg - p, state.tilt.roll_deg - r, state.t_s - since_s
    knocks, touch_s, touched = state.knocks, state.touch_s, False
    for n in range(state.steps + 1, last + 1):
        share = 1.0 if dt <= 0 else min(max((n * SUBSTEP_S - since_s) / dt, 0.0), 1.0)
        was = ball.at
        ball, hit_dps = rolled(ball, dish, p + share * to_p, r + share * to_r)
        way += was.distance_to(ball.at)
        if hit_dps > LOUD_DPS and n * SUBSTEP_S - touch_s >= BETWEEN_TOUCHES_S:
            knocks, touch_s, touched = knocks + 1, n * SUBSTEP_S, True
        if gate.passed(was, ball.at):
            break
    else:
        n, gate = last, None
    moments: tuple[Moment, ...] = (*state.moments, "touch") if touched else state.moments
    state = replace(state, steps=n, ball=ball, way_deg=way, knocks=knocks, touch_s=touch_s, moments=moments)
    return state if gate is None else _next(state, n * SUBSTEP_S, passed=True)


def _next(state: RollState, t_s: float, *, passed: bool) -> RollState:
    """A gate is passed, or given up: the one that was shown beside it is the next, in a dish as it is asked for now."""
    i, here = len(state.passages) + 1, state.ball.at
    passage = Passage(state.since_s, t_s, passed, state.from_at.distance_to(here), state.way_deg)
    coming = None if state.coming is None else _coming(state.parameters, state.course, state.directions, i + 1, state.coming)
    moment: Moment = "hit" if passed else "miss"
    return replace(
        state, dish=_dish(state.parameters, state.course), gate=state.coming, coming=coming, since_s=t_s, from_at=here, way_deg=0.0,
        passages=(*state.passages, passage), knocks=0, moments=(*state.moments, moment),
        words=state.words if passed else aloud("Slowly on to the next gate"), words_s=state.words_s if passed else t_s,
    )


def _guided(state: RollState, seconds: float) -> RollState:
    """With the tilt that would be best after so many more seconds of rolling, and the words that fit."""
    if seconds <= 0 or state.gate is None:
        return state
    aim = moved(state.aim, tilt_for(state.ball, state.dish, state.gate, state.reach), seconds)
    if state.t_s - state.words_s < WORDS_STAY_S:
        return replace(state, aim=aim)
    words = words_for(state)
    return replace(state, aim=aim, words=words, words_s=state.words_s if words == state.words else state.t_s)


def words_for(state: RollState) -> str:
    """What to do now, at most eight words; from a while at one gate on, what may help."""
    if state.t_s - state.since_s < HELP_AFTER_S:
        return aloud("Roll the ball through the gate")
    if state.knocks > 1:
        return aloud("Gently: a little tilt is enough")
    return aloud("Take your time, between the two posts")


def _shown(state: RollState, t_s: float) -> Point:
    """The ball at the time of the picture, rolling straight on from where the samples brought it."""
    ahead_s = 0.0 if state.finished else min(max(t_s - state.steps * SUBSTEP_S, 0.0), MOST_AHEAD_S)
    p, r = state.ball.pitch_deg + ahead_s * state.ball.pitch_dps, state.ball.roll_deg + ahead_s * state.ball.roll_dps
    inward = min(1.0, state.dish.rim_deg / max(hypot(p, r), 1e-9))
    return Point(inward * p, inward * r)


def _course(p: RollParameters, reach: PersonReach) -> Course:
    return course_of(reach, p.gate_deg, distance_pct=p.distance_pct, distance_deg=p.distance_deg)


def _dish(p: RollParameters, course: Course) -> Dish:
    return Dish(course.rim_deg, p.pull_per_s2 * course.lift, p.pull_per_s2 / FAR_PER_TILT, p.friction_per_s)


def _coming(p: RollParameters, course: Course, directions: tuple[float, ...], i: int, before: Opening) -> Opening | None:
    """Gate number ``i`` (0 the first), None after the last one."""
    return course.opening(directions[i], before.at, p.gate_deg) if i < len(directions) else None


ROLL_DRILL = Roll()
