"""The one thread of a port: it connects, reads whatever bytes are there, stamps them and puts them into a bounded queue.

It decodes nothing and decides nothing. It alone touches the port, so that no call of another thread can meet a blocked read:
what others want done to the port (write, another baud rate) waits in a queue until the read that is under way is over.
"""

from __future__ import annotations

import sys
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from wobblequest.core.messages import message
from wobblequest.input.port_problems import GONE, lost_words, open_words

MOST_BYTES = 1 << 20
"""What the queue holds: at 1,000 samples a second nearly a minute of a program that does not poll."""
EASE_BYTES = 1 << 18
EASE_S = 0.002
"""While so much waits to be taken, reading pauses so long between reads: it leaves the processor to whoever is to take it, and no
port fills its own buffer meanwhile."""
SWITCH_S = 0.0005
"""How soon another thread of Python gets its turn: at the usual 5 ms arrived bytes would wait as long behind a frame being drawn."""
RETRY_S = (0.1, 0.25, 0.5, 1.0)
"""Pauses between tries to connect; the last one again and again. A board that is back is found within two seconds."""


class Port(Protocol):
    """An open port. Each call may raise anything of `port_problems.GONE`, and then the port is gone."""

    def read(self) -> bytes:
        """Whatever is there; waits at most 0.2 s for it and then gives b"" back."""
        ...

    def write(self, data: bytes) -> None: ...

    def set_baud(self, baud: int) -> None: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Connected:
    """An open port, and what it is (`ports.FoundPort`). is_uart : a frame's bytes come one after the other, at a baud rate."""

    port: Port
    name: str
    description: str = ""
    identity: str = ""
    is_uart: bool = False


Connect = Callable[[], Connected]
"""Opens the port, or raises something of `port_problems.GONE`."""


class Opened(NamedTuple):
    """The port is open."""

    at_s: float
    connected: Connected


class Chunk(NamedTuple):
    """Bytes that were there at a moment."""

    at_s: float
    data: bytes


class Overflow(NamedTuple):
    """Bytes were thrown away here because nobody polled."""

    at_s: float
    size: int


class Closed(NamedTuple):
    """The port is gone, or could not be opened; it is being looked for. was_open : whether it had been open."""

    at_s: float
    words: str
    was_open: bool


Event = Opened | Chunk | Overflow | Closed


class Events(Protocol):
    """What happens on a port, and what can be wished of it: a `Reader`, one that is listened in to, or a capture played again."""

    def take(self) -> list[Event]:
        """All that happened since the last call, in order."""
        ...

    def write(self, data: bytes) -> None: ...

    def set_baud(self, baud: int) -> None: ...

    def connect_again(self) -> None: ...

    def close(self) -> None: ...


class Reader:
    """Reads one port on a daemon thread until closed; connects again, with back-off, whenever the port is gone."""

    def __init__(self, name: str, connect: Connect, clock: Callable[[], float], retry_s: tuple[float, ...] = RETRY_S) -> None:
        self._name, self._connect, self._clock, self._retry_s = name, connect, clock, retry_s
        self._lock = threading.Lock()
        self._events: deque[Event] = deque()
        self._size = 0
        self._wishes: deque[Callable[[Port], None]] = deque()
        self._stop = threading.Event()
        self._again = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"reader of {name}", daemon=True)
        sys.setswitchinterval(min(sys.getswitchinterval(), SWITCH_S))
        self._thread.start()

    def take(self) -> list[Event]:
        """All that happened since the last call, in order."""
        with self._lock:
            events = list(self._events)
            self._events.clear()
            self._size = 0
        return events

    def write(self, data: bytes) -> None:
        """Write soon: as soon as the read under way is over."""
        self._wishes.append(lambda port: port.write(data))

    def set_baud(self, baud: int) -> None:
        self._wishes.append(lambda port: port.set_baud(baud))

    def connect_again(self) -> None:
        """Close the port and connect anew (to another one, if ``connect`` now chooses so)."""
        self._again.set()

    def let_go(self) -> None:
        """Stop without waiting for it: the thread closes the port within the 0.2 s of a read."""
        self._stop.set()

    @property
    def is_over(self) -> bool:
        """Whether the port is closed for good."""
        return not self._thread.is_alive()

    def close(self) -> None:
        """Stop, and wait until the port is closed."""
        self._stop.set()
        self._thread.join(2.0)

    def _run(self) -> None:
        try:
            self._connect_and_read()
        except Exception as error:
            # Nobody would hear of a thread that ended, and the screen would wait for ever; the trace goes to the log.
            words = message(
                "Reading {name} ended by a fault of this program ({fault}): close the game and start it again.", name=self._name,
                fault=type(error).__name__,
            )
            self._put(Closed(self._clock(), words, was_open=True))
            raise

    def _connect_and_read(self) -> None:
        tries = 0
        said = ""
        while not self._stop.is_set():
            try:
                connected = self._connect()
            except GONE as error:
                words = open_words(error, self._name)
                if words != said:
                    self._put(Closed(self._clock(), words, was_open=False))
                    said = words
                self._stop.wait(self._retry_s[min(tries, len(self._retry_s) - 1)])
                tries += 1
                continue
            tries, said = 0, ""
            self._wishes.clear()
            self._again.clear()
            self._put(Opened(self._clock(), connected))
            lost = self._read(connected.port)
            _close(connected.port)
            if lost:
                self._put(Closed(self._clock(), lost_words(connected.description or connected.name), was_open=True))
                self._stop.wait(self._retry_s[0])

    def _read(self, port: Port) -> bool:
        """Read until the port is gone (True) or is to be closed (False)."""
        try:
            while not self._stop.is_set() and not self._again.is_set():
                while self._wishes:
                    self._wishes.popleft()(port)
                data = port.read()
                if data:
                    self._put(Chunk(self._clock(), data))
                if self._size > EASE_BYTES:
                    self._stop.wait(EASE_S)
        except GONE:
            return True
        return False

    def _put(self, event: Event) -> None:
        with self._lock:
            if isinstance(event, Chunk):
                self._size += len(event.data)
                while self._size > MOST_BYTES:
                    self._throw_oldest_away(event.at_s)
            self._events.append(event)

    def _throw_oldest_away(self, at_s: float) -> None:
        """Throw the oldest chunk away and leave in its place how much is missing."""
        for i, old in enumerate(self._events):
            if isinstance(old, Chunk):
                before = self._events[i - 1] if i else None
                missing = len(old.data) + (before.size if isinstance(before, Overflow) else 0)
                self._size -= len(old.data)
                self._events[i] = Overflow(old.at_s, missing)
                if isinstance(before, Overflow):
                    del self._events[i - 1]
                return
        self._size = 0
        self._events.append(Overflow(at_s, 0))


def _close(port: Port) -> None:
    try:
        port.close()
    except GONE:
        return  # it is gone already, which is what was wanted
