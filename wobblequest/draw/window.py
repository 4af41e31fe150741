"""The window: opened once, in a way that costs little without a graphics card, with an icon and a name; and the pace of frames."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, MutableMapping
from pathlib import Path

import pygame

from wobblequest.core.errors import WobbleQuestError
from wobblequest.draw import coverage
from wobblequest.draw.theme import DARK

TITLE = "WobbleQuest"
WINDOWED = (1280, 720)
LEAST = (640, 360)
_CARDS = Path("/dev/dri")


def plain_framebuffer(environment: MutableMapping[str, str], platform: str = sys.platform, cards: Path = _CARDS) -> bool:
    """Whether SDL should copy its picture to the screen itself: on X11 without a graphics card.

    There the "accelerated" way is OpenGL computed on the processor: 61 % of a core at 1080p60 instead of 5 %. A card shows as a
    ``renderD*`` node. What the environment says already is left alone.
    """
    if not platform.startswith("linux") or "SDL_FRAMEBUFFER_ACCELERATION" in environment:
        return False
    if environment.get("SDL_VIDEODRIVER", "x11") != "x11" or not environment.get("DISPLAY"):
        return False
    return not any(cards.glob("renderD*"))


def open_window(*, windowed: bool, environment: MutableMapping[str, str] | None = None) -> pygame.Surface:
    """Open full screen, or a window that can be resized. Raises WobbleQuestError where there is no display."""
    environment = os.environ if environment is None else environment
    if plain_framebuffer(environment):
        environment["SDL_FRAMEBUFFER_ACCELERATION"] = "0"
    try:
        pygame.display.init()
        pygame.display.set_caption(TITLE)
        pygame.display.set_icon(window_icon())
        if windowed:
            return pygame.display.set_mode(WINDOWED, pygame.RESIZABLE)
        surface = pygame.display.set_mode((0, 0), pygame.FULLSCREEN)
    except pygame.error as problem:
        raise WobbleQuestError(f"there is no display to play on ({problem}); start it from a desktop, or add --headless") from problem
    pygame.mouse.set_visible(True)
    return surface


def window_icon(size: int = 64) -> pygame.Surface:
    """The dot within its ring."""
    c = (size / 2, size / 2)
    return coverage.surface([
        (coverage.rounded((size, size), (0, 0, size, size), size * 0.22), DARK.inner, 1.0),
        (coverage.ring((size, size), c, size * 0.32, size * 0.41), DARK.goal, 1.0),
        (coverage.disc((size, size), c, size * 0.19), DARK.me_light, 1.0),
        (coverage.disc((size, size), c, size * 0.155), DARK.me, 1.0),
    ])


class Pacer:
    """Frames by absolute deadline: each is due a whole number of frames after the first, so that no error adds up.

    ``clock`` gives seconds, ``sleep`` waits for so many; both are handed in. A pacer that falls more than a few frames behind (the
    computer slept) starts anew instead of hurrying.
    """

    MOST_BEHIND = 4

    def __init__(self, fps: float, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._frame_s = 1.0 / fps
        self._clock, self._sleep = clock, sleep
        self._due: float | None = None
        self.late = 0
        """How many frames came after their deadline."""

    def wait(self) -> float:
        """Sleep until the next frame is due; gives the time at which it returns."""
        now = self._clock()
        if self._due is None:
            self._due = now
            return now
        self._due += self._frame_s
        if now >= self._due:
            self.late += 1
            if now - self._due > self.MOST_BEHIND * self._frame_s:
                self._due = now
            return now
        self._sleep(self._due - now)
        return self._clock()
