"""A board on a serial port as the source that the game polls: found, recognised, asked who it is, and found again after a replug."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Literal

from wobblequest.core.arena import Target
from wobblequest.core.errors import UsageError
from wobblequest.core.messages import message
from wobblequest.core.recording import SourceInfo
from wobblequest.core.samples import Reading
from wobblequest.input.chooser import Chooser
from wobblequest.input.introduction import Introduction
from wobblequest.input.probes import RESYNC
from wobblequest.input.protocols.register import PROTOCOLS
from wobblequest.input.reader import RETRY_S, Chunk, Closed, Connect, Connected, Events, Opened, Overflow, Reader
from wobblequest.input.search import FIRST_BAUD, Prospect, Search
from wobblequest.input.serial_port import find_boards, open_port
from wobblequest.input.source import LOST_AFTER_S, STALE_AFTER_S, Link, LinkState
from wobblequest.input.stream import Stream
from wobblequest.input.tcp_port import SCHEME, host_and_port

OUT_OF_STEP_S = 0.3
"""So long bytes without a sample come from a board that must be asked for its mark (`probes.RESYNC`) before it is asked again."""


class SerialSource:
    """A board on a serial port (or ``socket://host:port``), as a source of readings.

    port : name of the port. protocol : name in `PROTOCOLS`, or None to detect it. baud : rate, or None to find it.
    probe : a silent board may be sent `probes` without being asked. virtual : the other end is a simulated person who wants to know where
        the target is; otherwise nothing is written but the one key for the DMP sketch, and the question who it is to firmware of ours.
    clock : the monotonic clock whose time ``poll`` is given. opened_s : the time that is 0 in the readings, where it is not now.
    reader : makes what reads the port, where that is not a plain `Reader`: one that is listened in to, or a capture played again.
    connect, retry_s : for tests without a port.

    Raises UsageError for a protocol or a port name that cannot be.
    """

    def __init__(
        self, port: str, *, protocol: str | None = None, baud: int | None = None, probe: bool = False, virtual: bool = False,
        clock: Callable[[], float] = time.perf_counter, opened_s: float | None = None,
        connect: Connect | None = None, retry_s: tuple[float, ...] = RETRY_S,
        reader: Callable[[Connect], Events] | None = None,
    ) -> None:
        _check(port, protocol, baud)
        self._port, self._protocol, self._baud, self._virtual = port, protocol, baud, virtual
        self._may_always_probe = self._may_probe = probe
        connect = connect or Chooser(port, baud or FIRST_BAUD, find_boards, open_port)
        self._chooser = connect if isinstance(connect, Chooser) else None
        self._connected: Connected | None = None
        self._adapter = self._told = ""
        self._met = False
        self._closed_words: str = message("Opening {port}…", port=port)
        self._search: Search | None = None
        self._introduction = Introduction()
        self._stream = Stream(clock() if opened_s is None else opened_s)
        self._speaks_at = FIRST_BAUD
        self._in_step_s: float | None = None
        self._aim = b""
        self._reader: Events = reader(connect) if reader else Reader(port, connect, clock, retry_s)

    @property
    def info(self) -> SourceInfo:
        return SourceInfo("serial", self._name, self._stream.protocol, self._told or (self._adapter if self._connected else ""))

    @property
    def _name(self) -> str:
        return (self._connected.description or self._connected.name) if self._connected else self._port

    def prospect(self, now_s: float) -> Prospect | Literal["closed", "live"]:
        """What is to be hoped of this port: for whoever looks for a board on several."""
        if self._connected is None:
            return "closed"
        if self._search is not None:
            return self._search.prospect(now_s)
        return "live" if self.is_live(now_s) else "starting"

    def is_live(self, now_s: float) -> bool:
        """As `link` says it, for a few percent of the cost."""
        newest_s = self._stream.newest_s
        is_heard = newest_s is not None and now_s - newest_s <= STALE_AFTER_S
        return is_heard and self._connected is not None and self._search is None and self._introduction.is_over

    @property
    def offers_probe(self) -> bool:
        """As `link` says it."""
        return self._search is not None and self._search.offers_probe

    def poll(self, now_s: float) -> list[Reading]:
        readings: list[Reading] = []
        chunks: list[tuple[float, bytes]] = []
        for event in self._reader.take():
            if isinstance(event, Chunk):
                if self._search is not None:
                    self._search.feed(event.at_s, event.data)
                elif self._connected is not None:  # else it is of the board that was turned away
                    chunks.append(event)
                continue
            readings += self._stream.feed(chunks)
            chunks.clear()
            self._note(event)
        readings += self._stream.feed(chunks)
        if self._stream.is_something_else:
            self._stream.speaks(None)
            self._begin_search(now_s)
        if self._search is not None:
            readings += self._look(self._search, now_s)
        elif self._stream.protocol in RESYNC and self._may_probe:
            self._keep_in_step(bool(chunks), bool(readings), now_s)
        return readings if self._introduction.is_over else self._introduce(readings, now_s)

    def link(self, now_s: float) -> Link:
        stream = self._stream
        age_s = None if stream.newest_s is None else max(0.0, now_s - stream.newest_s)
        away: LinkState = "searching" if age_s is None else "lost"
        if self._connected is None:
            return Link(away, self._closed_words, age_s, None, stream.faults)
        search = self._search
        if search is not None:
            return Link(away, search.words(now_s), age_s, None, stream.faults, offers_probe=self.offers_probe)
        if not self._introduction.is_over and (age_s is None or age_s <= LOST_AFTER_S):
            words = message("{name} speaks {protocol}; asking which board it is…", name=self._name, protocol=stream.protocol)
            return Link("lost", words, age_s, None, stream.faults) if self._met else Link("searching", words, None, None, stream.faults)
        if age_s is None:
            words = message("{name} speaks {protocol}; working out what its numbers mean…", name=self._name, protocol=stream.protocol)
            if stream.why:
                words = message("{name} speaks {protocol}: {why}. Tilt the board a little.", name=self._name, protocol=stream.protocol,
                                why=stream.why)
            return Link("searching", words, None, None, stream.faults)
        if age_s > LOST_AFTER_S:
            silent = message("{name} is plugged in but silent: check its cable, or press its reset button.", name=self._name)
            return Link("lost", self._told_why or silent, age_s, None, stream.faults)
        latency = stream.latency(self._speaks_at if self._connected.is_uart else None)
        quality = stream.quality(now_s)
        if age_s > STALE_AFTER_S:
            gone = self._told_why or message("{name} has just gone silent.", name=self._name)
            return Link("stale", gone, age_s, stream.rate_hz, stream.faults, quality, latency)
        words = message("{name} speaks {protocol}.", name=self._name, protocol=stream.protocol)
        return Link("live", words, age_s, stream.rate_hz, stream.faults, quality, latency, hangs=stream.hangs)

    @property
    def _told_why(self) -> str:
        """What the board itself says is wrong with it, or ""."""
        return message("{name}: {why}.", name=self._name, why=self._stream.why) if self._stream.why else ""

    def aim(self, target: Target | None) -> None:
        if not self._virtual:
            return
        line = b"T\n"
        if target is not None:
            unseen = b",remembered" if target.remembered else b""
            line = b"T,%.4f,%.4f,%.4f%s\n" % (target.at.pitch_deg, target.at.roll_deg, target.radius_deg, unseen)
        if line != self._aim:
            self._aim = line
            if self._connected is not None:  # otherwise it is written when the port is open
                self._reader.write(line)

    def allow_probes(self) -> None:
        """Somebody said yes, for as long as this port stays open: what is plugged in later may be something else."""
        self._may_probe = True
        if self._search is not None:
            self._search.allow_probes()

    def let_go(self) -> None:
        """Close without waiting for it; `close` waits."""
        if isinstance(self._reader, Reader):
            self._reader.let_go()
        else:
            self._reader.close()

    @property
    def is_over(self) -> bool:
        """Whether, once let go, there is nothing left that `close` would wait for."""
        return not isinstance(self._reader, Reader) or self._reader.is_over

    def close(self) -> None:
        self._reader.close()
        self._connected, self._search, self._closed_words = None, None, message("{port} is closed.", port=self._port)

    def _note(self, event: Opened | Overflow | Closed) -> None:
        self._stream.cut(lost=1 if isinstance(event, Overflow) else 0)
        if isinstance(event, Closed):
            self._connected, self._search, self._closed_words = None, None, event.words
            self._may_probe, self._introduction = self._may_always_probe, Introduction()
        elif isinstance(event, Opened):
            self._connected = event.connected
            if event.connected.identity != self._adapter:
                if self._adapter:
                    self._stream.speaks(None)  # another board has the port's name now
                self._adapter, self._told = event.connected.identity, ""
            if not self._stream.protocol:
                self._begin_search(event.at_s)
            elif PROTOCOLS[self._stream.protocol].ask:
                self._listen_to(self._stream.protocol)
            if self._aim:
                self._reader.write(self._aim)

    def _begin_search(self, at_s: float) -> None:
        self._search = Search(
            self._name, at_s, protocol=self._protocol, baud=self._baud, can_change_baud=not self._port.startswith(SCHEME),
            may_probe=self._may_probe,
        )
        self._reader.set_baud(self._search.baud)  # after a search that found another one

    def _look(self, search: Search, now_s: float) -> list[Reading]:
        """One step of the search; where it is over, the readings of all that came meanwhile."""
        step = search.step(now_s)
        if step.baud is not None:
            self._reader.set_baud(step.baud)
        if step.write:
            self._reader.write(step.write)
        if step.found is None:
            return []
        self._search, self._speaks_at = None, search.baud
        if self._chooser is not None:
            self._chooser.baud = search.baud
        self._listen_to(step.found)
        return self._stream.feed(search.chunks)

    def _listen_to(self, protocol: str) -> None:
        """From here on the bytes are for a fresh decoder, which hears who the board is, where it can be asked."""
        codec = PROTOCOLS[protocol]
        if not codec.ask:
            self._told = ""  # by another board, then: this one cannot tell who it is
        decoder = codec.decoder()
        self._stream.speaks(decoder)
        self._introduction = Introduction(decoder, codec.ask)

    def _introduce(self, readings: list[Reading], now_s: float) -> list[Reading]:
        """Hold back what comes until the board has told which it is; of another one than before, see whether ours is elsewhere."""
        introduction = self._introduction
        question = introduction.hold(readings, now_s)
        if question:
            self._reader.write(question)
        if not introduction.is_over:
            return []
        told = introduction.identity
        if self._chooser is not None:
            if told and self._told and told != self._told and self._chooser.try_another():
                self._reader.connect_again()
                self._connected, self._closed_words = None, message("Another board is there; trying the next port…")
                return []
            self._chooser.settled()
        self._told, self._met = told or self._told, True
        return introduction.let_through()

    def _keep_in_step(self, came: bool, understood: bool, now_s: float) -> None:
        """Ask again for the mark without which the stream cannot be read, where bytes come and no samples."""
        if understood or self._in_step_s is None:
            self._in_step_s = now_s
        elif came and now_s - self._in_step_s > OUT_OF_STEP_S:
            self._in_step_s = now_s
            self._reader.write(RESYNC[self._stream.protocol])


def _check(port: str, protocol: str | None, baud: int | None) -> None:
    if protocol is not None and protocol not in PROTOCOLS:
        raise UsageError(f"protocol={protocol}: no board speaks it here; known are {', '.join(sorted(PROTOCOLS))}")
    if baud is not None and not (0 < baud <= 12_000_000 and baud != 1200):
        raise UsageError(f"baud={baud}: not a rate for a board (1200 would start some bootloaders); usual are 115200 and 9600")
    if port.startswith(SCHEME):
        host_and_port(port)
