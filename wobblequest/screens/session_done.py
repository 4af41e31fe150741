"""The session is over: what was done, when the next one is due, and how to step off."""

from __future__ import annotations

from datetime import date

from wobblequest.draw.canvas import Canvas
from wobblequest.screens import flow
from wobblequest.screens.leaning import LeaningScreen, Option
from wobblequest.screens.screen import Intent, Practice, Prescription, Screen
from wobblequest.screens.zones import Side
from wobblequest.session.weeks import LEAST_WEEKS

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class SessionDone(LeaningScreen):
    """Hold the rail, step off. Lean right to finish, left to play freely.

    hurt : it ended because of pain or dizziness: then nothing more is offered today.
    """

    def __init__(self, practice: Practice, prescription: Prescription | None, *, hurt: bool = False) -> None:
        finish = Option("right", "Finish", "check")
        super().__init__(practice, (finish,) if hurt else (Option("left", "Play freely", "lean-left"), finish))
        self._hurt = hurt
        run = None if prescription is None else prescription.run
        self._done, self._next = "Done for today", "Until next time"
        if prescription is not None and run is not None and not hurt:
            minutes, kept = max(1, round(run.work_s / 60.0)), prescription.weeks_running
            exercises = f"{run.played} {'exercise' if run.played == 1 else 'exercises'}"
            self._done = f"{exercises}, {f'{kept} weeks running' if kept >= LEAST_WEEKS else f'{minutes} min of work'}"
            self._next = f"The next one: {day_words(prescription.due.next_on, prescription.today)}"

    def choose(self, side: Side) -> Screen | None:
        return flow.choose(self.practice) if side == "left" else self.leave_program()

    def asked(self, intent: Intent) -> Screen | None:
        return self.leave_program() if intent.deed in ("stop", "back") else None

    def paint(self, canvas: Canvas) -> None:
        canvas.title("Hold the rail, step off slowly")
        if self._hurt:
            canvas.subtitle("Good that you said so. Rest now")
            self.draw_zones(canvas)
            canvas.instruction("Tell your therapist about it")
            return
        canvas.subtitle(self._done)
        self.draw_zones(canvas)
        canvas.instruction(self._next)


def day_words(on: date, today: date) -> str:
    """A day as people say it."""
    days = (on - today).days
    if days <= 0:
        return "today"
    return "tomorrow" if days == 1 else DAYS[on.weekday()] if days < 7 else f"in {round(days / 7)} weeks" if days >= 14 else "in a week"
