"""A trial that stands still: asked for, or because the board is silent."""

from __future__ import annotations

from wobblequest.core.messages import aloud, message
from wobblequest.draw.canvas import Canvas
from wobblequest.screens import flow
from wobblequest.screens.leaning import HOLD_THE_RAIL, LeaningScreen, Option
from wobblequest.screens.marks import NOTED
from wobblequest.screens.screen import Adjust, Frame, Intent, Mark, Practice, Request, Screen
from wobblequest.screens.signal_words import HeldSignal, signal_words
from wobblequest.screens.zones import Side
from wobblequest.session.trial import Trial

ONE_GAP = "1 gap in the signal"
"""What the signal's reason is (`session.signal_verdict`) where it is poor for nothing but the silence that paused the trial."""
OPTIONS = (Option("left", message("Stop"), "stop"), Option("right", message("Go on"), "play"))


class Paused(LeaningScreen):
    """Lean right, Space or Enter goes on (back to the middle, a countdown, then play); left or Esc stops.

    While the board is silent there is nothing to lean to; Esc still stops. Changes of difficulty are taken here too.
    """

    tells_silence = True
    still_at_first = True

    def __init__(self, practice: Practice, trial: Trial) -> None:
        super().__init__(practice, OPTIONS)
        self.trial = trial
        self._was_alive = True
        self._notice = ""
        self._signal = HeldSignal()

    @property
    def alive(self) -> bool:
        """A sensor that hangs is no better than none: its dot goes nowhere, and going on would pause again at once."""
        return super().alive and not self._hangs

    def request(self, request: Request) -> Screen | None:
        if isinstance(request, Adjust):
            self._notice = self.trial.adjust(request.axis, request.step, "therapist")
            return None
        if isinstance(request, Mark):
            self.trial.mark(request.kind, request.by)
            self._notice = NOTED.get(request.kind, "")
            return None
        return super().request(request)

    def take(self, frame: Frame) -> Screen | None:
        self._signal.feed(frame.now_s, frame.link.quality)
        if self.finished:  # the trial was stored when that was asked for
            return None
        if self.trial.over:
            return flow.ended(self.practice, self.trial)
        if self.alive != self._was_alive:
            self._was_alive = self.alive
            self.offer_anew(OPTIONS if self.alive else ())
        return None

    def choose(self, side: Side) -> Screen | None:
        return self._go_on() if side == "right" else self._stop()

    def asked(self, intent: Intent) -> Screen | None:
        if intent.deed in ("stop", "back"):
            return self._stop()
        if intent.deed in ("pause", "confirm") and self.alive:
            return self._go_on()
        return None

    def leave_program(self) -> Screen | None:
        self.trial.stop("closed")
        self.practice.end_trial()
        return super().leave_program()

    def _go_on(self) -> Screen:
        self.trial.resume()
        self.practice.say("resume")
        return flow.go_on(self.practice, self.trial)

    def _stop(self) -> Screen:
        self.trial.stop("asked")
        return flow.ended(self.practice, self.trial)

    @property
    def _how_it_is(self) -> str:
        if self.trial.pause_reason == "stood still":
            return message("The picture stood still for a moment")
        quality = self._signal.shown
        came_back = self.trial.pause_reason == "signal"
        was_away_once = came_back and quality is not None and (quality.gaps, quality.reason) == (1, ONE_GAP)
        if quality is not None and quality.word == "poor" and not was_away_once:
            return signal_words(quality)
        return message("The board is back, nothing was lost") if came_back else message("Take the time you need")

    def paint(self, canvas: Canvas) -> None:
        if self._hangs and super().alive:
            canvas.title(aloud("The sensor has stopped"))
            canvas.subtitle(message("It sends the same again and again"))
            canvas.icon("board", 0.5, 0.5, size="large", role="caution")
            canvas.caution(aloud("Hold the rail. Replug the board."))
            return
        if not self.alive:
            canvas.title(aloud("No signal from the board"))
            canvas.subtitle(self.link.words if self.link is not None else "")
            canvas.icon("board", 0.5, 0.5, size="large", role="caution")
            canvas.caution(HOLD_THE_RAIL)
            return
        canvas.title(aloud("Paused"))
        canvas.subtitle(self._how_it_is)
        self.draw_zones(canvas)
        canvas.instruction(self._notice or self.right_words("go on"))
