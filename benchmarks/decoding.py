"""Lines a second: our reader and decoder against pySerial's readline() and float(), from the same flooded pseudo-terminal."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from wobblequest.input.protocols.csv_lines import CsvDecoder
from wobblequest.input.reader import Chunk, Connected, Overflow, Reader
from wobblequest.input.serial_port import PySerialPort
from wobblequest.input.stream import Stream

TARGET_RATIO = 50.0
READLINE_LINES = 12_000
OUR_LINES = 1_000_000
ROUNDS = 3
FLOOD = """
import math, os, sys
lines = [b"%d,%.2f,%.2f\\r\\n" % (10 * i, 9 * math.sin(i / 50), 6 * math.sin(i / 70)) for i in range(400_000)]
blocks = [b"".join(lines[i : i + 2000]) for i in range(0, len(lines), 2000)]
try:
    while True:
        for block in blocks:
            left = memoryview(block)
            while left:
                left = left[os.write(int(sys.argv[1]), left):]
except OSError:
    pass
"""


@contextmanager
def flooded() -> Iterator[str]:
    """A pseudo-terminal that another process fills with lines ``ms,pitch,roll`` as fast as they are read."""
    import tty

    writing, reading = os.openpty()
    tty.setraw(reading)
    process = subprocess.Popen([sys.executable, "-c", FLOOD, str(writing)], pass_fds=[writing])
    os.close(writing)
    try:
        yield os.ttyname(reading)
    finally:
        process.kill()
        process.wait()
        os.close(reading)


def readline_lines_per_s() -> float:
    """What the usual loop does: one readline, split and float at a time."""
    import serial

    with flooded() as name, serial.Serial(name, 115200, timeout=5) as port:
        port.readline()
        begun = time.perf_counter()
        for _ in range(READLINE_LINES):
            _, pitch, roll = port.readline().split(b",")
            float(pitch), float(roll)
        return READLINE_LINES / (time.perf_counter() - begun)


def our_lines_per_s(readings: bool) -> tuple[float, int]:
    """(lines a second, bytes lost to overflow) through the reader's thread, up to frames or, with the clock, up to readings."""
    with flooded() as name:
        decoder = CsvDecoder()
        stream = Stream(0.0)
        stream.speaks(CsvDecoder())
        reader = Reader(name, lambda: Connected(PySerialPort(name, 115200), name), time.perf_counter)
        done = lost = 0
        begun = 0.0
        while done < OUR_LINES:
            chunks: list[tuple[float, bytes]] = []
            for event in reader.take():
                if isinstance(event, Chunk):
                    chunks.append(event)
                elif isinstance(event, Overflow):
                    lost += event.size
            if not chunks:
                time.sleep(0.0005)
                continue
            if readings:
                done += len(stream.feed(chunks))
            else:
                done += len(decoder.feed(b"".join(data for _, data in chunks)))
            if not begun:
                begun, done = time.perf_counter(), 0
        took = time.perf_counter() - begun
        reader.close()
        return done / took, lost


def run() -> list[dict[str, Any]]:
    """Medians of three rounds each, in turn. Nothing on systems without pseudo-terminals."""
    if not hasattr(os, "openpty"):
        return []
    rounds = [(readline_lines_per_s(), *our_lines_per_s(False), our_lines_per_s(True)[0]) for _ in range(ROUNDS)]
    usual, ours, lost, whole = (sorted(column)[ROUNDS // 2] for column in zip(*rounds, strict=True))
    against = f"readline() + float() in the same run, {usual:,.0f} lines/s"
    return [
        _row("reader + decoder, lines to frames", ours, "lines/s", against, None),
        _row("reader + decoder, lines to frames", ours / usual, "times", against, TARGET_RATIO),
        _row("reader + decoder + clock, lines to readings", whole / usual, "times", against, None),
        _row("bytes lost in the flood", lost, "bytes", "none", None),
    ]


def _row(figure: str, value: float, unit: str, compared_to: str, target: float | None) -> dict[str, Any]:
    met = None if target is None else value >= target
    return {"figure": figure, "value": round(value, 1), "unit": unit, "compared_to": compared_to, "target": target, "met": met}


if __name__ == "__main__":
    for row in run():
        print(row)
