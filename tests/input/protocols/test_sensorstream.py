from __future__ import annotations

from math import degrees

import pytest

from wobblequest.core.samples import angles_from_up
from wobblequest.input.protocols.decoder import Decoder, Encoder
from wobblequest.input.protocols.sensorstream import SensorstreamDecoder, SensorstreamEncoder


def decode(*lines: str) -> tuple[SensorstreamDecoder, list[tuple[float, ...] | None], list[float]]:
    """(decoder, rates of the frames in rad/s, lengths in g)"""
    decoder = SensorstreamDecoder()
    frames = decoder.feed("".join(line + "\n" for line in lines).encode()) + decoder.finish()
    rates = [None if f.rate_dps is None else tuple(round(r * 3.141592653589793 / 180, 6) for r in f.rate_dps) for f in frames]
    return decoder, rates, [f.accel_g or 0.0 for f in frames]


def packet(i: int, rest: str = "") -> str:
    return f"{890 + i / 100:.5f}, 3,   0.076,  9.809,  0.565{rest}"


def test_the_roles_are_kept() -> None:
    decoder: Decoder = SensorstreamDecoder()
    encoder: Encoder = SensorstreamEncoder()
    assert decoder.name == encoder.name == "sensorstream"
    sent = encoder.encode(1.5, 0.0, 0.0, (180.0, 0.0, 0.0))
    assert sent == b"1.50000, 3, -0.000000,  0.000000,  9.806650, 4,  3.141593,  0.000000,  0.000000\n"


def test_axes_units_and_time_are_the_phones() -> None:
    decoder = SensorstreamDecoder()
    lines = [packet(i, ", 4,  0.100, -0.200,  0.300, 5,  20.1,-3.4, 44.9, 86, 31.5") for i in range(20)]
    frames = decoder.feed("\n".join(lines).encode() + b"\n")
    assert len(frames) == 20
    pitch_deg, roll_deg = angles_from_up(frames[0].up)  # upright, its top up
    assert pitch_deg == pytest.approx(-0.44, abs=0.01)
    assert roll_deg == pytest.approx(86.7, abs=0.05)
    assert frames[0].accel_g == pytest.approx(1.002, abs=0.001)
    assert frames[0].rate_dps == pytest.approx((degrees(0.1), degrees(-0.2), degrees(0.3)))
    assert [frame.device_t_s for frame in frames[:2]] == [pytest.approx(890.0), pytest.approx(890.01)]


def test_the_gyroscope_stays_where_a_packet_is_without_it() -> None:
    lines = [packet(i, f", 4, 0.1, 0.2, {i}e-3" if i % 3 == 0 else "") for i in range(30)]
    _, rates, _ = decode(*lines)
    assert len(rates) == 30
    assert rates[4] == (0.1, 0.2, 0.003)
    assert rates[29] == (0.1, 0.2, 0.027)


def test_the_rates_of_a_gyroscope_that_has_stopped_are_forgotten() -> None:
    _, rates, _ = decode(*(packet(i, ", 4, 1.0, 0.0, 0.0" if i < 20 else "") for i in range(200)))
    assert rates.index(None) == pytest.approx(70, abs=1)
    assert rates[70:] == [None] * (len(rates) - 70)
    assert len(rates) > 190


def test_a_phone_without_gyroscope_has_none() -> None:
    _, rates, lengths = decode(*(packet(i, ", 5, 20.1, -3.4, 44.9") for i in range(10)))
    assert rates == [None] * 10
    assert lengths == pytest.approx([1.002] * 10, abs=0.001)


@pytest.mark.parametrize("bad", [
    "890.05, 3, 0.1, 9.8", "890.05, 3, 0.1, 9.8, 0.5, 4, 0.1", "890.05, 3, 0.1, 9.8, 0.5, 77, 1, 2, 3", "890.05, 3, nan, 9.8, 0.5",
    "890.05, 3, 0.1, 9.8, 0.5, 3, 0.1, 9.8, 0.5", "890, 3, 0.1, 9.8, 0.5", "890.05, 3.5, 0.1, 9.8, 0.5", "890.05, 3, 1_0, 9.8, 0.5",
    "890.05, 3, 900, 9.8, 0.5", "890.05, 3, 0, 0, 0", "hello", "890.05, 3, 0.1, 9.8, 0.5, inf, 1",
    "890.05, 3, 0.1, 9.8, 0.5, 4, 99, 99, 99", "890.05, 3, 0.1, 9.8, 0.5, 4, nan, 0, 0",
])
def test_what_is_no_packet_is_a_fault_and_no_sample(bad: str) -> None:
    lines = [packet(i) for i in range(5)] + [bad] + [packet(i) for i in range(6, 12)]
    decoder, rates, _ = decode(*lines)
    assert len(rates) == 11
    assert decoder.faults == 1


def test_a_packet_without_the_accelerometer_is_no_fault() -> None:
    decoder, rates, _ = decode(*(packet(i) for i in range(6)), "890.06, 1, 47.1, 8.6, 440.0, 8, 1433512345000")
    assert len(rates) == 6
    assert decoder.faults == 0
