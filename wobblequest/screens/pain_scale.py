"""Pain from 0 to 10, told by leaning: left is less, right is more, forward is the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from wobblequest.core.messages import Message, aloud, figure, message
from wobblequest.draw.canvas import Canvas
from wobblequest.screens import how_to
from wobblequest.screens.leaning import STRIP, Option
from wobblequest.screens.screen import Frame, Intent, Pick, Practice, Request, Screen
from wobblequest.screens.steady import Settling
from wobblequest.screens.steady_first import SteadyFirst
from wobblequest.screens.zones import DIRECTION_DEG, Side
from wobblequest.session.wellbeing import MOST_PAIN

REPEAT_S = 0.8
"""Who goes on leaning changes the figure by one more this often."""
HOW: Mapping[how_to.With, Message] = MappingProxyType({
    "board": aloud("Lean to choose, forward when it is right"), "keyboard": aloud("Press left or right, Enter when right"),
    "gamepad": aloud("Stick left or right, forward when right"), "mouse": aloud("Tap less or more, then the middle"),
    "button": aloud("Press what lights up"),
})


class PainScale(SteadyFirst):
    """answered : what comes after the figure. refused : where somebody stops instead."""

    any_lean = False

    def __init__(self, practice: Practice, answered: Callable[[int, Settling], Screen], refused: Callable[[], Screen], *,
                 settling: Settling | None = None) -> None:
        super().__init__(practice, (
            Option("left", message("Less"), "lean-left", STRIP["left"]),
            Option("forward", message("That is it"), "lean-forward", STRIP["forward"]),
            Option("right", message("More"), "lean-right", STRIP["right"]),
        ), proposed="forward", settling=settling)
        self._answered, self._refused = answered, refused
        self.pain = 0
        self._going: Side | None = None
        self._going_since_s = 0.0

    def take(self, frame: Frame) -> Screen | None:
        if self._going is not None:
            if not self._still_leans(self._going):
                self._going = None
            elif frame.now_s - self._going_since_s >= REPEAT_S:
                self._going_since_s = frame.now_s
                self._change(self._going)
        return None

    def _still_leans(self, side: Side) -> bool:
        if self.cursor is None or not self.alive:
            return False
        reach = self._zones.reach.at(DIRECTION_DEG[side])
        along = self.cursor.roll_deg - self._stance.roll_deg
        return (along if side == "right" else -along) >= self._zones.rules.leave_share * reach

    def _change(self, side: Side) -> None:
        pain = min(max(self.pain + (1 if side == "right" else -1), 0), MOST_PAIN)
        if pain != self.pain:
            self.pain = pain
            self.practice.say("tick")

    def choose(self, side: Side) -> Screen | None:
        if side == "forward":
            return self._answered(self.pain, self.settling)
        self._change(side)
        if self.leaned:
            self._going, self._going_since_s = side, self.now_s
        return None

    def request(self, request: Request) -> Screen | None:
        if isinstance(request, Pick):
            self.pain = request.number
            return None
        return super().request(request)

    def asked(self, intent: Intent) -> Screen | None:
        return self._refused() if intent.deed in ("stop", "back") else None

    def paint(self, canvas: Canvas) -> None:
        canvas.title(aloud("Pain now, from 0 to 10?"))
        canvas.text(figure(self.pain), 0.5, 0.42, size="huge", bold=True)
        canvas.text(message("0: none"), 0.06, 0.42, role="soft", align="left", width=0.3)
        canvas.text(message("10: the worst"), 0.94, 0.42, role="soft", align="right", width=0.3)
        canvas.text(HOW[how_to.answers_with(self.practice, leans=not self.unknown_mounting)], 0.5, 0.69, height=0.14, role="soft")
        self.draw_zones(canvas, dial=False)
