"""The source of a board: states and words of the link, identity over a replug, aiming, TCP, and a real pseudo-terminal."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from math import sin
from queue import Empty, Queue

import pytest

from wobblequest.core.arena import Point, Target
from wobblequest.core.errors import UsageError
from wobblequest.core.samples import Reading, angles_from_up
from wobblequest.input.chooser import Chooser
from wobblequest.input.ports import FoundPort
from wobblequest.input.protocols.register import PROTOCOLS
from wobblequest.input.protocols.wobblequest import WobbleQuestEncoder, checked_line
from wobblequest.input.reader import Connected
from wobblequest.input.serial_port import find_boards
from wobblequest.input.serial_source import SerialSource
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

    def __init__(self, is_uart: bool = True, **options: object) -> None:
        self.now = 100.0
        self.port = FakePort()
        self.connected = Connected(self.port, "P", "The board", "2341:0043:1", is_uart)
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


def ours(serial: str, first: int, count: int) -> bytes:
    """Samples of our own firmware; whoever asks may put ``Ours(serial).answer`` before them."""
    encoder = WobbleQuestEncoder(serial)
    return b"".join(encoder.encode(i / 100, 8 * sin(i / 20), 3.0, (1.0, 2.0, 3.0)) for i in range(first, first + count))


def answer(serial: str) -> bytes:
    return WobbleQuestEncoder(serial).answer(b"?")


@pytest.mark.parametrize("rate_hz", [5, 10, 15])
def test_the_columns_of_a_slow_board_without_names_become_known(hand: Hand, rate_hz: int) -> None:
    """Fifty rows take it ten seconds: they are not thrown away meanwhile as something else."""
    for i in range(60):
        hand.send(b"%.2f,%.2f\r\n" % (9 * sin(i / 6), 4 * sin(i / 4)), after_s=1 / rate_hz)
    assert (hand.state, hand.source.info.protocol) == ("live", "csv")
    assert len(hand.readings) >= 59  # the very first line may be the rest of one


def test_a_board_that_lies_still_is_waited_for_until_its_unit_shows(hand: Hand) -> None:
    """So little may be degrees or radians; it is said what would tell."""
    for i in range(40):
        hand.send(b"".join(b"0.0%d,0.1%d\r\n" % (11 + (i + j) % 7, 21 + (i * j) % 9) for j in range(10)), after_s=0.1)
    assert hand.state == "searching"
    assert hand.words == "The board speaks csv: small numbers that may be degrees or radians. Tilt the board a little."
    for i in range(12):
        hand.send(b"".join(b"%.3f,0.121\r\n" % (i / 2 + j / 20) for j in range(10)), after_s=0.1)
    assert hand.state == "live"


def test_a_board_that_says_what_is_wrong_with_it_is_not_called_silent(hand: Hand) -> None:
    hand.until(lambda: "Listening" in hand.words)
    hand.send(ours("s1", 0, 20) + answer("s1"), after_s=0.2)
    hand.until(lambda: hand.state == "live")
    hand.send(checked_line(b"WQE,3,sensor stopped answering - loose wire?"), after_s=0.3)
    assert hand.state == "stale"
    assert hand.words.startswith("The board: a WobbleQuest board, but its sensor has stopped answering")
    hand.send(checked_line(b"WQE,3,sensor stopped answering - loose wire?"), after_s=1.0)
    assert hand.state == "lost"
    assert "loose wire" in hand.words
    hand.send(ours("s1", 150, 5), after_s=0.1)
    assert hand.state == "live"


def test_our_own_board_is_asked_once_who_it_is_and_nothing_is_live_before_it_told(hand: Hand) -> None:
    hand.until(lambda: "Listening" in hand.words)
    hand.send(ours("s1", 0, 20), after_s=0.2)
    hand.until(lambda: hand.port.written == [b"?"])
    assert hand.state == "searching"
    assert "which board" in hand.words
    assert hand.readings == []
    assert hand.source.link(hand.now).age_s is None
    hand.send(answer("s1") + ours("s1", 20, 5), after_s=0.05)
    assert hand.state == "live"
    assert hand.source.info.device == "wobblequest:s1"
    assert len(hand.readings) == 25, "what came meanwhile is not lost"
    hand.send(answer("s2") + ours("s1", 25, 5), after_s=0.05)
    assert hand.source.info.device == "wobblequest:s1"
    assert hand.port.written == [b"?"]


def test_a_board_that_does_not_tell_is_known_by_its_adapter_and_stays_so(hand: Hand) -> None:
    hand.until(lambda: "Listening" in hand.words)
    hand.send(ours("s1", 0, 20), after_s=0.2)
    hand.send(ours("s1", 20, 40), after_s=0.4)
    assert hand.state == "searching"
    hand.send(ours("s1", 60, 11), after_s=0.11)
    assert hand.state == "live"
    assert hand.source.info.device == "2341:0043:1"
    assert len(hand.readings) == 71
    hand.send(answer("s1") + ours("s1", 71, 5), after_s=0.05)
    assert hand.source.info.device == "2341:0043:1"


def test_after_a_replug_the_board_is_asked_again_and_its_samples_wait_for_the_answer(hand: Hand) -> None:
    hand.until(lambda: "Listening" in hand.words)
    hand.send(ours("s1", 0, 20), after_s=0.2)
    hand.send(answer("s1"))
    before = len(hand.readings)
    hand.port.incoming.put(OSError(5, "Input/output error"))
    hand.until(lambda: hand.state != "live")
    hand.until(lambda: "which board" in hand.words)
    hand.send(ours("s2", 0, 5), after_s=0.05)
    hand.until(lambda: hand.port.written == [b"?", b"?"])
    assert hand.state == "lost"
    assert len(hand.readings) == before
    hand.send(answer("s2") + ours("s2", 5, 5), after_s=0.05)
    assert hand.state == "live"
    assert hand.source.info.device == "wobblequest:s2", "it is another board, and is calibrated as such"
    assert len(hand.readings) == before + 10


def test_of_two_adapters_alike_the_board_that_tells_the_same_is_found_again() -> None:
    now = [100.0]
    boards = {"ttyUSB0": "s1", "ttyUSB1": "s2"}
    opened: list[tuple[str, FakePort]] = []

    class Teller(FakePort):
        """Sends samples at once, and answers as the board that is at this port."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.serial = boards[name]
            self.incoming.put(ours(self.serial, 0, 20))

        def write(self, data: bytes) -> None:
            super().write(data)
            self.incoming.put(WobbleQuestEncoder(self.serial).answer(data) + ours(self.serial, 20, 5))

    def open_port(name: str, baud: int) -> Teller:
        opened.append((name, Teller(name)))
        return opened[-1][1]

    twins = [FoundPort(name, "CH340", "1A86:7523:", 1) for name in boards]
    choose = Chooser("ttyUSB1", 115200, lambda: twins, open_port)
    source = SerialSource("ttyUSB1", clock=lambda: now[0], connect=choose, retry_s=QUICK)
    met: list[str] = []

    def until(done: Callable[[], bool]) -> None:
        deadline = time.monotonic() + 20
        while not done():
            assert time.monotonic() < deadline, (source.link(now[0]), opened)
            now[0] += 0.002
            if source.poll(now[0]) and source.info.device not in met[-1:]:
                met.append(source.info.device)
            threading.Event().wait(0.001)

    until(lambda: source.link(now[0]).state == "live")
    boards["ttyUSB0"], boards["ttyUSB1"] = "s2", "s1"
    opened[-1][1].incoming.put(OSError(5, "Input/output error"))
    until(lambda: len(opened) == 3 and source.link(now[0]).state == "live")
    assert [name for name, _ in opened] == ["ttyUSB1", "ttyUSB1", "ttyUSB0"]
    assert met == ["wobblequest:s2"]
    source.close()


