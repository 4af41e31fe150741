"""How much of a board's data it takes until its protocol is known, and what a look at the bytes costs the frame in which it happens.

`Search` gets what a board of 100 samples a second sends, chunk by chunk at its time, and is asked sixty times a second, as the game
does it; time is simulated, so that the seconds are the same on every machine. The board has been running, so that its first sample is
cut in half, or was reset by the opening and sends its boot text first: the slower of both is told.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from math import cos, sin
from random import Random
from statistics import median
from typing import Any, NamedTuple

from wobblequest.input.detect import WINDOW
from wobblequest.input.protocols.register import PROTOCOLS
from wobblequest.input.search import Search
from wobblequest.input.stream import Stream

RATE_HZ, POLLS_HZ = 100.0, 60.0
TARGET_S = 1.5
LOOK_TARGET_MS = 8.0
"""A frame has 16.7 ms, and drawing wants some of them."""
LONGEST_S = 10.0
ROUNDS = 5


def samples(protocol: str, count: int) -> list[bytes]:
    encoder = PROTOCOLS[protocol].encoder()
    return [
        encoder.encode(i / RATE_HZ, 9 * sin(i / 90), 7 * cos(i / 60), (7.7 * cos(i / 90), -11.9 * sin(i / 60), 0.0)) for i in range(count)
    ]


class Found(NamedTuple):
    """known_s, reading_s : data until the protocol was known, and until it gave its first reading. size : bytes until it was known.
    dearest_ms : processor time of the dearest poll of the search.
    """

    known_s: float
    reading_s: float
    size: int
    dearest_ms: float


def found(protocol: str, boot: bool) -> Found:
    """How it goes with one board. Raises AssertionError where it is not recognised, or taken for another."""
    sent = samples(protocol, int(LONGEST_S * RATE_HZ))
    sent[0] = PROTOCOLS[protocol].encoder().boot() + sent[0] if boot else sent[0][len(sent[0]) // 2 :]
    search, stream = Search("a port", 0.0), Stream(0.0)
    known_s = dearest_ms = 0.0
    size = fed = 0
    for poll in range(int(LONGEST_S * POLLS_HZ)):
        now_s = poll / POLLS_HZ
        come = [(i / RATE_HZ, sent[i]) for i in range(fed, min(len(sent), int(now_s * RATE_HZ + 1e-6) + 1))]
        fed += len(come)
        if not known_s:
            for chunk in come:
                search.feed(*chunk)
                size += len(chunk[1])
            began_s = time.thread_time()
            step = search.step(now_s)
            dearest_ms = max(dearest_ms, (time.thread_time() - began_s) * 1e3)
            if step.found is None:
                continue
            assert step.found == protocol, f"{protocol} was taken for {step.found}"
            known_s, come = now_s, list(search.chunks)
            stream.speaks(PROTOCOLS[protocol].decoder())
        if stream.feed(come):
            return Found(known_s, now_s, size, dearest_ms)
    raise AssertionError(f"{protocol} gave no reading in {LONGEST_S:g} s")


def windows() -> dict[str, bytes]:
    """As much as one look takes in: of every protocol, and of what is none and keeps the search looking."""
    made = {protocol: b"".join(samples(protocol, 1200)) for protocol in PROTOCOLS}
    made["a counter"] = b"".join(b"%d\r\n" % i for i in range(2000))
    made["a thermometer"] = b"".join(b"%.2f,%d\r\n" % (20 + i % 7 / 10, 40 + i % 5) for i in range(1000))
    made["a log"] = b"".join(b"[%d.%03d] temperature %d, humidity %d %%\r\n" % (i, i % 1000, 20 + i % 7, 40 + i % 9) for i in range(300))
    made["prose"] = b"the quick brown fox jumps over the lazy dog 12 times\r\n" * 200
    made["a GPS"] = b"$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47\r\n" * 200
    made["noise"] = Random(1).randbytes(WINDOW)
    made["one bit pattern"] = b"UPU" * WINDOW
    return {name: data[:WINDOW] for name, data in made.items()}


def look_ms(data: bytes) -> float:
    """Processor time of the poll that looks at so much; the least of some."""

    def look() -> None:
        search.step(0.2)

    took: list[float] = []
    for _ in range(ROUNDS):
        search = Search("a port", 0.0)
        search.feed(0.1, data)
        took.append(_cpu_ms(look))
    return min(took)


def plain_ms() -> float:
    """What Python alone needs for the numbers of one look at csv."""
    lines = windows()["csv"].split(b"\r\n")[:-1]
    return min(_cpu_ms(lambda: [[float(number) for number in line.split(b",")] for line in lines]) for _ in range(ROUNDS))


def _cpu_ms(work: Callable[[], object]) -> float:
    began_s = time.thread_time()
    work()
    return (time.thread_time() - began_s) * 1e3


def run() -> list[dict[str, Any]]:
    """A row for each protocol, and two for the looks."""
    rows: list[dict[str, Any]] = []
    for protocol in PROTOCOLS:
        slower = max(found(protocol, boot) for boot in (False, True))
        reading = f"first reading after {slower.reading_s:.2f} s"
        against = f"{slower.size} bytes at {RATE_HZ:g} Hz; {reading}; dearest poll {slower.dearest_ms:.2f} ms"
        rows.append(_row(f"data until {protocol} is known", slower.known_s, "s", against, TARGET_S))
    looks = {name: look_ms(data) for name, data in windows().items()}
    worst = max(looks, key=lambda name: looks[name])
    others = f"median of {len(looks)} contents {median(looks.values()):.2f} ms; split() and float() of csv's numbers {plain_ms():.2f} ms"
    against = f"{worst}; {others}"
    rows.append(_row("one look at 8 KiB, the dearest content", looks[worst], "ms", against, LOOK_TARGET_MS))
    return rows


def _row(figure: str, value: float, unit: str, compared_to: str, target: float) -> dict[str, Any]:
    return {"figure": figure, "value": round(value, 3), "unit": unit, "compared_to": compared_to, "target": target, "met": value <= target}


if __name__ == "__main__":
    for row in run():
        print(row)
