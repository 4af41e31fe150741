"""``ximu3``: the messages of an x-IMU3, as text or binary, or both in turn; every message ends with LF.

Text: a letter, the time in µs, numbers: ``A,ts,roll,pitch,yaw``, ``Q,ts,w,x,y,z``, ``I,ts,gx,gy,gz,ax,ay,az`` (°/s, g) and others.
Binary: 80 + letter, u64 time, float32 numbers, little endian, in which ``0A`` is written ``DB DC`` and ``DB`` is ``DB DD``, so that LF
is an end in both. There is no checksum: only the count of numbers, and their range, tell a whole message from a damaged one.

Strategy: three valid messages in a row begin a stream. A device sends several kinds; the best that carries an attitude is read,
with the rate of the inertial message of the same time. Where none does, the inertial message's acceleration is the sample.
"""

from __future__ import annotations

import re
from math import hypot, isfinite
from struct import pack, unpack
from typing import NamedTuple

from wobblequest.core.samples import Vector, unit, up_from_angles, up_from_quaternion
from wobblequest.input.protocols.frame import Frame
from wobblequest.input.protocols.gate import Gate
from wobblequest.input.protocols.lines import Lines

_COUNTS = {b"I": 6, b"A": 3, b"Q": 4, b"R": 9, b"L": 7, b"E": 7, b"M": 3, b"H": 3, b"T": 1, b"B": 3}
"""Numbers of each kind of message."""
_KINDS = (b"Q", b"A", b"R", b"L", b"E", b"I")
"""Kinds that tell a tilt, best first."""
_WORDS = (b"N", b"F")
"""Notices and errors: text behind the time."""
_INERTIAL = b"I"
_CHAIN = 3
_AGAIN = {True: 1, False: 2}
"""Messages in a row that are trusted where the stream is known: as text, or binary."""
_PATIENCE = 20
"""Inertial messages to wait for a kind that carries an attitude; a kind that is silent over twice as many others has ceased."""
_SAME_TIME_S = 0.02
_REST = re.compile(rb"\d{1,19}(,-?\d{1,7}(\.\d{1,9})?)*")
"""What follows a letter and its comma: the time, and numbers."""


class _Message(NamedTuple):
    kind: bytes
    t_s: float
    values: tuple[float, ...]


class Ximu3Decoder:
    """Decoder of ``ximu3``."""

    name = "ximu3"

    def __init__(self) -> None:
        self._lines = Lines()
        self._gate = Gate(small=True)
        self._kind: bytes | None = None
        self._others = 0
        """Messages with a tilt since the last one of the kind that is read."""
        self._waiting: list[tuple[_Message, int]] = []
        self._found: dict[bytes, list[Frame]] = {}
        self._in_step = self._known = False
        self._rate: tuple[float, Vector] | None = None
        self._faults = 0
        self._skipped = 0
        self.why = ""

    @property
    def faults(self) -> int:
        return self._faults + self._gate.dropped

    @property
    def skipped_bytes(self) -> int:
        return self._lines.skipped_bytes + self._skipped

    @property
    def buffered(self) -> int:
        return self._lines.buffered

    def feed(self, chunk: bytes) -> list[Frame]:
        frames: list[Frame] = []
        for line in self._lines.feed(chunk):
            frames += self._line(line)
        return frames

    def finish(self) -> list[Frame]:
        self._lines.drop()
        frames: list[Frame] = []
        if self._known:
            for message, _ in self._waiting:
                frames += self._message(message)
            self._waiting.clear()
        self._break()
        if self._kind is None and self._found:
            frames += self._settle()
        self._gate.cut()
        return frames

    def cut(self) -> None:
        self._lines.drop()
        self._break()
        self._gate.cut()
        self._rate = None

    def _break(self) -> None:
        self._skipped += sum(size for _, size in self._waiting)
        self._waiting.clear()
        self._in_step = False

    def _line(self, line: bytes) -> list[Frame]:
        size = len(line) + 1
        message = _read(line)
        if message is None:
            self._skipped += size
            if not _is_beside(line):
                if self._in_step:
                    self._faults += 1
                self._break()
            return []
        if self._in_step:
            return self._message(message)
        self._waiting.append((message, size))
        if len(self._waiting) < (_AGAIN[line[0] < 0x80] if self._known else _CHAIN):
            return []
        self._in_step = self._known = True
        chain = [m for m, _ in self._waiting]
        self._waiting.clear()
        return [frame for m in chain for frame in self._message(m)]

    def _message(self, message: _Message) -> list[Frame]:
        kind, t_s, values = message
        if kind == _INERTIAL:
            self._rate = (t_s, (values[0], values[1], values[2]))
        if kind not in _KINDS:
            return []
        rate = self._rate[1] if self._rate is not None and abs(t_s - self._rate[0]) <= _SAME_TIME_S else None
        frame = _frame(message, rate)
        if kind == self._kind:
            self._others = 0
            return self._gate.sift(frame)
        if self._kind is not None and (kind == _INERTIAL or self._kind != _INERTIAL):
            self._others += 1
            if self._others <= 2 * _PATIENCE:
                return []
            self._kind = None  # it has ceased
            self._found.clear()
        self._found.setdefault(kind, []).append(frame)
        enough = _PATIENCE if kind == _INERTIAL else _CHAIN
        return self._settle() if len(self._found[kind]) >= enough else []

    def _settle(self) -> list[Frame]:
        found = {kind: frames for kind, frames in self._found.items() if kind != _INERTIAL} or self._found
        most = max(map(len, found.values()))
        before, self._kind = self._kind, next(kind for kind in _KINDS if len(found.get(kind, ())) >= max(1, most - 1))
        frames = found[self._kind] if before is None else found[self._kind][-1:]  # the times of the others were given out already
        self._found, self._others = {}, 0
        return [passed for frame in frames for passed in self._gate.sift(frame)]


