"""``teapot``: the 14-byte packets of the i2cdevlib MPU-6050 sketch for its Processing demo.

``24 02 w x y z 00 cnt 0D 0A``: a quaternion as int16 big endian / 16384. Its bytes may be any, also 24, 0D and 0A, so packets are
found by their frame and by the quaternion's length, never by line ends. There is no checksum. ``cnt`` counts the packets.
"""

from __future__ import annotations

from math import cos, radians, sin
from struct import Struct

from wobblequest.core.samples import Vector, unit, up_from_quaternion
from wobblequest.input.protocols.frame import Frame
from wobblequest.input.protocols.gate import Gate
from wobblequest.input.protocols.packet_decoder import PacketDecoder, Sample
from wobblequest.input.protocols.packets import INVALID, UNDECIDED, Packets

_HEAD = b"$\x02"
_SIZE = 14
_FOUR = Struct(">4h")
_ONE = 16384.0
_LEAST, _MOST = 0.9 * _ONE * _ONE, 1.1 * _ONE * _ONE
"""Of a quaternion's squared length."""


class TeapotDecoder(PacketDecoder):
    """Decoder of ``teapot``. A frame, a length and an attitude near the last are worth a chain of one where the stream is known."""

    def __init__(self) -> None:
        super().__init__("teapot", Packets(_HEAD, _size_at, chain=3, again=1), _read, gate=Gate(small=True), numbers=256)


def _size_at(data: bytes, at: int) -> int:
    if len(data) - at < _SIZE:
        return UNDECIDED
    if data[at + 10] or data[at + 12] != 0x0D or data[at + 13] != 0x0A:
        return INVALID
    w, x, y, z = _FOUR.unpack_from(data, at + 2)
    return _SIZE if _LEAST <= w * w + x * x + y * y + z * z <= _MOST else INVALID


def _read(packet: bytes) -> Sample:
    return Sample(Frame(unit(up_from_quaternion(*_FOUR.unpack_from(packet, 2)))), packet[11])


class TeapotEncoder:
    """The DMP6 sketch with its teapot output: the boot text is that of the sketch."""

    name = "teapot"

    def __init__(self) -> None:
        self._count = 0

    def boot(self) -> bytes:
        return (
            b"Initializing I2C devices...\r\nTesting device connections...\r\nMPU6050 connection successful\r\n"
            b"\nSend any character to begin DMP programming and demo: \r\nInitializing DMP...\r\n"
            b"Enabling DMP...\r\nDMP ready! Waiting for first interrupt...\r\n"
        )

    def encode(self, t_s: float, pitch_deg: float, roll_deg: float, rate_dps: Vector | None = None) -> bytes:
        p, r = radians(pitch_deg) / 2, radians(roll_deg) / 2
        q = (cos(r) * cos(p), sin(r) * cos(p), cos(r) * sin(p), -sin(r) * sin(p))
        packet = _HEAD + _FOUR.pack(*(round(_ONE * v) for v in q)) + bytes((0, self._count)) + b"\r\n"
        self._count = (self._count + 1) & 0xFF
        return packet
