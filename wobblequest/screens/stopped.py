"""After a stop: a calm, still screen."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from wobblequest.core.messages import Message, aloud, message
from wobblequest.draw.canvas import Canvas
from wobblequest.levels.level import Level
from wobblequest.screens import flow
from wobblequest.screens.leaning import Option
from wobblequest.screens.screen import Frame, Intent, Practice, Screen
from wobblequest.screens.steady import Settling
from wobblequest.screens.steady_first import SteadyFirst
from wobblequest.screens.zones import Side

HASTE_S = 3.0
"""Keys hit in a hurry to stop must not also close the program."""
TITLES: Mapping[str, Message] = MappingProxyType({"step-off": aloud("You stepped off. All is well")})
WHY: Mapping[str, Message] = MappingProxyType({
    "step-off": message("The board lies still, so it stopped"), "over-tilt": message("The board tipped far, so it stopped"),
    "lost": message("The board was away, so it stopped"), "left": message("It stood for a long time, so it stopped"),
})
"""By the reason of the stop (`session.trial`)."""


class Stopped(SteadyFirst):
    """Hold the rail, step off slowly. Lean right to go on (with the session, or with another level), left to finish for today.

    Who stepped off has to stand on the board again, and steadily, before a lean counts: a board that was left may lie on any side.
    why : the reason of a trial's stop.
    """

    may_check = True
    still_at_first = True

    def __init__(self, practice: Practice, level: Level | None = None, *, why: str = "") -> None:
        super().__init__(practice, (Option("left", message("Finish"), "check"), Option("right", message("Go on"), "play")),
                         settling=None if why in ("step-off", "over-tilt") else Settling.of_somebody_steady())
        self._level, self._why = level, why
        self._since_s: float | None = None

    def take(self, frame: Frame) -> Screen | None:
        if self._since_s is None:
            self._since_s = frame.now_s
        return None

    def choose(self, side: Side) -> Screen | None:
        if side == "left":
            return flow.step_off(self.practice)
        session = flow.under_way(self.practice)
        rested_s = 0.0 if self._since_s is None else self.now_s - self._since_s
        if self._level is not None and session is not None:
            return flow.after_step(self.practice, session, rested_s, stopped=True)
        if self._level is not None and self._why:  # what was stopped was work, too
            return flow.rest(self.practice, rested_s, stand_at=self._level)
        if self._level is None or session is not None:
            return flow.begin_anew(self.practice)
        return flow.home(self.practice, self._level)

    def asked(self, intent: Intent) -> Screen | None:
        hasty = self._since_s is None or self.now_s - self._since_s < HASTE_S
        if intent.deed in ("stop", "back") and not hasty:
            return self.leave_program()
        return None

    def paint(self, canvas: Canvas) -> None:
        on_board = self.practice.source.is_board
        canvas.title(TITLES.get(self._why, aloud("Hold the rail, step off slowly") if on_board else aloud("Go on when you are ready")))
        canvas.subtitle(WHY.get(self._why, message("Rest as long as you like")))
        self.draw_zones(canvas)
        canvas.instruction(self.right_words("go on"))
