"""ximu3: text and binary, stuffing, kinds of messages, and time."""

from __future__ import annotations

import itertools
from math import sin
from random import Random
from struct import pack

import pytest

from wobblequest.core.samples import angles_from_up
from wobblequest.input.protocols.frame import Frame
from wobblequest.input.protocols.ximu3 import Ximu3Decoder, Ximu3Encoder


def decode(data: bytes) -> tuple[list[Frame], Ximu3Decoder]:
    decoder = Ximu3Decoder()
    return decoder.feed(data) + decoder.finish(), decoder


def binary(letter: bytes, ticks: int, *values: float) -> bytes:
    out = bytearray()
    for byte in bytes((letter[0] + 0x80,)) + pack(f"<Q{len(values)}f", ticks, *values):
        out += {0x0A: b"\xdb\xdc", 0xDB: b"\xdb\xdd"}.get(byte, bytes((byte,)))
    return bytes(out) + b"\n"


def wanted(i: int) -> tuple[float, float]:
    return round(8 * sin(i / 9), 4), round(5 * sin(i / 7 + 1), 4)


@pytest.mark.parametrize("as_binary", [False, True])
def test_angles_with_the_rate_and_time_of_their_moment(as_binary: bool) -> None:
    encoder = Ximu3Encoder(as_binary)
    data = b"".join(encoder.encode(1.0 + i / 100, *wanted(i), (1.5, float(i), -2.0)) for i in range(300))
    frames, decoder = decode(data)
    assert len(frames) == 300
    assert (decoder.faults, decoder.skipped_bytes) == (0, 0)
    for i, frame in enumerate(frames):
        assert angles_from_up(frame.up) == pytest.approx(wanted(i), abs=1e-5)
        assert frame.rate_dps == (1.5, float(i), -2.0)
        assert frame.accel_g is None
        assert frame.device_t_s == pytest.approx(1.0 + i / 100)


def test_stuffed_bytes() -> None:
    assert binary(b"Q", 0x0ADB0A, 1.0, 0.0, 0.0, 0.0)[:9] == b"\xd1\xdb\xdc\xdb\xdd\xdb\xdc\x00\x00"
    frames, _ = decode(binary(b"Q", 0x0ADB0A, 0.9961947, 0.0871557, 0.0, 0.0) * 4)
    assert frames[0].device_t_s == 0x0ADB0A / 1e6
    assert angles_from_up(frames[0].up) == pytest.approx((0.0, 10.0), abs=1e-4)


@pytest.mark.parametrize("line", [
    b"Q,%d,0.9962,0.0872,0.0000,0.0000\r\n", b"L,%d,0.9962,0.0872,0.0000,0.0000,0.0,0.0,0.0\n", b"A,%d,10.0000,0.0000,170.0000\n",
    b"R,%d,1.0,0.0,0.0,0.0,0.9848,-0.1736,0.0,0.1736,0.9848\n", b"I,%d,0.0,0.0,0.0,0.0000,0.1736,0.9848\n",
])
def test_every_kind_that_tells_a_tilt(line: bytes) -> None:
    frames, _ = decode(b"".join(line % (i * 10_000) for i in range(30)))
    assert len(frames) == 30
    assert angles_from_up(frames[0].up) == pytest.approx((0.0, 10.0), abs=0.01)
    assert (frames[0].accel_g is not None) == line.startswith(b"I")


def test_the_quaternion_is_read_where_several_kinds_come_and_each_moment_once() -> None:
    data = b"".join(
        b"I,%d,0.0,0.0,0.0,0.0,0.0,1.0\nA,%d,10.0,0.0,0.0\nQ,%d,0.9962,0.0872,0.0,0.0\nT,%d,25.0\nM,%d,0.1,0.2,0.3\n" % ((i * 10_000,) * 5)
        for i in range(50)
    )
    frames, decoder = decode(data)
    assert len(frames) == 50
    times = [frame.device_t_s or 0.0 for frame in frames]
    assert [b - a for a, b in itertools.pairwise(times)] == pytest.approx([0.01] * 49)
    assert (decoder.faults, decoder.skipped_bytes) == (0, 0)


