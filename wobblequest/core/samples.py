"""Samples: what a sensor says of the upright (`Reading`) and how the board is tilted (`Tilt`).

A reading keeps the unit vector that points up, in the sensor's own axes. That form has no wrap at ±180°, no yaw,
and does not care how the sensor is mounted. ``docs/coordinates.md`` draws the axes and signs.
"""

from __future__ import annotations

from math import asin, atan2, cos, degrees, hypot, radians, sin
from typing import NamedTuple

Vector = tuple[float, float, float]


class Reading(NamedTuple):
    """One sample as the device gave it.

    t_s : seconds on the source's own evenly advancing clock; 0 is when the source was opened.
    up : unit vector that points up, in sensor axes.
    rate_dps : angular rate in deg/s about the sensor's axes, or None where the device sends none.
    accel_g : length of the accelerometer's vector in g where ``up`` is its direction; None where the device itself
        made ``up`` from fused angles or a quaternion, so that nothing is left to fuse.
    device_t_s : the device's own time in seconds, unwrapped, or None where it sends none.
    """

    t_s: float
    up: Vector
    rate_dps: Vector | None = None
    accel_g: float | None = None
    device_t_s: float | None = None


class Tilt(NamedTuple):
    """One sample of the board. pitch > 0: the front edge (toes) is down; roll > 0: the right edge is down."""

    t_s: float
    pitch_deg: float
    roll_deg: float


def up_from_angles(pitch_deg: float, roll_deg: float) -> Vector:
    """The up vector of a sensor (x forward, y left, z up) at ZYX Euler angles pitch and roll; yaw does not matter."""
    pitch, roll = radians(pitch_deg), radians(roll_deg)
    return (-sin(pitch), sin(roll) * cos(pitch), cos(roll) * cos(pitch))


def up_from_quaternion(w: float, x: float, y: float, z: float) -> Vector:
    """The up vector of a sensor whose attitude is the quaternion (w, x, y, z), of any length but 0."""
    n = w * w + x * x + y * y + z * z
    return (2 * (x * z - w * y) / n, 2 * (y * z + w * x) / n, (w * w - x * x - y * y + z * z) / n)


def angles_from_up(up: Vector) -> tuple[float, float]:
    """(pitch, roll) in degrees of a sensor with x forward, y left, z up: the inverse of `up_from_angles`."""
    x, y, z = up
    return degrees(atan2(-x, hypot(y, z))), degrees(atan2(y, z))


def up_from_gravity_plane(pitch_deg: float, roll_deg: float) -> Vector:
    """The up vector at which `Calibration.tilt` of an unturned sensor reads exactly (pitch, roll), for |angle| < 90°."""
    tan_pitch, tan_roll = _tan(pitch_deg), _tan(roll_deg)
    n = hypot(tan_pitch, tan_roll, 1.0)
    return (-tan_pitch / n, tan_roll / n, 1.0 / n)


def _tan(angle_deg: float) -> float:
    angle = radians(angle_deg)
    return sin(angle) / cos(angle)


def dot(a: Vector, b: Vector) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vector, b: Vector) -> Vector:
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def unit(a: Vector) -> Vector:
    """The vector at length 1. Raises ZeroDivisionError for the zero vector."""
    n = hypot(*a)
    return (a[0] / n, a[1] / n, a[2] / n)


def angle_between_deg(a: Vector, b: Vector) -> float:
    """Angle between two unit vectors in degrees, exact also where it is small."""
    chord = hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
    return degrees(2 * asin(min(1.0, chord / 2)))
