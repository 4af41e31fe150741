"""The decoder of formats that are packets: what `packets.Packets` finds becomes frames, gaps in their numbers become faults."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from wobblequest.input.protocols.frame import Frame
from wobblequest.input.protocols.gate import Gate
from wobblequest.input.protocols.numbering import Numbering
from wobblequest.input.protocols.packets import Packets


class Sample(NamedTuple):
    """What a packet says. number : its place in the board's count, where it counts."""

    frame: Frame
    number: int | None = None


class PacketDecoder:
    """A `Decoder` over packets.

    name : of the protocol. packets : finds them. read : packet → sample, None where the packet carries none; raises ValueError
    where its content cannot be. gate : sifts the frames. numbers : the board's count goes from 0 to this less one, or None.

    Attitude wins: where a device sends fused attitude at all, packets with acceleration alone give no frame.
    """

    def __init__(
        self, name: str, packets: Packets, read: Callable[[bytes], Sample | None], *, gate: Gate | None = None, numbers: int | None = None
    ) -> None:
        self.name = name
        self.why = ""
        self._packets, self._read, self._gate = packets, read, gate or Gate()
        self._numbering = Numbering(numbers) if numbers else None
        self._fused = False
        self._faults = 0
        self._unread = 0

    @property
    def faults(self) -> int:
        return self._faults + self._gate.dropped

    @property
    def skipped_bytes(self) -> int:
        return self._packets.skipped_bytes + self._unread

    @property
    def buffered(self) -> int:
        return self._packets.buffered

    def feed(self, chunk: bytes) -> list[Frame]:
        return self._frames(self._packets.feed(chunk))

    def finish(self) -> list[Frame]:
        frames = self._frames(self._packets.finish())
        self._gate.cut()
        self._forget_number()
        return frames

    def cut(self) -> None:
        self._packets.drop()
        self._gate.cut()
        self._forget_number()

    def _frames(self, packets: list[bytes | None]) -> list[Frame]:
        frames: list[Frame] = []
        for packet in packets:
            if packet is None:
                self._fault()
                continue
            try:
                sample = self._read(packet)
            except ValueError:
                self._fault()
                self._unread += len(packet)
                continue
            if sample is None:
                continue
            if sample.number is not None and self._numbering is not None:
                self._faults += self._numbering.missing(sample.number)
            if sample.frame.accel_g is None:
                self._fused = True
            elif self._fused:
                continue
            frames += self._gate.sift(sample.frame)
        return frames

    def _fault(self) -> None:
        self._faults += 1
        if self._numbering is not None:
            self._numbering.fault()

    def _forget_number(self) -> None:
        if self._numbering is not None:
            self._numbering.cut()
