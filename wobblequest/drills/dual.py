"""Dual: a movement and a second task, each alone and then both at once.

A trial is one run of three parts: the movement alone, the second task alone (standing quietly), and both, with what comes next told in
between. Both single tasks are needed to say what doing them together costs (Plummer & Eskes 2015, Front Hum Neurosci 9:225). Their order
is always the same, so that a person's trials can be held against each other, and so that the movement is rested from in the middle; what
is got used to on the way is in every trial alike. The movement begins both times from the same state: the same way, the same places.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Literal, NamedTuple

from wobblequest.core.arena import Target
from wobblequest.core.chance import Chance
from wobblequest.core.messages import Message, aloud
from wobblequest.core.motion import Motion
from wobblequest.core.reach import Reach
from wobblequest.core.result import Measure, absent
from wobblequest.core.samples import Tilt
from wobblequest.drills.drill import Adjusted, Answer, Asks, Axis, DrillState, Moment, Parameters, Question
from wobblequest.drills.dual_parameters import CHANGE_S, LEAD_S, DualParameters, TwoTasks
from wobblequest.drills.dual_words import NEXT_BOTH, example, next_alone, rule
from wobblequest.drills.movements import MOVEMENTS
from wobblequest.drills.second_task import Said, Stream, asks_for_press, begun, draw, open_item, part_of, shown
from wobblequest.drills.view import Shape, View, Way
from wobblequest.scoring.register import MEASURES
from wobblequest.scoring.second_task import NOT_PLAYED, Movement, Part, part_motion, second_task_measures

Phase = Literal["movement", "to-task", "task", "to-both", "both"]
NEXT: dict[Phase, Phase] = {"movement": "to-task", "to-task": "task", "task": "to-both", "to-both": "both"}
MOST_SHAPES = 4
TONES_ALONE: frozenset[Moment] = frozenset({"enter", "leave", "hit", "beat"})
"""The movement's sounds that are left out where the second task is one of tones."""


class Done(NamedTuple):
    """A part that was played to its end: when, what was answered in it, and the movement as it ended, where there was one."""

    phase: Phase
    begin_s: float
    end_s: float
    said: tuple[Said, ...]
    moved: DrillState | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DualState(DrillState):
    """Where the drill stands.

    fresh : the movement as it begins. alone, together : the second task's items in its two parts. phase, begin_s : what is under way, and
    since when. moving : the movement under way. said : answers in this part. taken : an answer came since the newest sample.
    done : parts that are over. changed : the difficulty was. slips : when the movement with the second task slipped, where it can.
    """

    parameters: TwoTasks
    fresh: DrillState
    alone: Stream
    together: Stream
    phase: Phase = "movement"
    begin_s: float = 0.0
    moving: DrillState | None = None
    said: tuple[Said, ...] = ()
    taken: bool = False
    done: tuple[Done, ...] = ()
    changed: bool = False
    slips: tuple[float, ...] = ()

    @property
    def stream(self) -> Stream | None:
        """The second task's items in the part under way; None where it is not asked for."""
        return self.alone if self.phase == "task" else self.together if self.phase == "both" else None


