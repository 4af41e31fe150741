"""In which order directions come."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from wobblequest.core.chance import Chance


def sequence(directions: Sequence[float], count: int, order: Literal["random", "clockwise"], chance: Chance) -> tuple[float, ...]:
    """``count`` directions.

    ``clockwise``: by size, round and round. ``random``: shuffled blocks of all directions, so that each comes equally often
    (give or take one), and never the same twice running where there are two or more.
    """
    if order == "clockwise":
        ordered = sorted(directions)
        return tuple(ordered[i % len(ordered)] for i in range(count))
    out: list[float] = []
    while len(out) < count:
        block = list(chance.shuffled(directions))
        if out and len(block) > 1 and block[0] == out[-1]:
            other = 1 + chance.below(len(block) - 1)
            block[0], block[other] = block[other], block[0]
        out += block
    return tuple(out[:count])
