"""Faults F1, F2 and F3 through the whole game and a real pseudo-terminal: unplugged in mid-trial, silence and strangers, noise."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from math import hypot, sin
from pathlib import Path
from random import Random
from typing import Any

import pytest

from wobblequest.core.calibration import Calibration
from wobblequest.core.reach import Reach
from wobblequest.core.samples import angles_from_up
from wobblequest.input.chooser import Chooser
from wobblequest.input.ports import FoundPort
from wobblequest.input.reader import RETRY_S
from wobblequest.input.serial_port import PySerialPort
from wobblequest.input.serial_source import SerialSource
from wobblequest.input.source import LOST_AFTER_S, STALE_AFTER_S
from wobblequest.screens.screen import Intent
from wobblequest.session.replay import replay

pytestmark = pytest.mark.skipif(not hasattr(os, "openpty"), reason="this system has no pseudo-terminals")
RATE_HZ = 90
DEADLINE_S = 60.0


def line(i: int) -> bytes:
    return b"Pitch:%.2f,Roll:%.2f\r\n" % (1.5 * sin(i / 40), 1.2 * sin(i / 53))


class Board:
    """A board that sends three lines a frame through a pseudo-terminal, and whose cable can be pulled."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.plugs = self.sent = 0
        self.ports: list[FoundPort] = []
        self.plug_in()

    def plug_in(self) -> None:
        import tty

        self.master, self.slave = os.openpty()
        tty.setraw(self.slave)
        name = self.folder / f"board{self.plugs}"
        self.plugs += 1
        name.symlink_to(os.ttyname(self.slave))
        self.ports.append(FoundPort(str(name), "Arduino", "2341:0043:77", 0))

    def pull(self) -> None:
        Path(self.ports.pop().device).unlink()
        os.close(self.master)
        os.close(self.slave)

    def send(self) -> None:
        """The lines of one frame."""
        self.put(b"".join(line(self.sent + k) for k in range(RATE_HZ // 30)))
        self.sent += RATE_HZ // 30

    def put(self, data: bytes) -> None:
        """Send bytes, and wait until somebody has read them."""
        import fcntl
        import struct
        import termios

        left = memoryview(data)
        while left:
            left = left[os.write(self.master, left[:4096]) :]
        deadline = time.perf_counter() + DEADLINE_S
        while struct.unpack("i", fcntl.ioctl(self.slave, termios.FIONREAD, b"\0" * 4))[0]:
            assert time.perf_counter() < deadline, "nobody reads"
            threading.Event().wait(0.0002)


@pytest.fixture
def board(tmp_path: Path) -> Iterator[Board]:
    it = Board(tmp_path)
    yield it
    if it.ports:
        it.pull()


class Game:
    """The whole game on the board, frame by frame, in time that only passes here."""

    def __init__(self, hall_on: Callable[..., Any], board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
        self.board = board
        self.hall: Any = None
        self.said: list[str] = []
        port = board.ports[0].device
        self.source = SerialSource(
            port, connect=Chooser(port, 115200, lambda: list(board.ports), PySerialPort), protocol="keyvalue", retry_s=(0.005,),
            clock=lambda: self.hall.now_s if self.hall else 0.0,
        )
        self.hall = hall_on(self.source, "hold-2")
        say = self.hall.practice.say
        monkeypatch.setattr(self.hall.practice, "say", lambda name: (self.said.append(name), say(name)))

    def frames(self, seconds: float, *, silent: bool = False) -> None:
        for _ in range(round(seconds * 30)):
            if self.board.ports and not silent:
                self.board.send()
            threading.Event().wait(0.001)  # what was read reaches the queue
            self.hall.wait(1 / 30 - 1e-9)

    def until(self, screen: str) -> None:
        deadline = time.perf_counter() + DEADLINE_S
        while self.hall.screen != screen:
            assert time.perf_counter() < deadline, (self.hall.screen, self.source.link(self.hall.now_s))
            here = self.hall.loop.screen
            if self.hall.screen in ("Ready", "Paused"):
                self.hall.loop.screen = here.request(Intent("right" if self.hall.screen == "Ready" else "confirm")) or here
            self.frames(1 / 30)

    def play_some_seconds(self) -> Any:
        """The trial that runs, six seconds old."""
        self.frames(1.0)
        self.hall.practice.keep_calibration(Calibration())
        self.hall.practice.keep_reach(Reach())
        self.until("Play")
        self.frames(6.0)
        assert self.hall.practice.trial.play_s > 2.0
        return self.hall.practice.trial


def test_f1_row_by_row(hall_on: Callable[..., Any], board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    game = Game(hall_on, board, monkeypatch)
    trial, hall = game.play_some_seconds(), game.hall
    before, played_s = trial.readings(), trial.play_s

    game.frames(STALE_AFTER_S + 0.1, silent=True)  # first the sensor's plug comes loose: the port is still there
    assert hall.screen == "Play"
    assert hall.loop.screen._stale, "a dot older than 0.25 s must not look alive"
    held = trial.cursor
    game.frames(LOST_AFTER_S - STALE_AFTER_S, silent=True)
    assert (hall.screen, trial.pause_reason) == ("Paused", "signal")
    assert game.said[-1] == "lost"
    assert trial.cursor == held
    board.pull()  # then the cable
    game.frames(3.0)
    assert trial.play_s == pytest.approx(played_s, abs=0.05)
    assert trial.readings() == before

    board.plug_in()  # as another port
    assert max(RETRY_S) + 0.5 <= 2.0, "looked for often enough to be back within two seconds of being plugged in"
    game.frames(2.0)
    assert game.source.link(hall.now_s).state == "live"
    assert game.source.info.device == "2341:0043:77"
    game.until("Play")
    game.until("ResultScreen")

    kept = hall.store.recording(trial.header.trial_id)
    assert kept.readings[: len(before)] == before
    assert [event.kind for event in kept.events] == ["pause", "gap", "resume"]
    pitches = [round(angles_from_up(reading.up)[0], 2) + 0.0 for reading in before]
    sent = [round(1.5 * sin(i / 40), 2) + 0.0 for i in range(board.sent)]
    first = next(i for i in range(board.sent) if sent[i : i + 50] == pitches[:50])
    assert pitches == sent[first : first + len(before)], "none lost, none doubled"
    result = hall.practice.past()[-1].result
    assert result.completed
    assert result.quality.gaps == 1
    assert replay(kept).result() == result


def test_f1_a_cable_that_is_pulled_pauses_at_once_and_one_that_is_back_at_once_goes_on(
    hall_on: Callable[..., Any], board: Board, monkeypatch: pytest.MonkeyPatch,
) -> None:
    game = Game(hall_on, board, monkeypatch)
    trial, hall = game.play_some_seconds(), game.hall
    board.pull()
    game.frames(LOST_AFTER_S)
    assert (hall.screen, trial.pause_reason, game.said[-1]) == ("Paused", "signal", "lost")
    board.plug_in()
    game.until("Play")
    assert hall.practice.trial is trial


EVIL = (
    b"\x00" * 5000 + b"\n", b"nan,nan\n" * 50, b"Pitch:nan,Roll:nan\r\n" * 200, b"Pitch:1e308,Roll:-1e308\r\n" * 200,
    b"Pitch:inf,Roll:1\r\n" * 200, b"Pitch:1" + b"0" * 3000 + b",Roll:2\r\n", b"Pitch:,Roll:\r\n" * 200, b"\xff" * 5000 + b"\r\n",
    b"Pitch:" * 3000 + b"\n", b"\r\n" * 5000,
)


def noises() -> dict[str, list[bytes]]:
    """What comes in each frame of a noise: a million random bytes, what is no number, ten million bytes that are no line."""
    chance = Random(3)
    return {"random": [chance.randbytes(125_000) for _ in range(8)], "evil": list(EVIL), "endless": [b"x" * 400_000] * 25}


def test_f3_noise_in_mid_trial_breaks_nothing_and_is_counted(
    hall_on: Callable[..., Any], board: Board, monkeypatch: pytest.MonkeyPatch,
) -> None:
    game = Game(hall_on, board, monkeypatch)
    trial, hall = game.play_some_seconds(), game.hall
    faults = [game.source.link(hall.now_s).faults]
    for noise in noises().values():
        for data in noise:
            board.put(data)
            threading.Event().wait(0.001)
            hall.wait(1 / 30 - 1e-9)
            assert game.source._stream._decoder.buffered <= 65536
        before = len(trial.readings())
        game.frames(1 / 30)  # three samples: the first may have been written on the noise's last line
        assert len(trial.readings()) >= before + 2, "a good frame is recognised within one frame of the noise's end"
        assert game.source.link(hall.now_s).state == "live"
        faults.append(game.source.link(hall.now_s).faults)
        if trial.phase == "paused":
            game.until("Play")
        game.frames(1.5)
    assert faults[0] == 0
    assert faults[1] > 0
    assert faults[2] > faults[1] + 100, "each line that says what cannot be is counted"
    readings = trial.readings()
    assert all(abs(hypot(*reading.up) - 1) < 1e-9 for reading in readings)
    assert all(max(map(abs, angles_from_up(reading.up))) < 3.0 for reading in readings), "only what the board meant was believed"
    game.until("ResultScreen")
    assert hall.practice.past()[-1].result.quality.faults >= faults[-1]


@pytest.mark.parametrize(("sends", "words"), [
    (b"", "is open but silent"), (b"$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47\r\n", "GPS"),
    (bytes(range(128, 256)), "baud"), (b"Marlin 2.1.2\r\nok T:23.4 /0.0 B:22.8 /0.0\r\n", "3D printers"),
], ids=["silence", "GPS", "wrong baud", "printer"])
def test_f2_what_is_no_playing_board_is_said_in_words_within_three_seconds(
    hall_on: Callable[..., Any], board: Board, sends: bytes, words: str
) -> None:
    halls: list[Any] = []
    port = board.ports[0].device
    source = SerialSource(port, connect=Chooser(port, 115200, lambda: list(board.ports), PySerialPort),
                          clock=lambda: halls[0].now_s if halls else 0.0)
    halls.append(hall_on(source))
    deadline = time.perf_counter() + DEADLINE_S
    while "Opening" in source.link(0.0).words:
        assert time.perf_counter() < deadline
        source.poll(0.0)
        threading.Event().wait(0.001)
    told = []
    for _ in range(90):
        if sends:
            board.put(sends)
        threading.Event().wait(0.001)
        halls[0].wait(1 / 30 - 1e-9)
        link = source.link(halls[0].now_s)
        assert link.state == "searching", "never a live-looking frozen dot"
        told.append(link.words)
    assert any(words in said for said in told), told[-1]
    assert halls[0].screen == "Ready"
    assert not halls[0].loop.screen.alive
