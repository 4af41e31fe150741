"""After a stop: a calm, still screen."""

from __future__ import annotations

from wobblequest.draw.canvas import Canvas
from wobblequest.levels.level import Level
from wobblequest.screens import flow
from wobblequest.screens.leaning import LeaningScreen, Option
from wobblequest.screens.screen import Frame, Intent, Practice, Screen
from wobblequest.screens.zones import Side

HASTE_S = 3.0
"""Keys hit in a hurry to stop must not also close the program."""


class Stopped(LeaningScreen):
    """Hold the rail, step off slowly. Lean right to go on (with the session, or with another level), left to finish for today."""

    may_check = True

    def __init__(self, practice: Practice, level: Level | None = None) -> None:
        super().__init__(practice, (Option("left", "Finish", "check"), Option("right", "Go on", "play")))
        self._level = level
        self._since_s: float | None = None

    def take(self, frame: Frame) -> Screen | None:
        if self._since_s is None:
            self._since_s = frame.now_s
        return None

    def choose(self, side: Side) -> Screen | None:
        if side == "left":
            return self.leave_program()
        session = flow.under_way(self.practice)
        if self._level is not None and session is not None:
            rested_s = 0.0 if self._since_s is None else self.now_s - self._since_s
            return flow.after_step(self.practice, session, rested_s, stopped=True)
        if self._level is None or session is not None:
            return flow.begin_anew(self.practice)
        return flow.choose(self.practice, self._level)

    def asked(self, intent: Intent) -> Screen | None:
        hasty = self._since_s is None or self.now_s - self._since_s < HASTE_S
        if intent.deed in ("stop", "back") and not hasty:
            return self.leave_program()
        return None

    def paint(self, canvas: Canvas) -> None:
        canvas.title("Hold the rail, step off slowly")
        canvas.subtitle("Rest as long as you like")
        self.draw_zones(canvas)
        canvas.instruction(self.right_words("go on"))
