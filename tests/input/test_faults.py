"""Faults F1, F2, F3 and F5 on the way from bytes to readings, through real pseudo-terminals where the system has them."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from math import sin
from pathlib import Path
from random import Random

import pytest

from wobblequest.core.samples import Reading, angles_from_up
from wobblequest.input.protocols.register import PROTOCOLS
from wobblequest.input.reader import Connected
from wobblequest.input.serial_source import SerialSource
from wobblequest.input.stream import Stream

pty = pytest.mark.skipif(not hasattr(os, "openpty"), reason="this system has no pseudo-terminals")
DEADLINE_S = 30.0


def line(i: int) -> bytes:
    return b"Pitch:%.2f,Roll:%.2f\r\n" % (8 * sin(i / 40), 5 * sin(i / 53))


class Cable:
    """A pseudo-terminal behind a name that stays or changes, as a board behind a port."""

    def __init__(self, folder: Path) -> None:
        self.name = folder / "board"
        self.master = self.slave = -1

    def plug_in(self, name: Path | None = None) -> None:
        import tty

        self.master, self.slave = os.openpty()
        tty.setraw(self.slave)
        self.name = name or self.name
        self.name.symlink_to(os.ttyname(self.slave))

    def pull(self) -> None:
        self.name.unlink()
        os.close(self.master)
        os.close(self.slave)
        self.master = self.slave = -1

    def send(self, data: bytes) -> None:
        os.write(self.master, data)


@pytest.fixture
def cable(tmp_path: Path) -> Iterator[Cable]:
    it = Cable(tmp_path)
    it.plug_in()
    yield it
    if it.master >= 0:
        it.pull()


class Player:
    """Polls a source as the game does."""

    def __init__(self, source: SerialSource) -> None:
        self.source = source
        self.readings: list[Reading] = []
        self.states: list[str] = []

    def poll(self) -> None:
        now = time.perf_counter()
        self.readings += self.source.poll(now)
        state = self.source.link(now).state
        if not self.states or self.states[-1] != state:
            self.states.append(state)

    def until(self, done, sending=lambda: None) -> None:  # type: ignore[no-untyped-def]
        deadline = time.perf_counter() + DEADLINE_S
        while not done():
            assert time.perf_counter() < deadline, (self.states, len(self.readings), self.source.link(time.perf_counter()))
            sending()
            self.poll()
            threading.Event().wait(0.002)


def play(cable: Cable, player: Player, first: int, count: int) -> int:
    """Send ``count`` samples, five at a time, polling in between. Gives the next number."""
    for i in range(first, first + count, 5):
        cable.send(b"".join(line(k) for k in range(i, i + 5)))
        player.poll()
    return first + count


def pitches(readings: list[Reading]) -> list[float]:
    return [round(angles_from_up(reading.up)[0], 2) + 0.0 for reading in readings]


def sent(first: int, count: int) -> list[float]:
    return [round(8 * sin(i / 40), 2) + 0.0 for i in range(first, first + count)]


@pty
def test_f1_unplugged_in_the_middle_and_plugged_in_again_under_the_same_name(cable: Cable) -> None:
    player = Player(SerialSource(str(cable.name)))
    player.until(lambda: "Listening" in player.source.link(time.perf_counter()).words)
    n = play(cable, player, 0, 200)
    player.until(lambda: len(player.readings) == n)
    cable.send(line(n)[:9])  # the last line is cut in the middle
    cable.pull()
    player.until(lambda: player.states[-1] == "lost")
    assert len(player.readings) == n
    cable.plug_in()
    player.until(lambda: len(player.readings) > n, sending=lambda: cable.send(line(7)))
    assert player.readings[n].t_s > player.readings[n - 1].t_s
    assert pitches(player.readings[:n]) == sent(0, n)
    assert set(pitches(player.readings[n:])) == set(sent(7, 1))
    assert player.states[-1] == "live"
    player.source.close()


@pty
def test_f1_plugged_in_again_under_another_name_it_is_known_by_its_identity(cable: Cable, tmp_path: Path) -> None:
    from wobblequest.input.chooser import Chooser
    from wobblequest.input.ports import FoundPort
    from wobblequest.input.serial_port import PySerialPort

    plugged: list[FoundPort] = [FoundPort(str(cable.name), "Arduino", "2341:0043:77", 0)]
    choose = Chooser(str(cable.name), 115200, lambda: list(plugged), PySerialPort)
    player = Player(SerialSource(str(cable.name), connect=choose, protocol="keyvalue"))
    player.until(lambda: "Listening" in player.source.link(time.perf_counter()).words)
    n = play(cable, player, 0, 100)
    player.until(lambda: len(player.readings) == n)
    plugged.clear()
    cable.pull()
    player.until(lambda: player.states[-1] == "lost")
    cable.plug_in(tmp_path / "another")
    plugged.append(FoundPort(str(cable.name), "Arduino", "2341:0043:77", 0))
    player.until(lambda: len(player.readings) > n, sending=lambda: cable.send(line(3)))
    assert player.source.info.device == "2341:0043:77"
    player.source.close()


@pty
def test_f2_two_programs_cannot_share_a_board_and_the_second_is_told(cable: Cable) -> None:
    first, second = Player(SerialSource(str(cable.name))), Player(SerialSource(str(cable.name)))
    words = [""]

    def both() -> bool:
        first.poll()
        second.poll()
        words[0] = " ".join(player.source.link(time.perf_counter()).words for player in (first, second))
        return "Another program is using" in words[0]

    first.until(both)
    first.source.close()
    second.source.close()


def possible(reading: Reading) -> bool:
    pitch_deg, roll_deg = angles_from_up(reading.up)
    return abs(pitch_deg) <= 180 and abs(roll_deg) <= 180 and abs(sum(v * v for v in reading.up) - 1) < 1e-9


EVIL = [
    b"\x00" * 5000 + b"\n", b"nan,nan\n" * 50, b"1e308,1e308\n" * 60, b"inf,-inf\n" * 50, b"Pitch:1e308,Roll:-1e308\n" * 60,
    b"Pitch:nan,Roll:nan\n" * 60, b"ypr\t1e308\tnan\tinf\r\n" * 60, b"U" * 3000, b"\x55\x53" + b"\xff" * 500, b"1e-400,5\n" * 40,
    b"9" * 4000 + b",1\n", b";" * 4000 + b"\n", b"=:" * 2000 + b"\n", b"\t\t\t\n" * 500,
]


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_f3_a_million_random_bytes_and_worse_between_good_frames(protocol: str) -> None:
    encoder, chance = PROTOCOLS[protocol].encoder(), Random(3)
    decoder = PROTOCOLS[protocol].decoder()
    stream = Stream(0.0)
    stream.speaks(decoder)
    good = [encoder.encode(i / 100, 8 * sin(i / 40), 5 * sin(i / 53)) for i in range(1000)]
    assert len(stream.feed([(1.0, encoder.boot() + b"".join(good[:100]))])) == 100
    at_s, made = 1.0, 0
    for blocks in ([chance.randbytes(size) for size in [4096] * 245], EVIL, [b"x" * 100_000] * 100):
        for block in blocks:
            at_s += 0.01
            readings = stream.feed([(at_s, block)])
            assert all(possible(reading) for reading in readings)
            assert decoder.buffered <= 65536
            made += len(readings)
        before = stream.faults
        frames = [len(stream.feed([(at_s + 0.01 * k, sample)])) for k, sample in enumerate(good[100:120])]
        assert sum(frames) >= 19, "one frame may be lost to the noise's end, no more"
        at_s += 1.0
        assert stream.faults >= before
    assert stream.faults > 0
    assert made < 1000


def test_f3_a_source_lives_through_noise_and_finds_the_board_behind_it() -> None:
    from queue import Empty, Queue

    class Port:
        def __init__(self) -> None:
            self.incoming: Queue[bytes] = Queue()

        def read(self) -> bytes:
            try:
                return self.incoming.get(timeout=0.005)
            except Empty:
                return b""

        def write(self, data: bytes) -> None: ...
        def set_baud(self, baud: int) -> None: ...
        def close(self) -> None: ...

    port, chance, now = Port(), Random(9), [0.0]
    source = SerialSource("P", baud=115200, clock=lambda: now[0], connect=lambda: Connected(port, "P"))
    readings: list[Reading] = []
    for i in range(300):
        now[0] += 0.02
        port.incoming.put(chance.randbytes(400) if i < 150 else b"".join(line(2 * i + k) for k in range(2)))
        while not port.incoming.empty():
            readings += source.poll(now[0])
        readings += source.poll(now[0])
    deadline = time.perf_counter() + DEADLINE_S
    while len(readings) < 299:
        assert time.perf_counter() < deadline, (len(readings), source.link(now[0]))
        readings += source.poll(now[0])
    assert all(possible(reading) for reading in readings)
    assert source.info.protocol == "keyvalue"
    source.close()


@pty
def test_f5_sixty_seconds_at_a_thousand_samples_a_second_lose_none(cable: Cable) -> None:
    count = 60_000
    data = b"".join(line(i) for i in range(count))
    player = Player(SerialSource(str(cable.name), protocol="keyvalue"))
    player.until(lambda: "Listening" in player.source.link(time.perf_counter()).words)
    n = play(cable, player, 0, 200)
    player.until(lambda: len(player.readings) == n)

    def flood() -> None:  # as fast as the terminal takes it: hundreds of times faster than the board would
        left = memoryview(data[len(b"".join(line(i) for i in range(n))) :])
        while left:
            left = left[os.write(cable.master, left[:4096]) :]

    board = threading.Thread(target=flood, daemon=True)
    board.start()
    player.until(lambda: len(player.readings) >= count)
    board.join()
    assert pitches(player.readings) == sent(0, count)
    assert player.source.link(time.perf_counter()).faults == 0
    player.source.close()
