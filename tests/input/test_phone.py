"""A phone as the board's sensor: real sockets on this computer's loopback, and a phone that the test plays."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from math import sin
from random import Random

import pytest
from websockets.sync.server import ServerConnection, serve

from wobblequest.core.errors import UsageError
from wobblequest.core.samples import Reading, angles_from_up
from wobblequest.input.phone import UdpPhone, WebSocketPhone, phone_source
from wobblequest.input.protocols.register import PROTOCOLS
from wobblequest.input.reader import MOST_BYTES
from wobblequest.input.source import Source

QUICK = (0.001,)


class Listener:
    """A source, a clock that the test moves, and senders on the loopback."""

    def __init__(self, source: UdpPhone | None = None) -> None:
        self.now = 50.0
        self.source = source or UdpPhone(clock=lambda: self.now, retry_s=QUICK)
        self.readings: list[Reading] = []
        self.sent = self.taken = 0
        self._sockets: dict[str, socket.socket] = {}
        take = self.source._pairing.take

        def count(sender: str, packet: bytes) -> bytes:
            lines = take(sender, packet)
            self.taken += 1
            return lines

        self.source._pairing.take = count  # type: ignore[method-assign]
        self.until(lambda: self.source.port is not None and "Opening" not in self.words)

    def until(self, done: Callable[[], bool]) -> None:
        deadline = time.monotonic() + 20
        while not done():
            assert time.monotonic() < deadline, self.source.link(self.now)
            self.readings += self.source.poll(self.now)
            threading.Event().wait(0.001)

    def send(self, packet: bytes, sender: str = "127.0.0.1") -> None:
        """Send, and wait until it has arrived: the system's own buffer holds some hundred packets only."""
        if sender not in self._sockets:
            sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            self._sockets[sender] = sock
            try:
                sock.bind((sender, 0))
            except OSError:
                pytest.skip(f"this system has no {sender}")
        self._sockets[sender].sendto(packet, ("127.0.0.1", self.source.port or 0))
        self.sent += 1
        self.until(lambda: self.taken >= self.sent)

    def stream(self, protocol: str, count: int, first: int = 0, sender: str = "127.0.0.1") -> None:
        """Samples, 10 ms apart by the phone's clock and by ours."""
        encoder = PROTOCOLS[protocol].encoder()
        for i in range(first, first + count):
            self.now += 0.01
            self.send(encoder.encode(i / 100, 8 * sin(i / 20), 3.0, (1.0, 2.0, 3.0)).strip(), sender)
            self.readings += self.source.poll(self.now)

    @property
    def state(self) -> str:
        return self.source.link(self.now).state

    @property
    def words(self) -> str:
        return self.source.link(self.now).words

    def close(self) -> None:
        self.source.close()
        for sock in self._sockets.values():
            sock.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    it = Listener()
    yield it
    it.close()


def test_before_the_phone_the_code_and_the_address_are_said(listener: Listener) -> None:
    assert listener.state == "searching"
    assert f"port {listener.source.port}, the pairing code" in listener.words
    assert "address" in listener.words
    assert len(str(listener.source.port)) == 5
    assert listener.source.info.device == ""


def test_a_network_that_is_joined_later_is_told_with_its_address(listener: Listener, monkeypatch: pytest.MonkeyPatch) -> None:
    addresses = iter(["", "192.168.7.5"])
    monkeypatch.setattr("wobblequest.input.phone.own_address", lambda: next(addresses))
    assert "it is in no network now" in listener.words
    assert "the address 192.168.7.5 and port" in listener.words


