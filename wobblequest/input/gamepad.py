"""Joysticks by pygame: a gamepad whose stick leans a smooth body, and a tilt board that the system shows as a joystick.

Tested with joysticks that SDL makes up, not with real ones.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from math import hypot
from typing import Literal

import pygame

from wobblequest.core.arena import CENTRE, Point, Target
from wobblequest.core.errors import WobbleQuestError
from wobblequest.core.messages import Message, counted, message
from wobblequest.core.quantities import decimals_of, quantity
from wobblequest.core.recording import SourceInfo
from wobblequest.core.samples import Reading, up_from_gravity_plane
from wobblequest.input.axes import Axes, Stick, Sticks
from wobblequest.input.lean import MOST_DEG, Lean
from wobblequest.input.signal_window import SignalWindow
from wobblequest.input.source import Link

STIFFNESS_PER_S = 14.0
DEAD_ZONE = 0.15
"""Sticks do not come back to their middle exactly: within so much of it they are taken to be there."""
PROTOCOL = "hid-joystick"
WII_BALANCE_BOARD = "Nintendo Wii Remote Balance Board"
"""What Linux calls a Wii Balance Board."""


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
        self._axes = Axes(number, sticks or SystemSticks())
        self._number = number
        self._lean = Lean(STIFFNESS_PER_S)
        self._closed = False

    @property
    def info(self) -> SourceInfo:
        return SourceInfo("gamepad", self._axes.name or message("Gamepad"))

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
        does = message("{name}: the dot leans with its left stick", name=self._axes.name)
        return _link(self._axes, now_s, self._closed, self._number, "gamepad", does)

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
        self._axes = Axes(number, sticks or SystemSticks())
        self._number, self._full_scale_deg = number, full_scale_deg
        self._signal = SignalWindow("joystick")
        self._closed = False

    @property
    def info(self) -> SourceInfo:
        return SourceInfo("joystick", self._axes.name or message("Joystick board"), PROTOCOL, self._axes.identity)

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
        tilt = quantity(self._full_scale_deg, "°", decimals_of(self._full_scale_deg))
        does = message("{name}: a tilt board, {tilt} at the end of its axes", name=self._axes.name, tilt=tilt)
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


Kind = Literal["gamepad", "joystick"]


def _link(axes: Axes, now_s: float, closed: bool, number: int, kind: Kind, does: Message) -> Link:
    """does : while it is live, what it is and does."""
    pad = kind == "gamepad"
    if closed:
        return Link("ended", message("The gamepad is no longer used") if pad else message("The joystick is no longer used"))
    age_s = None if axes.heard_s is None else max(0.0, now_s - axes.heard_s)
    if axes.there:
        return Link("live", does, age_s, axes.rate_hz)
    if age_s is not None:
        return Link("lost", message("{name} was unplugged: plug it in again, it is looked for all the time.", name=axes.name), age_s)
    if axes.name and axes.axes < 2:
        return Link("searching", counted(
            "{name} has {n} axis, and two are needed: choose another with --source {kind}:NUMBER.",
            "{name} has {n} axes, and two are needed: choose another with --source {kind}:NUMBER.", axes.axes, name=axes.name, kind=kind,
        ))
    if axes.count:
        return Link("searching", message(
            "There is no gamepad number {number}: {count} plugged in, counted from 0 (--source gamepad:NUMBER).", number=number,
            count=axes.count,
        ) if pad else message(
            "There is no joystick number {number}: {count} plugged in, counted from 0 (--source joystick:NUMBER).", number=number,
            count=axes.count,
        ))
    return Link("searching", message("No gamepad is plugged in: connect it; it is looked for all the time.") if pad
                else message("No joystick is plugged in: connect it; it is looked for all the time."))
