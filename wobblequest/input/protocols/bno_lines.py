"""``bno-lines``: what the Adafruit example sketches for BNO055, BNO08x and AHRS print.

- sensorapi, rawdata: ``X: 359.9375<TAB>Y: -1.2500<TAB>Z: 0.4375`` = heading, roll, pitch in sixteenths of a degree, perhaps with
  ``qW: …`` and ``CALIBRATION: …`` behind; read_all_data: ``Orient:<TAB>x= …`` in the same order.
- ``Orientation: a b c``, which has five orders. With a time in front it is pitch, heading, roll. Else heading stands first or
  last, which is told by what the columns do (it goes beyond 180, or lies off level, or goes and stays). Heading last: roll, pitch,
  heading. Heading first: heading, roll, pitch where calibration lines stand between (BNO055), else heading, pitch, roll.
- ``Quaternion: w, x, y, z`` and ``… Rotation Vector - r: w i: x j: y k: z``. Where there are quaternions, other lines are left out.
- BNO08x: ``dt_us<TAB>status<TAB>yaw<TAB>pitch<TAB>roll``. dt is the time since the sample before, not a clock: with one line lost
  a sum of it would be late for ever, so it is not given out as the device's time. That dt does not rise tells it from a table.

Roll and pitch are taken by these names into our ZYX angles, as ``decode`` prints them.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from statistics import median

from wobblequest.core.messages import message
from wobblequest.core.samples import Vector
from wobblequest.input.protocols.frame import Frame
from wobblequest.input.protocols.infer import RIM_DEG
from wobblequest.input.protocols.layout import Layout, NoLayout
from wobblequest.input.protocols.line_table import LineTable

_N = rb"([-+]?\d{1,7}(?:\.\d{1,6})?)"
_XYZ = re.compile(
    rb"X: " + _N + rb"\s+Y: " + _N + rb"\s+Z: " + _N + rb"(?:\s+qW: " + _N + rb"\s+qX: " + _N + rb"\s+qY: " + _N + rb"\s+qZ: " + _N
    + rb")?(\s+CALIBRATION: .*|\s+(?:! )?Sys:\d G:\d A:\d M:\d)?\s*"
)
_ORIENTATION = re.compile(rb"(?:(\d{1,10}) - )?Orientation: " + _N + rb"(,? )" + _N + rb",? " + _N + rb"\s*")
_ORIENT = re.compile(rb"Orient:\s+x= " + _N + rb" \|\s+y= " + _N + rb" \|\s+z= " + _N + rb"\s*")
_QUATERNION = re.compile(rb"Quaternion: " + _N + rb", " + _N + rb", " + _N + rb", " + _N + rb"\s*")
_VECTOR = re.compile(rb"[A-Za-z -]{0,40}Rotation Vector - r: " + _N + rb" i: " + _N + rb" j: " + _N + rb" k: " + _N + rb"\s*")
_YPR = re.compile(rb"(\d{2,7})\t([0-3])\t(-?\d{1,3}\.\d\d)\t(-?\d{1,2}\.\d\d)\t(-?\d{1,3}\.\d\d)\s*")
_BESIDE = re.compile(rb"(?i)(Calibration|Rot|Linear|Gravity|Accl|Mag|Gyro|Temperature|Current Temperature)\s?:.*|--+\s*")
_RESET = b"sensor was reset "
"""Printed without an end of line, in front of the next sample."""
ORIENTATIONS_KEPT = 100
UNDECIDED_ROWS = 50

_LAYOUTS: dict[Hashable, Layout] = {
    "quaternion": Layout("quaternion", (0, 1, 2, 3)),
    "heading, roll, pitch": Layout("angles", (2, 1)),
    "pitch, heading, roll, time": Layout("angles", (0, 2), 1.0, None, 1.0, 3, 1000.0),
}


class BnoDecoder(LineTable):
    """Decoder of ``bno-lines``."""

    name = "bno-lines"

    def __init__(self) -> None:
        super().__init__(self._layout)
        self._orientations: list[list[float]] = []
        self._steps_us: list[float] = []
        self._quaternions = 0
        self._calibrations = 0
        self._ended = False

    def finish(self) -> list[Frame]:
        self._ended = True
        return super().finish()

    def _line(self, line: bytes, size: int) -> list[Frame]:
        shape, row = self._read(line.removeprefix(_RESET))
        if row is None:
            if not _BESIDE.fullmatch(line):
                return self._no_row(line, size)
            self._calibrations += line[:11].lower() == b"calibration"
            return self._companion(size)
        if shape == "quaternion":
            self._quaternions += 1
        elif self._quaternions >= 2:
            return self._companion(size)
        return self._table.add(shape, row, 0, size)

    def _read(self, line: bytes) -> tuple[str, list[float] | None]:
        """(shape, row) of a line; no row where it is none of these."""
        if line[:2] == b"X:":
            return _read_xyz(line)
        if found := _ORIENTATION.fullmatch(line):
            time, a, comma, b, c = found.groups()
            row = [float(a), float(b), float(c)]
            if max(map(abs, row)) > 360.0:
                return "", None
            if time is not None:
                return "pitch, heading, roll, time", [*row, float(time)]
            if len(self._orientations) < ORIENTATIONS_KEPT:
                self._orientations.append(row)
            return "Orientation" + comma.decode(), row
        if found := _ORIENT.fullmatch(line):
            return "heading, roll, pitch", [*map(float, found.groups())]
        if found := _QUATERNION.fullmatch(line) or _VECTOR.fullmatch(line):
            return "quaternion", [*map(float, found.groups())]
        if found := _YPR.fullmatch(line):
            step_us, _, yaw, pitch, roll = map(float, found.groups())
            if abs(yaw) > 180.0 or abs(pitch) > 90.0 or abs(roll) > 180.0:
                return "", None
            if len(self._steps_us) < UNDECIDED_ROWS:
                self._steps_us.append(step_us)
            return "yaw, pitch, roll", [yaw, pitch, roll]
        return "", None

    def _layout(self, shape: Hashable) -> Layout | NoLayout:
        if shape == "yaw, pitch, roll":
            if all(b > a for a, b in zip(self._steps_us, self._steps_us[1:], strict=False)):
                return NoLayout(message("five numbers a line"), more=True)
            return Layout("angles", (1, 2))
        if shape in _LAYOUTS:
            return _LAYOUTS[shape]
        first = _heading_is_first(self._orientations)
        if first is None and (shape == "Orientation, " or self._calibrations >= 2):
            first = True
        if first is None and not self._ended and len(self._orientations) < UNDECIDED_ROWS:
            return NoLayout(message("orientations in an order that is not clear yet; turn the board a little"), more=True)
        if not first:
            return Layout("angles", (1, 0))
        return Layout("angles", (2, 1) if self._calibrations >= 2 else (1, 2))


def _read_xyz(line: bytes) -> tuple[str, list[float] | None]:
    """A line of X, Y, Z: a BNO055's only with a quaternion or a calibration behind, or in sixteenths with four decimals."""
    found = _XYZ.fullmatch(line)
    if found is None:
        return "", None
    texts, quaternion, calibration = found.groups()[:3], found.groups()[3:7], found[8]
    if quaternion[0] is not None:
        return "quaternion", [*map(float, quaternion)]
    row = [*map(float, texts)]
    heading, roll, pitch = row
    if not (0.0 <= heading <= 360.0 and abs(roll) <= 180.0 and abs(pitch) <= 180.0):
        return "", None
    sixteenths = all(len(text.partition(b".")[2]) == 4 and value * 16 == int(value * 16) for text, value in zip(texts, row, strict=True))
    return "heading, roll, pitch", row if calibration or sixteenths else None


