"""Today's session of a programme: what it is, how long, and one lean to begin."""

from __future__ import annotations

from wobblequest.draw.canvas import Canvas
from wobblequest.levels.programme import by_id, expected_min
from wobblequest.screens import flow
from wobblequest.screens.leaning import LeaningScreen, Option
from wobblequest.screens.screen import Intent, Practice, Prescription, Screen
from wobblequest.screens.zones import Side


class Today(LeaningScreen):
    """Lean right to begin today's session, left to choose freely instead."""

    may_check = True

    def __init__(self, practice: Practice, prescription: Prescription) -> None:
        super().__init__(practice, (Option("left", "Choose freely", "lean-left"), Option("right", "Begin", "play")))
        self._prescription = prescription
        programme, due = prescription.programme, prescription.due
        self._title, self._words = programme.title, due.words.rstrip(".")
        if due.evaluate and programme.evaluation is not None:
            tests = len(programme.evaluation.tests)
            self._what = f"{tests} {'test' if tests == 1 else 'tests'} today: where do you stand?"
        else:
            session = programme.session
            exercises = len(session.warm_up) + sum(block.trials for block in session.blocks) + (session.closing is not None)
            self._what = f"{exercises} exercises, about {round(expected_min(programme, by_id(practice.levels)))} minutes"

    def choose(self, side: Side) -> Screen | None:
        if side == "left":
            return flow.choose(self.practice)
        self._prescription.begin()
        return flow.prescribed(self.practice, self._prescription)

    def asked(self, intent: Intent) -> Screen | None:
        match intent.deed:
            case "skip":
                return flow.choose(self.practice)
            case "overview":
                return flow.profile(self.practice, self)
            case "stop" | "back":
                return flow.stopped(self.practice)
        return None

    def paint(self, canvas: Canvas) -> None:
        canvas.title(self._title)
        canvas.subtitle(self._words)
        self.draw_zones(canvas)
        canvas.instruction(self._what)
