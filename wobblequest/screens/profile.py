"""The profile of a person's control of their own position: its parts side by side, each against the person's own beginning."""

from __future__ import annotations

from typing import Literal

from wobblequest.draw.canvas import Area, Canvas, PartShown
from wobblequest.scoring.profile import Part
from wobblequest.screens import flow
from wobblequest.screens.leaning import STRIP, LeaningScreen, Option
from wobblequest.screens.screen import Intent, Practice, Screen
from wobblequest.screens.zones import Side

TITLE = "You, compared only with yourself"
FOOT = "100 stands for all levels; your last time moves it a little"
"""No more than is true: half a level for a better last time can fill the bar before the last level is done."""
NONE_YET = "It fills as you practise"
TRYING_OUT = "For trying out: it does not count"
BELOW_SUBTITLE: Area = (0.03, 0.325, 0.94, 0.47)


class Profile(LeaningScreen):
    """A lean to the right goes back to where one came from, which goes on as it was."""

    def __init__(self, practice: Practice, back: LeaningScreen) -> None:
        super().__init__(practice, (Option("right", "Back", "lean-right", STRIP["right"]),))
        self._back = back
        self.parts = tuple(shown(part) for part in practice.profile())

    def choose(self, side: Side) -> Screen | None:  # noqa: ARG002 - there is only one
        return flow.come_back(self._back)

    def asked(self, intent: Intent) -> Screen | None:
        return flow.come_back(self._back) if intent.deed in ("stop", "back", "overview") else None

    def paint(self, canvas: Canvas) -> None:
        canvas.title(TITLE)
        if any(part.value is not None for part in self.parts):
            canvas.profile(self.parts)
            foot = FOOT
        else:
            canvas.subtitle(NONE_YET)
            canvas.profile(self.parts, area=BELOW_SUBTITLE)
            foot = ""
        if not self.practice.source.is_board:
            foot = TRYING_OUT
        canvas.text(foot, 0.03, 0.9, size="small", role="soft", align="left", width=0.61, height=0.17)
        self.draw_zones(canvas, dial=False)


def shown(part: Part) -> PartShown:
    """A part in a patient's words. What cannot be practised here is no omission of the person's, and is not called one."""
    name = part.name[:1].upper() + part.name[1:]
    if part.value is None:
        return PartShown(name, None, "not practised yet" if part.levels else "no levels for this here yet")
    ladder = f"{part.done} of {part.levels} levels done"
    if part.own is None or part.verdict == "too-early":
        return PartShown(name, part.value, ladder, part.levels, "too early to compare", "early")
    if part.verdict == "none":
        return PartShown(name, part.value, ladder, part.levels, "last time about as at first", "same")
    how: Literal["better", "worse"] = "better" if part.own > 0 else "worse"
    if part.verdict == "possible":  # no arrow: one session alone can be chance
        return PartShown(name, part.value, ladder, part.levels, f"last time {how}, which can be chance", "early")
    return PartShown(name, part.value, ladder, part.levels, f"last time clearly {how} than at first", how)
