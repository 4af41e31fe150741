"""Two boards, and a board that sleeps, through real pseudo-terminals. The clock that is handed in runs faster than the wall's."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from wobblequest.core.samples import Reading
from wobblequest.input.chooser import Chooser
from wobblequest.input.lookout import Lookout, Sighting
from wobblequest.input.person import Person
from wobblequest.input.ports import FoundPort
from wobblequest.input.protocols.gy25 import SleepingGy25Encoder
from wobblequest.input.protocols.wobblequest import WobbleQuestEncoder
from wobblequest.input.search import FIRST_BAUD
from wobblequest.input.serial_port import open_port
from wobblequest.input.serial_source import SerialSource
from wobblequest.input.source import Source
from wobblequest.input.virtual_board import VirtualBoard
from wobblequest.input.virtual_lines import PtyLine
from wobblequest.input.which import Desk, WhichBoard

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a pseudo-terminal who has it open")
SPEED = 5.0
DEADLINE_S = 30.0


def clock() -> float:
    return time.perf_counter() * SPEED


class Board:
    """A board of our own firmware's kind, on a pseudo-terminal that can be plugged in under any name."""

    def __init__(self, name: Path, identity: str, serial: str) -> None:
        self.identity, self.pitch_deg, self.heard, self.times_opened = identity, 1.0, b"", 0
        self._encoder = WobbleQuestEncoder(serial)
        self._number = self._reader = 0
        self.plug(name)

    def plug(self, name: Path) -> None:
        self.name = name
        self.line = PtyLine(name)
        self.line.plug()

    @property
    def port(self) -> FoundPort:
        return FoundPort(str(self.name), "Tilt sensor", self.identity, 1)

    def turn(self) -> None:
        """Answer, and send what a board of 100 Hz has sent since the last turn, however long that is."""
        reader = self.line.reader()
        if reader and reader != self._reader:
            self.times_opened += 1
            self._number = int(clock() * 100)
        self._reader = reader
        heard = self.line.receive()
        self.heard += heard
        self.line.send(self._encoder.answer(heard))
        while reader and self._number < int(clock() * 100):
            self.line.send(self._encoder.encode(self._number / 100, self.pitch_deg, 0.5))
            self._number += 1


class Desktop:
    """Boards that are plugged in, and a source that is polled."""

    def __init__(self, *boards: Board) -> None:
        self.boards = list(boards)
        self.readings: list[Reading] = []

    def ports(self) -> list[FoundPort]:
        return [board.port for board in self.boards]

    def which(self, known: tuple[str, ...] = ()) -> WhichBoard:
        def listen(port: FoundPort, opened_s: float) -> SerialSource:
            return SerialSource(
                port.device, clock=clock, opened_s=opened_s, connect=Chooser(port.device, FIRST_BAUD, self.ports, open_port))

        return WhichBoard(known, clock=clock, desk=Desk(Lookout(lambda: Sighting(tuple(self.ports())), every_s=0.02), listen))

    def until(self, source: Source, done: Callable[[], bool]) -> None:
        deadline = time.perf_counter() + DEADLINE_S
        while not done():
            assert time.perf_counter() < deadline, source.link(clock())
            for board in self.boards:
                board.turn()
            self.readings += source.poll(clock())
            threading.Event().wait(0.002)


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[Desktop]:
    it = Desktop(Board(tmp_path / "p0", "1A86:7523:", "s0"), Board(tmp_path / "p1", "1A86:7523:", "s1"))
    boards = list(it.boards)
    yield it
    for board in boards:
        board.line.unplug()


def test_f2_of_two_boards_the_tilted_one_is_played_on_and_found_again_under_another_name(desktop: Desktop, tmp_path: Path) -> None:
    a, b = desktop.boards
    source = desktop.which()
    desktop.until(source, lambda: "Two boards answer" in source.link(clock()).words)
    still_until_s = clock() + 1.5
    desktop.until(source, lambda: clock() > still_until_s)
    assert desktop.readings == []
    b.pitch_deg = 15.0
    desktop.until(source, lambda: source.link(clock()).state == "live")
    assert source.info.device == "wobblequest:s1"
    desktop.until(source, lambda: a.line.reader() == 0)  # the other one is closed
    desktop.until(source, lambda: len(desktop.readings) > 20)
    desktop.boards.remove(b)
    b.line.unplug()
    desktop.until(source, lambda: source.link(clock()).state == "lost")
    before = len(desktop.readings)
    b.plug(tmp_path / "p7")
    desktop.boards.append(b)
    desktop.until(source, lambda: len(desktop.readings) > before)
    assert source.info.device == "wobblequest:s1"
    assert (a.times_opened, a.heard) == (1, b"?")
    times = [reading.t_s for reading in desktop.readings]
    assert times == sorted(times)
    source.close()


def test_f2_a_board_that_was_used_before_is_taken_and_the_other_is_never_opened(desktop: Desktop) -> None:
    a, b = desktop.boards
    b.identity = "1A86:7523:77"
    source = desktop.which(("1A86:7523:77",))
    desktop.until(source, lambda: source.link(clock()).state == "live")
    desktop.until(source, lambda: len(desktop.readings) > 50)
    assert source.info.device == "wobblequest:s1"
    assert a.times_opened == 0
    source.close()


class Ears(SleepingGy25Encoder):
    """Remembers all that was written to it."""

    def __init__(self) -> None:
        super().__init__()
        self.heard = b""

    def answer(self, data: bytes) -> bytes:
        self.heard += data
        return super().answer(data)


def test_a_silent_board_is_woken_after_a_yes_and_not_before() -> None:
    line = PtyLine()
    line.plug()
    sleeper = Ears()
    board = VirtualBoard(Person(0.8, 1), sleeper, line)
    source = SerialSource(line.port, clock=clock)
    heard: list[str] = []

    def until(done: Callable[[], bool]) -> None:
        deadline = time.perf_counter() + DEADLINE_S
        while not done():
            assert time.perf_counter() < deadline, source.link(clock())
            board.turn(clock())
            source.poll(clock())
            words = source.link(clock()).words
            if words not in heard[-1:]:
                heard.append(words)
            threading.Event().wait(0.002)

    until(lambda: source.link(clock()).offers_probe)
    assert any("open but silent" in words for words in heard)
    assert heard[-1].startswith("Nothing came from")
    later_s = clock() + 5.0
    until(lambda: clock() > later_s)
    assert source.link(clock()).offers_probe
    assert source.info.protocol == ""
    assert sleeper.heard == b"r", "without a yes nothing but the key of the DMP sketch is sent"
    source.allow_probes()
    until(lambda: source.link(clock()).state == "live")
    assert source.info.protocol == "gy25"
    assert sleeper.heard.startswith(b"r\xa5\x52")
    source.close()
    line.unplug()