def _heading_is_first(rows: Sequence[Sequence[float]]) -> bool | None:
    """Whether the first of three columns is the heading (else it is the last); None where neither is unlike a roll."""
    first, last = ([row[i] for row in rows] for i in (0, 2))
    beyond_first, beyond_last = (sum(value > 180.0 for value in column) >= 2 for column in (first, last))
    if beyond_first != beyond_last:
        return beyond_first
    a, b = _unlike_roll(first), _unlike_roll(last)
    return None if abs(a - b) <= RIM_DEG else a > b


def _unlike_roll(column: Sequence[float]) -> float:
    """How far a column lies off level, or how far it went and stayed, in degrees; 359 is 1 off level."""
    level = [(value + 180.0) % 360.0 - 180.0 for value in column]
    fifth = max(1, len(level) // 5)
    return max(abs(median(level)), abs(median(level[-fifth:]) - median(level[:fifth])))


class BnoEncoder:
    """The BNO055 sensorapi sketch."""

    name = "bno-lines"

    def boot(self) -> bytes:
        rule = b"-" * 36 + b"\r\n"
        return (
            b"Orientation Sensor Test\r\n\r\n" + rule + b"Sensor:       BNO055\r\nDriver Ver:   1\r\nUnique ID:    55\r\n"
            b"Max Value:    0.00 xxx\r\nMin Value:    0.00 xxx\r\nResolution:   0.01 xxx\r\n" + rule + b"\r\n"
        )

    def encode(self, t_s: float, pitch_deg: float, roll_deg: float, rate_dps: Vector | None = None) -> bytes:
        return b"X: 170.0000\tY: %.4f\tZ: %.4f\r\n" % (round(roll_deg * 16) / 16, round(pitch_deg * 16) / 16)
