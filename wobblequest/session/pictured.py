"""What pictures of a person's practice show, as values: the same picture is drawn on a screen and written as a file.

From a trial's motion: the path, the targets, and accuracy in eight directions; from a history: the trend, and the profile.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import atan2, degrees, hypot
from typing import Literal

import numpy as np

from wobblequest.core.arena import Point, Target
from wobblequest.core.messages import Message
from wobblequest.core.motion import Motion
from wobblequest.core.reach import Reach
from wobblequest.drills.align import AlignState, band_of
from wobblequest.drills.recall import RecallState
from wobblequest.drills.rhythm import RhythmState, ends_of
from wobblequest.drills.roll import RollState
from wobblequest.drills.shift import ShiftState
from wobblequest.drills.view import Box
from wobblequest.session.trial import Trial

MOST_POINTS, MOST_TARGETS = 400, 12
MOST_MARKS, MARK_DEG = 24, 0.3
LEAST_WAY_DEG = 1.0
"""A target nearer to where the dot was has no direction to speak of."""


@dataclass(frozen=True, slots=True)
class Dot:
    """Where a dot went, in degrees. points : its path. targets : the round places there were, boxes : the upright rectangles.
    marks : single places of the dot."""

    points: tuple[Point, ...]
    targets: tuple[Target, ...] = ()
    marks: tuple[Point, ...] = ()
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class PathPicture:
    """Where the dot went, over the targets and the person's own reach. title, caption : what stands above and below."""

    title: Message
    caption: Message
    dot: Dot
    reach: Reach | None = None


@dataclass(frozen=True, slots=True)
class RosePicture:
    """Accuracy in eight directions (forward first, clockwise), 0…100, None where nothing was measured; ``past`` as a thin line."""

    title: Message
    caption: Message
    values: tuple[float | None, ...]
    past: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True)
class TrendPicture:
    """One value a session, oldest first, over the band (low, high) of ordinary ups and downs. labels : of the first and last."""

    title: Message
    caption: Message
    values: tuple[float, ...]
    unit: str
    labels: tuple[Message, Message]
    band: tuple[float, float] | None = None


Change = Literal["better", "same", "worse", "early"]
"""Against the beginning. Told apart by form: an arrow up on a disc, two even strokes, an arrow down, three points in a ring each."""


@dataclass(frozen=True, slots=True)
class PartShown:
    """One part. value : 0–100; None where there is none, then only ``ladder`` says why, quietly.

    ladder : how far up its levels, in words; ``levels`` of them divide the bar. history : against the own beginning, with its ``change``.
    """

    name: str
    value: float | None
    ladder: str
    levels: int = 0
    history: str = ""
    change: Change = "early"


@dataclass(frozen=True, slots=True)
class ProfilePicture:
    """The parts of a profile, each from 0 to 100; no total."""

    title: Message
    caption: Message
    parts: tuple[PartShown, ...]


Picture = PathPicture | RosePicture | TrendPicture | ProfilePicture


def dot_of(trial: Trial) -> Dot:
    """What the picture of a trial shows: of drills in which the dot itself was hidden or was not what moved, what is true to them."""
    state, motion = trial.drill_state, trial.motion()
    if isinstance(state, RecallState):
        return Dot((), tuple(each.target for each in state.tries), tuple(each.answer for each in state.tries if each.answer is not None))
    if isinstance(state, RollState):
        return Dot(path_of(motion))  # where a helper would have tilted was never shown
    if isinstance(state, RhythmState):
        return Dot(path_of(motion), ends_of(state))
    if isinstance(state, AlignState):
        return Dot(path_of(motion), boxes=(band_of(state.parameters, state.reach),))
    targets = targets_of(motion)
    if isinstance(state, ShiftState):
        return Dot(path_of(motion), boxes=tuple(Box(each.at, each.radius_deg, each.radius_deg) for each in targets))
    return Dot(path_of(motion), targets)


def path_of(motion: Motion) -> tuple[Point, ...]:
    """Where the dot went, thinned to what a picture can show: each point is the mean of the samples it stands for."""
    step = max(1, -(-motion.t_s.size // MOST_POINTS))
    edges = range(0, motion.t_s.size, step)
    means = ((motion.pitch_deg[i:i + step].mean(), motion.roll_deg[i:i + step].mean()) for i in edges)
    return tuple(Point(float(p), float(r)) for p, r in means)


def targets_of(motion: Motion) -> tuple[Target, ...]:
    """The places there were to be on, each once; of a target that kept moving, small marks along its way."""
    if not motion.has_target:
        return ()
    seen = dict.fromkeys(
        (round(float(p), 2), round(float(r), 2), round(float(size), 2))
        for p, r, size in zip(motion.target_pitch_deg, motion.target_roll_deg, motion.target_radius_deg, strict=True)
        if p == p and r == r and size == size
    )
    places = list(seen)
    if len(places) <= MOST_TARGETS:
        return tuple(Target(Point(p, r), size) for p, r, size in places)
    step = -(-len(places) // MOST_MARKS)
    return tuple(Target(Point(p, r), MARK_DEG) for p, r, _ in places[::step])


def straightness(motion: Motion) -> tuple[float | None, ...]:
    """How straight the dot went to the targets in eight directions, forward first and clockwise; None where none lay.

    For each target: 100 · (1 − mean distance from the straight way / length of the way), from when it appeared until the dot
    first came on it; the mean over the targets of a direction, not below 0. A picture of one trial, not a measure to follow.
    """
    sums: dict[int, list[float]] = {}
    for first, last in _runs(motion):
        found = _one_way(motion, first, last)
        if found is not None:
            sums.setdefault(found[0], []).append(found[1])
    return tuple(sum(sums[i]) / len(sums[i]) if i in sums else None for i in range(8))


def _runs(motion: Motion) -> list[tuple[int, int]]:
    """(first, one past last) sample of each stretch in which one target stood still in one place."""
    if not motion.has_target:
        return []
    p, r = motion.target_pitch_deg, motion.target_roll_deg
    changes = np.flatnonzero((p[1:] != p[:-1]) | (r[1:] != r[:-1])) + 1
    edges = [0, *(int(i) for i in changes), p.size]
    return [(a, b) for a, b in pairwise(edges) if b - a > 1 and p[a] == p[a] and r[a] == r[a]]


def _one_way(motion: Motion, first: int, last: int) -> tuple[int, float] | None:
    """(direction 0…7, straightness 0…100) of the way to one target; None where it was no way."""
    pitch, roll = motion.pitch_deg[first:last], motion.roll_deg[first:last]
    target_p, target_r = float(motion.target_pitch_deg[first]), float(motion.target_roll_deg[first])
    if hypot(target_p, target_r) < LEAST_WAY_DEG:
        return None
    way_p, way_r = target_p - float(pitch[0]), target_r - float(roll[0])
    length = hypot(way_p, way_r)
    if length < LEAST_WAY_DEG:
        return None
    near = np.flatnonzero(np.hypot(pitch - target_p, roll - target_r) <= motion.target_radius_deg[first])
    end = int(near[0]) + 1 if near.size else pitch.size
    off = np.abs((pitch[:end] - pitch[0]) * way_r - (roll[:end] - roll[0]) * way_p) / length
    direction = round(degrees(atan2(target_r, target_p)) / 45.0) % 8
    return direction, max(0.0, 100.0 * (1.0 - float(np.mean(off)) / length))
