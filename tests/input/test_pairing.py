"""Whose packets count: the first sender of tilt, whatever others send before, beside and after it."""

from __future__ import annotations

import json
from math import sin
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wobblequest.input.pairing import LOOK_SELDOM, MOST_PACKET, MOST_SENDERS, Pairing
from wobblequest.input.protocols.register import PROTOCOLS


def packets(protocol: str, count: int, first: int = 0) -> list[bytes]:
    encoder = PROTOCOLS[protocol].encoder()
    return [encoder.encode(i / 50, 6 * sin(i / 9), 4 * sin(i / 13), (1.0, 2.0, 3.0)).strip() for i in range(first, first + count)]


def feed(pairing: Pairing, sender: str, sent: list[bytes]) -> bytes:
    return b"".join(pairing.take(sender, packet) for packet in sent)


@pytest.mark.parametrize("protocol", ["sensorstream", "zig-sim", "csv", "json", "keyvalue"])
def test_the_first_sender_of_tilt_is_the_phone_and_nothing_that_it_sent_is_missing(protocol: str) -> None:
    pairing = Pairing()
    sent = packets(protocol, 200)
    assert feed(pairing, "10.0.0.7", sent) == b"\n".join(sent) + b"\n"
    assert (pairing.sender, pairing.protocol) == ("10.0.0.7", protocol)
    assert (pairing.ignored, pairing.unknown) == (0, "")


def test_a_second_sender_is_ignored_counted_and_named() -> None:
    pairing = Pairing()
    feed(pairing, "10.0.0.7", packets("sensorstream", 20))
    assert feed(pairing, "10.0.0.9", packets("sensorstream", 30)) == b""
    assert feed(pairing, "10.0.0.7", packets("sensorstream", 1, 20)) != b""
    assert (pairing.sender, pairing.other, pairing.ignored) == ("10.0.0.7", "10.0.0.9", 30)


def test_who_sends_something_else_first_is_named_and_takes_no_ones_place() -> None:
    pairing = Pairing()
    for i in range(40):
        assert pairing.take("10.0.0.3", b"M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\n") == b""
        if i >= 20:
            pairing.take("10.0.0.7", packets("sensorstream", 1, i)[0])
    assert pairing.sender == "10.0.0.7"
    assert pairing.unknown == ""
    assert pairing.take("10.0.0.3", b"M-SEARCH") == b""


def test_what_a_sender_sends_that_is_no_tilt_is_said() -> None:
    pairing = Pairing()
    feed(pairing, "10.0.0.3", [b"hello there, is anybody out here on this port?"] * 20)
    assert pairing.sender == ""
    assert pairing.unknown.startswith("10.0.0.3 sends ")
    assert "hello there" in pairing.unknown


def test_zig_sim_without_gravity_says_what_to_switch_on() -> None:
    packet = {"device": {"os": "ios", "uuid": "a"}, "timestamp": "x", "sensordata": {"accel": {"x": 0.01, "y": 0.02, "z": -0.01}}}
    pairing = Pairing()
    feed(pairing, "10.0.0.3", [json.dumps(packet).encode()] * 60)
    assert "switch GRAVITY on" in pairing.unknown


def test_the_phone_may_change_what_it_sends_and_stays_the_only_one() -> None:
    pairing = Pairing()
    feed(pairing, "10.0.0.7", packets("sensorstream", 20))
    pairing.listen_anew()
    feed(pairing, "10.0.0.9", packets("zig-sim", 50))
    assert (pairing.sender, pairing.protocol) == ("10.0.0.7", "")
    assert feed(pairing, "10.0.0.7", packets("zig-sim", 20)) != b""
    assert (pairing.sender, pairing.protocol) == ("10.0.0.7", "zig-sim")


@pytest.mark.parametrize("ending", [b"", b"\n", b"\r\n", b"#", b"\r\n\0", b" #\n"])
def test_whatever_ends_a_packet_one_line_comes_of_it(ending: bytes) -> None:
    pairing = Pairing()
    sent = packets("csv", 100)
    assert feed(pairing, "10.0.0.7", [packet + ending for packet in sent]) == b"\n".join(sent) + b"\n"


@pytest.mark.parametrize("packet", [b"", b"\r\n", b"\0" * 100, b"1" * (MOST_PACKET + 1)])
def test_empty_and_huge_packets_are_left_out(packet: bytes) -> None:
    pairing = Pairing()
    feed(pairing, "10.0.0.7", packets("csv", 100))
    assert pairing.take("10.0.0.7", packet) == b""


def test_a_flood_costs_few_looks_and_little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = []

    def look(data: bytes) -> str | None:
        looks.append(len(data))
        return None

    monkeypatch.setattr("wobblequest.input.pairing.recognise", look)
    pairing, chance = Pairing(), Random(1)
    junk = [chance.randbytes(1000) for _ in range(50)]
    for i in range(10_000):  # 10 MB
        pairing.take("10.0.0.3", junk[i % 50])
    assert len(looks) < 10 + 10_000 / LOOK_SELDOM
    assert max(looks) <= 8192 + 1001


def test_many_senders_are_not_all_remembered() -> None:
    pairing = Pairing()
    for i in range(1000):
        pairing.take(f"10.0.{i // 250}.{i % 250}", b"junk")
    feed(pairing, "10.9.9.9", packets("sensorstream", 20))
    assert pairing.sender == "10.9.9.9"
    assert MOST_SENDERS < 20


@given(sent=st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), st.binary(max_size=300)), max_size=100), anew=st.integers(0, 100))
def test_arbitrary_packets_never_raise_and_only_the_phones_pass(sent: list[tuple[str, bytes]], anew: int) -> None:
    pairing = Pairing()
    for i, (sender, packet) in enumerate(sent):
        if i == anew:
            pairing.listen_anew()
        passed = pairing.take(sender, packet)
        assert passed == b"" or pairing.sender == sender
