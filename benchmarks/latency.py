"""Byte in to reading in the hands of the frame, beyond the wait for that frame, at 100 Hz and 1 kHz.

Another process writes lines into a pseudo-terminal at an even rate; each line carries the moment at which it was written, so that
the two ends need no common clock but the system's. A loop at 60 frames a second, with 8 ms of work in each frame as drawing would
be, polls the source at the beginning of every frame. A line is due at the first frame that begins after it was written; what is
measured is how much later than the beginning of that frame it was handed over: a few hundred µs, or a whole frame if it was missed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import Any

from wobblequest.input.serial_port import SerialSource

TARGET_MS = 10.0
SECONDS = 6.0
WARM_UP_S = 1.5
FRAME_S = 1.0 / 60.0
WORK_S = 0.008
BOARD = """
import math, os, sys, time
out, period = int(sys.argv[1]), 1.0 / float(sys.argv[2])
next_s, i = time.perf_counter() + 0.3, 0
os.write(out, b"us,pitch,roll\\r\\n")
try:
    while True:
        time.sleep(max(0.0, next_s - time.perf_counter()))
        os.write(out, b"%d,%.2f,%.2f\\r\\n" % (time.perf_counter_ns() // 1000, 9 * math.sin(i / 50), 6 * math.sin(i / 70)))
        next_s, i = next_s + period, i + 1
except OSError:
    pass
"""


def excess_ms(rate_hz: float) -> list[float]:
    """How much later than the beginning of the frame it was due at each sample was handed over, in ms, sorted."""
    import tty

    writing, reading = os.openpty()
    tty.setraw(reading)
    source = SerialSource(os.ttyname(reading), protocol="csv")
    process = subprocess.Popen([sys.executable, "-c", BOARD, str(writing), str(rate_hz)], pass_fds=[writing])
    try:
        return sorted(_play(source))
    finally:
        process.kill()
        process.wait()
        source.close()
        os.close(writing)
        os.close(reading)


def _play(source: SerialSource) -> list[float]:
    excess: list[float] = []
    began_s = frame_s = time.perf_counter()
    frames: list[float] = []
    while frame_s - began_s < WARM_UP_S + SECONDS:
        time.sleep(max(0.0, frame_s - time.perf_counter()))
        now_s = time.perf_counter()
        frames.append(now_s)
        readings = source.poll(now_s)
        handed_s = time.perf_counter()
        if now_s - began_s > WARM_UP_S:
            for reading in readings:  # a line that was missed by its frame comes a whole frame late
                written_s = reading.device_t_s or 0.0
                due_s = next(began for began in frames if began >= written_s)
                excess.append((handed_s - due_s) * 1e3)
        while time.perf_counter() - now_s < WORK_S:
            sum(range(200))
        del frames[:-10]
        frame_s += FRAME_S
    return excess


def run() -> list[dict[str, Any]]:
    """p50, p95 and p99 at both rates. Nothing on systems without pseudo-terminals."""
    if not hasattr(os, "openpty"):
        return []
    rows: list[dict[str, Any]] = []
    for rate_hz in (100, 1000):
        late_ms = excess_ms(rate_hz)
        for name, share in (("p50", 0.50), ("p95", 0.95), ("p99", 0.99)):
            value = late_ms[int(share * (len(late_ms) - 1))]
            judged = name == "p95"
            rows.append({
                "figure": f"byte in to frame handed over, {name} at {rate_hz} Hz", "value": round(value, 3), "unit": "ms",
                "compared_to": f"the beginning of the frame it was due at; {len(late_ms)} samples",
                "target": TARGET_MS if judged else None, "met": value <= TARGET_MS if judged else None,
            })
    return rows


if __name__ == "__main__":
    for row in run():
        print(row)
