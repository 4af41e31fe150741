"""What somebody practises for: a suggestion taken by leaning, or own words typed on a keyboard."""

from __future__ import annotations

from wobblequest.core.messages import Message, aloud, message, name
from wobblequest.draw.canvas import Canvas
from wobblequest.screens import flow
from wobblequest.screens.goals import SUGGESTIONS, goal_words
from wobblequest.screens.leaning import STRIP, LeaningScreen, Option
from wobblequest.screens.screen import Intent, Practice, Request, Screen, Typed
from wobblequest.screens.zones import Side
from wobblequest.session.preferences import LONGEST_GOAL

CURSOR = "_"


class Goal(LeaningScreen):
    """Lean left for the next suggestion, right to take what is shown, forward to go back as it was. Own words are typed, and taken by
    Enter; without any the goal is taken away.
    """

    typing = True

    def __init__(self, practice: Practice) -> None:
        super().__init__(practice, (
            Option("left", message("Next one"), "lean-left", STRIP["left"]), Option("forward", message("Back"), "back", STRIP["forward"]),
            Option("right", message("Take this"), "check", STRIP["right"])))
        kept = practice.preferences.goal
        own = (kept,) if kept and kept not in SUGGESTIONS else ()
        self._choices: tuple[str, ...] = (*own, *SUGGESTIONS, "")
        self._place = self._choices.index(kept) if kept else 0
        self._typed: str | None = None

    @property
    def shown(self) -> Message:
        """What would be taken now."""
        if self._typed is not None:
            return name(self._typed)
        goal = self._choices[self._place]
        return goal_words(goal) if goal else message("No goal for now")

    def choose(self, side: Side) -> Screen | None:
        if side == "left":
            self._typed, self._place = None, (self._place + 1) % len(self._choices)
            return None
        if side == "right":
            goal = self._choices[self._place] if self._typed is None else self._typed.strip()
            self.practice.keep_preferences(self.practice.preferences.model_copy(update={"goal": str(goal)}))
        return flow.progress(self.practice)

    def request(self, request: Request) -> Screen | None:
        if isinstance(request, Typed):
            self._typed = ((self._typed or "") + request.letters)[:LONGEST_GOAL]
            return None
        return super().request(request)

    def asked(self, intent: Intent) -> Screen | None:
        if intent.deed == "back" and self._typed:
            self._typed = self._typed[:-1]
            return None
        return flow.progress(self.practice) if intent.deed in ("stop", "back") else None

    def paint(self, canvas: Canvas) -> None:
        canvas.title(aloud("What do you practise for?"))
        canvas.icon("flag", 0.5, 0.31, role="goal")
        words = self.shown if self._typed is None else name(self._typed + CURSOR)
        canvas.text(words, 0.5, 0.53, size="instruction", bold=True, height=0.22)
        canvas.text(message("Or type your own words"), 0.5, 0.74, size="small", role="soft", height=0.08)
        self.draw_zones(canvas, dial=False)
