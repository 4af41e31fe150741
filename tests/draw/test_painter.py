from __future__ import annotations

import random

import pygame
import pytest

from wobblequest.draw.painter import Painter, merged


def tile(colour: str, size: tuple[int, int] = (20, 20), alpha: int = 255) -> pygame.Surface:
    out = pygame.Surface(size, pygame.SRCALPHA, 32)
    out.fill((*pygame.Color(colour)[:3], alpha))
    return out


def pixels(surface: pygame.Surface) -> bytes:
    return pygame.image.tobytes(surface, "RGB")


@pytest.fixture
def background() -> pygame.Surface:
    out = pygame.Surface((200, 120), 0, 32)
    out.fill((10, 20, 30))
    return out


def test_the_first_frame_is_whole_and_a_still_one_paints_nothing(background: pygame.Surface) -> None:
    painter, red = Painter(pygame.Surface((200, 120), 0, 32)), tile("red")
    for expected in ([(0, 0, 200, 120)], [], []):
        painter.begin(background)
        painter.put(red, 5, 5)
        assert painter.present() == expected


def test_only_what_moved_is_painted(background: pygame.Surface) -> None:
    painter, red, blue = Painter(pygame.Surface((200, 120), 0, 32)), tile("red"), tile("blue")
    for x in (100, 103):
        painter.begin(background)
        painter.put(red, 5, 5)
        painter.put(blue, x, 60)
        changed = painter.present()
    assert changed == [(100, 60, 23, 20)]
    assert painter.surface.get_at((101, 65))[:3] == (10, 20, 30)
    assert painter.surface.get_at((122, 65))[:3] == (0, 0, 255)


def test_another_order_is_seen(background: pygame.Surface) -> None:
    painter, red, blue = Painter(pygame.Surface((200, 120), 0, 32)), tile("red"), tile("blue")
    for pair in ((red, blue), (blue, red)):
        painter.begin(background)
        for picture in pair:
            painter.put(picture, 5, 5)
        painter.present()
    assert painter.surface.get_at((10, 10))[:3] == (255, 0, 0)


def test_after_forget_everything_is_painted(background: pygame.Surface) -> None:
    painter = Painter(pygame.Surface((200, 120), 0, 32))
    painter.begin(background)
    painter.present()
    painter.surface.fill(0)
    painter.forget()
    painter.begin(background)
    assert painter.present() == [(0, 0, 200, 120)]
    assert painter.surface.get_at((0, 0))[:3] == (10, 20, 30)


def test_what_is_drawn_later_lies_where_it_was_asked_for(background: pygame.Surface) -> None:
    painter = Painter(pygame.Surface((200, 120), 0, 32))
    painter.begin(background)
    painter.later(lambda: painter.put(tile("red"), 5, 5))
    painter.put(tile("blue"), 5, 5)
    painter.present()
    assert painter.surface.get_at((10, 10))[:3] == (0, 0, 255)


def test_painting_changes_gives_the_same_picture_as_painting_all(background: pygame.Surface) -> None:
    dice = random.Random(7)
    stock = [tile(c, (dice.randint(5, 60), dice.randint(5, 60)), alpha) for c in ("red", "blue", "white") for alpha in (255, 120, 40)]
    steady = Painter(pygame.Surface((200, 120), 0, 32))
    shown = [(dice.choice(stock), dice.randint(-30, 190), dice.randint(-30, 110)) for _ in range(12)]
    for _ in range(120):
        for _ in range(dice.randint(0, 3)):
            shown[dice.randrange(len(shown))] = (dice.choice(stock), dice.randint(-30, 190), dice.randint(-30, 110))
        fresh = Painter(pygame.Surface((200, 120), 0, 32))
        for painter in (steady, fresh):
            painter.begin(background)
            for op in shown:
                painter.put(*op)
            painter.present()
        assert pixels(steady.surface) == pixels(fresh.surface)


def test_merged_rectangles_cover_all_and_do_not_overlap() -> None:
    dice = random.Random(3)
    for _ in range(50):
        rects = [pygame.Rect(dice.randint(0, 80), dice.randint(0, 80), dice.randint(0, 30), dice.randint(0, 30)) for _ in range(8)]
        out = merged(rects)
        assert all(any(o.contains(r) for o in out) for r in rects if r.w and r.h)
        assert not any(a.colliderect(b) for i, a in enumerate(out) for b in out[i + 1 :])