@pytest.mark.parametrize(("protocol", "device"), [
    ("sensorstream", "phone"), ("csv", "phone"), ("json", "phone"), ("zig-sim", "phone:0A1B2C3D-0000-4000-8000-00000000F00D"),
])
def test_a_phone_is_read_and_nothing_that_it_sent_is_missing(listener: Listener, protocol: str, device: str) -> None:
    listener.stream(protocol, 200)
    missing = 1 if protocol == "csv" else 0  # of a line that may lack its beginning
    listener.until(lambda: len(listener.readings) == 200 - missing)
    assert listener.state == "live"
    assert listener.words == f"Phone at 127.0.0.1 speaks {protocol}."
    info = listener.source.info
    assert (info.kind, info.name, info.protocol, info.device) == ("phone", "Phone", protocol, device)
    assert info.is_sensor
    assert info.is_board
    wanted = [8 * sin(i / 20) for i in range(missing, 200)]
    assert [angles_from_up(r.up)[0] for r in listener.readings] == pytest.approx(wanted, abs=0.01)
    times = [r.t_s for r in listener.readings]
    assert times == sorted(times)
    assert listener.source.link(listener.now).faults == 0


def test_a_second_sender_is_ignored_and_named(listener: Listener) -> None:
    listener.stream("sensorstream", 20)
    listener.until(lambda: len(listener.readings) == 20)
    encoder = PROTOCOLS["sensorstream"].encoder()
    for i in range(25):
        listener.send(encoder.encode(i / 100, 50.0, 50.0), "127.0.0.2")
    listener.until(lambda: "(25 packets)" in listener.words)
    assert "127.0.0.2 sends here too, and is ignored" in listener.words
    listener.stream("sensorstream", 10, first=20)
    listener.until(lambda: len(listener.readings) == 30)
    assert max(angles_from_up(r.up)[0] for r in listener.readings) < 10
    assert listener.state == "live"


def test_malformed_packets_are_faults_and_no_samples(listener: Listener) -> None:
    listener.stream("sensorstream", 20)
    chance = Random(2)
    for _ in range(50):
        listener.send(chance.randbytes(chance.randrange(1, 200)).replace(b"\n", b"x") + b"x")
    listener.stream("sensorstream", 20, first=20)
    listener.until(lambda: len(listener.readings) == 40)
    assert listener.source.link(listener.now).faults == 50
    assert max(abs(angles_from_up(r.up)[0]) for r in listener.readings) < 10


def test_a_phone_that_goes_silent_is_lost_and_comes_back(listener: Listener) -> None:
    listener.stream("sensorstream", 20)
    listener.until(lambda: len(listener.readings) == 20)
    listener.now += 0.5
    assert listener.state == "stale"
    listener.now += 1.0
    assert listener.state == "lost"
    assert "keep its app in front" in listener.words
    listener.stream("sensorstream", 10, first=170)
    listener.until(lambda: len(listener.readings) == 30)
    assert listener.state == "live"
    assert listener.readings[20].t_s - listener.readings[19].t_s == pytest.approx(1.51, abs=0.02)


def test_another_app_on_the_same_phone_is_found_out(listener: Listener) -> None:
    listener.stream("sensorstream", 20)
    listener.until(lambda: len(listener.readings) == 20)
    for _ in range(60):
        listener.stream("zig-sim", 10)
        if listener.source.info.protocol == "zig-sim":
            break
    listener.until(lambda: listener.state == "live" and listener.source.info.protocol == "zig-sim")
    assert "speaks zig-sim" in listener.words


def test_what_is_no_phone_is_said_with_its_address(listener: Listener) -> None:
    for _ in range(20):
        listener.send(b"a printer that looks for somebody to print with it")
    listener.until(lambda: "127.0.0.1 sends" in listener.words)
    assert "Sensorstream" in listener.words
    assert listener.state == "searching"


