"""What the guided screens of a calibration have in common: one step, one instruction, and a moment of "good" at its end."""

from __future__ import annotations

from wobblequest.core.arena import Target
from wobblequest.core.messages import aloud, message
from wobblequest.draw.canvas import Canvas
from wobblequest.screens import flow
from wobblequest.screens.leaning import AIM_RADIUS_DEG, HOLD_THE_RAIL, LeaningScreen
from wobblequest.screens.screen import Frame, Intent, Practice, Screen
from wobblequest.screens.signal_words import HeldSignal
from wobblequest.screens.zones import Side
from wobblequest.session.calibration import Step

GOOD_S = 1.5
"""How long the done step is shown before the next instruction comes."""


class GuidedScreen(LeaningScreen):
    """Feeds one step at a time with readings, while the link is live. Tab leaves a step out, Backspace goes back, Esc stops."""

    tells_silence = True

    def __init__(self, practice: Practice, plan: flow.Plan, step: Step | None) -> None:
        super().__init__(practice)
        self.plan = plan
        self.step = step
        self._good_since_s: float | None = None
        self._signal = HeldSignal()

    def after_step(self) -> Screen | None:
        """What comes once a step is done (and was shown as done)."""
        raise NotImplementedError

    def skip_step(self) -> Screen | None:
        """What comes where a step is left out."""
        raise NotImplementedError

    def take(self, frame: Frame) -> Screen | None:
        self._signal.feed(frame.now_s, frame.link.quality)
        step = self.step
        if step is None or not self.alive:
            return None
        for reading in frame.readings:
            step.feed(reading)
        if not step.finished:
            return None
        if self._good_since_s is None:
            self._good_since_s = frame.now_s
            self.practice.say("hit")
        elif frame.now_s - self._good_since_s >= GOOD_S:
            self._good_since_s = None
            return self.after_step()
        return None

    def pressed_in_vain(self) -> Screen | None:
        """Who has one button alone can stop while they are measured, as in play."""
        return self.asked(Intent("stop"))

    def choose(self, side: Side) -> Screen | None:  # noqa: ARG002 - nothing is chosen while measuring
        return None

    def asked(self, intent: Intent) -> Screen | None:
        match intent.deed:
            case "skip":
                self._good_since_s = None
                return self.skip_step()
            case "back":
                return flow.give_up(self.practice, self.plan)
            case "stop":
                return flow.stopped(self.practice)
        return None

    @property
    def aim(self) -> Target | None:
        wish = self.step.wish if self.step is not None else None
        return super().aim if self.step is None else None if wish is None else Target(wish, AIM_RADIUS_DEG)

    def paint(self, canvas: Canvas) -> None:
        if not self.alive:
            canvas.title(aloud("No signal from the board"))
            canvas.subtitle(self.link.words if self.link is not None else "")
            canvas.icon("board", 0.5, 0.5, size="large", role="caution")
            canvas.caution(HOLD_THE_RAIL)
        elif self.step is not None:
            canvas.title(self.step.words)
            self.paint_step(canvas)
            quality = self._signal.shown
            if quality is not None and quality.word == "poor":  # what is measured now would be wrong for long
                canvas.link_badge(message("Signal poor"), "poor", detail=quality.reason)

    def paint_step(self, canvas: Canvas) -> None:
        """Draw what is to be seen of the step under way, beside its words."""
        raise NotImplementedError
