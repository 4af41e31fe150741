"""After a fault inside the program: a still screen that says so, and a way on."""

from __future__ import annotations

from wobblequest.core.messages import aloud, message
from wobblequest.draw.canvas import Canvas
from wobblequest.screens import flow
from wobblequest.screens.leaning import LeaningScreen, Option
from wobblequest.screens.screen import Intent, Practice, Screen
from wobblequest.screens.zones import Side


class Fault(LeaningScreen):
    """Lean right to begin anew, left to finish for today."""

    def __init__(self, practice: Practice) -> None:
        super().__init__(practice, (Option("left", message("Finish"), "check"), Option("right", message("Go on"), "play")))

    def choose(self, side: Side) -> Screen | None:
        return self.leave_program() if side == "left" else flow.begin_anew(self.practice)

    def asked(self, intent: Intent) -> Screen | None:
        return flow.stopped(self.practice) if intent.deed in ("stop", "back") else None

    def paint(self, canvas: Canvas) -> None:
        canvas.title(aloud("Hold the rail"))
        canvas.subtitle(message("The program made a mistake, not you"))
        self.draw_zones(canvas)
        canvas.instruction(self.right_words("go on"))