def test_a_flood_of_ten_megabytes_is_bounded_and_the_phone_plays_on_after_it(listener: Listener) -> None:
    listener.stream("sensorstream", 20)
    listener.until(lambda: len(listener.readings) == 20)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as flood:
        for _ in range(5000):  # as fast as it can, and nobody polls meanwhile
            flood.sendto(b"\xff" * 2000, ("127.0.0.1", listener.source.port or 0))
    deadline = time.monotonic() + 20
    while listener.taken < 60:  # how many are lost on the way is the system's business
        assert time.monotonic() < deadline
        threading.Event().wait(0.001)
    listener.sent = listener.taken
    queued = sum(len(getattr(event, "data", b"")) for event in listener.source._reader._events)
    assert queued <= MOST_BYTES
    listener.readings.clear()
    listener.until(lambda: _sent_and_read(listener))
    assert listener.state == "live"


def _sent_and_read(listener: Listener) -> bool:
    listener.stream("sensorstream", 1, first=len(listener.readings) + 1000)
    return len(listener.readings) > 5


def test_a_port_that_another_program_has_is_said() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("", 0))
        number = taken.getsockname()[1]
        listener = Listener(UdpPhone(number, clock=lambda: 50.0, retry_s=QUICK))
        listener.until(lambda: f"Another program has UDP port {number}" in listener.words)
        assert listener.state == "searching"
        listener.close()
    assert listener.state == "ended"


@pytest.mark.parametrize("place", ["80", "70000", "abc", "http://10.0.0.1:8080", "ws://", "ws://10.0.0.1", "ws://:8080", "ws://[::1:8080",
                                   "ws://10.0.0.1:999999", "١٢٣٤٥"])
def test_a_place_that_is_none_is_refused_in_a_sentence(place: str) -> None:
    with pytest.raises(UsageError, match="--source phone:") as caught:
        phone_source(place, clock=lambda: 0.0)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("place", "port"), [("", None), ("55123", 55123)])
def test_the_place_says_which_way(place: str, port: int | None) -> None:
    source = phone_source(place, clock=lambda: 0.0)
    assert isinstance(source, UdpPhone)
    assert port is None or source.port == port
    source.close()


def test_without_the_package_one_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "wobblequest.input.web_socket_port", None)
    with pytest.raises(UsageError, match=r"run “pip install websockets”"):
        phone_source("ws://127.0.0.1:8080", clock=lambda: 0.0)


def test_a_sensor_servers_phone_is_read_and_lost_and_found() -> None:
    encoder = PROTOCOLS["sensor-server"].encoder()
    go = threading.Semaphore(0)

    def play(connection: ServerConnection) -> None:
        for i in range(100):
            if not go.acquire(timeout=20):
                return
            for message in encoder.encode(i / 100, 8 * sin(i / 20), 3.0, (1.0, 2.0, 3.0)).splitlines():
                connection.send(message.decode())

    server = serve(play, "127.0.0.1", 0)
    place = f"ws://127.0.0.1:{server.socket.getsockname()[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    now = [10.0]
    readings: list[Reading] = []
    source: Source = WebSocketPhone(place, clock=lambda: now[0], retry_s=QUICK)

    def until(done: Callable[[], bool]) -> None:
        deadline = time.monotonic() + 20
        while not done():
            assert time.monotonic() < deadline, source.link(now[0])
            readings.extend(source.poll(now[0]))
            threading.Event().wait(0.001)

    until(lambda: "says nothing" in source.link(now[0]).words)
    for i in range(100):
        now[0] += 0.01
        go.release()
        least = max(0, i - 6)
        until(lambda least=least: len(readings) >= least)  # type: ignore[misc]
    until(lambda: len(readings) >= 100)
    assert [angles_from_up(r.up)[0] for r in readings[:100]] == pytest.approx([8 * sin(i / 20) for i in range(100)], abs=0.01)
    info = source.info
    assert (info.kind, info.name, info.protocol, info.device) == ("phone", "Phone", "sensor-server", "phone"), "no address is kept"
    now[0] += 2.0
    server.shutdown()
    thread.join(10)
    until(lambda: "does not answer" in source.link(now[0]).words)
    assert source.link(now[0]).state == "lost"
    source.close()
