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


READ_BY_ANOTHER_TOO = {
    "bno-lines": "keyvalue", "board-blocks": "keyvalue", "sensorstream": "csv", "zig-sim": "json",
}
"""Their lines are keys or rows of numbers as well; they stand before the more general one in the register."""


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_the_frames_of_one_protocol_are_those_of_no_other(protocol: str) -> None:
    encoder = PROTOCOLS[protocol].encoder()
    data = encoder.boot() + b"".join(encoder.encode(i / 100, 6 * sin(i / 20), 4 * sin(i / 31), (9.0, -2.0, 3.0)) for i in range(200))
    for other in PROTOCOLS:
        decoder = PROTOCOLS[other].decoder()
        frames = decoder.feed(data) + decoder.finish()
        assert bool(frames) == (other in (protocol, READ_BY_ANOTHER_TOO.get(protocol))), other


@pytest.mark.parametrize(("protocol", "form"), [
    ("razor", "#YPR=-142.28,{p:.2f},{r:.2f}"),
    ("razor", "#YPRAG=170.00,{p:.2f},{r:.2f},-5.00,3.00,254.00,0.01,0.02,0.03"),
    ("razor", "#A-R=-5.00,3.00,25{j}.00\r\n#M-R=1.00,2.00,3.00\r\n#G-R=1.00,2.00,3.00"),
    ("mpu6050-dmp", "ypr\t170.00\t{p:.2f}\t{r:.2f}"),
    ("mpu6050-dmp", "quat\t1.00\t0.01\t-0.02\t0.00"),
    ("mpu6050-dmp", "ypr\t170.00\t{p:.2f}\t{r:.2f}\tRaw Accl XYZ\t12\t-40\t16384\tRaw Gyro XYZ\t1\t2\t3"),
    ("mpu6050-raw", "a/g:\t{i}\t-39\t16318\t49\t-38\t815"),
    ("ebimu", "*{r:.2f},{p:.2f},170.00"),
    ("ebimu", "*0.0001,0.0300,0.0200,0.9993"),
    ("ebimu", "*{r:.2f},{p:.2f},170.00,0.1,0.2,0.3,0.01,0.02,0.99"),
    ("json", '{{"angle":{{"x":{r:.2f},"y":{p:.2f},"z":1.0}},"acc":{{"x":0.1,"y":0,"z":1}},"gyro":{{"x":1,"y":2,"z":3}},"temp":29.5}}'),
    ("json", "{{x:{r:.0f}, y: {p:.0f}}}"),
    ("json", '{{"q":[0.999,0.02,0.03,0.0]}}'),
    ("usi-board", "{i},-20,a,3.1,12"),
    ("bno-lines", "X: 359.9375\tY: -1.2500\tZ: 0.4375"),
    ("bno-lines", "Orientation: 237.10 {r:.2f} {p:.2f}\r\nCalibration: 0 3 0 1"),
    ("bno-lines", "Orientation: 237.10, {p:.2f}, {r:.2f}"),
    ("bno-lines", "{i}00 - Orientation: {p:.2f} 237.10 {r:.2f}"),
    ("bno-lines", "Game Rotation Vector - r: 1.00 i: 0.02 j: 0.01 k: 0.00"),
    ("bno-lines", "50{j}7\t3\t-17.25\t{p:.2f}\t{r:.2f}"),
    ("board-blocks", "\r\nAccelerometer Axes X: {i}, Y: -3, Z: 998\r\nGyro Axes X: 70, Y: 0, Z: -140"),
    ("board-blocks", "Acceleration X: 0.{i}, Y: 0.30, Z: 9.79 m/s^2\r\n"
     "Rotation X: 0.01, Y: 0.00, Z: 0.00 rad/s\r\nTemperature: 29.5 degC\r\n"),
    ("keyvalue", "Pitch:{p:.2f},Roll:{r:.2f}"),
    ("keyvalue", "x:{r:.2f},y:{p:.2f},z:3.00"),
    ("keyvalue", "X : {r:.2f}\tY : {p:.2f}\tZ : 0.01"),
    ("keyvalue", "angleX : {r:.2f}\tangleY : {p:.2f}\tangleZ : 0.00"),
    ("keyvalue", "x: 0.{i} y: 0.3 z: 9.7"),
    ("keyvalue", "AccelX:0.{i},AccelY:0.10,AccelZ:9.80, GyroX:0.10,GyroY:0.00,GyroZ:0.10"),
    ("keyvalue", "pitch:{i:<26}\r\nroll:-3"),
    ("csv", "{r:.2f}/{p:.2f}"),
    ("csv", "{i}20\t{p:.2f}\t{r:.2f}\t170.00"),
    ("csv", "{p:.2f};{r:.2f}"),
    ("csv", "{i}200,{r:.2f},{p:.2f},170.00"),
])
@pytest.mark.parametrize("before", [b"", ESP, SKETCH])
def test_lines_of_known_boards_at_ten_a_second(protocol: str, form: str, before: bytes) -> None:
    lines = (form.format(p=6 * sin(i / 5), r=4 * sin(i / 7), i=i + 10, j=i * 7 % 10) + "\r\n" for i in range(15))
    assert detect(before + "".join(lines).encode()).protocol == protocol


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
    assert tuple(PROTOCOLS)[: len(BINARY) + 1] == ("wobblequest", *BINARY)


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
