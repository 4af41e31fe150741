"""How the last seconds were shared between the two sides of one axis: sums over a window that slides in bins."""

from __future__ import annotations

from typing import NamedTuple

from wobblequest.scoring.symmetry import DEAD_BAND_DEG

BINS = 20
"""The window slides by a twentieth of its length: a sample costs the same however long the window is."""
LEAST_SHARE = 0.1
"""With less of the time than this beyond the dead band, a side is not compared: it would be chance."""


class Sides(NamedTuple):
    """Sums over some time.

    all_s : of it. plus_s, minus_s : beyond the dead band on each side. plus_deg_s, minus_deg_s : tilt by time there.
    """

    all_s: float = 0.0
    plus_s: float = 0.0
    minus_s: float = 0.0
    plus_deg_s: float = 0.0
    minus_deg_s: float = 0.0

    def after(self, tilt_deg: float, dt_s: float) -> Sides:
        """With a tilt that stood for ``dt_s`` more seconds."""
        if tilt_deg > DEAD_BAND_DEG:
            return self._replace(all_s=self.all_s + dt_s, plus_s=self.plus_s + dt_s, plus_deg_s=self.plus_deg_s + tilt_deg * dt_s)
        if tilt_deg < -DEAD_BAND_DEG:
            return self._replace(all_s=self.all_s + dt_s, minus_s=self.minus_s + dt_s, minus_deg_s=self.minus_deg_s - tilt_deg * dt_s)
        return self._replace(all_s=self.all_s + dt_s)

    def and_also(self, other: Sides) -> Sides:
        return Sides(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def time(self) -> float:
        """−1…1: how the time beyond the dead band is shared, 0 evenly, + to the positive side; 0 where there is too little of it."""
        beyond_s = self.plus_s + self.minus_s
        return (self.plus_s - self.minus_s) / beyond_s if beyond_s > 2 * LEAST_SHARE * self.all_s else 0.0

    @property
    def tilt(self) -> float:
        """−1…1: the same of the mean tilts; 0 where there is too little time on a side to tell."""
        if min(self.plus_s, self.minus_s) <= LEAST_SHARE * self.all_s:
            return 0.0
        plus_deg, minus_deg = self.plus_deg_s / self.plus_s, self.minus_deg_s / self.minus_s
        return (plus_deg - minus_deg) / (plus_deg + minus_deg)


class Window(NamedTuple):
    """The newest ``BINS`` bins of ``bin_s`` seconds, the last of them still filling since ``since_s``. past : the sum of the full ones."""

    bin_s: float
    bins: tuple[Sides, ...] = ()
    past: Sides = Sides()
    filling: Sides = Sides()
    since_s: float = 0.0

    def after(self, tilt_deg: float, t_s: float, dt_s: float) -> Window:
        """Taking in one more sample at trial time ``t_s``, ``dt_s`` after the last."""
        filling = self.filling.after(tilt_deg, dt_s)
        if t_s - self.since_s < self.bin_s:
            return self._replace(filling=filling)
        bins = (*self.bins, filling)[-(BINS - 1):]
        past = Sides()
        for each in bins:  # anew, so that nothing of what has slid out is left by rounding
            past = past.and_also(each)
        return Window(self.bin_s, bins, past, Sides(), t_s)

    @property
    def sides(self) -> Sides:
        return self.past.and_also(self.filling)


def window_of(seconds: float) -> Window:
    """An empty window of so many seconds."""
    return Window(seconds / BINS)
