"""The end of the first run: all is set up and the board is measured; it may be checked."""

from __future__ import annotations

from wobblequest.core.messages import aloud, message
from wobblequest.draw.canvas import Canvas
from wobblequest.levels.level import Level
from wobblequest.screens import flow
from wobblequest.screens.leaning import LeaningScreen, Option
from wobblequest.screens.screen import Intent, Practice, Screen
from wobblequest.screens.zones import Side


class AllSet(LeaningScreen):
    """Lean right to start, left to check first whether the dot goes where one leans.

    chosen : the level to play at once.
    """

    may_check = True

    def __init__(self, practice: Practice, chosen: Level | None = None) -> None:
        super().__init__(practice, (Option("left", message("Check board"), "board"), Option("right", message("Start"), "play")))
        self._chosen_level = chosen

    def choose(self, side: Side) -> Screen | None:
        if side == "left":
            return flow.board_check(self.practice, self)
        return flow.proceed(self.practice, flow.Plan(level=self._chosen_level))

    def asked(self, intent: Intent) -> Screen | None:
        return flow.ready(self.practice, self._chosen_level) if intent.deed in ("back", "stop") else None

    def paint(self, canvas: Canvas) -> None:
        canvas.title(aloud("All is set up"))
        canvas.subtitle(message("Settings can be changed at any time"))
        self.draw_zones(canvas)
        canvas.instruction(self.right_words("start"))
