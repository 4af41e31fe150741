"""How a simulated person answers a second task: after a while, and not always rightly.

How long it takes and how often it goes wrong grow with the load of the task, with a movement done meanwhile, and with less skill. As the
rest of the person it is a model for practice, tests and demonstrations: its figures are ours, and nothing about a person follows from it.
"""

from __future__ import annotations

from wobblequest.core.chance import Chance
from wobblequest.drills.drill import Answer, Question
from wobblequest.input.traits import Traits, traits_of

CHOOSE_S = 0.2
"""A press that has to be chosen takes longer than one reaction."""
THINK_S = 0.5
"""And so much longer under full load."""
SPEAK_S = 1.2
"""To say a number, and to have it marked, before any thinking."""
COUNT_S = 2.4
WORSE_WHILE_MOVING = 1.5
MOST_ERRORS = 0.5


class SecondTask:
    """Answers of one person, each question's by its own draws; the same skill, chance and questions give the same answers."""

    def __init__(self, skill: float, chance: Chance) -> None:
        self._traits: Traits = traits_of(skill)
        self._slow = 1.0 - skill
        self._chance = chance
        self._since_s: float | None = None
        self._due_s = 0.0
        self._says: Answer | None = None

    def answer(self, question: Question | None, t_s: float) -> Answer | None:
        """What is said at trial time ``t_s`` to what is asked now; None where nothing is, or not yet."""
        if question is None:
            self._says = None  # whatever it would have been, it comes too late
            return None
        if question.since_s != self._since_s:
            self._take(question)
        if self._says is None or t_s < self._due_s:
            return None
        says, self._says = self._says, None
        return says

    def _take(self, question: Question) -> None:
        self._since_s = question.since_s
        worse = WORSE_WHILE_MOVING if question.moving else 1.0
        errors = min(MOST_ERRORS, worse * question.load * (0.04 + 0.3 * self._slow))
        right = self._chance.uniform(0.0, 1.0) >= errors
        hurry = self._chance.uniform(0.85, 1.35)
        if question.asks == "mark":
            self._says = "right" if right else "wrong"
            takes_s = SPEAK_S + COUNT_S * question.load * self._slow * worse
        else:
            self._says = "yes" if question.press == right else None
            takes_s = self._traits.react_s + CHOOSE_S + THINK_S * question.load * (0.5 + self._slow) * worse
        self._due_s = question.since_s + takes_s * hurry
