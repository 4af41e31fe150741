"""``mpu6050-raw``: the lines ``a/g:<TAB>ax<TAB>ay<TAB>az<TAB>gx<TAB>gy<TAB>gz`` of the i2cdevlib MPU6050_raw sketch, int16 counts.

The sketch leaves the sensor at ±2 g (16384 counts a g) and ±250 °/s (131 counts a °/s). Another range of the accelerometer is
known by the length of its vector in the first rows; the gyro's cannot be, and is taken to be the sketch's own.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from math import hypot
from statistics import median

from wobblequest.core.samples import Vector, up_from_angles
from wobblequest.input.protocols.frame import Frame
from wobblequest.input.protocols.layout import Layout
from wobblequest.input.protocols.line_table import LineTable

_ROW = re.compile(rb"a/g:\t(-?\d{1,5})\t(-?\d{1,5})\t(-?\d{1,5})\t(-?\d{1,5})\t(-?\d{1,5})\t(-?\d{1,5})\s*")
ONE_G = (16384.0, 8192.0, 4096.0, 2048.0)
PER_DPS = 131.0


class MpuRawDecoder(LineTable):
    """Decoder of ``mpu6050-raw``."""

    name = "mpu6050-raw"

    def __init__(self) -> None:
        super().__init__(self._layout)
        self._lengths: list[float] = []

    def _line(self, line: bytes, size: int) -> list[Frame]:
        found = _ROW.fullmatch(line)
        row = [int(count) for count in found.groups()] if found else []
        if not row or min(row) < -32768 or max(row) > 32767:
            return self._no_row(line, size)
        if len(self._lengths) < 5:
            self._lengths.append(hypot(*row[:3]))
        return self._table.add("a/g", row, 0, size)

    def _layout(self, shape: Hashable) -> Layout:
        length = median(self._lengths)
        one_g = next((one for one in ONE_G if 0.85 * one <= length <= 1.15 * one), ONE_G[0])
        return Layout("accel", (0, 1, 2), one_g, (3, 4, 5), PER_DPS)


class MpuRawEncoder:
    """The MPU6050_raw sketch."""

    name = "mpu6050-raw"

    def boot(self) -> bytes:
        return b"Initializing I2C devices...\r\nTesting device connections...\r\nMPU6050 connection successful\r\n"

    def encode(self, t_s: float, pitch_deg: float, roll_deg: float, rate_dps: Vector | None = None) -> bytes:
        accel = (v * ONE_G[0] for v in up_from_angles(pitch_deg, roll_deg))
        rate = (v * PER_DPS for v in rate_dps or (0.0, 0.0, 0.0))
        return b"a/g:\t%d\t%d\t%d\t%d\t%d\t%d\r\n" % tuple(max(-32768, min(32767, round(v))) for v in (*accel, *rate))
