"""Four questions before the first exercise of a sitting, one at a time. Standing still answers nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Literal

from wobblequest.core.messages import Message, aloud, message
from wobblequest.draw.canvas import Canvas
from wobblequest.screens import flow, how_to
from wobblequest.screens.flow.safety import Asking
from wobblequest.screens.leaning import Option
from wobblequest.screens.screen import Intent, Practice, Screen
from wobblequest.screens.steady_first import SteadyFirst
from wobblequest.screens.zones import Side

Question = Literal["alarm", "unwell", "company"]
TITLES: Mapping[Question, Message] = MappingProxyType({
    "alarm": aloud("Dizzy, chest pain or breathless?"), "unwell": aloud("Do you feel unwell today?"),
    "company": aloud("Is somebody with you?"),
})
HOW: Mapping[how_to.With, Message] = MappingProxyType({
    "board": aloud("Lean left for yes, right for no"), "keyboard": aloud("Press left for yes, right for no"),
    "gamepad": aloud("Stick left for yes, right for no"), "mouse": aloud("Tap left for yes, right for no"),
    "button": aloud("Press when your answer lights up"),
})
"""How to answer: yes is at the left, as in every question about pain."""


class YesOrNo(SteadyFirst):
    """One question. Who says yes by leaning on a board of unknown mounting must not be taken to say no: keys answer there."""

    any_lean = False

    def __init__(self, practice: Practice, asking: Asking, question: Question) -> None:
        super().__init__(practice, (Option("left", message("Yes"), "check"), Option("right", message("No"), "next")),
                         settling=asking.settling)
        self._asking, self._question = asking, question

    def choose(self, side: Side) -> Screen | None:
        yes = side == "left"
        given = self._asking.answers
        match self._question:
            case "alarm":
                given = replace(given, alarm=yes)
            case "unwell":
                given = replace(given, unwell=yes)
            case "company":
                given = replace(given, company=yes)
        return flow.next_question(self.practice, replace(self._asking.settled(self.settling), answers=given))

    def asked(self, intent: Intent) -> Screen | None:
        return flow.stopped(self.practice) if intent.deed in ("stop", "back") else None

    def paint(self, canvas: Canvas) -> None:
        canvas.title(TITLES[self._question])
        self.draw_zones(canvas, dial=not self.unknown_mounting)
        canvas.instruction(HOW[how_to.answers_with(self.practice, leans=not self.unknown_mounting)])


class Alone(SteadyFirst):
    """Nobody else is there: one thing to have at hand, and on."""

    def __init__(self, practice: Practice, asking: Asking, then: Callable[[], Screen]) -> None:
        super().__init__(practice, (Option("right", message("Go on"), "next"),), settling=asking.settling)
        self._then = then

    def choose(self, side: Side) -> Screen | None:  # noqa: ARG002 - there is only one
        return self._then()

    def asked(self, intent: Intent) -> Screen | None:
        return flow.stopped(self.practice) if intent.deed in ("stop", "back") else None

    def paint(self, canvas: Canvas) -> None:
        canvas.title(aloud("Keep a telephone within reach"))
        self.draw_zones(canvas)
        canvas.instruction(self.right_words("go on"))
