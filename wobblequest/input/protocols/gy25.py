"""``gy25``: the 8-byte frames of GY-25 modules, ``AA yaw pitch roll 55``, int16 big endian in 0.01°.

There is no checksum, so six frames in a row begin a stream. Once they do, the step is certain: shifted by any number of bytes, an
AA or a 55 would have to be the high byte of an angle, and either is beyond 180°.
"""

from __future__ import annotations

from struct import Struct

from wobblequest.core.samples import Vector, up_from_angles
from wobblequest.input.protocols.frame import Frame
from wobblequest.input.protocols.gate import Gate
from wobblequest.input.protocols.packet_decoder import PacketDecoder, Sample
from wobblequest.input.protocols.packets import INVALID, UNDECIDED, Packets

_HEAD = b"\xaa"
_SIZE = 8
_ANGLES = Struct(">3h")
_MOST = 18000


class Gy25Decoder(PacketDecoder):
    """Decoder of ``gy25``."""

    def __init__(self) -> None:
        super().__init__("gy25", Packets(_HEAD, _size_at, chain=6, again=1), _read, gate=Gate(small=True))


def _size_at(data: bytes, at: int) -> int:
    if len(data) - at < _SIZE:
        return UNDECIDED
    if data[at + 7] != 0x55:
        return INVALID
    yaw, pitch, roll = _ANGLES.unpack_from(data, at + 1)
    return _SIZE if abs(yaw) <= _MOST and abs(pitch) <= _MOST and abs(roll) <= _MOST else INVALID


def _read(packet: bytes) -> Sample:
    _, pitch, roll = _ANGLES.unpack_from(packet, 1)
    return Sample(Frame(up_from_angles(pitch / 100.0, roll / 100.0)))


class Gy25Encoder:
    """A GY-25 that was told to send by itself (``A5 52``)."""

    name = "gy25"

    def boot(self) -> bytes:
        return b""

    def encode(self, t_s: float, pitch_deg: float, roll_deg: float, rate_dps: Vector | None = None) -> bytes:
        return _HEAD + _ANGLES.pack(0, round(100 * pitch_deg), round(100 * roll_deg)) + b"\x55"


class SleepingGy25Encoder(Gy25Encoder):
    """A GY-25 as it wakes up: silent until it is told to send by itself."""

    _order = b"\xa5\x52"

    def __init__(self) -> None:
        self._tail = b""
        self._awake = False

    def boot(self) -> bytes:
        self._awake = False
        return b""

    def answer(self, data: bytes) -> bytes:
        heard = self._tail + data
        self._awake = self._awake or self._order in heard
        self._tail = heard[-1:]
        return b""

    def encode(self, t_s: float, pitch_deg: float, roll_deg: float, rate_dps: Vector | None = None) -> bytes:
        return super().encode(t_s, pitch_deg, roll_deg, rate_dps) if self._awake else b""
