"""Before somebody steps on: what must be so around them. One screen, one yes, once a sitting."""

from __future__ import annotations

from wobblequest.core.messages import Message, aloud, message
from wobblequest.draw.canvas import Canvas
from wobblequest.screens import flow, how_to
from wobblequest.screens.flow.safety import Asking
from wobblequest.screens.leaning import STRIP, Option
from wobblequest.screens.screen import Intent, Practice, Screen
from wobblequest.screens.steady_first import SteadyFirst
from wobblequest.screens.zones import Side

NEEDED: tuple[Message, ...] = (
    message("A rail or worktop in reach, no chair"), message("Shoes on"), message("The floor around you is clear"),
    message("The cable is out of the way"),
)


class BeforeStanding(SteadyFirst):
    """Lean right, or press, when all is so. Who leaned is on the board already and answers what follows by leaning, too."""

    tells_silence = True

    def __init__(self, practice: Practice, asking: Asking) -> None:
        super().__init__(practice, (Option("right", message("It is so"), "check", STRIP["right"]),), settling=asking.settling)
        self._asking = asking

    def choose(self, side: Side) -> Screen | None:  # noqa: ARG002 - there is only one
        self.practice.sitting.prepare()
        return flow.after_preparing(self.practice, self._asking.settled(self.settling), by_leaning=self.leaned)

    def asked(self, intent: Intent) -> Screen | None:
        return flow.stopped(self.practice) if intent.deed in ("stop", "back") else None

    def paint(self, canvas: Canvas) -> None:
        canvas.title(aloud("Before you step on"))
        for i, words in enumerate(NEEDED):
            y = 0.27 + 0.125 * i
            canvas.icon("check", 0.1, y, size="small", role="soft")
            canvas.text(words, 0.15, y, align="left", width=0.82, height=0.12, lines=1)
        self.draw_zones(canvas, dial=False)
        on_board = self.link is not None and self.link.state == "live" and how_to.plays_with(self.practice) == "board"
        words = message("Enter, a click, or on the board a lean right") if on_board else message("Press Enter when all is so")
        canvas.text(words, 0.34, 0.9, width=0.6, height=0.14, role="soft")
