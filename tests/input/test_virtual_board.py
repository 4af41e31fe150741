from __future__ import annotations

import os
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from math import cos, radians, sin
from pathlib import Path
from time import monotonic, sleep

import pytest

from wobblequest.core.arena import Point, Target
from wobblequest.core.errors import UsageError, WobbleQuestError
from wobblequest.core.samples import Reading, angle_between_deg, up_from_gravity_plane
from wobblequest.input.person import Person
from wobblequest.input.protocols.register import PROTOCOLS
from wobblequest.input.virtual_board import VirtualBoard, aim_of, rate_of
from wobblequest.input.virtual_lines import Line, PtyLine, TcpLine
from wobblequest.session.fusion import Fusion

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")


class Wire:
    """A line in memory."""

    def __init__(self) -> None:
        self.port = ""
        self.there = 1
        self.sent = b""
        self.heard = b""

    def plug(self) -> None:
        self.port = "wire"

    def unplug(self) -> None:
        self.port = ""

    def reader(self) -> int:
        return self.there

    def send(self, data: bytes) -> None:
        self.sent += data

    def receive(self) -> bytes:
        data, self.heard = self.heard, b""
        return data


def board(protocol: str = "csv", line: Line | None = None, skill: float = 0.8) -> tuple[VirtualBoard, Wire]:
    wire = Wire()
    return VirtualBoard(Person(skill, 1), PROTOCOLS[protocol].encoder(), wire if line is None else line), wire


def until(done: Callable[[], bool], step: Callable[[], object], within_s: float = 10.0) -> None:
    """Do a step until something is so; fails at the deadline."""
    end = monotonic() + within_s
    while not done():
        assert monotonic() < end, "it did not come about in time"
        step()


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_it_speaks_every_protocol_as_its_decoder_hears_it(protocol: str) -> None:
    virtual, wire = board(protocol)
    wire.heard = b"r"
    for i in range(1001):
        virtual.turn(50.0 + i / 100)
        wire.heard += b"r" if i == 0 else b""
    decoder = PROTOCOLS[protocol].decoder()
    frames = decoder.feed(wire.sent) + decoder.finish()
    assert decoder.faults == 0
    assert len(frames) >= 990
    person = Person(0.8, 1)
    first_missed = 1001 - len(frames)
    for i in (first_missed + 400, first_missed + 900):
        assert max(abs(v) for v in frames[i - first_missed].up[:2]) <= sin(radians(20.1))
        tilt, _ = person.at(i / 100)
        up = frames[i - first_missed].up
        assert up[0] == pytest.approx(-sin(radians(tilt.pitch_deg)), abs=0.02)
        assert up[1] == pytest.approx(sin(radians(tilt.roll_deg)) * cos(radians(tilt.pitch_deg)), abs=0.02)


def test_a_sketch_that_prompts_waits_for_a_byte() -> None:
    virtual, wire = board("mpu6050-dmp")
    for i in range(100):
        virtual.turn(i / 100)
    assert wire.sent.rstrip().endswith(b"demo:")
    wire.heard = b"r"
    virtual.turn(1.0)
    virtual.turn(1.01)
    assert b"DMP ready" in wire.sent
    assert b"ypr\t" in wire.sent


def test_each_new_reader_finds_a_board_that_was_reset() -> None:
    virtual, wire = board("mpu6050-dmp")
    wire.heard = b"r"
    virtual.turn(0.0)
    virtual.turn(0.02)
    assert b"ypr\t" in wire.sent
    wire.there, wire.sent = 0, b""
    virtual.turn(0.04)
    assert wire.sent == b""
    wire.there = 2
    virtual.turn(0.06)
    assert wire.sent.startswith(b"Initializing")
    assert b"ypr\t" not in wire.sent


def test_the_person_hears_where_the_target_is() -> None:
    virtual, wire = board(skill=0.95)
    heard: list[Target | None] = []
    virtual._person.aim = heard.append  # type: ignore[method-assign]
    virtual.turn(0.0)
    heard.clear()
    for piece in (b"T,8.5", b",-2,1.", b"5\nT\r\n", b"junk\nT,1\nT,a,b,c\nT,nan,0,1\n",
                  b"T,8,-2,3,remem", b"bered\nT,8,-2,3,seen\nT,8,-2,3,remembered,1\n"):
        wire.heard = piece
        virtual.turn(0.01)
    assert heard == [Target(Point(8.5, -2.0), 1.5), None, Target(Point(8.0, -2.0), 3.0, remembered=True)]


