"""A UDP port on this computer's own loopback, with a phone that the test plays."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from wobblequest.input import udp_port
from wobblequest.input.pairing import Pairing
from wobblequest.input.port_problems import CannotOpen
from wobblequest.input.protocols.sensorstream import SensorstreamEncoder
from wobblequest.input.udp_port import HIGHEST, LOWEST, Listen, UdpPort, own_address


@pytest.fixture
def sender() -> Iterator[socket.socket]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind(("127.0.0.1", 0))
        yield sock


def line(i: int) -> bytes:
    return SensorstreamEncoder().encode(i / 100, 3.0, 1.0).strip()


def test_packets_become_lines_and_nothing_is_answered(sender: socket.socket) -> None:
    listen = Listen(Pairing())
    connected = listen()
    assert listen.number is not None
    assert LOWEST <= listen.number <= HIGHEST
    assert connected.name == f"UDP port {listen.number}"
    for i in range(8):
        sender.sendto(line(i), ("127.0.0.1", listen.number))
    lines = b"".join(connected.port.read() for _ in range(8)).splitlines()
    assert lines == [line(i) for i in range(8)]
    connected.port.write(b"hello")
    sender.setblocking(False)
    with pytest.raises(BlockingIOError):
        sender.recv(10)
    connected.port.close()


def test_silence_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(udp_port, "WAIT_S", 0.001)
    port = UdpPort(0, Pairing())
    assert port.read() == b""
    port.close()


def test_the_code_is_a_free_port_by_chance_and_stays_the_same() -> None:
    taken, free = UdpPort(0, Pairing()), UdpPort(0, Pairing())
    occupied, chosen = taken._socket.getsockname()[1], free._socket.getsockname()[1]
    free.close()
    choices = iter([occupied, occupied, chosen])
    listen = Listen(Pairing(), choose=lambda: next(choices))
    listen().port.close()
    assert listen.number == chosen
    listen().port.close()  # the network was away: the phone still sends to the same number
    assert listen.number == chosen
    taken.close()


def test_where_no_port_can_be_had_a_sentence_says_so() -> None:
    taken = UdpPort(0, Pairing())
    occupied = taken._socket.getsockname()[1]
    with pytest.raises(CannotOpen, match="no port be opened"):
        Listen(Pairing(), choose=lambda: occupied)()
    with pytest.raises(CannotOpen, match=f"Another program has UDP port {occupied}"):
        Listen(Pairing(), occupied)()
    taken.close()


def test_two_codes_are_hardly_ever_the_same() -> None:
    assert len({udp_port._by_chance() for _ in range(20)}) > 15


def test_the_own_address_is_one_or_none() -> None:
    address = own_address()
    assert address == "" or socket.inet_aton(address)
