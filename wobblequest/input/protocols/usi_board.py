"""``usi-board``: the balance board of the USI showroom, whose lines end in the letter of its state. Only ``mx,my,a,secs,score`` is tilt.

In an attempt (``a``) mx is int(13.5·roll°) and my is int(−13.5·pitch°), so a step is 0.074°. All other states (calibrating ``c``,
waiting ``w``, countdown ``d``, end ``e``, ``s``) send numbers that would look like tilt: ``36,0.0,c`` is 36 seconds left.
"""

from __future__ import annotations

import re

from wobblequest.core.samples import Vector
from wobblequest.input.protocols.frame import Frame
from wobblequest.input.protocols.layout import Layout
from wobblequest.input.protocols.line_table import LineTable

_TILT = re.compile(rb"(-?\d{1,4}),(-?\d{1,4}),a,-?\d{1,6}(?:\.\d{0,6})?,-?\d{1,9}(?:\.\d{0,6})?\s*")
_STATE = re.compile(rb"-?\d{1,6}(?:\.\d{0,6})?,-?\d{1,6}(?:\.\d{0,6})?,[cwdes]\s*")
PER_DEG = 13.5
_LAYOUT = Layout("angles", (0, 1), PER_DEG)


class UsiDecoder(LineTable):
    """Decoder of ``usi-board``."""

    name = "usi-board"

    def __init__(self) -> None:
        super().__init__(lambda _: _LAYOUT)
        self._first = True
        self._states = 0

    @property
    def why(self) -> str:
        return "a USI balance board that is calibrating or waiting; begin an attempt on it" if self._states >= 5 else ""

    def cut(self) -> None:
        super().cut()
        self._first = True

    def _line(self, line: bytes, size: int) -> list[Frame]:
        first, self._first = self._first, False
        if _STATE.fullmatch(line):
            self._states += 1
            return self._companion(size)
        found = _TILT.fullmatch(line)
        if found is None:
            return self._no_row(line, size)
        if first and line[:1] != b"-":  # its beginning may be missing
            self._skipped += size
            return []
        mx, my = map(int, found.groups())
        return self._table.add("a", (-my, mx), 0, size)


class UsiEncoder:
    """The board in an attempt, after its countdown."""

    name = "usi-board"

    def boot(self) -> bytes:
        return b"2,0.0,c\r\n1,0.0,c\r\n0.0,0.0,w\r\n3,0.0,d\r\n2,0.0,d\r\n1,0.0,d\r\n"

    def encode(self, t_s: float, pitch_deg: float, roll_deg: float, rate_dps: Vector | None = None) -> bytes:
        return b"%d,%d,a,%.1f,0.0\r\n" % (int(PER_DEG * roll_deg), int(-PER_DEG * pitch_deg), t_s)
