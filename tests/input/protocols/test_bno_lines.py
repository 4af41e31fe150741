"""bno-lines: each kind of line, and the orders of `Orientation:` told by the heading."""

from __future__ import annotations

from math import cos, radians, sin
from random import Random

import pytest

from wobblequest.core.samples import angles_from_up
from wobblequest.input.detect import detect
from wobblequest.input.protocols.bno_lines import BnoDecoder
from wobblequest.input.protocols.frame import Frame


def decode(data: bytes) -> tuple[list[Frame], BnoDecoder]:
    decoder = BnoDecoder()
    return decoder.feed(data) + decoder.finish(), decoder


def sway(i: int) -> tuple[float, float]:
    """(pitch, roll)."""
    return round(6 * sin(i / 9), 2), round(4 * cos(i / 7), 2)


def stream(form: str, n: int = 120, heading: float = 237.0) -> bytes:
    lines = []
    for i in range(n):
        p, r = sway(i)
        half = radians(p / 2)
        lines.append(form.format(
            p=p, r=r, h=(heading + 0.1 * i) % 360.0, ms=2000 + 100 * i, dt=5000 + i * 37 % 60, c=cos(half), s=sin(half),
        ))
    return "".join(lines).encode()


def assert_tilt(data: bytes, n: int = 120) -> None:
    assert detect(data).protocol == "bno-lines"
    frames, decoder = decode(data)
    assert len(frames) == n
    assert decoder.faults == 0
    for i, frame in enumerate(frames):
        assert angles_from_up(frame.up) == pytest.approx(sway(i), abs=0.02)


BNO055_ALL = (
    "Orient:\tx= {h:.2f} |\ty= {r:.2f} |\tz= {p:.2f}\r\nRot:\tx= 0.00 |\ty= 0.00 |\tz= 0.00\r\nLinear:\tx= 0.01 |\ty= 0.00 |\tz= -0.02\r\n"
    "Mag:\tx= 1.0 |\ty= 2.0 |\tz= 3.0\r\nAccl:\tx= 0.10 |\ty= 0.00 |\tz= 9.80\r\nGravity:\tx= 0.10 |\ty= 0.00 |\tz= 9.80\r\n\r\n"
    "temperature: 27\r\n\r\nCalibration: Sys=3 Gyro=3 Accel=1 Mag=0\r\n--\r\n"
)


@pytest.mark.parametrize("form", [
    BNO055_ALL,
    "X: {h:.2f} Y: {r:.2f} Z: {p:.2f}\t\tCALIBRATION: Sys=0 Gyro=3 Accel=1 Mag=0\r\n",
    "Orientation: {h:.2f} {r:.2f} {p:.2f}\r\nCalibration: 0 3 0 1\r\n",
    "Orientation: {h:.2f}, {p:.2f}, {r:.2f}\r\n",
    "Orientation: {h:.2f} {p:.2f} {r:.2f}\r\n",
    "Orientation: {r:.2f} {p:.2f} {h:.2f}\r\n",
    "{ms} - Orientation: {p:.2f} {h:.2f} {r:.2f}\r\n",
    "{dt}\t3\t-17.00\t{p:.2f}\t{r:.2f}\r\n",
    "sensor was reset {dt}\t0\t-17.00\t{p:.2f}\t{r:.2f}\r\n",
])
def test_every_kind_of_line_and_order(form: str) -> None:
    assert_tilt(stream(form))


@pytest.mark.parametrize("form", ["Orientation: {h:.2f} {p:.2f} {r:.2f}\r\n", "Orientation: {r:.2f} {p:.2f} {h:.2f}\r\n"])
@pytest.mark.parametrize("heading", [60.0, 150.0, 200.0, 358.0])
def test_the_heading_is_found_where_it_lies_off_level_or_goes_beyond_180(form: str, heading: float) -> None:
    assert_tilt(stream(form, heading=heading))


def test_a_heading_near_zero_is_awaited_and_then_the_order_of_the_ahrs_sketch_taken() -> None:
    data = stream("Orientation: {r:.2f} {p:.2f} {h:.2f}\r\n", heading=3.0)
    decoder = BnoDecoder()
    lines = data.splitlines(keepends=True)
    assert decoder.feed(b"".join(lines[:40])) == []
    assert "not clear" in decoder.why
    assert len(decoder.feed(b"".join(lines[40:]))) == 120


@pytest.mark.parametrize("form", [
    "X: {h:.4f}\tY: 1.0\tZ: 2.0\t\tqW: {c:.4f} qX: 0.0000 qY: {s:.4f} qZ: 0.0000\t\tCALIBRATION: Sys=0 Gyro=3 Accel=1 Mag=0\r\n",
    "Orientation: {h:.2f}, 1.0, 2.0\r\nQuaternion: {c:.4f}, 0.0000, {s:.4f}, 0.0000\r\nCalibration: 0, 3, 0, 1\r\n",
    "Game Rotation Vector - r: {c:.4f} i: 0.00 j: {s:.4f} k: 0.00\r\n",
])
def test_quaternions_are_preferred(form: str) -> None:
    data = stream(form)
    assert detect(data).protocol == "bno-lines"
    frames, decoder = decode(data)
    assert len(frames) == 120
    assert decoder.faults == 0
    assert [angles_from_up(frame.up)[0] for frame in frames] == pytest.approx([sway(i)[0] for i in range(120)], abs=0.02)


def test_time_in_front_is_the_device_time() -> None:
    frames, _ = decode(stream("{ms} - Orientation: {p:.2f} {h:.2f} {r:.2f}\r\n"))
    assert [frame.device_t_s for frame in frames[:3]] == [2.0, 2.1, 2.2]


@pytest.mark.parametrize("line", ["X: 0.10 Y: 0.30 Z: 9.79\r\n", "X: 0.1200\tY: 0.3100\tZ: 9.8100\r\n", "X : 1.20\tY : -0.30\tZ : 0.01\r\n",
                                  "x: 1.0000 y: 2.0000 z: 3.0000\r\n", "Calibration: 0 3 0 1\r\n", "{ms}\t3\t-17.00\t{p:.2f}\t{r:.2f}\r\n"])
def test_what_is_another_format_is_left_to_it(line: str) -> None:
    data = stream(line)
    frames, decoder = decode(data)
    assert frames == []
    assert decoder.skipped_bytes == len(data)
    assert detect(data).protocol != "bno-lines"


@pytest.mark.parametrize("line", [
    b"X: 170.0001\tY: 0.0000\tZ: 0.0000\r\n", b"X: 400.0000\tY: 0.0000\tZ: 0.0000\r\n", b"X: 170.0000\tY: 0.0000\r\n",
])
def test_a_digit_that_is_no_sixteenth_is_a_fault(line: bytes) -> None:
    good = b"X: 170.0000\tY: 1.0625\tZ: 2.1250\r\n"
    frames, decoder = decode(good * 6 + line + good)
    assert len(frames) == 7
    assert decoder.faults == 1


def test_noise_between_lines_raises_nothing() -> None:
    lines = stream("Orientation: {h:.2f} {r:.2f} {p:.2f}\r\nCalibration: 0 3 0 1\r\n").splitlines(keepends=True)
    chance = Random(4)
    frames, decoder = decode(b"".join(line + chance.randbytes(9) + b"\n" if i % 10 == 9 else line for i, line in enumerate(lines)))
    assert len(frames) == 120
    assert decoder.faults >= 15
