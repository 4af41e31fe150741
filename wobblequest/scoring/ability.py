"""A person's ability: the level at which three in four attempts succeed, estimated silently from every attempt.

The chance of success at level x for ability a is a logistic curve that passes 75 % where x = a; the estimate is Bayesian on a grid, as in
QUEST (Watson & Pelli 1983, Percept Psychophys 33:113), with the posterior mean and SD reported (King-Smith et al. 1994, Vision Res
34:885). Between attempts the ability may wander a little (a random walk), so that old attempts fade and learning is followed; the authors'
rules for choosing the next level are not used: that is the staircase's business.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import log

import numpy as np

from wobblequest.core.motion import Array

AIM = 0.75
STEP = 0.05
BEYOND = 3.0
"""Levels that the grid reaches past the ladder's ends: who is below its first level is not at it."""
SPREAD = 0.8
"""Levels from 50 % to 73 % success: how soft the limit of one's ability is."""
LAPSE = 0.02
"""Chance of a miss however easy it is, and of a lucky hit however hard."""
WANDER = 0.05
"""SD in levels by which ability moves from one attempt to the next."""


@dataclass(frozen=True)
class Ability:
    """What is known of a person's ability: a probability for each level of a grid.

    grid : (n,) levels. probability : (n,), sums to 1. attempts : how many it rests on.
    """

    grid: Array
    probability: Array
    attempts: int = 0

    @property
    def level(self) -> float:
        """The level at 75 % success: mean of what is believed."""
        return float(self.grid @ self.probability)

    @property
    def sd(self) -> float:
        """How uncertain that is, in levels."""
        off = self.grid - self.level
        return float(np.sqrt((off * off) @ self.probability))

    @property
    def start(self) -> float:
        """Where the next session begins: one SD easier than the ability."""
        return self.level - self.sd

    def after(self, level: float, success: bool) -> Ability:
        """What is known after one more attempt at a level. Raises ValueError where the level is not finite."""
        if not np.isfinite(level):
            raise ValueError(f"a level must be a finite number, got {level}")
        prior = np.convolve(self.probability, _wander(), mode="same")
        chance = success_chance(level, self.grid)
        posterior = prior * (chance if success else 1.0 - chance)
        return Ability(self.grid, posterior / posterior.sum(), self.attempts + 1)


def unknown(lowest: float, highest: float, *, guess: float | None = None, guess_sd: float | None = None) -> Ability:
    """What is known before the first attempt, on a ladder from its lowest to its highest level.

    Nothing, or where ``guess`` is given (the ability at the end of the last session) a normal distribution about it. Raises ValueError
    where the ladder has no length or the guess no positive SD.
    """
    if not lowest < highest:
        raise ValueError(f"a ladder goes from a lower to a higher level, got {lowest} to {highest}")
    grid = np.arange(lowest - BEYOND, highest + BEYOND + STEP / 2, STEP)
    if guess is None:
        return Ability(grid, np.full(grid.size, 1.0 / grid.size))
    if guess_sd is None or not guess_sd > 0 or not np.isfinite(guess):
        raise ValueError(f"a guess needs a positive SD, got {guess} ± {guess_sd}")
    near = np.exp(-0.5 * ((grid - np.clip(guess, grid[0], grid[-1])) / guess_sd) ** 2)
    return Ability(grid, near / near.sum())


def success_chance(level: float, ability: Array) -> Array:
    """Chance of success at a level for each ability: 75 % where they are equal."""
    inner = (AIM - LAPSE) / (1 - 2 * LAPSE)
    shift = SPREAD * log(inner / (1 - inner))
    return np.asarray(LAPSE + (1 - 2 * LAPSE) / (1 + np.exp(np.clip((level - ability - shift) / SPREAD, -700, 700))))


@lru_cache(maxsize=1)
def _wander() -> Array:
    half = int(np.ceil(4 * WANDER / STEP))
    offsets = STEP * np.arange(-half, half + 1)
    weights = np.exp(-0.5 * (offsets / WANDER) ** 2)
    return np.asarray(weights / weights.sum())