def _is_beside(line: bytes) -> bool:
    """Whether a line is of an x-IMU3 but no sample: a reply in JSON, another device's message, a notice."""
    if line[:1] >= b"\x80":
        return bytes((line[0] - 0x80,)) in _WORDS
    return line[:1] in (b"{", b"^") or (line[:1] in _WORDS and line[1:2] == b",")


def _read(line: bytes) -> _Message | None:
    """The message on a line without its LF; None where it is none, or damaged."""
    message = _read_binary(line) if line[:1] >= b"\x80" else _read_text(line)
    return message if message is not None and _possible(message) else None


def _read_text(line: bytes) -> _Message | None:
    text = line.removesuffix(b"\r")
    tokens = text.split(b",")
    if len(tokens) != _COUNTS.get(tokens[0], -2) + 2 or not _REST.fullmatch(text, 2):
        return None
    return _Message(tokens[0], int(tokens[1]) / 1e6, tuple(map(float, tokens[2:])))


def _read_binary(line: bytes) -> _Message | None:
    kind = bytes((line[0] - 0x80,))
    count = _COUNTS.get(kind)
    if count is None or line.count(b"\xdb") != line.count(b"\xdb\xdc") + line.count(b"\xdb\xdd"):
        return None
    plain = line.replace(b"\xdb\xdc", b"\n").replace(b"\xdb\xdd", b"\xdb")
    if len(plain) != 9 + 4 * count:
        return None
    ticks, *values = unpack(f"<Q{count}f", plain[1:])
    return _Message(kind, ticks / 1e6, tuple(values)) if ticks < 1 << 63 and all(map(isfinite, values)) else None


def _possible(message: _Message) -> bool:
    kind, _, values = message
    if kind == b"A":
        return abs(values[0]) <= 180.01 and abs(values[1]) <= 90.01 and abs(values[2]) <= 360.01
    if kind in (b"Q", b"L", b"E"):
        return 0.9 <= sum(v * v for v in values[:4]) <= 1.1
    if kind == b"R":
        return all(0.9 <= sum(v * v for v in row) <= 1.1 for row in (values[:3], values[3:6], values[6:]))
    if kind == _INERTIAL:
        return max(map(abs, values[:3])) < 5000.0 and 0.01 < hypot(*values[3:]) < 60.0
    return True


def _frame(message: _Message, rate: Vector | None) -> Frame:
    kind, t_s, values = message
    if kind == b"A":
        return Frame(up_from_angles(values[1], values[0]), rate, None, t_s)
    if kind == b"R":
        return Frame(unit((values[6], values[7], values[8])), rate, None, t_s)
    if kind == _INERTIAL:
        x, y, z = values[3:]
        return Frame(unit((x, y, z)), rate, hypot(x, y, z), t_s)
    return Frame(unit(up_from_quaternion(*values[:4])), rate, None, t_s)


class Ximu3Encoder:
    """An x-IMU3 that sends inertial messages and Euler angles; ``binary`` in its binary form."""

    name = "ximu3"

    def __init__(self, binary: bool = False) -> None:
        self._binary = binary

    def boot(self) -> bytes:
        return b""

    def encode(self, t_s: float, pitch_deg: float, roll_deg: float, rate_dps: Vector | None = None) -> bytes:
        ticks = round(t_s * 1e6)
        inertial = (*(rate_dps or (0.0, 0.0, 0.0)), *up_from_angles(pitch_deg, roll_deg))
        return self._write(b"I", ticks, inertial) + self._write(b"A", ticks, (roll_deg, pitch_deg, 0.0))

    def _write(self, kind: bytes, ticks: int, values: tuple[float, ...]) -> bytes:
        if not self._binary:
            return b"%s,%d,%s\n" % (kind, ticks, b",".join(b"%.4f" % v for v in values))
        plain = bytes((kind[0] | 0x80,)) + pack(f"<Q{len(values)}f", ticks, *values)
        return plain.replace(b"\xdb", b"\xdb\xdd").replace(b"\n", b"\xdb\xdc") + b"\n"
