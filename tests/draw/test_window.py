from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from wobblequest.core.errors import UsageError, WobbleQuestError
from wobblequest.draw.window import LEAST, GameWindow, Pacer, Viewing, open_display, plain_framebuffer
from wobblequest.language.catalogue import catalogue
from wobblequest.session.preferences import Preferences, StationSettings


@pytest.fixture
def window() -> Iterator[GameWindow]:
    with GameWindow.open(size=(1280, 720)) as opened:
        yield opened


def draw(window: GameWindow) -> None:
    window.canvas.clear()
    window.canvas.title("Stay in the circle")
    window.present()


def test_the_window_has_name_and_canvas(window: GameWindow) -> None:
    assert pygame.display.get_caption()[0] == "WobbleQuest"
    assert window.size == (window.canvas.width, window.canvas.height) == (1280, 720)
    draw(window)
    assert pygame.display.get_surface().get_at((640, 600))[:3] != (0, 0, 0)


def test_a_new_size_is_followed(window: GameWindow) -> None:
    """F19: resize."""
    for size in ((1920, 1080), (800, 600), (641, 361)):
        surface = pygame.display.set_mode(size, pygame.RESIZABLE)
        window.take_event(pygame.event.Event(pygame.VIDEORESIZE, size=size, w=size[0], h=size[1]))
        assert (window.canvas.width, window.canvas.height) == size
        draw(window)
        assert surface.get_at((size[0] // 2, size[1] - 2))[:3] != (0, 0, 0)


def test_a_tiny_window_shows_the_whole_picture_small(window: GameWindow) -> None:
    surface = pygame.display.set_mode((160, 90), pygame.RESIZABLE)
    window.take_event(pygame.event.Event(pygame.VIDEORESIZE, size=(160, 90), w=160, h=90))
    assert (window.canvas.width, window.canvas.height) == LEAST
    draw(window)
    assert max(surface.get_at((x, y))[0] for x in range(160) for y in range(30)) > 150, "the title is there"


def test_what_was_covered_is_painted_again(window: GameWindow) -> None:
    draw(window)
    pygame.display.get_surface().fill(0)
    draw(window)
    assert pygame.display.get_surface().get_at((640, 600))[:3] == (0, 0, 0), "nothing changed, so nothing was painted"
    window.take_event(pygame.event.Event(pygame.WINDOWEXPOSED))
    draw(window)
    assert pygame.display.get_surface().get_at((640, 600))[:3] != (0, 0, 0)


def test_themes_change_back_and_forth(window: GameWindow) -> None:
    draw(window)
    dark = pygame.display.get_surface().get_at((640, 600))
    window.look_as(Viewing(theme="light"))
    draw(window)
    assert pygame.display.get_surface().get_at((640, 600))[0] > 200
    window.look_as(Viewing())
    draw(window)
    assert pygame.display.get_surface().get_at((640, 600)) == dark


def test_the_look_is_as_person_and_station_have_set_it(window: GameWindow) -> None:
    before = window.canvas
    window.look_as(Viewing())
    assert window.canvas is before, "nothing changed"
    window.look_as(Viewing.of(Preferences(theme="light", text_pct=150.0, calm=True), StationSettings(screen_inches=32.0, distance_m=3.0)))
    assert window.canvas is not before
    assert window.canvas.calm
    look = Viewing.of(Preferences(text_pct=150.0), StationSettings(screen_inches=32.0, distance_m=3.0)).look((1920, 1080))
    assert look.metrics.scale_pct == 150.0
    assert (look.metrics.diagonal_in, look.metrics.distance_m) == (32.0, 3.0)


def test_a_catalogue_that_cannot_be_read_is_told_and_all_is_said_in_english(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr("wobblequest.language.catalogue.asset", lambda name: Path("/nowhere") / name)
    catalogue.cache_clear()
    assert Viewing(language="de").look((1280, 720)).language.info.code == "en"
    assert "all is said in English" in caplog.text
    catalogue.cache_clear()


def test_a_theme_that_is_not_there_is_said() -> None:
    with pytest.raises(UsageError, match="dark and light"):
        Viewing(theme="drak")


def test_without_a_display_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """F19: no display."""
    pygame.display.quit()
    monkeypatch.setenv("SDL_VIDEODRIVER", "no-such-driver")
    with pytest.raises(WobbleQuestError, match="no display to play on"):
        open_display(windowed=True)


def test_a_monitor_that_is_not_there_is_said() -> None:
    with pytest.raises(UsageError, match="there is no monitor 2; there is one"):
        open_display(windowed=True, monitor=2)


@pytest.mark.parametrize("windowed", [True, False])
def test_of_two_monitors_the_one_asked_for_is_played_on(monkeypatch: pytest.MonkeyPatch, windowed: bool) -> None:
    asked: list[int] = []

    def set_mode(size: tuple[int, int], flags: int, display: int) -> pygame.Surface:
        asked.append(display)
        return pygame.Surface((1280, 720), 0, 32)

    environment: dict[str, str] = {}
    monkeypatch.setattr(pygame.display, "get_num_displays", lambda: 2)
    monkeypatch.setattr(pygame.display, "set_mode", set_mode)
    open_display(windowed=windowed, monitor=2, environment=environment)
    open_display(windowed=windowed, environment=environment)
    assert asked == [1, 0]
    assert environment["SDL_VIDEO_MINIMIZE_ON_FOCUS_LOSS"] == "0", "a click on the other monitor leaves the game in sight"


@pytest.mark.parametrize(("environment", "platform", "card", "plain"), [
    ({"DISPLAY": ":0"}, "linux", False, True),
    ({"DISPLAY": ":0"}, "linux", True, False),
    ({"DISPLAY": ":0", "SDL_FRAMEBUFFER_ACCELERATION": "1"}, "linux", False, False),
    ({"DISPLAY": ":0", "SDL_VIDEODRIVER": "wayland"}, "linux", False, False),
    ({}, "linux", False, False),
    ({"DISPLAY": ":0"}, "darwin", False, False),
    ({}, "win32", False, False),
])
def test_the_plain_framebuffer_is_for_x11_without_a_card(environment: dict[str, str], platform: str, card: bool, plain: bool,
                                                           tmp_path: Path) -> None:
    if card:
        (tmp_path / "renderD128").touch()
    assert plain_framebuffer(environment, platform, tmp_path) is plain


class Time:
    """A clock that a test moves, and a sleep that moves it."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.now_s += seconds


def test_frames_keep_to_absolute_deadlines() -> None:
    time = Time()
    pacer = Pacer(60.0, lambda: time.now_s, time.sleep)
    begun = pacer.wait()
    for work_s in [0.001, 0.010, 0.003] * 200:
        time.now_s += work_s
        pacer.wait()
    assert time.now_s - begun == pytest.approx(600 / 60, abs=1e-9)
    assert pacer.late == 0


def test_a_late_frame_is_caught_up_with() -> None:
    time = Time()
    pacer = Pacer(60.0, lambda: time.now_s, time.sleep)
    begun = pacer.wait()
    time.now_s += 0.025
    pacer.wait()
    assert pacer.late == 1
    for _ in range(9):
        time.now_s += 0.001
        pacer.wait()
    assert time.now_s - begun == pytest.approx(10 / 60)


def test_after_a_long_sleep_it_does_not_hurry() -> None:
    time = Time()
    pacer = Pacer(60.0, lambda: time.now_s, time.sleep)
    pacer.wait()
    time.now_s += 3600
    woke = pacer.wait()
    for _ in range(6):
        pacer.wait()
    assert time.now_s - woke == pytest.approx(6 / 60)
