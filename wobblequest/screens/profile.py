"""The profile of a person's control of their own position: its parts side by side, each against the person's own beginning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from wobblequest.core.messages import Message, message, name
from wobblequest.draw.canvas import Area, Canvas
from wobblequest.scoring.profile import Part
from wobblequest.screens import flow
from wobblequest.screens.leaning import STRIP, LeaningScreen, Option
from wobblequest.screens.screen import Intent, Practice, Screen
from wobblequest.screens.zones import Side
from wobblequest.session.pictured import PartShown, ProfilePicture

TITLE = message("You, compared only with yourself")
FOOT = message("100 stands for all levels; your last time moves it a little")
"""No more than is true: half a level for a better last time can fill the bar before the last level is done."""
NONE_YET = message("It fills as you practise")
TRYING_OUT = message("For trying out: it does not count")
NAMES: Mapping[str, Message] = MappingProxyType({
    "steadiness": message("Steadiness"), "reach": message("Reach"), "tracking": message("Tracking"), "rhythm": message("Rhythm"),
    "position sense": message("Position sense"),
})
"""The parts (`scoring.profile.PARTS`) as they are called on the screen."""
BELOW_SUBTITLE: Area = (0.03, 0.325, 0.94, 0.47)


class Profile(LeaningScreen):
    """A lean to the right goes back to where one came from, which goes on as it was."""

    def __init__(self, practice: Practice, back: LeaningScreen) -> None:
        super().__init__(practice, (Option("right", message("Back"), "lean-right", STRIP["right"]),))
        self._back = back
        self.parts = tuple(shown(part) for part in practice.profile())

    def choose(self, side: Side) -> Screen | None:  # noqa: ARG002 - there is only one
        return flow.come_back(self._back)

    def asked(self, intent: Intent) -> Screen | None:
        return flow.come_back(self._back) if intent.deed in ("stop", "back", "overview") else None

    @property
    def picture(self) -> ProfilePicture | None:
        """To be kept; None where nothing was practised yet."""
        return picture_of(self.parts)

    def paint(self, canvas: Canvas) -> None:
        canvas.title(TITLE)
        if any(part.value is not None for part in self.parts):
            canvas.profile(self.parts)
            foot: str = FOOT
        else:
            canvas.subtitle(NONE_YET)
            canvas.profile(self.parts, area=BELOW_SUBTITLE)
            foot = ""
        if not self.practice.source.is_board:
            foot = TRYING_OUT
        canvas.text(foot, 0.03, 0.9, size="small", role="soft", align="left", width=0.61, height=0.17)
        self.draw_zones(canvas, dial=False)


def picture_of(parts: Sequence[PartShown]) -> ProfilePicture | None:
    """The profile as a picture to keep; None where nothing was practised yet."""
    return ProfilePicture(TITLE, FOOT, tuple(parts)) if any(part.value is not None for part in parts) else None


def shown(part: Part) -> PartShown:
    """A part in a patient's words. What cannot be practised here is no omission of the person's, and is not called one."""
    called = NAMES.get(part.name) or name(part.name)
    if part.value is None:
        return PartShown(called, None, message("not practised yet") if part.levels else message("no levels for this here yet"))
    ladder = message("{done} of {levels} levels done", done=part.done, levels=part.levels)
    if part.own is None or part.verdict == "too-early":
        return PartShown(called, part.value, ladder, part.levels, message("too early to compare"), "early")
    if part.verdict == "none":
        return PartShown(called, part.value, ladder, part.levels, message("last time about as at first"), "same")
    better = part.own > 0
    if part.verdict == "possible":  # no arrow: one session alone can be chance
        chance = message("last time better, which can be chance") if better else message("last time worse, which can be chance")
        return PartShown(called, part.value, ladder, part.levels, chance, "early")
    if better:
        return PartShown(called, part.value, ladder, part.levels, message("last time clearly better than at first"), "better")
    return PartShown(called, part.value, ladder, part.levels, message("last time clearly worse than at first"), "worse")
