"""The end of a sitting: hold the rail, step off slowly; and goodbye once the board lies still."""

from __future__ import annotations

from wobblequest.core.messages import Message, aloud, message
from wobblequest.draw.canvas import Canvas
from wobblequest.screens.leaning import LeaningScreen
from wobblequest.screens.screen import Frame, Intent, Practice, Screen
from wobblequest.screens.zones import Side
from wobblequest.session.presence import Presence

HASTE_S = 3.0
"""A key hit in a hurry must not close the program before anybody could read this."""


class StepOff(LeaningScreen):
    """Nothing is leaned to here: who leans does not step off. Any of Enter, Esc and Backspace closes the program.

    goodbye : what is said at the end, such as when the next session is due.
    """

    def __init__(self, practice: Practice, goodbye: Message | None = None) -> None:
        super().__init__(practice)
        self._goodbye = goodbye or message("See you next time")
        self._presence = Presence()
        self._since_s: float | None = None
        self.off = False

    def take(self, frame: Frame) -> Screen | None:
        if self._since_s is None:
            self._since_s = frame.now_s
        if self.off or not self.practice.source.is_sensor:
            return None
        for tilt in frame.tilts:
            self._presence.feed(tilt)
        if self._presence.still or frame.link.empty:
            self.off = True
            self.practice.say("finish")
        return None

    def choose(self, side: Side) -> Screen | None:  # noqa: ARG002 - nothing is offered
        return None

    def asked(self, intent: Intent) -> Screen | None:
        hasty = self._since_s is None or self.now_s - self._since_s < HASTE_S
        return self.leave_program() if intent.deed in ("stop", "back", "confirm") and not hasty else None

    def paint(self, canvas: Canvas) -> None:
        if self.off:
            canvas.title(aloud("Goodbye, and well done"))
            canvas.icon("check", 0.5, 0.48, size="large", role="done")
        else:
            canvas.title(aloud("Hold the rail, step off slowly"))
            canvas.icon("hand", 0.5, 0.48, size="large", role="goal")
        canvas.instruction(self._goodbye)
