"""The newest readings of a stream, and what they say of its signal: asked in each frame, worked out twice a second at most."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import replace

from wobblequest.core.result import Quality
from wobblequest.core.samples import Reading
from wobblequest.session.latency import Latency
from wobblequest.session.signal import quality_of
from wobblequest.session.smoothing import lag_ms

WINDOW_S = 10.0
MOST_READINGS = 1000
"""Ten seconds of an ordinary board, one of a board at 1,000 Hz: what bounds the cost of a look at them (under a millisecond)."""
STILL_S = 1.0
"""Who says the same for so long may hang; then more of what came before is looked at, `HANG_S` long."""
HANG_S, HANG_STEP_S = 11.0, 0.0095
"""A little more than a sensor must be heard that never says anything else (`session.signal_stuck`), at a hundred readings a second."""
EVERY_S = 0.5
LEAST_S = 1.0
"""Of a shorter stretch nothing is said."""
BITS_A_BYTE = 10
"""On a UART: a start bit, eight of data, a stop bit."""


class SignalWindow:
    """Fed with what comes; tells of the last seconds. Times are on the arrival clock, in s."""

    def __init__(self, kind: str = "serial") -> None:
        self._kind = kind
        self._readings: deque[Reading] = deque(maxlen=MOST_READINGS)
        self._batches: deque[tuple[float, int, float, int, int]] = deque()  # arrival, readings, their waiting summed, bytes, all faults
        self._faults_before = 0
        self._judged: Quality | None = None
        self._judged_s: float | None = None
        self._thinned: deque[Reading] = deque()
        self._changed_s: float | None = None
        """The time of the first reading that said what the newest says."""
        self._timed: tuple[float, int | None, Latency] | None = None

    def clear(self, faults: int) -> None:
        """Another board, or another protocol: what came before says nothing of what comes. ``faults`` : how many there were till now."""
        self._readings.clear()
        self._thinned.clear()
        self._changed_s = None
        self._batches.clear()
        self._faults_before, self._judged, self._judged_s = faults, None, None
        self._timed = None

    def add(self, arrival_s: float, times_s: Sequence[float], readings: Sequence[Reading], size: int, faults: int) -> None:
        """Readings that arrived together in ``size`` bytes, their times on the arrival clock, and all faults there ever were."""
        self._note_changes(readings)
        self._readings.extend(readings)
        if self._batches:
            waited_s = arrival_s * len(times_s) - sum(times_s)
            self._batches.append((arrival_s, len(readings), waited_s, size, faults))
        else:  # these waited until it was known what they are: that says nothing of those to come
            self._batches.append((arrival_s, 0, 0.0, 0, faults))
        newest_s = self._readings[-1].t_s
        while newest_s - self._readings[0].t_s > WINDOW_S:
            self._readings.popleft()
        oldest_s = times_s[-1] - (newest_s - self._readings[0].t_s)
        while len(self._batches) > 1 and self._batches[0][0] < oldest_s:  # a flood is timed ahead of its arrival
            self._faults_before = self._batches.popleft()[4]

    def quality(self, now_s: float, faults: int) -> Quality | None:
        """How good the signal was over the last seconds, and a silence that lasts still; None before the first second is over."""
        readings = self._readings
        if self._judged_s is not None and 0.0 <= now_s - self._judged_s < EVERY_S:
            return self._judged
        is_full = len(readings) == MOST_READINGS  # at 1,000 Hz that is a hair less than a second
        if len(readings) < 2 or (not is_full and readings[-1].t_s - readings[0].t_s < LEAST_S):
            return None
        silent_s = max(0.0, now_s - self._batches[-1][0])
        self._judged_s = now_s
        before = self._judged
        self._judged = quality_of(list(readings), max(0, faults - self._faults_before), self._kind, silent_s=silent_s)
        if self._judged.stuck != "both" and self._changed_s is not None and readings[-1].t_s - self._changed_s >= STILL_S:
            hangs = before if before is not None and before.stuck == "both" else quality_of(list(self._thinned), kind=self._kind)
            if hangs.stuck == "both":
                self._judged = replace(self._judged, stuck=hangs.stuck, word=hangs.word, reason=hangs.reason)
        return self._judged

    @property
    def hangs(self) -> bool:
        """Whether the sensor has stopped and still stands: what is over does not hang any more, however bad it made the last seconds."""
        if self._judged is None or self._judged.stuck != "both" or self._changed_s is None:
            return False
        return self._readings[-1].t_s - self._changed_s >= STILL_S

    def _note_changes(self, readings: Sequence[Reading]) -> None:
        """A dot that stands where a sensor stopped looks calm for as long as it stands, also when that began before these seconds."""
        newest = self._readings[-1] if self._readings else None
        thinned = self._thinned
        for reading in readings:
            if newest is None or (reading.up, reading.rate_dps, reading.accel_g) != (newest.up, newest.rate_dps, newest.accel_g):
                self._changed_s = reading.t_s
            newest = reading
            if not thinned or reading.t_s - thinned[-1].t_s >= HANG_STEP_S:
                thinned.append(reading)
        while thinned and thinned[-1].t_s - thinned[0].t_s > HANG_S:
            thinned.popleft()

    def latency(self, baud: int | None) -> Latency | None:
        """How late a sample is in our hands. ``baud`` : the rate of a real UART; None where no such wire lies between (USB, networks)."""
        readings = self._readings
        if len(readings) < 3 or not self._batches:
            return None
        arrived_s = self._batches[-1][0]
        if self._timed is not None and self._timed[1] == baud and 0.0 <= arrived_s - self._timed[0] < EVERY_S:
            return self._timed[2]
        span_s = readings[-1].t_s - readings[0].t_s
        count = sum(batch[1] for batch in self._batches)
        if span_s <= 0.0 or not count:
            return None
        waited_s = sum(batch[2] for batch in self._batches) / count
        frame_bytes = sum(batch[3] for batch in self._batches) / count
        newest = readings[-1]
        fused = newest.accel_g is None or newest.rate_dps is not None
        found = Latency(
            sample_ms=500.0 * span_s / (len(readings) - 1), wire_ms=1000.0 * frame_bytes * BITS_A_BYTE / baud if baud else 0.0,
            batch_ms=1000.0 * max(0.0, waited_s), smoothing_ms=lag_ms(fused),
        )
        self._timed = arrived_s, baud, found
        return found
