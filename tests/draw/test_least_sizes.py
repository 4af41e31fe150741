"""What is drawn of any shipped level is large enough to be seen from two metres: measured in the pixels that it leaves.

A place to be in is 2° of view wide or more, and so is a sign to answer to; a thing that moves as the dot does, and whose middle counts (a
coin, a ball), is as large as the dot, 1°; an outline is 0.1° thick. A corridor is as much wider than the dot as the level says.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
import pygame
import pytest

from wobblequest.core.arena import CENTRE
from wobblequest.core.calibration import Calibration
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Header, SourceInfo
from wobblequest.core.theme import DARK
from wobblequest.draw.canvas import Canvas, Look
from wobblequest.draw.field import field
from wobblequest.draw.metrics import Metrics
from wobblequest.drills.view import Band, Box, Ring, Shape, Sign, Spot, Token, View
from wobblequest.input.simulated import SimulatedSource
from wobblequest.levels.level import Level
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.session.trial import Trial

SIZES = [(1280, 720), (1920, 1080)]
SECONDS, STEP = 16, 50
PLACE_DEG, THING_DEG = 2.0, 1.0
ROUNDED_PX = 2.0
"""Edges are smooth: half a pixel at each side is hardly there."""


def shown(level: Level) -> Iterator[Shape]:
    """The shapes of a trial that a simulated person plays."""
    source = SimulatedSource(skill=0.7, seed=1)
    header = Header(trial_id="sizes", level=level.to_json(), seed=1, calibration=Calibration(), reach=Reach(),
                    source=SourceInfo("sim", "somebody"), started="2026-03-01T09:00:00+00:00", program="0")
    trial = Trial(header, level)
    for i in range(SECONDS * 100):
        source.aim(trial.target() if trial.phase == "play" else None)
        trial.feed(source.step())
        if i % STEP == 0:
            yield from trial.view().shapes


def extent(shape: Shape) -> float:
    match shape:
        case Ring() | Spot() | Token():
            return shape.radius_deg
        case Box():
            return min(shape.half_pitch_deg, shape.half_roll_deg)
        case Band():
            return shape.width_deg / 2
    return 0.0


@cache
def smallest() -> dict[tuple[str, str, str], Shape]:
    """Of each drill, the smallest shape of each kind and role in all shipped levels, as if it were in the middle."""
    found: dict[tuple[str, str, str], Shape] = {}
    for level in load_shelf(shipped_folder()).levels:
        for shape in shown(level):
            key = (level.drill, type(shape).__name__, str(getattr(shape, "role", getattr(shape, "kind", ""))))
            if key not in found or extent(shape) < extent(found[key]):
                found[key] = shape
    return found


def of_kind(*kinds: type[Shape]) -> list[tuple[tuple[str, str, str], Shape]]:
    return [(key, shape) for key, shape in smallest().items() if isinstance(shape, kinds)]


def marked(shape: Shape, size: tuple[int, int]) -> tuple[float, float]:
    """Width and height in px of what the shape alone leaves on the canvas."""
    pictures = []
    for shapes in ((), (shape,)):
        surface = pygame.Surface(size, 0, 32)
        canvas = Canvas(surface, Look(DARK, Metrics(*size)))
        canvas.clear()
        canvas.arena(View(shapes, ""), None, reach=Reach())
        canvas.present()
        pictures.append(pygame.surfarray.array3d(surface).astype(int))
    columns, rows = np.nonzero(np.abs(pictures[1] - pictures[0]).max(axis=2) > 8)
    assert columns.size, shape
    return float(np.ptp(columns) + 1), float(np.ptp(rows) + 1)


def in_the_middle(shape: Shape) -> Shape:
    match shape:
        case Ring(_, radius, role, _):
            return Ring(CENTRE, radius, role)
        case Spot(_, radius, role):
            return Spot(CENTRE, radius, role)
        case Token(_, radius, kind):
            return Token(CENTRE, radius, kind)
        case Box(_, pitch, roll, role, _):
            return Box(CENTRE, pitch, roll, role)
    return shape


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_place_to_be_in_is_two_degrees_wide(size: tuple[int, int]) -> None:
    least = Metrics(*size).px(PLACE_DEG) - ROUNDED_PX
    places = [(key, shape) for key, shape in of_kind(Ring, Box) if key[2] in ("goal", "caution")]
    assert len(places) > 8
    assert {key: marks for key, shape in places if min(marks := marked(in_the_middle(shape), size)) < least} == {}


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_thing_that_moves_is_as_large_as_the_dot(size: tuple[int, int]) -> None:
    least = Metrics(*size).px(THING_DEG) - ROUNDED_PX
    things = [(key, shape) for key, shape in of_kind(Token, Spot) if key[1] == "Token" or key[2] == "me"]
    assert {key[0] for key, _ in things} == {"catch", "roll"}
    assert {key: marks for key, shape in things if min(marks := marked(in_the_middle(shape), size)) < least} == {}


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("kind", ["go", "no-go"])
def test_a_sign_to_answer_to_is_two_degrees_wide(size: tuple[int, int], kind: str) -> None:
    assert min(marked(Sign(kind), size)) >= Metrics(*size).px(PLACE_DEG)  # type: ignore[arg-type]


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_corridor_is_wider_than_the_dot_by_what_the_level_says(size: tuple[int, int]) -> None:
    metrics = Metrics(*size)
    at = field(metrics, Reach(), None)
    for (drill, _, role), shape in of_kind(Band):
        assert isinstance(shape, Band)
        straight = Band((CENTRE,), shape.width_deg, shape.role)
        room = shape.width_deg * at.px_per_deg + 2 * metrics.cursor_radius_px
        assert min(marked(straight, size)) >= room + 2 * metrics.line_px - ROUNDED_PX, (drill, role)
