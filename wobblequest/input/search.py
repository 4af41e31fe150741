"""Finding out what speaks on an open port: which protocol, at which baud rate; and saying all the while what is seen.

Pure: it is told what came and when, and answers what to do. Baud rates are changed on the open port (opening resets many
boards) and never to 1200, which sends some into their bootloader. The only byte ever written is ``r``: at once where the DMP
sketch asks for it, and once to a port that stayed silent.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from wobblequest.input.detect import UNKNOWN, WINDOW, Detection, detect, noise_share
from wobblequest.input.protocols.register import PROTOCOLS

FIRST_BAUD = 115200
BAUDS = (9600, 57600, 38400, 230400, 921600, 460800, 19200)
SILENT_S = 4.0
"""A board that was reset by opening needs up to 2 s for its bootloader and then its setup."""
SETTLING_S = 14.0
DWELL_S = 0.7
NOISE_S = 1.0
SAY_S = 2.5
"""After so long a silence is told; within 3 s a person must know."""
LOOK_EVERY_S = 0.1
LOOK_SELDOM_S = 0.5
"""How often what came is looked at: at first often, later seldom (a look costs some milliseconds of a frame)."""
LOOK_BYTES = 24
HUNT_AGAIN_S = 10.0
KEPT = 1 << 20
"""Bytes kept for the decoder that is found: a board of 1,000 samples a second loses none while it is being recognised."""


@dataclass(frozen=True, slots=True)
class Step:
    """What to do now. found : the protocol, once it is known."""

    found: str | None = None
    write: bytes = b""
    baud: int | None = None


class Search:
    """One search on one open port.

    name : the port, for the words. protocol, baud : what is settled beforehand. can_change_baud : False for a socket.
    """

    def __init__(
        self, name: str, opened_s: float, *, protocol: str | None = None, baud: int | None = None, can_change_baud: bool = True
    ) -> None:
        self._name, self._protocol, self._opened_s = name, protocol, opened_s
        self._rates = (baud,) if baud else (FIRST_BAUD, *BAUDS) if can_change_baud else (FIRST_BAUD,)
        self._says_baud = can_change_baud
        self._at = 0
        self._since_s = opened_s
        self._looked_s = opened_s
        self._fresh = 0
        self._asked_s: float | None = None
        self._settling = False
        self._seen = detect(b"")
        self.chunks: deque[tuple[float, bytes]] = deque()
        """What came at this baud rate, with its stamps: the decoder that is found gets all of it."""
        self._size = 0
        self.exhausted = False
        """Every rate was tried in vain."""

    @property
    def baud(self) -> int:
        return self._rates[self._at]

    def feed(self, at_s: float, data: bytes) -> None:
        self.chunks.append((at_s, data))
        self._size += len(data)
        self._fresh += len(data)
        while self._size - len(self.chunks[0][1]) > KEPT:
            self._size -= len(self.chunks.popleft()[1])

    def step(self, now_s: float) -> Step:
        """To be called at every poll."""
        often = LOOK_EVERY_S if now_s - self._since_s < SAY_S else LOOK_SELDOM_S
        if self._fresh and now_s - self._looked_s >= (often if self._fresh >= LOOK_BYTES else 1.0):
            found = self._look(now_s)
            if found is not None:
                return Step(found=found)
        if self._seen.seen == "prompt" and (self._asked_s is None or now_s - self._asked_s >= 1.0):
            self._asked_s = now_s
            return Step(write=b"r")
        return self._next_rate(now_s)

    def words(self, now_s: float) -> str:
        """What is seen, in one or two sentences."""
        where = f"{self._name} at {self.baud} baud" if self._says_baud else self._name
        seen = self._seen.seen
        if seen == "silence":
            if self.exhausted:
                return (
                    f"Nothing came from {self._name} at any usual speed: check the cable (some only charge) and that the board's "
                    "sketch runs; its reset button may help."
                )
            if now_s - self._opened_s < SAY_S:
                return f"Listening on {where}…"
            return f"{self._name} is open but silent. Waiting for its board to start, at {self.baud} baud…"
        if seen == "noise":
            if self.exhausted or len(self._rates) == 1:
                return f"{self._name} sends {self._seen.words}. If it is a tilt board, set its speed to {FIRST_BAUD} baud."
            return f"{self._name} sends what is no text and no frames; trying {self.baud} baud…"
        if seen == "prompt":
            return f"{self._name}: {self._seen.words}; it is being started…"
        if seen in ("settling", "ill"):
            return f"{self._name}: {self._seen.words}."
        if seen == "little":
            return f"{self._name} has sent {self._seen.words}; listening on…"
        if seen == "tilt":
            return f"Found {self._seen.protocol} on {where}."
        return f"{self._name} is no tilt board that we know: it sends {self._seen.words}."

    def _look(self, now_s: float) -> str | None:
        self._looked_s, self._fresh = now_s, 0
        newest: list[bytes] = []
        size = 0
        for _, data in reversed(self.chunks):
            newest.append(data)
            size += len(data)
            if size >= WINDOW:
                break
        data = b"".join(reversed(newest))[-WINDOW:]
        if self._protocol is not None:
            self._seen = _as_protocol(self._protocol, data)
        else:
            self._seen = detect(data)
        self._settling = self._settling or self._seen.seen in ("prompt", "settling")
        return None if self._seen.protocol == UNKNOWN else self._seen.protocol

    def _next_rate(self, now_s: float) -> Step:
        seen, waited_s = self._seen.seen, now_s - self._since_s
        if self.exhausted:
            if seen == "noise" and waited_s > HUNT_AGAIN_S and len(self._rates) > 1:
                self.exhausted = False
                return self._go_on(now_s)
            return Step()
        if seen in ("text", "other", "ill", "prompt", "settling") and not (self._settling and waited_s > SETTLING_S):
            return Step()  # legible: the rate is right, whatever it is
        first = self._at == 0
        if seen == "noise":
            patience_s = NOISE_S if first else DWELL_S
        else:
            patience_s = SILENT_S if first else DWELL_S
            if self._size and noise_share(self.chunks[-1][1]) < 0.1:
                patience_s += 1.5  # legible, only slow
        if waited_s < patience_s:
            return Step()
        if first and seen == "silence" and self._asked_s is None:
            self._asked_s = now_s
            self._since_s = now_s - patience_s + DWELL_S
            return Step(write=b"r")
        return self._go_on(now_s)

    def _go_on(self, now_s: float) -> Step:
        self._at = (self._at + 1) % len(self._rates)
        self.exhausted = self._at == 0
        self._since_s = now_s
        if len(self._rates) == 1:
            return Step()
        if self._seen.seen != "noise":  # what was no sense stays told until something else is seen
            self._seen = detect(b"")
        self.chunks.clear()
        self._size = self._fresh = 0
        return Step(baud=self.baud)


def _as_protocol(protocol: str, data: bytes) -> Detection:
    """Whether frames of the one protocol that was asked for are there; else what is."""
    decoder = PROTOCOLS[protocol].decoder()
    if decoder.feed(data) or decoder.finish():
        return Detection(protocol, f"{protocol} frames", "tilt")
    seen = detect(data)
    if seen.protocol != UNKNOWN:
        return Detection(UNKNOWN, f"{seen.protocol} frames where {protocol} was asked for", "other")
    return seen


