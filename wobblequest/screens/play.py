"""The game: one instruction, the target, the dot, and how much is done."""

from __future__ import annotations

from collections import deque
from math import ceil
from typing import get_args

from wobblequest.core.arena import CENTRE, Point, Target
from wobblequest.core.messages import Message, aloud, message, name
from wobblequest.draw.canvas import Canvas
from wobblequest.draw.field import PLAIN, Lens
from wobblequest.drills.drill import Asks, Moment
from wobblequest.drills.view import Ring, View
from wobblequest.input.source import STALE_AFTER_S, Link
from wobblequest.screens import feedback_words, flow
from wobblequest.screens.held_words import HeldWords
from wobblequest.screens.marks import KEYS as MARK_KEYS
from wobblequest.screens.marks import NOTED
from wobblequest.screens.screen import Adjust, Click, Frame, Mark, Pick, Practice, Request, Say, Screen, Typed
from wobblequest.screens.signal_words import HeldSignal
from wobblequest.session.cues import EVERY_S
from wobblequest.session.phases import RECENTRE_RADIUS_DEG
from wobblequest.session.rounds import Round
from wobblequest.session.speaking import stands_s
from wobblequest.session.trial import Trial

TRAIL_LENGTH, TRAIL_STEP_S = 10, 0.05
KEYS: tuple[tuple[Message, Message], ...] = (
    (name("F1 F2"), message("size")), (name("F3 F4"), message("distance")), (name("F5 F6"), message("hold")),
    (name("F7 F8"), message("speed")), *MARK_KEYS, (message("Space"), message("pause")), (message("Esc"), message("stop")),
)
ANSWER_KEYS: dict[Asks, tuple[tuple[Message, Message], ...]] = {
    "press": ((message("Enter"), message("answer")),), "mark": ((name("+ R"), message("correct")), (name("− X"), message("wrong"))),
}
GET_READY = aloud("Get ready")
SIGNAL: dict[str, Message] = {"fair": message("Signal fair"), "poor": message("Signal poor")}
SOUNDS: dict[Moment, str] = {moment: moment for moment in get_args(Moment)}
"""Each moment has a sound of its own name."""


