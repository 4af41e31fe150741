"""Calibration, step by step: what every step is, the plane all of them look at, and how their results come together.

Steps are fed with readings and know no other time than the readings' own. A screen shows ``words`` and ``progress``, and may
leave any step out: then what is known stays (see `combine`).

Order: `BiasStep` (board alone), `NeutralStep`, `RockingStep`, `RightLeanStep`, then `ReachStep` with the calibration found.
"""

from __future__ import annotations

from dataclasses import replace
from math import atan2, cos, degrees, hypot, radians
from typing import Protocol

from wobblequest.core.arena import Point
from wobblequest.core.calibration import Calibration
from wobblequest.core.errors import WobbleQuestError
from wobblequest.core.samples import Reading, Vector, cross, dot, unit

LEAST_APART_DEG = 20.0
"""A forward direction nearer than this to the upright says nothing of forward."""


class Step(Protocol):
    """One step of a calibration.

    ``words`` is one instruction of at most 8 words, or why the step begins again. ``wish`` is where a willing person leans
    now, in the board's degrees, or None for standing still: for arrows on the screen and for simulated people.
    """

    @property
    def progress(self) -> float:
        """Share that is done, 0…1."""
        ...

    @property
    def finished(self) -> bool: ...

    @property
    def words(self) -> str: ...

    @property
    def wish(self) -> Point | None: ...

    def feed(self, reading: Reading) -> None:
        """Take in one more reading, in time order. After the end it is ignored."""
        ...


class Plane:
    """The plane across an upright, with two axes of no special direction: where tilt is before forward is known."""

    def __init__(self, neutral: Vector) -> None:
        self.up = unit(neutral)
        first = across(self.up, _least_along(self.up))
        self._axes = (first, cross(self.up, first))

    def place(self, up: Vector) -> tuple[float, float]:
        """How far, in degrees along both axes, an up vector is turned away from the upright."""
        x, y, along = dot(up, self._axes[0]), dot(up, self._axes[1]), dot(up, self.up)
        far = hypot(x, y)
        if far == 0.0:
            return 0.0, 0.0
        angle = degrees(atan2(far, along))
        return angle * x / far, angle * y / far

    def direction(self, x: float, y: float) -> Vector:
        """The unit vector in sensor axes of a direction in the plane. Raises ZeroDivisionError for (0, 0)."""
        a, b = self._axes
        return unit((x * a[0] + y * b[0], x * a[1] + y * b[1], x * a[2] + y * b[2]))


def across(up: Vector, direction: Vector) -> Vector:
    """The unit vector of what of a direction lies across ``up``. Raises ZeroDivisionError where nothing does."""
    along = dot(direction, up)
    return unit((direction[0] - along * up[0], direction[1] - along * up[1], direction[2] - along * up[2]))


def combine(
    known: Calibration = Calibration(),  # noqa: B008 - frozen
    *,
    gyro_bias_dps: Vector | None = None,
    neutral: Vector | None = None,
    forward: Vector | None = None,
    mirrored: bool | None = None,
) -> Calibration:
    """What is known with what was found put in its place; None: that step was left out.

    A known forward that does not lie across a new upright is no longer one. Where none was rocked, the sensor axis that lies
    across it is taken (x before y before z), so that left-out steps still give a usable frame.

    Raises WobbleQuestError where a forward that was just found points along the upright.
    """
    up = unit(neutral if neutral is not None else known.neutral)
    most_along = cos(radians(LEAST_APART_DEG))
    if forward is not None:
        if abs(dot(unit(forward), up)) > most_along:
            raise WobbleQuestError("the rocking showed no forward direction; stand on the board as you will play, and rock again")
        front = across(up, forward)
    elif abs(dot(unit(known.forward), up)) <= most_along:
        front = known.forward
    else:
        front = across(up, _least_along(up))
    found = replace(known, neutral=up, forward=front)
    if mirrored is not None:
        found = replace(found, mirrored=mirrored)
    return found if gyro_bias_dps is None else replace(found, gyro_bias_dps=gyro_bias_dps)


def sensor_axes() -> tuple[Vector, ...]:
    """The six directions of a sensor's axes."""
    return ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0), (-1.0, 0.0, 0.0), (0.0, -1.0, 0.0), (0.0, 0.0, -1.0))


def _least_along(up: Vector) -> Vector:
    """The first sensor axis (x, y, z) that lies well across an upright."""
    return next(axis for axis in sensor_axes() if abs(dot(axis, up)) < 0.8)
