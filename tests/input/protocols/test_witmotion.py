"""witmotion: scales, time packets, being in step, and what a false start costs."""

from __future__ import annotations

import itertools
from struct import pack

import pytest

from wobblequest.core.samples import angles_from_up
from wobblequest.input.protocols.witmotion import WitMotionDecoder, WitMotionEncoder


def packet(kind: int, payload: bytes) -> bytes:
    head = bytes((0x55, kind)) + payload
    return head + bytes((sum(head) & 0xFF,))


def sample(roll_deg: float = 0.0) -> bytes:
    return WitMotionEncoder().encode(0.0, 4.0, roll_deg, (10.0, -20.0, 30.0))


def test_real_bytes_of_the_data_sheet_scale() -> None:
    angle = packet(0x53, pack("<4h", round(7.46 / 180 * 32768), round(-1.11 / 180 * 32768), 0, -16122))
    decoder = WitMotionDecoder()
    frames = decoder.feed(angle * 4)
    assert len(frames) == 4
    assert angles_from_up(frames[0].up) == pytest.approx((-1.11, 7.46), abs=0.006)
    assert frames[0].rate_dps is None


def test_a_rate_belongs_to_its_own_sample_only() -> None:
    decoder = WitMotionDecoder()
    frames = decoder.feed(sample() + packet(0x53, pack("<4h", 0, 0, 0, 0)) * 4)
    assert frames[0].rate_dps == pytest.approx((10.0, -20.0, 30.0), abs=0.07)
    assert frames[1].rate_dps is None


def test_time_packets_give_device_time() -> None:
    decoder = WitMotionDecoder()
    data = b"".join(packet(0x50, bytes((24, 5, 6, 12, 30, 1)) + pack("<H", 10 * i)) + sample() for i in range(10))
    times = [frame.device_t_s or 0.0 for frame in decoder.feed(data)]
    assert [b - a for a, b in itertools.pairwise(times)] == pytest.approx([0.01] * 9)
    broken = packet(0x50, bytes((24, 13, 40, 99, 99, 99)) + pack("<H", 5)) + sample()
    assert WitMotionDecoder().feed(broken * 2)[0].device_t_s is None


def test_packets_count_only_once_four_in_a_row_are_valid_and_then_all_do() -> None:
    decoder = WitMotionDecoder()
    assert decoder.feed(b"\x55\x53junk" + sample()[:33]) == []
    assert len(decoder.feed(sample()[33:] + sample())) == 2
    assert decoder.skipped_bytes == 6


def test_one_broken_packet_costs_its_own_sample_only() -> None:
    data = bytearray(b"".join(sample(i / 10) for i in range(20)))
    data[44 * 5 + 22 + 4] ^= 0x40  # in the angle packet of sample 5
    decoder = WitMotionDecoder()
    frames = decoder.feed(bytes(data))
    assert len(frames) == 19
    assert decoder.faults == 1
    assert decoder.skipped_bytes == 11


def test_values_beyond_the_scale_are_held_at_its_end() -> None:
    assert WitMotionEncoder().encode(0.0, 0.0, 180.0, (5000.0, 0.0, -5000.0))[12:15] == b"R\xff\x7f"
