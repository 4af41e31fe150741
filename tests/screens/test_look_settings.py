"""The first run, who plays, and the settings as pictures: in both themes, at full HD, and with words as large and as small as can be."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pygame = pytest.importorskip("pygame")

from tests.screens.scenes import Scene, Stage  # noqa: E402 - pygame is needed first
from tests.screens.scenes_settings import (  # noqa: E402
    SCENES,
    first_language,
    first_reading,
    first_use,
    new_typed,
    settings_both,
    settings_changed,
    settings_log,
    who,
)
from wobblequest.core.theme import THEMES  # noqa: E402
from wobblequest.draw.canvas import Canvas, Look  # noqa: E402
from wobblequest.draw.metrics import Metrics  # noqa: E402
from wobblequest.screens.screen import Screen  # noqa: E402

AT_ANY_SIZE: tuple[Scene, ...] = (
    first_language, first_reading, first_use, who, new_typed, settings_both, settings_changed, settings_log)


def painted(screen: Screen, size: tuple[int, int], theme: str, scale_pct: float = 100.0) -> pygame.Surface:
    surface = pygame.Surface(size)
    canvas = Canvas(surface, Look(THEMES[theme], Metrics(*size, scale_pct=scale_pct)))
    screen.draw(canvas)
    canvas.present()
    return surface


def called(scene: Scene) -> str:
    return f"settings-{scene.__name__.replace('_', '-')}"


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("scene", SCENES, ids=lambda s: s.__name__)
def test_the_screen_looks_as_agreed(scene: Scene, theme: str, picture: Callable[[pygame.Surface, str], None]) -> None:
    picture(painted(scene(Stage()), (1280, 720), theme), f"{called(scene)}-{theme}")


@pytest.mark.parametrize("scene", AT_ANY_SIZE, ids=lambda s: s.__name__)
def test_the_screen_looks_as_agreed_at_full_hd(scene: Scene, picture: Callable[[pygame.Surface, str], None]) -> None:
    picture(painted(scene(Stage()), (1920, 1080), "dark"), f"{called(scene)}-1080")


@pytest.mark.parametrize("scale_pct", [75, 200])
@pytest.mark.parametrize("scene", AT_ANY_SIZE, ids=lambda s: s.__name__)
def test_the_screen_looks_as_agreed_in_words_of_any_size(
    scene: Scene, scale_pct: int, picture: Callable[[pygame.Surface, str], None],
) -> None:
    picture(painted(scene(Stage()), (1280, 720), "light", scale_pct), f"{called(scene)}-{scale_pct}")
