"""``mip``: the packets of LORD/MicroStrain sensors.

``75 65 set len fields ck1 ck2``: fields are ``len id payload``, big endian floats; the two last bytes are a Fletcher sum of all before.
Of set 80 (IMU data) quaternion 0A or Euler angles 0C (rad) give the attitude as sent; acceleration 04 (g) counts only where neither
is sent; 05 is the rate (rad/s). Their axes (z down in most of these sensors) are left as they are: calibration finds out.
"""

from __future__ import annotations

from itertools import accumulate
from math import degrees, hypot, radians
from struct import pack, unpack

from wobblequest.core.samples import Vector, unit, up_from_angles, up_from_quaternion
from wobblequest.input.protocols.frame import Frame
from wobblequest.input.protocols.packet_decoder import PacketDecoder, Sample
from wobblequest.input.protocols.packets import INVALID, UNDECIDED, Packets

_HEAD = b"ue"
_IMU = 0x80
_ACCELERATION, _RATE, _QUATERNION, _EULER = 0x04, 0x05, 0x0A, 0x0C
_FLOATS = {_ACCELERATION: 3, _RATE: 3, _QUATERNION: 4, _EULER: 3}


class MipDecoder(PacketDecoder):
    """Decoder of ``mip``. Sixteen bits of sum are enough to trust one packet where the stream is known."""

    def __init__(self) -> None:
        super().__init__("mip", Packets(_HEAD, _size_at, chain=2, again=1), _read)


def _size_at(data: bytes, at: int) -> int:
    if len(data) - at < 4 or len(data) - at < 6 + data[at + 3]:
        return UNDECIDED
    size = 6 + data[at + 3]
    if data[at + size - 2 : at + size] != _fletcher(data[at : at + size - 2]):
        return INVALID
    return size if _fields(data[at + 4 : at + size - 2]) is not None else INVALID


def _fletcher(data: bytes) -> bytes:
    return bytes((sum(data) & 0xFF, sum(accumulate(data)) & 0xFF))


def _fields(payload: bytes) -> list[tuple[int, bytes]] | None:
    """(id, data) of each field; None where the fields do not fill the payload exactly."""
    fields: list[tuple[int, bytes]] = []
    at = 0
    while at < len(payload):
        size = payload[at]
        if size < 2 or at + size > len(payload):
            return None
        fields.append((payload[at + 1], payload[at + 2 : at + size]))
        at += size
    return fields


def _read(packet: bytes) -> Sample | None:
    """The sample of a packet; None where it carries no tilt. Raises ValueError for numbers that cannot be."""
    if packet[2] != _IMU:
        return None
    values = {kind: _numbers(kind, data) for kind, data in _fields(packet[4:-2]) or () if kind in _FLOATS}
    rate: Vector | None = None
    if _RATE in values:
        x, y, z = values[_RATE]
        rate = (degrees(x), degrees(y), degrees(z))
    if _QUATERNION in values:
        q = values[_QUATERNION]
        if not 0.9 <= sum(v * v for v in q) <= 1.1:
            raise ValueError("no unit quaternion")
        return Sample(Frame(unit(up_from_quaternion(*q)), rate))
    if _EULER in values:
        roll_deg, pitch_deg, _ = map(degrees, values[_EULER])
        if abs(pitch_deg) > 90.01 or abs(roll_deg) > 180.01:
            raise ValueError("no angles")
        return Sample(Frame(up_from_angles(pitch_deg, roll_deg), rate))
    if _ACCELERATION not in values:
        return None
    x, y, z = values[_ACCELERATION]
    length = hypot(x, y, z)
    if not 0.0 < length < 100.0:
        raise ValueError("no acceleration")
    return Sample(Frame((x / length, y / length, z / length), rate, length))


def _numbers(kind: int, data: bytes) -> tuple[float, ...]:
    if len(data) != 4 * _FLOATS[kind]:
        raise ValueError("a field of another size")
    numbers = unpack(f">{_FLOATS[kind]}f", data)
    for v in numbers:
        if not -1e6 < v < 1e6:  # NaN is neither
            raise ValueError("no numbers")
    return numbers


class MipEncoder:
    """A 3DM that streams acceleration, rate and Euler angles."""

    name = "mip"

    def boot(self) -> bytes:
        return b""

    def encode(self, t_s: float, pitch_deg: float, roll_deg: float, rate_dps: Vector | None = None) -> bytes:
        fields = (
            (_ACCELERATION, up_from_angles(pitch_deg, roll_deg)), (_RATE, tuple(map(radians, rate_dps or (0.0, 0.0, 0.0)))),
            (_EULER, (radians(roll_deg), radians(pitch_deg), 0.0)),
        )
        payload = b"".join(bytes((14, kind)) + pack(">3f", *values) for kind, values in fields)
        packet = _HEAD + bytes((_IMU, len(payload))) + payload
        return packet + _fletcher(packet)
