"""The shapes of the drills: how they look, and that the dot is in them exactly while all of it is inside their line."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, product
from math import cos, pi, sin
from types import ModuleType

import numpy as np
import pygame
import pytest

from wobblequest.core.arena import CENTRE, Point
from wobblequest.core.reach import Reach
from wobblequest.core.theme import DARK, THEMES, Theme
from wobblequest.draw import regions
from wobblequest.draw.canvas import Canvas, Look
from wobblequest.draw.field import Lens, field
from wobblequest.draw.metrics import Metrics
from wobblequest.draw.second_task import INKS, NO_GO, PLATE
from wobblequest.drills.view import Band, Box, Gate, Ring, Shape, Sign, Spot, Token, View, Way, Word
from wobblequest.session.asked import Extent

REACH = Reach((12.0, 10.5, 11.5, 9.0, 8.5, 9.0, 11.8, 11.0))
SIZE = (1280, 720)
METRICS = Metrics(*SIZE)
MAZE = tuple(Point(p, r) for r, p in ((-8, -6), (-8, 2), (-3, 2), (-3, -4), (2, -4), (2, 6), (7, 6), (7, -2)))
EIGHT = tuple(Point(7 * cos(a / 30 * pi), 5 * sin(a / 15 * pi)) for a in range(60))
STRETCHED = Lens(mirrored=True, gain_pitch=1.0, gain_roll=2.0, asked=Extent(8.0, 9.0, 9.0, 9.0))

Scene = tuple[tuple[Shape, ...], Point | None, Lens]
SCENES: dict[str, Scene] = {
    "maze": ((Band(MAZE, 2.5), Spot(MAZE[-1], 1.0, "goal")), Point(-4, -8), Lens()),
    "loop": ((Band(EIGHT, 1.5, "goal", closed=True),), EIGHT[7], Lens()),
    "wall-touched": ((Band(MAZE, 2.5, "caution"),), MAZE[2], Lens()),
    "boxes": ((Box(Point(0, 7), 3, 2, "goal", 0.62), Box(Point(0, -7), 3, 2), Box(CENTRE, 6, 11, "quiet")), Point(1, 6), Lens()),
    "bounds": ((Box(Point(0, 7), 3, 2, "done"), Box(Point(0, -7), 3, 2, "soft"), Box(CENTRE, 6, 11, "caution")), Point(1, -6), Lens()),
    "catch": ((Box(Point(-7, 2), 0.8, 2.5, "me"), Token(Point(4, -4), 1.0, "catch"), Token(Point(6, 5), 1.0, "avoid")), None, Lens()),
    "gates": ((Gate(Point(6, -2), Point(6, 2)), Gate(Point(0, 8), Point(-4, 6), "soft"), Gate(Point(-2, -6), Point(2, -6), "done"),
               Spot(Point(2, 0.5), 0.8, "me")), Point(-3, 0), Lens()),
    "word": ((Ring(CENTRE, 4.0), Word("orange", "blue")), Point(1, 1), Lens()),
    "go": ((Ring(CENTRE, 4.0), Sign("go")), Point(1, 1), Lens()),
    "no-go": ((Ring(CENTRE, 4.0), Sign("no-go")), Point(1, 1), Lens()),
    "stretched": ((Ring(Point(3, 5), 2.5, fill=0.4), Band(MAZE[:4], 2.5), Box(Point(-3, 5), 2, 3, "soft")), Point(3, 4), STRETCHED),
}


def shown(shapes: tuple[Shape, ...], cursor: Point | None = None, *, lens: Lens = Lens(), theme: Theme = DARK,  # noqa: B008 - a value
          size: tuple[int, int] = SIZE, dim: bool = False) -> pygame.Surface:
    surface = pygame.Surface(size, 0, 32)
    canvas = Canvas(surface, Look(theme, Metrics(*size)))
    canvas.clear()
    canvas.arena(View(shapes, ""), cursor, reach=REACH, lens=lens, dim=dim)
    canvas.present()
    return surface


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", SCENES)
def test_looks_as_it_did(name: str, theme: str, picture: Callable[[pygame.Surface, str], None]) -> None:
    shapes, cursor, lens = SCENES[name]
    picture(shown(shapes, cursor, lens=lens, theme=THEMES[theme]), f"shapes-{name}-{theme}")


@pytest.mark.parametrize("name", SCENES)
def test_looks_as_it_did_on_a_large_screen(name: str, picture: Callable[[pygame.Surface, str], None]) -> None:
    shapes, cursor, lens = SCENES[name]
    picture(shown(shapes, cursor, lens=lens, size=(1920, 1080)), f"shapes-{name}-1080")


# -- the dot is inside exactly while all of it is inside the line -----------------------------------------------------

INSIDE: dict[str, tuple[Shape, Callable[[Point], bool]]] = {
    "box": (Box(Point(1, 2), 3.0, 4.0), lambda p: abs(p.pitch_deg - 1) <= 3 and abs(p.roll_deg - 2) <= 4),
    "ring": (Ring(Point(1, 2), 3.0), lambda p: p.distance_to(Point(1, 2)) <= 3),
    "corridor": (Band((Point(-5, -5), Point(-5, 3), Point(4, 3)), 2.0, "goal"), lambda p: min(
        p.distance_to(Point(-5, min(max(p.roll_deg, -5), 3))), p.distance_to(Point(min(max(p.pitch_deg, -5), 4), 3))) <= 1.0),
}
LENSES = {"plain": Lens(), "mirrored": Lens(mirrored=True), "stretched": STRETCHED, "both": Lens(False, 2.0, 2.0, Extent(8, 8, 8, 8))}


@pytest.mark.parametrize("lens", LENSES.values(), ids=LENSES)
@pytest.mark.parametrize("name", INSIDE)
def test_the_dot_is_in_it_exactly_while_all_of_it_is_inside_the_line(name: str, lens: Lens) -> None:
    """The line is read off the picture: the places of the dot at which it touches no pixel of the line are those in the shape."""
    shape, inside = INSIDE[name]
    at = field(METRICS, REACH, None, lens)
    colours = pygame.surfarray.array3d(shown((shape,), lens=lens)).astype(int)
    line = np.argwhere(np.abs(colours - DARK.goal).max(axis=2) <= 40) + 0.5
    assert len(line) > 300
    radius = METRICS.cursor_radius_px
    told = {}
    for pitch, roll in product(np.arange(-8, 8.01, 0.25), np.arange(-8, 8.01, 0.25)):
        dot = Point(float(pitch), float(roll))
        x, y = at.place(dot)
        nearest = float(np.hypot(line[:, 0] - x, line[:, 1] - y).min())
        if abs(nearest - radius) > 2.5:  # the line's own edge is a pixel wide, and drawn to half a pixel
            told[dot] = nearest > radius
    free = {dot for dot, clear in told.items() if clear}
    assert not {dot for dot, clear in told.items() if not clear and inside(dot)}, "the dot in the shape touches no line"
    assert sum(map(inside, free)) > 20
    for dot in free:
        # at a bend's inner corner no line can tell it exactly: there a dot may go half a degree astray before it touches one
        if inside(dot) and not (name == "corridor" and dot.distance_to(Point(-4, 2)) < 1.5):
            neighbours = [Point(dot.pitch_deg + a, dot.roll_deg + b) for a, b in ((0.25, 0), (0, 0.25))]
            assert all(inside(n) for n in neighbours if n in free), "no way out without touching it"


@pytest.mark.parametrize(("half_width", "half_height"), [(60.0, 60.0), (90.0, 40.0), (30.0, 110.0)])
def test_the_distance_to_an_oval_is_that_to_its_nearest_point(half_width: float, half_height: float) -> None:
    angles = np.linspace(0, 2 * pi, 4000)
    curve = np.stack([150 + half_width * np.cos(angles), 140 + half_height * np.sin(angles)])
    found = regions.oval_distance((300, 280), (150.0, 140.0), half_width, half_height)
    for x, y in ((10, 20), (150, 30), (200, 200), (270, 141), (151, 141), (60, 100), (180, 150)):
        wanted = np.hypot(curve[0] - x - 0.5, curve[1] - y - 0.5).min()
        inside = ((x + 0.5 - 150) / half_width) ** 2 + ((y + 0.5 - 140) / half_height) ** 2 < 1
        assert found[y, x] == pytest.approx(-wanted if inside else wanted, abs=0.35)


def test_the_distance_to_a_box_and_to_a_corridor_is_exact() -> None:
    box = regions.box_distance((200, 160), (100.0, 80.0), 50.0, 30.0)
    assert box[80, 160] == pytest.approx(10.5, abs=0.01)
    assert box[120, 160] == pytest.approx(np.hypot(10.5, 10.5), abs=0.01)
    assert box[80, 100] == pytest.approx(-29.5, abs=0.01)
    band = regions.band((200, 160), ((40.0, 80.0), (160.0, 80.0)), (20.0, 20.0), 60.0, closed=False).distance
    assert band[110, 100] == pytest.approx(10.5, abs=0.01)
    assert band[80, 190] == pytest.approx(np.hypot(30.5, 0.5) - 20, abs=0.01)


def test_a_wall_stands_between_two_passages_that_would_be_drawn_as_one() -> None:
    hairpin = (Point(-6, -3), Point(6, -3), Point(6, 3), Point(-6, 3))
    at = field(METRICS, REACH, None)
    drawn = pygame.surfarray.array3d(shown((Band(hairpin, 2.0, "goal"),))).astype(int)

    def walls(x: int, y: int) -> bool:
        return bool((np.abs(drawn[x - 3:x + 4, y - 3:y + 4] - DARK.goal).max(axis=2) <= 2).any())

    x, y = (round(v) for v in at.place(Point(-3, 0)))
    assert at.px_per_deg * 2 < METRICS.cursor_radius_px, "the passages are nearer than the dot is wide"
    assert walls(x, y)
    assert not walls(*(round(v) for v in at.place(Point(6, 0)))), "none across the way"
    assert not walls(*(round(v) for v in at.place(Point(-3, -3))))


# -- roles and kinds ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
@pytest.mark.parametrize("lens", [Lens(), STRETCHED], ids=["plain", "stretched"])
def test_every_role_of_every_shape_can_be_drawn_and_seen(theme: Theme, lens: Lens) -> None:
    empty = pygame.image.tobytes(shown((), theme=theme, lens=lens), "RGB")
    p, q = Point(3, 5), Point(-3, 1)
    for role in ("goal", "soft", "done", "caution", "quiet", "me"):
        for shape in (Ring(p, 1.5, role, 0.5), Spot(p, 0.5, role), Way((p, q), role), Band((p, q), 2.0, role), Box(p, 2.0, 1.0, role, 0.5),
                      Gate(p, q, role)):
            for dim in (False, True):
                assert pygame.image.tobytes(shown((shape,), theme=theme, lens=lens, dim=dim), "RGB") != empty, (role, shape)


def test_what_has_no_size_is_no_mistake() -> None:
    empty = pygame.image.tobytes(shown(()), "RGB")
    for shape in (Band((), 2.0), Gate(CENTRE, CENTRE)):
        assert pygame.image.tobytes(shown((shape,)), "RGB") == empty
    assert pygame.image.tobytes(shown((Band((CENTRE,), 2.0),)), "RGB") != empty, "a corridor of one point is a circle"


@pytest.mark.parametrize(("one", "other"), [
    ((Token(CENTRE, 1.5, "catch"),), (Token(CENTRE, 1.5, "avoid"),)), ((Sign("go"),), (Sign("no-go"),)),
    ((Box(CENTRE, 2, 2, "goal"),), (Box(CENTRE, 2, 2, "soft"),)), ((Box(CENTRE, 2, 2, "soft"),), (Box(CENTRE, 2, 2, "done"),)),
    ((Box(CENTRE, 2, 2, "goal"),), (Box(CENTRE, 2, 2, "caution"),)),
    ((Gate(CENTRE, Point(3, 3), "soft"),), (Gate(CENTRE, Point(3, 3), "done"),)),
], ids=str)
def test_meaning_does_not_hang_on_colour(one: tuple[Shape, ...], other: tuple[Shape, ...]) -> None:
    """By where there are marks at all, whatever their colour."""
    empty = pygame.surfarray.array3d(shown(())).astype(int)
    marks = [np.abs(pygame.surfarray.array3d(shown(shapes)).astype(int) - empty).max(axis=2) > 60 for shapes in (one, other)]
    assert (marks[0] != marks[1]).sum() > 150


def test_a_fill_grows_clockwise_from_the_top() -> None:
    at = field(METRICS, REACH, None)

    def white(fill: float) -> np.ndarray:
        drawn = pygame.surfarray.array3d(shown((Box(CENTRE, 3.0, 4.0, "goal", fill),))).astype(int)
        return np.argwhere(drawn.min(axis=2) >= 250) - at.centre

    quarter, most = white(0.25), white(0.75)
    assert quarter[:, 0].min() > -3
    assert quarter[:, 1].max() < 3
    assert len(white(1.0)) > len(most) > 2 * len(quarter) > 0
    assert not ((most[:, 0] < -3) & (most[:, 1] < -3)).any(), "the last quarter is at the upper left"


def test_pictures_are_made_once() -> None:
    surface = pygame.Surface(SIZE, 0, 32)
    canvas = Canvas(surface, Look(DARK, METRICS))
    made: list[object] = []
    keep = canvas._kit.sprites.keep
    canvas._kit.sprites.keep = lambda key, make: keep(key, lambda: (made.append(key), make())[1])  # type: ignore[method-assign]
    for _ in range(3):
        canvas.clear()
        for shapes, cursor, _lens in SCENES.values():
            canvas.arena(View(shapes, ""), cursor, reach=REACH)
        canvas.present()
    assert made
    assert len(made) == len(set(made))


# -- words and signs ----------------------------------------------------------------------------------------------------


def test_the_inks_are_readable_and_differ_for_every_eye(sight: ModuleType) -> None:
    assert all(sight.contrast(ink, PLATE) >= 7.0 for ink in INKS.values())
    for eye in sight.MACHADO:
        for (one, a), (other, b) in combinations(INKS.items(), 2):
            assert sight.delta_e(a, b, eye) >= 30, (one, other, eye)
    assert sight.contrast(NO_GO, PLATE) >= 3.0


def marks_of(shapes: tuple[Shape, ...], size: tuple[int, int]) -> np.ndarray:
    empty = pygame.surfarray.array3d(shown((), size=size)).astype(int)
    return np.argwhere(np.abs(pygame.surfarray.array3d(shown(shapes, size=size)).astype(int) - empty).max(axis=2) > 8)


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (1024, 768)], ids=str)
@pytest.mark.parametrize("shape", [Word("orange", "pink"), Word("Mittwoch"), Sign("go"), Sign("no-go")], ids=str)
def test_a_word_stands_clear_of_the_dot_and_of_the_sentence(shape: Shape, size: tuple[int, int]) -> None:
    marks = marks_of((shape,), size)
    at = field(Metrics(*size), REACH, None)
    assert marks[:, 0].max() < size[0]
    assert marks[:, 1].min() > 0.15 * size[1], "below the sentence"
    corner = Point((at.centre[1] - marks[:, 1].max()) / at.px_per_deg, (marks[:, 0].min() - at.centre[0]) / at.px_per_deg)
    assert corner.distance_to(CENTRE) > 9.0, "farther out than most people's dot goes that way"


@pytest.mark.parametrize("lens", [Lens(), STRETCHED], ids=["plain", "stretched"])
def test_bounds_beyond_the_picture_leave_the_sentence_alone(lens: Lens) -> None:
    empty = pygame.surfarray.array3d(shown((), lens=lens)).astype(int)
    for shape in (Box(CENTRE, 20.0, 6.0, "soft"), Box(Point(9.0, 0.0), 6.0, 6.0, "goal", 0.4), Box(CENTRE, 25.0, 6.0, "caution")):
        marks = np.argwhere(np.abs(pygame.surfarray.array3d(shown((shape,), lens=lens)).astype(int) - empty).max(axis=2) > 8)
        assert marks[:, 1].min() >= 0.13 * SIZE[1]
        inside = [Point(4.0, roll) for roll in (-6.0, 6.0)]
        for place in inside:
            x, _ = field(METRICS, REACH, None, lens).place(place)
            assert np.abs(marks[:, 0] - x).min() < METRICS.cursor_radius_px + 8, "its sides are there"
