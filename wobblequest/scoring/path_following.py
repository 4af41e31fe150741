"""The measures of following a path between walls, at one's own pace.

Clinical balance platforms have such a training ("maze control", in three sizes of 26, 52 and 74 targets, half of them each way) and score
it by targets and touches of the walls; human–computer interaction knows it as steering through a tunnel (Accot & Zhai 1997), with the
share of the way outside as its error (Kulikov, MacKenzie & Stuerzlinger 2005) and the mean distance from the middle as movement error
(MacKenzie, Kauppinen & Silfverberg 2001, there about a straight task axis, here about the path).

Where on the path a person is, is sought from sample to sample near the last place, in the samples as they came: a wall is not seen through.
After a pause, which everybody leaves from the middle of the field, time and way count again from being back in the corridor.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from wobblequest.core.arena import Point
from wobblequest.core.course import Course, Walk
from wobblequest.core.motion import Array, Motion
from wobblequest.core.result import Measure
from wobblequest.scoring import provenance
from wobblequest.scoring.measure_info import MeasureInfo, Rule, Undefined, all_absent, measured
from wobblequest.scoring.record import Flags, Record, record_of

LEAST_GONE = 0.25
"""With less of the path gone its main measure is not told: standing still at the start is inside, too."""


@dataclass(frozen=True, slots=True)
class Leg:
    """One way out or back, in trial time. course : at scale 1. done : whether its end was reached (then at ``end_s``)."""

    course: Course
    begun_s: float
    end_s: float
    done: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted in play. gone : share of all ways, 0…1. reached, points : of those on the path, none where it has none."""

    touches: int
    gone: float
    reached: int
    points: int


@dataclass(frozen=True, eq=False)
class Followed:
    """A record and the path that was followed in it. scales, widths_deg : (n,) the path's size and its width, by sample."""

    record: Record
    legs: Sequence[Leg]
    tally: Tally
    scales: Array
    widths_deg: Array
    window: float

    @cached_property
    def _walked(self) -> tuple[Array, Flags, tuple[float, ...]]:
        """((n,) distance from the path's middle in degrees, NaN where no way was gone; (n,) inside; how far each way was gone)."""
        record = self.record
        off, inside = np.full(record.n, np.nan), np.zeros(record.n, dtype=np.bool_)
        gone = []
        pitch, roll, scales = record.pitch_deg.tolist(), record.roll_deg.tolist(), self.scales.tolist()
        halves = (0.5 * self.widths_deg).tolist()
        for leg in self.legs:
            walk, first, least, coming_back = Walk(), 0.0, np.inf, False
            for i in np.flatnonzero((record.t_s >= leg.begun_s) & (record.t_s < leg.end_s)).tolist():
                scale = scales[i]
                walk = walk.after(leg.course, Point(pitch[i] / scale, roll[i] / scale), halves[i] / scale, self.window)
                coming_back = (coming_back or bool(record.pauses[i])) and not walk.inside
                if not coming_back:
                    off[i], inside[i] = walk.off * scale, walk.inside
                first = walk.place if least == np.inf else first
                least = min(least, walk.place)
            # The end counts as reached a little before it: who goes on to the very end went that piece, too, and from there back.
            gone.append(0.0 if least == np.inf else max(walk.place if leg.done else walk.best, first) + first - 2.0 * least)
        return off, inside, tuple(gone)

    @property
    def off_deg(self) -> Array:
        return self._walked[0]

    @property
    def inside(self) -> Flags:
        return self._walked[1]

    @property
    def gone(self) -> float:
        """Length of the path that was gone, at scale 1."""
        return sum(self._walked[2])

    def weights_s(self) -> Array:
        """(n,) the time each sample stands for on the way, 0 elsewhere. Raises `Undefined` where there is none."""
        if not self.legs:
            raise Undefined("the start was not found")
        weights = np.where(np.isfinite(self.off_deg), self.record.weights_s, 0.0)
        if weights.sum() <= 0:
            raise Undefined("no time passed on the path")
        return weights


def inside_pct(followed: Followed) -> float:
    weights = followed.weights_s()
    if followed.tally.gone < LEAST_GONE:
        raise Undefined("less than a quarter of the path was gone")
    return min(100.0, 100.0 * float(weights[followed.inside].sum() / weights.sum()))


def wall_touches(followed: Followed) -> float:
    followed.weights_s()
    return float(followed.tally.touches)


def path_completion_pct(followed: Followed) -> float:
    return 100.0 * followed.tally.gone


def maze_score_pct(followed: Followed) -> float:
    tally = followed.tally
    if not tally.points:
        raise Undefined("only a maze has points")
    return 100.0 * max(tally.reached - tally.touches, 0) / tally.points


