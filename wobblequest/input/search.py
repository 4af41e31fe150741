"""Finding out what speaks on an open port: which protocol, at which baud rate; and saying all the while what is seen.

Pure: it is told what came and when, and answers what to do. Baud rates are changed on the open port (opening resets many
boards) and never to 1200, which sends some into their bootloader. The only byte written unasked is ``r``: at once where the DMP
sketch asks for it, and once to a port that stayed silent. Once somebody agreed, the bytes of `probes` follow.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Literal

from wobblequest.core.messages import Message, message, name
from wobblequest.input.detect import A_MODEM, UNKNOWN, WINDOW, Detection, detect, noise_share
from wobblequest.input.probes import Probe, probes
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
LOOK_LINES = 600
"""No more lines than this are looked at: they settle all that rows can settle, and a look at very many very short ones takes too long."""
HUNT_AGAIN_S = 10.0
PROBE_S = 1.0
"""So long an answer to a probe is waited for; one that begins in time is listened to for `PROBE_ANSWER_S`."""
PROBE_ANSWER_S = 2.5
MODEM_TALK_S = 15.0
"""So long after opening, AT commands are somebody's who takes the port for a modem, not the device's own."""
OTHER_S = 5.0
TEXT_S = 15.0
"""So long a device that sends something else is given until it counts as no board: boards, too, begin with words."""
KEPT = 1 << 20
"""Bytes kept for the decoder that is found: a board of 1,000 samples a second loses none while it is being recognised."""


MODEM_TALK = message("a program of this system asks it whether it is a modem (ModemManager); that is over within 30 s")

Prospect = Literal["open", "starting", "in vain", "no board"]
"""open: nothing is known yet. starting: a board is there, it only does not send yet. in vain: all was tried. no board: something else."""


@dataclass(frozen=True, slots=True)
class Step:
    """What to do now, the baud rate before the write. found : the protocol, once it is known."""

    found: str | None = None
    baud: int | None = None
    write: bytes = b""


class Search:
    """One search on one open port.

    name : the port, for the words. protocol, baud : what is settled beforehand. can_change_baud : False for a socket.
    may_probe : somebody agreed to `probes` already.
    """

    def __init__(
        self, name: str, opened_s: float, *, protocol: str | None = None, baud: int | None = None, can_change_baud: bool = True,
        may_probe: bool = False,
    ) -> None:
        self._name, self._protocol, self._opened_s = name, protocol, opened_s
        self._rates = (baud,) if baud else (FIRST_BAUD, *BAUDS) if can_change_baud else (FIRST_BAUD,)
        self._says_baud = can_change_baud
        self._at = 0
        self._may_probe, self._probed = may_probe, False
        self._probes: list[Probe] = []
        self._probe: Probe | None = None
        self._since_s = opened_s
        self._looked_s = opened_s
        self._fresh = 0
        self._asked_s: float | None = None
        self._settling = False
        self._seen = detect(b"")
        self.chunks: deque[tuple[float, bytes]] = deque()
        """What came at this baud rate, with its stamps: the decoder that is found gets all of it."""
        self._size = self._before = 0
        self.exhausted = False
        """Every rate was tried in vain."""

    @property
    def baud(self) -> int:
        return self._probe.baud if self._probe is not None else self._rates[self._at]

    @property
    def offers_probe(self) -> bool:
        """Whether all that may be done unasked was done, and `allow_probes` would go on."""
        return self.exhausted and not self._may_probe and not self._probed and self._seen.seen in ("silence", "little", "noise")

    def allow_probes(self) -> None:
        self._may_probe = True

    def prospect(self, now_s: float) -> Prospect:
        """What is to be hoped of this port."""
        open_s = now_s - self._opened_s
        match self._seen.seen:
            case "prompt" | "settling" | "ill" | "tilt":
                return "starting"
            case "other" if open_s > OTHER_S:
                return "no board"
            case "text" if open_s > TEXT_S:
                return "no board"
        return "in vain" if self.exhausted and self._probe is None else "open"

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

    def words(self, now_s: float) -> Message:
        """What is seen, in one or two sentences."""
        baud = str(self.baud)  # a setting, and written as it is everywhere
        where = message("{name} at {baud} baud", name=self._name, baud=baud) if self._says_baud else name(self._name)
        seen = self._seen.seen
        if self._probe is not None:
            return message("Asking {where} whether it is a board that waits to be asked…", where=where)
        if self.offers_probe and seen != "noise":
            whom = where if len(self._rates) == 1 else name(self._name)
            if seen == "silence" and self._before:
                return message("{port} has sent only {n} bytes in all: check the cable, and whether the board is switched on.", port=whom,
                               n=self._before)
            if seen == "silence":
                return message("Nothing came from {port}: check the cable, and whether the board is switched on.", port=whom)
            return message("{port} has sent {what}: check the cable, and whether the board is switched on.", port=whom,
                           what=self._seen.words)
        if seen == "silence":
            if self.exhausted:
                return message(
                    "Nothing came from {name}, not even when asked: check the cable (some only charge) and that the board's "
                    "sketch runs; its reset button may help.",
                    name=self._name,
                )
            if now_s - self._opened_s < SAY_S:
                return message("Listening on {where}…", where=where)
            return message("{name} is open but silent. Waiting for its board to start, at {baud} baud…", name=self._name, baud=baud)
        if seen == "noise":
            if self.exhausted or len(self._rates) == 1:
                return message("{name} sends {what}. If it is a tilt board, set its speed to {baud} baud.", name=self._name,
                               what=self._seen.words, baud=str(FIRST_BAUD))
            return message("{name} sends what is no text and no frames; trying {baud} baud…", name=self._name, baud=baud)
        if seen == "prompt":
            return message("{name}: {what}; it is being started…", name=self._name, what=self._seen.words)
        if seen in ("settling", "ill"):
            return message("{name}: {what}.", name=self._name, what=self._seen.words)
        if seen == "little":
            return message("{name} has sent {what}; listening on…", name=self._name, what=self._seen.words)
        if seen == "tilt":
            return message("Found {protocol} on {where}.", protocol=self._seen.protocol, where=where)
        return message("{name} is no tilt board that we know: it sends {what}.", name=self._name, what=self._seen.words)

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
        if data.count(b"\n") > LOOK_LINES:
            data = b"\n".join(data.rsplit(b"\n", LOOK_LINES)[1:])
        if self._protocol is not None:
            self._seen = _as_protocol(self._protocol, data)
        else:
            self._seen = detect(data)
        if self._seen.seen == "other" and self._seen.words == A_MODEM and now_s - self._opened_s < MODEM_TALK_S:
            self._seen = Detection(UNKNOWN, MODEM_TALK, "settling")
        self._settling = self._settling or self._seen.seen in ("prompt", "settling", "ill")
        return None if self._seen.protocol == UNKNOWN else self._seen.protocol

    def _next_rate(self, now_s: float) -> Step:
        seen, waited_s = self._seen.seen, now_s - self._since_s
        if self._probe is not None:
            answered = self._size > 0 and seen != "noise"
            return Step() if waited_s < (PROBE_ANSWER_S if answered else PROBE_S) else self._next_probe(now_s)
        if self.exhausted:
            if self._may_probe and not self._probed and seen in ("silence", "little", "noise"):
                self._probes = list(probes(seen == "noise", self._rates))
                return self._next_probe(now_s)
            if seen == "noise" and waited_s > HUNT_AGAIN_S and len(self._rates) > 1:
                self.exhausted = False
                return self._go_on(now_s)
            return Step()
        if seen == "ill":
            return Step()  # its lines come with their sums: the rate is right for sure
        if seen in ("text", "other", "prompt", "settling") and not (self._settling and waited_s > SETTLING_S):
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

    def _next_probe(self, now_s: float) -> Step:
        """The next of the probes; after the last, back to listening as before."""
        before, self._since_s = self.baud, now_s
        self._probe = self._probes.pop(0) if self._probes else None
        self._probed = self._probed or self._probe is None
        self._forget()
        return Step(baud=self.baud if self.baud != before else None, write=self._probe.data if self._probe else b"")

    def _go_on(self, now_s: float) -> Step:
        self._at = (self._at + 1) % len(self._rates)
        self.exhausted = self._at == 0
        self._since_s = now_s
        if len(self._rates) == 1:
            return Step()
        self._forget()
        return Step(baud=self.baud)

    def _forget(self) -> None:
        """What came before came at another rate, or before a question."""
        if self._seen.seen != "noise":  # what was no sense stays told until something else is seen
            self._seen = detect(b"")
        self._before += self._size
        self.chunks.clear()
        self._size = self._fresh = 0


def _as_protocol(protocol: str, data: bytes) -> Detection:
    """Whether frames of the one protocol that was asked for are there; else what is."""
    decoder = PROTOCOLS[protocol].decoder()
    if decoder.feed(data) or decoder.finish():
        return Detection(protocol, message("{protocol} frames", protocol=protocol), "tilt")
    seen = detect(data)
    if seen.protocol != UNKNOWN:
        other = message("{found} frames where {protocol} was asked for", found=seen.protocol, protocol=protocol)
        return Detection(UNKNOWN, other, "other")
    return seen


