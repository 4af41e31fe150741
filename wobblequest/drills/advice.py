"""Words for someone who leans towards a circle: what to do now, and after a miss what to try next."""

from __future__ import annotations

from typing import NamedTuple

from wobblequest.core.arena import CENTRE, Point, Target
from wobblequest.core.messages import aloud
from wobblequest.drills.stay import Stay

HELP_AFTER_S = 8.0
"""A circle not reached by then gets words of help."""


class Leaning(NamedTuple):
    """farthest : largest lean along the target's direction so far, as a share of the way to the circle's near edge."""

    farthest: float = 0.0

    def after(self, dot: Point, aim: Target) -> Leaning:
        """Taking in one more sample."""
        length = aim.at.distance_to(CENTRE)
        along = (dot.pitch_deg * aim.at.pitch_deg + dot.roll_deg * aim.at.roll_deg) / length
        share = along / (length - aim.radius_deg)
        return Leaning(share) if share > self.farthest else self


def now_words(stay: Stay, leaning: Leaning, t_s: float, leaning_for_s: float) -> str:
    """The instruction while leaning, at most eight words: one for the way there and the stay, which are too short for two."""
    if stay.entered and not stay.settled(t_s):
        return aloud("Back into the circle")
    if stay.entered or leaning_for_s < HELP_AFTER_S:
        return aloud("Lean to the circle and stay")
    return aloud("Take your time, a little further") if leaning.farthest < 1.0 else aloud("Take your time, towards the circle")


def tip_words(stay: Stay, leaning: Leaning) -> str:
    """What to try next after a miss, at most eight words."""
    if stay.entered:
        return aloud("You were there: stay longer next time")
    return aloud("A little further next time") if leaning.farthest < 1.0 else aloud("Straight at the circle next time")
