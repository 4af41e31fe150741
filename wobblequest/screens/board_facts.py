"""What a board says of itself, in words and numbers that stand still long enough to be read."""

from __future__ import annotations

from wobblequest.core.arena import CENTRE, Point
from wobblequest.core.messages import Message, chain, message
from wobblequest.core.quantities import quantity
from wobblequest.core.recording import SourceInfo
from wobblequest.draw.canvas import LinkState
from wobblequest.input.source import Link
from wobblequest.screens.screen import Frame
from wobblequest.screens.signal_words import HeldSignal, signal_words
from wobblequest.session.accuracy import warning
from wobblequest.session.latency import WARN_ABOVE_MS, Latency

DIGITS_S, FACTS_S = 0.25, 1.0
"""Numbers change no oftener than this, and tilt is the mean of what came meanwhile: digits that run cannot be read."""


class BoardFacts:
    """Fed with each frame. ``tilt`` is the live tilt (degrees), ``rows`` what else is known, each with the sign of its state.

    Of a link that is not live nothing is said but that, and that at once.
    """

    def __init__(self) -> None:
        self.tilt = CENTRE
        self.rows: tuple[tuple[str, LinkState], ...] = ()
        self._since = (0, 0.0, 0.0)
        """How many samples came since the digits were taken, and their sums."""
        self._tilt_s: float | None = None
        self._rows_s: float | None = None
        self._signal = HeldSignal()
        self._accuracy: str | None = None

    def feed(self, frame: Frame, source: SourceInfo) -> None:
        now_s, live = frame.now_s, frame.link.state == "live"
        self._signal.feed(now_s, frame.link.quality)
        if frame.readings:
            self._accuracy = warning(frame.readings)
        if self._rows_s is None or now_s - self._rows_s >= FACTS_S or not live:
            self._rows_s = now_s if live else None
            self.rows = tuple(self._say(frame.link, source))
        for tilt in frame.tilts if live else ():
            self._since = (self._since[0] + 1, self._since[1] + tilt.pitch_deg, self._since[2] + tilt.roll_deg)
        n, pitch, roll = self._since
        if n and (self._tilt_s is None or now_s - self._tilt_s >= DIGITS_S):
            self.tilt, self._tilt_s, self._since = Point(pitch / n, roll / n), now_s, (0, 0.0, 0.0)

    def _say(self, link: Link, source: SourceInfo) -> list[tuple[str, LinkState]]:
        rate = "" if link.rate_hz is None or link.state != "live" else quantity(link.rate_hz, "Hz")
        rows: list[tuple[str, LinkState]] = [(chain([source.name, source.protocol, rate], ", "), "")]
        if link.state != "live":
            return [*rows, (message("No signal"), "lost")]
        quality = self._signal.shown
        rows.append((message("Signal: not measured yet"), "") if quality is None else (signal_words(quality), quality.word))
        if link.latency is not None:
            rows.append((delay_words(link.latency), "poor" if link.latency.total_ms > WARN_ABOVE_MS else ""))
        if self._accuracy is not None:
            rows.append((self._accuracy, "fair"))
        return rows


def tilt_words(tilt: Point) -> tuple[Message, Message]:
    """Tilt as a person reads it: ``3.2° forward``, ``0.4° left``."""
    pitch, roll = round(tilt.pitch_deg, 1), round(tilt.roll_deg, 1)
    along, across = quantity(abs(pitch), "°", 1), quantity(abs(roll), "°", 1)
    return (
        message("{tilt} back", tilt=along) if pitch < 0 else message("{tilt} forward", tilt=along),
        message("{tilt} left", tilt=across) if roll < 0 else message("{tilt} right", tilt=across),
    )


def delay_words(latency: Latency) -> Message:
    """How late the dot comes, of it what smoothing costs; and what helps where that can be felt."""
    total, smoothing = quantity(latency.total_ms, "ms"), quantity(latency.smoothing_ms, "ms")
    if latency.total_ms > WARN_ABOVE_MS:
        return message("Delay about {total}, of it smoothing {smoothing}. Too late: use a cable, or the screen's game mode", total=total,
                       smoothing=smoothing)
    return message("Delay about {total}, of it smoothing {smoothing}", total=total, smoothing=smoothing)
