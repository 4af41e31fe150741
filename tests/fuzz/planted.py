"""A decoder that is broken on purpose, so that a test can see such a fault found."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from wobblequest.input.protocols.decoder import Decoder
from wobblequest.input.protocols.frame import Frame


def broken(sound: Callable[[], Decoder]) -> Callable[[], Decoder]:
    """Makers of the decoder with a fault: it raises on two certain bytes in a row."""

    def make() -> Decoder:
        decoder = sound()
        feed = decoder.feed

        def faulty(chunk: bytes) -> list[Frame]:
            for first, second in pairwise(chunk):
                if first == 0xA7 and second == 0x3C:
                    raise ValueError("a planted fault")
            return feed(chunk)

        decoder.feed = faulty  # type: ignore[method-assign]
        return decoder

    return make
