"""xsens: real messages' framing, every way of writing numbers, long messages, counting and time."""

from __future__ import annotations

from struct import pack

import pytest

from wobblequest.core.samples import angles_from_up
from wobblequest.input.protocols.xsens import XsensDecoder, XsensEncoder


def message(payload: bytes, kind: int = 0x36, long: bool = False) -> bytes:
    size = b"\xff" + pack(">H", len(payload)) if long or len(payload) > 254 else bytes((len(payload),))
    body = b"\xff" + bytes((kind,)) + size + payload
    return b"\xfa" + body + bytes((-sum(body) & 0xFF,))


def item(did: int, data: bytes) -> bytes:
    return pack(">HB", did, len(data)) + data


EULER = (-12.5, 7.25, 170.0)
"""Roll, pitch, yaw: exact in every way of writing."""


def fp1220(values: tuple[float, ...]) -> bytes:
    return pack(f">{len(values)}i", *(round(v * 2**20) for v in values))


def fp1632(values: tuple[float, ...]) -> bytes:
    return b"".join(pack(">IH", round(v * 2**32) & 0xFFFFFFFF, round(v * 2**32) >> 32 & 0xFFFF) for v in values)


@pytest.mark.parametrize(("did", "data"), [
    (0x2030, pack(">3f", *EULER)), (0x2031, fp1220(EULER)), (0x2032, fp1632(EULER)), (0x2033, pack(">3d", *EULER)),
    (0x2034, pack(">3f", *EULER)), (0x2038, pack(">3f", *EULER)),
])
@pytest.mark.parametrize("long", [False, True])
def test_angles_however_they_are_written(did: int, data: bytes, long: bool) -> None:
    frames = XsensDecoder().feed(message(item(did, data), long=long) * 2)
    assert len(frames) == 2
    assert angles_from_up(frames[0].up) == pytest.approx((7.25, -12.5))


def test_a_quaternion_goes_before_angles_and_acceleration() -> None:
    q = item(0x2010, pack(">4f", 0.9961947, 0.0871557, 0.0, 0.0))
    frames = XsensDecoder().feed(message(item(0x4020, pack(">3f", 9.8, 0, 0)) + item(0x2030, pack(">3f", *EULER)) + q) * 2)
    assert angles_from_up(frames[0].up) == pytest.approx((0.0, 10.0), abs=1e-4)
    assert frames[0].accel_g is None


def test_acceleration_alone_is_to_be_fused() -> None:
    frames = XsensDecoder().feed(message(item(0x4020, pack(">3f", 0.0, 0.0, 9.80665)) + item(0x8020, pack(">3f", 0.1, 0, 0))) * 2)
    assert frames[0].up == pytest.approx((0.0, 0.0, 1.0))
    assert frames[0].accel_g == pytest.approx(1.0)
    assert frames[0].rate_dps == pytest.approx((5.7296, 0.0, 0.0), abs=1e-4)


def test_messages_that_carry_no_tilt_are_part_of_the_stream() -> None:
    sample = message(item(0x2030, pack(">3f", *EULER)))
    decoder = XsensDecoder()
    frames = decoder.feed(message(b"", 0x3E) + message(b"", 0x31) + sample + message(item(0xE020, bytes(4))) + sample)
    assert len(frames) == 2
    assert (decoder.faults, decoder.skipped_bytes) == (0, 0)
    assert message(b"", 0x3E) == XsensEncoder().boot()


def test_numbers_that_cannot_be_are_faults() -> None:
    decoder = XsensDecoder()
    assert decoder.feed(message(item(0x2030, pack(">3f", 1.0, float("nan"), 0.0))) * 3) == []
    assert decoder.feed(message(item(0x2010, pack(">4f", 2.0, 0, 0, 0))) * 3) == []
    assert decoder.faults == 6
    assert decoder.feed(message(item(0x2030, b"\x00\x00")) * 3) == []


def test_lost_messages_are_counted_and_the_time_goes_on_over_its_turn() -> None:
    encoder = XsensEncoder()
    start_s = 2.0**32 / 10_000 - 0.5
    messages = [encoder.encode(start_s + i / 100, 1.0, 2.0) for i in range(100)]
    decoder = XsensDecoder()
    frames = decoder.feed(b"".join(messages[:30] + messages[37:]))
    assert len(frames) == 93
    assert decoder.faults == 7
    times = [frame.device_t_s or 0.0 for frame in frames]
    assert times[-1] - times[0] == pytest.approx(0.99)
    assert times == sorted(times)


def test_a_false_head_that_claims_a_long_message_hides_nothing() -> None:
    encoder = XsensEncoder()
    messages = b"".join(encoder.encode(i / 100, 1.0, 2.0) for i in range(10))
    decoder = XsensDecoder()
    frames = decoder.feed(messages + b"\xfa\xff\x36\xfe" + messages[:200]) + decoder.finish()
    assert len(frames) == 12
