"""witmotion-ble: real bytes, replies between, knocks, and a bridge that cuts frames up."""

from __future__ import annotations

from struct import pack

import pytest

from wobblequest.core.samples import angles_from_up
from wobblequest.input.protocols.witmotion_ble import WitMotionBleDecoder, WitMotionBleEncoder

REAL = bytes.fromhex("556135FF59FF0A08000000000000B9FC") + pack("<2h", 1035, 0)
"""The first 16 bytes are of a real notification: acceleration −0.099, −0.082, 1.005 g, roll −4.61°; then a pitch and a yaw."""


def frame(g: float, roll: int = 0) -> bytes:
    return b"\x55\x61" + pack("<9h", 0, 0, round(2048 * g), 0, 0, 0, roll, 0, 0)


def test_real_bytes() -> None:
    frames = WitMotionBleDecoder().feed(REAL * 3)
    assert len(frames) == 3
    assert angles_from_up(frames[0].up) == pytest.approx((5.685, -4.61), abs=0.005)
    assert frames[0].rate_dps == (0.0, 0.0, 0.0)
    assert frames[0].accel_g is None


def test_a_stream_begins_with_frames_of_a_board_that_lies_or_is_carried() -> None:
    assert WitMotionBleDecoder().feed(frame(0.1) * 10) == []
    assert WitMotionBleDecoder().feed(frame(5.0) * 10) == []


def test_a_knock_against_the_floor_loses_nothing() -> None:
    decoder = WitMotionBleDecoder()
    assert len(decoder.feed(frame(1.0) * 5 + frame(7.5) + frame(1.0) * 5)) == 11
    assert decoder.faults == 0


def test_a_reply_between_frames_is_no_sample_and_no_fault() -> None:
    decoder = WitMotionBleDecoder()
    assert len(decoder.feed(frame(1.0) * 5 + b"\x55\x71\x3a\x00" + bytes(16) + frame(1.0) * 5)) == 10
    assert (decoder.faults, decoder.skipped_bytes) == (0, 0)


def test_the_rate_comes_with_the_frame() -> None:
    frames = WitMotionBleDecoder().feed(WitMotionBleEncoder().encode(0.0, 1.0, 2.0, (10.0, -20.0, 30.0)) * 3)
    assert frames[0].rate_dps == pytest.approx((10.0, -20.0, 30.0), abs=0.04)


def test_a_shifted_frame_is_not_believed() -> None:
    decoder = WitMotionBleDecoder()
    data = b"".join(frame(1.0, i * 10) for i in range(30))
    frames = decoder.feed(data[:205] + b"\x99" + data[205:])
    assert len(frames) == 29
    assert decoder.faults == 1
