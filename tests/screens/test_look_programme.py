"""The screens of a programme's session as pictures, with the longest words they may have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

pygame = pytest.importorskip("pygame")

from tests.screens.conftest import LEVELS  # noqa: E402 - pygame is needed first
from tests.screens.test_programme import Prescribed, prescribed  # noqa: E402, F401 - a fixture
from wobblequest.core.messages import name  # noqa: E402
from wobblequest.core.theme import THEMES  # noqa: E402
from wobblequest.draw.canvas import Canvas, Look  # noqa: E402
from wobblequest.draw.metrics import Metrics  # noqa: E402
from wobblequest.screens import flow  # noqa: E402
from wobblequest.screens.check_in import CheckIn  # noqa: E402
from wobblequest.screens.next_step import NextStep  # noqa: E402
from wobblequest.screens.screen import Screen  # noqa: E402
from wobblequest.screens.session_done import SessionDone  # noqa: E402
from wobblequest.session.programme import Step  # noqa: E402
from wobblequest.session.weeks import PastSession  # noqa: E402

LONG = LEVELS[3].model_copy(update={"title": name("Abcdefgh ijklmnop qrstuvwx yzabcde"), "words": LEVELS[3].words.model_copy(
    update={"goal": name("Reach all eight circles one after another and come back each time.")})})


def next_step(practice: Any, plan: Prescribed) -> Screen:
    why = name("Missed: a little easier, a larger circle and more time for each.")
    return NextStep(practice, plan, Step("practise", LONG, why))


def check_in(practice: Any, plan: Prescribed) -> Screen:
    return CheckIn(practice, plan, 0.0, 30.0)


def done(practice: Any, plan: Prescribed) -> Screen:
    plan.past = [PastSession(plan.today)]
    plan.run = replace(plan.begin(), played=8, work_s=540.0)
    return SessionDone(practice, plan)


def hurt(practice: Any, plan: Prescribed) -> Screen:
    return SessionDone(practice, None, hurt=True)


def map_with_weeks(practice: Any, plan: Prescribed) -> Screen:
    practice.weeks = 12
    return flow.choose(practice)


SCENES = (next_step, check_in, done, hurt, map_with_weeks)


def painted(screen: Screen, size: tuple[int, int], theme: str, *, calm: bool = False) -> Any:
    surface = pygame.Surface(size)
    canvas = Canvas(surface, Look(THEMES[theme], Metrics(*size), calm=calm))
    screen.draw(canvas)
    canvas.present()
    return surface


@pytest.mark.parametrize(("size", "theme", "name"), [((1280, 720), "dark", "dark"), ((1280, 720), "light", "light"),
                                                    ((1920, 1080), "dark", "1080")], ids=["dark", "light", "1080"])
@pytest.mark.parametrize("scene", SCENES, ids=lambda s: s.__name__)
def test_a_session_looks_as_agreed(
    scene: Callable[..., Screen], size: tuple[int, int], theme: str, name: str, practice: Any, prescribed: Prescribed,  # noqa: F811
    make_walk: Any, picture: Any,
) -> None:
    walk = make_walk(practice, scene(practice, prescribed))
    walk.still(1.0)
    picture(painted(walk.screen, size, theme), f"session-{scene.__name__.replace('_', '-')}-{name}")


def test_the_map_looks_calm_in_calm_mode(practice: Any, make_walk: Any, make_past: Any, picture: Any) -> None:
    practice.trials.append(make_past("hold-1", 1, stars=3))
    walk = make_walk(practice, flow.choose(practice))
    walk.still(1.0)
    picture(painted(walk.screen, (1280, 720), "dark", calm=True), "session-map-calm-dark")
