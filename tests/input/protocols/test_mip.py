"""mip: fields, sums, and which of them is the tilt."""

from __future__ import annotations

from math import radians
from struct import pack

import pytest

from wobblequest.core.samples import angles_from_up
from wobblequest.input.protocols.mip import MipDecoder, MipEncoder


def packet(*fields: bytes, kind: int = 0x80) -> bytes:
    payload = b"".join(fields)
    data = b"ue" + bytes((kind, len(payload))) + payload
    one = two = 0
    for byte in data:
        one = (one + byte) & 0xFF
        two = (two + one) & 0xFF
    return data + bytes((one, two))


def field(kind: int, *values: float) -> bytes:
    return bytes((2 + 4 * len(values), kind)) + pack(f">{len(values)}f", *values)


ACCELERATION = field(0x04, 0.0, 0.5, 0.8660254)
RATE = field(0x05, 0.0, radians(20.0), 0.0)
EULER = field(0x0C, radians(-12.5), radians(7.25), 3.0)
QUATERNION = field(0x0A, 0.9961947, 0.0871557, 0.0, 0.0)


def test_the_encoder_sends_what_the_document_says() -> None:
    sent = MipEncoder().encode(0.0, 7.25, -12.5, (0.0, 20.0, 0.0))
    assert sent[:6] == b"ue\x80\x2a\x0e\x04"
    frames = MipDecoder().feed(sent * 2)
    assert angles_from_up(frames[0].up) == pytest.approx((7.25, -12.5), abs=1e-5)
    assert frames[0].rate_dps == pytest.approx((0.0, 20.0, 0.0), abs=1e-5)
    assert frames[0].accel_g is None


def test_a_quaternion_goes_before_angles_and_these_before_acceleration() -> None:
    assert angles_from_up(MipDecoder().feed(packet(ACCELERATION, EULER, QUATERNION) * 2)[0].up) == pytest.approx((0.0, 10.0), abs=1e-4)
    assert angles_from_up(MipDecoder().feed(packet(ACCELERATION, EULER) * 2)[0].up) == pytest.approx((7.25, -12.5), abs=1e-5)
    frame = MipDecoder().feed(packet(ACCELERATION, RATE) * 2)[0]
    assert angles_from_up(frame.up) == pytest.approx((0.0, 30.0), abs=1e-4)
    assert frame.accel_g == pytest.approx(1.0)
    assert frame.rate_dps == pytest.approx((0.0, 20.0, 0.0), abs=1e-5)


def test_where_attitude_is_sent_at_all_acceleration_alone_gives_no_frame() -> None:
    assert len(MipDecoder().feed((packet(EULER) + packet(ACCELERATION) * 3) * 10)) == 10


def test_other_sets_carry_no_sample_and_are_no_fault() -> None:
    decoder = MipDecoder()
    assert len(decoder.feed(packet(EULER) + packet(field(0x01, 1.0), kind=0x82) + packet(EULER))) == 2
    assert (decoder.faults, decoder.skipped_bytes) == (0, 0)


def test_both_bytes_of_the_sum_count() -> None:
    good = packet(EULER)
    for place in (-1, -2, 8):
        bad = bytearray(good)
        bad[place] ^= 0x10
        decoder = MipDecoder()
        assert len(decoder.feed(good * 2 + bytes(bad) + good)) == 3
        assert decoder.faults == 1


def test_numbers_that_cannot_be_are_faults() -> None:
    decoder = MipDecoder()
    assert decoder.feed(packet(field(0x0C, 0.0, 2.0, 0.0)) * 2 + packet(field(0x0A, 1.0, 1.0, 0.0, 0.0)) * 2) == []
    assert decoder.feed(packet(field(0x04, 0.0, 0.0, 0.0)) + packet(field(0x0C, 1.0)) + packet(field(0x04, float("inf"), 0.0, 0.0))) == []
    assert decoder.faults == 7
