"""Seeded chance: the same seed gives the same draws on every machine and every Python."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, log, pi, sqrt
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """Draws from one seed and a name for what they are for, so that adding draws in one place moves none elsewhere.

    Only ``Random.random`` is used beneath: its sequence is promised to stay the same; those of shuffle or gauss are not.
    """

    def __init__(self, seed: int, purpose: str = "") -> None:
        self._random = Random(f"{seed}/{purpose}")  # noqa: S311 - a game's dice, not a secret

    def uniform(self, low: float, high: float) -> float:
        return low + (high - low) * self._random.random()

    def below(self, n: int) -> int:
        """A whole number in 0 … n−1."""
        return min(int(self._random.random() * n), n - 1)

    def shuffled(self, items: Sequence[T]) -> tuple[T, ...]:
        """The items in a fair random order (Fisher and Yates)."""
        out = list(items)
        for i in range(len(out) - 1, 0, -1):
            j = self.below(i + 1)
            out[i], out[j] = out[j], out[i]
        return tuple(out)

    def normal(self, sd: float = 1.0) -> float:
        """A draw from the normal distribution of mean 0 (Box and Muller)."""
        return sd * sqrt(-2.0 * log(1.0 - self._random.random())) * cos(2.0 * pi * self._random.random())
