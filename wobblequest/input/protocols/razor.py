"""``razor``: the text of the 9DOF Razor AHRS firmware.

It is ``#YPR=``, ``#YPRAG=`` or ``#YPRAMG=``, or the sensors in three lines ``#A-R=``, ``#M-R=``, ``#G-R=``.

Its axes are x forward, y right, z down; pitch is nose up. Ours are x forward, y left, z up, which is half a turn about x. So a
vector (x, y, z) becomes (x, −y, −z), pitch changes its sign, and roll (right side down) stays. ``#A`` is the direction of
gravity, down, in those axes; up is its opposite: (−x, y, z) in ours.

Strategy for the sensors: three lines are one sample, complete with ``G``, if its ``A`` of the same kind came just before. Where
the firmware sends calibrated (``-C``) beside raw ones (``-R``), the raw ones are left out.
"""

from __future__ import annotations

import re
from collections.abc import Hashable

from wobblequest.core.samples import Vector
from wobblequest.input.protocols.frame import Frame
from wobblequest.input.protocols.layout import DEG_PER_RAD, Layout, NoLayout
from wobblequest.input.protocols.line_table import LineTable, numbers

_LINE = re.compile(rb"#(YPR|YPRAG|YPRAMG|([AMG])-([RC]))=([-+.,\de]{1,200})\s*")
_COUNTS = {b"YPR": 3, b"YPRAG": 9, b"YPRAMG": 12}
ACCEL_PER_G = 256.0
GYRO_PER_DPS = 14.375
"""Counts of the ITG-3200; the firmware's own factor is 0.06957 °/s a count."""

_LAYOUTS: dict[Hashable, Layout] = {
    "angles": Layout("angles", (0, 1)),
    "angles and rates": Layout("angles", (0, 1), 1.0, (2, 3, 4), 1.0 / DEG_PER_RAD),
    "sensors": Layout("accel", (0, 1, 2), ACCEL_PER_G, (3, 4, 5), GYRO_PER_DPS),
}


class RazorDecoder(LineTable):
    """Decoder of ``razor``."""

    name = "razor"

    def __init__(self) -> None:
        super().__init__(lambda shape: _LAYOUTS.get(shape) or NoLayout(""))
        self._accel: list[float] | None = None
        self._accel_size = 0
        self._kind = b""
        self._calibrated = 0

    def finish(self) -> list[Frame]:
        self._forget_accel()
        return super().finish()

    def cut(self) -> None:
        self._forget_accel()
        super().cut()

    def _line(self, line: bytes, size: int) -> list[Frame]:
        found = _LINE.fullmatch(line)
        if found is None:
            return self._no_row(line, size)
        word, sensor, kind, text = found.groups()
        row = numbers(text.split(b","))
        if row is None or len(row) != _COUNTS.get(word, 3):
            return self._no_row(line, size)
        if sensor:
            return self._sensor(sensor, kind, row, size)
        yaw, pitch, roll = row[:3]
        if abs(yaw) > 180.0 or abs(pitch) > 90.0:
            return self._no_row(line, size)
        if word == b"YPR":
            return self._table.add("angles", (-pitch, roll), 0, size)
        x, y, z = row[-3:]
        return self._table.add("angles and rates", (-pitch, roll, x, -y, -z), 0, size)

    def _sensor(self, sensor: bytes, kind: bytes, row: list[float], size: int) -> list[Frame]:
        if kind == b"C":
            self._calibrated += 1
        elif self._calibrated >= 3:
            return self._companion(size)
        if sensor == b"A":
            self._drop_accel()
            self._accel, self._accel_size, self._kind = row, size, kind
            return []
        if sensor == b"M":
            if self._accel is None:
                self._skipped += size
            else:
                self._accel_size += size
            return []
        if self._accel is None or kind != self._kind:
            self._drop_accel()
            self._table.damaged(size)
            return []
        (ax, ay, az), (gx, gy, gz) = self._accel, row
        size += self._accel_size
        self._accel, self._accel_size = None, 0
        return self._table.add("sensors", (-ax, ay, az, gx, -gy, -gz), 0, size)

    def _drop_accel(self) -> None:
        """The accelerometer of a sample that did not become whole."""
        if self._accel is not None:
            self._table.damaged(self._accel_size)
            self._accel, self._accel_size = None, 0

    def _forget_accel(self) -> None:
        self._skipped += self._accel_size
        self._accel, self._accel_size = None, 0


class RazorEncoder:
    """A Razor that sends ``#YPR=``, in its own axes."""

    name = "razor"

    def boot(self) -> bytes:
        return b""

    def encode(self, t_s: float, pitch_deg: float, roll_deg: float, rate_dps: Vector | None = None) -> bytes:
        return b"#YPR=0.00,%.2f,%.2f\r\n" % (-pitch_deg, roll_deg)
