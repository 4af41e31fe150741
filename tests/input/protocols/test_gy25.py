"""gy25: no head to speak of, no sum, and yet only one step is possible."""

from __future__ import annotations

from struct import pack

import pytest

from wobblequest.core.samples import angles_from_up
from wobblequest.input.protocols.gy25 import Gy25Decoder, Gy25Encoder


def frame(yaw: int, pitch: int, roll: int) -> bytes:
    return b"\xaa" + pack(">3h", yaw, pitch, roll) + b"\x55"


def test_angles_of_both_signs() -> None:
    frames = Gy25Decoder().feed(frame(-17999, -1234, 17950) * 6)
    assert len(frames) == 6
    assert angles_from_up(frames[0].up) == pytest.approx((-12.34, 179.5))


def test_six_frames_begin_a_stream() -> None:
    decoder = Gy25Decoder()
    assert decoder.feed(frame(0, 0, 0) * 5) == []
    assert len(decoder.feed(frame(0, 0, 0))) == 6


@pytest.mark.parametrize("angles", [(0xAA, 0x55, 0xAA), (0x55, 0xAA, 0x55), (0xAA, 0xAA, 0xAA), (0x55AA - 0x5500, 0x55, 0x55)])
def test_the_marks_as_low_bytes_never_shift_the_step(angles: tuple[int, int, int]) -> None:
    data = frame(*angles) * 30
    right = angles[1] / 100, angles[2] / 100
    for start in range(8):
        frames = Gy25Decoder().feed(data[start:])
        assert len(frames) == (30 if start == 0 else 29)
        assert all(angles_from_up(f.up) == pytest.approx(right) for f in frames)


def test_angles_beyond_180_degrees_are_no_frame() -> None:
    assert Gy25Decoder().feed(frame(0, 18001, 0) * 20) == []


def test_one_flipped_byte_costs_one_frame_and_a_wild_angle_none_but_itself() -> None:
    encoder = Gy25Encoder()
    data = bytearray(b"".join(encoder.encode(0, i / 10, 0.0) for i in range(40)))
    data[8 * 12] = 0
    data[8 * 20 + 3] ^= 0x20  # pitch jumps by 82 degrees
    decoder = Gy25Decoder()
    assert len(decoder.feed(bytes(data))) == 38
    assert decoder.faults == 2
