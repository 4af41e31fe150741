"""Recording what a board sends into a file that can be given away: to whoever is to help with a board that does not play."""

from __future__ import annotations

import platform
import re
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from wobblequest import __version__
from wobblequest.core.errors import FileProblem
from wobblequest.input.capture import About, CaptureFull, CaptureWriter, Moment
from wobblequest.input.listened import Listened, Veil
from wobblequest.input.ports import FoundPort
from wobblequest.input.protocols.decoder import Identified
from wobblequest.input.protocols.register import PROTOCOLS
from wobblequest.input.reader import Connect, Events, Reader
from wobblequest.input.serial_source import SerialSource

FLUSH_S = 0.25
TELL_S = 0.5
"""What the program makes of the bytes is noted so often at most."""


class Recorder:
    """Opens one port as always, and writes what happens on it into a new file.

    found : what the system knows of the port. shows_serial_number : it was asked for; else it is left out, and boards that could be asked
    for their own are not. reader : for tests without a port. Raises FileProblem where the file cannot be made.
    """

    def __init__(
        self, path: Path, name: str, found: FoundPort | None, *, shows_serial_number: bool = False, probe: bool = False,
        clock: Callable[[], float] = time.perf_counter, reader: Callable[[Connect], Events] | None = None,
    ) -> None:
        self.veil = Veil(name, found, shows_serial_number=shows_serial_number)
        self.full = ""
        self._clock, self._moments = clock, deque[Moment]()
        self._flushed_s = self._told_s = clock()
        self._words = self._protocol = ""
        self._writer = CaptureWriter(path, _about(self.veil))
        # The source hears a number only at the beginning and of a board that works; a reset, or a broken board, tells it as well.
        self._ears = [codec.decoder() for codec in PROTOCOLS.values() if codec.ask]

        def listened(connect: Connect) -> Events:
            inner = reader(connect) if reader else Reader(name, connect, clock)
            self._tap = Listened(inner, self._moments.append, self.veil, clock, asks_who=shows_serial_number)
            return self._tap

        try:
            self.source = SerialSource(name, probe=probe, clock=clock, reader=listened)
        except BaseException:
            self._writer.close()
            path.unlink()  # nothing is in it
            raise

    @property
    def size(self) -> int:
        """Bytes of the board that were written."""
        return self._writer.size

    @property
    def told_its_number(self) -> bool:
        """Whether the board told its own number among its bytes: then it is in the capture."""
        return any(isinstance(ear, Identified) and ear.identity for ear in self._ears)

    def step(self, now_s: float) -> bool:
        """After every poll: write what came. True where no more can be written. Raises FileProblem where writing fails."""
        words, protocol = self.source.link(now_s).words, self.source.info.protocol
        if protocol != self._protocol:
            self._protocol = protocol
            self._tap.tell("protocol", protocol)
        if words != self._words and now_s - self._told_s >= TELL_S:
            self._words, self._told_s = words, now_s
            self._tap.tell("seen", words)
        self._write()
        if now_s - self._flushed_s >= FLUSH_S:
            self._flushed_s = now_s
            self._writer.flush()
        return bool(self.full)

    def _write(self) -> None:
        try:
            while self._moments and not self.full:
                moment = self._moments.popleft()
                self._writer.add(moment)
                if moment.kind == "came" and isinstance(moment.what, bytes):
                    for ear in self._ears:
                        ear.feed(moment.what)
        except CaptureFull as error:
            self.full = str(error)

    def __enter__(self) -> Recorder:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.source.close()
        if isinstance(error, FileProblem):  # the disk is full: that was told, and the end cannot be written either
            with suppress(FileProblem):
                self._writer.close()
            return
        try:
            self._write()
        finally:
            self._writer.close()


def _about(veil: Veil) -> About:
    release = re.match(r"[\d.]*", platform.release())
    system = " ".join(filter(None, (platform.system(), release[0] if release else "", platform.machine())))
    return About(veil.port, veil.description, veil.usb, veil.serial_number, __version__, system, platform.python_version())
