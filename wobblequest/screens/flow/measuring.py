"""What must be measured before somebody can play: in which order, and what comes then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from wobblequest.core.calibration import Calibration
from wobblequest.levels.level import Level
from wobblequest.screens.flow.safety import ask_first
from wobblequest.screens.flow.sessions import begin_anew, under_way
from wobblequest.screens.flow.trials import play
from wobblequest.screens.flow.visits import all_set, come_back, ready
from wobblequest.screens.screen import Practice, Screen

if TYPE_CHECKING:
    from wobblequest.screens.leaning import LeaningScreen

Step = Literal["neutral", "direction", "reach"]
ALL_STEPS: tuple[Step, ...] = ("neutral", "direction", "reach")


@dataclass(frozen=True, slots=True)
class Plan:
    """What is still to be measured, and what comes then: a level, or the choice of one. ``ready``: back to the ready check instead;
    ``back``: back to that screen instead; ``first``: the end of the first run before it.

    found : the calibration as far as it is measured; it is kept once its last step is done. sway_deg : of the person standing still.
    """

    todo: tuple[Step, ...] = ()
    level: Level | None = None
    ready: bool = False
    found: Calibration | None = None
    sway_deg: float = 0.0
    back: LeaningScreen | None = None
    first: bool = False


def missing(practice: Practice) -> tuple[Step, ...]:
    """What must be measured before this person can play from this source: nothing for keyboard and mouse."""
    if not practice.source.is_board:
        return ()
    steps: tuple[Step, ...] = ("neutral", "direction") if practice.calibration is None else ()
    return (*steps, "reach") if practice.reach is None else steps


def can_calibrate(practice: Practice) -> bool:
    """Whether there is a sensor whose mounting can be measured."""
    return practice.source.is_sensor


def proceed(practice: Practice, plan: Plan) -> Screen:
    """The next thing of a plan."""
    rest = replace(plan, todo=plan.todo[1:])
    match plan.todo[:1]:
        case ("neutral",):
            from wobblequest.screens.calibrate_neutral import CalibrateNeutral

            return CalibrateNeutral(practice, rest)
        case ("direction",):
            from wobblequest.screens.calibrate_direction import CalibrateDirection

            return CalibrateDirection(practice, rest)
        case ("reach",):
            from wobblequest.screens.calibrate_reach import CalibrateReach

            return ask_first(practice, lambda: CalibrateReach(practice, rest))  # now it is known what a lean says
    if plan.back is not None:
        return come_back(plan.back)
    if plan.first:
        return all_set(practice, plan.level)
    if plan.ready:
        return ready(practice, plan.level)
    level = plan.level
    if level is None or under_way(practice) is not None:
        return ask_first(practice, lambda: begin_anew(practice))
    return play(practice, level)


def give_up(practice: Practice, plan: Plan) -> Screen:
    """Nothing more is measured now: back to where the person was, or to the ready check."""
    return ready(practice, plan.level) if plan.back is None else come_back(plan.back)


def set_centre(practice: Practice, back: LeaningScreen) -> Screen | None:
    """Level is where the person stands now, then back to the screen; None where there is no calibrated sensor."""
    if not can_calibrate(practice) or practice.calibration is None:
        return None
    return proceed(practice, Plan(("neutral",), back=back))
