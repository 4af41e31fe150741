"""A capture as a source: its bytes come again at their own times and are recognised and decoded as those of a board that is plugged in."""

from __future__ import annotations

from collections import deque
from dataclasses import replace

from wobblequest.core.arena import Target
from wobblequest.core.messages import chain, message
from wobblequest.core.recording import SourceInfo
from wobblequest.core.samples import Reading
from wobblequest.input.capture import Capture, Moment
from wobblequest.input.reader import Chunk, Closed, Connected, Event, Opened, Overflow
from wobblequest.input.search import BAUDS, FIRST_BAUD
from wobblequest.input.serial_source import SerialSource
from wobblequest.input.source import Link

LONGEST_WAIT_S = 0.25
AFTER_S = 0.6
"""So long after the last byte a sample may still come: a board is given that time to tell who it is."""
MADE_OUT_S = 3.0
"""The same where nothing was recognised yet: short streams are decided by the silence after them."""


class NoPort:
    """What is opened where nothing is: the bytes come from a capture, and nobody listens to what is written."""

    def read(self) -> bytes:
        return b""

    def write(self, data: bytes) -> None:
        """Nobody listens: what was written then is in the capture."""

    def set_baud(self, baud: int) -> None:
        """The bytes come as they came at the rate of then."""

    def close(self) -> None:
        """Nothing was opened."""


class CapturedReader:
    """The events of a capture, for a `SerialSource`: each when ``play_to`` has reached its time."""

    def __init__(self, capture: Capture) -> None:
        about = capture.about
        self._connected = Connected(NoPort(), about.port, f"Capture of {about.description or about.port}")
        self._left: deque[Moment] = deque(capture.moments)
        self._events: list[Event] = []
        self._open = False

    @property
    def over(self) -> bool:
        return not self._left

    def play_to(self, t_s: float) -> None:
        """Make everything up to ``t_s`` of the capture happen."""
        while self._left and self._left[0].t_s <= t_s + 1e-9:
            self._happen(self._left.popleft())

    def _happen(self, moment: Moment) -> None:
        at_s = moment.t_s
        match moment:
            case Moment(kind="opened"):
                self._open_at(at_s)
            case Moment(kind="came", what=bytes(data)):
                if not self._open:  # its beginning was cut away
                    self._open_at(at_s)
                self._events.append(Chunk(at_s, data))
            case Moment(kind="missing", what=int(size)):
                self._events.append(Overflow(at_s, size))
            case Moment(kind="closed", what=str(words)):
                self._events.append(Closed(at_s, words, was_open=self._open))
                self._open = False

    def _open_at(self, at_s: float) -> None:
        self._open = True
        self._events.append(Opened(at_s, self._connected))

    def take(self) -> list[Event]:
        events, self._events = self._events, []
        return events

    def write(self, data: bytes) -> None:
        """Nobody listens: what was written then is in the capture."""

    def set_baud(self, baud: int) -> None:
        """The bytes come as they came at the rate of then."""

    def connect_again(self) -> None:
        """There is no other board in a capture."""

    def close(self) -> None:
        self._left.clear()
        self._events.clear()


class CapturedSource:
    """Plays a capture through the search, the decoder and the clock that a board on a port goes through.

    The readings' time is the capture's. The first bytes come with the first poll. Where the program itself stood still for more than
    0.25 s, the capture stood still too. What was written then, and the baud rates that were tried, are not tried again: the bytes are
    taken as they came.
    """

    def __init__(self, capture: Capture) -> None:
        self._reader = CapturedReader(capture)
        self._board = SerialSource("capture", baud=_rate(capture), clock=lambda: 0.0, reader=lambda _: self._reader)
        chunks = capture.chunks
        self._has_bytes = bool(chunks)
        self._play_s = chunks[0][0] if chunks else 0.0
        self._polled_s: float | None = None
        self._over_s: float | None = None

    @property
    def info(self) -> SourceInfo:
        """A replay: nobody stands on anything now, so no trial made of it may count."""
        return replace(self._board.info, kind="replay", device="")

    def poll(self, now_s: float) -> list[Reading]:
        self._play_s = self._at(now_s)
        self._polled_s = now_s
        self._reader.play_to(self._play_s)
        if self._over_s is None and self._reader.over:
            self._over_s = self._play_s
        return self._board.poll(self._play_s)

    def _at(self, now_s: float) -> float:
        """The capture's time at a time of the caller's."""
        if self._polled_s is None:
            return self._play_s
        return self._play_s + min(max(now_s - self._polled_s, 0.0), LONGEST_WAIT_S)

    def link(self, now_s: float) -> Link:
        at_s = self._at(now_s)
        link = replace(self._board.link(at_s), offers_probe=False)
        wait_s = MADE_OUT_S if link.age_s is None else AFTER_S
        if self._over_s is None or at_s - self._over_s < wait_s:
            return link
        why: str = ""
        if link.age_s is None:
            why = link.words if self._has_bytes else message("No board sent anything while it was made.")
        return replace(link, state="ended", words=chain([message("The capture is over."), why], " "))

    def aim(self, target: Target | None) -> None:
        """Nobody listens: what was done is done."""

    def allow_probes(self) -> None:
        """There is nothing to wake."""

    def close(self) -> None:
        self._board.close()
        self._over_s = self._play_s - MADE_OUT_S


def _rate(capture: Capture) -> int:
    """The baud rate at which most bytes came, so that no other is tried; the usual one where the capture tells none."""
    sizes: dict[int, int] = {}
    rate = 0
    for moment in capture.moments:
        if isinstance(moment.what, bytes) and moment.kind == "came":
            sizes[rate] = sizes.get(rate, 0) + len(moment.what)
        elif isinstance(moment.what, int) and moment.kind == "baud":
            rate = moment.what
    best = max(sizes, key=lambda each: sizes[each], default=0)
    return best if best in BAUDS else FIRST_BAUD
