"""Recall: lean to a place and feel it, come back, then find it again without seeing the dot. It trains and shows position sense."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import ClassVar, Literal

from wobblequest.core.arena import CENTRE, SAFE_TARGET_DEG, Point, Target
from wobblequest.core.chance import Chance
from wobblequest.core.messages import Message, aloud, message
from wobblequest.core.motion import Motion
from wobblequest.core.reach import Reach
from wobblequest.core.result import Measure
from wobblequest.core.samples import Tilt
from wobblequest.drills.advice import Leaning, tip_words
from wobblequest.drills.drill import Adjusted, Axis, DrillState, Moment, Parameters
from wobblequest.drills.limits import HOLD
from wobblequest.drills.places import MIDDLE_RADIUS_DEG, Places, no_farther, place_all, turned_circles
from wobblequest.drills.recall_parameters import GENEROUS_S, RecallParameters
from wobblequest.drills.recall_words import NOT_BACK, NOT_STILL, back_words, feel_words, find_words, near_words
from wobblequest.drills.sequence import sequence
from wobblequest.drills.stay import Stay, crossing
from wobblequest.drills.still import Still
from wobblequest.drills.view import Ring, Role, Shape, Spot, View
from wobblequest.scoring.position_sense import Recall as Answer
from wobblequest.scoring.position_sense import position_sense_measures

PATIENCE_S = 10.0
"""Who cannot find the middle in this time is not kept there."""
BLIND_BACK_S = 4.0
"""Without feedback the dot stays hidden on the way back, or it would tell; at most this long, so that nobody is lost."""
LAST_CUE_S = 8.0
"""No new place is shown so short before the end of the work: it would be cut off."""
REST_S = 30.0
TIP_S = 3.0
"""Words on the last answer stand at least this long."""
LEAST_SHARE = 0.5
"""With a smaller share of answers the main measure is not told: one lucky answer of eight is no position sense."""


@dataclass(frozen=True, slots=True)
class Try:
    """One place to be found again. end_s : when it was answered or given up. answer : about where, None where there was none."""

    end_s: float
    target: Target
    answer: Point | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallState(DrillState):
    """Where the drill stands.

    directions : of all places, in order. places : where they lie at present. phase : ``middle`` (before a place is shown), ``feel``,
    ``back`` (before it is to be found), ``find``, or ``rest``; since_s : from when. sets, set_s : of work begun, and when the last one did.
    stay, held_s : in the circle that is shown; held_s : all in all, for who sways out of it has not forgotten. aim, feel_s : the place, and
    how long to feel it. still : while finding. unseen : whether the dot is hidden. tip : words on the last try.
    """

    parameters: RecallParameters
    reach: Reach
    places: Places
    directions: tuple[float, ...]
    phase: Literal["middle", "feel", "back", "find", "rest"] = "middle"
    since_s: float = 0.0
    sets: int = 1
    set_s: float = 0.0
    stay: Stay = field(default=Stay())
    held_s: float = 0.0
    aim: Target | None = None
    feel_s: float = 0.0
    leaning: Leaning = field(default=Leaning())
    still: Still = field(default=Still())
    unseen: bool = False
    tries: tuple[Try, ...] = ()
    tip: str = ""

    @property
    def total(self) -> int:
        return len(self.directions) * self.parameters.recalls_per_target

    @property
    def work_ends_s(self) -> float:
        return self.set_s + self.parameters.duration_s


class Recall:
    """Find places again in turn: feel, back, find unseen, stand still."""

    name: ClassVar[str] = "recall"
    title: ClassVar[Message] = aloud("Recall")
    idea: ClassVar[Message] = aloud("Feel a place, then find it unseen.")
    primary: ClassVar[str] = "mean_radial_error"
    higher_is_better: ClassVar[bool] = False
    axes: ClassVar[tuple[Axis, ...]] = ("size", "distance", "hold")
    Parameters: ClassVar[type[Parameters]] = RecallParameters

    def begin(self, parameters: RecallParameters, reach: Reach, chance: Chance) -> RecallState:
        p = parameters
        directions = sequence(p.directions_deg, p.targets, p.order, chance)
        places = _places(p, reach)
        return RecallState(parameters=p, reach=reach, places=places, directions=directions, notes=places.notes)

    def step(self, state: RecallState, sample: Tilt) -> RecallState:
        dt = sample.t_s - state.t_s
        state = replace(state, t_s=sample.t_s, moments=())
        if state.finished:
            return state
        if state.phase == "rest":
            return _rest(state)
        if state.t_s >= state.work_ends_s - (LAST_CUE_S if state.phase == "middle" else 0.0):
            return _work_over(state)
        dot = Point(sample.pitch_deg, sample.roll_deg)
        if state.phase == "feel":
            return _feel(state, dot, dt)
        return _find(state, dot) if state.phase == "find" else _middle(state, dot, dt)

    def adjust(self, state: RecallState, axis: Axis, step: int) -> tuple[RecallState, Adjusted]:
        p = state.parameters
        if axis in ("size", "distance"):
            new, words, changed = turned_circles(p, axis, step)
        elif axis == "hold":
            value, words, changed = HOLD.turned(p.feel_s, step, high=10.0)
            new = p.model_copy(update={"feel_s": value})
        else:
            return state, Adjusted(p, aloud("Nothing moves here: there is no speed to change"), False)
        places = _places(new, state.reach)
        if changed and axis == "distance" and places.targets == state.places.targets:
            return state, Adjusted(p, no_farther(step), False)
        return replace(state, parameters=new, places=places, notes=places.notes), Adjusted(new, words, changed)

    def target(self, state: RecallState, t_s: float) -> Target | None:  # noqa: ARG002 - targets stand still
        if state.finished or state.phase == "rest":
            return None
        if state.aim is None or state.phase in ("middle", "back"):
            return Target(CENTRE, MIDDLE_RADIUS_DEG)
        return replace(state.aim, remembered=state.phase == "find")

    def view(self, state: RecallState, t_s: float) -> View:
        shapes, words = _shown(state, t_s)
        done = len(state.tries)
        return View(shapes, words, done, state.total, done / state.total, cursor=not state.unseen)

    def measures(self, state: RecallState, motion: Motion) -> dict[str, Measure]:
        answers = [Answer(each.end_s, each.target.at) for each in state.tries if each.answer is not None]
        measures = position_sense_measures(motion, answers)
        if answers and len(answers) < LEAST_SHARE * state.total:
            why = message("only {n} of {all} places were answered: too few to follow", n=len(answers), all=state.total)
            measures[self.primary] = Measure(None, measures[self.primary].unit, why)
        return measures


def _shown(state: RecallState, t_s: float) -> tuple[tuple[Shape, ...], str]:
    """The shapes and the instruction at trial time ``t_s``. While a place is to be found, nothing shown depends on where the dot
    is, but for words to those who after a long time are still in the middle."""
    p, now, for_s = state.parameters, state.t_s, state.t_s - state.since_s
    if state.finished:
        return (), aloud("Well done")
    if state.phase == "rest":
        ring = Ring(CENTRE, MIDDLE_RADIUS_DEG, "goal", min((t_s - state.since_s) / REST_S, 1.0))
        return (ring,), aloud("Rest a moment, hold on if needed")
    if state.phase == "find":
        return (Spot(CENTRE, 0.6, "quiet"),), find_words(went=state.still.since_s is not None, for_s=for_s, close_eyes=p.close_eyes)
    if state.phase == "feel" and state.aim is not None:
        ring = Ring(state.aim.at, state.aim.radius_deg, "goal", min(state.held_s / state.feel_s, 1.0))
        return (Spot(CENTRE, 0.6, "quiet"), ring), feel_words(state.stay, state.leaning, now, for_s)
    told = _told(state)
    role: Role = "quiet" if told else "goal"  # not over what is told, which is to be looked at first
    middle = Ring(CENTRE, MIDDLE_RADIUS_DEG, role, min(state.held_s / p.return_hold_s, 1.0))
    words = state.tip or back_words(first=not state.tries and state.phase == "middle", close_eyes=p.close_eyes and state.phase == "middle")
    return (*told, middle), words


def _told(state: RecallState) -> tuple[Shape, ...]:
    """Where the last place was and where the answer, as long as its words stand and the level tells."""
    if not state.tip or not state.tries or state.parameters.feedback == "none":
        return ()
    last = state.tries[-1]
    if last.answer is None:
        return ()
    near = last.answer.distance_to(last.target.at) <= last.target.radius_deg
    ring = Ring(last.target.at, last.target.radius_deg, "done" if near else "soft", 1.0)
    far = last.answer.distance_to(CENTRE)
    inward = min(1.0, SAFE_TARGET_DEG / far) if far else 1.0  # what lies beyond is shown at the edge of what any circle may be
    return ring, Spot(Point(inward * last.answer.pitch_deg, inward * last.answer.roll_deg), 1.2, "soft")


def _in_circle(state: RecallState, circle: Target, dot: Point, dt: float) -> RecallState:
    """Whether the dot is in the circle that is shown, and how long it has been so far, all in all."""
    stay = state.stay.after(dot.distance_to(circle.at) <= circle.radius_deg, state.t_s)
    held_s = state.held_s + (dt if stay.inside and state.stay.inside else 0.0)
    return replace(state, stay=stay, held_s=held_s, moments=crossing(state.stay, stay))


def _middle(state: RecallState, dot: Point, dt: float) -> RecallState:
    """One sample on the way to the middle, or there, before a place is shown or is to be found."""
    t, p = state.t_s, state.parameters
    after = _in_circle(state, Target(CENTRE, MIDDLE_RADIUS_DEG), dot, dt)
    waited = t - state.since_s
    unseen = state.unseen and not after.stay.inside and waited < BLIND_BACK_S
    after = replace(after, unseen=unseen, tip=state.tip if waited < TIP_S else "")
    if after.tip:
        return after
    if after.held_s < p.return_hold_s:
        if waited < PATIENCE_S:
            return after
        if state.phase == "back":  # an answer must begin in the middle: who never left the place would have found it
            return _tried(after, None, NOT_BACK)
    if state.phase == "back":
        return replace(after, phase="find", since_s=t, still=Still(), unseen=True, moments=("find",))
    aim = state.places.targets[state.directions[len(state.tries) // p.recalls_per_target]]
    return replace(
        after, phase="feel", since_s=t, stay=Stay(), held_s=0.0, aim=aim, feel_s=p.feel_s, leaning=Leaning(), unseen=False,
        moments=("cue",),
    )


def _feel(state: RecallState, dot: Point, dt: float) -> RecallState:
    """One sample on the way to the place that is shown, or in it."""
    t, aim = state.t_s, state.aim
    assert aim is not None  # noqa: S101 - a place that is felt is there
    after = replace(_in_circle(state, aim, dot, dt), leaning=state.leaning.after(dot, aim))
    if after.held_s >= state.feel_s:
        return replace(after, phase="back", since_s=t, stay=Stay(), held_s=0.0, moments=(*after.moments, "hit"))
    if t - state.since_s < GENEROUS_S:
        return after
    # What was not felt cannot be remembered: none of its answers is asked for.
    per = state.parameters.recalls_per_target
    left_out = per - len(state.tries) % per - 1
    after = replace(after, tries=(*state.tries, *(Try(t, aim, None),) * left_out))
    return _tried(after, None, tip_words(after.stay, after.leaning))


def _find(state: RecallState, dot: Point) -> RecallState:
    """One sample of looking for the place. Nothing here may sound or show before the answer: it would tell the way."""
    t, p, aim = state.t_s, state.parameters, state.aim
    assert aim is not None  # noqa: S101 - a place to be found is there
    beyond_deg = min(MIDDLE_RADIUS_DEG, aim.at.distance_to(CENTRE) / 2)
    still = state.still.after(dot, t, within_deg=p.still_deg, beyond_deg=beyond_deg)
    after = replace(state, still=still)
    if still.held_s(t) >= p.still_s:
        return _tried(after, still.slow, near_words(aim, still.slow) if p.feedback == "shown" else "")
    if t - state.since_s < (p.timeout_s or GENEROUS_S):
        return after
    return _tried(after, None, NOT_STILL)


def _tried(state: RecallState, answer: Point | None, tip: str) -> RecallState:
    """After an answer, or after giving one up: the same place once more, the next one, or the end."""
    t, p, aim = state.t_s, state.parameters, state.aim
    assert aim is not None  # noqa: S101 - a place that was tried was there
    tries = (*state.tries, Try(t, aim, answer))
    told = p.feedback == "shown" and answer is not None
    moment: Moment = "miss" if answer is None else "hit" if told and answer.distance_to(aim.at) <= aim.radius_deg else "taken"
    again = len(tries) % p.recalls_per_target != 0
    after = replace(
        state, phase="back" if again else "middle", since_s=t, stay=Stay(), held_s=0.0, aim=aim if again else None, tries=tries, tip=tip,
        unseen=state.unseen and p.feedback == "none", moments=(*state.moments, moment),
    )
    return _ended(after) if len(tries) == state.total else after


def _work_over(state: RecallState) -> RecallState:
    """The work has been long enough: a rest where there is more to come, else the end. What it cuts off is neither answer nor miss."""
    if state.sets >= state.parameters.sets:
        return _ended(state)
    return replace(state, phase="rest", since_s=state.t_s, stay=Stay(), held_s=0.0, aim=None, unseen=False, tip="")


def _rest(state: RecallState) -> RecallState:
    """One sample of rest; after it the place that was under way is shown anew."""
    t = state.t_s
    if t - state.since_s < REST_S:
        return state
    return replace(state, phase="middle", since_s=t, sets=state.sets + 1, set_s=t)


def _ended(state: RecallState) -> RecallState:
    missed = state.total - sum(each.answer is not None for each in state.tries)
    notes = (*state.notes, f"{missed} of {state.total} places were not answered and are left out.") if missed else state.notes
    return replace(state, finished=True, aim=None, unseen=False, tip="", notes=notes, moments=(*state.moments, "finish"))


def _places(p: RecallParameters, reach: Reach) -> Places:
    return place_all(p.directions_deg, reach, p.radius_deg, distance_pct=p.distance_pct, distance_deg=p.distance_deg)


RECALL_DRILL = Recall()
