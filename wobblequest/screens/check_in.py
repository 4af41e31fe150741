"""Between exercises: pain or dizziness? Yes ends the session, kindly, and marks it for the therapist."""

from __future__ import annotations

from wobblequest.draw.canvas import Canvas
from wobblequest.screens import flow
from wobblequest.screens.leaning import LeaningScreen, Option
from wobblequest.screens.screen import Frame, Intent, Practice, Prescription, Screen
from wobblequest.screens.zones import Side

PAIN = "There was pain or dizziness."


class CheckIn(LeaningScreen):
    """Lean right for no, left for yes. Standing still answers nothing, and nothing goes on."""

    def __init__(self, practice: Practice, prescription: Prescription, rested_s: float, rest_s: float) -> None:
        super().__init__(practice, (Option("left", "Yes", "stop"), Option("right", "No", "check")))
        self._prescription, self._rested_s, self._rest_s = prescription, rested_s, rest_s
        self._since_s: float | None = None

    def take(self, frame: Frame) -> Screen | None:
        if self._since_s is None:
            self._since_s = frame.now_s
        return None

    def choose(self, side: Side) -> Screen | None:
        if side == "left":
            self._prescription.hurt()
            self._prescription.stop(PAIN)
            return flow.eased_off(self.practice)
        return flow.rest_in_programme(self.practice, self._prescription, self._rested_s + self._here_s, self._rest_s)

    @property
    def _here_s(self) -> float:
        return 0.0 if self._since_s is None else self.now_s - self._since_s

    def asked(self, intent: Intent) -> Screen | None:
        if intent.deed in ("stop", "back"):
            self._prescription.stop("You stopped for today.")
            return flow.stopped(self.practice)
        return None

    def paint(self, canvas: Canvas) -> None:
        canvas.title("Any pain or dizziness?")
        canvas.subtitle("Hold the rail while you think")
        self.draw_zones(canvas)
        how = "Press" if self.practice.source.kind == "keyboard" else "Lean"
        canvas.instruction(f"{how} left for yes, right for no")
