"""A board's own clock all the way from its bytes to the readings' times: wrapping, set anew, running backwards."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from math import ceil, sin

import pytest

from wobblequest.core.samples import Reading
from wobblequest.input.protocols.register import PROTOCOLS
from wobblequest.input.stream import Stream

RATE_HZ = 100.0
TIMER_S = 0.016


def played(line: Callable[[float], bytes], protocol: str, seconds: float) -> tuple[list[Reading], list[float]]:
    """(readings, true times) of a board that sends ``line`` of its seconds, through a USB timer of 16 ms."""
    stream = Stream(0.0)
    stream.speaks(PROTOCOLS[protocol].decoder())
    bursts: dict[float, bytes] = {}
    true = []
    for i in range(int(seconds * RATE_HZ)):
        t_s = 5.003 + i / RATE_HZ
        arrival_s = ceil(t_s / TIMER_S) * TIMER_S
        bursts[arrival_s] = bursts.get(arrival_s, b"") + line(i / RATE_HZ)
        true.append(t_s)
    readings = [reading for arrival_s, data in bursts.items() for reading in stream.feed([(arrival_s, data)])]
    return readings, true


def tilt(t_s: float) -> tuple[float, float]:
    return 8 * sin(t_s * 2), 5 * sin(t_s * 1.5)


@pytest.mark.parametrize(("counts_per_s", "wraps_at", "begin"), [
    (1e6, 2**32, 2**32 - 5_000_000), (1e3, 2**32, 2**32 - 5_000), (1e3, 2**16, 2**16 - 5_000), (1e6, 2**32, 0),
], ids=["u32 µs", "u32 ms", "u16 ms", "none"])
def test_a_clock_that_wraps_goes_on(counts_per_s: float, wraps_at: int, begin: int) -> None:
    def line(t_s: float) -> bytes:
        pitch, roll = tilt(t_s)
        return b"%d,%.2f,%.2f\n" % ((begin + round(t_s * counts_per_s)) % wraps_at, pitch, roll)

    readings, true = played(lambda t_s: (b"t_us,pitch,roll\n" if counts_per_s == 1e6 else b"t_ms,pitch,roll\n") * (t_s == 0.0) + line(t_s),
                            "csv", 20.0)
    assert len(readings) == len(true), "no sample is lost over a wrap"
    worst_s = max(abs(reading.t_s - t_s) for reading, t_s in zip(readings, true, strict=True))
    assert worst_s <= 0.012
    assert readings[-1].device_t_s is not None
    assert readings[0].device_t_s is not None
    assert readings[-1].device_t_s - readings[0].device_t_s == pytest.approx(19.99, abs=0.01)


@pytest.mark.parametrize("clock", [
    lambda t_s: t_s if t_s < 8 else t_s - 8.0,  # the board was reset
    lambda t_s: t_s if t_s < 8 else t_s + 3600.0,  # it was set
    lambda t_s: 100.0 - t_s,  # it runs backwards
    lambda t_s: 4.0,  # it stands still
], ids=["reset", "set", "backwards", "still"])
def test_a_clock_that_cannot_be_trusted_moves_no_sample_for_long(clock: Callable[[float], float]) -> None:
    def line(t_s: float) -> bytes:
        pitch, roll = tilt(t_s)
        return b"t_ms:%d,pitch:%.2f,roll:%.2f\n" % (round(clock(t_s) * 1000), pitch, roll)

    readings, true = played(line, "keyvalue", 20.0)
    assert all(b.t_s > a.t_s for a, b in pairwise(readings))
    assert len(readings) >= len(true) - 12, "frames are held back only until it is known that their time is none"
    newest = list(zip(reversed(readings), reversed(true), strict=False))[5:300]  # but for the last burst, which is cut off
    assert max(abs(reading.t_s - t_s) for reading, t_s in newest) <= 0.004
