"""``razor-binary``: Razor AHRS after ``#ob``: three float32 a sample, yaw, pitch, roll, little endian, with nothing between.

There is no head and no checksum, and every order of the angles looks alike, so nothing counts before the board has answered a
request ``#sXY`` with ``#SYNCHXY`` CR LF: the samples begin there. One sample that cannot be is stepped over where the two after it
carry on from the last; otherwise, what follows waits for the next answer.

Axes: X forward, Y right, Z down, pitch positive nose up. For a sensor with x forward, y left, z up (the same turned by 180° about x)
pitch has the other sign and roll is the same.
"""

from __future__ import annotations

import re
from itertools import pairwise
from math import isfinite
from struct import Struct

from wobblequest.core.samples import Vector, angle_between_deg, up_from_angles
from wobblequest.input.protocols.frame import Frame
from wobblequest.input.protocols.gate import JUMP_DEG, Gate

_ANSWER = re.compile(rb"#SYNCH[ -~]{2}\r\n")
_BEGIN = b"#SYNCH"
_LENGTH = 10
_SIZE = 12
_AHEAD = 3 * _SIZE + _LENGTH
"""Bytes that must be there to judge a sample that cannot be: the two after it, and an answer that begins among them."""
_THREE = Struct("<3f")
_LEAST = 1e-7
"""Degrees: a smaller float that is not 0 is other bytes."""


class RazorBinaryDecoder:
    """Decoder of ``razor-binary``."""

    name = "razor-binary"

    def __init__(self) -> None:
        self._buffer = b""
        self._in_step = False
        self._gate = Gate(small=True)
        self._last: Frame | None = None
        self._faults = 0
        self.skipped_bytes = 0
        self.why = ""

    @property
    def faults(self) -> int:
        return self._faults + self._gate.dropped

    @property
    def buffered(self) -> int:
        return len(self._buffer)

    def feed(self, chunk: bytes) -> list[Frame]:
        return self._decode(chunk, final=False)

    def finish(self) -> list[Frame]:
        frames = self._decode(b"", final=True)
        self._drop()
        return frames

    def cut(self) -> None:
        self._drop()

    def _drop(self) -> None:
        self.skipped_bytes += len(self._buffer)
        self._buffer = b""
        self._in_step = False
        self._last = None
        self._gate.cut()

    def _decode(self, chunk: bytes, final: bool) -> list[Frame]:
        data = self._buffer + chunk
        frames: list[Frame] = []
        at = 0
        while True:
            if not self._in_step:
                at = self._search(data, at)
                if not self._in_step:
                    break
            if _ANSWER.match(data, at):
                at += _LENGTH
                continue
            if len(data) - at < _SIZE:
                break
            frame = _read(data, at)
            if frame is None:
                if len(data) - at < _AHEAD and not final:
                    break
                at = self._beyond(data, at)
                continue
            self._last = frame
            frames += self._gate.sift(frame)
            at += _SIZE
        self._buffer = data[at:]
        return frames

    def _search(self, data: bytes, at: int) -> int:
        """Behind the first answer from ``at`` on, or where one may still begin."""
        answer = _ANSWER.search(data, at)
        if answer is not None:
            self._in_step = True
            self._gate.cut()
            self.skipped_bytes += answer.start() - at
            return answer.end()
        end = max(at, len(data) - _LENGTH + 1)
        self.skipped_bytes += end - at
        return end

    def _beyond(self, data: bytes, at: int) -> int:
        """Where to go on from a sample that cannot be: behind it, or, out of step, at it."""
        self._faults += 1
        answered = _ANSWER.search(data, at, at + _AHEAD)
        after = [_read(data, at + i * _SIZE) for i in (1, 2) if len(data) - at >= (i + 1) * _SIZE]
        if answered is None and len(after) == 2 and _carries_on(self._last, *after):
            self.skipped_bytes += _SIZE
            return at + _SIZE
        self._in_step = False
        return at


def _carries_on(*frames: Frame | None) -> bool:
    """Whether all are there and none jumps."""
    ups = [frame.up for frame in frames if frame is not None]
    return len(ups) == len(frames) and all(angle_between_deg(a, b) <= JUMP_DEG for a, b in pairwise(ups))


def _read(data: bytes, at: int) -> Frame | None:
    """The sample at ``at``; None where the numbers are no angles."""
    yaw, pitch, roll = _THREE.unpack_from(data, at)
    for v, most in ((yaw, 180.01), (pitch, 90.01), (roll, 180.01)):
        if not isfinite(v) or abs(v) > most or 0.0 < abs(v) < _LEAST:
            return None
    return Frame(up_from_angles(-pitch, roll))


class RazorBinaryEncoder:
    """A Razor in binary output whose reader asks ``#s00`` before every sample, as one must who cannot know what was lost."""

    name = "razor-binary"

    def boot(self) -> bytes:
        return b""

    def encode(self, t_s: float, pitch_deg: float, roll_deg: float, rate_dps: Vector | None = None) -> bytes:
        return _BEGIN + b"00\r\n" + _THREE.pack(0.0, -pitch_deg, roll_deg)
