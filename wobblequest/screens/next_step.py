"""The next exercise of a session, and in one sentence why this one."""

from __future__ import annotations

from wobblequest.core.messages import chain, message
from wobblequest.draw.canvas import Canvas
from wobblequest.drills.register import DRILLS
from wobblequest.screens import flow
from wobblequest.screens.leaning import LeaningScreen, Option
from wobblequest.screens.screen import Intent, Practice, Prescription, Screen
from wobblequest.screens.zones import Side
from wobblequest.session.programme import Step


class NextStep(LeaningScreen):
    """Lean right to play it, left to stop for today. How to stand is told step by step once it is chosen."""

    may_check = True

    def __init__(self, practice: Practice, prescription: Prescription, step: Step) -> None:
        super().__init__(practice, (Option("left", message("Stop"), "stop"), Option("right", message("Play"), "play")))
        self._prescription, self._step = prescription, step

    def choose(self, side: Side) -> Screen | None:
        if side == "right":
            return flow.play(self.practice, self._step.level)
        self._prescription.stop("You stopped for today.")
        return flow.stopped(self.practice)

    def asked(self, intent: Intent) -> Screen | None:
        return self.choose("left") if intent.deed in ("stop", "back") else None

    def paint(self, canvas: Canvas) -> None:
        level = self._step.level
        canvas.title(chain((DRILLS[level.drill].title, level.title), ": "))
        canvas.subtitle(self._step.why)
        self.draw_zones(canvas)
        canvas.instruction(self.right_words("start"))
