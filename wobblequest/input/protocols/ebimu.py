"""``ebimu``: the ASCII lines of E2BOX EBIMU-9DOF sensors: ``*``, then numbers with commas.

The attitude stands first, always: roll, pitch, yaw in degrees, or the quaternion in the order z, y, x, w. After it, each where
it was asked for: gyro (°/s), accelerometer (g), magnetometer (µT), distance, temperature, time. Which of them are there is told
by their number only, so the rules are:

- a quaternion is where the first four numbers have the length 1;
- of nine numbers or more (ten with a quaternion) the first three after the attitude are the gyro. Of fewer they may be the gyro
  or the accelerometer, and no rate is given out;
- the accelerometer is never used, for it may be free of gravity by a setting; the attitude is fused already;
- a last field that is no number is a checksum and left out; a channel number in front (``100-0,``) likewise.
"""

from __future__ import annotations

from collections.abc import Hashable
from math import hypot

from wobblequest.core.samples import Vector
from wobblequest.input.protocols.frame import Frame
from wobblequest.input.protocols.layout import Layout, NoLayout
from wobblequest.input.protocols.line_table import LineTable, numbers

FIELDS_AT_MOST = 24


class EbimuDecoder(LineTable):
    """Decoder of ``ebimu``. A shape is (whether a quaternion, number of fields)."""

    name = "ebimu"

    def __init__(self) -> None:
        super().__init__(_layout)

    def _line(self, line: bytes, size: int) -> list[Frame]:
        row = _row(line)
        if row is None:
            return self._no_row(line, size)
        quaternion = len(row) >= 4 and 0.98 <= hypot(*row[:4]) <= 1.02 and not (len(row) == 10 and abs(row[9]) > 16.5)
        if not quaternion and (abs(row[1]) > 90.0 or abs(row[2]) > 360.0):
            return self._no_row(line, size)
        return self._table.add((quaternion, len(row)), row, 0, size)


def _row(line: bytes) -> list[float] | None:
    """The numbers of a line, or None where it is none of this format."""
    text = line.strip()
    channel, dash, rest = text.partition(b"-")
    if dash and channel.isdigit() and len(channel) <= 3:  # a receiver of several sensors: 100-0,1.2,…
        text = b"*" + rest.partition(b",")[2]
    if text[:1] != b"*" or text.count(b",") >= FIELDS_AT_MOST:
        return None
    tokens = text[1:].split(b",")
    row = numbers(tokens)
    if row is None and len(tokens) > 3:
        row = numbers(tokens[:-1]) if _is_checksum(tokens[-1]) else None
    return row if row is not None and len(row) >= 3 else None


def _is_checksum(token: bytes) -> bool:
    return 1 <= len(token) <= 4 and all(c in b"0123456789abcdefABCDEF" for c in token)


def _layout(shape: Hashable) -> Layout | NoLayout:
    if not isinstance(shape, tuple):
        return NoLayout("")
    quaternion, fields = shape
    first = 4 if quaternion else 3
    rate_at = (first, first + 1, first + 2) if fields >= first + 6 else None
    return Layout("quaternion", (3, 2, 1, 0), 1.0, rate_at) if quaternion else Layout("angles", (1, 0), 1.0, rate_at)


class EbimuEncoder:
    """An EBIMU as it comes: roll, pitch, yaw."""

    name = "ebimu"

    def boot(self) -> bytes:
        return b""

    def encode(self, t_s: float, pitch_deg: float, roll_deg: float, rate_dps: Vector | None = None) -> bytes:
        return b"*%.2f,%.2f,0.00\r\n" % (roll_deg, pitch_deg)