def test_what_a_board_told_of_itself_is_not_taken_for_another_behind_an_adapter_alike_that_cannot_tell(hand: Hand) -> None:
    for i in range(0, 100, 5):
        hand.port.incoming.put(answer("s1"))
        hand.send(ours("s1", i, 5), after_s=0.05)
    assert hand.source.info.device == "wobblequest:s1"
    hand.port.incoming.put(OSError(5, "Input/output error"))
    hand.until(lambda: hand.state == "lost")
    hand.until(lambda: "asking" in hand.words)
    for i in range(0, 800, 20):
        hand.send(samples("keyvalue", i, 20), after_s=0.2)
    assert (hand.state, hand.source.info.protocol, hand.source.info.device) == ("live", "keyvalue", "2341:0043:1")


def test_another_board_at_the_same_name_is_looked_at_anew_and_known_as_itself(hand: Hand) -> None:
    for i in range(0, 100, 5):
        hand.send(samples("keyvalue", i, 5), after_s=0.05)
    hand.connected = Connected(hand.port, "P", "Another board", "1A86:7523:")
    hand.port.incoming.put(OSError(5, "Input/output error"))
    hand.until(lambda: "Listening" in hand.words or hand.state == "lost")
    hand.until(lambda: hand.source.info.device == "1A86:7523:")
    hand.send(samples("witmotion", 0, 20), after_s=1.2)
    hand.send(samples("witmotion", 20, 5), after_s=0.2)
    assert (hand.state, hand.source.info.protocol) == ("live", "witmotion")


