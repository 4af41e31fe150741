"""Bytes with arrival stamps to readings: the board's decoder, the source's clock, and how the stream is doing."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from wobblequest.core.result import Quality
from wobblequest.core.samples import Reading
from wobblequest.input.clock import SourceClock
from wobblequest.input.protocols.decoder import Decoder
from wobblequest.input.signal_window import SignalWindow
from wobblequest.session.latency import Latency

TOGETHER_S = 0.004
"""Chunks that arrive within it are one burst: it is timed by its end."""
RATE_WINDOW_S = 2.0
NO_FRAMES_S = 3.0
NO_FRAMES_BYTES = 200
NO_FRAMES_SHARE = 0.5
"""So long and so many bytes without one frame, and so much of them of no use to the decoder: the board sends something else now. Rows that
wait until there are enough of them to know their columns are of use, and a slow board's wait for long."""


class Stream:
    """One board's stream; over a replug, and over a change of what the board sends, its time goes on.

    opened_s : the arrival clock's time that is 0 in the readings. kind : of the source (`SourceInfo.kind`), by which its signal is judged.
    """

    def __init__(self, opened_s: float, kind: str = "serial") -> None:
        self._opened_s = opened_s
        self._decoder: Decoder | None = None
        self._clock = SourceClock()
        self._begun_s: float | None = None
        self._recent_t_s: deque[float] = deque()
        self._fruitless: tuple[float, int, int] | None = None
        self._faults = 0
        self._signal = SignalWindow(kind)
        self._undelivered_bytes = 0
        self.newest_s: float | None = None
        """When the newest reading arrived."""
        self._last_s: float | None = None

    @property
    def protocol(self) -> str:
        return self._decoder.name if self._decoder else ""

    @property
    def why(self) -> str:
        """What the board itself, or its decoder, says of why no samples come, or ""."""
        return self._decoder.why if self._decoder else ""

    @property
    def faults(self) -> int:
        return self._faults + (self._decoder.faults if self._decoder else 0)

    @property
    def rate_hz(self) -> float | None:
        """Samples a second over the last two seconds, None where too few came."""
        t_s = self._recent_t_s
        return (len(t_s) - 1) / (t_s[-1] - t_s[0]) if len(t_s) > 2 and t_s[-1] > t_s[0] else None

    def quality(self, now_s: float) -> Quality | None:
        """How good the signal was over the last seconds (worked out anew twice a second at most), None while that is not known."""
        return self._signal.quality(now_s, self.faults)

    @property
    def hangs(self) -> bool:
        """Whether the sensor has stopped and still stands, as `quality` was last asked."""
        return self._signal.hangs

    def latency(self, baud: int | None = None) -> Latency | None:
        """From movement to picture, estimated, None while too little came.

        baud : of a real UART, where a frame's bytes need their time; None for USB devices and networks, whose rate is only a number.
        """
        return self._signal.latency(baud)

    def speaks(self, decoder: Decoder | None) -> None:
        """From here on the bytes are for this decoder; None: it is not known any more what they are."""
        if self._decoder is not None:
            self._faults += self._decoder.faults
        self._decoder, self._begun_s = decoder, None
        self.cut()
        self._signal.clear(self.faults)

    def cut(self, lost: int = 0) -> None:
        """Bytes are missing from here on (counted as ``lost`` faults); what was learnt of the board stays."""
        self._faults += lost
        self._clock.cut()
        self._fruitless = None
        if self._decoder is not None:
            self._decoder.cut()

    def feed(self, chunks: Iterable[tuple[float, bytes]]) -> list[Reading]:
        """Readings that chunks (arrival, bytes) complete, oldest first."""
        readings: list[Reading] = []
        burst: list[bytes] = []
        begun_s = ended_s = 0.0
        for at_s, data in chunks:
            if burst and at_s - begun_s > TOGETHER_S:
                readings += self._decode(ended_s, b"".join(burst))
                burst.clear()
            if not burst:
                begun_s = at_s
            ended_s = at_s
            burst.append(data)
        if burst:
            readings += self._decode(ended_s, b"".join(burst))
        return readings

    @property
    def is_something_else(self) -> bool:
        """Whether so many bytes made no frame that the board must be looked at anew."""
        if self._fruitless is None or self._last_s is None or self._decoder is None:
            return False
        since_s, size, skipped = self._fruitless
        of_no_use = self._decoder.skipped_bytes - skipped
        return self._last_s - since_s > NO_FRAMES_S and size > NO_FRAMES_BYTES and of_no_use > NO_FRAMES_SHARE * size

    def _decode(self, at_s: float, data: bytes) -> list[Reading]:
        decoder = self._decoder
        if decoder is None:
            return []
        skipped = decoder.skipped_bytes
        frames = decoder.feed(data)
        self._undelivered_bytes += len(data)
        self._last_s = at_s
        if self._begun_s is None:
            self._begun_s = at_s
        if not frames:
            since_s, size, skipped = self._fruitless or (at_s, 0, skipped)
            self._fruitless = (since_s, size + len(data), skipped)
            return []
        self._fruitless = None
        if self.newest_s is None and len(frames) > 5 and at_s > self._begun_s:
            self._clock = SourceClock((at_s - self._begun_s) / len(frames))  # the first frames waited for each other
        self.newest_s = at_s
        times = self._clock.times(at_s, [frame.device_t_s for frame in frames])
        self._recent_t_s.extend(times)
        while self._recent_t_s[-1] - self._recent_t_s[0] > RATE_WINDOW_S:
            self._recent_t_s.popleft()
        opened_s = self._opened_s
        readings = [
            Reading(t_s - opened_s, up, rate_dps, accel_g, device_t_s)
            for t_s, (up, rate_dps, accel_g, device_t_s) in zip(times, frames, strict=True)
        ]
        self._signal.add(at_s, times, readings, self._undelivered_bytes, self.faults)
        self._undelivered_bytes = 0
        return readings
