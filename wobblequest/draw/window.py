"""The window: opened once, in a way that costs little without a graphics card, with an icon and a name; and the pace of frames."""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from pathlib import Path

import pygame

from wobblequest.core.errors import UsageError, WobbleQuestError
from wobblequest.core.languages import ENGLISH
from wobblequest.core.theme import DARK, THEMES
from wobblequest.draw import coverage
from wobblequest.draw.canvas import Canvas, Look
from wobblequest.draw.metrics import Metrics
from wobblequest.language.catalogue import Catalogue, catalogue
from wobblequest.session.preferences import Preferences, StationSettings

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


def open_display(*, windowed: bool, size: tuple[int, int] | None = None, monitor: int = 1,
                 environment: MutableMapping[str, str] | None = None) -> pygame.Surface:
    """Open full screen, or a window that can be resized, on a monitor (1 is the system's main one).

    Raises WobbleQuestError where there is no display, UsageError for a monitor that is not there.
    """
    environment = os.environ if environment is None else environment
    environment.setdefault("SDL_VIDEO_MINIMIZE_ON_FOCUS_LOSS", "0")  # a therapist's click on the other monitor must not hide the game
    if plain_framebuffer(environment):
        environment["SDL_FRAMEBUFFER_ACCELERATION"] = "0"
    try:
        pygame.display.init()
        if pygame.display.get_driver() == "offscreen" and not environment.get("SDL_VIDEODRIVER"):
            pygame.display.quit()  # SDL's last resort: it would play where nobody can see it
            raise pygame.error("neither X11, Wayland nor a console that shows pictures")
        monitors = pygame.display.get_num_displays()
        if not 1 <= monitor <= monitors:
            raise UsageError(f"there is no monitor {monitor}; {'there is one' if monitors == 1 else f'there are {monitors}'}")
        pygame.display.set_caption(TITLE)
        pygame.display.set_icon(window_icon())
        if windowed or size is not None:
            return pygame.display.set_mode(size or WINDOWED, pygame.RESIZABLE, display=monitor - 1)
        return pygame.display.set_mode((0, 0), pygame.FULLSCREEN, display=monitor - 1)
    except pygame.error as problem:
        raise WobbleQuestError(f"there is no display to play on ({problem}); start it from a desktop, or add --headless") from problem


@dataclass(frozen=True, slots=True)
class Viewing:
    """What the look follows from: the screen's diagonal (inches), the distance to the eyes (m), the person's scale of words (%), whether
    nothing is to move, the theme's name and the language's code.

    Raises UsageError for a theme that does not exist.
    """

    diagonal_in: float = 24.0
    distance_m: float = 2.0
    scale_pct: float = 100.0
    calm: bool = False
    theme: str = DARK.name
    language: str = ENGLISH

    def __post_init__(self) -> None:
        if self.theme not in THEMES:
            raise UsageError(f"there is no theme called {self.theme!r}; there are {' and '.join(THEMES)}")

    @classmethod
    def of(cls, mine: Preferences, here: StationSettings) -> Viewing:
        """As this person and this station have set it."""
        return cls(here.screen_inches, here.distance_m, mine.text_pct, mine.calm, mine.theme, mine.language)

    def look(self, size: tuple[int, int]) -> Look:
        """For a canvas of so many px."""
        metrics = Metrics(*size, diagonal_in=self.diagonal_in, distance_m=self.distance_m, scale_pct=self.scale_pct)
        return Look(THEMES[self.theme], metrics, self.calm, _catalogue(self.language))


def _catalogue(code: str) -> Catalogue:
    """The catalogue of a language. Where its file is missing or damaged, the log says so, and all is said in English."""
    try:
        return catalogue(code)
    except WobbleQuestError as problem:
        logging.getLogger(__name__).warning("all is said in English: %s", problem)
        return catalogue(ENGLISH)


class GameWindow:
    """The window and the canvas in it. Use it with ``with``: leaving closes the window."""

    def __init__(self, surface: pygame.Surface, viewing: Viewing | None = None) -> None:
        self._viewing = viewing or Viewing()
        self._surface = surface
        self.canvas = self._new_canvas()

    @classmethod
    def open(cls, *, size: tuple[int, int] | None = None, windowed: bool = False, monitor: int = 1) -> GameWindow:
        """Open the display. Raises WobbleQuestError where there is none, UsageError for a monitor that does not exist."""
        return cls(open_display(windowed=windowed, size=size, monitor=monitor))

    def __enter__(self) -> GameWindow:
        return self

    def __exit__(self, *_: object) -> None:
        pygame.display.quit()

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in px, as clicks are counted in."""
        return self._surface.get_size()

    def on_canvas(self, at_px: tuple[float, float]) -> tuple[float, float]:
        """A place of the window in pixels of the canvas: not the same where the window is smaller than the least canvas."""
        width, height = self.size
        return at_px[0] * self._page.get_width() / width, at_px[1] * self._page.get_height() / height

    def take_event(self, event: pygame.event.Event) -> None:
        """Follow a new size, and repaint what was covered."""
        if event.type in (pygame.VIDEORESIZE, pygame.WINDOWSIZECHANGED):
            self.follow(pygame.display.get_surface() or self._surface)
        elif event.type in (pygame.WINDOWEXPOSED, pygame.WINDOWRESTORED):
            self.canvas.repaint()

    def follow(self, surface: pygame.Surface) -> None:
        """Go on with another surface, or with the same one at another size."""
        self._surface = surface
        if (surface, surface.get_size()) != self._made_for:
            self.canvas = self._new_canvas()

    def look_as(self, viewing: Viewing) -> None:
        """Look like this from the next frame on; nothing is done where it looks so already."""
        if viewing != self._viewing:
            self._viewing = viewing
            self.canvas = self._new_canvas()

    def present(self) -> None:
        """Show what was drawn: only the rectangles that changed are handed on."""
        changed = self.canvas.present()
        if not changed:
            return
        if self._page is not self._surface:
            pygame.transform.smoothscale(self._page, self._surface.get_size(), self._surface)
            pygame.display.update()
        else:
            pygame.display.update(changed)

    def _new_canvas(self) -> Canvas:
        """A canvas on the window's surface; on a page of the least size that is then scaled down where the window is smaller."""
        room = _room(self._surface)
        self._made_for = (self._surface, self._surface.get_size())  # pygame resizes the very same surface
        self._page = self._surface if room == self._surface.get_size() else pygame.Surface(room, 0, self._surface)
        return Canvas(self._page, self._viewing.look(room))


def _room(surface: pygame.Surface) -> tuple[int, int]:
    width, height = surface.get_size()
    return max(width, LEAST[0]), max(height, LEAST[1])


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

    ``clock`` gives seconds, ``sleep`` waits for so many; tests hand in their own. A pacer that falls more than a few frames behind (the
    computer slept) starts anew instead of hurrying.
    """

    MOST_BEHIND = 4

    def __init__(self, fps: float = 60.0, clock: Callable[[], float] = time.perf_counter,
                 sleep: Callable[[float], None] = time.sleep) -> None:
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