def test_a_yes_to_probes_ends_with_the_port_and_that_of_the_command_line_does_not(hand: Hand) -> None:
    def exhaust() -> None:
        for _ in range(60):
            hand.now += 0.2
            hand.source.poll(hand.now)

    hand.until(lambda: "Listening" in hand.words)
    exhaust()
    assert hand.source.link(hand.now).offers_probe
    hand.source.allow_probes()
    assert not hand.source.link(hand.now).offers_probe
    hand.port.incoming.put(OSError(5, "Input/output error"))
    hand.until(lambda: "unplugged" in hand.words or "Listening" in hand.words)
    hand.until(lambda: "Listening" in hand.words)
    hand.port.written.clear()
    exhaust()
    assert hand.source.link(hand.now).offers_probe
    hand.until(lambda: b"r" in hand.port.written)
    assert hand.port.written == [b"r"]
    always = Hand(probe=True)
    always.until(lambda: "Listening" in always.words)
    for _ in range(100):
        always.now += 0.2
        always.source.poll(always.now)
    always.until(lambda: b"<start>" in always.port.written)
    always.source.close()


def test_quality_and_latency_come_with_the_link(hand: Hand) -> None:
    assert hand.source.link(hand.now).quality is None
    for i in range(0, 300, 5):
        hand.send(samples("keyvalue", i, 5), after_s=0.05)
    link = hand.source.link(hand.now)
    assert link.quality is not None
    assert link.quality.word == "good"
    assert link.latency is not None
    size = len(samples("keyvalue", 250, 50)) / 50
    assert link.latency.wire_ms == pytest.approx(1000 * size * 10 / 115200, rel=0.1)
    usb = Hand(is_uart=False)
    for i in range(0, 300, 5):
        usb.send(samples("keyvalue", i, 5), after_s=0.05)
    latency = usb.source.link(usb.now).latency
    assert latency is not None
    assert latency.wire_ms == 0.0
    usb.source.close()


def test_a_razor_in_binary_that_lost_its_step_is_asked_for_its_mark_where_it_may_be() -> None:
    from struct import pack

    def plain(count: int) -> bytes:
        return b"".join(pack("<3f", 1.0, 5.0, 2.0) for _ in range(count))

    for probe in (True, False):
        hand = Hand(probe=probe, protocol="razor-binary")
        hand.until(lambda: "Listening" in hand.words)  # noqa: B023  # it is called at once
        hand.send(b"#SYNCH00\r\n" + plain(20), after_s=0.4)
        assert hand.state == "live"
        hand.send(b"\xff" * 7 + plain(20), after_s=0.2)  # a sample came in part
        for _ in range(4):
            hand.send(plain(10), after_s=0.2)
        hand.send(b"")
        assert hand.port.written[:1] == ([b"#s00"] if probe else [])
        hand.source.close()
