"""``mpu6050-dmp``: the lines of the i2cdevlib MPU-6050 sketches: ``ypr``, ``euler`` or ``quat``, then numbers, with TABs between.

The sign trap: at ZYX pitch +P the firmware prints −P on ``ypr`` lines (it takes atan2 of +gravity.x), and on ``euler`` lines
the angles of the inverse rotation. Both are undone here, so that ``up`` is what the sensor's axes say.
"""

from __future__ import annotations

from math import cos, hypot, radians, sin

from wobblequest.core.samples import Vector, up_from_quaternion
from wobblequest.input.protocols.frame import Frame
from wobblequest.input.protocols.gate import Gate
from wobblequest.input.protocols.lines import Lines

_WORDS = {b"ypr": 3, b"euler": 3, b"quat": 4}
"""Numbers after each word, best kind first: a quaternion of two decimals is good to 1.1° only."""
_OTHERS = (b"areal", b"aworld")
"""What the sketch can print besides: accelerations, which tell no tilt."""
ALIKE = 5
"""So many lines of one kind make a stream; a sketch that prints several kinds is then read by the best of them."""


class DmpDecoder:
    """Decoder of ``mpu6050-dmp``."""

    name = "mpu6050-dmp"

    def __init__(self) -> None:
        self._lines = Lines()
        self._gate = Gate()
        self._kind: bytes | None = None
        self._waiting: dict[bytes, list[tuple[Frame, int]]] = {}
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
        frames = self._settle() if self._kind is None and self._waiting else []
        self._forget_waiting()
        self._gate.cut()
        return frames

    def cut(self) -> None:
        self._lines.drop()
        self._gate.cut()

    def _line(self, line: bytes) -> list[Frame]:
        size = len(line) + 1
        word, _, rest = line.partition(b"\t")
        frame = _READERS[word](rest) if word in _READERS else None
        if frame is None:
            self._skipped += size
            if word in _READERS or line.startswith(b"FIFO overflow") or (self._kind and line.strip() and word not in _OTHERS):
                self._faults += 1  # a line of the stream that is damaged, or a sample the board itself says is lost
            return []
        if word == self._kind:
            self._forget_waiting()
            return self._gate.sift(frame)
        waiting = self._waiting.setdefault(word, [])
        waiting.append((frame, size))
        if self._kind is not None and len(waiting) <= 10 * ALIKE:
            return []  # another kind beside the one that is read; it takes over only where that one has ceased
        return self._settle() if len(waiting) >= ALIKE else []

    def _settle(self) -> list[Frame]:
        most = max(len(frames) for frames in self._waiting.values())
        self._kind = next(word for word in _WORDS if len(self._waiting.get(word, ())) >= most - 1)
        chosen = self._waiting.pop(self._kind)
        self._forget_waiting()
        return [passed for frame, _ in chosen for passed in self._gate.sift(frame)]

    def _forget_waiting(self) -> None:
        if self._waiting:
            self._skipped += sum(size for frames in self._waiting.values() for _, size in frames)
            self._waiting.clear()


def _numbers(text: bytes, count: int) -> list[float] | None:
    """The first ``count`` numbers between TABs, finite; None where they are not there. The V6.12 sketch appends raw values."""
    tokens = text.split(b"\t")
    if b"_" in text or len(tokens) < count or (len(tokens) > count and not tokens[count].strip().startswith(b"Raw")):
        return None
    try:
        numbers = [float(token) for token in tokens[:count]]
    except ValueError:
        return None
    return numbers if all(abs(v) <= 360.0 for v in numbers) else None


def _from_ypr(text: bytes) -> Frame | None:
    numbers = _numbers(text, 3)
    if numbers is None or max(map(abs, numbers)) > 180.0:
        return None
    pitch, roll = radians(-numbers[1]), radians(numbers[2])
    c = abs(cos(pitch))  # upside down the firmware folds pitch to ±180 and tells the side by roll too
    return Frame((-sin(pitch), sin(roll) * c, cos(roll) * c))


def _from_euler(text: bytes) -> Frame | None:
    numbers = _numbers(text, 3)
    if numbers is None or max(map(abs, numbers)) > 180.0:
        return None
    psi, theta, phi = map(radians, numbers)
    return Frame(_unit((
        cos(psi) * sin(theta) * cos(phi) + sin(psi) * sin(phi),
        sin(psi) * sin(theta) * cos(phi) - cos(psi) * sin(phi),
        cos(theta) * cos(phi),
    )))


def _from_quat(text: bytes) -> Frame | None:
    numbers = _numbers(text, 4)
    if numbers is None or not 0.9 <= sum(v * v for v in numbers) <= 1.1:
        return None
    return Frame(_unit(up_from_quaternion(*numbers)))


_READERS = {b"ypr": _from_ypr, b"euler": _from_euler, b"quat": _from_quat}


def _unit(v: Vector) -> Vector:
    n = hypot(*v)
    return (v[0] / n, v[1] / n, v[2] / n)


class DmpEncoder:
    """The DMP6 sketch printing ``ypr`` lines, with the signs it really prints."""

    name = "mpu6050-dmp"

    def boot(self) -> bytes:
        return (
            b"Initializing I2C devices...\r\nTesting device connections...\r\nMPU6050 connection successful\r\n"
            b"\nSend any character to begin DMP programming and demo: \r\nInitializing DMP...\r\n"
            b">......>......0.00000,\t0.00000,\t1788.00000,\t220.00000,\t76.00000,\t-85.00000\n\nEnabling DMP...\r\n"
            b"Enabling interrupt detection (Arduino external interrupt 0)...\r\nDMP ready! Waiting for first interrupt...\r\n"
        )

    def encode(self, t_s: float, pitch_deg: float, roll_deg: float, rate_dps: Vector | None = None) -> bytes:
        return b"ypr\t0.00\t%.2f\t%.2f\r\n" % (-pitch_deg, roll_deg)
