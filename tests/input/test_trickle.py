"""Fault F6: a stream that trickles or stalls is shown as stale, and nothing is made up for what is missing."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from itertools import pairwise
from math import sin

import numpy as np
import pytest

from wobblequest.core.motion import Motion
from wobblequest.core.samples import Reading, angles_from_up
from wobblequest.input.protocols.register import PROTOCOLS
from wobblequest.input.reader import Chunk, Connected, Event, Opened
from wobblequest.input.serial_source import SerialSource
from wobblequest.input.source import STALE_AFTER_S
from wobblequest.scoring.record import record_of

pty = pytest.mark.skipif(not hasattr(os, "openpty"), reason="this system has no pseudo-terminals")
DEADLINE_S = 30.0


def line(i: int) -> bytes:
    return b"Pitch:%.2f,Roll:%.2f\r\n" % (8 * sin(i / 40), 5 * sin(i / 53))


def sent(count: int) -> list[float]:
    return [round(8 * sin(i / 40), 2) + 0.0 for i in range(count)]


def pitches(readings: list[Reading]) -> list[float]:
    return [round(angles_from_up(reading.up)[0], 2) + 0.0 for reading in readings]


class Script:
    """A port in simulated time: what the test puts in comes out with its stamps."""

    def __init__(self) -> None:
        self.events: list[Event] = [Opened(0.0, Connected(None, "P", "The board", "1:1:1"))]  # type: ignore[arg-type]

    def take(self) -> list[Event]:
        events, self.events = self.events, []
        return events

    def write(self, data: bytes) -> None: ...
    def set_baud(self, baud: int) -> None: ...
    def connect_again(self) -> None: ...
    def close(self) -> None: ...


class Player:
    """Polls a hundred times a second, and judges the link each time."""

    def __init__(self) -> None:
        self.script, self.now = Script(), 0.0
        self.source = SerialSource("P", clock=lambda: self.now, reader=lambda connect: self.script)
        self.readings: list[Reading] = []
        self.states: dict[float, str] = {}
        self.arrived_s: list[float] = []

    def poll(self, data: bytes = b"") -> None:
        self.now = round(self.now + 0.01, 4)
        if data:
            self.script.events.append(Chunk(self.now, data))
            self.arrived_s.append(self.now)
        self.readings += self.source.poll(self.now)
        self.states[self.now] = self.source.link(self.now).state


@pytest.mark.parametrize("stall_s", [0.15, 0.3, 0.8, 4.0])
def test_a_stall_is_shown_stays_a_gap_and_nothing_fills_it(stall_s: float) -> None:
    player = Player()
    for i in range(400):
        player.poll(line(i))
    before, stopped_s = len(player.readings), player.now
    for _ in range(round(stall_s * 100)):
        player.poll()
    for i in range(400, 800):
        player.poll(line(i))
    assert before == 400
    assert pitches(player.readings) == sent(800)
    steps = [b.t_s - a.t_s for a, b in pairwise(player.readings)]
    assert steps[399] == pytest.approx(stall_s + 0.01, abs=0.02)
    assert max(steps[50:399] + steps[400:]) < 0.02
    for at_s, state in player.states.items():
        if stopped_s + STALE_AFTER_S < at_s <= stopped_s + stall_s:
            assert state == ("lost" if at_s > stopped_s + 1.0 else "stale"), at_s
    assert player.states[player.now] == "live"
    angles = np.array([angles_from_up(reading.up) for reading in player.readings])
    record = record_of(Motion(np.array([reading.t_s for reading in player.readings]), angles[:, 0], angles[:, 1]))
    assert len(record.gaps) == 1, "scoring cuts there, too: nothing is interpolated across"
    assert len(record.even_pieces) == 2


def test_what_the_computer_held_back_is_no_gap_for_the_board_sent_it_all() -> None:
    player = Player()
    for i in range(400):
        player.poll(line(i))
    for _ in range(40):
        player.poll()
    player.poll(b"".join(line(i) for i in range(400, 441)))
    for i in range(441, 600):
        player.poll(line(i))
    assert pitches(player.readings) == sent(600)
    assert max(b.t_s - a.t_s for a, b in pairwise(player.readings[50:])) < 0.05


def test_a_board_too_slow_to_play_on_is_never_called_live_between_its_samples() -> None:
    player = Player()
    for tick in range(2400):
        player.poll(line(tick // 40) if tick % 40 == 0 else b"")
    newest_s = player.arrived_s[0]
    seen = set()
    for at_s in sorted(player.states):
        newest_s = max((s for s in player.arrived_s if s <= at_s), default=newest_s)
        if at_s > 10.0:
            seen.add(player.states[at_s])
            assert (player.states[at_s] == "live") == (at_s - newest_s <= STALE_AFTER_S + 1e-9), at_s
    assert seen == {"live", "stale"}
    assert player.source.link(player.now).rate_hz == pytest.approx(2.5, rel=0.1)
    assert min(b.t_s - a.t_s for a, b in pairwise(player.readings[10:])) > 0.1, "no sample is made up between two"


@pytest.mark.parametrize("protocol", ["csv", "witmotion", "wobblequest", "gy25"])
def test_bytes_that_trickle_one_by_one_give_the_same_samples(protocol: str) -> None:
    encoder, player = PROTOCOLS[protocol].encoder(), Player()
    player.poll(encoder.boot())
    for i in range(60):
        for byte in encoder.encode(i / 5, 8 * sin(i / 4), 3.0):
            player.poll(bytes([byte]))
    for _ in range(100):
        player.poll()
    wanted = [8 * sin(i / 4) for i in range(60)]
    assert [angles_from_up(reading.up)[0] for reading in player.readings] == pytest.approx(wanted, abs=0.011)


@pty
def test_through_a_terminal_a_stall_is_seen_and_bytes_may_trickle() -> None:
    import tty

    master, slave = os.openpty()
    tty.setraw(slave)
    source = SerialSource(os.ttyname(slave))
    readings: list[Reading] = []
    states: list[str] = []

    def until(done: Callable[[], bool]) -> None:
        deadline = time.perf_counter() + DEADLINE_S
        while not done():
            now = time.perf_counter()
            assert now < deadline, source.link(now)
            readings.extend(source.poll(now))
            state = source.link(now).state
            if state not in states[-1:]:
                states.append(state)
            threading.Event().wait(0.001)

    until(lambda: "Listening" in source.link(time.perf_counter()).words)
    for i in range(0, 60, 2):
        os.write(master, line(i) + line(i + 1))
        until(lambda: len(readings) == 0 or len(readings) > i)  # noqa: B023  # it is called at once
    until(lambda: len(readings) == 60)
    until(lambda: states[-1] == "stale")
    for i in range(60, 70):
        for byte in line(i):
            os.write(master, bytes([byte]))
        until(lambda: len(readings) > i)  # noqa: B023
    assert pitches(readings) == sent(70)
    assert readings[60].t_s - readings[59].t_s > 0.1
    assert "live" in states[states.index("stale") :]
    source.close()
    os.close(master)
    os.close(slave)
