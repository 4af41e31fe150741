"""Places that are visited: each way to a screen that stands by itself, and back to one that was left for a while."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wobblequest.levels.level import Level
from wobblequest.screens.flow.safety import ask_first
from wobblequest.screens.screen import Practice, Screen

if TYPE_CHECKING:
    from wobblequest.screens.leaning import LeaningScreen


def come_back(screen: LeaningScreen) -> Screen:
    """A screen that was left for a while goes on as it was."""
    screen.come_back()
    return screen


def board_check(practice: Practice, back: LeaningScreen) -> Screen:
    from wobblequest.screens.board_check import BoardCheck

    return BoardCheck(practice, back)


def ready(practice: Practice, chosen: Level | None = None, *, first: bool = False) -> Screen:
    """first : the first run goes on with it."""
    from wobblequest.screens.ready import Ready

    return ask_first(practice, lambda: Ready(practice, chosen, first=first))


def all_set(practice: Practice, chosen: Level | None = None) -> LeaningScreen:
    """The end of the first run."""
    from wobblequest.screens.all_set import AllSet

    return AllSet(practice, chosen)


def about(practice: Practice, chosen: Level | None) -> Screen:
    from wobblequest.screens.about import About

    return About(practice, chosen)


def choose(practice: Practice, level: Level | None = None, *, drill: str | None = None) -> Screen:
    """Choose a level on the map of an exercise. level : where it stands at first; drill : of which exercise, where no level is given."""
    from wobblequest.screens.choose import Choose

    return Choose(practice, level, drill=drill)


def stopped(practice: Practice, level: Level | None = None, *, why: str = "") -> Screen:
    """The still screen; ``level`` is what home proposes to who goes on. why : the reason why a trial stopped (`session.trial`)."""
    from wobblequest.screens.stopped import Stopped

    return Stopped(practice, level, why=why)


def history(practice: Practice, level: Level, back: LeaningScreen | None = None) -> Screen:
    """How a level went over weeks, then back to the screen; without one, on to the map."""
    from wobblequest.screens.history import History

    return History(practice, level, back)


def profile(practice: Practice, back: LeaningScreen) -> Screen:
    """All parts side by side, then back to the screen."""
    from wobblequest.screens.profile import Profile

    return Profile(practice, back)
