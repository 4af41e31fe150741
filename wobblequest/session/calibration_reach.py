"""The last step of a calibration: how far this person leans, in eight directions."""

from __future__ import annotations

from math import cos, hypot, radians, sin, tan
from statistics import fmean

from wobblequest.core.arena import Point, toward
from wobblequest.core.calibration import Calibration
from wobblequest.core.messages import aloud
from wobblequest.core.reach import DIRECTIONS_DEG, LEAST_DEG, MOST_DEG, Reach
from wobblequest.core.samples import Reading
from wobblequest.session.fusion import Fusion

NAMES = ("forward", "forward right", "right", "back right", "back", "back left", "left", "forward left")
LEAN_FAR = (
    aloud("Lean far forward and hold"), aloud("Lean far forward right and hold"), aloud("Lean far right and hold"),
    aloud("Lean far back right and hold"), aloud("Lean far back and hold"), aloud("Lean far back left and hold"),
    aloud("Lean far left and hold"), aloud("Lean far forward left and hold"),
)
LONGER = (
    aloud("Hold the lean forward a little longer"), aloud("Hold the lean forward right a little longer"),
    aloud("Hold the lean right a little longer"), aloud("Hold the lean back right a little longer"),
    aloud("Hold the lean back a little longer"), aloud("Hold the lean back left a little longer"),
    aloud("Hold the lean left a little longer"), aloud("Hold the lean forward left a little longer"),
)

HOLD_S = 1.0
LEAST_LEAN_DEG = 3.0
OFF_DIRECTION_DEG = 30.0
STEADY_SHARE, CREEP_SHARE = 0.6, 0.08
"""A held second: never under 60 % of its mean, and its second half at most 8 % farther out than its first."""
KEEP_EVERY_S = 0.0095
BEST_AFTER_S = 12.0
"""Whoever cannot hold it steadily has the best second so far taken after this long."""
HOME_SHARE, HOME_DEG, HOME_S = 0.4, 4.0, 0.3
WISH_DEG = 15.0


