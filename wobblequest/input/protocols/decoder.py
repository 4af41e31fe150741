"""What every protocol offers: a decoder from bytes to frames, and an encoder from tilt to bytes. Neither does I/O or asks for the time."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from wobblequest.core.samples import Vector
from wobblequest.input.protocols.frame import Frame


class Decoder(Protocol):
    """Bytes in, frames out. Whatever the bytes, it never raises; however they are cut into chunks, the frames are the same.

    faults : frames that were damaged, impossible or said by the board itself to be missing.
    skipped_bytes : bytes that belong to no frame given out (text, noise, damaged frames).
    why : where bytes came and no frame: what they seem to be, in words, or "".
    """

    @property
    def name(self) -> str: ...

    @property
    def faults(self) -> int: ...

    @property
    def skipped_bytes(self) -> int: ...

    @property
    def why(self) -> str: ...

    @property
    def buffered(self) -> int:
        """Bytes kept for a frame that is not whole yet: never more than 64 KiB."""
        ...

    def feed(self, chunk: bytes) -> list[Frame]:
        """The frames that these bytes complete, oldest first."""
        ...

    def finish(self) -> list[Frame]:
        """No more bytes will come: the frames that waited for more evidence. What stays undecided is counted as skipped."""
        ...

    def cut(self) -> None:
        """Bytes are missing here (replugged, overflow): forget what is half there, keep what was learnt of the format."""
        ...


@runtime_checkable
class Identified(Protocol):
    """A decoder of boards that tell who they are.

    identity : the board's own serial number, as one word without blanks, or "" as long as it has not told.
    """

    @property
    def identity(self) -> str: ...


@runtime_checkable
class Answering(Protocol):
    """An encoder of boards that listen: what the board sends back, at once, for bytes it was sent."""

    def answer(self, data: bytes) -> bytes: ...


class Encoder(Protocol):
    """What a board of this protocol sends."""

    @property
    def name(self) -> str: ...

    def boot(self) -> bytes:
        """What it says once after power-up."""
        ...

    def encode(self, t_s: float, pitch_deg: float, roll_deg: float, rate_dps: Vector | None = None) -> bytes:
        """One sample. Angles are the sensor's ZYX Euler angles, as ``decode`` prints them (`core.samples.angles_from_up`)."""
        ...
