"""The first two axes of one joystick, sampled a hundred times a second, whoever tells where they are: found, lost, and found again.

Who is asked tells where the axes are now, not when they moved, so the samples are made here: each on the straight line between the place
of the axes at the last poll and at this one. What comes and goes is found by looking, at every poll.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import Protocol

from wobblequest.input.beat import MOST_AT_ONCE_S, Beat

LOOK_ANEW_S = 0.25
"""So often the joysticks are looked up even where their number is the same: one may have been changed for another meanwhile."""


class Stick(Protocol):
    """One joystick (pygame's Joystick). Once unplugged its axes say 0, which is no sign that it is level."""

    def get_name(self) -> str: ...
    def get_guid(self) -> str: ...
    def get_instance_id(self) -> int: ...
    def get_numaxes(self) -> int: ...
    def get_axis(self, axis_number: int, /) -> float: ...


class Sticks(Protocol):
    """The joysticks of the system."""

    def plugged_in(self, anew: bool = False) -> Sequence[Stick]:
        """All that are there, in the system's order, with what they have said by now. anew : look up each one, not only how many."""
        ...

    def close(self) -> None: ...


class Axes:
    """Finds one joystick, keeps to it, finds it again after it was unplugged, and samples its first two axes."""

    def __init__(self, number: int, sticks: Sticks) -> None:
        self._number, self._sticks = number, sticks
        self._stick: Stick | None = None
        self._looked_s: float | None = None
        self._beat = Beat()
        self._began_s: float | None = None
        self._before: tuple[float, float, float] | None = None
        self.name = ""
        self.identity = ""
        """GUID and name: they survive replugging; two boards of one kind have the same."""
        self.axes = 0
        self.count = 0
        """How many joysticks are there."""
        self.heard_s: float | None = None
        """When the axes were read last."""

    @property
    def rate_hz(self) -> float:
        return self._beat.rate_hz

    @property
    def began_s(self) -> float:
        """The time that is 0 in the samples."""
        return self._began_s or 0.0

    @property
    def there(self) -> bool:
        return self._stick is not None and self.axes >= 2

    def poll(self, now_s: float) -> list[tuple[float, float, float]]:
        """Samples (t_s, right, forward), −1 to 1 each, due since the last poll; none while it is away."""
        if self._began_s is None:
            self._began_s = now_s
        due = self._beat.due(now_s)
        stick = self._look(now_s)
        if stick is None or self.axes < 2:
            self._before = None
            return []
        right, back = stick.get_axis(0), stick.get_axis(1)
        if not (isfinite(right) and isfinite(back)):
            return []
        self.heard_s = now_s
        here = (now_s - self._began_s, right, -back)
        before = self._before
        if before is None or here[0] - before[0] > MOST_AT_ONCE_S:
            before = here  # nothing is known of the way here
        self._before = here
        return [_between(before, here, self._beat.time_s(n)) for n in due]

    def close(self) -> None:
        self._stick = None
        self._sticks.close()

    def _look(self, now_s: float) -> Stick | None:
        anew = self._looked_s is None or now_s - self._looked_s >= LOOK_ANEW_S
        if anew:
            self._looked_s = now_s
        found = self._sticks.plugged_in(anew)
        self.count = len(found)
        here = self._stick
        if here is not None and any(stick.get_instance_id() == here.get_instance_id() for stick in found):
            return here
        if self.identity:
            here = next((stick for stick in found if _identity(stick) == self.identity), None)
        else:
            here = found[self._number] if self._number < len(found) else None
        if here is not None:
            self.identity, self.name, self.axes = _identity(here), here.get_name(), here.get_numaxes()
        self._stick = here
        return here


def _identity(stick: Stick) -> str:
    return f"{stick.get_guid()}:{stick.get_name()}"


def _between(a: tuple[float, float, float], b: tuple[float, float, float], t_s: float) -> tuple[float, float, float]:
    share = min(1.0, max(0.0, (t_s - a[0]) / (b[0] - a[0]))) if b[0] > a[0] else 1.0
    return t_s, a[1] + share * (b[1] - a[1]), a[2] + share * (b[2] - a[2])
