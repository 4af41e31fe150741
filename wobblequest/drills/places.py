"""Where the targets of a reach lie for one person: as far as the level says, but safe and clear of the middle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from wobblequest.core.arena import SAFE_TARGET_DEG, Target, toward
from wobblequest.core.messages import aloud
from wobblequest.core.reach import Reach
from wobblequest.drills.limits import DISTANCE_DEG, DISTANCE_PCT, SIZE

GAP_DEG = 2.5
"""At least this much lean from level to a circle's near edge: else it would be hit by standing still."""
MIDDLE_RADIUS_DEG = 4.0
"""Of the circle in the middle. Where a target is very near, the two overlap a little: a smaller one is too hard to find for
those who need near targets."""


@dataclass(frozen=True, slots=True)
class Places:
    """targets : by direction (degrees clockwise from forward). notes : sentences on what had to be limited."""

    targets: Mapping[float, Target]
    notes: tuple[str, ...]


def place_all(
    directions_deg: Sequence[float], reach: Reach, radius_deg: float, *, distance_pct: float | None, distance_deg: float | None,
) -> Places:
    """The targets at a distance in degrees, or in per cent of the person's reach. One of the two is given.

    Where the reach is so short that a circle would cover the middle, it stands farther out: its near edge at ``GAP_DEG``.
    Nothing lies beyond ``SAFE_TARGET_DEG``. Both are said in ``notes``.
    """
    targets: dict[float, Target] = {}
    nearer, farther = [], []
    least = radius_deg + GAP_DEG
    for direction in directions_deg:
        asked = distance_deg if distance_deg is not None else (distance_pct or 0.0) / 100.0 * reach.at(direction)
        distance = min(max(asked, least), SAFE_TARGET_DEG)
        if distance > asked:
            farther.append(f"{direction:g}")
        elif distance < asked:
            nearer.append(f"{direction:g}")
        targets[direction] = Target(toward(direction, distance), radius_deg)
    notes = []
    if farther:
        notes.append(f"Towards {', '.join(farther)} circles stood farther out than asked, at {least:g}°: else they would cover the middle.")
    if nearer:
        notes.append(f"Towards {', '.join(nearer)} circles stood nearer than asked, at {SAFE_TARGET_DEG:g}°: no target lies farther out.")
    return Places(targets, tuple(notes))


def no_farther(step: int) -> str:
    """Said where circles cannot be farther out, or nearer."""
    return aloud("Already the farthest these circles can be") if step > 0 else aloud("Already the nearest these circles can be")


def turned_circles(parameters: Any, axis: Literal["size", "distance"], step: int) -> tuple[Any, str, bool]:
    """(parameters with circles of another size or distance, what to say, whether anything changed), never covering the middle."""
    p = parameters
    if axis == "size":
        high = None if p.distance_deg is None else p.distance_deg - GAP_DEG
        value, words, changed = SIZE.turned(p.radius_deg, step, high=high)
        return p.model_copy(update={"radius_deg": value}), words, changed
    if p.distance_pct is None:
        value, words, changed = DISTANCE_DEG.turned(p.distance_deg, step, low=p.radius_deg + GAP_DEG)
        return p.model_copy(update={"distance_deg": value}), words, changed
    value, words, changed = DISTANCE_PCT.turned(p.distance_pct, step)
    return p.model_copy(update={"distance_pct": value}), words, changed
