"""A virtual board: a simulated person's motion in the bytes of a real board's protocol, on a line a game can open.

A game that was told so (``serial:PORT?virtual=1``) says on the same line where its target is: ``T,<pitch>,<roll>,<radius>``
in degrees, or ``T`` for none, each on a line of its own. ``,remembered`` at the end of a target says that it is not shown, nor the dot.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from math import isfinite

from wobblequest.core.arena import Point, Target
from wobblequest.core.samples import Vector, angles_from_up, cross, up_from_gravity_plane
from wobblequest.input.beat import Beat
from wobblequest.input.person import Person
from wobblequest.input.protocols.decoder import Answering, Encoder
from wobblequest.input.virtual_lines import Line

PROMPT = b"Send any character"
"""A sketch that says this waits there for a byte."""
LONGEST_NAP_S = 0.02
LONGEST_ORDER = 200


class VirtualBoard:
    """One board on one line. `turn` does all that is due at a time, without waiting; `run` turns in real time.

    Each new reader finds it as after a reset, for opening a port resets most boards: first its boot text, and where that
    prompts for a byte, nothing more before one came. The person balances on all the while.

    Parameters
    ----------
    person : who stands on it. encoder : what it speaks. line : what it is on, still unplugged. rate_hz : samples a second.
    """

    def __init__(self, person: Person, encoder: Encoder, line: Line, rate_hz: float = 100.0) -> None:
        self.line = line
        self.sent = 0
        self._person, self._encoder = person, encoder
        self._beat = Beat(rate_hz)
        self._reader = 0
        self._waiting: bytes | None = None
        self._order = b""

    def turn(self, now_s: float) -> None:
        """Listen, and send every sample that is due by now; after a long wait only the newest 0.25 s of them (see `Beat`)."""
        self._greet()
        self._listen()
        for number in self._beat.due(now_s):
            t_s = self._beat.time_s(number)
            tilt, speeds = self._person.at(t_s)
            if self._reader and self._waiting is None:
                up = up_from_gravity_plane(*tilt)
                self.line.send(self._encoder.encode(t_s, *angles_from_up(up), rate_of(tilt, speeds)))
                self.sent += 1

    def run(
        self, seconds: float | None, stop: threading.Event, clock: Callable[[], float] = time.monotonic,
        nap: Callable[[float], None] = time.sleep,
    ) -> None:
        """Turn until ``seconds`` are over (None: no end) or ``stop`` is set. Paced by absolute deadlines: naps do not add up."""
        began_s = clock()
        while not stop.is_set():
            now_s = clock()
            if seconds is not None and now_s - began_s >= seconds:
                return
            self.turn(now_s)
            now_s = clock()
            left_s = LONGEST_NAP_S if seconds is None else max(0.0, began_s + seconds - now_s)
            nap(min(self._beat.wait_s(now_s), left_s, LONGEST_NAP_S))

    def cut(self) -> None:
        """Pull the cable: the line goes away, and whoever reads sees the board vanish."""
        self.line.unplug()
        self._hear_nobody()

    def reopen(self) -> str:
        """Plug it in again; gives back the port, which may be another one."""
        self.line.plug()
        return self.line.port

    def _greet(self) -> None:
        reader = self.line.reader()
        if reader == self._reader:
            return
        self._hear_nobody()
        self._reader = reader
        if reader:
            text = self._encoder.boot()
            at = text.find(PROMPT)
            end = text.find(b"\n", at) + 1 if at >= 0 else len(text)
            self._waiting = text[end:] if at >= 0 else None
            self.line.send(text[:end])

    def _hear_nobody(self) -> None:
        self._reader, self._waiting, self._order = 0, None, b""
        self._person.aim(None)

    def _listen(self) -> None:
        data = self.line.receive()
        if not data:
            return
        if self._waiting is not None:
            self.line.send(self._waiting)
            self._waiting = None
        if isinstance(self._encoder, Answering):
            self.line.send(self._encoder.answer(data))
        *orders, self._order = (self._order + data).split(b"\n")
        if len(self._order) > LONGEST_ORDER:
            self._order = b""
        for order in orders:
            told, target = aim_of(order)
            if told:
                self._person.aim(target)


def aim_of(order: bytes) -> tuple[bool, Target | None]:
    """(whether a line tells of a target, the target or None for none). Anything else is not for us, as to a real board."""
    # What answered a prompt may stand before the first order.
    at = order.find(b"T")
    parts = order[at:].strip().split(b",") if at >= 0 else []
    if parts == [b"T"]:
        return True, None
    remembered = parts[4:] == [b"remembered"]
    if len(parts) != (5 if remembered else 4) or parts[0] != b"T":
        return False, None
    try:
        pitch, roll, radius = (float(part) for part in parts[1:4])
    except ValueError:
        return False, None
    if not (isfinite(pitch) and isfinite(roll) and isfinite(radius)):
        return False, None
    return True, Target(Point(pitch, roll), radius, remembered)


def rate_of(tilt: Point, speeds: tuple[float, float]) -> Vector:
    """What a gyroscope on the board says, deg/s about x forward, y left, z up; there is no turning about the upright.

    From du/dt = u × ω and ω across u: ω = du/dt × u.
    """
    dt = 1e-3
    pitch, roll = tilt
    before = up_from_gravity_plane(pitch - speeds[0] * dt / 2, roll - speeds[1] * dt / 2)
    after = up_from_gravity_plane(pitch + speeds[0] * dt / 2, roll + speeds[1] * dt / 2)
    per_s = 57.29577951308232 / dt
    change = ((after[0] - before[0]) * per_s, (after[1] - before[1]) * per_s, (after[2] - before[2]) * per_s)
    return cross(change, up_from_gravity_plane(pitch, roll))
