"""The first run, who plays, and the settings, as they can be met."""

from __future__ import annotations

from typing import Any

from tests.screens.scenes import Scene, Stage
from wobblequest.screens import flow
from wobblequest.screens.first_run import STEPS
from wobblequest.screens.screen import Intent, Screen, Typed
from wobblequest.session.preferences import StationSettings


def first(stage: Stage, step: int, lefts: int = 0) -> Any:
    stage.practice.station = StationSettings()
    walk = stage.walk(flow.first_run(stage.practice))
    for _ in range(step):
        walk.ask(Intent("right"))
    for _ in range(lefts):
        walk.ask(Intent("left"))
    walk.still(4.2)
    return walk


def first_language(stage: Stage) -> Screen:
    return first(stage, 0).lean(1.2, 0.0, -8.0)


def first_screen_size(stage: Stage) -> Screen:
    return first(stage, 1).screen


def first_distance(stage: Stage) -> Screen:
    return first(stage, 2).screen


def first_reading(stage: Stage) -> Screen:
    return first(stage, 3).screen


def first_sound(stage: Stage) -> Screen:
    return first(stage, 4).screen


def first_use(stage: Stage) -> Screen:
    return first(stage, len(STEPS)).screen


def first_without_leaning(stage: Stage) -> Screen:
    stage.practice.calibration = None
    return first(stage, 2).screen


def all_set(stage: Stage) -> Screen:
    return stage.walk(flow.all_set(stage.practice)).still(1.0)


def who(stage: Stage) -> Screen:
    stage.practice.known = ["Heron", "Maria-Magdalena K."]
    return stage.walk(flow.who(stage.practice)).still(1.0)


def who_long(stage: Stage) -> Screen:
    stage.practice.known = ["Hannelore Wagenknecht-Schwarzenberger 12"]
    return stage.walk(flow.who(stage.practice)).still(1.0)


def who_new(stage: Stage) -> Screen:
    stage.practice.known = []
    return stage.walk(flow.who(stage.practice)).still(1.0)


def new_person(stage: Stage, letters: str = "") -> Screen:
    walk = stage.walk(flow.new_person(stage.practice))
    for letter in letters:
        walk.ask(Typed(letter))
    return walk.still(1.0)


def new_offered(stage: Stage) -> Screen:
    return new_person(stage)


def new_typed(stage: Stage) -> Screen:
    return new_person(stage, "Anneliese B")


def new_longest(stage: Stage) -> Screen:
    return new_person(stage, "W" * 40)


def new_unusable(stage: Stage) -> Screen:
    return new_person(stage, "a/b")


def settings(stage: Stage) -> Any:
    return stage.walk(flow.settings(stage.practice, flow.choose(stage.practice)))


def settings_both(stage: Stage) -> Screen:
    return settings(stage).still(1.0)


def pages(stage: Stage, side: Any, n: int, lefts: int = 0) -> Screen:
    walk = settings(stage)
    walk.ask(Intent(side))
    for _ in range(n):
        walk.ask(Intent("right"))
    for _ in range(lefts):
        walk.ask(Intent("left"))
    return walk.still(1.0)


def settings_language(stage: Stage) -> Screen:
    return pages(stage, "left", 0)


def settings_changed(stage: Stage) -> Screen:
    return pages(stage, "left", 1, 2)


def settings_dwell(stage: Stage) -> Screen:
    return pages(stage, "left", 7)


def settings_one_button(stage: Stage) -> Screen:
    return pages(stage, "left", 8)


def settings_aim(stage: Stage) -> Screen:
    return pages(stage, "left", 9)


def settings_person(stage: Stage) -> Screen:
    return pages(stage, "left", 10)


def settings_screen(stage: Stage) -> Screen:
    return pages(stage, "right", 0)


def settings_again(stage: Stage) -> Screen:
    return pages(stage, "right", 4)


def settings_log(stage: Stage) -> Screen:
    return pages(stage, "right", 5)


def settings_records(stage: Stage) -> Screen:
    stage.practice.records = "C:\\Users\\Physiotherapie Empfang 2\\AppData\\Local\\wobblequest"
    return pages(stage, "right", 6)


SCENES: tuple[Scene, ...] = (
    first_language, first_screen_size, first_distance, first_reading, first_sound, first_use, first_without_leaning, all_set,
    who, who_long, who_new, new_offered, new_typed, new_longest, new_unusable,
    settings_both, settings_language, settings_changed, settings_dwell, settings_one_button, settings_aim, settings_person,
    settings_screen, settings_again, settings_log, settings_records,
)
