"""Tilt of a board of which nobody knows yet how its sensor lies: how much it moves, and that somebody leans, not where to."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot

from wobblequest.core.calibration import Frame as BoardFrame
from wobblequest.core.samples import Reading, Tilt, Vector, cross, unit
from wobblequest.screens.zones import Zones, enter_deg

STANCE_S = 3.0
"""Over so long a stance is averaged."""


class RoughTilt:
    """Tilt of a board whose mounting is unknown, about how it lay at first: good for how much it moves, not for where to."""

    def __init__(self) -> None:
        self._frame: BoardFrame | None = None

    def of(self, readings: Sequence[Reading]) -> list[Tilt]:
        if self._frame is None and readings:
            self._frame = _frame_about(unit(readings[0].up))
        return [] if self._frame is None else [Tilt(r.t_s, *self._frame.tilt(r.up)) for r in readings]


class RoughStance:
    """Tilt of such a board from where the person stands: the mean of how it lies, until a lean counts. How it lay at first says nothing of
    that: nobody stood on it, or it was caught in mid-sway."""

    def __init__(self) -> None:
        self._up: Vector | None = None
        self._t_s, self._learnt_s = 0.0, 0.0

    def leans(self, readings: Sequence[Reading], zones: Zones) -> list[Tilt]:
        """What the zones are to be fed with: a lean to anywhere as one to the right. What is no lean stays as it is: by its size alone,
        sway would seem to be a stance aside."""
        state = zones.state
        for reading in readings if not state.ready else ():
            self._learn(reading)
        if self._up is None:
            return []
        frame = _frame_about(self._up)
        least = 0.0 if state.side is not None else enter_deg("right", state, zones.reach, zones.rules)
        tilts = [Tilt(r.t_s, *frame.tilt(r.up)) for r in readings]
        return [Tilt(t.t_s, 0.0, size) if (size := hypot(t.pitch_deg, t.roll_deg)) >= least else t for t in tilts]

    def _learn(self, reading: Reading) -> None:
        dt, self._t_s = reading.t_s - self._t_s, reading.t_s
        if self._up is None:
            self._up = unit(reading.up)
        elif dt > 0.0:
            self._learnt_s = min(self._learnt_s + dt, STANCE_S)
            share = min(1.0, dt / self._learnt_s)
            (x, y, z), (to_x, to_y, to_z) = self._up, unit(reading.up)
            self._up = unit((x + share * (to_x - x), y + share * (to_y - y), z + share * (to_z - z)))


def _frame_about(up: Vector) -> BoardFrame:
    """A board frame whose up is this direction of the sensor's, its forward any direction."""
    axis: Vector = (1.0, 0.0, 0.0) if abs(up[0]) < 0.7 else (0.0, 1.0, 0.0)
    left = unit(cross(up, axis))
    return BoardFrame(cross(left, up), left, up)
