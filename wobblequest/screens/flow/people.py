"""Who plays, and what they and the station have set: the first run, who are you, the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wobblequest.levels.level import Level
from wobblequest.screens.flow.visits import ready
from wobblequest.screens.screen import Practice, Screen

if TYPE_CHECKING:
    from wobblequest.screens.leaning import LeaningScreen


def first_run(practice: Practice, chosen: Level | None = None, *, ask_who: bool = True) -> Screen:
    """Language, screen, sound, what this is for; then who plays, unless that is known."""
    from wobblequest.screens.first_run import FirstRun

    return FirstRun(practice, chosen, ask_who=ask_who)


def who(practice: Practice, chosen: Level | None = None, *, first: bool = False) -> Screen:
    """Ask who plays. first : the first run goes on with it."""
    from wobblequest.screens.who import WhoPlays

    return WhoPlays(practice, chosen, first=first)


def new_person(practice: Practice, chosen: Level | None = None, *, first: bool = False) -> Screen:
    from wobblequest.screens.new_person import NewPerson

    return NewPerson(practice, chosen, first=first)


def met(practice: Practice, alias: str, chosen: Level | None = None, *, first: bool = False) -> Screen:
    """It is this person who plays; somebody new takes over the language, and in the first run how the words are shown, set just before.
    What else another person set (a goal, say) is nobody's but theirs."""
    before, known = practice.preferences, {each.casefold() for each in practice.people()}
    if alias.strip().casefold() != practice.alias.casefold():
        practice.become(alias)
        if alias.strip().casefold() not in known:
            taken = {"language": before.language, **({"text_pct": before.text_pct, "theme": before.theme} if first else {})}
            practice.keep_preferences(practice.preferences.model_copy(update=taken))
    return ready(practice, chosen, first=first)


def settings(practice: Practice, back: LeaningScreen) -> Screen:
    """The settings, then back to the screen."""
    from wobblequest.screens.settings import Settings

    return Settings(practice, back)