def test_a_reader_that_leaves_takes_its_target_along() -> None:
    virtual, wire = board()
    heard: list[Target | None] = []
    virtual._person.aim = heard.append  # type: ignore[method-assign]
    virtual.turn(0.0)
    wire.heard = b"T,8,0,2\nT,9,"
    virtual.turn(0.01)
    wire.there = 0
    virtual.turn(0.02)
    assert heard[-1] is None
    wire.there, wire.heard = 2, b"0,2\n"
    virtual.turn(0.03)
    assert heard[-1] is None


def test_orders_without_end_fill_no_memory() -> None:
    virtual, wire = board()
    for i in range(100):
        wire.heard = b"x" * 4096
        virtual.turn(i / 100)
    assert len(virtual._order) <= 200


@pytest.mark.parametrize(("order", "told"), [
    (b"T", (True, None)), (b"T\r", (True, None)), (b"rT,1,2,3", (True, Target(Point(1, 2), 3))), (b"", (False, None)),
    (b"T,1,2", (False, None)), (b"T,inf,2,3", (False, None)), (b"hello", (False, None)), (b"\xff\x00", (False, None)),
])
def test_only_a_target_is_a_target(order: bytes, told: tuple[bool, Target | None]) -> None:
    assert aim_of(order) == told


def test_the_rates_turn_the_tilt_as_it_turns() -> None:
    # Fusing the board's own rates with a wrong accelerometer that is given no weight follows the tilt for a second.
    person, fusion = Person(0.4, 3), Fusion(tau_s=1e9)
    for i in range(200, 300):
        tilt, speeds = person.at(i / 100)
        up = up_from_gravity_plane(*tilt)
        fused = fusion.up(Reading(i / 100, up if i == 200 else (0.0, 0.0, 1.0), rate_of(tilt, speeds), 1.0))
    assert angle_between_deg(fused, up) < 0.2


def test_it_runs_on_absolute_deadlines_and_ends() -> None:
    virtual, wire = board()
    now, naps = [100.0], []

    def nap(seconds: float) -> None:
        naps.append(seconds)
        now[0] += seconds + 0.0007  # every nap is a little too long

    virtual.run(2.0, threading.Event(), clock=lambda: now[0], nap=nap)
    assert now[0] == pytest.approx(102.0, abs=0.01)
    assert virtual.sent == pytest.approx(200, abs=1)
    assert max(naps) <= 0.02
    stop = threading.Event()
    stop.set()
    virtual.run(None, stop, clock=lambda: now[0], nap=nap)
    assert wire.sent


def test_after_a_sleep_only_the_newest_samples_are_sent() -> None:
    virtual, _ = board()
    virtual.turn(0.0)
    virtual.turn(1000.0)
    assert virtual.sent == 26


# -- the real lines --------------------------------------------------------------------------------------------------------


