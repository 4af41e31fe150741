"""What a person sees of rounds and of a test's result, in both themes, with shipped tests: their words must find room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pygame = pytest.importorskip("pygame")

from wobblequest.core.result import Measure  # noqa: E402 - pygame is needed first
from wobblequest.core.theme import THEMES  # noqa: E402
from wobblequest.draw.canvas import Canvas, Look  # noqa: E402
from wobblequest.draw.metrics import Metrics  # noqa: E402
from wobblequest.levels.shelf import load_shelf, shipped_folder  # noqa: E402
from wobblequest.scoring.limb_symmetry import limb_symmetry  # noqa: E402
from wobblequest.screens import flow  # noqa: E402
from wobblequest.screens.screen import Screen  # noqa: E402
from wobblequest.screens.test_result import ResultOfTest  # noqa: E402
from wobblequest.session.rounds import RoundSet  # noqa: E402

SHELF = load_shelf(shipped_folder())


def at_result(practice: Any, name: str, *values: float) -> ResultOfTest:
    level = SHELF.find(name)
    assert level.protocol is not None
    practised = (Measure(1.0, "s"),) * level.protocol.practice_rounds
    return ResultOfTest(practice, RoundSet(level, practised, tuple(Measure(value, "s") for value in values), "t1"), level.protocol)


def both_legs(practice: Any, make_walk: Any) -> Screen:
    practice.legs = limb_symmetry(Measure(16.6, "s"), Measure(20.0, "s"), higher_is_better=True)
    walk = make_walk(practice, at_result(practice, "test-time-in-zone-left", 15.8, 16.4, 17.6))
    walk.still(4.5)
    walk.lean(1.1, 0.5, 7.0)
    return walk.screen


def context(practice: Any, make_walk: Any) -> Screen:
    walk = make_walk(practice, at_result(practice, "test-time-in-zone-left", 15.8, 16.4, 17.6))
    walk.forward()
    return walk.still(1.0)


def long_definition(practice: Any, make_walk: Any) -> Screen:
    return make_walk(practice, at_result(practice, "rhythm-test-front-3s", 68.2, 71.0, 70.4)).still(1.0)


def no_result(practice: Any, make_walk: Any) -> Screen:
    return make_walk(practice, at_result(practice, "test-stability-open", 3.1, 2.8)).still(1.0)


def first_round(practice: Any, make_walk: Any) -> Screen:
    return make_walk(practice, flow.begin(practice, SHELF.find("test-time-in-zone-left"))).still(1.0)


def rest_between(practice: Any, make_walk: Any) -> Screen:
    level = SHELF.find("test-time-in-zone-left")
    rounds = RoundSet(level, (Measure(1.0, "s"),), (), "t1")
    assert rounds.next is not None
    return make_walk(practice, flow.between_rounds(practice, level, rounds.next)).still(11.0)


SCENES = (both_legs, context, long_definition, no_result, first_round, rest_between)


def painted(screen: Screen, size: tuple[int, int], theme: str) -> pygame.Surface:
    surface = pygame.Surface(size)
    canvas = Canvas(surface, Look(THEMES[theme], Metrics(*size)))
    screen.draw(canvas)
    canvas.present()
    return surface


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_it_looks_as_agreed(
    scene: Callable[[Any, Any], Screen], theme: str, practice: Any, make_walk: Any, picture: Callable[[pygame.Surface, str], None],
) -> None:
    picture(painted(scene(practice, make_walk), (1280, 720), theme), f"rounds-{scene.__name__.replace('_', '-')}-{theme}")


@pytest.mark.parametrize("scene", [both_legs, context, long_definition], ids=lambda scene: scene.__name__)
def test_it_looks_as_agreed_at_full_hd(
    scene: Callable[[Any, Any], Screen], practice: Any, make_walk: Any, picture: Callable[[pygame.Surface, str], None],
) -> None:
    picture(painted(scene(practice, make_walk), (1920, 1080), "dark"), f"rounds-{scene.__name__.replace('_', '-')}-1080")
