"""Listening in to a port: everything is noted, in order of time, and nothing that could tell of a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from wobblequest.input.capture import Moment
from wobblequest.input.listened import HIDDEN, Listened, Veil
from wobblequest.input.ports import FoundPort
from wobblequest.input.protocols.register import PROTOCOLS
from wobblequest.input.reader import Chunk, Closed, Connected, Event, Opened, Overflow

HOME = Path("/home/jo")


class Inner:
    """A reader whose events the test puts there; remembers what was wished."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.wishes: list[object] = []
        self.last_words: list[Event] = []

    def take(self) -> list[Event]:
        events, self.events = self.events, []
        return events

    def write(self, data: bytes) -> None:
        self.wishes.append(data)

    def set_baud(self, baud: int) -> None:
        self.wishes.append(baud)

    def connect_again(self) -> None:
        self.wishes.append("again")

    def close(self) -> None:
        self.events = self.last_words


class Ear:
    """A `Listened` on an `Inner`, and what was noted."""

    def __init__(self, veil: Veil | None = None, *, asks_who: bool = False) -> None:
        self.now_s = 100.0
        self.inner = Inner()
        self.noted: list[Moment] = []
        veil = veil or Veil("COM3", None, home=HOME)
        self.listened = Listened(self.inner, self.noted.append, veil, lambda: self.now_s, asks_who=asks_who)


def found(device: str, identity: str, description: str = "USB Serial") -> FoundPort:
    return FoundPort(device, description, identity, 1)


def test_events_pass_on_unchanged_and_are_noted_since_the_beginning() -> None:
    ear = Ear()
    events: list[Event] = [
        Opened(100.5, Connected(object(), "COM3", "CH340 (COM3)")), Chunk(101.0, b"\x00\xff"),  # type: ignore[arg-type]
        Overflow(101.5, 7), Closed(102.0, "It was unplugged.", was_open=True),
    ]
    ear.inner.events = list(events)
    assert ear.listened.take() == events
    assert ear.noted == [
        Moment(0.5, "opened", "CH340 (COM3)"), Moment(1.0, "came", b"\x00\xff"), Moment(1.5, "missing", 7),
        Moment(2.0, "closed", "It was unplugged."),
    ]


def test_what_was_wished_stands_where_it_happened() -> None:
    ear = Ear()
    ear.now_s = 101.0
    ear.listened.set_baud(9600)
    ear.now_s = 102.0
    ear.listened.write(b"r")
    ear.listened.tell("protocol", "csv")
    ear.listened.connect_again()
    ear.inner.events = [Chunk(100.5, b"a"), Chunk(101.5, b"b"), Chunk(102.5, b"c")]
    ear.listened.take()
    assert [(moment.t_s, moment.kind, moment.what) for moment in ear.noted] == [
        (0.5, "came", b"a"), (1.0, "baud", 9600), (1.5, "came", b"b"), (2.0, "wrote", b"r"), (2.0, "protocol", "csv"), (2.5, "came", b"c"),
    ]
    assert ear.inner.wishes == [9600, b"r", "again"]


def test_time_never_goes_back() -> None:
    ear = Ear()
    for at_s in (103.0, 102.9999):  # stamped before, handed over after
        ear.inner.events = [Chunk(at_s, b"x")]
        ear.listened.take()
    assert [moment.t_s for moment in ear.noted] == [3.0, 3.0]


def test_what_came_until_the_very_end_is_noted() -> None:
    ear = Ear()
    ear.inner.last_words = [Chunk(104.0, b"last")]
    ear.listened.close()
    assert ear.noted == [Moment(4.0, "came", b"last")]


def test_a_board_is_asked_for_its_own_number_only_where_that_was_wanted() -> None:
    ask = PROTOCOLS["wobblequest"].ask
    assert ask
    for asks_who in (False, True):
        ear = Ear(asks_who=asks_who)
        ear.listened.write(ask)
        ear.listened.take()
        assert ear.inner.wishes == ([ask] if asks_who else [])
        assert len(ear.noted) == len(ear.inner.wishes)


@pytest.mark.parametrize(("name", "shown"), [
    ("COM12", "COM12"), ("/dev/ttyUSB0", "/dev/ttyUSB0"), ("/dev/ttyACM1", "/dev/ttyACM1"), ("/dev/pts/4", "/dev/pts/4"),
    ("/dev/cu.usbserial-A5028XYZ", "/dev/cu.usbserial…"), ("/dev/cu.usbmodem14201", "/dev/cu.usbmodem…"),
    ("/dev/cu.JosHeadphones", HIDDEN), ("/home/jo/board", HIDDEN), ("socket://clinic-7.example:5555", "socket://…"),
    ("/dev/serial/by-id/usb-FTDI_A5028XYZ-if00", HIDDEN),
])
def test_a_ports_name_is_kept_only_where_everybodys_is_called_so(name: str, shown: str) -> None:
    veil = Veil(name, None, home=HOME)
    assert veil.port == shown
    assert veil.words(f"{name} was unplugged") == f"{shown} was unplugged"


def test_the_serial_number_is_left_out_everywhere() -> None:
    port = found("/dev/ttyACM0", "2341:0043:7583033323835", "Arduino Uno 7583033323835")
    veil = Veil(port.device, port, home=HOME)
    assert (veil.usb, veil.serial_number, veil.hides_serial_number) == ("2341:0043", HIDDEN, True)
    assert veil.description == "Arduino Uno …"
    assert veil.words("2341:0043:7583033323835 in /home/jo/x") == "2341:0043:… in ~/x"


def test_the_serial_number_is_kept_where_somebody_asked_for_it() -> None:
    port = found("/dev/cu.usbserial-A5028XYZ", "0403:6001:A5028XYZ")
    veil = Veil(port.device, port, shows_serial_number=True, home=HOME)
    assert (veil.port, veil.serial_number, veil.hides_serial_number) == (port.device, "A5028XYZ", False)


def test_a_board_without_a_serial_number_has_none_to_hide() -> None:
    veil = Veil("COM3", found("COM3", "1A86:7523:"), home=HOME)
    assert (veil.usb, veil.serial_number, veil.hides_serial_number) == ("1A86:7523", "", False)
    unlisted = Veil("COM3", None, home=HOME)
    assert (unlisted.usb, unlisted.serial_number, unlisted.description) == ("", "", "")
