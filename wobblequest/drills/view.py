"""What a drill shows, as shapes in arena degrees: no pixels, no colours, only roles that the theme gives a look.

The person's own dot is not among them: every drill has it, and the screen draws it from the newest sample, unless the view hides it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from wobblequest.core.arena import Point

Role = Literal["goal", "soft", "done", "caution", "quiet"]
"""goal: where to go now. soft: where one will go, or the way there. done: finished. caution: keep off. quiet: a help line."""


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle to be on. ``fill`` 0…1 is drawn as an arc around it: how much of the hold is done."""

    at: Point
    radius_deg: float
    role: Role = "goal"
    fill: float = 0.0


@dataclass(frozen=True, slots=True)
class Spot:
    """A filled disc."""

    at: Point
    radius_deg: float
    role: Role


@dataclass(frozen=True, slots=True)
class Way:
    """A line through points, closed or open: the path a target takes."""

    points: tuple[Point, ...]
    role: Role = "soft"
    closed: bool = False


Shape = Ring | Spot | Way


@dataclass(frozen=True, slots=True)
class View:
    """All there is to see of a drill: shapes, one instruction (≤ 8 words), and progress.

    done, total : pips (``total`` ≤ 16) where the drill counts tasks; ``total`` 0 where it does not.
    fraction : share of the drill that is done, 0…1: a bar where there are no pips.
    cursor : whether the person may see their dot; where not, nothing drawn or heard may tell where it is.
    """

    shapes: tuple[Shape, ...]
    instruction: str
    done: int = 0
    total: int = 0
    fraction: float = 0.0
    cursor: bool = True
