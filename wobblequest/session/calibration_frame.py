"""The two leaning steps of a calibration: rocking shows the forward axis, a lean to the right shows the hand."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import atan2, cos, radians, sin, sqrt
from statistics import fmean, median

import numpy as np

from wobblequest.core.arena import Point
from wobblequest.core.calibration import Calibration
from wobblequest.core.messages import aloud
from wobblequest.core.samples import Reading, Vector, angle_between_deg, dot
from wobblequest.session.calibration import Plane, across, sensor_axes
from wobblequest.session.fusion import Fusion

ROCKS = 3
LEAST_SWING_DEG, MOST_SWING_DEG = 5.0, 9.0
"""A swing is counted from this size on: three times the quiet sway, within these two."""
TURNED_DEG = 2.0
LEAST_TIME_S, MOST_TIME_S = 2.5, 30.0
LEAST_STRAIGHTNESS = 1.7
SMOOTH_S = 0.4
LOOK_EVERY_S, KEEP_EVERY_S = 0.1, 0.0095
"""Fusion takes every sample; to judge a lean, a hundred a second are plenty."""

SNAP_UPRIGHT_DEG, SNAP_FORWARD_DEG = 15.0, 8.0
"""What rocking finds is 4 to 5° SD off, and a box that was meant to lie square lies 4° SD askew: eight degrees reach four of five of those.
Twenty would find them no better, and would turn a sensor that was laid askew on purpose by as much: 9° SD over all ways to lay it flat."""

LEAST_LEAN_DEG, LEAN_S = 5.0, 1.0
SIDEWAYS = 1.5

WISH_DEG = 10.0
FAR_ENOUGH_DEG = 7.0
"""From here on a rock may turn."""


@dataclass(frozen=True, slots=True)
class Rocking:
    """What rocking showed.

    forward : unit vector of the toes' direction in sensor axes, across the upright. snapped : whether it was set to a sensor
    axis. straightness : SD along the axis over SD across it.
    """

    forward: Vector
    snapped: bool
    straightness: float


class RockingStep:
    """Three slow rocks, toes down first: the principal axis of the motion across the upright is forward and back.

    The first swing says which end is forward. The axis is set to the nearest multiple of 90° of the sensor's axes where it is
    within 8° of it and the upright within 15° of a sensor axis. Rocks that are too quick or too crooked are asked for again.

    Parameters
    ----------
    neutral : the upright, from standing still. gyro_bias_dps : for fusion. sway_deg : quiet sway, so that it is not counted.
    """

    def __init__(self, neutral: Vector, gyro_bias_dps: Vector = (0.0, 0.0, 0.0), sway_deg: float = 0.0) -> None:
        self.result: Rocking | None = None
        self.words: str = aloud("Rock slowly, three times, toes down first")
        self.progress = 0.0
        self._plane = Plane(neutral)
        self._fusion = Fusion(gyro_bias_dps)
        self._swing_deg = min(max(LEAST_SWING_DEG, 3.0 * sway_deg), MOST_SWING_DEG)
        self._kept: list[tuple[float, float, float]] = []
        self._looked_s = 0.0
        self._swings = self._far = 0

    @property
    def finished(self) -> bool:
        return self.result is not None

    @property
    def wish(self) -> Point | None:
        """Toes down until that has gone far enough, then heels down, and so on."""
        return None if self.finished else Point(WISH_DEG if self._far % 2 == 0 else -WISH_DEG, 0.0)

    def feed(self, reading: Reading) -> None:
        if self.finished:
            return
        t_s, place = reading.t_s, self._plane.place(self._fusion.up(reading))
        if self._kept and t_s - self._kept[-1][0] < KEEP_EVERY_S:
            return
        if not self._kept:
            self._looked_s = t_s
        self._kept.append((t_s, *place))
        if t_s - self._looked_s >= LOOK_EVERY_S:
            self._looked_s = t_s
            self._look()

    def _look(self) -> None:
        axis, straightness = _principal(np.array(self._kept)[:, 1:])
        along = self._smooth([x * axis[0] + y * axis[1] for _, x, y in self._kept])
        turns = turning_points(along, self._swing_deg)
        wanted = 2 * ROCKS
        # A peak is known once the board has come back from it a little.
        turned = bool(turns) and abs(along[-1] - turns[-1]) >= TURNED_DEG
        done = len(turns) - (not turned)
        self._swings = max(0, done)
        self._far = max(0, len(turns) - (not turns or abs(turns[-1]) < FAR_ENOUGH_DEG))
        self.progress = min(1.0, self._swings / wanted)
        lasted_s = self._kept[-1][0] - self._kept[0][0]
        if self._swings < wanted:
            if lasted_s > MOST_TIME_S:
                self._again(aloud("Once more: rock slowly, toes down first"))
        elif lasted_s < LEAST_TIME_S:
            self._again(aloud("More slowly: three rocks, toes down first"))
        elif straightness < LEAST_STRAIGHTNESS:
            self._again(aloud("Straighter: rock only forward and back"))
        else:
            # The up vector goes back where the toes go down.
            sign = -1.0 if turns[0] > 0 else 1.0
            raw = self._plane.direction(sign * axis[0], sign * axis[1])
            forward = snapped(raw, self._plane.up)
            self.result, self.words = Rocking(forward, forward != raw, straightness), aloud("Good")

    def _smooth(self, along: list[float]) -> list[float]:
        """Means over 0.4 s: a tremble is no swing, and the first swing tells which end is forward."""
        lasted_s = self._kept[-1][0] - self._kept[0][0]
        width = min(max(1, round(SMOOTH_S * (len(along) - 1) / lasted_s)), len(along)) if lasted_s > 0 else 1
        return [float(v) for v in np.convolve(along, np.full(width, 1.0 / width), mode="valid")]

    def _again(self, words: str) -> None:
        self._kept, self._swings, self._far, self.progress, self.words = [], 0, 0, 0.0, words


def turning_points(along: list[float], swing_deg: float) -> list[float]:
    """Where a motion turned, in order, and how far the swing under way has come.

    A swing is counted once it is ``swing_deg`` long; the first starts at 0. Leading ones that are less than half as far out
    as the rocks that follow were no rocks (a person shifts before starting) and are left out.
    """
    turns: list[float] = []
    way = 0.0
    for value in along:
        if not turns:
            if abs(value) >= swing_deg:
                turns.append(value)
                way = 1.0 if value > 0 else -1.0
        elif (value - turns[-1]) * way > 0:
            turns[-1] = value
        elif (turns[-1] - value) * way >= swing_deg:
            turns.append(value)
            way = -way
    while len(turns) > 2 and abs(turns[0]) < 0.25 * median(abs(b - a) for a, b in pairwise(turns[1:])):
        del turns[0]
    return turns


def _principal(places: np.ndarray) -> tuple[tuple[float, float], float]:
    """(unit axis of largest variance, SD along it over SD across it) of points (n, 2)."""
    off = places - places.mean(axis=0)
    xx, yy, xy = (float(np.mean(a * b)) for a, b in ((off[:, 0], off[:, 0]), (off[:, 1], off[:, 1]), (off[:, 0], off[:, 1])))
    angle = 0.5 * atan2(2 * xy, xx - yy)
    half, spread = (xx + yy) / 2, sqrt(((xx - yy) / 2) ** 2 + xy * xy)
    across_var = max(half - spread, 1e-9)
    return (cos(angle), sin(angle)), sqrt((half + spread) / across_var)


def snapped(forward: Vector, up: Vector) -> Vector:
    """The forward direction, or the sensor axis (its part across the upright) it is meant to be: see `RockingStep`."""
    upright = min(angle_between_deg(axis, up) for axis in sensor_axes())
    if upright > SNAP_UPRIGHT_DEG:
        return forward
    level = [across(up, axis) for axis in sensor_axes() if abs(dot(axis, up)) < sin(radians(45.0))]
    nearest = min(level, key=lambda axis: angle_between_deg(axis, forward))
    return nearest if angle_between_deg(nearest, forward) <= SNAP_FORWARD_DEG else forward


class RightLeanStep:
    """A lean to the right, held for 1 s, settles the hand. ``result``: whether the source is mirrored, or None yet.

    A source that says left when one leans right is a mirrored one, or else the first rock was taken for forward and was not.
    Then, and only then, a lean forward is asked for too, which tells one from the other; ``forward`` is turned round where it
    was the rock.

    Parameters
    ----------
    neutral, forward, gyro_bias_dps : what the steps before found. sway_deg : quiet sway, so that it is no lean.
    """

    def __init__(
        self, neutral: Vector, forward: Vector, gyro_bias_dps: Vector = (0.0, 0.0, 0.0), sway_deg: float = 0.0
    ) -> None:
        self.result: bool | None = None
        self.forward = forward
        self.words = aloud("Lean to your right and hold")
        self._frame = Calibration(neutral, forward).frame()
        self._fusion = Fusion(gyro_bias_dps)
        self._least_deg = min(max(LEAST_LEAN_DEG, 2.5 * sway_deg), MOST_SWING_DEG)
        self._right = _HeldLean(self._least_deg)
        self._front = _HeldLean(self._least_deg)
        self._said_left = False

    @property
    def finished(self) -> bool:
        return self.result is not None

    @property
    def progress(self) -> float:
        return 1.0 if self.finished else self._front.progress if self._said_left else self._right.progress

    @property
    def wish(self) -> Point | None:
        if self.finished:
            return None
        return Point(WISH_DEG, 0.0) if self._said_left else Point(0.0, WISH_DEG)

    def feed(self, reading: Reading) -> None:
        if self.finished:
            return
        pitch, roll = self._frame.tilt(self._fusion.up(reading))
        if self._said_left:
            front = self._front.feed(reading.t_s, pitch, roll)
            if front is not None:
                if front < 0:
                    x, y, z = self.forward
                    self.forward = (-x, -y, -z)
                self.result, self.words = front > 0, aloud("Good")
            return
        right = self._right.feed(reading.t_s, roll, pitch)
        if right is None:
            if self._right.crooked:
                self.words = aloud("Only to the side: lean right")
        elif right > 0:
            self.result, self.words = False, aloud("Good")
        else:
            self._said_left, self.words = True, aloud("Now lean forward and hold, toes down")


class _HeldLean:
    """Watches for 1 s of lean along one axis, all on one side of it."""

    def __init__(self, least_deg: float) -> None:
        self.progress = 0.0
        self.crooked = False
        self._least_deg = least_deg
        self._held: list[tuple[float, float, float]] = []

    def feed(self, t_s: float, along: float, beside: float) -> float | None:
        """The mean lean (degrees, signed) of the newest second if it was a held one, else None."""
        held = self._held
        if held and 0 < t_s - held[-1][0] < KEEP_EVERY_S:
            return None
        if held and (along > 0) != (held[-1][1] > 0):
            held.clear()
        held.append((t_s, along, beside))
        while held[0][0] < t_s - LEAN_S - 1e-6:
            del held[0]
        mean, off = fmean(h[1] for h in held), abs(fmean(h[2] for h in held))
        straight = abs(mean) >= SIDEWAYS * off
        self.crooked = off >= self._least_deg and not straight
        out = straight and abs(mean) >= self._least_deg and min(abs(h[1]) for h in held) >= 0.5 * self._least_deg
        held_s = t_s - held[0][0]
        self.progress = min(1.0, held_s / LEAN_S) if out else 0.0
        return mean if out and held_s >= LEAN_S - 0.05 else None
