from __future__ import annotations

from itertools import pairwise

import numpy as np
import pygame
import pytest

from wobblequest.core.theme import DARK
from wobblequest.draw.sprites import ARC_STEPS, Sprites, subpixel


def test_the_same_sprite_is_made_once() -> None:
    sprites = Sprites()
    assert sprites.disc(10, DARK.me) is sprites.disc(10, DARK.me)
    assert sprites.disc(10, DARK.me) is not sprites.disc(10, DARK.goal)
    assert sprites.disc(10, DARK.me) is not sprites.disc(10, DARK.me, off=(0.25, 0.0))


def test_sprites_keep_within_their_budget() -> None:
    sprites = Sprites(budget_bytes=40_000)
    first = sprites.disc(20, DARK.me)
    for radius in range(21, 40):
        sprites.disc(radius, DARK.me)
    assert sprites._bytes <= 40_000
    assert sprites.disc(20, DARK.me) is not first


def test_an_arc_grows_in_small_steps_and_is_nothing_at_first() -> None:
    sprites = Sprites()
    assert sprites.arc(40, 50, 0.0, DARK.done) is None
    areas = [pygame.surfarray.array_alpha(a).sum() for k in range(1, ARC_STEPS + 1) if (a := sprites.arc(40, 50, k / ARC_STEPS, DARK.done))]
    assert len(areas) == ARC_STEPS
    assert all(b >= a for a, b in pairwise(areas))


@pytest.mark.parametrize(("x", "y"), [(10.0, 20.0), (10.3, 20.6), (-3.4, 7.9), (10.9, 0.1)])
def test_a_sprite_lies_where_it_should_to_an_eighth_of_a_pixel(x: float, y: float) -> None:
    left, top, off = subpixel(x, y)
    picture = Sprites().disc(12, DARK.me, off=off)
    alpha = pygame.surfarray.array_alpha(picture).astype(float)
    along = np.arange(alpha.shape[0]) + 0.5
    middle = (alpha.sum(axis=1) @ along / alpha.sum(), alpha.sum(axis=0) @ along / alpha.sum())
    placed = (left - picture.get_width() / 2 + middle[0], top - picture.get_height() / 2 + middle[1])
    assert placed == pytest.approx((x, y), abs=0.13)


def test_dot_has_orange_within_light_within_dark() -> None:
    dot = Sprites().dot(60, DARK)
    centre = dot.get_width() // 2
    row = [tuple(dot.get_at((centre + dx, centre)))[:3] for dx in (0, 52, 58)]
    assert row == [DARK.me, DARK.me_light, DARK.me_dark]
