from __future__ import annotations

import json
from math import degrees

import pytest

from wobblequest.core.samples import angles_from_up
from wobblequest.input.protocols.decoder import Decoder, Encoder
from wobblequest.input.protocols.sensor_server import ACCELEROMETER, GYROSCOPE, SensorServerDecoder, SensorServerEncoder

BOOTED_NS = 3_925_657_519_043_709  # 45 days ago: more than a sensor's numbers otherwise are


def event(i: int, values: list[float], sensor: str | None = ACCELEROMETER) -> bytes:
    document: dict[str, object] = {"accuracy": 2, "timestamp": BOOTED_NS + i * 10_000_000, "values": values}
    if sensor is not None:
        document["type"] = sensor
    return json.dumps(document).encode() + b"\n"


def test_the_roles_are_kept() -> None:
    decoder: Decoder = SensorServerDecoder()
    encoder: Encoder = SensorServerEncoder()
    assert decoder.name == encoder.name == "sensor-server"
    gyro, accel = encoder.encode(1.0, 0.0, 0.0, (180.0, 0.0, 0.0)).splitlines()
    assert json.loads(gyro) == {"accuracy": 3, "timestamp": 10**9, "type": GYROSCOPE, "values": [3.1415927, 0.0, 0.0]}
    assert json.loads(accel)["values"] == [0.0, 0.0, 9.80665]


@pytest.mark.parametrize("sensor", [ACCELEROMETER, None])
def test_each_event_of_the_accelerometer_is_a_sample(sensor: str | None) -> None:
    decoder = SensorServerDecoder()
    frames = decoder.feed(b"".join(event(i, [0.31892395, -0.97802734, 10.049896], sensor) for i in range(10)))
    assert len(frames) == 10
    assert angles_from_up(frames[0].up) == pytest.approx((-1.81, -5.56), abs=0.01)
    assert frames[0].accel_g == pytest.approx(1.03, abs=0.01)
    assert frames[0].rate_dps is None
    assert frames[1].device_t_s == pytest.approx((frames[0].device_t_s or 0) + 0.01, abs=1e-6)
    assert decoder.faults == 0


def test_the_newest_rates_go_with_each_sample_and_other_sensors_are_left_out() -> None:
    decoder = SensorServerDecoder()
    data = b""
    for i in range(20):
        data += event(i, [0.1, 0.0, i / 100], GYROSCOPE) if i % 2 == 0 else b""
        data += event(i, [1013.2], "android.sensor.pressure") + event(i, [0.0, 0.0, 9.81])
    frames = decoder.feed(data)
    assert len(frames) == 20
    assert frames[7].rate_dps == pytest.approx((degrees(0.1), 0.0, degrees(0.06)))
    assert decoder.faults == 0


def test_the_rates_of_a_gyroscope_that_has_stopped_are_forgotten() -> None:
    decoder = SensorServerDecoder()
    decoder.feed(b"".join(event(i, [1.0, 0.0, 0.0], GYROSCOPE) + event(i, [0.0, 0.0, 9.81]) for i in range(20)))
    assert all(frame.rate_dps for frame in decoder.feed(b"".join(event(i, [0.0, 0.0, 9.81]) for i in range(20, 69))))
    frames = decoder.feed(b"".join(event(i, [0.0, 0.0, 9.81]) for i in range(71, 171)))
    assert len(frames) > 90
    assert not any(frame.rate_dps for frame in frames)


@pytest.mark.parametrize("bad", [
    b'{"accuracy":2,"timestamp":1,"values":[1,2]}\n', b'{"accuracy":2,"timestamp":1,"values":["a",2,3]}\n',
    b'{"accuracy":2,"timestamp":"x","values":[0,0,9.8]}\n', b'{"accuracy":2,"timestamp":1,"values":[0,0,9.8]\n',
    b'{"accuracy":2,"timestamp":1,"values":[NaN,0,9.8]}\n', b'{"accuracy":2,"timestamp":1,"values":[Infinity,0,9.8]}\n',
    b'{"accuracy":2,"timestamp":1,"values":' + b"[" * 40 + b"]" * 40 + b"}\n", b"[1,2,3]\n", b"\xff\xfe\n",
    b'{"accuracy":2,"timestamp":1,"values":[true,false,null]}\n', b'{"accuracy":2,"timestamp":1,"values":[1e999,0,9.8]}\n',
])
def test_what_is_no_event_is_a_fault_and_no_sample(bad: bytes) -> None:
    decoder = SensorServerDecoder()
    frames = decoder.feed(b"".join(event(i, [0.0, 0.0, 9.81]) for i in range(6)) + bad + event(7, [0.0, 0.0, 9.81]))
    assert len(frames) == 7
    assert decoder.faults == 1


def test_without_the_accelerometer_it_says_so() -> None:
    decoder = SensorServerDecoder()
    assert decoder.feed(b"".join(event(i, [20.0, -3.0, 44.0], "android.sensor.magnetic_field") for i in range(10))) == []
    assert "without its accelerometer" in decoder.why
