"""The end for today: what was done, what went better, and when the next session is due. Then comes stepping off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from wobblequest.core.messages import Message, aloud, chain, counted, message
from wobblequest.draw.canvas import Canvas, Ink
from wobblequest.levels.programme import by_id
from wobblequest.screens import flow
from wobblequest.screens.leaning import STRIP, LeaningScreen, Option
from wobblequest.screens.praise import comparable, praise
from wobblequest.screens.screen import Intent, PastTrial, Practice, Prescription, Screen
from wobblequest.screens.zones import Side
from wobblequest.session.activity import day_words
from wobblequest.session.weeks import LEAST_WEEKS

SUMMARY_AT, PRAISE_AT, NEXT_AT = 0.29, 0.45, 0.66
INKS: tuple[Ink, ...] = ("text", "soft")


class SessionDone(LeaningScreen):
    """Lean right to finish and step off, left to go on freely.

    prescription : of the session that was just done; None after free play. hurt : it ended because of pain or dizziness: then nothing more
    is offered or told today.
    """

    def __init__(self, practice: Practice, prescription: Prescription | None, *, hurt: bool = False) -> None:
        finish = Option("right", message("Finish"), "check", STRIP["right"])
        super().__init__(practice, (finish,) if hurt else (Option("left", message("Play freely"), "again", STRIP["left"]), finish))
        self._hurt = hurt
        self.lines = () if hurt else day_of(practice, prescription)
        self._next = aloud("Tell your therapist about it") if hurt else see_you(practice)

    def choose(self, side: Side) -> Screen | None:
        return flow.home(self.practice) if side == "left" else flow.step_off(self.practice, self._next)

    def asked(self, intent: Intent) -> Screen | None:
        return flow.step_off(self.practice, self._next) if intent.deed in ("stop", "back") else None

    def paint(self, canvas: Canvas) -> None:
        if self._hurt:
            canvas.title(aloud("Good that you said so. Rest now"))
            canvas.icon("cup", 0.5, 0.4, role="soft")
        else:
            canvas.title(message("Well done, {name}", name=self.practice.alias))
            for words, y, role in zip(self.lines, (SUMMARY_AT, PRAISE_AT), INKS, strict=False):
                canvas.text(words, 0.5, y, size="secondary", role=role, height=0.15)
        canvas.text(self._next, 0.5, NEXT_AT, size="instruction", bold=True, height=0.17)
        self.draw_zones(canvas, dial=False)


def see_you(practice: Practice) -> Message:
    """When the next session is due, where a programme says; nobody who leaves before today's is told that it still is."""
    plan = practice.prescription
    if plan is None or plan.due.over or not plan.due.rest_day:
        return message("See you next time")
    return chain((day_words(plan.due.next_on, plan.today), message("See you then")))


def day_of(practice: Practice, prescription: Prescription | None = None) -> tuple[Message, ...]:
    """What was done today, and what of it went better; empty where nothing was played. prescription : of the session just done."""
    today = [trial for trial in practice.past() if _day_of(trial) == practice.now().date()]
    run = None if prescription is None else prescription.run
    work_s = sum(day.work_s for day in practice.days_played() if day.on == practice.now().date()) if run is None else run.work_s
    played = len(today) if run is None else run.played
    if not played:
        return ()
    minutes = max(1, round(work_s / 60.0))
    work = counted("{n} minute of work", "{n} minutes of work", minutes)
    done = counted("{n} exercise, {work}", "{n} exercises, {work}", played, work=work)
    kept = 0 if prescription is None or practice.preferences.calm else prescription.weeks_running
    running = counted("{n} week running", "{n} weeks running", kept) if kept >= LEAST_WEEKS else None
    return done, went_better(practice, today) or running or message("Each session counts")


def went_better(practice: Practice, today: Sequence[PastTrial]) -> Message | None:
    """One thing of today that went better than before, the newest; None where there is none."""
    levels = by_id(practice.levels)
    for trial in reversed(today):
        level, result = levels.get(trial.result.level), trial.result
        if level is None or level.feedback.when == "none" or not comparable(result, level):
            continue
        before = [each.result for each in practice.past(result.drill) if each.started < trial.started]
        like = [each for each in before if each.level == level.id and each.source == result.source and comparable(each, level)]
        told = praise(result, like)
        if told.better:
            return chain((level.title, told.sentence), ": ")
    return None


def _day_of(trial: PastTrial) -> date:
    """The day on which it was played, there."""
    return datetime.fromisoformat(trial.started).date()