class Far:
    """The other end of a pseudo-terminal."""

    def __init__(self, path: str) -> None:
        self.fd = os.open(path, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        self.data = b""

    def read(self) -> None:
        try:
            self.data += os.read(self.fd, 65536)
        except BlockingIOError:
            sleep(0.0005)

    def ended(self) -> bool:
        """Whether the other side has vanished: an error on Linux, the end of the stream elsewhere."""
        try:
            return os.read(self.fd, 65536) == b""
        except BlockingIOError:
            return False
        except OSError:
            return True

    def close(self) -> None:
        os.close(self.fd)


@pytest.fixture
def pty() -> Iterator[PtyLine]:
    line = PtyLine()
    line.plug()
    yield line
    line.unplug()


@posix
def test_a_terminal_carries_bytes_unchanged_both_ways(pty: PtyLine) -> None:
    far = Far(pty.port)
    until(lambda: pty.reader() > 0, lambda: None)
    every = bytes(range(256))
    pty.send(every)
    until(lambda: len(far.data) >= 256, far.read)
    assert far.data == every
    os.write(far.fd, b"T,1,2,3\n\x03\x04\r")
    heard = b""

    def listen() -> None:
        nonlocal heard
        heard += pty.receive()

    until(lambda: len(heard) >= 11, listen)
    assert heard == b"T,1,2,3\n\x03\x04\r"
    far.close()


@posix
def test_nobody_reading_does_not_block_it(pty: PtyLine) -> None:
    far = Far(pty.port)
    for _ in range(2000):
        pty.send(b"x" * 100)
    far.close()


@posix
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells that a reader came or went")
def test_a_terminal_tells_its_readers_apart(pty: PtyLine) -> None:
    assert pty.reader() == 0
    numbers = []
    for _ in range(2):
        far = Far(pty.port)
        until(lambda: pty.reader() > 0, lambda: None)
        numbers.append(pty.reader())
        assert pty.reader() == numbers[-1]
        far.close()
        until(lambda: pty.reader() == 0, lambda: None)
    assert numbers == [1, 2]


@posix
def test_cut_and_reopened_the_link_leads_to_the_new_terminal(tmp_path: Path) -> None:
    link = tmp_path / "board"
    virtual, _ = board(line=PtyLine(link))
    virtual.reopen()
    far = Far(str(link))
    now = [0.0]

    def turn() -> None:
        now[0] += 0.01
        virtual.turn(now[0])
        far.read()

    until(lambda: far.data.count(b"\n") > 5, turn)
    virtual.cut()
    assert not link.is_symlink()
    until(far.ended, far.read)
    far.close()
    sent = virtual.sent
    virtual.turn(now[0] + 0.05)
    assert virtual.sent == sent
    port = virtual.reopen()
    assert str(link.readlink()) == port
    far = Far(str(link))
    until(lambda: far.data.count(b"\n") > 5, turn)
    assert far.data.startswith(b"t_ms,")
    far.close()
    virtual.cut()
    assert not link.is_symlink()


@posix
def test_a_link_replaces_a_link_but_never_a_file(tmp_path: Path) -> None:
    link, file = tmp_path / "link", tmp_path / "file"
    file.write_text("precious")
    link.symlink_to(tmp_path / "gone")
    line = PtyLine(link)
    line.plug()
    assert str(link.readlink()) == line.port
    # Somebody else has taken the name meanwhile: it is theirs.
    link.unlink()
    link.symlink_to(file)
    line.unplug()
    assert link.is_symlink()
    with pytest.raises(UsageError, match="no symbolic link"):
        PtyLine(file)
    assert file.read_text() == "precious"
    with pytest.raises(UsageError, match="cannot be made"):
        PtyLine(tmp_path / "no" / "folder").plug()


def test_a_tcp_line_serves_one_reader_and_again_the_next() -> None:
    line = TcpLine()
    line.plug()
    virtual, _ = board(line=line)
    host, port = line.port.removeprefix("socket://").split(":")
    now = [0.0]
    data = bytearray()

    def turn() -> None:
        now[0] += 0.01
        virtual.turn(now[0])
        try:
            data.extend(peer.recv(65536))
        except BlockingIOError:
            sleep(0.0005)

    for _ in range(2):
        data.clear()
        peer = socket.create_connection((host, int(port)))
        peer.setblocking(False)
        until(lambda: data.count(b"\n") > 5, turn)
        assert data.startswith(b"t_ms,")
        second = socket.create_connection((host, int(port)))
        until(lambda: line.reader() > 0, turn)
        virtual.turn(now[0])
        second.settimeout(10.0)
        assert second.recv(100) == b""
        second.close()
        peer.close()
        until(lambda: line.reader() == 0, lambda: None)
    virtual.cut()
    assert virtual.reopen() == f"socket://{host}:{port}"
    virtual.cut()


def test_a_tcp_reader_that_dozes_does_not_block_it() -> None:
    line = TcpLine()
    line.plug()
    peer = socket.create_connection(("127.0.0.1", int(line.port.rsplit(":", 1)[1])))
    until(lambda: line.reader() > 0, lambda: None)
    for _ in range(3000):
        line.send(b"x" * 4096)
    assert line.reader() > 0
    peer.close()
    line.unplug()


def test_a_taken_tcp_port_is_said_in_words() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(WobbleQuestError, match="another port"):
        TcpLine(port=taken.getsockname()[1]).plug()
