"""``sensorstream``: what the Android apps “Sensorstream IMU+GPS” and “Wireless IMU” send in a UDP packet, one line a packet.

``t, 3, ax, ay, az, 4, gx, gy, gz, 5, mx, my, mz, …``: seconds with decimals, then for each sensor that has something new its number and
its values. 3 is the accelerometer (m/s², with gravity), 4 the gyroscope (rad/s), 5 the magnetometer, 83 gravity; 1, 6, 7, 8 are of the
GPS, 81 to 86 others. The accelerometer is in every packet. Axes are Android's: x to the right of the screen, y to its top, z out of it.

Source: several independent receivers of these apps that are public, which agree on it [V]; no phone was at hand. The app has no line end:
the port puts one behind each packet. The gyroscope need not be in each packet: its newest value goes with samples for half a second.
"""

from __future__ import annotations

import re
from collections.abc import Hashable

from wobblequest.core.samples import Vector, up_from_angles
from wobblequest.input.protocols.frame import Frame
from wobblequest.input.protocols.layout import DEG_PER_RAD, MOST_DPS, RATES_FOR_S, Layout, NoLayout
from wobblequest.input.protocols.line_table import LineTable, numbers

ONE_G = 9.80665
_WIDTHS = {1: 3, 3: 3, 4: 3, 5: 3, 6: 3, 7: 3, 8: 1, 81: 3, 82: 3, 83: 3, 84: 3, 85: 1, 86: 1}
"""Values behind a sensor's number."""
_ACCEL, _GYRO = 3, 4
_BEGINS = re.compile(rb"\s{0,9}\d{1,12}\.\d{1,9}\s{0,9},\s{0,9}[1-9]\d?\s{0,9},")

_LAYOUTS: dict[Hashable, Layout] = {
    "accel": Layout("accel", (1, 2, 3), ONE_G, time_at=0),
    "accel and gyro": Layout("accel", (1, 2, 3), ONE_G, (4, 5, 6), 1.0 / DEG_PER_RAD, time_at=0),
}


class SensorstreamDecoder(LineTable):
    """Decoder of ``sensorstream``."""

    name = "sensorstream"

    def __init__(self) -> None:
        super().__init__(lambda shape: _LAYOUTS.get(shape) or NoLayout(""))
        self._gyro: list[float] = []
        self._gyro_s = 0.0

    def cut(self) -> None:
        super().cut()
        self._gyro = []

    def _line(self, line: bytes, size: int) -> list[Frame]:
        sensors = _sensors(line)
        if sensors is None:
            return self._no_row(line, size)
        t_s, values = sensors
        if any(not abs(rate) * DEG_PER_RAD <= MOST_DPS for rate in values.get(_GYRO, ())):
            return self._no_row(line, size)
        if _GYRO in values:
            self._gyro, self._gyro_s = values[_GYRO], t_s
        elif not abs(t_s - self._gyro_s) <= RATES_FOR_S:
            self._gyro = []
        if _ACCEL not in values:
            return self._companion(size)
        shape = "accel and gyro" if self._gyro else "accel"
        return self._table.add(shape, [t_s, *values[_ACCEL], *self._gyro], 0, size)


def _sensors(line: bytes) -> tuple[float, dict[int, list[float]]] | None:
    """(time in s, sensor to its values) of a packet; None where it is none, also where anything in it is not known."""
    if not _BEGINS.match(line):
        return None
    tokens = line.split(b",")
    row = numbers(tokens) if len(tokens) <= 64 else None
    if row is None:
        return None
    sensors: dict[int, list[float]] = {}
    at = 1
    while at < len(row):
        width = _WIDTHS.get(int(row[at])) if row[at] == row[at] // 1 else None
        if width is None or at + width >= len(row) or row[at] in sensors:
            return None
        sensors[int(row[at])] = row[at + 1 : at + 1 + width]
        at += 1 + width
    return row[0], sensors


class SensorstreamEncoder:
    """The app with the accelerometer and, where rates are told, the gyroscope."""

    name = "sensorstream"

    def boot(self) -> bytes:
        return b""

    def encode(self, t_s: float, pitch_deg: float, roll_deg: float, rate_dps: Vector | None = None) -> bytes:
        x, y, z = (ONE_G * part for part in up_from_angles(pitch_deg, roll_deg))
        line = b"%.5f, 3, %9.6f, %9.6f, %9.6f" % (t_s, x, y, z)
        if rate_dps is not None:
            line += b", 4, %9.6f, %9.6f, %9.6f" % tuple(rate / DEG_PER_RAD for rate in rate_dps)
        return line + b"\n"
