"""Joysticks: a gamepad whose stick leans a smooth body, and a tilt board that the system shows as a joystick.

pygame tells where the axes are whenever it is asked, not when they moved, so the samples are made here: 100 a second, each between the
place of the axes at the last poll and at this one. Whoever comes and goes is found by looking, four times a second.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from math import hypot, isfinite
from typing import Protocol

from wobblequest.core.arena import CENTRE, Point, Target
from wobblequest.core.recording import SourceInfo
from wobblequest.core.samples import Reading, up_from_gravity_plane
from wobblequest.input.beat import Beat
from wobblequest.input.lean import MOST_DEG, Lean
from wobblequest.input.source import Link

STIFFNESS_PER_S = 14.0
DEAD_ZONE = 0.15
"""Sticks do not come back to their middle exactly: within so much of it they are taken to be there."""
LOOK_S = 0.25
PROTOCOL = "hid-joystick"


class Stick(Protocol):
    """One joystick (pygame's Joystick)."""

    def get_name(self) -> str: ...
    def get_guid(self) -> str: ...
    def get_instance_id(self) -> int: ...
    def get_numaxes(self) -> int: ...
    def get_axis(self, axis_number: int, /) -> float: ...


class Sticks(Protocol):
    """The joysticks of the system."""

    def plugged_in(self) -> Sequence[Stick]:
        """All that are there now, in the system's order. Axes are as new as this call or the last event."""
        ...

    def freshen(self) -> None:
        """Take in what has come from the devices."""
        ...

    def close(self) -> None: ...


class SystemSticks:
    """The joysticks that pygame finds. To be used from the main thread only, as all of pygame's events."""

    def __init__(self) -> None:
        import pygame

        self._pygame = pygame
        # A board goes on sending while the therapist looks at another window.
        os.environ.setdefault("SDL_JOYSTICK_ALLOW_BACKGROUND_EVENTS", "1")
        self._own_display = not pygame.display.get_init()
        if self._own_display:
            _open_no_display()
        pygame.joystick.init()

    def plugged_in(self) -> Sequence[Stick]:
        joystick = self._pygame.joystick
        found: list[Stick] = []
        for i in range(joystick.get_count()):
            try:
                found.append(joystick.Joystick(i))
            except self._pygame.error:  # it went between counting and opening
                continue
        return found

    def freshen(self) -> None:
        if self._own_display:
            self._pygame.event.clear()  # nobody else takes the events, and their queue would fill
        else:
            self._pygame.event.pump()

    def close(self) -> None:
        if self._own_display:
            self._pygame.joystick.quit()
            self._pygame.display.quit()


def _open_no_display() -> None:
    """Events need a display; without a window it is one that shows nothing."""
    import pygame

    before = os.environ.get("SDL_VIDEODRIVER")
    os.environ["SDL_VIDEODRIVER"] = "dummy"
    try:
        pygame.display.init()
    finally:
        if before is None:
            del os.environ["SDL_VIDEODRIVER"]
        else:
            os.environ["SDL_VIDEODRIVER"] = before


class _Axes:
    """Finds one joystick, keeps to it, finds it again after it was unplugged, and samples its first two axes."""

    def __init__(self, number: int, sticks: Sticks) -> None:
        self._number, self._sticks = number, sticks
        self._stick: Stick | None = None
        self._identity = ""
        self._looked_s: float | None = None
        self._beat = Beat()
        self._began_s: float | None = None
        self._before: tuple[float, float, float] | None = None
        self.name = ""
        self.count = 0
        """How many joysticks were there at the last look."""
        self.axes = 0
        self.lives_s: float | None = None
        """When the axes were read last."""

    @property
    def rate_hz(self) -> float:
        return self._beat.rate_hz

    @property
    def identity(self) -> str:
        """GUID and name: they survive replugging; two boards of one kind have the same."""
        return self._identity

    @property
    def there(self) -> bool:
        return self._stick is not None and self.axes >= 2

    def poll(self, now_s: float) -> list[tuple[float, float, float]]:
        """Samples (t_s, right, forward), −1 to 1 each, due since the last poll; none while it is away."""
        self._sticks.freshen()
        if self._looked_s is None or now_s - self._looked_s >= LOOK_S:
            self._look(now_s)
        if self._began_s is None:
            self._began_s = now_s
        due = self._beat.due(now_s)
        stick = self._stick
        if stick is None or self.axes < 2:
            self._before = None
            return []
        right, back = stick.get_axis(0), stick.get_axis(1)
        if not (isfinite(right) and isfinite(back)):
            return []
        self.lives_s = now_s
        at_s = now_s - self._began_s
        here = (at_s, right, -back)
        before = self._before or here
        self._before = here
        return [_between(before, here, self._beat.time_s(n)) for n in due]

    def close(self) -> None:
        self._stick = None
        self._sticks.close()

    def _look(self, now_s: float) -> None:
        self._looked_s = now_s
        found = self._sticks.plugged_in()
        self.count = len(found)
        here = self._stick
        if here is not None and any(stick.get_instance_id() == here.get_instance_id() for stick in found):
            return
        if self._identity:
            self._stick = next((stick for stick in found if _identity(stick) == self._identity), None)
        else:
            self._stick = found[self._number] if self._number < len(found) else None
        if self._stick is not None:
            self._identity, self.name, self.axes = _identity(self._stick), self._stick.get_name(), self._stick.get_numaxes()


def _identity(stick: Stick) -> str:
    return f"{stick.get_guid()}:{stick.get_name()}"


def _between(a: tuple[float, float, float], b: tuple[float, float, float], t_s: float) -> tuple[float, float, float]:
    share = min(1.0, max(0.0, (t_s - a[0]) / (b[0] - a[0]))) if b[0] > a[0] else 1.0
    return t_s, a[1] + share * (b[1] - a[1]), a[2] + share * (b[2] - a[2])


def wanted_lean(right: float, forward: float) -> Point:
    """Where a stick asks to lean: nothing within the dead zone, from there on evenly to 12° at its edge, alike in all directions."""
    far = hypot(right, forward)
    if far <= DEAD_ZONE:
        return CENTRE
    share = min(1.0, (far - DEAD_ZONE) / (1.0 - DEAD_ZONE)) * MOST_DEG / far
    return Point(share * forward, share * right)


class GamepadSource:
    """Readings at 100 Hz from a gamepad's first stick, which leans a smooth body up to 12° in any direction.

    number : 0 for the first joystick of the system. sticks : where joysticks come from; pygame if left out.
    """

    def __init__(self, number: int = 0, sticks: Sticks | None = None) -> None:
        self._axes = _Axes(number, sticks or SystemSticks())
        self._number = number
        self._lean = Lean(STIFFNESS_PER_S)
        self._closed = False

    @property
    def info(self) -> SourceInfo:
        return SourceInfo("gamepad", self._axes.name or "Gamepad")

    def poll(self, now_s: float) -> list[Reading]:
        """The samples due since the last poll; after more than 0.25 s without one, only the newest 0.25 s (see `Beat`)."""
        if self._closed:
            return []
        dt_s = 1.0 / self._axes.rate_hz
        return [
            Reading(t_s, up_from_gravity_plane(*self._lean.step(wanted_lean(right, forward), dt_s)))
            for t_s, right, forward in self._axes.poll(now_s)
        ]

    def link(self, now_s: float) -> Link:
        return _link(self._axes, now_s, self._closed, self._number, "gamepad", "the dot leans with its left stick")

    def aim(self, target: Target | None) -> None:
        """Nobody listens."""

    def allow_probes(self) -> None:
        """There is nothing to wake."""

    def close(self) -> None:
        if not self._closed:
            self._closed = True
            self._axes.close()


class JoystickBoardSource:
    """Readings at 100 Hz from a tilt board that the system shows as a joystick: its first two axes are tilt, used as they are.

    A joystick that is at rest and one that hangs look the same to the system: as long as it is plugged in, it counts as live.

    number : 0 for the first joystick of the system. full_scale_deg : tilt at the end of an axis. sticks : as of `GamepadSource`.
    """

    def __init__(self, number: int = 0, full_scale_deg: float = 20.0, sticks: Sticks | None = None) -> None:
        self._axes = _Axes(number, sticks or SystemSticks())
        self._number, self._full_scale_deg = number, full_scale_deg
        self._closed = False

    @property
    def info(self) -> SourceInfo:
        return SourceInfo("joystick", self._axes.name or "Joystick board", PROTOCOL, self._axes.identity)

    def poll(self, now_s: float) -> list[Reading]:
        """The samples due since the last poll; after more than 0.25 s without one, only the newest 0.25 s (see `Beat`)."""
        if self._closed:
            return []
        scale = self._full_scale_deg
        return [Reading(t_s, up_from_gravity_plane(scale * forward, scale * right)) for t_s, right, forward in self._axes.poll(now_s)]

    def link(self, now_s: float) -> Link:
        return _link(self._axes, now_s, self._closed, self._number, "joystick", f"a tilt board, {self._full_scale_deg:g}° at the end of its axes")

    def aim(self, target: Target | None) -> None:
        """Nobody listens."""

    def allow_probes(self) -> None:
        """There is nothing to wake."""

    def close(self) -> None:
        if not self._closed:
            self._closed = True
            self._axes.close()


def _link(axes: _Axes, now_s: float, closed: bool, number: int, kind: str, does: str) -> Link:
    if closed:
        return Link("ended", f"The {kind} is no longer used")
    age_s = None if axes.lives_s is None else max(0.0, now_s - axes.lives_s)
    if axes.there:
        return Link("live", f"{axes.name}: {does}", age_s, axes.rate_hz)
    if age_s is not None:
        return Link("lost", f"{axes.name} was unplugged: plug it in again, it is looked for all the time.", age_s)
    if axes.name and axes.axes < 2:
        return Link("searching", f"{axes.name} has {axes.axes} axes, and two are needed: choose another with --source {kind}:NUMBER.")
    if axes.count:
        return Link("searching", f"There is no {kind} number {number}: {axes.count} plugged in, counted from 0 (--source {kind}:NUMBER).")
    return Link("searching", f"No {kind} is plugged in: connect it; it is looked for all the time.")
