"""json: flat and nested, strict and not, and what is no tilt."""

from __future__ import annotations

import pytest

from wobblequest.core.samples import angles_from_up
from wobblequest.input.protocols.frame import Frame
from wobblequest.input.protocols.json_lines import JsonDecoder, read_object


def decode(data: bytes) -> tuple[list[Frame], JsonDecoder]:
    decoder = JsonDecoder()
    return decoder.feed(data) + decoder.finish(), decoder


@pytest.mark.parametrize("line", [
    b'{"pitch":-6.0,"roll":4.0}', b'{"Roll": 4, "Pitch": -6, "yaw": 170}', b'{"angle":{"x":4.0,"y":-6.0,"z":170.0},"temp":29.5}',
    b'{"imu":{"pitch":-6.0,"roll":4.0},"name":"b1","ok":true,"err":null}', b"{pitch:-6.0, roll: 4.0}", b"{'pitch': -6.0, 'roll': 4.0}",
    b'{"angle.x":4.0,"angle.y":-6.0}', b"{x:4.0, y: -6.0}", b'{"euler":[4.0,-6.0,170.0]}', b'  {"pitch":-6e0,"roll":4}  \r',
    b'{"mag":{"x":1,"y":2,"z":3},"pitch":-6,"roll":4}',
])
def test_forms_of_angles(line: bytes) -> None:
    frames, decoder = decode((line + b"\n") * 60)
    assert len(frames) == 60
    assert decoder.faults == 0
    assert angles_from_up(frames[0].up) == pytest.approx((-6.0, 4.0))
    assert frames[0].accel_g is None


def test_the_nested_lines_of_a_real_board_give_angles_and_rates() -> None:
    line = b'{"angle":{"x":4.0,"y":-6.0,"z":1.0},"acc":{"x":0.1,"y":0.0,"z":0.99},"gyro":{"x":1.0,"y":-2.0,"z":3.0},"temp":29.5}\r\n'
    frames, _ = decode(line * 10)
    assert len(frames) == 10
    assert angles_from_up(frames[0].up) == pytest.approx((-6.0, 4.0))
    assert frames[0].rate_dps == (1.0, -2.0, 3.0)
    assert frames[0].accel_g is None


@pytest.mark.parametrize("line", [
    b'{"q":[0.9962,0.0,0.0872,0.0]}', b'{"quat":{"w":0.9962,"x":0,"y":0.0872,"z":0}}', b'{"qw":0.9962,"qx":0.0,"qy":0.0872,"qz":0.0}',
])
def test_quaternions(line: bytes) -> None:
    frames, _ = decode((line + b"\n") * 10)
    assert len(frames) == 10
    assert angles_from_up(frames[0].up) == pytest.approx((10.0, 0.0), abs=0.02)


def test_an_accelerometer_has_its_length_and_the_clock_its_unit() -> None:
    data = b"".join(b'{"ts":%d,"accel":[0.0,0.0,9.81],"gyro":[0.1,0.0,0.0]}\n' % (5000 + 10 * i) for i in range(60))
    frames, _ = decode(data)
    assert len(frames) == 60
    assert frames[0].accel_g == pytest.approx(1.0, abs=0.01)
    assert frames[0].rate_dps == pytest.approx((5.73, 0.0, 0.0), abs=0.01)
    assert frames[59].device_t_s == pytest.approx(5.59)


def test_a_clock_of_32_bits_is_unwrapped() -> None:
    frames, decoder = decode(b"".join(b'{"ms":%d,"pitch":1.0,"roll":2.0}\n' % ((2**32 - 200 + 10 * i) % 2**32) for i in range(60)))
    assert len(frames) == 60
    assert decoder.faults == 0
    assert frames[59].device_t_s == pytest.approx((2**32 - 200 + 590) / 1000)


@pytest.mark.parametrize("line", [
    b'{"temp":21.5,"humidity":40}', b'{"level":"info","msg":"x"}', b"[1,2,3]", b"{}", b'{"pitch":1.0}', b'{"pitch":1.0,"roll":NaN}',
    b'{"pitch":1.0,"roll":"2.0"}', b'{"mag":[1,2,3]}', b'{"a":' * 600 + b"1" + b"}" * 600, b"{" + b"[" * 4000, b'{"pitch":1,"roll":1e999}',
    b'{"pitch":__import__("os"),"roll":1}', b'{"pitch":500,"roll":' + b"9" * 500 + b"}",
])
def test_what_is_not_tilt_gives_no_frame(line: bytes) -> None:
    frames, decoder = decode((line + b"\n") * 60)
    assert frames == []
    assert decoder.skipped_bytes == 60 * (len(line) + 1)


def test_a_line_over_4_kib_is_noise() -> None:
    good = b'{"pitch":1.0,"roll":2.0}\n'
    frames, decoder = decode(good * 6 + b'{"pitch":1.0,"roll":2.0,"pad":"' + b"x" * 5000 + b'"}\n' + good)
    assert len(frames) == 7
    assert decoder.skipped_bytes > 5000


def test_a_quantity_that_comes_now_and_then_disturbs_nothing() -> None:
    lines = [b'{"pitch":1.0,"roll":2.0%s}\n' % (b',"temp":20.5' if i % 7 == 3 else b"") for i in range(50)]
    frames, decoder = decode(b"".join(lines))
    assert len(frames) == 50
    assert decoder.faults == 0


def test_a_part_of_a_line_is_a_fault() -> None:
    good = b'{"pitch":1.0,"roll":2.0}\n'
    frames, decoder = decode(good * 6 + b'"roll":2.0}\n{"pitch":1.0,"ro{"pitch":1.0,"roll":2.0}\n{"pitch":1.0,"rol":2.0}\n' + good)
    assert len(frames) == 7
    assert decoder.faults == 3


def test_reading() -> None:
    assert read_object(b'{"a":{"b":[1,2,3]},"c":true}') == [("a.b.x", 1.0), ("a.b.y", 2.0), ("a.b.z", 3.0)]
    assert read_object(b'{"a":1} x') is None
