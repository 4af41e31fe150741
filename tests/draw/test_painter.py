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


# -- one screen goes over into the next --------------------------------------------------------------------------------


def shade(painter: Painter, pictures: list[tuple[pygame.Surface, int, bool]], now_s: float) -> int:
    """The grey of the middle of what was painted at that time; pictures with their left edge, and whether they are live."""
    painter.now_s = now_s
    painter.begin(BLACK)
    for picture, x, live in pictures:
        painter.put(picture, x, 0, live=live)
    painter.present()
    return int(painter.surface.get_at((4, 4))[0])


BLACK = pygame.Surface((40, 10), 0, 32)


def grey(value: int) -> pygame.Surface:
    out = pygame.Surface((10, 10), pygame.SRCALPHA, 32)
    out.fill((value, value, value, 255))
    return out


def test_a_screen_fades_in_in_four_tenths_of_a_second_and_only_one_way() -> None:
    painter, old, new = Painter(pygame.Surface((40, 10), 0, 32)), grey(0), grey(200)
    assert shade(painter, [(old, 0, False)], 10.0) == 0
    painter.fade()
    seen = [shade(painter, [(new, 0, False)], 10.0 + i / 60) for i in range(30)]
    assert seen[0] == 0
    assert seen == sorted(seen)
    assert 60 < seen[12] < 140, "half of it after half of the time"
    assert seen[23] < 200 == seen[25] == seen[29]


def test_what_changes_while_it_comes_is_of_now() -> None:
    painter, one, other = Painter(pygame.Surface((40, 10), 0, 32)), grey(100), grey(200)
    shade(painter, [], 0.0)
    painter.fade()
    shade(painter, [(one, 0, False)], 0.1)
    assert shade(painter, [(other, 0, False)], 0.2) == pytest.approx(100, abs=3)
    assert shade(painter, [(other, 0, False)], 0.5) == 200


def test_what_is_live_is_of_now_at_once_and_what_stays_stays() -> None:
    painter, dot, kept, gone = Painter(pygame.Surface((40, 10), 0, 32)), grey(180), grey(90), grey(50)
    shade(painter, [(kept, 0, False), (dot, 20, True), (gone, 30, False)], 0.0)
    painter.fade()
    assert shade(painter, [(kept, 0, False), (dot, 10, True)], 0.1) == 90
    assert painter.surface.get_at((14, 4))[0] == 180, "the dot where it is"
    assert painter.surface.get_at((24, 4))[0] == 0, "and not where it was"
    assert painter.surface.get_at((34, 4))[0] == 0, "what does not come again is gone"


def test_where_time_stands_still_nothing_fades() -> None:
    painter = Painter(pygame.Surface((40, 10), 0, 32))
    painter.begin(BLACK)
    painter.present()
    painter.fade()
    painter.begin(BLACK)
    painter.put(grey(200), 0, 0)
    painter.present()
    assert painter.surface.get_at((4, 4))[0] == 200
