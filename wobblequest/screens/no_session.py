"""Kind advice instead of a session: nothing that can be leaned to leads into play where somebody is dizzy or short of breath."""

from __future__ import annotations

from collections.abc import Callable

from wobblequest.core.messages import aloud, message
from wobblequest.draw.canvas import Canvas
from wobblequest.screens import flow
from wobblequest.screens.leaning import Option
from wobblequest.screens.screen import Intent, Practice, Screen
from wobblequest.screens.steady_first import SteadyFirst
from wobblequest.screens.zones import Side
from wobblequest.session.wellbeing import Verdict

FINISH = Option("right", message("Finish"), "check")


class NoSession(SteadyFirst):
    """Lean right to finish. Where another day would only be better, left goes on; else a therapist's Tab does (`overruled`).

    overruled : what comes where it goes on all the same.
    """

    def __init__(self, practice: Practice, verdict: Verdict, overruled: Callable[[], Screen]) -> None:
        self._alarm = verdict == "no-session"
        super().__init__(practice, (FINISH,) if self._alarm else (Option("left", message("Go on gently"), "lean-left"), FINISH))
        self._overruled = overruled

    def choose(self, side: Side) -> Screen | None:
        return self._overruled() if side == "left" else flow.step_off(self.practice)

    def asked(self, intent: Intent) -> Screen | None:
        if intent.deed == "skip":
            return self._overruled()
        return flow.step_off(self.practice) if intent.deed in ("stop", "back") else None

    def paint(self, canvas: Canvas) -> None:
        if self._alarm:
            canvas.title(aloud("No practice now. Hold on, sit down"))
            canvas.subtitle(message("Tell your therapist about it"))
            self.draw_zones(canvas)
            canvas.instruction(aloud("Does it not pass? Call for help"))
            return
        canvas.title(aloud("Another day is better"))
        canvas.subtitle(message("Your practice waits for you"))
        self.draw_zones(canvas)
        canvas.instruction(aloud("Lean right to finish for today"))


class Enough(SteadyFirst):
    """So much work is enough for one sitting. Lean right to finish; only a therapist's Tab leads on."""

    def __init__(self, practice: Practice, on: Callable[[], Screen]) -> None:
        super().__init__(practice, (FINISH,))
        self._on = on

    def choose(self, side: Side) -> Screen | None:  # noqa: ARG002 - there is only one
        return flow.step_off(self.practice)

    def asked(self, intent: Intent) -> Screen | None:
        if intent.deed == "skip":
            self.practice.sitting.allow_more()
            return self._on()
        return flow.step_off(self.practice) if intent.deed in ("stop", "back") else None

    def paint(self, canvas: Canvas) -> None:
        canvas.title(aloud("That was enough for today"))
        canvas.subtitle(message("Well practised. Rest makes it stay"))
        self.draw_zones(canvas)
        canvas.instruction(aloud("Lean right to finish"))
