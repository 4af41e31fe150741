"""Maze: follow a path out and back without touching its walls, at one's own pace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from math import floor
from typing import ClassVar

import numpy as np

from wobblequest.core.arena import Point, Target
from wobblequest.core.chance import Chance
from wobblequest.core.course import Walk
from wobblequest.core.messages import Message, aloud, chain
from wobblequest.core.motion import Array, Motion
from wobblequest.core.reach import Reach
from wobblequest.core.result import Measure
from wobblequest.core.samples import Tilt
from wobblequest.drills.drill import Adjusted, Axis, Moment, Parameters
from wobblequest.drills.glide import Glide, still
from wobblequest.drills.limits import DISTANCE_DEG, DISTANCE_PCT, Knob, amount
from wobblequest.drills.maze_parameters import LEAST_OUT_DEG, LEAST_WIDTH_DEG, MOST_WIDTH_DEG, MazeParameters
from wobblequest.drills.maze_paths import lay
from wobblequest.drills.maze_state import MazeState, Setting
from wobblequest.drills.stay import LINGER_S, Stay, crossing
from wobblequest.drills.view import Band, Ring, Shape, Spot, View, Way
from wobblequest.scoring.path_following import Leg, Tally, path_following_measures

TOUCH_EVERY_S = 0.3
"""A touch is counted once in this time, however often the dot goes to and fro at the wall."""
GLIDE_DPS = 0.5
"""A change of the path's size in play goes this slowly at most."""
END_DEG = 1.5
"""An end is reached when the dot is so near to it along the path, or within half a narrow corridor."""
LEAST_RING_DEG, SPOT_DEG = 1.0, 0.7
HELP_AFTER_S = 8.0
"""Who has not come on for so long gets words of help."""
FEW_LEGS = 2
"""With so few ways a bar tells more than pips."""
WIDTH_PART = 0.05
"""The widest corridor there is room for is rounded down to a number that can be read."""
WIDTH = Knob(
    0.25, LEAST_WIDTH_DEG, MOST_WIDTH_DEG, aloud("Corridor wider"), aloud("Corridor narrower"), aloud("Already the widest corridor"),
    aloud("Already the narrowest corridor"), "°",
)


class Maze:
    """Follow a path between walls, out and back."""

    name: ClassVar[str] = "maze"
    title: ClassVar[Message] = aloud("Maze")
    idea: ClassVar[Message] = aloud("Follow the path without touching its walls.")
    primary: ClassVar[str] = "inside_pct"
    higher_is_better: ClassVar[bool] = True
    axes: ClassVar[tuple[Axis, ...]] = ("size", "distance")
    Parameters: ClassVar[type[Parameters]] = MazeParameters

    def begin(self, parameters: MazeParameters, reach: Reach, chance: Chance) -> MazeState:
        p = parameters
        layout = lay(p, reach, chance)
        first = Setting(0.0, still(1.0, GLIDE_DPS / layout.farthest_deg), p.width_deg)
        asked = p.distance_deg if p.distance_deg is not None else p.distance_pct or 0.0
        return MazeState(parameters=p, layout=layout, settings=(first,), asked=asked, notes=layout.notes)

    def step(self, state: MazeState, sample: Tilt) -> MazeState:
        t = sample.t_s
        if state.finished:
            return replace(state, t_s=t, moments=())
        if t >= state.parameters.duration_s:
            return _time_over(state, t)
        scale = state.scale(t)
        dot, half = Point(sample.pitch_deg / scale, sample.roll_deg / scale), 0.5 * state.width_deg(t) / scale
        if state.begun_s:
            return _on_the_way(state, t, dot, half, scale)
        if dot.distance_to(state.layout.out.points[0]) > half:
            return replace(state, t_s=t, moments=())
        return replace(state, t_s=t, begun_s=(t,), stay=Stay(t), gone_s=t, moments=("cue",))

    def adjust(self, state: MazeState, axis: Axis, step: int) -> tuple[MazeState, Adjusted]:
        if axis == "size":
            return _widened(state, step)
        if axis == "distance":
            return _resized(state, step)
        if axis == "hold":
            return state, Adjusted(state.parameters, aloud("Nothing is held here: there is no hold to change"), False)
        return state, Adjusted(state.parameters, aloud("The pace is your own: there is no speed to change"), False)

    def target(self, state: MazeState, t_s: float) -> Target | None:
        return None if state.finished else Target(state.at(state.lead, t_s), _radius(state, t_s))

    def view(self, state: MazeState, t_s: float) -> View:
        scale = state.scale(t_s)
        corridor = Band(_scaled(state.layout.out.points, scale), state.width_deg(t_s), "caution" if _touched(state) else "soft")
        start = state.layout.out.points[0]
        done, total = (state.leg, state.legs) if state.legs > FEW_LEGS else (0, 0)
        if state.finished:
            return View((corridor, Spot(start, SPOT_DEG, "quiet")), aloud("Well done"), done, total, state.gone)
        if not state.begun_s:
            return View((corridor, Ring(start, _radius(state, t_s), "goal")), aloud("Stand in the circle"), done, total)
        lost = not state.stay.settled(state.t_s)
        aim = state.at(state.walk.best if lost else state.next_turn, t_s)
        way = state.layout.way(state.leg)
        gone, ahead = way.until(state.walk.best), way.back.until(way.length - state.walk.best)
        trail: tuple[Shape, ...] = (Way(_scaled(gone, scale), "done"),) if len(gone) > 1 else ()
        if state.parameters.path == "maze":
            # Corridors are narrower than the dot here: the line ahead leads its middle, and a ring would lie over those beside this one.
            line: tuple[Shape, ...] = (Way(_scaled(ahead, scale), "goal"),) if len(ahead) > 1 else ()
            shapes: tuple[Shape, ...] = (corridor, *line, *trail, Spot(aim, SPOT_DEG, "goal"))
        else:
            shapes = (corridor, *trail, Spot(start, SPOT_DEG, "quiet"), Ring(aim, min(_radius(state, t_s), END_DEG), "goal"))
        return View(shapes, _words(state, lost=lost), done, total, state.gone)

    def measures(self, state: MazeState, motion: Motion) -> dict[str, Measure]:
        return measures_of(state, motion)


