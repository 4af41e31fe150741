"""``board-blocks``: samples that take several lines with words of their own before the numbers.

Three are known: the Nucleo wobble board (``Accelerometer Axes X: …`` in mg, ``Gyro Axes X: …`` in mdps), Adafruit's MPU6050
basic_readings (``Acceleration X: … m/s^2``, ``Rotation X: … rad/s``) and MPU6050_tockn GetAllData (``gyroX : …``, ``angleX : …``).

Strategy: of each block two lines make the sample, and only if the second follows the first within a few lines, so that lost
lines never join two samples. What else stands in the block belongs to it. The Nucleo's own fused angles are passed over, for
their order is nowhere said; its accelerometer and gyro are fused here as those of any board.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from wobblequest.core.samples import Vector
from wobblequest.input.protocols.frame import Frame
from wobblequest.input.protocols.layout import DEG_PER_RAD, Layout
from wobblequest.input.protocols.line_table import LineTable

_NUMBER = rb"([-+]?\d{1,7}(?:\.\d{0,6})?)"
BETWEEN_AT_MOST = 4
"""Lines of a block between the two that make the sample."""
ROWS = 3
"""Blocks that settle it: six lines."""


class Block(NamedTuple):
    """The two lines that make a sample, and where the tilt stands in the numbers of the first and then the second."""

    first: re.Pattern[bytes]
    second: re.Pattern[bytes]
    layout: Layout


def _xyz(form: str) -> re.Pattern[bytes]:
    """A line of three numbers; each ``#`` is one, each blank any white space there may be."""
    return re.compile(rb"\s*" + re.escape(form.encode()).replace(rb"\#", _NUMBER).replace(rb"\ ", rb"\s*") + rb"\s*")


BLOCKS = (
    Block(_xyz("Accelerometer Axes X: #, Y: #, Z: #"), _xyz("Gyro Axes X: #, Y: #, Z: #"),
          Layout("accel", (0, 1, 2), 1000.0, (3, 4, 5), 1000.0)),
    Block(_xyz("Acceleration X: #, Y: #, Z: # m/s^2"), _xyz("Rotation X: #, Y: #, Z: # rad/s"),
          Layout("accel", (0, 1, 2), 9.80665, (3, 4, 5), 1.0 / DEG_PER_RAD)),
    Block(_xyz("gyroX : # gyroY : # gyroZ : #"), _xyz("angleX : # angleY : # angleZ : #"),
          Layout("angles", (4, 3), 1.0, (0, 1, 2), 1.0)),
)
_FIRST_WORDS = re.compile(rb"\s*(Accelerometer|Gyro|Acceleration|Rotation|gyroX|angleX)")
"""How the lines begin that make a sample: most lines of a block are others, and need not be held against each form."""
_BESIDE = re.compile(rb"\s*(={5,}|temp :|accX :|accAngleX :|gyroAngleX :|Temperature:|MotionFusion |Magnetometer Axes ).*")


class BlocksDecoder(LineTable):
    """Decoder of ``board-blocks``. A shape is the number of a block in `BLOCKS`."""

    name = "board-blocks"

    def __init__(self) -> None:
        super().__init__(lambda shape: BLOCKS[shape].layout if isinstance(shape, int) else None, ROWS)
        self._block = -1
        """Whose first line was seen; -1: none's."""
        self._values: list[float] = []
        self._size = 0
        self._between = 0

    def finish(self) -> list[Frame]:
        self._forget()
        return super().finish()

    def cut(self) -> None:
        self._forget()
        super().cut()

    def _line(self, line: bytes, size: int) -> list[Frame]:
        for number, block in enumerate(BLOCKS if _FIRST_WORDS.match(line) else ()):
            found = block.first.fullmatch(line)
            if found:
                self._unfinished()
                self._block, self._values, self._size, self._between = number, [*map(float, found.groups())], size, 0
                return []
            found = block.second.fullmatch(line)
            if found:
                if self._block != number:
                    self._unfinished()
                    return self._no_row(line, size)
                row, size = [*self._values, *map(float, found.groups())], size + self._size
                self._block, self._size = -1, 0
                return self._table.add(number, row, 0, size)
        self._between += 1
        if self._between > BETWEEN_AT_MOST:
            self._unfinished()
        return self._companion(size) if not line.strip() or _BESIDE.fullmatch(line) else self._no_row(line, size)

    def _unfinished(self) -> None:
        """A sample whose second line did not come."""
        if self._block >= 0:
            self._table.damaged(self._size)
            self._block, self._size = -1, 0

    def _forget(self) -> None:
        self._skipped += self._size
        self._block, self._size = -1, 0


class BlocksEncoder:
    """MPU6050_tockn GetAllData."""

    name = "board-blocks"

    def boot(self) -> bytes:
        return (
            b"\r\n========================================\r\nCalculating gyro offsets\r\nDO NOT MOVE MPU6050...\r\nDone!\r\n"
            b"X : 1.20\r\nY : -0.40\r\nZ : 0.10\r\nProgram will start after 3 seconds\r\n========================================"
        )

    def encode(self, t_s: float, pitch_deg: float, roll_deg: float, rate_dps: Vector | None = None) -> bytes:
        rule = b"=======================================================\r\n"
        return b"".join((
            rule, b"temp : 29.50\r\naccX : 0.00\taccY : 0.00\taccZ : 1.00\r\n",
            b"gyroX : %.2f\tgyroY : %.2f\tgyroZ : %.2f\r\n" % (rate_dps or (0.0, 0.0, 0.0)),
            b"accAngleX : %.2f\taccAngleY : %.2f\r\n" % (roll_deg, pitch_deg),
            b"gyroAngleX : %.2f\tgyroAngleY : %.2f\tgyroAngleZ : 0.00\r\n" % (roll_deg, pitch_deg),
            b"angleX : %.2f\tangleY : %.2f\tangleZ : 0.00\r\n" % (roll_deg, pitch_deg), rule, b"\r\n",
        ))
