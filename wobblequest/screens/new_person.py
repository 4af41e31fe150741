"""What a new person goes by: one of the names that are offered, by leaning, or one of their own, typed."""

from __future__ import annotations

from collections.abc import Sequence

from wobblequest.core.errors import UsageError
from wobblequest.core.messages import aloud, message, name
from wobblequest.draw.canvas import Canvas
from wobblequest.draw.emblems import emblem_of
from wobblequest.language.catalogue import catalogue
from wobblequest.levels.level import Level
from wobblequest.screens import flow
from wobblequest.screens.aliases import offered
from wobblequest.screens.leaning import STRIP, Option
from wobblequest.screens.screen import Intent, Practice, Request, Screen, Typed
from wobblequest.screens.setting_up import SettingUp
from wobblequest.screens.zones import Side
from wobblequest.store.people import checked_alias

CURSOR = "_"
MOST_LETTERS = 20
"""So many are read at one glance from two metres."""


class NewPerson(SettingUp):
    """Lean left for another name, right to take it, forward to go back. Letters typed make a name of one's own; Enter takes it.

    chosen : the level to play at once. first : the first run goes on with it.
    """

    typing = True
    leads_to_ready = True

    def __init__(self, practice: Practice, chosen: Level | None = None, *, first: bool = False) -> None:
        super().__init__(practice)
        self._chosen_level, self._first = chosen, first
        self._known = {alias.casefold() for alias in practice.people()}
        self._names = offered(catalogue(practice.preferences.language), practice.people())
        self._place = 0
        self._typed = ""
        self.offer(self._choices())

    @property
    def alias(self) -> str:
        """What would be taken now."""
        return self._typed if self._typed else self._names[self._place]

    @property
    def _usable(self) -> bool:
        try:
            checked_alias(self.alias)
        except UsageError:
            return False
        return True

    @property
    def _is_known(self) -> bool:
        return self.alias.strip().casefold() in self._known

    def _choices(self) -> Sequence[Option]:
        other = Option("left", message("Another name"), "lean-left", STRIP["left"])
        back = Option("forward", message("Go back"), "back", STRIP["forward"])
        if not self._usable:
            return (other, back)
        label = message("Yes, that is me") if self._is_known else message("Take this name")
        return (other, back, Option("right", label, "check", STRIP["right"]))

    def request(self, request: Request) -> Screen | None:
        if isinstance(request, Typed):
            self._write((self._typed + request.letters)[:MOST_LETTERS])
            return None
        return super().request(request)

    def _write(self, letters: str) -> None:
        self._typed = letters
        self.offer(self._choices())

    def choose(self, side: Side) -> Screen | None:
        if side == "right":
            return flow.met(self.practice, self.alias, self._chosen_level, first=self._first)
        if side == "forward":
            return flow.who(self.practice, self._chosen_level, first=self._first)
        self._place = self._place if self._typed else (self._place + 1) % len(self._names)
        self._write("")
        return None

    def asked(self, intent: Intent) -> Screen | None:
        if intent.deed == "back" and self._typed:
            self._write(self._typed[:-1])
            return None
        return flow.who(self.practice, self._chosen_level, first=self._first) if intent.deed in ("back", "stop") else None

    def paint(self, canvas: Canvas) -> None:
        canvas.title(aloud("What may we call you?"))
        canvas.subtitle(message("It need not be your real name"))
        shown = name(self._typed + CURSOR if self._typed else self.alias)
        canvas.text(shown, 0.5, 0.47, size="huge", width=0.78, height=0.2, lines=1, bold=True)
        canvas.icon(emblem_of(self.alias), 0.055, 0.47, size="small", role="goal")
        if not self._usable:
            canvas.text(message("This name cannot be used. Leave out / and \\"), 0.5, 0.69, height=0.17)
        elif self._is_known:
            canvas.text(message("This name is known here. Is it you?"), 0.5, 0.69, height=0.17)
        else:
            canvas.text(message("Or type a name, then press Enter"), 0.5, 0.69, role="soft", height=0.17)
        self.draw_zones(canvas, dial=False)
