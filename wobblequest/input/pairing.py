"""Which of the senders on the network is the person's phone: the first whose packets are tilt, and from then on only that one.

Pure: it is told who sent what. Sensor apps can be told an address and a port and nothing else, so the port is the pairing code, and what
is left is the first who knows it. Whoever else sends is ignored, counted and named, so that a person can compare the address on the screen
with the phone's own. An address can be forged by whoever is on the same network: this keeps mistakes apart, not attackers.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from wobblequest.core.messages import message
from wobblequest.input.detect import WINDOW, detect, recognise

MOST_SENDERS = 8
MOST_PACKET = 4096
LOOK_FIRST, LOOK_SELDOM = 6, 512
"""A sender's packets are looked at after so many, then after twice as many and so on, but at least once in the second so many."""


@dataclass(slots=True)
class _Candidate:
    """Newest packets of a sender that is not known to be a phone yet."""

    lines: list[bytes] = field(default_factory=list)
    size: int = 0
    packets: int = 0
    look_at: int = LOOK_FIRST

    def add(self, line: bytes) -> None:
        self.lines.append(line)
        self.size += len(line)
        self.packets += 1
        while self.size > WINDOW and len(self.lines) > 1:
            self.size -= len(self.lines.pop(0))


class Pairing:
    """Tells whose packets count. One thread gives it packets; others may read what it knows."""

    def __init__(self) -> None:
        self.sender = ""
        """Address of the phone, "" as long as there is none."""
        self.protocol = ""
        """What the phone speaks; "" as long as that is not known."""
        self.ignored = 0
        """Packets of others since the phone is known."""
        self.other = ""
        """Who sent the newest of these."""
        self.unknown = ""
        """What somebody sends that is no tilt, in words, with the address; "" where nobody does."""
        self._candidates: dict[str, _Candidate] = {}

    def take(self, sender: str, packet: bytes) -> bytes:
        """The lines that a packet is worth: those of the phone, "" for all others, and all it has sent once it is known to be the phone."""
        if self.sender and sender != self.sender:
            self.ignored += 1
            self.other = sender
            return b""
        line = packet.rstrip(b"\r\n\0 #")  # HyperIMU may be set to end its packets with #
        if not line or len(line) > MOST_PACKET:
            return b""
        line += b"\n"
        if self.sender and self.protocol:
            return line
        return self._look_at(sender, line)

    def listen_anew(self) -> None:
        """The phone sends something else now: find out what, of the same phone."""
        self.protocol = ""

    def _look_at(self, sender: str, line: bytes) -> bytes:
        candidate = self._candidates.pop(sender, None) or _Candidate()
        self._candidates[sender] = candidate  # the one that was heard last stands last
        if len(self._candidates) > MOST_SENDERS:
            del self._candidates[next(iter(self._candidates))]
        candidate.add(line)
        if candidate.packets < candidate.look_at:
            return b""
        candidate.look_at += min(candidate.look_at, LOOK_SELDOM)
        data = b"".join(candidate.lines)
        found = recognise(data)
        if found is None:
            self.unknown = message("{sender} sends {what}", sender=sender, what=detect(data).words)
            return b""
        self.protocol, self.sender, self.unknown = found, sender, ""
        self._candidates.clear()
        return data
