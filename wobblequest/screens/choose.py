"""Choose a level by leaning: the drill's levels as places on a way."""

from __future__ import annotations

from collections.abc import Sequence

from wobblequest.core.messages import aloud, chain, counted, message
from wobblequest.draw.canvas import Canvas, Place
from wobblequest.drills.register import DRILLS
from wobblequest.levels.level import Level
from wobblequest.screens import flow
from wobblequest.screens.beforehand import beforehand
from wobblequest.screens.centre import OffersCentre, centre_option
from wobblequest.screens.leaning import STRIP, Option
from wobblequest.screens.quest import Quest, best_stars, drills_of, proposed_level, quest
from wobblequest.screens.screen import Frame, Intent, Practice, Screen
from wobblequest.screens.zones import Side
from wobblequest.session.weeks import LEAST_WEEKS

ONE_LINE = 34
"""So many letters stand in one line; a longer goal is set smaller, in two."""
MOST_TOLD = 2
"""So many sentences on how to stand leave room for what a level asks for."""


class Choose(OffersCentre):
    """Lean right to play the place where the dot stands, left for the next open place, forward for other exercises (where level seems to
    have wandered: first to set it again, or not). Success opens the next place; a therapist goes to any with Tab.

    level : where to stand at first; None: at the next sensible level of the drill, or of the one played last.
    """

    may_check = True

    def __init__(self, practice: Practice, level: Level | None = None, *, drill: str | None = None) -> None:
        super().__init__(practice)
        past = practice.past()
        self._best = best_stars(past, board=practice.source.is_board)
        self._last = {trial.result.drill: trial.result.level for trial in past}
        self._drills = drills_of(practice.levels)
        level = level or (proposed_level(practice) if drill is None else None)
        self._quest: Quest | None = None
        self._place = 0
        self._weeks = self.practice.weeks_running()
        if level is not None:
            drill = level.drill
        if drill in self._drills:
            self._stand_at(drill, level)

    def _stand_at(self, drill: str, level: Level | None = None) -> None:
        self._quest = quest(self.practice.levels, drill, self._best, self._last.get(drill))
        self._place = self._quest.levels.index(level) if level in self._quest.levels else self._quest.proposed
        self.offer(self.possible())

    def possible(self) -> Sequence[Option]:
        if self._quest is None:
            return ()
        options = [Option("right", message("Play"), "lean-right", STRIP["right"])]
        if self.centre is not None:
            options.insert(0, centre_option(self.centre, STRIP["forward"]))
        elif len(self._drills) > 1:
            options.insert(0, Option("forward", message("Exercises"), "lean-forward", STRIP["forward"]))
        else:
            options.insert(0, Option("forward", message("Back"), "lean-forward", STRIP["forward"]))
        if self._next_open() != self._place:
            options.insert(0, Option("left", message("Next level"), "lean-left", STRIP["left"]))
        return options

    def take(self, frame: Frame) -> Screen | None:  # noqa: ARG002 - what it brought was looked at already
        self.look()
        return None

    def _next_open(self) -> int:
        """The next place, going round, to which the way is open; the same where there is no other.

        Nobody leans on to a test: eyes closed or one leg is for a therapist (Tab) or a programme to begin.
        """
        assert self._quest is not None  # noqa: S101 - asked only where there is one
        n = len(self._quest.levels)
        onward = ((self._place + i) % n for i in range(1, n))
        return next((i for i in onward if self._quest.open(i) and not self._quest.levels[i].test), self._place)

    @property
    def level(self) -> Level | None:
        """Where the dot stands; None without any level."""
        return None if self._quest is None else self._quest.levels[self._place]

    def choose(self, side: Side) -> Screen | None:
        if self._quest is None or self.level is None:
            return None
        if self.centre is not None and side == "forward":
            return self.taken(side)
        self.taken(side)
        if side == "right":
            return flow.play(self.practice, self.level)
        if side == "left":
            self._place = self._next_open()
            self.offer(self.possible())
            return None
        return flow.exercises(self.practice) if len(self._drills) > 1 else flow.home(self.practice)

    def asked(self, intent: Intent) -> Screen | None:
        match intent.deed:
            case "skip" if self._quest is not None:
                self._place = (self._place + 1) % len(self._quest.levels)
                self.offer(self.possible())
            case "rezero":
                return flow.set_centre(self.practice, self)
            case "history" if self.level is not None:
                return flow.history(self.practice, self.level, self)
            case "overview":
                return flow.profile(self.practice, self)
            case "back":
                return flow.home(self.practice)
            case "stop":
                return flow.stopped(self.practice)
        return None

    def paint(self, canvas: Canvas) -> None:
        level = self.level
        if self._quest is None or level is None:
            canvas.title(aloud("Where to today?"))
            canvas.caution(message("No level can be used. Run `wobblequest levels check`."))
            return
        canvas.title(DRILLS[level.drill].title)
        if canvas.calm:
            self._paint_calmly(canvas, level)
            return
        if self._weeks >= LEAST_WEEKS:
            canvas.text(counted("{n} week running", "{n} weeks running", self._weeks), 0.5, 0.207, size="small", role="soft", height=0.05,
                        lines=1)
        places = [
            Place(each.title, i + 1, self._quest.stars[i], self._quest.open(i) or i == self._place, current=i == self._place,
                  fill=self.fill("right") if i == self._place else 0.0)
            for i, each in enumerate(self._quest.levels)
        ]
        sentences = beforehand(level)
        told = chain(sentences)
        canvas.quest_map(places, area=(0.03, 0.22, 0.94, 0.335 if told else 0.455))
        goal = level.words.goal
        if len(sentences) > MOST_TOLD:  # how to stand is worth more room than what the countdown says again
            canvas.text(told, 0.5, 0.69, size="small", height=0.23, lines=3, bold=True, width=0.96)
            told = chain(())
        else:
            canvas.text(goal, 0.5, 0.62 if told else 0.745, size="secondary" if len(goal) <= ONE_LINE else "small", height=0.12)
        if told:
            canvas.text(told, 0.5, 0.752, size="small", height=0.11, bold=True, width=0.96)
        self.draw_zones(canvas, dial=False)

    def _paint_calmly(self, canvas: Canvas, level: Level) -> None:
        """Without map, stars and weeks: which level it is, and what it asks."""
        assert self._quest is not None  # noqa: S101 - it is painted only where there is one
        canvas.text(level.title, 0.5, 0.36, size="title", height=0.2)
        steps = sum(not each.test for each in self._quest.levels)
        where = message("A test") if level.test else message("Level {place} of {most}", place=self._place + 1, most=steps)
        canvas.text(where, 0.5, 0.5, role="soft", height=0.1)
        told = chain(beforehand(level))
        canvas.text(level.words.goal, 0.5, 0.61 if told else 0.65, height=0.14 if told else 0.18)
        if told:
            canvas.text(told, 0.5, 0.745, size="small", height=0.12, bold=True)
        self.draw_zones(canvas, dial=False)
