"""What comes after what: every way from one screen to another, in one place.

Screens ask here for the next one and know nothing of each other; hence the imports where they are used.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from wobblequest.core.calibration import Calibration
from wobblequest.core.result import Result
from wobblequest.levels.level import Level
from wobblequest.screens.screen import Practice, Prescription, Screen
from wobblequest.session.programme import next_step
from wobblequest.session.rounds import Round, rounds_of
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
    """What a rest is followed by: the same level ``again``, the next round of a set, the next step of a programme, or the map, standing at
    a level. words : what comes, where that is to be said."""

    again: Level | None = None
    stand_at: Level | None = None
    prescribed: bool = False
    round: bool = False
    words: str = ""


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
    return begin_anew(practice) if plan.level is None or under_way(practice) is not None else play(practice, plan.level)


def begin_anew(practice: Practice) -> Screen:
    """Where a session begins once all is measured: today's session of the programme (where it is under way, its next step), or the map."""
    prescription = practice.prescription
    if prescription is not None and prescription.run is None:
        return today(practice, prescription)
    return choose(practice) if prescription is None or under_way(practice) is None else prescribed(practice, prescription)


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
    """Begin a level: its first round, where it has several."""
    practice.rounds = rounds_of(level)
    return go_on(practice, practice.begin_trial(level, None if practice.rounds is None else practice.rounds.next))


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
        if (session := under_way(practice)) is not None:  # no step done, and work all the same
            session.worked(result.duration_s + (0.0 if practice.rounds is None else practice.rounds.worked_s))
        return stopped(practice, trial.level)
    rounds = practice.rounds = None if practice.rounds is None else practice.rounds.after(result)
    if rounds is not None and rounds.next is not None:
        return between_rounds(practice, rounds.level, rounds.next)
    prescription = under_way(practice)
    if prescription is not None:  # a step of a session is all of its rounds
        prescription.took(result if rounds is None else replace(result, duration_s=rounds.worked_s))
    if rounds is not None and rounds.level.protocol is not None:
        from wobblequest.screens.test_result import ResultOfTest

        return ResultOfTest(practice, rounds, rounds.level.protocol, prescription)
    return result_of(practice, trial, result, prescription)


def between_rounds(practice: Practice, level: Level, following: Round) -> Screen:
    """The rest before the next round. Of what the last one brought nothing is told: a test's rounds are to be alike."""
    from wobblequest.screens.rest import Rest

    rest_s, prescription = level.rest_s, under_way(practice)
    if prescription is not None and prescription.run is not None:  # its long rests are due within a test, too: before the next round
        worked_s = prescription.run.bout_s + (practice.rounds.worked_s if practice.rounds is not None else 0.0)
        rest_s = prescription.programme.safety.rest_s(rest_s, worked_s)
    return Rest(practice, AfterRest(round=True, words=following.label), rest_s)


def next_round(practice: Practice) -> Screen:
    """The round that is next; without one, the map."""
    rounds = practice.rounds
    if rounds is None or rounds.next is None:
        return choose(practice)
    return go_on(practice, practice.begin_trial(rounds.level, rounds.next))


def stopped(practice: Practice, level: Level | None = None) -> Screen:
    """The still screen; ``level`` is where the map stands for who goes on."""
    from wobblequest.screens.stopped import Stopped

    return Stopped(practice, level)


def result_of(practice: Practice, trial: Trial, result: Result, prescription: Prescription | None = None) -> Screen:
    """prescription : of the session that the trial was a step of."""
    from wobblequest.screens.result import ResultScreen

    return ResultScreen(practice, trial, result, prescription)


def rest(practice: Practice, rested_s: float, *, again: Level | None = None, stand_at: Level | None = None) -> Screen:
    """What is left of the rest after a trial, then the level ``again``, or else the map at the level ``stand_at``."""
    from wobblequest.screens.rest import REST_S, Rest

    following = AfterRest(again, stand_at)
    if rested_s >= REST_S:
        return after_rest(practice, following)
    return Rest(practice, following, REST_S - rested_s)


def after_rest(practice: Practice, following: AfterRest) -> Screen:
    if following.round:
        return next_round(practice)
    if following.prescribed and practice.prescription is not None:
        return prescribed(practice, practice.prescription)
    if following.again is not None:
        return play(practice, following.again)
    return choose(practice, following.stand_at)


def history(practice: Practice, level: Level, back: LeaningScreen | None = None) -> Screen:
    """How a level went over weeks, then back to the screen; without one, on to the map."""
    from wobblequest.screens.history import History

    return History(practice, level, back)


def profile(practice: Practice, back: LeaningScreen) -> Screen:
    """All parts side by side, then back to the screen."""
    from wobblequest.screens.profile import Profile

    return Profile(practice, back)


def today(practice: Practice, prescription: Prescription) -> Screen:
    from wobblequest.screens.today import Today

    return Today(practice, prescription)


def under_way(practice: Practice) -> Prescription | None:
    """The programme whose session goes on just now."""
    prescription = practice.prescription
    return prescription if prescription is not None and prescription.run is not None and not prescription.run.over else None


def prescribed(practice: Practice, prescription: Prescription) -> Screen:
    """The next step of today's session, or its end."""
    step = None if prescription.run is None else next_step(prescription.run)
    if step is None:
        from wobblequest.screens.session_done import SessionDone

        practice.say("finish")
        return SessionDone(practice, prescription)
    from wobblequest.screens.next_step import NextStep

    return NextStep(practice, prescription, step)


def after_step(practice: Practice, prescription: Prescription, rested_s: float, *, stopped: bool = False) -> Screen:
    """After a trial of a session: pain is asked for where it is due, and always where the trial was stopped; then comes the rest."""
    run = prescription.run
    step = next_step(run) if stopped and run is not None else None  # what was stopped is still next, and its rest is due all the same
    asks, rest_s = (True, step.rest_s) if step is not None else (run.asks, run.rest_s) if run is not None else (False, 0.0)
    if asks:
        from wobblequest.screens.check_in import CheckIn

        return CheckIn(practice, prescription, rested_s, rest_s)
    return rest_in_programme(practice, prescription, rested_s, rest_s)


def rest_in_programme(practice: Practice, prescription: Prescription, rested_s: float, rest_s: float) -> Screen:
    """What is left of the rest, then the next step; after the last one there is nothing to rest for."""
    over = prescription.run is None or next_step(prescription.run) is None
    if over or rested_s >= rest_s:
        return prescribed(practice, prescription)
    from wobblequest.screens.rest import Rest

    return Rest(practice, AfterRest(prescribed=True), rest_s - rested_s)


def eased_off(practice: Practice) -> Screen:
    """The end of a session for pain or dizziness."""
    from wobblequest.screens.session_done import SessionDone

    practice.say("stop")
    return SessionDone(practice, None, hurt=True)
