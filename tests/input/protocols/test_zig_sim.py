from __future__ import annotations

import json

import pytest

from wobblequest.core.samples import angles_from_up
from wobblequest.input.protocols.decoder import Decoder, Encoder, Identified
from wobblequest.input.protocols.zig_sim import ZigSimDecoder, ZigSimEncoder


def packet(gravity: dict[str, object] | None, os: str = "ios", uuid: str = "AB-12") -> bytes:
    sensors: dict[str, object] = {"accel": {"x": 0.001, "y": 0.002, "z": -0.003}, "touch": [{"x": 1, "y": 2}]}
    if gravity is not None:
        sensors["gravity"] = gravity
    device = {"name": "Phone", "uuid": uuid, "os": os, "osversion": "12.1", "displaywidth": 750}
    return json.dumps({"device": device, "timestamp": "2026/01/01 12:00:00.123", "sensordata": sensors}).encode() + b"\n"


def test_the_roles_are_kept() -> None:
    decoder: Decoder = ZigSimDecoder()
    encoder: Encoder = ZigSimEncoder()
    assert decoder.name == encoder.name == "zig-sim"
    assert json.loads(encoder.encode(0.0, 0.0, 0.0))["sensordata"]["gravity"] == {"x": 0.0, "y": 0.0, "z": -1.0}


@pytest.mark.parametrize(("os", "gravity"), [
    ("ios", {"x": 0.1, "y": -0.2, "z": -0.97}), ("Android", {"x": -0.98, "y": 1.96, "z": 9.5}), ("", {"x": -0.1, "y": 0.2, "z": 0.97}),
])
def test_gravity_is_turned_up_whatever_its_sign_and_unit(os: str, gravity: dict[str, object]) -> None:
    frames = ZigSimDecoder().feed(packet(gravity, os) * 10)
    assert len(frames) == 10
    assert angles_from_up(frames[0].up) == pytest.approx((5.8, 11.6), abs=0.2)
    assert frames[0].accel_g is None  # fused by the phone
    assert frames[0].device_t_s is None


def test_the_phone_is_known_by_the_apps_id() -> None:
    decoder = ZigSimDecoder()
    assert isinstance(decoder, Identified)
    assert decoder.identity == ""
    decoder.feed(packet({"x": 0.0, "y": 0.0, "z": -1.0}))
    assert decoder.identity == "AB-12"
    decoder.feed(packet({"x": 0.0, "y": 0.0, "z": -1.0}, uuid="two words\n"))
    assert decoder.identity == "AB-12"


def test_without_gravity_it_says_what_to_switch_on() -> None:
    decoder = ZigSimDecoder()
    assert decoder.feed(packet(None) * 10) == []
    assert "switch GRAVITY on" in decoder.why


@pytest.mark.parametrize("gravity", [
    {"x": 0.0, "y": 0.0}, {"x": "a", "y": 0.0, "z": 1.0}, {"x": float("nan"), "y": 0.0, "z": 1.0}, {"x": 0.0, "y": 0.0, "z": 0.0},
    {"x": 1e9, "y": 0, "z": 0},
])
def test_a_packet_that_is_none_is_a_fault_and_no_sample(gravity: dict[str, object]) -> None:
    decoder = ZigSimDecoder()
    sound = packet({"x": 0.0, "y": 0.0, "z": -1.0})
    frames = decoder.feed(sound * 6 + packet(gravity) + sound)
    assert len(frames) == 7
    assert decoder.faults == 1
