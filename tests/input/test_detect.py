"""Detection: boot text in front, noise, and plain words for everything that is no board."""

from __future__ import annotations

from math import sin
from random import Random

import pytest

from wobblequest.input.detect import UNKNOWN, detect, noise_share
from wobblequest.input.protocols.register import PROTOCOLS
from wobblequest.input.protocols.ximu3 import Ximu3Encoder

ESP = b"ets Jun  8 2016 00:22:57\r\n\r\nrst:0x1 (POWERON_RESET),boot:0x13 (SPI_FAST_FLASH_BOOT)\r\nmode:DIO, clock div:2\r\n"
SKETCH = b"MPU6050 status: 0\r\nCalculating offsets, do not move MPU6050\r\nDone!\r\n"


def stream(protocol: str, seconds: float = 1.5) -> bytes:
    encoder = PROTOCOLS[protocol].encoder()
    return b"".join(encoder.encode(i / 100, 6 * sin(i / 20), 4 * sin(i / 31)) for i in range(int(100 * seconds)))


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("before", [b"", ESP, SKETCH, b"\xff" * 64, Random(2).randbytes(300)])
def test_right_within_one_and_a_half_seconds_of_data(protocol: str, before: bytes) -> None:
    assert detect(before + stream(protocol)).protocol == protocol


def test_a_stream_is_found_behind_a_megabyte_of_noise() -> None:
    assert detect(Random(5).randbytes(1_000_000) + stream("csv", 4.0)).protocol == "csv"


BINARY = ("witmotion", "witmotion-ble", "bno-rvc", "xsens", "mip", "teapot", "ximu3", "gy25", "razor-binary")


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("start", [0, 7, 31])
def test_no_binary_protocol_takes_a_frame_from_the_stream_of_another(protocol: str, start: int) -> None:
    data = stream(protocol, 4.0)[start:]
    for other in BINARY:
        decoder = PROTOCOLS[other].decoder()
        frames = decoder.feed(data) + decoder.finish()
        assert bool(frames) == (other == protocol), other


def test_what_cannot_be_mistaken_stands_in_front() -> None:
    assert tuple(PROTOCOLS)[: len(BINARY)] == BINARY


@pytest.mark.parametrize("data", [
    b"".join(Ximu3Encoder(binary=True).encode(i / 100, 6 * sin(i / 20), 4 * sin(i / 31)) for i in range(150)),
    b"".join(b"Q,%d,1.0000,0.0000,0.0000,0.0000\n" % (i * 10_000) for i in range(15)),
])
def test_every_form_of_one_protocol_is_known_by_its_name(data: bytes) -> None:
    assert detect(data).protocol == "ximu3"


@pytest.mark.parametrize(("data", "seen", "word"), [
    (b"", "silence", "nothing"),
    (b"hello\r\n", "little", "hello"),
    (Random(1).randbytes(2000), "noise", "baud"),
    (b"\r\nSend any character to begin DMP programming and demo: \r\n", "prompt", "waits for a key"),
    (b"Initializing DMP...\r\n>......>......", "settling", "calibrating"),
    (b"$GPGGA,123000.00,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47\r\n" * 5, "other", "GPS"),
    (b"ok T:21.3 /0.0 B:20.0 /0.0\r\n" * 5, "other", "printer"),
    (b"AT\r\nATE0\r\n", "other", "modem"),
    (b"AT\r\nATE0\r\nAT+GMR\r\n" * 5, "other", "modem"),
    (ESP * 2, "other", "ESP32"),
    (b"I (312) wifi: connected\r\n" * 9, "other", "log"),
    (b"".join(b"%d\r\n" % i for i in range(100)), "text", "counter"),
    (b"the quick brown fox\r\n" * 10, "text", "quick brown"),
    (b"temp:21.5,humidity:40.1\r\n" * 30, "text", "none that is a tilt"),
])
def test_everything_else_is_unknown_and_said_in_plain_words(data: bytes, seen: str, word: str) -> None:
    found = detect(data)
    assert (found.protocol, found.seen) == (UNKNOWN, seen)
    assert word in found.words


def test_the_example_shown_is_short_and_printable() -> None:
    words = detect(b"\x1b[31m" + b"x" * 200 + b"\n" + b"plain\x07text " * 20 + b"\n").words
    assert words.isprintable()
    assert len(words) < 160


def test_noise_share() -> None:
    assert noise_share(b"abc\r\n") == 0.0
    assert noise_share(b"\xff\xffab") == 0.5
    assert noise_share(b"") == 0.0
