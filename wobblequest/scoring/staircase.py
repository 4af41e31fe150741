"""Difficulty that follows a person within a session: the weighted up–down rule.

Kaernbach 1991, Percept Psychophys 49:227: after a success harder by d, after a miss easier by d·p/(1−p), so that success settles at the
share p. Deviations, for training instead of measuring: d is coarse until two reversals and fine afterwards; three misses running take one
more coarse step down at once; the difficulty never leaves the therapist's bounds, and there the step that is cut off is lost.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isfinite

COARSE, FINE = 0.45, 0.15
"""Steps in levels of the ladder."""
REVERSALS = 2
MISSES = 3
AIM, AIM_REHABILITATION, AIM_GENTLE = 0.75, 0.70, 0.80
"""Share of successes that is aimed at: usually, in rehabilitation, and for beginners or people afraid of falling."""


@dataclass(frozen=True, slots=True)
class Staircase:
    """Where the difficulty stands, in levels of the ladder (a number, larger is harder).

    low, high : the therapist's bounds, inclusive. aim : the share of successes. direction : of the last move, +1 harder, −1 easier, 0 none
    yet. reversals : how often it turned. misses : running. words : why the last step was made, one sentence.

    Raises ValueError where bounds, level or aim cannot be.
    """

    level: float
    low: float
    high: float
    aim: float = AIM
    direction: int = 0
    reversals: int = 0
    misses: int = 0
    words: str = ""

    def __post_init__(self) -> None:
        if not all(map(isfinite, (self.level, self.low, self.high))) or not self.low <= self.level <= self.high:
            raise ValueError(f"the level must be finite and within its bounds, got {self.level} in {self.low} to {self.high}")
        if not 0.5 <= self.aim < 1:
            raise ValueError(f"the share of successes to aim at must lie from 0.5 to below 1, got {self.aim}")

    def after(self, success: bool) -> Staircase:
        """The staircase after one more attempt."""
        up = COARSE if self.reversals < REVERSALS else FINE
        misses = 0 if success else self.misses + 1
        move, words = up, "You did it: a little harder."
        if not success:
            move, words = -up * self.aim / (1 - self.aim), "Missed: a little easier."
            if misses == MISSES:
                move, misses, words = move - COARSE, 0, f"{MISSES} misses running: clearly easier."
        level = min(max(self.level + move, self.low), self.high)
        if level == self.level:
            words = f"As {'hard' if success else 'easy'} as it may get: it stays."
        direction = 1 if success else -1
        turned = self.direction not in (0, direction)
        return replace(
            self, level=level, direction=direction, reversals=self.reversals + turned, misses=misses, words=words,
        )