class Dual:
    """A movement with a second task."""

    name: ClassVar[str] = "dual"
    title: ClassVar[Message] = aloud("Two at once")
    idea: ClassVar[Message] = aloud("Keep moving well while you think.")
    primary: ClassVar[str] = "both_right_pct"
    higher_is_better: ClassVar[bool] = True
    axes: ClassVar[tuple[Axis, ...]] = ("size", "distance", "hold", "speed")
    Parameters: ClassVar[type[Parameters]] = DualParameters

    def begin(self, parameters: TwoTasks, reach: Reach, chance: Chance) -> DualState:
        p = parameters
        fresh = MOVEMENTS[p.movement].drill.begin(p.moved, reach, chance)
        alone, together = draw(p, p.alone_s, chance), draw(p, p.moved.duration_s, chance)
        return DualState(parameters=p, fresh=fresh, alone=alone, together=together, moving=fresh, notes=fresh.notes)

    def step(self, state: DualState, sample: Tilt) -> DualState:
        t = sample.t_s
        if state.finished:
            return replace(state, t_s=t, moments=())
        moments: tuple[Moment, ...] = ("taken",) if state.taken else ()
        state = replace(state, taken=False)
        while (end_s := _end_s(state)) is not None and t >= end_s - 1e-9:
            state, moments = _next(state, end_s), (*moments, "cue")
        since, p = round(t - state.begin_s, 9), state.parameters
        moving = state.moving
        if moving is not None:
            moving = MOVEMENTS[p.movement].drill.step(moving, Tilt(since, sample.pitch_deg, sample.roll_deg))
            moments += _moments(state, moving)
            if state.phase == "both" and (MOVEMENTS[p.movement].slips or frozenset()) & set(moving.moments):
                state = replace(state, slips=(*state.slips, t))
        moments += _sounded(state, since)
        state = replace(state, t_s=t, moving=moving, moments=moments)
        if moving is None or not moving.finished:
            return state
        over = _over(state, min(t, state.begin_s + p.moved.duration_s))
        if state.phase == "both":
            return replace(over, moments=(*moments, "finish"), finished=True)
        return replace(over, phase="to-task", begin_s=over.done[-1].end_s, moving=None, said=(), moments=(*moments, "cue"))

    def answer(self, state: DualState, said: Answer) -> DualState:
        """Take a press, or a mark; one that nothing asked for changes nothing."""
        stream, p = state.stream, state.parameters
        if stream is None or state.finished or (said == "yes") == (p.task == "count-back"):
            return state
        since = state.t_s - state.begin_s
        if said == "yes" and asks_for_press(p, stream, state.said, since, state.begin_s) is None:
            return state
        new = Said(state.t_s, None if said == "yes" else said == "right")
        return replace(state, said=(*state.said, new), taken=said == "yes")

    def asks(self, state: DualState) -> Asks:
        return "mark" if state.parameters.task == "count-back" else "press"

    def question(self, state: DualState, t_s: float) -> Question | None:
        stream, p = state.stream, state.parameters
        if stream is None or state.finished:
            return None
        both = state.phase == "both"
        if p.task == "count-back":
            last_s = state.said[-1].t_s if state.said else state.begin_s + LEAD_S
            return Question("mark", last_s, False, p.load, both)
        i = open_item(p, stream, t_s - state.begin_s)
        if i is None:
            return None
        return Question("press", state.begin_s + LEAD_S + i * p.pace_s, stream.stimuli[i].press, p.load, both)

    def adjust(self, state: DualState, axis: Axis, step: int) -> tuple[DualState, Adjusted]:
        p = state.parameters
        drill = MOVEMENTS[p.movement].drill
        fresh, done = drill.adjust(state.fresh, axis, step)
        moving = state.moving
        if moving is not None and not state.finished:
            moving, done = drill.adjust(moving, axis, step)
        if not done.changed:
            return state, Adjusted(p, done.words, False)
        new = p.model_copy(update={p.movement: done.parameters})
        notes = moving.notes if moving is not None else fresh.notes
        return replace(state, parameters=new, fresh=fresh, moving=moving, changed=True, notes=notes), Adjusted(new, done.words, True)

    def target(self, state: DualState, t_s: float) -> Target | None:
        if state.moving is None or state.finished:
            return None
        p = state.parameters
        found = MOVEMENTS[p.movement].drill.target(state.moving, t_s - state.begin_s)
        return replace(found, load=p.load) if found is not None and state.phase == "both" else found

    def view(self, state: DualState, t_s: float) -> View:
        p = state.parameters
        fraction = min(state.t_s / p.duration_s, 1.0)
        if state.finished:
            return View((), aloud("Well done"), fraction=1.0)
        since = t_s - state.begin_s
        if state.phase in ("to-task", "task"):
            shape = example(p, state.alone) if state.phase == "to-task" else shown(p, state.alone, since)
            words = next_alone(p) if state.phase == "to-task" else rule(p, state.alone)
            return View(() if shape is None else (shape,), words, fraction=fraction, cursor=False)
        drill = MOVEMENTS[p.movement].drill
        if state.phase == "to-both":
            view = drill.view(state.fresh, 0.0)
            return View(view.shapes, NEXT_BOTH, fraction=fraction, cursor=view.cursor)
        view = drill.view(state.fresh if state.moving is None else state.moving, since)
        if state.phase == "movement":
            return View(view.shapes, view.instruction, fraction=fraction, cursor=view.cursor, dot=view.dot)
        shape = shown(p, state.together, since)
        shapes = view.shapes if shape is None else (*_room(view.shapes), shape)
        return View(shapes, rule(p, state.together), fraction=fraction, cursor=view.cursor, dot=view.dot)

    def measures(self, state: DualState, motion: Motion) -> dict[str, Measure]:
        p, done = state.parameters, {part.phase: part for part in state.done}
        drill = MOVEMENTS[p.movement].drill
        unit = MEASURES[drill.primary].unit

        def moved(phase: Phase) -> Measure:
            part = done.get(phase)
            if part is None or part.moved is None:
                return absent(unit, NOT_PLAYED)
            return drill.measures(part.moved, part_motion(motion, part.begin_s, part.end_s))[drill.primary]

        def answered(phase: Phase, stream: Stream) -> Part | None:
            part = done.get(phase)
            return None if part is None else part_of(p, stream, part.said, part.begin_s, part.end_s)

        broken = any(part_motion(motion, part.begin_s, part.end_s).breaks for part in state.done if part.moved is not None)
        movement = Movement(moved("movement"), moved("both"), drill.higher_is_better, MOVEMENTS[p.movement].per_cent, broken)
        alone, both = answered("task", state.alone), answered("both", state.together)
        slips = None if MOVEMENTS[p.movement].slips is None else state.slips
        return second_task_measures(motion, movement, alone, both, changed=state.changed, slips=slips)


