"""A step of difficulty by hand: until it is felt, and within the bounds that the level sets."""

from __future__ import annotations

from typing import Any, TypeVar

from wobblequest.core.messages import aloud, chain, figure
from wobblequest.core.quantities import decimals_of
from wobblequest.drills.drill import Adjusted, Axis, Drill, DrillState
from wobblequest.levels.level import Level

S = TypeVar("S", bound=DrillState)

MOST_TRIES = 24
"""So many steps take any knob from its one end to the other."""


def felt(drill: Drill[Any, S], state: S, axis: Axis, step: int) -> tuple[S, Adjusted]:
    """The drill's change by one step, or by as many as it takes until something changes.

    Where a level asks more than is safe, what is played stands at the limit: the first steps back change a number that nobody feels.
    """
    first = drill.adjust(state, axis, step)
    for more in range(2, MOST_TRIES + 1):
        if first[1].changed:
            break
        again = drill.adjust(state, axis, step * more)
        if again[1].changed:
            return again
    return first


def within_bounds(level: Level, before: S, after: S, adjusted: Adjusted) -> tuple[S, Adjusted]:
    """A drill's change as it was made, or none where it would leave the level's bounds: then the state before, and the reason in words."""
    for name, (low, high) in level.bounds.items():
        value = getattr(adjusted.parameters, name, None)
        if isinstance(value, float | int) and not low <= value <= high:
            end = low if value < low else high
            words = chain([aloud("Already at the bound that is set here"), figure(end, decimals_of(end))], ": ")
            return before, Adjusted(level.parameters, words, False)
    return after, adjusted
