"""The arena tells the truth: where the dot lies, what is on target, and how large things are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pygame
import pytest

from wobblequest.core.arena import CENTRE, Point, toward
from wobblequest.core.reach import Reach
from wobblequest.core.theme import DARK, LIGHT, Theme
from wobblequest.draw import arena
from wobblequest.draw.canvas import Canvas, Look
from wobblequest.draw.field import DEFAULT_EXTENT_DEG, area, field, one_line
from wobblequest.draw.metrics import Metrics
from wobblequest.drills.view import Ring, Spot, View, Way

REACH = Reach((12.0, 10.5, 11.5, 9.0, 8.5, 9.0, 11.8, 11.0))
SIZE = (1280, 720)
METRICS = Metrics(*SIZE)


def shown(view: View | None, cursor: Point | None, *, theme: Theme = DARK, dim: bool = False,
          reach: Reach | None = REACH) -> pygame.Surface:
    surface = pygame.Surface(SIZE, 0, 32)
    canvas = Canvas(surface, Look(theme, METRICS))
    canvas.clear()
    canvas.arena(view, cursor, reach=reach, dim=dim)
    canvas.present()
    return surface


def middle_of(surface: pygame.Surface, colour: tuple[int, int, int]) -> tuple[float, float]:
    found = np.argwhere(np.abs(pygame.surfarray.array3d(surface).astype(int) - colour).max(axis=2) <= 2)
    assert len(found), "the colour is nowhere"
    return float(found[:, 0].mean() + 0.5), float(found[:, 1].mean() + 0.5)


def span_of(surface: pygame.Surface, colour: tuple[int, int, int]) -> int:
    found = np.argwhere(np.abs(pygame.surfarray.array3d(surface).astype(int) - colour).max(axis=2) <= 2)
    return int(np.ptp(found[:, 0])) + 1


@pytest.mark.parametrize("cursor", [CENTRE, Point(6.0, 0.0), Point(0.0, 6.0), Point(-4.2, -3.3)])
def test_right_is_roll_and_up_is_pitch(cursor: Point) -> None:
    at = field(METRICS, REACH, None)
    x, y = middle_of(shown(None, cursor), DARK.me)
    assert x == pytest.approx(at.centre[0] + cursor.roll_deg * at.px_per_deg, abs=0.6)
    assert y == pytest.approx(at.centre[1] - cursor.pitch_deg * at.px_per_deg, abs=0.6)


def test_the_whole_reach_lies_on_the_canvas_with_the_dot_upon_it() -> None:
    for reach in (REACH, Reach((25.0, *(1.0,) * 7)), Reach((1.0, 1.0, 25.0, 1.0, 1.0, 1.0, 25.0, 1.0))):
        at = field(METRICS, reach, None)
        for direction in range(0, 360, 15):
            x, y = at.place(toward(direction, reach.at(direction)))
            assert 0.02 * SIZE[0] <= x <= 0.98 * SIZE[0]
            assert 0.2 * SIZE[1] <= y <= 0.93 * SIZE[1]


def test_the_arena_fills_the_height_that_the_words_leave() -> None:
    for reach in (REACH, Reach((6.0,) * 8), Reach((13.0, 12.0, 11.0, 9.0, 5.0, 9.0, 11.0, 12.0))):
        at = field(METRICS, reach, None)
        ring = 2.0 * at.px_per_deg + METRICS.cursor_radius_px + 3 * METRICS.line_px
        top = at.place(Point(max(reach.at(0) - 2.0, 8.0), 0.0))[1] - ring
        bottom = at.place(Point(-max(reach.at(180) - 2.0, 8.0), 0.0))[1] + ring
        assert 0.15 * SIZE[1] <= top
        assert bottom <= 0.99 * SIZE[1], "a ring at the end of the reach is seen whole, above and below"
        assert bottom - top >= 0.75 * SIZE[1]


def test_long_words_take_their_room_from_the_arena() -> None:
    large = Metrics(*SIZE, scale_pct=150.0)
    assert one_line(METRICS)
    assert not one_line(large)
    assert area(large)[1] > area(METRICS)[1]


def test_the_tick_of_a_reached_circle_lies_clear_of_the_dot_in_it() -> None:
    done = View((Ring(Point(3, 5), 2.0, "done"),), "")
    ticked = pygame.surfarray.array3d(shown(done, None)).astype(int)
    with_dot = pygame.surfarray.array3d(shown(done, Point(3, 5))).astype(int)
    at = field(METRICS, REACH, None).place(Point(3, 5))
    for picture in (ticked, with_dot):
        white = np.argwhere(picture.min(axis=2) >= 250)
        beside = white[white[:, 0] > at[0] + METRICS.cursor_radius_px + 2]
        assert len(beside) > 60


def test_the_dot_is_at_least_a_degree_of_view_and_a_target_two() -> None:
    dot = arena.held(DARK)
    assert dot.me != DARK.me
    outer = Theme(**{**{f: getattr(DARK, f) for f in DARK.__dataclass_fields__}, "me_dark": (255, 0, 255), "name": "probe"})
    assert span_of(shown(None, Point(3, 5), theme=outer), (255, 0, 255)) == pytest.approx(METRICS.px(1.0), abs=1.5)
    for radius_deg in (0.5, 1.5, 3.0):
        ring = shown(View((Ring(Point(0, 3), radius_deg),), ""), None)
        assert span_of(ring, DARK.goal) >= METRICS.px(2.0) - 2


@pytest.mark.parametrize("radius_deg", [0.5, 1.0, 2.0, 3.5])
def test_the_dot_is_on_target_just_when_all_of_it_is_inside_the_ring(radius_deg: float) -> None:
    """Along the line from the middle to the right: the dot's outer edge against the ring's inner edge."""
    at = field(METRICS, REACH, None)
    ring = pygame.surfarray.array3d(shown(View((Ring(CENTRE, radius_deg),), ""), None)).astype(int)
    row = np.abs(ring[:, round(at.centre[1]) + 20] - DARK.goal).max(axis=1) <= 2
    beyond = np.argwhere(row)[:, 0]
    inner = beyond[beyond > at.centre[0]].min()
    expected = np.sqrt((radius_deg * at.px_per_deg + METRICS.cursor_radius_px) ** 2 - 20**2)
    assert inner - at.centre[0] == pytest.approx(expected, abs=1.6)


def test_the_ground_stands_still_whatever_moves() -> None:
    surface = pygame.Surface(SIZE, 0, 32)
    canvas = Canvas(surface, Look(DARK, METRICS))
    for step in range(40):
        canvas.clear()
        canvas.arena(View((Ring(toward(step * 9, 6), 2.0, fill=step / 40),), ""), toward(step * 9, 5), reach=REACH,
                     trail=[toward(step * 9 - k, 5) for k in range(10, 0, -1)])
        canvas.present()
    canvas.clear()
    canvas.arena(None, None, reach=REACH)
    canvas.present()
    assert pygame.image.tobytes(surface, "RGB") == pygame.image.tobytes(shown(None, None), "RGB")


def test_what_is_old_is_grey() -> None:
    view = View((Ring(Point(0, 5), 2.0, fill=0.5), Spot(Point(4, -4), 1.0, "goal")), "")
    held = pygame.surfarray.array3d(shown(view, Point(1, 1), dim=True)).astype(int)
    for colour in (DARK.me, DARK.goal):
        assert not (np.abs(held - colour).max(axis=2) <= 12).any()


def test_a_dot_that_leaves_the_canvas_stays_at_its_edge() -> None:
    x, y = middle_of(shown(None, Point(0, 90)), DARK.me)
    assert x > SIZE[0] - METRICS.cursor_radius_px
    assert y == pytest.approx(field(METRICS, REACH, None).centre[1], abs=1)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda t: t.name)
def test_every_role_of_every_shape_can_be_drawn_and_seen(theme: Theme) -> None:
    empty = pygame.image.tobytes(shown(None, None, theme=theme), "RGB")
    for role in ("goal", "soft", "done", "caution", "quiet"):
        for shape in (Ring(Point(3, 5), 1.5, role), Spot(Point(3, 5), 0.5, role), Way((Point(3, 5), Point(-3, 1)), role)):
            assert pygame.image.tobytes(shown(View((shape,), ""), None, theme=theme), "RGB") != empty, (role, shape)
    dot_of_a_way = View((Way((Point(1, 1),)),), "")
    assert pygame.image.tobytes(shown(dot_of_a_way, None, theme=theme), "RGB") == empty, "one point is no way"


def test_a_calm_look_has_no_trail() -> None:
    pictures = []
    for calm in (False, True):
        surface = pygame.Surface(SIZE, 0, 32)
        canvas = Canvas(surface, Look(DARK, METRICS, calm=calm))
        canvas.clear()
        canvas.arena(None, Point(5, 5), reach=REACH, trail=[Point(k, -k) for k in range(6)])
        canvas.present()
        pictures.append(pygame.image.tobytes(surface, "RGB"))
    assert pictures[1] == pygame.image.tobytes(shown(None, Point(5, 5)), "RGB") != pictures[0]


def test_without_a_reach_the_extent_rules() -> None:
    wide, near = field(METRICS, None, 20.0), field(METRICS, None, 10.0)
    assert near.px_per_deg == pytest.approx(2 * wide.px_per_deg)
    assert field(METRICS, None, None).px_per_deg == pytest.approx(near.px_per_deg * 10 / DEFAULT_EXTENT_DEG)
    assert replace(wide, px_per_deg=1.0).place(Point(1.0, 2.0)) == (wide.centre[0] + 2.0, wide.centre[1] - 1.0)
