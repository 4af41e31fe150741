"""``bno-rvc``: the 19-byte frames of a BNO085 or BNO086 in its UART-RVC mode, 100 a second.

``AA AA idx yaw pitch roll ax ay az MI MR rsv SUM``: int16 little endian in 0.01° and mg, the sum over bytes 2 to 17. Angles are
applied yaw, pitch, roll (ZYX), so they are the sensor's own. ``idx`` counts the frames; those that never came are faults.
Source: CEVA BNO08X data sheet 1000-3927. Resellers send the same frame with angles swapped or turned round: calibration finds out.
"""

from __future__ import annotations

from struct import Struct

from wobblequest.core.samples import Vector, up_from_angles
from wobblequest.input.protocols.frame import Frame
from wobblequest.input.protocols.packet_decoder import PacketDecoder, Sample
from wobblequest.input.protocols.packets import INVALID, UNDECIDED, Packets

_HEAD = b"\xaa\xaa"
_SIZE = 19
_ANGLES = Struct("<3h")
_BODY = Struct("<B6h3B")


class RvcDecoder(PacketDecoder):
    """Decoder of ``bno-rvc``."""

    def __init__(self) -> None:
        super().__init__("bno-rvc", Packets(_HEAD, _size_at, chain=3, again=1), _read, numbers=256)


def _size_at(data: bytes, at: int) -> int:
    if len(data) - at < _SIZE:
        return UNDECIDED
    if sum(data[at + 2 : at + 18]) & 0xFF != data[at + 18]:
        return INVALID
    yaw, pitch, roll = _ANGLES.unpack_from(data, at + 3)
    return _SIZE if abs(yaw) <= 18000 and abs(pitch) <= 9000 and abs(roll) <= 18000 else INVALID


def _read(packet: bytes) -> Sample:
    _, pitch, roll = _ANGLES.unpack_from(packet, 3)
    return Sample(Frame(up_from_angles(pitch / 100.0, roll / 100.0)), packet[2])


class RvcEncoder:
    """A BNO085, with the banner it prints after a reset."""

    name = "bno-rvc"

    def __init__(self) -> None:
        self._index = 0

    def boot(self) -> bytes:
        return b"%Hillcrest Labs 10003608\r\n%SW Ver 3.2.7\r\n%(c) 2017 Hillcrest Laboratories, Inc.\r\n"

    def encode(self, t_s: float, pitch_deg: float, roll_deg: float, rate_dps: Vector | None = None) -> bytes:
        x, y, z = (round(1000 * v) for v in up_from_angles(pitch_deg, roll_deg))
        body = _BODY.pack(self._index, 0, round(100 * pitch_deg), round(100 * roll_deg), x, y, z, 0, 0, 0)
        self._index = (self._index + 1) & 0xFF
        return _HEAD + body + bytes((sum(body) & 0xFF,))
