"""The game's points and stars: how a level turns its drill's primary measure into 0–100 and 0–3."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import floor, isfinite

from wobblequest.core.errors import WobbleQuestError

_POINTS = (0.0, 40.0, 60.0, 80.0, 100.0)


@dataclass(frozen=True, slots=True)
class Anchors:
    """What 0 points, 1, 2, 3 stars and 100 points mean, in the primary measure's unit. Rising or falling, never both.

    Raises WobbleQuestError where a value is not finite or the five are not strictly monotone.
    """

    zero: float
    one_star: float
    two_stars: float
    three_stars: float
    hundred: float

    def __post_init__(self) -> None:
        values = self.values
        if not all(isfinite(v) for v in values):
            raise WobbleQuestError(f"the anchors must be finite numbers, got {_listed(values)}")
        rises = values[-1] > values[0]
        if not all((b > a) if rises else (b < a) for a, b in pairwise(values)):
            raise WobbleQuestError(
                "the anchors must all rise or all fall from zero, one_star, two_stars, three_stars to hundred, "
                f"got {_listed(values)}"
            )

    @property
    def values(self) -> tuple[float, float, float, float, float]:
        return (self.zero, self.one_star, self.two_stars, self.three_stars, self.hundred)

    @property
    def higher_is_better(self) -> bool:
        return self.hundred > self.zero


def points(value: float, anchors: Anchors) -> int:
    """0–100 for a value of the primary measure.

    Straight lines through zero → 0, one_star → 40, two_stars → 60, three_stars → 80, hundred → 100; beyond the ends 0 and
    100. Rounded down, so that points and stars never disagree: 80 points are three stars.

    Raises WobbleQuestError where the value is not a finite number.
    """
    if not isfinite(value):
        raise WobbleQuestError(f"points need a finite value of the measure, got {value}")
    sign = 1.0 if anchors.higher_is_better else -1.0
    better = [sign * v for v in anchors.values]
    x = sign * value
    if x < better[0]:
        return 0
    if x >= better[-1]:
        return 100
    i = max(k for k in range(4) if x >= better[k])
    low, high = _POINTS[i], _POINTS[i + 1]
    # Where the last digit of a float would already show the next star, it is not reached yet.
    return floor(min(low + (high - low) * ((x - better[i]) / (better[i + 1] - better[i])), high - 1e-9))


def stars(value: float, anchors: Anchors) -> int:
    """0–3: how many of the star anchors the value reaches. Raises WobbleQuestError as `points` does."""
    reached = points(value, anchors)
    return sum(reached >= p for p in _POINTS[1:4])


def _listed(values: tuple[float, ...]) -> str:
    return ", ".join(f"{v:g}" for v in values)
