"""How long a lean takes to be seen: an estimate of the whole chain, part by part.

No part can be measured without a camera, but each is known within a few ms; what a board itself withholds (a filter in its firmware) is
not in it, and is said not to be.
"""

from __future__ import annotations

from dataclasses import dataclass

FRAME_MS = 1000.0 / 60.0
SCREEN_MS = 8.0
"""From the handed-over picture to light: half a refresh of a 60 Hz panel; slow televisions add up to 100 ms more (use their game mode)."""
WARN_ABOVE_MS = 120.0


@dataclass(frozen=True, slots=True)
class Latency:
    """Mean delays in ms.

    sample_ms : half the time between two samples. wire_ms : a frame's bytes at the baud rate (0 for USB devices and networks, which do
    not wait for one). batch_ms : arrival after the sample's time beyond that, as measured (USB timers, Bluetooth, bursts).
    smoothing_ms : lag of the display's One Euro filter at slow movement.
    """

    sample_ms: float
    wire_ms: float
    batch_ms: float
    smoothing_ms: float

    @property
    def total_ms(self) -> float:
        """The whole chain: sample, wire, batching, waiting for the next frame (half of one), smoothing, drawing a frame, the screen."""
        return self.sample_ms + self.wire_ms + self.batch_ms + 0.5 * FRAME_MS + self.smoothing_ms + FRAME_MS + SCREEN_MS
