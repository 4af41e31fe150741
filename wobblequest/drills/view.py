"""What a drill shows, as shapes in arena degrees: no pixels, no colours, only roles that the theme gives a look.

The person's own dot is not among them: every drill has it, and the screen draws it from the newest sample, unless the view hides or
displaces it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from wobblequest.core.arena import Point

Role = Literal["goal", "soft", "done", "caution", "quiet", "me"]
"""goal: where to go now. soft: where one will go, or the way there. done: finished. caution: keep off. quiet: a help line. me: what the
person moves, where that is not their dot (a ball, a tray)."""
Ink = Literal["plain", "blue", "orange", "green", "pink"]
"""What a word is written in; all but ``plain`` are named by the colour, for a task in which ink and word differ."""


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


@dataclass(frozen=True, slots=True)
class Band:
    """A corridor along a line through points, closed or open: the dot is in it while it is at most half the width from the line."""

    points: tuple[Point, ...]
    width_deg: float
    role: Role = "soft"
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle to be in, or to stay within. ``fill`` as of a ring."""

    at: Point
    half_pitch_deg: float
    half_roll_deg: float
    role: Role = "goal"
    fill: float = 0.0


@dataclass(frozen=True, slots=True)
class Token:
    """A thing to catch, or one to let pass: two forms, not only two colours."""

    at: Point
    radius_deg: float
    kind: Literal["catch", "avoid"]


@dataclass(frozen=True, slots=True)
class Gate:
    """An opening between two posts."""

    left: Point
    right: Point
    role: Role = "goal"


@dataclass(frozen=True, slots=True)
class Word:
    """One short word of a second task, large, at a place that keeps clear of the dot."""

    text: str
    ink: Ink = "plain"


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of a second task, shown where a word is: two forms, not only two colours."""

    kind: Literal["go", "no-go"]


Shape = Ring | Spot | Way | Band | Box | Token | Gate | Word | Sign


@dataclass(frozen=True, slots=True)
class View:
    """All there is to see of a drill: shapes, one instruction (≤ 8 words), and progress.

    done, total : pips (``total`` ≤ 16) where the drill counts tasks; ``total`` 0 where it does not.
    fraction : share of the drill that is done, 0…1: a bar where there are no pips.
    cursor : whether the person may see their dot; where not, nothing drawn or heard may tell where it is.
    dot : where the dot is shown, if not at the tilt: a drill may displace it.
    """

    shapes: tuple[Shape, ...]
    instruction: str
    done: int = 0
    total: int = 0
    fraction: float = 0.0
    cursor: bool = True
    dot: Point | None = None
