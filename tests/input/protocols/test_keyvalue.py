"""keyvalue: one line or one key a line, names, units, and what is not tilt."""

from __future__ import annotations

from math import sin

import pytest

from wobblequest.core.samples import angles_from_up
from wobblequest.input.protocols.frame import Frame
from wobblequest.input.protocols.keyvalue import KeyValueDecoder, read_pairs


def decode(data: bytes) -> tuple[list[Frame], KeyValueDecoder]:
    decoder = KeyValueDecoder()
    return decoder.feed(data) + decoder.finish(), decoder


def tilts(form: str, n: int = 60) -> list[tuple[float, float]]:
    data = b"".join((form.format(p=wanted(i)[0], r=wanted(i)[1], i=i) + "\r\n").encode() for i in range(n))
    return [(round(p, 2) + 0.0, round(r, 2) + 0.0) for p, r in (angles_from_up(frame.up) for frame in decode(data)[0])]


def wanted(i: int) -> tuple[float, float]:
    return round(8 * sin(i / 9), 2) + 0.0, round(5 * sin(i / 7 + 1), 2) + 0.0


ALL = [wanted(i) for i in range(60)]


@pytest.mark.parametrize("form", [
    "Pitch:{p:.2f},Roll:{r:.2f}", "pitch = {p:.2f} ; roll = {r:.2f}", "P: {p:.2f} R: {r:.2f}", "roll={r:.2f}\tpitch={p:.2f}\tyaw=170.0",
    "x:{r:.2f},y:{p:.2f},z:3.00", "X : {r:.2f}\tY : {p:.2f}\tZ : 0.01", "angleX : {r:.2f}\tangleY : {p:.2f}\tangleZ : 0.00",
    "Pitch: {p:.2f} deg, Roll: {r:.2f} deg", "Pitch: {p:.2f} deg Roll: {r:.2f} deg", "Pitch: {p:.2f}° | Roll: {r:.2f}°",
    "ms:{i}0,pitch:{p:.2f},roll:{r:.2f}",
])
def test_forms_of_one_line(form: str) -> None:
    assert tilts(form) == ALL


def test_a_bare_xyz_of_gravity_is_an_accelerometer() -> None:
    frames, _ = decode(b"x: 0.10 y: 0.30 z: 9.79\r\n" * 60)
    assert len(frames) == 60
    assert frames[0].accel_g == pytest.approx(1.0, abs=0.01)


def test_adafruit_plotter_lines_are_si_units() -> None:
    frames, _ = decode(b"AccelX:0.12,AccelY:-0.10,AccelZ:9.80, GyroX:0.10,GyroY:0.00,GyroZ:-0.10\r\n" * 60)
    assert frames[0].rate_dps == pytest.approx((5.7296, 0.0, -5.7296), abs=1e-3)
    assert frames[0].accel_g == pytest.approx(1.0, abs=0.01)


def test_one_key_a_line_makes_a_sample_of_each_cycle() -> None:
    data = b"".join(b"pitch:%-26d\r\nroll:%-27d\r\n" % (i % 9, -3) for i in range(40))
    frames, _ = decode(data)
    # the first line of a stream may have lost the beginning of its key, so the cycle is roll, pitch
    assert len(frames) == 39
    assert [round(angles_from_up(frame.up)[0]) for frame in frames] == [(i + 1) % 9 for i in range(39)]
    assert all(round(angles_from_up(frame.up)[1]) == -3 for frame in frames)


def test_a_lost_line_of_a_cycle_costs_that_cycle_only() -> None:
    lines = [b"%s:%d\n" % (key, i % 9) for i in range(60) for key in (b"yaw", b"pitch", b"roll")]
    whole = len(decode(b"".join(lines))[0])
    del lines[91]
    frames, decoder = decode(b"".join(lines))
    assert whole - 2 <= len(frames) < whole
    assert decoder.faults >= 1


@pytest.mark.parametrize("line", [
    b"Calibration: 0\r\n", b"Temp: 29.5\r\n", b"temp:21.5,humidity:40\r\n", b" | GyroX: 12 | GyroY: 3\r\n",
    b"CALIBRATION: Sys=0 Gyro=3 Accel=1 Mag=0\r\n",
    b"Pitch:1.20,Yaw:3.0\r\n", b'{"pitch":1.0,"roll":2.0}\r\n', b"load:0x3fff0030,len:1184\r\n", b"mode:DIO, clock div:2\r\n",
])
def test_what_is_not_tilt_gives_no_frame(line: bytes) -> None:
    frames, decoder = decode(line * 80)
    assert frames == []
    assert decoder.skipped_bytes == 80 * len(line)


def test_anything_else_on_a_line_spoils_it() -> None:
    assert read_pairs(b"Pitch:1.2x0,Roll:2") is None
    assert read_pairs(b"Pitch:1.20,Roll:-0.3Pitch:1.2") is None
    assert read_pairs(b"Pitch:nan,Roll:2") is None
    assert read_pairs(b"a: 1 deg b: 2") == [(b"a(deg)", 1.0), (b"b", 2.0)]
    assert read_pairs(b"x: 1.2 g: 0.3") == [(b"x", 1.2), (b"g", 0.3)]


def test_endless_new_keys_are_forgotten() -> None:
    decoder = KeyValueDecoder()
    for i in range(5000):
        assert decoder.feed(b"k%d_:1\n" % i) == []
    decoder.finish()
    assert decoder.skipped_bytes == sum(len(b"k%d_:1\n" % i) for i in range(5000))