class Play:
    """A trial from its countdown to its end. The app feeds the samples; this shows what is.

    Esc stops, and any other key, button or click pauses, except those for answers, changes and marks; all take effect within the call.
    Tab shows and hides the therapist's keys.
    """

    def __init__(self, practice: Practice, trial: Trial) -> None:
        self.practice, self.trial = practice, trial
        self.finished = False
        self._link: Link | None = None
        self._now_s = 0.0
        self._notice, self._notice_since_s = "", 0.0
        self._trail: deque[Point] = deque(maxlen=TRAIL_LENGTH)
        self._trail_s = 0.0
        self._counted = 0
        self._help = False
        self._signal = HeldSignal()
        self._words = HeldWords()

    @property
    def aim(self) -> Target | None:
        """During a trial the trial tells; for the middle nobody needs to be told."""
        return None

    def update(self, frame: Frame) -> Screen | None:
        self._link, self._now_s = frame.link, frame.now_s
        self._signal.feed(frame.now_s, frame.link.quality)
        trial = self.trial
        if self.finished:  # the program is ending; the trial was stored when that was asked for
            return None
        for moment in trial.moments():
            self.practice.say(SOUNDS[moment])
        for words in trial.notices():
            self._notice, self._notice_since_s = words, frame.now_s
        if trial.over:
            return flow.ended(self.practice, trial)
        if trial.phase == "paused":
            self.practice.say("lost" if trial.pause_reason == "signal" else "pause")
            return flow.pause(self.practice, trial)
        if trial.phase == "countdown" and frame.link.state == "live" and flow.can_calibrate(self.practice):
            self.practice.drift.feed(frame.tilts)
        self._count_down()
        self._draw_out_trail()
        self._words.feed(frame.now_s, trial.view().instruction if trial.phase == "play" else "")
        return None

    def _count_down(self) -> None:
        """One tick for each number of the countdown."""
        number = ceil(self.trial.countdown_s) if self.trial.phase == "countdown" else 0
        if number and number != self._counted:
            self.practice.say("tick")
        if self._counted and not number and self.trial.phase == "play":
            self.practice.say("go")
        self._counted = number

    def _draw_out_trail(self) -> None:
        view = self.trial.view()
        if self.trial.phase != "play" or self._stale or not view.cursor:
            self._trail.clear()
        elif self._now_s - self._trail_s >= TRAIL_STEP_S:
            self._trail.append(view.dot or self.trial.cursor)
            self._trail_s = self._now_s

    def request(self, request: Request) -> Screen | None:
        if isinstance(request, Adjust):
            self.trial.adjust(request.axis, request.step, "therapist")
            return None
        if isinstance(request, Say):
            self.trial.answer(request.said)
            return None
        if isinstance(request, Mark):
            self.trial.mark(request.kind, request.by)
            self._notice, self._notice_since_s = NOTED.get(request.kind, ""), self._now_s
            return None
        if isinstance(request, Click | Pick | Typed):
            return self._pause()
        match request.deed:
            case "stop" | "back":
                self.trial.stop("asked")
                return flow.ended(self.practice, self.trial)
            case "skip":
                self._help = not self._help
            case "quit":
                self.trial.stop("closed")
                self.practice.end_trial()
                self.finished = True
            case _:  # meant, or hit in a hurry
                return self._pause()
        return None

    def _pause(self) -> Screen:
        self.trial.pause("asked")
        if self.trial.over:
            return flow.ended(self.practice, self.trial)
        self.practice.say("pause")
        return flow.pause(self.practice, self.trial)

    @property
    def _notice_stands_s(self) -> float:
        """Words of a change stay to be read and heard, also where the voice has just said something else."""
        return EVERY_S + stands_s(self.practice.speech_s(self._notice))

    @property
    def _stale(self) -> bool:
        """Whether the newest sample is too old to be shown as if it were now."""
        link = self._link
        return link is not None and (link.state != "live" or link.age_s is None or link.age_s > STALE_AFTER_S)

    @property
    def _lens(self) -> Lens:
        """What the level's display does with the picture; with a gain, as much is shown as what is left of the level asks."""
        display = self.trial.level.display
        gained = (display.gain_pitch, display.gain_roll) != (1.0, 1.0)
        lens = Lens(display.mirrored, display.gain_pitch, display.gain_roll, self.trial.extent if gained else None)
        return lens if gained or display.mirrored else PLAIN

    @property
    def _round(self) -> str:
        """Which round this is, "" where it is none of several."""
        header = self.trial.header
        several = header.practice or header.rounds > 1
        return Round(header.round, header.rounds, header.practice).label if several else ""

    # -- to be seen ---------------------------------------------------------------------------------------------------

    def draw(self, canvas: Canvas) -> None:
        canvas.clear()
        trial, stale = self.trial, self._stale
        age_s = self._link.age_s if self._link is not None and self._link.age_s is not None and not stale else 0.0
        view = _come_back(trial.recentred) if trial.phase == "recentre" else trial.view(age_s)
        # What must be known was told before. Three seconds are too short for more, and what a drill says now is of no movement yet.
        canvas.title(GET_READY if trial.phase == "countdown" else self._words.shown or view.instruction)
        canvas.arena(view, view.dot or trial.cursor, reach=trial.header.reach, trail=tuple(self._trail), dim=stale, lens=self._lens,
                     words=aloud("No signal from the board") if stale else "")
        if trial.phase == "countdown" and not stale:
            canvas.countdown(max(1, ceil(trial.countdown_s)))
        self._draw_foot(canvas, view)
        quality = self._signal.shown
        if quality is not None and quality.word != "good" and not stale:  # a silence is told over the arena already
            canvas.link_badge(SIGNAL[quality.word], "poor" if quality.word == "poor" else "fair", detail=quality.reason)

    def _draw_foot(self, canvas: Canvas, view: View) -> None:
        """One thing: what was just changed or noted, which round begins, the keys where asked for, or else progress."""
        if self._notice and self._now_s - self._notice_since_s < self._notice_stands_s:
            canvas.note(self._notice)
        elif self._round and self.trial.phase == "countdown":
            canvas.note(self._round)
        elif self._help:
            asks = self.trial.asks
            keys = KEYS if asks is None else (*ANSWER_KEYS[asks], *KEYS)
            shown = feedback_words.setting(self.trial.level)
            canvas.key_help((*keys, ("", shown)) if shown else keys)
        elif view.total:
            canvas.pips(view.done, view.total)
        elif self.trial.phase == "play":
            canvas.bar(view.fraction)


def _come_back(done: float) -> View:
    """What to show while the dot comes back to the middle after a pause."""
    return View((Ring(CENTRE, RECENTRE_RADIUS_DEG, "goal", done),), aloud("Come back to the middle"))
