"""What speaks on the serial ports: every port is opened and listened to at the same time."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wobblequest.input.serial_port import SerialSource, find_boards
from wobblequest.input.source import LinkState

POLL_S = 0.02
ENOUGH_S = 1.0
"""So long a board is listened to once it is known, so that its rate is one."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard on a port.

    device : the board's identity where it has one. protocol : "" where nothing known speaks. rate_hz : None where too little came.
    words : one sentence on what is there, or on what to do.
    """

    port: str
    name: str
    device: str
    protocol: str
    rate_hz: float | None
    state: LinkState
    faults: int
    words: str


def listen(ports: Sequence[str], seconds: float, clock: Callable[[], float] = time.perf_counter,
           wait: Callable[[float], None] = time.sleep) -> list[Heard]:
    """Listen on these ports, or on all that may be boards, for at most so many seconds; the likeliest port first.

    Opening a port resets many boards, as starting the game does. A port that another program holds is told as such.
    """
    names = list(ports) or [found.device for found in find_boards()]
    sources = [(name, SerialSource(name, clock=clock)) for name in names]
    try:
        began_s = clock()
        live_since: dict[str, float] = {}
        while sources and clock() - began_s < seconds and not _enough(live_since, names, clock()):
            now_s = clock()
            for name, source in sources:
                source.poll(now_s)
                if source.link(now_s).state == "live":
                    live_since.setdefault(name, now_s)
            wait(POLL_S)
        return [_heard(name, source, clock()) for name, source in sources]
    finally:
        for _, source in sources:
            source.close()


def _enough(live_since: dict[str, float], names: Sequence[str], now_s: float) -> bool:
    return all(name in live_since and now_s - live_since[name] >= ENOUGH_S for name in names)


def _heard(name: str, source: SerialSource, now_s: float) -> Heard:
    info, link = source.info, source.link(now_s)
    return Heard(name, info.name, info.device, info.protocol, link.rate_hz, link.state, link.faults, link.words)
