"""From the sensor's up vector to the board's tilt: which pose is level, and which way is forward."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, degrees, hypot

from wobblequest.core.samples import Vector, cross, dot, unit

LEAST_LENGTH = 1e-9
"""A shorter vector has no direction that can be computed with."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """How a sensor sits under a board, and how the person stands on it. Kept per device.

    neutral : unit up vector, in sensor axes, while the person stands still.
    forward : direction of the toes in sensor axes; its part along ``neutral`` is taken out.
    mirrored : True for a source whose left and right are swapped (Euler angles with one sign the other way round).
    gyro_bias_dps : what the gyro says when nothing moves, deg/s.
    """

    neutral: Vector = (0.0, 0.0, 1.0)
    forward: Vector = (1.0, 0.0, 0.0)
    mirrored: bool = False
    gyro_bias_dps: Vector = (0.0, 0.0, 0.0)

    def axes(self) -> tuple[Vector, Vector, Vector]:
        """(forward, left, up) unit vectors of the board in sensor axes.

        Raises ZeroDivisionError where ``forward`` points along ``neutral``, or is too short to point anywhere.
        """
        n = unit(self.neutral)
        if hypot(*self.forward) < LEAST_LENGTH:
            raise ZeroDivisionError("forward points nowhere")
        along = dot(self.forward, n)
        f = unit((self.forward[0] - along * n[0], self.forward[1] - along * n[1], self.forward[2] - along * n[2]))
        left = cross(n, f)
        return f, (-left[0], -left[1], -left[2]) if self.mirrored else left, n

    def frame(self) -> Frame:
        return Frame(*self.axes())


@dataclass(frozen=True, slots=True)
class Frame:
    """The board's axes (unit vectors forward, left, up) in sensor axes, ready to turn up vectors into tilt."""

    forward: Vector
    left: Vector
    up: Vector

    def tilt(self, up: Vector) -> tuple[float, float]:
        """(pitch, roll) in degrees in gravity-plane coordinates: pitch = atan2(−u·f, u·n), roll = atan2(u·l, u·n).

        The two angles are independent (no cross-coupling at a board's ±22°).
        """
        f, left, n = self.forward, self.left, self.up
        x, y, z = up
        along_up = x * n[0] + y * n[1] + z * n[2]
        return (
            degrees(atan2(-(x * f[0] + y * f[1] + z * f[2]), along_up)),
            degrees(atan2(x * left[0] + y * left[1] + z * left[2], along_up)),
        )
