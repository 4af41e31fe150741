"""Who plays? Nobody types for it: the newest first, then whoever is new."""

from __future__ import annotations

from collections.abc import Sequence

from wobblequest.core.messages import aloud, message, name
from wobblequest.draw.canvas import Canvas
from wobblequest.draw.emblems import emblem_of
from wobblequest.levels.level import Level
from wobblequest.screens import flow
from wobblequest.screens.leaning import Option
from wobblequest.screens.screen import Intent, Practice, Screen
from wobblequest.screens.setting_up import SettingUp
from wobblequest.screens.zones import Side
from wobblequest.store.people import GUEST

MOST_ASKED = 5
"""So many are gone through by leaning; of more, whoever played longer ago types their name."""


class WhoPlays(SettingUp):
    """Lean right for yes, left for somebody else, forward for who is new here.

    chosen : the level to play at once. first : the first run goes on with it.
    """

    leads_to_ready = True

    def __init__(self, practice: Practice, chosen: Level | None = None, *, first: bool = False) -> None:
        super().__init__(practice)
        self._chosen_level, self._first = chosen, first
        self._known = tuple(practice.people())[:MOST_ASKED]
        self._place = 0
        self.offer(self._choices())

    @property
    def alias(self) -> str:
        """Who is asked for; "" for somebody new."""
        return self._known[self._place] if self._place < len(self._known) else ""

    def _choices(self) -> Sequence[Option]:
        other = (Option("left", message("Somebody else"), "lean-left"),) if self._known else ()
        if self.alias:
            onward = Option("forward", message("I am new here"), "lean-forward"), Option("right", message("Yes, that is me"), "check")
        else:
            onward = Option("forward", message("Only a guest"), "cup"), Option("right", message("Yes, I am new"), "check")
        return (*other, *onward)

    def choose(self, side: Side) -> Screen | None:
        if side == "left":
            self._place = (self._place + 1) % (len(self._known) + 1)
            self.offer(self._choices())
            return None
        if side == "right" and self.alias:
            return flow.met(self.practice, self.alias, self._chosen_level, first=self._first)
        if side == "forward" and not self.alias:
            return flow.met(self.practice, GUEST, self._chosen_level, first=self._first)
        return flow.new_person(self.practice, self._chosen_level, first=self._first)

    def asked(self, intent: Intent) -> Screen | None:
        return flow.ready(self.practice, self._chosen_level) if intent.deed in ("stop", "back") and not self._first else None

    def paint(self, canvas: Canvas) -> None:
        canvas.title(aloud("Is this you?") if self.alias else aloud("Are you new here?"))
        if self.alias:
            canvas.icon(emblem_of(self.alias), 0.5, 0.245, size="small", role="goal")
            canvas.text(name(self.alias), 0.5, 0.885, size="huge", height=0.18, bold=True)
        self.draw_zones(canvas, dial=self.leans)
        self.draw_hint(canvas, 0.765)