def path_error(followed: Followed) -> float:
    weights = followed.weights_s()
    there = weights > 0
    return float((weights[there] * followed.off_deg[there]).sum() / weights.sum())


def path_following_efficiency_pct(followed: Followed) -> float:
    followed.weights_s()
    if np.ptp(followed.scales) > 0:
        raise Undefined("the path's size was changed")
    travelled = sum(_travelled(followed, leg) for leg in followed.legs)
    if travelled <= 0:
        raise Undefined("no stretch without a gap is long enough to be smoothed")
    return min(100.0, 100.0 * followed.gone * float(followed.scales[0]) / travelled)


def _travelled(followed: Followed, leg: Leg) -> float:
    """The way of the dot in degrees, but for coming back after a pause."""
    record, total = followed.record, 0.0
    for piece in record.pieces:
        counts = np.interp(piece.t_s, record.t_s, np.isfinite(followed.off_deg)) > 0.5
        on = (piece.t_s >= leg.begun_s) & (piece.t_s < leg.end_s) & counts
        total += float(np.hypot(np.diff(piece.pitch_deg[on]), np.diff(piece.roll_deg[on])).sum())
    return total


def way_out_s(followed: Followed) -> float:
    return _mean_time(followed, 0, "out")


def way_back_s(followed: Followed) -> float:
    return _mean_time(followed, 1, "back")


def _mean_time(followed: Followed, first: int, which: str) -> float:
    times = [leg.end_s - leg.begun_s for leg in followed.legs[first::2] if leg.done]
    if not times:
        raise Undefined(f"no way {which} was gone to its end")
    return float(np.mean(times))


_PLATFORM = "Maze control training of computerised balance platforms (operation manual 950-440)"
_STEERING = "Kulikov, MacKenzie & Stuerzlinger 2005, CHI '05 Ext Abstr:1569 (out-of-path movement)"
_MACKENZIE = "MacKenzie, Kauppinen & Silfverberg 2001, CHI '01:9"
_OWN = "WobbleQuest"

RULES: tuple[Rule[Followed], ...] = (
    Rule(MeasureInfo(
        "inside_pct", "%", "higher",
        "Share of the time on the way in which the dot was within the corridor; from a quarter of the path on.", _STEERING, "headline",
    ), inside_pct),
    Rule(MeasureInfo(
        "wall_touches", "count", "lower", "How often the dot left the corridor; at most once in 0.3 s.", _OWN, "headline",
    ), wall_touches),
    Rule(MeasureInfo(
        "path_completion_pct", "%", "higher", "Share of the path, all ways out and back, that was gone.", _OWN, "headline",
    ), path_completion_pct),
    Rule(MeasureInfo(
        "maze_score_pct", "%", "higher", "100 (points reached - touches) / points of the maze, out and back; not below 0.", _PLATFORM,
    ), maze_score_pct),
    Rule(MeasureInfo(
        "path_error", "deg", "lower", "Mean distance from the middle of the path on the way, of the samples as they came.", _MACKENZIE,
    ), path_error),
    Rule(MeasureInfo(
        "path_following_efficiency_pct", "%", "higher",
        "Length of the path that was gone, in per cent of the way the dot took, after smoothing; at most 100.", _OWN,
    ), path_following_efficiency_pct),
    Rule(MeasureInfo("way_out_s", "s", "none", "Mean time of the ways out that were gone to their end.", _OWN), way_out_s),
    Rule(MeasureInfo("way_back_s", "s", "none", "Mean time of the ways back that were gone to their end.", _OWN), way_back_s),
)


def path_following_measures(
    motion: Motion, legs: Sequence[Leg], tally: Tally, *, size_at: Callable[[Array], tuple[Array, Array]], window: float,
    lowpass_hz: float | None = 5.0,
) -> dict[str, Measure]:
    """All measures of following a path, by name in the order of the register.

    motion : the unsmoothed trial. legs : the ways gone, out and back in turn. tally : what was counted in play. size_at : for times
    of shape (n,) how large the path was then against its courses, and how wide in degrees, both (n,). window : how far along the nearest
    place is sought from sample to sample, at scale 1. lowpass_hz : cut-off for the efficiency; None takes the samples as they came.

    Never raises for what the samples are: what cannot be computed is absent with a reason. Raises WobbleQuestError where the arrays of the
    motion are not equally long or the cut-off is not between 0 and 50 Hz.
    """
    record = record_of(motion, lowpass_hz=lowpass_hz)
    if record.n < 2:
        out = all_absent(RULES, "there are not two usable samples")
    else:
        out = measured(RULES, Followed(record, legs, tally, *size_at(record.t_s), window))
    return {**out, **measured(provenance.LOWPASS, record), **measured(provenance.RULES, record)}
