"""teapot: quaternions of any sign, bytes that look like line ends, counting."""

from __future__ import annotations

from struct import pack

import pytest

from wobblequest.core.samples import angles_from_up
from wobblequest.input.protocols.teapot import TeapotDecoder, TeapotEncoder


def packet(w: int, x: int, y: int, z: int, count: int) -> bytes:
    return b"$\x02" + pack(">4h", w, x, y, z) + bytes((0, count)) + b"\r\n"


def test_heads_and_line_ends_occur_as_data() -> None:
    # x = 0D0A, y = 2402 as they would stand in a packet of their own
    data = b"".join(packet(12800, 0x0D0A, 0x2402, 1000 + i, i) for i in range(20))
    decoder = TeapotDecoder()
    assert len(decoder.feed(data)) == 20
    assert decoder.skipped_bytes == 0


def test_both_signs_of_a_quaternion_are_one_attitude() -> None:
    up = TeapotDecoder().feed(packet(16270, 1927, 0, 0, 0) * 3)[0].up
    assert TeapotDecoder().feed(packet(-16270, -1927, 0, 0, 0) * 3)[0].up == up
    assert angles_from_up(up) == pytest.approx((0.0, 13.51), abs=0.01)


def test_a_quaternion_of_another_length_is_no_packet() -> None:
    assert TeapotDecoder().feed(packet(16384, 8000, 0, 0, 0) * 9) == []
    assert TeapotDecoder().feed(packet(1000, 1000, 0, 0, 0) * 9) == []


def test_lost_packets_are_counted() -> None:
    encoder = TeapotEncoder()
    packets = [encoder.encode(0, 1.0, 2.0) for _ in range(300)]
    decoder = TeapotDecoder()
    assert len(decoder.feed(b"".join(packets[:100] + packets[103:]))) == 297
    assert decoder.faults == 3