def _end_s(state: DualState) -> float | None:
    """When what is under way is over by the clock; None where the movement ends it."""
    if state.phase in ("movement", "both"):
        return None
    return state.begin_s + (state.parameters.alone_s if state.phase == "task" else CHANGE_S)


def _over(state: DualState, end_s: float) -> DualState:
    return replace(state, done=(*state.done, Done(state.phase, state.begin_s, end_s, state.said, state.moving)))


def _next(state: DualState, end_s: float) -> DualState:
    """What comes after a part, or a change, that is over by the clock."""
    over = _over(state, end_s) if state.phase == "task" else state
    phase = NEXT[state.phase]
    return replace(over, phase=phase, begin_s=end_s, moving=state.fresh if phase == "both" else None, said=())


def _moments(state: DualState, moving: DrillState) -> tuple[Moment, ...]:
    """What the movement's step did, but for its end, and for sounds that would be taken for the second task's."""
    silent = TONES_ALONE if state.phase == "both" and state.parameters.task == "n-back" else frozenset()
    return tuple(moment for moment in moving.moments if moment != "finish" and moment not in silent)


def _sounded(state: DualState, since_s: float) -> tuple[Moment, ...]:
    """The tone of an item that began since the last sample."""
    stream, p = state.stream, state.parameters
    if stream is None:
        return ()
    before, now = begun(p, stream, max(state.t_s - state.begin_s, 0.0)), begun(p, stream, since_s)
    tone = stream.stimuli[now - 1].moment if now > before else None
    return () if tone is None else (tone,)


def _room(shapes: tuple[Shape, ...]) -> tuple[Shape, ...]:
    """The movement's shapes with room for one more: a line that only shows the way goes first, then what is over or only helps."""
    if len(shapes) < MOST_SHAPES:
        return shapes
    lines = [shape for shape in shapes if isinstance(shape, Way)]
    spare = [shape for shape in shapes if getattr(shape, "role", "goal") in ("done", "quiet", "soft")]
    out = (*lines, *spare, *shapes)[0]
    return tuple(shape for shape in shapes if shape is not out)


DUAL_DRILL = Dual()
"""Two at once, as the register has it."""
