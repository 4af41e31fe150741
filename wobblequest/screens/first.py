"""The first screen of a start."""

from __future__ import annotations

from wobblequest.levels.level import Level
from wobblequest.screens import flow
from wobblequest.screens.screen import Practice, Screen


def first_screen(practice: Practice, chosen: Level | None = None, *, ask_who: bool = False) -> Screen:
    """Where a session begins: the ready check; before it, once per computer, the first run, and whenever several people are known here
    (or none), who plays.

    chosen : played at once after the ready check, None lets the person choose. ask_who : False where it is known who plays.
    """
    if chosen is None and not practice.station.set_up:
        return flow.first_run(practice, ask_who=ask_who)
    people = len(practice.people())
    if ask_who and (people > 1 or (people == 0 and chosen is None)):
        return flow.who(practice, chosen)
    return flow.ready(practice, chosen)
