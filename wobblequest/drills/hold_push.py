"""Pushes: at moments that nobody can foresee the dot is moved aside, as a therapist taps in rhythmic stabilisation, and is brought back.

The board is not touched: what is displaced is the dot as it is seen and judged. A displacement comes in smoothly, stays until the dot has
been in the circle for a second, and fades slowly, so that nothing jumps and nobody is left leaning. Who cannot bring the dot back is
relieved after a while all the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from wobblequest.core.arena import CENTRE, Point, toward
from wobblequest.core.chance import Chance
from wobblequest.drills.drill import Moment
from wobblequest.drills.hold_parameters import FIRST_PUSH_S, LAST_PUSH_S, HoldParameters
from wobblequest.drills.limits import MOST_SWAY_DPS
from wobblequest.drills.stay import Stay
from wobblequest.scoring.recovery import Push

COMES_IN_S = 0.3
"""A push takes this long at least, longer where the dot would move faster than any target may."""
FADE_DPS = 1.5
READY_S, BACK_S, PATIENCE_S = 1.0, 1.0, 6.0
"""In the circle before a push; in it again until it counts as brought back; and how long that may take until it fades all the same."""


class Planned(NamedTuple):
    """A push to come: not before ``at_s``; the dot is moved by ``offset`` degrees."""

    at_s: float
    offset: Point


class Displaced(NamedTuple):
    """A push that came. full_s : when the dot was displaced in full. left : out of the circle since. fades_s : since when, if it does."""

    since_s: float
    full_s: float
    offset: Point
    radius_deg: float
    left: bool = False
    fades_s: float | None = None

    def share(self, t_s: float) -> float:
        """How much of the offset there is at a trial time, 0…1."""
        if self.fades_s is not None:
            return max(0.0, 1.0 - FADE_DPS * max(t_s - self.fades_s, 0.0) / self.offset.distance_to(CENTRE))
        s = min(max((t_s - self.since_s) / (self.full_s - self.since_s), 0.0), 1.0)
        return s * s * (3.0 - 2.0 * s)


@dataclass(frozen=True, slots=True)
class Pushes:
    """All pushes of a trial. planned : to come. now : the one under way. done : those that came to their end. free_s : when the last one
    had faded."""

    planned: tuple[Planned, ...] = ()
    now: Displaced | None = None
    done: tuple[Push, ...] = ()
    free_s: float = 0.0

    def displacement(self, t_s: float) -> Point | None:
        """By how much the dot is displaced at a trial time, in degrees; None where it is not."""
        if self.now is None:
            return None
        share, offset = self.now.share(t_s), self.now.offset
        return Point(share * offset.pitch_deg, share * offset.roll_deg)

    def after(self, stay: Stay, radius_deg: float, t_s: float) -> tuple[Pushes, tuple[Moment, ...]]:
        """Taking in one more sample: the stay in the circle as it is after it."""
        now = self.now
        if now is None:
            return self._next(stay, radius_deg, t_s)
        if now.fades_s is not None:
            return (self if now.share(t_s) > 0.0 else replace(self, now=None, free_s=t_s)), ()
        left = now.left or not stay.inside
        back = t_s - max(stay.since_s, now.full_s) >= BACK_S if stay.since_s is not None else False
        late = t_s - now.since_s >= PATIENCE_S and not stay.inside
        if not back and not late:
            return (self if left == now.left else replace(self, now=now._replace(left=left))), ()
        push = Push(now.since_s, now.full_s, t_s, now.offset, now.radius_deg, left, stay.since_s if back and left else None)
        return replace(self, now=now._replace(left=left, fades_s=t_s), done=(*self.done, push)), ()

    def _next(self, stay: Stay, radius_deg: float, t_s: float) -> tuple[Pushes, tuple[Moment, ...]]:
        if not self.planned or t_s < max(self.planned[0].at_s, self.free_s + READY_S) or stay.held_s(t_s) < READY_S:
            return self, ()
        offset = self.planned[0].offset
        full_s = t_s + max(COMES_IN_S, 1.5 * offset.distance_to(CENTRE) / MOST_SWAY_DPS)
        return replace(self, planned=self.planned[1:], now=Displaced(t_s, full_s, offset, radius_deg)), ("push",)


def planned(p: HoldParameters, chance: Chance) -> Pushes:
    """Where and when the pushes come: each at a random moment of its own part of the time, and in any direction."""
    if p.pushes is None or p.push_deg is None:
        return Pushes()
    each_s = (p.duration_s - FIRST_PUSH_S - LAST_PUSH_S) / p.pushes
    found = []
    for i in range(p.pushes):
        at_s = FIRST_PUSH_S + each_s * (i + chance.uniform(0.0, 1.0))
        found.append(Planned(at_s, toward(chance.uniform(0.0, 360.0), p.push_deg)))
    return Pushes(tuple(found))


def none_later(pushes: Pushes, p: HoldParameters, t_s: float) -> Pushes:
    """Without those to come, where it is too late to bring the dot back."""
    return replace(pushes, planned=()) if pushes.planned and t_s > p.duration_s - LAST_PUSH_S else pushes