def test_inertial_alone_waits_a_little_for_an_attitude_and_gives_way_to_one() -> None:
    inertial = [b"I,%d,0.0,0.0,0.0,0.0,0.0,1.0\n" % (i * 10_000) for i in range(60)]
    decoder = Ximu3Decoder()
    assert decoder.feed(b"".join(inertial[:19])) == []
    assert len(decoder.feed(inertial[19])) == 20
    later = b"".join(line + b"A,%d,1.0,0.0,0.0\n" % (i * 10_000) for i, line in enumerate(inertial[20:], 20))
    frames = decoder.feed(later)
    times = [frame.device_t_s or 0.0 for frame in frames]
    assert times == sorted(times)
    assert frames[-1].accel_g is None
    assert times[-1] == 0.59
    assert decoder.faults == 0


def test_another_kind_takes_over_when_the_first_has_ceased() -> None:
    decoder = Ximu3Decoder()
    assert len(decoder.feed(b"".join(b"Q,%d,1.0,0.0,0.0,0.0\n" % (i * 10_000) for i in range(10)))) == 10
    assert len(decoder.feed(b"".join(b"A,%d,0.0,0.0,0.0\n" % (i * 10_000) for i in range(10, 100)))) == 90 - 40


def test_replies_and_notices_are_no_faults_and_damage_is() -> None:
    lines = [b"A,%d,1.0000,2.0000,3.0000\n" % (i * 10_000) for i in range(40)]
    lines[10:10] = [b'{"ping":null}\n', b"^A,1,2\n", b"N,120000,hello\n", b"F,1,trouble\n", b"\xce\x00text\n"]
    lines[30] = b"A,300000,1.0000,2.00003.0000\n"
    lines[35] = b"A,35xx00,1.0000,2.0000,3.0000\n"
    frames, decoder = decode(b"".join(lines))
    assert len(frames) == 38
    assert decoder.faults == 2


@pytest.mark.parametrize("as_binary", [False, True])
def test_one_damaged_byte_costs_no_more_than_the_messages_it_touches(as_binary: bool) -> None:
    encoder, chance = Ximu3Encoder(as_binary), Random(3)
    samples = [encoder.encode(1.0 + i / 100, *wanted(i), (0.0, 0.0, 0.0)) for i in range(100)]
    data = b"".join(samples)
    sound = {frame.up for frame in decode(data)[0]}
    for _ in range(300):
        broken = bytearray(data)
        broken[chance.randrange(1000, len(data) - 1000)] = chance.randrange(256)
        assert len(sound - {frame.up for frame in decode(bytes(broken))[0]}) <= 2


def test_numbers_that_cannot_be_are_no_message() -> None:
    lines = (b"A,1,200.0,0.0,0.0\n", b"Q,1,2.0,0.0,0.0,0.0\n", b"I,1,0.0,0.0,0.0,0.0,0.0,0.0\n", b"A,1,nan,0.0,0.0\n", b"A,1,1e1,0.0,0.0\n")
    for line in lines:
        assert decode(line * 30)[0] == []
    assert decode(binary(b"A", 1, float("nan"), 0.0, 0.0) * 30)[0] == []
    assert decode(binary(b"A", 1, 1.0, 0.0) * 30)[0] == []


def test_a_stream_that_ends_with_its_first_angles_tells_them() -> None:
    inertial = b"".join(b"I,%d,0.1,0.2,0.3,0.0,0.0,1.0\r\n" % (1_000_000 + i * 10_000) for i in range(4))
    frames, _ = decode(inertial + b"A,1040000,5.0,-3.0,0.0\r\n")
    assert [angles_from_up(frame.up) for frame in frames] == [pytest.approx((-3.0, 5.0))]
