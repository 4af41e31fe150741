"""What comes after what: every way from one screen to another, in one place.

Screens ask here for the next one and know nothing of each other; hence the imports where they are used.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from wobblequest.core.calibration import Calibration
from wobblequest.core.result import Result
from wobblequest.levels.level import Level
from wobblequest.screens.screen import Practice, Screen
from wobblequest.session.trial import Trial

if TYPE_CHECKING:
    from wobblequest.screens.leaning import LeaningScreen

Step = Literal["neutral", "direction", "reach"]
ALL_STEPS: tuple[Step, ...] = ("neutral", "direction", "reach")


@dataclass(frozen=True, slots=True)
class Plan:
    """What is still to be measured, and what comes then: a level, or the choice of one. ``ready``: back to the ready check instead;
    ``back``: back to that screen instead.

    found : the calibration as far as it is measured; it is kept once its last step is done. sway_deg : of the person standing still.
    """

    todo: tuple[Step, ...] = ()
    level: Level | None = None
    ready: bool = False
    found: Calibration | None = None
    sway_deg: float = 0.0
    back: LeaningScreen | None = None


@dataclass(frozen=True, slots=True)
class AfterRest:
    """What a rest is followed by: the same level ``again``, or the map, standing at a level."""

    again: Level | None = None
    stand_at: Level | None = None


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

            return CalibrateReach(practice, rest)
    if plan.back is not None:
        return come_back(plan.back)
    if plan.ready:
        return ready(practice, plan.level)
    return choose(practice) if plan.level is None else play(practice, plan.level)


def give_up(practice: Practice, plan: Plan) -> Screen:
    """Nothing more is measured now: back to where the person was, or to the ready check."""
    return ready(practice, plan.level) if plan.back is None else come_back(plan.back)


def come_back(screen: LeaningScreen) -> Screen:
    """A screen that was left for a while goes on as it was."""
    screen.come_back()
    return screen


def set_centre(practice: Practice, back: LeaningScreen) -> Screen | None:
    """Level is where the person stands now, then back to the screen; None where there is no calibrated sensor."""
    if not can_calibrate(practice) or practice.calibration is None:
        return None
    return proceed(practice, Plan(("neutral",), back=back))


def board_check(practice: Practice, back: LeaningScreen) -> Screen:
    from wobblequest.screens.board_check import BoardCheck

    return BoardCheck(practice, back)


def ready(practice: Practice, chosen: Level | None = None) -> Screen:
    from wobblequest.screens.ready import Ready

    return Ready(practice, chosen)


def about(practice: Practice, chosen: Level | None) -> Screen:
    from wobblequest.screens.about import About

    return About(practice, chosen)


def choose(practice: Practice, level: Level | None = None) -> Screen:
    """Choose a level; with ``level`` the map stands at that one."""
    from wobblequest.screens.choose import Choose

    return Choose(practice, level)


def play(practice: Practice, level: Level) -> Screen:
    """Begin a trial of a level."""
    return go_on(practice, practice.begin_trial(level))


def go_on(practice: Practice, trial: Trial) -> Screen:
    """The trial under way, from its countdown or after a pause."""
    from wobblequest.screens.play import Play

    return Play(practice, trial)


def pause(practice: Practice, trial: Trial) -> Screen:
    from wobblequest.screens.pause import Paused

    return Paused(practice, trial)


def ended(practice: Practice, trial: Trial) -> Screen:
    """A trial is over: score and store it; its result, or the still screen where it was stopped."""
    result = practice.end_trial()
    if trial.phase == "stopped":
        practice.say("stop")
        return stopped(practice, trial.level)
    return result_of(practice, trial, result)


def stopped(practice: Practice, level: Level | None = None) -> Screen:
    """The still screen; ``level`` is where the map stands for who goes on."""
    from wobblequest.screens.stopped import Stopped

    return Stopped(practice, level)


def result_of(practice: Practice, trial: Trial, result: Result) -> Screen:
    from wobblequest.screens.result import ResultScreen

    return ResultScreen(practice, trial, result)


def rest(practice: Practice, rested_s: float, *, again: Level | None = None, stand_at: Level | None = None) -> Screen:
    """What is left of the rest after a trial, then the level ``again``, or else the map at the level ``stand_at``."""
    from wobblequest.screens.rest import REST_S, Rest

    following = AfterRest(again, stand_at)
    if rested_s >= REST_S:
        return after_rest(practice, following)
    return Rest(practice, following, REST_S - rested_s)


def after_rest(practice: Practice, following: AfterRest) -> Screen:
    if following.again is not None:
        return play(practice, following.again)
    return choose(practice, following.stand_at)


def history(practice: Practice, level: Level) -> Screen:
    from wobblequest.screens.history import History

    return History(practice, level)


def profile(practice: Practice, back: LeaningScreen) -> Screen:
    """All parts side by side, then back to the screen."""
    from wobblequest.screens.profile import Profile

    return Profile(practice, back)
