"""The result of a trial: one sentence, a picture, three numbers, stars, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from wobblequest.core.messages import chain, counted, message
from wobblequest.core.result import Result
from wobblequest.draw.canvas import Area, Canvas
from wobblequest.drills.recall import RecallState
from wobblequest.levels.level import Level
from wobblequest.screens import feedback_words, flow
from wobblequest.screens.centre import OffersCentre, centre_option
from wobblequest.screens.headlines import lines_of
from wobblequest.screens.keepsakes import path_picture, rose_picture
from wobblequest.screens.leaning import STRIP, Option
from wobblequest.screens.praise import comparable, praise, rows, sessions_before
from wobblequest.screens.quest import after, best_stars, quest
from wobblequest.screens.screen import Frame, Intent, Practice, Prescription, Screen
from wobblequest.screens.signal_words import counts, signal_words
from wobblequest.screens.zones import Side
from wobblequest.session.pictured import PathPicture, RosePicture, dot_of, straightness
from wobblequest.session.suggestion import suggested
from wobblequest.session.trial import Trial

PICTURE: Area = (0.02, 0.2, 0.38, 0.605)
NUMBERS: Area = (0.41, 0.21, 0.57, 0.45)
STARS: Area = (0.41, 0.68, 0.57, 0.11)
ASIDE = (0.5, 0.9, 0.3)
STOP = Option("left", message("Stop"), "stop", STRIP["left"])
OPTIONS = (Option("left", message("Again"), "lean-left", STRIP["left"]), Option("right", message("Go on"), "lean-right", STRIP["right"]))


class ResultScreen(OffersCentre):
    """Lean right to go on (rest, then choose), left to play the same level again after a rest.

    prescription : of the session that the trial was a step of: then right goes on with the session, and left ends it.
    """

    may_check = True

    def __init__(self, practice: Practice, trial: Trial, result: Result, prescription: Prescription | None = None) -> None:
        super().__init__(practice)
        self._prescription = prescription
        self.trial, self.result = trial, result
        self._since_s: float | None = None
        level = trial.level
        before = [p.result for p in practice.past(level.drill) if p.trial_id != result.trial_id]
        alone = not comparable(result, level)
        like = [] if alone else [r for r in before if r.level == level.id and r.source == result.source and comparable(r, level)]
        self._praise = praise(result, like, alone=alone)
        self._rows = rows(result, sessions_before(result, practice.past(level.drill), like), lines_of(level))
        best = best_stars(practice.past(level.drill), board=practice.source.is_board)
        self._stars = result.stars if counts(result) else None
        way = quest(practice.levels, level.drill, best, level.id)
        of_it = [*straight_before(result, level, before), result]
        self.next_level = after(way, level, 0 if self._stars is None else suggested(level, of_it))
        self._rose = straightness(trial.motion()) if level.drill == "reach" else ()
        self._dot = dot_of(trial)
        seen = feedback_words.after(level)
        blind = isinstance(trial.drill_state, RecallState)
        self._caption = message("The places, and where you were") if blind else seen or message("Where your dot went")
        self._rose_caption = chain([message("How straight in each direction"), seen])
        self.offer(self.possible())

    def possible(self) -> Sequence[Option]:
        forward = () if self.centre is None else (centre_option(self.centre, STRIP["forward"]),)
        return (OPTIONS[0] if self._prescription is None else STOP, *forward, OPTIONS[1])

    def take(self, frame: Frame) -> Screen | None:
        if self._since_s is None:
            self._since_s = frame.now_s
        self.look()
        return None

    @property
    def picture(self) -> PathPicture | RosePicture | None:
        """To be kept: what the screen shows; None where the level does not show how it went."""
        if self.trial.level.feedback.when == "none":
            return None
        return (rose_picture(self.trial) if self._rose else None) or path_picture(self.trial)

    @property
    def _rested_s(self) -> float:
        return 0.0 if self._since_s is None else self.now_s - self._since_s

    def choose(self, side: Side) -> Screen | None:
        if side == "forward":
            return self.taken(side)
        self.taken(side)
        if self._prescription is not None:
            return self._go_on_with(self._prescription, side)
        if side == "left":
            return flow.rest(self.practice, self._rested_s, again=self.trial.level)
        return flow.rest(self.practice, self._rested_s, stand_at=self.next_level)

    def _go_on_with(self, prescription: Prescription, side: Side) -> Screen:
        if side == "right":
            return flow.after_step(self.practice, prescription, self._rested_s)
        prescription.stop(message("You stopped for today."))
        return flow.stopped(self.practice)

    def asked(self, intent: Intent) -> Screen | None:
        match intent.deed:
            case "rezero":
                return flow.set_centre(self.practice, self)
            case "history":
                return flow.history(self.practice, self.trial.level, self)
            case "skip" if self._prescription is None:
                return flow.choose(self.practice, self.next_level)
            case "stop" | "back":
                if self._prescription is not None:
                    self._prescription.stop(message("You stopped for today."))
                return flow.stopped(self.practice)
        return None

    @property
    def _next_words(self) -> str:
        level = self.next_level
        if level is None or self._prescription is not None:
            return ""
        if level == self.trial.level:
            return message("Once more")
        if level.difficulty < self.trial.level.difficulty and not self.trial.level.test:
            return message("A little easier: {level}", level=level.title)
        return message("Next: {level}", level=level.title)

    @property
    def _without_stars(self) -> str:
        if not counts(self.result):
            return chain([signal_words(self.result.quality), message("It does not count")])
        if self.trial.level.test:
            return message("A test: its numbers count, not stars")
        if self.trial.adjusted:
            return message("The difficulty was changed: no stars this time")
        return message("Too little was measured for stars")

    @property
    def _aside(self) -> str:
        if not self.practice.source.is_board:
            return message("For trying out: it does not count")
        return self._praise.aside

    def _paint_without_result(self, canvas: Canvas) -> None:
        """For a level without knowledge of results: what was done, that it is kept, and no number, picture or star."""
        canvas.title(counted("You kept at it for {n} second", "You kept at it for {n} seconds", round(self.result.duration_s)))
        canvas.icon("check", 0.5, 0.33, role="done")
        canvas.text(message("This exercise does not show how it went"), 0.5, 0.52, height=0.16)
        canvas.text(message("It is kept: whoever helps you finds it with H"), 0.5, 0.7, size="small", role="soft", height=0.12)
        self.draw_zones(canvas, dial=False)

    def paint(self, canvas: Canvas) -> None:
        if self.trial.level.feedback.when == "none":
            self._paint_without_result(canvas)
            return
        canvas.title(self._praise.sentence)
        if any(value is not None for value in self._rose):
            canvas.rose(self._rose, caption=self._rose_caption, area=PICTURE)
        else:
            dot = self._dot
            canvas.path_picture(dot.points, dot.targets, reach=self.trial.header.reach, caption=self._caption, area=PICTURE,
                                marks=dot.marks, boxes=dot.boxes)
        canvas.number_rows(self._rows, area=NUMBERS)
        if self._stars is not None:
            canvas.stars(self._stars, words=self._next_words, area=STARS)
        else:
            left, top, width, height = STARS
            canvas.text(self._without_stars, left + width / 2, top + height / 2, size="small", role="soft", width=width,
                        height=height + 0.02)
        if self.centre is None:  # else the offer stands there
            x, y, width = ASIDE
            canvas.text(self._aside, x, y, size="small", role="soft", width=width, height=0.18, lines=3)
        self.draw_zones(canvas, dial=False)


def straight_before(result: Result, level: Level, past: Sequence[Result]) -> list[Result]:
    """The trials of the level straight before a result of it, with no other of its drill between; of them those that compare with it."""
    running = list(takewhile(lambda each: each.level == level.id, reversed(past)))
    return [each for each in reversed(running) if each.source == result.source and comparable(each, level)]
