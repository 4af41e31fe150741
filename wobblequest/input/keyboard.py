"""The keyboard as a leaning body: held keys make it lean farther, let go it comes back, both smoothly."""

from __future__ import annotations

from math import hypot
from typing import Literal

from wobblequest.core.arena import CENTRE, Point, Target, toward
from wobblequest.core.messages import message
from wobblequest.core.recording import SourceInfo
from wobblequest.core.samples import Reading, up_from_gravity_plane
from wobblequest.input.beat import Beat
from wobblequest.input.lean import MOST_DEG, Lean
from wobblequest.input.source import Link

Direction = Literal["left", "right", "forward", "back"]

OUT_DPS, BACK_DPS = 16.0, 24.0
"""How fast the wanted lean grows while a key is held, and goes back: a tap is a nudge, two thirds of a second a full lean."""
STIFFNESS_PER_S = 10.0

_WAYS: dict[Direction, Point] = {"forward": toward(0, 1), "right": Point(0.0, 1.0), "back": Point(-1.0, 0.0), "left": Point(0.0, -1.0)}


class KeyboardSource:
    """Readings at 100 Hz from keys held down. Leans up to 12° in any direction."""

    def __init__(self) -> None:
        self._beat = Beat()
        self._held: set[Direction] = set()
        self._wanted = CENTRE
        self._lean = Lean(STIFFNESS_PER_S)
        self._closed = False
        self._polled_s: float | None = None

    @property
    def info(self) -> SourceInfo:
        return SourceInfo("keyboard", message("Keyboard"))

    def press(self, direction: Direction) -> None:
        self._held.add(direction)

    def release(self, direction: Direction) -> None:
        """Let a key go; one that was not held is no matter."""
        self._held.discard(direction)

    def release_all(self) -> None:
        """Let every key go: a window that loses the keyboard never hears of keys released elsewhere."""
        self._held.clear()

    def poll(self, now_s: float) -> list[Reading]:
        """The samples due since the last poll; after more than 0.25 s without one, only the newest 0.25 s (see `Beat`)."""
        if self._closed:
            return []
        self._polled_s = now_s
        return [self._sample(n) for n in self._beat.due(now_s)]

    def _sample(self, number: int) -> Reading:
        dt_s = 1.0 / self._beat.rate_hz
        pitch = sum(_WAYS[d].pitch_deg for d in self._held)
        roll = sum(_WAYS[d].roll_deg for d in self._held)
        way = hypot(pitch, roll)
        goal = Point(MOST_DEG * pitch / way, MOST_DEG * roll / way) if way else CENTRE
        self._wanted = _walked(self._wanted, goal, (OUT_DPS if way else BACK_DPS) * dt_s)
        lean = self._lean.step(self._wanted, dt_s)
        return Reading(self._beat.time_s(number), up_from_gravity_plane(*lean))

    def link(self, now_s: float) -> Link:
        if self._closed:
            return Link("ended", message("The keyboard is no longer used"))
        age_s = None if self._polled_s is None else now_s - self._polled_s
        return Link("live", message("Keyboard: lean with the arrow keys"), age_s, self._beat.rate_hz)

    def aim(self, target: Target | None) -> None:
        """Nobody listens."""

    def allow_probes(self) -> None:
        """There is nothing to wake."""

    def close(self) -> None:
        self._closed = True


def _walked(here: Point, goal: Point, step_deg: float) -> Point:
    """``here`` moved by at most ``step_deg`` straight towards the goal."""
    far = here.distance_to(goal)
    if far <= step_deg:
        return goal
    share = step_deg / far
    return Point(here.pitch_deg + share * (goal.pitch_deg - here.pitch_deg), here.roll_deg + share * (goal.roll_deg - here.roll_deg))
