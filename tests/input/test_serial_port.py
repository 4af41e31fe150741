"""The source of a board: states and words of the link, identity over a replug, aiming, TCP, and a real pseudo-terminal."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import sin
from queue import Empty, Queue

import pytest

from wobblequest.core.arena import Point, Target
from wobblequest.core.errors import UsageError
from wobblequest.core.samples import Reading, angles_from_up
from wobblequest.input.chooser import Chooser
from wobblequest.input.port_problems import CannotOpen
from wobblequest.input.ports import FoundPort
from wobblequest.input.protocols.register import PROTOCOLS
from wobblequest.input.reader import Connected
from wobblequest.input.serial_port import SerialSource, find_boards
from wobblequest.input.tcp_port import host_and_port

QUICK = (0.001,)
needs_pty = pytest.mark.skipif(not hasattr(os, "openpty"), reason="this system has no pseudo-terminals")


class FakePort:
    """A port whose bytes, or exceptions, the test puts into a queue."""

    def __init__(self) -> None:
        self.incoming: Queue[bytes | BaseException] = Queue()
        self.written: list[bytes] = []
        self.bauds: list[int] = []
        self.reads = 0

    def read(self) -> bytes:
        self.reads += 1
        try:
            item = self.incoming.get(timeout=0.005)
        except Empty:
            return b""
        if isinstance(item, BaseException):
            raise item
        return item

    def write(self, data: bytes) -> None:
        self.written.append(data)

    def set_baud(self, baud: int) -> None:
        self.bauds.append(baud)

    def close(self) -> None:
        pass


class Hand:
    """A clock that the test moves, a board that it plays, and the source between them."""

    def __init__(self, **options: object) -> None:
        self.now = 100.0
        self.port = FakePort()
        self.connected = Connected(self.port, "P", "The board", "2341:0043:1", is_uart=True)
        self.fails: list[BaseException] = []
        self.readings: list[Reading] = []
        self.source = SerialSource("P", clock=lambda: self.now, connect=self._connect, retry_s=QUICK, **options)  # type: ignore[arg-type]

    def _connect(self) -> Connected:
        if self.fails:
            raise self.fails[0]
        return self.connected

    def until(self, done: Callable[[], bool]) -> None:
        """Poll, at a standing clock, until the thread has done what is waited for."""
        deadline = time.monotonic() + 20
        while not done():
            assert time.monotonic() < deadline, self.source.link(self.now)
            self.readings += self.source.poll(self.now)
            threading.Event().wait(0.001)

    def send(self, data: bytes, after_s: float = 0.0) -> None:
        """Let time pass, then the board send, and wait until the bytes were taken."""
        self.now += after_s
        self.port.incoming.put(data)
        self.until(self.port.incoming.empty)
        reads = self.port.reads
        self.until(lambda: self.port.reads > reads)  # the next read has begun: what the one before gave is in the queue
        self.readings += self.source.poll(self.now)

    @property
    def state(self) -> str:
        return self.source.link(self.now).state

    @property
    def words(self) -> str:
        return self.source.link(self.now).words


@pytest.fixture
def hand() -> Iterator[Hand]:
    it = Hand()
    yield it
    it.source.close()


def samples(protocol: str, first: int, count: int) -> bytes:
    encoder = PROTOCOLS[protocol].encoder()
    return b"".join(encoder.encode(i / 100, 8 * sin(i / 20), 3.0, (1.0, 2.0, 3.0)) for i in range(first, first + count))


STEP_DEG = {"bno-lines": 1 / 32, "usi-board": 1 / 13.5}
"""Of boards that send less than hundredths of a degree."""


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_a_board_is_found_and_nothing_that_it_sent_is_missing(protocol: str) -> None:
    hand = Hand()
    hand.until(lambda: "Listening" in hand.words)
    assert hand.state == "searching"
    hand.send(PROTOCOLS[protocol].encoder().boot())
    for i in range(0, 200, 5):
        hand.send(samples(protocol, i, 5), after_s=0.05)
    assert hand.state == "live"
    assert len(hand.readings) == 200
    assert hand.source.info.protocol == protocol
    assert hand.source.info.device == ("wobblequest:virtual" if protocol == "wobblequest" else "2341:0043:1")
    link = hand.source.link(hand.now)
    assert link.rate_hz == pytest.approx(100, rel=0.1)
    assert link.faults == 0
    times = [r.t_s for r in hand.readings]
    assert times == sorted(times)
    wanted = [8 * sin(i / 20) for i in range(200)]
    assert [angles_from_up(r.up)[0] for r in hand.readings] == pytest.approx(wanted, abs=STEP_DEG.get(protocol, 0.01))
    hand.source.close()


def test_live_stale_lost_and_live_again(hand: Hand) -> None:
    for i in range(0, 100, 5):
        hand.send(samples("keyvalue", i, 5), after_s=0.05)
    assert hand.state == "live"
    hand.now += 0.3
    assert hand.state == "stale"
    assert "silent" in hand.words
    hand.now += 0.8
    assert hand.state == "lost"
    assert "cable" in hand.words
    hand.send(samples("keyvalue", 100, 5))
    assert hand.state == "live"
    assert hand.readings[-1].t_s - hand.readings[-6].t_s > 1.0


def test_unplugged_is_said_at_once_and_the_time_goes_on_after_it(hand: Hand) -> None:
    for i in range(0, 100, 5):
        hand.send(samples("csv", i, 5), after_s=0.05)
    before = len(hand.readings)
    hand.fails = [FileNotFoundError(2, "No such file")]
    hand.port.incoming.put(OSError(5, "Input/output error"))
    hand.until(lambda: hand.state == "lost")
    hand.until(lambda: "no port" in hand.words)
    hand.now += 5.0
    hand.fails = []
    hand.until(lambda: "plugged in but silent" in hand.words)
    hand.send(samples("csv", 0, 6)[3:])  # in the middle of a line, and the board's own clock began anew
    assert hand.state == "live"
    assert len(hand.readings) == before + 5
    assert hand.readings[before].t_s - hand.readings[before - 1].t_s == pytest.approx(5.0, abs=0.1)
    assert hand.source.info.protocol == "csv"


@pytest.mark.parametrize(("sends", "word"), [
    (b"", "silent"),
    (bytes(range(128, 256)) * 4, "no text"),
    (b"$GPGGA,123000.00,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47\r\n" * 4, "GPS"),
    (b"ok T:21.3 /0.0 B:20.0 /0.0\r\n" * 4, "printer"),
])
def test_within_three_seconds_a_person_knows_what_is_wrong(hand: Hand, sends: bytes, word: str) -> None:
    hand.until(lambda: "Listening" in hand.words)
    for _ in range(5):
        hand.send(sends, after_s=0.55)
    assert hand.state == "searching"
    assert word in hand.words


def test_a_missing_port_is_said() -> None:
    hand = Hand()
    hand.source.close()
    other = SerialSource("COM77", clock=lambda: 0.0, connect=_raise(FileNotFoundError(2, "No such file")), retry_s=QUICK)
    deadline = time.monotonic() + 20
    while "no port COM77" not in other.link(0.0).words:
        assert time.monotonic() < deadline
        assert other.poll(0.0) == []
    assert other.link(0.0).state == "searching"
    other.close()


def _raise(error: BaseException) -> Callable[[], Connected]:
    def connect() -> Connected:
        raise error

    return connect


def test_the_dmp_prompt_is_answered_and_nothing_is_written_otherwise(hand: Hand) -> None:
    hand.until(lambda: "Listening" in hand.words)
    hand.send(b"\nSend any character to begin DMP programming and demo: \r\n", after_s=0.2)
    hand.send(b"", after_s=1.0)
    hand.until(lambda: bool(hand.port.written))
    assert hand.port.written[0] == b"r"
    quiet = Hand()
    quiet.source.aim(Target(Point(1.0, 2.0), 3.0))
    for i in range(0, 100, 5):
        quiet.send(samples("csv", i, 5), after_s=0.05)
    assert quiet.port.written == []
    quiet.source.close()


def test_the_baud_rate_is_hunted_on_the_open_port(hand: Hand) -> None:
    hand.until(lambda: "Listening" in hand.words)
    for _ in range(30):
        hand.send(bytes(range(128, 256)), after_s=0.1)
    hand.until(lambda: len(hand.port.bauds) >= 3)
    assert hand.port.bauds[:3] == [115200, 9600, 57600]


def test_a_virtual_board_is_told_the_target_whenever_it_changed() -> None:
    hand = Hand(virtual=True)
    target = Target(Point(1.0, -2.0), 3.5)
    for aim in (target, target, None, None, target):
        hand.source.aim(aim)
    hand.until(lambda: len(hand.port.written) >= 1)
    hand.until(lambda: b"".join(hand.port.written).endswith(b"T,1.0000,-2.0000,3.5000\n"))
    assert set(hand.port.written) <= {b"T,1.0000,-2.0000,3.5000\n", b"T\n"}
    hand.source.close()


def test_a_board_that_changes_its_language_is_looked_at_anew(hand: Hand) -> None:
    for i in range(0, 100, 5):
        hand.send(samples("keyvalue", i, 5), after_s=0.05)
    for i in range(0, 500, 10):
        hand.send(samples("witmotion", i, 10), after_s=0.1)
    assert hand.source.info.protocol == "witmotion"
    assert hand.state == "live"


@dataclass
class Desk:
    """What is plugged in; opening notes the name."""

    ports: list[FoundPort]
    opened: list[str]

    def chooser(self, name: str) -> Chooser:
        return Chooser(name, 115200, lambda: sorted(self.ports, key=lambda p: p.rank), self._open)

    def _open(self, name: str, baud: int) -> FakePort:
        self.opened.append(name)
        return FakePort()


def test_after_a_replug_the_same_board_is_opened_under_its_new_name() -> None:
    desk = Desk([FoundPort("ttyUSB0", "CH340", "1A86:7523:A", 1), FoundPort("ttyUSB1", "CH340", "1A86:7523:B", 1)], [])
    choose = desk.chooser("ttyUSB1")
    assert choose().identity == "1A86:7523:B"
    desk.ports = [FoundPort("ttyUSB1", "CH340", "1A86:7523:A", 1), FoundPort("ttyUSB4", "CH340", "1A86:7523:B", 1)]
    assert choose().name == "ttyUSB4"
    desk.ports = []
    choose()
    assert desk.opened == ["ttyUSB1", "ttyUSB4", "ttyUSB1"]


def test_of_two_boards_that_cannot_be_told_apart_the_one_asked_for_stays_the_one() -> None:
    twins = [FoundPort("ttyUSB0", "CH340", "1A86:7523:", 1), FoundPort("ttyUSB1", "CH340", "1A86:7523:", 1)]
    desk = Desk(twins, [])
    choose = desk.chooser("ttyUSB1")
    choose()
    choose()
    desk.ports = twins[:1]
    choose()
    desk.ports = [twins[0], FoundPort("ttyUSB2", "CH340", "1A86:7523:", 1)]
    choose()
    assert desk.opened == ["ttyUSB1", "ttyUSB1", "ttyUSB1", "ttyUSB2"]


def test_a_port_that_cannot_be_opened_is_told_with_what_is_known_of_it() -> None:
    def busy(name: str, baud: int) -> FakePort:
        raise PermissionError(13, "Permission denied")

    with pytest.raises(CannotOpen, match="may not use ttyUSB0"):
        Chooser("ttyUSB0", 115200, lambda: [FoundPort("ttyUSB0", "CH340", "1A86:7523:A", 1)], busy)()


def test_a_twin_is_tried_once_a_board_says_that_it_is_not_ours() -> None:
    twins = [FoundPort("ttyUSB0", "CH340", "1A86:7523:", 1), FoundPort("ttyUSB1", "CH340", "1A86:7523:", 1)]
    desk = Desk(twins, [])
    choose = desk.chooser("ttyUSB1")
    choose()
    choose.settled()
    choose()  # replugged, and the two have changed their names
    assert choose.try_another()
    choose()
    assert not choose.try_another()
    assert desk.opened == ["ttyUSB1", "ttyUSB1", "ttyUSB0"]


def test_what_cannot_be_is_refused_with_a_sentence() -> None:
    for options in ({"protocol": "morse"}, {"baud": 1200}, {"baud": 0}):
        with pytest.raises(UsageError):
            SerialSource("P", **options)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="socket://HOST:PORT"):
        SerialSource("socket://nowhere")
    assert host_and_port("socket://[::1]:5") == ("::1", 5)


def test_the_systems_ports_can_be_listed() -> None:
    assert all(port.identity for port in find_boards())


def test_a_board_over_tcp() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        source = SerialSource(f"socket://127.0.0.1:{server.getsockname()[1]}", virtual=True, retry_s=QUICK)
        source.aim(None)
        board, _ = server.accept()
        with board:  # the target is told when the port is open, and once
            board.sendall(samples("csv", 0, 100))
            readings: list[Reading] = []
            deadline = time.monotonic() + 20
            while len(readings) < 99:
                assert time.monotonic() < deadline, source.link(time.perf_counter())
                readings += source.poll(time.perf_counter())
            board.settimeout(20)
            assert board.recv(10) == b"T\n"
        while source.link(time.perf_counter()).state == "live":
            source.poll(time.perf_counter())
            assert time.monotonic() < deadline
        source.close()


@needs_pty
def test_a_real_terminal_from_open_to_close() -> None:
    import tty

    master, slave = os.openpty()
    tty.setraw(slave)
    source = SerialSource(os.ttyname(slave))
    deadline = time.monotonic() + 20
    while "Listening" not in source.link(time.perf_counter()).words:
        assert time.monotonic() < deadline
        source.poll(time.perf_counter())
    readings: list[Reading] = []
    sent = 0
    while len(readings) < 80:
        assert time.monotonic() < deadline, source.link(time.perf_counter())
        os.write(master, samples("mpu6050-dmp", sent, 5))
        sent += 5
        readings += source.poll(time.perf_counter())
        threading.Event().wait(0.005)
    assert source.link(time.perf_counter()).state == "live"
    assert source.info.protocol == "mpu6050-dmp"
    source.close()
    os.close(master)
    os.close(slave)
