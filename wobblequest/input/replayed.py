"""A recording as a source: its readings come again, paced by their own times."""

from __future__ import annotations

from wobblequest.core.arena import Target
from wobblequest.core.calibration import Calibration
from wobblequest.core.messages import message
from wobblequest.core.recording import Recording, SourceInfo
from wobblequest.core.samples import Reading
from wobblequest.input.source import STALE_AFTER_S, Link

LONGEST_WAIT_S = 0.25


class ReplayedSource:
    """Gives each recorded reading, unchanged, when its time has come.

    The first comes with the first poll. Where the program itself stood still for more than 0.25 s, the replay stood still
    too: nothing is rushed through afterwards. Silences of the recorded board are silences again.
    """

    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        self._next = 0
        self._play_s = recording.readings[0].t_s if recording.readings else 0.0
        self._polled_s: float | None = None
        self._newest_s: float | None = None
        self._closed = False

    @property
    def info(self) -> SourceInfo:
        """A replay, whatever was recorded: nobody stands on anything now, so no trial made of it may count."""
        recorded = self._recording.header.source
        return SourceInfo("replay", message("Recording of {name}", name=recorded.name or recorded.kind), recorded.protocol)

    @property
    def calibration(self) -> Calibration:
        """What turns these readings into the tilt of the board they came from."""
        return self._recording.header.calibration

    def poll(self, now_s: float) -> list[Reading]:
        if self._closed:
            return []
        if self._polled_s is not None:
            self._play_s += min(max(now_s - self._polled_s, 0.0), LONGEST_WAIT_S)
        self._polled_s = now_s
        readings, first = self._recording.readings, self._next
        while self._next < len(readings) and readings[self._next].t_s <= self._play_s + 1e-9:
            self._next += 1
        if self._next > first:
            self._newest_s = now_s
        return list(readings[first : self._next])

    def link(self, now_s: float) -> Link:
        faults = self._recording.faults
        age_s = None if self._newest_s is None else max(0.0, now_s - self._newest_s)
        if self._closed or self._next == len(self._recording.readings):
            return Link("ended", message("The recording is over"), age_s, self._rate_hz(), faults)
        if age_s is not None and age_s > STALE_AFTER_S:
            return Link("stale", message("The recorded board was silent here"), age_s, self._rate_hz(), faults)
        return Link("live", self.info.name, age_s, self._rate_hz(), faults)

    def _rate_hz(self) -> float | None:
        """Rate of the recording over its whole length."""
        readings = self._recording.readings
        lasted_s = readings[-1].t_s - readings[0].t_s if readings else 0.0
        return (len(readings) - 1) / lasted_s if lasted_s > 0 else None

    def aim(self, target: Target | None) -> None:
        """Nobody listens: what was done is done."""

    def allow_probes(self) -> None:
        """There is nothing to wake."""

    def close(self) -> None:
        self._closed = True
