"""The few bytes that wake boards which say nothing of themselves. They are sent only where somebody agreed: what is not a tilt board may
take them for orders (a printer, a machine).
"""

from __future__ import annotations

from typing import NamedTuple


class Probe(NamedTuple):
    """What to write at which baud rate."""

    baud: int
    data: bytes


FOR_SILENCE = (
    Probe(115200, b"\xa5\x52"),  # GY-25: send by yourself
    Probe(9600, b"\xa5\x52"),  # the same with its solder bridge closed
    Probe(57600, b"#o1"),  # Razor AHRS: stream
    Probe(115200, b"<start>"),  # EBIMU
    Probe(115200, b"\xfa\xff\x10\x00\xf1"),  # Xsens left in its configuration: go to measurement
)
RESYNC = {"razor-binary": b"#s00"}
"""Asks for the mark after which a protocol without any other can be read; again whenever its decoder has lost its step."""
FOR_NOISE = (Probe(57600, RESYNC["razor-binary"]),)
"""What is no text and no frames may be the one stream that cannot be read before it was asked for a mark."""


def probes(noise: bool, rates: tuple[int, ...]) -> tuple[Probe, ...]:
    """What to try, in order. rates : where only one can be, everything is tried at that one, and once."""
    tries = FOR_NOISE if noise else FOR_SILENCE
    if len(rates) > 1:
        return tries
    return tuple(Probe(rates[0], data) for data in dict.fromkeys(probe.data for probe in tries))