def measures_of(state: MazeState, motion: Motion, *, lowpass_hz: float | None = 5.0) -> dict[str, Measure]:
    """The measures of following the path, its walls and its size being at each time what they were."""
    ends = (*state.begun_s[1:], state.t_s if state.leg == state.legs else np.inf)
    legs = [
        Leg(state.layout.way(i), begun_s, end_s, done=i < state.leg)
        for i, (begun_s, end_s) in enumerate(zip(state.begun_s, ends, strict=False))
    ]
    passed, points = state.points_passed
    # After a pause everybody comes from the middle of the field: that is no leaving of the corridor.
    again_s = {float(motion.t_s[i]) for i in motion.breaks}
    touches = sum(touch_s not in again_s for touch_s in state.touches_s)
    return path_following_measures(
        motion, legs, Tally(touches, state.gone, passed, points), size_at=partial(_size_at, state),
        window=state.layout.window, lowpass_hz=lowpass_hz,
    )


def _size_at(state: MazeState, t_s: Array) -> tuple[Array, Array]:
    """The path's scale, and its width in degrees, at trial times (n,)."""
    scales, widths = np.ones(t_s.size), np.full(t_s.size, state.layout.widest_deg)
    for setting in state.settings:
        later = np.flatnonzero(t_s >= setting.from_s)
        scales[later] = [setting.scale.at(t) for t in t_s[later].tolist()]
        widths[later] = np.minimum(setting.width_deg, state.layout.widest_deg * scales[later])
    return scales, widths


def _on_the_way(state: MazeState, t: float, dot: Point, half: float, scale: float) -> MazeState:
    """One sample on the way out or back: where on it, whether a wall was touched, and whether its end is reached."""
    course = state.layout.way(state.leg)
    walk = state.walk.after(course, dot, half, state.layout.window)
    stay = state.stay.after(walk.inside, t)
    moments: tuple[Moment, ...] = crossing(state.stay, stay)
    touches = state.touches_s
    if "leave" in moments and (not touches or t - touches[-1] >= TOUCH_EVERY_S - 1e-9):
        touches, moments = (*touches, t), ("touch",)
    lead = state.led(walk.best, half, scale, t - state.t_s)
    if not walk.inside or course.length - walk.place > min(half, END_DEG / scale):
        gone_s = t if walk.best > state.walk.best else state.gone_s
        return replace(state, t_s=t, walk=walk, stay=stay, lead=lead, touches_s=touches, gone_s=gone_s, moments=moments)
    leg = state.leg + 1
    moments = (*moments, "hit")
    if leg == state.legs:
        return replace(
            state, t_s=t, leg=leg, walk=Walk(), stay=stay, touches_s=touches, finished=True, moments=(*moments, "finish"),
        )
    return replace(  # the target turns where it is
        state, t_s=t, leg=leg, begun_s=(*state.begun_s, t), walk=Walk(), stay=stay, lead=course.length - lead, touches_s=touches, gone_s=t,
        moments=moments,
    )


