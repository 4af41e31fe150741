"""Telling lost samples from late ones where the board neither counts nor stamps them.

Strategy: the newest sample of a burst waits less than one period for it, besides the link's own jitter. Once a sample is lost, the
count is one too low and every burst from there on seems one period later. So a burst that is later than bursts of late were, by
nearly half a period, tells of a loss: at once where it is a single sample; where samples came together (a link that stalled and
caught up ends with such a burst too) only when the next one says the same. A loss that the next burst refutes was jitter, and is learnt.
"""

from __future__ import annotations

MARGIN = 0.4
"""Periods later than usual that tell of a loss, and never less than `MARGIN_S`."""
MARGIN_S = 0.002
MOST_USUAL_S = 0.004
"""What a burst may usually be late beyond one period: more is not learnt, so that losses do not become usual."""
FORGET_S = 2.0
REFUTED = 0.5
"""Earlier than the line by this share of what was said to be lost: it was not lost."""


class Lateness:
    """How late bursts are, in periods after the line under the arrivals, and how many samples that means were lost."""

    def __init__(self) -> None:
        self._usual = 1.0
        self._before = 0.0
        self._at_s: float | None = None
        self._said: tuple[float, int] | None = None
        """The lateness of the loss that was told last, and how many samples it was, until it is refuted."""

    def begin(self) -> None:
        """The line begins anew: the burst before says nothing any more."""
        self._before, self._said = 0.0, None

    def lost(self, arrival_s: float, late: float, count: int, period_s: float) -> int:
        """How many samples were lost before a burst of ``count`` that is ``late`` periods late."""
        limit = min(self._usual, max(1.0, MOST_USUAL_S / period_s)) + max(MARGIN, MARGIN_S / period_s)
        sure = late if count == 1 else min(late, self._before)
        lost = int(sure - limit) + 1 if sure > limit else 0
        usual, self._before = self._before, late - lost
        if self._said is not None and late < -REFUTED * self._said[1]:
            usual, self._said = max(usual, self._said[0]), None
        if lost:
            self._said = (sure, lost)
        passed_s = 0.0 if self._at_s is None else arrival_s - self._at_s
        self._at_s = arrival_s
        self._usual = max(usual, self._usual * max(0.0, 1.0 - passed_s / FORGET_S))
        return lost
