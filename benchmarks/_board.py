"""A board as a process of its own: ``python -m benchmarks._board HZ LOG`` prints its port and sends stamped lines until SIGTERM.

A line is ``us,pitch,roll``; its first number is the moment at which it is written, in µs of the system's monotonic clock, which the
game's process reads as well. It writes as a UART does, without ever waiting: what does not fit into the line is lost. Every stamp
that was sent is in LOG at the end (native int64), so that whoever received can tell what is missing.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
import time
from array import array
from math import cos, sin
from pathlib import Path
from types import TracebackType

from wobblequest.input.virtual_lines import PtyLine

ROOT = Path(__file__).parents[1]
BOOT_S = 0.3
"""From the port's opening to the header: opening a port throws away what was there before."""


class Board:
    """The process, from here: it begins to send when its port is opened. At 0 Hz it stays silent. Use it with ``with``."""

    def __init__(self, rate_hz: float) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._log = Path(self._folder.name) / "stamps"
        command = [sys.executable, "-m", "benchmarks._board", str(rate_hz), str(self._log)]
        self._process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self.port = self._process.stdout.readline().strip()

    def end(self) -> list[int]:
        """End the board; gives every stamp it sent, in µs, oldest first."""
        self._process.terminate()
        self._process.wait(10.0)
        stamps = array("q")
        stamps.frombytes(self._log.read_bytes())
        return stamps.tolist()

    def __enter__(self) -> Board:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._process.kill()
        self._process.communicate()
        self._folder.cleanup()


def send(rate_hz: float, log: Path) -> None:
    """Send until SIGTERM, each line at its time or, where that is over already, at once."""
    going = True

    def end(*_: object) -> None:
        nonlocal going
        going = False

    signal.signal(signal.SIGTERM, end)
    line, stamps = PtyLine(), array("q")
    line.plug()
    print(line.port, flush=True)
    try:
        while going and not (rate_hz and line.reader()):
            time.sleep(0.01)
        time.sleep(BOOT_S)
        line.send(b"us,pitch,roll\r\n")
        began_s = time.perf_counter()
        while going:
            t_s = len(stamps) / rate_hz
            time.sleep(max(0.0, began_s + t_s - time.perf_counter()))
            stamps.append(time.perf_counter_ns() // 1000)
            line.send(b"%d,%.2f,%.2f\r\n" % (stamps[-1], 9 * sin(1.1 * t_s), 7 * cos(1.7 * t_s)))
    finally:
        line.unplug()
        log.write_bytes(stamps.tobytes())


if __name__ == "__main__":
    send(float(sys.argv[1]), Path(sys.argv[2]))
