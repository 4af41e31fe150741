"""In which order directions come."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeVar

from wobblequest.core.chance import Chance

T = TypeVar("T")


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


def unforeseen(items: Sequence[T], count: int, chance: Chance) -> tuple[T, ...]:
    """``count`` items in shuffled blocks that hold each of them twice (the last one less), so that each comes equally often, give or
    take one.

    The same may come twice running, and up to four times: where there are few, nobody can tell by the last one which is next.
    """
    out: list[T] = []
    while len(out) < count:
        rounds, rest = divmod(min(2 * len(items), count - len(out)), len(items))
        out += chance.shuffled((*(tuple(items) * rounds), *chance.shuffled(items)[:rest]))
    return tuple(out)
