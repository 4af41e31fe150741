"""The end of a sitting: hold the rail, step off slowly; goodbye once the board lies still; and ways to close the program or to go home."""

from __future__ import annotations

from collections.abc import Sequence

from wobblequest.core.arena import Target
from wobblequest.core.messages import Message, aloud, message
from wobblequest.core.reach import Reach
from wobblequest.core.samples import Tilt
from wobblequest.draw.canvas import Canvas
from wobblequest.screens import flow
from wobblequest.screens.leaning import LeaningScreen, Option
from wobblequest.screens.screen import Frame, Intent, Practice, Screen
from wobblequest.screens.zones import Side, ZoneRules, Zones
from wobblequest.session.presence import Presence

HASTE_S = 3.0
"""A key hit in a hurry must not close the program before anybody could read this."""
LEAN_S = 4.0
"""To lean for, longer than elsewhere: a board that somebody steps off tips, swings, and is known to be empty by then."""


class StepOff(LeaningScreen):
    """Right, Enter or Esc closes the program, left or Backspace goes home. Who stands still, or steps off and goes away, ends nothing:
    a board that lies still, on whatever side, chooses nothing more.

    goodbye : what is said at the end, such as when the next session is due.
    """

    def __init__(self, practice: Practice, goodbye: Message | None = None) -> None:
        super().__init__(practice, (Option("left", message("Back"), "back"), Option("right", message("Finish"), "check")))
        self._goodbye = goodbye or message("See you next time")
        self._presence = Presence()
        self._since_s: float | None = None
        self.off = False

    def _new_zones(self) -> Zones:
        rules = ZoneRules(dwell_s=max(LEAN_S, self.practice.preferences.dwell_s))
        return Zones(frozenset(), self.practice.reach or Reach(), rules)

    def take(self, frame: Frame) -> Screen | None:
        if self._since_s is None:
            self._since_s = frame.now_s
        if self.off or not self.practice.source.is_sensor:
            return None
        for tilt in frame.tilts:
            self._presence.feed(tilt)
        if self._presence.still or frame.link.empty:
            self.off = True
            self._zones = self._new_zones()  # nothing stays half chosen
            self._zones.sides = self._sides
            self.practice.say("finish")
        return None

    def _from_stance(self, tilts: Sequence[Tilt]) -> Sequence[Tilt]:
        return () if self.off else super()._from_stance(tilts)

    @property
    def _hasty(self) -> bool:
        return self._since_s is None or self.now_s - self._since_s < HASTE_S

    def choose(self, side: Side) -> Screen | None:
        if side == "left":
            return flow.home(self.practice)
        return None if self._hasty else self.leave_program()

    def asked(self, intent: Intent) -> Screen | None:
        if intent.deed == "back":
            return flow.home(self.practice)
        return self.leave_program() if intent.deed == "stop" and not self._hasty else None

    @property
    def aim(self) -> Target | None:
        """Nobody is to lean here: they step off."""
        return None

    def paint(self, canvas: Canvas) -> None:
        if self.off or not self.practice.source.is_board:
            canvas.title(aloud("Goodbye, and well done"))
            canvas.icon("check", 0.5, 0.48, size="large", role="done")
        else:
            canvas.title(aloud("Hold the rail, step off slowly"))
            canvas.icon("hand", 0.5, 0.48, size="large", role="goal")
        self.draw_zones(canvas, dial=False)
        canvas.instruction(self._goodbye)
