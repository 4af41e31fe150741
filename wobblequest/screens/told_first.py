"""What must be known before a level, one sentence at a time: how to stand, eyes closed, what is seen and heard of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from wobblequest.core.messages import message
from wobblequest.draw.canvas import Canvas
from wobblequest.screens import flow
from wobblequest.screens.leaning import LeaningScreen, Option
from wobblequest.screens.screen import Intent, Practice, Screen
from wobblequest.screens.zones import Side


class ToldFirst(LeaningScreen):
    """Lean right when it is done, or understood; nothing goes on by itself. left : back to the sentence before, or out of it.

    sentences : at least one. then : what follows the last one. out : where somebody goes who does not want it.
    """

    def __init__(self, practice: Practice, sentences: Sequence[str], then: Callable[[], Screen], out: Callable[[], Screen]) -> None:
        super().__init__(practice, OPTIONS)
        self._sentences, self._then, self._out = tuple(sentences), then, out
        self._at = 0

    def choose(self, side: Side) -> Screen | None:
        self._at += 1 if side == "right" else -1
        if self._at < 0:
            return self._out()
        if self._at == len(self._sentences):
            return self._then()
        self.offer_anew(OPTIONS)
        return None

    def asked(self, intent: Intent) -> Screen | None:
        if intent.deed == "back":
            return self.choose("left")
        return flow.stopped(self.practice) if intent.deed == "stop" else None

    def paint(self, canvas: Canvas) -> None:
        canvas.title(self._sentences[self._at])
        if len(self._sentences) > 1:
            canvas.subtitle(message("{number} of {all} to know", number=self._at + 1, all=len(self._sentences)))
        self.draw_zones(canvas)
        canvas.instruction(self.right_words("go on"))


OPTIONS = (Option("left", message("Back"), "back"), Option("right", message("I am ready"), "check"))