def _time_over(state: MazeState, t: float) -> MazeState:
    """The end of the time. What is left of the path is no failure, but it is said."""
    why = f"The time was over with {100 * state.gone:.0f} % of the path gone."
    return replace(state, t_s=t, finished=True, notes=(*state.notes, why), moments=("finish",))


def _touched(state: MazeState) -> bool:
    """Whether the walls show a touch: while outside, and so long after it that walls touched again and again do not flash."""
    if not state.begun_s or state.finished:
        return False
    return not state.stay.inside or (state.stay.left_s is not None and state.t_s - state.stay.left_s < LINGER_S)


def _words(state: MazeState, *, lost: bool) -> str:
    if lost:
        return aloud("Back into the corridor")
    in_maze = state.parameters.path == "maze"  # where a line leads the way, and no circle
    if state.t_s - state.gone_s >= HELP_AFTER_S:
        return aloud("Take your time, along the line") if in_maze else aloud("Take your time, towards the circle")
    if state.leg % 2:
        return aloud("Follow the line back to the start") if in_maze else aloud("Follow the path back to the start")
    return aloud("Follow the line to its end") if in_maze else aloud("Follow the path to the circle")


def _radius(state: MazeState, t_s: float) -> float:
    return max(0.5 * state.width_deg(t_s), LEAST_RING_DEG)


def _scaled(points: Sequence[Point], scale: float) -> tuple[Point, ...]:
    return tuple(points) if scale == 1.0 else tuple(Point(scale * pitch, scale * roll) for pitch, roll in points)


def _widened(state: MazeState, step: int) -> tuple[MazeState, Adjusted]:
    """A wider or narrower corridor, at once; no wider than its stretches leave room for."""
    p, newest = state.parameters, state.settings[-1]
    most = floor(state.layout.widest_deg * newest.scale.end / WIDTH_PART + 1e-9) * WIDTH_PART
    now = max(round(min(p.width_deg, most), 3), LEAST_WIDTH_DEG)
    value, words, changed = WIDTH.turned(now, step, high=max(most, now))
    if not changed or abs(value - now) < WIDTH.step / 10:
        return state, Adjusted(p, words if not changed else chain([WIDTH.most, amount(now, WIDTH.unit)], ": "), False)
    new = p.model_copy(update={"width_deg": value})
    return _set(state, new, newest.scale), Adjusted(new, words, True)


def _resized(state: MazeState, step: int) -> tuple[MazeState, Adjusted]:
    """A path that reaches farther or less far, gone over to gently; neither unsafe nor too small for its corridor."""
    p, layout, scale = state.parameters, state.layout, state.settings[-1].scale
    knob, key = (DISTANCE_DEG, "distance_deg") if p.distance_pct is None else (DISTANCE_PCT, "distance_pct")
    now = round(state.asked * scale.end, 3)
    low = max(state.asked * layout.least_scale, LEAST_OUT_DEG if p.distance_pct is None else knob.low)
    value, words, changed = knob.turned(now, step, low=min(low, now), high=max(state.asked * layout.most_scale, now))
    if not changed or abs(value - now) < knob.step / 10:
        there = aloud("Already the farthest this path can be") if step > 0 else aloud("Already the nearest this path can be")
        return state, Adjusted(p, there, False)
    new = p.model_copy(update={key: value})
    end = min(max(value / state.asked, layout.least_scale), layout.most_scale)
    return _set(state, new, scale.towards(end, state.t_s)), Adjusted(new, words, True)


def _set(state: MazeState, parameters: MazeParameters, scale: Glide) -> MazeState:
    setting = Setting(state.t_s, scale, parameters.width_deg)
    return replace(state, parameters=parameters, settings=(*state.settings, setting))


MAZE_DRILL = Maze()
