"""Before an exercise that somebody has never played: a shadow shows how it goes, then they try it; neither is recorded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import ceil
from typing import Literal

from wobblequest.core.arena import Target
from wobblequest.core.calibration import Calibration
from wobblequest.core.messages import aloud, message
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Header, SourceInfo
from wobblequest.draw.canvas import Canvas
from wobblequest.drills.view import Ring, Spot, View
from wobblequest.input.simulated import SimulatedSource
from wobblequest.levels.level import Level
from wobblequest.screens import flow
from wobblequest.screens.held_words import HeldWords
from wobblequest.screens.leaning import LeaningScreen, Option
from wobblequest.screens.play import SOUNDS
from wobblequest.screens.screen import Click, Frame, Intent, Practice, Request, Screen
from wobblequest.screens.zones import Side
from wobblequest.session.trial import Trial

SHOWN_S, TRIED_S = 8.0, 15.0
SEED = 1
SHADOW_DEG = 1.0
RATE_HZ = 100.0
AGAIN = Option("left", message("Show again"), "again")
TRY = Option("right", message("Try it"), "play")
ONCE_MORE = Option("left", message("Once more"), "again")
START = Option("right", message("Begin"), "play")
Part = Literal["shown", "ask to try", "tried", "ask to begin"]


class ShownFirst(LeaningScreen):
    """Eight seconds of a steady simulated person, then a lean to the right tries it; fifteen seconds of one's own, then one more begins.
    To the left each is repeated. Enter leaves out what goes on; Esc stops.

    then : what follows.
    """

    def __init__(self, practice: Practice, level: Level, then: Callable[[], Screen]) -> None:
        super().__init__(practice)
        self._level, self._then = level, then
        self._part: Part = "shown"
        self._since_s: float | None = None
        self._show()

    def _show(self) -> None:
        self._part, self._since_s = "shown", None
        self._words = HeldWords()
        self._person = SimulatedSource(skill=1.0, seed=SEED, rate_hz=RATE_HZ)
        self._trial = self._new_trial(SourceInfo("sim", "Demonstration"))
        while self._trial.phase == "countdown":
            self._trial.feed(self._person.step())
        self.offer_anew(())

    def _try(self) -> None:
        self._part, self._since_s = "tried", None
        self._words = HeldWords()
        self._trial = self._new_trial(self.practice.source)
        self.offer_anew(())

    def _new_trial(self, source: SourceInfo) -> Trial:
        """A trial of nobody's: it is never stored. The shadow stands on a board that needs no calibration."""
        calibration = Calibration() if source.kind == "sim" else self.practice.calibration or Calibration()
        return Trial(Header("shown-first", self._level.to_json(), SEED, calibration, self.practice.reach or Reach(), source), self._level)

    def take(self, frame: Frame) -> Screen | None:
        if self._part == "shown":
            self._shadow(frame)
        elif self._part == "tried":
            for reading in frame.readings if self.alive else ():
                self._trial.feed(reading)
            if self._trial.phase == "stopped":
                return flow.stopped(self.practice, self._level, why=self._trial.stop_reason)
            if frame.link.gone:  # as in play, which pauses then
                self.practice.say("lost")
                self._ask()
                return None
        if self._part in ("shown", "tried"):
            self._words.feed(frame.now_s, self._trial.view().instruction)
            for moment in self._trial.moments():  # what is reached sounds as it will in play
                self.practice.say(SOUNDS[moment])
            if self._since_s is None and self._trial.phase != "countdown":
                self._since_s = frame.now_s
            longest = SHOWN_S if self._part == "shown" else TRIED_S
            if self._trial.over or (self._since_s is not None and frame.now_s - self._since_s >= longest):
                self._ask()
        return None

    def _shadow(self, frame: Frame) -> None:
        """As many of its samples as are due by now."""
        if self._since_s is None:
            return
        due = round((frame.now_s - self._since_s) * RATE_HZ) - round(self._trial.play_s * RATE_HZ)
        for _ in range(min(due, round(RATE_HZ / 4))):
            self._person.aim(self._trial.target())
            self._trial.feed(self._person.step())

    def _ask(self) -> None:
        if self._part == "shown":
            self._part = "ask to try"
            self.offer_anew((AGAIN, TRY))
        elif self._part == "tried":
            self._part = "ask to begin"
            self.offer_anew((ONCE_MORE, START))

    def choose(self, side: Side) -> Screen | None:
        if self._part == "ask to try":
            (self._show if side == "left" else self._try)()
            return None
        if side == "left":
            self._try()
            return None
        self.practice.sitting.show(self._level.drill)
        return self._then()

    def request(self, request: Request) -> Screen | None:
        """In a try any key and any click stands still, as in play."""
        halts = isinstance(request, Click) or (isinstance(request, Intent) and request.deed not in ("quit", "stop", "back"))
        if self._part in ("shown", "tried") and halts:
            self._ask()
            return None
        return super().request(request)

    def asked(self, intent: Intent) -> Screen | None:
        if intent.deed == "skip":
            self.practice.sitting.show(self._level.drill)
            return self._then()
        return flow.stopped(self.practice, self._level) if intent.deed in ("stop", "back") else None

    @property
    def played(self) -> Trial | None:
        """What is being shown or tried, to be heard as play is; None while it is asked what comes next."""
        return self._trial if self._part in ("shown", "tried") else None

    @property
    def aim(self) -> Target | None:
        return self._trial.target() if self._part == "tried" else super().aim

    def paint(self, canvas: Canvas) -> None:
        view, reach = self._trial.view(), self._trial.header.reach
        if self._part == "shown":
            canvas.title(aloud("Watch the shadow first"))
            canvas.arena(_with_shadow(view, self._trial), None, reach=reach)
        elif self._part == "tried":
            stale, counting = not self.alive, self._trial.phase == "countdown"
            told = aloud("Now you: a try that does not count") if counting else self._words.shown or view.instruction
            canvas.title(told)
            canvas.arena(view, view.dot or self._trial.cursor, reach=reach, dim=stale,
                         words=message("No signal from the board") if stale else "")
            if counting and not stale:
                canvas.countdown(max(1, ceil(self._trial.countdown_s)))
        else:
            asks_to_try = self._part == "ask to try"
            canvas.title(aloud("Now try it yourself") if asks_to_try else aloud("Begin when you are ready"))
            self.draw_zones(canvas)
            canvas.instruction(self.right_words("go on"))


def _with_shadow(view: View, trial: Trial) -> View:
    """The view with the simulated person's dot as a grey disc, so that nobody takes it for their own; none where the dot is hidden."""
    if not view.cursor:
        return view
    at = view.dot or trial.cursor
    return replace(view, shapes=(*view.shapes, Spot(at, SHADOW_DEG, "soft"), Ring(at, SHADOW_DEG, "soft")), cursor=False)
