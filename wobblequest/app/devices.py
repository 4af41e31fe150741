"""What speaks on the serial ports: every port is opened and listened to at the same time."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from wobblequest.app.ending import Ending
from wobblequest.input.lookout import Lookout, Sighting, sighting
from wobblequest.input.serial_port import listed_ports
from wobblequest.input.serial_source import SerialSource
from wobblequest.input.source import Link, LinkState

POLL_S = 0.02
ENOUGH_S = 2.0
"""So long a board is listened to once it is known, so that its rate, and how evenly it comes, are told."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard on a port.

    device : the board's identity where it has one. protocol : "" where nothing known speaks. rate_hz : None where too little came.
    words : one sentence on what is there, or on what to do. jitter_ms, quality ("good", "fair", "poor"), quality_reason, latency_ms : of
    the signal over the last seconds (`core.result.Quality`, `session.latency.Latency`); None where not known (yet).
    """

    port: str
    name: str
    device: str
    protocol: str
    rate_hz: float | None
    state: LinkState
    faults: int
    words: str
    jitter_ms: float | None = None
    quality: str | None = None
    quality_reason: str | None = None
    latency_ms: float | None = None


def look() -> Sighting:
    """Which ports may be boards, and, where none may, why."""
    return sighting(listed_ports)


def look_again_and_again() -> Lookout:
    """The same once a second, until closed."""
    return Lookout(look)


class Watch:
    """Ports that are listened to, in the order in which they came.

    names : the ports. listen : opens one. probe : silent boards may be sent the bytes that wake some.

    Opening a port resets many boards, as starting the game does. A port that another program holds is told as such.
    """

    def __init__(self, names: Sequence[str], listen: Callable[[str], SerialSource]) -> None:
        self._listen = listen
        self._sources: dict[str, SerialSource | None] = {}
        self._last: dict[str, Heard] = {}
        self._live_since_s: dict[str, float] = {}
        self._left: list[SerialSource] = []
        for name in dict.fromkeys(names):
            self._sources[name] = listen(name)

    def see(self, seen: Sighting) -> None:
        """These ports are plugged in now: listen to new ones, and leave those that are gone."""
        there = [port.device for port in seen.ports]
        for name, source in self._sources.items():
            if source is not None and name not in there:
                source.let_go()
                self._left.append(source)
                self._sources[name] = None
                self._live_since_s.pop(name, None)
        for name in there:
            if self._sources.get(name) is None:
                self._sources[name] = self._listen(name)

    def poll(self, now_s: float) -> None:
        for name, source in self._sources.items():
            if source is None:
                continue
            source.poll(now_s)
            link = source.link(now_s)
            if link.state == "live":
                self._live_since_s.setdefault(name, now_s)
            self._last[name] = _heard(name, source, link)

    def heard(self) -> list[Heard]:
        """What was heard at the last poll, and of ports that are gone, before."""
        return [
            self._last[name] if source is not None
            else replace(self._last[name], state="lost", rate_hz=None, jitter_ms=None, quality=None, quality_reason=None, latency_ms=None,
                         words=f"{self._last[name].name} was unplugged.")
            for name, source in self._sources.items() if name in self._last
        ]

    def has_enough(self, now_s: float) -> bool:
        """Whether every port has a board that was heard long enough."""
        return all(name in self._live_since_s and now_s - self._live_since_s[name] >= ENOUGH_S for name in self._sources)

    def close(self) -> None:
        sources = [source for source in self._sources.values() if source is not None] + self._left
        for source in sources:
            source.let_go()
        for source in sources:
            source.close()


def _heard(name: str, source: SerialSource, link: Link) -> Heard:
    info, quality, latency = source.info, link.quality, link.latency
    words = link.words + (" Some boards wait to be asked: if it is no printer or machine, --probe asks them." if link.offers_probe else "")
    return Heard(
        name, info.name, info.device, info.protocol, link.rate_hz, link.state, link.faults, words,
        jitter_ms=quality.jitter_ms if quality else None, quality=quality.word or None if quality else None,
        quality_reason=quality.reason or None if quality else None, latency_ms=latency.total_ms if latency else None,
    )


def listening(*, probe: bool = False, clock: Callable[[], float] = time.perf_counter) -> Callable[[str], SerialSource]:
    """How a `Watch` opens real ports."""
    return lambda name: SerialSource(name, probe=probe, clock=clock)


def go_on(
    watch: Watch, seconds: float | None, ending: Ending, each: Callable[[float], object], *,
    clock: Callable[[], float] = time.perf_counter, wait: Callable[[float], None] = time.sleep,
) -> list[Heard]:
    """Listen until told to end, for so many seconds at most, or until ``each`` (called with the time after every poll) gives back True."""
    began_s = clock()
    while True:
        now_s = clock()
        watch.poll(now_s)
        if each(now_s) is True or ending.asked or (seconds is not None and now_s - began_s >= seconds):
            return watch.heard()
        wait(POLL_S)
