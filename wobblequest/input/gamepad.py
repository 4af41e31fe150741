"""Joysticks: a gamepad whose stick leans a smooth body, and a tilt board that the system shows as a joystick.

pygame tells where the axes are whenever it is asked, not when they moved, so the samples are made here: 100 a second, each on the
straight line between the place of the axes at the last poll and at this one. What comes and goes is found by looking, at every poll.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from math import hypot, isfinite
from typing import Protocol

import pygame

from wobblequest.core.arena import CENTRE, Point, Target
from wobblequest.core.errors import WobbleQuestError
from wobblequest.core.recording import SourceInfo
from wobblequest.core.samples import Reading, up_from_gravity_plane
from wobblequest.input.beat import MOST_AT_ONCE_S, Beat
from wobblequest.input.lean import MOST_DEG, Lean
from wobblequest.input.signal_window import SignalWindow
from wobblequest.input.source import Link

STIFFNESS_PER_S = 14.0
DEAD_ZONE = 0.15
"""Sticks do not come back to their middle exactly: within so much of it they are taken to be there."""
LOOK_ANEW_S = 0.25
"""So often the joysticks are looked up even where their number is the same: one may have been changed for another meanwhile."""
PROTOCOL = "hid-joystick"
WII_BALANCE_BOARD = "Nintendo Wii Remote Balance Board"
"""What Linux calls a Wii Balance Board."""


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


class SystemSticks:
    """The joysticks that pygame finds. To be used from the main thread only, as all of pygame's events."""

    def __init__(self) -> None:
        """Raises WobbleQuestError where SDL cannot read joysticks at all."""
        self._own_display = not pygame.display.get_init()
        try:
            if self._own_display:
                _open_no_display()
            listen_to_joysticks()
        except pygame.error as error:
            raise WobbleQuestError(f"joysticks cannot be used here ({error}); use another --source, or restart the computer") from error
        self._found: list[Stick] = []
        self._count = 0

    def plugged_in(self, anew: bool = False) -> Sequence[Stick]:
        if self._own_display:
            pygame.event.clear()  # nobody else takes the events, and their queue would fill
        else:
            pygame.event.pump()
        count = pygame.joystick.get_count()
        if anew or count != self._count:
            self._count = count
            self._found = [stick for stick in map(open_stick, range(count)) if stick is not None]
        return self._found

    def close(self) -> None:
        self._found = []
        if self._own_display:
            pygame.joystick.quit()
            pygame.display.quit()


def listen_to_joysticks() -> None:
    """Start pygame's joysticks, heard also while another window is in front: a therapist may look something up. Raises pygame.error."""
    os.environ.setdefault("SDL_JOYSTICK_ALLOW_BACKGROUND_EVENTS", "1")
    pygame.joystick.init()


def open_stick(index: int) -> pygame.joystick.JoystickType | None:
    """The joystick at this place of the system's list; None where it went meanwhile, may not be opened, or is none.

    A Wii Balance Board is none: its four weights would come as a cross that is pressed all the time (see `wii_board`).
    """
    try:
        stick = pygame.joystick.Joystick(index)
        if stick.get_name() == WII_BALANCE_BOARD:
            stick.quit()
            return None
    except pygame.error:
        return None
    return stick


def _open_no_display() -> None:
    """Events need a display; without a window it is one that shows nothing."""
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
        self._signal = SignalWindow("joystick")
        self._closed = False

    @property
    def info(self) -> SourceInfo:
        return SourceInfo("joystick", self._axes.name or "Joystick board", PROTOCOL, self._axes.identity)

    def poll(self, now_s: float) -> list[Reading]:
        """The samples due since the last poll; after more than 0.25 s without one, only the newest 0.25 s (see `Beat`)."""
        if self._closed:
            return []
        scale = self._full_scale_deg
        readings = [Reading(t_s, up_from_gravity_plane(scale * forward, scale * right)) for t_s, right, forward in self._axes.poll(now_s)]
        if readings:
            self._signal.add(now_s, [self._axes.began_s + reading.t_s for reading in readings], readings, 0, 0)
        return readings

    def link(self, now_s: float) -> Link:
        does = f"a tilt board, {self._full_scale_deg:g}° at the end of its axes"
        link = _link(self._axes, now_s, self._closed, self._number, "joystick", does)
        if link.state != "live":
            return link
        return replace(link, quality=self._signal.quality(now_s, 0), latency=self._signal.latency(None))

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
    age_s = None if axes.heard_s is None else max(0.0, now_s - axes.heard_s)
    if axes.there:
        return Link("live", f"{axes.name}: {does}", age_s, axes.rate_hz)
    if age_s is not None:
        return Link("lost", f"{axes.name} was unplugged: plug it in again, it is looked for all the time.", age_s)
    if axes.name and axes.axes < 2:
        return Link("searching", f"{axes.name} has {axes.axes} axes, and two are needed: choose another with --source {kind}:NUMBER.")
    if axes.count:
        return Link("searching", f"There is no {kind} number {number}: {axes.count} plugged in, counted from 0 (--source {kind}:NUMBER).")
    return Link("searching", f"No {kind} is plugged in: connect it; it is looked for all the time.")
