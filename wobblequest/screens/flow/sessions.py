"""A session of a programme: from what is due today, step by step with its rests and questions, to its end."""

from __future__ import annotations

from dataclasses import dataclass

from wobblequest.levels.level import Level
from wobblequest.screens.flow.menus import goodbye, home
from wobblequest.screens.flow.safety import enough
from wobblequest.screens.screen import Practice, Prescription, Screen
from wobblequest.session.programme import next_step


@dataclass(frozen=True, slots=True)
class AfterRest:
    """What a rest is followed by: the same level ``again``, the next round of a set, the next step of a programme, or home, proposing
    a level. words : what comes, where that is to be said."""

    again: Level | None = None
    stand_at: Level | None = None
    prescribed: bool = False
    round: bool = False
    words: str = ""


def begin_anew(practice: Practice) -> Screen:
    """Where a session begins once all is measured: home, or, where a programme's session is under way, its next step."""
    session = under_way(practice)
    return home(practice) if session is None else prescribed(practice, session)


def start(practice: Practice, prescription: Prescription) -> Screen:
    """Begin today's session of the programme; not where enough was worked in free play just before."""
    if practice.sitting.work.enough:
        return enough(practice, lambda: _begun(practice, prescription))
    return _begun(practice, prescription)


def _begun(practice: Practice, prescription: Prescription) -> Screen:
    prescription.begin()
    return prescribed(practice, prescription)


def under_way(practice: Practice) -> Prescription | None:
    """The programme whose session goes on just now."""
    prescription = practice.prescription
    return prescription if prescription is not None and prescription.run is not None and not prescription.run.over else None


def prescribed(practice: Practice, prescription: Prescription) -> Screen:
    """The next step of today's session, or its end."""
    step = None if prescription.run is None else next_step(prescription.run)
    if step is None:
        return goodbye(practice, prescription)
    from wobblequest.screens.next_step import NextStep

    return NextStep(practice, prescription, step)


def after_step(practice: Practice, prescription: Prescription, rested_s: float, *, stopped: bool = False) -> Screen:
    """After a trial of a session: pain is asked for where it is due, and always where the trial was stopped; then comes the rest."""
    run = prescription.run
    step = next_step(run) if stopped and run is not None else None  # what was stopped is still next, and its rest is due all the same
    asks, rest_s = (True, step.rest_s) if step is not None else (run.asks, run.rest_s) if run is not None else (False, 0.0)
    if asks:
        from wobblequest.screens.check_in import CheckIn

        return CheckIn(practice, prescription, rested_s, lambda so_far_s: rest_in_programme(practice, prescription, so_far_s, rest_s))
    return rest_in_programme(practice, prescription, rested_s, rest_s)


def rest_in_programme(practice: Practice, prescription: Prescription, rested_s: float, rest_s: float) -> Screen:
    """What is left of the rest, then the next step; after the last one there is nothing to rest for."""
    over = prescription.run is None or next_step(prescription.run) is None
    if over or rested_s >= rest_s:
        return prescribed(practice, prescription)
    from wobblequest.screens.rest import Rest

    return Rest(practice, AfterRest(prescribed=True), rest_s - rested_s, of_s=rest_s)


def eased_off(practice: Practice) -> Screen:
    """The end of a session for pain or dizziness."""
    from wobblequest.screens.session_done import SessionDone

    practice.say("stop")
    return SessionDone(practice, None, hurt=True)
