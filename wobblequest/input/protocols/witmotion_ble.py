"""``witmotion-ble``: frames of 20 bytes, ``55 61`` and nine int16, of WT901BLECL, BWT901BLE5 and WT9011DCL.

``ax ay az wx wy wz roll pitch yaw``, little endian, at the scales of `witmotion`; no checksum. A stream is begun by three frames
whose acceleration is that of a board that lies or is carried about, 0.3 to 4 g; one in step may be of a board that knocks against
the floor. A bridge may cut a frame into several notifications. ``55 71`` is the reply to a request, of the same size.
"""

from __future__ import annotations

from struct import Struct

from wobblequest.core.samples import Vector, up_from_angles
from wobblequest.input.protocols.frame import Frame
from wobblequest.input.protocols.gate import Gate
from wobblequest.input.protocols.packet_decoder import PacketDecoder, Sample
from wobblequest.input.protocols.packets import INVALID, UNDECIDED, Packets

_HEAD = b"\x55"
_DATA, _REPLY = 0x61, 0x71
_SIZE = 20
_NINE = Struct("<9h")
_PER_G = 2048.0
_DPS = 2000.0 / 32768.0
_DEG = 180.0 / 32768.0
_STREAM_G2 = ((0.3 * _PER_G) ** 2, (4.0 * _PER_G) ** 2)
_IN_STEP_G2 = ((0.02 * _PER_G) ** 2, (10.0 * _PER_G) ** 2)


class WitMotionBleDecoder(PacketDecoder):
    """Decoder of ``witmotion-ble``."""

    def __init__(self) -> None:
        packets = Packets(_HEAD, _begins, chain=3, again=1, in_step=_follows, look_back=_SIZE - 1)
        super().__init__("witmotion-ble", packets, _read, gate=Gate(small=True))


def _begins(data: bytes, at: int) -> int:
    return _judge(data, at, _STREAM_G2)


def _follows(data: bytes, at: int) -> int:
    if len(data) - at >= _SIZE and data[at + 1] == _REPLY:
        return _SIZE
    return _judge(data, at, _IN_STEP_G2)


def _judge(data: bytes, at: int, g2: tuple[float, float]) -> int:
    if len(data) - at >= 2 and data[at + 1] not in (_DATA, _REPLY):
        return INVALID
    if len(data) - at < _SIZE:
        return UNDECIDED
    if data[at + 1] != _DATA:
        return INVALID
    x, y, z, _, _, _, _, pitch, _ = _NINE.unpack_from(data, at + 2)
    return _SIZE if g2[0] <= x * x + y * y + z * z <= g2[1] and abs(pitch) <= 16384 else INVALID


def _read(packet: bytes) -> Sample | None:
    if packet[1] != _DATA:
        return None
    _, _, _, gx, gy, gz, roll, pitch, _ = _NINE.unpack_from(packet, 2)
    return Sample(Frame(up_from_angles(pitch * _DEG, roll * _DEG), (gx * _DPS, gy * _DPS, gz * _DPS)))


class WitMotionBleEncoder:
    """A WT901BLECL on its USB socket."""

    name = "witmotion-ble"

    def boot(self) -> bytes:
        return b""

    def encode(self, t_s: float, pitch_deg: float, roll_deg: float, rate_dps: Vector | None = None) -> bytes:
        values = (
            *(v * _PER_G for v in up_from_angles(pitch_deg, roll_deg)), *(v / _DPS for v in rate_dps or (0.0, 0.0, 0.0)),
            roll_deg / _DEG, pitch_deg / _DEG, 0.0,
        )
        return bytes((0x55, _DATA)) + _NINE.pack(*(max(-32768, min(32767, round(v))) for v in values))