class ReachStep:
    """Lean as far as is comfortable and hold for 1 s, come back, and so round the eight directions, forward first, clockwise.

    The mean of the held second is the reach in that direction. A direction can be skipped: then what is known is taken.
    ``notes`` says what was not taken as measured.

    Parameters
    ----------
    calibration : of the board as the person stands on it. known : reach so far, or what is taken for usual.
    sway_deg : quiet sway, which still counts as the middle.
    """

    def __init__(self, calibration: Calibration, known: Reach = Reach(), sway_deg: float = 0.0) -> None:  # noqa: B008 - frozen
        self._frame = calibration.frame()
        self._fusion = Fusion(calibration.gyro_bias_dps)
        self._known = known
        self._home_deg = max(HOME_DEG, 1.5 * sway_deg)
        self._found: list[float] = []
        self._notes: list[str] = []
        self._second: list[tuple[float, float, float]] = []
        self._best_deg = 0.0
        self._cued_s: float | None = None
        self._coming_back = False
        self._home_since_s: float | None = None
        self._home_for_deg = self._home_deg
        self._last = Point(0.0, 0.0)
        self._slow = False

    @property
    def finished(self) -> bool:
        return len(self._found) == 8 and not self._coming_back

    @property
    def progress(self) -> float:
        """Share of the eight directions that is done."""
        return len(self._found) / 8

    @property
    def held(self) -> float:
        """How much of the second of the direction under way is held, 0…1."""
        return 0.0 if len(self._second) < 2 or self._coming_back else min(1.0, (self._second[-1][0] - self._second[0][0]) / HOLD_S)

    @property
    def direction_deg(self) -> float | None:
        """Where to lean now, degrees clockwise from forward; None while coming back and at the end."""
        return None if self._coming_back or self.finished else DIRECTIONS_DEG[len(self._found)]

    @property
    def lean_deg(self) -> float:
        """How far the newest sample leans into the direction that is asked for."""
        direction = self.direction_deg
        return 0.0 if direction is None else _into(self._last, direction)[0]

    @property
    def found(self) -> tuple[float, ...]:
        """The leans found so far, degrees, forward first, clockwise."""
        return tuple(self._found)

    @property
    def notes(self) -> tuple[str, ...]:
        """What was skipped, limited or taken from an unsteady lean, a sentence each."""
        return tuple(self._notes)

    @property
    def words(self) -> str:
        if self.finished:
            return aloud("Good")
        if self._coming_back:
            return aloud("Come back to the middle")
        return (LONGER if self._slow else LEAN_FAR)[len(self._found)]

    @property
    def wish(self) -> Point | None:
        direction = self.direction_deg
        return None if direction is None else toward(direction, WISH_DEG)

    @property
    def result(self) -> Reach | None:
        """The reach once all eight are known, else None."""
        return Reach(tuple(self._found)) if self.finished else None  # type: ignore[arg-type]  # eight of them, as finished says

    def skip(self) -> None:
        """Leave the direction under way out: what is known is taken. While coming back: do not wait for it."""
        if self.finished:
            return
        if self._coming_back:
            self._next()
            return
        direction = DIRECTIONS_DEG[len(self._found)]
        known = self._known.at(direction)
        self._notes.append(f"{NAMES[len(self._found)]}: skipped, {known:.1f}° taken as known")
        self._found.append(known)
        self._next()

    def feed(self, reading: Reading) -> None:
        if self.finished:
            return
        self._last = Point(*self._frame.tilt(self._fusion.up(reading)))
        if self._coming_back:
            self._wait_for_home(reading.t_s)
        else:
            self._wait_for_lean(reading.t_s, DIRECTIONS_DEG[len(self._found)])

    def _wait_for_lean(self, t_s: float, direction: float) -> None:
        if self._cued_s is None:
            self._cued_s = t_s
        if self._second and 0 < t_s - self._second[-1][0] < KEEP_EVERY_S:
            return
        into, beside = _into(self._last, direction)
        if into < LEAST_LEAN_DEG * STEADY_SHARE:
            self._second = []
        else:
            self._second.append((t_s, into, beside))
        while self._second and self._second[0][0] < t_s - HOLD_S - 1e-6:
            del self._second[0]
        whole = len(self._second) >= 4 and t_s - self._second[0][0] >= HOLD_S - 0.05
        if whole:
            mean, off = fmean(s[1] for s in self._second), abs(fmean(s[2] for s in self._second))
            if mean >= LEAST_LEAN_DEG and off <= tan(radians(OFF_DIRECTION_DEG)) * mean:
                self._best_deg = max(self._best_deg, mean)
                if self._steady(mean):
                    self._take(mean, "")
                    return
        waited_s = t_s - self._cued_s
        self._slow = waited_s > BEST_AFTER_S / 2 and self._best_deg > 0
        if waited_s > BEST_AFTER_S and self._best_deg > 0:
            self._take(self._best_deg, "taken from the farthest second, not held steadily")

    def _steady(self, mean: float) -> bool:
        leans = [s[1] for s in self._second]
        half = len(leans) // 2
        creep = fmean(leans[half:]) - fmean(leans[:half])
        return min(leans) >= STEADY_SHARE * mean and creep <= CREEP_SHARE * mean

    def _take(self, lean_deg: float, remark: str) -> None:
        name = NAMES[len(self._found)]
        taken = min(max(lean_deg, LEAST_DEG), MOST_DEG)
        if taken != lean_deg:
            self._notes.append(f"{name}: {lean_deg:.1f}° measured, {taken:g}° taken, the most a reach can be")
        if remark:
            self._notes.append(f"{name}: {taken:.1f}° {remark}")
        self._found.append(taken)
        self._coming_back, self._home_since_s = True, None
        self._home_for_deg = max(self._home_deg, HOME_SHARE * taken)

    def _wait_for_home(self, t_s: float) -> None:
        if hypot(*self._last) > self._home_for_deg:
            self._home_since_s = None
        elif self._home_since_s is None:
            self._home_since_s = t_s
        elif t_s - self._home_since_s >= HOME_S:
            self._next()

    def _next(self) -> None:
        self._coming_back, self._cued_s, self._second, self._best_deg, self._slow = False, None, [], 0.0, False


def _into(tilt: Point, direction_deg: float) -> tuple[float, float]:
    """(degrees into a direction, degrees to the right of it)."""
    a = radians(direction_deg)
    return tilt.pitch_deg * cos(a) + tilt.roll_deg * sin(a), tilt.roll_deg * cos(a) - tilt.pitch_deg * sin(a)
