"""Which of the boards that are plugged in is played on: in simulated time, on ports that the test plays."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from wobblequest.core.samples import Reading, angles_from_up
from wobblequest.input.auto import OFFER_S, WAKING_S, AutoSource
from wobblequest.input.lookout import Sighting
from wobblequest.input.ports import FoundPort
from wobblequest.input.protocols.register import PROTOCOLS
from wobblequest.input.protocols.wobblequest import WobbleQuestEncoder
from wobblequest.input.reader import Chunk, Closed, Connected, Event, Opened
from wobblequest.input.serial_source import SerialSource
from wobblequest.input.which import AWAY_S, KNOWN_S, MOST_PORTS, Desk, WhichBoard

TICK_S = 0.02
GPS = b"$GPGGA,123000.00,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47\r\n"


class Board:
    """Something at a port. says : what it sends instead of samples, ten times a second. starts_s : after opening."""

    def __init__(self, device: str, identity: str, *, protocol: str = "keyvalue", says: bytes | None = None, starts_s: float = 0.0,
                 serial: str = "") -> None:
        self.port = FoundPort(device, "Tilt sensor", identity, 1)
        self.encoder = WobbleQuestEncoder(serial) if serial else PROTOCOLS[protocol].encoder()
        self.says, self.starts_s = says, starts_s
        self.pitch_deg: Callable[[float], float] = lambda t: 1.0
        self.written: list[bytes] = []
        self.opened = 0


class Wire:
    """What reads a port: opens the board that has the identity it opened first, wherever it is plugged in."""

    def __init__(self, world: World, port: FoundPort) -> None:
        self._world, self._port = world, port
        self._board: Board | None = None
        self._opened_s = self._taken_s = 0.0
        self._answer = b""
        self.is_closed = False

    def take(self) -> list[Event]:
        now = self._world.now
        if self.is_closed:
            return []
        if self._board is not None and self._board not in self._world.boards:
            self._board = None
            return [Closed(now, "Board was unplugged.", was_open=True)]
        if self._board is None:
            alike = [each for each in self._world.boards if each.port.identity == self._port.identity]
            self._board = next((each for each in alike if each.port == self._port), alike[0] if alike else None)
            if self._board is None:
                return []
            self._board.opened += 1
            self._opened_s = self._taken_s = now
            return [Opened(now, Connected(None, self._board.port.device, "Board", self._port.identity))]  # type: ignore[arg-type]
        return [Chunk(now, data) for data in self._sent(self._board, now) if data]

    def _sent(self, board: Board, now: float) -> Iterator[bytes]:
        before, self._taken_s = self._taken_s, now
        yield self._answer
        self._answer = b""
        if now - self._opened_s < board.starts_s:
            return
        per_s = 100 if board.says is None else 10
        for i in range(int(before * per_s + 1e-6), int(now * per_s + 1e-6)):
            yield board.encoder.encode(i / per_s, board.pitch_deg(i / per_s), 0.5) if board.says is None else board.says

    def write(self, data: bytes) -> None:
        assert self._board is not None
        self._board.written.append(data)
        if isinstance(self._board.encoder, WobbleQuestEncoder):
            self._answer += self._board.encoder.answer(data)

    def set_baud(self, baud: int) -> None: ...
    def connect_again(self) -> None: ...

    def close(self) -> None:
        self.is_closed = True


class World:
    """What is plugged in, the time, and the source that looks for a board. Stands for the lookout, too: it looks once a second."""

    def __init__(self, *boards: Board, known: tuple[str, ...] = ()) -> None:
        self.boards, self.now, self.ticks = list(boards), 100.0, 0
        self.wires: list[Wire] = []
        self.readings: list[Reading] = []
        self.resting = False
        self.which = WhichBoard(known, clock=lambda: self.now, desk=Desk(self, self._listen))  # type: ignore[arg-type]

    def _listen(self, port: FoundPort, opened_s: float) -> SerialSource:
        wire = Wire(self, port)
        self.wires.append(wire)
        return SerialSource(port.device, clock=lambda: self.now, opened_s=opened_s, reader=lambda connect: wire)

    def take(self) -> Sighting | None:
        if self.resting or self.ticks % 50 != 1:
            return None
        return Sighting(tuple(board.port for board in self.boards), "" if self.boards else "No board is plugged in.")

    def rest(self) -> None:
        self.resting = True

    def wake(self) -> None:
        self.resting = False

    def close(self) -> None: ...

    def run(self, seconds: float) -> World:
        for _ in range(round(seconds / TICK_S)):
            self.now += TICK_S
            self.ticks += 1
            self.readings += self.which.poll(self.now)
        return self

    @property
    def words(self) -> str:
        return self.which.link(self.now).words

    @property
    def state(self) -> str:
        return self.which.link(self.now).state

    @property
    def device(self) -> str:
        return self.which.info.device

    @property
    def open(self) -> list[str]:
        """Names of the ports that are open."""
        return [wire._port.device for wire in self.wires if not wire.is_closed]


def two(**options: object) -> tuple[Board, Board]:
    return Board("A", "2341:0043:1", **options), Board("B", "2341:0043:2", **options)  # type: ignore[arg-type]


def tilts(after_s: float, deg: float = 14.0, for_s: float = 0.6) -> Callable[[float], float]:
    return lambda t: 1.0 + deg * (after_s <= t < after_s + for_s)


def test_nothing_plugged_in_is_said_and_looked_for() -> None:
    world = World().run(3.0)
    assert (world.state, world.words) == ("searching", "No board is plugged in.")
    world.boards.append(two()[0])
    world.run(2.0)
    assert (world.state, world.device) == ("live", "2341:0043:1")


def test_the_only_board_is_taken_at_once_and_nothing_is_asked() -> None:
    world = World(two()[0]).run(0.5)
    assert (world.state, world.device) == ("live", "2341:0043:1")
    assert world.readings
    assert not world.which.asks


def test_a_board_that_was_used_before_is_taken_and_the_others_are_not_even_opened() -> None:
    a, b = two()
    world = World(a, b, known=("1:1:9", "2341:0043:2", "2341:0043:1")).run(1.0)
    assert (world.state, world.device) == ("live", "2341:0043:2")
    assert (a.opened, b.opened) == (0, 1)


def test_of_two_unknown_boards_the_one_that_is_tilted_is_used_and_the_other_is_closed() -> None:
    a, b = two()
    b.pitch_deg = tilts(106.0)
    world = World(a, b).run(5.9)
    assert world.state == "searching"
    assert world.words.startswith("Two boards answer (Tilt sensor (A), Tilt sensor (B)): tilt the one you want to use")
    assert world.which.asks
    assert world.readings == []
    world.run(0.6)
    assert (world.state, world.device) == ("live", "2341:0043:2")
    assert world.open == ["B"]
    world.run(1.0)
    assert min(reading.t_s for reading in world.readings) > 6.3, "what was read while choosing is not the game's"
    assert max(abs(angles_from_up(reading.up)[1] - 0.5) for reading in world.readings) < 0.02


@pytest.mark.parametrize(("deg", "for_s"), [(8.0, 3.0), (14.0, 0.2)])
def test_a_slope_or_a_knock_is_no_answer(deg: float, for_s: float) -> None:
    a, b = two()
    b.pitch_deg = tilts(104.0, deg, for_s)
    world = World(a, b).run(8.0)
    assert world.which.asks


def test_of_two_one_is_pulled_and_the_other_is_it() -> None:
    a, b = two()
    world = World(a, b).run(3.0)
    world.boards.remove(a)
    world.run(2.0)
    assert (world.state, world.device) == ("live", "2341:0043:2")


def test_a_board_that_starts_slowly_is_waited_for_before_the_other_is_taken() -> None:
    a, b = two()
    a.starts_s = 2.0
    world = World(a, b).run(1.5)
    assert world.state == "searching"
    world.run(1.5)
    assert world.which.asks
    silent = Board("C", "1A86:7523:", starts_s=1e9)
    world = World(silent, b).run(4.0)
    assert (world.state, world.device) == ("live", "2341:0043:2")
    assert world.open == ["B"]


def test_what_is_something_else_is_closed_said_and_not_opened_again_before_it_is_replugged() -> None:
    gps = Board("G", "1546:01A7:", says=GPS)
    world = World(gps).run(12.0)
    assert world.open == []
    assert "GPS" in world.words
    assert "Connect the tilt board" in world.words
    assert gps.opened == 1
    board = two()[0]
    world.boards.append(board)
    world.run(2.0)
    assert (world.state, world.device, gps.opened) == ("live", "2341:0043:1", 1)


def test_only_so_many_are_listened_to_at_the_same_time_and_the_others_get_their_turn() -> None:
    others = [Board(f"G{i}", f"1546:01A7:{i}", says=GPS) for i in range(MOST_PORTS)]
    world = World(*others, two()[0]).run(4.0)
    assert len(world.open) == MOST_PORTS
    world.run(4.0)
    assert (world.state, world.device) == ("live", "2341:0043:1")


def test_a_known_board_that_stays_silent_does_not_lock_the_others_out() -> None:
    a, b = two()
    a.starts_s = 1e9
    world = World(a, b, known=("2341:0043:1",)).run(KNOWN_S - 0.1)
    assert world.open == ["A"]
    world.run(5.0)
    assert (world.state, world.device) == ("live", "2341:0043:2")


def test_two_adapters_that_are_alike_are_asked_about_even_where_their_kind_was_used_before() -> None:
    a, b = Board("A", "1A86:7523:"), Board("B", "1A86:7523:")
    world = World(a, b, known=("1A86:7523:",)).run(3.0)
    assert world.which.asks


def test_boards_that_tell_who_they_are_are_known_by_that_whatever_their_adapters_say() -> None:
    a, b = Board("A", "1A86:7523:", serial="s1"), Board("B", "1A86:7523:", serial="s2")
    world = World(a, b, known=("wobblequest:s2",)).run(4.0)
    assert (world.state, world.device) == ("live", "wobblequest:s2")
    assert world.open == ["B"]
    assert a.written == b.written == [b"?"]


def test_the_one_used_last_wins_over_one_used_earlier_though_only_it_can_tell() -> None:
    told, plain = Board("A", "1A86:7523:", serial="s1", starts_s=1.5), Board("B", "2341:0043:2")
    world = World(told, plain, known=("wobblequest:s1", "2341:0043:2")).run(1.0)
    assert world.state == "searching"
    world.run(2.0)
    assert world.device == "wobblequest:s1"
    world = World(plain, known=("wobblequest:s1", "2341:0043:2")).run(1.0)
    assert world.device == "2341:0043:2"


def test_a_lost_board_is_waited_for_and_the_one_beside_it_is_left_alone() -> None:
    a, b = two()
    b.pitch_deg = tilts(103.0)
    world = World(a, b).run(5.0)
    assert world.device == "2341:0043:2"
    world.boards.remove(b)
    world.run(20.0)
    assert world.state == "lost"
    assert a.opened == 1
    world.boards.append(b)
    world.run(2.0)
    assert (world.state, world.device) == ("live", "2341:0043:2")
    assert [r.t_s for r in world.readings] == sorted(r.t_s for r in world.readings)


def test_another_board_plugged_in_after_the_loss_takes_its_place_after_a_while() -> None:
    a, b = two()
    world = World(a).run(2.0)
    world.boards[:] = [b]
    world.run(AWAY_S - 0.5)
    assert (world.state, b.opened) == ("lost", 0)
    world.run(3.0)
    assert (world.state, world.device) == ("live", "2341:0043:2")
    assert [r.t_s for r in world.readings] == sorted(r.t_s for r in world.readings)
    assert world.open == ["B"]


def test_a_board_that_comes_back_while_a_new_one_starts_stays_the_board() -> None:
    a, b = two()
    b.starts_s = 2.0
    world = World(a).run(2.0)
    world.boards[:] = [b]
    world.run(AWAY_S + 1.0)
    world.boards.append(a)
    world.run(4.0)
    assert (world.state, world.device) == ("live", "2341:0043:1")
    assert world.open == ["A"]


def test_silent_ports_offer_to_be_asked_and_only_a_yes_sends_a_byte() -> None:
    silent = Board("A", "1A86:7523:", starts_s=1e9)
    world = World(silent).run(12.0)
    link = world.which.link(world.now)
    assert link.offers_probe
    assert link.words.startswith("Nothing came from")
    assert silent.written == [b"r"]
    world.which.allow_probes()
    world.run(8.0)
    assert silent.written[1:] == [b"\xa5\x52", b"\xa5\x52", b"#o1", b"<start>", b"\xfa\xff\x10\x00\xf1"]
    assert not world.which.link(world.now).offers_probe


def test_the_question_which_board_stands_before_the_keyboard_but_not_in_mid_play() -> None:
    a, b = two()
    world = World(a, b)
    auto = AutoSource(world.which)

    def run(seconds: float) -> None:
        for _ in range(round(seconds / TICK_S)):
            world.now += TICK_S
            world.ticks += 1
            auto.poll(world.now)

    run(1.0)
    assert auto.link(world.now).state == "searching"
    assert "tilt the one" in auto.link(world.now).words
    auto.may_switch = False
    assert auto.link(world.now).state == "live"
    auto.may_switch = True
    a.pitch_deg = tilts(world.now + 1.0)
    run(2.0)
    assert auto.info.device == "2341:0043:1"
    assert auto.link(world.now).state == "live"


def test_why_no_board_answers_comes_along_with_the_keyboard() -> None:
    gps = Board("G", "1546:01A7:", says=GPS)
    world = World(gps)
    auto = AutoSource(world.which)
    for _ in range(round(8.0 / TICK_S)):
        world.now += TICK_S
        world.ticks += 1
        auto.poll(world.now)
    link = auto.link(world.now)
    assert link.state == "live"
    assert "GPS" in link.search
    world.boards = [Board("A", "2341:0043:1")]
    for _ in range(round(6.0 / TICK_S)):
        world.now += TICK_S
        world.ticks += 1
        auto.poll(world.now)
    assert (auto.info.device, auto.link(world.now).search) == ("2341:0043:1", "")


def test_the_offer_to_wake_a_board_stands_before_the_keyboard_for_a_while_and_what_comes_of_it_too() -> None:
    silent = Board("A", "1A86:7523:", starts_s=1e9)
    world = World(silent)
    auto = AutoSource(world.which)

    def run(seconds: float) -> None:
        for _ in range(round(seconds / TICK_S)):
            world.now += TICK_S
            world.ticks += 1
            auto.poll(world.now)
            auto.link(world.now)

    run(8.0)
    assert auto.link(world.now).state == "live"
    run(4.0)
    link = auto.link(world.now)
    assert (link.state, link.offers_probe) == ("searching", True)
    assert link.words.startswith("Nothing came from")
    auto.may_switch = False
    assert auto.link(world.now).state == "live", "not in mid-play"
    auto.may_switch = True
    run(OFFER_S)
    assert auto.link(world.now).state == "live"
    auto.allow_probes()
    run(1.0)
    assert "Asking" in auto.link(world.now).words
    run(WAKING_S)
    assert auto.link(world.now).state == "live"
    assert auto.info.kind == "keyboard"
    assert b"<start>" in silent.written
    world.boards[:] = [Board("B", "1A86:7523:", starts_s=1e9)]  # another one: that, too, is not asked before a yes
    run(13.0)
    assert auto.link(world.now).offers_probe
    assert world.boards[0].written == [b"r"]


def test_a_yes_is_for_the_ports_that_asked_and_not_for_one_that_was_plugged_in_since() -> None:
    silent = Board("A", "1A86:7523:", starts_s=1e9)
    world = World(silent).run(12.0)
    assert world.which.link(world.now).offers_probe
    printer = Board("B", "2341:0042:7", starts_s=1e9)
    world.boards.append(printer)
    world.run(2.0)
    world.which.allow_probes()
    world.run(9.0)
    assert b"<start>" in silent.written
    assert printer.written == [b"r"]


def test_a_port_that_comes_and_goes_all_day_leaves_nothing_behind() -> None:
    flaky = Board("A", "1A86:7523:", starts_s=1e9)
    world = World(flaky)
    for _ in range(10):
        world.boards[:] = [flaky]
        world.run(1.0)
        world.boards[:] = []
        world.run(1.0)
    assert flaky.opened == 10
    assert world.open == []
    assert len(world.which._leaving) == 1


def test_closing_closes_all() -> None:
    world = World(*two()).run(1.0)
    world.which.close()
    assert world.open == []
