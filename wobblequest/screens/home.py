"""Home: a greeting at first, what is due today, and one lean to begin it."""

from __future__ import annotations

from collections.abc import Sequence

from wobblequest.core.messages import Message, aloud, chain, counted, message
from wobblequest.draw.canvas import Canvas
from wobblequest.drills.register import DRILLS
from wobblequest.levels.level import Level
from wobblequest.levels.programme import by_id, expected_min
from wobblequest.screens import flow
from wobblequest.screens.beforehand import beforehand
from wobblequest.screens.centre import OffersCentre, centre_option, centre_words
from wobblequest.screens.goals import goal_words
from wobblequest.screens.how_to import RIGHT, plays_with
from wobblequest.screens.leaning import Option
from wobblequest.screens.quest import proposed_level
from wobblequest.screens.screen import Frame, Intent, Practice, Prescription, Screen
from wobblequest.screens.zones import Side
from wobblequest.session.activity import day_words

MORNING_H, AFTERNOON_H, EVENING_H = 4, 12, 18
GOAL_EACH = 3
"""The own goal is shown before the first session, and before every third one."""


class Home(OffersCentre):
    """Lean right to begin today's session (without a programme, or after it: to play the level that is next), left for everything else;
    where level seems to have wandered, forward to set it again.

    level : the one to propose; None: the next sensible one of the drill played last.
    """

    may_check = True

    def __init__(self, practice: Practice, level: Level | None = None) -> None:
        super().__init__(practice)
        prescription = practice.prescription
        self._session = prescription if prescription is not None and prescription.run is None else None
        self.level = level or proposed_level(practice)
        self._subtitle: str = ""
        self._instruction: str = ""
        self._title = self._words_at_top()
        if self._session is not None:
            self._subtitle, self._instruction = self._of_session(self._session)
        elif self.level is not None:
            how = beforehand(self.level)
            self._subtitle = chain((DRILLS[self.level.drill].title, self.level.title), ": ")
            self._instruction = chain(how[:2]) if how else self.level.words.goal
        goal = practice.preferences.goal
        if goal and len(practice.days_played()) % GOAL_EACH == 0 and not (self._session is not None and self._session.due.rest_day):
            self._instruction = message("You practise for this: {goal}", goal=goal_words(goal))
        self.offer(self.possible())

    def _words_at_top(self) -> Message:
        """A good day is wished once; who comes back is told what they may do."""
        if not self.practice.sitting.greeted:
            return greeting(self.practice.alias, self.practice.now().hour)
        idle = self._session is not None and self._session.due.rest_day
        return aloud("What would you like?") if idle else aloud("Go on when you are ready")

    def _of_session(self, session: Prescription) -> tuple[Message, Message]:
        programme, due = session.programme, session.due
        start = RIGHT["start"][plays_with(self.practice)]
        if due.rest_day:
            return day_words(due.next_on, session.today), due.words
        if due.evaluate and programme.evaluation is not None:
            tests = len(programme.evaluation.tests)
            return counted("{n} test today: where do you stand?", "{n} tests today: where do you stand?", tests), start
        if due.over:
            return due.words, start
        minutes = max(1, round(expected_min(programme, by_id(self.practice.levels))))
        return counted("Week {week}, session {number}: about {n} minute", "Week {week}, session {number}: about {n} minutes", minutes,
                       week=due.week, number=due.number), start

    def possible(self) -> Sequence[Option]:
        options = [Option("left", message("Something else"), "more")]
        if self.centre is not None:
            options.append(centre_option(self.centre))
        if self._session is not None:
            options.append(Option("right", message("Start"), "play"))
        elif self.level is not None:
            options.append(Option("right", message("Play"), "play"))
        return options

    def take(self, frame: Frame) -> Screen | None:  # noqa: ARG002 - what it brought was looked at already
        self.practice.sitting.greet()
        self.look()
        return None

    def choose(self, side: Side) -> Screen | None:
        if self.centre is not None and side == "forward":
            return self.taken(side)
        self.taken(side)
        if side == "left":
            return flow.menu(self.practice)
        if self._session is not None:
            return flow.start(self.practice, self._session)
        return None if self.level is None else flow.play(self.practice, self.level)

    def asked(self, intent: Intent) -> Screen | None:
        match intent.deed:
            case "skip":
                return flow.choose(self.practice, self.level)
            case "rezero":
                return flow.set_centre(self.practice, self)
            case "history" if self.level is not None:
                return flow.history(self.practice, self.level, self)
            case "overview":
                return flow.profile(self.practice, self)
            case "stop":  # back leads nowhere from here: pressed once too often on the way home it must end nothing
                return flow.stopped(self.practice)
        return None

    def paint(self, canvas: Canvas) -> None:
        canvas.title(self._title)
        if self._session is None and self.level is None:
            canvas.caution(message("No level can be used. Run `wobblequest levels check`."))
            self.draw_zones(canvas)
            return
        canvas.subtitle(self._subtitle if self.centre is None else centre_words(self.centre))
        self.draw_zones(canvas)
        canvas.instruction(aloud("Lean forward to set it again") if self.only_centre else self._instruction)


def greeting(alias: str, hour: int) -> Message:
    """By the time of day. hour : 0…23."""
    if MORNING_H <= hour < AFTERNOON_H:
        return message("Good morning, {name}", name=alias)
    if AFTERNOON_H <= hour < EVENING_H:
        return message("Good afternoon, {name}", name=alias)
    return message("Good evening, {name}", name=alias)
