"""All scenes: what pictures, layout and words are tested on, and what `python -m tests.gallery` shows.

A scene is a function that brings a screen to where it is worth looking at. It takes what it needs by name: ``stage`` (a `Stage`, in
which most can be done), or ``practice``, ``plan``, ``make_walk``, ``make_past`` as the fixtures of those names give them. A file with
scenes has a tuple ``SCENES``; a new one gets its line in `FILES`.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import partial
from types import MappingProxyType
from typing import Any

from tests.screens import scenes, scenes_home, scenes_safety, scenes_settings, test_look_programme, test_options, test_rounds_look
from tests.screens.conftest import Walk, past_trial
from tests.screens.scenes import Stage
from tests.screens.test_programme import Prescribed
from wobblequest.screens.screen import Screen

FILES = {
    "screen": scenes, "home": scenes_home, "settings": scenes_settings, "safety": scenes_safety, "session": test_look_programme,
    "rounds": test_rounds_look, "options": test_options,
}


def staged(scene: Callable[..., Screen]) -> Screen:
    """The screen of a scene."""
    stage = Stage()
    known: dict[str, Any] = {"stage": stage, "practice": stage.practice, "make_walk": Walk, "make_past": past_trial}
    wanted = inspect.signature(scene).parameters
    if "plan" not in wanted:
        return scene(*(known[name] for name in wanted))
    stage.practice.prescription = known["plan"] = Prescribed()
    return Walk(stage.practice, scene(*(known[name] for name in wanted))).still(1.0)


SCENES: MappingProxyType[str, Callable[[], Screen]] = MappingProxyType({
    f"{kind}-{scene.__name__.replace('_', '-')}": partial(staged, scene) for kind, file in FILES.items() for scene in file.SCENES
})
"""Every scene by the name of its pictures. Each call makes it anew."""
