"""Between exercises: pain or dizziness? Yes ends the session, kindly, asks which, and marks it for the therapist."""

from __future__ import annotations

from collections.abc import Callable

from wobblequest.core.messages import aloud, message
from wobblequest.draw.canvas import Canvas
from wobblequest.screens import flow, how_to
from wobblequest.screens.leaning import LeaningScreen, Option
from wobblequest.screens.pain_scale import PainScale
from wobblequest.screens.questions import HOW
from wobblequest.screens.screen import Frame, Intent, Practice, Prescription, Screen
from wobblequest.screens.steady import Settling
from wobblequest.screens.zones import Side
from wobblequest.session.wellbeing import Answers

PAIN = message("There was pain or dizziness.")
STOPPED = message("You stopped for today.")


class CheckIn(LeaningScreen):
    """Lean right for no, left for yes. Standing still answers nothing, and nothing goes on.

    prescription : of the session under way, None in free play. then : what follows a no, given how long the person has rested by now.
    """

    def __init__(self, practice: Practice, prescription: Prescription | None, rested_s: float, then: Callable[[float], Screen]) -> None:
        super().__init__(practice, (Option("left", message("Yes"), "stop"), Option("right", message("No"), "check")))
        self._prescription, self._rested_s, self._then = prescription, rested_s, then
        self._since_s: float | None = None

    def take(self, frame: Frame) -> Screen | None:
        if self._since_s is None:
            self._since_s = frame.now_s
        return None

    def choose(self, side: Side) -> Screen | None:
        if side == "left":
            # Marked at once: whoever steps off now has said it.
            if self._prescription is None:
                self.practice.sitting.mark("pain")
            else:
                self._prescription.hurt()
                self._prescription.stop(PAIN)
            return WhichOne(self.practice)
        self.practice.sitting.answered("between", Answers(pain=0, alarm=False))
        return self._then(self._rested_s + self._here_s)

    @property
    def _here_s(self) -> float:
        return 0.0 if self._since_s is None else self.now_s - self._since_s

    def asked(self, intent: Intent) -> Screen | None:
        if intent.deed in ("stop", "back"):
            if self._prescription is not None:
                self._prescription.stop(STOPPED)
            return flow.stopped(self.practice)
        return None

    def paint(self, canvas: Canvas) -> None:
        canvas.title(aloud("Any pain or dizziness?"))
        canvas.subtitle(message("Hold the rail while you think"))
        self.draw_zones(canvas)
        canvas.instruction(HOW[how_to.plays_with(self.practice)])


class WhichOne(LeaningScreen):
    """Pain, then how much; or dizziness. The session has ended either way; who says nothing more has said enough."""

    def __init__(self, practice: Practice) -> None:
        super().__init__(practice, (Option("left", message("Dizzy"), "again"), Option("right", message("Pain"), "hand")))

    def choose(self, side: Side) -> Screen | None:
        if side == "left":
            self.practice.sitting.answered("between", Answers(alarm=True))
            return self._ended()

        def told(pain: int, _: Settling) -> Screen:
            self.practice.sitting.answered("between", Answers(pain=pain))
            return self._ended()

        return PainScale(self.practice, told, self._ended, settling=Settling.of_somebody_steady())

    def _ended(self) -> Screen:
        return flow.eased_off(self.practice)

    def asked(self, intent: Intent) -> Screen | None:
        return self._ended() if intent.deed in ("stop", "back") else None

    def paint(self, canvas: Canvas) -> None:
        canvas.title(aloud("Good that you say so. Which is it?"))
        canvas.subtitle(message("Hold the rail"))
        self.draw_zones(canvas)
        canvas.instruction(aloud("Left for dizzy, right for pain"))
