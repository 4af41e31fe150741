"""Scenes of what comes before, between and after: questions, demonstrations, what must be known, advice, stepping off."""

from __future__ import annotations

from collections.abc import Callable

from tests.screens.scenes import Stage
from wobblequest.levels.level import level_from_json
from wobblequest.screens import flow
from wobblequest.screens.flow.safety import Asking
from wobblequest.screens.pain_scale import PainScale
from wobblequest.screens.screen import Intent, Screen
from wobblequest.session.dose import Work
from wobblequest.session.wellbeing import Answers

ALL_WELL = Answers(pain=1, alarm=False, unwell=False, company=False)


def unasked(stage: Stage) -> Stage:
    stage.practice.sitting.asked = stage.practice.sitting.prepared = False
    return stage


def before_standing(stage: Stage) -> Screen:
    return stage.walk(flow.ready(unasked(stage).practice)).still(1.0)


def question(stage: Stage, answers: Answers) -> Screen:
    asking = Asking(lambda: flow.ready(stage.practice), answers)
    walk = stage.walk(flow.next_question(unasked(stage).practice, asking))
    walk.still(4.6)
    walk.lean(1.1, 0.5, 7.0)
    return walk.screen


def ask_alarm(stage: Stage) -> Screen:
    return question(stage, Answers())


def ask_pain(stage: Stage) -> Screen:
    screen = question(stage, Answers(alarm=False))
    assert isinstance(screen, PainScale)
    screen.pain = 4
    return screen


def ask_unwell(stage: Stage) -> Screen:
    return question(stage, Answers(alarm=False, pain=1))


def ask_company(stage: Stage) -> Screen:
    return question(stage, Answers(alarm=False, pain=1, unwell=False))


def alone(stage: Stage) -> Screen:
    return question(stage, ALL_WELL)


def no_session(stage: Stage) -> Screen:
    return question(stage, Answers(alarm=True))


def another_day(stage: Stage) -> Screen:
    return question(stage, Answers(alarm=False, pain=7, unwell=False, company=True))


def enough(stage: Stage) -> Screen:
    stage.practice.sitting.work = Work().after(1200.0)
    return stage.walk(flow.play(stage.practice, stage.practice.levels[0])).still(1.0)


def which_one(stage: Stage) -> Screen:
    stage.practice.sitting.work = Work().after(330.0)
    walk = stage.walk(flow.rest(stage.practice, 2.0))
    walk.left()
    return walk.still(1.0)


def stopped_step_off(stage: Stage) -> Screen:
    return stage.walk(flow.stopped(stage.practice, why="step-off")).still(1.0)


def stopped_over_tilt(stage: Stage) -> Screen:
    return stage.walk(flow.stopped(stage.practice, why="over-tilt")).still(1.0)


def step_off(stage: Stage) -> Screen:
    return stage.walk(flow.step_off(stage.practice)).still(0.8)


def goodbye(stage: Stage) -> Screen:
    return stage.walk(flow.step_off(stage.practice)).still(3.0)


def new_exercise(stage: Stage, level: str) -> Callable[[float], Screen]:
    stage.practice.sitting.shown.clear()
    walk = stage.walk(flow.play(stage.practice, next(each for each in stage.practice.levels if each.id == level)))
    return walk.still


def shown(stage: Stage) -> Screen:
    return new_exercise(stage, "reach-1")(4.0)


def shown_ask(stage: Stage) -> Screen:
    return new_exercise(stage, "reach-1")(9.0)


def tried(stage: Stage) -> Screen:
    stage.practice.sitting.shown.clear()
    walk = stage.walk(flow.play(stage.practice, stage.practice.levels[5]))
    for _ in range(2):
        walk.ask(Intent("confirm"))
    walk.go(4.6)
    return walk.screen


def told(stage: Stage) -> Screen:
    level = level_from_json({**stage.practice.levels[0].to_json(), "stance": "tandem", "eyes": "closed"})
    walk = stage.walk(flow.play(stage.practice, level))
    walk.right()
    return walk.still(1.0)


def stepping_on(stage: Stage) -> Screen:
    walk = stage.walk(flow.ready(stage.practice))
    walk.empty = True
    walk.still(3.0)
    walk.empty = False
    walk.lean(0.6, 2.0, 6.0)
    return walk.screen


def holding_on(stage: Stage) -> Screen:
    """Somebody who cannot stand still."""
    walk = stage.walk(flow.ready(stage.practice))
    for i in range(30):
        walk.lean(0.6, 0.0, 5.0 if i % 2 else -5.0)
    return walk.screen


def fault(stage: Stage) -> Screen:
    stage.play("hold-1", 1.0)
    return stage.walk(flow.failed(stage.practice)).still(1.0)


SCENES = (
    before_standing, ask_alarm, ask_pain, ask_unwell, ask_company, alone, no_session, another_day, enough, which_one, stopped_step_off,
    stopped_over_tilt, step_off, goodbye, shown, shown_ask, tried, told, stepping_on, holding_on,
    fault,
)
