"""The source's clock: evenly advancing sample times from arrival stamps (bursts, a 16 ms USB timer) or from the device's own time.

Strategy: let x count samples (or be the device's own seconds, where it sends them). A sample is never later than its arrival and,
now and then, one arrives at once; so the samples' true times lie on the line under the points (x, arrival). Its slope is fitted to
the last seconds, its height is the lowest point of the last third of a second, and the times that are given out follow that line
with small, smooth corrections. They never go back and never run ahead of the arrival. Where the silence is longer than the samples
that end it account for, it was a gap, and stays one: the line begins anew at the arrival.

Deterministic: all that it knows is handed in.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Sequence
from typing import NamedTuple

from wobblequest.input.lateness import Lateness

USUAL_PERIOD_S = 0.01
SLOPE_WINDOW_S = 6.0
HEIGHT_WINDOW_S = 0.3
POINT_S = 0.02
NEW_SHARE = 0.05
"""Of the seconds that a slope is fitted to: so much must be new before it is worth fitting again."""
JUDGE_S = 2.0
"""Seconds that are looked at to judge whether samples were lost; also the shortest stretch that may move a slope that is known."""
CLEARLY = 0.8
"""Part of the variance about the line that must be left without the losses, for them to be taken back."""
MOST_LOST = 0.4
"""A larger share of samples is never lost for seconds: the board is slower than it was taken for."""
GAP_S = 0.1
LEAST_STEP_S = 1e-6
SLOWEST_S = 1.0
"""Longest period that is learnt: a longer silence is a gap."""
FOLLOW = 0.1
"""Part of the error that is corrected with each sample."""
MOST_CORRECTION = 0.2
"""Largest correction of one step, as part of that step."""
AHEAD_S = 0.1
"""A device that says a sample was taken so long after its arrival has set its clock: the line begins anew."""
MOST_DOUBT, REPEATED_WEIGHT, LEAPT_WEIGHT = 0.4, 0.02, 0.1
"""Share of stamps that do not rise, over the newest fifty or so, from which on a device's time is too coarse to use; a leap counts for
five of them. A link that doubles one frame in five stays below it, and so does a clock that is set now and then."""
TRUSTED = (0.8, 1.25)
"""Seconds of arrival per second of device time: outside, its unit is not what it was taken for, and arrivals count alone."""


class _Point(NamedTuple):
    """x, when that sample arrived, and how many samples had been told lost until then."""

    x: float
    arrival_s: float
    told: int


class _Line:
    """The line under the newest points (x, arrival): one point per 20 ms, so that its cost does not grow with the rate.

    The slope of some seconds hardly changes from point to point: it is fitted anew only when a twentieth of them is new. Samples that
    were told lost are taken back where the arrivals lie better on a line without them: then it was the board's rate that changed.
    """

    def __init__(self, slope: float, settled: bool) -> None:
        self.slope = slope
        self._fitted_s = 0.0
        self.points: deque[_Point] = deque()
        self.settled = settled
        """Whether the slope is known from elsewhere, so that a short stretch must not move it."""

    def add(self, x: float, arrival_s: float, told: int = 0) -> None:
        points = self.points
        if len(points) > 1 and arrival_s - points[-2].arrival_s < POINT_S:
            newest_x, newest_s, _ = points[-1]
            if arrival_s - newest_s >= self.slope * (x - newest_x):
                return  # no lower than the point that stands for these 20 ms
        points.append(_Point(x, arrival_s, told))
        while points[0].arrival_s < arrival_s - SLOPE_WINDOW_S:
            points.popleft()
        span_s = arrival_s - points[0].arrival_s
        if len(points) < 2 or points[-1].x <= points[0].x:
            return
        if len(points) >= 6 and span_s >= (JUDGE_S if self.settled else HEIGHT_WINDOW_S):
            if not self.settled or arrival_s - self._fitted_s >= NEW_SHARE * span_s:
                if self.settled:
                    self._judge_losses()
                self.slope, self.settled, self._fitted_s = _fitted(self.points, self.slope)[0], True, arrival_s
        elif not self.settled:
            self.slope = (points[-1].arrival_s - points[0].arrival_s) / (points[-1].x - points[0].x)

    def height(self, x: float) -> float:
        """Where the line is at x."""
        newest_x, newest_s, _ = self.points[-1]
        window_s = max(HEIGHT_WINDOW_S, 8 * self.slope if self.slope < 0.5 else 0.0)
        low = newest_s - self.slope * newest_x
        for p, a, _ in reversed(self.points):
            if a < newest_s - window_s:
                break
            low = min(low, a - self.slope * p)
        return low + self.slope * x

    def _judge_losses(self) -> None:
        newest = self.points[-1]
        recent = [p for p in self.points if p.arrival_s >= newest.arrival_s - JUDGE_S - POINT_S]
        told = newest.told - recent[0].told
        if not told:
            return
        without = [_Point(p.x + newest.told - p.told, p.arrival_s, newest.told) for p in recent]
        too_many = told > MOST_LOST * (newest.x - recent[0].x)
        if too_many or _fitted(without, self.slope)[1] < CLEARLY * _fitted(recent, self.slope)[1]:
            self.points = deque(without)


def _fitted(points: Collection[_Point], otherwise: float) -> tuple[float, float]:
    """(slope, variance about it in s²) of the least-squares line through points; a line that would not rise has the slope ``otherwise``."""
    n = len(points)
    x0, a0, _ = next(iter(points))
    mean_x = sum(x - x0 for x, _, _ in points) / n
    mean_a = sum(a - a0 for _, a, _ in points) / n
    sxx = sum((x - x0 - mean_x) ** 2 for x, _, _ in points)
    sxa = sum((x - x0 - mean_x) * (a - a0 - mean_a) for x, a, _ in points)
    slope = sxa / sxx if sxx > 0 and sxa > 0 else otherwise
    return slope, sum((a - a0 - mean_a - slope * (x - x0 - mean_x)) ** 2 for x, a, _ in points) / n


class SourceClock:
    """Turns arrivals into sample times. Times are on the same clock as the arrivals, in s.

    period_s : a guess of the time between two samples, for those of the first burst.
    """

    def __init__(self, period_s: float | None = None) -> None:
        self._period_s = period_s or USUAL_PERIOD_S
        self._known = False
        self._line: _Line | None = None
        self._x = 0.0
        self._newest_s: float | None = None
        self._by_device = False
        self._device_t_s: float | None = None
        self._distrusted = False
        self._doubt = 0.0
        self._lateness = Lateness()
        self._told = 0

    @property
    def period_s(self) -> float:
        """Usual time between two samples, as far as it is known."""
        return self._period_s

    def cut(self) -> None:
        """The stream was broken (replugged): the samples that follow begin at their arrival. Time never goes back over it."""
        self._line = None
        self._device_t_s = None

    def times(self, arrival_s: float, device_t_s: Sequence[float | None]) -> list[float]:
        """Times of the samples that arrived together at ``arrival_s``, oldest first; one per entry of ``device_t_s``."""
        count = len(device_t_s)
        if not count:
            return []
        last_device_s = device_t_s[-1]
        by_device = not self._distrusted and all(t is not None for t in device_t_s)
        if by_device != self._by_device:
            self.cut()
            self._by_device = by_device
            if self._distrusted:
                self._period_s, self._known = USUAL_PERIOD_S, False  # it came from the stamps
        steps = self._steps(device_t_s) if by_device else [1.0] * count
        if by_device:
            self._device_t_s = last_device_s
        if self._line is None or self._is_gap(arrival_s, steps):
            return self._begin(arrival_s, steps)
        line = self._line
        if not by_device and self._known:
            late = (arrival_s - line.height(self._x + count)) / line.slope
            lost = self._lateness.lost(arrival_s, late, count, line.slope)
            steps[0] += lost
            self._told += lost
        self._x += sum(steps)
        line.add(self._x, arrival_s, self._told)
        if by_device and len(line.points) > 20 and not TRUSTED[0] <= line.slope <= TRUSTED[1]:
            self._distrusted = True
        if not by_device:
            self._period_s, self._known = line.slope, line.settled
        elif self._newest_s is not None and count:
            self._period_s += 0.05 * (sum(steps) / count - self._period_s)
        return self._advance(arrival_s, steps, line)

    def _steps(self, device_t_s: Sequence[float | None]) -> list[float]:
        steps: list[float] = []
        before = self._device_t_s
        for t in device_t_s:
            if t is not None:
                step = self._period_s if before is None else t - before
                self._doubt += REPEATED_WEIGHT * ((step <= 0.0) - self._doubt)
                steps.append(max(0.0, step))
                before = t
        self._distrusted = self._doubt > MOST_DOUBT
        return steps

    def _is_gap(self, arrival_s: float, steps: list[float]) -> bool:
        """Whether the silence before these samples is longer than they account for, or their stamps leapt ahead of it."""
        if self._newest_s is None or self._line is None:
            return True
        if not self._by_device and not self._known:
            return arrival_s - self._newest_s > SLOWEST_S
        accounted_s = sum(steps) * self._line.slope
        if self._by_device and self._line.height(self._x + sum(steps)) - arrival_s > AHEAD_S:
            self._doubt += LEAPT_WEIGHT * (1.0 - self._doubt)
            return True
        return arrival_s - self._newest_s - accounted_s > max(GAP_S, 2.0 * self._period_s)

    def _begin(self, arrival_s: float, steps: list[float]) -> list[float]:
        """Start the line at this arrival: the newest sample is of now, those before it one period each earlier."""
        slope = 1.0 if self._by_device else self._period_s
        self._lateness.begin()
        self._line = _Line(slope, settled=self._by_device or self._known)
        self._x = 0.0
        self._line.add(0.0, arrival_s, self._told)
        out: list[float] = []
        later = sum(steps[1:]) * slope
        t = arrival_s - later
        for i, _ in enumerate(steps):
            if i:
                t += steps[i] * slope
            out.append(self._after_newest(min(t, arrival_s)))
        return out

    def _advance(self, arrival_s: float, steps: list[float], line: _Line) -> list[float]:
        x = self._x - sum(steps)
        t = self._newest_s if self._newest_s is not None else arrival_s
        height, slope = line.height(x), line.slope
        settled, least_s = line.settled, LEAST_STEP_S
        out: list[float] = []
        for step in steps:
            advance = step * slope
            height += advance
            error = height - t - advance
            if settled:
                error *= FOLLOW
                most = MOST_CORRECTION * advance
                if error > most:
                    error = most
                elif error < -most:
                    error = -most
            later = t + advance + error
            if later > arrival_s:
                later = arrival_s
            t = later if later >= t + least_s else t + least_s
            out.append(t)
        self._newest_s = t
        return out

    def _after_newest(self, t_s: float) -> float:
        """Strictly later than every time given out before."""
        if self._newest_s is not None and t_s < self._newest_s + LEAST_STEP_S:
            t_s = self._newest_s + LEAST_STEP_S
        self._newest_s = t_s
        return t_s
