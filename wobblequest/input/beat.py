"""The beat of sources that make their own samples: a fixed rate, kept by the times they are polled with."""

from __future__ import annotations

MOST_AT_ONCE_S = 0.25


class Beat:
    """Which samples are due when. Sample n belongs at n/rate seconds after the first poll.

    After a long time without a poll (the machine slept) only the newest 0.25 s are made; the rest is left out, so that the
    sample times jump and the trial sees a gap. ``skipped_s`` adds up what was left out.
    """

    def __init__(self, rate_hz: float = 100.0) -> None:
        self.rate_hz = rate_hz
        self.skipped_s = 0.0
        self._began_s: float | None = None
        self._next = 0

    def due(self, now_s: float) -> range:
        """Numbers of the samples due since the last call, oldest first. A clock that goes back makes none."""
        if self._began_s is None:
            self._began_s = now_s
        # A poll that falls on a sample's time must count it: the sum of float steps may end a hair before.
        end = int((now_s - self._began_s) * self.rate_hz + 1e-6) + 1
        most = max(1, int(MOST_AT_ONCE_S * self.rate_hz))
        if end - self._next > most:
            self.skipped_s += (end - most - self._next) / self.rate_hz
            self._next = end - most
        numbers = range(self._next, max(end, self._next))
        self._next = numbers.stop
        return numbers

    def time_s(self, number: int) -> float:
        return number / self.rate_hz

    def wait_s(self, now_s: float) -> float:
        """Seconds until the next sample is due; 0 where it is due already."""
        return 0.0 if self._began_s is None else max(0.0, self._began_s + self._next / self.rate_hz - now_s)
