"""A trial: its countdown, pauses and end, its rounds, and the rest after it."""

from __future__ import annotations

from dataclasses import replace

from wobblequest.core.result import Result
from wobblequest.levels.level import Level
from wobblequest.levels.programme import SHORT_REST_S
from wobblequest.screens.beforehand import beforehand
from wobblequest.screens.flow.menus import home, menu
from wobblequest.screens.flow.safety import ask_first, enough
from wobblequest.screens.flow.sessions import AfterRest, prescribed, under_way
from wobblequest.screens.flow.visits import stopped
from wobblequest.screens.screen import Practice, Prescription, Screen
from wobblequest.session.rounds import Round, rounds_of
from wobblequest.session.trial import Trial


def play(practice: Practice, level: Level) -> Screen:
    """A level, after all that comes before it: questions where they were not asked, how it goes where that is new, how to stand."""
    return ask_first(practice, lambda: _within_dose(practice, level))


def _within_dose(practice: Practice, level: Level) -> Screen:
    """A programme has limits of its own."""
    if practice.sitting.work.enough and under_way(practice) is None:
        return enough(practice, lambda: _shown(practice, level))
    return _shown(practice, level)


def _shown(practice: Practice, level: Level) -> Screen:
    nobody = practice.source.kind in ("sim", "replay")
    if nobody or level.test or practice.sitting.was_shown(level.drill) or practice.past(level.drill):
        return _told(practice, level)
    from wobblequest.screens.shown_first import ShownFirst

    return ShownFirst(practice, level, lambda: _told(practice, level))


def _told(practice: Practice, level: Level) -> Screen:
    sentences = beforehand(level)
    if not sentences:
        return begin(practice, level)
    from wobblequest.screens.told_first import ToldFirst

    return ToldFirst(practice, sentences, lambda: begin(practice, level), lambda: stopped(practice, level))


def begin(practice: Practice, level: Level) -> Screen:
    """Begin a level at once: its first round, where it has several."""
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
    if trial.phase == "stopped":
        practice.say("stop")
        cut_off(practice)
        return stopped(practice, trial.level, why=trial.stop_reason)
    result = practice.end_trial()
    practice.sitting.worked(result.duration_s)
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


def failed(practice: Practice) -> Screen:
    """After a fault inside the program: the still screen."""
    from wobblequest.screens.fault import Fault

    cut_off(practice)
    return Fault(practice)


def cut_off(practice: Practice) -> None:
    """What is under way is ended and kept, with the rounds before it: no step is done, and it was work all the same."""
    rounds, practice.rounds = practice.rounds, None
    if practice.trial is None:
        return
    result = practice.end_trial()
    practice.sitting.worked(result.duration_s)
    if (session := under_way(practice)) is not None:
        session.worked(result.duration_s + (0.0 if rounds is None else rounds.worked_s))


def between_rounds(practice: Practice, level: Level, following: Round) -> Screen:
    """The rest before the next round. Of what the last one brought nothing is told: a test's rounds are to be alike."""
    from wobblequest.screens.rest import Rest

    rest_s, prescription = level.rest_s, under_way(practice)
    if prescription is not None and prescription.run is not None:  # its long rests are due within a test, too: before the next round
        worked_s = prescription.run.bout_s + (practice.rounds.worked_s if practice.rounds is not None else 0.0)
        rest_s = prescription.programme.safety.rest_s(rest_s, worked_s)
    return Rest(practice, AfterRest(round=True, words=following.label), rest_s)


def next_round(practice: Practice) -> Screen:
    """The round that is next; without one, home."""
    rounds = practice.rounds
    if rounds is None or rounds.next is None:
        return home(practice)
    return go_on(practice, practice.begin_trial(rounds.level, rounds.next))


def result_of(practice: Practice, trial: Trial, result: Result, prescription: Prescription | None = None) -> Screen:
    """prescription : of the session that the trial was a step of."""
    from wobblequest.screens.result import ResultScreen

    return ResultScreen(practice, trial, result, prescription)


def rest(practice: Practice, rested_s: float, *, again: Level | None = None, stand_at: Level | None = None) -> Screen:
    """What is left of the rest after a trial, then the level ``again``, or else home, which proposes the level ``stand_at``."""
    following, rest_s = AfterRest(again, stand_at), practice.sitting.work.rest_s()
    if rest_s > SHORT_REST_S:  # so much was worked that pain is asked for, as in a programme
        from wobblequest.screens.check_in import CheckIn

        return CheckIn(practice, None, rested_s, lambda so_far_s: _what_is_left(practice, following, so_far_s, rest_s))
    return _what_is_left(practice, following, rested_s, rest_s)


def _what_is_left(practice: Practice, following: AfterRest, rested_s: float, rest_s: float) -> Screen:
    from wobblequest.screens.rest import Rest

    if rested_s >= rest_s:
        practice.sitting.rested(rested_s)
        return after_rest(practice, following)
    return Rest(practice, following, rest_s - rested_s, of_s=rest_s)


def following_freely(practice: Practice, following: AfterRest) -> Level | None:
    """The level that a rest in free play leads to; None in a session, between rounds, and where no level can be used."""
    from wobblequest.screens.quest import proposed_level

    if following.prescribed or following.round:
        return None
    return following.again or following.stand_at or proposed_level(practice)


def something_else(practice: Practice) -> Screen:
    """Something else than the level that is next: today's session, where one is due, and else all there is."""
    prescription = practice.prescription
    return home(practice) if prescription is not None and prescription.run is None else menu(practice)


def after_rest(practice: Practice, following: AfterRest) -> Screen:
    if following.round:
        return next_round(practice)
    if following.prescribed and practice.prescription is not None:
        return prescribed(practice, practice.prescription)
    if following.again is not None:
        return play(practice, following.again)
    return home(practice, following.stand_at)
