"""Screens on an upright tablet as pictures: zones keep their sides, and what stands side by side elsewhere stands one below the other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pygame = pytest.importorskip("pygame")

from tests.screens.register import SCENES  # noqa: E402 - pygame is needed first
from wobblequest.core.theme import THEMES  # noqa: E402
from wobblequest.draw.canvas import Canvas, Look  # noqa: E402
from wobblequest.draw.metrics import Metrics  # noqa: E402
from wobblequest.draw.upright import stacked  # noqa: E402

SIZE = (800, 1280)


def drawn(scene: str, theme: str) -> Canvas:
    canvas = Canvas(pygame.Surface(SIZE), Look(THEMES[theme], Metrics(*SIZE)))
    SCENES[scene]().draw(canvas)
    canvas.present()
    return canvas


@pytest.mark.parametrize(("scene", "theme"), [("home-home", "light"), ("screen-play-reach", "dark"), ("screen-result-hold", "light"),
                                              ("screen-choose-later", "dark")])
def test_it_looks_as_agreed(scene: str, theme: str, picture: Callable[[pygame.Surface, str], None]) -> None:
    picture(drawn(scene, theme)._surface, f"upright-{scene}")


def test_left_is_at_the_left_and_right_at_the_right_and_clicks_find_them() -> None:
    canvas = drawn("home-menu", "dark")
    for y in range(0, SIZE[1], 20):
        assert canvas.zone_at(SIZE[0] * 0.9, y) in (None, "right")
        assert canvas.zone_at(SIZE[0] * 0.1, y) in (None, "left")
    assert {canvas.zone_at(x, y) for x in range(0, SIZE[0], 20) for y in range(0, SIZE[1], 20)} == {None, "left", "right", "forward"}


def test_columns_are_stacked_and_all_else_keeps_its_place() -> None:
    left, right = stacked((0.02, 0.2, 0.38, 0.6)), stacked((0.41, 0.2, 0.57, 0.6))
    assert left[1] + left[3] <= right[1]
    assert left[2] == right[2] > 0.9
    for area in ((0.02, 0.82, 0.31, 0.16), (0.035, 0.33, 0.285, 0.4), (0.06, 0.315, 0.88, 0.29), (0.5, 0.9, 0.3, 0.1)):
        assert stacked(area) == area
