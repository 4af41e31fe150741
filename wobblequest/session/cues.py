"""Spoken-like corrections in words: a little left, slower, good, stay. At most one in three seconds.

They speak of the body, so they hold whatever the picture does: *left* is where the left edge goes down. A sway to a beat gets none: what
is said of it comes too late.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from wobblequest.core.arena import Point, Target
from wobblequest.core.messages import aloud
from wobblequest.drills.still import SWAY_S

EVERY_S = 3.0
STAYS_S = 5.0
"""Words stand so long, or until the next ones."""
PATIENCE_S = 1.5
"""So long a new target is left to be found, and a stay to be one, before anything is said."""
JUMP_DEG = 1.0
A_LITTLE_DEG = 4.0
QUICK_DPS, QUICK_S = 10.0, 0.2
"""People sway at 20 to 40 °/s; what is left of that when sway is taken out is slower than this, and a rush to a target is not."""
SLOWER, STAY = aloud("Slower"), aloud("Good, stay")


@dataclass(frozen=True, slots=True)
class Cues:
    """What was said last, and what is needed to say the next.

    slow : the dot without its sway (a low-pass of first order), at ``t_s``. where, since_s : the target, and since when it is there and
    the dot is on it, or is not. on : which of the two. quick_s : how long the dot has rushed. praised : whether this stay was.
    said_s : when the words were said.
    """

    words: str = ""
    said_s: float = -EVERY_S
    t_s: float | None = None
    slow: Point | None = None
    where: Point | None = None
    on: bool = False
    since_s: float = 0.0
    quick_s: float = 0.0
    praised: bool = False

    def after(self, t_s: float, dot: Point, target: Target | None) -> Cues:
        """After one more sample of play. target : None where nothing may or can be said."""
        dt = 0.0 if self.t_s is None else t_s - self.t_s
        slow = dot if self.slow is None else _toward(self.slow, dot, dt / (SWAY_S + dt))
        words = self.words if t_s - self.said_s < STAYS_S else ""
        if target is None or target.remembered or target.sway is not None:
            return replace(self, t_s=t_s, slow=slow, words=words, where=None, quick_s=0.0)
        jumped = self.where is None or self.where.distance_to(target.at) > JUMP_DEG
        on = slow.distance_to(target.at) <= target.radius_deg
        new = jumped or on != self.on
        quick_s = self.quick_s + dt if slow.distance_to(dot) / SWAY_S > QUICK_DPS else 0.0
        now = replace(
            self, t_s=t_s, slow=slow, words=words, where=target.at, on=on, since_s=t_s if new else self.since_s, quick_s=quick_s,
            praised=self.praised and on and not jumped,
        )
        return now if t_s - self.said_s < EVERY_S else now._said(target)

    def _said(self, target: Target) -> Cues:
        """With what is to be said now, if anything is."""
        assert self.t_s is not None  # noqa: S101 - it was just set
        if self.quick_s >= QUICK_S:
            return replace(self, words=SLOWER, said_s=self.t_s)
        if self.t_s - self.since_s < PATIENCE_S or self.slow is None:
            return self
        if self.on:
            return self if self.praised else replace(self, words=STAY, said_s=self.t_s, praised=True)
        return replace(self, words=way_words(self.slow, target.at), said_s=self.t_s)


def way_words(dot: Point, there: Point) -> str:
    """Which way, by the larger of the two parts of it."""
    pitch, roll = there.pitch_deg - dot.pitch_deg, there.roll_deg - dot.roll_deg
    far = max(abs(pitch), abs(roll))
    if abs(pitch) > abs(roll):
        if pitch > 0:
            return aloud("A little forward") if far <= A_LITTLE_DEG else aloud("More forward")
        return aloud("A little back") if far <= A_LITTLE_DEG else aloud("More back")
    if roll > 0:
        return aloud("A little right") if far <= A_LITTLE_DEG else aloud("More to the right")
    return aloud("A little left") if far <= A_LITTLE_DEG else aloud("More to the left")


def _toward(here: Point, there: Point, share: float) -> Point:
    return Point(here.pitch_deg + share * (there.pitch_deg - here.pitch_deg), here.roll_deg + share * (there.roll_deg - here.roll_deg))
