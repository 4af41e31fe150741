"""The first screen."""

from __future__ import annotations

from wobblequest.levels.level import Level
from wobblequest.screens import flow
from wobblequest.screens.screen import Practice, Screen


def first_screen(practice: Practice, chosen: Level | None = None) -> Screen:
    """Where a session begins: the ready check. ``chosen`` is played at once after it, None lets the person choose."""
    return flow.ready(practice, chosen)
