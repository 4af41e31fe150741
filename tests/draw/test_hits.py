"""A hit is seen for a moment, and only where there is something to see."""

from __future__ import annotations

import pygame
import pytest

from wobblequest.core.arena import Point, toward
from wobblequest.core.reach import Reach
from wobblequest.core.theme import DARK
from wobblequest.draw.canvas import Canvas, Look
from wobblequest.draw.hits import HIT_S, Hits
from wobblequest.draw.metrics import Metrics
from wobblequest.drills.view import Ring, View

HERE, THERE = toward(0, 6), toward(180, 6)


def view(at: Point, done: int, fill: float = 0.0, *, cursor: bool = True) -> View:
    return View((Ring(at, 2.0, fill=fill),), "Lean to the ring", done, 8, cursor=cursor)


def test_the_ring_that_was_held_is_what_was_hit_for_four_tenths_of_a_second() -> None:
    hits = Hits()
    assert hits.see(view(HERE, 0, 0.9), 1.0) is None
    hit = hits.see(view(THERE, 1), 1.02)
    assert hit is not None
    assert hit.at == HERE
    assert hits.see(view(THERE, 1), 1.02 + 0.9 * HIT_S) is not None
    assert hits.see(view(THERE, 1), 1.03 + HIT_S) is None


@pytest.mark.parametrize(("before", "after", "now_s", "why"), [
    (view(HERE, 0, 0.9), view(THERE, 0), 1.0, "a miss"),
    (view(HERE, 0), view(THERE, 1), 1.0, "nothing was held"),
    (view(HERE, 0, 0.9, cursor=False), view(THERE, 1, cursor=False), 1.0, "nothing may tell where the dot is"),
    (view(HERE, 5, 0.9), view(THERE, 0), 1.0, "another trial"),
    (view(HERE, 0, 0.9), view(THERE, 1), None, "time stands still"),
])
def test_where_there_is_nothing_to_see(before: View, after: View, now_s: float | None, why: str) -> None:
    hits = Hits()
    hits.see(before, now_s)
    assert hits.see(after, now_s) is None, why


def shown(now_s: float, *, calm: bool = False) -> pygame.Surface:
    """The canvas some time after a hit."""
    surface = pygame.Surface((1280, 720), 0, 32)
    canvas = Canvas(surface, Look(DARK, Metrics(1280, 720), calm=calm))
    for t_s, each in ((0.0, view(HERE, 0, 0.95)), (0.01, view(THERE, 1)), (now_s, view(THERE, 1))):
        canvas.at(t_s)
        canvas.clear()
        canvas.arena(each, Point(5.5, 0.5), reach=Reach())
        canvas.present()
    return surface


def same(a: pygame.Surface, b: pygame.Surface) -> bool:
    return bool((pygame.surfarray.array3d(a) == pygame.surfarray.array3d(b)).all())


def test_it_is_seen_and_gone_and_in_a_calm_look_never_there() -> None:
    during, after = shown(0.2), shown(0.6)
    assert not same(during, after)
    assert same(shown(0.2, calm=True), shown(0.6, calm=True))
