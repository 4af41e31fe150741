"""A frame: what one sample of a board says, before any clock has looked at it."""

from __future__ import annotations

from typing import NamedTuple

from wobblequest.core.samples import Vector


class Frame(NamedTuple):
    """One decoded sample.

    up : unit vector that points up, in sensor axes.
    rate_dps : angular rate in deg/s about the sensor's axes, or None.
    accel_g : length of the accelerometer's vector in g where ``up`` is its direction; None where the device fused it.
    device_t_s : the device's own time in s, unwrapped, or None.
    """

    up: Vector
    rate_dps: Vector | None = None
    accel_g: float | None = None
    device_t_s: float | None = None
