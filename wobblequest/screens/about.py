"""What this game is for, and what it is not."""

from __future__ import annotations

from wobblequest.core.messages import aloud, message
from wobblequest.draw.canvas import Canvas
from wobblequest.levels.level import Level
from wobblequest.screens import flow
from wobblequest.screens.leaning import STRIP, LeaningScreen, Option
from wobblequest.screens.screen import Intent, Practice, Screen
from wobblequest.screens.zones import Side

INTENDED_USE = message(
    "Practice of standing balance with a tilt board, and a record of that practice. Keep a fixed support in reach. "
    "No diagnosis, no prediction of falls, no verdict: scores describe this game on this board. "
    "Stop on pain, dizziness, chest pain or breathlessness."
)


class About(LeaningScreen):
    """The intended use in full; a lean to the right goes back."""

    def __init__(self, practice: Practice, chosen: Level | None = None) -> None:
        super().__init__(practice, (Option("right", message("Back"), "lean-right", STRIP["right"]),))
        self._chosen_level = chosen

    def choose(self, side: Side) -> Screen | None:  # noqa: ARG002 - there is only one
        return flow.ready(self.practice, self._chosen_level)

    def asked(self, intent: Intent) -> Screen | None:
        return flow.ready(self.practice, self._chosen_level) if intent.deed in ("back", "stop", "skip") else None

    def paint(self, canvas: Canvas) -> None:
        canvas.title(aloud("What this is for"))
        canvas.paragraph(INTENDED_USE, area=(0.06, 0.2, 0.88, 0.58))
        self.draw_zones(canvas, dial=False)
