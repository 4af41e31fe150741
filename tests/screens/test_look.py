"""Each screen as a picture in both themes: what a person sees, kept as golden pictures."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pygame = pytest.importorskip("pygame")

from tests.screens.scenes import (  # noqa: E402 - pygame is needed first
    SCENES,
    Scene,
    Stage,
    check_done,
    choose_later,
    history,
    play_reach,
    play_recall_find,
    play_rhythm,
    profile_full,
    ready_phone,
    ready_steady,
    result_reach,
    result_rhythm,
)
from wobblequest.core.theme import THEMES  # noqa: E402
from wobblequest.draw.canvas import Canvas, Look  # noqa: E402
from wobblequest.draw.metrics import Metrics  # noqa: E402
from wobblequest.screens.screen import Screen  # noqa: E402

AT_FULL_HD: tuple[Scene, ...] = (ready_steady, ready_phone, check_done, choose_later, play_reach, result_reach, history, profile_full,
                                 play_recall_find, play_rhythm, result_rhythm)


def painted(screen: Screen, size: tuple[int, int], theme: str) -> pygame.Surface:
    surface = pygame.Surface(size)
    canvas = Canvas(surface, Look(THEMES[theme], Metrics(*size)))
    screen.draw(canvas)
    canvas.present()
    return surface


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("scene", SCENES, ids=lambda s: s.__name__)
def test_the_screen_looks_as_agreed(scene: Scene, theme: str, stage: Stage, picture: Callable[[pygame.Surface, str], None]) -> None:
    picture(painted(scene(stage), (1280, 720), theme), f"screen-{scene.__name__.replace('_', '-')}-{theme}")


@pytest.mark.parametrize("scene", AT_FULL_HD, ids=lambda s: s.__name__)
def test_the_screen_looks_as_agreed_at_full_hd(scene: Scene, stage: Stage, picture: Callable[[pygame.Surface, str], None]) -> None:
    picture(painted(scene(stage), (1920, 1080), "dark"), f"screen-{scene.__name__.replace('_', '-')}-1080")
