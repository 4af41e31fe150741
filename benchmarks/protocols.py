"""Readings a second for every protocol of the register: what a board of it sends, through `Stream`, decoder and clock, to readings.

The bytes are an encoder's at 1,000 samples a second, in chunks as they come at a port (one a sample) and are polled (sixty times a
second). Counted is processor time, which a busy machine changes least; beside it stands what Python's own ``bytes.split`` and
``float`` take for as many lines of three numbers, all in one go, in the same round.

Target: a board of 1,000 samples a second may cost 5 % of a core in all; reading the port, the trial and the store take about three
fifths of it, so decoding and clock may have 2 %, which is 50,000 readings a second. Of a format that is too long for so many samples
at 921,600 baud, the fastest usual rate, as many as fit are asked for.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from math import cos, sin
from typing import Any

from wobblequest.input.protocols.register import PROTOCOLS
from wobblequest.input.stream import Stream

RATE_HZ = 1000.0
SECONDS = 10
POLLS_HZ = 60.0
SHARE_OF_A_CORE = 0.02
FASTEST_BYTES_PER_S = 92_160.0
ROUNDS = 3
Polls = list[list[tuple[float, bytes]]]


def sent(protocol: str) -> list[tuple[float, bytes]]:
    """(arrival in s, bytes) of a board that rocks for ten seconds and speaks this protocol; its boot text first."""
    encoder = PROTOCOLS[protocol].encoder()
    chunks = [(0.0, encoder.boot())]
    for i in range(int(RATE_HZ * SECONDS)):
        t_s = i / RATE_HZ
        rates = (7.7 * cos(1.1 * t_s), -11.9 * sin(1.7 * t_s), 0.0)
        chunks.append((t_s, encoder.encode(t_s, 9 * sin(1.1 * t_s), 7 * cos(1.7 * t_s), rates)))
    return chunks


def polled(chunks: list[tuple[float, bytes]]) -> Polls:
    """The chunks by the frame of the game that polls them."""
    polls: Polls = [[] for _ in range(int(SECONDS * POLLS_HZ))]
    for at_s, data in chunks:
        polls[int(at_s * POLLS_HZ)].append((at_s, data))
    return polls


def readings_per_s(protocol: str, polls: Polls) -> float:
    """Through a fresh stream. Raises AssertionError where samples do not come out as readings; the first line may lack its beginning."""
    stream = Stream(0.0)
    stream.speaks(PROTOCOLS[protocol].decoder())
    count = 0

    def play() -> None:
        nonlocal count
        for poll in polls:
            count += len(stream.feed(poll))

    took_s = _cpu_s(play)
    missing = int(RATE_HZ * SECONDS) - count
    assert 0 <= missing <= 1, f"{protocol}: {missing} samples are missing"
    return count / took_s


def plain_lines_per_s(lines: bytes, count: int) -> float:
    """What Python alone needs for the numbers of as many lines."""
    return count / _cpu_s(lambda: [[float(number) for number in line.split(b",")] for line in lines.split(b"\r\n") if line])


def run() -> list[dict[str, Any]]:
    """The best of three rounds for each protocol, slowest last."""
    rows = []
    count = int(RATE_HZ * SECONDS)
    lines = b"".join(b"%d,%.2f,%.2f\r\n" % (i, 9 * sin(i / 900), 7 * cos(i / 600)) for i in range(count))
    for protocol in PROTOCOLS:
        chunks = sent(protocol)
        polls = polled(chunks)
        rounds = [(readings_per_s(protocol, polls), plain_lines_per_s(lines, count)) for _ in range(ROUNDS)]
        ours, plain = (max(column) for column in zip(*rounds, strict=True))
        size = sum(len(data) for _, data in chunks[1:]) / count
        target = min(RATE_HZ, FASTEST_BYTES_PER_S / size) / SHARE_OF_A_CORE
        rows.append({
            "figure": f"readings of {protocol}", "value": round(ours), "unit": "readings/s", "target": round(target), "met": ours >= target,
            "compared_to": f"{plain / ours:.0f} times split() and float() of a line of three numbers; {size:.0f} bytes a sample; "
                           f"{100 * RATE_HZ / ours:.2f} % of a core at 1,000 Hz",
        })
    return sorted(rows, key=lambda row: -row["value"])


def _cpu_s(work: Callable[[], object]) -> float:
    began_s = time.process_time()
    work()
    return time.process_time() - began_s


if __name__ == "__main__":
    for row in run():
        print(f"{row['figure']:28} {row['value']:8,} ≥ {row['target']:8,} {'met' if row['met'] else 'MISSED':7} {row['compared_to']}")
