"""Home and all around it as pictures."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pygame = pytest.importorskip("pygame")

from tests.screens.scenes import Scene, Stage  # noqa: E402 - pygame is needed first
from tests.screens.scenes_home import SCENES, home, shipped_map, way, weeks  # noqa: E402
from tests.screens.test_look import painted  # noqa: E402


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("scene", SCENES, ids=lambda s: s.__name__)
def test_it_looks_as_agreed(scene: Scene, theme: str, picture: Callable[[pygame.Surface, str], None]) -> None:
    picture(painted(scene(Stage()), (1280, 720), theme), f"home-{scene.__name__.replace('_', '-')}-{theme}")


@pytest.mark.parametrize("scene", [home, weeks, way, shipped_map], ids=lambda s: s.__name__)
def test_it_looks_as_agreed_at_full_hd(scene: Scene, picture: Callable[[pygame.Surface, str], None]) -> None:
    picture(painted(scene(Stage()), (1920, 1080), "dark"), f"home-{scene.__name__.replace('_', '-')}-1080")
