"""A source on one port that is known to speak one thing: its reader, its stream and how its link is, without any search."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable

from wobblequest.core.arena import Target
from wobblequest.core.messages import message
from wobblequest.core.recording import SourceInfo
from wobblequest.core.samples import Reading
from wobblequest.input.protocols.decoder import Decoder
from wobblequest.input.reader import RETRY_S, Chunk, Closed, Connect, Connected, Opened, Overflow, Reader
from wobblequest.input.source import LOST_AFTER_S, STALE_AFTER_S, Link, LinkState
from wobblequest.input.stream import Stream


class OnePortSource(ABC):
    """What the sources of a Wii Balance Board and of a phone share. Nothing is ever written to the port.

    kind : as of `SourceInfo`. name : of the reader's thread. clock : the monotonic clock whose time ``poll`` is given.
    retry_s : pauses between tries to connect.
    """

    kind = ""

    def __init__(self, name: str, connect: Connect, *, clock: Callable[[], float], retry_s: tuple[float, ...] = RETRY_S) -> None:
        self._stream = Stream(clock(), self.kind)
        self._connected: Connected | None = None
        self._closed_words = ""
        self._ended = False
        self._reader = Reader(name, connect, clock, retry_s)

    @property
    @abstractmethod
    def info(self) -> SourceInfo: ...

    @abstractmethod
    def _decoder(self) -> Decoder | None:
        """A decoder for what has just begun to come; None as long as that is not known."""

    @abstractmethod
    def _waiting_words(self) -> str:
        """While the port is open and nothing usable comes, or nothing any more: what a person should do."""

    @abstractmethod
    def _live_words(self) -> str: ...

    @abstractmethod
    def _lost_words(self) -> str:
        """When the open port was lost and cannot be opened again at once."""

    def poll(self, now_s: float) -> list[Reading]:
        """Readings that have come by now. The arrival stamps count, ``now_s`` is not needed."""
        del now_s
        readings: list[Reading] = []
        chunks: list[tuple[float, bytes]] = []
        for event in self._reader.take():
            if isinstance(event, Chunk):
                if not self._stream.protocol:
                    self._stream.speaks(self._decoder())
                if self._stream.protocol:
                    chunks.append(event)
                continue
            readings += self._stream.feed(chunks)
            chunks.clear()
            self._note(event)
        return readings + self._stream.feed(chunks)

    def _note(self, event: Opened | Overflow | Closed) -> None:
        if isinstance(event, Overflow):
            self._stream.cut(lost=1)
        elif isinstance(event, Opened):
            self._connected = event.connected
            self._stream.cut()
        else:
            self._connected = None
            self._closed_words = self._lost_words() if event.was_open else event.words
            self._stream.cut()

    def link(self, now_s: float) -> Link:
        if self._ended:
            return Link("ended", message("{name} is no longer used", name=self.info.name))
        stream = self._stream
        age_s = None if stream.newest_s is None else max(0.0, now_s - stream.newest_s)
        away: LinkState = "searching" if age_s is None else "lost"
        if self._connected is None:
            return Link(away, self._closed_words or message("Opening {name}…", name=self.info.name), age_s, None, stream.faults)
        if age_s is None or age_s > LOST_AFTER_S:
            return Link(away, self._waiting_words(), age_s, None, stream.faults)
        quality, latency = stream.quality(now_s), stream.latency()
        if age_s > STALE_AFTER_S:
            words = message("{name} has just gone silent.", name=self.info.name)
            return Link("stale", words, age_s, stream.rate_hz, stream.faults, quality, latency)
        return Link("live", self._live_words(), age_s, stream.rate_hz, stream.faults, quality, latency, hangs=stream.hangs)

    def aim(self, target: Target | None) -> None:  # noqa: B027
        """Nobody listens."""

    def allow_probes(self) -> None:  # noqa: B027
        """There is nothing to wake."""

    def close(self) -> None:
        self._ended = True
        self._reader.close()
        self._connected = None
