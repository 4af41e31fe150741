"""Settings in plain words: one at a time, with what it is now and what it does; every change can be had back."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from wobblequest.core.messages import Message, aloud, message, name
from wobblequest.draw.canvas import Canvas, IconName
from wobblequest.screens import flow
from wobblequest.screens.changes import Changes
from wobblequest.screens.leaning import STRIP, LeaningScreen, Option
from wobblequest.screens.screen import Intent, Practice, Screen
from wobblequest.screens.setting import OF_THE_PERSON, OF_THE_STATION, Setting
from wobblequest.screens.setting_up import SettingUp
from wobblequest.screens.zones import Side


@dataclass(frozen=True, slots=True)
class Fact:
    """Where a file or a folder lies."""

    title: Message
    does: Message
    path: str


@dataclass(frozen=True, slots=True)
class Way:
    """Something to do from here. label : of the zone that does it."""

    title: Message
    does: Message
    label: Message
    icon: IconName
    go: Callable[[], Screen]


Page = Setting | Fact | Way


class Settings(SettingUp):
    """What belongs to the person, or to the computer? Forward goes back to where one was."""

    def __init__(self, practice: Practice, back: LeaningScreen) -> None:
        super().__init__(practice, (
            Option("left", message("For me"), "stand"), Option("forward", message("Go back"), "back"),
            Option("right", message("For this computer"), "keyboard"),
        ), proposed="forward")
        self._back = back
        self._changes = Changes(practice)

    def choose(self, side: Side) -> Screen | None:
        if side == "forward":
            return flow.come_back(self._back)
        return SettingPages(self.practice, self._mine() if side == "left" else self._here(), self, self._changes)

    def _mine(self) -> Sequence[Page]:
        who = Way(message("You are {alias}", alias=name(self.practice.alias)), message("Each person has settings of their own"),
                  message("Somebody else"), "stand", partial(flow.who, self.practice))
        return (*OF_THE_PERSON, who)

    def _here(self) -> Sequence[Page]:
        again = Way(aloud("The first set-up"), message("Language, screen, sound and person, step by step"), message("Do it again"),
                    "again", partial(flow.first_run, self.practice))
        log = Fact(aloud("When something goes wrong"), message("This file says what. Send it with a report"), self.practice.log)
        data = Fact(aloud("Where your records are"), message("On this computer only. Nothing is sent"), self.practice.records)
        return (*OF_THE_STATION, again, log, data)

    def asked(self, intent: Intent) -> Screen | None:
        if intent.deed in ("rezero", "undo"):
            self._changes.undo()
            return None
        return flow.come_back(self._back) if intent.deed in ("back", "stop", "settings") else None

    def paint(self, canvas: Canvas) -> None:
        canvas.title(aloud("What would you like to change?"))
        canvas.subtitle(message("You are {alias}", alias=name(self.practice.alias)))
        self.draw_zones(canvas, dial=self.leans)
        self.draw_hint(canvas, 0.8)


class SettingPages(SettingUp):
    """Lean left to change what is shown, right for the next one, forward when done. Right after a change forward takes it back instead, and
    the ones before it, until one goes on to the next. U or Z undoes at any time."""

    def __init__(self, practice: Practice, pages: Sequence[Page], back: LeaningScreen, changes: Changes) -> None:
        super().__init__(practice, proposed="forward")
        self._pages, self._back, self._changes = tuple(pages), back, changes
        self._place, self._undoes = 0, False
        self.offer(self._choices())

    @property
    def page(self) -> Page:
        """What is shown now."""
        return self._pages[self._place]

    def _choices(self) -> Sequence[Option]:
        done = Option("forward", message("Undo"), "again", STRIP["forward"]) if self._undoes else (
            Option("forward", message("Done"), "check", STRIP["forward"]))
        onward = Option("right", message("Next"), "lean-right", STRIP["right"])
        if isinstance(self.page, Fact):
            return (done, onward)
        label = self.page.label if isinstance(self.page, Way) else message("Change")
        return (Option("left", label, "lean-left", STRIP["left"]), done, onward)

    def choose(self, side: Side) -> Screen | None:
        page = self.page
        if side == "left" and isinstance(page, Way):
            return page.go()
        if side == "left" and isinstance(page, Setting):
            self._changes.change(page)
            self._undoes = True
        elif side == "right":
            self._place, self._undoes = (self._place + 1) % len(self._pages), False
        elif self._undoes:
            self._undo()
        else:
            return flow.come_back(self._back)
        self.offer(self._choices())
        return None

    def _undo(self) -> None:
        """Take the last change back, and show what it was."""
        setting = self._changes.undo()
        if setting in self._pages:
            self._place = self._pages.index(setting)
        self._undoes = self._undoes and len(self._changes) > 0

    def asked(self, intent: Intent) -> Screen | None:
        if intent.deed in ("rezero", "undo"):
            self._undo()
            self.offer(self._choices())
            return None
        return flow.come_back(self._back) if intent.deed in ("back", "stop", "settings") else None

    def paint(self, canvas: Canvas) -> None:
        page = self.page
        canvas.title(page.title)
        canvas.text(page.does, 0.5, 0.275, height=0.15, role="soft")
        if isinstance(page, Setting):
            canvas.text(page.shown(self.practice), 0.5, 0.54, size="huge", height=0.3, bold=True)
        elif isinstance(page, Fact):
            self._paint_path(canvas, page.path)
        else:
            canvas.icon(page.icon, 0.5, 0.54, role="soft")
        place = message("{n} of {all}", n=self._place + 1, all=len(self._pages))
        canvas.text(place, 0.5, 0.77, size="small", role="soft", height=0.06, lines=1)
        self.draw_zones(canvas, dial=False)

    def _paint_path(self, canvas: Canvas, path: str) -> None:
        """A path line by line, broken where its folders end."""
        lines = path_lines(path)
        step = min(0.1, 0.4 / len(lines))
        for i, line in enumerate(lines):
            canvas.text(name(line), 0.5, 0.54 + (i - (len(lines) - 1) / 2) * step, height=step * 0.95, lines=1)


def path_lines(path: str, letters: int = 34) -> list[str]:
    """A path in lines of at most so many letters, longer only where a single name is."""
    lines = [""]
    for part in re.findall(r"[^/\\]*[/\\]|[^/\\]+$", path):
        if lines[-1] and len(lines[-1]) + len(part) > letters:
            lines.append("")
        lines[-1] += part
    return lines
