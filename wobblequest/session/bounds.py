"""The bounds a level sets to a change of its difficulty."""

from __future__ import annotations

from typing import TypeVar

from wobblequest.drills.drill import Adjusted, DrillState
from wobblequest.levels.level import Level

S = TypeVar("S", bound=DrillState)


def within_bounds(level: Level, before: S, after: S, adjusted: Adjusted) -> tuple[S, Adjusted]:
    """A drill's change as it was made, or none where it would leave the level's bounds: then the state before, and the reason in words."""
    for name, (low, high) in level.bounds.items():
        value = getattr(adjusted.parameters, name, None)
        if isinstance(value, float | int) and not low <= value <= high:
            end = low if value < low else high
            return before, Adjusted(level.parameters, f"Already at the bound that is set here: {end:g}", False)
    return after, adjusted
