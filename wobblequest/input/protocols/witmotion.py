"""``witmotion``: packets of 11 bytes, ``55 TT d0…d7 SUM``, of WT901, WT901C, HWT905, WT61, JY901, BWT901CL and their kin.

Strategy: the sum is only 8 bits, so out of step a packet counts once four in a row are valid, and then all four count; in step
one that fails is a fault and the search begins again one byte further on (55 also occurs as data). The angle packet 53 completes
a sample; the gyro packet 52 before it gives its rate, the time packet 50 its device time.
"""

from __future__ import annotations

from struct import Struct

from wobblequest.core.samples import Vector, up_from_angles
from wobblequest.input.protocols.frame import Frame
from wobblequest.input.protocols.gate import Gate

PACKET = 11
CHAIN = 4
_FOUR = Struct("<4h")


class WitMotionDecoder:
    """Decoder of ``witmotion``."""

    name = "witmotion"

    def __init__(self) -> None:
        self._buffer = b""
        self._in_step = False
        self._was_in_step = False
        self._gate = Gate()
        self._rate: Vector | None = None
        self._device_t_s: float | None = None
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
        data = self._buffer + chunk
        frames: list[Frame] = []
        at = 0
        while True:
            if not self._in_step:
                at = self._search(data, at)
                if not self._in_step:
                    break
            if len(data) - at < PACKET:
                break
            if not _valid(data, at):
                self._in_step = False
                self._faults += 1
                self._rate = None
                continue
            frames += self._packet(data, at)
            at += PACKET
        self._buffer = data[at:]
        return frames

    def finish(self) -> list[Frame]:
        self._drop()
        self._gate.cut()
        return []

    def cut(self) -> None:
        self._drop()
        self._gate.cut()
        self._rate = self._device_t_s = None

    def _drop(self) -> None:
        self.skipped_bytes += len(self._buffer)
        self._buffer = b""
        self._in_step = False

    def _search(self, data: bytes, at: int) -> int:
        """Where the first chain of valid packets from ``at`` on begins, or may still begin once more bytes are there."""
        start = at
        while True:
            found = data.find(b"\x55", at)
            if found < 0:
                at = len(data)
                break
            at = found
            packets = 0
            while packets < CHAIN and len(data) - at >= (packets + 1) * PACKET and _valid(data, at + packets * PACKET):
                packets += 1
            if packets == CHAIN:
                self._in_step = True
                break
            if len(data) - at < (packets + 1) * PACKET and _may_begin(data, at + packets * PACKET):
                break  # valid so far; the rest is not here yet
            at += 1
        self.skipped_bytes += at - start
        return at

    def _packet(self, data: bytes, at: int) -> list[Frame]:
        kind = data[at + 1]
        if kind == 0x52:
            x, y, z, _ = _FOUR.unpack_from(data, at + 2)
            self._rate = (x * 2000.0 / 32768.0, y * 2000.0 / 32768.0, z * 2000.0 / 32768.0)
        elif kind == 0x50:
            self._device_t_s = _seconds(data, at + 2)
        elif kind == 0x53:
            roll, pitch, _, _ = _FOUR.unpack_from(data, at + 2)
            frame = Frame(up_from_angles(pitch * 180.0 / 32768.0, roll * 180.0 / 32768.0), self._rate, None, self._device_t_s)
            self._rate = self._device_t_s = None
            return self._gate.sift(frame)
        return []


def _valid(data: bytes, at: int) -> bool:
    return data[at] == 0x55 and 0x50 <= data[at + 1] <= 0x5F and sum(data[at : at + 10]) & 0xFF == data[at + 10]


def _may_begin(data: bytes, at: int) -> bool:
    return (len(data) <= at or data[at] == 0x55) and (len(data) <= at + 1 or 0x50 <= data[at + 1] <= 0x5F)


def _seconds(data: bytes, at: int) -> float | None:
    """Packet 50 (year, month, day, hour, minute, second, ms) as seconds; None where the date cannot be."""
    month, day, hour, minute, second = data[at + 1 : at + 6]
    ms = data[at + 6] | data[at + 7] << 8
    if not (1 <= month <= 12 and 1 <= day <= 31 and hour < 24 and minute < 60 and second < 60 and ms < 1000):
        return None
    return float(((day * 24 + hour) * 60 + minute) * 60 + second) + ms / 1000.0


class WitMotionEncoder:
    """A BWT901CL with its default content: acceleration, rate, angles, magnetic field."""

    name = "witmotion"

    def boot(self) -> bytes:
        return b""

    def encode(self, t_s: float, pitch_deg: float, roll_deg: float, rate_dps: Vector | None = None) -> bytes:
        x, y, z = up_from_angles(pitch_deg, roll_deg)
        gx, gy, gz = rate_dps or (0.0, 0.0, 0.0)
        return b"".join((
            _pack(0x51, x * 2048.0, y * 2048.0, z * 2048.0, 2500.0),
            _pack(0x52, gx * 16.384, gy * 16.384, gz * 16.384, 0.0),
            _pack(0x53, roll_deg * 32768.0 / 180.0, pitch_deg * 32768.0 / 180.0, 0.0, 0.0),
            _pack(0x54, 120.0, -200.0, 350.0, 2500.0),
        ))


def _pack(kind: int, *values: float) -> bytes:
    whole = [max(-32768, min(32767, round(v))) for v in values]
    packet = bytes((0x55, kind)) + _FOUR.pack(*whole)
    return packet + bytes((sum(packet) & 0xFF,))
