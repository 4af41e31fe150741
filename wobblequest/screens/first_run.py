"""The first run at a computer: language, screen, distance, reading, sound, and what this is for. Each step is one screen."""

from __future__ import annotations

from dataclasses import dataclass

from wobblequest.core.languages import LANGUAGES
from wobblequest.core.messages import Message, aloud, chain, message, name
from wobblequest.draw.canvas import Canvas
from wobblequest.levels.level import Level
from wobblequest.screens import flow
from wobblequest.screens.about import INTENDED_USE
from wobblequest.screens.leaning import STRIP, Option
from wobblequest.screens.screen import Frame, Intent, Practice, Screen
from wobblequest.screens.setting import DISTANCE, LANGUAGE, SCREEN, TEXT, VOLUME, Setting
from wobblequest.screens.setting_up import SettingUp
from wobblequest.screens.zones import Side

TONE_EVERY_S = 4.0
"""Whoever looks for the loudspeaker's knob hears the tone again."""
SAMPLE = message("Lean to the right and come back to the middle")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to set. other, less : what the left says where the following value is greater, or the smallest again. yes : the right."""

    setting: Setting
    title: Message
    other: Message
    less: Message
    yes: Message


STEPS = (
    Step(LANGUAGE, aloud("Your language"), message("Another"), message("Another"), message("Go on")),
    Step(SCREEN, aloud("How large is your screen?"), message("Larger"), message("Small again"), message("That is it")),
    Step(DISTANCE, aloud("How far away is the screen?"), message("Farther"), message("Near again"), message("That is it")),
    Step(TEXT, aloud("Can you read this?"), message("Larger"), message("Small again"), message("Yes")),
    Step(VOLUME, aloud("Do you hear this tone?"), message("Louder"), message("Silent"), message("Yes")),
)


class FirstRun(SettingUp):
    """Lean left to change, right to go on, forward to go back a step. After the last step it is asked who plays.

    chosen : the level to play at once after it. ask_who : False where that is known.
    """

    leads_to_ready = True

    def __init__(self, practice: Practice, chosen: Level | None = None, *, ask_who: bool = True) -> None:
        super().__init__(practice)
        self._chosen_level, self._ask_who = chosen, ask_who
        self._place = 0
        self._sounded_s: float | None = None
        self.offer(self._choices())

    @property
    def step(self) -> Step | None:
        """The one that is shown; None for the last, which says what this is for."""
        return STEPS[self._place] if self._place < len(STEPS) else None

    def _choices(self) -> tuple[Option, ...]:
        step = self.step
        yes = Option("right", message("Go on") if step is None else step.yes, "check", STRIP["right"])
        back = () if self._place == 0 else (Option("forward", message("Go back"), "back", STRIP["forward"]),)
        if step is None:
            return (*back, yes)
        values = step.setting.values
        less = step.setting is not LANGUAGE and step.setting.following(self.practice) == values[0]
        return (Option("left", step.less if less else step.other, "lean-left", STRIP["left"]), *back, yes)

    def _go_to(self, place: int) -> None:
        self._place, self._sounded_s = place, None
        self.offer_anew(self._choices())

    def take(self, frame: Frame) -> Screen | None:
        due = self._sounded_s is None or frame.now_s - self._sounded_s >= TONE_EVERY_S
        if self.step is not None and self.step.setting is VOLUME and due:
            self.practice.say("ready")
            self._sounded_s = frame.now_s
        return None

    def choose(self, side: Side) -> Screen | None:
        step = self.step
        if side == "left" and step is not None:
            step.setting.change(self.practice)
            self._sounded_s = None
            self.offer(self._choices())
            return None
        if side == "forward":
            self._go_to(self._place - 1)
            return None
        if step is not None:
            self._go_to(self._place + 1)
            return None
        self.practice.keep_station(self.practice.station.model_copy(update={"set_up": True}))
        if self._ask_who:
            return flow.who(self.practice, self._chosen_level, first=True)
        return flow.ready(self.practice, self._chosen_level, first=True)

    def asked(self, intent: Intent) -> Screen | None:
        if intent.deed in ("back", "stop") and self._place > 0:
            self._go_to(self._place - 1)
        return None

    def paint(self, canvas: Canvas) -> None:
        step = self.step
        if step is None:
            canvas.title(aloud("What this is for"))
            canvas.paragraph(INTENDED_USE, area=(0.06, 0.2, 0.88, 0.58 if self.leans else 0.53))
        elif step.setting is TEXT:
            canvas.title(step.title)
            canvas.text(SAMPLE, 0.5, 0.45, size="instruction", height=0.34, lines=3)
            canvas.text(step.setting.shown(self.practice), 0.5, 0.7, role="soft", lines=1)
        else:
            canvas.title(step.title)
            canvas.text(step.setting.shown(self.practice), 0.5, 0.44, size="huge", height=0.26, bold=True)
            canvas.text(_beside(step.setting), 0.5, 0.68, role="soft", height=0.16)
        self.draw_zones(canvas, dial=False)
        self.draw_hint(canvas)


def _beside(setting: Setting) -> Message:
    """What stands under the value: of the languages all, each in its own words."""
    return chain((name(info.title) for info in LANGUAGES.values()), " · ") if setting is LANGUAGE else setting.does
