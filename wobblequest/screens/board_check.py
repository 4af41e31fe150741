"""Board check: is the dot where the person leans, how good is the signal, and how late does it come?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from wobblequest.core.arena import Point, Target, toward
from wobblequest.core.messages import Message, aloud, chain, message
from wobblequest.core.reach import Reach
from wobblequest.draw.canvas import Canvas
from wobblequest.screens import flow
from wobblequest.screens.board_facts import BoardFacts, tilt_words
from wobblequest.screens.leaning import AIM_RADIUS_DEG, AIM_SHARE, STRIP, LeaningScreen, Option
from wobblequest.screens.screen import Frame, Intent, Practice, Screen
from wobblequest.screens.went import LeanWatch
from wobblequest.screens.zones import Side

VERDICT_S = 4.0
LEAST_LEAN_DEG, MOST_WISH_DEG = 5.0, 10.0
NO, YES = (0.02, 0.82, 0.39, 0.16), (0.59, 0.82, 0.39, 0.16)
"""Wide enough for an answer in one line; the question stands between them."""
ASIDE, ASIDE_WIDTH = 0.41, 0.57
"""Where words stand beside the dial, as shares of the width."""
FEW_LETTERS = 80
"""So few letters of facts leave room for numbers one below the other, in the largest type."""
PLAYED_WITH = {
    "keyboard": message("You play with the keyboard"), "mouse": message("You play with the mouse"),
    "gamepad": message("You play with a gamepad"), "sim": message("A simulated person plays"), "replay": message("A recording is played"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """One lean that is asked for, and where the dot should go with it."""

    words: Message
    direction_deg: float
    way: str


QUESTIONS = (
    Question(aloud("Lean forward: is this right?"), 0.0, "up"), Question(aloud("Lean to your right: is this right?"), 90.0, "right"),
)


class BoardCheck(LeaningScreen):
    """Asks for a lean forward and one to the right and says where the dot went; then a lean to the right goes back to where the person
    was, one to the left sets the board up again. Backspace and Esc go back at any time, Enter takes what is proposed.

    Beside it stands what the board says: live tilt, how it is heard, how late. A board that is silent is never shown as if it were not.
    """

    tells_silence = True

    def __init__(self, practice: Practice, back: LeaningScreen) -> None:
        super().__init__(practice)
        self._back = back
        self._facts = BoardFacts()
        self._answers: list[str] = []
        self._answered_s: float | None = None
        self._start: Point | None = None
        self._watch = self._next_watch()
        if not flow.can_calibrate(practice):
            self.offer((Option("right", message("Back"), "back", STRIP["right"]),))
        elif practice.calibration is None:
            go_back = Option("left", message("Back"), "back", STRIP["left"])
            self.offer((go_back, Option("right", message("Set up"), "again", STRIP["right"])))

    # -- what is asked ------------------------------------------------------------------------------------------------

    @property
    def _question(self) -> Question | None:
        """The one that is asked now; None once both are answered, and where there is nothing to ask."""
        known = flow.can_calibrate(self.practice) and self.practice.calibration is not None
        return QUESTIONS[len(self._answers)] if known and len(self._answers) < len(QUESTIONS) else None

    def _next_watch(self) -> LeanWatch:
        return LeanWatch(max(LEAST_LEAN_DEG, self._zones.rules.enter_share * min(self._reach.degrees)), self._start)

    @property
    def _reach(self) -> Reach:
        return self.practice.reach or Reach()

    def take(self, frame: Frame) -> Screen | None:
        self._facts.feed(frame, self.practice.source)
        if not self.alive:
            self._watch = self._next_watch()
            return None
        if self._answered_s is not None:
            if frame.now_s - self._answered_s >= VERDICT_S:
                self._answered_s = None
                self._ask_next()
            return None
        question = self._question
        if question is None:
            return None
        self._watch.feed(frame.tilts)
        if self._watch.went is not None:
            self._answers.append(self._watch.went)
            self._answered_s = frame.now_s
            self.practice.say("hit" if self._watch.went == question.way else "miss")
        return None

    def _ask_next(self) -> None:
        self._start = self._watch.start or self._start
        self._watch = self._next_watch()
        if self._question is None:
            self._proposed = "right" if self._right else "left"
            no, yes = message("No, set up again"), message("Yes, it is right")
            self.offer_anew((Option("left", no, "again", NO), Option("right", yes, "check", YES)))

    @property
    def _right(self) -> bool:
        """Whether the dot went where it should each time it was asked for."""
        return all(went == question.way for went, question in zip(self._answers, QUESTIONS, strict=False))

    @property
    def _title(self) -> Message:
        if not flow.can_calibrate(self.practice):
            return aloud("There is no board to check")
        if not self.alive:
            return aloud("No signal from the board")
        if self.practice.calibration is None:
            return aloud("This board is not set up yet")
        question = self._question
        if self._answered_s is not None:
            return verdict(self._answers[-1], QUESTIONS[len(self._answers) - 1].way)
        if question is not None and self._watch.start is None:
            return aloud("Stand still for a moment") if self._start is None else aloud("Come back to the middle")
        if question is not None:
            return question.words
        if self._right:
            return aloud("The dot went where you leaned")
        return next(verdict(went, q.way) for went, q in zip(self._answers, QUESTIONS, strict=True) if went != q.way)

    @property
    def _asked(self) -> Target | None:
        """Where the dot should go now."""
        if self._question is None or self._watch.start is None or self._answered_s is not None:
            return None
        direction = self._question.direction_deg
        far = max(self._watch.least_deg * 1.3, min(AIM_SHARE * self._reach.at(direction), MOST_WISH_DEG))
        way = toward(direction, far)
        return Target(Point(self._watch.start[0] + way[0], self._watch.start[1] + way[1]), AIM_RADIUS_DEG)

    @property
    def aim(self) -> Target | None:
        return self._asked or super().aim

    # -- ways out ------------------------------------------------------------------------------------------------------

    def choose(self, side: Side) -> Screen | None:
        setting_up = flow.can_calibrate(self.practice) and side == ("right" if self.practice.calibration is None else "left")
        if setting_up:
            return flow.proceed(self.practice, flow.Plan(flow.ALL_STEPS, back=self._back))
        return flow.come_back(self._back)

    def pressed_in_vain(self) -> Screen | None:
        """With one button alone: as long as nothing is offered, back to where the person was."""
        return flow.come_back(self._back)

    def asked(self, intent: Intent) -> Screen | None:
        return flow.come_back(self._back) if intent.deed in ("back", "stop", "skip", "check") else None

    # -- to be seen ---------------------------------------------------------------------------------------------------

    def paint(self, canvas: Canvas) -> None:
        canvas.title(self._title)
        if not flow.can_calibrate(self.practice):
            canvas.subtitle(PLAYED_WITH.get(self.practice.source.kind, self.practice.source.name))
            canvas.icon("board", 0.5, 0.52, size="large", role="soft")
            self.draw_zones(canvas, dial=False)
            return
        known = self.practice.calibration is not None
        canvas.board_dial(self.cursor if known else None, asked=self._asked, fill=self._watch.held, dim=not self.alive)
        few = sum(len(words) for words, _ in self._facts.rows) <= FEW_LETTERS
        top = 0.47 if not self.alive else 0.43 if few else 0.3
        forward, right = tilt_words(self._facts.tilt)
        if not self.alive:
            words = self.link.words if self.link is not None else ""
            canvas.text(words, ASIDE, 0.31, align="left", width=ASIDE_WIDTH, height=0.2, lines=4)
        elif known and few:
            for words, y in ((forward, 0.235), (right, 0.335)):
                canvas.text(words, ASIDE, y, size="instruction", align="left", width=ASIDE_WIDTH, height=0.1, lines=1, bold=True)
        elif known:
            canvas.text(chain([forward, right], ", "), ASIDE, 0.24, align="left", width=ASIDE_WIDTH, height=0.12, lines=1, bold=True)
        canvas.facts(self._facts.rows, soft=not self.alive, area=(ASIDE, top, ASIDE_WIDTH, 0.8 - top))
        self._paint_foot(canvas)

    @property
    def _way_back(self) -> Message:
        return message("A press goes back") if self.practice.preferences.one_button else message("Backspace goes back")

    def _paint_foot(self, canvas: Canvas) -> None:
        """The choice once there is one; before, how to leave."""
        if not self.alive or not self._zones.sides:
            canvas.text(self._way_back, 0.5, 0.955, size="small", role="soft", lines=1)
            return
        self.draw_zones(canvas, dial=False)
        if self.practice.calibration is not None:
            canvas.text(message("Is this right?"), 0.5, 0.9, size="secondary", width=0.17, height=0.18, bold=True)


WENT: Mapping[str, tuple[Message, Message]] = MappingProxyType({
    "": (aloud("The dot did not move"), aloud("The dot did not move")),
    "up": (aloud("The dot went up, as it should"), aloud("The dot went up, not right")),
    "up and right": (aloud("The dot went up and right, not up"), aloud("The dot went up and right, not right")),
    "right": (aloud("The dot went right, not up"), aloud("The dot went right, as it should")),
    "down and right": (aloud("The dot went down and right, not up"), aloud("The dot went down and right, not right")),
    "down": (aloud("The dot went down, not up"), aloud("The dot went down, not right")),
    "down and left": (aloud("The dot went down and left, not up"), aloud("The dot went down and left, not right")),
    "left": (aloud("The dot went left, not up"), aloud("The dot went left, not right")),
    "up and left": (aloud("The dot went up and left, not up"), aloud("The dot went up and left, not right")),
})
"""Which way the dot went (`went.WAYS`) → what is said where it should have gone up, and where to the right."""


def verdict(went: str, way: str) -> Message:
    """What is said of one lean: where the dot went, and where it should have gone (``up`` or ``right``)."""
    up, right = WENT[went]
    return up if way == "up" else right
