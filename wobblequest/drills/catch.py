"""Catch: things come down slowly, some to be caught with a tray that goes with leaning, some to be let pass."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from wobblequest.core.arena import Target
from wobblequest.core.chance import Chance
from wobblequest.core.messages import Message, aloud
from wobblequest.core.motion import Motion
from wobblequest.core.reach import Reach
from wobblequest.core.result import Measure
from wobblequest.core.samples import Tilt
from wobblequest.drills.catch_parameters import CLEAR_DEG, FALL, MOST_SIDE_DEG, TRAY, CatchParameters
from wobblequest.drills.drill import Adjusted, Axis, DrillState, Moment, Parameters
from wobblequest.drills.falling import (
    DROP_DEG,
    LINE_DEG,
    THING_DEG,
    TRAY_HALF_DEG,
    Falling,
    Room,
    Thing,
    clear_of,
    draw_things,
    place_of,
    room_of,
    spot,
)
from wobblequest.drills.limits import DISTANCE_DEG, DISTANCE_PCT
from wobblequest.drills.view import Box, Shape, Spot, Token, View
from wobblequest.scoring.catch import Landing, catch_measures

FIRST_S = 1.5
"""The first thing comes after this."""
LAST_S = 0.25
"""Every thing has come down so long before the end."""
TIP_S = 4.0
SHOWN_DONE_S = 1.2
MOST_PIPS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class CatchState(DrillState):
    """Where the drill stands.

    things : all to come, in order; begun : how many have appeared. room : where things land at present. tray_deg : half the tray's width.
    falling : what is on its way, oldest first. aim : which of it comes down next; at : where the dot should be for it.
    tray_at_deg : the tray's middle. free_s : when the last thing came down. tip, tip_s : words after a miss, and since when they stand.
    """

    parameters: CatchParameters
    reach: Reach
    things: tuple[Thing, ...]
    room: Room
    tray_deg: float
    begun: int = 0
    falling: tuple[Falling, ...] = ()
    aim: Falling | None = None
    at: Target | None = None
    tray_at_deg: float = 0.0
    free_s: float = 0.0
    landings: tuple[Landing, ...] = ()
    tip: str = ""
    tip_s: float = 0.0


class Catch:
    """Move a tray under what is to be caught, and away from what is not."""

    name: ClassVar[str] = "catch"
    title: ClassVar[Message] = aloud("Catch")
    idea: ClassVar[Message] = aloud("Lean to catch the coins with a tray.")
    primary: ClassVar[str] = "catch_rate_pct"
    higher_is_better: ClassVar[bool] = True
    axes: ClassVar[tuple[Axis, ...]] = ("size", "distance", "speed")
    Parameters: ClassVar[type[Parameters]] = CatchParameters

    def begin(self, parameters: CatchParameters, reach: Reach, chance: Chance) -> CatchState:
        p = parameters
        room = room_of(p, reach)
        return CatchState(
            parameters=p, reach=reach, things=draw_things(p, chance), room=room, tray_deg=p.tray_deg, notes=room.notes,
        )

    def step(self, state: CatchState, sample: Tilt) -> CatchState:
        t = sample.t_s
        if state.finished:
            return replace(state, t_s=t, moments=())
        along = sample.roll_deg if state.parameters.axis == "side" else sample.pitch_deg
        state = replace(state, t_s=t, tray_at_deg=state.room.within(along), moments=())
        if state.aim is not None and t >= state.aim.lands_s:
            state = _landed(state)
        if not _no_more(state):
            return _aimed(_appeared(state) if _due(state) else state)
        return _aimed(state) if state.falling else replace(state, finished=True, moments=(*state.moments, "finish"))

    def adjust(self, state: CatchState, axis: Axis, step: int) -> tuple[CatchState, Adjusted]:
        p = state.parameters
        if axis == "size":
            high = None if p.distance_deg is None else p.distance_deg - CLEAR_DEG
            value, words, changed = TRAY.turned(p.tray_deg, step, high=high)
            new = p.model_copy(update={"tray_deg": value})
        elif axis == "distance" and p.distance_pct is None:
            value, words, changed = DISTANCE_DEG.turned(p.distance_deg or 0.0, step, low=p.tray_deg + CLEAR_DEG, high=MOST_SIDE_DEG)
            new = p.model_copy(update={"distance_deg": value})
        elif axis == "distance":
            value, words, changed = DISTANCE_PCT.turned(p.distance_pct or 0.0, step)
            new = p.model_copy(update={"distance_pct": value})
        elif axis == "speed":
            value, words, changed = FALL.turned(p.fall_dps, step)
            new = p.model_copy(update={"fall_dps": value})
        else:
            return state, Adjusted(p, aloud("Nothing is held here: there is no stay to change"), False)
        room = room_of(new, state.reach)
        if changed and axis == "distance" and (room.back_deg, room.ahead_deg) == (state.room.back_deg, state.room.ahead_deg):
            farthest, nearest = aloud("Already the farthest that things can land"), aloud("Already the nearest that things can land")
            return state, Adjusted(p, farthest if step > 0 else nearest, False)
        return replace(state, parameters=new, room=room, notes=room.notes), Adjusted(new, words, changed)

    def target(self, state: CatchState, t_s: float) -> Target | None:  # noqa: ARG002 - where a thing lands stands still
        return state.at

    def view(self, state: CatchState, t_s: float) -> View:
        axis = state.parameters.axis
        half_pitch, half_roll = (TRAY_HALF_DEG, state.tray_deg) if axis == "side" else (state.tray_deg, TRAY_HALF_DEG)
        tray = Box(spot(axis, state.tray_at_deg, LINE_DEG), half_pitch, half_roll, "me")
        shapes: tuple[Shape, ...] = (*(_token(state, each, t_s) for each in state.falling), tray)
        last = state.landings[-1] if state.landings else None
        if last is not None and last.right and t_s - last.t_s < SHOWN_DONE_S:
            shapes = (*shapes, Spot(spot(axis, last.place_deg, LINE_DEG + TRAY_HALF_DEG + THING_DEG), THING_DEG, "done"))
        done, total = len(state.landings), len(state.things)
        pips = (done, total) if total <= MOST_PIPS else (0, 0)
        return View(shapes, _words(state, t_s), *pips, fraction=done / total, cursor=False)

    def measures(self, state: CatchState, motion: Motion) -> dict[str, Measure]:
        return catch_measures(motion, state.landings)


def _token(state: CatchState, thing: Falling, t_s: float) -> Token:
    at = spot(state.parameters.axis, thing.place_deg, thing.up_deg(t_s))
    return Token(at, THING_DEG, "avoid" if thing.avoid else "catch")


def _landed(state: CatchState) -> CatchState:
    """What comes down next has come down: on the tray, or beside it."""
    thing, p = state.aim, state.parameters
    assert thing is not None  # noqa: S101 - nothing comes down that was not on its way
    off = thing.place_deg - state.tray_at_deg
    landing = Landing(state.t_s, p.axis, thing.place_deg, thing.avoid, abs(off) <= state.tray_deg, state.room.ends_deg)
    moment: Moment = "hit" if landing.right else "miss"
    state = replace(
        state, falling=tuple(each for each in state.falling if each is not thing), landings=(*state.landings, landing), aim=None, at=None,
        free_s=state.t_s, moments=(moment,),
    )
    return state if landing.right else replace(state, tip=_tip(p.axis, thing.avoid, off), tip_s=state.t_s)


def _due(state: CatchState) -> bool:
    """Whether it is time for the next thing."""
    if not state.falling:
        return state.t_s >= (state.free_s + state.parameters.pause_s if state.begun else FIRST_S)
    return len(state.falling) < state.parameters.at_once and state.t_s >= state.falling[-1].half_way_s


def _no_more(state: CatchState) -> bool:
    """Whether all things have appeared, or the time is too short for another."""
    p = state.parameters
    return state.begun == len(state.things) or state.t_s + DROP_DEG / p.fall_dps > p.duration_s - LAST_S


def _appeared(state: CatchState) -> CatchState:
    """The next thing is on its way. What was changed in play holds from here on."""
    p, thing = state.parameters, state.things[state.begun]
    coming = Falling(thing.avoid, place_of(thing, state.room, p.tray_deg), state.t_s, p.fall_dps)
    return replace(state, begun=state.begun + 1, falling=(*state.falling, coming), tray_deg=p.tray_deg)


def _aimed(state: CatchState) -> CatchState:
    """What comes down next is what to lean for now: a cue, where it is another one than before."""
    if not state.falling:
        return state
    aim = min(state.falling, key=lambda each: each.lands_s)
    if aim is state.aim:
        return state
    p = state.parameters
    to = clear_of(aim.place_deg, state.tray_at_deg, state.tray_deg, state.room) if aim.avoid else aim.place_deg
    at = Target(spot(p.axis, to, 0.0), CLEAR_DEG if aim.avoid else state.tray_deg)
    return replace(state, aim=aim, at=at, moments=(*state.moments, "cue"))


def _words(state: CatchState, t_s: float) -> str:
    """One instruction for all of it: a thing is on its way too short for its own."""
    p = state.parameters
    if state.finished:
        return aloud("Well done")
    if state.tip and t_s - state.tip_s < TIP_S:
        return state.tip
    if not state.landings:
        return aloud("Lean left and right to move the tray") if p.axis == "side" else aloud("Lean front and back to move the tray")
    return aloud("Catch the coins, let the triangles pass") if p.avoid_pct > 0 else aloud("Catch the coins with the tray")


def _tip(axis: str, avoid: bool, off_deg: float) -> str:
    """What to try next after a miss. off_deg : from the tray's middle to where the thing came down."""
    if avoid:
        return aloud("Lean away from the triangles")
    if axis == "side":
        return aloud("A little more to the right next time") if off_deg > 0 else aloud("A little more to the left next time")
    return aloud("A little more to the front next time") if off_deg > 0 else aloud("A little more to the back next time")


CATCH_DRILL = Catch()
