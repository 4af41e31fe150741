"""Listening in to a port while it is read as always: what happens becomes the moments of a capture, without what could tell of a person."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from wobblequest.input.capture import Moment
from wobblequest.input.ports import FoundPort
from wobblequest.input.protocols.register import PROTOCOLS
from wobblequest.input.reader import Chunk, Closed, Event, Events, Opened, Overflow

HIDDEN = "…"
_PLAIN_PORT = re.compile(r"COM\d{1,3}|/dev/(tty[A-Z]{1,4}|rfcomm|pts/)\d{1,3}")
_MAC_PORT = re.compile(r"(/dev/cu\.(usbmodem|usbserial|wchusbserial|SLAB_USBtoUART)).*")
"""On macOS the rest of such a name may be the board's serial number."""


class Veil:
    """Takes out of words what could tell of a person or of one board: paths, hosts, the USB serial number.

    name : the port as it was asked for. found : what the system knows of it, None for a port that it does not list.
    shows_serial_number : somebody asked for it to be kept.
    """

    def __init__(self, name: str, found: FoundPort | None, *, shows_serial_number: bool = False, home: Path | None = None) -> None:
        identity = found.identity.split(":", 2) if found is not None else []
        self.usb = ":".join(identity[:2])
        self._own_number = identity[2] if len(identity) == 3 else ""
        self.hides_serial_number = bool(self._own_number) and not shows_serial_number
        self.port = name if shows_serial_number and name.startswith("/dev/cu.") else _plain(name)
        self._instead: list[tuple[str, str]] = []
        if self.port != name:
            self._instead.append((name, self.port))
        if self.hides_serial_number:
            self._instead.append((self._own_number, HIDDEN))
        folder = str(Path.home() if home is None else home)
        if len(folder) > 1:
            self._instead.append((folder, "~"))
        self.description = self.words(found.description) if found is not None else ""

    @property
    def serial_number(self) -> str:
        return HIDDEN if self.hides_serial_number else self._own_number

    def words(self, text: str) -> str:
        for what, shown in self._instead:
            text = text.replace(what, shown)
        return text


def _plain(name: str) -> str:
    """The port's name where everybody's is called like this; else only its kind."""
    if _PLAIN_PORT.fullmatch(name):
        return name
    if found := _MAC_PORT.fullmatch(name):
        return found[1] + HIDDEN
    return f"socket://{HIDDEN}" if name.startswith("socket://") else HIDDEN


class Listened:
    """What reads a port, with each of its events, and each wish, noted as a moment.

    note : takes the moments, in order of time. clock : the reader's; its time now is 0 in the capture.
    asks_who : whether a board may be asked for its own number (then it stands in what it answers).
    """

    def __init__(
        self, inner: Events, note: Callable[[Moment], None], veil: Veil, clock: Callable[[], float], *, asks_who: bool,
    ) -> None:
        self._inner, self._note, self._veil, self._clock = inner, note, veil, clock
        self._withheld = () if asks_who else tuple(codec.ask for codec in PROTOCOLS.values() if codec.ask)
        self._began_s = clock()
        self._newest_s = 0.0
        self._wishes: list[Moment] = []

    def take(self) -> list[Event]:
        """The events since the last call; a wish that was written in between is noted in its place."""
        events = self._inner.take()
        moments = [self._moment(event) for event in events] + self._wishes
        self._wishes = []
        for moment in sorted(moments, key=lambda each: each.t_s):
            self._newest_s = max(self._newest_s, moment.t_s)
            self._note(moment._replace(t_s=self._newest_s))
        return events

    def _moment(self, event: Event) -> Moment:
        at_s = event.at_s - self._began_s
        match event:
            case Chunk(data=data):
                return Moment(at_s, "came", data)
            case Opened(connected=connected):
                return Moment(at_s, "opened", self._veil.words(connected.description or connected.name))
            case Overflow(size=size):
                return Moment(at_s, "missing", size)
            case Closed(words=words):
                return Moment(at_s, "closed", self._veil.words(words))

    def write(self, data: bytes) -> None:
        if data in self._withheld:
            return
        self._wishes.append(Moment(self._clock() - self._began_s, "wrote", data))
        self._inner.write(data)

    def set_baud(self, baud: int) -> None:
        self._wishes.append(Moment(self._clock() - self._began_s, "baud", baud))
        self._inner.set_baud(baud)

    def tell(self, kind: Literal["seen", "protocol"], words: str) -> None:
        """Note what the program makes of it."""
        self._wishes.append(Moment(self._clock() - self._began_s, kind, self._veil.words(words)))

    def connect_again(self) -> None:
        self._inner.connect_again()

    def close(self) -> None:
        self._inner.close()
        self.take()
