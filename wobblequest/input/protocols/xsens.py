"""``xsens``: MTData2 messages of Movella/Xsens MTi sensors.

``FA FF MID LEN data SUM``, all bytes after FA adding up to 0; LEN FF means that a 16-bit length follows. MTData2 (MID 36) is a row of
items, ``DID size payload``, big endian; the low two bits of a DID say how its numbers are written, the next two name the earth's axes.
A quaternion or Euler angles give the attitude as sent, whatever those axes are; acceleration counts only where neither is there.
The packet counter finds what was lost, the fine time (100 µs) is the device's time.
"""

from __future__ import annotations

from collections.abc import Callable
from math import degrees, hypot
from struct import Struct, unpack_from

from wobblequest.core.samples import Vector, unit, up_from_angles, up_from_quaternion
from wobblequest.input.protocols.frame import Frame
from wobblequest.input.protocols.gate import Gate
from wobblequest.input.protocols.packet_decoder import PacketDecoder, Sample
from wobblequest.input.protocols.packets import INVALID, UNDECIDED, Packets

_HEAD = b"\xfa\xff"
_MTDATA2 = 0x36
_LONGEST = 2048
"""Bytes of data: what an MTi can send at most."""
_TICKS_PER_S = 10_000.0
_G = 9.80665
_COUNTER, _TIME_FINE, _QUATERNION, _EULER, _ACCELERATION, _RATE = 0x1020, 0x1060, 0x2010, 0x2030, 0x4020, 0x8020


class XsensDecoder(PacketDecoder):
    """Decoder of ``xsens``. Head, items that fill the message exactly, and the sum are enough to trust one where the stream is known."""

    def __init__(self) -> None:
        super().__init__("xsens", Packets(_HEAD, _size_at, chain=2, again=1), _read, gate=Gate(_TICKS_PER_S), numbers=65536)


def _size_at(data: bytes, at: int) -> int:
    if len(data) - at < 4:
        return UNDECIDED
    if data[at + 3] != 0xFF:
        return _whole(data, at, 4, data[at + 3])
    if len(data) - at < 6:
        return UNDECIDED
    length = int.from_bytes(data[at + 4 : at + 6], "big")
    return _whole(data, at, 6, length) if length <= _LONGEST else INVALID


def _whole(data: bytes, at: int, head: int, length: int) -> int:
    size = head + length + 1
    if len(data) - at < size:
        return UNDECIDED
    if sum(data[at + 1 : at + size]) & 0xFF:
        return INVALID
    return size if data[at + 2] != _MTDATA2 or _items(data[at + head : at + size - 1]) is not None else INVALID


def _items(payload: bytes) -> list[tuple[int, bytes]] | None:
    """(DID, data) of each item; None where the items do not fill the payload exactly."""
    items: list[tuple[int, bytes]] = []
    at, size = 0, len(payload)
    while at + 3 <= size:
        end = at + 3 + payload[at + 2]
        items.append((payload[at] << 8 | payload[at + 1], payload[at + 3 : end]))
        at = end
    return items if at == size else None


def _read(packet: bytes) -> Sample | None:
    """The sample of a message; None where it carries no tilt. Raises ValueError for numbers that cannot be."""
    if packet[2] != _MTDATA2:
        return None
    number: int | None = None
    device_t_s: float | None = None
    up: Vector | None = None
    rate: Vector | None = None
    acceleration: list[float] | None = None
    for did, data in _items(packet[6 if packet[3] == 0xFF else 4 : -1]) or ():
        if did == _COUNTER and len(data) == 2:
            number = int.from_bytes(data, "big")
        elif did == _TIME_FINE and len(data) == 4:
            device_t_s = int.from_bytes(data, "big") / _TICKS_PER_S
        elif did & 0xFFF0 == _QUATERNION:
            up = _up_of_quaternion(_numbers(did, data, 4))
        elif did & 0xFFF0 == _EULER and up is None:
            up = _up_of_euler(_numbers(did, data, 3))
        elif did & 0xFFF0 == _ACCELERATION:
            acceleration = _numbers(did, data, 3)
        elif did & 0xFFF0 == _RATE:
            x, y, z = _numbers(did, data, 3)
            rate = (degrees(x), degrees(y), degrees(z))
    if up is not None:
        return Sample(Frame(up, rate, None, device_t_s), number)
    if acceleration is None:
        return None
    x, y, z = acceleration
    length = hypot(x, y, z)
    if not 0.0 < length < 1000.0:
        raise ValueError("no acceleration")
    return Sample(Frame((x / length, y / length, z / length), rate, length / _G, device_t_s), number)


def _up_of_quaternion(q: list[float]) -> Vector:
    if not 0.9 <= sum(v * v for v in q) <= 1.1:
        raise ValueError("no unit quaternion")
    return unit(up_from_quaternion(*q))


def _up_of_euler(angles: list[float]) -> Vector:
    roll, pitch, _ = angles
    if abs(pitch) > 90.01 or abs(roll) > 180.01:
        raise ValueError("no angles")
    return up_from_angles(pitch, roll)


def _fp1220(data: bytes, count: int) -> list[float]:
    return [v / 2.0**20 for v in unpack_from(f">{count}i", data)]


def _fp1632(data: bytes, count: int) -> list[float]:
    """Six bytes each: the 32 bits behind the point first, then the 16 before it."""
    parts = unpack_from(">" + "Ih" * count, data)
    return [whole + part / 2.0**32 for part, whole in zip(parts[::2], parts[1::2], strict=True)]


_WRITTEN: tuple[tuple[int, Callable[[bytes, int], list[float]]], ...] = (
    (4, lambda data, count: list(unpack_from(f">{count}f", data))), (4, _fp1220), (6, _fp1632),
    (8, lambda data, count: list(unpack_from(f">{count}d", data))),
)
"""(bytes, reader) by the low two bits of a DID."""


def _numbers(did: int, data: bytes, count: int) -> list[float]:
    size, read = _WRITTEN[did & 3]
    if len(data) != size * count:
        raise ValueError("an item of another size")
    numbers = read(data, count)
    for v in numbers:
        if not -1e6 < v < 1e6:  # NaN is neither
            raise ValueError("no numbers")
    return numbers


class XsensEncoder:
    """An MTi that sends counter, time, Euler angles, acceleration, rate and status."""

    name = "xsens"
    _LAYOUT = Struct(">HBH HBI HB3f HB3f HB3f HBI")

    def __init__(self) -> None:
        self._count = 0

    def boot(self) -> bytes:
        return _HEAD + b"\x3e\x00\xc3"

    def encode(self, t_s: float, pitch_deg: float, roll_deg: float, rate_dps: Vector | None = None) -> bytes:
        x, y, z = up_from_angles(pitch_deg, roll_deg)
        gx, gy, gz = rate_dps or (0.0, 0.0, 0.0)
        payload = self._LAYOUT.pack(
            _COUNTER, 2, self._count, _TIME_FINE, 4, round(t_s * _TICKS_PER_S) & 0xFFFFFFFF, _EULER, 12, roll_deg, pitch_deg, 0.0,
            _ACCELERATION, 12, x * _G, y * _G, z * _G, _RATE, 12, gx / degrees(1), gy / degrees(1), gz / degrees(1), 0xE020, 4, 0x00400003,
        )
        self._count = (self._count + 1) & 0xFFFF
        message = bytes((0xFF, _MTDATA2, len(payload))) + payload
        return b"\xfa" + message + bytes((-sum(message) & 0xFF,))
